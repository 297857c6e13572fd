"""The OpenDocument Text is built of real headings, lists and tables, and nothing is in it beside the words."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest

from safelight.core.edition.arrival import missing, strangers
from safelight.core.edition.odt_routes import odt_routes
from safelight.core.edition.proof import prove_edition
from safelight.core.edition.render import Edition, render_edition
from safelight.core.edition.reopened import CannotReopen
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table
from safelight.core.papers.odt.names import q
from safelight.core.papers.reading import read_paper
from safelight.core.papers.zipped import pack
from safelight.core.rulebook.loader import load_rulebook
from tests.core.edition.sample import MANUSCRIPT, MASTHEAD, ROSTER, with_block
from tests.core.edition.test_hostile import HOSTILE


@pytest.fixture(scope="module")
def edition() -> Edition:
    return render_edition(MANUSCRIPT, masthead=MASTHEAD)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _tree(data: bytes, member: str = "content.xml") -> ElementTree.Element:
    return ElementTree.fromstring(_members(data)[member])


def _said(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def test_it_holds_four_parts_its_type_first_and_says_only_its_title_and_language(edition: Edition) -> None:
    assert list(_members(edition.odt)) == ["mimetype", "META-INF/manifest.xml", "content.xml", "meta.xml", "styles.xml"]
    meta = _tree(edition.odt, "meta.xml")[0]
    assert {each.tag: _said(each) for each in meta} == {
        q("dc:title"): "Serious case review: Child N – Executive summary – Northmere Safeguarding Children Board",
        q("dc:language"): "en-GB",
    }


def test_the_same_words_give_the_same_bytes(edition: Edition) -> None:
    assert render_edition(MANUSCRIPT, masthead=MASTHEAD).odt == edition.odt
    assert render_edition(MANUSCRIPT, masthead=replace(MASTHEAD, reference="Other")).odt != edition.odt


def test_headings_have_their_level_and_their_number_as_words(edition: Edition) -> None:
    root = _tree(edition.odt)
    headings = [(each.get(q("text:outline-level")), _said(each)) for each in root.iter(q("text:h"))]
    assert headings[0] == ("1", "1Circumstances that led to the review")
    assert ("2", "Terms of reference") in headings
    assert len(headings) == 10
    paragraphs = [_said(each) for each in root.iter(q("text:p")) if each.get(q("text:style-name")) == "Numbered"]
    assert paragraphs[0].startswith("1.1The Board began")


def test_lists_are_lists_that_begin_where_the_author_began() -> None:
    root = _tree(render_edition(with_block(Bullets(("three", "four"), 3)), masthead=MASTHEAD).odt)
    items = [list(each) for each in root.iter(q("text:list"))]
    assert [len(each) for each in items] == [2, 2, 2]
    assert [each[0].get(q("text:start-value")) for each in items] == [None, "1", "3"]


def test_tables_repeat_their_heading_row_and_have_captions(edition: Edition) -> None:
    tables = list(_tree(edition.odt).iter(q("table:table")))
    for table, heads in zip(tables, (2, 6), strict=True):
        rows = table.find(q("table:table-header-rows"))
        assert rows is not None
        assert len(list(rows.iter(q("table:table-cell")))) == heads
        assert table.find(q("table:table-header-columns")) is not None
    body = _tree(edition.odt)[1][0]
    captions = [_said(body[at - 1]) for at, each in enumerate(body) if each.tag == q("table:table")]
    assert captions == ["Table 1: The review process", "Table 2: Action plan"]


def test_every_entry_of_the_contents_list_leads_to_a_heading(edition: Edition) -> None:
    root = _tree(edition.odt)
    contents = root.find(f".//{q('text:index-body')}")
    assert contents is not None
    links = [each.get(q("xlink:href"), "") for each in contents.iter(q("text:a"))]
    marks = {
        f"#{mark.get(q('text:name'))}" for each in root.iter(q("text:h")) for mark in each.iter(q("text:bookmark"))
    }
    assert len(links) == 10
    assert set(links) == marks


def test_only_a_wide_table_has_a_landscape_page_and_every_page_but_the_first_says_its_number(edition: Edition) -> None:
    def masters(data: bytes) -> dict[str | None, int]:
        pages = _tree(data, "styles.xml").iter(q("style:master-page"))
        return {each.get(q("style:name")): len(list(each.iter(q("text:page-number")))) for each in pages}

    assert masters(edition.odt) == {"Standard": 1, "Landscape": 1, "First_20_Page": 0}
    assert set(masters(render_edition(Manuscript(()), masthead=MASTHEAD).odt)) == {"Standard", "First_20_Page"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_as_words_and_hides_nothing(text: str) -> None:
    manuscript = with_block(
        Heading(2, text), Paragraph(text), Bullets((text, text)), Table((text, "b"), (("1", text),))
    )
    data = render_edition(manuscript, masthead=MASTHEAD).odt
    assert find_hidden(data, name="edition.odt") == ()
    for route in odt_routes(data):
        if route.in_order:
            assert missing(manuscript, text=route.text) == ()
            assert strangers(manuscript, masthead=MASTHEAD, text=route.text) == ()


def test_it_can_be_brought_in_again_with_all_its_words(edition: Edition) -> None:
    paper = read_paper(edition.odt, name="edition.odt")
    assert paper.unreadable == ()
    words = "\n".join(passage.text for passage in paper.passages if passage.visible)
    assert missing(MANUSCRIPT, text=words) == ()


def _in(member: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[member]
        members[member] = members[member].replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    "change",
    [
        _in("content.xml", b"An inquest was held.", b"An inquest on Zebedee was held."),
        _in("content.xml", b"</text:h>", b"<!-- Zebedee --></text:h>"),
        _in("content.xml", b"</text:h>", b"<?Zebedee x?></text:h>"),
        _in("content.xml", b'table:name="Table 1"', b'table:name="Zebedee"'),
        _in("content.xml", b'text:name="section-1"', b'text:name="Zebedee"'),
        _in("styles.xml", b"Page <", b"Zebedee <"),
        _in("styles.xml", b'style:name="Sender"', b'style:name="Zebedee"'),
        _in("meta.xml", b"</office:meta>", b"<dc:creator>Zebedee</dc:creator></office:meta>"),
        _in("META-INF/manifest.xml", b"</manifest:manifest>", b"<!--Zebedee--></manifest:manifest>"),
        lambda members: members.__setitem__("Zebedee.txt", b"x"),
        lambda members: members.__setitem__("x.xml", b"<x>Zebedee</x>"),
    ],
)
def test_a_word_anywhere_in_the_file_is_read_by_some_route(
    edition: Edition, change: Callable[[dict[str, bytes]], None]
) -> None:
    members = _members(edition.odt)
    change(members)
    data = pack(members, first=("mimetype",), stored=("mimetype",))
    assert not any("Zebedee" in route.text for route in odt_routes(edition.odt))
    assert any("Zebedee" in route.text for route in odt_routes(data))


@pytest.mark.parametrize("word", ["Page", "Standard", "Contents", "Heading", "Table", "Title", "Bullets", "Arial"])
def test_the_formats_own_words_are_not_taken_for_somebodys_name(edition: Edition, word: str) -> None:
    others = [route.text for route in odt_routes(edition.odt) if not route.in_order]
    seen = {"Page": 2 + 2, "Contents": 2, "Table": 2}.get(word, 0)
    assert sum(text.count(word) for text in others) == seen, "only as often as it is written as a word"


@pytest.mark.parametrize("data", [b"", b"PK not a zip", b"%PDF-1.7"])
def test_bytes_that_are_no_opendocument_cannot_be_reopened(data: bytes) -> None:
    with pytest.raises(CannotReopen):
        odt_routes(data)


@pytest.mark.parametrize(
    "change",
    [
        _in("content.xml", b"An inquest was held.", b"An inquest was."),
        _in("content.xml", b"An inquest was held.", b"An inquest was held. Somebody added this."),
        _in("meta.xml", b"</office:meta>", b"<dc:creator>A harmless remark</dc:creator></office:meta>"),
        _in("content.xml", b"<text:h ", b"<text:h <"),
    ],
)
def test_a_changed_file_is_refused(edition: Edition, change: Callable[[dict[str, bytes]], None]) -> None:
    members = _members(edition.odt)
    change(members)
    changed = replace(edition, odt=pack(members, first=("mimetype",), stored=("mimetype",)))
    regime = load_rulebook().regime(initiated_on=MASTHEAD.published_on)
    proof = prove_edition(changed, roster=ROSTER, manuscript=MANUSCRIPT, regime=regime)
    assert not proof.decision.allowed
    assert all("edition.odt" in reason.found for reason in proof.decision.reasons)


def test_an_edition_of_before_there_was_one_is_still_proved(edition: Edition) -> None:
    regime = load_rulebook().regime(initiated_on=MASTHEAD.published_on)
    proof = prove_edition(replace(edition, odt=b""), roster=ROSTER, manuscript=MANUSCRIPT, regime=regime)
    assert proof.decision.allowed
    assert [each.name for each in proof.checked] == ["edition.html", "edition.pdf"]
