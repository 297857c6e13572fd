"""Every place in which words can stand in finished bytes is read by at least one route."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.edition.drawn import _Reader, drawn_text
from safelight.core.edition.render import Edition, render_edition
from safelight.core.edition.reopened import CannotReopen
from safelight.core.edition.routes import html_routes, pdf_routes
from tests.core.edition.sample import MANUSCRIPT, MASTHEAD

SECRET = "Zebedee"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return render_edition(MANUSCRIPT, masthead=MASTHEAD)


@pytest.mark.parametrize(
    ("where", "put"),
    [
        (b"</main>", b"<p>Zebedee</p></main>"),
        (b"</title>", b" Zebedee</title>"),
        (b"<main id", b"<main title='Zebedee' id"),
        (b"</footer>", b"<!-- Zebedee --></footer>"),
        (b"</style>", b"/* Zebedee */</style>"),
        (b"</footer>", b"<p>&#90;ebede&#101;</p></footer>"),
        (b"</footer>", b"<p hidden>Zebedee</p></footer>"),
        (b"</html>", b"</html><?Zebedee?>"),
        (b"<!DOCTYPE html>", b"<!DOCTYPE html SYSTEM 'Zebedee'>"),
        (b"</body>", b"<template>Zebedee</template></body>"),
        (b"</body>", b"<zebedee></zebedee></body>"),
        (b"<body>", b"<body data-zebedee>"),
        (b"<body>", b"<body class='Zebedee'>"),
    ],
)
def test_a_word_put_anywhere_in_a_page_is_read(edition: Edition, where: bytes, put: bytes) -> None:
    assert not any(SECRET in route.text for route in html_routes(edition.html))
    changed = edition.html.replace(where, put, 1)
    assert changed != edition.html
    assert any(SECRET.lower() in route.text.lower() for route in html_routes(changed))


def _info(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = SECRET


def _xmp(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as said:
        said["dc:description"] = SECRET


def _bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _alternative_text(document: pikepdf.Pdf) -> None:
    document.Root.StructTreeRoot.K[0].K[0]["/Alt"] = pikepdf.String(SECRET)


def _annotation(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 1, 1], Contents=SECRET)
    document.pages[0].obj["/Annots"] = pikepdf.Array([document.make_indirect(note)])


def _attachment(document: pikepdf.Pdf) -> None:
    document.attachments["note.txt"] = SECRET.encode("utf-16-le")


def _unused_object(document: pikepdf.Pdf) -> None:
    document.Root["/PieceInfo"] = document.make_stream(SECRET.encode())


def _spoken_text(document: pikepdf.Pdf) -> None:
    contents = document.pages[2].Contents.read_bytes() + b"\n/Span <</ActualText (Zebedee)>> BDC EMC"
    document.pages[2].Contents = document.make_stream(contents)


def _name(document: pikepdf.Pdf) -> None:
    document.Root["/Names"] = pikepdf.Dictionary({"/Zebedee": 1})


def _xmp_element(document: pikepdf.Pdf) -> None:
    said = document.Root.Metadata.read_bytes().replace(b"</rdf:Description>", b"<pdf:Zebedee/></rdf:Description>")
    document.Root.Metadata.write(said)


@pytest.mark.parametrize(
    "put",
    [
        _info,
        _xmp,
        _bookmark,
        _alternative_text,
        _annotation,
        _attachment,
        _unused_object,
        _spoken_text,
        _name,
        _xmp_element,
    ],
)
@pytest.mark.parametrize("packed", [True, False])
def test_a_word_put_anywhere_in_a_pdf_is_read(
    edition: Edition, put: Callable[[pikepdf.Pdf], None], packed: bool
) -> None:
    assert not any(SECRET in route.text for route in pdf_routes(edition.pdf))
    written = BytesIO()
    with pikepdf.open(BytesIO(edition.pdf)) as document:
        put(document)
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        document.save(written, object_stream_mode=mode, compress_streams=packed)
    assert any(SECRET in route.text for route in pdf_routes(written.getvalue()))


def test_a_word_left_after_the_end_of_a_pdf_is_read(edition: Edition) -> None:
    assert any(SECRET in route.text for route in pdf_routes(edition.pdf + b"\n% Zebedee\n"))


def test_two_readers_agree_on_the_words_of_a_pdf(edition: Edition) -> None:
    drawn, pdfium = (route.text for route in pdf_routes(edition.pdf)[:2])
    for words in ("Ruth Adeyemi wrote the overview report", "Detective Superintendent", "1 May 2010"):
        assert all(words in " ".join(text.split()) for text in (drawn, pdfium))


def test_running_headers_are_no_part_of_what_is_read_in_order(edition: Edition) -> None:
    routes = {route.name: route for route in pdf_routes(edition.pdf)}
    assert [name for name, route in routes.items() if route.in_order] == ["pdfminer, as drawn"]
    assert "Page 3 of" in routes["PDFium"].text
    assert "Page 3 of" not in routes["pdfminer, as drawn"].text


def test_the_quick_reading_of_what_is_drawn_is_that_of_pdfminers_own_parser(edition: Edition) -> None:
    resources = PDFResourceManager()
    reader = _Reader(resources)
    slow = PDFPageInterpreter(resources, reader)
    for each in PDFPage.get_pages(BytesIO(edition.pdf)):
        slow.process_page(each)
    assert len(reader.drawn) > 1000
    assert "".join(reader.drawn) == drawn_text(edition.pdf)


@pytest.mark.parametrize("data", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_bytes_that_are_no_pdf_cannot_be_reopened(data: bytes) -> None:
    with pytest.raises(CannotReopen):
        pdf_routes(data)


def test_a_page_that_is_not_utf_8_cannot_be_reopened() -> None:
    with pytest.raises(CannotReopen, match="UTF-8"):
        html_routes(b"<p>caf\xe9</p>")


FAMILIES = [
    "Page",
    "Root",
    "Span",
    "Head",
    "Body",
    "Font",
    "Table",
    "Max",
    "Main",
    "Link",
    "Li",
    "Wide",
    "Bold",
    "Lang",
]


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_that_is_called_like_a_part_of_a_file_can_be_published_about(edition: Edition, name: str) -> None:
    roster = Roster(people=(Person(id="x", role="relative", names=(f"Ottoline {name}",), pseudonym="Adult 1"),))
    for route in (*html_routes(edition.html), *pdf_routes(edition.pdf)):
        assert find_listed(route.text, roster=roster) == ()
        assert residue(route.text, roster=roster) == ()
