"""Do a summary and the overview report agree, and does every recommendation follow from something that is told?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from safelight.core.anonymise.naming import MONTHS
from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table
from safelight.core.review.contents import ELEMENTS

ALIKE: Final = 74.0
"""How alike two sentences are, of 100, before they are held to say the same thing."""
TELLS: Final = 60.0
"""Which part of a finding's own words, of 100, a text has in one place before it is held to tell the finding."""
THIN_NARRATIVE: Final = 700
"""An executive summary of 2010 was found wanting that told its story in some 500 words."""
_SHORTEST: Final = 6
_NUMBER_WORDS: Final = tuple(
    re.findall(
        r"\w+",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
    )
)
_NUMBERS: Final = re.compile(
    rf"\b(?:\d+(?:st|nd|rd|th)?|twenty-(?:{'|'.join(_NUMBER_WORDS[:9])})|{'|'.join(_NUMBER_WORDS)})\b"
)
_PSEUDONYM: Final = re.compile(r"\b(?:Child|Baby|Adult|Sibling|Parent|Family|Young Person) [A-Z]\d?\b|\b[A-Z]{1,2}\d\b")
_COUNTED: Final = re.compile(
    rf"({_NUMBERS.pattern})\s+(?:\w+\s+)?(recommendations|findings|agencies|children|siblings|assessments|referrals)\b"
)
_SERVICES: Final = re.compile(
    r"\b(?:cafcass|camhs|probation|housing|landlords?|police|ambulance|pharmac(?:y|ies|ists?)|schools?|nurser(?:y|ies)|"
    r"children's centres?|youth offending|health visit(?:ors?|ing)|midwi(?:fe|ves|fery)|school nurs(?:es?|ing)|"
    r"general pract(?:ice|itioners?)|hospitals?|dentists?|mental health|drug and alcohol|interpreters?|"
    r"fire (?:and rescue )?service|immigration|benefits|connexions|youth service)\b"
)
_SERVICE_NAMES: Final = (
    (r"school nurs", r"school nurs"), (r"pharmac", r"pharmac"), (r"nurser", r"nurser"), (r"school", r"school"),
    (r"health visit", r"health visit"), (r"midwi", r"midwi"), (r"landlord|housing", r"landlord|housing|homes\b"),
    (r"general pract", r"general pract|surger|\bgps?\b|doctor"), (r"hospital", r"hospital|ward|clinic|emergency dep"),
)  # fmt: skip
"""A service as a recommendation calls it, and the words by which the rest of a text may speak of it."""
_ANALYSIS: Final = re.compile(
    r"\b(?:because|should have|could have|opportunit|missed|failed|fail(?:ure|ing)|why|led to|reason|recogni[sz]ed|"
    r"understood|pattern|instead|differently|learned)\w*"
)
_STOP: Final = frozenset(
    re.findall(
        r"\w+",
        "about after again also been before being could each every from have here into more must none only other over "
        "should than that their them then there these they this those under were what when which while with would "
        "your board agency agencies child children family",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence and the heading that it stands under; `elements` are what a rule would call that section."""

    text: str
    under: str
    elements: frozenset[str]
    is_item: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Something to mend: what it is, where, both sentences where there are two, and what to do."""

    what: str
    where: str
    here: str
    there: str
    to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A numbered finding or recommendation of the review. `answers` are the findings that a recommendation answers."""

    number: int
    text: str
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The agencies of a review, each with all it is called by, and the posts that take part in it."""

    agencies: tuple[tuple[str, ...], ...] = ()
    posts: tuple[str, ...] = ()


def sentences_of(manuscript: Manuscript) -> tuple[Said, ...]:
    """Every sentence and table row, with its heading; headings themselves are not among them."""
    return tuple(_sentences(manuscript))


def unfounded(
    text: Sequence[Said], *, findings: Sequence[Numbered], plan: Sequence[Numbered]
) -> tuple[Disagreement, ...]:
    """Recommendations of the text that rest on no finding which the same text tells.

    One follows from a finding that it speaks of by number, that the plan says it answers, or whose words it shares;
    and that finding must be told outside the recommendations. A text without recommendations has nothing to find.
    """
    rest = [one for one in text if not one.elements & {"recommendations", "action_plan"}]
    told = {finding.number for finding in findings if is_told(finding.text, rest)}
    words = [_words(one.text) for one in rest if "key_issues" in one.elements or "conclusions" in one.elements]
    return tuple(
        Disagreement(
            what="A recommendation that follows from nothing the text says",
            where=one.under,
            here=one.text,
            there="",
            to_do="Say in the findings what the review found that led to it, or leave it out",
        )
        for one in recommendations_in(text)
        if not (_founded_on(one.text, findings=findings, plan=plan) & told) and not _shares(one.text, words)
    )


def unmentioned(text: Sequence[Said]) -> tuple[Disagreement, ...]:
    """Services that a recommendation names and of which the rest of the text says nothing."""
    rest = " ".join(one.text for one in text if not one.elements & {"recommendations", "action_plan"}).casefold()
    return tuple(
        Disagreement(
            what=f"“{service}” comes up for the first time in a recommendation",
            where=one.under,
            here=one.text,
            there="",
            to_do=f"Tell what the review found about “{service}”, or readers cannot know why it is named",
        )
        for one in recommendations_in(text)
        for service in dict.fromkeys(found.group() for found in _SERVICES.finditer(one.text.casefold()))
        if not re.search(_also_called(service), rest)
    )


def recommendations_in(text: Sequence[Said]) -> tuple[Said, ...]:
    """The recommendations as the text gives them: items, and sentences that ask for something, under their heading."""
    return tuple(
        one
        for one in text
        if "recommendations" in one.elements
        and (one.is_item or re.search(r"\b(?:should|must|needs? to|is asked to)\b", one.text))
    )


def contradictions(
    summary: Sequence[Said], overview: Sequence[Said], *, known: Known | None = None
) -> tuple[Disagreement, ...]:
    """Sentences of the two that say nearly the same and differ; and counts and pseudonyms that differ.

    `known` are the agencies and posts of this review, which no general list has.
    """
    return (
        *_near(summary, overview, called=_Called(known or Known())),
        *_counts(summary, overview),
        *_strange_pseudonyms(summary, overview),
    )


def untold(text: Sequence[Said], findings: Sequence[Numbered]) -> tuple[Disagreement, ...]:
    """Findings of the overview report that the summary neither tells nor says that it leaves out."""
    left_out = {
        int(number)
        for one in text
        if re.search(r"\b(?:left out|leaves? out|omitted|not (?:told|given|included))\b", one.text)
        for number in re.findall(r"\bfindings? (\d+)", one.text, re.I)
    }
    return tuple(
        Disagreement(
            what=f"Finding {finding.number} is not told",
            where="the whole text",
            here="",
            there=finding.text,
            to_do=f"Tell it in a sentence or two, or say that finding {finding.number} is left out, and why",
        )
        for finding in findings
        if finding.number not in left_out and not is_told(finding.text, text)
    )


def thinness(text: Sequence[Said]) -> tuple[str, ...]:
    """Why a text says little; empty where it does not."""
    prose = [one for one in text if not one.elements & {"recommendations", "action_plan", "process"}]
    words = sum(len(one.text.split()) for one in prose)
    why: list[str] = []
    if words < THIN_NARRATIVE:
        why.append(f"Apart from process, recommendations and plan it has {words} words: fewer than {THIN_NARRATIVE}")
    analysis = sum(len(_ANALYSIS.findall(one.text.casefold())) for one in prose)
    if analysis * 200 < words or not analysis:
        why.append("It hardly says why things happened, or what could have been different")
    services = {found.group() for one in text for found in _SERVICES.finditer(one.text.casefold())}
    acting = {found.group() for one in prose for found in _SERVICES.finditer(one.text.casefold())}
    if services and not acting:
        why.append("Agencies are listed, and nothing is told of what they did")
    return tuple(why)


def is_told(finding: str, text: Sequence[Said]) -> bool:
    """Whether a text has most of the telling words of a finding in one section of it."""
    wanted = _words(finding)
    sections: dict[str, set[str]] = {}
    for one in text:
        sections.setdefault(one.under, set()).update(_words(one.text))
    return any(len(wanted & words) * 100 >= TELLS * len(wanted) for words in sections.values()) if wanted else True


def _sentences(manuscript: Manuscript) -> Iterator[Said]:
    trail: list[tuple[int, str]] = []
    for block in manuscript.blocks:
        if isinstance(block, Heading):
            trail = [*((level, text) for level, text in trail if level < block.level), (block.level, block.text)]
            continue
        elements = frozenset(key for _, text in trail for key in _announced(text))
        for text in _texts(block):
            for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"'])", text) if isinstance(block, Paragraph) else [text]:
                if sentence.strip():
                    under, is_item = trail[-1][1] if trail else "", isinstance(block, Bullets)
                    yield Said(text=sentence.strip(), under=under, elements=elements, is_item=is_item)


def _announced(heading: str) -> Iterator[str]:
    words = " ".join(re.findall(r"[^\W\d_]+", heading.casefold()))
    return (key for key, element in ELEMENTS.items() if element.is_headed_by(words))


def _texts(block: object) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        yield from (" | ".join(row) for row in block.rows)


def _words(text: str) -> frozenset[str]:
    """The telling words of a text, cut to their stems."""
    return frozenset(w[:6] for w in re.findall(r"[a-z]{4,}", text.casefold()) if w not in _STOP)


def _founded_on(text: str, *, findings: Sequence[Numbered], plan: Sequence[Numbered]) -> frozenset[int]:
    spoken_of = {int(n) for run in re.findall(r"\bfindings? ([\d, and]+)", text, re.I) for n in re.findall(r"\d+", run)}
    same = [one for one in plan if fuzz.partial_ratio(one.text, text) >= 85]
    return frozenset({*spoken_of, *(n for one in same for n in one.answers)}) & {one.number for one in findings}


def _shares(text: str, sentences: Sequence[frozenset[str]]) -> bool:
    wanted = _words(text)
    return any(len(wanted & words) >= min(3, len(wanted)) for words in sentences)


def _also_called(service: str) -> str:
    return next((spoken for called, spoken in _SERVICE_NAMES if re.match(called, service)), re.escape(service))


class _Called:
    """Which of a review's agencies and posts a text speaks of. One word, such as "PCT", counts only as it is spelt."""

    def __init__(self, known: Known) -> None:
        self._agencies = {_spelt(name): str(at) for at, names in enumerate(known.agencies) for name in names}
        self._posts = {_spelt(post): post for post in known.posts}
        spellings = sorted({*self._agencies, *self._posts} - {""}, key=len, reverse=True)
        cased = (re.escape(name) if " " not in name else f"(?i:{re.escape(name)})" for name in spellings)
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(cased)})(?!\w)") if spellings else None

    def agencies(self, text: str) -> set[str]:
        """Whom it names: an agency is the same under its long and its short name."""
        return {self._agencies[name] for name in self._in(text) if name in self._agencies}

    def posts(self, text: str) -> set[str]:
        """Which posts it names."""
        return {self._posts[name] for name in self._in(text) if name in self._posts}

    def without(self, text: str) -> str:
        """The text with a sign where each of them stands."""
        return self._any.sub("#", text) if self._any else text

    def _in(self, text: str) -> Iterator[str]:
        return (_spelt(found.group()) for found in (self._any.finditer(text) if self._any else ()))


