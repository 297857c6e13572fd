"""Chronologies are sent, confirmed column by column, and sent again: rows keep what cites them, and none is doubled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from safelight.core.review.chronology.columns import Column
from safelight.records.cases.actions import arriving, integrating
from safelight.records.cases.models import (
    Case,
    ChronologyArrival,
    ChronologyFile,
    ChronologyRow,
    Integration,
    RowBefore,
    RowJudgement,
    Theme,
)
from safelight.records.cases.queries import chronologies_page, facts_of
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import MERGED, SENT, Cast, a_cast, a_scoped_case, moment, requested_reviews
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(SENT)
HEADS = "Date\tTime\tSource of information\tEvent\tWorker"
LINES = (
    "14/03/2008\t10:30\tHV diary\tHome visit. The child was well and playing.\tA. Nurse",
    "?02/06/2008\t\tHV diary\tDid not attend the clinic.\tA. Nurse",
    "09/06/2008\t\t\tDid not attend the clinic.\tB. Nurse",
    "early July 2008\t\tHV diary\tReferred to the duty team; no reply is recorded.\t",
)
NOTE = "10/07/2008\t\t#mine\tAsk the clinic for its letter.\t"


@pytest.fixture
def case(cast: Cast) -> Case:
    case = a_scoped_case(cast)
    requested_reviews(cast, case)
    return case


def pasted(*lines: str, heads: str = HEADS) -> bytes:
    return "\n".join((heads, *lines)).encode()


def send(
    case: Case, agency: Agency, by: User, *lines: str, department: str = "", heads: str = HEADS, at: Any = AT
) -> arriving.Sent:
    return arriving.send_chronology(
        case=case.pk,
        agency=agency.pk,
        department=department,
        untrusted_data=pasted(*lines, heads=heads),
        name="pasted.tsv",
        by=by,
        at=at,
    )


def confirm(sent: arriving.Sent, by: User, columns: Mapping[int, Column] | None = None) -> ChronologyFile:
    assert sent.arrival is not None
    page = arriving.look_at_columns(arrival=sent.arrival.pk, by=by, at=AT)
    chosen = {} if columns is None else {page.tables[0].key: columns}
    return arriving.confirm_columns(arrival=sent.arrival.pk, chosen=chosen, by=by, at=AT)


@pytest.fixture
def first(cast: Cast, case: Case) -> ChronologyFile:
    """The health agency's chronology, confirmed and taken in."""
    return confirm(send(case, cast.health, cast.health_author, *LINES), cast.health_author)


def events(case: Case) -> list[tuple[str, str]]:
    rows = ChronologyRow.objects.filter(file__case=case, is_gone=False).order_by("row")
    return list(rows.values_list("date", "event"))


def test_an_unknown_layout_waits_and_nothing_is_taken_in(cast: Cast, case: Case, newest: Newest) -> None:
    sent = send(case, cast.health, cast.health_author, *LINES)
    assert sent.file is None
    assert newest().action == "cases.send_chronology"
    assert not ChronologyRow.objects.exists()
    page = chronologies_page(cast.health_author, case.pk)
    assert [(line.agency, line.department) for line in page.waiting] == [(cast.health.name, "")]
    assert [agency.name for agency in page.expected] == [cast.health.name]
    assert not chronologies_page(cast.police_author, case.pk).waiting


def test_what_every_column_was_taken_for_is_shown_beside_what_comes_of_it(
    cast: Cast, case: Case, newest: Newest
) -> None:
    sent = send(case, cast.health, cast.health_author, *LINES, NOTE, "??\t\t\t\t")
    assert sent.arrival is not None
    page = arriving.look_at_columns(arrival=sent.arrival.pk, by=cast.health_author, at=AT)
    assert newest().action == "cases.look_at_columns"
    assert [column.column for column in page.tables[0].columns] == ["date", "time", "source", "event", ""]
    assert page.tables[0].columns[0].samples[:2] == ("14/03/2008", "?02/06/2008")
    assert (page.rows, page.doubted, page.undated) == (6, 2, 0)
    assert [(place.row, bool(place.why)) for place in page.unreadable] == [(7, True)]
    assert [place.row for place in page.sourceless] == [4]
    assert [place.row for place in page.notes] == [6]
    assert [(line.written, line.since, line.uncertain) for line in page.dates[:2]] == [
        ("14/03/2008", "2008-03-14", False),
        ("?02/06/2008", "2008-06-02", True),
    ]


