"""PDF files in which nobody is hidden, with all that ordinary programs put into them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf

from tests.core.papers.builders import (
    annotate,
    changed_pdf,
    drawn_pdf,
    pdf_like_word,
    picture_jpeg,
    plain_pdf,
    saved,
    write,
)
from tests.corpus.canary import Benign

N = pikepdf.Name
D = pikepdf.Dictionary
TEXT = "The panel met in May, and it may be that the agencies will mark the change with a review in March."


def drawn(*instructions: str) -> Callable[[], bytes]:
    """A page drawn by instructions."""
    return lambda: saved(drawn_pdf(*instructions))


def changed(change: Callable[[pikepdf.Pdf], object]) -> Callable[[], bytes]:
    """A drawn page with something done to its file."""

    def build() -> bytes:
        pdf = drawn_pdf(write(TEXT, size=9))
        change(pdf)
        return saved(pdf)

    return build


def written(pdf: pikepdf.Pdf, **how: object) -> bytes:
    """The bytes of a file saved in a certain way."""
    into = io.BytesIO()
    pdf.save(into, deterministic_id=True, **how)  # type: ignore[arg-type]
    return into.getvalue()


def _properties(pdf: pikepdf.Pdf) -> None:
    for key, said in {
        "/Title": "Serious case review", "/Producer": "LibreOffice 24.2", "/Creator": "Writer",
        "/CreationDate": "D:20100720093000+01'00'", "/ModDate": "D:20100720093000+01'00'",
    }.items():  # fmt: skip
        pdf.docinfo[key] = said


def _metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Serious case review"
        metadata["xmp:CreatorTool"] = "Writer"
        metadata["xmp:CreateDate"] = "2010-07-20T09:30:00+01:00"


def _outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Serious case review", 0))


def _links(pdf: pikepdf.Pdf) -> None:
    for address in ("https://example.org/guidance", "mailto:board@example.org"):
        annotate(pdf, Subtype=N.Link, A=D(S=N.URI, URI=address), Border=[0, 0, 0])
    annotate(pdf, Subtype=N.Link, Dest=[pdf.pages[0].obj, N.Fit])


def _boxes(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.MediaBox = [-20, -20, 615, 862]
    page.BleedBox = [-10, -10, 605, 852]
    page.TrimBox = [0, 0, 595, 842]


def _labels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = D(Nums=[0, D(S=N.r), 1, D(S=N.D, St=1)])
    pdf.Root.PageMode = N.UseOutlines
    pdf.Root.ViewerPreferences = D(DisplayDocTitle=True)


def _photograph(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(
        picture_jpeg(), Type=N.XObject, Subtype=N.Image, Width=40, Height=30, ColorSpace=N.DeviceRGB,
        BitsPerComponent=8, Filter=N.DCTDecode,
    )  # fmt: skip
    pdf.pages[0].Resources.XObject = D(Im1=picture)
    pdf.pages[0].contents_add(b"q 160 0 0 120 72 500 cm /Im1 Do Q")


def _seen_through(pdf: pikepdf.Pdf) -> None:
    """A light wash over the page's corner, in a transparency group."""
    wash = pdf.make_stream(
        b"0.8 0.9 1 rg 0 0 200 100 re f", Type=N.XObject, Subtype=N.Form, BBox=[0, 0, 200, 100],
        Group=D(S=N.Transparency, CS=N.DeviceRGB),
    )  # fmt: skip
    pdf.pages[0].Resources.XObject = D(Fm1=wash)
    pdf.pages[0].Resources.ExtGState = D(G1=D(ca=0.5))
    pdf.pages[0].contents_add(b"q /G1 gs 1 0 0 1 380 20 cm /Fm1 Do Q")


def _letterhead(pdf: pikepdf.Pdf) -> None:
    """A heading drawn as a whole, as programs do with what repeats on every page."""
    head = pdf.make_stream(
        write("Northmere Safeguarding Children Board", x=0, y=4).encode(), Type=N.XObject, Subtype=N.Form,
        BBox=[0, 0, 400, 20], Resources=D(Font=pdf.pages[0].Resources.Font),
    )  # fmt: skip
    pdf.pages[0].Resources.XObject = D(Fm1=head)
    pdf.pages[0].contents_add(b"q 1 0 0 1 72 800 cm /Fm1 Do Q")


def _layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(D(Type=N.OCG, Name="Text"))
    pdf.pages[0].Resources.Properties = D(L1=layer)
    pdf.pages[0].contents_add(b"/OC /L1 BDC q BT /F1 12 Tf 72 600 Td (On a layer that shows.) Tj ET Q EMC")
    pdf.Root.OCProperties = D(OCGs=[layer], D=D(ON=[layer], Order=[layer]))


