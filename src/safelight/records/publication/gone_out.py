"""Which other texts of a review does anybody have, or get beside this one? What a draft is laid beside.

Whatever was published counts, also where it was withdrawn or its time is over: copies of it stay out. The words of
committees come from the room above, which registers with the cases (`records.cases.above`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from safelight.core.anonymise.jigsaw.beside import Paper
from safelight.core.anonymise.jigsaw.mentions import Called, called_in
from safelight.core.anonymise.roster import Roster
from safelight.core.edition.masthead import KIND_TITLES
from safelight.core.review.wording import in_words
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.above import public_papers_above
from safelight.records.cases.models import Case
from safelight.records.cases.queries.pseudonyms import labels_of
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.plans.public import public_themes, public_words
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.words import EditionState

GONE_OUT = (EditionState.PUBLISHED, EditionState.WITHDRAWN, EditionState.DEPOSITED)


def papers_beside(draft: Draft) -> tuple[Paper, ...]:
    """Every text of the review that is out, or goes out beside the draft, each of the same words once."""
    case = draft.case
    editions = list(case.editions.filter(state__in=GONE_OUT, published_at__isnull=False).order_by("published_at"))
    papers = [
        *(_published(edition) for edition in editions),
        *_plan(case, is_out=any(not edition.unnamed_because for edition in editions)),
        *(Paper(name=paper.name, text=paper.text) for paper in public_papers_above(case)),
    ]
    return tuple({paper.text: paper for paper in reversed(papers)}.values())[::-1]


def people_beside(case: Case, roster: Roster) -> tuple[Called, ...]:
    """Everybody of the family with everything that any scheme of the case has called them."""
    also: defaultdict[str, list[str]] = defaultdict(list)
    for row in case.pseudonym_schemes.all():
        for person, label in labels_of(row).items():
            also[person].append(label)
    return called_in(roster, also=also)


def _published(edition: Edition) -> Paper:
    assert edition.published_at is not None
    day = in_words(edition.deposited_on or edition.published_at.astimezone(OFFICE_HOURS).date())
    how = "deposited" if edition.deposited_on else "published"
    since = ", since withdrawn" if edition.state == EditionState.WITHDRAWN else ""
    name = f"the {KIND_TITLES[PaperKind(edition.kind)].lower()} {how} on {day}{since}"
    return Paper(name=name, text=vault.get(edition.text_sha256).decode())


def _plan(case: Case, *, is_out: bool) -> Iterator[Paper]:
    """What the site shows of the plan and its learning; before the first publication, what it will show beside it."""
    learned = [text for _, texts in public_themes([case.pk])[case.pk] for text in texts]
    words = dict.fromkeys((*public_words(case.pk), *learned))
    if words:
        name = (
            "the public action plan and its learning"
            if is_out
            else "the action plan and its learning, public with this"
        )
        yield Paper(name=name, text="\n\n".join(words), is_out=is_out)
