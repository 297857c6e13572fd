"""May the review move on to this stage?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from safelight.core.review.facts import CaseFacts
from safelight.core.review.grounds import BINDING, DEPARTED
from safelight.core.review.obligations import obligations
from safelight.core.review.requirements import TABLE
from safelight.core.review.stages import current_stage, may_enter
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Force, Outcome, Stage
from tests.core.review import cases
from tests.core.review.regimes import (
    AFTER_THE_LETTER,
    CHAPTER_REVISED,
    IN_FORCE_LATE_2008,
    UNHURRIED,
    every_regime,
    regime,
)

REGIMES = (IN_FORCE_LATE_2008, CHAPTER_REVISED, AFTER_THE_LETTER)
ALL_KINDS = st.sampled_from(every_regime())
"""The rules of every kind of review that has a name."""
HOLDS = ({"proceedings_open": True}, {"family_proceedings_open": True}, {"other_hold": "An inquest is to be heard."})


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (CaseFacts(), Stage.REFERRED),
        (cases.REFERRED, Stage.REFERRED),
        (cases.CONSIDERED, Stage.CONSIDERED),
        (cases.DECIDED, Stage.DECIDED),
        (cases.NO_REVIEW, Stage.NO_REVIEW),
        (cases.SCOPED, Stage.SCOPED),
        (cases.ASKED, Stage.AGENCY_REVIEWS),
        (cases.REVIEWS_IN, Stage.DRAFTING),
        (cases.AGREED, Stage.PANEL_AGREED),
        (cases.ACCEPTED, Stage.BOARD_ACCEPTED),
        (cases.SUBMITTED, Stage.SUBMITTED),
        (cases.GRADED, Stage.GRADED),
        (cases.READY, Stage.READY),
        (cases.HELD, Stage.HELD),
        (cases.PASSED, Stage.READY),
        (cases.PUBLISHED, Stage.PUBLISHED),
        (cases.NOT_PUBLISHED, Stage.NOT_PUBLISHED),
        (cases.CLOSED, Stage.CLOSED),
        (cases.NO_REVIEW_CLOSED, Stage.CLOSED),
        (replace(cases.NO_REVIEW, closed_on=date(2010, 2, 1)), Stage.NO_REVIEW),
        (replace(cases.PUBLISHED, proceedings_open=True), Stage.PUBLISHED),
    ],
)
def test_a_review_stands_where_its_facts_bear_it_out(facts, stage):
    assert current_stage(facts, regime=regime()) is stage


def test_every_stage_has_a_row_in_the_table():
    assert set(TABLE) == set(Stage)


@pytest.mark.parametrize(
    ("stage", "facts"),
    [
        (Stage.REFERRED, cases.REFERRED),
        (Stage.CONSIDERED, cases.CONSIDERED),
        (Stage.DECIDED, cases.DECIDED),
        (Stage.NO_REVIEW, cases.NO_REVIEW),
        (Stage.SCOPED, cases.SCOPED),
        (Stage.AGENCY_REVIEWS, cases.ASKED),
        (Stage.DRAFTING, cases.REVIEWS_IN),
        (Stage.PANEL_AGREED, cases.AGREED),
        (Stage.BOARD_ACCEPTED, cases.ACCEPTED),
        (Stage.SUBMITTED, cases.SUBMITTED),
        (Stage.GRADED, cases.GRADED),
        (Stage.READY, cases.READY),
        (Stage.HELD, cases.HELD),
        (Stage.PUBLISHED, cases.PASSED),
        (Stage.NOT_PUBLISHED, cases.NOT_PUBLISHED),
        (Stage.CLOSED, cases.ENDED),
    ],
)
def test_a_stage_is_open_to_a_review_that_has_done_what_it_asks(stage, facts):
    decision = may_enter(stage, facts, regime=regime())
    assert decision.outcome is Outcome.ALLOW
    assert decision.rules == regime().fingerprint


@pytest.mark.parametrize(
    ("stage", "facts", "changes", "found"),
    [
        (Stage.CONSIDERED, cases.CONSIDERED, {"criteria_assessed": 2}, "1 more criterion"),
        (Stage.CONSIDERED, cases.CONSIDERED, {"panel_recommended_on": None}, "recommendation"),
        (Stage.DECIDED, cases.DECIDED, {"decided_on": None}, "chair of the board"),
        (Stage.NO_REVIEW, cases.NO_REVIEW, {"decision_reason": " "}, "why no review"),
        (Stage.NO_REVIEW, cases.DECIDED, {}, "has not been decided that no review"),
        (Stage.SCOPED, cases.NO_REVIEW, {}, "has not been decided that a review"),
        (Stage.SCOPED, cases.SCOPED, {"panel_size": 0}, "members of the panel"),
        (Stage.SCOPED, cases.SCOPED, {"family_contact_missing": True}, "family"),
        (Stage.AGENCY_REVIEWS, cases.ASKED, {"reviews_requested": 0}, "each agency"),
        (Stage.DRAFTING, cases.REVIEWS_IN, {"reviews_accepted": 7}, "7 of 8"),
        (Stage.DRAFTING, cases.REVIEWS_IN, {"reviews_returned": 1}, "sent back"),
        (Stage.DRAFTING, cases.REVIEWS_IN, {"countersignatures_missing": 2}, "2 reviews lack"),
        (Stage.DRAFTING, cases.REVIEWS_IN, {"health_overview_missing": True}, "drawn together"),
        (Stage.DRAFTING, cases.REVIEWS_IN, {"chronology_merged": False}, "Merge"),
        (Stage.DRAFTING, cases.REVIEWS_IN, {"chronologies_received": 7}, "1 chronology has"),
        (Stage.DRAFTING, cases.REVIEWS_IN, {"declarations_missing": 1}, "1 missing declaration "),
        (
            Stage.DRAFTING,
            cases.REVIEWS_IN,
            {"author_appointed": False},
            "author of the overview report, who is independent",
        ),
        (Stage.SUBMITTED, cases.SUBMITTED, {"records": ()}, "Tell Ofsted, and record the day."),
        (Stage.SCOPED, cases.SCOPED, {"terms_unanswered": 2}, "not answered in the terms"),
        (
            Stage.PANEL_AGREED,
            cases.AGREED,
            {"panel_agreed_on": None, "reopened_on": date(2010, 9, 1)},
            "as the grade asks",
        ),
        (Stage.CLOSED, cases.ENDED, {"records": ()}, "Record when and how this was done."),
        (Stage.GRADED, cases.GRADED, {"grade": ""}, "has not come"),
        (Stage.READY, cases.READY, {"unsettled_findings": 1}, "Settle 1 finding "),
        (Stage.READY, cases.READY, {"draft_exists": False}, "is to draft the executive summary as it"),
        (Stage.HELD, cases.GRADED, {}, "Nothing holds"),
        (Stage.PUBLISHED, cases.PASSED, {"gate_passed": None}, "run the gate"),
        (Stage.PUBLISHED, cases.PASSED, {"gate_passed": False}, "stopped the edition"),
        (Stage.PUBLISHED, cases.PASSED, {"edition_approved": False}, "approve it"),
        (Stage.HELD, cases.HELD, {"published_on": date(2010, 11, 9)}, "withdraw the edition"),
        (Stage.PUBLISHED, cases.PASSED, {"not_published_on": date(2010, 10, 14)}, "is taken back"),
        (Stage.NOT_PUBLISHED, cases.NOT_PUBLISHED, {"not_published_reason": ""}, "why nothing"),
        (Stage.NOT_PUBLISHED, cases.NOT_PUBLISHED, {"published_on": date(2010, 11, 9)}, "withdraw the edition"),
        (Stage.CLOSED, cases.ENDED, {"actions_closed": 4}, "2 actions are still open, of 6"),
        (Stage.CLOSED, cases.ENDED, {"published_on": None}, "neither published"),
        (Stage.CLOSED, cases.ENDED, {"gate_passed": False}, "neither published"),
    ],
)
def test_what_is_lacking_is_said_with_what_to_do(stage, facts, changes, found):
    decision = may_enter(stage, replace(facts, **changes), regime=regime())
    assert decision.outcome is Outcome.REFUSE
    assert any(found in reason.found for reason in decision.reasons)


def test_all_that_is_lacking_on_the_way_is_said_at_once():
    reasons = may_enter(Stage.PUBLISHED, CaseFacts(), regime=regime()).reasons
    assert len(reasons) > 20
    assert any("notice" in reason.found for reason in reasons)
    assert any("gate" in reason.found for reason in reasons)


def test_a_requirement_cites_its_rule():
    reasons = may_enter(Stage.DRAFTING, replace(cases.REVIEWS_IN, chronology_merged=False), regime=regime()).reasons
    assert [reason.rule for reason in reasons] == [regime().rule("chronology.integrated").id]


@pytest.mark.parametrize("hold", HOLDS)
def test_a_hold_keeps_a_review_from_being_ready_and_published(hold):
    held = replace(cases.PASSED, **hold)
    assert not may_enter(Stage.READY, held, regime=regime()).allowed
    assert not may_enter(Stage.PUBLISHED, held, regime=regime()).allowed
    assert may_enter(Stage.HELD, held, regime=regime()).allowed
    assert current_stage(held, regime=regime()) is Stage.HELD
    assert current_stage(cases.PASSED, regime=regime()) is Stage.READY


def test_a_should_gives_way_to_a_recorded_departure_which_then_shows():
    because = "One agency no longer exists and its files are lost."
    short = replace(cases.REVIEWS_IN, reviews_accepted=7)
    departed = replace(short, departures=(("imr.each-agency", because),))
    assert regime().rule("imr.each-agency").force is Force.SHOULD
    assert not may_enter(Stage.DRAFTING, short, regime=regime()).allowed
    decision = may_enter(Stage.DRAFTING, departed, regime=regime())
    assert decision.allowed
    assert DEPARTED + because in [reason.found for reason in decision.reasons]


@pytest.mark.parametrize(
    "changes",
    [
        {"proceedings_open": True},
        {"family_proceedings_open": True},
        {"edition_approved": False},
        {"gate_passed": False},
    ],
)
def test_no_departure_opens_the_way_past_a_hold_the_gate_or_the_second_person(changes):
    everything = tuple((rule.duty, "It is urgent.") for rule in regime().rules)
    facts = replace(cases.PASSED, departures=everything, **changes)
    assert not may_enter(Stage.PUBLISHED, facts, regime=regime()).allowed


def test_a_review_that_no_rule_sends_for_evaluation_needs_no_grade():
    later = regime()
    without = replace(later, rules=tuple(rule for rule in later.rules if not rule.duty.startswith("evaluation.")))
    facts = replace(cases.PASSED, evaluation_submitted_on=None, grade="")
    assert may_enter(Stage.PUBLISHED, facts, regime=without).allowed
    assert not may_enter(Stage.PUBLISHED, facts, regime=later).allowed


maybe_day = st.none() | st.dates(min_value=date(2009, 1, 1), max_value=date(2012, 1, 1))
small = st.integers(min_value=0, max_value=3)
words = st.sampled_from(["", " ", "For a reason."])
duties = st.sampled_from(sorted({rule.duty for rule in regime().rules}))
EVENTS = {
    "noticed_on": maybe_day,
    "criteria_assessed": small,
    "criteria_total": small,
    "panel_recommended_on": maybe_day,
    "decided_on": maybe_day,
    "decision": st.sampled_from(["", "review", "no_review"]),
    "decision_reason": words,
    "records": st.lists(st.tuples(duties, st.dates(date(2009, 1, 1), date(2012, 1, 1))), max_size=4).map(tuple),
    "panel_chair_appointed": st.booleans(),
    "author_appointed": st.booleans(),
    "panel_size": small,
    "declarations_missing": small,
    "terms_versions": small,
    "family_contact_missing": st.booleans(),
    "reviews_requested": small,
    "reviews_submitted": small,
    "reviews_accepted": small,
    "reviews_returned": small,
    "countersignatures_missing": small,
    "health_overview_missing": st.booleans(),
    "chronologies_expected": small,
    "chronologies_received": small,
    "chronology_merged": st.booleans(),
    "overview_filed": st.booleans(),
    "panel_agreed_on": maybe_day,
    "accepted_on": maybe_day,
    "first_accepted_on": maybe_day,
    "reopened_on": maybe_day,
    "planned_publication_on": maybe_day,
    "terms_unanswered": small,
    "extensions": st.lists(
        st.tuples(
            st.sampled_from(["clock.decision", "clock.completion"]), st.dates(date(2009, 1, 1), date(2012, 1, 1))
        ),
        max_size=2,
    ).map(tuple),
    "evaluation_submitted_on": maybe_day,
    "grade": words,
    "draft_exists": st.booleans(),
    "unsettled_findings": small,
    "edition_approved": st.booleans(),
    "gate_passed": st.none() | st.booleans(),
    "proceedings_open": st.booleans(),
    "family_proceedings_open": st.booleans(),
    "other_hold": words,
    "published_on": maybe_day,
    "not_published_on": maybe_day,
    "not_published_reason": words,
    "actions_total": small,
    "actions_closed": small,
    "next_action_due_on": maybe_day,
    "next_effect_check_on": maybe_day,
    "recall_open_since": maybe_day,
    "intruder_tried": st.booleans(),
    "intruder_passed_on": maybe_day,
    "intruder_lacking": st.sampled_from(["", "The text has been changed since."]),
    "next_intruder_review_on": maybe_day,
    "public_but_not_remote": st.sampled_from(["", "Somebody was found in a text that is public."]),
    "committee_meets_on": maybe_day,
    "committee_reported_on": maybe_day,
    "reviews_due_on": maybe_day,
    "closed_on": maybe_day,
    "departures": st.lists(st.tuples(duties, words), max_size=4).map(tuple),
}
any_facts = st.builds(CaseFacts, **EVENTS)
near_the_end = st.builds(
    lambda changes: replace(cases.PASSED, **changes),
    st.lists(st.sampled_from(sorted(EVENTS)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: EVENTS[name] for name in names})
    ),
)


def test_the_properties_range_over_every_fact():
    assert set(EVENTS) == set(CaseFacts.__dataclass_fields__)


def test_every_duty_that_a_stage_asks_for_is_one_that_the_rulebook_knows():
    asked = {requirement.duty for entry in TABLE.values() for requirement in entry.requirements} - {""}
    assert asked <= set(regime().framework.duties)


@UNHURRIED
@given(facts=any_facts | near_the_end, rules=ALL_KINDS)
def test_no_facts_whatever_reach_published_without_the_gate_and_readiness(facts, rules):
    if may_enter(Stage.PUBLISHED, facts, regime=rules).allowed:
        assert facts.gate_passed is True
        assert facts.edition_approved
        assert not facts.on_hold
        assert facts.unsettled_findings == 0
        assert may_enter(Stage.READY, facts, regime=rules).allowed
    if current_stage(facts, regime=rules) is Stage.PUBLISHED:
        assert facts.gate_passed is True
        assert facts.published_on is not None


@UNHURRIED
@given(facts=any_facts | near_the_end, rules=ALL_KINDS)
def test_a_stage_is_never_open_while_the_one_before_it_is_shut(facts, rules):
    for stage, entry in TABLE.items():
        if entry.after is not None and may_enter(stage, facts, regime=rules).allowed:
            assert may_enter(entry.after, facts, regime=rules).allowed


@UNHURRIED
@given(facts=any_facts | near_the_end, rules=ALL_KINDS)
def test_nothing_is_published_or_closed_while_something_that_a_must_asks_for_is_undone(facts, rules):
    for stage, phases in ((Stage.PUBLISHED, {Phase.PUBLICATION}), (Stage.CLOSED, set(Phase))):
        if may_enter(stage, facts, regime=rules).allowed:
            undone = [
                each.rule.id
                for each in obligations(facts, regime=rules)
                if each.phase in phases and each.rule.force in BINDING and facts.done_on(each.rule.duty) is None
            ]
            assert undone == []


@UNHURRIED
@given(facts=any_facts | near_the_end, rules=ALL_KINDS)
def test_a_review_is_never_both_ready_and_held(facts, rules):
    ready = may_enter(Stage.READY, facts, regime=rules).allowed
    assert not (ready and may_enter(Stage.HELD, facts, regime=rules).allowed)


class ReviewOnTheMove(RuleBasedStateMachine):
    """A review to which anything may happen in any order; it changes stage only as `may_enter` lets it."""

    def __init__(self):
        super().__init__()
        self.facts = cases.PASSED
        self.stage = Stage.REFERRED
        self.gate_when_published = None

    @rule(name=st.sampled_from(sorted(EVENTS)), data=st.data())
    def something_happens(self, name, data):
        self.facts = replace(self.facts, **{name: data.draw(EVENTS[name])})

    @rule(stage=st.sampled_from(list(Stage)))
    def somebody_moves_it_on(self, stage):
        if may_enter(stage, self.facts, regime=regime()).allowed:
            self.stage = stage
            if stage is Stage.PUBLISHED:
                self.gate_when_published = self.facts.gate_passed

    @rule()
    def somebody_tries_to_publish(self):
        self.somebody_moves_it_on(Stage.PUBLISHED)

    @invariant()
    def what_is_published_passed_the_gate(self):
        if self.stage is Stage.PUBLISHED:
            assert self.gate_when_published is True


TestReviewOnTheMove = ReviewOnTheMove.TestCase
TestReviewOnTheMove.settings = UNHURRIED
