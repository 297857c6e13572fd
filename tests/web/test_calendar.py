"""The board at a glance: the calendar, every clock, and the private link that other programs fetch."""

from __future__ import annotations

import io
import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from safelight.records.people.models import User
from safelight.web.privacy import BareFormatter
from safelight.web.words import day
from tests.web.identifying import identifying
from tests.web.reading import buttons, links, tree, words
from tests.web.world import TODAY, World

CALENDAR, CLOCKS = "/desk/calendar/", "/desk/clocks/"


def make_link(client: Client) -> str:
    """The path of a link just made, as the page shows it."""
    response = client.post(reverse("desk:make_feed"))
    assert response.status_code == 201
    (shown,) = tree(response.content).xpath("//code")
    return str(shown.text).removeprefix("http://testserver")


def fetched(path: str, **extra: Any) -> Any:
    """The link as a calendar program fetches it: without cookie or sign-in."""
    return Client().get(path, **extra)


def events(content: bytes) -> list[Event]:
    return [part for part in Calendar.from_ical(content).walk("VEVENT") if isinstance(part, Event)]


# The pages


def test_the_calendar_says_what_is_late_first_and_then_goes_month_by_month(
    in_world: World, visitors: dict[str, Client], an_action_late: None
) -> None:
    page = visitors["manager"].get(CALENDAR)
    captions = [" ".join(caption.text_content().split()) for caption in tree(page.content).iter("caption")]
    assert captions[0] == "Late"
    months = [datetime.strptime(caption, "%B %Y").replace(tzinfo=UTC) for caption in captions[1:]]
    assert months == sorted(months)
    assert {"December 2010", "March 2011"} <= set(captions)
    said = words(page.content)
    assert "Saturday 20 November 2010 16 days late" in said
    assert "Action 1.3: Audit the procedure at every clinic." in said
    assert "Head of Safeguarding, Northmere Police" in said


def test_every_line_of_the_calendar_leads_to_its_review(
    in_world: World, visitors: dict[str, Client], an_action_late: None
) -> None:
    page = visitors["manager"].get(CALENDAR).content
    rows = tree(page).xpath("//tbody/tr")
    assert len(rows) > 3
    for row in rows:
        (link,) = row.xpath(".//a/@href")
        assert visitors["manager"].get(link).status_code == 200
    reviews = {reverse("desk:review", args=[known["case_id"]]) for known in (in_world.published, in_world.referred)}
    assert reviews <= set(links(page))


def test_an_agency_sees_its_own_days_alone(in_world: World, visitors: dict[str, Client], an_action_late: None) -> None:
    assert "Audit the procedure" in words(visitors["police"].get(CALENDAR).content)
    other = words(visitors["health"].get(CALENDAR).content)
    assert "Audit the procedure" not in other
    assert "Northmere Police" not in other
    assert "SCR-2010-07" not in words(visitors["police"].get(CALENDAR).content)


def test_a_reader_can_ask_for_what_is_theirs_alone(
    in_world: World, visitors: dict[str, Client], an_action_late: None
) -> None:
    everything = words(visitors["manager"].get(CALENDAR).content)
    own = words(visitors["manager"].get(f"{CALENDAR}?whose=mine").content)
    assert "Audit the procedure" in everything
    assert "Audit the procedure" not in own
    assert "Show everything" in own


def test_the_page_of_clocks_shows_every_review_and_how_each_clock_stands(
    in_world: World, visitors: dict[str, Client]
) -> None:
    page = visitors["auditor"].get(CLOCKS).content
    said = words(page)
    assert "SCR-2010-02" in said
    assert "SCR-2010-07" in said
    assert f"Clocks on {day(TODAY)}" in said
    rows = [" ".join(row.text_content().split()) for row in tree(page).xpath("//tbody/tr")]
    assert any("23 days left" in row and "29 December 2010" in row for row in rows), rows
    assert any("Met on 16 August 2010" in row for row in rows), rows
    assert "SCR-2010-07" not in words(visitors["panel_member"].get(CLOCKS).content)


def test_a_first_date_that_was_missed_stays_on_the_page_of_clocks(
    in_world: World, visitors: dict[str, Client], settings: Any
) -> None:
    settings.PRETEND_TODAY = "2011-01-03"
    said = words(visitors["chair"].get(CLOCKS).content)
    assert "5 days late The first date was missed" in said


def test_home_leads_to_both_pages_and_to_the_clocks_only_from_inside(
    in_world: World, visitors: dict[str, Client]
) -> None:
    offered = {role: set(links(visitors[role].get(reverse("desk:home")).content)) for role in ("manager", "police")}
    assert {CALENDAR, CLOCKS} <= offered["manager"]
    assert CALENDAR in offered["police"]
    assert CLOCKS not in offered["police"]


# The private link


def test_a_link_is_shown_once_and_never_again(in_world: World, visitors: dict[str, Client]) -> None:
    assert "Make a private link" in words(visitors["manager"].get(CALENDAR).content)
    path = make_link(visitors["manager"])
    token = path.split("/")[-1].removesuffix(".ics")
    assert fetched(path).status_code == 200
    for page in (CALENDAR, reverse("desk:home"), CLOCKS):
        assert token not in visitors["manager"].get(page).content.decode()
    assert "Your link was made on 6 December 2010" in words(visitors["manager"].get(CALENDAR).content)
    assert token not in str(visitors["manager"].session.items())


def test_the_feed_is_a_calendar_as_the_standard_asks(
    in_world: World, visitors: dict[str, Client], an_action_late: None
) -> None:
    response = fetched(make_link(visitors["manager"]))
    body = response.content
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines), "the reason is long enough to be folded"
    calendar = Calendar.from_ical(body)
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Safelight//Calendar//EN")
    assert not calendar.errors
    assert calendar.to_ical() == body
    assert len(events(body)) > 3


