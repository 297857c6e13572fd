"""An author types a section of the overview report, somebody comments, and it becomes one text: wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.factories import SCOPED, Cast, a_cast
from tests.journeys.conftest import PASSWORD, Visitor
from tests.records.writing.written import a_written_report, first, text_of, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    settings.PRETEND_TODAY = SCOPED.isoformat()
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    return made


def test_a_section_is_saved_as_it_is_typed_and_every_page_can_be_used(visitor: Visitor, cast: Cast) -> None:
    report = a_written_report(cast)
    section = first(report)
    typed(section, cast.author, "She came on Monday.\n\nNobody asked.\n", base=1)
    visitor.sign_in(cast.author.email)
    visitor.go(f"/desk/reviews/{report.case_id}/writing/overview/")
    typed(section, cast.manager, "She came on Monday.\n\nNobody asked why.\n", base=2)
    box = visitor.page.locator(f"#text-{section.pk}")
    box.fill("She came on Monday morning.\n\nNobody asked.\n")
    box.blur()
    expect(box).to_have_value("She came on Monday morning.\n\nNobody asked why.\n", timeout=20_000)
    expect(visitor.page.locator(f"#part-{section.pk} [data-state]")).to_contain_text("Saved")
    assert text_of(section) == "She came on Monday morning.\n\nNobody asked why.\n"
    shown = visitor.page.locator(f"#part-{section.pk}")
    shown.get_by_text("0 open comments").click()
    shown.get_by_label("Your comment").fill("Which week?")
    shown.get_by_role("button", name="Comment", exact=True).click()
    expect(visitor.page.get_by_text("Which week?")).to_be_visible(timeout=20_000)
    where = f"/desk/reviews/{report.case_id}/writing/overview/"
    for path in (where, f"{where}preview/", f"/desk/sections/{section.pk}/history/"):
        visitor.go(path)
        for width in (1280, 380):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.check()
