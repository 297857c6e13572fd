"""When did it happen, going by what the agency wrote? As precise as known; doubt and mended mistypes are marked."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.days import Day, Point, from_date, settle, year_of
from safelight.core.review.chronology.times import find_time, rounded
from safelight.core.review.chronology.wording import MONTHS, ORDINALS, WEEKDAYS, Prepared, month_named, prepare

_MONTH: Final = "|".join(MONTHS)
_YEAR: Final = r"(?P<year>\d{5}(?=\D|$)|\d{4}|\d{2}(?![\d:])|0\d\d)(?!\d)"
_FORMS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<mark>\s?[-/.]\s?)(?P<month>\d{1,2})(?P<mark2>\s?[-/.]\s?)(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?P<mark>[\s/.,\-\\]+)(?P<month>\d{{1,2}})(?P<mark2>[\s/.,\-\\]+){_YEAR}",
        rf"(?<!\d)(?P<day>\d{{1,2}})\s*[-/.,]?\s*(?P<name>{_MONTH})\s*[-/.,' ]*\s*{_YEAR}",
        rf"(?P<name>{_MONTH})\s*[-.,]?\s*(?P<day>\d{{1,2}})\s*(?:,|\s)\s*'?{_YEAR}",
        rf"(?<!\d)(?P<year>\d{{4}})\s*[-/.,]?\s*(?P<name>{_MONTH})(?:\s*[-/.,]?\s*(?P<day>\d{{1,2}})(?![\d:]))?",
        rf"(?P<name>{_MONTH})\s*[-/.,' ]*\s*{_YEAR}",
        r"(?<![\d/.\-])(?P<year>\d{4})-(?P<month>\d\d)(?![\d\-/.])",
        r"(?<![\d/.\-])(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4})(?!\d)",
        r"(?<![\d/.\-])(?P<year>\d{4})(?:'?s(?P<decade>)(?![a-z])|(?![\d:]))",
        r"(?<!\d)(?P<year>\d{3})_(?P<decade>)",
    )
)
_LOOSE_MARKS: Final = re.compile(r"\s+|\s*[/.\-]\s*")
_COMPACT: Final = re.compile(r"(?<![\d/.\-:])(?:\d{8}|\d{6})(?![\d/.\-:])")
_PLAIN: Final = re.compile(
    r"(?:(?P<weekday>[A-Za-z]{3,9}) )?"
    r"(?P<day>\d\d?)(?:(?P<mark>[/.])(?P<number>0?[1-9]|1[0-2])(?P=mark)|(?P<gap>[ -])(?P<name>[A-Za-z]{3,9})(?P=gap))"
    r"(?P<year>19\d\d|20[0-4]\d|[0-2]\d|[6-9]\d)",
    re.ASCII,
)
_MONTH_NUMBERS: Final = {month: number for number, month in enumerate(MONTHS, 1)} | {
    month[:3]: number for number, month in enumerate(MONTHS, 1)
}
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 14611, 73050  # 1940 to 2100
_EXPLAINED: Final = frozenset(
    {"from", "since", "onwards", "ongoing", "to", "present", "all", "throughout", "entry", "late"}
)
_JOIN: Final = re.compile(r"\x01\W*(?P<join>-|to|until|till?|thru|through|and|&|\+|or|/|up to)\W*\x01")
_BETWEEN: Final = r"(?:-|to|until|till?|thru|through|and|&|\+|or|/|,)"
_DOUBTFUL_JOINS: Final = frozenset({"or", "/", ","})
_TIME_FIRST: Final = re.compile(
    rf"\d{{1,2}}(?::\d\d|\.[0-5]\d)\s*(?:[ap]\.?m\.?|hrs?|h)?\s*[-,]?\s+(?=\d{{1,2}}\s*(?:/|\.\d|-\d|{_MONTH}))"
)
_TIME_ALONE: Final = re.compile(r"\W*\x01\W*(?:at|@)?\W*\d{3,4}\W*")
_WEEK: Final = re.compile(r"(?:w/?\s?c|w/?b|(?:week|wk)(?: comm(?:encing)?| beginning)?)\.?(?!\s*ending|[a-z])")
_WEEK_END: Final = re.compile(r"(?:w/?e|week ending)\.?(?![a-z])")
_NO_YEAR: Final = re.compile(
    rf"(?:\d{{1,2}}\s*[-/.]?\s*(?:{_MONTH})|(?:{_MONTH})\s*\d{{1,2}}|\d{{1,2}}\s*[/.\-]\s*\d{{1,2}})"
)
_COLLAR: Final = re.compile(r"(?<![a-z])(?:w?p[cs]|d[cis]|t/?dc|pcso|d?sgt|insp)\.?\s?\d{1,6}(?!\d)")
_DAY_ALONE: Final = re.compile(r"[0-3]?\d")
_YEAR_PAIR: Final = re.compile(r"(?<![\d/.\-])(\d{4})\s?([/\-])\s?(\d{4}|\d\d)(?![\d/.\-])")

# What is left out of the first date of a range is taken from the second: "3-5 March 2008", "12/03 to 15/03/08".
_COMPLETED: Final = tuple(
    (re.compile(pattern), template)
    for pattern, template in (
        (
            (
                r"(?<!\d)(\d{1,2})(?:\s*(?:,|and|&)\s*\d{1,2})+?\s*(,|and|&)"
                rf"\s*(\d{{1,2}})\s*({_MONTH})([-,. ']*\d{{2,4}})"
            ),
            r"\1 \4\5 , \3 \4\5",
        ),
        (rf"(?<!\d)(\d{{1,2}})\s*({_BETWEEN})\s*(\d{{1,2}})\s*({_MONTH})([-,. ']*\d{{2,4}})", r"\1 \4\5 \2 \3 \4\5"),
        (
            rf"(?<!\d)(\d{{1,2}}\s*(?:{_MONTH}))\s*({_BETWEEN})\s*(\d{{1,2}}\s*(?:{_MONTH}))([-,. ']*\d{{2,4}})",
            r"\1\4 \2 \3\4",
        ),
        (rf"(?<![\d\s\-])\s*({_MONTH})\s*({_BETWEEN})\s*({_MONTH})([-,. ']*\d{{2,4}})", r"\1\4 \2 \3\4"),
        (
            r"(?<![\d/.\-])(\d{1,2}([/.])\d{1,2})\s*(-|to|until|and|&|or)\s*(\d{1,2}\2\d{1,2}\2)(\d{4}|\d\d)(?![\d/.])",
            r"\1\2\5 \3 \4\5",
        ),
        (
            r"(?<![\d/.\-])(\d{1,2})\s*(-|to|until|and|&|or|/)\s*(\d{1,2})([/.])(\d{1,2})\4(\d{4}|\d\d)(?![\d/.])",
            r"\1\4\5\4\6 \2 \3\4\5\4\6",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date cell says: the day, the end of a range, the time of day, and whether any of it is in doubt."""

    day: Day
    until: Day | None = None
    time: str = ""
    uncertain: bool = False


