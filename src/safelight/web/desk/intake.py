"""Journey 1, first part: referral, criteria, the formal acts, the clocks and who was told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.review.saying import in_words_of
from safelight.core.vocabulary import Reader
from safelight.records.cases.actions import deciding, duties, intake, keeping_time
from safelight.records.cases.queries import criteria_page, deciding_page, duty_page, referral_page
from safelight.records.cases.queries.deciding import DecidingPage
from safelight.records.cases.words import Again, CriterionFinding
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import agency_list, board_page
from safelight.web.fields import Day, Line, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today


class CriterionForm(forms.Form):
    """One criterion."""

    finding = OneOf(CriterionFinding, label="Is it met?")
    evidence = Words(label="On what evidence?", help_text="What is known, and from whom.")


class OutcomeForm(forms.Form):
    """A recommendation. `fit` puts in the choices of the review."""

    outcome = OneOf([], label="What is recommended?")
    reasons = Words(label="Why?")


class DecisionForm(forms.Form):
    """The chair's decision."""

    outcome = OneOf([], label="What do you decide?")
    reasons = Words(label="Why?")
    departure = Words(
        label="If this departs from the criteria: the exceptional reason",
        rows=3,
        required=False,
        help_text="Leave this empty unless a criterion says that a review must be held and you decide against it.",
    )


class ReasonsForm(forms.Form):
    """A formal act with its reasons."""

    reasons = Words(label="What the record should say", rows=4)


class SubmitForm(forms.Form):
    """Sending the papers to the evaluator."""

    told = Line(label="To whom?")
    reasons = Words(label="What was sent", rows=3)


class GradeForm(forms.Form):
    """The evaluator's grade."""

    grade = OneOf([], label="Grade")
    reasons = Words(label="What the evaluator said", rows=4)


class WithholdForm(forms.Form):
    """The board resolves that nothing is published."""

    reasons = Words(label="Why is nothing published?", rows=4, help_text="What would harm whom, and how.")
    evidence = Words(
        label="On what evidence?",
        rows=3,
        required=False,
        help_text="For example: the advice of the psychiatrist who treats the sister, and its date.",
    )
    review_on = Day(
        label="When does the board look at this again?",
        help_text="Children grow up and trials end: what would do harm now need not do so for ever.",
    )


class LookAgainForm(forms.Form):
    """The board looks again at its decision."""

    outcome = OneOf(
        [(Again.KEPT, "It stands: nothing is published"), (Again.TAKEN_BACK, "It is taken back: publication is open")],
        label="What becomes of the decision not to publish?",
    )
    reasons = Words(label="Why?", rows=4)
    evidence = Words(label="On what evidence?", rows=3, required=False)
    review_on = Day(label="If it stands: when does the board look again?", required=False)


class ExtensionForm(forms.Form):
    """A later date."""

    duty = Pick([], label="Which clock?")
    extended_to = Day(label="New date")
    reason = Words(label="Why?", rows=3)
    told = Line(label="Who was told?")


class PlanForm(forms.Form):
    """When it is to be published."""

    planned_on = Day(label="When is it to be published?", help_text="What is to be sent before counts back from here.")


class ProcessForm(forms.Form):
    """Another kind of review."""

    process = OneOf([], label="Which kind of review is it?")


