"""The page stands alone, names its parts, and can be used by everybody."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest

from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Manuscript
from tests.core.edition.sample import MANUSCRIPT, MASTHEAD
from tests.core.edition.tree import Page, page


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_edition(MANUSCRIPT, masthead=MASTHEAD).html


@pytest.fixture(scope="module")
def shown(data: bytes) -> Page:
    return page(data)


def test_the_page_says_its_language_and_its_title(shown: Page) -> None:
    assert shown.all("html")[0].attributes["lang"] == "en-GB"
    title = shown.all("title")[0].text
    assert "Serious case review: Child N" in title
    assert "Northmere Safeguarding Children Board" in title


def test_the_first_link_skips_to_the_main_part(shown: Page) -> None:
    first = shown.all("a")[0]
    assert first.attributes["href"] == "#main"
    assert [element.attributes.get("id") for element in shown.all("main")] == ["main"]


def test_there_is_one_title_and_no_heading_level_is_skipped(shown: Page) -> None:
    levels = [int(element.tag[1]) for element in shown.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_heading_and_paragraph_of_the_text_can_be_linked_to(shown: Page) -> None:
    ids = [element.attributes["id"] for element in shown.elements if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    assert {"section-1", "section-9", "para-1-1", "para-2-2", "section-2-part-1"} <= set(ids)


def test_every_link_leads_to_a_place_on_the_same_page(shown: Page) -> None:
    ids = {element.attributes.get("id") for element in shown.elements}
    targets = [element.attributes["href"] or "" for element in shown.all("a")]
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_the_contents_list_names_every_section(shown: Page) -> None:
    entries = [" ".join(element.text.split()) for element in shown.all("a")[1:]]
    headings = [" ".join(element.text.split()) for element in shown.all("h2")[1:]]
    assert entries == headings
    assert entries[0] == "1 Circumstances that led to the review"


def test_every_table_has_a_caption_and_headings_with_a_scope(shown: Page) -> None:
    assert [element.text for element in shown.all("caption")] == [
        "Table 1: The review process",
        "Table 2: Action plan",
    ]
    assert {element.attributes["scope"] for element in shown.all("th")} == {"col", "row"}
    assert "Designated Nurse" in [e.text for e in shown.all("th") if e.attributes["scope"] == "row"]


def test_what_scrolls_can_be_reached_by_keyboard_and_says_what_it_is(shown: Page) -> None:
    ids = {element.attributes.get("id") for element in shown.elements}
    regions = [element.attributes for element in shown.elements if element.attributes.get("role") == "region"]
    assert len(regions) == 2
    assert all(region["tabindex"] == "0" and region["aria-labelledby"] in ids for region in regions)


def test_nothing_is_run_and_nothing_is_fetched(data: bytes, shown: Page) -> None:
    assert not shown.all("script", "link", "img", "iframe", "object", "form", "base")
    assert not any(name.startswith("on") or name in {"src", "style"} for e in shown.elements for name in e.attributes)
    style = shown.all("style")[0].text
    assert "url(" not in style
    assert "@import" not in style
    assert b"http://" not in data
    assert b"https://" not in data


def test_the_pages_own_policy_allows_its_style_sheet_and_nothing_else(shown: Page) -> None:
    policy = next(e.attributes["content"] or "" for e in shown.all("meta") if "http-equiv" in e.attributes)
    digest = base64.b64encode(hashlib.sha256(shown.all("style")[0].text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_every_colour_of_text_stands_out_by_at_least_seven_to_one(shown: Page) -> None:
    style = shown.all("style")[0].text
    inks = set(re.findall(r"[ {]color: (#[0-9a-f]{6})", style))
    grounds = set(re.findall(r"background: (#[0-9a-f]{6})", style))
    assert len(inks) >= 4
    assert len(grounds) >= 3
    assert all(_contrast(ink, ground) >= 7 for ink in inks for ground in grounds - {"#ffe27a"})
    assert _contrast("#0b4f8a", "#ffe27a") >= 4.5, "a link that is reached by keyboard"


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_same_words_give_the_same_bytes(data: bytes) -> None:
    assert render_edition(Manuscript(MANUSCRIPT.blocks), masthead=MASTHEAD).html == data
