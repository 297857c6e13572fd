"""What does each agency's chronology hold, and in what layout does it come? Some 3,000 rows in eight files."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from safelight.demo.case.events import told_by
from safelight.demo.case.habits import HABITS, write_month, write_time
from safelight.demo.case.layouts import Layout, Row, write_chronology
from safelight.demo.case.material import ChronologyPaper, Paper
from safelight.demo.case.texts import read_table
from safelight.demo.case.voices import Entry, ordinary_entries

LAYOUTS: Final = (
    Layout(
        agency="csc",
        file_name="Northmere Children's Social Care chronology.xlsx",
        title="Northmere Children's Social Care",
        columns=("Date", "Time", "Source of information", "Event", "Author's comment"),
    ),
    Layout(
        agency="police",
        file_name="Holmshire Police.csv",
        columns=("Incident date", "Incident time", "Source", "Detail"),
    ),
    Layout(
        agency="hv",
        file_name="Northmere Community Health chronology v2.docx",
        title="Agency: Northmere Community Health",
        columns=("Date", "Time", "Source", "What happened"),
    ),
    Layout(
        agency="gp",
        file_name="General practice.csv",
        columns=("Date", "Time", "Contact type", "Entry"),
        delimiter=";",
    ),
    Layout(
        agency="hospital",
        file_name="Northmere Acute Hospitals extract.xlsx",
        title="Agency: Northmere Acute Hospitals NHS Trust",
        columns=("Event date", "Event time", "Department", "Event"),
        real_dates=True,
    ),
    Layout(
        agency="edu",
        file_name="Northmere Schools and Early Years.docx",
        title="Agency: Northmere Schools and Early Years",
        columns=("Date", "Time", "Source", "Event"),
    ),
    Layout(
        agency="housing",
        file_name="Northmere Homes.xlsx",
        columns=("Date", "Source", "Details of contact", "Action taken"),
    ),
    Layout(
        agency="wayfare",
        file_name="Wayfare chronology CL.docx",
        title="Agency: Wayfare Drug and Alcohol Service",
        columns=("Date", "Source", "Event"),
    ),
)
"""One layout per agency: three workbooks, three Word tables and two comma-separated files."""


@dataclass(frozen=True, slots=True)
class _Slip:
    at: int
    row: Row


@cache
def entries(agency: str) -> tuple[Entry, ...]:
    """Everything that the agency has to tell, in order: its share of the key events among its ordinary entries."""
    told = [
        Entry(day=each.day, time=each.time, source="Record", text=each.text, only_month=each.only_month)
        for each in told_by(agency)
    ]
    return tuple(sorted((*told, *ordinary_entries(agency)), key=lambda entry: (entry.day, entry.time, entry.text)))


def chronology(agency: str) -> ChronologyPaper:
    """The agency's chronology as it sent it."""
    layout, rows = _layout(agency), _rows(agency)
    return ChronologyPaper(paper=Paper(name=layout.file_name, data=write_chronology(layout, rows=rows)), rows=len(rows))


DEPARTMENTS: Final = {"hospital": ("Maternity", "Children’s services")}
"""Agencies whose departments send their own: the first sends what stands under its name, the second the rest."""


def sent_by(agency: str) -> tuple[tuple[str, ChronologyPaper], ...]:
    """What the agency sends, in order: by department; and once more where a row of it had to be corrected."""
    whole = chronology(agency)
    if agency in DEPARTMENTS:
        own, rest = DEPARTMENTS[agency]
        rows = _rows(agency)
        return (
            (own, _of_department(agency, own, [row for row in rows if row.source == own])),
            (rest, _of_department(agency, rest, [row for row in rows if row.source != own])),
        )
    if agency in CORRECTED:
        layout, rows = _layout(agency), [CORRECTED[agency].get(row.written, row) for row in _rows(agency)]
        paper = Paper(name=f"corrected {layout.file_name}", data=write_chronology(layout, rows=rows))
        return ("", whole), ("", ChronologyPaper(paper=paper, rows=len(rows)))
    return (("", whole),)


CORRECTED: Final = {
    "housing": {
        "see file": Row(
            written="14-Mar-09",
            day=None,
            time="",
            source="Estate log",
            text="Estate officer called about the bins. Nobody came to the door; a card was left.",
        )
    }
}
"""Rows that an agency completes when it sends its chronology again, by what first stood for their date."""


def _of_department(agency: str, department: str, rows: Sequence[Row]) -> ChronologyPaper:
    layout = _layout(agency)
    paper = Paper(name=f"{department}, {layout.file_name}", data=write_chronology(layout, rows=rows))
    return ChronologyPaper(paper=paper, rows=len(rows))


def _layout(agency: str) -> Layout:
    return next(each for each in LAYOUTS if each.agency == agency)


def _rows(agency: str) -> Sequence[Row]:
    chance = random.Random(f"habits of {agency}")
    rows = [
        Row(
            written=write_month(agency, entry.day) if entry.only_month else HABITS[agency](entry.day, chance),
            day=None if entry.only_month else entry.day,
            time=write_time(agency, entry.time),
            source=entry.source,
            text=entry.text,
        )
        for entry in entries(agency)
    ]
    whole = len(rows)
    for slip in sorted(_slips(agency), key=lambda slip: -slip.at):
        rows.insert(whole * slip.at // 100, slip.row)
    return rows


def _slips(agency: str) -> list[_Slip]:
    return [
        _Slip(
            at=each["at"],
            row=Row(
                written=each["date"], day=None, time=each.get("time", ""), source=each["source"], text=each["text"]
            ),
        )
        for each in read_table("slips.toml")["slip"]
        if each["agency"] == agency
    ]
