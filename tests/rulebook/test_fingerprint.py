"""Does the fingerprint tell one set of rules from another, and is it the same today and in thirty years?"""

from dataclasses import replace
from datetime import date

import pytest

from safelight.core.rulebook.governing import fingerprint
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import Args
from safelight.core.vocabulary import CitationStatus, Force

RULEBOOK = load_rulebook()
RULES = RULEBOOK.edition("scr-2010").rules
CLOCK = next(rule for rule in RULES if rule.duty == "clock.completion")


def test_days_under_the_same_rules_have_the_same_fingerprint() -> None:
    one = RULEBOOK.regime(initiated_on=date(2010, 3, 17))
    other = RULEBOOK.regime(initiated_on=date(2010, 6, 9))
    assert one.fingerprint == other.fingerprint
    assert len(one.fingerprint) == 64


def test_the_order_of_rules_makes_no_difference() -> None:
    assert fingerprint(RULES) == fingerprint(reversed(RULES))


@pytest.mark.parametrize(
    "day", [date(2009, 12, 18), date(2010, 3, 17), date(2010, 6, 10), date(2010, 10, 1), date(2013, 4, 15)]
)
def test_the_fingerprint_changes_on_each_day_of_change(day: date) -> None:
    before = RULEBOOK.regime(initiated_on=date.fromordinal(day.toordinal() - 1))
    assert before.fingerprint != RULEBOOK.regime(initiated_on=day).fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"says": "A review is completed within seven months."},
        {"force": Force.MUST},
        {"provision": "paragraph 8.99"},
        {"citation_status": CitationStatus.VERIFIED},
        {"start": date(2010, 3, 18)},
        {"check": "recorded"},
        {"args": Args({"event": "decided_on", "count": 7, "unit": "calendar_month"})},
        {"source": replace(CLOCK.source, title="Another edition")},
        {"id": "wt2010/another"},
        {"duty": "clock.decision"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_fingerprint_changes_when_any_part_of_a_rule_does(change: dict[str, object]) -> None:
    changed = replace(CLOCK, **change)  # type: ignore[arg-type]
    others = [rule for rule in RULES if rule is not CLOCK]
    assert fingerprint([*others, changed]) != fingerprint(RULES)


def test_a_rule_that_a_later_edition_ends_is_still_the_rule_that_was_decided_under() -> None:
    ended = replace(CLOCK, until=date(2031, 1, 1), replaced_by="wt2031/complete-within-a-year")
    assert fingerprint([ended]) == fingerprint([replace(CLOCK, until=None, replaced_by="")])


def test_an_example_shows_what_a_rule_means_and_is_no_part_of_it() -> None:
    assert fingerprint([replace(CLOCK, examples=CLOCK.examples[:1])]) == fingerprint([CLOCK])


def test_the_way_a_fingerprint_is_made_is_fixed() -> None:
    """Decisions of past years carry it: if this fails, old decisions can no longer be matched to their rules."""
    rule = replace(
        CLOCK,
        id="made-up/rule",
        source=replace(CLOCK.source, id="made-up", title="A made-up source", issued_under=""),
        provision="paragraph 1",
        citation_status=CitationStatus.VERIFIED,
        says="Made up.",
        start=date(2010, 1, 1),
        until=None,
    )
    assert fingerprint([rule]) == "bfcbb322c8b18d0b4b80117c7843422009d8ed80fb8fd9539fbf95bf4728e7f2"
