"""Chronologies come in row by row, replace each other, and are merged into one."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.actions import chronologies, integrating
from safelight.records.cases.models import Case, ChronologyFile, ChronologyRow, Paper
from safelight.records.cases.queries import RowFilters, chronologies_page, chronology_rows, facts_of
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import (
    MERGED,
    SENT,
    Cast,
    a_cast,
    a_chronology,
    a_graded_case,
    a_recommended_case,
    a_scoped_case,
    moment,
    requested_reviews,
)
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(SENT)
POLICE_ROWS = (
    ("14/03/2008", "10:30", "Officers called to a disturbance. Tobias seen asleep."),
    ("02/06/2008", "", "Report of shouting."),
)
HEALTH_ROWS = (
    ("01/02/2008", "", "Health visitor called; nobody in."),
    ("June 2008", "", "Did not attend the clinic."),
    ("03/06/2008", "09:00", "Seen by the doctor with a bruise."),
)


@pytest.fixture
def case(cast: Cast) -> Case:
    case = a_scoped_case(cast)
    requested_reviews(cast, case)
    return case


def send(case: Case, agency: Agency, by: User, rows: tuple[tuple[str, str, str], ...], at: Any = AT) -> ChronologyFile:
    return chronologies.submit_chronology(
        case=case.pk,
        agency=agency.pk,
        untrusted_data=a_chronology(agency.name, rows),
        name="chronology.xlsx",
        by=by,
        at=at,
    )


def send_both(cast: Cast, case: Case) -> None:
    send(case, cast.police, cast.police_author, POLICE_ROWS)
    send(case, cast.health, cast.health_author, HEALTH_ROWS)


def test_a_chronology_is_read_row_by_row(cast: Cast, case: Case, newest: Newest) -> None:
    made = send(case, cast.police, cast.police_author, POLICE_ROWS)
    assert (made.rows_read, made.unreadable) == (2, [])
    rows = chronology_rows(cast.police_author, case.pk).rows
    assert [(row.date, row.time, row.row) for row in rows] == [("2008-03-14", "10:30", 2), ("2008-06-02", "", 3)]
    assert newest().action == "cases.submit_chronology"
    assert "Tobias" not in newest().detail
    assert made.paper.kind == PaperKind.CHRONOLOGY


def test_rows_from_which_nothing_could_be_taken_come_back_by_their_number(cast: Cast, case: Case) -> None:
    rows = (POLICE_ROWS[0], ("??", "", "??"), POLICE_ROWS[1])
    made = send(case, cast.police, cast.police_author, rows)
    assert made.rows_read == 3
    assert made.rows.count() + len(made.unreadable) == 3
    line = chronologies_page(cast.manager, case.pk).files[0]
    assert [number for number, why in line.unreadable if why] == [3]


def test_sending_it_again_updates_the_rows_and_never_doubles_them(cast: Cast, case: Case) -> None:
    send(case, cast.police, cast.police_author, POLICE_ROWS)
    send(case, cast.police, cast.police_author, POLICE_ROWS[1:])
    send(case, cast.police, cast.police_author, POLICE_ROWS[:1])
    assert ChronologyRow.objects.count() == 1
    assert case.chronologies.count() == 3
    page = chronologies_page(cast.manager, case.pk)
    assert [(line.agency, line.version) for line in page.files] == [(cast.police.name, 3)]
    assert [agency.name for agency in page.expected] == [cast.health.name]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "c.xlsx"),
        (b"not a workbook", "c.xlsx"),
        (b"words, but no table", "c.csv"),
        (b"words", "c.pdf"),
    ],
)
def test_a_file_without_a_chronology_comes_back_with_what_to_do_and_leaves_the_old_rows(
    cast: Cast, case: Case, data: bytes, name: str
) -> None:
    send(case, cast.police, cast.police_author, POLICE_ROWS)
    with pytest.raises(WrongInput) as wrong:
        chronologies.submit_chronology(
            case=case, agency=cast.police, untrusted_data=data, name=name, by=cast.police_author, at=AT
        )
    assert wrong.value.field == "file"
    assert ChronologyRow.objects.count() == 2
    assert Paper.objects.count() == 1


def test_an_agency_of_another_board_has_no_chronology_here(cast: Cast, case: Case, newest: Newest) -> None:
    with pytest.raises(NotForYou):
        send(case, a_cast("Eastholm").police, cast.manager, POLICE_ROWS)
    assert newest().action == "cases.submit_chronology.refused"


def test_merging_puts_every_row_in_its_place_and_files_a_workbook(cast: Cast, case: Case, newest: Newest) -> None:
    send_both(cast, case)
    made = integrating.integrate(case=case.pk, by=cast.author, at=moment(MERGED))
    assert (made.rows, made.unreadable) == (5, 0)
    assert newest().action == "cases.integrate"
    rows = chronology_rows(cast.panel_member, case.pk).rows
    assert [row.position for row in rows] == [1, 2, 3, 4, 5]
    exact = [row.date for row in rows if len(row.date) == 10]
    assert exact == sorted(exact)
    # The register's date of birth gives each event the child's age: born on 11 May 2006.
    assert {row.date: row.age for row in rows}["2008-03-14"] == "1y 10m"
    sheet = load_workbook(io.BytesIO(vault.get(made.paper.sha256))).active
    assert sheet is not None
    written = list(sheet.iter_rows(values_only=True))
    assert written[0][:3] == ("date", "until", "time")
    assert len(written) == 6
    assert [row[0] for row in written[1:]] == [row.date for row in rows]


def test_merging_again_after_a_change_makes_the_next_version(cast: Cast, case: Case) -> None:
    send_both(cast, case)
    assert not facts_of(case, on=SENT).chronology_merged
    integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    assert facts_of(case, on=MERGED).chronology_merged
    send(case, cast.police, cast.police_author, POLICE_ROWS[:1], at=moment(MERGED, 12))
    assert not facts_of(case, on=MERGED).chronology_merged
    integration = chronologies_page(cast.author, case.pk).integration
    assert integration is not None
    assert integration.stale
    made = integrating.integrate(case=case, by=cast.manager, at=moment(MERGED, 14))
    assert (made.rows, made.paper.version) == (4, 2)
    again = chronologies_page(cast.author, case.pk).integration
    assert again is not None
    assert not again.stale


def test_the_order_in_which_agencies_send_makes_no_difference(cast: Cast, case: Case) -> None:
    other = a_scoped_case(cast, reference="SCR-2010-05")
    requested_reviews(cast, other)
    send_both(cast, case)
    send(other, cast.health, cast.health_author, HEALTH_ROWS)
    send(other, cast.police, cast.police_author, POLICE_ROWS)
    made = [integrating.integrate(case=each, by=cast.manager, at=moment(MERGED)) for each in (case, other)]
    assert made[0].paper.sha256 == made[1].paper.sha256


def test_there_is_nothing_to_merge_before_something_came_in(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow, match="nothing to merge"):
        integrating.integrate(case=case, by=cast.author, at=AT)


def test_chronologies_come_after_the_decision_and_before_the_agreement(cast: Cast) -> None:
    early, late = a_recommended_case(cast, reference="SCR-A"), a_graded_case(cast, reference="SCR-B")
    for case in (early, late):
        with pytest.raises(NotNow):
            send(case, cast.police, cast.manager, POLICE_ROWS)
        with pytest.raises(NotNow):
            integrating.integrate(case=case, by=cast.manager, at=AT)


def test_an_agencys_author_sees_that_agencys_rows_alone(cast: Cast, case: Case) -> None:
    send_both(cast, case)
    integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    page = chronology_rows(cast.police_author, case.pk)
    assert {row.agency for row in page.rows} == {cast.police.name}
    assert page.total == 2
    assert [agency.name for agency in page.agencies] == [cast.police.name]
    assert chronologies_page(cast.police_author, case.pk).integration is None
    assert chronology_rows(cast.police_author, case.pk, filters=RowFilters(agency=cast.health.pk)).total == 0
    for stranger in (cast.member, a_cast("Eastholm").manager):
        with pytest.raises(NotForYou):
            chronology_rows(stranger, case.pk)


@pytest.mark.parametrize(
    ("filters", "events"),
    [
        ({"words": "bruise"}, 1),
        ({"words": "CALLED nobody"}, 1),
        ({"words": "unicorn"}, 0),
        ({"since": "2008-06"}, 3),
        ({"since": "2008-06-02"}, 3),
        ({"since": "2008-06-03"}, 2),
        ({"until": "2008-03"}, 2),
        ({"until": "2008-03-13"}, 1),
        ({"until": "2008"}, 5),
        ({"since": "2008-02-02", "until": "2008-06-02"}, 3),
    ],
)
def test_rows_are_found_by_words_and_by_dates_as_precise_as_known(
    cast: Cast, case: Case, filters: dict[str, str], events: int
) -> None:
    send_both(cast, case)
    assert chronology_rows(cast.manager, case.pk, filters=RowFilters(**filters)).total == events


def test_reading_the_rows_is_audited_without_what_was_looked_for(cast: Cast, case: Case, newest: Newest) -> None:
    send_both(cast, case)
    shown = integrating.read_rows(
        case=case.pk, filters=RowFilters(words="Tobias"), by=cast.police_author, at=moment(MERGED)
    )
    assert shown.total == 1
    entry = newest()
    assert (entry.action, entry.actor, entry.acting_as) == (
        "cases.read_rows",
        str(cast.police_author.pk),
        "agency_author",
    )
    assert "Tobias" not in entry.detail


def test_rows_come_page_by_page_and_a_page_too_far_is_the_last(cast: Cast, case: Case) -> None:
    send_both(cast, case)
    first, last = (chronology_rows(cast.manager, case.pk, page=page, per_page=2) for page in (1, 99))
    assert (first.page, first.pages, len(first.rows), first.total) == (1, 3, 2, 5)
    assert (last.page, len(last.rows)) == (3, 1)


def test_ages_and_gaps_are_plain_values_for_a_page(cast: Cast, case: Case) -> None:
    send(case, cast.police, cast.police_author, (POLICE_ROWS[0], ("02/06/2009", "", "Report of shouting.")))
    integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    integration = chronologies_page(cast.manager, case.pk).integration
    assert integration is not None
    assert [(gap.since, gap.until) for gap in integration.gaps] == [("2008-03-14", "2009-06-02")]
    assert integration.gaps[0].days == (date(2009, 6, 2) - date(2008, 3, 14)).days
