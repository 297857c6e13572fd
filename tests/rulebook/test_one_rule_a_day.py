"""On every day since 1999, does each question have one rule or a gap that says why?"""

from collections.abc import Iterable
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.rulebook.governing import NoGoverningRule
from safelight.core.rulebook.loader import example_policy, load_rulebook
from safelight.core.rulebook.model import Gap, Rule

RULEBOOK = load_rulebook()
WITH_POLICY = load_rulebook(local=(example_policy(),))

DUTIES = RULEBOOK.framework.duties
KINDS = [(process.id, place) for process in RULEBOOK.framework.processes for place in process.jurisdictions]
"""Every kind of review with every place where it is held."""
days = st.dates(date(1999, 1, 1), date(2026, 12, 31))
kinds = st.sampled_from(KINDS)
duties = st.sampled_from(sorted(DUTIES))


UNHURRIED = settings(deadline=None)
"""No test fails because the machine is busy."""
OUTSIDERS = {"public", "media", "family", "subject_child", "staff", "elected_member"}
RELEASING = {"publish", "publish_unless_compelling", "reader_may_have"}


def pairs(rules: Iterable[Rule], checks: set[str]) -> set[tuple[str, str]]:
    """Each paper with each reader that rules of these checks speak of."""
    spoken_of = [rule for rule in rules if rule.check in checks]
    return {pair for rule in spoken_of for pair in product(rule.words("papers"), rule.words("readers"))}


def gaps_over(duty: str, day: date, kind: tuple[str, str]) -> list[Gap]:
    """Every gap that is stated for a duty of a kind of review on a day."""
    process, place = kind
    return [gap for gap in RULEBOOK.coverage.gaps if gap.covers(duty, on=day, jurisdiction=place, process=process)]


@UNHURRIED
@given(day=days, kind=kinds)
def test_no_paper_is_given_to_a_reader_from_whom_another_rule_withholds_it(day: date, kind: tuple[str, str]) -> None:
    for rulebook in (RULEBOOK, WITH_POLICY):
        rules = rulebook.regime(initiated_on=day, jurisdiction=kind[1], process=kind[0]).rules
        assert not pairs(rules, RELEASING) & pairs(rules, {"reader_may_not_have"})


@UNHURRIED
@given(day=days, kind=kinds)
def test_nobody_from_outside_reads_a_paper_without_a_person_deciding_unless_it_is_published(
    day: date, kind: tuple[str, str]
) -> None:
    rules = RULEBOOK.regime(initiated_on=day, jurisdiction=kind[1], process=kind[0]).rules
    assert not {reader for _, reader in pairs(rules, {"reader_may_have"})} & OUTSIDERS


@UNHURRIED
@given(day=days, kind=kinds)
def test_each_question_has_at_most_one_rule_and_otherwise_a_stated_gap(day: date, kind: tuple[str, str]) -> None:
    for duty in DUTIES:
        standing = [
            rule
            for rule in RULEBOOK.rules
            if rule.duty == duty and rule.in_force(on=day) and rule.source.reaches(kind[1], process=kind[0])
        ]
        told = [
            gap for gap in RULEBOOK.coverage.gaps if gap.covers(duty, on=day, jurisdiction=kind[1], process=kind[0])
        ]
        assert len(standing) + bool(told) == 1, (duty, [rule.id for rule in standing], told)


@UNHURRIED
@given(day=days, kind=kinds, duty=duties)
def test_asking_for_one_rule_and_for_the_whole_regime_agree(day: date, kind: tuple[str, str], duty: str) -> None:
    regime = WITH_POLICY.regime(initiated_on=day, jurisdiction=kind[1], process=kind[0])
    found = regime.find(duty)
    if found is not None:
        assert WITH_POLICY.governing(duty, on=day, jurisdiction=kind[1], process=kind[0]) == found
        return
    with pytest.raises(NoGoverningRule) as gap:
        WITH_POLICY.governing(duty, on=day, jurisdiction=kind[1], process=kind[0])
    assert any(stated.says in str(gap.value) for stated in RULEBOOK.coverage.gaps)


@UNHURRIED
@given(day=days, kind=kinds)
def test_a_regime_holds_each_question_once_and_only_rules_that_stand(day: date, kind: tuple[str, str]) -> None:
    regime = RULEBOOK.regime(initiated_on=day, jurisdiction=kind[1], process=kind[0])
    duties_held = [rule.duty for rule in regime.rules]
    assert len(set(duties_held)) == len(duties_held)
    assert all(rule.in_force(on=day) for rule in regime.rules)


def test_on_every_single_day_since_1999_each_question_of_each_kind_of_review_is_governed_or_its_gap_is_stated() -> None:
    """Nothing changes between two days on which some rule or gap begins or ends, so those days stand for all."""
    edges = {date(1999, 1, 1)}
    for each in (*RULEBOOK.rules, *RULEBOOK.coverage.gaps):
        edges |= {day for day in (each.start, each.until) if day is not None and day > date(1999, 1, 1)}
    for day in sorted(edges):
        for process, place in KINDS:
            governed: dict[str, int] = {}
            for rule in RULEBOOK.rules:
                if rule.in_force(on=day) and rule.source.reaches(place, process=process):
                    governed[rule.duty] = governed.get(rule.duty, 0) + 1
            for duty in DUTIES:
                told = [
                    gap
                    for gap in RULEBOOK.coverage.gaps
                    if gap.covers(duty, on=day, jurisdiction=place, process=process)
                ]
                assert governed.get(duty, 0) + bool(told) == 1, (day, process, place, duty, told)


@UNHURRIED
@given(day=days)
def test_a_local_policy_never_opens_what_was_closed_without_it(day: date) -> None:
    without, with_policy = (book.regime(initiated_on=day) for book in (RULEBOOK, WITH_POLICY))
    assert {rule.duty for rule in with_policy.rules} == {rule.duty for rule in without.rules}
    for rule in without.rules:
        if rule.check == "reader_may_not_have":
            assert with_policy.rule(rule.duty).check == "reader_may_not_have"
