"""What does a row say is still to be done, or was missed? Sentence by sentence, as records put it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.kinds import AgencyKind, kinds_in
from safelight.core.review.chronology.told import sentences


class Doing(StrEnum):
    """What sort of thing was to be done; the value is how a remark speaks of it."""

    REFER = "a referral"
    SEE = "a visit or an appointment"
    MEET = "a meeting"
    SPEAK = "a call or a talk"
    WRITE = "a letter"
    OBTAIN = "what was asked for"


DAYS: Final[Mapping[Doing, int]] = {
    Doing.REFER: 21,
    Doing.SEE: 42,
    Doing.MEET: 42,
    Doing.SPEAK: 21,
    Doing.WRITE: 28,
    Doing.OBTAIN: 56,
}
"""Within how many days it ought to show in somebody's row. Longer than good practice, so that few are wrong."""

_DOES: Final[Mapping[Doing, str]] = {
    Doing.REFER: r"re-?refer\w*|refer(?:s|red|ral|rals)?|signpost\w*",
    Doing.SEE: r"re-?visit\w*|visit\w*|see|seen|saw|appointments?|appts?|attend\w*|clinic|weigh\w*|examin\w*|assess\w*"
    r"|check\w*|review\w*|re-?book\w*|brought|immunis\w*",
    Doing.MEET: r"meet|meets|met|meetings?|conferences?|discussions?|core groups?|tac|taf|case review",
    Doing.SPEAK: r"ring|rings|rang|rung|phon\w+|telephon\w+|calls?|called|contact\w*|speak|spoke|spoken|discuss\w*"
    r"|inform\w*|t/?c",
    Doing.WRITE: r"letters?|writ\w+|wrote|e-?mail\w*|fax\w*|text(?:s|ed)?|sent|send|posted",
    Doing.OBTAIN: r"obtain\w*|receiv\w*|request\w*|chas\w+|provid\w*|suppl\w+|reports?|records?|results?|information",
}
_WORDS: Final = {doing: re.compile(rf"\b(?:{words})\b") for doing, words in _DOES.items()}
_FIRST: Final = re.compile("|".join(rf"(?P<{doing.name}>\b(?:{words})\b)" for doing, words in _DOES.items()))

_WRITER: Final = (
    r"i|we|hv\d?|sw\d?|gp|writer|worker|team|school|officer|duty|health visitor|social worker|midwife|nurse"
)
_MEANS_TO: Final = "will|shall|to|plans? to|intends? to|agreed to|going to|needs? to|undertook to|promised to"
_FIRST_STEP: Final = "also|then|again|now|try to|(?:arrange|make|offer|send|book|hold|convene|request)(?: an?| to)?"
_IS_TO_BE: Final = "(?:is |are |still )*(?:to be|needs to be|will be) (?:re-?)?"
_DONE: Final = (
    "arranged|made|sent|booked|convened|held|completed|requested|chased|offered|followed up|organised|called|obtained"
    "|done|repeated"
)
_PLANNED: Final = (
    re.compile(
        r"(?:^|[,:] ?|\band |\bplan |\bso |\bbut )"
        rf"(?:(?:{_WRITER}) )?(?:{_MEANS_TO}) (?:(?:{_FIRST_STEP}) )?(?P<what>\w.*)"
    ),
    re.compile(rf"(?P<what>.{{3,80}}?) {_IS_TO_BE}(?:{_DONE})\b"),
    re.compile(
        r"^(?P<what>(?:review|follow[- ]up|recall|revisit|repeat \w+) (?:in|after) \w+ (?:days?|weeks?|months?))"
    ),
    re.compile(
        r"(?P<what>(?:requested|asked for|awaiting) .{0,20}?\b(?:reports?|records?|information|results?|notes)\b.*)"
    ),
)
_KEPT: Final = r"(?:appointment|appt|visit|clinic|check)"
_MISSED: Final = re.compile(
    r"\b(?:dna(?:'?d)?(?! letter)|did not attend(?! letter)|didn't attend|failed to attend|not attended"
    r"|(?<!book )(?:was |were )?not brought|wnb|fta"
    rf"|no access(?: visit)?|missed (?:(?:the|an|his|her|their) )?(?:[a-z-]+ ){{0,3}}{_KEPT}"
    r"|no (?:reply|answer) (?:at (?:the )?(?:door|home|address)|to (?:the )?(?:door|knock)))\b"
)
_TIED: Final = re.compile(
    r"\b(?:if|unless|until|should (?:he|she|they)|as (?:required|needed)|when|mother|mum|father|dad|parents?|grand\w+"
    r"|family|she|he|they|patient|tenant|no further|not|no need|declined|refused|cancelled|used to|wants? to"
    r"|wish(?:es)? to|write up|asked to|advised|able to|due to|likes? to)\b|n't\b"
)
_MAYBE: Final = re.compile(
    r"\b(?:will|shall|to|be|dna\w*|attend\w*|brought|wnb|fta|access|missed|reply|answer|review|recall|follow|revisit"
    r"|repeat|request\w*|awaiting|asked)\b"
)


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Something to be done, or a contact that was missed and so is to be made up for."""

    doing: Doing
    missed: bool
    kinds: frozenset[AgencyKind]
    words: str


def undertakings_in(event: str) -> Iterator[Undertaking]:
    """What a row leaves open. What the family is to do, and what depends on something else, does not count."""
    if _MAYBE.search(event.casefold()):  # most rows need no closer look
        for sentence in sentences(event):
            yield from _left_open(sentence)


# The same short sentences come back over and over in records.
@lru_cache(maxsize=50_000)
def _left_open(sentence: str) -> tuple[Undertaking, ...]:
    if not _MAYBE.search(sentence):
        return ()
    if _MISSED.search(sentence) is not None:
        return (Undertaking(Doing.SEE, missed=True, kinds=kinds_in(sentence), words=sentence[:120]),)
    return tuple(_planned(sentence))


def speaks_of(event: str, doings: Iterable[Doing]) -> bool:
    """Whether any word for such doings is in a row at all: a quick look, so that most rows need no closer one."""
    return _any_of(frozenset(doings)).search(event.casefold()) is not None


@lru_cache(maxsize=100)
def _any_of(doings: frozenset[Doing]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{_DOES[doing]})\b" for doing in sorted(doings)))


@lru_cache(maxsize=200_000)
def doings_in(event: str, *, leaving_out: str = "") -> frozenset[Doing]:
    """What a row speaks of as done or tried, plans apart; without the sentence that begins with `leaving_out`."""
    done: set[Doing] = set()
    for sentence in sentences(event):
        if leaving_out and sentence.startswith(leaving_out):
            continue
        if _MAYBE.search(sentence):
            for pattern in _PLANNED:
                sentence = pattern.sub(" ", sentence)
        done.update(doing for doing, words in _WORDS.items() if doing not in done and words.search(sentence))
    return frozenset(done)


def _planned(sentence: str) -> Iterator[Undertaking]:
    for pattern in _PLANNED:
        plan = pattern.search(sentence)
        if plan is None or _TIED.search(sentence):
            continue
        hit = _FIRST.search(plan["what"])
        if hit is not None:
            doing = Doing[str(hit.lastgroup)]
            yield Undertaking(doing, missed=False, kinds=kinds_in(plan["what"]), words=sentence[:120])
            return
