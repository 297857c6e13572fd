"""Which rules that say "should" a review was departed from, and the form to record one."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.records.cases.actions import deciding
from safelight.records.cases.queries import departures_page
from safelight.web.fields import Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only


@desk
@require_GET
def departures(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Every departure of the review, wherever it was made."""
    return render(request, "desk/departures.html", {"page": departures_page(request.user, case_id)})


@desk
def depart(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Record a departure from one rule."""
    page = departures_page(request.user, case_id)
    only(request, "cases.depart", may=page.case.may)

    class DepartureForm(forms.Form):
        duty = Pick(
            [(line.duty, line.question) for line in page.may_depart_from],
            label="From which rule?",
            help_text="The list has what guidance asks for, by the question it answers. What an Act or regulations say "
            "is not in it, because nobody can depart from that.",
        )
        reason = Words(
            label="What is the exceptional reason?",
            rows=4,
            help_text="What is different about this case, and what is done instead. It shows wherever the rule shows.",
        )

    return form_page(
        request,
        DepartureForm,
        title="Depart from guidance",
        do=lambda entered: deciding.depart(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:departures", args=[case_id]),
        done="Recorded. The rule no longer stands in the way; the reason shows wherever the rule does.",
        back=reverse("desk:departures", args=[case_id]),
        button="Record the departure",
        intro="Guidance is followed unless there are exceptional reasons that justify something else.",
    )


urlpatterns = [
    path("reviews/<uuid:case_id>/departures/", departures, name="departures"),
    path("reviews/<uuid:case_id>/departures/new/", depart, name="depart"),
]
