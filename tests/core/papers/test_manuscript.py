"""The words of a document survive being written as Markdown and read again, and come out of Word as they are seen."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as some

from safelight.core.papers.manuscript import (
    Block,
    Bullets,
    Heading,
    Manuscript,
    Paragraph,
    Table,
    manuscript_from_docx,
    manuscript_from_markdown,
    manuscript_to_markdown,
)
from safelight.core.papers.paper import UnreadablePaper
from tests.core.papers.builders import docx_with, para, plain_docx, plain_pdf, text_box, words, written_docx

WORDS = some.text(
    alphabet=some.sampled_from("abcZ 0129.,:;-+*_#|~=><&[]()!`'\"\\/@$%^{}£é’–\n"), min_size=1, max_size=40
).filter(
    lambda text: text.strip(" \n") == text and "\n\n" not in text and all(line.strip() for line in text.split("\n"))
)
ONE_LINE = WORDS.filter(lambda text: "\n" not in text)
CELLS = some.one_of(some.just(""), WORDS)


@some.composite
def tables(draw: some.DrawFn) -> Table:
    width = draw(some.integers(1, 4))
    row = some.lists(CELLS, min_size=width, max_size=width).map(tuple)
    header = draw(some.one_of(some.just(()), row.filter(any)))
    return Table(header, tuple(draw(some.lists(row, max_size=3))) or (("",) * width,))


BLOCKS = some.one_of(
    some.builds(Heading, some.integers(1, 6), WORDS),
    some.builds(Paragraph, WORDS),
    some.builds(
        Bullets, some.lists(WORDS, min_size=1, max_size=4).map(tuple), some.one_of(some.none(), some.integers(0, 999))
    ),
    tables(),
)


@given(some.lists(BLOCKS, max_size=6))
@example([Heading(1, "Unit #"), Heading(2, "Room 2 ##")])
def test_a_manuscript_survives_markdown(blocks: list[Block]) -> None:
    manuscript = Manuscript(tuple(blocks))
    assert manuscript_from_markdown(manuscript_to_markdown(manuscript)) == manuscript


@given(some.text(max_size=200))
def test_any_markdown_settles_after_one_reading(text: str) -> None:
    once = manuscript_from_markdown(text)
    assert manuscript_from_markdown(manuscript_to_markdown(once)) == once


def test_markdown_is_read_as_blocks() -> None:
    text = (
        "# Summary\n\nThe **panel** met\non Monday.\n\n- one\n- two\n\n3. three\n4. four\n\n"
        "| Agency | Date |\n| --- | --- |\n| Health | *March* |\n\n<b>not HTML</b>\n"
    )
    assert manuscript_from_markdown(text).blocks == (
        Heading(1, "Summary"),
        Paragraph("The panel met on Monday."),
        Bullets(("one", "two")),
        Bullets(("three", "four"), 3),
        Table(("Agency", "Date"), (("Health", "March"),)),
        Paragraph("<b>not HTML</b>"),
    )


def test_a_link_keeps_its_address_where_it_can_be_seen() -> None:
    assert manuscript_from_markdown("See [the page](https://example.org/a).").blocks == (
        Paragraph("See the page (https://example.org/a)."),
    )


def test_a_section_is_what_stands_under_its_heading() -> None:
    manuscript = manuscript_from_markdown(
        "# A\n\none\n\n## Key issues\n\ntwo\n\n### Detail\n\nthree\n\n## Facts\n\nfour\n"
    )
    assert manuscript.section("key  ISSUES").text() == "two\n\nDetail\n\nthree"
    assert manuscript.section("Missing") == Manuscript(())


def test_plain_text_has_one_line_for_each_item_and_row() -> None:
    manuscript = manuscript_from_markdown("# A\n\n- x\n- y\n\n2. z\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert manuscript.text() == "A\n\nx\ny\n\n2. z\n\na\tb\nc\td"


def test_a_word_file_becomes_headings_lists_and_tables() -> None:
    document = Document(io.BytesIO(plain_docx()))
    document.add_heading("Key issues", 2)
    document.add_paragraph("A paragraph.")
    for text, style in (("one", "List Bullet"), ("two", "List Bullet"), ("first", "List Number")):
        document.add_paragraph(text, style=style)
    grid = document.add_table(2, 2)
    for place, text in enumerate(("Agency", "Date", "Health", "March")):
        grid.cell(place // 2, place % 2).text = text
    assert manuscript_from_docx(written_docx(document), name="a.docx").blocks == (
        Heading(1, "Serious case review"),
        Heading(2, "Key issues"),
        Paragraph("A paragraph."),
        Bullets(("one", "two")),
        Bullets(("first",), 1),
        Table(("Agency", "Date"), (("Health", "March"),)),
    )


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        (para('<w:del w:id="1" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>' + words("kept")), "kept"),
        (para("<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>" + words("seen")), "seen"),
        (para(f'<w:ins w:id="1" w:author="A">{words("added")}</w:ins>'), "added"),
        (para("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>"), "one\ntwo"),
        (text_box("in a box"), "in a box"),
    ],
)
def test_only_what_is_seen_comes_out_of_a_word_file(xml: str, read: str) -> None:
    assert manuscript_from_docx(docx_with(xml), name="a.docx").blocks[1:] == (Paragraph(read),)


def test_what_is_not_a_word_file_is_refused() -> None:
    with pytest.raises(UnreadablePaper, match="damaged"):
        manuscript_from_docx(plain_pdf(), name="a.docx")
