"""Must a serious case review be held, may it be, or not?"""

import itertools

import pytest

from safelight.core.review.criteria import Assessment, CriteriaError, CriterionFinding, outcome_of, recommend
from safelight.core.vocabulary import Outcome
from tests.core.review.regimes import regime

DEATH, CUSTODY, HARM = "criteria.death", "criteria.custody", "criteria.serious-harm"
MET, NOT_MET, UNCLEAR = CriterionFinding.MET, CriterionFinding.NOT_MET, CriterionFinding.UNCLEAR


def assessed(**findings):
    names = {"death": DEATH, "custody": CUSTODY, "harm": HARM}
    return [
        Assessment(criterion=names[name], finding=finding, evidence=f"As the panel noted of {name}.")
        for name, finding in findings.items()
    ]


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ({"death": MET, "custody": NOT_MET, "harm": NOT_MET}, Outcome.ALLOW),
        ({"death": NOT_MET, "custody": MET, "harm": NOT_MET}, Outcome.ALLOW),
        ({"death": NOT_MET, "custody": NOT_MET, "harm": MET}, Outcome.REFER),
        ({"death": NOT_MET, "custody": NOT_MET, "harm": NOT_MET}, Outcome.REFUSE),
        ({"death": UNCLEAR, "custody": NOT_MET, "harm": NOT_MET}, Outcome.REFER),
        ({"death": NOT_MET, "custody": NOT_MET, "harm": UNCLEAR}, Outcome.REFER),
        ({"death": NOT_MET, "custody": NOT_MET}, Outcome.REFER),
        ({}, Outcome.REFER),
        ({"death": MET}, Outcome.ALLOW),
    ],
)
def test_a_must_holds_a_consider_is_referred_and_only_a_full_no_is_no(findings, outcome):
    assert recommend(assessed(**findings), regime=regime()).outcome is outcome


def test_the_answer_names_the_criterion_its_citation_and_the_evidence():
    decision = recommend(assessed(death=MET, custody=NOT_MET, harm=MET), regime=regime())
    assert [reason.rule for reason in decision.reasons] == [regime().rule(DEATH).id]
    assert decision.reasons[0].found == "Met, so a review must be held: As the panel noted of death."
    assert decision.reasons[0].citation.source
    assert decision.rules == regime().fingerprint


def test_what_is_not_assessed_is_named():
    found = [reason.found for reason in recommend(assessed(death=NOT_MET, custody=NOT_MET), regime=regime()).reasons]
    assert found == ["Not assessed yet."]


def test_the_order_of_assessment_does_not_matter():
    three = assessed(death=NOT_MET, custody=UNCLEAR, harm=MET)
    answers = {recommend(order, regime=regime()).to_json() for order in itertools.permutations(three)}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("assessments", "message"),
    [
        ([Assessment(criterion="criteria.rumour", finding=MET, evidence="Heard.")], "assess criteria"),
        (assessed(death=MET) * 2, "assessed twice"),
        ([Assessment(criterion=DEATH, finding=MET, evidence=" ")], "no evidence"),
    ],
)
def test_an_assessment_that_cannot_be_used_is_refused_with_what_to_do(assessments, message):
    with pytest.raises(CriteriaError, match=message):
        recommend(assessments, regime=regime())


@pytest.mark.parametrize(
    ("findings", "held", "words"),
    [
        ({"death": MET, "custody": NOT_MET, "harm": NOT_MET}, True, "A review had to be held"),
        ({"death": MET}, False, "A review had to be held and is not, for an exceptional reason"),
        ({"death": NOT_MET, "custody": NOT_MET, "harm": MET}, True, "Considered, and held"),
        ({"death": NOT_MET, "custody": NOT_MET, "harm": MET}, False, "Considered, and not held"),
        ({"death": NOT_MET, "custody": NOT_MET, "harm": NOT_MET}, False, "No criterion was met, and no review is held"),
    ],
)
def test_what_had_to_be_held_what_was_considered_and_what_was_not_are_told_apart(findings, held, words):
    assert outcome_of(assessed(**findings), held=held, regime=regime()) == words
