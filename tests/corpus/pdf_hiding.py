"""PDF files in which somebody is hidden: under things, off the page, in fonts, in objects, between objects."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

from tests.core.papers.builders import (
    SHOWN,
    annotate,
    changed_pdf,
    drawn_pdf,
    layered,
    littered_pdf,
    marked,
    picture_jpeg,
    plain_pdf,
    saved,
    scanned_pdf,
    twice_saved_pdf,
    write,
)
from tests.corpus.canary import Canary, Caught

N = pikepdf.Name
D = pikepdf.Dictionary
HIDDEN, UNREADABLE = Caught.HIDDEN, Caught.UNREADABLE
BAR = "0 g 60 690 300 30 re f"


def drawn(*instructions: str) -> Callable[[str], bytes]:
    """A page drawn by instructions in which `{}` is the word."""
    return lambda word: saved(drawn_pdf(*(one.replace("{}", word) for one in instructions)))


def told(change: Callable[[pikepdf.Pdf, str], object]) -> Callable[[str], bytes]:
    """A clean page in whose file something is changed."""

    def build(word: str) -> bytes:
        pdf = drawn_pdf(write("The review was agreed in March."))
        change(pdf, word)
        return saved(pdf)

    return build


def tagged(change: Callable[[pikepdf.Pdf, str], object]) -> Callable[[str], bytes]:
    """A clean tagged file in which something is changed."""
    return lambda word: changed_pdf(lambda pdf: change(pdf, word))


def with_state(**entries: object) -> Callable[[str], bytes]:
    """A page on which the word is written in a graphics state of its own."""

    def build(word: str) -> bytes:
        pdf = drawn_pdf(write(word, before="/G1 gs"))
        pdf.pages[0].Resources.ExtGState = D(G1=D(**entries))
        return saved(pdf)

    return build


def form(pdf: pikepdf.Pdf, content: str, **entries: object) -> pikepdf.Object:
    """A drawing that can be used as a whole, with the page's fonts."""
    return pdf.make_stream(
        content.encode("latin-1"),
        Type=N.XObject,
        Subtype=N.Form,
        BBox=[0, 0, 595, 842],
        Resources=D(Font=pdf.pages[0].Resources.Font),
        **entries,
    )


def use(pdf: pikepdf.Pdf, name: str, one: pikepdf.Object, *, draw: bool = True) -> None:
    """Put a drawing or picture among the page's resources, and draw it."""
    resources = pdf.pages[0].Resources
    if "/XObject" not in resources:
        resources.XObject = D()
    resources.XObject[f"/{name}"] = one
    if draw:
        pdf.pages[0].contents_add(f"q 40 0 0 30 72 600 cm /{name} Do Q".encode())


def _under_a_picture(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].contents_add(write(word).encode())
    pixels = bytes([40, 90, 60]) * 12
    picture = pdf.make_stream(
        pixels, Type=N.XObject, Subtype=N.Image, Width=4, Height=3, ColorSpace=N.DeviceRGB, BitsPerComponent=8
    )
    use(pdf, "Im1", picture, draw=False)
    pdf.pages[0].contents_add(b"q 300 0 0 30 60 690 cm /Im1 Do Q")


def _under_a_note(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].contents_add(write(word).encode())
    marked(pdf)


def _redaction(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].contents_add(write(word, y=640).encode())
    annotate(pdf, Subtype=N.Redact, Rect=[60, 630, 360, 660], QuadPoints=[60, 660, 360, 660, 60, 630, 360, 630])


def _layer(pdf: pikepdf.Pdf, word: str, layer: pikepdf.Object, settings: pikepdf.Dictionary) -> None:
    pdf.pages[0].contents_add(f"/OC /L1 BDC {write(word, y=640)} EMC".encode())
    pdf.pages[0].Resources.Properties = D(L1=layer)
    pdf.Root.OCProperties = settings


def _layer_by_usage(pdf: pikepdf.Pdf, word: str) -> None:
    layer = pdf.make_indirect(D(Type=N.OCG, Name="Draft", Usage=D(View=D(ViewState=N.OFF))))
    usage = D(Event=N.View, OCGs=[layer], Category=[N.View])
    _layer(pdf, word, layer, D(OCGs=[layer], D=D(AS=[usage])))


def _layer_by_state(pdf: pikepdf.Pdf, word: str) -> None:
    layer = pdf.make_indirect(D(Type=N.OCG, Name="Draft"))
    _layer(pdf, word, layer, D(OCGs=[layer], D=D(BaseState=N.OFF)))


