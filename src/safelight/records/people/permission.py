"""How an action or a query says no: not for you, refused by a rule, not now, or something wrong in the input."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model

from safelight.core.decision import Decision

Row = TypeVar("Row", bound=Model)


class NotForYou(Exception):
    """What was asked for does not exist, or not for this person: from outside the two look the same (404)."""


class RefusedByRule(Exception):
    """A rule says no, or says that somebody else must decide. Carries the whole Decision for the page."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.outcome)
        self.decision = decision


class NotNow(Exception):
    """The act is possible in principle but not in this state: the sentence says why, and what to do first."""


class WrongInput(ValueError):
    """Something in the input cannot be taken: which field, what is wrong, what to do."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def found(kind: type[Row], key: Row | UUID | int | str) -> Row:
    """The row as it is now, from the row or its key: pages know keys, other actions know rows that may be stale.

    Raises:
        NotForYou: when there is none. From outside that looks like one that is forbidden.
    """
    try:
        return kind._default_manager.get(pk=key.pk if isinstance(key, Model) else key)
    except (ObjectDoesNotExist, ValidationError, ValueError, TypeError):
        raise NotForYou from None


def needed(value: str, *, field: str, what: str) -> str:
    """The text without spaces around it.

    Raises:
        WrongInput: when nothing is left.
    """
    if not value.strip():
        raise WrongInput(f"Enter {what}.", field=field)
    return value.strip()
