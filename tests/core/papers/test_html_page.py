"""A web page is read as a browser shows it, and a copy says the same."""

from __future__ import annotations

import base64

import pytest

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Part
from safelight.core.papers.reading import read_paper, rewrite_paper
from tests.core.papers.builders import SHOWN, page, picture_png
from tests.core.papers.contract import LABEL, WORD, leave, relabel


def shown(data: bytes) -> list[str]:
    """The visible passages of a page, after its heading."""
    return [one.text.strip() for one in read_paper(data, name="a.html").passages if one.visible][1:]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<p>Marion\n   Vale</p>", ["Marion Vale"]),
        ("<p>Ma<b>ri</b>on</p>", ["Marion"]),
        ("<p>Marion&nbsp;Vale</p>", ["Marion Vale"]),
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<ul><li>one</li><li>two</li></ul>", ["one", "two"]),
        ("<table><tr><th>a</th><td>b</td></tr></table>", ["a", "b"]),
        ("loose <p>inside</p> after", ["loose", "inside", "after"]),
        ("<p>Mar<span hidden>zzz</span>ion</p>", ["Marion"]),
    ],
)
def test_text_is_read_as_it_is_shown(body: str, read: list[str]) -> None:
    assert shown(page(body)) == read


@pytest.mark.parametrize(
    "body",
    [
        '<p class="govuk-body" data-module="govuk-button">x</p>',
        '<span class="govuk-visually-hidden">Opens in a new tab</span>',
        '<a href="https://example.org/" rel="noopener">x</a>',
        '<p style="background:#0b0c0c;color:#fff">White on black</p>',
        '<img src="a.png" alt="A chart of visits">',
        "<details><summary>More</summary><p>Told on asking</p></details>",
        '<svg aria-hidden="true"><path d="M0 0h1"/></svg>',
    ],
)
def test_ordinary_machinery_is_not_hidden(body: str) -> None:
    assert find_hidden(page(body), name="a.html") == ()


def test_a_style_sheet_is_ordinary_and_loses_its_comments_in_a_copy() -> None:
    data = page(head=f"<style>/* {WORD} */ p {{ color: #000 }} @media print {{ nav {{ display: none }} }}</style>")
    assert find_hidden(data, name="a.html") == ()
    copy = rewrite_paper(data, name="a.html", edits=leave)
    assert b"color: #000" in copy
    assert WORD.encode() not in copy


def test_a_description_that_repeats_the_page_is_ordinary() -> None:
    assert find_hidden(page(head=f'<meta name="description" content="{SHOWN}">'), name="a.html") == ()


def test_a_link_to_a_place_on_the_page_still_leads_there_when_it_is_renamed() -> None:
    copy = rewrite_paper(page(f'<a href="#{WORD}">x</a><p id="{WORD}">y</p>'), name="a.html", edits=relabel).decode()
    assert 'href="#Child-N"' in copy
    assert 'id="Child-N"' in copy


def test_a_picture_in_the_page_keeps_its_pixels_only() -> None:
    packed = base64.b64encode(picture_png(remark=WORD)).decode()
    data = page(f'<img alt="A chart" src="data:image/png;base64,{packed}">')
    assert [one.rule for one in find_hidden(data, name="a.html")] == ["picture-metadata"]
    assert find_hidden(rewrite_paper(data, name="a.html", edits=leave), name="a.html") == ()


def test_a_copy_stays_a_web_page_with_its_language_and_title() -> None:
    copy = rewrite_paper(page(f"<p>{WORD}</p>"), name="a.html", edits=relabel).decode()
    assert copy.startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in copy
    assert f"<title>{SHOWN}</title>" in copy
    assert f"<p>{LABEL}</p>" in copy


def test_scripts_and_styles_are_read_as_such() -> None:
    parts = {
        one.part for one in read_paper(page("<script>a</script>", head="<style>b</style>"), name="a.html").passages
    }
    assert {Part.SCRIPT, Part.STYLE} <= parts
