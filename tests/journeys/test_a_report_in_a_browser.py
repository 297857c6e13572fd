"""An author types a section of the overview report, somebody comments, and it becomes one text: wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from safelight.records.plans import actions as plans
from tests.factories import SCOPED, Cast, a_cast
from tests.journeys.conftest import PASSWORD, Visitor
from tests.records.writing.written import AT, a_written_report, first, text_of, typed

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


def test_marks_are_put_in_where_somebody_types_by_the_keyboard_alone(visitor: Visitor, cast: Cast) -> None:
    report = a_written_report(cast)
    plans.record_finding(case=report.case_id, number=2, text="Nobody asked why.", by=cast.author, at=AT)
    one, other = report.sections.order_by("place")[:2]
    typed(other, cast.author, "She came.\n\nNobody asked.", base=1)
    visitor.sign_in(cast.author.email)
    visitor.go(f"/desk/reviews/{report.case_id}/writing/overview/")
    page, keys = visitor.page, visitor.page.keyboard
    second = page.locator(f"#text-{other.pk}")
    second.focus()
    keys.press("Control+End")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Name the paragraph I am in")).to_be_focused()
    keys.press("Enter")
    keys.type("answer")
    expect(second).to_have_value("She came.\n\n{#answer} Nobody asked.")
    first_box = page.locator(f"#text-{one.pk}")
    first_box.focus()
    keys.type("As ")
    page.get_by_role("button", name="Put in {paragraph: answer}").press("Enter", timeout=20_000)
    keys.type(" says, see ")
    page.get_by_role("button", name="Put in {finding 2}", exact=True).press("Enter")
    keys.type(".")
    expect(first_box).to_have_value("As {paragraph: answer} says, see {finding 2}.")
    wrong = page.locator(f"#astray-{one.pk}")
    expect(wrong).to_contain_text("finding 2 does not stand in this text", timeout=20_000)
    page.get_by_role("button", name="Put in {finding 2 in full}").click()
    expect(first_box).to_have_value("As {paragraph: answer} says, see {finding 2}.\n\n{finding 2 in full}\n")
    expect(wrong).to_be_empty(timeout=20_000)
    for width in (1280, 380):
        page.set_viewport_size({"width": width, "height": 900})
        visitor.check()
    page.get_by_role("link", name="See it as one text").click()
    expect(page.get_by_text("As paragraph 2.2 says, see finding 2.")).to_be_visible()
