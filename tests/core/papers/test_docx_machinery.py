"""Ordinary machinery of a Word file is neither hidden data nor lost when a copy is written."""

from __future__ import annotations

import io

import pytest
from docx import Document

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Part
from safelight.core.papers.reading import read_paper, rewrite_paper
from tests.core.papers.builders import (
    SHOWN,
    docx_with,
    docx_with_header,
    field,
    members_of,
    para,
    plain_docx,
    row,
    run,
    swapped,
    table,
    with_body,
    with_link,
    with_xml,
    words,
    written_docx,
)
from tests.core.papers.contract import LABEL, WORD, leave, relabel

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
CONTENTS = (
    '<w:sdt><w:sdtPr><w:id w:val="-1042"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>"
    + para(MARK.format("begin") + CODE.format('TOC \\o "1-3" \\h \\z \\u') + MARK.format("separate"))
    + para(
        '<w:hyperlink w:anchor="_Toc240101"><w:r><w:t>Key issues</w:t></w:r><w:r><w:tab/></w:r>'
        + MARK.format("begin")
        + CODE.format("PAGEREF _Toc240101 \\h")
        + MARK.format("separate")
        + words("3")
        + MARK.format("end")
        + "</w:hyperlink>"
    )
    + para(MARK.format("end"))
    + "</w:sdtContent></w:sdt>"
    + para('<w:bookmarkStart w:id="1" w:name="_Toc240101"/>' + words("Key issues") + '<w:bookmarkEnd w:id="1"/>')
)


def like_word() -> bytes:
    """A document with what Word itself puts into every document."""
    data = with_body(plain_docx(), CONTENTS)
    data = with_body(data, field("PAGE \\* MERGEFORMAT", "1") + field('DATE \\@ "d MMMM yyyy"', "1 April 2010"))
    data = with_body(
        data,
        '<w:p w:rsidR="00A41F" w14:paraId="0A1B2C3D" w14:textId="77777777"><w:proofErr w:type="spellStart"/></w:p>',
    )
    return with_body(data, '<w:p><w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/></w:p>')


