"""Which records show that a rule was kept, and how is it kept where none does? One table, from duty to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safelight.core.review import lacking
from safelight.core.review.deeds import Deed, Shown, Sign
from safelight.core.review.facts import CaseFacts
from safelight.core.review.intruder import TRIED
from safelight.core.review.lacking import Lacking
from safelight.core.rulebook.checks import Check
from safelight.core.rulebook.model import Rule

Deeds = tuple[Deed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How a rule is kept.

    `shown` are the records that show it. `lacks` tells from the facts and from those records what is still to be done;
    None means that they cannot tell, so that nothing is claimed. `how` is a sentence for a rule that stands by itself,
    and `by_safelight` says whether the program enforces it. `asked` is False of a review in which it is not asked, and
    `only` then says where it is.
    """

    shown: tuple[Sign, ...] = ()
    lacks: Callable[[CaseFacts, Deeds], str] | None = None
    how: str = ""
    by_safelight: bool = False
    asked: Callable[[CaseFacts, Deeds], bool] = lambda facts, deeds: True
    only: str = ""


def _signs(*shown: Shown | tuple[Shown, str]) -> tuple[Sign, ...]:
    return tuple(Sign(*each) if isinstance(each, tuple) else Sign(each) for each in shown)


def _recorded(*shown: Shown | tuple[Shown, str], missing: Lacking, how: str = "") -> Kept:
    return Kept(shown=_signs(*shown), lacks=lambda facts, deeds: missing(facts), how=how)


def _enforced(how: str, *shown: Shown | tuple[Shown, str]) -> Kept:
    return Kept(shown=_signs(*shown), how=how, by_safelight=True)


def _people(how: str, *shown: Shown | tuple[Shown, str]) -> Kept:
    return Kept(shown=_signs(*shown), how=how)


def _any(nothing: str) -> Callable[[CaseFacts, Deeds], str]:
    return lambda facts, deeds: "" if deeds else nothing


OUT: Final = (Shown.PUBLISHED, Shown.DEPOSITED, Shown.WITHDRAWN)
"""What shows that a paper is or was public."""
COUNCIL: Final = "For the council's own officers, outside the review: Safelight keeps the reports and shows the rule."
READ_BY: Final = "Whoever asks for a paper gets the answer of this rule, and each reading is in the audit trail."

BY_CHECK: Final[Mapping[str, Kept]] = MappingProxyType(
    {
        Check.ROLE_MAY_NOT_BE: _enforced("Somebody who is tied to the case in this way is refused for the part."),
        Check.ONE_ROLE_EACH: _enforced(
            "An appointment that gives one person two of these offices is refused.", Shown.APPOINTMENT
        ),
        Check.DOCUMENT_CONTAINS: _enforced("The gate looks for each part, and nothing is published without it."),
        Check.DOCUMENT_NAMES: _enforced("The gate looks for each name, and nothing is published without it."),
        Check.DOCUMENT_LISTS_PANEL: _enforced("The gate looks for each post with its employer."),
        Check.DOCUMENT_IDENTIFIES_NOBODY: _enforced(
            "The gate looks for everybody in the people register in the finished files, and refuses what shows anybody."
        ),
        Check.READER_MAY_NOT_HAVE: _enforced("The gate refuses to publish it, and a request for it is refused."),
        Check.READER_MAY_HAVE: _enforced(READ_BY),
        Check.TWO_PEOPLE: _enforced(
            "Whoever has written any of a text can neither approve nor publish it.", Shown.EDITION, Shown.PUBLISHED
        ),
        Check.REFER_TO_PERSON: _enforced(
            "Such a request is referred to a named person, who leaves none of the considerations blank.", Shown.REQUEST
        ),
        Check.WORKING_DAYS_AFTER: _enforced(
            "The day on which a decision takes effect is counted from this rule.", Shown.REPORT
        ),
        Check.STAYS_UP: _people(
            "Safelight takes nothing off the public site by itself: a withdrawal is an act with its reason.",
            *OUT,
        ),
    }
)
"""How a rule is kept that Python carries out: the same for whatever question it answers."""