def _layer_by_policy(pdf: pikepdf.Pdf, word: str) -> None:
    layer = pdf.make_indirect(D(Type=N.OCG, Name="Draft"))
    member = pdf.make_indirect(D(Type=N.OCMD, OCGs=[layer], P=N.AllOff))
    _layer(pdf, word, member, D(OCGs=[layer], D=D()))


def _layer_of_a_drawing(pdf: pikepdf.Pdf, word: str) -> None:
    layer = pdf.make_indirect(D(Type=N.OCG, Name="Draft"))
    use(pdf, "Fm1", form(pdf, write(word, x=0, y=5), OC=layer))
    pdf.Root.OCProperties = D(OCGs=[layer], D=D(OFF=[layer]))


def _name_of_a_layer(pdf: pikepdf.Pdf, word: str) -> None:
    layer = pdf.make_indirect(D(Type=N.OCG, Name=f"Notes on {word}"))
    pdf.Root.OCProperties = D(OCGs=[layer], D=D(ON=[layer]))


def _unused_drawing(pdf: pikepdf.Pdf, word: str) -> None:
    use(pdf, "Fm1", form(pdf, write(word)), draw=False)


def _unused_pattern(pdf: pikepdf.Pdf, word: str) -> None:
    tile = pdf.make_stream(
        write(word).encode(),
        Type=N.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 99, 99], XStep=99, YStep=99,
        Resources=D(Font=pdf.pages[0].Resources.Font),
    )  # fmt: skip
    pdf.pages[0].Resources.Pattern = D(P1=tile)


def _shape_of_a_letter(pdf: pikepdf.Pdf, word: str) -> None:
    shape = pdf.make_stream(f"750 0 d0 BT /F1 1 Tf ({word}) Tj ET".encode())
    pdf.pages[0].Resources.Font.F9 = D(
        Type=N.Font, Subtype=N.Type3, FontBBox=[0, 0, 750, 750], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=D(a=shape), Encoding=D(Differences=[97, N.a]), FirstChar=97, LastChar=97, Widths=[750],
        Resources=D(Font=D(F1=pdf.pages[0].Resources.Font.F1)),
    )  # fmt: skip


def _soft_mask(pdf: pikepdf.Pdf, word: str) -> None:
    mask = form(pdf, write(word), Group=D(S=N.Transparency, CS=N.DeviceGray))
    pdf.pages[0].Resources.ExtGState = D(G1=D(SMask=D(S=N.Luminosity, G=mask)))
    pdf.pages[0].contents_add(b"q /G1 gs 1 g 0 0 1 1 re f Q")


def _lying_map(pdf: pikepdf.Pdf, word: str) -> None:
    """The page draws the word, and the font says that it reads otherwise."""
    rows = "".join(f"<{code:02X}> <{0x61 + code % 26:04X}>\n" for code in sorted(set(word.encode())))
    mapping = f"1 begincodespacerange <00> <FF> endcodespacerange {len(set(word))} beginbfchar\n{rows}endbfchar"
    font = D(pdf.pages[0].Resources.Font.F1)
    font.ToUnicode = pdf.make_stream(mapping.encode())
    pdf.pages[0].Resources.Font.F2 = font
    pdf.pages[0].contents_add(write(word, y=640).replace("/F1", "/F2").encode())


def _font_without_map(pdf: pikepdf.Pdf, word: str) -> None:
    below = D(
        Type=N.Font,
        Subtype=N.CIDFontType2,
        BaseFont=N.Unknown,
        CIDSystemInfo=D(Registry="A", Ordering="B", Supplement=0),
    )
    pdf.pages[0].Resources.Font.F2 = D(
        Type=N.Font, Subtype=N.Type0, BaseFont=N.Unknown, Encoding=N("/Identity-H"), DescendantFonts=[below]
    )
    codes = "".join(f"{ord(letter) - 29:04X}" for letter in word)
    pdf.pages[0].contents_add(f"BT /F2 12 Tf 72 640 Td <{codes}> Tj ET".encode())


def letters_as_lines(word: str) -> str:
    """Instructions that draw something like letters, with curves and without a font."""
    pieces = []
    for place, letter in enumerate(word):
        x = 72 + place * 9
        curves = " ".join(
            f"{x + step} {640 + step} {x + 5} {645 + step} {x + 3} 648 c" for step in range(2 + ord(letter) % 7)
        )
        pieces.append(f"{x} 640 m {curves} {x + 6} 640 l {x + 6} 643 l {x + 4} 641 l {x + 2} 640 l h f")
    return "\n".join(pieces)


