"""What does a CSV file hold? Its rows, whatever its encoding, its separator and the state of its quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from safelight.core.review.chronology.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Line
from safelight.core.review.chronology.model import UnreadableChronology

SEPARATORS: Final = ",;\t|"
_MARKED: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_JUNK: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_tsv(untrusted_data: bytes, *, name: str) -> tuple[Grid, ...]:
    """The one table of a text whose fields are separated by tabs, as programs put a copied table on the clipboard.

    Raises:
        UnreadableChronology: when it is not text.
    """
    return _grids(_decoded(untrusted_data, name=name), separator="\t", name=name)


def read_csv(untrusted_data: bytes, *, name: str) -> tuple[Grid, ...]:
    """The one table of a CSV file; rows are counted as a spreadsheet program shows them, blank ones included.

    Raises:
        UnreadableChronology: when it is not text.
    """
    separator, text = _separator(_decoded(untrusted_data, name=name))
    return _grids(text, separator=separator, name=name)


def _grids(text: str, *, separator: str, name: str) -> tuple[Grid, ...]:
    lines = tuple(
        Line(number, tuple(Cell(field, first=place, last=place) for place, field in enumerate(fields)))
        for number, fields in enumerate(_records(text, separator=separator, name=name), 1)
    )
    return (Grid(lines),)


def _decoded(untrusted_data: bytes, *, name: str) -> str:
    encoding = next((known for mark, known in _MARKED if untrusted_data.startswith(mark)), "utf-8")
    try:
        text = untrusted_data.decode(encoding)
    except UnicodeDecodeError as broken:
        if encoding != "utf-8":
            raise UnreadableChronology(f"{name} is damaged: save it again as CSV (UTF-8).") from broken
        # What Windows programs write in this country where they do not write UTF-8.
        text = untrusted_data.decode("cp1252", errors="replace")
    start = text[:20_000]
    # A few odd signs are a damaged row, which is reported as such; many are another kind of file.
    if len(_JUNK.findall(start)) > 8 + len(start) // 20:
        raise UnreadableChronology(
            f"{name} is not a CSV file but something else: save the chronology again as CSV (UTF-8)."
        )
    return text


def _separator(text: str) -> tuple[str, str]:
    """The sign between fields: what the file says ("sep=;"), else the one that most lines agree on."""
    said = re.match(r'"?sep=([,;|\t])"?\r?\n', text, re.IGNORECASE)
    if said:
        return said.group(1), text[said.end() :]
    lines = re.sub(r'"(?:[^"]|"")*+"', "", text[:200_000]).splitlines()[:200]
    best, most = ",", 0
    for sign in SEPARATORS:
        counts = Counter(line.count(sign) for line in lines if line.count(sign))
        agreed = max((number * times for number, times in counts.items()), default=0)
        if agreed > most:
            best, most = sign, agreed
    return best, text


def _records(text: str, *, separator: str, name: str) -> Iterator[list[str]]:
    """Fields by record. A quotation mark that is not closed before a separator or a line's end is an ordinary sign."""
    sign = re.escape(separator)
    token = re.compile(
        rf'"(?P<quoted>(?:[^"]|"")*+)"(?P<end>{sign}|\r\n|\r|\n|\Z)|(?P<bare>[^{sign}\r\n]*)(?P<bare_end>{sign}|\r\n|\r|\n|\Z)'
    )
    fields: list[str] = []
    place, count = 0, 0
    while place < len(text) or fields:
        found = token.match(text, place)
        if found is None:  # pragma: no cover - the second alternative matches anywhere
            return
        quoted = found.group("quoted")
        fields.append(quoted.replace('""', '"') if quoted is not None else found.group("bare"))
        place = found.end()
        if (found.group("end") or found.group("bare_end")) != separator:
            count += 1
            _check_size(count, len(fields), name=name)
            yield fields
            fields = []


def _check_size(rows: int, columns: int, *, name: str) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnreadableChronology(
            f"{name} has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns: "
            "check that it is the right file, or split it."
        )
