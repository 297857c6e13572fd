"""Which places in which sources do the research notes say that they read? Figures out of prose and tables, with care.

The notes are Markdown: facts, each with a code, V1 for what was read in a primary text. A table row has its code in the
last cell; in running text each clause has its own. A figure is counted for the source named last before it, or else
for the one that its row, its heading or the row above names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SOURCES = {
    "si-2006-90": r"SI 2006/90",
    "wt2006": r"WT ?2006",
    "wt2010": r"WT ?2010|Working Together 2010",
    "wt2013": r"WT ?2013",
    "wt2015": r"WT ?2015",
    "wt2018": r"WT ?2018",
    "wt2023": r"WT ?2023",
    "ca1989": r"CA 1989|Children Act 1989",
    "ca2004": r"CA ?2004|Children Act 2004|\bs16[A-F]\b",
    "si-2018-789": r"SI 2018/789",
    "care-act-2014": r"Care Act",
    "vpa2024": r"Victims and Prisoners Act 2024|2024 Act|\bDARDR\b",
    "lga1972": r"LGA 1972|\bs100[A-K]\b|\bSch 12A\b",
    "lga2000": r"LGA 2000",
    "si-2000-3272": r"SI 2000/3272",
    "si-2012-2089": r"SI 2012/2089",
}
"""How the notes call each source whose places they may name."""

KINDS = {
    "chapter": r"chapter|ch",
    "paragraph": r"paragraphs?|paras?",
    "section": r"sections?|s",
    "regulation": r"regulations?|regs?|r",
    "schedule": r"schedule|sch",
    "part": r"part",
}
CONTAINERS = frozenset({"chapter", "schedule", "part"})
"""These hold the places that are cited and are no places themselves: it is enough that the notes name them."""

FIGURE = r"[1-9]\d{0,2}[A-Z]{0,2}(?:\.\d+)?(?:\([0-9a-z]{1,3}\))*"
NEXT = rf"(?:{FIGURE}|(?:\([0-9a-z]{{1,3}}\))+)"
JOIN = r"(?:,\s+|\s+and\s+|\s+to\s+|\s*-\s*)"
PLACE = re.compile(
    rf"(?<![\w~])(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in KINDS.items())})\.?\s*"
    rf"(?P<figures>{FIGURE}(?:{JOIN}{NEXT})*)(?![\w/])",
    re.IGNORECASE,
)
BARE_PARAGRAPH = re.compile(r"\s(?P<figures>\d+\.\d+)(?![\d.])")
READ = re.compile(r"\bV1\b|\bverified\b")
NOT_READ = re.compile(r"\b[RU]\b|\bunverified\b|\bsubstance\b|\bpara [RU]\b")
CLAUSE = re.compile(r";\s|\.\s|\),\s")

Place = tuple[str, str, str]
"""A source, the kind of place, and its figure: ("ca1989", "section", "97(2)")."""


@dataclass
class Notes:
    """What the notes say was read, and every chapter, schedule and part that they name."""

    read: set[Place] = field(default_factory=set)
    named: set[Place] = field(default_factory=set)

    def back(self, place: Place) -> bool:
        """Whether the notes read this very place, or a part of it."""
        source, kind, figure = place
        if kind in CONTAINERS:
            return place in self.named
        return any(
            (source, kind) == known[:2] and (known[2] == figure or known[2].startswith(f"{figure}("))
            for known in self.read
        )


def places_of(cite: str, *, source: str) -> list[Place]:
    """Every place that a citation names: "regulation 5(1)(e) and (2)" names 5(1)(e) and 5(2)."""
    return [
        (source, kind, figure)
        for match in PLACE.finditer(cite)
        for kind in [_kind(match)]
        for figure in _each(match["figures"])
    ]


def read_notes(text: str) -> Notes:
    """The places that a text of notes calls read in a primary text."""
    notes = Notes()
    headings: dict[int, str] = {}
    above, column = "", ""
    for line in text.replace("*", "").splitlines():
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            headings = {known: words for known, words in headings.items() if known < level} | {level: line}
        if not line.startswith("|"):
            above, column = "", ""
        around = [headings[level] for level in sorted(headings, reverse=True)]
        if not line.startswith("|"):
            whose = _named_last(line) or next(filter(None, map(_named_last, around)), "")
            first = _named_first(line) or whose
            for clause in CLAUSE.split(line):
                _add(notes, clause, code=clause, otherwise=_named_first(clause) or first)
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        column = column or cells[0]
        whose = _named_first(line) or next(filter(None, map(_named_first, around)), "") or above
        above = _named_last(line) or above
        words = f"para {line.lstrip('| ')}" if column == "para" else line
        _add(notes, words, code=cells[-1], otherwise=whose)
    return notes


def _add(notes: Notes, words: str, *, code: str, otherwise: str) -> None:
    read = READ.search(code) is not None and NOT_READ.search(code) is None
    for source, kind, figure in _places_in(words, otherwise=otherwise):
        if not _can_have(source, kind):
            continue
        if kind in CONTAINERS:
            notes.named.add((source, kind, figure))
        elif read:
            notes.read.add((source, kind, figure))


def _can_have(source: str, kind: str) -> bool:
    """Only regulations have regulations and only Acts have sections, so "seed s2" is no place of the guidance."""
    if kind == "regulation":
        return source.startswith("si-")
    return bool(source) and not (kind == "section" and source.startswith(("si-", "wt")))


def _places_in(words: str, *, otherwise: str) -> Iterator[Place]:
    names = sorted(
        (match.start(), match.end(), source) for source, name in SOURCES.items() for match in re.finditer(name, words)
    )
    for match in PLACE.finditer(words):
        source = next((name for start, _, name in reversed(names) if start <= match.start()), otherwise)
        for figure in _each(match["figures"]):
            yield source, _kind(match), figure
    for _, end, source in names:
        if bare := BARE_PARAGRAPH.match(words, end):
            yield source, "paragraph", bare["figures"]


def _named_first(words: str) -> str:
    return min(_names(words), default=(0, ""))[1]


def _named_last(words: str) -> str:
    return max(_names(words), default=(0, ""))[1]


def _names(words: str) -> list[tuple[int, str]]:
    return [(match.start(), source) for source, name in SOURCES.items() for match in re.finditer(name, words)]


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in KINDS if match[kind])


def _each(figures: str) -> Iterator[str]:
    """Each figure of a list: ranges are counted through, and "(2)" after "5(1)(e)" is 5(2)."""
    pieces = re.split(rf"({JOIN})", figures)
    last = ""
    for number in range(0, len(pieces), 2):
        figure = pieces[number]
        if figure.startswith("("):
            figure = f"{last.split('(')[0]}{figure}"
        joined = pieces[number - 1].strip() if number else ""
        yield from _between(last, figure) if joined in ("to", "-") else ()
        yield figure
        last = figure


def _between(first: str, last: str) -> Iterator[str]:
    """What lies between two figures that differ in one number or one letter: between 44(1) and 44(3), 44(2)."""
    one, other = re.split(r"(\d+|[A-Za-z])", first), re.split(r"(\d+|[A-Za-z])", last)
    differ = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(differ) != 1:
        return
    [place] = differ
    if one[place].isdigit() and other[place].isdigit():
        steps = [str(step) for step in range(int(one[place]) + 1, int(other[place]))]
    elif len(one[place]) == len(other[place]) == 1:
        steps = [chr(step) for step in range(ord(one[place]) + 1, ord(other[place]))]
    else:
        return
    for step in steps:
        yield "".join([*one[:place], step, *one[place + 1 :]])
