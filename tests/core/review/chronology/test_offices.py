from __future__ import annotations

import pytest

from safelight.core.review.chronology.read import read_chronology
from tests.core.review.chronology.offices import OFFICES, Office

every_office = pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name)


@every_office
def test_a_layout_never_seen_before_is_read_as_a_person_reads_it(office: Office) -> None:
    file = read_chronology(office.build(), name=office.name)
    assert file.unreadable == ()
    assert [(row.date, row.time, row.event) for row in file.rows] == [
        (told.date, told.time, told.event) for told in office.rows
    ]
    assert all(told.who in row.source for told, row in zip(office.rows, file.rows, strict=True))


@every_office
def test_an_agency_that_the_file_names_is_each_row_s_agency(office: Office) -> None:
    file = read_chronology(office.build(), name=office.name)
    if office.agencies:
        assert {row.agency for row in file.rows} == office.agencies
