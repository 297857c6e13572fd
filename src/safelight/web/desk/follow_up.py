"""An action followed until there is evidence that it changed something; and all actions, for agencies and the board."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.review.plan import Effect, PlanStatus
from safelight.core.review.smart import look_at_recommendation, told
from safelight.records.people.permission import NotNow
from safelight.records.people.queries import agency_list
from safelight.records.plans.actions import following
from safelight.records.plans.actions.taking_over import take_over as take_into_plan
from safelight.records.plans.obligations import SOURCE_TITLES, all_plans, as_csv, obligations_of
from safelight.records.plans.queries import action_page, imr_recommendation, imr_recommendations
from safelight.web.desk.plans import open_action
from safelight.web.fields import Day, OneOf, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.public.build import rebuild

FOUND = [
    (Effect.HELD.value, "The change has lasted"),
    (Effect.PARTLY.value, "Part of the change has lasted"),
    (Effect.NOT_HELD.value, "The change has not lasted: open the action again"),
]


class ProgressForm(forms.Form):
    """How far an action has come."""

    text = Words(label="How far has it come?", rows=3)


class DateForm(forms.Form):
    """Another date, and why."""

    due_on = Day(label="New date")
    reason = Words(label="Why does it need another date?", rows=3, help_text="The first date stays on the record.")


class EffectForm(forms.Form):
    """What became of a closed action."""

    looked_at = Words(
        label="What was looked at?",
        rows=3,
        help_text="For example: forty files of the last quarter, and two teams asked.",
    )
    found = OneOf(FOUND, label="What was found?")
    in_public = Words(
        label="What was found, in a sentence for the public?",
        rows=3,
        help_text="It stands on the public page of the plan, so it names nobody.",
    )
    due_on = Day(label="If it is opened again: by when is it to be done?", required=False)


class TakeOverForm(forms.Form):
    """The words under which a recommendation of an agency's review is taken over."""

    text = Words(label="Recommendation", help_text="As the agency wrote it. Change it only where it names somebody.")


@desk
def progress(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Say how far an action has come."""
    page = open_action(request, action_id, act="plans.note_progress")
    here = reverse("desk:action", args=[action_id])
    return form_page(
        request,
        ProgressForm,
        title=f"Progress of action {page.line.reference}",
        do=lambda entered: following.note_progress(action=action_id, by=request.user, at=now(), **entered),
        then=here,
        done="Noted.",
        back=here,
        intro=page.line.text,
    )


@desk
def change_date(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Agree another date, with the reason."""
    page = action_page(request.user, action_id, on=today())
    if page.line.closed_on is not None:
        raise NotNow("This action is closed: its date is not changed any more.")
    only(request, "plans.change_due_date", may=page.may_plan)
    here = reverse("desk:action", args=[action_id])

    def change(entered: dict[str, object]) -> None:
        following.change_due_date(action=action_id, by=request.user, at=now(), **entered)  # type: ignore[arg-type]
        rebuild()

    return form_page(
        request,
        DateForm,
        title=f"Another date for action {page.line.reference}",
        do=change,
        then=here,
        done="The date is changed. The one before stays on the record.",
        back=here,
        intro=page.line.text,
    )


@desk
def effect(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Record whether a closed action made a difference that lasted."""
    page = action_page(request.user, action_id, on=today())
    only(request, "plans.check_effect", may=page.may_check)
    check, here = page.line.next_check, reverse("desk:action", args=[action_id])
    if check is None:
        raise NotNow("There is nothing to look at: the action is open, or what was found is recorded.")

    def record(entered: dict[str, object]) -> None:
        following.check_effect(action=action_id, months=check.months, by=request.user, at=now(), **entered)  # type: ignore[arg-type]
        rebuild()

    return form_page(
        request,
        EffectForm,
        title=f"Did action {page.line.reference} make a difference?",
        do=record,
        then=here,
        done="Recorded.",
        back=here,
        intro=f"{check.months} months after it was closed. It was to be seen by this: {page.line.measure}",
    )


@desk
@require_GET
def imr_list(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What the agencies' accepted reviews recommend, to be taken into the plan."""
    offers = [(each, told(look_at_recommendation(each.text))) for each in imr_recommendations(request.user, case_id)]
    return render(request, "desk/take_over.html", {"case_id": case_id, "offers": offers})


@desk
def take_over(request: DeskRequest, review_id: UUID, row: str) -> HttpResponse:
    """Take one over: the list sends its words as they stand; where they name somebody, they are changed here."""
    case_id, offer = imr_recommendation(request.user, review_id, row)
    back = reverse("desk:imr_recommendations", args=[case_id])
    return form_page(
        request,
        TakeOverForm,
        title="Take over a recommendation",
        initial={"text": offer.text},
        do=lambda entered: take_into_plan(review=review_id, key=row, text=entered["text"], by=request.user, at=now()),
        then=back,
        done="It is in the plan.",
        back=back,
        button="Take it over",
        intro=f"From the review of {offer.agency}.",
    )


@desk
@require_GET
def obligations(request: DeskRequest) -> HttpResponse:
    """What the reader's agency owes over all reviews."""
    return render(request, "desk/obligations.html", {"page": obligations_of(request.user, on=today())})


@desk
@require_GET
def plans(request: DeskRequest) -> HttpResponse:
    """Every action of the board over all reviews."""
    chosen = _chosen(request)
    return render(
        request,
        "desk/all_plans.html",
        {
            "page": all_plans(request.user, on=today(), **chosen),
            "chosen": chosen,
            "agencies": agency_list(request.user),
            "sources": SOURCE_TITLES,
            "statuses": list(PlanStatus),
            "query": request.GET.urlencode(),
        },
    )


@desk
@require_GET
def plans_csv(request: DeskRequest) -> HttpResponse:
    """The same list as a table for a spreadsheet."""
    page = all_plans(request.user, on=today(), **_chosen(request))
    response = HttpResponse(as_csv(page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="action-plans.csv"'
    return response


def _chosen(request: DeskRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("agency", "source", "standing")}


urlpatterns = [
    path("actions/<uuid:action_id>/progress/", progress, name="progress"),
    path("actions/<uuid:action_id>/date/", change_date, name="change_date"),
    path("actions/<uuid:action_id>/effect/", effect, name="effect"),
    path("reviews/<uuid:case_id>/plan/agencies/", imr_list, name="imr_recommendations"),
    path("agency-reviews/<uuid:review_id>/recommendations/<slug:row>/", take_over, name="take_over"),
    path("obligations/", obligations, name="obligations"),
    path("plans/", plans, name="plans"),
    path("plans/actions.csv", plans_csv, name="plans_csv"),
]