def read_date(untrusted_text: str, *, value: object = None, within: Day | None = None) -> Reading | None:
    """The date in a cell, or None where none can be read.

    `value` is what a spreadsheet holds in the cell, if that is a date or a number. `within` is the year or the month
    under whose heading the row stands: it completes a date that lacks it, and the reading is then doubted.
    """
    if within is not None and within.month:
        completed = _of_month(untrusted_text, value, within)
        if completed is not None:
            return completed
    stored = _stored(value)
    if stored is not None:
        return stored
    if _SERIAL.fullmatch(untrusted_text.strip()):
        return _serial(float(untrusted_text)) or _read(untrusted_text)
    if within is not None and lacks_year(untrusted_text):
        completed = _read(f"{untrusted_text.strip()}{_year_joined(untrusted_text)}{within.year}")
        return replace(completed, uncertain=True) if completed else None
    return _read(untrusted_text)


def lacks_year(untrusted_text: str) -> bool:
    """Whether this is a day and a month without a year."""
    return _NO_YEAR.fullmatch(prepare(untrusted_text).text) is not None


def is_plain_date(untrusted_text: str) -> bool:
    """Whether a text is one date and nothing beside it, so that no word is lost with it."""
    words = re.findall(r"[a-z]+", untrusted_text.casefold())
    if not all(word in WEEKDAYS or word in ORDINALS or month_named(word)[0] for word in words):
        return False
    reading = read_date(untrusted_text)
    return reading is not None and not (reading.uncertain or reading.until or reading.time)


def is_day_alone(untrusted_text: str) -> bool:
    """Whether this is a day of some month, such as "14", "14th" or "Fri 14th", and nothing more."""
    return len(untrusted_text) <= 30 and _DAY_ALONE.fullmatch(prepare(untrusted_text).text) is not None


