"""Where does a listed name stand misspelt, misread by a scanner, or run together with other words?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from safelight.core.anonymise.finders.context import Words
from safelight.core.anonymise.finders.mention import GIVEN, Mention
from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.naming import Form, NameBook
from safelight.core.anonymise.nicknames import known_given_names
from safelight.core.anonymise.roster import Roster
from safelight.core.anonymise.words import is_ordinary

_PLACE_ENDINGS: Final = frozenset(
    {"street", "road", "lane", "avenue", "hospital", "school", "court", "council", "park"}
)
_PIECES: Final = re.compile(r"[^\W\d_](?:(?![A-Z])[^\W\d_])+|[A-Z]{2,}(?![a-z])")
_RUN_TOGETHER: Final = re.compile(r"[a-z][A-Z]|[^\W\d_]\d|\d[^\W\d_]")
_MISREAD: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_MISREAD_LETTERS: Final = str.maketrans("01i58", "ollsb")

_MOURNING: Final = re.compile(
    r"#(?:justicefor(?:baby)?|rip(?:baby|little)?|prayfor|remember(?:ing)?|inmemoryof|forever|missing|find|save|loveyou|bye)"
    r"_?([a-z]{2,})(?![a-z])"
)
_FIGURES: Final = str.maketrans("0134578", "oieastb")


def as_misread(word: str) -> str:
    """A word with the letters that scanners mistake for one another made the same."""
    for wrong, right in _MISREAD:
        word = word.replace(wrong, right)
    return word.translate(_MISREAD_LETTERS)


def as_letters(token: str) -> str:
    """A word with figures that stand for letters made letters, as in "l1am"; numbers stay numbers."""
    return token.translate(_FIGURES) if not token.isalpha() and not token.isdigit() else token


def unlike_names(roster: Roster) -> frozenset[str]:
    """Words that are something else's name in this case, so that they are nobody's misspelling."""
    officers = [officer.name for officer in roster.officers]
    panel = [text for member in roster.panel for text in (member.job_title, member.organisation)]
    places = [name for place in roster.places for name in place.names]
    homes = [address for person in roster.people for address in person.addresses]
    return frozenset(word for text in (*officers, *panel, *places, *homes) for word in fold_words(text))


@dataclass(frozen=True, slots=True)
class Disguises:
    """The single names of a roster by how a scanner reads them and by their first letter."""

    book: NameBook
    by_reading: Mapping[str, Form]
    by_start: Mapping[str, Sequence[Form]]
    other: frozenset[str]


def disguises_of(book: NameBook, *, roster: Roster) -> Disguises:
    """Make a roster's names ready to be recognised in disguise."""
    by_reading: dict[str, Form] = {}
    by_start: dict[str, list[Form]] = defaultdict(list)
    for form in book.all_forms():
        if len(form.tokens) == 1 and form.level == 0 and len(form.tokens[0]) > 2:
            by_reading.setdefault(as_misread(form.tokens[0]), form)
            if len(form.tokens[0]) > 3 and form.kind != "nickname":
                by_start[form.tokens[0][0]].append(form)
    return Disguises(book, by_reading, by_start, unlike_names(roster) | known_given_names())


def find_disguised(words: Words, *, names: Disguises) -> Iterator[Mention]:
    """Mentions of listed people in words that do not spell their names, or that spell more."""
    for token, places in words.where.items():
        if token in names.book.forms or len(token) < 3 or token in names.other or is_ordinary(token):
            continue
        meant = names.by_reading.get(as_misread(token)) or names.by_reading.get(as_misread(as_letters(token)))
        meant = meant or _misspelt(token, names.by_start)
        if meant:
            short = len(token.rstrip("s")) < 5 and token.isalpha()
            yield from (
                _mention(words, number, meant)
                for number in places
                if not _is_place(words, number) and (words.is_capital(number) or not short)
            )
    yield from _run_together(words, names.book)
    if "#" in words.view.text:
        yield from _mourned(words, names.book)


def _misspelt(token: str, by_start: Mapping[str, Sequence[Form]]) -> Form | None:
    stem = token[:-1] if token.endswith("s") else ""
    for form in by_start.get(token[0], ()):
        name = form.tokens[0]
        for tried in filter(None, (token, stem)):
            one_off = abs(len(name) - len(tried)) < 2 and OSA.distance(name, tried, score_cutoff=1) == 1
            if one_off and (len(name) > 5 or (sorted(name) == sorted(tried) and name[-1] == tried[-1])):
                return form
    return None


def _is_place(words: Words, number: int) -> bool:
    return words.gap_after(number) == " " and words.text(number + 1) in _PLACE_ENDINGS


def _mention(words: Words, number: int, form: Form) -> Mention:
    word = words.all[number]
    return Mention(number, number, word.start, word.end, form.kind, form.owners, 0.8)


def _run_together(words: Words, book: NameBook) -> Iterator[Mention]:
    """Single names in camel case or beside figures, as in "JusticeForLiam" and "liam2005"."""
    seen: set[int] = set()
    for match in _RUN_TOGETHER.finditer(words.view.cased):
        number = words.from_place(match.start() + 1) - 1
        if number in seen or words.text(number) in book.forms:
            continue
        seen.add(number)
        word = words.all[number]
        for piece in _PIECES.finditer(words.view.cased, word.start, word.end):
            form = _single(book, piece.group().lower())
            if form:
                yield Mention(number, number, *piece.span(), form.kind, form.owners, 0.9)


def _mourned(words: Words, book: NameBook) -> Iterator[Mention]:
    """Whoever a hashtag mourns, in small letters and though the name is a word: "#justiceforhope"."""
    for match in _MOURNING.finditer(words.view.text):
        for form in book.forms.get(match.group(1), ()):
            if form.tokens == (match.group(1),) and form.kind in GIVEN:
                number = words.from_place(match.start(1) + 1) - 1
                yield Mention(number, number, *match.span(1), form.kind, form.owners, 0.9)


def _single(book: NameBook, token: str) -> Form | None:
    fitting = [form for form in book.forms.get(token, ()) if len(form.tokens) == 1 and form.level == 0]
    return fitting[0] if fitting and len(token) > 2 and fitting[0].kind != "middle" else None
