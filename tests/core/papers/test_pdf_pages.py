"""A PDF is read as its reader sees it, and what nobody can read is said to be unreadable."""

from __future__ import annotations

import pikepdf
import pytest

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Part
from safelight.core.papers.reading import read_paper
from tests.core.papers.builders import (
    SHOWN,
    drawn_pdf,
    pdf_like_word,
    plain_pdf,
    saved,
    scanned_pdf,
    twice_saved_pdf,
    write,
)
from tests.core.papers.contract import WORD
from tests.core.papers.hiding_places import HIDDEN_IN_PDF

RULES = {
    "invisible": "invisible-text",
    "white": "white-text",
    "covered": "covered-text",
    "covered by two colours": "covered-text",
    "covered and written over": "covered-text",
    "drawn on a bar of its colour": "covered-text",
    "off the page": "off-page-text",
    "outside the crop": "off-page-text",
    "tiny": "tiny-text",
    "switched-off layer": "covered-text",
    "under a black mark": "covered-text",
    "author": "metadata",
    "XMP creator": "metadata",
    "bookmark": "bookmark",
    "note": "comment",
    "file link": "external-reference",
    "form value": "form-field",
    "script": "script",
    "attachment": "attachment",
    "earlier saving": "earlier-revision",
    "after the end": "stray-data",
    "page that is no longer used": "leftover",
    "look of a form field": "comment",
}


@pytest.mark.parametrize("place", RULES)
def test_each_hiding_place_is_named_for_what_it_is(place: str) -> None:
    assert RULES[place] in {one.rule for one in find_hidden(HIDDEN_IN_PDF[place](WORD), name="a.pdf")}


@pytest.mark.parametrize("place", [place for place, rule in RULES.items() if rule.endswith("-text")])
def test_unseen_words_are_named_and_seen_words_are_not(place: str) -> None:
    found = [one.text for one in find_hidden(HIDDEN_IN_PDF[place](WORD), name="a.pdf") if one.rule == RULES[place]]
    assert found == [WORD]


def test_a_pdf_from_word_has_not_been_saved_twice() -> None:
    assert find_hidden(pdf_like_word("The review was agreed."), name="a.pdf") == ()


def test_what_an_earlier_saving_said_is_read() -> None:
    passages = read_paper(twice_saved_pdf(WORD), name="a.pdf").passages
    assert WORD in [one.text for one in passages if one.part is Part.DELETED]


def test_a_scanned_page_is_unreadable() -> None:
    [unreadable] = read_paper(scanned_pdf(), name="a.pdf").unreadable
    assert unreadable.where == "page 1"
    assert "picture" in unreadable.why


def test_a_font_without_meaning_makes_its_page_unreadable() -> None:
    pdf = drawn_pdf(write("abc").replace("/F1", "/F2"))
    name = pikepdf.Name
    glyph = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    encoding = pikepdf.Dictionary(Differences=[97, name("/g1"), name("/g2"), name("/g3")])
    pdf.pages[0].Resources.Font.F2 = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.Type3,
        FontBBox=[0, 0, 750, 750],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary(g1=glyph, g2=glyph, g3=glyph),
        Encoding=encoding,
        FirstChar=97,
        LastChar=99,
        Widths=[1000, 1000, 1000],
    )
    assert [one.where for one in read_paper(saved(pdf), name="a.pdf").unreadable] == ["page 1"]


def test_joined_letters_are_taken_apart() -> None:
    paper = read_paper(plain_pdf("The Griffin family left the office."), name="a.pdf")
    assert any("Griffin family left the office" in one.text for one in paper.passages)


def test_a_tagged_pdf_with_headings_links_and_a_table_hides_nothing() -> None:
    data = plain_pdf(
        "== Key issues",
        'See #link("https://example.org/")[the page].',
        "#table(columns: 2, [Agency], [Date], [Health], [March])",
    )
    assert find_hidden(data, name="a.pdf") == ()
    assert any(SHOWN in one.text for one in read_paper(data, name="a.pdf").passages)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_and_cropped_page_hides_nothing(turn: int) -> None:
    pdf = drawn_pdf(write("The review was agreed.", y=400), write("It was small.", size=5, y=300))
    pdf.pages[0].Rotate = turn
    pdf.pages[0].CropBox = [50, 100, 500, 820]
    assert find_hidden(saved(pdf), name="a.pdf") == ()


def test_a_lonely_bullet_does_not_make_a_page_unreadable() -> None:
    pdf = drawn_pdf(write("a").replace("/F1", "/F2"), write("An item", x=90))
    name = pikepdf.Name
    mapping = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> <F0B7> endbfchar"
    pdf.pages[0].Resources.Font.F2 = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, ToUnicode=pdf.make_stream(mapping)
    )
    assert read_paper(saved(pdf), name="a.pdf").unreadable == ()


def test_a_second_page_is_read_too() -> None:
    passages = read_paper(plain_pdf("#pagebreak()", WORD), name="a.pdf").passages
    assert any(one.where.startswith("page 2") and WORD in one.text for one in passages)
