"""Does anyone still show? A second look by another method, which shares no code with the finders.

The text is reduced to bare letters and figures and searched, needle by needle, for what the register holds. It knows
less than the finders do, so that it can be trusted to be simple: whole names, distinctive single names, numbers,
references, postcodes, places and days of birth.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import ahocorasick

from safelight.core.anonymise.finding import Finding, moved
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.anonymise.stretches import stretches
from safelight.core.anonymise.words import is_ordinary

_CYRILLIC_AND_GREEK: Final = str.maketrans(
    "авекмнорстухіјѕԁһαβεικνορτυχγ", "abekmhopctyxijsdhabeikvoptuxy", "\u3164\u115f\u1160"
)
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "master", "sir", "prof", "rev"})
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_FIXED: Final = {"phone": "a telephone number", "email": "an e-mail address", "postcode": "a postcode"}
_ROYAL: Final = re.compile(r"\b(?:Queen|King|Prince|Princess|Saint|St|Pope|San|Santa)\.? $", re.IGNORECASE)
_WIDEST: Final = 6
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9]+")
_RUN: Final = re.compile(r"[A-Za-z0-9]+|[^\x00-\x7f]")


class _Sought(NamedTuple):
    """What a stretch of bare letters stands for; `manner` says how freely it may stand."""

    rule: str
    key: str
    replacement: str
    manner: str


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without anything but letters and figures, in lower case, and where each of them came from."""

    original: str
    letters: str
    starts: Sequence[int]
    offsets: Sequence[int]

    def places(self, first: int, last: int) -> list[int]:
        """Where in the original the letters from `first` up to `last` stand; several may have come from one."""
        found: list[int] = []
        run = bisect_right(self.offsets, first) - 1
        for letter in range(first, last):
            while self.offsets[run + 1] <= letter:
                run += 1
            start = self.starts[run]
            found.append(start + letter - self.offsets[run] if self.original[start].isascii() else start)
        return found


@dataclass(frozen=True, slots=True)
class _Search:
    """A roster made ready: letters to look for, letters that stay, and the days on which somebody was born."""

    sought: ahocorasick.Automaton | None
    kept: tuple[str, ...]
    born: Mapping[tuple[int, int, int], str]


@lru_cache(maxsize=4_000)
def _bare_character(character: str) -> str:
    broken = unicodedata.normalize("NFKD", character).casefold().translate(_CYRILLIC_AND_GREEK)
    return "".join(c for c in broken if c.isalnum())


def _bare(text: str) -> _Bare:
    runs = _RUN.findall(text)
    starts = [match.start() for match in _RUN.finditer(text)]
    if not text.isascii():
        runs = [run if run.isascii() else _bare_character(run) for run in runs]
    return _Bare(text, "".join(runs).lower(), starts, [*accumulate(map(len, runs), initial=0)])


def _words(text: str) -> list[str]:
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    plain = "".join(_bare_character(c) or (" " if not unicodedata.combining(c) else "") for c in text)
    return plain.split()


def _name_parts(name: str) -> tuple[list[str], list[str]]:
    """The units of a name between spaces, and the words inside them, without titles."""
    if "," in name:
        last, first = name.split(",", 1)
        name = f"{first} {last}"
    split = [words for words in map(_words, name.split()) if words and words[0] not in _TITLES]
    return ["".join(words) for words in split], [word for words in split for word in words]


def _of_names(person: Person) -> Iterator[tuple[str, bool]]:
    """Letters to look for, and whether they are a single name."""
    for name in (*person.names, *person.known_as):
        units, pieces = _name_parts(name)
        if len(units) > 1 and not all(map(is_ordinary, pieces)):
            for glued in ("".join(units), units[0] + units[-1], units[-1] + units[0]):
                if len(glued) > 5:
                    yield glued, False
        for single in (units[0], units[-1], *(pieces if len(pieces) < 4 else ())) if units else ():
            if len(single) > 4 and not is_ordinary(single):
                yield single, True