def _structure(key: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, word: str) -> None:
        pdf.Root.StructTreeRoot[key] = word

    return change


def _info(key: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, word: str) -> None:
        pdf.docinfo[key] = word

    return change


def _xmp(pdf: pikepdf.Pdf, word: str, *, of: pikepdf.Object | None = None) -> None:
    packet = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        f'xmlns:own="http://example.org/ns/" own:case="{word}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    (pdf.Root if of is None else of).Metadata = pdf.make_stream(packet.encode(), Type=N.Metadata, Subtype=N.XML)


def _thumbnail(pdf: pikepdf.Pdf, _word: str) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        bytes(300), Width=10, Height=10, ColorSpace=N.DeviceRGB, BitsPerComponent=8
    )


def _programs_own_data(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].obj.PieceInfo = D(Layout=D(LastModified="D:20100720", Private=D(Document=f"C:/Cases/{word}.indd")))


def _reply(pdf: pikepdf.Pdf, word: str) -> None:
    annotate(pdf, Subtype=N.Text, Contents="See reply")
    annotate(pdf, Subtype=N.Text, RC=f"<body><p>{word}</p></body>", IRT=pdf.pages[0].obj.Annots[0])
    annotate(pdf, Subtype=N.Popup, Parent=pdf.pages[0].obj.Annots[0])


def _note(**entries: object) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, word: str) -> None:
        filled = {key: entry.replace("{}", word) if isinstance(entry, str) else entry for key, entry in entries.items()}
        annotate(pdf, **filled)

    return change


def _field(**entries: object) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, word: str) -> None:
        _note(Subtype=N.Widget, FT=N.Tx, **{"T": "a", **entries})(pdf, word)
        pdf.Root.AcroForm = D(Fields=[pdf.pages[0].obj.Annots[-1]])

    return change


def _options(pdf: pikepdf.Pdf, word: str) -> None:
    annotate(pdf, Subtype=N.Widget, FT=N.Ch, T="a", Opt=["Yes", "No", word])
    pdf.Root.AcroForm = D(Fields=[pdf.pages[0].obj.Annots[-1]])


def _script(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].obj.AA = D(O=D(S=N.JavaScript, JS=pdf.make_stream(f"var child = '{word}';".encode())))


def _action(**entries: object) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, word: str) -> None:
        action = {key: entry.replace("{}", word) if isinstance(entry, str) else entry for key, entry in entries.items()}
        annotate(pdf, Subtype=N.Link, A=D(**action))

    return change


def _attachment(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, word.encode(), filename="notes.txt")


def _attachment_of_a_note(pdf: pikepdf.Pdf, word: str) -> None:
    inside = pdf.make_stream(word.encode(), Type=N.EmbeddedFile)
    annotate(pdf, Subtype=N.FileAttachment, FS=D(Type=N.Filespec, F="a.bin", EF=D(F=inside)))


def _associated_file(pdf: pikepdf.Pdf, word: str) -> None:
    inside = pdf.make_stream(b"x", Type=N.EmbeddedFile)
    pdf.Root.AF = [D(Type=N.Filespec, F=f"{word}.docx", UF=f"{word}.docx", EF=D(F=inside), AFRelationship=N.Source)]


