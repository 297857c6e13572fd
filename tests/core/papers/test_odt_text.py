"""What an OpenDocument Text says, as its reader reads it: blanks, names cut in pieces, changes, pages and styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.manuscript import Bullets, Heading, Paragraph, Table, manuscript_from_file
from safelight.core.papers.odt.words import decoded, encoded, is_stock_name, part_of_value
from safelight.core.papers.paper import Edit, Paper, Part, Passage
from safelight.core.papers.reading import read_paper, rewrite_paper
from tests.core.papers.builders import members_of
from tests.core.papers.contract import refusal_of
from tests.corpus.odt_builder import cell, changed, frame, odt, para, row, span, style, table, text_style, zipped

NAME = "summary.odt"
HARMLESS = "the usual words"
SECTION = f'<text:section text:name="S" text:display="none">{para(HARMLESS)}</text:section>'
CONDITIONAL = f'Agreed<text:hidden-text text:condition="ooow:a" text:string-value="{HARMLESS}"/>'
COVERED = f"<table:covered-table-cell>{para(HARMLESS)}</table:covered-table-cell>"


def read(data: bytes) -> Paper:
    return read_paper(data, name=NAME)


def said(data: bytes, *, visible: bool = True) -> list[str]:
    return [one.text for one in read(data).passages if one.visible is visible]


def replacing(old: str, new: str) -> Callable[[Passage], Sequence[Edit]]:
    return lambda passage: [Edit(one.start(), one.end(), new) for one in re.finditer(old, passage.text)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("one<text:s/>two", "one two"),
        ('one<text:s text:c="3"/>two', "one   two"),
        ("one<text:tab/>two", "one\ttwo"),
        ("one<text:line-break/>two", "one\ntwo"),
        ("one<text:soft-page-break/>two", "onetwo"),
        ("\n  one\n\t two  ", "one two "),
        ("one <text:span> two</text:span>", "one two"),
        ("o<text:span>n</text:span>e<text:bookmark text:name='_GoBack'/>s", "ones"),
        ("<text:ruby><text:ruby-base>one</text:ruby-base><text:ruby-text>two</text:ruby-text></text:ruby>", "one"),
    ],
)
def test_a_paragraph_reads_as_it_is_shown(inner: str, text: str) -> None:
    assert text in said(odt(para(inner)))


def test_a_mention_over_marks_and_spans_is_replaced_once_and_keeps_its_format() -> None:
    body = para("By Jo<text:span text:style-name='T1'>an</text:span><text:s/>Quil<text:span>lon</text:span> today.")
    data = odt(body, automatic=text_style("T1", 'fo:font-weight="bold"'))
    copy = rewrite_paper(data, name=NAME, edits=replacing("Joan Quillon", "Child N"))
    assert "By Child N today." in said(copy)
    assert b"Joan" not in members_of(copy)["content.xml"]


def test_a_blank_that_a_format_needs_survives() -> None:
    data = odt(para("one<text:s text:c='4'/>two<text:tab/>three"))
    copy = rewrite_paper(data, name=NAME, edits=replacing("nothing", ""))
    assert b'<text:s text:c="4"/>two<text:tab/>three' in members_of(copy)["content.xml"]


def test_deleted_text_is_read_with_the_rest_of_its_word() -> None:
    change = changed("deletion", "An author", para("lon"))
    data = odt(para('Seen: Quil<text:change text:change-id="ct1"/> today.'), before=change)
    assert "Quillon" in said(data, visible=False)
    assert "Seen: Quil today." in said(data)


def test_accepted_changes_leave_the_words_that_were_added() -> None:
    change = changed("insertion", "An author")
    body = para('Agreed <text:change-start text:change-id="ct1"/>today<text:change-end text:change-id="ct1"/>.')
    copy = rewrite_paper(odt(body, before=change), name=NAME, edits=replacing("nothing", ""))
    assert "Agreed today." in said(copy)
    assert b"changed-region" not in members_of(copy)["content.xml"]


@pytest.mark.parametrize(
    ("settings_", "rule"),
    [
        ('text:display="none"', "hidden-text"),
        ('fo:color="#ffffff"', "white-text"),
        ('fo:color="#101010" fo:background-color="#111111"', "covered-text"),
        ('fo:font-size="1pt"', "tiny-text"),
        ('fo:font-size="5%"', "tiny-text"),
        ('fo:letter-spacing="-12pt"', "tiny-text"),
    ],
)
def test_harmless_words_that_nobody_sees_are_hidden_all_the_same(settings_: str, rule: str) -> None:
    data = odt(para(f"Agreed. {span(HARMLESS, 'T1')}"), automatic=text_style("T1", settings_))
    assert rule in {one.rule for one in find_hidden(data, name=NAME)}


@pytest.mark.parametrize(
    "settings_",
    [
        'fo:color="#ffffff" fo:background-color="#1d3b6b"',
        'style:use-window-font-color="true" loext:opacity="0%"',
        'fo:color="#000000" fo:background-color="#000000" style:use-window-font-color="true"',
        'fo:font-size="6pt"',
        'style:text-position="sub 58%"',
        'text:display="true"',
    ],
)
def test_words_that_can_be_seen_are_not_hidden(settings_: str) -> None:
    data = odt(para(f"Agreed. {span(HARMLESS, 'T1')}"), automatic=text_style("T1", settings_))
    assert find_hidden(data, name=NAME) == ()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (lambda: odt(para(f"Agreed<office:annotation>{para(HARMLESS)}</office:annotation>")), "comment"),
        (lambda: odt(before=changed("insertion", "An author")), "tracked-change"),
        (lambda: odt(SECTION), "hidden-section"),
        (lambda: odt(para(CONDITIONAL)), "hidden-text"),
        (lambda: odt(para(f'Agreed<text:bookmark text:name="{HARMLESS}"/>')), "bookmark"),
        (lambda: odt(para("Agreed<text:script>x()</text:script>")), "script"),
        (lambda: odt(scripts="<office:scripts><office:script/></office:scripts>"), "script"),
        (lambda: odt(meta="<dc:creator>An author</dc:creator>"), "metadata"),
        (lambda: odt(members={"notes.txt": HARMLESS}), "unknown-part"),
        (lambda: odt(members={"Basic/Standard/Module1.xml": "<a/>"}), "script"),
        (lambda: odt(f"<!-- {HARMLESS} -->"), "xml-comment"),
        (lambda: odt(HARMLESS), "stray-text"),
        (lambda: odt(f"<text:unheard-of>{HARMLESS}</text:unheard-of>"), "stray-text"),
        (lambda: odt(f"<text:unheard-of>{para(HARMLESS)}</text:unheard-of>"), "hidden-text"),
        (lambda: odt(para('<text:a xlink:href="file:///a/b.odt">Agreed</text:a>')), "external-reference"),
        (lambda: odt(para(f'<x:a xmlns:x="https://example.org/x">{HARMLESS}</x:a>')), "foreign-data"),
        (lambda: odt(table(row(cell("x"), COVERED))), "hidden-text"),
    ],
)  # fmt: skip
def test_harmless_data_that_nobody_sees_is_hidden_all_the_same(data: Callable[[], bytes], rule: str) -> None:
    assert rule in {one.rule for one in find_hidden(data(), name=NAME)}
    copy = rewrite_paper(data(), name=NAME, edits=replacing("nothing", ""))
    assert find_hidden(copy, name=NAME) == ()
    assert read(copy).unreadable == ()


def test_the_copy_begins_with_its_type_and_lists_every_member() -> None:
    copy = rewrite_paper(odt(), name=NAME, edits=replacing("nothing", ""))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        first = archive.infolist()[0]
        names = set(archive.namelist())
        manifest = archive.read("META-INF/manifest.xml").decode()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    listed = set(re.findall(r'full-path="([^"]+)"', manifest))
    assert listed == (names - {"mimetype", "META-INF/manifest.xml"}) | {"/"}


def test_a_style_named_after_somebody_gets_another_name_and_keeps_its_format() -> None:
    data = odt(
        para("Agreed", "P1"),
        automatic=style("P1", "paragraph", "", more='style:parent-style-name="Quillon_20_note"'),
        styles=style("Quillon_20_note", "paragraph", '<style:text-properties fo:color="#9c1111"/>'),
    )
    members = members_of(rewrite_paper(data, name=NAME, edits=replacing("Quillon", "Child N")))
    assert b'style:name="Child_20_N_20_note"' in members["styles.xml"]
    assert b'style:parent-style-name="Child_20_N_20_note"' in members["content.xml"]


def test_links_to_headings_still_lead_there() -> None:
    body = para('<text:a xlink:href="#quillon">See</text:a>') + para('<text:bookmark text:name="quillon"/>Agreed')
    content = members_of(rewrite_paper(odt(body), name=NAME, edits=replacing("nothing", "")))["content.xml"].decode()
    target = re.search(r'xlink:href="#([^"]+)"', content)
    assert target is not None
    assert f'<text:bookmark text:name="{target.group(1)}"/>' in content
    assert "quillon" not in content


@given(some.text(alphabet="ab cdé-'.,&%_ZÅ1", min_size=1, max_size=30))
def test_the_name_of_a_style_survives_the_file(name: str) -> None:
    assert decoded(encoded(name)) == name


@pytest.mark.parametrize(
    "name", ["Lee", "May notes", "Quillon", "L i a m", "Bill_20_Smith", "Standardliam", "Fiona", "Grace"]
)
def test_a_person_is_never_taken_for_a_style_of_the_program(name: str) -> None:
    assert not is_stock_name(name)


@pytest.mark.parametrize(
    "name", ["P1", "Table12.A1", "Text_20_body", "Heading_20_3", "WW8Num3z0", "Internet link", "fr2"]
)
def test_styles_of_the_program_are_known(name: str) -> None:
    assert is_stock_name(name)


@pytest.mark.parametrize(
    "text", ["0.5pt solid #000000", "super 58%", "rect(0cm, 0cm, 0cm, 0cm)", "page-content", "2.54cm", "true"]
)
def test_measures_and_keywords_are_not_words(text: str) -> None:
    assert part_of_value("{a}b", "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}c", text) is None


@pytest.mark.parametrize(
    "text", ["liam", "14 Marl Street", "2005-02-11", "07700900123", "NM20 3XX", "okafor-reed", "l i a m"]
)
def test_anything_else_in_an_attribute_is_words(text: str) -> None:
    assert part_of_value("{a}b", "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}c", text) is Part.ATTRIBUTE


def test_a_draft_comes_out_of_the_file_as_it_is_read() -> None:
    items = f"<text:list-item>{para('First')}</text:list-item><text:list-item>{para('Second')}</text:list-item>"
    head = f"<table:table-header-rows>{row(cell('Who'), cell('What'))}</table:table-header-rows>"
    change = changed("deletion", "An author", para("not "))
    note = f"<office:annotation>{para('Why?')}</office:annotation>"
    data = odt(
        para(f'It was <text:change text:change-id="ct1"/>put off{note}.')
        + f'<text:list text:style-name="Numbering_20_1">{items}</text:list>'
        + table(head, row(cell("Health"), cell("Visited")))
        + para(frame(f"<draw:text-box>{para('In a box')}</draw:text-box>"))
        + f'<text:section text:name="S" text:display="none">{para("Unseen")}</text:section>',
        before=change,
    )
    blocks = manuscript_from_file(data, name="draft.odt").blocks
    assert blocks[2:] == (
        Paragraph("It was put off."),
        Bullets(("First", "Second"), 1),
        Table(("Who", "What"), (("Health", "Visited"),)),
        Paragraph("In a box"),
    )
    assert blocks[0] == Heading(1, "Serious case review")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.data())
def test_whatever_a_file_holds_a_user_reads_one_sentence(data: some.DataObject) -> None:
    members = members_of(odt(table(row(cell("x"))) + para(frame("<draw:text-box/>"))))
    member = data.draw(
        some.sampled_from(["content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"])
    )
    text = members[member].decode()
    start = data.draw(some.integers(0, len(text)))
    gone = data.draw(some.integers(0, 40))
    added = data.draw(
        some.sampled_from(["", "<", "/>", "&amp;", '"', "<text:p>", "</text:p>", "\u0000", ' x="y"', "<!--"])
    )
    members[member] = (text[:start] + added + text[start + gone :]).encode()

    broken = zipped(members)
    for act in (
        read_paper,
        find_hidden,
        lambda broken, *, name: rewrite_paper(broken, name=name, edits=replacing("x", "y")),
    ):
        refusal = refusal_of(act, broken, NAME)
        assert refusal == "" or (refusal.startswith(NAME) and "\n" not in refusal and "unusual way" not in refusal)