def _of_month(untrusted_text: str, value: object, month: Day) -> Reading | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        untrusted_text = str(int(value))
    if not is_day_alone(untrusted_text):
        return None
    completed = _read(f"{untrusted_text.strip()} {MONTHS[month.month - 1]} {month.year}")
    return replace(completed, uncertain=True) if completed is not None else None


def _year_joined(untrusted_text: str) -> str:
    found = re.search(r"\d\s*([/.\-])\s*\d", untrusted_text)
    return found.group(1) if found else " "


def _stored(value: object) -> Reading | None:
    match value:
        case datetime():
            moment = rounded(value)
            # Midnight in a date cell is a spreadsheet's way of saying that there is no time.
            time = "" if (moment.hour, moment.minute) == (0, 0) else moment.strftime("%H:%M")
            return Reading(from_date(moment.date()), time=time)
        case date():
            return Reading(from_date(value))
        case bool():
            return None
        case int() | float():
            return _serial(float(value))
    return None


def _serial(number: float) -> Reading | None:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    return _stored(datetime(1899, 12, 30) + timedelta(days=number))  # noqa: DTZ001


@lru_cache(maxsize=50_000)
def _read(untrusted_text: str) -> Reading | None:
    return _plainly(untrusted_text) or _closely(untrusted_text)


def _plainly(untrusted_text: str) -> Reading | None:
    """A whole date in one of the commonest forms, which need no closer look; the look would say the same."""
    found = _PLAIN.fullmatch(untrusted_text)
    if found is None:
        return None
    name = found["name"].casefold() if found["name"] else ""
    month = _MONTH_NUMBERS.get(name, 0) if name else int(found["number"])
    year, day = int(found["year"]), int(found["day"])
    if year < 100:
        year += 2000 if year < 30 else 1900
    if not month or not 0 < day <= monthrange(year, month)[1]:
        return None
    plain = Day(year, month, day)
    weekday = plain.first.weekday()
    if found["weekday"] and WEEKDAYS.get(found["weekday"].casefold()) != weekday:
        return None
    return Reading(plain)


def _closely(untrusted_text: str) -> Reading | None:
    prepared = prepare(untrusted_text[:400])
    text = _complete(prepared.text)
    moment = _TIME_FIRST.match(text)
    if moment:
        text = f"{text[moment.end() :]} {moment.group()}"
    reading = _years(text) or _points(text, completed=text != prepared.text)
    if reading is None:
        return None
    uncertain = reading.uncertain or prepared.uncertain or _wrong_weekday(reading, prepared)
    return replace(reading, uncertain=uncertain)


def _complete(text: str) -> str:
    for pattern, template in _COMPLETED:
        found = pattern.search(text)
        if found and not re.search(r"\d", text[: found.start()]):
            return text[: found.start()] + found.expand(template) + text[found.end() :]
    return text


def _wrong_weekday(reading: Reading, prepared: Prepared) -> bool:
    if prepared.weekday is None or not reading.day.day or reading.until is not None:
        return False
    return reading.day.first.weekday() != prepared.weekday


def _years(text: str) -> Reading | None:
    """ "2006-2008" and "2007/08": a stretch of years. "2007-08" is left to be read as ISO 8601 does, as a month."""
    found = _YEAR_PAIR.fullmatch(text)
    if not found or (found.group(2) == "-" and len(found.group(3)) == 2):
        return None
    start, short = year_of(found.group(1)), len(found.group(3)) == 2
    end = year_of(found.group(1)[:2] + found.group(3) if short else found.group(3))
    if start is None or end is None:
        return None
    if short and end.day.year != start.day.year + 1:
        month = int(found.group(3))
        return Reading(Day(start.day.year, month), uncertain=True) if 1 <= month <= 12 else None
    return Reading(start.day, until=end.day, uncertain=short)


def _points(text: str, *, completed: bool) -> Reading | None:
    """Read the one or two dates in a text, and the time in what is left of it."""
    found = list(_scan(text))
    if not found:
        return None
    rest = text
    for place in reversed(found):
        rest = f"{rest[: place.start]}\x01{rest[place.end :]}"
    clock = find_time(rest, run_together=_TIME_ALONE.fullmatch(rest) is not None)
    if clock is not None:
        rest = f"{rest[: clock.start]} {rest[clock.end :]}"
    time = clock.text if clock is not None and not _is_machine_midnight(clock.text) else ""
    doubt = any(place.point.uncertain for place in found) or (clock is not None and clock.uncertain)
    reading = Reading(found[0].point.day, until=found[0].until, time=time, uncertain=doubt)
    if len(found) > 1:
        return _joined(reading, found, _second_time_gone(rest), completed=completed)
    return _with_surroundings(reading, rest)


