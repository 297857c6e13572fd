"""What a reader of a Word file sees is decided by styles, themes and places, as Word decides it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safelight.core.papers.docx.format import hidden_in_docx, read_docx
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.reading import read_paper, rewrite_paper
from safelight.core.papers.zipped import unpack
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
    with_member,
    with_xml,
    words,
)
from tests.core.papers.contract import WORD, leave
from tests.corpus.word_benign import dark_table, strict
from tests.corpus.word_parts import with_extra, with_gap

THEME = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAME = "summary.docx"


def rules(data: bytes) -> list[str]:
    return [one.rule for one in find_hidden(data, name=NAME)]


def themed(colour: str, *, light: str) -> bytes:
    """A run in a colour of a theme whose first background is `light`."""
    slots = "".join(
        f'<a:{slot}><a:srgbClr val="{said}"/></a:{slot}>'
        for slot, said in (("dk1", "000000"), ("lt1", light), ("dk2", "1F3864"), ("lt2", "FDFDFD"))
    )
    scheme = f'<a:clrScheme name="Office">{slots}</a:clrScheme>'
    theme = f'<a:theme xmlns:a="{THEME}"><a:themeElements>{scheme}</a:themeElements></a:theme>'
    data = with_member(plain_docx(), "word/theme/theme1.xml", theme)
    return with_body(data, run("Words", f"<w:color {colour}/>"))


@pytest.mark.parametrize(
    ("colour", "light", "expected"),
    [
        ('w:val="000000" w:themeColor="background1"', "FFFFFF", ["white-text"]),
        ('w:val="000000" w:themeColor="background1"', "404040", []),
        ('w:val="000000" w:themeColor="background2"', "FFFFFF", ["white-text"]),
        ('w:val="000000" w:themeColor="text2"', "FFFFFF", []),
        ('w:themeColor="text2" w:themeTint="08"', "FFFFFF", ["white-text"]),
        ('w:themeColor="background1" w:themeShade="80"', "FFFFFF", []),
        ('w:val="FFFFFF" w:themeColor="text1"', "FFFFFF", []),
    ],
)
def test_the_theme_decides_before_the_figures_beside_it(colour: str, light: str, expected: list[str]) -> None:
    assert rules(themed(colour, light=light)) == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:w w:val="0"/>', []),
        ('<w:w w:val="80"/>', []),
        ('<w:w w:val="2"/>', ["tiny-text"]),
        ('<w:sz w:val="6pt"/>', []),
        ('<w:sz w:val="1pt"/>', ["tiny-text"]),
        ('<w:spacing w:val="-20"/>', []),
        ('<w:spacing w:val="-200"/>', ["tiny-text"]),
        ('<w:position w:val="-12"/>', []),
        ('<w:position w:val="-1200"/>', ["off-page-text"]),
        ("<w:webHidden/>", []),
        ('<w:vanish w:val="0"/>', []),
        ("<w:vanish/>", ["hidden-text"]),
    ],
)
def test_a_run_is_seen_or_not_as_word_draws_it(properties: str, expected: list[str]) -> None:
    assert rules(docx_with(run("Words", properties))) == expected


def test_spacing_of_a_style_still_counts_where_the_paragraph_sets_another_side_of_it() -> None:
    flat = (
        '<w:style w:type="paragraph" w:styleId="Flat"><w:name w:val="Heading 9"/><w:pPr>'
        '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:style></w:styles>'
    )
    data = with_xml(plain_docx(), "word/styles.xml", "</w:styles>", flat)
    own = '<w:pPr><w:pStyle w:val="Flat"/><w:spacing w:after="0"/></w:pPr>'
    assert rules(with_body(data, para(own + words("Words")))) == ["tiny-text"]


def test_white_words_in_a_dark_row_of_a_table_style_are_seen_and_in_a_light_row_are_not() -> None:
    assert rules(dark_table()) == []
    light = swapped(dark_table(), "word/styles.xml", 'w:fill="000000" w:themeFill="text1"', 'w:fill="FFFFFF"')
    assert rules(light) == ["white-text"]


def test_a_row_that_is_hidden_hides_the_table_inside_it() -> None:
    inner = table(row(para(words("Words"))))
    assert rules(docx_with(table(row(inner, "<w:hidden/>")))) == ["hidden-text"]


def test_strict_open_xml_is_read_and_written_as_an_ordinary_file() -> None:
    data = strict()
    assert any(SHOWN in one.text for one in read_paper(data, name=NAME).passages)
    copy = members_of(rewrite_paper(data, name=NAME, edits=leave))
    assert b"purl.oclc.org" not in b"".join(copy.values())
    assert b"agreed in March" in copy["word/document.xml"]


@pytest.mark.parametrize(
    "turned",
    [
        docx_with(para(f'<w:bdo w:val="rtl">{words(WORD[4:][::-1])}{words(WORD[:4][::-1])}</w:bdo>')),
        docx_with(para(words(f"\u202e{WORD[::-1]}\u202c"))),
    ],
    ids=["element", "character"],
)
def test_words_turned_round_are_read_as_they_are_shown(turned: bytes) -> None:
    assert any(one.text == WORD and one.visible for one in read_paper(turned, name=NAME).passages)
    assert rules(turned) == ["invisible-letters"]
    assert rules(rewrite_paper(turned, name=NAME, edits=leave)) == []


def test_writing_that_runs_from_right_to_left_by_nature_stays_as_it_is() -> None:
    hebrew = "\u05e9\u05dc\u05d5\u05dd"
    data = docx_with(para(f'<w:bdo w:val="rtl">{words(hebrew)}</w:bdo>'))
    assert any(one.text == hebrew for one in read_paper(data, name=NAME).passages)
    assert rules(data) == []


def test_a_header_that_no_page_shows_is_not_read_as_visible() -> None:
    data = docx_with_header("Words", first=True)
    assert [one.visible for one in read_paper(data, name=NAME).passages if one.text == "Words"] == [False]


def test_a_bookmark_that_something_points_to_is_machinery() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="later_on"/><w:bookmarkEnd w:id="1"/>'
    assert rules(docx_with(para(mark + words("Text")))) == ["bookmark"]
    assert rules(docx_with(para(mark + words("Text")) + field("REF later_on \\h", "Text"))) == []


@pytest.mark.parametrize("builder", [with_extra, with_gap, lambda word: plain_docx() + word.encode()])
def test_what_the_zip_itself_says_is_a_remark(builder: Callable[[str], bytes]) -> None:
    assert WORD in unpack(builder(WORD), name=NAME).remark
    assert unpack(plain_docx(), name=NAME).remark == ""


def test_what_reading_hands_over_is_taken_once_and_only_for_the_same_bytes() -> None:
    hiding, plain = docx_with(run(WORD, "<w:vanish/>")), plain_docx("Text.")
    read_docx(hiding, name=NAME)
    assert hidden_in_docx(plain, name=NAME, passages=()) == ()
    passages, _ = read_docx(hiding, name=NAME)
    first = hidden_in_docx(hiding, name=NAME, passages=passages)
    assert [one.rule for one in first] == ["hidden-text"]
    assert hidden_in_docx(hiding, name=NAME, passages=passages) == first
