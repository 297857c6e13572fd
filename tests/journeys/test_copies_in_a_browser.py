"""A withdrawal in a real browser: a copy entered, the withdrawal rehearsed, then done, and the copies called back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from safelight.records.publication.models import Edition
from tests.factories import Cast, a_cast
from tests.journeys.conftest import PASSWORD, Visitor
from tests.upper_factories import a_published_edition, an_accepted_review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    settings.PRETEND_TODAY = "2010-12-06"
    settings.PUBLIC_SITE = tmp_path / "public"
    made = a_cast()
    made.manager.set_password(PASSWORD)
    made.manager.save()
    a_published_edition(made, an_accepted_review(made))
    return made


def test_a_manager_rehearses_withdraws_and_calls_the_copies_back(visitor: Visitor, cast: Cast) -> None:
    page, edition = visitor.page, Edition.objects.get()
    visitor.sign_in(cast.manager.email)
    visitor.go(f"/desk/editions/{edition.pk}/")
    visitor.follow("Where copies went, and the package for the national repository")
    visitor.press("Enter who has a copy")
    page.get_by_label("Which body or post has a copy?").fill("Director of Public Health")
    page.get_by_label("Where would you write to ask for it back?").fill("Civic Centre, Room 4")
    visitor.press("Save")
    visitor.press("Rehearse the withdrawal")
    assert "Passed Last rehearsed 6 December 2010" in visitor.text()
    visitor.follow("Read the words for every place")
    assert "Send nothing now" in visitor.text()
    visitor.follow("Back")
    visitor.follow("Make a package for the national repository")
    page.get_by_label("Whom can the repository ask?").fill("The office of the board")
    visitor.press("Make the package")

    visitor.go(f"/desk/editions/{edition.pk}/withdraw/")
    page.get_by_label("Reason").fill("A street can be recognised.")
    visitor.press("Withdraw it")
    assert "The public folder was read back" in visitor.text()
    while page.get_by_role("link", name="What to do").count():
        page.get_by_role("link", name="What to do").first.click()
        visitor.check()
        visitor.press("It is done")
    assert "Every place is done." in visitor.text()
