"""How a closed word list becomes a database column that the database itself keeps closed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import models


def word(words: Iterable[StrEnum], **options: Any) -> models.CharField[str, str]:
    """A text column that holds one value of a core word list."""
    options.setdefault("max_length", 40)
    return models.CharField(choices=[(value.value, value.value) for value in words], **options)


def only(field: str, words: Iterable[StrEnum], *, name: str, blank: bool = False) -> models.CheckConstraint:
    """The constraint that goes with `word`: no other value, not even by hand."""
    allowed = [value.value for value in words] + ([""] if blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=name)
