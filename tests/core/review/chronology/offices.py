"""Ten chronologies as ten different offices would send them, and what a person reads in each.

They were written down before the importer was looked at, and are not to be fitted to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT

from tests.core.review.chronology.made_up import add_table, csv_bytes, saved


@dataclass(frozen=True, slots=True)
class Told:
    """A row as a person reads it: when, and words that stand in its event; `who` stands in its source."""

    date: str
    time: str
    event: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """One office's file. `agencies` are those that the file itself names."""

    name: str
    build: Callable[[], bytes]
    rows: tuple[Told, ...]
    agencies: frozenset[str] = frozenset()


def _social_care() -> bytes:
    """An export of fourteen columns, headed twice: groups in merged cells, and the columns' names below them."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "CaseNotes"
    sheet.append(["Northmere Children's Social Care: case note extract"])
    sheet.append(["Run on 02/11/2009 by B Lomax"])
    sheet.append([])
    sheet.append(["Person", None, None, None, "Case note", None, None, None, None, None, None, "Recorded", None, None])
    sheet.append(
        [
            *("Person ID", "Forename", "Surname", "DOB", "Note ID", "Date of Event", "Start Time", "End Time"),
            *("Note Type", "Title", "Case Note Detail", "Worker", "Team", "Date Recorded"),
        ]
    )
    sheet.append(
        [
            *(40112, "Joel", "Averell", date(2005, 5, 2), 700811, date(2008, 3, 14), time(9, 30), time(10, 15)),
            *(
                "Home Visit",
                "Initial visit",
                "Joel seen in his cot. Flat cold.",
                "B Lomax",
                "Assessment",
                date(2008, 3, 17),
            ),
        ]
    )
    sheet.append(
        [
            *(40112, "Joel", "Averell", date(2005, 5, 2), 700834, date(2008, 3, 28), None, None),
            *(
                "Phone Call",
                "Nursery",
                "Manager says that Joel has not been in.",
                "B Lomax",
                "Assessment",
                date(2008, 3, 28),
            ),
        ]
    )
    for area in ("A1:N1", "A4:D4", "E4:K4", "L4:N4"):
        sheet.merge_cells(area)
    return saved(book)


def _police() -> bytes:
    """A log that has date, time and officer in one cell."""
    return csv_bytes(
        ("Northmere Constabulary",),
        ("Incident log", "", ""),
        ("Date/Time/Officer", "Log no", "Text of entry"),
        ("14/03/2008 21:05 PC 114 Hale", "NC0803-771", "Call from neighbour, shouting heard. Attended, all quiet."),
        ("14/03/2008 23:40 PC 114 Hale", "NC0803-790", "Second call. Male had left. Child asleep."),
        ("02/04/2008 08:15 DC 20 Rudd", "NC0804-102", "Notification faxed to social care."),
    )


def _practice() -> bytes:
    """A print-out that gives the date on the first line of a day only."""
    document = docx.Document()
    document.add_heading("Millrace Surgery", level=1)
    document.add_paragraph("Consultations for JA, printed for the review")
    add_table(
        document,
        ("Date", "Consultation", "Seen by"),
        ("14 Mar 2008", "Cough for three days. Chest clear.", "Dr Amin"),
        ("", "Mother tearful, see her own notes.", "Dr Amin"),
        ("", "Prescription collected.", "Reception"),
        ("19 Mar 2008", "Did not attend.", "Dr Amin"),
    )
    return saved(document)


def _school() -> bytes:
    """An export whose columns stand the other way round, with the month before the day."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Behaviour and pastoral"
    sheet.append(["Comments", "Member of staff", "Category", "Time", "Date"])
    sheet.append(["Arrived without coat.", "Mrs Oyelaran", "Welfare", "08:55", "03/25/2008"])
    sheet.append(["Said that he had slept on the sofa.", "Miss Pike", "Disclosure", "13:10", "03/27/2008"])
    sheet.append(["Not collected until five.", "Mrs Oyelaran", "Welfare", "17:00", "03/31/2008"])
    return saved(book)