def _is_machine_midnight(time: str) -> bool:
    return time == "00:00"


def _second_time_gone(rest: str) -> str:
    clock = find_time(rest, run_together=False)
    return f"{rest[: clock.start]} {rest[clock.end :]}" if clock is not None else rest


def _joined(reading: Reading, found: list[_Found], rest: str, *, completed: bool) -> Reading:
    join = _JOIN.search(rest) if len(found) == 2 else None
    if join is None and not (len(found) == 2 and re.search(r"\x01\s*,\s*\x01", rest)):
        return replace(reading, uncertain=True)
    word = join.group("join") if join is not None else ","
    end = found[1].until or found[1].point.day
    backwards = end.last < reading.day.first
    doubt = reading.uncertain or (word in _DOUBTFUL_JOINS and (completed or word != "/")) or backwards
    return replace(reading, until=None if end == reading.day else end, uncertain=doubt)


def _with_surroundings(reading: Reading, rest: str) -> Reading:
    """What stands beside a single date: a week, a season, or digits that nobody can account for."""
    if reading.day.day and _WEEK.search(rest):
        return replace(reading, until=reading.day.plus(6))
    if reading.day.day and _WEEK_END.search(rest):
        return replace(reading, day=reading.day.plus(-6), until=reading.day)
    unexplained = set(re.findall(r"[a-z]+", rest)) - _EXPLAINED if not reading.day.month else set()
    if unexplained or re.search(r"\d", _COLLAR.sub(" ", _second_time_gone(rest))):
        return replace(reading, uncertain=True)
    return reading


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    point: Point
    until: Day | None = None


def _scan(text: str) -> Iterator[_Found]:
    """Every date in the text from left to right; at each place the fullest form wins."""
    start = 0
    while start < len(text):
        found = next((one for one in _candidates(text, start)), None)
        if found is None:
            return
        yield found
        start = found.end


def _candidates(text: str, start: int) -> Iterator[_Found]:
    hits = [(hit.start(), order, hit) for order, form in enumerate(_FORMS) for hit in form.finditer(text, start)]
    hits += [(hit.start(), len(_FORMS), hit) for hit in _COMPACT.finditer(text, start)]
    for _, _, hit in sorted(hits, key=lambda one: one[:2]):
        point = _compact(hit.group()) if hit.re is _COMPACT else _point(hit)
        if point is not None:
            decade = "decade" in hit.re.groupindex and hit.group("decade") is not None
            yield _Found(hit.start(), hit.end(), point, Day(point.day.year + 9) if decade else None)


def _point(hit: re.Match[str]) -> Point | None:
    parts = hit.groupdict()
    if parts.get("decade") is not None:
        first = year_of(f"{parts['year'][:3]}0")
        return (
            Point(first.day, uncertain=True)
            if first and (len(parts["year"]) == 3 or parts["year"].endswith("0"))
            else None
        )
    month = str(MONTHS.index(parts["name"]) + 1) if parts.get("name") else parts.get("month")
    if "day" in parts and parts["day"] is not None:
        point = settle(parts["day"], month or "", parts["year"])
        return replace(point, uncertain=point.uncertain or _mistyped(parts)) if point else None
    year = year_of(parts["year"])
    if year is None or not month:
        return year
    return Point(Day(year.day.year, int(month)), year.uncertain) if 1 <= int(month) <= 12 else None


def _mistyped(parts: dict[str, str | None]) -> bool:
    """Whether the marks between the numbers are not two of the same kind, as in "22.05/16"."""
    first, second = parts.get("mark"), parts.get("mark2")
    if first is None or second is None:
        return False
    return first.strip() != second.strip() or not all(_LOOSE_MARKS.fullmatch(mark) for mark in (first, second))


def _compact(untrusted_digits: str) -> Point | None:
    """Digits run together: 20080314 as ISO 8601 writes it, else day first and doubted."""
    if len(untrusted_digits) == 8:
        iso = settle(untrusted_digits[6:], untrusted_digits[4:6], untrusted_digits[:4])
        if iso is not None and not iso.uncertain:
            return iso
    day_first = settle(untrusted_digits[:2], untrusted_digits[2:4], untrusted_digits[4:])
    return replace(day_first, uncertain=True) if day_first is not None and day_first.day.day else None
