"""PDF files made to do harm: circles, bombs, absurd counts, and files that are only partly there."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.core.papers.builders import locked_pdf, plain_pdf
from tests.corpus.canary import Hostile

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def raw(*objects: bytes, size: int = 0, trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from one."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + table + tail % (size or len(objects) + 1, trailer, len(data))


def page_with(content: bytes = b"", entries: bytes = b"", *more: bytes, page: bytes = PAGE) -> bytes:
    """A file of one page, with more objects from number five on."""
    return raw(CATALOGUE, PAGES, page, stream(content, entries), *more)


def zeros(megabytes: int) -> bytes:
    """That many megabytes of nothing, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packer.flush()


def _nested() -> bytes:
    inside = zeros(200)
    return page_with(zlib.compress(zlib.compress(inside, 9), 9), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def _in_hexadecimal() -> bytes:
    return page_with(zeros(200).hex().encode() + b">", b"/Filter [/ASCIIHexDecode /FlateDecode]")


def _in_runs() -> bytes:
    return page_with(zlib.compress(b"\x81 " * 3_000_000, 9), b"/Filter [/FlateDecode /RunLengthDecode]")


def _filter_in_another_object() -> bytes:
    return page_with(zlib.compress(zeros(200), 9), b"/Filter 5 0 R", b"[/FlateDecode /FlateDecode]")


def _packed_objects() -> bytes:
    return page_with(b"", b"", stream(zeros(200), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"))


def _circle_of_pages() -> bytes:
    return raw(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")


def _many_objects() -> bytes:
    return (
        b"%PDF-1.7\n"
        + b"".join(b"%d 0 obj\nnull\nendobj\n" % number for number in range(1, 500_000))
        + raw(CATALOGUE)[9:]
    )


def _deep(opening: bytes, closing: bytes) -> bytes:
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R /Deep " + opening * 100_000 + closing * 100_000 + b" >>",
        PAGES,
        PAGE,
        stream(b""),
    )


def _picture(entries: bytes) -> bytes:
    page = PAGE.replace(b"/Resources << >>", b"/Resources << /XObject << /I1 5 0 R >> >>")
    return page_with(b"q 99 0 0 99 0 0 cm /I1 Do Q", b"", stream(b"x", b"/Subtype /Image " + entries), page=page)


def _drawing_within_itself() -> bytes:
    entries = b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F1 5 0 R /F2 5 0 R >> >>"
    page = PAGE.replace(b"/Resources << >>", b"/Resources << /XObject << /F1 5 0 R >> >>")
    return page_with(b"/F1 Do", b"", stream(b"/F1 Do /F2 Do", entries), page=page)


def _circle_of_bookmarks() -> bytes:
    catalogue = CATALOGUE.replace(b">>", b"/Outlines 5 0 R >>")
    first = b"<< /Title (A) /Parent 5 0 R /Next 7 0 R /First 6 0 R >>"
    second = b"<< /Title (B) /Parent 5 0 R /Next 6 0 R >>"
    return raw(catalogue, PAGES, PAGE, stream(b""), b"<< /First 6 0 R /Last 7 0 R >>", first, second)


def _circle_of_names() -> bytes:
    catalogue = CATALOGUE.replace(b">>", b"/Names << /Dests 5 0 R >> >>")
    return raw(catalogue, PAGES, PAGE, stream(b""), b"<< /Kids [6 0 R 6 0 R] >>", b"<< /Kids [5 0 R 5 0 R] >>")


def _many_notes() -> bytes:
    notes = b"/Annots [" + b"5 0 R " * 1_000_000 + b"] /Contents"
    return page_with(b"", b"", b"<< /Subtype /Text /Rect [0 0 9 9] >>", page=PAGE.replace(b"/Contents", notes))


def _absurd_font() -> bytes:
    page = PAGE.replace(b"/Resources << >>", b"/Resources << /Font << /F1 5 0 R >> >>")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar -2000000000 /LastChar 2000000000 >>"
    return page_with(b"BT /F1 12 Tf (Text) Tj ET", b"", font, page=page)


def cut(share: float) -> Callable[[], bytes]:
    """The first part of a good file."""

    def build() -> bytes:
        data = plain_pdf("Text.")
        return data[: int(len(data) * share)]

    return build


PDF_HOSTILE = (
    Hostile("hostile-pdf-stream-bomb.pdf", lambda: page_with(zeros(200), b"/Filter /FlateDecode")),
    Hostile("hostile-pdf-bomb-packed-three-times.pdf", _nested),
    Hostile("hostile-pdf-bomb-in-hexadecimal.pdf", _in_hexadecimal),
    Hostile("hostile-pdf-bomb-of-runs.pdf", _in_runs),
    Hostile("hostile-pdf-bomb-whose-packing-is-elsewhere.pdf", _filter_in_another_object),
    Hostile("hostile-pdf-bomb-of-packed-objects.pdf", _packed_objects),
    Hostile("hostile-pdf-circle-of-pages.pdf", _circle_of_pages),
    Hostile("hostile-pdf-half-a-million-objects.pdf", _many_objects),
    Hostile("hostile-pdf-absurd-size.pdf", lambda: raw(CATALOGUE, PAGES, PAGE, stream(b""), size=4_000_000_000)),
    Hostile(
        "hostile-pdf-absurd-columns.pdf",
        lambda: page_with(zeros(1), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>"),
    ),
    Hostile(
        "hostile-pdf-absurd-colours.pdf",
        lambda: page_with(
            zeros(1), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 2147483647 /BitsPerComponent 16 >>"
        ),
    ),
    Hostile(
        "hostile-pdf-absurd-picture.pdf",
        lambda: _picture(b"/Width 1000000 /Height 1000000 /ColorSpace /DeviceRGB /BitsPerComponent 8"),
    ),
    Hostile("hostile-pdf-drawing-within-itself.pdf", _drawing_within_itself),
    Hostile("hostile-pdf-circle-of-bookmarks.pdf", _circle_of_bookmarks),
    Hostile("hostile-pdf-circle-of-names.pdf", _circle_of_names),
    Hostile("hostile-pdf-a-million-notes.pdf", _many_notes),
    Hostile(
        "hostile-pdf-absurd-count.pdf",
        lambda: raw(CATALOGUE, PAGES.replace(b"/Count 1", b"/Count 2000000000"), PAGE, stream(b"")),
    ),
    Hostile("hostile-pdf-absurd-length.pdf", lambda: page_with(b"BT ET").replace(b"/Length 5", b"/Length 5999999999")),
    Hostile(
        "hostile-pdf-page-of-miles.pdf", lambda: page_with(page=PAGE.replace(b"595 842", b"5950000000 8420000000"))
    ),
    Hostile("hostile-pdf-font-of-a-billion-letters.pdf", _absurd_font),
    Hostile("hostile-pdf-arrays-in-arrays.pdf", lambda: _deep(b"[", b"]")),
    Hostile("hostile-pdf-entries-in-entries.pdf", lambda: _deep(b"<< /A ", b">>")),
    Hostile("hostile-pdf-no-pages.pdf", lambda: raw(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>")),
    Hostile("hostile-pdf-locked.pdf", locked_pdf),
    Hostile("hostile-pdf-protected.pdf", lambda: locked_pdf(password="")),
    Hostile("hostile-pdf-half-there.pdf", cut(0.5)),
    Hostile("hostile-pdf-end-missing.pdf", cut(0.97)),
    Hostile("hostile-pdf-only-a-name.pdf", lambda: b"%PDF-1.7\n%%EOF\n"),
    Hostile("hostile-pdf-noise.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\n%%EOF\n"),
)
