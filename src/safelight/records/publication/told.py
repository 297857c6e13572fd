"""What does the page on what could be put together show? Plain values for those who prepare publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from safelight.core.anonymise.jigsaw.birthdays import Birthday, find_birthdays
from safelight.core.anonymise.jigsaw.combining import Combination, find_combinations
from safelight.core.anonymise.jigsaw.disclosing import TOPIC_WORDS
from safelight.core.anonymise.jigsaw.links import Link, find_links
from safelight.core.vocabulary import PaperKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.actions.publishing import APPROVERS
from safelight.records.publication.models import Draft, PublicFact
from safelight.records.publication.put_together import accepted_in, place_in, tellings_of, words_hash
from safelight.records.publication.queries import case_of_drafts
from safelight.records.publication.texts import facts_of_case, text_of

CONTEXT = 90  # characters shown on each side of a link


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
    birthdays: tuple[PieceLine, ...]
    combinations: tuple[PieceLine, ...]
    may_write: bool
    may_accept: bool

    @property
    def open(self) -> int:
        """How many statements block."""
        return sum(1 for line in self.told if line.blocks and not line.accepted)

    def telling(self, words: str) -> ToldLine:
        """The statement of that hash that nobody has accepted yet.

        Raises:
            NotForYou: when there is none.
        """
        for line in self.told:
            if line.words == words and line.blocks and not line.accepted:
                return line
        raise NotForYou


def together_page(reader: User, draft_id: UUID) -> TogetherPage:
    """One draft held against what is public, and against itself.

    Raises:
        NotForYou: when the reader has no part in its publication.
    """
    draft = found(Draft, draft_id)
    case, held = case_of_drafts(reader, draft.case_id)
    text, facts = text_of(draft), facts_of_case(case)
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
        links=tuple(_links(find_links(text, facts=facts), text=text)),
        told=_told(draft, text=text),
        birthdays=_pieces(find_birthdays(text), text=text),
        combinations=_pieces(find_combinations(text, small_area=case.board.small_area), text=text),
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


def _links(links: Sequence[Link], *, text: str) -> Iterator[LinkLine]:
    """One line a phrase, however many facts it leads to."""
    by_place: dict[tuple[int, int], list[str]] = {}
    for link in links:
        by_place.setdefault((link.start, link.end), []).append(link.why)
    for (start, end), whys in by_place.items():
        yield LinkLine(
            before=text[max(0, start - CONTEXT) : start],
            text=text[start:end],
            after=text[end : end + CONTEXT],
            whys=tuple(whys),
        )


def _told(draft: Draft, *, text: str) -> tuple[ToldLine, ...]:
    """What blocks first, then what is new, then what is public; each in the order of the text."""
    accepted = accepted_in(draft)
    lines = []
    for one in tellings_of(draft):
        words = words_hash(one)
        by = accepted.get(words)
        lines.append(
            ToldLine(
                words=words,
                where=place_in(text, one.start),
                text=one.text,
                topic=TOPIC_WORDS[one.topic],
                why=one.why,
                is_public=one.public is not None,
                blocks=one.blocks,
                accepted=f"{by.accepted_by.name}: {by.reason}" if by is not None and one.blocks else "",
            )
        )
    return tuple(sorted(lines, key=lambda line: (not line.blocks, line.is_public)))


def _pieces(pieces: tuple[Birthday, ...] | tuple[Combination, ...], *, text: str) -> tuple[PieceLine, ...]:
    return tuple(
        PieceLine(where=place_in(text, one.start), text=text[one.start : one.end], why=one.why) for one in pieces
    )
