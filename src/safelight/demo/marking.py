"""What the panel made of the integrated chronology: key events, themes, judgements, and what each finding rests on."""

from __future__ import annotations

from datetime import date
from typing import Final

from safelight.demo.beginning import Say, _day
from safelight.demo.cast import Cast, at
from safelight.records.cases.actions import integrating, row_notes
from safelight.records.cases.models import Case
from safelight.records.cases.queries import RowFilters
from safelight.records.cases.queries.row_lines import RowLine
from safelight.records.plans import actions as plans
from safelight.records.plans.models import Finding

THEMES: Final = {
    "Missed appointments": ("not attend", "not brought", "DNA"),
    "Medicines": ("inhaler", "prescription"),
    "The child's voice": ("said he", "told teacher", "told me"),
    "Violence at home": ("shouting", "argument"),
    "The home itself": ("damp", "mould"),
}
"""The board's themes, and words by which a reader would look for their rows."""

RESTS_ON: Final = {
    1: "asleep",
    2: "asthma",
    3: "not attend",
    4: "prescription",
    5: "argument",
    6: "partner",
    7: "neighbour",
    9: "told teacher",
    11: "notification",
    12: "ward",
    13: "damp",
}
"""Words by which the author looked for the rows on which a finding rests. Three findings have none yet."""

KEY_EVENTS: Final = ("admitted", "assault", "ambulance", "strategy", "anonymous", "parted", "born at")
"""Words by which the author looked for what mattered most."""

MOST: Final = 4
REASONS: Final = (
    ("stands", "Both files were asked: it was one visit, and they differ."),
    ("mistaken", "Two separate events on the same day, as the duty sheet shows."),
)


def mark(case: Case, cast: Cast, say: Say, *, on: date) -> None:
    """Key events are marked, rows put under themes, and two of the remarks judged."""
    author = cast["author"]
    found = [row.key for words in KEY_EVENTS for row in _rows(case, cast, on=on, words=words)[:MOST]]
    key_events = list(dict.fromkeys(found))
    row_notes.mark_key_events(case=case, rows=key_events, by=author, at=at(on, 10))
    for theme, looked_for in THEMES.items():
        rows = [row.key for words in looked_for for row in _rows(case, cast, on=on, words=words)[:12]]
        if rows:
            row_notes.give_theme(case=case, rows=rows, theme=theme, by=author, at=at(on, 11))
    remarks = [one for row in _rows(case, cast, on=on, mark="conflicts-with")[:6:3] for one in row.marks[:1]]
    for remark, (verdict, reason) in zip(remarks, REASONS, strict=False):
        row_notes.judge_remark(remark=remark.id, verdict=verdict, reason=reason, by=cast["panel_chair"], at=at(on, 12))
    say(f"{_day(on)}: {len(key_events)} key events, {len(THEMES)} themes, {len(remarks)} remarks judged")


def cite(case: Case, cast: Cast, say: Say, *, on: date) -> None:
    """Findings rest on rows of the chronology; those that do not yet are told on the page of the plan."""
    cited = 0
    for finding in Finding.objects.filter(case=case, number__in=RESTS_ON):
        rows = [row.key for row in _rows(case, cast, on=on, words=RESTS_ON[finding.number])[:MOST]]
        if rows:
            cited += plans.cite_rows(finding=finding, rows=rows, by=cast["author"], at=at(on, 14))
    say(f"{_day(on)}: the findings rest on {cited} rows of the chronology")


def _rows(case: Case, cast: Cast, *, on: date, words: str = "", mark: str = "") -> tuple[RowLine, ...]:
    filters = RowFilters(words=words, mark=mark)
    return integrating.read_rows(case=case, filters=filters, by=cast["author"], at=at(on, 9)).rows