@desk
def refer(request: DeskRequest) -> HttpResponse:
    """A case comes to the board."""
    board = board_page(request.user, on=today())
    only(request, "cases.receive_referral", may=request.user.standing == Reader.BUSINESS_MANAGER)
    agencies = [(str(line.id), line.name) for line in agency_list(request.user)]
    kinds = [(kind, f"{title}. {known}" if known else title) for kind, title, known in board.reviews]

    class ReferralForm(forms.Form):
        process = OneOf(
            kinds,
            label="Which kind of review may this become?",
            required=False,
            help_text="It can be changed until it is decided whether to hold one.",
        )
        reference = Line(label="The board's reference for the case", max_length=40)
        public_name = Line(
            label="What a published document will call the child or adult concerned",
            max_length=60,
            help_text="A pseudonym with none of their own initials, for example: Child N.",
        )
        agency = Pick(
            agencies,
            label="Which agency refers the case?",
            help_text="An agency that is not in the list is added on the page of the board, reached from your reviews.",
        )
        referrer_post = Line(
            label="The post of whoever refers it", help_text="Their job, not their name. For example: named nurse."
        )
        noticed_on = Day(
            label="When did it come to the board's notice?", help_text="The first time limit counts from this day."
        )
        circumstances = Words(label="What happened?", rows=6, help_text="What is known so far, in a few sentences.")

    return form_page(
        request,
        ReferralForm,
        title="Refer a case",
        initial={"process": board.usual_review},
        do=lambda entered: intake.receive_referral(board=board.id, by=request.user, at=now(), **entered),
        then=lambda case: reverse("desk:review", args=[case.pk]),
        done="The case is open. The list below says what comes next, and by when.",
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
        intro=line.question.removesuffix(": review?"),
        above=line,
        helping=page.helping if line.effect == "consider" else (),
        template="desk/assess.html",
    )


