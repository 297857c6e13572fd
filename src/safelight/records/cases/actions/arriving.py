"""A chronology is sent; somebody sees what its columns were taken for and confirms or corrects it; it is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from safelight.core.review.chronology.columns import Column
from safelight.core.review.chronology.read import TELLING, Chosen
from safelight.core.review.chronology.recognise import TableSeen
from safelight.records.cases import vault
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting, sought
from safelight.records.cases.filing import arrive, check_file
from safelight.records.cases.models import Case, ChronologyArrival, ChronologyFile, ColumnLayout
from safelight.records.cases.queries.arrivals import ColumnsPage, as_recognised, columns_page, remembered
from safelight.records.cases.reading import columns_of, read_as, recognise
from safelight.records.cases.sending import act_for, take
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput, found
from safelight.records.people.queries import AgencyKey

LONGEST_DEPARTMENT = 100
MANY = frozenset({Column.LEFT_OUT})
"""What more than one column may be taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of a chronology: it waits (`arrival`), or it is taken in (`file`), which may have changed nothing."""

    arrival: ChronologyArrival | None = None
    file: ChronologyFile | None = None
    is_unchanged: bool = False


def send_chronology(
    *,
    case: CaseKey,
    agency: AgencyKey,
    department: str = "",
    untrusted_data: bytes,
    name: str,
    by: User,
    at: datetime,
) -> Sent:
    """Send the chronology of an agency, or of one of its departments; sent again, it updates the rows.

    A layout that was confirmed for the agency before is taken in at once. Any other waits until somebody has seen what
    its columns are taken for; what waited before for the same department is replaced.

    Raises:
        NotForYou: to an author of another agency.
        NotNow: before the chair's decision or after the panel has agreed the overview report.
        WrongInput: a file in which there is no table, with what to do. Nothing is kept then.
    """
    act = act_for(case, agency, to="send_chronology", by=by, at=at)
    whose, called, part = found(Agency, agency), check_file(untrusted_data, name=name), " ".join(department.split())
    if len(part) > LONGEST_DEPARTMENT:
        raise WrongInput("The department's name is longer than 100 characters. Shorten it.", field="department")
    arrival = arrive(untrusted_data, name=name, looked_through=True)
    tables = recognise(untrusted_data, name=called)
    known = remembered(whose, tables)
    if all(table.key in known for table in tables):
        read = read_as(untrusted_data, name=called, agency=whose, chosen=known)
        with act.writing() as held:
            act.check_before_agreement()
            before = _current(held, whose, part)
            made = take(read, act=act, case=held, agency=whose, department=part, arrival=arrival, chosen=known)
            held.chronology_arrivals.filter(agency=whose, department=part).delete()
        return Sent(file=made, is_unchanged=before is not None and before.pk == made.pk)
    with act.writing() as held:
        act.check_before_agreement()
        held.chronology_arrivals.filter(agency=whose, department=part).delete()
        waiting = ChronologyArrival.objects.create(
            case=held,
            agency=whose,
            department=part,
            name=arrival.name,
            sha256=arrival.sha256,
            arrived_at=at,
            arrived_by=by,
        )
        act.record(waiting, waits=True)
    return Sent(arrival=waiting)


def look_at_columns(
    *,
    arrival: ChronologyArrival | UUID | None = None,
    file: ChronologyFile | UUID | None = None,
    chosen: Chosen | None = None,
    by: User,
    at: datetime,
) -> ColumnsPage:
    """See what the columns of one chronology are taken for. Its first cells are shown, so looking is audited.

    Raises:
        NotForYou: to an author of another agency, and to everybody who may not send it.
    """
    of = _sent(arrival, file, to="look_at_columns", by=by, at=at)
    act = acting(of.case, to="look_at_columns", by=by, at=at, agency=of.agency)
    page = columns_page(by, of, chosen=chosen)
    with transaction.atomic():
        act.record(of)
    return page


def confirm_columns(
    *,
    arrival: ChronologyArrival | UUID | None = None,
    file: ChronologyFile | UUID | None = None,
    chosen: Mapping[str, Mapping[int, Column]],
    by: User,
    at: datetime,
) -> ChronologyFile:
    """Confirm what the columns are: of a chronology that waits, or of one that was taken in and is then read anew.

    The agency's next chronology of that layout is read the same way and not asked about again.

    Raises:
        NotForYou: to an author of another agency.
        NotNow: before the chair's decision or after the panel has agreed the overview report, and once a newer file
            has come.
        WrongInput: where two columns are taken for the same, or none for date or event.
    """
    of = _sent(arrival, file, to="confirm_columns", by=by, at=at)
    act = act_for(of.case, of.agency, to="confirm_columns", by=by, at=at)
    name, sha256 = (of.name, of.sha256) if isinstance(of, ChronologyArrival) else (of.paper.name, of.paper.sha256)
    data = vault.get(sha256)
    tables = recognise(data, name=name)
    picked = _checked(chosen, tables)
    read = read_as(data, name=name, agency=of.agency, chosen=picked)
    arrived = arrive(data, name=name, looked_through=True)
    with act.writing() as held:
        act.check_before_agreement()
        _check_still_there(of)
        for key, columns in columns_of(picked).items():
            ColumnLayout.objects.update_or_create(
                agency=of.agency, key=key, defaults={"columns": columns, "confirmed_at": at, "confirmed_by": by}
            )
        made = take(
            read, act=act, case=held, agency=of.agency, department=of.department, arrival=arrived, chosen=picked
        )
        held.chronology_arrivals.filter(agency=of.agency, department=of.department).delete()
    return made


def discard_chronology(*, arrival: ChronologyArrival | UUID, by: User, at: datetime) -> Case:
    """Throw away a chronology that waits. Nothing of it was taken in. Answers with the review for which it had come.

    Raises:
        NotForYou: to an author of another agency.
        NotNow: before the chair's decision or after the panel has agreed the overview report.
    """
    of = _sent(arrival, None, to="discard_chronology", by=by, at=at)
    act = act_for(of.case, of.agency, to="discard_chronology", by=by, at=at)
    with act.writing() as held:
        act.record(of)
        of.delete()
    return held


def _sent(
    arrival: ChronologyArrival | UUID | None, file: ChronologyFile | UUID | None, *, to: str, by: User, at: datetime
) -> ChronologyArrival | ChronologyFile:
    if file is not None:
        return sought(ChronologyFile, file, to=to, by=by, at=at)
    if arrival is not None:
        return sought(ChronologyArrival, arrival, to=to, by=by, at=at)
    raise NotForYou


def _current(case: Case, agency: Agency, department: str) -> ChronologyFile | None:
    return case.chronologies.filter(agency=agency, department=department, current=True).first()


def _check_still_there(of: ChronologyArrival | ChronologyFile) -> None:
    """What was looked at is still what would be taken in."""
    if isinstance(of, ChronologyArrival):
        there = ChronologyArrival.objects.filter(pk=of.pk).exists()
    else:
        there = ChronologyFile.objects.filter(pk=of.pk, current=True).exists()
    if not there:
        raise NotNow("A newer chronology of the same department has come since. Look at the columns of that one.")


def _checked(chosen: Mapping[str, Mapping[int, Column]], tables: tuple[TableSeen, ...]) -> Chosen:
    """What was chosen for each table of the file; as recognised where nothing was said of a table."""
    picked = {table.key: dict(chosen.get(table.key, as_recognised(table))) for table in tables}
    for table in tables:
        places = {column.place for column in table.columns}
        mine = {place: column for place, column in picked[table.key].items() if place in places}
        for column in dict.fromkeys(mine.values()):
            taken = [place for place, each in mine.items() if each is column]
            if len(taken) > 1 and column not in MANY:
                names = " and ".join(_called(table, place) for place in taken)
                raise WrongInput(f"{names} are taken for the same thing. Choose one of them.", field="columns")
        picked[table.key] = mine
    if not any(TELLING & set(columns.values()) for columns in picked.values()):
        raise WrongInput(
            "No column is taken for the date, and none for the event. Say which column holds them.", field="columns"
        )
    return picked


def _called(table: TableSeen, place: int) -> str:
    heading = next(column.heading for column in table.columns if column.place == place)
    return f"“{heading[:60]}”" if heading else f"Column {place + 1}"
