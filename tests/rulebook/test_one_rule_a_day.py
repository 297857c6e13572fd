"""On every day since 1999, does each question have one rule or a gap that says why?"""

from collections.abc import Iterable
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.rulebook.duties import DUTIES
from safelight.core.rulebook.governing import NoGoverningRule
from safelight.core.rulebook.loader import example_policy, load_rulebook
from safelight.core.rulebook.model import REVIEWED_IN, Rule

RULEBOOK = load_rulebook()
WITH_POLICY = load_rulebook(local=(example_policy(),))

days = st.dates(date(1999, 1, 1), date(2026, 12, 31))
places = st.sampled_from(REVIEWED_IN)
duties = st.sampled_from(sorted(DUTIES))


UNHURRIED = settings(deadline=None)
"""No test fails because the machine is busy."""
OUTSIDERS = {"public", "media", "family", "subject_child", "staff", "elected_member"}
RELEASING = {"publish", "publish_unless_compelling", "reader_may_have"}


def pairs(rules: Iterable[Rule], checks: set[str]) -> set[tuple[str, str]]:
    """Each paper with each reader that rules of these checks speak of."""
    spoken_of = [rule for rule in rules if rule.check in checks]
    return {pair for rule in spoken_of for pair in product(rule.words("papers"), rule.words("readers"))}


@UNHURRIED
@given(day=days, place=places)
def test_no_paper_is_given_to_a_reader_from_whom_another_rule_withholds_it(day: date, place: str) -> None:
    for rulebook in (RULEBOOK, WITH_POLICY):
        rules = rulebook.regime(initiated_on=day, jurisdiction=place).rules
        assert not pairs(rules, RELEASING) & pairs(rules, {"reader_may_not_have"})


@UNHURRIED
@given(day=days, place=places)
def test_nobody_from_outside_reads_a_paper_without_a_person_deciding_unless_it_is_published(
    day: date, place: str
) -> None:
    rules = RULEBOOK.regime(initiated_on=day, jurisdiction=place).rules
    assert not {reader for _, reader in pairs(rules, {"reader_may_have"})} & OUTSIDERS


@UNHURRIED
@given(day=days, place=places)
def test_each_question_has_at_most_one_rule_and_otherwise_a_stated_gap(day: date, place: str) -> None:
    for duty in DUTIES:
        standing = [
            rule
            for rule in RULEBOOK.rules
            if rule.duty == duty and rule.in_force(on=day) and rule.source.reaches(place)
        ]
        told = [gap for gap in RULEBOOK.coverage.gaps if gap.covers(duty, on=day, jurisdiction=place)]
        assert len(standing) + bool(told) == 1, (duty, [rule.id for rule in standing], told)


@UNHURRIED
@given(day=days, place=places, duty=duties)
def test_asking_for_one_rule_and_for_the_whole_regime_agree(day: date, place: str, duty: str) -> None:
    regime = WITH_POLICY.regime(initiated_on=day, jurisdiction=place)
    found = regime.find(duty)
    if found is not None:
        assert WITH_POLICY.governing(duty, on=day, jurisdiction=place) == found
        return
    with pytest.raises(NoGoverningRule) as gap:
        WITH_POLICY.governing(duty, on=day, jurisdiction=place)
    assert any(stated.says in str(gap.value) for stated in RULEBOOK.coverage.gaps)


@UNHURRIED
@given(day=days, place=places)
def test_a_regime_holds_each_question_once_and_only_rules_that_stand(day: date, place: str) -> None:
    regime = RULEBOOK.regime(initiated_on=day, jurisdiction=place)
    duties_held = [rule.duty for rule in regime.rules]
    assert len(set(duties_held)) == len(duties_held)
    assert all(rule.in_force(on=day) for rule in regime.rules)


@UNHURRIED
@given(day=days)
def test_a_local_policy_never_opens_what_was_closed_without_it(day: date) -> None:
    without, with_policy = (book.regime(initiated_on=day) for book in (RULEBOOK, WITH_POLICY))
    assert {rule.duty for rule in with_policy.rules} == {rule.duty for rule in without.rules}
    for rule in without.rules:
        if rule.check == "reader_may_not_have":
            assert with_policy.rule(rule.duty).check == "reader_may_not_have"
