"""A report from Word is laid out into the sections: nothing that was written is overwritten, nothing of it is lost."""

from __future__ import annotations

import io

import pytest
from django.db import DatabaseError, connection, transaction
from docx import Document

from safelight.core.review.bringing_in import AWAY, LEFT, NEW
from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.writing.actions import bringing_in, reading
from safelight.records.writing.models import BroughtReport, Leftover, SectionVersion, WrittenReport
from safelight.records.writing.sections import standing_in, words_of
from tests.factories import Cast
from tests.records.writing.written import AT, a_written_report, first, headings, text_of, typed

pytestmark = pytest.mark.django_db


def a_report() -> bytes:
    document = Document()
    document.add_heading("Overview report on Corinna", 0)
    document.add_paragraph("For the board alone.")
    document.add_heading("1. Introduction", 1)
    document.add_paragraph("Corinna was six.")
    document.add_heading("The panel", 2)
    document.add_paragraph("A chair", style="List Bullet")
    document.add_paragraph("A doctor", style="List Bullet")
    document.add_heading("Good practice", 1)
    document.add_paragraph("A nurse came back.")
    document.add_heading("Appendix", 1)
    table = document.add_table(rows=2, cols=2)
    for place, words in enumerate(("Day", "What", "3 May", "A call")):
        table.cell(place // 2, place % 2).text = words
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture
def report(cast: Cast) -> WrittenReport:
    return a_written_report(cast)


def brought_in(cast: Cast, report: WrittenReport, *, data: bytes = b"", name: str = "report.docx") -> BroughtReport:
    return bringing_in.bring_in_report(
        report=report.pk, untrusted_data=data or a_report(), name=name, by=cast.author, at=AT
    )


def laid_out(cast: Cast, brought: BroughtReport, *, after: bool = False, **heading_to: str) -> None:
    page = reading.read_brought(brought=brought.pk, by=cast.author, at=AT)
    chosen = {piece.number: heading_to.get(piece.heading, piece.section) for piece in page.pieces}
    bringing_in.lay_out_report(brought=brought.pk, chosen=chosen, after=after, by=cast.author, at=AT)


def everything(report: WrittenReport) -> str:
    return "\n".join(words_of(version).text for _, version in standing_in(report))


def test_its_headings_are_matched_and_its_words_stand_in_the_sections(cast: Cast, report: WrittenReport) -> None:
    brought, introduction = brought_in(cast, report), first(report)
    assert everything(report).strip() == ""
    laid_out(cast, brought, Appendix=LEFT)
    assert text_of(introduction) == "Corinna was six.\n\n### The panel\n\n- A chair\n- A doctor"
    assert headings(report)[:4] == ["Overview report on Corinna", "Introduction", "Good practice", "The facts"]
    (left,) = reading.read_leftovers(report=report.pk, by=cast.panel_member, at=AT).leftovers
    assert (left.heading, "| 3 May | A call |" in left.text) == ("Appendix", True)
    assert introduction.versions.last().way == "brought_in"
    for act in ("writing.bring_in_report", "writing.lay_out_report"):
        assert Entry.objects.filter(action=act).count() == 1
    with pytest.raises(NotNow, match="already"):
        laid_out(cast, brought)


def test_where_something_is_written_both_stand_and_somebody_chooses(cast: Cast, report: WrittenReport) -> None:
    introduction = first(report)
    typed(introduction, cast.manager, "She was six.", base=1)
    laid_out(cast, brought_in(cast, report))
    text = text_of(introduction)
    assert text.startswith("[[ Two versions")
    assert "She was six." in text
    assert "Corinna was six." in text
    ways = list(introduction.versions.values_list("way", "aside"))
    assert ways == [("begun", False), ("typed", False), ("brought_in", True), ("merged", False)]
    laid_out(cast, brought_in(cast, report), after=True)
    assert text_of(introduction).startswith(text)


def test_a_section_that_was_not_touched_takes_over_the_files_heading_and_new_ones_stand_where_the_file_has_them(
    cast: Cast, report: WrittenReport
) -> None:
    data = b"# 4. Conclusions of it\n\nA.\n\n# Next\n\nB.\n\n# After that\n\nC.\n\n# Recommendations made\n\nD.\n"
    brought = brought_in(cast, report, data=data, name="report.md")
    pieces = reading.read_brought(brought=brought.pk, by=cast.author, at=AT).pieces
    keys = {words_of(version).heading: str(row.pk) for row, version in standing_in(report)}
    assert [piece.section for piece in pieces] == [keys["Conclusions"], NEW, NEW, keys["Recommendations"]]
    laid_out(cast, brought)
    assert headings(report)[3:] == ["Conclusions of it", "Next", "After that", "Recommendations made"]
    again = brought_in(cast, report, data=b"# The facts, as known\n\nE.\n\n# 3. ANALYSIS\n\nF.\n", name="more.md")
    laid_out(cast, again)
    assert "ANALYSIS" in headings(report)
    assert Entry.objects.filter(action="writing.lay_out_report").count() == 2


def test_a_heading_too_long_for_a_section_stands_in_full_above_its_words(cast: Cast, report: WrittenReport) -> None:
    long = f"Conclusions {'and more of them ' * 20}at last"
    laid_out(cast, brought_in(cast, report, data=f"# {long}\n\nA.\n".encode(), name="report.md"))
    section = report.sections.order_by("place")[3]
    assert headings(report)[3] == long[:200]
    assert text_of(section) == f"### {long}\n\nA."


def test_the_same_file_twice_changes_no_section(cast: Cast, report: WrittenReport) -> None:
    for _ in range(2):
        laid_out(cast, brought_in(cast, report), **{"Good practice": LEFT, "Overview report on Corinna": LEFT})
    assert first(report).versions.count() == 2


def test_what_is_left_over_is_placed_put_away_and_placed_after_all(cast: Cast, report: WrittenReport) -> None:
    introduction = first(report)
    laid_out(cast, brought_in(cast, report), Appendix=LEFT, **{"Good practice": LEFT})
    practice, appendix = Leftover.objects.order_by("number")
    typed(introduction, cast.author, "Typed.", base=2)
    place = bringing_in.place_leftover
    place(leftover=practice.pk, where=str(introduction.pk), by=cast.author, at=AT)
    assert text_of(introduction) == "Typed.\n\n### Good practice\n\nA nurse came back."
    place(leftover=appendix.pk, where=AWAY, by=cast.author, at=AT)
    page = reading.read_report(case=report.case_id, kind="overview", by=cast.author, at=AT)
    assert (page.left_over, page.brought_in) == (0, True)
    place(leftover=appendix.pk, where=NEW, by=cast.manager, at=AT)
    assert headings(report)[-1] == "Appendix"
    for where in (NEW, AWAY):
        with pytest.raises(NotNow, match="already"):
            place(leftover=appendix.pk, where=where, by=cast.author, at=AT)
    with pytest.raises(WrongInput):
        place(leftover=brought_leftover(cast, report).pk, where="gone", by=cast.author, at=AT)
    assert Entry.objects.filter(action="writing.place_leftover").count() == 3


def brought_leftover(cast: Cast, report: WrittenReport) -> Leftover:
    laid_out(cast, brought_in(cast, report, data=b"Some words.", name="notes.txt"))
    return Leftover.objects.get(brought__name="notes.txt")


def test_the_file_lies_in_the_vault_and_what_is_left_over_sealed(cast: Cast, report: WrittenReport) -> None:
    data = b"# Overview\n\nCorinna was six.\n"
    brought = brought_in(cast, report, data=data, name="report.md")
    laid_out(cast, brought, Overview=LEFT)
    assert vault.get(brought.sha256) == data
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM writing_leftover")
        assert "Corinna" not in str([[bytes(x) if isinstance(x, memoryview) else x for x in r] for r in cursor])
    with pytest.raises(DatabaseError), transaction.atomic():
        SectionVersion.objects.update(words=9)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("report.pdf", b"%PDF-1.7", "Choose a Word"),
        ("report.docx", b"no zip", "report.docx"),
        ("report.txt", b"  \n", "No words"),
        ("report.md", b"# a\n\n" * 401, "more than 400 headings"),
    ],
)
def test_what_cannot_be_taken_is_refused(cast: Cast, report: WrittenReport, name: str, data: bytes, says: str) -> None:
    with pytest.raises(WrongInput, match=says):
        brought_in(cast, report, data=data, name=name)
    assert not BroughtReport.objects.exists()


