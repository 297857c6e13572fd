"""Follow-up: the action plan, requests for papers, and the report to the council."""

from __future__ import annotations

from datetime import date

from safelight.core.review.plan import PlanStatus
from safelight.core.vocabulary import BalanceFactor, Outcome, PaperKind, Reader
from safelight.demo.beginning import Say, _day
from safelight.demo.case.material import CaseMaterial, CommitteeMaterial, PaperRequest, Recommendation, ReviewFinding
from safelight.demo.cast import Cast, at
from safelight.records.cases.models import Case
from safelight.records.committee import actions as committee
from safelight.records.committee.form import BODY_FIELDS
from safelight.records.committee.models import Meeting, Report
from safelight.records.committee.queries import report_page
from safelight.records.committee.words import Body, ResolutionKind
from safelight.records.disclosure import actions as disclosure
from safelight.records.disclosure.words import Form
from safelight.records.plans import actions as plans
from safelight.records.plans.models import Action
from safelight.records.plans.queries import plan_of

HEALTH = ("Health", "Health visiting and school nursing", "General practice", "Hospital")
SOURCES = {"The board": "overview", "The council": "overview", **dict.fromkeys(HEALTH, "health_overview")}
"""Which report the recommendations of a group come from; those of any other group, from the agency's own review."""
BODIES = (Body.CABINET_MEMBER, Body.SCRUTINY)


def enter_plan(
    findings: tuple[ReviewFinding, ...],
    recommendations: tuple[Recommendation, ...],
    case: Case,
    cast: Cast,
    say: Say,
    *,
    on: date,
) -> list[tuple[Recommendation, Action]]:
    """Findings, the recommendations that answer them, and one agreed action for each."""
    for finding in findings:
        plans.record_finding(case=case, number=finding.number, text=finding.public, by=cast["author"], at=at(on, 11))
    made = []
    for row in recommendations:
        recommendation = plans.record_recommendation(
            case=case,
            number=row.number,
            text=row.text,
            source=SOURCES.get(row.group, "imr"),
            findings=row.findings,
            by=cast["author"],
            at=at(on, 12),
        )
        action = plans.agree_action(
            recommendation=recommendation,
            text=row.action.text,
            agency=cast.agency(row.action.agency),
            owner_post=row.action.owner,
            due_on=row.action.due_on,
            measure=row.action.measure,
            by=cast["manager"],
            at=at(row.action.agreed_on, 13),
        )
        made.append((row, action))
    say(f"{_day(on)}: {len(findings)} findings, {len(recommendations)} recommendations, {len(made)} actions are agreed")
    return made


def follow_up(made: list[tuple[Recommendation, Action]], case: Case, cast: Cast, say: Say, *, today: date) -> None:
    """Evidence comes in; actions are proposed for closure by one person and closed by another."""
    for row, action in made:
        for item in row.action.evidence:
            plans.add_evidence(action=action, text=item.text, by=cast["manager"], at=at(item.on))
        if row.action.proposed_closed_on:
            plans.propose_closure(
                action=action,
                impact=row.action.evidence[-1].text,
                by=cast["manager"],
                at=at(row.action.proposed_closed_on, 14),
            )
        if row.action.closed_on:
            plans.close(action=action, by=cast["chair"], at=at(row.action.closed_on, 15))
    plan = plan_of(cast["manager"], case.pk, on=today)
    overdue = [line.reference for line in plan.overdue]
    say(
        f"{_day(today)}: {plan.tally.count(PlanStatus.CLOSED)} actions closed; "
        f"{len(overdue)} overdue: {', '.join(overdue)}"
    )


