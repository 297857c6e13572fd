"""What does a draft tell that could be put together with what is public or with itself, and who decided about it?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from safelight.core.anonymise.jigsaw.birthdays import find_birthdays
from safelight.core.anonymise.jigsaw.combining import find_combinations
from safelight.core.anonymise.jigsaw.disclosing import Telling, find_tellings
from safelight.core.anonymise.jigsaw.links import find_links
from safelight.core.review.examination import Examination, GateFinding
from safelight.core.review.imr.merging import choices_in
from safelight.core.review.intruder import not_remote
from safelight.core.vocabulary import Severity
from safelight.records.cases.queries import roster_of
from safelight.records.publication.models import AcceptedTelling, Draft
from safelight.records.publication.texts import entered_by_others, facts_of_case, text_of
from safelight.records.publication.tried import answers_of, as_tried, review_of
from safelight.records.publication.words import INTRUDER, NEWLY_TOLD

BETWEEN_BLOCKS: Final = "\n\n"
_SHOWN: Final = 300


def tellings_of(draft: Draft) -> tuple[Telling, ...]:
    """Every sensitive statement of the draft about somebody of the family, held against what is public."""
    text, facts = text_of(draft), facts_of_case(draft.case)
    links = find_links(text, facts=facts) if facts else ()
    return find_tellings(text, roster=roster_of(draft.case), facts=entered_by_others(draft), links=links)


def words_hash(telling: Telling) -> str:
    """What a decision about a statement hangs on."""
    return hashlib.sha256(telling.words.encode()).hexdigest()


def accepted_in(draft: Draft) -> dict[str, AcceptedTelling]:
    """What a second person has accepted in this review, by the hash of its words."""
    rows = draft.case.accepted_tellings.select_related("accepted_by")
    return {row.words_hash: row for row in rows}


def put_together(draft: Draft) -> tuple[GateFinding, ...]:
    """What the gate says of it: what is newly told of a living child blocks until somebody else accepts it."""
    return (*_to_choose(draft), *_seen_through(draft), *_newly_told(draft), *_pieces(draft))


def with_told(draft: Draft, examination: Examination) -> Examination:
    """The same examination, and what is newly told on the facts that are public now."""
    return replace(examination, findings=(*examination.findings, *_newly_told(draft)))


def place_in(text: str, start: int) -> str:
    """Where in the draft something stands, by its block."""
    return f"the words of the draft, block {text.count(BETWEEN_BLOCKS, 0, start) + 1}"


def _to_choose(draft: Draft) -> Iterator[GateFinding]:
    """Places where two people changed the same words, and nobody has chosen between them yet."""
    text = text_of(draft)
    for choice in choices_in(text):
        yield GateFinding(
            check="content",
            rule="to-choose",
            severity=Severity.BLOCK,
            person="",
            where=place_in(text, choice.start),
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


def _newly_told(draft: Draft) -> Iterator[GateFinding]:
    told = [one for one in tellings_of(draft) if one.blocks]
    if not told:
        return
    text, accepted = text_of(draft), accepted_in(draft)
    for one in told:
        decision = accepted.get(words_hash(one))
        yield GateFinding(
            check="jigsaw",
            rule=NEWLY_TOLD,
            severity=Severity.WARN if decision else Severity.BLOCK,
            person="",
            where=place_in(text, one.start),
            text=one.text[:_SHOWN],
            advice=f"Accepted by a second person: {decision.reason}"
            if decision
            else f"{one.why} Take out what leads to the report, or what is newly told",
        )


def _pieces(draft: Draft) -> Iterator[GateFinding]:
    text = text_of(draft)
    small = draft.case.board.small_area
    for rule, found in (("birthday", find_birthdays(text)), ("combination", find_combinations(text, small_area=small))):
        for one in found:
            yield GateFinding(
                check="jigsaw",
                rule=rule,
                severity=Severity.WARN,
                person="",
                where=place_in(text, one.start),
                text=text[one.start : one.end][:_SHOWN],
                advice=one.why.rstrip("."),
            )
