"""What does one paper tell of the family, of whom, and how exactly? Ages, days, numbers, sex, places, health and work.

Each particular has a value and the less exact values that it lies within: "aged three" lies within "a young child", a
day within its month. So two papers can be laid side by side by looking values up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from safelight.core.anonymise.finders.dates import find_month_and_year, written_dates
from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.generalise import kinds as general
from safelight.core.anonymise.generalise.ages import band
from safelight.core.anonymise.generalise.days import SEASONS
from safelight.core.anonymise.generalise.numbers import UP_TO_TWENTY
from safelight.core.anonymise.jigsaw.kinds import Kind, any_of, kinds
from safelight.core.anonymise.jigsaw.mentions import A_CHILD, SIBLING, SUBJECT, Sentences
from safelight.core.anonymise.naming import MONTHS
from safelight.core.anonymise.roster import Roster

NOT_TOLD: Final = "not told"
"""The value of what a paper speaks of without saying which: a child of no sex, children without a number."""
OF_EVENTS: Final = frozenset({"when", "place"})
"""Kinds of which the same value may be told of quite different things: only sentences of one event are compared."""
_BANDS: Final = kinds("band")
_GENERAL: Final = kinds("general")
_ANY_GENERAL: Final = any_of(_GENERAL)
(_PROCEDURE,) = kinds("procedure")
_MANY: Final = re.compile(rf"{kinds('in_general')[0].pattern.pattern}\s\Z")
_NUMBERS: Final = {word: number for number, word in enumerate(UP_TO_TWENTY) if number}
_NUMBER: Final = rf"\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=lambda word: -len(word)))}"
_UNIT: Final = "year|month|week|day"
_AGE: Final = re.compile(
    rf"\b(?:aged? (?:of )?(?P<a>{_NUMBER})\b(?! to\b|-)(?: (?P<au>{_UNIT})s?\b)?(?:,? and (?P<am>{_NUMBER}) months?)?"
    rf"|(?P<b>{_NUMBER})[- ](?P<bu>{_UNIT})s?(?:,? and (?P<bm>{_NUMBER}) months?)?[- ](?:old\b|of age\b)"
    rf"|(?:was|were|is|turned) (?P<c>{_NUMBER})\b(?=,? (?:when|at the time|by the time)\b|[.,;]))"
)
_SMALL_CHILD: Final = frozenset({"baby", "toddler", "young child"})
_SEASON: Final = re.compile(r"\b(spring|summer|autumn|winter)(?: of)? ((?:19|20)\d\d)\b")
_PART_OF_YEAR: Final = re.compile(r"\b(early|mid|late)(?: in)?[- ]((?:19|20)\d\d)\b")
_YEAR: Final = re.compile(r"\b(?:in|during|of|by|since|throughout) ((?:19|20)\d\d)\b")
_SEX: Final = re.compile(r"\b(?:(?P<m>boy|son)|(?P<f>girl|daughter))\b")
_PRONOUN: Final = re.compile(r"\b(?:(?P<m>he|him|his|himself)|(?P<f>she|her|hers|herself))\b")
_HOW_MANY: Final = re.compile(
    rf"\b(?P<n>{_NUMBER}) (?:(?:older|younger|elder|half|step|surviving|other|young)[- ])?"
    r"(?P<who>brothers|sisters|siblings|children)\b(?!')"
    rf"|\b(?:young|old|eld)est of (?P<of>{_NUMBER})\b(?! years)|\b(?P<only>only child)\b|\b(?P<twin>twin|triplet)s?\b"
)
_SEVERAL: Final = re.compile(
    r"\b(?:siblings|brothers and sisters|(?:other|older|younger|surviving) children|"
    r"(?:the|all the|all of the|her|his|their|several|both|mother's) children)\b(?!')"
)
_PLACE_NOUN: Final = (
    "hospital ward|hospital|infirmary|primary school|secondary school|special school|school|academy|nursery|playgroup|"
    "children's centre|college|medical centre|health centre|surgery|clinic|hostel|refuge|prison|police station|church|"
    "mosque|park|library|crown court|court|estate|street|road|avenue|close|lane|drive|crescent"
)
_NAMED: Final = re.compile(rf"\b(?:[A-Z][\w'-]*\.? ){{1,4}}(?i:{_PLACE_NOUN})\b")
_UNNAMED: Final = re.compile(
    rf"\b(?:an?|the|his|her|their|local|another|one|to|in|at) (?:local )?(?P<noun>{_PLACE_NOUN})\b"
)
_CODE: Final = re.compile(
    r"\b(Child|Baby|Sibling|Boy|Girl|Young Person|Adult|Person|Parent) ([A-Z]{1,2}\d{0,2}|\d{1,2})\b"
)
_OF_A_SENTENCE: Final = re.compile(r"[a-z]{3,}")
_TELLS_NO_EVENT: Final = frozenset(MONTHS).union(*(each.words for each in kinds("no_event")))
STEM: Final = 5
"""Letters of a word by which two sentences are compared: "admitted" and "admission" are alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """One thing told: its kind, of whom, its value, and the less exact values within which it lies.

    `event` holds the stems of its sentence where the same value may be told of quite different things, as a month is.
    """

    start: int
    end: int
    kind: str
    whom: str
    said: str
    within: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()


