"""May this paper be published? Everything that stands against it is said at once, not one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safelight.core.decision import Decision, Reason
from safelight.core.edition.proof import Proof
from safelight.core.review.examination import ALL_CHECKS, Examination
from safelight.core.review.grounds import BINDING, answer, departure_from, house_reason
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import Outcome, PaperKind, Reader

_OUTSIDERS: Final = frozenset({Reader.PUBLIC, Reader.MEDIA})
DEPARTABLE: Final = frozenset(
    {
        "summary.contents",
        "summary.action-plan",
        "summary.officers-named",
        "summary.panel-by-post",
        "publication.overview",
    }
)
"""The duties that a recorded exceptional reason can set aside, as long as the rule is no "must"."""


class Hold(StrEnum):
    """What can hold a publication; the first two are the words that the rulebook uses."""

    CRIMINAL_PROCEEDINGS = "criminal_proceedings"
    FAMILY_PROCEEDINGS = "family_proceedings"
    INQUEST = "inquest"
    COURT_ORDER = "court_order"
    CHILD_WELFARE = "child_welfare"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFacts:
    """Everything that a publication hangs on. The defaults are a paper that nobody may publish.

    `examination` is of one of the finished files that `proof` covers. `unsettled` and `public_links` count what the
    author has yet to settle, findings and links to what is already public; `compelling_reason` is why publication
    would harm a child directly concerned; `departures` are recorded departures from "should" rules: the duty, and the
    exceptional reason.
    """

    paper: PaperKind = PaperKind.EXECUTIVE_SUMMARY
    author: str = ""
    publisher: str = ""
    approved_sha256: str = ""
    text_sha256: str = ""
    unsettled: int = 1
    public_links: int = 1
    open_holds: tuple[Hold, ...] = ()
    examination: Examination | None = None
    proof: Proof | None = None
    accepted_by_board: bool = False
    compelling_reason: str = ""
    departures: tuple[tuple[str, str], ...] = ()


def may_publish(facts: PublicationFacts, *, regime: Regime) -> Decision:
    """ALLOW with the rules that let it be published, or REFUSE with everything that stands against it."""
    refusals = [reason for look in _LOOKS for reason in look(facts, regime)]
    if refusals:
        return answer(Outcome.REFUSE, *dict.fromkeys(refusals), regime=regime)
    return answer(Outcome.ALLOW, *_grounds(facts, regime), regime=regime)


def _kind_allowed(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    """Some rule must say that this paper is published, and none that the public may not have it."""
    name = facts.paper.replace("_", " ")
    withheld = [rule for rule in regime.rules_under("publication") if _withholds(rule, facts.paper)]
    for rule in withheld:
        if not _departure(rule, facts):
            yield rule.reason(f"This is an {name}." if name[0] in "aeiou" else f"This is a {name}.")
    if facts.paper is PaperKind.IMR:
        yield _refusal("no-imr-outside", "An agency's own review is never published.", "This is one.")
    publishing = _publishing_rules(facts, regime)
    if not publishing and not withheld:
        found = f"No rule says that the {name} is published."
        yield _refusal("deny-by-default", "A paper is published only where a rule says so.", found)
    for rule in publishing:
        if rule.check == "publish_unless_compelling" and facts.compelling_reason.strip():
            yield rule.reason(f"A compelling reason is recorded: {facts.compelling_reason.strip()}")


def _withholds(rule: Rule, paper: PaperKind) -> bool:
    return (
        rule.check == "reader_may_not_have"
        and paper in rule.words("papers")
        and bool(_OUTSIDERS & set(rule.words("readers")))
    )


def _publishing_rules(facts: PublicationFacts, regime: Regime) -> list[Rule]:
    return [
        rule
        for rule in regime.rules_under("publication")
        if rule.check in {"publish", "publish_unless_compelling"} and facts.paper in rule.words("papers")
    ]


def _two_people(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    author, publisher = (" ".join(name.split()).casefold() for name in (facts.author, facts.publisher))
    if author and publisher and author != publisher:
        return
    found = "Author and publisher are the same person." if author and publisher else "One of the two is not known."
    rule = regime.find("publication.two-people")
    says = "A second person publishes, not the one who wrote it."
    yield rule.reason(found) if rule else _refusal("two-people", says, found)


def _same_text(facts: PublicationFacts, _: Regime) -> Iterator[Reason]:
    if not facts.approved_sha256 or facts.approved_sha256 != facts.text_sha256:
        found = "The text has changed since it was approved." if facts.approved_sha256 else "No text has been approved."
        yield _refusal("approved-text", "What is published is the very text that was approved.", found)


def _all_settled(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    rule = regime.find(_anonymised_duty(facts))
    says = "Every finding and every link to what is public is settled by a person before publication."
    for count, what in ((facts.unsettled, "findings"), (facts.public_links, "links to what is already public")):
        if count != 0:
            found = f"Not yet settled: {count} {what}."
            yield rule.reason(found) if rule else _refusal("settled", says, found)


def _no_hold(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    for hold in facts.open_holds:
        found = f"Publication is held: {hold.replace('_', ' ')}."
        rules = [
            rule
            for rule in regime.rules_under("publication")
            if rule.check == "held_while" and rule.text("hold") == hold
        ]
        yield from (rule.reason(found) for rule in rules)
        if not rules:
            yield _refusal("held", "Nothing is published while anything holds it.", found)


def _accepted(facts: PublicationFacts, _: Regime) -> Iterator[Reason]:
    if not facts.accepted_by_board:
        yield _refusal("accepted", "The board accepts a paper before it is published.", "It has not accepted this one.")


def _examined(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    says = "The finished file passes every check of the gate."
    if facts.examination is None or facts.examination.checks != ALL_CHECKS:
        yield _refusal("examined", says, "It has not been through all of them.")
        return
    rules = {rule.id: rule for rule in regime.rules_under("summary")}
    for finding in facts.examination.blocking:
        rule = rules.get(finding.rule) if finding.check == "content" else None
        if rule is None:
            whom = f" ({finding.person})" if finding.person else ""
            yield _refusal("examined", says, f"{finding.check}: {finding.rule}{whom} in {finding.where}.")
        elif not _departure(rule, facts):
            yield rule.reason(f"In {finding.where}: {finding.advice}.")


def _proved(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    says = "The finished bytes are proved to identify nobody."
    if facts.proof is None:
        yield _refusal("proved", says, "There is no proof.")
        return
    if facts.examination is not None and not facts.proof.covers(facts.examination.sha256):
        yield _refusal("proved", says, "The file that was examined is not among those that were proved.")
    if not facts.proof.decision.allowed:
        rules = {rule.id: rule for rule in regime.rules_under("summary")}
        for reason in facts.proof.decision.reasons:
            if reason.rule not in rules or not _departure(rules[reason.rule], facts):
                yield reason


def _anonymised_duty(facts: PublicationFacts) -> str:
    return "overview.anonymised" if facts.paper is PaperKind.OVERVIEW else "summary.anonymised"


def _departure(rule: Rule, facts: PublicationFacts) -> str:
    """The recorded reason for departing from a "should" rule that can be departed from, or ""."""
    if rule.force in BINDING or rule.duty not in DEPARTABLE or facts.paper is PaperKind.IMR:
        return ""
    return next((reason.strip() for duty, reason in facts.departures if duty == rule.duty), "")


def _grounds(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    """Why it may be published: the rules that say so, what was proved, and each departure for all to see."""
    for rule in _publishing_rules(facts, regime):
        yield rule.reason("Everything that the rules ask for is there.")
    for rule in regime.rules:
        if because := _departure(rule, facts):
            yield departure_from(rule, because=because)
    found = {
        _anonymised_duty(facts): "The finished files were opened again: nobody in the register can be found in them.",
        "publication.two-people": "One person wrote it and another publishes it.",
    }
    yield from (rule.reason(found[rule.duty]) for rule in regime.rules if rule.duty in found)
    yield _refusal("accepted", "The board accepts a paper before it is published.", "It has accepted this one.")


def _refusal(name: str, says: str, found: str) -> Reason:
    return house_reason(name, says=says, found=found)


_LOOKS: Final[tuple[Callable[[PublicationFacts, Regime], Iterator[Reason]], ...]] = (
    _kind_allowed,
    _two_people,
    _same_text,
    _accepted,
    _no_hold,
    _all_settled,
    _examined,
    _proved,
)
