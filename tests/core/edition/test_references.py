"""A number that stands for one place of the document leads there; one that stands for another document's does not."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from safelight.core.edition.outline import outline
from safelight.core.edition.references import References
from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Block, Bullets, Heading, Manuscript, Paragraph, Table
from tests.core.edition.sample import MASTHEAD
from tests.core.edition.tree import page

PLACES: tuple[Block, ...] = (
    Heading(1, "What happened"),
    Paragraph("A first paragraph."),
    Paragraph("A second paragraph."),
    Heading(1, "What was found"),
    Heading(2, "Finding 1: nobody asked"),
    Paragraph("Nobody asked."),
    Paragraph("Recommendation 4: ask."),
    Table(("Ref", "What"), (("1", "Ask."),)),
)


def _links(text: str, *, blocks: tuple[Block, ...] = PLACES) -> dict[str, str]:
    references = References(outline(Manuscript(blocks), title="T"))
    stretches = references.stretches(text)
    assert "".join(one.text for one in stretches) == text
    return {one.text: one.to for one in stretches if one.to}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See paragraph 1.2.", {"paragraph 1.2": "#para-1-2"}),
        ("Paragraph 2.1 says so", {"Paragraph 2.1": "#para-2-1"}),
        ("as paragraphs 1.1, 1.2 and 2.1 say", {"1.1": "#para-1-1", "1.2": "#para-1-2", "2.1": "#para-2-1"}),
        ("in section 2; in table 1", {"section 2": "#section-2", "table 1": "#table-1"}),
        ("finding 1, recommendation 4", {"finding 1": "#section-2-part-1", "recommendation 4": "#para-2-2"}),
        ("paragraph 1.2 of this report", {"paragraph 1.2": "#para-1-2"}),
        ("at https://example.org/a?b=c.", {"https://example.org/a?b=c": "https://example.org/a?b=c"}),
    ],
)
def test_a_place_of_the_document_is_a_link(text: str, expected: dict[str, str]) -> None:
    assert _links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See paragraph 7.9.",
        "paragraph 1.2 of the guidance",
        "Working Together, paragraph 1.2",
        "section 2 of the Act",
        "a section 2 order",
        "enquiries under section 2.",
        "section 2(1)",
        "section 23",
        "paragraph 1.23",
        "paragraph 1",
        "1.2 hours",
        "a cross-section 200",
        "javascript:alert(1) and ftp://example.org/x",
    ],
)
def test_anything_else_stays_plain(text: str) -> None:
    assert _links(text) == {}


def test_where_two_places_wear_one_number_neither_is_a_link() -> None:
    assert _links("See finding 1.", blocks=(*PLACES, Heading(2, "Finding 1: again"))) == {}


def test_an_author_s_own_numbers_are_followed() -> None:
    blocks = (Heading(1, "4. What happened"), Paragraph("4.1 It began."), Paragraph("4.2 It went on."))
    assert _links("See paragraph 4.2 and section 4.", blocks=blocks) == {
        "paragraph 4.2": "#para-1-2",
        "section 4": "#section-1",
    }


def test_every_format_leads_to_the_same_places() -> None:
    said = "See paragraph 1.2, section 2 and https://example.org/x."
    edition = render_edition(Manuscript((*PLACES, Paragraph(said), Bullets(("finding 1",)))), masthead=MASTHEAD)
    links = [each.attributes["href"] for each in page(edition.html).all("a")]
    ids = {each.attributes.get("id") for each in page(edition.html).elements}
    assert {"#para-1-2", "#section-2", "#section-2-part-1", "https://example.org/x"} <= set(links)
    assert {to[1:] for to in links if to and to.startswith("#")} <= ids
    with pikepdf.open(BytesIO(edition.pdf)) as document:
        notes = [note for each in document.pages for note in each.obj.get("/Annots", [])]
        assert all(str(note.Subtype) == "/Link" and str(note.Contents) for note in notes)
        inner = [note for note in notes if "/Dest" in note or "/D" in note.A]
        assert [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A] == ["https://example.org/x"]
        assert len(inner) >= 3 + 3, "the contents list has three entries and the text three references"
