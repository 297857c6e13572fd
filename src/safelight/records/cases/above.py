"""What do the rooms above know of a case that its stage depends on? They register here; cases never looks up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from safelight.records.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFromAbove:
    """The facts of publication, plan and committee; the defaults are a case of which they know nothing yet."""

    draft_exists: bool = False
    unsettled_findings: int = 0
    edition_approved: bool = False
    gate_passed: bool | None = None
    published_on: date | None = None
    actions_total: int = 0
    actions_closed: int = 0
    next_action_due_on: date | None = None
    next_effect_check_on: date | None = None
    intruder_tried: bool = False
    intruder_passed_on: date | None = None
    intruder_lacking: str = ""
    next_intruder_review_on: date | None = None
    public_but_not_remote: str = ""
    committee_meets_on: date | None = None
    committee_reported_on: date | None = None


Source = Callable[[Case, date], FactsFromAbove]

_sources: list[Source] = []


def ask(source: Source) -> None:
    """Register the one function that gathers these facts; a later call replaces an earlier one."""
    _sources[:] = [source]


def known_above(case: Case, *, on: date) -> FactsFromAbove:
    """What the registered source says of a case on a day; the defaults when no room above is installed."""
    return _sources[0](case, on) if _sources else FactsFromAbove()


Citing = Callable[[Collection[int]], Mapping[int, tuple[int, ...]]]

_citing: list[Citing] = []


def ask_who_cites(source: Citing) -> None:
    """Register the one function that says which findings, by number, cite which rows of a chronology, by id."""
    _citing[:] = [source]


def cited_in(rows: Collection[int]) -> Mapping[int, tuple[int, ...]]:
    """The numbers of the findings that cite each of these rows; rows that nobody cites are left out."""
    return _citing[0](rows) if _citing and rows else {}