@desk
@require_GET
def decisions(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The formal acts, the clocks, who was told, and what was departed from."""
    return render(
        request, "desk/deciding.html", {"page": deciding_page(request.user, case_id, on=today()), "on": today()}
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """One formal act for its form: the act's name, the action, its form and its title; what is said above it."""

    name: str
    do: Callable[..., object]
    form: type[forms.Form]
    title: str
    intro: str = ""


ACTS = {
    "recommend": Deed(
        "recommend",
        deciding.recommend,
        OutcomeForm,
        "{panel} recommends",
        "Once every criterion is assessed, {panel} says what it recommends, and why. Then {board_chair} can decide.",
    ),
    "decide": Deed(
        "decide",
        deciding.decide,
        DecisionForm,
        "Decide whether to hold a review",
        "This is for {board_chair}. The day of the decision settles for good which rules the review follows.",
    ),
    "agree": Deed("agree_panel", deciding.agree_panel, ReasonsForm, "Agree {report}"),
    "accept": Deed("accept_report", deciding.accept_report, ReasonsForm, "Accept {report}"),
    "submit": Deed(
        "submit_for_evaluation", deciding.submit_for_evaluation, SubmitForm, "Send the review to {evaluator}"
    ),
    "grade": Deed("record_grade", deciding.record_grade, GradeForm, "Enter the grade"),
    "extend": Deed(
        "extend",
        keeping_time.extend,
        ExtensionForm,
        "Extend a due date",
        "No clock ever stops. The first date stays on record, and is reported as missed if it is.",
    ),
    "plan": Deed("plan_publication", keeping_time.plan_publication, PlanForm, "Plan the day of publication"),
    "process": Deed("choose_process", intake.choose_process, ProcessForm, "Change the kind of review"),
    "withhold": Deed("resolve_not_to_publish", deciding.resolve_not_to_publish, WithholdForm, "Resolve not to publish"),
    "look-again": Deed(
        "look_again_at_not_publishing",
        deciding.look_again_at_not_publishing,
        LookAgainForm,
        "Look again at the decision not to publish",
    ),
}
"""Formal acts by the word in the address."""


@desk
def act(request: DeskRequest, case_id: UUID, act: str) -> HttpResponse:
    """Record one formal act."""
    page = deciding_page(request.user, case_id, on=today())
    if act not in ACTS:
        raise NotForYou
    deed = ACTS[act]
    only(request, f"cases.{deed.name}", may=page.case.may)
    say = partial(in_words_of, words=page.case.words)
    return form_page(
        request,
        _fitted(deed.form, page, request=request),
        title=say(deed.title),
        intro=say(deed.intro),
        do=lambda entered: deed.do(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:deciding" if act in STAYS else "desk:review", args=[case_id]),
        done="Recorded." if act in STAYS else "Recorded. The list below says what comes next.",
        back=reverse("desk:review", args=[case_id]),
        button="Record it",
    )


STAYS = frozenset({"extend", "withhold", "look-again"})
"""Acts after which one wants to see the page of decisions; after all others, what is next."""


def _fitted(form: type[forms.Form], page: DecidingPage, *, request: DeskRequest) -> type[forms.Form]:
    """The form with the choices of this review: what it is called, its clocks, its grades."""
    review = page.case.words["review"]
    choices = {
        "outcome": [("review", f"Hold a {review}"), ("no_review", f"Hold no {review}")],
        "grade": [(grade, grade.capitalize()) for grade in page.grades],
        "duty": [("", "Choose"), *page.running],
        "process": [(kind, title) for kind, title, _ in board_page(request.user, on=today()).reviews],
    }

    class Fitted(form):  # type: ignore[valid-type, misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            for name in choices.keys() & self.fields.keys():
                self.fields[name].choices = choices[name]

    return Fitted


@desk
@require_GET
def duty(request: DeskRequest, case_id: UUID, duty: str) -> HttpResponse:
    """Something that the rules ask for: what it is, and what was recorded of it."""
    return render(request, "desk/duty.html", {"page": duty_page(request.user, case_id, duty, on=today())})


@desk
def record_duty(request: DeskRequest, case_id: UUID, duty: str) -> HttpResponse:
    """Record that it was done."""
    page = duty_page(request.user, case_id, duty, on=today())
    only(request, "cases.record_duty", may=page.may_record)

    class DutyForm(forms.Form):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.fields["done_on"] = Day(label="On which day was it done?")
            if page.tells:
                self.fields["told"] = Line(label="Who was told?")
            for number, prompt in enumerate(page.prompts):
                self.fields[f"answer_{number}"] = Words(label=prompt, rows=2, required=False)
            asked = not page.tells and not page.prompts
            label = "What was done?" if asked else "Anything else that the record should say (optional)"
            self.fields["note"] = Words(label=label, rows=3, required=asked)

        def clean(self) -> dict[str, Any]:
            """Questions that the rule asks are not all left empty: said beside the first of them."""
            entered: dict[str, Any] = super().clean() or self.cleaned_data
            said = [entered.get("note"), *(entered.get(f"answer_{number}") for number, _ in enumerate(page.prompts))]
            if page.prompts and not page.tells and not any(said):
                self.add_error("answer_0", "Answer at least one of these questions, so that it shows what was done.")
            return entered

    return form_page(
        request,
        DutyForm,
        title=page.title,
        initial={"told": page.tells, "done_on": today()},
        do=lambda entered: duties.record_duty(
            case=case_id,
            duty=duty,
            done_on=entered["done_on"],
            told=entered.get("told", ""),
            answers=[entered[f"answer_{number}"] for number, _ in enumerate(page.prompts)],
            note=entered["note"],
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:review", args=[case_id]),
        done="Recorded. The list below says what comes next.",
        back=reverse("desk:review", args=[case_id]),
        button="Record it",
        template="desk/record_duty.html",
        page=page,
    )


urlpatterns = [
    path("refer/", refer, name="refer"),
    path("reviews/<uuid:case_id>/referral/", referral, name="referral"),
    path("reviews/<uuid:case_id>/criteria/", criteria, name="criteria"),
    path("reviews/<uuid:case_id>/criteria/<str:criterion>/", assess, name="assess"),
    path("reviews/<uuid:case_id>/decisions/", decisions, name="deciding"),
    path("reviews/<uuid:case_id>/duties/<str:duty>/", duty, name="duty"),
    path("reviews/<uuid:case_id>/duties/<str:duty>/record/", record_duty, name="record_duty"),
    path("reviews/<uuid:case_id>/decisions/<slug:act>/", act, name="act"),
]
