"""The facts of one edition, as core's gate takes them: the finished bytes are opened and proved anew each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Max

from safelight.core.edition.render import Edition as Rendered
from safelight.core.review.facts import CaseFacts
from safelight.core.review.holds import Hold
from safelight.core.review.intruder import Tried, against
from safelight.core.review.obligations import undone_before_publication
from safelight.core.review.publishing import PublicationFacts
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.models import Case, FormalAct
from safelight.records.cases.queries import calendar_of, facts_of, open_proceedings, regime_of
from safelight.records.cases.queries.facts import standing_resolution
from safelight.records.cases.words import Act
from safelight.records.people.models import User
from safelight.records.people.queries import blocking_kinds_of
from safelight.records.publication.actions.proving import known_roster, masthead_of
from safelight.records.publication.decided import with_decisions
from safelight.records.publication.files import bytes_of
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.proof import page_examined, proved
from safelight.records.publication.put_together import with_told
from safelight.records.publication.texts import manuscript_of
from safelight.records.publication.tried import as_tried, review_of, standing_of
from safelight.records.publication.versions import newest_version
from safelight.records.publication.words import PUBLIC_LINK


def publication_facts(edition: Edition, *, publisher: User, on: date) -> PublicationFacts:
    """What `core.review.publishing.may_publish` needs to know, from the vault's bytes and the case as it stands."""
    case, draft = edition.case, edition.draft
    roster, regime = known_roster(draft), regime_of(case, on=on)
    files = bytes_of(edition)
    rendered = Rendered(
        html=files["html"],
        pdf=files["pdf"],
        odt=files.get("odt", b""),
        masthead=masthead_of(draft, unnamed=bool(edition.unnamed_because)),
    )
    open_now = {proceeding.hold for proceeding in open_proceedings(case, on=on)}
    newest = newest_version(case, edition.kind)
    resolved = resolved_not_to_publish(case)
    blocking = blocking_kinds_of(case.board)
    examination = page_examined(rendered.html, roster, regime, blocking, PaperKind(edition.kind))
    proof = proved(rendered, manuscript_of(draft), roster, regime)
    review = review_of(draft)
    tried = as_tried(review) if review is not None else None
    return PublicationFacts(
        paper=PaperKind(edition.kind),
        author=str(publisher.pk if publisher.pk in writers_of(edition) else edition.author_id),
        publisher=str(publisher.pk),
        approved_sha256=edition.approved_sha256,
        text_sha256=newest.text_sha256 if newest else "",
        unsettled=draft.found.filter(settlement="").exclude(rule=PUBLIC_LINK).count(),
        public_links=draft.found.filter(settlement="", rule=PUBLIC_LINK).count(),
        open_holds=tuple(hold for hold in Hold if hold in open_now),
        examination=with_told(draft, with_decisions(draft, examination, masthead=rendered.masthead)),
        proof=proof,
        accepted_by_board=case.acts.filter(act=Act.BOARD_ACCEPTANCE).exists(),
        compelling_reason=resolved.reasons if resolved else "",
        departures=tuple((row.duty, row.reason) for row in case.departures.all()),
        undone=undone_before_publication(
            _of_this_text(facts_of(case, on=on), draft, tried), regime=regime, on=on, calendar=calendar_of(case)
        ),
        tried=tried,
        tried_against=tuple(against(tried, on=on)),
    )


def _of_this_text(facts: CaseFacts, draft: Draft, tried: Tried | None) -> CaseFacts:
    """The facts of the case, with what is on record of trying to see through this very text.

    What such a review found is said apart, so that here it counts as done whatever it found.
    """
    stands = standing_of(draft)
    return replace(
        facts,
        intruder_tried=stands.tried,
        intruder_passed_on=tried.looked_on if tried is not None else stands.passed_on,
        intruder_lacking=stands.lacking,
    )


def writers_of(edition: Edition) -> frozenset[UUID]:
    """Everybody who saved a version on the way to this edition: whoever wrote any of it is not its second person.

    What was written before an earlier edition of the same kind was published is not counted.
    """
    versions = edition.case.drafts.filter(kind=edition.kind, version__lte=edition.draft.version)
    before = edition.case.editions.filter(
        kind=edition.kind, published_at__isnull=False, draft__version__lt=edition.draft.version
    ).aggregate(last=Max("draft__version"))["last"]
    return frozenset(versions.filter(version__gt=before or 0).values_list("author_id", flat=True))


def resolved_not_to_publish(case: Case) -> FormalAct | None:
    """The board's resolution that nothing of this review is published, where it has made one and not taken it back."""
    if standing_resolution(case) is None:
        return None
    return case.acts.filter(act=Act.NOT_TO_PUBLISH).order_by("id").last()
