"""Posts and seats as they change later: an appointment or a seat that ends, a declaration that comes afterwards."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.vocabulary import Outcome
from safelight.records.cases.actions import appointing
from safelight.records.cases.queries import appointments_page, panel_page, seats_page
from safelight.web.desk.scoping import posts_of
from safelight.web.fields import Day, Line, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only
from safelight.web.words import plain


@desk
def end_appointment(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """End an appointment, so that somebody else can be appointed."""
    page = appointments_page(request.user, case_id)
    only(request, "cases.end_appointment", may=page.case.may)
    posts = dict(posts_of(page.case.words))
    holders = [
        (str(line.id), f"{posts[line.role]}: {line.name}")
        for line in page.appointments
        if line.outcome is Outcome.ALLOW and line.ended_on is None
    ]

    class EndForm(forms.Form):
        appointment = Pick(holders, label="Which appointment ends?")
        reason = Line(label="Why?", max_length=300)

    return form_page(
        request,
        EndForm,
        title="End an appointment",
        do=lambda entered: appointing.end_appointment(
            appointment=int(entered["appointment"]), reason=entered["reason"], by=request.user, at=now()
        ),
        then=reverse("desk:appointments", args=[case_id]),
        done="Ended. The seat that came with the post has ended too, and the post is free.",
        back=reverse("desk:appointments", args=[case_id]),
        button="End it",
        danger=True,
        intro="From now on this person sees nothing of the review through the post. What they did stays on record.",
    )


@desk
def declare(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Record a panel member's declaration that came later, or a new one."""
    page = panel_page(request.user, case_id)
    only(request, "cases.declare", may=page.case.may)
    members = [
        (str(line.id), f"{line.job_title}, {line.organisation}{'' if line.declared_on else ' (none yet)'}")
        for line in sorted(page.members, key=lambda line: line.declared_on is not None)
    ]

    class DeclarationForm(forms.Form):
        member = Pick(members, label="Whose declaration is it?")
        statement = Words(label="Their declaration of independence, in their own words", rows=3)
        declared_on = Day(label="Date of the declaration")

    return form_page(
        request,
        DeclarationForm,
        title="A declaration of independence",
        do=lambda entered: appointing.declare(
            seat=int(entered["member"]),
            statement=entered["statement"],
            declared_on=entered["declared_on"],
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:panel", args=[case_id]),
        done="Recorded.",
        back=reverse("desk:panel", args=[case_id]),
        intro="Every member of the panel says what they had to do with the family and with the agencies. "
        "A later declaration takes the place of an earlier one.",
    )


@desk
@require_GET
def seats(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Who can see this review because of a seat at it, and who could."""
    return render(request, "desk/seats.html", {"page": seats_page(request.user, case_id)})


@desk
def end_seat(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """End somebody's seat: from now on they see nothing of the case through it."""
    page = seats_page(request.user, case_id)
    only(request, "cases.end_seat", may=page.case.may)
    held = {f"{line.user}/{line.reader}": line for line in page.seats if line.until is None}
    choices = [
        (key, f"{line.name}, {plain(line.reader).lower()}{f' for {line.agency}' if line.agency else ''}")
        for key, line in held.items()
    ]

    class EndForm(forms.Form):
        seat = Pick(choices, label="Whose seat ends?")

    return form_page(
        request,
        EndForm,
        title="End a seat",
        do=lambda entered: appointing.end_seat(
            case=case_id,
            user=held[entered["seat"]].user,
            reader=held[entered["seat"]].reader,
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:seats", args=[case_id]),
        done="Ended. From now on they see nothing of this review through it.",
        back=reverse("desk:seats", args=[case_id]),
        button="End it",
        danger=True,
        intro="To end the seat of somebody who holds a post, end the appointment instead: the post is then free.",
    )


urlpatterns = [
    path("reviews/<uuid:case_id>/appointments/end/", end_appointment, name="end_appointment"),
    path("reviews/<uuid:case_id>/panel/declaration/", declare, name="declare"),
    path("reviews/<uuid:case_id>/seats/", seats, name="seats"),
    path("reviews/<uuid:case_id>/seats/end/", end_seat, name="end_seat"),
]
