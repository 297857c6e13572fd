"""The pages that follow a plan until it changed something, as those see them who use them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from safelight.records.plans.models import Action, Recommendation
from safelight.records.publication.models import Edition
from tests.web.world import CLOSED_ON, FAMILY_NAME, World

pytestmark = pytest.mark.django_db
WITH_A_BRIEFING = True


def opened(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"desk:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_a_date_is_changed_with_a_reason_and_the_page_keeps_both(in_world: World, visitors: dict[str, Client]) -> None:
    key = in_world.published["action_id"]
    address = reverse("desk:change_date", args=[key])
    wrong = visitors["manager"].post(address, {"due_on_day": "31", "due_on_month": "3", "due_on_year": "2011"})
    assert wrong.status_code == 422
    sent = {"due_on_day": "30", "due_on_month": "6", "due_on_year": "2011", "reason": "The post is vacant."}
    assert visitors["manager"].post(address, sent).status_code == 302
    page = opened(visitors["manager"], "action", key)
    assert "31 March 2011, then 30 June 2011: The post is vacant." in page
    assert "Another date" not in opened(visitors["health"], "action", key)


def test_what_has_not_lasted_is_open_again_for_the_agency_and_the_public_sees_it(
    in_world: World, visitors: dict[str, Client]
) -> None:
    key = in_world.published["action_id:closed"]
    assert date(2010, 5, 28) == CLOSED_ON
    chair = visitors["chair"]
    assert "Record whether it made a difference" in opened(chair, "action", key)
    sent = {
        "looked_at": "Ten surgeries were rung.",
        "found": "not_held",
        "in_public": "Four surgeries of ten had not heard of it.",
        "due_on_day": "31",
        "due_on_month": "1",
        "due_on_year": "2011",
    }
    missing = chair.post(
        reverse("desk:effect", args=[key]), sent | {"due_on_day": "", "due_on_month": "", "due_on_year": ""}
    )
    assert missing.status_code == 422
    leak = chair.post(reverse("desk:effect", args=[key]), sent | {"in_public": f"The {FAMILY_NAME} family."})
    assert leak.status_code == 422
    assert chair.post(reverse("desk:effect", args=[key]), sent).status_code == 302
    assert Action.objects.get(pk=key).closed_on is None
    mine = opened(visitors["police"], "obligations")
    assert "It was opened again, because the change had not lasted." in mine
    public = next((in_world.folder / "public" / "reviews").glob("*/plan.html")).read_text()
    assert "Four surgeries of ten had not heard of it." in public
    assert "Opened again" in public
    assert "Ten surgeries were rung" not in public


def test_a_recommendation_is_taken_over_with_one_click(in_world: World, visitors: dict[str, Client]) -> None:
    manager, case = visitors["manager"], in_world.published["case_id"]
    page = opened(manager, "imr_recommendations", case)
    assert "The police write down each referral on the same day." in page
    address = reverse("desk:take_over", args=[in_world.published["review_id"], in_world.published["row"]])
    assert address in page
    text = "The police write down each referral on the same day."
    assert manager.post(address, {"text": f"Tobias {FAMILY_NAME} was referred."}).status_code == 422
    assert manager.post(address, {"text": text}).status_code == 302
    made = Recommendation.objects.get(taken_from__isnull=False)
    assert (made.number, made.source) == (2, "imr")
    assert "Agencies&#39; own reviews" in opened(manager, "plan", case)
    # Who, by when and the measure stand in the form of its action already, as far as the review says them.
    assert "Head of Public Protection" in opened(manager, "new_action", made.pk)


def test_the_boards_page_counts_and_its_table_is_narrowed_alike(in_world: World, visitors: dict[str, Client]) -> None:
    page = opened(visitors["auditor"], "plans")
    assert "Look now whether these made a difference" in page
    assert in_world.cast.police.name in page
    table = visitors["auditor"].get(reverse("desk:plans_csv"), {"standing": "closed"})
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert len(table.content.decode().splitlines()) == 2


def test_a_briefing_is_read_confirmed_and_discussed(in_world: World, visitors: dict[str, Client]) -> None:
    key = in_world.published["edition_id:briefing"]
    police = visitors["police"]
    assert "I have read it" in opened(police, "briefing", key)
    assert police.post(reverse("desk:confirm_read", args=[key])).status_code == 302
    assert "You confirmed on 6 December 2010" in opened(police, "briefing", key)
    sent = {"agency": str(in_world.cast.police.pk), "team": "Duty", "people": "4"}
    day = {"held_on_day": "1", "held_on_month": "12", "held_on_year": "2010"}
    assert police.post(reverse("desk:discussed", args=[key]), sent | day).status_code == 302
    board = opened(visitors["chair"], "briefing", key)
    assert "Agencies that nothing is known of" in board
    assert "1 of 1" in board
    file = police.get(reverse("desk:briefing_file", args=[key, "html"]))
    assert b"Questions for your team meeting" in file.content
    assert police.get(reverse("desk:briefing_file", args=[key, "docx"])).status_code == 404
    site = in_world.folder / "public" / "reviews"
    assert [path.name for path in site.glob("*/learning-brief.*")]
    assert Edition.objects.get(pk=key).published_at is not None


def test_themes_are_ticked_on_the_plan_and_counted_over_all_reviews(
    in_world: World, visitors: dict[str, Client]
) -> None:
    key = in_world.published["finding_id:in-the-plan"]
    author = visitors["author"]
    address = reverse("desk:finding_themes", args=[key])
    assert author.post(address, {"themes": ["missed-appointments", "records"]}).status_code == 302
    assert "checked" in author.get(address).content.decode()
    page = opened(visitors["panel_member"], "themes")
    assert "Missed appointments and children not brought" in page
    assert author.post(address, {}).status_code == 302
    assert "Nothing has been put under a theme yet" in opened(visitors["panel_member"], "themes")
