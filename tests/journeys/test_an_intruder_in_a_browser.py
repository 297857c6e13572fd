"""Somebody tries to see through a draft, is told what is missing, loses nothing, and reads it back: wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installation

from safelight.records.publication.actions import public_facts
from safelight.records.publication.models import Draft, IntruderReview
from tests.factories import Cast, a_cast, moment
from tests.journeys.conftest import PASSWORD, Visitor
from tests.upper_factories import DRAFTED, a_passed_draft, an_accepted_review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    settings.PRETEND_TODAY = DRAFTED.isoformat()
    settings.PUBLIC_SITE = tmp_path / "public"
    settings.NODE_MODULES = installation.NODE_MODULES
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    return made


@pytest.fixture
def draft(cast: Cast) -> Draft:
    case = an_accepted_review(cast)
    public_facts.record_public_fact(
        case=case,
        text="Two boats sank off Oxmere.",
        source="The Oxmere Post",
        terms=[],
        by=cast.author,
        at=moment(DRAFTED),
    )
    return a_passed_draft(cast, case)


def check_at_every_width(visitor: Visitor) -> None:
    for width in (1280, 380):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.check()


def test_it_is_filled_in_put_right_and_read_back(visitor: Visitor, cast: Cast, draft: Draft) -> None:
    visitor.sign_in(cast.chair.email)
    visitor.go(f"/desk/drafts/{draft.pk}/put-together/")
    visitor.follow("tries to find out who this is about")
    check_at_every_width(visitor)
    visitor.press("Try with this text")
    assert "Two boats sank off Oxmere." in visitor.text()
    check_at_every_width(visitor)
    page = visitor.page
    place = page.get_by_role("group", name="Place 1")
    place.get_by_label("Where?").select_option("press")
    place.get_by_label("What was looked for?").fill("Oxmere, 2008")
    visitor.press("Add another place")
    assert page.get_by_role("group", name="Place 4").is_visible()
    assert place.get_by_label("What was looked for?").input_value() == "Oxmere, 2008"
    visitor.press("Record it")
    assert "There is a problem" in visitor.text()
    check_at_every_width(visitor)
    page.get_by_role("link", name="Say what was found. If it was nothing, write: nothing.").click()
    assert page.evaluate("document.activeElement.id") == "id_found_0"
    page.keyboard.type("Nothing.")
    for box in ("neighbour", "family", "staff", "singling_out_why", "linking_why", "inferring_why"):
        page.locator(f"#id_{box}").fill("As far as could be seen: nothing.")
    for question in ("singling_out", "linking", "inferring"):
        page.locator(f"input[name={question}][value=no]").check()
    page.get_by_label("Sufficiently remote").check()
    visitor.press("Record it")
    assert IntruderReview.objects.get().text_sha256 == draft.text_sha256
    assert "Sufficiently remote" in visitor.text()
    check_at_every_width(visitor)
    visitor.go(f"/desk/reviews/{draft.case_id}/publication/")
    assert "tried on 4 October 2010, again on 4 October 2011" in visitor.text()
