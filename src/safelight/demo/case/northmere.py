"""The first made-up case, whole: a review begun in January 2010, of which the summary alone is published."""

from __future__ import annotations

from functools import cache
from typing import Any

from safelight.core.papers.manuscript import manuscript_from_markdown
from safelight.demo.case.asked import read_known_facts, read_requests
from safelight.demo.case.beginnings import (
    appointments_from,
    criteria_from,
    dates_from,
    decision_from,
    grade_from,
    referral_from,
)
from safelight.demo.case.chronologies import chronology
from safelight.demo.case.committee import read_committee
from safelight.demo.case.events import read_events
from safelight.demo.case.imrs import agency_reviews
from safelight.demo.case.material import AgencyMaterial, CaseMaterial, Hold, Paper
from safelight.demo.case.overview import overview_report
from safelight.demo.case.plan import read_findings, recommendations_from
from safelight.demo.case.summary import summary_material
from safelight.demo.case.terms import read_terms
from safelight.demo.case.texts import read_table, read_text
from safelight.demo.case.word import add_manuscript, open_document, save


@cache
def first_case() -> CaseMaterial:
    """Everything about the first case, from the referral to the council's resolutions; takes a few seconds once."""
    case, plan, register = (read_table(name) for name in ("case.toml", "plan.toml", "register.toml"))
    findings = read_findings()
    recommendations = recommendations_from(plan, agreed_on=plan["agreed_on"])
    terms = read_terms()
    return CaseMaterial(
        board=case["board"],
        council=case["council"],
        title=case["title"],
        reference=register["case"]["reference"],
        today=case["today"],
        register=read_text("register.toml"),
        dates=dates_from(case),
        referral=referral_from(case),
        criteria=criteria_from(case),
        decision=decision_from(case),
        appointments=appointments_from(case),
        terms=terms,
        agencies=tuple(_agency(each) for each in case["agency"]),
        health_overview=_health_overview(case),
        key_events=tuple(event.key for event in read_events()),
        overview=overview_report(findings=findings, recommendations=recommendations, terms=terms),
        findings=findings,
        recommendations=recommendations,
        grade=grade_from(case),
        hold=Hold(**case["hold"]),
        summary=summary_material(findings=findings, recommendations=recommendations),
        known_facts=read_known_facts(),
        requests=read_requests(),
        committee=read_committee(),
    )


def _agency(entry: dict[str, Any]) -> AgencyMaterial:
    review = read_table(f"imr/{entry['id']}.toml")
    return AgencyMaterial(
        id=entry["id"],
        name=review["agency"],
        organisation=review["organisation"],
        author=review["author"],
        author_post=review["author_post"],
        signed_by=review["signed_by"],
        requested_on=review["requested_on"],
        secured_on=review["secured_on"],
        nature=review["nature"],
        outcome=entry["outcome"],
        accepted_on=entry["accepted_on"],
        versions=agency_reviews(entry["id"]),
        chronology=chronology(entry["id"]),
    )


def _health_overview(case: dict[str, Any]) -> Paper:
    document = open_document(author="Deputy Designated Nurse", title="Health overview report: Joel Adeyemi-Holt")
    sections = "\n\n".join(f"## {each['title']}\n\n{each['text'].strip()}" for each in case["health_overview"])
    add_manuscript(document, manuscript_from_markdown(f"# Health overview report\n\n{sections}"))
    return Paper(name="Northmere PCT health overview report.docx", data=save(document))
