"""The PDF is a tagged document that says what it is, and looks the same to every reader and every machine."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.edition.outline import CaptionedTable
from safelight.core.edition.pdf import CannotRender, column_widths
from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Heading, Paragraph, Table
from tests.core.edition.sample import MANUSCRIPT, MASTHEAD, with_block
from tests.core.edition.tree import bookmarks, tags


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_edition(MANUSCRIPT, masthead=MASTHEAD).pdf


def test_it_says_that_it_is_tagged_and_meets_pdf_ua_1(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as document:
        assert document.Root.MarkInfo.Marked
        with document.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"


def test_it_shows_its_title_and_says_its_language(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as document:
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo.Title).startswith("Serious case review: Child N")


def test_it_says_neither_who_made_it_nor_when(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/Creator"}
        assert str(document.docinfo.Creator).startswith("Typst")
        said = document.Root.Metadata.read_bytes()
    assert b"dc:creator" not in said
    assert b"Date>" not in said


def test_every_heading_is_a_bookmark(data: bytes) -> None:
    expected = [block.text for block in MANUSCRIPT.blocks if isinstance(block, Heading)][1:]
    assert [title.split("\u2002")[-1] for title in bookmarks(data)] == expected
    assert bookmarks(data)[0].startswith("1\u2002")


def test_headings_lists_contents_and_captions_are_tagged_as_what_they_are(data: bytes) -> None:
    kinds = [kind for kind, _ in tags(data)]
    assert kinds.count("H1") == 1 + 9, "the contents list's heading and the sections'"
    assert kinds.count("H2") == 1
    assert (kinds.count("Table"), kinds.count("Caption"), kinds.count("L")) == (2, 2, 2)
    assert {"Title", "TOC", "TOCI", "Link", "P", "LI", "LBody"} <= set(kinds)


def test_the_headings_of_tables_are_tagged_with_their_scope(data: bytes) -> None:
    assert [scope for kind, scope in tags(data) if kind == "TH"] == ["Column"] * (2 + 6)


def test_the_headings_of_a_long_table_come_again_on_every_page() -> None:
    rows = tuple((str(number), "Words that fill a row of the plan. " * 6) for number in range(60))
    data = render_edition(
        with_block(Heading(2, "Long"), Table(("Ref", "Heading to repeat"), rows)), masthead=MASTHEAD
    ).pdf
    pages = [text for text in _pages(data) if "Words that fill" in text]
    assert len(pages) > 2
    assert all("Heading to repeat" in text for text in pages)
    assert len([kind for kind, _ in tags(data) if kind == "TH"]) == 2 + 6 + 2, "a repeated heading is read out once"


def test_every_page_says_which_of_how_many_it_is(data: bytes) -> None:
    pages = _pages(data)
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1))


def test_a_wide_table_is_given_a_landscape_page_and_the_rest_is_not(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    landscape = [page.get_width() > page.get_height() for page in document]
    texts = _pages(data)
    assert landscape == ["How we will know" in text for text in texts]
    assert any(landscape)
    assert not all(landscape)


def _pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def test_the_same_words_give_the_same_bytes(data: bytes) -> None:
    assert render_edition(MANUSCRIPT, masthead=MASTHEAD).pdf == data
    assert render_edition(MANUSCRIPT, masthead=replace(MASTHEAD, reference="Other")).pdf != data


def test_a_character_that_the_typeface_cannot_show_is_refused_by_name() -> None:
    with pytest.raises(CannotRender, match="中"):
        render_edition(with_block(Paragraph("A letter 中 in another script.")), masthead=MASTHEAD)


CELL = st.text(alphabet="abc def", max_size=80)


@settings(max_examples=60)
@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.tuples(*[CELL] * n), min_size=1, max_size=6)))
def test_columns_fill_the_page_exactly_and_none_vanishes(rows: list[tuple[str, ...]]) -> None:
    table = CaptionedTable(number=1, caption="", header=rows[0], rows=tuple(rows[1:]))
    widths = column_widths(table, width=459.0)
    assert sum(widths) == pytest.approx(459.0, abs=0.1)
    assert min(widths) >= 12
