"""A private link to one's own calendar: made, shown once, and gone when it is to be gone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction

from safelight.records.audit.models import Entry as TrailEntry
from safelight.records.audit.queries import verify_chain
from safelight.records.cases.models import Seat
from safelight.records.diary.actions import TOKEN_BYTES, make_feed_link, revoke_feed_link
from safelight.records.diary.entries import Entry
from safelight.records.diary.models import FeedLink
from safelight.records.diary.queries import calendar_page, entries_due, owner_of
from safelight.records.people.actions import close_account
from safelight.records.people.permission import NotForYou, NotNow
from tests.factories import SCOPED, Cast, a_referred_case, a_scoped_case, moment, requested_reviews

pytestmark = pytest.mark.django_db
TODAY = date(2010, 5, 1)


def feed_for(token: str, *, on: date) -> tuple[Entry, ...]:
    """What a link fetches, as the page of the feed asks for it."""
    return entries_due(owner_of(token), on=on)


def test_a_link_fetches_exactly_what_its_owner_sees(cast: Cast) -> None:
    requested_reviews(cast, a_scoped_case(cast))
    for user in (cast.manager, cast.police_author):
        made = make_feed_link(by=user, at=moment(TODAY))
        assert feed_for(made.token, on=TODAY) == entries_due(user, on=TODAY) != ()


def test_the_secret_has_256_random_bits_and_is_kept_nowhere(cast: Cast) -> None:
    tokens = {make_feed_link(by=cast.manager, at=moment(TODAY)).token for _ in range(5)}
    assert len(tokens) == 5
    assert TOKEN_BYTES * 8 >= 128
    assert all(re.fullmatch(r"[\w-]{43}", token) for token in tokens)
    kept = serializers.serialize("json", [*FeedLink.objects.all(), *TrailEntry.objects.all()])
    assert not any(token in kept for token in tokens)


def test_a_new_link_ends_the_old_one(cast: Cast) -> None:
    a_referred_case(cast)
    first = make_feed_link(by=cast.manager, at=moment(TODAY))
    second = make_feed_link(by=cast.manager, at=moment(TODAY, 11))
    assert feed_for(second.token, on=TODAY)
    with pytest.raises(NotForYou):
        feed_for(first.token, on=TODAY)
    assert FeedLink.objects.filter(user=cast.manager, revoked_at=None).count() == 1


def test_the_database_itself_holds_no_second_link_in_force(cast: Cast) -> None:
    make_feed_link(by=cast.manager, at=moment(TODAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedLink.objects.create(user=cast.manager, token_digest="0" * 64, created_at=moment(TODAY))


def test_a_revoked_link_fetches_nothing_and_cannot_be_revoked_twice(cast: Cast) -> None:
    token = make_feed_link(by=cast.chair, at=moment(TODAY)).token
    assert calendar_page(cast.chair, on=TODAY).link_made_at == moment(TODAY)
    revoke_feed_link(by=cast.chair, at=moment(TODAY, 11))
    assert calendar_page(cast.chair, on=TODAY).link_made_at is None
    with pytest.raises(NotForYou):
        feed_for(token, on=TODAY)
    with pytest.raises(NotNow, match="no link"):
        revoke_feed_link(by=cast.chair, at=moment(TODAY, 12))


def test_everything_is_decided_when_it_is_fetched(cast: Cast) -> None:
    requested_reviews(cast, a_scoped_case(cast))
    token = make_feed_link(by=cast.police_author, at=moment(TODAY)).token
    assert feed_for(token, on=TODAY)
    Seat.objects.filter(user=cast.police_author).update(until=SCOPED)
    assert feed_for(token, on=TODAY) == ()
    close_account(user=cast.police_author, by=cast.manager, at=moment(TODAY))
    with pytest.raises(NotForYou):
        feed_for(token, on=TODAY)


@pytest.mark.parametrize("token", ["", "x" * 43, "0" * 64, "\x00"])
def test_a_token_that_nobody_was_given_fetches_nothing(cast: Cast, token: str) -> None:
    make_feed_link(by=cast.manager, at=moment(TODAY))
    with pytest.raises(NotForYou):
        feed_for(token, on=TODAY)


def test_the_fingerprint_that_is_kept_opens_nothing(cast: Cast) -> None:
    made = make_feed_link(by=cast.manager, at=moment(TODAY))
    with pytest.raises(NotForYou):
        feed_for(made.link.token_digest, on=TODAY)


def test_making_and_revoking_are_in_the_trail_and_so_is_who_may_not(cast: Cast) -> None:
    make_feed_link(by=cast.manager, at=moment(TODAY))
    revoke_feed_link(by=cast.manager, at=moment(TODAY, 11))
    for act in (make_feed_link, revoke_feed_link):
        with pytest.raises(NotForYou):
            act(by=cast.member, at=moment(TODAY))
    acts = list(TrailEntry.objects.order_by("number").values_list("action", flat=True))[-4:]
    assert acts == [
        "diary.make_feed_link",
        "diary.revoke_feed_link",
        "diary.make_feed_link.refused",
        "diary.revoke_feed_link.refused",
    ]
    assert verify_chain().whole
