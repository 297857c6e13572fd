"""The picture and the table beside it say the same, however closely one looks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.chronology.picture import MARGIN, WIDTH, KeyEvent, Silence, Told, draw
from safelight.core.review.chronology.windows import Zoom, window_of

FIRST, LAST = date(2005, 5, 17), date(2009, 11, 30)
KEYS = ["", "2008", "2008-Q2", "2008-05"]
days = st.dates(FIRST, LAST)
rows = st.lists(
    st.builds(
        lambda lane, day, more: Told(lane=lane, first=day, last=day + timedelta(days=more)),
        st.sampled_from(["Police", "Health"]),
        days,
        st.sampled_from([0, 0, 0, 30, 364]),
    ),
    max_size=40,
)


@given(rows, st.sampled_from(KEYS))
def test_no_row_is_lost_between_picture_and_table(told: list[Told], key: str) -> None:
    window = window_of(key, first=FIRST, last=LAST)
    drawn = draw(window, lanes=["Police", "Health"], told=told)
    for lane in drawn.lanes:
        loose = sum(int(span.words.rpartition(": ")[2]) for span in lane.loose)
        inside = [
            each for each in told if each.lane == lane.name and each.last >= window.first and each.first <= window.last
        ]
        assert sum(column.count for column in lane.columns) + loose == lane.total == len(inside)
        for each in (*lane.columns, *lane.loose):
            assert each.x >= MARGIN
            assert each.x + each.width <= WIDTH - MARGIN + 1.1


@given(st.sampled_from(["2007", "2008-Q3", "2008-07", ""]))
def test_a_window_is_divided_without_holes(key: str) -> None:
    window = window_of(key, first=FIRST, last=LAST)
    for parts in (window.buckets(), window.periods()):
        assert parts[0].first <= window.first
        assert parts[-1].last >= window.last
        assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("key", "zoom", "wider", "earlier", "later"),
    [
        ("", Zoom.WHOLE, None, None, None),
        ("2008", Zoom.YEAR, "", "2007", "2009"),
        ("2009", Zoom.YEAR, "", "2008", None),
        ("2008-Q1", Zoom.QUARTER, "2008", "2007-Q4", "2008-Q2"),
        ("2008-12", Zoom.MONTH, "2008-Q4", "2008-11", "2009-01"),
        ("1066", Zoom.WHOLE, None, None, None),
        ("2008-13", Zoom.WHOLE, None, None, None),
        ("'; drop", Zoom.WHOLE, None, None, None),
    ],
)
def test_every_window_knows_what_lies_around_it(
    key: str, zoom: Zoom, wider: str | None, earlier: str | None, later: str | None
) -> None:
    window = window_of(key, first=FIRST, last=LAST)
    assert (window.zoom, window.wider, window.earlier, window.later) == (zoom, wider, earlier, later)


def test_one_can_go_from_the_whole_down_to_a_month() -> None:
    window = window_of("", first=FIRST, last=LAST)
    for zoom in (Zoom.YEAR, Zoom.QUARTER, Zoom.MONTH):
        window = window_of(window.narrower()[0].key, first=FIRST, last=LAST)
        assert window.zoom is zoom
    assert window.narrower() == ()


def test_key_events_and_silences_stand_where_they_happened() -> None:
    window = window_of("2008", first=FIRST, last=LAST)
    drawn = draw(
        window,
        lanes=["Police"],
        told=[],
        key_events=[
            KeyEvent(lane="Police", number=1, first=date(2008, 1, 1), words="Called out."),
            KeyEvent(lane="Police", number=2, first=date(2009, 1, 1), words="Next year."),
        ],
        silences=[
            Silence(lane="", first=date(2007, 12, 1), last=date(2008, 2, 1)),
            Silence(lane="Police", first=date(2008, 6, 1), last=date(2008, 9, 1)),
        ],
    )
    assert [(point.number, point.x) for point in drawn.lanes[0].points] == [(1, MARGIN)]
    assert [span.x for span in drawn.silences] == [MARGIN]
    assert len(drawn.lanes[0].silences) == 1
