"""The calendar for other programs: what is due and when, and not a word about whom it concerns."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from safelight.records.diary.entries import Entry, Kind
from safelight.records.diary.queries import digest, entries_due, owner_of
from safelight.records.people.permission import NotForYou
from safelight.web.pages import now, today

WHY_SO_LITTLE = (
    "Safelight says here only what is due, and when. Calendars are copied, shared and shown on screens, "
    "so which review it is stands behind the link, for those who sign in."
)
FETCH_AGAIN = timedelta(hours=6)
HOUR = 60 * 60  # seconds
FETCHES_AN_HOUR = 60
"""As many as all devices of one person together could want: each one is work, and a link can get into other hands."""


class FeedToken:
    """The secret part of a link as an address holds it: 32 random bytes in URL-safe base 64."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of the link may see today; anything else looks like a page that does not exist.

    No session, no sign-in: a calendar program has neither.
    """
    try:
        owner = owner_of(token)
    except NotForYou:
        raise Http404 from None
    if _too_often(token):
        return HttpResponse(status=429, headers={"Retry-After": str(HOUR), "Cache-Control": "private, no-store"})
    entries = entries_due(owner, on=today())
    response = HttpResponse(_written(entries, request), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="safelight.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _too_often(token: str) -> bool:
    """Whether a link that works has been fetched more than its share within the hour. Counted in each process."""
    key = f"calendar-feed-{digest(token)}"
    cache.add(key, 0, timeout=HOUR)
    try:
        return cache.incr(key) > FETCHES_AN_HOUR
    except ValueError:  # it ran out between the two
        return False


def _written(entries: tuple[Entry, ...], request: HttpRequest) -> bytes:
    """RFC 5545: one all-day event for each entry, with the library's own folding and escaping."""
    calendar = Calendar()
    calendar.add("prodid", "-//Safelight//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Safelight")
    calendar.add("x-wr-caldesc", WHY_SO_LITTLE)
    calendar.add("refresh-interval", FETCH_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry, request))
    return bytes(calendar.to_ical())


def _event(entry: Entry, request: HttpRequest) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@safelight")
    event.add("dtstamp", now().astimezone(UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", f"Late: {entry.plainly}" if entry.late else entry.plainly)
    event.add("description", WHY_SO_LITTLE)
    event.add("url", request.build_absolute_uri(_page(entry)))
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    return event


def _page(entry: Entry) -> str:
    if entry.review is None or entry.kind is Kind.RESOLUTION:
        return reverse("desk:meetings")
    return reverse("desk:review", args=[entry.review.id])
