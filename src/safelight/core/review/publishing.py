"""May this paper be published? Everything that stands against it is said at once, not one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from safelight.core.decision import Decision, Reason
from safelight.core.edition.proof import Proof
from safelight.core.review.duties import rules_on
from safelight.core.review.examination import ALL_CHECKS, Examination, GateFinding
from safelight.core.review.grounds import BINDING, DEPARTED, answer, departure_from, house_reason
from safelight.core.review.holds import Hold, held
from safelight.core.review.intruder import TRIED, Tried, passed
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import Outcome, PaperKind, Reader, Severity

Departures = tuple[tuple[str, str], ...]
"""Recorded departures: the duty, and the exceptional reason."""

_NOBODY_FOUND: Final = (
    "intruder-review",
    "A text in which a motivated intruder can find somebody is not published, nor one that is due to be tried again.",
)
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
    departures: Departures = ()
    undone: tuple[Reason, ...] = ()
    """What the rules want done before publication and that is not: see `obligations.undone_before_publication`."""
    tried: Tried | None = None
    """The last motivated-intruder review of exactly this text."""
    tried_against: tuple[str, ...] = ()
    """What that review says against publishing it on this day: see `intruder.against`."""


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
        yield from held(hold, found=f"Publication is held: {hold.replace('_', ' ')}.", regime=regime)


def _accepted(facts: PublicationFacts, _: Regime) -> Iterator[Reason]:
    if not facts.accepted_by_board:
        yield _refusal("accepted", "The board accepts a paper before it is published.", "It has not accepted this one.")


def _all_done(facts: PublicationFacts, _: Regime) -> Iterator[Reason]:
    yield from facts.undone


def _tried(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    """A review that found somebody stands in the way whatever was departed from; that of an old day can be."""
    rule = regime.find(TRIED)
    departed = rule is not None and any(duty == TRIED and reason.strip() for duty, reason in facts.departures)
    for found in facts.tried_against:
        if facts.tried is not None and facts.tried.remote and departed:
            continue
        yield rule.reason(found) if rule else _refusal(*_NOBODY_FOUND, found)


def _examined(facts: PublicationFacts, regime: Regime) -> Iterator[Reason]:
    says = "The finished file passes every check of the gate."
    if facts.examination is None or facts.examination.checks != ALL_CHECKS:
        yield _refusal("examined", says, "It has not been through all of them.")
        return
    rules = {rule.id: rule for rule in regime.rules_under(rules_on(facts.paper))}
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
    weighed = weigh_proof(facts.proof, paper=facts.paper, departures=facts.departures, regime=regime)
    if not weighed.allowed:
        yield from weighed.reasons


def _anonymised_duty(facts: PublicationFacts) -> str:
    return "overview.anonymised" if facts.paper is PaperKind.OVERVIEW else "summary.anonymised"


def set_aside(examination: Examination, *, paper: PaperKind, departures: Departures, regime: Regime) -> Examination:
    """The same examination, in which what is lacking under a rule departed from warns instead of blocking."""
    departed = _departed(paper, departures, regime)

    def settled(finding: GateFinding) -> GateFinding:
        if finding.check != "content" or finding.rule not in departed:
            return finding
        return replace(finding, severity=Severity.WARN, advice=DEPARTED + departed[finding.rule])

    return replace(examination, findings=tuple(settled(finding) for finding in examination.findings))


def weigh_proof(proof: Proof, *, paper: PaperKind, departures: Departures, regime: Regime) -> Decision:
    """What the proof says, less what a recorded departure sets aside: each departure then shows in its place."""
    if proof.decision.allowed:
        return proof.decision
    departed = _departed(paper, departures, regime)
    left = [reason for reason in proof.decision.reasons if reason.rule not in departed]
    if left:
        return answer(Outcome.REFUSE, *left, regime=regime)
    shown = (replace(reason, found=DEPARTED + departed[reason.rule]) for reason in proof.decision.reasons)
    return answer(Outcome.ALLOW, *dict.fromkeys(shown), regime=regime)


def _departed(paper: PaperKind, departures: Departures, regime: Regime) -> dict[str, str]:
    """The rules of the document itself that a recorded reason sets aside, each with the reason."""
    facts = PublicationFacts(paper=paper, departures=departures)
    return {rule.id: because for rule in regime.rules_under("summary") if (because := _departure(rule, facts))}


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
    if facts.tried is not None:
        found[TRIED] = passed(facts.tried)
        if regime.find(TRIED) is None:
            yield _refusal(*_NOBODY_FOUND, found[TRIED])
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
    _all_done,
    _tried,
    _examined,
    _proved,
)
