"""Ten thousand rows are read by scrolling: few are in the document, and no place is lost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from safelight.records.cases.models import Case, ChronologyRow
from tests.factories import Cast, a_case_with_reviews, a_cast
from tests.journeys.conftest import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = 10_000
MOST = 600
IN_DOCUMENT = "document.querySelectorAll('tbody tr[aria-rowindex]').length"


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    settings.PRETEND_TODAY = "2010-07-01"
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    return made


@pytest.fixture
def case(cast: Cast) -> Case:
    case = a_case_with_reviews(cast)
    file = ChronologyRow.objects.filter(file__case=case)[0].file
    ChronologyRow.objects.all().delete()
    first = date(2006, 6, 1)
    ChronologyRow.objects.bulk_create(
        (
            ChronologyRow(
                file=file,
                row=number,
                position=number,
                date=(day := first + timedelta(days=number // 8)).isoformat(),
                earliest=day,
                latest=day,
                source="Log",
                event=f"Entry {number}: Toby was seen.",
                haystack=f" log entry {number} toby was seen ",
            )
            for number in range(1, ROWS + 1)
        ),
        batch_size=1000,
    )
    return case


def test_ten_thousand_rows_are_scrolled_through_with_few_in_the_document(
    visitor: Visitor, cast: Cast, case: Case
) -> None:
    page, fetched = visitor.page, []
    visitor.sign_in(cast.author.email)
    visitor.go(f"/desk/reviews/{case.pk}/chronology/")
    page.on("request", lambda request: fetched.append(request.url) if request.method == "POST" else None)
    place = page.locator("[data-position]")
    for _ in range(12):
        page.mouse.wheel(0, 9000)
        page.wait_for_timeout(400)
        assert page.evaluate(IN_DOCUMENT) <= MOST
    assert page.evaluate("document.documentElement.scrollHeight") > 500_000

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight * 0.6)")
    page.wait_for_function("/Rows [56],/.test(document.querySelector('[data-position]').textContent)")
    assert page.evaluate(IN_DOCUMENT) <= MOST
    assert len(fetched) < 40

    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="2008", exact=True).click()
    page.wait_for_function("document.activeElement.closest('tr[aria-rowindex]') !== null")
    assert "2008" in page.evaluate("document.activeElement.closest('tr').querySelector('th').innerText")
    page.wait_for_function(
        "/^Rows [\\d,]+ to [\\d,]+ of 10,000$/.test(document.querySelector('[data-position]').textContent)"
    )
    assert place.inner_text().endswith("of 10,000")

    # A row that has the focus goes out of the document: the focus waits at the table and is never lost.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_timeout(3000)
    assert page.evaluate("document.activeElement !== document.body")
    visitor.check()


def test_filters_names_marks_and_the_picture_are_used_with_the_keyboard_at_hand(
    visitor: Visitor, cast: Cast, case: Case
) -> None:
    page = visitor.page
    visitor.sign_in(cast.author.email)
    visitor.go(f"/desk/reviews/{case.pk}/chronology/")
    page.get_by_label("Words").fill('"entry 4321"')
    page.get_by_label("Words").press("Enter")
    page.wait_for_load_state()
    visitor.check()
    assert "Rows 1 to 1 of 1" in visitor.text()
    assert "Child N was seen." in visitor.text()
    visitor.press("Show real names (this is recorded)")
    assert "Toby was seen." in visitor.text()
    assert page.get_by_label("Words").input_value() == '"entry 4321"'
    visitor.press("Show pseudonyms")
    page.get_by_label("Choose row 4321").check()
    visitor.press("Mark as key events")
    assert "1 marked as key events." in visitor.text()
    visitor.follow("Open row 4321")
    visitor.press("No longer a key event")
    visitor.press("Mark as a key event")
    visitor.go(f"/desk/reviews/{case.pk}/chronology/picture/")
    for closer in ("2007", "October to December 2007", "November 2007"):
        visitor.press(closer)
    assert "Entry 4321" in visitor.text()
    visitor.press("Look from further away")
    visitor.go(f"/desk/reviews/{case.pk}/chronology/to-look-into/")
    assert "name" not in page.url
