"""Do the words in the rule files mean something to the rooms that read them?"""

import pytest

from safelight.core.review.callin import StartEvent
from safelight.core.review.independence import ROLE_WORDS, Tie
from safelight.core.rulebook.checks import FORMS, PUBLICATIONS, ROLES, TIES, Check
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import Args, RulebookError
from safelight.core.vocabulary import INTERESTS, BalanceFactor

REGIME = load_rulebook().edition("scr-2010")
DUTIES = REGIME.framework.duties


def test_ties_roles_and_starts_are_those_of_the_review() -> None:
    assert set(Tie) == TIES
    assert set(ROLE_WORDS) == ROLES
    assert set(StartEvent) == PUBLICATIONS


def test_paragraph_8_49_names_its_six_interests_and_five_factors_in_order() -> None:
    rule = REGIME.rule("disclosure.interests")
    assert rule.words("interests") == INTERESTS
    assert rule.words("factors") == tuple(BalanceFactor)


def test_every_check_has_a_form_and_every_question_a_check() -> None:
    assert set(FORMS) == set(Check)
    assert {check for duty in DUTIES.values() for check in duty.checks} == set(Check)


def test_every_question_is_asked_in_its_own_words() -> None:
    questions = [duty.question for duty in DUTIES.values()]
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)


@pytest.mark.parametrize(
    ("ask", "name"), [("text", "count"), ("number", "event"), ("words", "event"), ("text", "colour")]
)
def test_an_argument_of_another_shape_is_refused_with_the_rule_that_lacks_it(ask: str, name: str) -> None:
    with pytest.raises(RulebookError, match=rf"wt2010/complete-within-six-months .*{name}"):
        getattr(REGIME.rule("clock.completion"), ask)(name)


def test_arguments_are_a_read_only_mapping_that_can_be_hashed() -> None:
    args = Args({"b": 1, "a": ("x",)})
    assert dict(args) == {"a": ("x",), "b": 1}
    assert args == Args({"a": ("x",), "b": 1})
    assert len({args, Args({"a": ("x",), "b": 1})}) == 1
    with pytest.raises(TypeError):
        args["a"] = "y"  # type: ignore[index]


def test_rules_can_be_kept_in_a_set() -> None:
    assert len(set(REGIME.rules)) == len(REGIME.rules)
