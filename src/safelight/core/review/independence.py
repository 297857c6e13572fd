"""May this person hold this role in this review? Who is too close to it is refused by the rule that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safelight.core.decision import Decision, Reason
from safelight.core.review.grounds import answer, can_be_departed_from, departure_from, house_reason
from safelight.core.review.saying import worded
from safelight.core.review.wording import in_words
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import OfficerRole, Outcome


class Tie(StrEnum):
    """How somebody is bound to the case, the board or another role in the same review."""

    BOARD_MEMBER = "board_member"
    EMPLOYED_BY_INVOLVED_AGENCY = "employed_by_involved_agency"
    OVERVIEW_AUTHOR = "overview_author"
    PANEL_CHAIR = "panel_chair"
    BOARD_CHAIR = "board_chair"
    SUBCOMMITTEE_CHAIR = "subcommittee_chair"
    DIRECTLY_CONCERNED = "directly_concerned"
    ADVISED_ON_CASE = "advised_on_case"
    LINE_MANAGER = "line_manager"


SEPARATE_OFFICERS = "independence.separate-officers"

TIE_WORDS = {
    Tie.BOARD_MEMBER: "is a member of the board",
    Tie.EMPLOYED_BY_INVOLVED_AGENCY: "works for an agency involved in the case",
    Tie.OVERVIEW_AUTHOR: "is the author of the overview report of this review",
    Tie.PANEL_CHAIR: "chairs the panel of this review",
    Tie.BOARD_CHAIR: "chairs the board",
    Tie.SUBCOMMITTEE_CHAIR: "chairs the board's serious case review sub-committee",
    Tie.DIRECTLY_CONCERNED: "was directly concerned with the child or the family",
    Tie.ADVISED_ON_CASE: "gave advice on the case",
    Tie.LINE_MANAGER: "was the immediate line manager of somebody involved",
}
ROLE_WORDS = {
    "board_chair": "chair of the board",
    "panel_chair": "{panel_chair}",
    "overview_author": "{author}",
    "imr_author": "author of an agency's review",
    "panel_member": "member of the panel",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody proposed for a role: "board_chair", "panel_chair", "overview_author", "imr_author", "panel_member".

    `declared_on` is the date of the signed declaration of independence; None while there is none.
    """

    role: str
    ties: frozenset[Tie]
    declared_on: date | None


def may_appoint(candidate: Candidate, *, regime: Regime, departure: str = "") -> Decision:
    """Whether somebody may be appointed to a role.

    REFUSE names each rule that a tie offends. A "should" rule gives way to `departure`, the exceptional reason, which
    then stands among the reasons; a "must" never does. REFER while the declaration of independence is missing.
    """
    offended = [*_role_offences(candidate, regime=regime), *_office_offences(candidate, regime=regime)]
    decision = _judge(offended, departure=departure, regime=regime)
    if decision is not None and decision.outcome is Outcome.REFUSE:
        return decision
    if candidate.declared_on is None:
        missing = "There is no signed declaration of independence. Ask for one before the appointment is made."
        return answer(Outcome.REFER, _reason_for(candidate, regime=regime, found=missing), regime=regime)
    if decision is not None:
        return decision
    found = f"The declaration of {in_words(candidate.declared_on)} shows no tie that stands against this role."
    return answer(Outcome.ALLOW, _reason_for(candidate, regime=regime, found=found), regime=regime)


def one_role_each(holders: Mapping[OfficerRole, str], *, regime: Regime, departure: str = "") -> Decision:
    """Whether the officers whom the summary names are three people; `holders` maps each role to a person's key."""
    rule = regime.find(SEPARATE_OFFICERS)
    if rule is None:
        says = "No rule of this regime keeps the officers of a review apart."
        return answer(Outcome.ALLOW, house_reason("no-rule", says=says, found=says), regime=regime)
    roles_of: dict[str, list[str]] = {}
    for role in rule.words("roles"):
        if person := holders.get(OfficerRole(role), "").strip():
            roles_of.setdefault(person, []).append(role_words(role, regime=regime))
    offended = [
        (rule, f"One person would be both {' and '.join(roles)}.") for roles in roles_of.values() if len(roles) > 1
    ]
    decision = _judge(offended, departure=departure, regime=regime)
    return decision or answer(Outcome.ALLOW, rule.reason("Nobody holds two of these roles."), regime=regime)


def _role_offences(candidate: Candidate, *, regime: Regime) -> Iterator[tuple[Rule, str]]:
    rule = regime.find(_duty(candidate.role))
    if rule is not None:
        for tie in rule.words("ties"):
            if tie in candidate.ties:
                yield rule, f"The person proposed as {role_words(candidate.role, regime=regime)} {TIE_WORDS[Tie(tie)]}."


def _office_offences(candidate: Candidate, *, regime: Regime) -> Iterator[tuple[Rule, str]]:
    """Offences against one person, one office: the ties name the offices that the candidate already holds."""
    rule = regime.find(SEPARATE_OFFICERS)
    if rule is not None and candidate.role in (roles := rule.words("roles")):
        for role in roles:
            if role != candidate.role and role in candidate.ties:
                yield (
                    rule,
                    f"The person proposed as {role_words(candidate.role, regime=regime)} {TIE_WORDS[Tie(role)]}.",
                )


def _judge(offended: Sequence[tuple[Rule, str]], *, departure: str, regime: Regime) -> Decision | None:
    """None when nothing is offended. A departure carries only if every rule offended can be departed from."""
    if not offended:
        return None
    reasons = [rule.reason(found) for rule, found in offended]
    if departure.strip() and all(can_be_departed_from(reason) for reason in reasons):
        departures = {rule.id: departure_from(rule, because=departure) for rule, _ in offended}
        return answer(Outcome.ALLOW, *reasons, *departures.values(), regime=regime)
    if departure.strip():
        reasons = [reason for reason in reasons if not can_be_departed_from(reason)]
    return answer(Outcome.REFUSE, *reasons, regime=regime)


def _reason_for(candidate: Candidate, *, regime: Regime, found: str) -> Reason:
    rule = regime.find(_duty(candidate.role))
    if rule is not None:
        return rule.reason(found)
    says = "Everybody appointed to a review signs a declaration of independence first."
    return house_reason("declaration", says=says, found=found)


def _duty(role: str) -> str:
    return f"independence.{role.replace('_', '-')}"


def role_words(role: str, *, regime: Regime) -> str:
    """What a role is called in this kind of review, without an article: "chair of the panel", "reviewer"."""
    words = ROLE_WORDS.get(role, role.replace("_", " "))
    if not words.startswith("{"):
        return words
    return worded(f"x{words}", regime)[1:].removeprefix("the ")
