"""What does a row say that it told another agency, or heard from one? Sentence by sentence, as records put it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.kinds import AgencyKind, folded, kind_at_end, kind_at_start, kinds_in

_PAPER: Final = (
    r"(?:referral|report|notification|(?:safeguarding|child|welfare) (?:alert|concern)|cause for concern|concern form"
    r"|ppn|marac form|merlin|caf|form|fax|letter|copy|information|summary|chronology)s?"
)
_SENT: Final = r"(?:made|sent|submitted|faxed|e-?mailed|passed|forwarded|given|shared|posted|completed)"
_PASSED_ON: Final = "(?:referred|reported|escalated|passed on|referral|notification)"
_RANG: Final = (
    r"(?:rang|phoned|telephoned|rung|contacted|e-?mailed|faxed|informed|notified|alerted|wrote to|spoke (?:to|with)"
    r"|(?:telephone |phone )?call(?: made)? to|t/?c to|letter to|fax to)"
)
_TO: Final = tuple(
    re.compile(words)
    for words in (
        rf"(?P<paper>\b{_PAPER})\b[^,]{{0,70}}?\b{_SENT}\b[^,]{{0,25}}?\b(?:to|with) (?P<rest>[^,]{{2,80}})",
        rf"\b{_SENT}\b[^,]{{0,20}}?(?P<paper>\b{_PAPER})\b[^,]{{0,25}}? (?:to|with) (?P<rest>[^,]{{2,80}})",
        rf"(?P<paper>\b{_PASSED_ON})\b[^,]{{0,70}}? to (?P<rest>[^,]{{2,80}})",
        rf"\b{_RANG} (?P<rest>[^,]{{2,80}})",
    )
)
_WAS_TOLD: Final = re.compile(
    r"\b(?:was|were|has been|have been) (?:informed|notified|contacted|telephoned|rung|alerted|told)\b"
)
_FROM: Final = re.compile(
    rf"\b{_PAPER}\b[^,]{{0,25}}?\b(?:received )?from (?P<rest>[^,]{{2,80}})|\breferred by (?P<by>[^,]{{2,80}})"
)
_SOUNDS_LIKE_IT: Final = re.compile(
    r"\b(?:to|with|from|by|rang|phoned|telephoned|rung|contacted|e-?mailed|faxed|informed|notified|alerted|told)\b"
)
_NOT_DONE: Final = re.compile(
    r"\b(?:not|no|never|nobody|will|would|should|shall|could|may|might|must|need(?:s|ed)?|to be|if|unless|unable"
    r"|declined|refused|consider(?:s|ed|ing)?|plan(?:s|ned)?|agreed to|advised|asked|wants?|wish(?:es|ed)?|about to"
    r"|intend(?:s|ed)?|awaiting|engaged|voicemail|message|draft(?:ed)?|cancelled|previous(?:ly)?|earlier"
    r"|last (?:week|month|year)|history)\b|n't\b"
)
_SOMEBODY_ELSE: Final = re.compile(
    r"\b(?:mother|mum|mo|father|dad|fa|parents?|grand\w+|mgm|pgm|aunt|uncle|sister|brother|neighbours?|family|tenant"
    r"|patient|partner|she|he|they|child|carer)\b"
)
_PASSIVE: Final = re.compile(r"referred(?! (?:her|him|them)sel)")
_SENTENCE: Final = re.compile(r"[.;!?](?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was told: to whom or from whom, by kind of agency, in which words, and whether in writing."""

    kind: AgencyKind
    outward: bool
    formal: bool
    words: str


@lru_cache(maxsize=200_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, folded; only a mark before a space ends one, so that "9.30" is no end."""
    return tuple(sentence for part in _SENTENCE.split(text) if part and (sentence := folded(part)))


def messages_in(event: str, *, own: frozenset[AgencyKind]) -> Iterator[Message]:
    """What a row of an agency of the kinds `own` says that it sent to other agencies, or had from them.

    What was only planned, refused, tried in vain, advised, or done by the family or a third agency does not count.
    """
    if _SOUNDS_LIKE_IT.search(event.casefold()):  # many rows need no closer look
        for sentence in sentences(event):
            yield from _messages(sentence, own)


# The same short sentences come back over and over in records.
@lru_cache(maxsize=50_000)
def _messages(sentence: str, own: frozenset[AgencyKind]) -> tuple[Message, ...]:
    if not _SOUNDS_LIKE_IT.search(sentence) or _NOT_DONE.search(sentence):
        return ()
    return tuple({message.kind: message for message in _in_sentence(sentence, own)}.values())


def _in_sentence(sentence: str, own: frozenset[AgencyKind]) -> Iterator[Message]:
    for kinds, outward, formal in _ways(sentence, own):
        for kind in kinds:
            if kind not in own:
                yield Message(kind, outward=outward, formal=formal, words=sentence[:120])


def _ways(sentence: str, own: frozenset[AgencyKind]) -> Iterator[tuple[tuple[AgencyKind, ...], bool, bool]]:
    """Each way in which the sentence puts it: with whom, whether to them or from them, and whether in writing."""
    for hit in _FROM.finditer(sentence):
        yield kind_at_start(hit["rest"] or hit["by"]), False, True
    for pattern in _TO:
        for hit in pattern.finditer(sentence):
            if _is_own_doing(sentence[: hit.start()], own, passive=_PASSIVE.match(hit[0]) is not None):
                yield kind_at_start(hit["rest"]), True, "paper" in hit.re.groupindex
    for hit in _WAS_TOLD.finditer(sentence):
        if not sentence.startswith(" by ", hit.end()):
            yield kind_at_end(sentence[: hit.start()]), True, False


def _is_own_doing(before: str, own: frozenset[AgencyKind], *, passive: bool) -> bool:
    """Whether the agency itself told it; "family referred to …" is somebody's doing too, and mostly the writer's."""
    return (passive or not _SOMEBODY_ELSE.search(before)) and not kinds_in(before) - own
