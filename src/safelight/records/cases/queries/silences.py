"""For how long did nobody record a contact with the family, over all agencies and for each of them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safelight.core.review.chronology.days import day_of
from safelight.records.cases.models import Integration
from safelight.records.cases.queries.naming import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time in which nobody recorded anything, or one agency did not; dates in ISO 8601.

    `ends` is the day of the next contact as the rows have it, `until` the same as this reader may see it. It reaches
    from `starts_on` to `ends_on`.
    """

    since: str
    until: str
    ends: str
    starts_on: date
    ends_on: date
    days: int
    age_since: str = ""
    age_until: str = ""
    agency: str = ""


def every_gap(latest: Integration | None, *, naming: Naming) -> tuple[Gap, ...]:
    """The silences that the latest merging found: first those of all agencies together, then each agency's own."""
    told = latest.gaps if latest is not None else []
    days = naming.days([day for gap in told for day in (gap["from"], gap["to"])])
    return tuple(
        Gap(
            since=days[gap["from"]],
            until=days[gap["to"]],
            ends=gap["to"],
            starts_on=_last(gap["from"]),
            ends_on=_first(gap["to"]),
            days=gap["days"],
            age_since=gap.get("age_from", ""),
            age_until=gap.get("age_to", ""),
            agency=gap.get("agency", ""),
        )
        for gap in told
    )


def gaps_of(latest: Integration | None, *, naming: Naming, agency: str = "") -> tuple[Gap, ...]:
    """The silences of all agencies together or, where one is named, of that agency; none for an agency's author.

    What all agencies together did not record says something of the others' chronologies too.
    """
    if not naming.may_switch:
        return ()
    return tuple(gap for gap in every_gap(latest, naming=naming) if gap.agency == agency)


def _first(iso: str) -> date:
    day = day_of(iso)
    return day.first if day is not None else date.min


def _last(iso: str) -> date:
    day = day_of(iso)
    return day.last if day is not None else date.min
