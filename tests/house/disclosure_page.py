"""Writes the tables of the page on disclosure: `python -m tests.house.disclosure_page docs/disclosure.md`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from safelight.core.review.disclosure import DisclosureFacts, decide
from safelight.core.review.wording import PAPER_WORDS, in_words
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import INTERESTS, Outcome, PaperKind, Reader

DAYS = (date(2010, 4, 1), date(2010, 6, 10))
"""Reviews initiated under Working Together 2010, and on the day of the letter that changed it."""

WORDS = {Outcome.ALLOW: "yes", Outcome.REFUSE: "no", Outcome.REFER: "weigh"}
READERS = {
    Reader.ELECTED_MEMBER: "elected member",
    Reader.STAFF: "staff",
    Reader.SUBJECT_CHILD: "the child",
    Reader.FAMILY: "family",
    Reader.PUBLIC: "public",
    Reader.MEDIA: "media",
    Reader.BUSINESS_MANAGER: "business manager",
    Reader.BOARD_CHAIR: "board chair",
    Reader.PANEL_CHAIR: "panel chair",
    Reader.PANEL_MEMBER: "panel member",
    Reader.OVERVIEW_AUTHOR: "author",
    Reader.AGENCY_AUTHOR: "agency author",
    Reader.AUDITOR: "auditor",
}
OWN_PAPER = "agency author, own paper"
BEGIN, END = "<!-- tables: made by tests/house/disclosure_page.py -->", "<!-- end of tables -->"


def answers(paper: PaperKind, reader: Reader, *, regime: Regime, own: bool = False) -> str:
    """What the rules say before and after the paper is published, in one cell."""
    before, after = (
        WORDS[
            decide(
                DisclosureFacts(paper=paper, reader=reader, own_agency_paper=own, published=published), regime=regime
            ).outcome
        ]
        for published in (False, True)
    )
    return before if before == after else f"{before}, then {after}"


def rows(columns: list[tuple[str, Reader, bool]], *, regime: Regime) -> Iterator[str]:
    """One table in Markdown: a line a paper."""
    yield "| paper | " + " | ".join(title for title, _, _ in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for paper in PaperKind:
        cells = (answers(paper, reader, regime=regime, own=own) for _, reader, own in columns)
        yield f"| {PAPER_WORDS[paper]} | " + " | ".join(cells) + " |"


def tables() -> str:
    """Every paper against every reader, for reviews initiated on each of the days."""
    outside = [(READERS[reader], reader, False) for reader in INTERESTS]
    inside = [(READERS[reader], reader, False) for reader in Reader if reader not in INTERESTS]
    inside.insert(-1, (OWN_PAPER, Reader.AGENCY_AUTHOR, True))
    lines: list[str] = []
    for day in DAYS:
        regime = load_rulebook().regime(initiated_on=day)
        lines += ["", f"### Reviews initiated on {in_words(day)}", "", "Those with an interest:", ""]
        lines += [*rows(outside, regime=regime), "", "Those who do the board's work:", "", *rows(inside, regime=regime)]
    return "\n".join([BEGIN, *lines, "", END])


def with_tables(page: str) -> str:
    """The page with its tables as the rules give them now."""
    return re.sub(rf"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: tables(), page, flags=re.DOTALL)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_tables(file.read_text("utf-8")), "utf-8")
