"""Which of the things that a reader must be told does a document tell? Sections are known by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from safelight.core.papers.paper import Part, Passage

_PROSE = frozenset({Part.BODY, Part.TEXT_BOX, Part.TABLE, Part.NOTE})
_LONGEST_HEADING = 12
_LOOK_AHEAD = 4
"""How many lines below a heading its first words may stand: subheadings may come between."""
_WORDS_OF_PROSE = 5
_WORDS_OF_A_SECTION = 8
"""A longer line that mentions a section is a table's heading row rather than the next section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing a reader must be told. `headings` are patterns for lower-case headings without number or punctuation.

    `vague` headings count only where the lines below them also have a word of `told_by`.
    """

    title: str
    headings: str
    vague: str = ""
    told_by: str = ""

    def is_headed_by(self, heading: str) -> bool:
        """Whether a heading announces this, whatever may stand under it."""
        return re.search(rf"\b(?:{self.headings})\b", heading) is not None

    def may_be_under(self, heading: str) -> bool:
        """Whether a heading leaves open that this stands under it."""
        return bool(self.vague) and re.fullmatch(self.vague, heading) is not None


ELEMENTS: Mapping[str, Element] = {
    "circumstances": Element(
        title="the circumstances that led to the review",
        headings=(
            r"circumstances|why (?:this|the|a) (?:serious case )?review|reasons? for (?:this|the|holding)|"
            r"background to (?:this|the) (?:serious case )?review|what led to|"
            r"decision to (?:hold|undertake|conduct|carry out|commission)"
        ),
        vague=r"(?:introduction|background|about this (?:review|summary)|introduction and background)",
        told_by=r"circumstances|led to|because|died|death|injur\w*|harm\w*|abus\w*|neglect\w*",
    ),
    "process": Element(
        title="the process of the review",
        headings=(
            r"(?:review|serious case review) process|process (?:of|for|followed)|the process|process$|"
            r"how (?:this|the) review was|how we (?:reviewed|carried)|conduct of the review|terms of reference|"
            r"methodology|review method|the method|scope of (?:this|the) review|review panel and process"
        ),
        vague=r"(?:introduction|about this review|scope|the review|the review panel)",
        told_by=r"terms of reference|panel (?:met|was|chair)|agencies (?:were|submitted|contributed)",
    ),
    "parallel_processes": Element(
        title="parallel processes and how they bore on the review",
        headings=(
            r"parallel|(?:other|related|criminal|legal|court|coronial) (?:\w+ )?(?:processes|proceedings|"
            r"investigations|inquiries|enquiries)|inquest"
        ),
    ),
    "family_involvement": Element(
        title="how far the family took part",
        headings=(
            r"famil(?:y|ies)(?: members)?(?: s)? (?:\w+ )?(?:involvement|participation|contributions?|views|engagement|"
            r"perspective|voices?|input)|"
            r"(?:involvement|participation|contributions?|views|engagement|perspective) of (?:\w+ ){0,4}famil\w+|"
            r"(?:involving|engaging|hearing from|working with|talking to) (?:\w+ ){0,3}(?:famil\w+|parents)|"
            r"what the family|parents?(?: s)? (?:views|involvement|contributions?)"
        ),
    ),
    "facts": Element(
        title="a short account of the facts",
        headings=(
            r"facts|what happened|summary of (?:\w+ ){0,3}(?:events|case|involvement|chronology)|key events|"
            r"case summary|narrative|significant events|sequence of events|the events|events$|"
            r"brief history|case history|agency involvement|agencies involvement|"
            r"involvement of (?:\w+ )?agencies|summary chronology"
        ),
    ),
    "key_issues": Element(
        title="the key issues, themes and decisions",
        headings=(
            r"(?:key|main|emerging|important) (?:\w+ )?(?:issues|themes|findings|decisions|points)|"
            r"(?:issues|themes) (?:arising|identified|emerging|from)|"
            r"^(?:the )?(?:issues|themes|findings|analysis)|analysis$|and (?:themes|issues|findings)|"
            r"what (?:the review|this review|we|was) found|missed opportunities|opportunities (?:for|to)"
        ),
    ),
    "conclusions": Element(
        title="conclusions and priorities for learning",
        headings=(
            r"conclusions?|lessons?|learning|(?:priorities|areas) for (?:learning|change|improvement)|"
            r"what (?:\w+ ){0,3}learn\w*"
        ),
    ),
    "recommendations": Element(title="the recommendations", headings=r"recommendations?"),
    "action_plan": Element(
        title="the action plan",
        headings=r"(?:joint |integrated |multi agency |smart )?action plans?|plan of action|implementation plan",
    ),
}
"""Every element that a rule may ask for of a report or its summary, by the word the rulebook uses for it."""

BRIEF: Mapping[str, Element] = {
    "what_happened": Element(title="what happened, in a line or two", headings=r"what happened"),
    "learned": Element(title="what was learned", headings=r"what (?:\w+ ){0,3}learn\w*"),
    "must_change": Element(title="what must change", headings=r"what (?:must|has to|needs to|will) change"),
    "questions": Element(title="questions for a team meeting", headings=r"questions? (?:for|to)\b"),
}
"""What a one-page briefing tells. Apart from the others, so that no heading of a report is taken for one of these."""

_NUMBER = re.compile(
    r"^(?:#+\s*)?(?:(?:section|part|chapter|appendix)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.):]?\s+", re.I
)
_SIGNS = re.compile(r"^[\s#*_=\-–—•>|]+|[\s#*_:=|]+$")
_CONTENTS_ENTRY = re.compile(r"(?:\.{3,}|…|\s\.\s\.|\t)\s*\d{1,3}$")
_CONTENTS_HEADING = re.compile(r"(?:table of |list of )?contents(?: page| list)?")
_ACTION_COLUMN = re.compile(r"(?:\w+ )?actions?(?: (?:required|needed|agreed|to be taken|taken))?")
_PLAN_COLUMN = re.compile(
    r"(?:lead|owner|by whom|who|by when|when|timescales?|deadline)|(?:target|due|completion) date|"
    r"date (?:due|for completion)|(?:lead|responsible) \w+|responsibility|person responsible"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    heading: str
    in_table: bool

    @property
    def announces(self) -> tuple[str, ...]:
        """The elements that this line is the heading of."""
        return tuple(key for key, each in ELEMENTS.items() if self.heading and each.is_headed_by(self.heading))


def missing_elements(passages: Sequence[Passage], *, wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of the wanted elements for which the document has no heading with words under it.

    A line of a contents list is no section, and a heading with nothing under it tells nobody anything. An element
    that this table does not know counts as missing.
    """
    present = headings_of(passages)
    return tuple(key for key in wanted if key not in present)


