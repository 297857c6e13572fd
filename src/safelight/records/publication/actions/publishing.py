"""The second person: approval bound to the exact text, publication of exactly those bytes, and withdrawal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from safelight.core.decision import Decision
from safelight.core.review.deadlines import kept_until
from safelight.core.review.publishing import may_publish
from safelight.core.review.wording import in_words
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.models import Case
from safelight.records.cases.queries import calendar_of, regime_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, RefusedByRule
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.facts import publication_facts, resolved_not_to_publish, writers_of
from safelight.records.publication.files import hashes_of
from safelight.records.publication.models import Edition
from safelight.records.publication.versions import newest_version
from safelight.records.publication.words import PUBLIC, EditionState

APPROVERS = frozenset({Reader.BOARD_CHAIR, Reader.PANEL_CHAIR})
PUBLISHERS = frozenset({Reader.BUSINESS_MANAGER})
WITHDRAWERS = PUBLISHERS | {Reader.BOARD_CHAIR}
SHOWN_FOR = timedelta(days=2 * 365)


def approve_edition(*, edition: Edition | UUID, by: User, at: datetime) -> Edition:
    """Approve an edition. The approval holds for this text only: a later draft needs an approval of its own.

    Raises:
        NotForYou
        NotNow: when it is not the newest text, is approved already, or whoever approves it has written it.
    """
    edition = sought(Edition, edition, act="publication.approve_edition", by=by, at=at)
    act = acting("publication.approve_edition", case=edition.case_id, by=by, at=at, allowed=APPROVERS)
    with act.writing():
        edition.refresh_from_db()
        check_goes_on(edition)
        if edition.state != EditionState.MADE:
            raise NotNow("This edition has been approved, published or withdrawn already.")
        if by.pk in writers_of(edition):
            raise NotNow("You have written some of this text: somebody else approves it.")
        newest = newest_version(edition.case, edition.kind)
        if newest is not None and newest.version != edition.draft.version:
            raise NotNow("The text was changed after this edition was made. Make a new edition and approve that one.")
        edition.state = EditionState.APPROVED
        edition.approved_by, edition.approved_at = by, at
        edition.approved_sha256 = edition.text_sha256
        edition.save()
        act.record(edition, text_sha256=edition.text_sha256)
    return edition


def publish_edition(*, edition: Edition | UUID, by: User, at: datetime) -> Edition:
    """Publish exactly the approved bytes. The gate decides; the publisher has written none of it.

    Raises:
        NotForYou
        NotNow: when it is or was published, or the board has resolved not to publish.
        RefusedByRule: with every reason, when the gate does not allow it.
    """
    edition = sought(Edition, edition, act="publication.publish_edition", by=by, at=at)
    act = acting("publication.publish_edition", case=edition.case_id, by=by, at=at, allowed=PUBLISHERS)
    with act.writing():
        # Only now, under the lock, do the facts stand still between the question and the answer.
        edition.refresh_from_db()
        check_goes_on(edition)
        if edition.unnamed_because or edition.case.editions.filter(deposited_on__isnull=False).exists():
            raise NotNow("This review is published without the board's name: on the board's site it would have it.")
        if edition.state in {EditionState.PUBLISHED, EditionState.WITHDRAWN}:
            raise NotNow(
                "This edition has been published already. To change what is public, withdraw it or make a new one."
            )
        check_beside_its_review(edition, is_public=EditionState.PUBLISHED)
        decision = decide_publication(edition=edition, publisher=by, on=act.on)
        if not decision.allowed:
            raise RefusedByRule(decision)
        edition.state = EditionState.PUBLISHED
        edition.published_by, edition.published_at = by, at
        edition.show_until = shown_until(edition.case, on=act.on)
        edition.decision = decision.to_json()
        edition.save()
        act.record(edition, decision=decision, **hashes_of(edition))
    return edition


def decide_publication(*, edition: Edition, publisher: User, on: date) -> Decision:
    """The gate's answer for this edition and this publisher, on the facts as they are now."""
    return may_publish(publication_facts(edition, publisher=publisher, on=on), regime=regime_of(edition.case, on=on))


def shown_until(case: Case, *, on: date) -> date:
    """Until when an edition published on a day stays public: two years, or as long as a rule asks if that is longer."""
    rule = regime_of(case, on=on).find("publication.stays-up")
    asked = kept_until(rule, from_day=on, calendar=calendar_of(case)) if rule is not None else on
    return max(on + SHOWN_FOR, asked)


def withdraw_edition(*, edition: Edition | UUID, reason: str, by: User, at: datetime) -> Edition:
    """Take a published edition off the site. A tombstone stays; the bytes stay in the vault.

    A briefing goes with the last public paper of its review. Of one that was deposited the repository is to be asked:
    it stands first on its recall list, and the board's own site says nothing of it, then as before.

    Raises:
        NotForYou
        NotNow: when it is not public.
        WrongInput: no reason.
    """
    edition = sought(Edition, edition, act="publication.withdraw_edition", by=by, at=at)
    act = acting("publication.withdraw_edition", case=edition.case_id, by=by, at=at, allowed=WITHDRAWERS)
    ask = "Give a reason: it is kept with the record, and is not shown to the public."
    reason = entered(reason, field="reason", ask=ask, longest=400)
    with act.writing():
        edition.refresh_from_db()
        if edition.state not in PUBLIC:
            raise NotNow("Only a published edition can be withdrawn.")
        for one in (edition, *briefings_left_alone_by(edition)):
            one.state = EditionState.WITHDRAWN
            one.withdrawn_by, one.withdrawn_at, one.withdrawn_reason = by, at, reason
            one.save()
            act.record(one)
    return edition


def check_beside_its_review(edition: Edition, *, is_public: EditionState) -> None:
    """Let a briefing out only beside the review's own paper: alone it would tell of a review that nobody has published.

    Raises:
        NotNow
    """
    if edition.kind == PaperKind.LEARNING_BRIEF and not _own_papers(edition).filter(state=is_public).exists():
        raise NotNow("A briefing is published beside the review's summary or report. Publish that first.")


def briefings_left_alone_by(edition: Edition) -> list[Edition]:
    """The public briefings of a review whose last public paper is being withdrawn."""
    if _own_papers(edition).filter(state__in=PUBLIC).exclude(pk=edition.pk).exists():
        return []
    briefings = edition.case.editions.filter(kind=PaperKind.LEARNING_BRIEF, state__in=PUBLIC)
    return list(briefings.exclude(pk=edition.pk))


def _own_papers(edition: Edition) -> QuerySet[Edition]:
    return edition.case.editions.exclude(kind=PaperKind.LEARNING_BRIEF)


def check_goes_on(edition: Edition) -> None:
    """Let nothing further happen to an edition of a review that the board has resolved not to publish.

    Raises:
        NotNow
    """
    resolved = resolved_not_to_publish(edition.case)
    if resolved is not None:
        raise NotNow(f"The board resolved on {in_words(resolved.on)} that nothing of this review is published.")
