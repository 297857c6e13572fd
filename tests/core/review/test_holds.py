"""What holds a publication, which rule says so, and what it changes."""

import pytest

from safelight.core.review.holds import ASK_FIRST, PAPERS_TOO, PAPERS_UNLESS_SAID, STANDS, Hold, changes, held
from safelight.core.rulebook.checks import HOLDS
from tests.core.review.regimes import APRIL_2010, regime

RULES = regime(APRIL_2010)


def test_the_rulebook_and_the_gate_know_the_same_holds():
    assert {hold.value for hold in Hold} == set(HOLDS)
    assert set(STANDS) == set(ASK_FIRST) == set(Hold)


@pytest.mark.parametrize("hold", Hold)
def test_a_hold_with_a_governing_rule_cites_it_and_one_without_is_a_safeguard_of_this_program(hold):
    governing = [rule.id for rule in RULES.rules if rule.check == "held_while" and rule.text("hold") == hold.value]
    assert [reason.rule for reason in held(hold, found="Open.", regime=RULES)] == (governing or ["house/held"])


def test_trial_and_family_court_are_ruled_in_april_2010():
    for hold in PAPERS_TOO:
        assert not held(hold, found="Open.", regime=RULES)[0].rule.startswith("house/")


@pytest.mark.parametrize("hold", Hold)
@pytest.mark.parametrize("papers", [True, False])
def test_the_sentences_say_what_happens_to_publication_and_to_papers_and_on_which_ground(hold, papers):
    publication, release, out = changes(hold, papers=papers, regime=RULES)
    cited = held(hold, found="Open.", regime=RULES)[0].citation.inside()
    assert publication == f"Nothing of this review is published: the gate refuses it ({cited})."
    assert (ASK_FIRST[hold] in release) is papers
    assert "withdraws" in out


def test_a_review_that_runs_beside_holds_nothing_by_itself():
    assert len(changes(None, papers=False, regime=RULES)) == 1


def test_an_order_of_a_court_holds_papers_until_somebody_says_that_it_does_not():
    assert {Hold.COURT_ORDER} == PAPERS_UNLESS_SAID - PAPERS_TOO
