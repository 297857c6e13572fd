"""What the rules ask for beside the acts of a review, done and written down in the story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from safelight.core.review.obligations import obligations
from safelight.core.rulebook.model import Phase
from safelight.demo.cast import Cast, at
from safelight.records.cases.actions import duties
from safelight.records.cases.models import Case
from safelight.records.cases.queries import facts_of, find_case, regime_of

SAID: Mapping[str, tuple[str, ...]] = {
    "notice.children-safe": (
        "One sibling, and two children of a relative who visits.",
        "Seen by a social worker and a health visitor on the day of the referral; a plan for the sibling was made.",
    ),
    "notice.records-secured": (
        "Every agency that the referral names, and the housing association.",
        "All were asked on the day of the referral. Seven answered within three days, the last after a reminder.",
    ),
    "notice.lead-board": (
        "This board alone.",
        "The child lived in Northmere from birth and was not looked after elsewhere.",
        "This board leads; nobody else had to agree.",
    ),
    "notify.incident": ("The head of safeguarding rang the regional inspector, and wrote on the same day.",),
    "notify.evaluator": ("The business manager, by letter on the day of the decision.",),
    "notify.government-office": ("The business manager, by letter on the day of the decision.",),
    "notify.department": ("The business manager, by letter on the day of the decision.",),
    "family.timing": (
        "The officer in the case and the reviewing lawyer, at a meeting with the chair of the panel.",
        "The family may be told at once. What may be given in evidence is not spoken of before the trial.",
    ),
    "imr.debrief": (
        "Each agency's author with the staff named in its review, in the week after it was accepted.",
        "A health visitor corrected the date of one visit. The review was amended.",
    ),
    "report.fair": (
        "Every agency that wrote a review, with a draft and ten days to answer.",
        "Two asked for a sentence to be put more exactly, and it was.",
    ),
    "after.final-copies": ("Reviews, chronology, overview report, summary and plan, by courier, to both.",),
    "family.told-of-publication": (
        "The grandmother read the summary with the author; the mother was offered the same through her solicitor.",
        "None.",
        "A week before, with the name of somebody to ring.",
    ),
    "publication.staff-told": (
        "All staff who were spoken to for the review, by their managers, three days before.",
        "A named person in each agency, and the counselling service.",
    ),
    "publication.private-proceedings": (
        "None: there were no family proceedings.",
        "Nowhere. The council's solicitor read the finished text.",
    ),
    "publication.welfare-weighed": (
        "The consultant who treats the child sees no harm in publication under a pseudonym.",
        "A baby, who knows nothing of it.",
        "Nobody outside the family and the agencies can tell who it is.",
        "None.",
    ),
}
"""What was answered to the prompts of each duty, in their order."""


def record(*phases: Phase, case: Case, cast: Cast, on: date, say: Callable[[str], None]) -> None:
    """Record everything that the rules of this review ask for in these phases and that is not recorded yet."""
    case = find_case(case.pk)  # as it stands now: the chair's decision has picked its rules
    facts = facts_of(case, on=on)
    asked = [
        each
        for each in obligations(facts, regime=regime_of(case, on=on))
        if each.phase in phases and facts.done_on(each.rule.duty) is None
    ]
    for number, each in enumerate(asked):
        duties.record_duty(
            case=case,
            duty=each.rule.duty,
            done_on=on,
            told=each.rule.text("body") if each.rule.check == "told" else "",
            answers=SAID[each.rule.duty],
            by=cast["manager"],
            at=at(on, 16, number),
        )
    if asked:
        say(f"  recorded besides, as the rules ask: {len(asked)} duties")
