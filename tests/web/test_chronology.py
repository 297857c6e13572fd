"""The page of the integrated chronology: what is posted, what comes back, colours that can be told apart and read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safelight.records.audit.models import Entry
from safelight.records.cases.models import ChronologyRow
from tests.web.reading import links, tree, typed, words
from tests.web.world import World

STYLES = Path(__file__).parents[2] / "src/safelight/web/static/safelight.scss"


@pytest.fixture
def path(in_world: World) -> str:
    return reverse("desk:chronology_rows", args=[in_world.published["case_id"]])


def test_what_was_searched_for_stays_on_the_form_and_in_no_address(path: str, visitors: dict[str, Client]) -> None:
    sent = {"words": "clinic", "since": "March 2008", "until": "2009", "mark": "any", "names": "real"}
    page = visitors["author"].post(path, sent)
    assert page.status_code == 200
    assert {name: typed(page.content)[name] for name in sent} == sent
    assert not [link for link in links(page.content) if "clinic" in link or "?" in link]
    assert "clinic" not in Entry.objects.order_by("-number")[0].detail


def test_a_date_that_cannot_be_read_is_told_and_kept(path: str, visitors: dict[str, Client]) -> None:
    page = visitors["author"].post(path, {"since": "last spring or so"})
    assert page.status_code == 422
    assert "cannot be read as a date" in words(page.content)
    assert typed(page.content)["since"] == "last spring or so"


def test_a_script_gets_the_rows_alone(path: str, visitors: dict[str, Client]) -> None:
    part = visitors["author"].post(path, {"part": "rows", "page": "1"})
    page = tree(part.content)
    assert len(page.xpath("//tbody[@data-page='1']//tr[@aria-rowindex]")) == 6
    assert not page.xpath("//form|//script|//h1")


@pytest.mark.parametrize("role", ["panel_member", "chair", "auditor", "police"])
def test_only_those_who_work_on_it_mark_rows(role: str, path: str, visitors: dict[str, Client]) -> None:
    key = ChronologyRow.objects.order_by("id")[0].key
    assert visitors[role].post(path, {"do": "key", "rows": [str(key)]}).status_code == 404
    assert not ChronologyRow.objects.filter(key_event=True).exists()


def test_ticked_rows_are_marked_put_under_a_theme_and_cited(
    path: str, in_world: World, visitors: dict[str, Client]
) -> None:
    keys = [str(key) for key in ChronologyRow.objects.order_by("position").values_list("key", flat=True)[:2]]
    finding = str(in_world.published["finding_id:in-the-plan"])
    author = visitors["author"]
    assert "2 marked as key events" in words(author.post(path, {"do": "key", "rows": keys}).content)
    assert "put under “Neglect”" in words(
        author.post(path, {"do": "theme", "new_theme": "Neglect", "rows": keys}).content
    )
    cited = author.post(path, {"do": "cite", "finding": finding, "rows": keys})
    assert "the finding now rests on 2 rows" in words(cited.content)
    assert words(cited.content).count("Cited in finding 1") == 2
    plan = words(author.get(reverse("desk:plan", args=[in_world.published["case_id"]])).content)
    assert "Cites nothing" not in plan
    nothing = author.post(path, {"do": "cite", "rows": keys, "words": "clinic"})
    assert nothing.status_code == 422
    assert "Choose the finding" in words(nothing.content)
    assert len(tree(nothing.content).xpath("//input[@name='rows'][@checked]")) <= 2


def test_a_finding_that_cites_nothing_is_flagged_and_rows_are_cited_by_number(
    in_world: World, visitors: dict[str, Client]
) -> None:
    plan = reverse("desk:plan", args=[in_world.published["case_id"]])
    assert "Cites nothing" in words(visitors["author"].get(plan).content)
    here = reverse("desk:cite", args=[in_world.published["finding_id:in-the-plan"]])
    wrong = visitors["author"].post(here, {"numbers": "1, 700"})
    assert wrong.status_code == 422
    assert typed(wrong.content)["numbers"] == "1, 700"
    assert visitors["author"].post(here, {"numbers": "1, 2"}).status_code == 302
    page = visitors["author"].get(here)
    (stop, _) = tree(page.content).xpath("//input[@name='stop']/@value")
    assert visitors["author"].post(here, {"stop": stop}).status_code == 302
    assert len(tree(visitors["author"].get(here).content).xpath("//input[@name='stop']")) == 1


def test_a_section_of_an_agency_s_review_is_picked_and_taken_back(in_world: World, visitors: dict[str, Client]) -> None:
    here = reverse("desk:cite", args=[in_world.published["finding_id:in-the-plan"]])
    author = visitors["author"]
    options = tree(author.get(here).content).xpath("//select[@name='section']/optgroup/option/@value")
    assert len(options) >= 2
    assert author.post(here, {"section": ""}).status_code == 409
    assert author.post(here, {"section": "nothing/1"}).status_code == 404
    whole = next(value for value in options if value.endswith("/"))
    assert author.post(here, {"section": whole}).status_code == 302
    plan = words(author.get(reverse("desk:plan", args=[in_world.published["case_id"]])).content)
    assert "review: the whole review" in plan
    (stop,) = tree(author.get(here).content).xpath("//input[@name='stop-section']/@value")
    author.post(here, {"stop-section": stop})
    assert not tree(author.get(here).content).xpath("//input[@name='stop-section']")


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "html"])
def test_what_is_filtered_comes_as_a_file_whose_name_says_nothing(
    form: str, in_world: World, visitors: dict[str, Client]
) -> None:
    address = reverse("desk:export_rows", args=[in_world.published["case_id"]])
    made = visitors["panel_member"].post(address, {"form": form})
    assert made.status_code == 200
    assert made["Content-Disposition"] == f'attachment; filename="chronology-in-pseudonyms.{form}"'
    assert made["Cache-Control"] == "no-store"


@pytest.mark.parametrize("window", ["", "2008", "2008-Q2", "2008-06", "nonsense"])
def test_the_picture_says_what_its_table_says_at_every_zoom(
    window: str, in_world: World, visitors: dict[str, Client]
) -> None:
    path = reverse("desk:chronology_picture", args=[in_world.published["case_id"]])
    page = tree(visitors["panel_member"].post(path, {"window": window}).content)
    table = page.xpath("//table[.//caption[contains(., 'Events recorded')]]")[0]
    lanes = [
        " ".join(text.text_content().split()) for text in page.xpath("//*[local-name()='svg']//*[@font-weight='700']")
    ]
    totals = [int(cell.text_content()) for cell in table.xpath(".//tbody/tr/td[last()]")]
    assert [int(lane.rpartition(": ")[2]) for lane in lanes if ": " in lane] == totals


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_agencys_colour_can_be_read_with_white_words_and_told_from_the_page() -> None:
    palette = re.search(r"\$agencies: \((.*?)\);", STYLES.read_text("utf-8"))
    assert palette
    colours = re.findall(r"#[0-9a-f]{6}", palette[1])
    assert len(colours) == len(set(colours)) == 12
    assert [colour for colour in colours if 1.05 / (luminance(colour) + 0.05) < 4.5] == []


def test_no_agency_is_told_by_its_colour_alone(path: str, visitors: dict[str, Client]) -> None:
    page: Any = tree(visitors["author"].get(path).content)
    tags = page.xpath("//*[contains(@class, 'sl-agency--')]")
    assert len(tags) == 6
    assert all(tag.text_content().strip() for tag in tags)
