"""What the recommendations of a draft rest on: the review's numbered findings, and what the gate says where none is."""

from __future__ import annotations

from typing import Final

from safelight.core.review.agreeing import Numbered, Said, sentences_of, unfounded
from safelight.core.review.examination import GateFinding
from safelight.core.vocabulary import PaperKind, Severity
from safelight.records.cases.models import Case
from safelight.records.publication.models import Draft
from safelight.records.publication.texts import manuscript_of

WITHOUT_FINDING: Final = "recommendation-without-finding"


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


def told_in(draft: Draft) -> tuple[Said, ...]:
    """The draft's sentences."""
    return sentences_of(manuscript_of(draft))


def without_finding(draft: Draft) -> tuple[GateFinding, ...]:
    """A warning for each recommendation that rests on nothing the draft says.

    It does not block: it is known by likeness of words, and only a person can say that two texts mean the same.
    """
    if draft.kind == PaperKind.LEARNING_BRIEF:
        return ()
    lacking = unfounded(told_in(draft), findings=findings_of(draft.case), plan=plan_of(draft.case))
    return tuple(
        GateFinding(
            check="content",
            rule=WITHOUT_FINDING,
            severity=Severity.WARN,
            person="",
            where=each.where,
            text=each.here,
            advice=f"{each.what}. {each.to_do}",
        )
        for each in lacking
    )