def _destination(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.Names = D(Dests=D(Names=[word, [pdf.pages[0].obj, N.Fit]]))


def _resource_name(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].Resources.ColorSpace = D()
    pdf.pages[0].Resources.ColorSpace[f"/{word} house"] = pikepdf.Array([N.CalGray, D(WhitePoint=[1, 1, 1])])


def _font_name(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].Resources.Font.F1.BaseFont = N(f"/ABCDEF+{word}-Regular")


def _font_file(pdf: pikepdf.Pdf, word: str) -> None:
    said = f"Hand of {word}".encode("utf-16-be")
    table = struct.pack(">HHH6H", 0, 1, 18, 3, 1, 0x409, 1, len(said), 0) + said
    data = b"\0\1\0\0" + struct.pack(">4H", 1, 16, 0, 0) + struct.pack(">4sLLL", b"name", 0, 28, len(table)) + table
    pdf.pages[0].Resources.Font.F1.FontDescriptor = D(
        Type=N.FontDescriptor, FontName=N.Helvetica, Flags=32, FontFile2=pdf.make_stream(data, Length1=len(data))
    )


def _profile(pdf: pikepdf.Pdf, word: str) -> None:
    said = b"desc\0\0\0\0" + struct.pack(">L", len(word) + 1) + word.encode() + b"\0"
    data = bytes(128) + struct.pack(">L4sLL", 1, b"desc", 144, len(said)) + said
    profile = pdf.make_stream(data, N=1, Alternate=N.DeviceGray)
    pdf.pages[0].Resources.ColorSpace = D(C1=pikepdf.Array([N.ICCBased, profile]))


def _output_intent(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.OutputIntents = [D(Type=N.OutputIntent, S=N.GTS_PDFX, OutputConditionIdentifier="Custom", Info=word)]


def _photograph(pdf: pikepdf.Pdf, word: str) -> None:
    picture = pdf.make_stream(
        picture_jpeg(remark=word), Type=N.XObject, Subtype=N.Image, Width=40, Height=30, ColorSpace=N.DeviceRGB,
        BitsPerComponent=8, Filter=N.DCTDecode,
    )  # fmt: skip
    use(pdf, "Im1", picture)


def _data_of_a_picture(pdf: pikepdf.Pdf, word: str) -> None:
    picture = pdf.make_stream(
        bytes(12), Type=N.XObject, Subtype=N.Image, Width=4, Height=3, ColorSpace=N.DeviceGray, BitsPerComponent=8
    )
    _xmp(pdf, word, of=picture)
    use(pdf, "Im1", picture)


def _jpeg_2000(pdf: pikepdf.Pdf, word: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (16, 16), (20, 80, 120)).save(written, "JPEG2000")
    said = f"<x>{word} at home</x>".encode()
    data = written.getvalue() + struct.pack(">L4s", 8 + len(said), b"xml ") + said
    use(pdf, "Im1", pdf.make_stream(data, Type=N.XObject, Subtype=N.Image, Width=16, Height=16, Filter=N.JPXDecode))


def _signature(pdf: pikepdf.Pdf, word: str) -> None:
    signed = D(
        Type=N.Sig, Filter=N("/Adobe.PPKLite"), ByteRange=[0, 1, 2, 3], Contents=bytes(64), Name=word, Reason="Agreed"
    )
    annotate(pdf, Subtype=N.Widget, FT=N.Sig, T="s", V=signed)
    pdf.Root.AcroForm = D(Fields=[pdf.pages[0].obj.Annots[-1]], SigFlags=3)


def _unknown_stream(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root[N("/Vault")] = pdf.make_stream(zlib.compress(word.encode()))


def _media(pdf: pikepdf.Pdf, word: str) -> None:
    model = pdf.make_stream(word.encode(), Type=N("/3D"), Subtype=N.U3D)
    annotate(pdf, Subtype=N("/3D"), **{"3DD": model})


def _xfa(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.AcroForm = D(Fields=[], XFA=pdf.make_stream(f"<xfa><name>{word}</name></xfa>".encode()))


def _private_key(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root[N("/CaseFile")] = D(Child=word)


def _remark_in_the_file(word: str) -> bytes:
    data = saved(drawn_pdf(write("Text.")))
    return data.replace(b"trailer", f"% seen by {word}\ntrailer".encode(), 1) if b"trailer" in data else _before(word)


def _before(word: str) -> bytes:
    return f"{word} was here\n".encode() + saved(drawn_pdf(write("Text.")))


def _remark_among_instructions(word: str) -> bytes:
    return saved(drawn_pdf(write("Text."), f"% {word}", write("More.", y=600)))


def _last_page_lost(word: str) -> bytes:
    """Two savings, both prepared for the web or not: the second one takes a page away and leaves it in the file."""
    return littered_pdf(word)


def _linear_then_saved_again(word: str) -> bytes:
    pdf = drawn_pdf(write(word))
    written = io.BytesIO()
    pdf.save(written, linearize=True)
    first = written.getvalue()
    with pikepdf.open(io.BytesIO(first)) as opened:
        root, size = opened.Root.objgen[0], int(opened.trailer.Size)
        number = opened.pages[0].Contents.objgen[0]
    stream = write(SHOWN, y=780).encode()
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(stream), stream)
    previous = int(first[: first.rfind(b"%%EOF")].rsplit(b"startxref", 1)[1].split()[0])
    table = (
        f"xref\n{number} 1\n{len(first):010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\n"
    )
    return first + body + table.encode() + f"startxref\n{len(first) + len(body)}\n%%EOF\n".encode()


def in_wide_letters(word: str) -> bytes:
    """A string in two bytes a letter, written in hexadecimal."""
    return tagged(
        lambda pdf, said: pdf.Root.StructTreeRoot.__setitem__(N.Alt, pikepdf.String(said.encode("utf-16").hex()))
    )(word)


PDF_CANARIES = (
    Canary("pdf-text-under-a-black-box.pdf", drawn(write("{}"), BAR)),
    Canary("pdf-text-under-a-coloured-box.pdf", drawn(write("{}"), "0.2 0.4 0.7 rg 60 690 300 30 re f")),
    Canary("pdf-text-under-a-thick-line.pdf", drawn(write("{}"), "0 G 20 w 60 704 m 360 704 l S")),
    Canary("pdf-text-under-a-polygon.pdf", drawn(write("{}"), "0 g 55 690 m 360 685 l 380 722 l 70 730 l h f")),
    Canary("pdf-text-under-a-picture.pdf", told(_under_a_picture)),
    Canary("pdf-text-under-a-mark.pdf", told(_under_a_note)),
    Canary("pdf-text-half-covered.pdf", drawn(write("{}"), "0 g 60 700 300 6 re f")),
    Canary("pdf-redaction-that-was-not-applied.pdf", told(_redaction)),
    Canary("pdf-white-text.pdf", drawn(write("{}", before="1 1 1 rg"))),
    Canary(
        "pdf-text-in-the-colour-of-its-background.pdf",
        drawn("0.9 0.8 0.7 rg 60 690 300 30 re f", write("{}", before="0.9 0.8 0.7 rg")),
    ),
    Canary("pdf-invisible-text.pdf", drawn(write("{}", before="3 Tr"))),
    Canary("pdf-text-as-a-clip.pdf", drawn(write("{}", before="7 Tr"))),
    Canary("pdf-transparent-text.pdf", with_state(ca=0)),
    Canary("pdf-text-outside-a-clip.pdf", drawn("q 0 0 10 10 re W n", write("{}"), "Q")),
    Canary("pdf-text-off-the-page.pdf", drawn(write("{}", x=900))),
    Canary("pdf-tiny-text.pdf", drawn(write("{}", size=1))),
    Canary("pdf-text-squeezed-flat.pdf", drawn("q BT /F1 12 Tf 0.01 Tz 72 700 Td ({}) Tj ET Q")),
    Canary("pdf-text-written-over-itself.pdf", drawn("BT /F1 12 Tf 72 700 Td [({}) 7000 (########)] TJ ET", BAR)),
    Canary("pdf-layer-that-is-off.pdf", lambda word: saved(layered(drawn_pdf("/OC /L1 BDC", write(word), "EMC")))),
    Canary("pdf-layer-off-by-its-usage.pdf", told(_layer_by_usage)),
    Canary("pdf-layer-off-by-default.pdf", told(_layer_by_state)),
    Canary("pdf-layer-off-by-membership.pdf", told(_layer_by_policy)),
    Canary("pdf-drawing-on-a-layer-that-is-off.pdf", told(_layer_of_a_drawing)),
    Canary("pdf-name-of-a-layer.pdf", told(_name_of_a_layer)),
    Canary("pdf-drawing-that-no-page-uses.pdf", told(_unused_drawing)),
    Canary("pdf-pattern-that-no-page-uses.pdf", told(_unused_pattern)),
    Canary("pdf-text-in-the-shape-of-a-letter.pdf", told(_shape_of_a_letter)),
    Canary("pdf-text-in-a-soft-mask.pdf", told(_soft_mask)),
    Canary("pdf-font-that-says-other-letters.pdf", told(_lying_map), cleans=False),
    Canary("pdf-font-that-says-no-letters.pdf", told(_font_without_map), caught_by=UNREADABLE, cleans=False),
    Canary("pdf-page-that-is-a-picture.pdf", lambda _word: scanned_pdf(), caught_by=UNREADABLE, cleans=False),
    Canary(
        "pdf-letters-drawn-as-lines.pdf",
        lambda word: saved(drawn_pdf(write("Some words of text."), letters_as_lines(word))),
        caught_by=UNREADABLE,
        cleans=False,
    ),
    Canary("pdf-replacement-text.pdf", drawn("/Span <</ActualText ({})>> BDC", write("x"), "EMC")),
    Canary("pdf-expansion-of-an-abbreviation.pdf", drawn("/Span <</E ({})>> BDC", write("x"), "EMC")),
    Canary("pdf-name-of-a-mark.pdf", drawn("/{} BMC", write("x"), "EMC")),
    Canary("pdf-alternative-text.pdf", tagged(_structure("/Alt"))),
    Canary("pdf-title-of-a-tag.pdf", tagged(_structure("/T"))),
    Canary("pdf-author.pdf", told(_info("/Author"))),
    Canary("pdf-property-of-their-own.pdf", told(_info("/CaseWorker"))),
    Canary("pdf-metadata-property.pdf", told(_xmp)),
    Canary("pdf-metadata-of-a-page.pdf", told(lambda pdf, word: _xmp(pdf, word, of=pdf.pages[0].obj))),
    Canary("pdf-metadata-of-a-picture.pdf", told(_data_of_a_picture)),
    Canary("pdf-thumbnail.pdf", told(_thumbnail), caught_by=HIDDEN),
    Canary("pdf-data-of-a-program.pdf", told(_programs_own_data)),
    Canary("pdf-note.pdf", told(_note(Subtype=N.Text, Contents="Ask {}"))),
    Canary("pdf-author-of-a-note.pdf", told(_note(Subtype=N.Highlight, T="{}"))),
    Canary("pdf-name-of-a-note.pdf", told(_note(Subtype=N.Square, NM="{}"))),
    Canary("pdf-rich-text-of-a-reply.pdf", told(_reply)),
    Canary("pdf-value-of-a-field.pdf", told(_field(V="{}"))),
    Canary("pdf-tooltip-of-a-field.pdf", told(_field(TU="{}"))),
    Canary("pdf-hidden-field.pdf", told(_field(V="{}", F=2))),
    Canary("pdf-options-of-a-field.pdf", told(_options)),
    Canary("pdf-script-of-a-page.pdf", told(_script)),
    Canary("pdf-link-to-a-file.pdf", told(_action(S=N.Launch, F="C:/{}.docx"))),
    Canary("pdf-link-to-another-document.pdf", told(_action(S=N.GoToR, F="{}.pdf"))),
    Canary("pdf-address-of-a-form.pdf", told(_action(S=N.SubmitForm, F="https://example.org/{}"))),
    Canary("pdf-web-address.pdf", told(_action(S=N.URI, URI="https://example.org/{}"))),
    Canary(
        "pdf-base-of-web-addresses.pdf",
        told(lambda pdf, word: setattr(pdf.Root, "URI", D(Base=f"https://example.org/{word}"))),
    ),
    Canary("pdf-attachment.pdf", told(_attachment)),
    Canary("pdf-attachment-of-a-note.pdf", told(_attachment_of_a_note), caught_by=HIDDEN),
    Canary("pdf-associated-file.pdf", told(_associated_file)),
    Canary("pdf-named-destination.pdf", told(_destination)),
    Canary("pdf-label-of-a-page.pdf", told(lambda pdf, word: setattr(pdf.Root, "PageLabels", D(Nums=[0, D(P=word)])))),
    Canary("pdf-name-of-a-colour-space.pdf", told(_resource_name)),
    Canary("pdf-name-of-a-font.pdf", told(_font_name)),
    Canary("pdf-name-inside-a-font-file.pdf", told(_font_file)),
    Canary("pdf-name-of-a-colour-profile.pdf", told(_profile)),
    Canary("pdf-output-intent.pdf", told(_output_intent)),
    Canary("pdf-data-of-a-photograph.pdf", told(_photograph)),
    Canary("pdf-data-of-a-jpeg-2000-picture.pdf", told(_jpeg_2000)),
    Canary("pdf-signature.pdf", told(_signature)),
    Canary("pdf-stream-of-an-unknown-kind.pdf", told(_unknown_stream), caught_by=UNREADABLE),
    Canary("pdf-three-dimensional-model.pdf", told(_media)),
    Canary("pdf-form-of-another-kind.pdf", told(_xfa)),
    Canary("pdf-private-entry.pdf", told(_private_key)),
    Canary("pdf-earlier-saving.pdf", twice_saved_pdf),
    Canary("pdf-earlier-saving-prepared-for-the-web.pdf", _linear_then_saved_again),
    Canary("pdf-page-that-is-no-longer-used.pdf", _last_page_lost),
    Canary("pdf-remark-between-objects.pdf", _remark_in_the_file),
    Canary("pdf-remark-among-instructions.pdf", _remark_among_instructions),
    Canary("pdf-words-before-the-file.pdf", _before),
    Canary("pdf-words-after-the-end.pdf", lambda word: plain_pdf() + f"\n{word}".encode()),
)
