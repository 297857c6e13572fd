"""The PDF is a tagged document that says what it is, and looks the same to every reader and every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.edition.outline import CaptionedTable
from safelight.core.edition.pdf import CannotRender, column_widths
from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Bullets, Heading, Paragraph, Table
from tests.core.edition.sample import MANUSCRIPT, MASTHEAD, with_block
from tests.core.edition.tree import bookmarks, structure, tags


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


READ_ALOUD = with_block(
    Heading(2, "What was found"),
    Heading(3, "Finding 1: nobody asked"),
    Paragraph("Nobody asked (note 1). See section 2, table 1 and https://example.org/guidance."),
    Bullets(("as paragraph 1.2 says;", "as finding 1 says.")),
    Heading(4, "In one agency"),
    Paragraph("Note 1. The agency has since changed its form."),
    Table(("Ref", "What", "Where"), (("1", "Ask.", "paragraph 1.1"), ("2", "Ask again.", "section 3"))),
)
"""Tables, lists, notes, addresses and places that are spoken of."""


@pytest.fixture(scope="module")
def read_aloud() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(render_edition(READ_ALOUD, masthead=MASTHEAD).pdf)) as document:
        yield document


def test_no_level_of_headings_is_skipped(read_aloud: pikepdf.Pdf) -> None:
    levels = [int(each.kind[1:]) for each in structure(read_aloud).all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert max(levels) == 3
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_row_of_a_table_is_as_wide_as_its_headings(read_aloud: pikepdf.Pdf) -> None:
    tables = list(structure(read_aloud).all("Table"))
    assert len(tables) == 3
    for table in tables:
        assert [each.kind for each in table.children][:3] == ["Caption", "THead", "TBody"]
        (heads,) = (list(each.all("TR")) for each in table.all("THead"))
        widths = {len(row.children) for row in table.all("TR")}
        assert widths == {len(heads[0].children)}
        assert {each.kind for each in heads[0].children} == {"TH"}


def test_every_link_is_inside_a_link_and_says_where_it_leads(read_aloud: pikepdf.Pdf) -> None:
    links = list(structure(read_aloud).all("Link", "Reference"))
    inside = [note for each in links for note in each.annotations]
    on_pages = [note for each in read_aloud.pages for note in each.obj.get("/Annots", [])]
    assert len(inside) == len(on_pages) > 15
    assert {note.objgen for note in inside} == {note.objgen for note in on_pages}
    assert all(str(note.Subtype) == "/Link" and str(note.Contents).strip() for note in on_pages)
    assert all("/StructParent" in note for note in on_pages)


def test_every_page_is_read_in_the_order_of_its_structure(read_aloud: pikepdf.Pdf) -> None:
    assert all(str(each.obj.Tabs) == "/S" for each in read_aloud.pages if "/Annots" in each.obj)
    assert not read_aloud.Root.MarkInfo.get("/Suspects", False)


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