def _turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def _table() -> bytes:
    return plain_pdf(
        "#table(columns: 3, "
        'fill: (_, y) => if y == 0 { rgb("#1d3557") } else if calc.odd(y) { luma(235) } else { white },'
        " text(white)[*Agency*], text(white)[*Date*], text(white)[*What was done*],"
        " [Health], [3 March], [A visit, and a letter to the school nurse about the next one],"
        " [Housing], [4 March], [A call])"
    )


def _letters_one_by_one() -> bytes:
    said = "Written letter by letter, as a browser does."
    steps = "".join(f"1 0 0 1 {72 + 7 * place} 640 Tm ({letter}) Tj " for place, letter in enumerate(said))
    return saved(drawn_pdf(f"BT /F1 12 Tf {steps} ET"))


LONG = "\n\n".join(f"== Finding {number}\n\n{TEXT} {TEXT}" for number in range(1, 40))

PDF_BENIGN = (
    Benign("benign-pdf-tagged-with-headings.pdf", lambda: plain_pdf("== Key issues", TEXT, "== What was learnt", TEXT)),
    Benign("benign-pdf-many-pages.pdf", lambda: plain_pdf(LONG)),
    Benign("benign-pdf-table-with-shaded-rows.pdf", _table),
    Benign(
        "benign-pdf-links-in-text.pdf", lambda: plain_pdf('See #link("https://example.org/guidance")[the guidance].')
    ),
    Benign(
        "benign-pdf-lists-notes-and-numbers.pdf",
        lambda: plain_pdf("- One\n- Two\n+ First\n+ Second", "A point#footnote[Small print at the foot.]."),
    ),
    Benign(
        "benign-pdf-accents-and-ligatures.pdf",
        lambda: plain_pdf("The café's office staff filed an official, naïve affidavit: £5 – “fine”."),
    ),
    Benign(
        "benign-pdf-underlined-struck-and-highlighted.pdf",
        lambda: plain_pdf("#underline[Under], #highlight[marked], #strike[struck] and *bold*."),
    ),
    Benign("benign-pdf-properties-of-a-program.pdf", changed(_properties)),
    Benign("benign-pdf-metadata-of-a-program.pdf", changed(_metadata)),
    Benign("benign-pdf-bookmark-of-a-heading.pdf", changed(_outline)),
    Benign("benign-pdf-links.pdf", changed(_links)),
    Benign("benign-pdf-page-boxes-with-bleed.pdf", changed(_boxes)),
    Benign("benign-pdf-page-labels.pdf", changed(_labels)),
    Benign("benign-pdf-photograph.pdf", changed(_photograph)),
    Benign("benign-pdf-transparency-group.pdf", changed(_seen_through)),
    Benign("benign-pdf-letterhead-as-a-drawing.pdf", changed(_letterhead)),
    Benign("benign-pdf-layer-that-shows.pdf", changed(_layer)),
    Benign("benign-pdf-turned-page.pdf", changed(_turned)),
    Benign(
        "benign-pdf-white-on-a-dark-band.pdf",
        drawn("0.1 0.2 0.4 rg 0 690 595 40 re f", write("Key findings", before="1 1 1 rg")),
    ),
    Benign(
        "benign-pdf-grey-and-coloured-words.pdf",
        drawn(write("In grey.", before="0.45 g"), write("In blue.", y=660, before="0 0.2 0.7 rg")),
    ),
    Benign("benign-pdf-small-print.pdf", drawn(write("Printed small, but not too small to read.", size=5))),
    Benign(
        "benign-pdf-bold-by-printing-twice.pdf", drawn(write("Bold"), write("Bold", x=73).replace("73 700", "72.4 700"))
    ),
    Benign("benign-pdf-letters-one-by-one.pdf", _letters_one_by_one),
    Benign(
        "benign-pdf-chart.pdf",
        drawn(
            *(f"0.2 0.4 0.6 rg {80 + 40 * bar} 500 24 {20 + 17 * bar} re f" for bar in range(8)),
            write("Visits by month", y=480),
        ),
    ),
    Benign(
        "benign-pdf-two-endings-like-word.pdf", lambda: pdf_like_word("The review was agreed.", "It was published.")
    ),
    Benign(
        "benign-pdf-prepared-for-the-web.pdf",
        lambda: written(pikepdf.open(io.BytesIO(plain_pdf(LONG))), linearize=True),
    ),
    Benign(
        "benign-pdf-packed-objects.pdf",
        lambda: written(
            pikepdf.open(io.BytesIO(plain_pdf(TEXT))), object_stream_mode=pikepdf.ObjectStreamMode.generate
        ),
    ),
    Benign("benign-pdf-unpacked-for-looking.pdf", lambda: written(pikepdf.open(io.BytesIO(plain_pdf(TEXT))), qdf=True)),
    Benign("benign-pdf-title-that-is-on-the-page.pdf", lambda: changed_pdf(_properties)),
)
