"""May this person hold this role in this review?"""

from dataclasses import replace
from datetime import date

import pytest

from safelight.core.review.grounds import DEPARTED
from safelight.core.review.independence import Candidate, Tie, may_appoint, one_role_each
from safelight.core.rulebook.checks import TIES
from safelight.core.vocabulary import Force, OfficerRole, Outcome
from tests.core.review.regimes import regime

DECLARED = date(2010, 2, 3)
REASON = "Nobody else in the region with this expertise is free before the autumn."


def candidate(role, *ties, declared_on=DECLARED):
    return Candidate(role=role, ties=frozenset(ties), declared_on=declared_on)


@pytest.mark.parametrize(
    ("role", "tie"),
    [
        ("panel_chair", Tie.BOARD_MEMBER),
        ("panel_chair", Tie.EMPLOYED_BY_INVOLVED_AGENCY),
        ("panel_chair", Tie.OVERVIEW_AUTHOR),
        ("overview_author", Tie.EMPLOYED_BY_INVOLVED_AGENCY),
        ("overview_author", Tie.BOARD_CHAIR),
        ("overview_author", Tie.PANEL_CHAIR),
        ("overview_author", Tie.SUBCOMMITTEE_CHAIR),
        ("imr_author", Tie.DIRECTLY_CONCERNED),
        ("imr_author", Tie.ADVISED_ON_CASE),
        ("imr_author", Tie.LINE_MANAGER),
        ("board_chair", Tie.PANEL_CHAIR),
        ("board_chair", Tie.OVERVIEW_AUTHOR),
    ],
)
def test_a_person_too_close_to_the_review_is_refused_by_the_rule(role, tie):
    decision = may_appoint(candidate(role, tie), regime=regime())
    assert decision.outcome is Outcome.REFUSE
    ids = {rule.id for rule in regime().rules_under("independence")}
    assert {reason.rule for reason in decision.reasons} <= ids
    assert all(reason.citation.source for reason in decision.reasons)
    assert decision.rules == regime().fingerprint


@pytest.mark.parametrize("role", ["panel_chair", "overview_author", "imr_author", "board_chair", "panel_member"])
def test_a_person_without_ties_who_has_declared_it_may_be_appointed(role):
    decision = may_appoint(candidate(role), regime=regime())
    assert decision.outcome is Outcome.ALLOW
    assert "3 February 2010" in decision.reasons[0].found


@pytest.mark.parametrize("role", ["panel_chair", "overview_author", "imr_author", "panel_member"])
def test_without_a_declaration_the_appointment_is_referred(role):
    decision = may_appoint(candidate(role, declared_on=None), regime=regime())
    assert decision.outcome is Outcome.REFER
    assert "declaration" in decision.reasons[0].found


def test_a_known_tie_is_refused_even_before_the_declaration():
    decision = may_appoint(candidate("imr_author", Tie.LINE_MANAGER, declared_on=None), regime=regime())
    assert decision.outcome is Outcome.REFUSE


def test_a_tie_that_does_not_matter_for_the_role_is_let_be():
    assert may_appoint(candidate("imr_author", Tie.EMPLOYED_BY_INVOLVED_AGENCY), regime=regime()).allowed


def test_every_tie_that_offends_is_named():
    ties = (Tie.BOARD_MEMBER, Tie.EMPLOYED_BY_INVOLVED_AGENCY)
    found = " ".join(r.found for r in may_appoint(candidate("panel_chair", *ties), regime=regime()).reasons)
    assert "is a member of the board" in found
    assert "works for an agency involved in the case" in found


def test_an_exceptional_reason_departs_from_a_should_and_shows():
    person = candidate("panel_chair", Tie.BOARD_MEMBER)
    assert regime().rule("independence.panel-chair").force is Force.SHOULD
    decision = may_appoint(person, regime=regime(), departure=REASON)
    assert decision.allowed
    assert DEPARTED + REASON in [reason.found for reason in decision.reasons]


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_reason_departs_from_nothing(blank):
    person = candidate("panel_chair", Tie.BOARD_MEMBER)
    assert may_appoint(person, regime=regime(), departure=blank).outcome is Outcome.REFUSE


def test_a_departure_does_not_stand_in_for_the_declaration():
    person = candidate("panel_chair", Tie.BOARD_MEMBER, declared_on=None)
    assert may_appoint(person, regime=regime(), departure=REASON).outcome is Outcome.REFER


@pytest.mark.parametrize("force", [Force.MUST, Force.MUST_NOT])
def test_no_reason_departs_from_a_must(force):
    strict = hardened("independence.panel-chair", force)
    decision = may_appoint(candidate("panel_chair", Tie.BOARD_MEMBER), regime=strict, departure=REASON)
    assert decision.outcome is Outcome.REFUSE
    assert {reason.force for reason in decision.reasons} == {force}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OfficerRole.BOARD_CHAIR, OfficerRole.PANEL_CHAIR),
        (OfficerRole.BOARD_CHAIR, OfficerRole.OVERVIEW_AUTHOR),
        (OfficerRole.PANEL_CHAIR, OfficerRole.OVERVIEW_AUTHOR),
    ],
)
def test_one_person_in_two_of_the_three_offices_is_refused(one, other):
    holders = {role: f"person-{role}" for role in OfficerRole} | {one: "same", other: "same"}
    decision = one_role_each(holders, regime=regime())
    assert decision.outcome is Outcome.REFUSE
    assert len(decision.reasons) == 1
    assert decision.reasons[0].rule == regime().rule("independence.separate-officers").id
    assert one_role_each(holders, regime=regime(), departure=REASON).allowed


def test_three_people_in_three_offices_are_fine_and_an_empty_office_is_nobody():
    assert one_role_each({role: role.value for role in OfficerRole}, regime=regime()).allowed
    assert one_role_each({OfficerRole.BOARD_CHAIR: "", OfficerRole.PANEL_CHAIR: ""}, regime=regime()).allowed


def test_the_rulebook_and_the_form_speak_of_the_same_ties():
    assert set(Tie) == TIES


def hardened(duty, force):
    real = regime()
    return replace(real, rules=tuple(replace(rule, force=force) if rule.duty == duty else rule for rule in real.rules))
