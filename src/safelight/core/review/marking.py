"""While a report is being written: which marks in it lead nowhere, and which paragraphs can be spoken of?

This reads what is typed as it stands, so that it is quick enough for every save; `composing` looks again, exactly.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from safelight.core.edition.marks import (
    DRAWN_IN,
    NAME,
    NAMED_TWICE,
    NAMES_NOTHING,
    NUMBERED,
    SPEAKS_OF,
    STANDS_ALONE,
    key_of,
    leads_nowhere,
)
from safelight.core.review.composing import MARK, PlanFacts, said_of

FIRST_WORDS: Final = 60
_HEADING: Final = re.compile(r" {0,3}#{1,6} ")
_LABEL: Final = re.compile(
    r"^\s*(?:#{1,6} +)?(?:[\d.]+\s+)?(finding|recommendation) (\d{1,4})\b", re.IGNORECASE | re.MULTILINE
)
_LOOK: Final = 400
"""How far the words before and after a name are looked at, in characters."""
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedHere(Generic[Key]):
    """A paragraph with a name, in its section: the name as it was typed, and how the paragraph begins."""

    section: Key
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Something that can be put into a report: its first words, and the marks for it."""

    words: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking(Generic[Key]):
    """What the marks of a report come to: for each section with something wrong what that is, and who has a name.

    `offered` is everything that can be put in, under the titles of a list.
    """

    astray: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    named: tuple[NamedHere[Key], ...] = ()
    offered: tuple[tuple[str, tuple[Offered, ...]], ...] = ()


def look_at_marks(sections: Mapping[Key, str], *, plan: PlanFacts) -> Marking[Key]:
    """Read the marks of every section, in the order of the report."""
    marked = {key: text for key, text in sections.items() if "{" in text}
    named = [one for key, text in marked.items() for one in _names(key, text)]
    places = {key_of(one.name) for one in named}
    told = {label for text in sections.values() for label in _told(text, plan=plan)}
    seen: set[str] = set()
    astray = {
        key: sentences
        for key, text in marked.items()
        if (sentences := tuple(dict.fromkeys(_wrong(text, places=places, told=told, seen=seen, plan=plan))))
    }
    others = tuple(one for one in named if not NUMBERED.fullmatch(key_of(one.name)))
    return Marking(astray=astray, named=others, offered=tuple(_offered(others, plan=plan)))


def _offered(named: Sequence[NamedHere[Key]], *, plan: PlanFacts) -> Iterator[tuple[str, tuple[Offered, ...]]]:
    for label, known in (("finding", plan.findings), ("recommendation", plan.recommendations)):
        if known:
            every = Offered(words=f"All {label}s", marks=(f"{{{label}s}}",))
            yield (
                f"{label.capitalize()}s",
                (
                    every,
                    *(
                        Offered(
                            words=f"{number}. {_shortened(words)}",
                            marks=(f"{{{label} {number} in full}}", f"{{{label} {number}}}"),
                        )
                        for number, words in sorted(known.items())
                    ),
                ),
            )
    if plan.actions:
        yield "Action plan", (Offered(words="The table of all actions", marks=("{action plan}",)),)
    if named:
        yield (
            "Paragraphs with a name",
            tuple(Offered(words=one.words, marks=(f"{{paragraph: {one.name}}}",)) for one in named),
        )


def _names(section: Key, text: str) -> Iterator[NamedHere[Key]]:
    for found in NAME.finditer(text):
        words = NAME.sub("", text[found.end() : found.end() + _LOOK]).partition("\n\n")[0]
        if _begins(text, found.start()) and words.strip():
            yield NamedHere(section=section, name=" ".join(found[1].split()), words=_shortened(words))


def _begins(text: str, place: int) -> bool:
    """Whether a paragraph begins at a place: after an empty line or a heading, whatever names stand between."""
    before = text[max(0, place - _LOOK) : place]
    while (bare := before.rstrip(" \t")).endswith("}") and (start := bare.rfind("{#")) >= 0:
        before = bare[:start]
    above, newline, line = before.rpartition("\n")
    if line.strip() or not newline:
        return not line.strip()
    last = above.rpartition("\n")[2]
    return not last.strip() or bool(_HEADING.match(last))


def _shortened(words: str) -> str:
    whole = " ".join(words.split())
    return whole if len(whole) <= FIRST_WORDS else f"{whole[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def _told(text: str, *, plan: PlanFacts) -> Iterator[tuple[str, int]]:
    """The findings and recommendations that a section tells, each under its number."""
    for found in _LABEL.finditer(text):
        yield found[1].casefold(), int(found[2])
    for found in DRAWN_IN.finditer(text):
        whole = (found["all"] or "").casefold()
        if whole in {"findings", "recommendations"}:
            known = plan.findings if whole == "findings" else plan.recommendations
            yield from ((whole.removesuffix("s"), number) for number in known)
        elif found["label"]:
            yield found["label"].casefold(), int(found["number"])
    for found in NAME.finditer(text):
        if own := NUMBERED.fullmatch(key_of(found[1])):
            yield own[1], int(own[2])


def _wrong(
    text: str, *, places: set[str], told: set[tuple[str, int]], seen: set[str], plan: PlanFacts
) -> Iterator[str]:
    for found in MARK.finditer(text):
        mark = found[0]
        if wrong := said_of(mark, plan=plan):
            yield wrong
        elif spoken := SPEAKS_OF.fullmatch(mark):
            here = (
                (spoken["label"].casefold(), int(spoken["number"])) in told
                if spoken["label"]
                else (key_of(spoken["name"]) in places)
            )
            if not here:
                yield f"{mark} {leads_nowhere(spoken)}."
        elif name := NAME.fullmatch(mark):
            yield from _wrong_name(text, found.start(), name, seen=seen)


def _wrong_name(text: str, place: int, name: re.Match[str], *, seen: set[str]) -> Iterator[str]:
    mark, key = name[0].strip(), key_of(name[1])
    if not _begins(text, place):
        yield f"{mark} {NAMES_NOTHING}."
    elif not NAME.sub("", text[place : place + _LOOK]).partition("\n\n")[0].strip():
        yield f"{mark} {STANDS_ALONE}."
    elif key in seen and not NUMBERED.fullmatch(key):
        yield f"{mark} {NAMED_TWICE}."
    seen.add(key)
