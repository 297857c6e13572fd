"""Two people write one review at once, one goes away in the middle, the network goes and comes: nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from safelight.core.vocabulary import Reader
from safelight.records.cases.actions import appointing
from safelight.records.cases.models import AgencyReview, PartVersion
from safelight.records.people.actions import add_user
from tests.factories import SCOPED, Cast, a_cast, moment
from tests.journeys.conftest import PASSWORD, Visitor
from tests.records.cases.imr import a_review_to_write, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=20_000)  # a save that met a busy database is tried again after five seconds
LOST_AT_MOST = 5_000
"""Milliseconds of typing that may be missing when a browser is closed."""


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    settings.PRETEND_TODAY = SCOPED.isoformat()
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    return made


@pytest.fixture
def review(cast: Cast) -> AgencyReview:
    return a_review_to_write(cast)


@pytest.fixture
def browsers(chromium: Browser, live_server: Any) -> Iterator[list[BrowserContext]]:
    contexts = [chromium.new_context(bypass_csp=True, locale="en-GB") for _ in range(2)]
    for context in contexts:
        context.set_default_timeout(60_000)
    yield contexts
    for context in contexts:
        context.close()


def at_the_chapter(context: BrowserContext, address: str, email: str, review: AgencyReview, group: str) -> Visitor:
    visitor = Visitor(context.new_page(), address)
    visitor.sign_in(email)
    visitor.go(f"/desk/agency-reviews/{review.pk}/write/{group}/")
    return visitor


def box(page: Page, key: str = "involvement") -> Any:
    return page.locator(f"#{key}-text")


def test_two_people_type_at_once_and_neither_loses_a_word(
    browsers: list[BrowserContext], live_server: Any, cast: Cast, review: AgencyReview
) -> None:
    one = at_the_chapter(browsers[0], live_server.url, cast.police_author.email, review, "involvement")
    two = at_the_chapter(browsers[1], live_server.url, cast.manager.email, review, "involvement")
    for round_ in range(3):
        for who, visitor in (("first", one), ("second", two)):
            writing = box(visitor.page)
            writing.press("Control+End" if who == "first" else "Control+Home")
            text = (
                f"\n\n{who}{round_} wrote{who}{round_}." if who == "first" else f"{who}{round_} wrote{who}{round_}.\n\n"
            )
            writing.press_sequentially(text, delay=30)
    for visitor in (one, two):
        box(visitor.page).blur()
    # Both come to show what stands, once each has saved and looked. Nobody asks the database before all is quiet.
    clean = "Saved at|Somebody else has changed this"
    for _ in range(240):
        shown = {box(visitor.page).input_value() for visitor in (one, two)}
        states = [visitor.page.locator("#part-involvement [data-state]").inner_text() for visitor in (one, two)]
        if len(shown) == 1 and all(re.match(clean, state) for state in states):
            break
        one.page.wait_for_timeout(500)
    text = text_of(review)
    assert shown == {text}
    for round_ in range(3):
        for who in ("first", "second"):
            assert f"{who}{round_} " in text
            assert f"wrote{who}{round_}." in text
    expect(one.page.locator("[data-others]")).to_contain_text(f"{cast.manager.name} is writing")
    one.check()


def test_a_browser_closed_in_the_middle_of_typing_loses_at_most_five_seconds(
    browsers: list[BrowserContext], live_server: Any, cast: Cast, review: AgencyReview
) -> None:
    page = browsers[0].new_page()
    # The page's own clock is in our hands, so that nothing here depends on how busy the machine is.
    page.clock.install()
    visitor = Visitor(page, live_server.url)
    visitor.sign_in(cast.police_author.email)
    visitor.go(f"/desk/agency-reviews/{review.pk}/write/involvement/")
    for number in range(7):
        box(page).press_sequentially(f"w{number} ")
        page.clock.run_for(500)
    expect(page.locator("#part-involvement [data-state]")).to_contain_text("Saved at")
    for number in range(7, 12):
        box(page).press_sequentially(f"w{number} ")
        page.clock.run_for(500)
    browsers[0].close(reason="The browser is gone, and nobody is asked.")
    lost = 12 - len(text_of(review).split())
    assert lost * 500 < LOST_AT_MOST

    again = at_the_chapter(browsers[1], live_server.url, cast.police_author.email, review, "involvement")
    assert box(again.page).input_value() == text_of(review)


def test_what_is_typed_without_a_network_is_said_not_to_be_saved_and_is_saved_when_it_comes_back(
    browsers: list[BrowserContext], live_server: Any, cast: Cast, review: AgencyReview
) -> None:
    visitor = at_the_chapter(browsers[0], live_server.url, cast.police_author.email, review, "involvement")
    browsers[0].set_offline(True)
    box(visitor.page).press_sequentially("Typed in a tunnel.")
    box(visitor.page).blur()
    trouble = visitor.page.locator("[data-trouble]")
    expect(trouble).to_contain_text("There is no connection")
    assert not PartVersion.objects.exists()
    visitor.check()
    browsers[0].set_offline(False)
    expect(trouble).to_be_empty()
    expect(visitor.page.locator("#part-involvement [data-state]")).to_contain_text("Saved at")
    assert text_of(review) == "Typed in a tunnel."


def test_whoever_is_signed_out_while_writing_signs_in_elsewhere_and_it_is_saved(
    browsers: list[BrowserContext], live_server: Any, cast: Cast, review: AgencyReview
) -> None:
    visitor = at_the_chapter(browsers[0], live_server.url, cast.police_author.email, review, "involvement")
    browsers[0].clear_cookies(name="sessionid")
    box(visitor.page).press_sequentially("Typed after eight hours.")
    box(visitor.page).blur()
    trouble = visitor.page.locator("[data-trouble]")
    expect(trouble).to_contain_text("You are signed out")
    with browsers[0].expect_page() as opened:
        trouble.get_by_role("link").click()
    elsewhere = Visitor(opened.value, live_server.url)
    elsewhere.page.get_by_label("Email").fill(cast.police_author.email)
    elsewhere.page.get_by_label("Password", exact=True).fill(PASSWORD)
    elsewhere.press("Sign in")
    elsewhere.page.close()
    visitor.page.bring_to_front()
    expect(trouble).to_be_empty()
    assert text_of(review) == "Typed after eight hours."


def test_an_agency_answers_checks_signs_and_hands_in_and_the_panel_returns_it(
    visitor: Visitor, cast: Cast, settings: Any
) -> None:
    review = a_review_to_write(cast)
    officer = add_user(
        board=cast.board,
        email="chief@northmere.example.org",
        name="Ada Lindqvist",
        standing=Reader.AGENCY_AUTHOR,
        agency=cast.police,
        password=PASSWORD,
        by=cast.manager,
        at=moment(SCOPED),
    )
    appointing.give_seat(
        case=review.case,
        user=officer,
        reader="agency_author",
        agency=cast.police,
        by=cast.manager,
        at=moment(SCOPED),
    )
    page = visitor.page
    visitor.sign_in(cast.police_author.email)
    visitor.go(f"/desk/agency-reviews/{review.pk}/")
    visitor.follow("How this review was done")
    visitor.press("Add a document")
    page.get_by_label("What it is").fill("Paper file of the duty team")
    page.get_by_label("Seen, or not found").fill("Not found")
    page.get_by_label("Seen, or not found").blur()
    expect(page.locator("form[data-part] [data-state]").last).to_contain_text("Saved at")
    visitor.follow("The chapter before")
    box(page).fill("We knew the family from 2008.")
    box(page).blur()
    expect(page.locator("#part-involvement [data-state]")).to_contain_text("Saved at")
    visitor.follow("Earlier versions", exact=False)
    assert "We knew the family" in visitor.text()
    visitor.go(f"/desk/agency-reviews/{review.pk}/whole/")
    assert "Paper file of the duty team" in visitor.text()
    visitor.go(f"/desk/agency-reviews/{review.pk}/")
    visitor.press("The agency has checked it")
    page.get_by_label("Who has checked it?").fill("Head of Quality")
    visitor.press("Save")
    visitor.press("Countersign")
    page.get_by_label("Post of the senior officer").fill("Chief Constable")
    visitor.press("Sign")
    assert "You have written in this review" in visitor.text()
    visitor.sign_out()

    visitor.sign_in(officer.email)
    visitor.go(f"/desk/agency-reviews/{review.pk}/sign/")
    page.get_by_label("Post of the senior officer").fill("Chief Constable")
    visitor.press("Sign")
    visitor.press("Hand it in")
    assert "Version 1" in visitor.text()
    visitor.sign_out()

    visitor.sign_in(cast.panel_chair.email)
    visitor.go(f"/desk/reviews/{review.case_id}/agencies/")
    assert "questions are not answered" in visitor.text()
    visitor.follow(cast.police.name)
    visitor.press("Return with reasons")
    page.get_by_label("What is missing").fill("Say why, not only what.")
    page.get_by_label("Was the risk seen?").fill("Answer this.")
    visitor.press("Return it")
    assert "Answer this." in visitor.text()
    visitor.sign_out()

    visitor.sign_in(cast.police_author.email)
    visitor.go(f"/desk/agency-reviews/{review.pk}/write/analysis/")
    assert "Answer this." in visitor.text()
    visitor.sign_out()
