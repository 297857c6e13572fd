"""What does an integrated chronology look like as a file? Excel, CSV, Word or a web page; same rows, same bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import escape
from typing import Final

from safelight.core.review.chronology.model import COLUMNS, Merged
from safelight.core.review.chronology.write_office import write_docx, write_xlsx


class UnknownEnding(ValueError):
    """Raised when a chronology is to be written in a format that there is no writer for."""


def write_chronology(merged: Merged, *, suffix: str) -> bytes:
    """The file's bytes; `suffix` is .xlsx, .csv, .docx or .html.

    Text is written as it is, and in a spreadsheet as text, so that an entry that begins with "=" is never worked out.
    CSV cannot say that: import it as text if it is to be opened in a spreadsheet, or write .xlsx instead.

    Raises:
        UnknownEnding: for another suffix.
        TooLongForACell: when an entry is longer than a spreadsheet can hold.
    """
    writer = WRITERS.get(suffix.casefold())
    if writer is None:
        raise UnknownEnding(f"A chronology cannot be written as '{suffix}': use {', '.join(WRITERS)}.")
    columns, rows = table_of(merged)
    return writer(columns, rows)


def table_of(merged: Merged) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The column names and the rows as text. The column `other` is there only where an agency used more columns."""
    if any(row.other for row in merged.rows):
        return (*COLUMNS, "other"), [(*row.cells(), row.other) for row in merged.rows]
    return COLUMNS, [row.cells() for row in merged.rows]


def write_csv(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """UTF-8, separated by commas."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue().encode("utf-8", errors="replace")


def write_html(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """One page that needs nothing else: a table with headings that a screen reader can follow."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "\n".join(f"<tr>{''.join(f'<td>{_shown(cell)}</td>' for cell in row)}</tr>" for row in rows)
    page = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Integrated chronology</title>
<style>
body {{ font-family: Arial, sans-serif; margin: 1.5rem; color: #0b0c0c; }}
table {{ border-collapse: collapse; font-size: 0.9rem; }}
caption {{ font-weight: bold; text-align: left; margin-bottom: 0.5rem; }}
th, td {{ border: 1px solid #505a5f; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }}
th {{ background: #f3f2f1; position: sticky; top: 0; }}
</style>
</head>
<body>
<main>
<h1>Integrated chronology</h1>
<table>
<caption>{len(rows)} {"entry" if len(rows) == 1 else "entries"} in order of event</caption>
<thead>
<tr>{head}</tr>
</thead>
<tbody>
{body}
</tbody>
</table>
</main>
</body>
</html>
"""
    return page.encode("utf-8", errors="replace")


def _shown(text: str) -> str:
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "", text)
    return escape(clean).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")


WRITERS: Final[dict[str, Callable[[tuple[str, ...], list[tuple[str, ...]]], bytes]]] = {
    ".xlsx": write_xlsx,
    ".csv": write_csv,
    ".docx": write_docx,
    ".html": write_html,
}