def test_a_column_can_be_corrected_and_is_remembered_for_the_agency(cast: Cast, case: Case) -> None:
    heads = "Stamp\tWhere\tWhat was known\tMore"
    lines = ("2008-03-14\tDiary\tShort.\tThe boiler was mended while the children played in the yard.",)
    sent = send(case, cast.health, cast.health_author, *lines, heads=heads)
    made = confirm(sent, cast.health_author, {0: Column.DATE, 1: Column.SOURCE, 2: Column.EVENT})
    row = made.rows.get()
    assert (row.event, row.other) == ("Short.", "More: The boiler was mended while the children played in the yard.")
    again = send(case, cast.health, cast.health_author, *lines, "2008-03-15\tDiary\tSeen.\t", heads=heads)
    assert again.file is not None
    assert [row.event for row in again.file.rows.order_by("row")] == ["Short.", "Seen."]
    assert send(case, cast.police, cast.police_author, *lines, heads=heads).file is None, "another agency is asked"


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({0: Column.DATE, 1: Column.DATE, 3: Column.EVENT}, "“Date” and “Time” are taken for the same thing"),
        ({2: Column.SOURCE}, "No column is taken for the date"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_the_chronology_goes_on_waiting(
    cast: Cast, case: Case, columns: dict[int, Column], why: str
) -> None:
    sent = send(case, cast.health, cast.health_author, *LINES)
    with pytest.raises(WrongInput, match=why):
        confirm(sent, cast.health_author, columns)
    assert ChronologyArrival.objects.count() == 1
    assert not ChronologyFile.objects.exists()


def test_a_corrected_file_updates_and_never_doubles(cast: Cast, case: Case, first: ChronologyFile) -> None:
    before = {row.event: row.pk for row in first.rows.all()}
    corrected = (
        "01/02/2008\t\tHV diary\tBooked with the midwife at the surgery.\t",
        LINES[0].replace("was well and playing", "was well and playing with a cousin"),
        LINES[2].replace("\t\t\t", "\t\tHV diary\t"),
        LINES[3],
    )
    made = send(case, cast.health, cast.health_author, *corrected).file
    assert made is not None
    assert (made.added, made.changed, made.gone) == (1, 2, 1)
    assert made.sourceless == []
    assert [event for _, event in events(case)] == [line.split("\t")[3] for line in corrected]
    now = {row.row: row for row in made.rows.all()}
    assert now[3].pk == before["Home visit. The child was well and playing."]
    assert now[5].pk == before["Referred to the duty team; no reply is recorded."]
    old = RowBefore.objects.get(row=now[3])
    assert (old.event, old.number, old.file_id) == ("Home visit. The child was well and playing.", 2, first.pk)
    page = chronologies_page(cast.manager, case.pk)
    assert [(line.version, line.is_again, line.added, line.changed, line.gone) for line in page.files] == [
        (2, True, 1, 2, 1)
    ]


def test_the_same_file_once_more_changes_nothing(cast: Cast, case: Case, first: ChronologyFile, newest: Newest) -> None:
    sent = send(case, cast.health, cast.health_author, *LINES)
    assert sent.is_unchanged
    assert sent.file == first
    assert case.chronologies.count() == 1
    assert "unchanged" in newest().detail


def test_what_something_uses_stays_and_comes_back(cast: Cast, case: Case, first: ChronologyFile) -> None:
    themed, key, judged, plain = first.rows.order_by("row")
    themed.themes.add(Theme.objects.create(board=cast.board, name="Missed visits"))
    ChronologyRow.objects.filter(pk=key.pk).update(key_event=True)
    RowJudgement.objects.create(
        row=plain,
        other=judged,
        mark="conflicts-with",
        verdict="stands",
        reason="R",
        judged_at=AT,
        judged_by=cast.author,
    )
    RowJudgement.objects.filter(row=plain).update(row=judged, other=None)
    new = "01/01/2009\t\tHV diary\tMoved away.\t"
    made = send(case, cast.health, cast.health_author, new).file
    assert made is not None
    assert (made.added, made.gone) == (1, 4)
    assert set(ChronologyRow.objects.filter(is_gone=True)) == {themed, key, judged}
    assert not ChronologyRow.objects.filter(pk=plain.pk).exists()
    send(case, cast.health, cast.health_author, new, LINES[0])
    back = ChronologyRow.objects.get(pk=themed.pk)
    assert (back.is_gone, back.row) == (False, 3)
    assert len(events(case)) == 2


def test_every_departments_chronology_counts_and_the_agency_has_answered_once(cast: Cast, case: Case) -> None:
    by = cast.health_author
    confirm(send(case, cast.health, by, *LINES[:2], department=" Health  visiting "), by)
    sent = send(case, cast.health, by, "01/01/2009\t\tClinic notes\tSeen at the clinic.\t", department="Clinic")
    assert sent.file is not None, "the layout is known to the agency"
    assert len(events(case)) == 3
    assert facts_of(case, on=SENT).chronologies_received == 1
    page = chronologies_page(by, case.pk)
    assert [line.department for line in page.files] == ["Clinic", "Health visiting"]
    merged = integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    assert merged.rows == 3
    assert ChronologyRow.objects.filter(position=None).count() == 0


def test_an_authors_own_notes_are_kept_and_stay_out_of_the_merging(cast: Cast, case: Case) -> None:
    made = confirm(send(case, cast.health, cast.health_author, *LINES, NOTE), cast.health_author)
    assert [row.event for row in made.rows.filter(is_note=True)] == ["Ask the clinic for its letter."]
    assert integrating.integrate(case=case, by=cast.author, at=moment(MERGED)).rows == 4


def test_columns_can_be_changed_afterwards_and_the_rows_stay_the_same(
    cast: Cast, case: Case, first: ChronologyFile
) -> None:
    before = set(first.rows.values_list("pk", flat=True))
    page = arriving.look_at_columns(file=first.pk, by=cast.manager, at=AT)
    columns = {0: Column.DATE, 1: Column.TIME, 2: Column.SOURCE, 3: Column.EVENT, 4: Column.LEFT_OUT}
    made = arriving.confirm_columns(file=first.pk, chosen={page.tables[0].key: columns}, by=cast.manager, at=AT)
    assert set(made.rows.values_list("pk", flat=True)) == before
    assert set(made.rows.values_list("other", flat=True)) == {""}
    assert (made.added, made.changed, made.gone) == (0, 3, 0)
    with pytest.raises(NotNow, match="newer"):
        arriving.confirm_columns(file=first.pk, chosen={}, by=cast.manager, at=AT)


def test_what_waits_can_be_thrown_away(cast: Cast, case: Case, newest: Newest) -> None:
    sent = send(case, cast.health, cast.health_author, *LINES)
    assert sent.arrival is not None
    with pytest.raises(NotForYou):
        arriving.discard_chronology(arrival=sent.arrival.pk, by=cast.police_author, at=AT)
    arriving.discard_chronology(arrival=sent.arrival.pk, by=cast.health_author, at=AT)
    assert newest().action == "cases.discard_chronology"
    assert not ChronologyArrival.objects.exists()


def test_a_newer_file_takes_the_place_of_one_that_waits(cast: Cast, case: Case) -> None:
    old = send(case, cast.health, cast.health_author, *LINES)
    send(case, cast.health, cast.health_author, *LINES[:2])
    with pytest.raises(NotForYou):
        confirm(old, cast.health_author)
    assert ChronologyArrival.objects.count() == 1


def test_another_agencys_columns_are_not_shown(cast: Cast, case: Case, first: ChronologyFile) -> None:
    for stranger in (cast.police_author, cast.author, cast.panel_member, a_cast("Eastholm").manager):
        with pytest.raises(NotForYou):
            arriving.look_at_columns(file=first.pk, by=stranger, at=AT)
        with pytest.raises(NotForYou):
            arriving.confirm_columns(file=first.pk, chosen={}, by=stranger, at=AT)


def test_agencies_that_were_never_asked_are_told_of_until_they_are(cast: Cast, case: Case) -> None:
    confirm(send(case, cast.health, cast.health_author, *LINES), cast.health_author)
    integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    Integration.objects.update(unasked=[["Northmere Homes", 3], [cast.police.name.upper(), 1]])
    assert chronologies_page(cast.manager, case.pk).unasked == (("Northmere Homes", 3),)
    assert chronologies_page(cast.health_author, case.pk).unasked == ()


def test_a_long_chronology_is_sent_again_in_a_bounded_number_of_queries(
    cast: Cast, case: Case, django_assert_max_num_queries: Any
) -> None:
    lines = [f"{day % 28 + 1}/{day % 12 + 1}/2008\t\tDiary\tVisit number {day} to the house.\t" for day in range(600)]
    confirm(send(case, cast.health, cast.health_author, *lines), cast.health_author)
    # SQLite takes few values at a time; what matters is that the queries do not grow with every row.
    with django_assert_max_num_queries(150):
        made = send(case, cast.health, cast.health_author, *[f"{line} X" for line in reversed(lines)]).file
    assert made is not None
    assert (made.added, made.gone) == (0, 0)
