"""May this reader have this paper?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from safelight.core.decision import Decision, Reason
from safelight.core.review.grounds import BINDING, DEPARTED, answer, can_be_departed_from, house_reason
from safelight.core.review.holds import ASK_FIRST, STANDS, Hold, governing, held
from safelight.core.review.wording import PAPER_WORDS, READER_WORDS, listed
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import BalanceFactor, Outcome, PaperKind, Reader

Balance = tuple[tuple[BalanceFactor, str], ...]


ANYBODY = frozenset({Reader.PUBLIC, Reader.MEDIA})
PUBLISHING = frozenset({"publish", "publish_unless_compelling"})
BOARDS_CHOICE = frozenset({PaperKind.ACTION_PLAN, PaperKind.COMMITTEE_REPORT})
"""May be made public although no rule asks for it."""
INTERESTS_DUTY = "disclosure.interests"
OWN_AGENCY = "disclosure.own-agency"

FACTOR_WORDS = {
    BalanceFactor.CONFIDENTIALITY: "confidentiality",
    BalanceFactor.ACCOUNTABILITY: "accountability and public confidence",
    BalanceFactor.PARTICIPATION: "full and open participation",
    BalanceFactor.LEGITIMATE_INTEREST: "the duty to inform those with a legitimate interest",
    BalanceFactor.CRIMINAL_PROCEEDINGS: "limits set by criminal proceedings",
}


class BalanceIncomplete(ValueError):
    """The balance of para 8.49 has blanks; the message names them."""


class CannotSettle(ValueError):
    """There is nothing for a person to settle, or the decision does not say who made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts:
    """One paper, one reader. `own_agency_paper`: the reader's own agency wrote it. `published`: it is out already.

    `held_by` holds unpublished papers back from every outsider; `open_beside` is open too, and is weighed by a person.
    """

    paper: PaperKind
    reader: Reader
    own_agency_paper: bool = False
    published: bool = False
    held_by: tuple[Hold, ...] = ()
    open_beside: tuple[Hold, ...] = ()
    balance: Balance = ()


def decide(facts: DisclosureFacts, *, regime: Regime) -> Decision:
    """ALLOW, REFUSE, or REFER with the factors that a named person must weigh. What is unknown is refused.

    A complete balance is still referred: it is weighed by a person, in `settle`.

    Raises:
        BalanceIncomplete: a balance was handed in with notes left blank.
    """
    for look in (_withheld, _insider, _published, _interest):
        decision = look(facts, regime)
        if decision is not None:
            return decision
    return answer(Outcome.REFUSE, _nothing_allows(facts), regime=regime)


def settle(
    facts: DisclosureFacts,
    *,
    outcome: Outcome,
    balance: Balance,
    decided_by: str,
    regime: Regime,
    departure: str = "",
) -> Decision:
    """The recorded decision of a named person on a paper that was referred.

    A paper that a "should" rule withholds is released only against `departure`, the exceptional reason. Nobody can
    release an agency's review to the public or the media, or what a "must" withholds; nor any unpublished paper to an
    outsider while something holds it, such as criminal proceedings: that answer stays REFER.

    Raises:
        BalanceIncomplete: a note is blank.
        CannotSettle: nobody is named, the outcome is no decision, or the rules have already allowed it.
    """
    if not decided_by.strip():
        raise CannotSettle("A decision to release or withhold is somebody's: name who decides.")
    if outcome is Outcome.REFER:
        raise CannotSettle("To settle a request is to release or to refuse: choose one of the two.")
    ruled = decide(replace(facts, balance=()), regime=regime)
    if ruled.allowed:
        raise CannotSettle("The rules already let this reader have this paper: there is nothing to settle.")
    departed: tuple[Reason, ...] = ()
    if ruled.outcome is Outcome.REFUSE:
        if outcome is Outcome.REFUSE:
            return ruled
        barred = _barred(facts, ruled, departure=departure, regime=regime)
        if barred is not None:
            return barred
        departed = tuple(replace(reason, found=DEPARTED + departure.strip()) for reason in ruled.reasons)
    if outcome is Outcome.ALLOW and facts.held_by:
        weighed = _weighed(balance, verb="Not released yet", decided_by=decided_by, regime=regime)
        return answer(Outcome.REFER, *_not_in_our_hands(facts, regime), weighed, regime=regime)
    verb = "Released" if outcome is Outcome.ALLOW else "Refused"
    weighed = _weighed(balance, verb=verb, decided_by=decided_by, regime=regime)
    return answer(outcome, *departed, weighed, regime=regime)


def _insider(facts: DisclosureFacts, regime: Regime) -> Decision | None:
    """Those who do the board's work read what a rule gives them for it, and nothing more."""
    for rule in regime.rules_under("disclosure"):
        if rule.check != "reader_may_have" or not _covers(rule, facts):
            continue
        if rule.duty == OWN_AGENCY and not facts.own_agency_paper:
            continue
        return answer(Outcome.ALLOW, rule.reason(f"Asked for: {_asked(facts)}."), regime=regime)
    return None


def _withheld(facts: DisclosureFacts, regime: Regime) -> Decision | None:
    """What a rule withholds stays withheld even where somebody says that it is out already."""
    rules = [
        rule
        for rule in regime.rules_under("publication")
        if rule.check == "reader_may_not_have" and _covers(rule, facts)
    ]
    if not rules:
        return None
    rules.sort(key=lambda rule: rule.force not in BINDING)  # what binds most is cited first
    return answer(Outcome.REFUSE, *(rule.reason(f"Asked for: {_asked(facts)}.") for rule in rules), regime=regime)