def _hospital() -> bytes:
    """Separated by semicolons, in the code page of an old Windows machine."""
    return csv_bytes(
        ("Attendance date", "Arrival", "Department", "Clinician", "Narrative"),
        ("14/03/2008", "22:47", "A&E", "Dr Fenwick", "Brought by mother – fell from sofa. Bruise 2cm; “no concerns”."),
        ("15/03/2008", "", "Children’s ward", "Sr Kaye", "Discharged; café voucher given to mother."),
        separator=";",
        encoding="cp1252",
    )


def _health_visitors() -> bytes:
    """A table for each month under a heading that names it; the dates are days of that month."""
    document = docx.Document()
    document.add_heading("Health visiting records: family A", level=1)
    document.add_heading("March 2008", level=2)
    add_table(
        document,
        ("Day", "Record", "What happened"),
        ("Fri 14th", "HV1 diary", "Home visit, no reply."),
        ("Mon 17th", "HV1 diary", "Home visit. Joel crawling."),
    )
    document.add_heading("April 2008", level=2)
    add_table(document, ("Day", "Record", "What happened"), ("Wed 2nd", "Clinic sheet", "Weighed: 9.8 kg."))
    return saved(document)


def _housing() -> bytes:
    """A landscape table in which a long event goes on in a row of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    document.add_paragraph("Agency: Northmere Homes")
    add_table(
        document,
        ("Date of contact", "Officer", "Details of contact", "Action taken"),
        ("14.3.08", "T Bream", "Tenant reports damp in both bedrooms and that the", "Inspection booked"),
        ("", "", "boiler has been off since Christmas.", ""),
        ("20.3.08", "T Bream", "Inspection. Mould behind cot.", "Repair ordered"),
    )
    return saved(document)


def _internal() -> bytes:
    """A Chronolator document of one agency: a preamble, a table of instructions, and the chronology."""
    document = docx.Document()
    document.add_heading("Internal Chronology", level=1)
    document.add_paragraph("Please complete by 30 November. Do not alter the headings.")
    add_table(
        document,
        ("Column", "What to enter", "Mandatory?"),
        ("Date", "The date of the event. Put ? in front where you are not certain.", "Yes"),
        ("Time", "The time of the event, if known", "No"),
        ("Source of Information", "Where the information was found", "Yes"),
        ("Event", "What happened", "Yes"),
        ("Response or Outcome", "What was done about it", "No"),
    )
    document.add_paragraph("")
    add_table(
        document,
        ("Date", "Time", "Source of Information", "Event", "Response or Outcome", "Comments"),
        ("?14 March 2008", "9.30am", "MW2 notes", "Antenatal visit at home.", "Advice given", ""),
        ("01/01/0100", "", "# to do", "Ask ward for the missing page.", "", ""),
        ("16/03/2008", "", "Ward book", "Discharged home with baby.", "Letter to GP", "Letter not found"),
    )
    return saved(document)


def _composite() -> bytes:
    """A Chronolator document of several agencies, each named before its source."""
    document = docx.Document()
    document.add_heading("Composite Chronology", level=1)
    document.add_paragraph("Imported: Northmere Probation, Ropewalk Lane Nursery")
    add_table(
        document,
        ("Date", "Time", "Source of Information", "Event", "Age", "Interval"),
        ("14 March 2008", "", "Northmere Probation: case record", "Office visit. Reports a new baby.", "2y 10m", ""),
        (
            "15 March 2008",
            "09:05",
            "Ropewalk Lane Nursery: register",
            "Joel brought by a man not known.",
            "2y 10m",
            "1",
        ),
    )
    return saved(document)


def _trust() -> bytes:
    """A workbook of a trust whose departments have a sheet each, named after them, behind one that explains."""
    book = openpyxl.Workbook()
    cover: Any = book.active
    cover.title = "Read me"
    cover.append(["Chronology for the review of JA"])
    cover.append(["One sheet for each service. Queries to safeguarding@example.org."])
    for title, entries in (
        ("Midwifery", [(date(2008, 3, 3), "Booking", "Booked late, at 22 weeks.")]),
        (
            "Therapies",
            [(date(2008, 4, 9), "Letter", "Appointment sent."), ("early May 2008", "Phone", "Asked to rebook.")],
        ),
    ):
        sheet: Any = book.create_sheet(title)
        sheet.append(["Period: January 2008 to June 2009"])
        sheet.append([])
        sheet.append(["Event\ndate", "Record\ntype", "Summary of\ninvolvement"])
        for entry in entries:
            sheet.append(list(entry))
    return saved(book)


OFFICES = (
    Office(
        "csc extract.xlsx",
        _social_care,
        (
            Told("2008-03-14", "09:30", "Joel seen in his cot. Flat cold."),
            Told("2008-03-28", "", "Manager says that Joel has not been in."),
        ),
    ),
    Office(
        "nc log.csv",
        _police,
        (
            Told("2008-03-14", "21:05", "Call from neighbour, shouting heard. Attended, all quiet."),
            Told("2008-03-14", "23:40", "Second call. Male had left. Child asleep."),
            Told("2008-04-02", "08:15", "Notification faxed to social care."),
        ),
        frozenset({"Northmere Constabulary"}),
    ),
    Office(
        "printout.docx",
        _practice,
        (
            Told("2008-03-14", "", "Cough for three days. Chest clear."),
            Told("2008-03-14", "", "Mother tearful, see her own notes."),
            Told("2008-03-14", "", "Prescription collected."),
            Told("2008-03-19", "", "Did not attend."),
        ),
        frozenset({"Millrace Surgery"}),
    ),
    Office(
        "mis.xlsx",
        _school,
        (
            Told("2008-03-25", "08:55", "Arrived without coat."),
            Told("2008-03-27", "13:10", "Said that he had slept on the sofa."),
            Told("2008-03-31", "17:00", "Not collected until five."),
        ),
    ),
    Office(
        "attendances.csv",
        _hospital,
        (
            Told("2008-03-14", "22:47", "Brought by mother – fell from sofa. Bruise 2cm; “no concerns”."),
            Told("2008-03-15", "", "Discharged; café voucher given to mother."),
        ),
    ),
    Office(
        "hv.docx",
        _health_visitors,
        (
            Told("2008-03-14", "", "Home visit, no reply.", "HV1 diary"),
            Told("2008-03-17", "", "Home visit. Joel crawling.", "HV1 diary"),
            Told("2008-04-02", "", "Weighed: 9.8 kg.", "Clinic sheet"),
        ),
    ),
    Office(
        "homes.docx",
        _housing,
        (
            Told("2008-03-14", "", "Tenant reports damp in both bedrooms and that the"),
            Told("2008-03-14", "", "boiler has been off since Christmas."),
            Told("2008-03-20", "", "Inspection. Mould behind cot."),
        ),
        frozenset({"Northmere Homes"}),
    ),
    Office(
        "midwifery.docx",
        _internal,
        (
            Told("2008-03-14", "09:30", "Antenatal visit at home.", "MW2 notes"),
            Told("", "", "Ask ward for the missing page.", "# to do"),
            Told("2008-03-16", "", "Discharged home with baby.", "Ward book"),
        ),
    ),
    Office(
        "composite.docx",
        _composite,
        (
            Told("2008-03-14", "", "Office visit. Reports a new baby.", "Northmere Probation: case record"),
            Told("2008-03-15", "09:05", "Joel brought by a man not known.", "Ropewalk Lane Nursery: register"),
        ),
        frozenset({"Northmere Probation", "Ropewalk Lane Nursery"}),
    ),
    Office(
        "trust.xlsx",
        _trust,
        (
            Told("2008-03-03", "", "Booked late, at 22 weeks."),
            Told("2008-04-09", "", "Appointment sent."),
            Told("2008-05", "", "Asked to rebook."),
        ),
        frozenset({"Midwifery", "Therapies"}),
    ),
)
