"""What time is meant? Hours and minutes as written in many ways; a time that is not there is never made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from safelight.core.review.chronology.wording import prepare

_HOURS: Final = r"\s*(?:hrs?|hours?|h)(?![a-z])"
_HALF: Final = r"\s*(?P<half>[ap])\s*\.?\s*m\b\.?"
_CLOCK: Final = re.compile(
    rf"(?<![\d:.])(?:t\s*)?(?P<hour>\d{{1,2}})(?P<mark>[:.;]|\s*:\s*)(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?!\d|[.:/]\d)"
    rf"(?:{_HALF})?(?:{_HOURS})?(?:z\b|[+-]\d\d:?\d\d\b)?"
)
_RUN_TOGETHER: Final = re.compile(
    rf"(?<![\d/.\-:a-z])(?P<hour>[01]?\d|2[0-3])(?P<minute>[0-5]\d)(?!\d)(?:{_HALF}|{_HOURS})?"
)
_CLOCK_ALONE: Final = re.compile(
    r"(?:\d{1,2}[:.][0-5]\d(?::\d\d)?|[012]?\d[0-5]\d)\s*(?:[ap]\.?m\.?|hrs?|hours?|h)?|\d{1,2}\s*[ap]\.?m\.?"
)
_HOUR_ONLY: Final = re.compile(rf"(?<![\d/.:])(?P<hour>\d{{1,2}}){_HALF}")
_NOON: Final = re.compile(r"(?:12\s*)?(?<![a-z])(?:noon|midday)(?![a-z])")

_PLAIN: Final = re.compile(r"(?:0[1-9]|1\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as `HH:MM`, whether it is doubted, and the stretch of the text that said it."""

    text: str
    uncertain: bool = False
    start: int = 0
    end: int = 0


def read_time(untrusted_text: str, *, value: object = None) -> Clock | None:
    """The time in a cell that is meant for one; the first, where it names two. None where there is no clear one.

    `value` is what a spreadsheet holds in the cell, if that is a time, a number or the like.
    """
    stored = _stored(value)
    if stored is not None:
        return stored
    if _PLAIN.fullmatch(untrusted_text):
        return Clock(untrusted_text)
    prepared = prepare(untrusted_text)
    found = find_time(prepared.text, run_together=True)
    if found is None:
        return None
    return Clock(found.text, uncertain=found.uncertain or prepared.uncertain)


def is_clock(untrusted_text: str) -> bool:
    """Whether a cell holds a time as a clock shows it and nothing else: "09:30", "9.30am", "0930 hrs"."""
    return _CLOCK_ALONE.fullmatch(untrusted_text.strip().casefold()) is not None


def find_time(prepared_text: str, *, run_together: bool) -> Clock | None:
    """The first time in a prepared text; four bare digits count only where `run_together` says that they may."""
    clocks: list[Clock] = []
    for pattern in (_NOON, _CLOCK, _HOUR_ONLY, _RUN_TOGETHER):
        for found in pattern.finditer(prepared_text):
            clock = _clock(found)
            if clock is not None and (run_together or not (pattern is _RUN_TOGETHER and found.group().isdigit())):
                clocks.append(clock)
                break
    return min(clocks, key=lambda clock: clock.start, default=None)


def _clock(found: re.Match[str]) -> Clock | None:
    parts = found.groupdict()
    if "hour" not in parts:
        return Clock("12:00", start=found.start(), end=found.end())
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    half = parts.get("half") or ""
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return Clock(f"{hour:02}:{minute:02}", uncertain=parts.get("mark") == ";", start=found.start(), end=found.end())


def _stored(value: object) -> Clock | None:
    """A time that a spreadsheet holds as such: a time, a fraction of a day, or 930 for half past nine."""
    match value:
        case datetime():
            # A day with no time of its own says midnight; only the day that spreadsheets count from means it.
            moment = rounded(value)
            return (
                None
                if moment.year > 1900 and (moment.hour, moment.minute) == (0, 0)
                else Clock(moment.strftime("%H:%M"))
            )
        case time():
            return Clock(value.strftime("%H:%M"))
        case timedelta() if timedelta(0) <= value < timedelta(days=1):
            return Clock((datetime(1900, 1, 1) + value).strftime("%H:%M"))  # noqa: DTZ001
        case float() if 0 < value < 1:
            return Clock(rounded(datetime(1900, 1, 1) + timedelta(days=value)).strftime("%H:%M"))  # noqa: DTZ001
        case float() if 1 <= value < 24 and not value.is_integer():
            # 9.30 typed as a number is kept as 9.3
            hour, minute = divmod(round(value * 100), 100)
            return Clock(f"{hour:02}:{minute:02}", uncertain=True) if minute < 60 else None
    return None


def rounded(value: datetime) -> datetime:
    """To the minute: a spreadsheet's fractions of a day are rarely exact."""
    return (value + timedelta(seconds=30)).replace(second=0, microsecond=0) if value.microsecond else value
