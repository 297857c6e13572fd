"""On which days is an agency reminded of the review that it owes? 14, 7 and 1 days before, a day after, then weekly."""

from __future__ import annotations

from datetime import date, timedelta

BEFORE = (14, 7, 1)
"""Days before the due date."""
AFTER = 1
"""Days after it, for the first time; from then on every week."""
EVERY = 7


def step_on(due_on: date, *, on: date) -> date | None:
    """The latest day up to today on which a reminder falls; None while the first lies ahead.

    Whoever has been reminded since that day is not reminded again. So a day on which no mail could be sent is made up
    for on the next, and is never made up for twice.
    """
    days = [due_on - timedelta(days=before) for before in BEFORE]
    late = (on - due_on).days - AFTER
    if late >= 0:
        days.append(due_on + timedelta(days=AFTER + late // EVERY * EVERY))
    return max((day for day in days if day <= on), default=None)
