"""Somebody who has never run a review: do the pages say what to do, in the words of this kind of review?"""

from __future__ import annotations

from collections import Counter

from django.test import Client
from django.urls import reverse

from safelight.core.rulebook.loader import shipped_framework
from safelight.web.desk.scoping import posts_of
from tests.web.reading import beside, tree, words
from tests.web.world import World


def words_of(process: str) -> dict[str, str]:
    return next(dict(kind.words) for kind in shipped_framework().processes if kind.id == process)


def test_every_label_of_a_form_leads_to_its_box(in_world: World, visitors: dict[str, Client]) -> None:
    page = tree(visitors["manager"].get(reverse("desk:refer")).content)
    labels = page.xpath("//main//label/@for")
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert {ids[there] for there in labels} == {1}
    boxes = {element.get("id") for element in page.xpath("//main//input | //main//select | //main//textarea")}
    assert set(labels) <= boxes
    assert "id_noticed_on" in labels


def test_what_was_written_is_given_back_after_a_refusal_with_the_way_to_the_form(
    in_world: World, visitors: dict[str, Client]
) -> None:
    form = reverse("desk:propose", args=[in_world.published["case_id"]])
    sent = {
        "role": "board_chair",
        "name": "Somebody Close",
        "user": "",
        "ties": ["employed_by_involved_agency"],
        "statement": "I have worked for the police for eleven years.",
        "declared_on_day": "1",
        "declared_on_month": "12",
        "declared_on_year": "2010",
    }
    page = visitors["manager"].post(form, sent).content
    assert "I have worked for the police for eleven years." in words(page)
    assert form in tree(page).xpath("//main//a/@href")


def test_a_duty_recorded_without_a_word_is_asked_for_beside_its_first_question(
    in_world: World, visitors: dict[str, Client]
) -> None:
    form = reverse("desk:record_duty", args=[in_world.referred["case_id"], "notice.children-safe"])
    sent = {"done_on_day": "5", "done_on_month": "12", "done_on_year": "2010"}
    response = visitors["manager"].post(form, sent)
    assert response.status_code == 422
    assert "Answer at least one of these questions" in beside(response.content, "answer_0")


def test_the_posts_are_called_what_this_kind_of_review_calls_them() -> None:
    assert [title for _, title in posts_of(words_of("lcspr"))] == [
        "The chair of the review group",
        "The reviewer",
        "Whoever decides for the safeguarding partners",
    ]
    assert ("board_chair", "The chair of the board") in posts_of(words_of("scr"))


def test_who_may_not_decide_reads_whose_the_decision_is(in_world: World, visitors: dict[str, Client]) -> None:
    page = words(visitors["manager"].get(reverse("desk:deciding", args=[in_world.referred["case_id"]])).content)
    assert "Whether a review is held is for the chair of the board" in page
    decided = words(visitors["manager"].get(reverse("desk:deciding", args=[in_world.published["case_id"]])).content)
    assert "Whether a review is held is for" not in decided
