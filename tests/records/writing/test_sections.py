"""A report is written section by section: nobody else writes, nothing is lost, and everything is in the trail."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.review.contents import ELEMENTS
from safelight.core.review.written import FIRST_HEADINGS, SUMMARY_HEADINGS, Change
from safelight.core.vocabulary import PaperKind
from safelight.records.audit.models import Entry
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.writing import sections as kept
from safelight.records.writing.actions import reading, sections
from safelight.records.writing.actions.sections import Move
from safelight.records.writing.models import SectionVersion
from safelight.records.writing.sections import READERS, words_of
from tests.factories import Cast, a_referred_case
from tests.records.writing.written import AT, a_written_report, first, headings, text_of, typed

pytestmark = pytest.mark.django_db
STRANGERS = ("police_author", "auditor", "member")


def entries(action: str) -> list[Entry]:
    return list(Entry.objects.filter(action=action))


def test_the_summary_begins_with_a_heading_for_each_thing_that_a_reader_must_be_told() -> None:
    assert list(SUMMARY_HEADINGS) == list(ELEMENTS)
    for key, heading in SUMMARY_HEADINGS.items():
        assert ELEMENTS[key].is_headed_by(heading.lower()), heading


@pytest.mark.parametrize("kind", FIRST_HEADINGS)
def test_a_report_begins_with_its_sections_and_only_once(cast: Cast, kind: PaperKind) -> None:
    report = a_written_report(cast, kind)
    again = sections.begin_report(case=report.case_id, kind=kind, by=cast.manager, at=AT)
    assert again == report
    assert headings(report) == list(FIRST_HEADINGS[kind])
    assert len(entries("writing.begin_report")) == 1


def test_nothing_is_written_before_the_chair_has_decided(cast: Cast) -> None:
    with pytest.raises(NotNow):
        sections.begin_report(case=a_referred_case(cast), kind=PaperKind.OVERVIEW, by=cast.manager, at=AT)


@pytest.mark.parametrize("who", ["panel_chair", "panel_member", "chair", *STRANGERS])
def test_only_author_and_business_manager_write(cast: Cast, who: str) -> None:
    section = first(a_written_report(cast))
    with pytest.raises(NotForYou):
        typed(section, getattr(cast, who), "Mine.", base=1)
    assert text_of(section) == ""
    assert len(entries("writing.save_section.refused")) == 1


@pytest.mark.parametrize("who", ["author", "manager", "panel_chair", "panel_member", "chair"])
def test_the_panel_and_the_chair_read_it_and_that_is_recorded_once(cast: Cast, who: str) -> None:
    report = a_written_report(cast)
    typed(first(report), cast.author, "What happened.", base=1)
    for _ in range(3):
        page = reading.read_report(case=report.case_id, kind="overview", by=getattr(cast, who), at=AT)
    assert page.sections[0].text == "What happened."
    assert len(entries("writing.read_report")) == 1
    assert len(READERS) == 5


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_finds_it(cast: Cast, who: str) -> None:
    report = a_written_report(cast)
    with pytest.raises(NotForYou):
        reading.read_report(case=report.case_id, kind="overview", by=getattr(cast, who), at=AT)
    with pytest.raises(NotForYou):
        reading.read_history(section=first(report).pk, by=getattr(cast, who), at=AT)


def test_saving_is_recorded_once_for_a_person_a_section_and_a_quarter_of_an_hour(cast: Cast) -> None:
    report = a_written_report(cast)
    one, other = report.sections.order_by("place")[:2]
    typed(one, cast.author, "A.", base=1)
    typed(one, cast.author, "A b.", base=2, minutes=1)
    assert len(entries("writing.save_section")) == 1
    typed(one, cast.manager, "A b c.", base=3, minutes=1)
    typed(other, cast.author, "B.", base=1, minutes=1)
    typed(one, cast.author, "A b c d.", base=4, minutes=16)
    assert len(entries("writing.save_section")) == 4


def test_two_writers_are_brought_together_and_what_each_typed_is_kept(cast: Cast) -> None:
    section = first(a_written_report(cast))
    typed(section, cast.author, "She came on Monday.\n\nNobody asked.\n", base=1)
    typed(section, cast.author, "She came on Monday morning.\n\nNobody asked.\n", base=2)
    told = typed(section, cast.manager, "She came on Monday.\n\nNobody asked why.\n", base=2)
    assert text_of(section) == "She came on Monday morning.\n\nNobody asked why.\n" == told.text
    assert told.own != told.version
    ways = list(section.versions.values_list("way", "aside"))
    assert ways[-2:] == [("typed", True), ("merged", False)]


def test_a_page_that_hears_nothing_goes_on_from_what_it_sent(cast: Cast) -> None:
    section = first(a_written_report(cast))
    typed(section, cast.author, "One.", base=1, page="p")
    typed(section, cast.author, "One two.", base=1, page="p")
    assert text_of(section) == "One two."


@settings(max_examples=15, deadline=None)
@given(places=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 20)), min_size=2, max_size=6))
def test_no_word_of_two_writers_is_lost(places: list[tuple[int, int]]) -> None:
    from safelight.core.review.imr.merging import merge

    base = " ".join(f"w{number}" for number in range(20))
    texts = [base.split(), base.split()]
    added = set()
    for count, (who, place) in enumerate(places):
        word = f"new{who}x{count}"
        added.add(word)
        texts[who].insert(place, word)
    both = merge(base, " ".join(texts[0]), " ".join(texts[1])).text.split()
    assert added <= set(both)


def test_what_is_too_long_together_is_kept_and_goes_on_from_where_it_began(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (kept, sections):
        monkeypatch.setattr(module, "LONGEST", 60)
    section = first(a_written_report(cast))
    typed(section, cast.author, "She came on Monday.\n\nNobody asked.\n", base=1, page="a")
    typed(section, cast.manager, "She came on Monday.\n\nNobody asked why she came.\n", base=2, page="m")
    mine = "She came early on Monday, and left again.\n\nNobody asked.\n"
    told = typed(section, cast.author, mine, base=2, page="a")
    assert "longer than" in told.kept_aside
    assert text_of(section) == "She came on Monday.\n\nNobody asked why she came.\n"
    assert words_of(section.versions.get(number=told.own)).text == mine
    shorter = typed(section, cast.author, "She came early on Monday.\n\nNobody asked.\n", base=told.own, page="a")
    assert shorter.kept_aside == ""
    assert text_of(section) == "She came early on Monday.\n\nNobody asked why she came.\n"
    with pytest.raises(WrongInput, match="longer than"):
        typed(section, cast.author, "x" * 61, base=shorter.version)


def test_a_version_is_never_changed(cast: Cast) -> None:
    section = first(a_written_report(cast))
    with pytest.raises(DatabaseError), transaction.atomic():
        SectionVersion.objects.filter(section=section).update(words=9)


def test_the_words_lie_sealed(cast: Cast) -> None:
    section = first(a_written_report(cast))
    typed(section, cast.author, "Corinna opened the door.", base=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM writing_sectionversion")
        assert "Corinna" not in str([[bytes(x) if isinstance(x, memoryview) else x for x in r] for r in cursor])


def test_sections_are_added_renamed_moved_and_removed_with_their_history(cast: Cast) -> None:
    report = a_written_report(cast)
    one = first(report)
    typed(one, cast.author, "Kept.", base=1)
    added = sections.add_section(report=report.pk, heading="  Good \n practice ", by=cast.author, at=AT)
    assert headings(report)[-1] == "Good practice"
    sections.rename_section(section=one.pk, heading="Beginning", by=cast.manager, at=AT)
    sections.move_section(section=one.pk, to=Move.UP, by=cast.author, at=AT)
    sections.move_section(section=one.pk, to=Move.DOWN, by=cast.author, at=AT)
    assert headings(report)[1] == "Beginning"
    sections.remove_section(section=one.pk, by=cast.author, at=AT)
    assert "Beginning" not in headings(report)
    kept = typed(one, cast.author, "Kept. And more.", base=3)
    assert kept.kept_aside
    with pytest.raises(NotNow):
        sections.rename_section(section=one.pk, heading="Again", by=cast.author, at=AT)
    page = reading.read_history(section=one.pk, by=cast.author, at=AT)
    assert [version.way for version in page.versions][:2] == [Change.TYPED, Change.REMOVED]
    sections.restore_version(section=one.pk, number=page.versions[0].number, by=cast.author, at=AT)
    assert text_of(one) == "Kept. And more."
    assert headings(report)[1] == "Beginning"
    assert added.place > one.place
    for act in ("add_section", "rename_section", "move_section", "remove_section", "restore_version"):
        assert len(entries(f"writing.{act}")) == 1


def test_versions_are_compared_by_words(cast: Cast) -> None:
    section = first(a_written_report(cast))
    typed(section, cast.author, "She came on Monday.", base=1)
    typed(section, cast.author, "She came on Friday.", base=2)
    page = reading.read_history(section=section.pk, by=cast.panel_member, at=AT)
    assert [(piece.before.strip(), piece.after.strip()) for piece in page.pieces if not piece.same] == [
        ("Monday.", "Friday.")
    ]
    with pytest.raises(NotForYou):
        reading.read_history(section=section.pk, by=cast.author, at=AT, shown=99)


@pytest.mark.parametrize(("heading", "says"), [(" ", "heading"), ("x" * 201, "longer")])
def test_a_heading_is_there_and_not_too_long(cast: Cast, heading: str, says: str) -> None:
    with pytest.raises(WrongInput, match=says):
        sections.add_section(report=a_written_report(cast).pk, heading=heading, by=cast.author, at=AT)


@pytest.mark.parametrize(("text", "base"), [("x" * 200_001, 1), ("x", 7)])
def test_what_cannot_be_taken_is_refused(cast: Cast, text: str, base: int) -> None:
    with pytest.raises(WrongInput):
        typed(first(a_written_report(cast)), cast.author, text, base=base)
