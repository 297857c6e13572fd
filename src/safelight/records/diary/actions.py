"""Every write of the diary: a private link to one's calendar, made and revoked, and that somebody was reminded."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.diary.models import Chase, FeedLink, ReminderSent
from safelight.records.diary.queries import digest, keeps_a_calendar
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, found

TOKEN_BYTES = 32
"""How many random bytes a link's secret part has: 256 bits, which nobody guesses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link just made. `token` is known here and to its owner, and kept nowhere."""

    link: FeedLink
    token: str


def make_feed_link(*, by: User, at: datetime) -> NewLink:
    """Make the private link to one's own calendar; one that was made before stops working.

    Raises:
        NotForYou: to an account that has no calendar.
    """
    _check_calendar(by, act="diary.make_feed_link", at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        _lock(by)
        replaced = FeedLink.objects.filter(user=by, revoked_at__isnull=True).update(revoked_at=at)
        link = FeedLink.objects.create(user=by, token_digest=digest(token), created_at=at)
        record("diary.make_feed_link", by=by, at=at, subject=link, replaces=bool(replaced))
    return NewLink(link=link, token=token)


def revoke_feed_link(*, by: User, at: datetime) -> FeedLink:
    """Make the private link to one's own calendar stop working, now.

    Raises:
        NotForYou: to an account that has no calendar.
        NotNow: when there is none in force.
    """
    _check_calendar(by, act="diary.revoke_feed_link", at=at)
    with transaction.atomic():
        _lock(by)
        link = FeedLink.objects.filter(user=by, revoked_at__isnull=True).first()
        if link is None:
            raise NotNow("There is no link to your calendar that works. Make one first, if you want one.")
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        record("diary.revoke_feed_link", by=by, at=at, subject=link)
    return link


def note_reminder(
    *, user: User | UUID, reminded_of: Sequence[str], chased: Sequence[UUID] = (), by: User | None, at: datetime
) -> ReminderSent:
    """Record that a mail has gone to somebody, so that the next says only what is new. Only Safelight itself does this.

    `chased` are the agencies' reviews that it counted and that this person owes, for the business manager's list.

    Raises:
        NotForYou: when somebody who is signed in asks.
    """
    if by is not None:
        record_refusal("diary.note_reminder", by=by, at=at)
        raise NotForYou
    with transaction.atomic():
        person, on = found(User, user), at.astimezone(OFFICE_HOURS).date()
        sent, _ = ReminderSent.objects.update_or_create(
            user=person, defaults={"on": on, "reminded_of": list(reminded_of)}
        )
        for review in chased:
            Chase.objects.get_or_create(review_id=review, user=person, on=on)
        record("diary.note_reminder", by=by, at=at, subject=sent, things=len(reminded_of), reviews=len(chased))
    return sent


def _check_calendar(user: User, *, act: str, at: datetime) -> None:
    if not keeps_a_calendar(user):
        record_refusal(act, by=user, at=at)
        raise NotForYou


def _lock(user: User) -> None:
    """Two windows of the same person wait for each other, so that one link stays in force."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