def _published(facts: DisclosureFacts, regime: Regime) -> Decision | None:
    """What is published is everybody's; what is to be published is, until then, not the public's."""
    rule = next(
        (
            rule
            for rule in regime.rules_under("publication")
            if rule.check in PUBLISHING and facts.paper in rule.words("papers")
        ),
        None,
    )
    if facts.published and rule is not None:
        return answer(Outcome.ALLOW, rule.reason("It has been published: anybody may have it."), regime=regime)
    if facts.published and facts.paper in BOARDS_CHOICE:
        says = "What the board or the council has itself made public, anybody may have."
        found = f"The {PAPER_WORDS[facts.paper]} has been published."
        return answer(Outcome.ALLOW, house_reason("already-public", says=says, found=found), regime=regime)
    if rule is not None and facts.reader in ANYBODY:
        found = f"The {PAPER_WORDS[facts.paper]} has not been published."
        says = "What the public is given is published, and nothing is published but through the gate."
        only_the_gate = house_reason("only-the-gate-publishes", says=says, found="No departure can release it before.")
        return answer(Outcome.REFUSE, rule.reason(found), only_the_gate, regime=regime)
    return None


def _interest(facts: DisclosureFacts, regime: Regime) -> Decision | None:
    """An interest that the board must consider, asking for what is not public: a person strikes the balance."""
    rule = regime.find(INTERESTS_DUTY)
    if rule is None or facts.reader in ANYBODY or facts.reader not in rule.words("interests"):
        return None
    factors = tuple(BalanceFactor(word) for word in rule.words("factors"))
    if facts.balance:
        _check_complete(facts.balance, factors=factors)
        found = "The balance is written down. It is now for a named person to decide."
    else:
        found = (
            f"Asked for: {_asked(facts)}. Weigh, and write down, {listed([FACTOR_WORDS[each] for each in factors])}."
        )
    reasons = (rule.reason(found), *_not_in_our_hands(facts, regime), *_to_weigh(facts, regime))
    return answer(Outcome.REFER, *reasons, regime=regime)


def _barred(facts: DisclosureFacts, ruled: Decision, *, departure: str, regime: Regime) -> Decision | None:
    """The refusal that no person can turn into a release as things stand; None where an exceptional reason can."""
    if facts.paper is PaperKind.IMR and facts.reader in ANYBODY:
        says = "An agency's own review is never given to the public or the media."
        never = house_reason("no-imr-outside", says=says, found="No departure can release it.")
        return answer(Outcome.REFUSE, *ruled.reasons, never, regime=regime)
    if not all(can_be_departed_from(reason) for reason in ruled.reasons):
        return ruled
    if not departure.strip():
        says = "A rule that should be followed is departed from only for an exceptional reason, written down."
        needed = house_reason("departure", says=says, found="No exceptional reason was given.")
        return answer(Outcome.REFUSE, *ruled.reasons, needed, regime=regime)
    return None


def _weighed(balance: Balance, *, verb: str, decided_by: str, regime: Regime) -> Reason:
    rule = regime.find(INTERESTS_DUTY)
    factors = tuple(BalanceFactor) if rule is None else tuple(BalanceFactor(word) for word in rule.words("factors"))
    _check_complete(balance, factors=factors)
    notes = dict(balance)
    weighing = " ".join(f"{FACTOR_WORDS[each].capitalize()}: {notes[each].strip()}" for each in factors)
    found = f"{verb} by {decided_by.strip()}, having weighed each factor. {weighing}"
    if rule is not None:
        return rule.reason(found)
    says = "A person who releases or withholds a paper weighs each interest and writes it down."
    return house_reason("balance", says=says, found=found)


def _check_complete(balance: Balance, *, factors: tuple[BalanceFactor, ...]) -> None:
    notes = dict(balance)
    blank = [FACTOR_WORDS[each] for each in factors if not notes.get(each, "").strip()]
    if blank:
        raise BalanceIncomplete(f"Nothing is written under {listed(blank)}: say what was weighed, even if briefly.")


def _not_in_our_hands(facts: DisclosureFacts, regime: Regime) -> Iterator[Reason]:
    for hold in facts.held_by:
        found = f"{STANDS[hold]}: access may not be in the board's hands. {ASK_FIRST[hold]}"
        grounds = held(hold, found=found, regime=regime)
        if not governing(hold, regime=regime):
            # Where no rule holds the publication, paragraph 8.49 itself speaks of the limits while a trial runs.
            rule = regime.find(INTERESTS_DUTY) if hold is Hold.CRIMINAL_PROCEEDINGS else None
            says = "Nothing unpublished leaves the board while this lasts."
            grounds = (rule.reason(found) if rule else house_reason("proceedings", says=says, found=found),)
        yield from grounds


def _to_weigh(facts: DisclosureFacts, regime: Regime) -> Iterator[Reason]:
    for hold in facts.open_beside:
        yield from held(hold, found=f"{STANDS[hold]}: weigh that too. {ASK_FIRST[hold]}", regime=regime)


def _nothing_allows(facts: DisclosureFacts) -> Reason:
    says = "A paper is withheld unless a rule lets this reader have it."
    return house_reason("deny-by-default", says=says, found=f"No rule does. Asked for: {_asked(facts)}.")


def _covers(rule: Rule, facts: DisclosureFacts) -> bool:
    return facts.paper in rule.words("papers") and facts.reader in rule.words("readers")


def _asked(facts: DisclosureFacts) -> str:
    return f"the {PAPER_WORDS[facts.paper]}, by {READER_WORDS[facts.reader]}"
