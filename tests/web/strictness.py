"""A misspelt word in a template is an error in every test, not an empty space on a page."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, NoReturn

from django.db.models import Model
from jinja2 import Undefined, UndefinedError
from jinja2.utils import missing


class Misspelt(Undefined):
    """Fails where one of our pages' objects has no such attribute, and where a word that nobody gave would be printed.

    GOV.UK Frontend's macros ask dictionaries for options that are not there, and our pages ask whether a word was
    given at all: both stay allowed.
    """

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, **given: Any) -> None:
        super().__init__(hint, obj, name, **given)
        if is_dataclass(obj) or isinstance(obj, Model):
            raise UndefinedError(f"{type(obj).__name__} has no {name}")

    def _refuse(self) -> NoReturn:
        raise UndefinedError(f"{self._undefined_name} was given to no page")

    def __str__(self) -> str:
        return str(self._refuse()) if self._undefined_obj is missing else ""

    def __iter__(self) -> Any:
        return self._refuse() if self._undefined_obj is missing else iter(())

    __html__ = __str__