def _of_numbers(person: Person) -> Iterator[tuple[str, str, str]]:
    """Figures and addresses that lead to somebody: the letters, the rule and what stands in their place."""
    for phone in person.phones:
        digits = "".join(c for c in _bare(phone).letters if c.isdigit())
        national = re.sub(r"^(?:0044|44|0)0?", "", digits) if len(digits) > 9 else digits
        for number in {digits, national, "44" + national}:
            yield number, "phone", _FIXED["phone"]
    for email in person.emails:
        yield _bare(email).letters, "email", _FIXED["email"]
    for _, value in person.identifiers:
        yield _bare(value).letters, "identifier", "a reference number"
    for address in person.addresses:
        for code in re.findall(r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b", address):
            yield _bare(code).letters, "postcode", _FIXED["postcode"]


def _everything(roster: Roster) -> Iterator[tuple[str, _Sought]]:
    for person in roster.people:
        whole = _Sought("name", person.id, person.pseudonym, "phrase")
        single = _Sought("name", person.id, person.pseudonym, "single")
        yield from ((letters, single if is_single else whole) for letters, is_single in _of_names(person))
        for letters, rule, instead in _of_numbers(person):
            yield letters, _Sought(rule, person.id, instead, "code")
    yield _bare(roster.case_reference).letters, _Sought("case-reference", "case", "a reference number", "code")
    for place in roster.places:
        for words in map(_words, place.names):
            if not all(map(is_ordinary, words)):
                yield "".join(words), _Sought("place", place.id, place.replacement, "phrase")


@lru_cache(maxsize=64)
def _search(roster: Roster) -> _Search:
    sought: dict[str, list[_Sought]] = {}
    for letters, what in _everything(roster):
        if len(letters) > 3 and what not in (held := sought.setdefault(letters, [])):
            held.append(what)
    automaton = ahocorasick.Automaton()
    for letters, whats in sought.items():
        automaton.add_word(letters, (len(letters), tuple(whats)))
    automaton.make_automaton()
    named = [officer.name for officer in roster.officers] + [member.organisation for member in roster.panel]
    births = {_ymd(person.date_of_birth): person.id for person in roster.people if person.date_of_birth}
    kept = tuple(glued for glued in ("".join(_words(name)) for name in named) if glued)
    return _Search(automaton if sought else None, kept, births)


def _ymd(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


_GAP: Final = r"[\s.,/\-–_]{1,3}"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_MONTH: Final = rf"(?P<m>{'|'.join(_MONTHS.split())})[a-z]{{0,6}}\.?"
_YEAR: Final = r"(?P<y>\d{4}|(?<=[./\-])\d\d|'\d\d)(?!\d)"
_STARTS: Final = re.compile(rf"(?<!\d)\d|\b(?:{'|'.join(_MONTHS.split())})", re.IGNORECASE)
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?<!\d[.]){_DAY}{_GAP}(?P<m>\d{{1,2}}){_GAP}{_YEAR}",
        rf"(?<!\d)(?P<y>\d{{4}}){_GAP}(?P<m>\d{{1,2}}){_GAP}(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_DAY}(?:{_GAP}|\sof\s){_MONTH}{_GAP}{_YEAR}",
        rf"\b{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}",
    )
)


def residue(text: str, *, roster: Roster) -> tuple[Finding, ...]:
    """Everything of the register that a plain search for its letters and figures still finds, sorted, no overlaps."""
    search = _search(roster)
    found = [
        moved(one, by=part.offset)
        for part in stretches(text)
        for one in _in_stretch(part.text, search)
        if part.first <= one.start < part.last
    ]
    settled: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start, -f.end)):
        if not settled or finding.start >= settled[-1].end:
            settled.append(finding)
    return tuple(settled)