@pytest.mark.parametrize("who", ["panel_chair", "panel_member", "chair", "police_author", "auditor"])
def test_nobody_else_brings_one_in_lays_it_out_or_places_what_is_left(
    cast: Cast, report: WrittenReport, who: str
) -> None:
    brought, by = brought_in(cast, report), getattr(cast, who)
    with pytest.raises(NotForYou):
        bringing_in.bring_in_report(report=report.pk, untrusted_data=a_report(), name="r.docx", by=by, at=AT)
    with pytest.raises(NotForYou):
        reading.read_brought(brought=brought.pk, by=by, at=AT)
    with pytest.raises(NotForYou):
        bringing_in.lay_out_report(brought=brought.pk, chosen={}, by=by, at=AT)
    bringing_in.lay_out_report(brought=brought.pk, chosen={}, by=cast.author, at=AT)
    with pytest.raises(NotForYou):
        bringing_in.place_leftover(leftover=Leftover.objects.all()[0].pk, where=NEW, by=by, at=AT)
    for act in ("bring_in_report", "lay_out_report", "place_leftover"):
        assert Entry.objects.filter(action=f"writing.{act}.refused").count() == 1


def test_too_many_sections_or_too_long_a_one_come_of_nothing(cast: Cast, report: WrittenReport) -> None:
    many = "".join(f"# Heading {number}\n\nWords.\n\n" for number in range(199))
    with pytest.raises(WrongInput, match="More than 200 sections"):
        laid_out(cast, brought_in(cast, report, data=many.encode(), name="many.md"))
    long = f"# Introduction\n\n{'word ' * 50_000}".encode()
    with pytest.raises(WrongInput, match="longer than"):
        laid_out(cast, brought_in(cast, report, data=long, name="long.md"))
    assert everything(report).strip() == ""
