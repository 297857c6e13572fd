"""What holds a review, what it was departed from, and posts that end: as the pages show and take them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safelight.records.cases.models import Case, Departure, FamilyContact, PanelSeat, Proceeding
from safelight.records.cases.queries import regime_of
from tests.web.reading import beside, links, words
from tests.web.world import World

ORDER: dict[str, Any] = {
    "kind": "court_order",
    "court": "Northmere Family Court",
    "scope": "No report may name the children.",
    "protects": "Child N and two younger children",
    "varied_by": "The judge who made it",
    "opened_on_day": "1",
    "opened_on_month": "10",
    "opened_on_year": "2010",
    "lasting": "unknown",
    "holds_papers": "usual",
}


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


def page(name: str, in_world: World, client: Client) -> str:
    return words(client.get(reverse(name, args=[in_world.published["case_id"]])).content)


def send(name: str, in_world: World, client: Client, sent: dict[str, Any], *more: Any) -> Any:
    return client.post(reverse(name, args=[in_world.published["case_id"], *more]), sent, follow=True)


def test_a_hold_says_what_it_changes_on_its_own_page_and_on_the_reviews(
    in_world: World, visitors: dict[str, Client]
) -> None:
    manager = visitors["manager"]
    sent = {**ORDER, "lasting": "date", **day("until", date(2011, 6, 1))}
    shown = words(send("desk:open_proceeding", in_world, manager, sent).content)
    for saying in (
        "Order of a court: Northmere Family Court",
        "Child N and two younger children",
        "The judge who made it",
        "Until 1 June 2011: on that day it ends by itself",
        "Nothing of this review is published: the gate refuses it",
        "No unpublished paper is released to anybody who asks",
    ):
        assert saying in shown
    banner = page("desk:review", in_world, manager)
    assert "Order of a court, Northmere Family Court, since 1 October 2010." in banner
    assert "Nothing of this review is published: the gate refuses it" in banner


def test_a_hold_that_ended_by_itself_says_so_and_is_not_on_the_reviews_page(
    in_world: World, visitors: dict[str, Client]
) -> None:
    sent = {**ORDER, "lasting": "date", **day("until", date(2010, 11, 1))}
    shown = words(send("desk:open_proceeding", in_world, visitors["manager"], sent).content)
    assert "Ended by itself on 1 November 2010" in shown
    assert "Northmere Family Court" not in page("desk:review", in_world, visitors["manager"])


def test_the_date_of_birth_of_the_youngest_is_asked_for_and_shown_nowhere(
    in_world: World, visitors: dict[str, Client]
) -> None:
    sent = {**ORDER, "lasting": "youngest_18", **day("youngest_born_on", date(2007, 5, 9))}
    shown = words(send("desk:open_proceeding", in_world, visitors["manager"], sent).content)
    assert "Until the youngest child is 18: it ends by itself on 1 June 2025, the first day of the month after" in shown
    assert "9 May" not in shown
    assert Proceeding.objects.get(court=ORDER["court"]).until == date(2025, 6, 1)


@pytest.mark.parametrize(
    ("changes", "field", "saying"),
    [
        ({"lasting": "date"}, "until", "first day on which it holds no more"),
        ({"lasting": "youngest_18"}, "youngest_born_on", "date of birth"),
        ({"kind": "criminal", "holds_papers": "some"}, "holds_papers", "not in the board's hands alone"),
        ({"protects": "Corinna Wren-Halloran"}, "protects", "identifies somebody in the register"),
        ({"lasting": ""}, "lasting", "how long does it last?"),
    ],
)
def test_what_is_wrong_with_a_hold_is_said_beside_its_field(
    changes: dict[str, str], field: str, saying: str, in_world: World, visitors: dict[str, Client]
) -> None:
    response = send("desk:open_proceeding", in_world, visitors["manager"], {**ORDER, **changes})
    assert response.status_code == 422
    assert saying in beside(response.content, field)
    assert not Proceeding.objects.filter(court=ORDER["court"]).exists()


def test_the_familys_contacts_stand_together_with_what_may_be_said(
    in_world: World, visitors: dict[str, Client]
) -> None:
    sent = {
        "relation": "mother",
        "approach": "accepted",
        "note": "She met the author at home.",
        "said": "Nobody asked me what I needed.",
        "attribution": "unnamed",
        "corrected": "She left in May.",
        **day("contacted_on", date(2010, 11, 2)),
        **day("told_on", date(2010, 11, 2)),
    }
    shown = words(send("desk:contact", in_world, visitors["author"], sent).content)
    assert re.search(r"Told of publication ?2 November 2010", shown)
    assert "The review may say so, without saying who" in shown
    assert "Offered a meeting through her solicitor." in shown
    assert FamilyContact.objects.count() == 2
    form = page("desk:contact", in_world, visitors["author"])
    assert "Recorded so far: mother." in form
    assert "Why we ask" in form


def test_a_departure_is_chosen_by_its_question_and_then_shows_with_its_rule(
    in_world: World, visitors: dict[str, Client]
) -> None:
    regime = regime_of(Case.objects.get(pk=in_world.published["case_id"]))
    rule = regime.rule("family.involved")
    question = regime.duty(rule).question
    assert question in page("desk:depart", in_world, visitors["chair"])
    shown = words(
        send("desk:depart", in_world, visitors["chair"], {"duty": rule.duty, "reason": "They live abroad."}).content
    )
    for saying in (question, rule.says, rule.citation.inside(), "They live abroad.", in_world.cast.chair.name):
        assert saying in shown
    assert question not in page("desk:depart", in_world, visitors["chair"])
    assert Departure.objects.get().duty == rule.duty


def test_what_an_act_says_cannot_be_chosen_for_a_departure(in_world: World, visitors: dict[str, Client]) -> None:
    regime = regime_of(Case.objects.get(pk=in_world.published["case_id"]))
    binding = next(rule for rule in regime.rules if rule.force == "must")
    response = send("desk:depart", in_world, visitors["chair"], {"duty": binding.duty, "reason": "R"})
    assert response.status_code == 422
    assert beside(response.content, "duty")


def test_an_appointment_is_ended_and_says_why(in_world: World, visitors: dict[str, Client]) -> None:
    case = Case.objects.get(pk=in_world.published["case_id"])
    row = case.appointments.get(role="overview_author")
    shown = words(
        send(
            "desk:end_appointment", in_world, visitors["manager"], {"appointment": row.pk, "reason": "Fell ill."}
        ).content
    )
    assert "6 December 2010: Fell ill." in shown
    assert visitors["author"].get(reverse("desk:review", args=[case.pk])).status_code == 404


def test_a_seat_is_ended_and_opens_nothing_any_more(in_world: World, visitors: dict[str, Client]) -> None:
    member = in_world.roles["panel_member"]
    path = reverse("desk:review", args=[in_world.published["case_id"]])
    assert visitors["panel_member"].get(path).status_code == 200
    sent = {"seat": f"{member.pk}/panel_member"}
    shown = words(send("desk:end_seat", in_world, visitors["manager"], sent).content)
    assert "6 December 2010" in shown
    assert visitors["panel_member"].get(path).status_code == 404


def test_a_declaration_that_comes_later_is_entered(in_world: World, visitors: dict[str, Client]) -> None:
    seat = PanelSeat.objects.get(case=in_world.published["case_id"])
    sent = {"member": seat.pk, "statement": "None.", **day("declared_on", date(2010, 12, 1))}
    assert "1 December 2010" in words(send("desk:declare", in_world, visitors["manager"], sent).content)


def test_an_agency_says_when_its_records_were_secured(in_world: World, visitors: dict[str, Client]) -> None:
    review = in_world.published["review_id"]
    path = reverse("desk:secure", args=[review])
    assert path in set(links(visitors["police"].get(reverse("desk:agency_review", args=[review])).content))
    shown = visitors["police"].post(path, day("secured_on", date(2010, 4, 13)), follow=True).content
    assert "13 April 2010" in words(shown)


def test_a_decision_not_to_publish_asks_for_the_day_to_look_again(in_world: World, visitors: dict[str, Client]) -> None:
    response = send("desk:act", in_world, visitors["chair"], {"reasons": "R"}, "withhold")
    assert response.status_code == 422
    assert "Enter the date" in beside(response.content, "review_on")
    offered = set(links(visitors["chair"].get(reverse("desk:deciding", args=[in_world.published["case_id"]])).content))
    assert reverse("desk:act", args=[in_world.published["case_id"], "look-again"]) not in offered


def test_rules_that_know_no_repository_offer_no_edition_without_the_boards_name(
    in_world: World, visitors: dict[str, Client]
) -> None:
    draft = in_world.published["draft_id"]
    path = reverse("desk:make_unnamed", args=[draft])
    assert path not in set(links(visitors["author"].get(reverse("desk:draft", args=[draft])).content))
    assert "not named" in words(visitors["author"].get(path).content)
    assert visitors["author"].post(path, {"unnamed_because": "Few children live there."}).status_code == 409
