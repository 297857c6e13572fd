"""What does the gate say of what a draft tells together with what is public, with other papers, and with itself?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from safelight.core.anonymise.jigsaw.across import SeamKind
from safelight.core.review.examination import Examination, GateFinding
from safelight.core.review.imr.merging import choices_in
from safelight.core.review.intruder import not_remote
from safelight.core.vocabulary import Severity
from safelight.records.publication.held import HeldDraft, words_hash
from safelight.records.publication.models import Draft
from safelight.records.publication.tried import answers_of, as_tried, review_of
from safelight.records.publication.words import INTRUDER, NEWLY_TOLD, PUBLIC_LINK, Settlement

_SHOWN: Final = 300
_ADVICE: Final = {
    SeamKind.TOGETHER: "this draft and other papers tell together what none tells alone: say less of it",
    SeamKind.MORE_EXACTLY: "another paper tells this in general: say it as generally, or whoever has both knows it",
    SeamKind.OTHER_NAME: "a paper calls somebody otherwise: keep to one pseudonym",
    SeamKind.LESS_EXACTLY: "a paper that is out tells this more exactly: read what stands beside it here",
    SeamKind.ANEW: "no paper that is out tells this: is it needed",
}


def put_together(draft: Draft) -> tuple[GateFinding, ...]:
    """What leads to something public, what is newly told, what other papers and single pieces add to it.

    What is newly told of a living child, and what this draft would tell together with papers that are out, blocks until
    somebody else accepts it.
    """
    held = HeldDraft(draft)
    return (
        *_public_links(held),
        *_to_choose(held),
        *_seen_through(draft),
        *_newly_told(held),
        *_across(held),
        *_pieces(held),
    )


def with_told(draft: Draft, examination: Examination) -> Examination:
    """The same examination, and what is newly told on the facts and beside the papers that are public now."""
    held = HeldDraft(draft)
    return replace(examination, findings=(*examination.findings, *_newly_told(held), *_across(held)))


def _public_links(held: HeldDraft) -> Iterator[GateFinding]:
    """Phrases that tie the text to what was reported, less those that the author has kept with a reason."""
    settled = held.draft.found.filter(rule=PUBLIC_LINK, settlement=Settlement.KEEP)
    kept = set(settled.values_list("start", flat=True)) if held.links else set()
    for link in held.links:
        if link.start not in kept:
            yield GateFinding(
                check="identity",
                rule=PUBLIC_LINK,
                severity=Severity.BLOCK,
                person="",
                where=held.where(link.start),
                text=link.text,
                advice="rewrite it: it ties the family to what has been reported",
            )


def _to_choose(held: HeldDraft) -> Iterator[GateFinding]:
    """Places where two people changed the same words, and nobody has chosen between them yet."""
    for choice in choices_in(held.text):
        yield GateFinding(
            check="content",
            rule="to-choose",
            severity=Severity.BLOCK,
            person="",
            where=held.where(choice.start),
            text=choice.first[:_SHOWN],
            advice="two people changed this at the same time: choose between the two, and take out the marks",
        )


def _seen_through(draft: Draft) -> Iterator[GateFinding]:
    """That somebody who tried has found out who these very words are about."""
    review = review_of(draft)
    if review is not None and not (tried := as_tried(review)).remote:
        yield GateFinding(
            check="jigsaw",
            rule=INTRUDER,
            severity=Severity.BLOCK,
            person="",
            where="the whole text",
            text="",
            advice=f"{not_remote(tried)} What must change: {answers_of(review).must_change}",
        )


def _newly_told(held: HeldDraft) -> Iterator[GateFinding]:
    for one in held.tellings:
        if one.blocks:
            change = "Take out what leads to the report, or what is newly told"
            yield _decided(
                held, words_hash(one), rule=NEWLY_TOLD, at=one.start, text=one.text, advice=f"{one.why} {change}"
            )


def _across(held: HeldDraft) -> Iterator[GateFinding]:
    """What the page on it quotes is not quoted here: what the gate found is kept apart from what people are called."""
    for seam in held.seams:
        places = "; ".join(f"{place.paper}, paragraph {place.paragraph}" for place in seam.there)
        where = f" ({places})" if places and not held.calls_somebody(places) else ""
        yield _decided(
            held,
            words_hash(seam),
            rule=seam.kind,
            at=seam.here.start,
            text="" if held.calls_somebody(seam.here.text) else seam.here.text,
            advice=f"{_ADVICE[seam.kind]}{where}; the page on what could be put together shows both",
            blocks=seam.blocks,
        )


def _decided(
    held: HeldDraft, words: str, *, rule: str, at: int, text: str, advice: str, blocks: bool = True
) -> GateFinding:
    """A finding that blocks, if it does, until a second person has accepted it."""
    decision = held.accepted.get(words)
    return GateFinding(
        check="jigsaw",
        rule=rule,
        severity=Severity.BLOCK if blocks and decision is None else Severity.WARN,
        person="",
        where=held.where(at),
        text=text[:_SHOWN],
        advice=f"Accepted by a second person: {decision.reason}" if decision else advice,
    )


def _pieces(held: HeldDraft) -> Iterator[GateFinding]:
    for rule, found in (("birthday", held.birthdays), ("combination", held.combinations)):
        for one in found:
            yield GateFinding(
                check="jigsaw",
                rule=rule,
                severity=Severity.WARN,
                person="",
                where=held.where(one.start),
                text=held.text[one.start : one.end][:_SHOWN],
                advice=one.why.rstrip("."),
            )
