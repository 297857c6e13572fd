"""What the filters of the chronology show is taken along as a file, in real names or in pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safelight.core.anonymise.many import showing
from safelight.core.review.chronology.composite import write_composite
from safelight.core.review.chronology.model import Merged, Row
from safelight.core.review.chronology.write import write_chronology
from safelight.core.review.chronology.write_office import TooLongForACell
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.queries.heads import look
from safelight.records.cases.queries.naming import Manner, Naming
from safelight.records.cases.queries.row_filters import RowFilters
from safelight.records.cases.queries.row_lines import RowLine, lines_of, with_all
from safelight.records.cases.queries.rows import find_rows
from safelight.records.cases.words import Names
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput

NAMES: Final = {Manner.REAL: "chronology", Manner.PSEUDONYMS: "chronology-in-pseudonyms"}
MOST_TOLD: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file to take along; its name says nothing of the case."""

    name: str
    data: bytes
    rows: int


def _written(suffix: str) -> Callable[[Sequence[Row]], bytes]:
    return lambda rows: write_chronology(Merged(tuple(rows), (), (), (), ()), suffix=suffix)


FORMS: Final[dict[str, Callable[[Sequence[Row]], bytes]]] = {
    "xlsx": _written(".xlsx"),
    "csv": _written(".csv"),
    "docx": write_composite,
    "html": _written(".html"),
}


def export_rows(
    *, case: CaseKey, filters: RowFilters, names: Names = Names.PSEUDONYMS, form: str, by: User, at: datetime
) -> Exported:
    """Everything that fits the filters, as .xlsx, .csv, .docx or .html.

    In pseudonyms it is looked over by a second look, which shares no code with the first, and refused where somebody of
    the register still shows.

    Raises:
        NotForYou
        NotNow: in pseudonyms, where there is no register of people.
        WrongInput: no such format, no row, an entry too long for a cell, or rows in which somebody still shows.
    """
    act = acting(case, to="export_rows", by=by, at=at)
    if form not in FORMS:
        raise WrongInput("Choose as what it is to be written.", field="form")
    found = find_rows(look(by, case, at_page="rows"), filters=filters, names=names)
    if found.naming.manner is Manner.WITHHELD:
        raise NotNow(
            "There is no register of people yet, so nothing can be written in pseudonyms. "
            "Keep the register first, or export in real names."
        )
    lines = lines_of(list(with_all(found.rows)), naming=found.naming, colours={})
    if not lines:
        raise WrongInput("No row fits these filters, so there is nothing to write.", field="form")
    rows = _rows(lines, naming=found.naming)
    _check_nobody_shows(rows, lines, naming=found.naming)
    try:
        data = FORMS[form](rows)
    except TooLongForACell as long:
        raise WrongInput(f"{long}", field="form") from long
    with act.writing() as held:
        act.record(held, rows=len(rows), names=str(found.naming.manner), form=form)
    return Exported(name=f"{NAMES[found.naming.manner]}.{form}", data=data, rows=len(rows))


def _rows(lines: Sequence[RowLine], *, naming: Naming) -> list[Row]:
    agencies = naming.texts([text for line in lines for text in (line.agency, line.department)])
    return [
        Row(
            date=_day(line.date),
            until=_day(line.until),
            time=line.time,
            uncertain=line.doubted and bool(line.date),
            # Where the day would identify somebody, what stands in its place also stands for what was written.
            date_as_written=line.date_as_written if _day(line.date) == line.date else line.date,
            agency=agencies[line.agency],
            source=line.source,
            event=line.event,
            age=line.age,
            file=_file(agencies[line.agency], agencies[line.department], line.version),
            row=line.row,
            flags=(*line.flags, *_said(line)),
            other=line.other,
        )
        for line in lines
    ]


def _day(shown: str) -> str:
    """A date in ISO 8601; nothing, where words stand in its place."""
    return shown if shown[:4].isdecimal() else ""


def _file(agency: str, department: str, version: int) -> str:
    return f"{agency}{f' ({department})' if department else ''}, version {version}"


def _said(line: RowLine) -> list[str]:
    """Key event, themes and what was found of the row, as flags: what was judged mistaken is left out."""
    said = ["key-event"] if line.key_event else []
    said += [f"theme {theme}" for theme in line.themes]
    return said + [f"{one.mark} {one.other_words}".strip() for one in line.marks if not one.mistaken]


def _check_nobody_shows(rows: Sequence[Row], lines: Sequence[RowLine], *, naming: Naming) -> None:
    if naming.roster is None:
        return
    # Every cell by itself: that is how a reader meets them, and nothing is read across from one into the next.
    cells = [cell for row in rows for cell in (*row.cells(), row.other)]
    width = len(cells) // len(rows)
    shows = sorted({place // width for place in showing(cells, roster=naming.roster)})
    if shows:
        told = ", ".join(str(lines[place].position or lines[place].row) for place in shows[:MOST_TOLD])
        more = f" and {len(shows) - MOST_TOLD} more" if len(shows) > MOST_TOLD else ""
        raise WrongInput(
            f"Nothing was written: somebody of the register still shows in row {told}{more}. "
            "Look at these rows in real names, add to the register what is missing in it, and try again.",
            field="form",
        )
