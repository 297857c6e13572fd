"""One table of the people register, read key by key: whatever is missing, misspelt or left over is said by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime


class RegisterError(ValueError):
    """The people register cannot be used. The message names the entry and says what to do."""


class Entry:
    """One table of the register, read key by key; whatever nobody asked for is a mistake worth stopping at."""

    def __init__(self, untrusted_table: object, *, called: str) -> None:
        if not isinstance(untrusted_table, dict):
            raise RegisterError(f"{called}: this must be a table of keys and values.")
        self.table: dict[str, object] = dict(untrusted_table)
        self.called = called

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text that is not empty, unless there is a default."""
        value = self.table.pop(key, default)
        if value is None:
            raise RegisterError(f"{self.called}: '{key}' is missing. Add {key} = \"…\".")
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise RegisterError(f"{self.called}: '{key}' must be text in quotation marks and not empty.")
        return value.strip()

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        if not needed and key not in self.table:
            return ()
        value = self.table.pop(key, [])
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(item, str) and item.strip() for item in given):
            raise RegisterError(f"{self.called}: '{key}' must be a list of texts, such as {key} = [\"…\"].")
        if needed and not given:
            raise RegisterError(
                f"{self.called}: '{key}' is missing or empty. Add at least one, such as {key} = [\"…\"]."
            )
        return tuple(item.strip() for item in given)

    def day(self, key: str) -> date | None:
        """A whole date, or None."""
        value = self.table.pop(key, None)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            raise RegisterError(f"{self.called}: '{key}' is not a date. Write it as {key} = 2005-02-11.") from None

    def when(self, key: str) -> str:
        """A day, a month or a year, as precise as it is known: "2007-03-14", "2007-03", "2007"; "" for none."""
        value = self.table.pop(key, "")
        if isinstance(value, datetime):
            value = value.date()
        text = "" if isinstance(value, bool) else str(value).strip()
        if value == "":
            return ""
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text) or not _is_real(text):
            raise RegisterError(
                f"{self.called}: '{key}' is no day, month or year. Write it as {key} = 2007-03-14, "
                f'{key} = "2007-03" or {key} = 2007.'
            )
        return text

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A table of names and values."""
        if key not in self.table:
            return ()
        value = self.table.pop(key, {})
        if not isinstance(value, dict) or not all(
            isinstance(item, str | int) and not isinstance(item, bool) and str(item).strip() for item in value.values()
        ):
            raise RegisterError(f"{self.called}: '{key}' must be a table, such as {key} = {{ nhs = \"…\" }}.")
        return tuple((str(name), str(item).strip()) for name, item in value.items())

    def chosen(self, key: str, allowed: Iterable[str], *, default: str | None = None) -> str:
        """One word of a closed list."""
        value, options = self.text(key, default=default), tuple(allowed)
        if value not in options:
            raise RegisterError(f"{self.called}: {key} '{value}' is not known. Use one of: {', '.join(options)}.")
        return value

    def finish(self, known: Iterable[str]) -> None:
        """Refuse whatever is left over."""
        if self.table:
            raise RegisterError(
                f"{self.called}: '{next(iter(self.table))}' is not a key of this entry, so what it holds would not be "
                f"protected. Correct it to one of: {', '.join(known)}."
            )


def _is_real(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True