def requests(asked: tuple[PaperRequest, ...], case: Case, cast: Cast, say: Say) -> None:
    """The press is refused; a councillor's request is referred, weighed and settled."""
    for row in sorted(asked, key=lambda request: request.received_on):
        member = cast["member"] if row.reader == Reader.ELECTED_MEMBER else None
        request = disclosure.receive_request(
            case=case,
            paper_kind=PaperKind(row.paper),
            reader=Reader(row.reader),
            requester=member.name if member else row.sender,
            contact=row.email,
            purpose=row.text.strip(),
            user=member,
            by=cast["manager"],
            at=at(row.received_on),
        )
        paper, reader = row.paper.replace("_", " "), row.reader.replace("_", " ")
        say(f"{_day(row.received_on)}: a request for the {paper} ({reader}): {request.state}")
        if row.balance and row.decided_on:
            disclosure.settle_request(
                request=request,
                balance={BalanceFactor(note.factor): note.text for note in row.balance},
                outcome=Outcome.ALLOW,
                conditions=row.outcome,
                by=cast["chair"],
                at=at(row.decided_on),
            )
            disclosure.release(request=request, form=Form.READ_IN_ROOM, by=cast["manager"], at=at(row.decided_on, 15))
            say(f"{_day(row.decided_on)}: the five interests are weighed and it is released, to be read in a room")


def report(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """One report for the cabinet member and for scrutiny; the minutes start the call-in period."""
    form, manager = material.committee, cast["manager"]
    written = date(2011, 1, 5)
    meetings = [
        committee.arrange_meeting(body=body, title=title, held_on=held_on, by=manager, at=at(written, 9))
        for body, title, held_on in zip(BODIES, form.addressed_to, form.meetings, strict=True)
    ]
    paper = _write(form, meetings, case, cast, on=written)
    say(f"{_day(written)}: the report to the cabinet member and to scrutiny is written in the council's form")
    say(f"  implementation: {_implementation(paper, cast, on=written)}")
    for row in form.resolutions:
        meeting = next(one for one in meetings if one.held_on == row.meeting_on)
        committee.record_resolution(
            meeting=meeting,
            report=paper,
            minute=row.minute,
            limb=row.limb,
            text=row.text,
            kind=ResolutionKind(row.kind),
            condition=row.condition,
            due_on=row.due_on,
            every_months=row.every_months,
            by=manager,
            at=at(row.meeting_on, 16),
        )
    assert material.dates.minutes_published_on is not None
    minutes = material.dates.minutes_published_on
    committee.publish_minutes(meeting=meetings[0], on=minutes, by=manager, at=at(minutes))
    say(f"{_day(minutes)}: the minutes are published. Implementation: {_implementation(paper, cast, on=minutes)}")
    recurring = next(row for row in form.resolutions if row.every_months)
    say(f"  scrutiny resolves: {recurring.text}")


def _write(form: CommitteeMaterial, meetings: list[Meeting], case: Case, cast: Cast, *, on: date) -> Report:
    background, *rest = form.sections
    texts = (
        _section(background.paragraphs),
        "\n\n".join(f"## {section.heading}\n\n{_section(section.paragraphs)}" for section in rest),
    )
    fields = {
        "report_of": form.report_of,
        "contact_officer": form.contact_officer,
        "wards": form.wards,
        "purpose": form.purpose,
        "reason": form.reason,
        "recommendation": "\n".join(form.recommendations),
        "key_decision": "Yes" if form.key_decision else "No",
        "forward_plan": form.forward_plan,
        "alternatives": form.alternatives,
        "budget": form.budget_framework,
        "financial": form.financial_note,
        "legal": form.legal,
        "risk": form.risk,
        "assets": form.asset_management,
        "consultation": form.consultation,
        **{name: text for (name, _), text in zip(BODY_FIELDS, texts, strict=True)},
    }
    return committee.write_report(
        case=case,
        meetings=meetings,
        subject=form.subject,
        fields=fields,
        objectives=[(objective.name, objective.impact) for objective in form.objectives],
        background_papers=[f"{paper.title}, {paper.author}, {_day(paper.dated)}" for paper in form.background_papers],
        by=cast["manager"],
        at=at(on),
    )


def _section(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs)


def _implementation(paper: Report, cast: Cast, *, on: date) -> str:
    return report_page(cast["manager"], paper.pk, on=on).line.meetings[0].call_in.sentence
