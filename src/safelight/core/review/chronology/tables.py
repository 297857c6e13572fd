"""How does a chronology come out of its file? By the module for its format, once ending and content agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from safelight.core.review.chronology.csv_table import read_csv, read_tsv
from safelight.core.review.chronology.docx_table import read_docx
from safelight.core.review.chronology.grid import Grid
from safelight.core.review.chronology.html_table import read_html_tables
from safelight.core.review.chronology.model import UnreadableChronology
from safelight.core.review.chronology.xlsx_table import read_xlsx

MOST_BYTES: Final = 100 * 1024 * 1024
READERS: Final[dict[str, Callable[..., tuple[Grid, ...]]]] = {
    ".csv": read_csv,
    ".docm": read_docx,
    ".docx": read_docx,
    ".html": read_html_tables,
    ".tsv": read_tsv,
    ".xlsm": read_xlsx,
    ".xlsx": read_xlsx,
}
TEXT: Final = frozenset({".csv", ".html", ".tsv"})
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_tables(untrusted_data: bytes, *, name: str) -> tuple[Grid, ...]:
    """Every table in the file. Macros are never looked at.

    Raises:
        UnreadablePaper: when the file is not what its ending says, or cannot be opened; the message says what to do.
    """
    ending = PurePath(name.replace("\\", "/")).suffix.casefold()
    if ending not in READERS:
        raise UnreadableChronology(f"{name} is not a kind of chronology that is read: save it as .xlsx, .csv or .docx.")
    if not untrusted_data.strip():
        raise UnreadableChronology(f"{name} is empty: send the file again.")
    if len(untrusted_data) > MOST_BYTES:
        raise UnreadableChronology(
            f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB: check that it is the chronology."
        )
    if untrusted_data.startswith(_OLD):
        raise UnreadableChronology(
            f"{name} is in an old format or locked with a password: "
            "open it, take the password off and save it as .xlsx or .docx."
        )
    if untrusted_data.startswith(b"PK") != (ending not in TEXT):
        raise UnreadableChronology(f"{name} ends in {ending} but holds something else: save it again as {ending}.")
    return READERS[ending](untrusted_data, name=name)
