"""A PDF is made anew: what its pages show arrives, in order and in its shape, and nothing that hides comes along."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Edit, Passage, UnreadablePaper
from safelight.core.papers.reading import read_paper, rewrite_paper
from tests.core.papers.builders import SHOWN, drawn_pdf, picture_png, plain_pdf, saved, scanned_pdf, write
from tests.core.papers.contract import LABEL, WORD, leave, relabel
from tests.core.papers.hiding_places import HIDDEN_IN_PDF, SHOWN_IN_PDF

PROSE = (
    "The review panel met on nine occasions and heard from every agency that had known the family, and it agreed that "
    "the report should say plainly what had been seen, by whom, and what had been done about it at the time."
)


def words_of(data: bytes) -> list[str]:
    """The words of a PDF by the drawing library alone."""
    document = pdfium.PdfDocument(data)
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.findall(r"\w+", re.sub(r"(?:\x02|\ufffe|-)\s*", "", said))


def copied(data: bytes, edits: Callable[[Passage], Sequence[Edit]] = leave) -> bytes:
    return rewrite_paper(data, name="a.pdf", edits=edits)


def set_by_typst(markup: str) -> bytes:
    written: bytes = typst.compile(markup.encode())
    return written


@pytest.mark.parametrize("place", HIDDEN_IN_PDF)
def test_what_hides_does_not_come_along(place: str) -> None:
    copy = copied(HIDDEN_IN_PDF[place](WORD))
    assert find_hidden(copy, name="a.pdf") == ()
    paper = read_paper(copy, name="a.pdf")
    assert paper.unreadable == ()
    assert all(WORD not in passage.text for passage in paper.passages)
    assert words_of(copy)[: len(SHOWN.split())] == re.findall(r"\w+", SHOWN)


@pytest.mark.parametrize("place", HIDDEN_IN_PDF)
def test_a_copy_of_a_copy_is_the_same_file(place: str) -> None:
    copy = copied(HIDDEN_IN_PDF[place](WORD), relabel)
    assert copied(copy, relabel) == copy


@pytest.mark.parametrize("place", SHOWN_IN_PDF)
def test_the_edits_are_made_and_nothing_else_is_changed(place: str) -> None:
    copy = copied(SHOWN_IN_PDF[place](WORD), relabel)
    assert find_hidden(copy, name="a.pdf") == ()
    assert all(WORD not in passage.text for passage in read_paper(copy, name="a.pdf").passages)


def test_the_same_file_gives_the_same_bytes() -> None:
    data = plain_pdf(PROSE)
    assert copied(data) == copied(data)


def test_a_forged_mark_of_our_own_does_not_save_what_hides() -> None:
    with pikepdf.open(io.BytesIO(HIDDEN_IN_PDF["covered"](WORD))) as pdf:
        pdf.docinfo["/Producer"] = "Safelight"
        forged = saved(pdf)
    assert WORD not in words_of(copied(forged))


@pytest.mark.parametrize(
    "markup",
    [
        f"= Summary\n\n{PROSE}\n\n== What was found\n\n{PROSE} *In bold.* _In italics._\n\n- one\n- two\n\n{PROSE}",
        f"#set page(columns: 2)\n= Summary\n\n{PROSE * 12}",
        f"#set page(flipped: true)\n{PROSE}\n\n#table(columns: 3, [Agency], [Date], [Act], [Health], [May], [{PROSE}])",
        f"#set page(header: [Northmere board], footer: [The report], numbering: none)\n{(PROSE + ' ') * 40}",
        f'#set text(size: 9pt, font: "New Computer Modern")\n#set par(justify: true)\n{(PROSE + chr(10) * 2) * 30}',
        f"1.1 {PROSE}\n\n1.2 {PROSE}\n\n#pagebreak()\n= Next\n{PROSE}",
    ],
    ids=["headings", "two columns", "a wide table", "running heads", "justified", "numbered"],
)
def test_every_word_arrives_in_order(markup: str) -> None:
    data = set_by_typst(markup)
    assert words_of(copied(data)) == words_of(data)


def test_a_name_over_two_lines_is_one_passage() -> None:
    data = saved(
        drawn_pdf(
            write("The board was told on the first of May that the worker saw Ann", x=60),
            write("Quillon at home, and wrote so.", x=60, y=686),
        )
    )
    asked: list[str] = []

    def note(passage: Passage) -> Sequence[Edit]:
        asked.append(passage.text)
        return ()

    copied(data, note)
    assert any(re.search(r"Ann\s+Quillon at home", text) for text in asked)


def test_a_name_over_two_pages_gets_one_label() -> None:
    line = "It was late in the evening when the duty worker of the team first spoke with Quil"
    pdf = drawn_pdf(write(line, x=60, y=72))
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[1].obj.Resources = pdf.pages[0].obj.Resources
    pdf.pages[1].obj.Contents = pdf.make_stream(write("lon and her aunt.", x=60, y=780).encode())

    def across(passage: Passage) -> Sequence[Edit]:
        return [Edit(one.start(), one.end(), LABEL) for one in re.finditer(r"Quil\s?lon", passage.text)]

    said = " ".join(words_of(copied(saved(pdf), across)))
    assert "spoke with Child N" in said
    assert "and her aunt" in said
    assert "lon" not in said.split()


def test_a_table_stays_a_table() -> None:
    copy = copied(plain_pdf("#table(columns: 2, [Agency], [Date], [Health], [March])"))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        kinds = {str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
    assert {"/Table", "/TR", "/TD", "/H1"} <= kinds


def test_a_picture_comes_along_as_its_pixels_alone() -> None:
    picture = picture_png(remark=WORD, size=(200, 150))
    data = f"bytes(({', '.join(map(str, picture))}))"
    document = set_by_typst(f"= Summary\n\n{PROSE}\n\n#image({data}, width: 100pt)\n\n{PROSE}")
    copy = copied(document)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert len(pictures) == 1
    assert find_hidden(copy, name="a.pdf") == ()
    assert words_of(copy) == words_of(document)


def test_a_copy_names_nobody_as_its_author_and_keeps_the_size_of_the_page() -> None:
    with pikepdf.open(
        io.BytesIO(copied(set_by_typst('#set page("a5")\n#set document(author: "Quillon")\nText.')))
    ) as pdf:
        assert {str(key) for key in pdf.docinfo} <= {"/Title", "/Creator", "/Producer"}
        assert [round(float(one)) for one in pdf.pages[0].MediaBox[2:]] == [420, 595]


@pytest.mark.parametrize(
    ("build", "why"),
    [
        (scanned_pdf, "picture"),
        (lambda: set_by_typst("Some words and 漢字 here."), "cannot be made anew|cannot be read"),
    ],
    ids=["a scan", "letters that no built-in typeface has"],
)
def test_what_cannot_be_made_anew_is_refused_in_one_sentence(build: Callable[[], bytes], why: str) -> None:
    with pytest.raises(UnreadablePaper, match=why) as refused:
        copied(build())
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("bar", "gone", "stays"),
    [("300 410 90 14 re f", "agency", "heard"), ("118 410 8 14 re f", "panel", "met")],
    ids=["over words", "over one letter"],
)
def test_what_a_bar_covers_on_a_full_page_is_found_and_not_copied(bar: str, gone: str, stays: str) -> None:
    lines = [
        write(
            "The panel met often and heard what every agency in the county had done." if row == 25 else PROSE[:70], y=y
        )
        for row, y in enumerate(range(60, 760, 14))
    ]
    data = saved(drawn_pdf(*lines, f"0 g {bar}"))
    assert {one.rule for one in find_hidden(data, name="a.pdf")} == {"covered-text"}
    said = words_of(copied(data))
    assert gone not in said or said.count(gone) < words_of(data).count(gone)
    assert stays in said


def test_what_only_the_reading_finds_leaves_the_copy_too() -> None:
    data = saved(
        drawn_pdf(
            write("He was charged by the police on the day of 26 March", x=60), write("of that year.", x=60, y=686)
        )
    )

    def at_the_end_of_a_line(passage: Passage) -> Sequence[Edit]:
        return [Edit(one.start(), one.end(), LABEL) for one in re.finditer(r"26 March(?=\n|$)", passage.text)]

    said = " ".join(words_of(copied(data, at_the_end_of_a_line)))
    assert "day of Child N of that year" in said
