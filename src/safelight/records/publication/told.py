"""What does the page on what could be put together show? Plain values for those who prepare publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from safelight.core.anonymise.jigsaw.across import SeamKind
from safelight.core.anonymise.jigsaw.birthdays import Birthday
from safelight.core.anonymise.jigsaw.combining import Combination
from safelight.core.anonymise.jigsaw.disclosing import TOPIC_WORDS
from safelight.core.vocabulary import PaperKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.actions.publishing import APPROVERS
from safelight.records.publication.held import HeldDraft, words_hash
from safelight.records.publication.models import Draft, PublicFact
from safelight.records.publication.queries import case_of_drafts

CONTEXT = 90  # characters shown on each side of a link
TITLES = {
    SeamKind.TOGETHER: "Told only by all papers together",
    SeamKind.MORE_EXACTLY: "Told more exactly here",
    SeamKind.OTHER_NAME: "One person by two names",
    SeamKind.LESS_EXACTLY: "Told more exactly before",
    SeamKind.ANEW: "Told for the first time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """Something that is public, and whether this reader may take it back."""

    id: UUID
    case_id: UUID
    text: str
    source: str
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A phrase that leads to something public, in its context, with every reason."""

    before: str
    text: str
    after: str
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A sensitive statement. `words` is the hash that a decision hangs on; `accepted` who accepted it, and why."""

    words: str
    where: str
    text: str
    topic: str
    why: str
    is_public: bool
    blocks: bool
    accepted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeamLine:
    """What the draft and other papers tell together. `there` is paper, place and words of each of the others."""

    words: str
    title: str
    where: str
    text: str
    there: tuple[tuple[str, str, str], ...]
    why: str
    blocks: bool
    accepted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    """A paragraph or sentence in which harmless pieces stand together, and why that matters."""

    where: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherPage:
    """Everything on one draft that could be put together."""

    draft_id: UUID
    case_id: UUID
    reference: str
    kind: PaperKind
    version: int
    facts: tuple[FactLine, ...]
    links: tuple[LinkLine, ...]
    told: tuple[ToldLine, ...]
    papers: tuple[str, ...]
    """The other papers of the review that anybody has, or gets beside this one."""
    names_somebody: bool
    """Whether it is not laid beside them yet, because somebody of the register still stands in it."""
    across: tuple[SeamLine, ...]
    birthdays: tuple[PieceLine, ...]
    combinations: tuple[PieceLine, ...]
    may_write: bool
    may_accept: bool

    @property
    def open(self) -> int:
        """How many statements block."""
        return sum(1 for line in self.told if line.blocks and not line.accepted)

    @property
    def open_across(self) -> int:
        """How many things that papers tell together block."""
        return sum(1 for line in self.across if line.blocks and not line.accepted)

    def to_decide(self, words: str) -> ToldLine | SeamLine:
        """What blocks under that hash, and nobody has accepted yet.

        Raises:
            NotForYou: when there is none.
        """
        lines: tuple[ToldLine | SeamLine, ...] = (*self.told, *self.across)
        for line in lines:
            if line.words == words and line.blocks and not line.accepted:
                return line
        raise NotForYou


def together_page(reader: User, draft_id: UUID) -> TogetherPage:
    """One draft held against what is public, against the other papers of its review, and against itself.

    Raises:
        NotForYou: when the reader has no part in its publication.
    """
    draft = found(Draft, draft_id)
    case, held = case_of_drafts(reader, draft.case_id)
    against = HeldDraft(draft)
    may_write = bool(held & WRITERS)
    return TogetherPage(
        draft_id=draft.pk,
        case_id=case.pk,
        reference=case.reference,
        kind=PaperKind(draft.kind),
        version=draft.version,
        facts=tuple(
            FactLine(id=fact.pk, case_id=case.pk, text=fact.text, source=fact.source, may_write=may_write)
            for fact in case.public_facts.filter(taken_back_on=None)
        ),
        links=tuple(_links(against)),
        told=_told(against),
        papers=tuple(paper.name for paper in against.papers),
        names_somebody=against.names_somebody,
        across=tuple(_across(against)),
        birthdays=_pieces(against.birthdays, against),
        combinations=_pieces(against.combinations, against),
        may_write=may_write,
        may_accept=bool(held & APPROVERS) and not case.drafts.filter(kind=draft.kind, author=reader).exists(),
    )


def fact_line(reader: User, fact_id: UUID) -> FactLine:
    """One public fact.

    Raises:
        NotForYou: when the reader has no part in the publication of its review.
    """
    fact = found(PublicFact, fact_id)
    _, held = case_of_drafts(reader, fact.case_id)
    return FactLine(
        id=fact.pk, case_id=fact.case_id, text=fact.text, source=fact.source, may_write=bool(held & WRITERS)
    )


def _links(against: HeldDraft) -> Iterator[LinkLine]:
    """One line a phrase, however many facts it leads to."""
    text = against.text
    by_place: dict[tuple[int, int], list[str]] = {}
    for link in against.links:
        by_place.setdefault((link.start, link.end), []).append(link.why)
    for (start, end), whys in by_place.items():
        yield LinkLine(
            before=text[max(0, start - CONTEXT) : start],
            text=text[start:end],
            after=text[end : end + CONTEXT],
            whys=tuple(whys),
        )


def _told(against: HeldDraft) -> tuple[ToldLine, ...]:
    """What blocks first, then what is new, then what is public; each in the order of the text."""
    lines = []
    for one in against.tellings:
        words = words_hash(one)
        lines.append(
            ToldLine(
                words=words,
                where=against.where(one.start),
                text=one.text,
                topic=TOPIC_WORDS[one.topic],
                why=one.why,
                is_public=one.public is not None,
                blocks=one.blocks,
                accepted=_accepted(against, words) if one.blocks else "",
            )
        )
    return tuple(sorted(lines, key=lambda line: (not line.blocks, line.is_public)))


def _across(against: HeldDraft) -> Iterator[SeamLine]:
    """What blocks first, as it comes."""
    for seam in against.seams:
        words = words_hash(seam)
        yield SeamLine(
            words=words,
            title=TITLES[seam.kind],
            where=against.where(seam.here.start),
            text=seam.here.text,
            there=tuple((place.paper, place.where, place.text) for place in seam.there),
            why=seam.why,
            blocks=seam.blocks,
            accepted=_accepted(against, words) if seam.blocks else "",
        )


def _accepted(against: HeldDraft, words: str) -> str:
    """Who has accepted it, and why; empty where nobody has."""
    by = against.accepted.get(words)
    return f"{by.accepted_by.name}: {by.reason}" if by is not None else ""


def _pieces(pieces: Sequence[Birthday | Combination], against: HeldDraft) -> tuple[PieceLine, ...]:
    return tuple(
        PieceLine(where=against.where(one.start), text=against.text[one.start : one.end], why=one.why) for one in pieces
    )
