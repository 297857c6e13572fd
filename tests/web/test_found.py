"""The board chooses what blocks; a draft's page says of each thing found what it is, why, how sure, and who saw it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from safelight.core.anonymise.kinds import LABEL_TITLES
from safelight.core.vocabulary import PaperKind
from safelight.records.people.models import Board
from safelight.records.publication.actions import drafting, proving
from safelight.records.publication.models import Draft
from tests.factories import moment
from tests.tagger import stand_in
from tests.web.reading import beside, links, tree, typed, words
from tests.web.world import DRAFTED, FAMILY_NAME, World

TELLING = (
    f"Tobias {FAMILY_NAME} was the youngest of five. Mrs Ida Pellow rang. Mrs Ida Pellow came. The twins left. "
    "It was 3 March 2008."
)


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules find the same whatever the tagger has learned."""
    stand_in(monkeypatch)


@pytest.fixture
def draft(in_world: World) -> Draft:
    """A draft that has been looked through: the newest of its kind."""
    author, at = in_world.cast.author, moment(DRAFTED, 18)
    made = drafting.save_draft(
        case=in_world.published["case_id"], kind=PaperKind.OVERVIEW, text=TELLING, by=author, at=at
    )
    return drafting.find_people(draft=made, by=author, at=at)


def shown(client: Client, draft: Draft) -> bytes:
    return client.get(reverse("desk:draft", args=[draft.pk])).content


def rows(page: bytes, kind: str) -> list[html.HtmlElement]:
    """The rows of the table that follows a kind's heading."""
    (heading,) = tree(page).xpath(f"//h3[@id='found-{kind}']")
    return list(heading.xpath("following::table[1]/tbody/tr"))


def said(row: html.HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in row]


def test_the_business_manager_chooses_what_blocks_in_plain_words(in_world: World, visitors: dict[str, Client]) -> None:
    path = reverse("desk:blocking_kinds")
    page = visitors["manager"].get(path).content
    assert all(title in words(page) for title in LABEL_TITLES.values())
    assert "kinds" not in typed(page)
    response = visitors["manager"].post(path, {"kinds": ["PERSON", "DEM"]}, follow=True)
    assert response.redirect_chain == [(reverse("desk:board"), 302)]
    assert "People; Origin, faith, health, age" in words(response.content)
    ticked = tree(visitors["manager"].get(path).content).xpath("//input[@name='kinds'][@checked]/@value")
    assert ticked == ["PERSON", "DEM"]
    assert visitors["manager"].post(path, {}).status_code == 302
    assert Board.objects.get(pk=in_world.cast.board.pk).blocking_kinds == []


def test_a_kind_that_there_is_none_of_comes_back(in_world: World, visitors: dict[str, Client]) -> None:
    response = visitors["manager"].post(reverse("desk:blocking_kinds"), {"kinds": ["NAME"]})
    assert response.status_code == 422
    assert "not one of the available choices" in beside(response.content, "kinds")


def test_everybody_of_the_board_reads_what_blocks_and_only_its_manager_changes_it(
    in_world: World, visitors: dict[str, Client]
) -> None:
    path = reverse("desk:blocking_kinds")
    for role in ("manager", "chair", "auditor"):
        page = visitors[role].get(reverse("desk:board")).content
        assert "Nothing: it warns" in words(page)
        assert (path in set(links(page))) == (role == "manager")


def test_each_thing_found_says_what_it_is_why_how_surely_and_who_saw_it(
    draft: Draft, visitors: dict[str, Client]
) -> None:
    page = shown(visitors["author"], draft)
    (pellow,) = [said(row) for row in rows(page, "PERSON")]
    assert "Mrs Ida Pellow" in pellow[0]
    assert "In 2 places" in pellow[0]
    assert pellow[1] == "A title and a name Found by a rule"
    assert pellow[2] == "Sure, 0.93 of 1"
    assert pellow[4].startswith("Decide about Mrs Ida Pellow")


def test_signs_that_single_a_family_out_stand_together_under_a_sentence_that_says_why(
    draft: Draft, visitors: dict[str, Client]
) -> None:
    page = shown(visitors["author"], draft)
    assert [said(row)[2].split(",")[0] for row in rows(page, "jigsaw")] == ["Likely", "Likely"]
    (heading,) = tree(page).xpath("//h3[@id='found-jigsaw']")
    assert heading.text_content() == "Signs that together may single out a family"
    assert "can point to one family" in heading.getnext().text_content()


def test_the_kinds_are_listed_first_with_what_is_still_to_decide(draft: Draft, visitors: dict[str, Client]) -> None:
    page = shown(visitors["author"], draft)
    targets = [link for link in links(page) if link.startswith("#found-")]
    assert targets == ["#found-listed", "#found-PERSON", "#found-DATETIME", "#found-jigsaw"]
    assert all(tree(page).xpath(f"//*[@id='{target[1:]}']") for target in targets)
    assert "People: 1 of 1 to decide" in words(page)


def test_what_blocks_although_no_register_knows_it_leads_to_its_decision(
    draft: Draft, in_world: World, visitors: dict[str, Client]
) -> None:
    visitors["manager"].post(reverse("desk:blocking_kinds"), {"kinds": ["PERSON"]})
    proving.run_gate(draft=draft, by=in_world.cast.author, at=moment(DRAFTED, 19))
    page = words(shown(visitors["author"], draft))
    assert "Unlisted: people" in page
    assert "can also be kept with a reason: decide about it under what was found." in page


def test_whoever_only_reads_is_offered_no_decision(draft: Draft, visitors: dict[str, Client]) -> None:
    page = shown(visitors["chair"], draft)
    assert rows(page, "PERSON")
    assert not [link for link in links(page) if "/bench/?at=" in link and "show" not in link]