BY_DUTY: Final[Mapping[str, Kept]] = MappingProxyType(
    {
        "function.review-serious-cases": _people("What the board is there for: this review is one way of doing it."),
        "function.chair-appointed": _people("The chair of the board is appointed before a review, and outside it."),
        "notice.referral": _recorded(Shown.REFERRAL, missing=lacking.referral),
        "consider.notified-first": _people(
            "The task list puts the notification first; its day stands under the duty to notify.",
            (Shown.DUTY, "notify.incident"),
            (Shown.DUTY, "consider.rapid-review"),
        ),
        "consider.rapid-review-asks": _people(
            "The questions stand on the form on which the rapid review is recorded.",
            (Shown.DUTY, "consider.rapid-review"),
            (Shown.DUTY, "consider.rapid-review-asks"),
        ),
        "consider.help": _people("The questions help those who assess the criteria.", Shown.CRITERION),
        "consider.panel": _recorded((Shown.ACT, "recommendation"), missing=lacking.recommendation),
        "decision.taken-by": _recorded(
            (Shown.ACT, "decision"), missing=lacking.decision, how="Nobody else's decision is accepted."
        ),
        "decision.against-recorded": Kept(
            shown=_signs((Shown.ACT, "decision")),
            lacks=lambda facts, deeds: lacking.decided_against(facts),
            asked=lambda facts, deeds: facts.decision == "no_review",
            only="Asked for only where it is decided that no review is held.",
        ),
        "decision.other-learning": _people("A choice of those who decide; their reasons are with the decision."),
        "decision.national-review": _people("Decided by others than the board."),
        "clock.decision": Kept(shown=_signs((Shown.ACT, "decision")), lacks=_any("It has not been decided.")),
        "clock.completion": Kept(
            shown=_signs((Shown.ACT, "board_acceptance")), lacks=_any("{report} has not been accepted yet.")
        ),
        "clock.delay-explained": Kept(
            shown=_signs(Shown.EXTENSION),
            lacks=_any("No new date has been agreed."),
            how="An extension is not accepted without its reason, nor without saying who was told.",
            asked=lambda facts, deeds: bool(facts.extensions),
            only="Asked for only where a date cannot be kept.",
        ),
        "scope.terms": _recorded(
            Shown.TERMS, missing=lambda facts: lacking.terms(facts) or lacking.terms_answered(facts)
        ),
        "scope.terms-revised": _people("Every version of the terms stays on record.", Shown.TERMS),
        "scope.panel": _recorded(Shown.PANEL, missing=lacking.panel),
        "scope.child-at-centre": _people("For those who write, and for the panel that agrees what they wrote."),
        "scope.purpose": _people("For everybody in the review, and for the panel that agrees the report."),
        "independence.board-chair": _enforced(
            "Somebody who is tied to the case in this way is refused for the office.",
            (Shown.APPOINTMENT, "board_chair"),
        ),
        "independence.panel-chair": _recorded(
            (Shown.APPOINTMENT, "panel_chair"),
            missing=lacking.panel_chair,
            how="A proposal against the rule is refused.",
        ),
        "independence.overview-author": _recorded(
            (Shown.APPOINTMENT, "overview_author"),
            missing=lacking.author,
            how="A proposal against the rule is refused.",
        ),
        "independence.imr-author": _enforced(
            "Each review that an agency sends is checked against what its author declared.", Shown.REVIEW_SENT
        ),
        "scope.reviewers": _recorded((Shown.APPOINTMENT, "overview_author"), missing=lacking.author),
        "family.involved": _recorded(Shown.FAMILY, missing=lacking.family),
        "imr.each-agency": _recorded(
            Shown.REVIEW_ASKED,
            Shown.REVIEW_SENT,
            Shown.REVIEW_RETURNED,
            Shown.REVIEW_ACCEPTED,
            missing=lambda facts: lacking.requested(facts) or lacking.reviews(facts),
        ),
        "imr.countersigned": _recorded(
            Shown.REVIEW_SENT,
            missing=lambda facts: lacking.countersigned(facts) if facts.reviews_submitted else "None has come in yet.",
            how="A review is not accepted before somebody is named as having countersigned it.",
        ),
        "imr.health-overview": Kept(
            shown=_signs((Shown.REVIEW_SENT, "health_overview"), (Shown.REVIEW_ACCEPTED, "health_overview")),
            lacks=lambda facts, deeds: lacking.health_overview(facts),
            asked=lambda facts, deeds: facts.health_overview_missing or bool(deeds),
            only="Asked for only where several health agencies write reviews.",
        ),
        "imr.outline": _people("The panel reads each review against this outline before it accepts or returns it."),
        "imr.context": _people("The panel reads each review against these questions before it accepts or returns it."),
        "imr.evidence": _people("For those who write and for the panel that reads."),
        "imr.interviews": _people("A choice of the agency, settled with the police."),
        "agencies.cooperate": _people(
            "Which agencies were asked, and when each answered, is in the records.", Shown.REVIEW_ASKED
        ),
        "chronology.integrated": _recorded(Shown.CHRONOLOGY, Shown.MERGED, missing=lacking.chronology),
        "report.outline": _people(
            "The panel reads the report against this outline before it agrees it.",
            (Shown.PAPER, "overview"),
            (Shown.ACT, "panel_agreement"),
        ),
        "report.for-publication": _people("For the author and for the panel; the gate looks at what is published."),
        "report.owned": _recorded((Shown.ACT, "board_acceptance"), missing=lacking.acceptance),
        "report.lessons-during": _people("Actions can be agreed at any time of the review.", Shown.ACTION),
        "report.names": _people("For the author and for the panel; in what is published the gate looks for names."),
        "report.pseudonyms": _people(
            "The people register gives everybody one label, and the text wears it wherever they stand."
        ),
        "report.family-detail": _people("For the author and for the panel."),
        "evaluation.submitted": _recorded((Shown.ACT, "evaluation_submitted"), missing=lacking.submitted),
        "evaluation.graded": _recorded(
            (Shown.ACT, "grade"),
            missing=lacking.graded,
            how="A grade after which the review is done again opens it again by itself.",
        ),
        "publication.national": _people("For the national panel, which publishes its own reviews."),
        "publication.repository": _people("A choice of the board.", Shown.DEPOSITED),
        "publication.override": _people("An exception that the board decides on, with its reasons.", *OUT),
        "publication.child-witness": _people(
            "Recorded as an order of a court, it holds publication; the gate looks for everybody in the register.",
            (Shown.HOLD, "court_order"),
        ),
        "publication.remote-enough": _people(
            "A judgement of those who settle each finding, with a reason for each, and of whoever tries to find out "
            "who the text is about. The gate helps, and does not decide.",
            (Shown.DUTY, TRIED),
        ),
        "publication.recheck": _people(
            "Each motivated-intruder review sets the day on which it is repeated, also for what is published.",
            (Shown.DUTY, TRIED),
        ),
        "plan.measurable": _enforced(
            "An action is not agreed without who does it, by when, and how it will be known to have worked.",
            Shown.ACTION,
        ),
        "plan.recommendations-few": _people("For the author and for the panel.", Shown.RECOMMENDATION),
        "committee.exempt": _enforced(
            "A report is kept from the public only with the paragraph and the grounds of public interest.", Shown.REPORT
        ),
        "committee.exempt-other": _people(COUNCIL),
        "committee.exempt-balance": _enforced("A report is not kept from the public without its grounds."),
        "committee.background-papers": _enforced(
            "A report lists its background papers, and no published work among them.", Shown.REPORT
        ),
        "committee.executive-background-papers": _enforced(
            "A report lists its background papers, and no published work among them.", Shown.REPORT
        ),
        "committee.background-papers-open": _people(COUNCIL),
        "committee.key-decision": _people(COUNCIL),
        "committee.notice": _people(COUNCIL),
        "committee.notice-contents": _people(COUNCIL),
        "committee.notice-exception": _people(COUNCIL),
        "committee.decisions-recorded": _people(COUNCIL),
        "committee.papers-open": _people(COUNCIL),
        "committee.confidential": _people(COUNCIL),
        "committee.scrutiny-reconsiders": _people(COUNCIL),
    }
)
STANDS: Final = Kept(how="A rule that stands by itself: nothing is recorded of it in this review.")
"""For a question that only a board's own data ask: the record says so and claims nothing."""


