"""Which questions does the rulebook answer? The closed list of duties, each with the checks that may answer it."""

from __future__ import annotations

from dataclasses import dataclass

from safelight.core.rulebook.checks import Check


@dataclass(frozen=True, slots=True)
class Duty:
    """A question in plain words, and the checks that a rule answering it may name."""

    question: str
    checks: tuple[Check, ...]


PUBLICATION = (Check.PUBLISH, Check.READER_MAY_NOT_HAVE, Check.PUBLISH_UNLESS_COMPELLING)


def _recorded(question: str) -> Duty:
    return Duty(question, (Check.RECORDED,))


def _may_have(question: str) -> Duty:
    return Duty(question, (Check.READER_MAY_HAVE,))


def _contains(question: str) -> Duty:
    return Duty(question, (Check.DOCUMENT_CONTAINS,))


DUTIES: dict[str, Duty] = {
    "function.review-serious-cases": _recorded("Which cases is the board there to review?"),
    "function.chair-appointed": _recorded("Who appoints the chair of the board?"),
    "criteria.death": Duty("A child has died and abuse or neglect may have played a part: review?", (Check.CRITERION,)),
    "criteria.custody": Duty("A child has died in custody or while detained: review?", (Check.CRITERION,)),
    "criteria.serious-harm": Duty("A child has been seriously harmed: review?", (Check.CRITERION,)),
    "decision.taken-by": Duty("Who decides whether a review is held?", (Check.DECIDED_BY,)),
    "clock.decision": Duty("By when is it decided whether to hold a review?", (Check.DUE_WITHIN,)),
    "clock.completion": Duty("By when is a review completed?", (Check.DUE_WITHIN,)),
    "independence.board-chair": Duty("Who is too close to chair the board?", (Check.ROLE_MAY_NOT_BE,)),
    "independence.panel-chair": Duty("Who is too close to chair the panel?", (Check.ROLE_MAY_NOT_BE,)),
    "independence.overview-author": Duty("Who is too close to write the overview report?", (Check.ROLE_MAY_NOT_BE,)),
    "independence.imr-author": Duty("Who is too close to write an agency's review?", (Check.ROLE_MAY_NOT_BE,)),
    "independence.separate-officers": Duty("May one person hold two of the offices?", (Check.ONE_ROLE_EACH,)),
    "imr.each-agency": _recorded("Which agencies write an individual management review?"),
    "imr.countersigned": _recorded("Who answers for an agency's review?"),
    "imr.health-overview": _recorded("What draws several health reviews together?"),
    "family.involved": _recorded("How does the family take part?"),
    "chronology.integrated": _recorded("What becomes of the agencies' chronologies?"),
    "summary.contents": _contains("What does an executive summary contain?"),
    "summary.action-plan": _contains("Does the executive summary contain the action plan?"),
    "summary.officers-named": Duty("Whom does the executive summary name?", (Check.DOCUMENT_NAMES,)),
    "summary.panel-by-post": Duty("How does it list the members of the panel?", (Check.DOCUMENT_LISTS_PANEL,)),
    "summary.anonymised": Duty(
        "May the executive summary identify a child or the family?", (Check.DOCUMENT_IDENTIFIES_NOBODY,)
    ),
    "overview.anonymised": Duty(
        "May a published overview report identify a child or the family?", (Check.DOCUMENT_IDENTIFIES_NOBODY,)
    ),
    "publication.summary": Duty("Is the executive summary published?", PUBLICATION),
    "publication.overview": Duty("Is the overview report published?", PUBLICATION),
    "publication.imr": Duty("Are the agencies' reviews published?", PUBLICATION),
    "publication.action-plan": Duty("Is the action plan published?", PUBLICATION),
    "publication.criminal-proceedings": Duty("Does publication wait for criminal proceedings?", (Check.HELD_WHILE,)),
    "publication.family-proceedings": Duty("Does publication wait for family proceedings?", (Check.HELD_WHILE,)),
    "publication.two-people": Duty("May the author of a text also publish it?", (Check.TWO_PEOPLE,)),
    "disclosure.interests": Duty(
        "Somebody with an interest asks for a paper: who decides, on what?", (Check.REFER_TO_PERSON,)
    ),
    "disclosure.board-officers": _may_have("What do the board's own officers read?"),
    "disclosure.panel": _may_have("What does the panel read?"),
    "disclosure.author": _may_have("What does the overview author read?"),
    "disclosure.own-agency": _may_have("What of its own does an agency's author read?"),
    "disclosure.terms": _may_have("What do all agencies' authors read?"),
    "disclosure.auditor": _may_have("What does an auditor read?"),
    "evaluation.submitted": _recorded("Is the finished review evaluated from outside?"),
    "notify.evaluator": _recorded("Is the evaluator told that a review is held?"),
    "notify.government-office": _recorded("Is the Government Office told that a review is held?"),
    "plan.measurable": _recorded("What makes an action one that can be followed up?"),
    "plan.recommendations-few": _recorded("How many recommendations does a review make?"),
    "committee.call-in": Duty("When does a council's decision take effect?", (Check.WORKING_DAYS_AFTER,)),
    "committee.exempt": _recorded("When may a committee report be kept from the public?"),
    "committee.background-papers": _recorded("Which background papers does a committee report list?"),
}