def headings_of(passages: Sequence[Passage]) -> Mapping[str, str]:
    """Every element that the document tells, with the first heading that it is told under, as it is written."""
    lines = _without_contents_list(tuple(_lines(passages)))
    present: dict[str, str] = {}
    for key, heading in (*_present(lines), *_briefly_told(lines)):
        present.setdefault(key, heading)
    if "action_plan" not in present and _has_plan_table(lines):
        present["action_plan"] = "a table of actions"
    return present


def element_title(key: str) -> str:
    """The element in words, for advice."""
    known = {**ELEMENTS, **BRIEF}
    return known[key].title if key in known else key.replace("_", " ")


def _lines(passages: Sequence[Passage]) -> Iterator[_Line]:
    for passage in passages:
        if passage.visible and passage.part in _PROSE:
            for line in passage.text.split("\n"):
                if re.search(r"\w", line):
                    in_table = passage.part is Part.TABLE
                    yield _Line(line.strip(), "" if in_table else _heading(line), in_table)


def _heading(line: str) -> str:
    """The words of a line that looks like a heading, in lower case and without its number; else nothing."""
    bare = _SIGNS.sub("", line)
    if not bare or _CONTENTS_ENTRY.search(bare) or bare[-1] in ".;,?!":
        return ""
    words = _NUMBER.sub("", bare, count=1)
    if not words[:1].isupper() or len(words.split()) > _LONGEST_HEADING:
        return ""
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def _without_contents_list(lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    """The lines less a contents list: it ends where one of its first entries comes again, as a heading."""
    start = next((at for at, line in enumerate(lines) if _CONTENTS_HEADING.fullmatch(line.heading)), None)
    if start is None:
        return lines
    names = [_entry_name(line) for line in lines]
    for entry in range(start + 1, min(start + 1 + _LOOK_AHEAD, len(lines) - 1)):
        # Where the next entry follows again too, it is the same list, read a second time.
        again = [at for at in range(entry + 1, len(lines)) if names[entry] and names[at] == names[entry]]
        begun = next((at for at in again if names[at + 1 : at + 2] != [names[entry + 1]]), None)
        if begun is not None:
            return lines[:start] + lines[begun:]
    return lines


def _entry_name(line: _Line) -> str:
    return re.sub(r"[\W\d_]+", " ", line.text.casefold()).strip()


def _present(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    for place, line in enumerate(lines):
        if line.heading and _has_words_under(lines, place):
            for key in (*line.announces, *_vaguely_told(lines, place)):
                yield key, _SIGNS.sub("", line.text)


def _briefly_told(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    """The parts of a briefing whose heading has words under it, before the heading of the next part."""
    headed = [
        [key for key, each in BRIEF.items() if line.heading and each.is_headed_by(line.heading)] for line in lines
    ]
    for place, keys in enumerate(headed[:-1]):
        if keys and not headed[place + 1]:
            for key in keys:
                yield key, _SIGNS.sub("", lines[place].text)


def _has_words_under(lines: Sequence[_Line], place: int) -> bool:
    """Whether something is said under a heading before the next section begins."""
    announced = set(lines[place].announces)
    for line in lines[place + 1 : place + 1 + _LOOK_AHEAD]:
        if set(line.announces) - announced and len(line.heading.split()) <= _WORDS_OF_A_SECTION:
            return False
        if line.in_table or not line.heading or len(line.heading.split()) > _WORDS_OF_PROSE:
            return True
    return False


def _vaguely_told(lines: Sequence[_Line], place: int) -> Iterator[str]:
    for key, element in ELEMENTS.items():
        if element.may_be_under(lines[place].heading):
            told = " ".join(_under(lines, place)).casefold()
            if re.search(rf"\b(?:{element.told_by})\b", told):
                yield key


def _under(lines: Sequence[_Line], place: int) -> Iterator[str]:
    for line in lines[place + 1 :]:
        if line.announces:
            return
        yield line.text


def _has_plan_table(lines: Sequence[_Line]) -> bool:
    """A column of actions beside one of leads or dates is an action plan, whatever stands above it."""
    for place, line in enumerate(lines):
        names = [" ".join(cell.split()).casefold().strip("*_ ") for cell in re.split(r"[|\t]", line.text)]
        if any(_ACTION_COLUMN.fullmatch(name) for name in names):
            near = [name.text.casefold() for name in lines[max(0, place - 4) : place + 9]]
            if any(_PLAN_COLUMN.fullmatch(name) for name in (*names, *near)):
                return True
    return False
