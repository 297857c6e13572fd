"""What would an agency's records hold between the events that matter? The ordinary entries, in that agency's voice."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from safelight.demo.case.texts import read_table

_BORN: Final = date(2005, 5, 17)
_GAP: Final = re.compile(r"\{([a-z]+|n\d+_\d+)\}")
_SEVEN_DAYS: Final = frozenset({"police", "hospital"})
_CLOSED: Final = frozenset({(12, 25), (12, 26), (1, 1)})
_HOURS: Final = {"police": (0, 24), "hospital": (0, 24), "edu": (8, 16)}
_TIMED: Final = {"police": 0.95, "hospital": 0.7, "csc": 0.55, "edu": 0.25, "hv": 0.2, "gp": 0.15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of an agency's own records. `only_month` where no day was kept."""

    day: date
    time: str
    source: str
    text: str
    only_month: bool = False


def ordinary_entries(agency: str) -> tuple[Entry, ...]:
    """The agency's ordinary entries in no particular order; the same on every build."""
    voice = read_table(f"voices/{agency}.toml")
    chance = random.Random(f"Northmere {agency}")
    recent: list[str] = []
    entries: list[Entry] = []
    for window in voice["windows"]:
        for day in sorted(_days(agency, window, chance)):
            say = _choose(voice["says"], window, day=day, chance=chance)
            text = _unlike(recent, say, voice["words"], day=day, chance=chance)
            recent = [*recent[-12:], text]
            entries.append(Entry(day=day, time=_time(agency, chance), source=say["source"], text=text))
    return tuple(entries)


def _days(agency: str, window: Mapping[str, Any], chance: random.Random) -> Iterator[date]:
    start, length = window["from"], (window["until"] - window["from"]).days
    for _ in range(window["rows"]):
        day = start + timedelta(days=chance.randint(0, length))
        yield day if agency in _SEVEN_DAYS else max(_working(day), start)


def _working(day: date) -> date:
    """The day itself, or the last working day before a weekend or the turn of the year."""
    while day.weekday() > 4 or (day.month, day.day) in _CLOSED:
        day -= timedelta(days=1)
    return day


def _choose(
    says: list[dict[str, Any]], window: Mapping[str, Any], *, day: date, chance: random.Random
) -> dict[str, Any]:
    """One sentence that fits the day. A window may hold `only` some kinds; what is `apart` stands in no other."""
    only = window.get("only", ())
    return chance.choice(
        [
            say
            for say in says
            if say.get("from", day) <= day <= say.get("until", day)
            and (say["source"] in only if only else not say.get("apart"))
        ]
    )


def _unlike(
    recent: list[str], say: Mapping[str, Any], words: Mapping[str, list[str]], *, day: date, chance: random.Random
) -> str:
    """A filling of the sentence that none of the last entries has, if one is found in a few tries."""
    text = ""
    for _ in range(6):
        text = _filled(say["text"], words, day=day, chance=chance)
        if text not in recent:
            break
    return text


def _filled(text: str, words: Mapping[str, list[str]], *, day: date, chance: random.Random) -> str:
    def replacement(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == "age":
            return _age(day)
        if name == "clock":
            return f"{chance.randint(9, 16)}:{chance.choice(('05', '10', '25', '40', '50'))}"
        if name[0] == "n" and name[1:2].isdigit():
            least, most = name[1:].split("_")
            return str(chance.randint(int(least), int(most)))
        return _filled(chance.choice(words[name]), words, day=day, chance=chance)

    return _GAP.sub(replacement, text)


def _age(day: date) -> str:
    months = (day.year - _BORN.year) * 12 + day.month - _BORN.month - (day.day < _BORN.day)
    return f"{months}/12" if months < 24 else f"{months // 12}y {months % 12}m"


def _time(agency: str, chance: random.Random) -> str:
    if chance.random() > _TIMED.get(agency, 0.1):
        return ""
    first, last = _HOURS.get(agency, (8, 18))
    return f"{chance.randrange(first, last):02d}:{chance.randrange(0, 60, 5):02d}"
