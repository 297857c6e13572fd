"""A written report as one text, as it stands now, with what it draws in from the plan; and what its marks come to."""

from __future__ import annotations

from uuid import UUID

from safelight.core.review.composing import Composed, PlanFacts, SectionText, compose
from safelight.core.review.marking import Marking, look_at_marks
from safelight.core.review.wording import in_words
from safelight.records.cases.models import Case
from safelight.records.cases.queries import kind_of_review
from safelight.records.plans.models import Action, Finding, Recommendation
from safelight.records.writing.models import WrittenReport
from safelight.records.writing.sections import standing_in, words_of


def composed(report: WrittenReport) -> Composed:
    """Every section that is not removed, in order. Comments are no part of it."""
    sections = []
    for _, version in standing_in(report):
        if not version.gone:
            words = words_of(version)
            sections.append(SectionText(heading=words.heading, text=words.text, to_choose=version.to_choose))
    # Just what stands on the cover, which says besides whether this is the report or the summary.
    title = f"{kind_of_review(report.case).title}: {report.case.public_name}"
    return compose(title, sections, plan=plan_facts(report.case))


def marking_of(report: WrittenReport) -> Marking[UUID]:
    """What the marks come to in every section that is not removed."""
    texts = {section.pk: words_of(version).text for section, version in standing_in(report) if not version.gone}
    return look_at_marks(texts, plan=plan_facts(report.case))


def plan_facts(case: Case) -> PlanFacts:
    """What the plan has for a report to draw in."""
    actions = Action.objects.filter(recommendation__case=case).select_related("recommendation", "agency")
    return PlanFacts(
        findings=dict(Finding.objects.filter(case=case).values_list("number", "text")),
        recommendations=dict(Recommendation.objects.filter(case=case).values_list("number", "text")),
        answers={
            row.number: tuple(one.number for one in row.findings.all())
            for row in case.recommendations.prefetch_related("findings")
        },
        actions=tuple(
            (
                str(action.recommendation.number),
                action.text,
                f"{action.owner_post}, {action.agency.name}",
                in_words(action.due_on),
                action.measure,
            )
            for action in actions
        ),
    )
