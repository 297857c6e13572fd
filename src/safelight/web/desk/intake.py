"""Journey 1, first part: referral, criteria, the formal acts, the clocks and who was told."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.vocabulary import Reader
from safelight.records.cases.actions import deciding, intake, keeping_time
from safelight.records.cases.queries import criteria_page, deciding_page, referral_page
from safelight.records.cases.words import CriterionFinding
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import agency_list, board_page
from safelight.web.fields import Day, Line, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

OUTCOMES = [("review", "Hold a serious case review"), ("no_review", "Hold none")]
GRADES = [(grade, grade.capitalize()) for grade in ("outstanding", "good", "adequate", "inadequate")]


class CriterionForm(forms.Form):
    """One criterion."""

    finding = OneOf(CriterionFinding, label="Is it met?")
    evidence = Words(label="On what evidence?")


class OutcomeForm(forms.Form):
    """A recommendation."""

    outcome = OneOf(OUTCOMES, label="What is recommended?")
    reasons = Words(label="Why?")


class DecisionForm(forms.Form):
    """The chair's decision."""

    outcome = OneOf(OUTCOMES, label="What do you decide?")
    reasons = Words(label="Why?")
    departure = Words(label="If this departs from the criteria: the exceptional reason", rows=3, required=False)


class ReasonsForm(forms.Form):
    """A formal act with its reasons."""

    reasons = Words(label="What the record should say", rows=4)


class SubmitForm(forms.Form):
    """Sending the papers to the evaluator."""

    told = Line(label="To whom?")
    reasons = Words(label="What was sent", rows=3)


class GradeForm(forms.Form):
    """The evaluator's grade."""

    grade = OneOf(GRADES, label="Grade")
    reasons = Words(label="What the evaluator said", rows=4)


class ExtensionForm(forms.Form):
    """A later date."""

    duty = Pick(
        [("clock.completion", "Completion of the review"), ("clock.decision", "The decision")], label="Which clock?"
    )
    extended_to = Day(label="New date")
    reason = Words(label="Why?", rows=3)
    told = Line(label="Who was told?")


class TellForm(forms.Form):
    """Somebody outside is told."""

    duty = Pick([], label="What is it about?")
    told = Line(label="Who was told?")


@desk
def refer(request: DeskRequest) -> HttpResponse:
    """A case comes to the board."""
    board = board_page(request.user, on=today())
    only(request, "cases.receive_referral", may=request.user.standing == Reader.BUSINESS_MANAGER)
    agencies = [(str(line.id), line.name) for line in agency_list(request.user)]

    class ReferralForm(forms.Form):
        reference = Line(label="The board's reference for the case", max_length=40)
        public_name = Line(
            label="What a published document will call the child",
            max_length=60,
            help_text="A pseudonym with none of the child's own initials, for example: Child N.",
        )
        agency = Pick(agencies, label="Which agency refers the case?")
        referrer_post = Line(label="The post of whoever refers it")
        noticed_on = Day(label="When did it come to the board's notice?", help_text="The first clock starts here.")
        circumstances = Words(label="What happened?", rows=6)

    return form_page(
        request,
        ReferralForm,
        title="Refer a case",
        do=lambda entered: intake.receive_referral(board=board.id, by=request.user, at=now(), **entered),
        then=lambda case: reverse("desk:review", args=[case.pk]),
        done="The case is open. Next: assess the criteria, one by one.",
        back=reverse("desk:home"),
        button="Open the case",
        intro="Any professional or agency may refer a case.",
    )


@desk
@require_GET
def referral(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """How the case came to the board."""
    return render(request, "desk/referral.html", {"page": referral_page(request.user, case_id)})


@desk
@require_GET
def criteria(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The criteria, one by one, and what they come to."""
    return render(request, "desk/criteria.html", {"page": criteria_page(request.user, case_id)})


@desk
def assess(request: DeskRequest, case_id: UUID, criterion: str) -> HttpResponse:
    """Assess one criterion."""
    page = criteria_page(request.user, case_id)
    line = next((row for row in page.criteria if row.criterion == criterion), None)
    if line is None:
        raise NotForYou
    only(request, "cases.assess_criterion", may=page.case.may)
    return form_page(
        request,
        CriterionForm,
        title="Assess a criterion",
        initial={"finding": line.finding, "evidence": line.evidence},
        do=lambda entered: intake.assess_criterion(
            case=case_id, criterion=criterion, by=request.user, at=now(), **entered
        ),
        then=reverse("desk:criteria", args=[case_id]),
        back=reverse("desk:criteria", args=[case_id]),
        intro=line.says,
    )


@desk
@require_GET
def decisions(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The formal acts, the clocks, who was told, and what was departed from."""
    return render(
        request, "desk/deciding.html", {"page": deciding_page(request.user, case_id, on=today()), "on": today()}
    )


ACTS: dict[str, tuple[str, Callable[..., object], type[forms.Form], str]] = {
    "recommend": ("recommend", deciding.recommend, OutcomeForm, "The panel's recommendation"),
    "decide": ("decide", deciding.decide, DecisionForm, "The chair's decision"),
    "agree": ("agree_panel", deciding.agree_panel, ReasonsForm, "The panel agrees the overview report"),
    "accept": ("accept_report", deciding.accept_report, ReasonsForm, "The board accepts the overview report"),
    "submit": ("submit_for_evaluation", deciding.submit_for_evaluation, SubmitForm, "Submit the review for evaluation"),
    "grade": ("record_grade", deciding.record_grade, GradeForm, "The evaluator's grade"),
    "extend": ("extend", keeping_time.extend, ExtensionForm, "Extend a due date"),
    "withhold": ("resolve_not_to_publish", deciding.resolve_not_to_publish, ReasonsForm, "Resolve not to publish"),
}
"""Formal acts by the word in the address: the act's name, the action, its form, its title."""


@desk
def act(request: DeskRequest, case_id: UUID, act: str) -> HttpResponse:
    """Record one formal act."""
    page = deciding_page(request.user, case_id, on=today())
    if act not in ACTS:
        raise NotForYou
    name, do, form, title = ACTS[act]
    only(request, f"cases.{name}", may=page.case.may)
    return form_page(
        request,
        form,
        title=title,
        do=lambda entered: do(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:deciding", args=[case_id]),
        done="Recorded.",
        back=reverse("desk:deciding", args=[case_id]),
        button="Record it",
    )


@desk
def tell(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Record that somebody outside the board was told."""
    page = deciding_page(request.user, case_id, on=today())
    only(request, "cases.tell", may=page.case.may)

    class Told(TellForm):
        duty = Pick([(line.duty, line.says) for line in page.to_tell], label="What is it about?")

    return form_page(
        request,
        Told,
        title="Somebody was told",
        do=lambda entered: keeping_time.tell(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:deciding", args=[case_id]),
        done="Recorded.",
        back=reverse("desk:deciding", args=[case_id]),
    )


urlpatterns = [
    path("refer/", refer, name="refer"),
    path("reviews/<uuid:case_id>/referral/", referral, name="referral"),
    path("reviews/<uuid:case_id>/criteria/", criteria, name="criteria"),
    path("reviews/<uuid:case_id>/criteria/<str:criterion>/", assess, name="assess"),
    path("reviews/<uuid:case_id>/decisions/", decisions, name="deciding"),
    path("reviews/<uuid:case_id>/decisions/told/", tell, name="tell"),
    path("reviews/<uuid:case_id>/decisions/<slug:act>/", act, name="act"),
]