def _in_stretch(text: str, search: _Search) -> list[Finding]:
    bare = _bare(text)
    kept = sorted(_kept(bare, search.kept))
    found = list(_dates(text, search.born))
    for last, (length, whats) in search.sought.iter(bare.letters) if search.sought else ():
        places = bare.places(last - length + 1, last + 1)
        start, end = places[0], places[-1] + 1
        if not _is_inside(kept, start, end):
            several = len({what.key for what in whats if what.manner == "single"}) > 1
            found += [
                _finding(text, start, end, what._replace(replacement="the family") if several else what)
                for what in whats
                if _stands(bare, places, what)
            ]
    return found


def _is_inside(kept: list[tuple[int, int]], start: int, end: int) -> bool:
    number = bisect_right(kept, (start, sys.maxsize))
    return any(a <= start and end <= b for a, b in kept[max(0, number - 3) : number])


def _kept(bare: _Bare, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for glued in names:
        at = bare.letters.find(glued)
        while at >= 0:
            places = bare.places(at, at + len(glued))
            yield places[0], places[-1] + 1
            at = bare.letters.find(glued, at + 1)


def _dates(text: str, born: Mapping[tuple[int, int, int], str]) -> Iterator[Finding]:
    if not born:
        return
    plain = text if text.isascii() else "".join(map(_one_for_one, text))
    for begins in _STARTS.finditer(plain):
        for match in filter(None, (pattern.match(plain, begins.start()) for pattern in _DATES)):
            month = match["m"][:3].lower()
            months = _MONTHS.split()
            number = months.index(month) + 1 if month in months else int(month)
            year = match["y"].lstrip("'")
            for full in (year,) if len(year) == 4 else (f"19{year}", f"20{year}"):
                key = born.get((int(full), number, int(match["d"])))
                if key:
                    what = _Sought("date-of-birth", key, "a date withheld", "code")
                    yield _finding(text, *match.span(), what)


@lru_cache(maxsize=4_000)
def _one_for_one(character: str) -> str:
    if character.isascii():
        return character
    plain = unicodedata.normalize("NFKD", character)
    return plain[0] if plain[0].isascii() else " " if character.isspace() else character


def _finding(text: str, start: int, end: int, what: _Sought) -> Finding:
    why = f"a plain search still finds what the register holds for '{what.key}'"
    label = {"name": "PERSON", "place": "LOC", "postcode": "LOC", "date-of-birth": "DATETIME"}.get(what.rule, "CODE")
    return Finding(
        start=start, end=end, text=text[start:end], rule=what.rule, key=what.key, replacement=what.replacement,
        why=why, finder="residue", label=label,
    )  # fmt: skip


def _stands(bare: _Bare, places: Sequence[int], needle: _Sought) -> bool:
    text, start, end = bare.original, places[0], places[-1] + 1
    if any(_visible_gap(text[a + 1 : b]) > _WIDEST for a, b in pairwise(places) if b - a > 1):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if needle.manner == "code":
        return not (_same_kind(before, text[start]) or _same_kind(after, text[end - 1]))
    opens = not before.isalnum() or before.isdigit() or (before.islower() and text[start].isupper())
    closes = (
        not after.isalnum()
        or after.isdigit()
        or (text[end - 1].islower() and after.isupper())
        or (after in "sS" and not text[end + 1 : end + 2].isalnum())
    )
    if _ROYAL.search(text[max(0, start - 12) : start]) and needle.manner == "single":
        return False
    return opens and closes and (needle.manner == "phrase" or _is_one_word(text[start:end]))


def _visible_gap(text: str) -> int:
    return sum(1 for c in text if unicodedata.category(c) not in {"Cf", "Mn", "Cc", "Me"} or c.isspace())


def _same_kind(neighbour: str, edge: str) -> bool:
    return (neighbour.isdigit() and edge.isdigit()) or (neighbour.isalpha() and edge.isalpha())


def _is_one_word(spelt: str) -> bool:
    """Letters with blanks between them spell a name only where every letter stands alone or a hyphen ends the line."""
    pieces = re.sub(r"-\s+", "", spelt).split()
    return len(pieces) == 1 or all(sum(c.isalnum() for c in piece) <= 1 for piece in pieces)
