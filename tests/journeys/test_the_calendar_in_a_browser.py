"""The board at a glance, as people walk it: what is late, every clock, and a link for one's own calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.factories import Cast, a_cast, a_referred_case, a_scoped_case, requested_reviews
from tests.journeys.conftest import PASSWORD, Visitor
from tests.records.diary.reviews import a_meeting, an_action

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    settings.PRETEND_TODAY = "2010-05-10"
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    case = a_scoped_case(made)
    requested_reviews(made, case)
    an_action(made, case, agency=made.police, due_on=date(2010, 5, 1))
    a_meeting(made, case)
    a_referred_case(made, reference="SCR-2010-07")
    return made


def test_a_manager_looks_ahead_and_takes_the_days_along(visitor: Visitor, cast: Cast) -> None:
    page = visitor.page
    visitor.sign_in(cast.manager.email)
    visitor.follow("All reviews and their clocks")
    assert "18 days late" in visitor.text()
    assert "The first date was missed" in visitor.text()
    visitor.follow("Back")
    visitor.follow("Calendar: everything that is due")
    assert page.locator("table").first.inner_text().startswith("Late")
    assert "9 days late" in visitor.text()
    visitor.follow("Show only what is yours")
    visitor.follow("Show everything")

    visitor.press("Make a private link")
    link = page.locator("code").inner_text()
    calendar = Calendar.from_ical(page.request.get(link).body())
    assert len(calendar.walk("VEVENT")) > 5
    visitor.follow("Back to the calendar")
    assert link not in page.content()
    visitor.press("Stop the link")
    assert page.request.get(link).status == 404
    visitor.press("Switch reminders off")
    assert "They are off." in visitor.text()
    visitor.press("Switch reminders on")
    visitor.sign_out()


def test_the_calendar_can_be_read_on_a_telephone(visitor: Visitor, cast: Cast) -> None:
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    visitor.sign_in(cast.police_author.email)
    visitor.follow("Calendar: everything that is due")
    visitor.press("Make a private link")
    for path in ("/desk/calendar/", "/desk/"):
        visitor.go(path)
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
