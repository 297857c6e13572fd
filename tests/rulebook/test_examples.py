"""Does every rule answer its own examples?"""

import pytest

from safelight.core.rulebook.checks import Check
from safelight.core.rulebook.loader import example_policy, load_rulebook
from safelight.core.rulebook.model import Example, Rule

from .evaluators import EVALUATORS, evaluate

RULEBOOK = load_rulebook()
WITH_POLICY = load_rulebook(local=(example_policy(),))
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in (*RULEBOOK.rules, *WITH_POLICY.local_rules)
    for number, example in enumerate(rule.examples, start=1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_answers_as_its_example_says(rule: Rule, example: Example) -> None:
    assert evaluate(rule, example, rulebook=RULEBOOK) == example.expect


def test_every_check_can_be_run_on_an_example() -> None:
    assert set(EVALUATORS) == set(Check)


def test_every_check_is_shown_by_a_shipped_rule() -> None:
    assert {rule.check for rule in RULEBOOK.rules} == set(Check)


@pytest.mark.parametrize(
    "check", sorted({rule.check for rule in RULEBOOK.rules} - {"due_within", "working_days_after"})
)
def test_the_examples_of_a_check_show_it_answering_in_more_than_one_way(check: str) -> None:
    answers = {example.expect for rule in RULEBOOK.rules if rule.check == check for example in rule.examples}
    assert len(answers) > 1, f"every example of {check} expects {answers}: add one that comes out otherwise"


def test_an_example_that_is_wrong_would_be_noticed() -> None:
    rule = next(rule for rule in RULEBOOK.rules if rule.id == "wt2010/overview-and-imr-not-public")
    refused = rule.examples[0]
    assert evaluate(rule, refused, rulebook=RULEBOOK) != "allow"
