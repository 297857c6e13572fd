"""Form fields in the shape of GOV.UK Frontend's components; parts/fields.html draws them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import forms

from safelight.web.words import plain

LARGEST_UPLOAD = 50 * 1024 * 1024  # bytes


def asked(label: object) -> str:
    """A label in the middle of a sentence, with its own question mark or a full stop."""
    text = str(label)
    return f"{text[:1].lower()}{text[1:]}{'' if text.endswith('?') else '.'}"


class DayWidget(forms.MultiWidget):
    """Three boxes: day, month, year. Nobody has to fight a calendar."""

    kind = "day"

    def __init__(self) -> None:
        super().__init__({part: forms.TextInput() for part in ("day", "month", "year")})

    def decompress(self, value: Any) -> list[Any]:
        """A date as the three boxes show it."""
        return [value.day, value.month, value.year] if isinstance(value, dt.date) else [None, None, None]


class Day(forms.MultiValueField):
    """A date entered as day, month and year."""

    widget = DayWidget

    def __init__(self, **options: Any) -> None:
        parts = tuple(forms.IntegerField(required=False) for _ in range(3))
        super().__init__(fields=parts, require_all_fields=False, **options)

    def clean(self, value: Any) -> dt.date | None:
        """The date, or a sentence saying what is missing or cannot be."""
        day, month, year = (str(part or "").strip() for part in (value or ["", "", ""]))
        if not any((day, month, year)):
            if self.required:
                raise forms.ValidationError(f"Enter the date: {asked(self.label)} For example, 27 3 2010.")
            return None
        try:
            if not (day + month + year).isdecimal() or len(year) != 4:
                raise ValueError
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            raise forms.ValidationError(
                f"{self.label} must be a real date with day, month and year, like 27 3 2010."
            ) from None


class DayMonthOrYear(forms.CharField):
    """A day, a month or a year, as precise as it is known: "14 3 2007", "3 2007" or "2007"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 20, "required": False} | options)

    def clean(self, value: Any) -> str:
        """It as "2007-03-14", "2007-03" or "2007", "" for none, or a sentence saying what is wrong."""
        parts = super().clean(value).replace("/", " ").replace(".", " ").split()
        if not parts:
            return ""
        try:
            if len(parts) > 3 or not "".join(parts).isdecimal() or len(parts[-1]) != 4:
                raise ValueError
            year, month, day = [*map(int, reversed(parts)), 1, 1][:3]
            return dt.date(year, month, day).isoformat()[: (4, 7, 10)[len(parts) - 1]]
        except ValueError:
            raise forms.ValidationError(
                f"{self.label} must be a day, a month or a year, like 14 3 2007, 3 2007 or 2007."
            ) from None


class Days(forms.CharField):
    """Dates, one on each line."""

    def __init__(self, *, rows: int = 8, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), **options)

    def clean(self, value: Any) -> list[dt.date]:
        """The dates, or a sentence saying which line is none."""
        return [self._day(line) for line in super().clean(value).splitlines() if line.strip()]

    def _day(self, line: str) -> dt.date:
        parts = line.replace("/", " ").replace(".", " ").split()
        try:
            if len(parts) != 3 or not "".join(parts).isdecimal() or len(parts[2]) != 4:
                raise ValueError
            return dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
        except ValueError:
            raise forms.ValidationError(
                f"“{line.strip()[:40]}” is no date: write day, month and year, like 24 12 2026."
            ) from None


class Words(forms.CharField):
    """A box for several sentences."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), **options)
        self.error_messages["required"] = f"Fill in: {asked(self.label)}"


class Line(forms.CharField):
    """A box for one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200} | options)
        self.error_messages["required"] = f"Fill in: {asked(self.label)}"


class Number(forms.IntegerField):
    """A box for a whole number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(), **{"min_value": 1, "max_value": 999} | options)
        self.error_messages["required"] = f"Enter a number: {asked(self.label)}"
        self.error_messages["invalid"] = f"{self.label} must be a whole number, like 3."


class OneOf(forms.ChoiceField):
    """Radio buttons for a short closed list."""

    def __init__(self, choices: type[StrEnum] | Iterable[tuple[str, str]] | Iterable[StrEnum], **options: Any) -> None:
        pairs = [choice if isinstance(choice, tuple) else (str(choice), plain(choice)) for choice in choices]
        super().__init__(choices=pairs, widget=forms.RadioSelect(), **options)
        self.error_messages["required"] = f"Choose one: {asked(self.label)}"


class Pick(forms.ChoiceField):
    """A drop-down list, for a longer list."""

    def __init__(self, choices: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(choices=[("", "Choose"), *choices], **options)
        self.error_messages["required"] = f"Choose one: {asked(self.label)}"


class AnyOf(forms.MultipleChoiceField):
    """Tick boxes."""

    def __init__(self, choices: Iterable[StrEnum] | Iterable[tuple[str, str]], **options: Any) -> None:
        pairs = [choice if isinstance(choice, tuple) else (str(choice), plain(choice)) for choice in choices]
        super().__init__(choices=pairs, widget=forms.CheckboxSelectMultiple(), **options)
        self.error_messages["required"] = f"Choose at least one: {asked(self.label)}"


class Upload(forms.FileField):
    """One file of at most 50 MB. The action reads it; nothing is kept before it is checked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = f"Choose a file: {asked(self.label)}"
        self.error_messages["empty"] = "The file is empty. Choose the file that holds the words."

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, or a sentence saying that it is too large or empty."""
        found = super().clean(data, initial)
        if found and found.size > LARGEST_UPLOAD:
            raise forms.ValidationError("The file is larger than 50 MB. Split it, or save it without pictures.")
        return found
