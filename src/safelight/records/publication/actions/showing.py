"""How long does an edition stay on the public site, and may search engines list it? The board chooses."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from safelight.core.review.wording import in_words
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, sought
from safelight.records.publication.actions.publishing import WITHDRAWERS, check_goes_on
from safelight.records.publication.models import Edition
from safelight.records.publication.words import EditionState


def prolong_edition(*, edition: Edition | UUID, until: date, by: User, at: datetime) -> Edition:
    """Let a published edition stay up until a later day, also after its day has passed. Never shortens.

    Raises:
        NotForYou
        NotNow: when it is not published.
        WrongInput: when the day is not later than the one it had, or lies in the past.
    """
    edition = sought(Edition, edition, act="publication.prolong_edition", by=by, at=at)
    act = acting("publication.prolong_edition", case=edition.case_id, by=by, at=at, allowed=WITHDRAWERS)
    with act.writing():
        edition.refresh_from_db()
        check_goes_on(edition)
        if edition.state != EditionState.PUBLISHED:
            raise NotNow("Only a published edition can stay up longer.")
        if until < act.on:
            raise WrongInput("Give a day that is still to come.", field="until")
        if edition.show_until is not None and until <= edition.show_until:
            ask = f"Give a day after {in_words(edition.show_until)}. To take it down sooner, withdraw it."
            raise WrongInput(ask, field="until")
        edition.show_until = until
        edition.save()
        act.record(edition, until=until.isoformat())
    return edition


def choose_indexing(*, edition: Edition | UUID, noindex: bool, by: User, at: datetime) -> Edition:
    """Ask search engines to leave an edition out, or let them list it: before it is published or later.

    Raises:
        NotForYou
        NotNow: when it is neither approved nor published.
    """
    edition = sought(Edition, edition, act="publication.choose_indexing", by=by, at=at)
    act = acting("publication.choose_indexing", case=edition.case_id, by=by, at=at, allowed=WITHDRAWERS)
    with act.writing():
        edition.refresh_from_db()
        if edition.state not in {EditionState.APPROVED, EditionState.PUBLISHED}:
            raise NotNow("Choose this once the edition is approved, and as long as it is public.")
        edition.noindex = noindex
        edition.save()
        act.record(edition, noindex=noindex)
    return edition