@pytest.mark.parametrize(
    "ordinary",
    [
        like_word(),
        docx_with(field("NUMPAGES", "4")),
        docx_with(field("SEQ Figure \\* ARABIC", "1")),
        docx_with(field('STYLEREF "Heading 1"', SHOWN)),
        docx_with(field('HYPERLINK "https://example.org/"', "a page")),
        docx_with(
            para('<w:bookmarkStart w:id="7" w:name="key-issues"/>' + words("Key issues") + '<w:bookmarkEnd w:id="7"/>')
        ),
        docx_with(run("Grey words", '<w:color w:val="595959"/>')),
        docx_with(run("Marked words", '<w:highlight w:val="yellow"/>')),
        docx_with(run("Automatic ink", '<w:shd w:val="clear" w:fill="000000"/>')),
        docx_with(
            para("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + words("Only the mark of the paragraph is hidden"))
        ),
        docx_with_header("Board paper"),
        with_link(plain_docx(), "hyperlink", "mailto:board@example.org"),
    ],
    ids=lambda data: "",
)
def test_ordinary_machinery_is_not_hidden(ordinary: bytes) -> None:
    assert find_hidden(ordinary, name="summary.docx") == ()


def test_a_copy_keeps_contents_list_page_numbers_and_links() -> None:
    copy = rewrite_paper(like_word(), name="summary.docx", edits=leave)
    text = members_of(copy)["word/document.xml"].decode()
    assert 'TOC \\o "1-3" \\h \\z \\u' in text
    assert "PAGEREF _Toc240101 \\h" in text
    assert "PAGE \\* MERGEFORMAT" in text
    assert text.count("_Toc240101") == 3
    assert "rsid" not in text
    assert "paraId" not in text
    assert "w:sdt" not in text


def test_what_python_docx_leaves_in_its_template_is_hidden_metadata() -> None:
    document = Document()
    document.core_properties.author = ""
    rules = {(one.rule, one.where) for one in find_hidden(written_docx(document), name="a.docx")}
    assert rules == {("thumbnail", "docProps/thumbnail.jpeg"), ("metadata", "docProps/core.xml, description")}


def test_a_replacement_takes_the_formatting_of_the_first_run_that_it_touches() -> None:
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{WORD[3:]} said</w:t></w:r>"
    copy = rewrite_paper(docx_with(para(words("Then " + WORD[:3]) + bold)), name="a.docx", edits=relabel)
    paragraph = Document(io.BytesIO(copy)).paragraphs[-1]
    assert [(piece.text, bool(piece.bold)) for piece in paragraph.runs] == [(f"Then {LABEL}", False), (" said", True)]


def test_styles_lists_and_tables_are_as_before_in_a_copy() -> None:
    document = Document(io.BytesIO(plain_docx()))
    document.add_paragraph("First", style="List Number")
    document.add_paragraph("Second", style="List Bullet")
    grid = document.add_table(1, 2)
    grid.cell(0, 0).text, grid.cell(0, 1).text = "Agency", WORD
    before = written_docx(document)
    after = Document(io.BytesIO(rewrite_paper(before, name="a.docx", edits=relabel)))
    assert [(one.text, one.style.name) for one in after.paragraphs] == [
        (one.text, one.style.name) for one in document.paragraphs
    ]
    assert [cell.text for cell in after.tables[0].rows[0].cells] == ["Agency", LABEL]


def test_an_own_style_is_kept_under_a_name_without_the_person() -> None:
    own = f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{WORD}"><w:name w:val="{WORD} quote"/></w:style>'
    data = with_xml(plain_docx(), "word/styles.xml", "</w:styles>", own + "</w:styles>")
    data = with_body(data, para(f'<w:pPr><w:pStyle w:val="{WORD}"/></w:pPr>' + words("Quoted")))
    copy = Document(io.BytesIO(rewrite_paper(data, name="a.docx", edits=relabel)))
    assert copy.paragraphs[-1].style.name == f"{LABEL} quote"


def test_a_field_that_is_taken_out_leaves_what_it_showed() -> None:
    copy = rewrite_paper(docx_with(field('INCLUDETEXT "C:\\\\a.docx"', "The words")), name="a.docx", edits=leave)
    assert Document(io.BytesIO(copy)).paragraphs[-1].text == "The words"
    assert b"INCLUDETEXT" not in members_of(copy)["word/document.xml"]


def test_form_fields_leave_what_they_show() -> None:
    data = '<w:ffData><w:name w:val="a"/><w:checkBox><w:checked/></w:checkBox></w:ffData>'
    box = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    data = docx_with(para(box + CODE.format("FORMCHECKBOX") + MARK.format("end") + words(" agreed")))
    copy = rewrite_paper(data, name="a.docx", edits=leave)
    assert Document(io.BytesIO(copy)).paragraphs[-1].text == "\u2612 agreed"


def test_accepting_changes_joins_paragraphs_whose_mark_was_deleted() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    copy = rewrite_paper(docx_with(para(mark + words("one ")) + para(words("two"))), name="a.docx", edits=leave)
    assert Document(io.BytesIO(copy)).paragraphs[-1].text == "one two"


def test_an_insertion_stays_and_is_no_longer_marked() -> None:
    data = docx_with(para(f'{words("It was ")}<w:ins w:id="1" w:author="A">{words("not ")}</w:ins>{words("seen.")}'))
    copy = rewrite_paper(data, name="a.docx", edits=leave)
    assert Document(io.BytesIO(copy)).paragraphs[-1].text == "It was not seen."
    assert b"w:ins" not in members_of(copy)["word/document.xml"]


def test_a_deletion_is_read_with_the_rest_of_its_word() -> None:
    data = docx_with(
        para(
            words("Seen by Mari")
            + '<w:del w:id="1" w:author="A"><w:r><w:delText>on</w:delText></w:r></w:del>'
            + words(" Vale")
        )
    )
    passages = read_paper(data, name="a.docx").passages
    assert [one.text for one in passages if one.part is Part.DELETED] == ["Marion"]
    assert any(one.text == "Seen by Mari Vale" and one.visible for one in passages)


def test_a_name_broken_by_hidden_letters_is_read_as_it_is_shown() -> None:
    data = docx_with(para(words(WORD[:3]) + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>zzz</w:t></w:r>" + words(WORD[3:])))
    passages = read_paper(data, name="a.docx").passages
    assert any(one.text == WORD and one.visible for one in passages)
    assert any(one.text == "zzz" and not one.visible for one in passages)


def test_places_are_named_as_a_reader_counts() -> None:
    data = docx_with(table(row(para(words("a"))), row(para(words("b")) + para(words("c")))) + para(words("d")))
    where = {one.text: one.where for one in read_paper(data, name="a.docx").passages if one.visible}
    assert where[SHOWN] == "word/document.xml, paragraph 1"
    assert where["a"] == "word/document.xml, table 1, row 1, cell 1"
    assert where["c"] == "word/document.xml, table 1, row 2, cell 1, paragraph 2"
    assert where["d"] == "word/document.xml, paragraph 3"


def test_a_part_only_ignores_namespaces_that_it_declares() -> None:
    data = swapped(plain_docx(), "word/document.xml", 'mc:Ignorable="', 'xmlns:w16x="urn:x" mc:Ignorable="w16x ')
    text = members_of(rewrite_paper(data, name="a.docx", edits=leave))["word/document.xml"].decode()
    assert "w16x" not in text[: text.index("<w:body")]
