"""An author types a section of the overview report, somebody comments, and it becomes one text: wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from safelight.core.vocabulary import PaperKind
from safelight.records.plans import actions as plans
from safelight.records.publication.actions import drafting, settling
from safelight.records.publication.actions.from_writing import draft_from_report
from safelight.records.writing.actions import sections
from tests.factories import SCOPED, Cast, a_cast, moment
from tests.journeys.conftest import PASSWORD, Visitor
from tests.records.writing.written import AT, a_written_report, first, text_of, typed
from tests.upper_factories import DRAFTED, a_review, settle_everything

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


def a_word_file(where: Path) -> Path:
    document = Document()
    document.add_heading("1. Introduction", 1)
    document.add_paragraph("She was six years old.")
    document.add_heading("The panel", 2)
    for words in ("A chair", "A doctor"):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("Good practice", 1)
    document.add_paragraph("A nurse came back.")
    document.add_heading("Appendix", 1)
    document.add_paragraph("A map.")
    document.save(str(where))
    return where


def test_a_report_from_word_is_brought_in_laid_out_and_what_is_left_over_placed(
    visitor: Visitor, cast: Cast, tmp_path: Path
) -> None:
    report = a_written_report(cast)
    typed(first(report), cast.manager, "She was six.", base=1)
    visitor.sign_in(cast.author.email)
    visitor.go(f"/desk/reviews/{report.case_id}/writing/overview/")
    visitor.follow("Bring in a report that was written in Word")
    visitor.page.get_by_label("The report, as a file").set_input_files(a_word_file(tmp_path / "report.docx"))
    visitor.press("Go on")
    assert visitor.page.get_by_label("1. Introduction", exact=True).input_value() == str(first(report).pk)
    assert visitor.page.get_by_label("The panel", exact=True).input_value() == "above"
    visitor.page.get_by_label("Appendix", exact=True).select_option("left")
    visitor.page.set_viewport_size({"width": 380, "height": 900})
    visitor.check()
    visitor.press("Put it there")
    assert "She was six." in text_of(first(report))
    assert "- A doctor" in text_of(first(report))
    visitor.follow("1 piece of a file is left over: place it")
    visitor.page.get_by_label("Where it is to go: Appendix").select_option(label="At the end of: Conclusions")
    visitor.press("Put it there", exact=False)
    assert "A map." in text_of(report.sections.order_by("place")[4]), "behind the new section, Conclusions is the fifth"
    visitor.go(f"/desk/sections/{first(report).pk}/history/")
    visitor.page.get_by_label("The earlier one").select_option("2")
    visitor.page.get_by_label("The later one").select_option("3")
    visitor.press("Compare them")
    assert "Version 3 beside version 2" in visitor.text()


def test_settled_words_are_looked_at_and_taken_back(visitor: Visitor, cast: Cast) -> None:
    case = a_review(cast)
    at = moment(DRAFTED)
    report = sections.begin_report(case=case, kind=PaperKind.OVERVIEW, by=cast.author, at=at)
    text = "Tobias Wren-Halloran was seen by nobody."
    sections.save_section(section=first(report).pk, text=text, base=1, by=cast.author, at=at)
    draft = draft_from_report(case=case.pk, kind="overview", by=cast.author, at=at)
    drafting.find_people(draft=draft, by=cast.author, at=at)
    settle_everything(draft, by=cast.author, at=at)
    after = settling.apply_settlements(draft=draft, by=cast.author, at=at)
    visitor.sign_in(cast.author.email)
    visitor.go(f"/desk/drafts/{after.pk}/")
    visitor.follow("Take the settled words back into the sections that are written here")
    assert "Tobias" in visitor.page.locator("del").first.inner_text()
    visitor.page.set_viewport_size({"width": 380, "height": 900})
    visitor.check()
    visitor.press("Take the chosen ones back")
    assert "There is nothing to take back" in visitor.text()
    assert "Tobias" not in text_of(first(report))