def find_particulars(read: Sentences, *, roster: Roster) -> tuple[Particular, ...]:
    """Everything of these kinds that a paper tells of the family, in the order of the text."""
    found = [
        *_ages(read),
        *_days(read),
        *_details(read),
        *_sex(read),
        *_how_many(read),
        *_places(read),
        *_of_register(read, roster),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind, one.said)))


def find_codes(read: Sentences) -> dict[str, tuple[int, int]]:
    """Pseudonyms by letter or number ("Child X"), each with the first place where it stands."""
    found: dict[str, tuple[int, int]] = {}
    for match in _CODE.finditer(read.view.cased):
        found.setdefault(match.group(), read.view.span(*match.span()))
    return found


def _ages(read: Sentences) -> Iterator[Particular]:
    for match, (start, end) in read.spans(_AGE):
        number = _number(match["a"] or match["b"] or match["c"])
        unit, more = match["au"] or match["bu"] or "year", match["am"] or match["bm"]
        said, years = f"{number} {unit}", number / {"year": 1, "month": 12, "week": 52, "day": 365}[unit]
        within = _bands(years)
        if more and unit == "year":
            said, within = f"{12 * number + _number(more)} month", within | {said}
        elif unit == "month" and number >= 12:
            within |= {f"{number // 12} year"}
        whom = read.whom(start, end) or ("" if match["c"] else SUBJECT)
        if whom:
            yield Particular(start=start, end=end, kind="age", whom=whom, said=said, within=within)
    for match, (start, end) in read.spans(A_CHILD):
        whom = read.whom(start, end) or SUBJECT
        for said in _kinds_of(match.group(), _BANDS):
            yield Particular(start=start, end=end, kind="age", whom=whom, said=said)


def _bands(years: float) -> frozenset[str]:
    """The words of children's bands that an age may be meant by; of an adult none, because any adult is one."""
    if years >= 18:
        return frozenset()
    name = band(years)
    return frozenset({name}) | (_SMALL_CHILD - {"baby"} if 1 <= years < 3 else frozenset())


