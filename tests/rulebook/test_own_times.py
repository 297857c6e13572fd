"""Where nothing national says by when, the board says it: as data, from a day on, until something national does."""

from dataclasses import replace
from datetime import date

import pytest

from safelight.core.rulebook.loader import RulebookError, load_rulebook
from safelight.core.rulebook.times import LocalTime, open_times, policies_of, times_from, to_store

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 27)
RAPID = LocalTime(process="lcspr", duty="consider.rapid-review", count=15, unit="working_day", start=TODAY)
DECISION = replace(RAPID, process="sar", duty="clock.decision", count=2, unit="calendar_month")


def with_times(*times: LocalTime):
    return load_rulebook(local=policies_of(times, rulebook=RULEBOOK))


def test_what_the_edition_of_2026_left_unread_and_what_was_never_national_is_open() -> None:
    found = {(each.process.id, each.duty) for each in open_times(RULEBOOK, on=TODAY)}
    assert {
        ("lcspr", "consider.rapid-review"),
        ("lcspr", "clock.decision"),
        ("lcspr", "clock.completion"),
        ("sar", "clock.decision"),
    } <= found
    assert ("sar", "clock.completion") not in found
    assert not [each for each in open_times(RULEBOOK, on=date(2024, 2, 1)) if each.process.id == "lcspr"]


def test_the_last_national_rule_is_told_and_its_event_is_kept() -> None:
    rapid = next(each for each in open_times(RULEBOOK, on=TODAY) if each.duty == RAPID.duty)
    assert rapid.event == "notify.incident"
    assert "15 working days" in rapid.before or "fifteen working days" in rapid.before


def test_an_own_time_governs_from_its_day_on_and_not_before() -> None:
    book = with_times(RAPID, DECISION)
    rule = book.regime(initiated_on=TODAY, process="lcspr").rule(RAPID.duty)
    assert (rule.number("count"), rule.text("unit"), rule.citation_status) == (15, "working_day", "local")
    assert book.regime(initiated_on=TODAY, process="sar").rule("clock.decision").number("count") == 2
    before = book.regime(initiated_on=date(2026, 11, 26), process="lcspr")
    assert before.find(RAPID.duty) is None


def test_a_later_own_time_takes_over_and_reviews_begun_earlier_keep_theirs() -> None:
    later = replace(RAPID, count=10, start=date(2027, 3, 1))
    book = with_times(later, RAPID)
    counts = [
        book.regime(initiated_on=day, process="lcspr").rule(RAPID.duty).number("count")
        for day in (TODAY, date(2027, 2, 28), date(2027, 3, 1))
    ]
    assert counts == [15, 15, 10]


def test_no_own_time_stands_where_something_national_does() -> None:
    with pytest.raises(RulebookError, match="no own time is needed"):
        with_times(replace(RAPID, start=date(2024, 2, 1)))
    with pytest.raises(RulebookError, match="no own time is needed"):
        with_times(replace(DECISION, duty="clock.completion"))


def test_a_unit_that_is_none_is_refused() -> None:
    with pytest.raises(RulebookError, match="is no unit of time"):
        with_times(replace(RAPID, unit="moon"))


def test_times_are_kept_and_read_again_as_they_were() -> None:
    assert times_from(to_store((RAPID, DECISION))) == (RAPID, DECISION)