def test_every_entry_of_the_feed_is_a_whole_day_with_a_key_that_stays(
    in_world: World, visitors: dict[str, Client], an_action_late: None
) -> None:
    path = make_link(visitors["manager"])
    first, second = events(fetched(path).content), events(fetched(path).content)
    assert len({event["UID"] for event in first}) == len(first)
    assert [event["UID"] for event in first] == [event["UID"] for event in second]
    for event in first:
        starts, ends = event["DTSTART"].dt, event["DTEND"].dt
        assert type(starts) is date
        assert ends == starts + timedelta(days=1)
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert not event.errors
        assert "behind the link" in event["DESCRIPTION"]
        assert visitors["manager"].get(str(event["URL"]).removeprefix("http://testserver")).status_code == 200


def test_the_feed_has_the_days_of_the_page(in_world: World, visitors: dict[str, Client], an_action_late: None) -> None:
    for role in ("manager", "police", "panel_member"):
        rows = tree(visitors[role].get(CALENDAR).content).xpath("//tbody/tr")
        found = events(fetched(make_link(visitors[role])).content)
        assert len(found) == len(rows)
        late = [event for event in found if str(event["SUMMARY"]).startswith("Late: ")]
        assert all(event["DTSTART"].dt < TODAY for event in late)
        assert [event["SUMMARY"] for event in found if event["DTSTART"].dt == date(2010, 11, 20)] == (
            ["Late: An action of an action plan"]
        )


@pytest.mark.parametrize("role", ["manager", "chair", "panel_member", "author", "police"])
def test_nothing_in_the_feed_says_whom_or_where_it_concerns(
    role: str, in_world: World, visitors: dict[str, Client], an_action_late: None
) -> None:
    response = fetched(make_link(visitors[role]))
    unfolded = response.content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY" in unfolded
    for word in identifying(in_world):
        assert word.casefold() not in unfolded.casefold(), word


def test_the_feed_is_kept_by_nobody_on_the_way_and_leaves_no_cookie(
    in_world: World, visitors: dict[str, Client]
) -> None:
    response = fetched(make_link(visitors["manager"]))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == 'inline; filename="safelight.ics"'
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def plainly(response: Any) -> tuple[int, str, str]:
    return response.status_code, response.headers["Content-Type"], words(response.content)


def test_what_fetches_nothing_looks_like_any_page_that_does_not_exist(
    in_world: World, visitors: dict[str, Client]
) -> None:
    nowhere = plainly(Client().get("/no-such-page/"))
    ended = make_link(visitors["manager"])
    assert visitors["manager"].post(reverse("desk:end_feed")).status_code == 302
    of_a_closed_account = make_link(visitors["author"])
    User.objects.filter(pk=in_world.roles["author"].pk).update(is_active=False)
    replaced = make_link(visitors["chair"])
    make_link(visitors["chair"])
    for path in (ended, of_a_closed_account, replaced, f"/calendar/{'x' * 43}.ics", "/calendar/short.ics"):
        assert plainly(fetched(path)) == nowhere, path


def test_a_link_works_only_for_reading(in_world: World, visitors: dict[str, Client]) -> None:
    path = make_link(visitors["manager"])
    assert Client().head(path).status_code == 200
    assert Client().post(path).status_code == 405


def test_a_link_that_is_fetched_again_and_again_has_to_wait(
    in_world: World, visitors: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr("safelight.web.feed.FETCHES_AN_HOUR", 2)
    path, other = make_link(visitors["manager"]), make_link(visitors["chair"])
    answers = [fetched(path) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "3600"
    assert fetched(other).status_code == 200
    unknown = f"/calendar/{'x' * 43}.ics"
    assert {fetched(unknown).status_code for _ in range(4)} == {404}


def test_a_link_stands_in_no_line_of_our_log(in_world: World, visitors: dict[str, Client]) -> None:
    path = make_link(visitors["manager"])
    token = path.split("/")[-1].removesuffix(".ics")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(BareFormatter())
    loggers = [logging.getLogger(name) for name in ("django", "django.server")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        fetched(path)
        visitors["manager"].post(reverse("desk:end_feed"))
        fetched(path)
        request_line = ('"%s" %s %s', f"GET {path} HTTP/1.1", "404", "12")
        logging.getLogger("django.server").warning(*request_line, extra={"status_code": 404})
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    assert "404" in written.getvalue()
    assert token not in written.getvalue()
    assert "calendar" not in written.getvalue()


def test_the_server_of_make_run_writes_no_address_either() -> None:
    logger = logging.getLogger("django.server")
    ours = [handler for handler in logger.handlers if handler.formatter and type(handler).__module__ == "logging"]
    assert ours
    assert all(isinstance(handler.formatter, BareFormatter) for handler in ours)
    assert configured.LOGGING["loggers"]["django.server"]["level"] == "WARNING"
    assert not logger.propagate


# Reminders, switched on and off


def test_reminders_are_switched_off_and_on_again_from_the_page(in_world: World, visitors: dict[str, Client]) -> None:
    client, user = visitors["police"], in_world.roles["police"]
    for wanted, button in (("no", "Switch reminders on"), ("yes", "Switch reminders off")):
        page = client.get(CALENDAR)
        assert reverse("desk:reminders") in set(buttons(page.content))
        (sent,) = tree(page.content).xpath("//input[@name='wanted']/@value")
        assert sent == wanted
        assert client.post(reverse("desk:reminders"), {"wanted": sent}).status_code == 302
        assert User.objects.get(pk=user.pk).reminders is (wanted == "yes")
        assert button in words(client.get(CALENDAR).content)
