"""What the recommendations of a draft rest on: the review's numbered findings, and what the gate says where none is."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from safelight.core.review.agreeing import Disagreement, Known, Numbered, Said, sentences_of, unfounded
from safelight.core.review.examination import GateFinding
from safelight.core.review.founding import known_by_record, without_finding
from safelight.core.vocabulary import PaperKind, Severity
from safelight.records.cases.models import Case
from safelight.records.people.models import Agency
from safelight.records.plans.models import Action
from safelight.records.publication.models import Draft
from safelight.records.publication.texts import manuscript_of, marked_in

WITHOUT_FINDING: Final = "recommendation-without-finding"
LEADS_NOWHERE: Final = "mark-leads-nowhere"


def findings_of(case: Case) -> tuple[Numbered, ...]:
    """The numbered findings of the overview report, as core takes them."""
    return tuple(Numbered(number=row.number, text=row.text) for row in case.findings.all())


def plan_of(case: Case) -> tuple[Numbered, ...]:
    """The recommendations agreed, each with the findings that it answers."""
    rows = case.recommendations.prefetch_related("findings")
    return tuple(
        Numbered(number=row.number, text=row.text, answers=tuple(each.number for each in row.findings.all()))
        for row in rows
    )


def known_in(case: Case) -> Known:
    """The agencies that were asked for a review, or have an action, and the posts of the panel and of owners."""
    agencies = Agency.objects.filter(Q(reviews__case=case) | Q(actions__recommendation__case=case)).distinct()
    posts = {*case.panel.values_list("job_title", flat=True)}
    posts |= {*Action.objects.filter(recommendation__case=case).values_list("owner_post", flat=True)}
    return Known(
        agencies=tuple((agency.name, agency.short_name) for agency in agencies), posts=tuple(sorted(posts - {""}))
    )


def told_in(draft: Draft) -> tuple[Said, ...]:
    """The draft's sentences."""
    return sentences_of(manuscript_of(draft))


def founding_of(draft: Draft) -> tuple[tuple[Disagreement, ...], tuple[Disagreement, ...]]:
    """Recommendations of the draft that rest on nothing it says: those known by record, and those found by likeness.

    A briefing has neither.
    """
    if draft.kind == PaperKind.LEARNING_BRIEF:
        return (), ()
    marked, plan = marked_in(draft), plan_of(draft.case)
    recorded = known_by_record(marked)
    by_likeness = unfounded(sentences_of(marked.manuscript), findings=findings_of(draft.case), plan=plan)
    return (
        without_finding(marked, answers={one.number: one.answers for one in plan}),
        tuple(one for one in by_likeness if not any(one.here in words for words in recorded)),
    )


def marks_and_founding(draft: Draft) -> tuple[GateFinding, ...]:
    """What the gate says of marks that lead nowhere, and of recommendations without a finding in the same text.

    A recommendation blocks where the record says what it answers. One that is only known by likeness of words warns:
    only a person can say that two texts mean the same.
    """
    recorded, by_likeness = founding_of(draft)
    return (
        *(
            _gate_finding(LEADS_NOWHERE, where=one.under, text=one.mark, advice=one.says)
            for one in marked_in(draft).lost
        ),
        *(_without_finding(one, severity=Severity.BLOCK) for one in recorded),
        *(_without_finding(one, severity=Severity.WARN) for one in by_likeness),
    )


def _without_finding(one: Disagreement, *, severity: Severity) -> GateFinding:
    advice = f"{one.what}. {one.to_do}"
    return _gate_finding(WITHOUT_FINDING, where=one.where, text=one.here, advice=advice, severity=severity)


def _gate_finding(rule: str, *, where: str, text: str, advice: str, severity: Severity = Severity.BLOCK) -> GateFinding:
    return GateFinding(
        check="content",
        rule=rule,
        severity=severity,
        person="",
        where=where or "the beginning",
        text=text,
        advice=advice,
    )
