"""A draft is settled by keyboard alone, to its next version; single keys can be switched off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installation
from django.urls import reverse

from safelight.core.vocabulary import PaperKind
from safelight.records.publication.actions import drafting
from safelight.records.publication.models import Draft
from safelight.records.publication.texts import text_of
from tests.factories import Cast, a_cast, moment
from tests.journeys.conftest import PASSWORD, Visitor
from tests.tagger import stand_in
from tests.upper_factories import DRAFTED, a_review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELLING = (
    "# Child N\n\nTobias Wren-Halloran was seen on Friday 14 March 2008 by Mrs Ida Pellow.\n\n"
    "Toby was aged 3 years. Mrs Pellow rang on 14 March 2008. He was one of five children.\n"
)


@pytest.fixture
def cast() -> Cast:
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    return made


@pytest.fixture
def draft(cast: Cast, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    settings.PUBLIC_SITE = tmp_path / "public"
    settings.NODE_MODULES = installation.NODE_MODULES
    stand_in(monkeypatch)
    at = moment(DRAFTED)
    made = drafting.save_draft(case=a_review(cast), kind=PaperKind.OVERVIEW, text=TELLING, by=cast.author, at=at)
    return drafting.find_people(draft=made, by=cast.author, at=at)


def said(visitor: Visitor) -> str:
    return str(visitor.page.locator("[data-say]").inner_text())


def in_hand(visitor: Visitor) -> str:
    return str(visitor.page.locator("#in-hand").inner_text()).splitlines()[-1]


def focused(visitor: Visitor) -> str:
    return str(visitor.page.evaluate("document.activeElement.id || document.activeElement.name || ''"))


def keys(visitor: Visitor, *pressed: str) -> None:
    for key in pressed:
        visitor.page.keyboard.press(key)


def ready(visitor: Visitor) -> None:
    """Wait until the keys work, and the focus is on the finding in hand where there is one."""
    visitor.page.wait_for_function("!document.querySelector('[data-keys]').hidden")
    visitor.page.wait_for_function("document.activeElement.id === 'in-hand' || !document.querySelector('#in-hand')")


def decide(visitor: Visitor, *pressed: str) -> None:
    """Press keys, the last of which sends the decision."""
    keys(visitor, *pressed[:-1])
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(pressed[-1])
    ready(visitor)


def test_a_draft_is_settled_with_the_keyboard_alone(visitor: Visitor, cast: Cast, draft: Draft) -> None:
    page = visitor.page
    visitor.sign_in(cast.author.email)
    visitor.go(reverse("desk:bench", args=[draft.pk]) + "#in-hand")
    ready(visitor)
    assert in_hand(visitor) == "Tobias Wren-Halloran"
    keys(visitor, "k")
    page.wait_for_function("document.querySelector('[data-say]').textContent.includes('not possible')")
    decide(visitor, "r", "1", "Enter")
    page.wait_for_function("document.querySelector('[data-say]').textContent.includes('replaced by “Child N”')")
    assert in_hand(visitor) == "14 March 2008"
    visitor.check()

    keys(visitor, "g")
    assert focused(visitor) == "general-1"
    keys(visitor, "1")
    assert focused(visitor).startswith("reason-")
    decide(visitor, "1", "Enter")
    assert in_hand(visitor) == "Mrs Ida Pellow"

    decide(visitor, "u")
    assert in_hand(visitor) == "14 March 2008"
    decide(visitor, "g", "1", "1", "Enter")
    decide(visitor, "n")
    decide(visitor, "p")
    assert in_hand(visitor) == "Mrs Ida Pellow"

    keys(visitor, "r")
    page.keyboard.type("a neighbour, kr")
    assert page.locator("#replacement").input_value() == "a neighbour, kr", "in a box for text every key types"
    keys(visitor, "Backspace", "Backspace", "Backspace", "Backspace", "Escape")
    decide(visitor, "r", "1", "Enter")
    for _ in range(20):
        if not page.locator("#in-hand").count():
            break
        letter = "k" if page.locator("button[value=keep]").count() else "r"
        decide(visitor, letter, "1", "Enter")
    assert "0 of" in visitor.text()
    page.get_by_role("button", name="Make the changes").focus()
    with page.expect_navigation():
        keys(visitor, "Enter")
    visitor.check()
    following = Draft.objects.get(version=2)
    text = text_of(following)
    assert "Child N was seen in March 2008 by a neighbour." in text
    assert "rang in March 2008" in text
    assert not following.found.filter(settlement="").exists()


def test_single_keys_can_be_switched_off_and_a_filter_stands_in_no_address(
    visitor: Visitor, cast: Cast, draft: Draft
) -> None:
    page = visitor.page
    visitor.sign_in(cast.author.email)
    visitor.go(reverse("desk:bench", args=[draft.pk]) + "#in-hand")
    ready(visitor)
    keys(visitor, "/")
    assert focused(visitor) == "words"
    page.keyboard.type("pellow")
    with page.expect_navigation():
        keys(visitor, "Enter")
    visitor.check()
    assert "2 found with “pellow”" in visitor.text()
    assert "pellow" not in page.url.lower()
    page.wait_for_function("!document.querySelector('[data-keys]').hidden")
    page.locator("[data-switch]").click()
    page.locator("#in-hand").focus()
    keys(visitor, "k", "/", "?")
    assert focused(visitor) == "in-hand"
    visitor.go(reverse("desk:bench", args=[draft.pk]))
    page.wait_for_function("!document.querySelector('[data-keys]').hidden")
    assert "off" in page.locator("[data-switch]").inner_text()
    assert not page.locator("kbd[data-key]").first.is_visible()
    page.set_viewport_size({"width": 380, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    visitor.check()


def test_a_person_is_added_and_a_scheme_is_chosen(visitor: Visitor, cast: Cast, draft: Draft) -> None:
    page = visitor.page
    visitor.sign_in(cast.author.email)
    visitor.go(reverse("desk:bench", args=[draft.pk]) + "?show=PERSON")
    visitor.follow("This is a person of the case: add them to the register")
    page.get_by_label("What are they in the case?").select_option("associate")
    page.get_by_label("Name in full").fill("Ida Pellow")
    visitor.press("Add them and look again")
    assert "In the register: 4 of 4" in visitor.text()
    visitor.go(reverse("desk:pseudonyms", args=[draft.case_id]))
    page.get_by_label("Invented first names").check()
    visitor.press("Use this scheme")
    assert "No pseudonym in use breaks a rule" in visitor.text()
    visitor.press("Use these", exact=False)
    assert "Those before them are kept" in visitor.text()