def _days(read: Sentences) -> Iterator[Particular]:
    reached = 0
    spans: list[tuple[int, int, str, frozenset[str]]] = []
    for written in sorted(written_dates(read.view), key=lambda each: (each.start, -each.end)):
        years = [(one, one.year) for one in written.meanings if one.year is not None and one.year < 2050]
        if years and written.start >= reached:
            one, year = max(years, key=lambda each: each[1])
            said = f"{year}-{one.month:02}-{one.day:02}"
            spans.append((written.start, written.end, said, _around(one.month, year) | {f"{year}-{one.month:02}"}))
            reached = written.end
    taken = [(start, end) for start, end, _, _ in spans]
    spans += _months(read, taken)
    for pattern in (_SEASON, _PART_OF_YEAR):
        spans += [
            (*match.span(), f"{match[1]} {match[2]}", frozenset({match[2]}))
            for match in pattern.finditer(read.view.text)
        ]
    spans += [(*match.span(), match[1], frozenset()) for match in _YEAR.finditer(read.view.text)]
    for first, last, said, within in spans:
        start, end = read.view.span(first, last)
        if read.is_of_family(start) and not of_the_review(read, start):
            yield Particular(
                start=start, end=end, kind="when", whom="", said=said, within=within, event=_event(read, start, end)
            )


def of_the_review(read: Sentences, at: int) -> bool:
    """Whether the sentence at a place speaks of the review itself: its dates are no dates of the family's life."""
    start, end = read.sentence(at)
    return _PROCEDURE.pattern.search(read.text[start:end].lower()) is not None


def _months(read: Sentences, days: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str, frozenset[str]]]:
    """A month with its year that is no part of a day."""
    ends = iter(days)
    day = next(ends, None)
    for start, end in find_month_and_year(read.view):
        while day is not None and day[1] <= start:
            day = next(ends, None)
        words = read.view.text[start:end]
        name = next((number for number, month in enumerate(MONTHS, 1) if words.startswith(month[:3])), 0)
        year = re.search(r"(?:19|20)\d\d", words)
        if year and name and not (day is not None and day[0] < end):
            yield start, end, f"{year.group()}-{name:02}", _around(name, int(year.group()))


def _around(month: int, year: int) -> frozenset[str]:
    """The season, the part of the year and the year of a month; a January is of two winters, as people write it."""
    season = SEASONS[month - 1]
    winters = {f"winter {year - 1}"} if month < 3 else set()
    part = "early" if month <= 4 else "mid" if month <= 8 else "late"
    return frozenset({f"{season} {year}", *winters, f"{part} {year}", str(year)})


def _details(read: Sentences) -> Iterator[Particular]:
    """Origin, faith, work and health: the exact word, and the general ones that the workbench offers for it."""
    text = read.view.text
    present = tuple(word for word, stem in _DETAILS if stem in text)
    for match, (start, end) in read.spans(_any_of(present)) if present else ():
        whom = read.whom(start, end)
        if whom and not _MANY.search(text[max(0, match.start() - 40) : match.start()]):
            said = match.group()
            yield Particular(start=start, end=end, kind="detail", whom=whom, said=said, within=_general_of(said))
    for match, (start, end) in read.spans(_ANY_GENERAL):
        if whom := read.whom(start, end):
            for said in _kinds_of(match.group(), _GENERAL):
                yield Particular(start=start, end=end, kind="detail", whom=whom, said=said)


@lru_cache(maxsize=512)
def _kinds_of(words: str, some: tuple[Kind, ...]) -> tuple[str, ...]:
    """What of these kinds words are: "Asian" is of South and of East Asia."""
    return tuple(each.name for each in some if each.pattern.fullmatch(words))


def _alternatives(pattern: str) -> Iterator[str]:
    """What stands between the bars of a pattern, but for those within brackets."""
    depth, at = 0, 0
    for place, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            yield pattern[at:place]
            at = place + 1
    yield pattern[at:]


_DETAILS: Final = tuple(
    (word, re.split(r"[^a-z]|.[?*]", word)[0]) for pattern in general.DETAILS for word in _alternatives(pattern)
)
"""Each with the letters that it begins with: a text without them need not be searched for it."""


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@lru_cache(maxsize=512)
def _general_of(words: str) -> frozenset[str]:
    return frozenset(choice.text for choice in general.a_detail(words)) - {words}


