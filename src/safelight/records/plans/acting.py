"""How does every act of the rooms above the case run? As in the case itself, under each room's own name and table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from safelight.core.decision import Decision
from safelight.core.vocabulary import Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases import acting as below
from safelight.records.cases.guard import require
from safelight.records.cases.models import Case
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, WrongInput, found
from safelight.records.plans.models import Action

Row = TypeVar("Row", bound=Model)
DOERS = frozenset({Reader.BUSINESS_MANAGER, Reader.AGENCY_AUTHOR})
"""Those who carry out actions: the office, and an agency's people for their own."""


@dataclass(slots=True, kw_only=True)
class Acting(below.Acting):
    """One act by one person on one case; `act` has the room's name in it, such as "plans.close"."""

    def record(self, subject: Model, *, decision: Decision | None = None, **detail: str | int | bool | None) -> None:
        """Add the act's entry to the audit trail."""
        record(
            self.act,
            by=self.by,
            at=self.at,
            acting_as=self.reader,
            case=self.case,
            subject=subject,
            decision=decision,
            **detail,
        )

    def note_refusal(self, decision: Decision | None = None) -> None:
        """Record that the act was tried and refused, under the case's key."""
        record_refusal(
            self.act, by=self.by, at=self.at, decision=decision, case=str(self.case.pk), acting_as=self.reader
        )


def acting(
    act: str,
    *,
    case: Case | UUID,
    by: User,
    at: datetime,
    allowed: frozenset[Reader],
    agency: Agency | None = None,
    owner: UUID | None = None,
) -> Acting:
    """Begin an act. `agency` is the one whose affair it is: an agency's author acts for that one alone.

    `owner` is the account of somebody who answers for the thing itself, with or without a seat at the case.

    Raises:
        NotForYou: when nothing that this user is for the case allows it; the attempt is recorded.
    """
    held = sought(Case, case, act=act, by=by, at=at)
    if owner is not None and owns(by, owner=owner, case=held):
        return Acting(act=act, case=held, reader=Reader.AGENCY_AUTHOR, by=by, at=at)
    reader = require(act, case=held, by=by, at=at, allowed=allowed, agency=agency)
    return Acting(act=act, case=held, reader=reader, by=by, at=at)


def as_doer(action: Action, *, act: str, by: User, at: datetime) -> Acting:
    """Begin an act on an action by those who carry it out: its agency's people on the case, its owner, the office."""
    return acting(
        act,
        case=action.recommendation.case_id,
        by=by,
        at=at,
        allowed=DOERS,
        agency=action.agency,
        owner=action.owner_id,
    )


def owns(user: User, *, owner: UUID | None, case: Case) -> bool:
    """Whether somebody answers for a thing of this case by name: an agency's account that is open, of this board."""
    return (
        user.pk == owner and user.is_active and user.board_id == case.board_id and user.standing == Reader.AGENCY_AUTHOR
    )


def sought(model: type[Row], key: Row | UUID, *, act: str, by: User, at: datetime) -> Row:
    """The row that an act is about, as the database has it now, by itself or by its key.

    Raises:
        NotForYou: when there is none; the attempt is recorded.
    """
    wanted: UUID = key.pk if isinstance(key, Model) else key
    try:
        return found(model, wanted)
    except NotForYou:
        record_refusal(act, by=by, at=at)
        raise


def entered(value: str, *, field: str, ask: str, longest: int = 0) -> str:
    """What was typed, without spaces around it. `longest` is what its column holds, in characters; 0 is no limit.

    Raises:
        WrongInput: when nothing is left, saying `ask`, or when it is too long.
    """
    text = value.strip()
    if not text:
        raise WrongInput(ask, field=field)
    if longest and len(text) > longest:
        raise WrongInput(f"This is longer than {longest} characters. Shorten it.", field=field)
    return text
