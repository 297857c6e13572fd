"""How is an agency's chronology read? Under the agency's name, with the columns that somebody there confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from django.conf import settings

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.apart import read_chronology_apart, recognise_columns_apart
from safelight.core.review.chronology.columns import Column
from safelight.core.review.chronology.model import ChronologyFile as Read
from safelight.core.review.chronology.model import Place
from safelight.core.review.chronology.read import NOTHING_CHOSEN, Chosen, read_chronology
from safelight.core.review.chronology.recognise import TableSeen, recognise_columns
from safelight.records.cases import vault
from safelight.records.cases.models import ChronologyFile, ChronologyRow
from safelight.records.people.models import Agency
from safelight.records.people.permission import WrongInput

Columns = Mapping[str, Mapping[str, str]]
"""What was chosen, as the database keeps it: by the table's key, place in the line to column."""


def read_as(untrusted_data: bytes, *, name: str, agency: Agency, chosen: Chosen = NOTHING_CHOSEN) -> Read:
    """Read under the agency's name, which then stands wherever the file itself names none.

    Raises:
        WrongInput: when no chronology can be found, with what to do.
    """
    label, reader = _label(agency, name=name), read_chronology_apart if settings.PAPERS_READ_APART else read_chronology
    try:
        return reader(untrusted_data, name=label, chosen=chosen)
    except UnreadablePaper as fault:
        raise WrongInput(str(fault).replace(label, name), field="file") from fault


def recognise(untrusted_data: bytes, *, name: str) -> tuple[TableSeen, ...]:
    """What the columns of every table are taken for.

    Raises:
        WrongInput: when the file cannot be opened, or has no table, with what to do.
    """
    look = recognise_columns_apart if settings.PAPERS_READ_APART else recognise_columns
    try:
        tables = look(untrusted_data, name=name)
    except UnreadablePaper as fault:
        raise WrongInput(str(fault), field="file") from fault
    if not tables:
        raise WrongInput(
            "There is no table of two or more columns in this. Put each event in a row of its own, with its date and "
            "what happened side by side.",
            field="file",
        )
    return tables


def read_again(file: ChronologyFile) -> Read:
    """A file as it was taken in, under a name that tells the departments of one agency apart; notes are left out.

    Raises:
        WrongInput: when it can no longer be read.
    """
    chosen = chosen_in(file.columns)
    read = read_as(vault.get(file.paper.sha256), name=file.paper.name, agency=file.agency, chosen=chosen)
    named = name_of(file)
    return Read(
        named,
        tuple(replace(row, file=_renamed(row.file, read, named)) for row in read.rows if not row.is_author_note),
        tuple(replace(bad, file=_renamed(bad.file, read, named)) for bad in read.unreadable),
        read.agency,
    )


def name_of(file: ChronologyFile) -> str:
    """What the rows of this file carry as their file's name in the integrated chronology."""
    return _label(file.agency, name=file.paper.name, department=file.department)


def place_of(row: ChronologyRow, *, named: str) -> Place:
    """Where a kept row stands in the file of that name."""
    return Place(f"{named} ({row.sheet})" if row.sheet else named, row.row)


def sheet_of(file: str, *, read: Read) -> str:
    """The table in which a row stands that carries this file's name, where the file has several with names."""
    return file.removeprefix(read.name).strip().removeprefix("(").removesuffix(")")[:100]


def chosen_in(columns: Columns) -> Chosen:
    """What was chosen, from what the database kept."""
    return {key: {int(place): Column(word) for place, word in each.items()} for key, each in columns.items()}


def columns_of(chosen: Chosen) -> dict[str, dict[str, str]]:
    """What was chosen, as the database keeps it."""
    return {key: {str(place): each[place].value for place in sorted(each)} for key, each in sorted(chosen.items())}


def _renamed(file: str, read: Read, named: str) -> str:
    return named + file.removeprefix(read.name)


def _label(agency: Agency, *, name: str, department: str = "") -> str:
    """What tells one agency's file from another's, whatever they called it."""
    suffix = PurePath(name).suffix.lower()
    return f"{agency.name} ({department}){suffix}" if department else f"{agency.name}{suffix}"
