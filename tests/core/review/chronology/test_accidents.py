"""What is alike by accident is not taken for one event: how often that happens, the chronologies themselves say."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.chronology.accident import enough_in_common
from tests.core.review.chronology.made_up import dated, merged, places

SHARES = st.lists(st.floats(min_value=0, max_value=1), max_size=30)
WORKERS = ("Ashby", "Brindle", "Carrow", "Dunmore", "Eskdale", "Farley", "Garrick", "Holloway")
FORM = "Home visit by health visitor {who}. Child seen and well, weight {kg} kg. Next visit with {then}."


def test_where_nothing_of_other_days_is_alike_everything_is_enough() -> None:
    assert enough_in_common([0.4, 0.9], [], days_apart=7) == 0.0


def test_as_much_in_common_as_other_days_have_is_an_accident() -> None:
    assert enough_in_common([0.5, 0.5, 0.95], [0.5] * 70 + [0.6] * 7, days_apart=7) == 0.95
    assert enough_in_common([0.5], [0.6] * 70, days_apart=7) == math.inf


@given(one_day=SHARES, apart=SHARES)
def test_more_accidents_never_ask_for_less(one_day: list[float], apart: list[float]) -> None:
    least = enough_in_common(one_day, apart, days_apart=7)
    assert enough_in_common(one_day, [*apart, 1.0, 1.0, 1.0], days_apart=7) >= least


def filled_in(random_: random.Random) -> str:
    return FORM.format(
        who=random_.choice(WORKERS),
        kg=f"{random_.randrange(5, 20)}.{random_.randrange(10)}",
        then=random_.choice(WORKERS),
    )


def test_forms_that_are_filled_in_every_day_contradict_nobody() -> None:
    random_ = random.Random(5)
    days = [date(2007, 1, 1) + timedelta(days=number) for number in range(250)]
    ours = [(day.isoformat(), filled_in(random_)) for day in days]
    theirs = [(day.isoformat(), filled_in(random_)) for day in days]
    event = "Neighbour heard screams and found the child alone on the landing with a broken stair gate."
    ours.append(("2007-03-04", event))
    theirs.append(("2007-03-04", event.replace("Neighbour", "A neighbour").replace("a broken", "the broken")))
    found = merged(dated(*ours, name="hv.csv"), dated(*theirs, name="gp.csv"))
    assert places(found, "conflicts") == []
    assert ("gp.csv:252", "hv.csv:252") in places(found, "duplicates")
    assert len(found.duplicates) <= 4


def test_a_figure_that_nobody_else_writes_tells_two_forms_for_one() -> None:
    random_ = random.Random(6)
    days = [date(2007, 1, 1) + timedelta(days=number) for number in range(120)]
    form = "Police called to the address after shouting, log {log}, no offences, officer {who} attended."
    ours, theirs = [], []
    for number, day in enumerate(days):
        ours.append((day.isoformat(), form.format(log=10_000 + number, who=random_.choice(WORKERS))))
        theirs.append((day.isoformat(), form.format(log=20_000 + number, who=random_.choice(WORKERS))))
    theirs[60] = (theirs[60][0], form.format(log=10_060, who="Garrick").replace("Police called", "Called"))
    found = merged(dated(*ours, name="police.csv"), dated(*theirs, name="housing.csv"))
    told_twice = [*places(found, "duplicates"), *places(found, "conflicts")]
    assert told_twice == [("housing.csv:62", "police.csv:62")]