def _sex(read: Sentences) -> Iterator[Particular]:
    """The sex of the child of the review, once, where most of the words say the same; else that it is not told."""
    spoken_of = read.first(SUBJECT)
    if spoken_of is None:
        return
    found: dict[str, list[tuple[int, int]]] = {"m": [], "f": []}
    for match, (start, end) in read.spans(_SEX):
        if read.whom(start, end) in {SUBJECT, ""}:
            found[match.lastgroup or "m"].append((start, end))
    for match, (start, end) in read.spans(_PRONOUN):
        if read.meant(start) == SUBJECT:
            found[match.lastgroup or "m"].append((start, end))
    if len(found["m"]) == len(found["f"]):
        yield Particular(start=spoken_of[0], end=spoken_of[1], kind="sex", whom=SUBJECT, said=NOT_TOLD)
        return
    sex = max(found, key=lambda each: len(found[each]))
    start, end = min(found[sex])
    said = {"m": "a boy", "f": "a girl"}[sex]
    yield Particular(start=start, end=end, kind="sex", whom=SUBJECT, said=said, within=frozenset({NOT_TOLD}))


def _how_many(read: Sentences) -> Iterator[Particular]:
    """How many children there are. Whoever gives any number has told it, however it is counted."""
    told = False
    for match, (start, end) in read.spans(_HOW_MANY):
        if not (match["n"] and _number(match["n"]) == 1) and (read.whom(start, end) or match["who"] is None):
            told = True
            yield Particular(
                start=start, end=end, kind="number", whom=SIBLING, said="a number", within=frozenset({NOT_TOLD})
            )
    if told:
        return
    for _, (start, end) in read.spans(_SEVERAL):
        yield Particular(start=start, end=end, kind="number", whom=SIBLING, said=NOT_TOLD)
        return


def _places(read: Sentences) -> Iterator[Particular]:
    """Places with a name, and places by their kind, with what their sentence is about."""
    for match in _NAMED.finditer(read.view.cased):
        start, end = read.view.span(*match.span())
        if read.is_of_family(start):
            kind = _kind_of_place(match.group())
            said = " ".join(fold_words(match.group())).removeprefix("the ")
            yield Particular(
                start=start,
                end=end,
                kind="place",
                whom="",
                said=said,
                within=frozenset({kind}),
                event=_event(read, start, end),
            )
    for match, (start, end) in read.spans(_UNNAMED):
        if read.is_of_family(start):
            said = _kind_of_place(match["noun"])
            yield Particular(start=start, end=end, kind="place", whom="", said=said, event=_event(read, start, end))


@lru_cache(maxsize=512)
def _kind_of_place(words: str) -> str:
    return next(iter(general.a_place(words))).text


def _of_register(read: Sentences, roster: Roster) -> Iterator[Particular]:
    """Places that the register knows: by a name, or by what stands for it. `said` is never the name."""
    for place in roster.places:
        for label, said in (*((name, "its name") for name in place.names), (place.replacement, NOT_TOLD)):
            if words := fold_words(label):
                pattern = re.compile(r"(?<!\w)" + r"[\W_]{1,3}".join(map(re.escape, words)) + r"(?!\w)")
                if found := pattern.search(read.view.text):
                    start, end = read.view.span(*found.span())
                    within = frozenset({NOT_TOLD}) if said != NOT_TOLD else frozenset()
                    yield Particular(start=start, end=end, kind="register", whom=place.id, said=said, within=within)


def _event(read: Sentences, start: int, end: int) -> frozenset[str]:
    """The stems of a sentence, without what says when and where: two sentences that share them tell the same."""
    first, last = read.sentence(start)
    words = _OF_A_SENTENCE.findall(f"{read.text[first:start]} {read.text[end:last]}".lower())
    return frozenset(word[:STEM] for word in words if word not in _TELLS_NO_EVENT)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word]
