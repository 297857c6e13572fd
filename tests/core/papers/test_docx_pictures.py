"""Pictures in a Word file keep their pixels and nothing else; what may hold words says so."""

from __future__ import annotations

import io

import pytest
from docx import Document
from PIL import Image

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.picture import Crop, UnreadablePicture, clean_picture, remarks_in
from safelight.core.papers.reading import read_paper, rewrite_paper
from tests.core.papers.builders import (
    SHOWN,
    A,
    R,
    docx_with_picture,
    docx_with_workbook,
    drawing,
    members_of,
    para,
    picture_jpeg,
    picture_png,
    plain_docx,
    swapped,
    with_body,
    with_member,
)
from tests.core.papers.contract import LABEL, WORD, leave, relabel

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart"
CROP = '<a:srcRect l="50000"/>'


def picture_in(data: bytes) -> Image.Image:
    """The only picture of a Word file."""
    members = members_of(data)
    [name] = [name for name in members if name.startswith("word/media/")]
    return Image.open(io.BytesIO(members[name]))


def test_what_is_cropped_off_is_hidden_and_is_cut_off_for_good() -> None:
    data = docx_with_picture(picture_png(), crop=CROP)
    assert [one.rule for one in find_hidden(data, name="a.docx")] == ["cropped-picture"]
    copy = rewrite_paper(data, name="a.docx", edits=leave)
    assert picture_in(copy).size == (20, 30)
    assert find_hidden(copy, name="a.docx") == ()


def test_a_picture_keeps_its_pixels_in_a_copy() -> None:
    copy = rewrite_paper(docx_with_picture(picture_png(remark=WORD)), name="a.docx", edits=leave)
    assert list(picture_in(copy).get_flattened_data()) == list(
        Image.open(io.BytesIO(picture_png())).get_flattened_data()
    )


def test_alternative_text_stays_with_the_name_replaced() -> None:
    copy = rewrite_paper(docx_with_picture(picture_png(), alt=f"{WORD} at school"), name="a.docx", edits=relabel)
    assert f'descr="{LABEL} at school"' in members_of(copy)["word/document.xml"].decode()


def test_a_drawing_that_cannot_be_opened_leaves_its_alternative_text() -> None:
    data = docx_with_picture(b"\x89PNG not a picture", alt="A map")
    assert [one.where for one in read_paper(data, name="a.docx").unreadable] == ["word/media/image1.png"]
    copy = rewrite_paper(data, name="a.docx", edits=leave)
    assert read_paper(copy, name="a.docx").unreadable == ()
    assert Document(io.BytesIO(copy)).paragraphs[-1].text == "A map"


def test_an_embedded_object_leaves_a_note() -> None:
    copy = rewrite_paper(docx_with_workbook(WORD), name="a.docx", edits=leave)
    assert "embedded object was taken out" in Document(io.BytesIO(copy)).paragraphs[-1].text
    assert find_hidden(copy, name="a.docx") == ()
    assert rewrite_paper(copy, name="a.docx", edits=leave) == copy


def test_a_picture_as_large_as_a_page_may_be_a_scan() -> None:
    data = swapped(
        docx_with_picture(picture_png(), alt="A letter"),
        "word/document.xml",
        'cx="1440000" cy="1080000"/><wp:docPr',
        'cx="7000000" cy="9000000"/><wp:docPr',
    )
    [unreadable] = read_paper(data, name="a.docx").unreadable
    assert "scan" in unreadable.why
    copy = rewrite_paper(data, name="a.docx", edits=leave)
    assert read_paper(copy, name="a.docx").unreadable == ()
    assert SHOWN in Document(io.BytesIO(copy)).paragraphs[0].text


@pytest.mark.parametrize(
    "picture", [picture_png(remark=WORD), picture_jpeg(remark=WORD), picture_jpeg() + WORD.encode()]
)
def test_cleaning_a_picture_twice_changes_nothing_more(picture: bytes) -> None:
    assert any(WORD in remark for remark in remarks_in(picture))
    once, ending = clean_picture(picture)
    assert clean_picture(once) == (once, ending)
    assert remarks_in(once) == ()
    assert WORD.encode() not in once


def test_a_photograph_loses_its_remarks_without_losing_a_pixel() -> None:
    before = Image.open(io.BytesIO(picture_jpeg(remark=WORD)))
    after = Image.open(io.BytesIO(clean_picture(picture_jpeg(remark=WORD))[0]))
    assert list(before.get_flattened_data()) == list(after.get_flattened_data())


def test_a_photograph_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    written = io.BytesIO()
    Image.new("RGB", (40, 20)).save(written, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(clean_picture(written.getvalue())[0])).size == (20, 40)


@pytest.mark.parametrize("broken", [b"", b"not a picture", picture_png()[:60], picture_jpeg()[:80]])
def test_a_broken_picture_is_one_kind_of_error(broken: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        clean_picture(broken, crop=Crop())


def test_a_chart_keeps_its_labels_with_names_replaced_and_loses_its_workbook() -> None:
    label = f'<c:strCache><c:pt idx="0"><c:v>{WORD}</c:v></c:pt></c:strCache>'
    series = f"<c:ser><c:tx><c:strRef><c:f>Sheet1!A1</c:f>{label}</c:strRef></c:tx></c:ser>"
    head = f'<c:chartSpace xmlns:c="{A}/chart" xmlns:a="{A}/main" xmlns:r="{R}">'
    chart = f'{head}<c:chart><c:plotArea>{series}</c:plotArea></c:chart><c:externalData r:id="rId90"/></c:chartSpace>'
    name, workbook = "word/charts/chart1.xml", "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
    data = with_member(plain_docx(), name, chart, content_type=CHART + "+xml", link="chart", source="word/document.xml")
    data = with_member(data, workbook, b"PK", content_type="application/x-excel", link="package", source=name)
    frame = drawing("x").partition("<pic:pic>")[0].replace("/picture", "/chart")
    frame += '<c:chart r:id="rId90"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    data = with_body(data, para(f"<w:r>{frame}</w:r>"))
    assert "attachment" in {one.rule for one in find_hidden(data, name="a.docx")}
    copy = rewrite_paper(data, name="a.docx", edits=relabel)
    members = members_of(copy)
    assert f"<c:v>{LABEL}</c:v>" in members["word/charts/chart1.xml"].decode()
    assert not any("embeddings" in name for name in members)
    assert find_hidden(copy, name="a.docx") == ()
    assert rewrite_paper(copy, name="a.docx", edits=relabel) == copy