def _spelt(name: str) -> str:
    words = name.split()
    return " ".join(words).casefold() if len(words) > 1 else "".join(words)


def _near(summary: Sequence[Said], overview: Sequence[Said], *, called: _Called) -> Iterator[Disagreement]:
    theirs = [one for one in overview if len(one.text.split()) >= _SHORTEST]
    bare = [_bare(called.without(one.text)) for one in theirs]
    for one in summary:
        if len(one.text.split()) < _SHORTEST:
            continue
        best = process.extractOne(
            _bare(called.without(one.text)), bare, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        if best and (differs := _differences(one.text, theirs[best[2]].text, called=called)):
            yield Disagreement(
                what=f"The two texts differ in {differs}",
                where=one.under,
                here=one.text,
                there=theirs[best[2]].text,
                to_do="Find out which is right and change the other",
            )


def _differences(here: str, there: str, *, called: _Called) -> str:
    kinds = (
        ("a number", lambda text: set(map(_value, _NUMBERS.findall(text.casefold())))),
        ("a month", lambda text: {m for m in MONTHS if re.search(rf"\b{m.capitalize()}\b", text)}),
        ("a service", lambda text: {s.group() for s in _SERVICES.finditer(text.casefold())}),
        ("an agency", called.agencies),
        ("a post", called.posts),
        ("a pseudonym", lambda text: set(_PSEUDONYM.findall(text))),
    )
    # Where one says a thing and the other is silent, they do not contradict each other.
    return " and ".join(kind for kind, of in kinds if (of(here) - of(there)) and (of(there) - of(here)))


def _bare(text: str) -> str:
    """A sentence without what may differ, so that a difference does not hide that it is the same sentence."""
    return _PSEUDONYM.sub("#", _NUMBERS.sub("#", text.casefold()))


def _value(number: str) -> int:
    if number[0].isdigit():
        return int(re.sub(r"\D", "", number))
    tens, _, ones = number.partition("-")
    return _NUMBER_WORDS.index(tens) + 1 + (_NUMBER_WORDS.index(ones) + 1 if ones else 0)


def _counts(summary: Sequence[Said], overview: Sequence[Said]) -> Iterator[Disagreement]:
    """Only what both count as "the", "of all" or the same few words is compared: recommendations and findings."""
    for what in ("recommendations", "findings"):
        ours, theirs = _counted(summary, what), _counted(overview, what)
        if ours and theirs and not set(ours) & set(theirs):
            number, other = next(iter(ours)), next(iter(theirs))
            yield Disagreement(
                what=f"The summary counts {number} {what}, the overview report {other}",
                where=ours[number].under,
                here=ours[number].text,
                there=theirs[other].text,
                to_do="Count them and change the one that is wrong",
            )


def _counted(text: Sequence[Said], what: str) -> dict[int, Said]:
    return {
        _value(number): one
        for one in text
        for number, counted in _COUNTED.findall(one.text.casefold())
        if counted == what
    }


def _strange_pseudonyms(summary: Sequence[Said], overview: Sequence[Said]) -> Iterator[Disagreement]:
    """Only where the overview report uses pseudonyms at all: one that names people has none to compare with."""
    known = {name for one in overview for name in _PSEUDONYM.findall(one.text)}
    if not known:
        return
    seen: set[str] = set()
    for one in summary:
        for name in _PSEUDONYM.findall(one.text):
            if name not in known and name not in seen:
                yield Disagreement(
                    what=f"The overview report speaks of no “{name}”",
                    where=one.under,
                    here=one.text,
                    there="",
                    to_do="Call everybody the same in both texts",
                )
            seen.add(name)
