"""What a stranger's chronology says, read by a process of its own: for a server, which a bad file must not end.

The process is told the file's name and what its columns were said to be, and answers with one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from safelight.core.papers.apart import ask_apart
from safelight.core.papers.limits import keep_to, limits_for
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.columns import Column
from safelight.core.review.chronology.model import ChronologyFile, Row, UnreadableRow
from safelight.core.review.chronology.read import NOTHING_CHOSEN, Chosen, read_chronology
from safelight.core.review.chronology.recognise import ColumnSeen, TableSeen, recognise_columns

MODULE = "safelight.core.review.chronology.apart"


def recognise_columns_apart(
    untrusted_data: bytes, *, name: str, environment: Mapping[str, str] = os.environ
) -> tuple[TableSeen, ...]:
    """As `recognise.recognise_columns`.

    Raises:
        UnreadablePaper: also where that takes more than a file may cost.
    """
    answer: Any = ask_apart(MODULE, untrusted_data, name=name, environment=environment)
    return tuple(_table(each) for each in answer["tables"])


def read_chronology_apart(
    untrusted_data: bytes, *, name: str, chosen: Chosen = NOTHING_CHOSEN, environment: Mapping[str, str] = os.environ
) -> ChronologyFile:
    """As `read.read_chronology`.

    Raises:
        UnreadablePaper: also where that takes more than a file may cost.
    """
    also = json.dumps({key: dict(columns) for key, columns in chosen.items()})
    answer: Any = ask_apart(MODULE, untrusted_data, name=name, also=also, environment=environment)
    return ChronologyFile(
        name,
        tuple(Row(**each | {"flags": tuple(each["flags"])}) for each in answer["rows"]),
        tuple(UnreadableRow(**each) for each in answer["unreadable"]),
        answer["agency"],
    )


def _table(told: dict[str, Any]) -> TableSeen:
    columns = tuple(
        ColumnSeen(
            place=each["place"],
            heading=each["heading"],
            column=None if each["column"] is None else Column(each["column"]),
            samples=tuple(each["samples"]),
        )
        for each in told["columns"]
    )
    return TableSeen(**told | {"columns": columns})


def main(name: str, also: str) -> None:
    """Read a file from standard input and answer on standard output: its rows if columns are named, else its tables."""
    untrusted_data = sys.stdin.buffer.read()
    keep_to(limits_for(len(untrusted_data)))
    try:
        answer = _read(untrusted_data, name=name, also=json.loads(also)) if also else _seen(untrusted_data, name=name)
    except UnreadablePaper as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer))


def _seen(untrusted_data: bytes, *, name: str) -> dict[str, object]:
    return {"tables": _plain(recognise_columns(untrusted_data, name=name))}


def _read(untrusted_data: bytes, *, name: str, also: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    chosen = {key: {int(place): Column(word) for place, word in columns.items()} for key, columns in also.items()}
    read = read_chronology(untrusted_data, name=name, chosen=chosen)
    return {"rows": _plain(read.rows), "unreadable": _plain(read.unreadable), "agency": read.agency}


def _plain(made: Iterable[Row | UnreadableRow | TableSeen]) -> list[dict[str, Any]]:
    return [asdict(each) for each in made]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