def kept(rule: Rule, *, phase: bool) -> Kept:
    """How a rule is kept. `phase` says whether its duty is recorded as done in each review."""
    if rule.duty == TRIED:
        return Kept(shown=(Sign(Shown.DUTY, TRIED),), lacks=_tried)
    if phase:
        return Kept(shown=(Sign(Shown.DUTY, rule.duty),), lacks=_any("Nothing is recorded yet."))
    known = BY_DUTY.get(rule.duty) or BY_CHECK.get(rule.check)
    if known is not None:
        return known
    make = BY_SUBJECT.get(rule.check)
    return make(rule) if make is not None else STANDS


def _tried(facts: CaseFacts, deeds: Deeds) -> str:
    if facts.done_on(TRIED):
        return ""
    return facts.intruder_lacking or "Nothing is recorded yet."


def _criterion(rule: Rule) -> Kept:
    return Kept(shown=(Sign(Shown.CRITERION, rule.duty),), lacks=_any("It has not been assessed."))


def _held(rule: Rule) -> Kept:
    how = "While such a hold is recorded as open, the gate refuses publication."
    return Kept(shown=(Sign(Shown.HOLD, rule.text("hold")),), how=how, by_safelight=True)


def _published(rule: Rule) -> Kept:
    # A plan goes out within the paper that it belongs to, and on the public site beside it.
    papers = [""] if "action_plan" in rule.words("papers") else rule.words("papers")
    outs = tuple(Sign(shown, paper) for shown in OUT for paper in papers)
    nothing = "It is not published yet, and nobody has resolved against publication."
    return Kept(shown=(*outs, Sign(Shown.ACT, "not_to_publish")), lacks=_any(nothing))


BY_SUBJECT: Final[Mapping[str, Callable[[Rule], Kept]]] = MappingProxyType(
    {
        Check.CRITERION: _criterion,
        Check.HELD_WHILE: _held,
        Check.PUBLISH: _published,
        Check.PUBLISH_UNLESS_COMPELLING: _published,
    }
)
"""How a rule is kept whose records are those about its own criterion, hold or paper."""
