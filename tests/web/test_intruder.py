"""The motivated-intruder review filled in: beside what helps, row by row, nothing lost, and read without the text."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safelight.core.vocabulary import PaperKind
from safelight.records.diary.entries import IN_PLAIN_WORDS, Kind
from safelight.records.publication.actions import drafting
from safelight.records.publication.models import Draft, IntruderReview
from tests.factories import moment
from tests.records.publication.intruding import AGAIN, SECRET, not_remote, tried
from tests.web.reading import beside, links, tree, typed, words
from tests.web.test_calendar import events, fetched, make_link
from tests.web.world import DRAFTED, TODAY, World


def a_day(name: str, day: Any) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def filled(**changed: str) -> dict[str, str]:
    return (
        {
            "rows": "3",
            "looked_by": "Edith Marlowe",
            "source_0": "press",
            "looked_for_0": "“child” and “Eastholm”, 2008",
            "found_0": SECRET,
            "source_2": "asked_around",
            "looked_for_2": "Two shops in the high street",
            "found_2": "Nothing.",
            "neighbour": "The street, no more.",
            "family": "Everything: they were there.",
            "staff": "The family, by the order of events.",
            "singling_out": "no",
            "singling_out_why": "Many families fit.",
            "linking": "yes",
            "linking_why": "The fair is told in the Post; it leads to no name.",
            "inferring": "no",
            "inferring_why": "Nothing follows from what is told.",
            "conclusion": "remote",
        }
        | a_day("looked_on", TODAY)
        | a_day("repeat_on", TODAY.replace(year=2011))
        | changed
    )


@pytest.fixture
def where(in_world: World) -> str:
    return reverse("desk:record_intruder", args=[in_world.published["draft_id"]])


@pytest.fixture
def read(in_world: World) -> str:
    return reverse("desk:intruder_review", args=[in_world.published["draft_id"]])


def test_it_is_reached_from_the_draft_from_what_could_be_put_together_and_from_the_edition(
    in_world: World, visitors: dict[str, Client], read: str, where: str
) -> None:
    have = in_world.published
    for name, key in (("draft", "draft_id"), ("put_together", "draft_id"), ("edition", "edition_id")):
        page = visitors["panel_chair"].get(reverse(f"desk:{name}", args=[have[key]])).content
        assert read in set(links(page)), name
    page = visitors["panel_chair"].get(reverse("desk:publication", args=[have["case_id"]])).content
    assert read in set(links(page))
    assert "Nobody has tried yet." in words(page)
    assert where in set(links(visitors["panel_chair"].get(read).content))


def test_the_form_stands_beside_what_is_public_and_knows_who_is_asking(
    visitors: dict[str, Client], in_world: World, where: str
) -> None:
    page = visitors["manager"].get(where).content
    assert "A caravan was burnt out at Eastholm" in words(page)
    box = typed(page)
    assert (box["looked_by"], box["rows"]) == (in_world.cast.manager.name, "3")
    assert box["looked_on_day"] == str(TODAY.day)
    assert box["source_0"] == ""


def test_it_is_recorded_and_read_and_the_next_brings_the_places_and_no_answer(
    visitors: dict[str, Client], in_world: World, where: str, read: str
) -> None:
    sent = visitors["panel_chair"].post(where, filled())
    assert (sent.status_code, sent.headers["Location"]) == (302, read)
    review = IntruderReview.objects.get()
    assert review.repeat_on == TODAY.replace(year=2011)
    said = words(visitors["manager"].get(read).content)
    for part in (SECRET, "Edith Marlowe", "Asked around", "Sufficiently remote", "Everything: they were there."):
        assert part in said
    assert "Try again on 6 December 2011, and whenever the text is changed" in said
    again = visitors["manager"].get(where).content
    box = typed(again)
    assert [box[f"source_{number}"] for number in range(3)] == ["press", "asked_around", ""]
    assert (box["looked_for_0"], box["found_0"], box["neighbour"]) == ("", "", "")
    assert "conclusion" not in box
    assert box["looked_by"] == in_world.cast.manager.name
    assert SECRET not in words(again), "what was found may name those whom the text does not"


@pytest.mark.parametrize(
    ("changed", "field", "saying"),
    [
        ({"looked_by": ""}, "looked_by", "Fill in: who looked?"),
        ({"found_0": " "}, "found_0", "If it was nothing, write: nothing."),
        ({"source_2": ""}, "source_2", "Choose where"),
        ({"staff": ""}, "staff", "Fill in"),
        ({"linking_why": ""}, "linking_why", "Give the reason"),
        ({"inferring": ""}, "inferring", "Choose one"),
        ({"conclusion": ""}, "conclusion", "Choose one"),
        ({"conclusion": "not_remote"}, "must_change", "Say what must change"),
        ({"repeat_on_year": "2010"}, "repeat_on", "lies ahead"),
        ({"looked_by": "Helen Strickfield"}, "looked_by", "has written some of the text"),
    ],
)
def test_what_is_wrong_comes_back_beside_its_field_with_everything_typed(
    visitors: dict[str, Client], where: str, changed: dict[str, str], field: str, saying: str
) -> None:
    sent = filled(**changed)
    response = visitors["manager"].post(where, sent)
    assert response.status_code == 422
    assert saying in beside(response.content, field)
    kept = typed(response.content)
    radios = {"singling_out", "linking", "inferring", "conclusion"}
    assert {name: kept.get(name, "") for name in sent if name not in radios} == {
        name: value for name, value in sent.items() if name not in radios
    }
    assert not IntruderReview.objects.exists()


def test_one_more_row_keeps_what_was_typed_and_checks_nothing_yet(visitors: dict[str, Client], where: str) -> None:
    response = visitors["manager"].post(where, filled(staff="", looked_on_month="13", more="yes"))
    assert response.status_code == 200
    kept = typed(response.content)
    assert (kept["rows"], kept["found_0"], kept["looked_on_month"]) == ("4", SECRET, "13")
    assert tree(response.content).xpath("//*[@id='id_source_3']")
    assert not tree(response.content).xpath("//*[contains(@class, 'govuk-error')]")
    checked = tree(response.content).xpath("//input[@type='radio'][@checked]/@name")
    assert checked == ["singling_out", "linking", "inferring", "conclusion"]


def test_a_version_saved_while_somebody_types_loses_nothing(visitors: dict[str, Client], in_world: World) -> None:
    case = in_world.published["case_id"]
    kind, author = PaperKind.OVERVIEW, in_world.cast.author
    at = moment(DRAFTED, 18)
    draft = drafting.save_draft(case=case, kind=kind, text="# One\n\nWords.", by=author, at=at)
    where = reverse("desk:record_intruder", args=[draft.pk])
    assert visitors["manager"].get(where).status_code == 200
    drafting.save_draft(case=case, kind=kind, text="# One\n\nOther words.", by=author, at=at)
    response = visitors["manager"].post(where, filled())
    assert response.status_code == 422
    assert "There is a newer version of this draft" in words(response.content)
    assert typed(response.content)["found_0"] == SECRET
    assert visitors["manager"].get(where).status_code == 409


def test_whoever_wrote_it_is_told_that_somebody_else_tries(visitors: dict[str, Client], where: str, read: str) -> None:
    page = visitors["author"].get(read).content
    assert "You have written some of this text" in words(page)
    assert where not in set(links(page))
    assert visitors["author"].post(where, filled()).status_code == 404


def test_somebody_found_in_what_is_public_is_said_wherever_it_matters(
    visitors: dict[str, Client], in_world: World, read: str
) -> None:
    draft = Draft.objects.get(pk=in_world.published["draft_id"])
    not_remote(draft, by=in_world.cast.panel_chair, on=TODAY)
    said = words(visitors["manager"].get(read).content)
    assert "Withdraw it, or publish a changed text in its place." in said
    assert "Take out the month of the trial." in said
    case = in_world.published["case_id"]
    review = visitors["manager"].get(reverse("desk:review", args=[case]))
    assert "found that somebody could be identified. It is public" in words(review.content)


def test_the_day_to_repeat_is_in_the_calendar_and_the_feed_says_nothing_of_the_review(
    visitors: dict[str, Client], in_world: World
) -> None:
    draft = Draft.objects.get(pk=in_world.published["draft_id"])
    tried(draft, by=in_world.cast.panel_chair, on=TODAY)
    what = "Try again whether anybody can be identified in the executive summary, as published"
    assert what in words(visitors["manager"].get(reverse("desk:calendar")).content)
    assert "Try again whether anybody can be identified in a text" in words(
        visitors["manager"].get(reverse("desk:clocks")).content
    )
    told = fetched(make_link(visitors["manager"])).content
    (event,) = [one for one in events(told) if "identified" in one["SUMMARY"]]
    assert (event["SUMMARY"], event["DTSTART"].dt) == (IN_PLAIN_WORDS[Kind.INTRUDER], AGAIN)
    assert b"executive summary" not in told
