"""The chapter on pages: does a chronology of 10,000 rows answer quickly, whatever is filtered for?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.corpus import Bench
from bench.table import heading, row

TARGET = 0.3
"""Seconds by the clock within which the page answers."""


def print_pages(_: Bench) -> None:
    """One line a filter, beside what it takes to open the same rows as a workbook."""
    script = Path(__file__).with_name("page_times.py")
    told = json.loads(subprocess.run([sys.executable, script], stdout=subprocess.PIPE, check=True).stdout)
    *filters, peer = told
    heading(
        "The page of a chronology",
        says="10,000 rows of two agencies on SQLite, the median of several requests. Opening the same rows as a "
        f"workbook with openpyxl took {peer['clock'] * 1000:.0f} ms. The target is {TARGET * 1000:.0f} ms for any "
        "filter, and a number of questions to the database that does not grow with the rows.",
        columns=["filter", "by the clock", "of the processor", "questions", "of openpyxl's time", "kept"],
    )
    for line in filters:
        row(
            line["name"],
            f"{line['clock'] * 1000:.0f} ms",
            f"{line['worked'] * 1000:.0f} ms",
            line["questions"],
            f"{line['clock'] / peer['clock']:.2f}",
            "yes" if line["clock"] <= TARGET else "no",
        )
