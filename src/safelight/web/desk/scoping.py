"""Journey 1, second part: who holds the posts, who sits on the panel, what is asked, and how the family is heard."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.review.independence import Tie
from safelight.core.vocabulary import Reader
from safelight.records.cases.actions import appointing, family, scoping
from safelight.records.cases.queries import appointments_page, family_page, panel_page, terms_page
from safelight.records.cases.words import Approach
from safelight.records.people.queries import people_to_choose
from safelight.web.fields import AnyOf, Day, Line, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only
from safelight.web.words import plain

POSTS = (Reader.BOARD_CHAIR, Reader.PANEL_CHAIR, Reader.OVERVIEW_AUTHOR)


class AppointmentForm(forms.Form):
    """Somebody proposed for a post, with their declaration."""

    role = OneOf(POSTS, label="For which post?")
    name = Line(label="Name")
    user = Pick([], label="Their account here", required=False)
    ties = AnyOf(Tie, label="What they have declared", required=False, help_text="Tick everything that applies.")
    statement = Words(label="Their declaration, in their own words")
    declared_on = Day(label="Date of the declaration")
    departure = Words(label="If a rule is departed from: the exceptional reason", rows=2, required=False)


class PanelForm(forms.Form):
    """A member of the panel."""

    user = Pick([], label="Their account here", required=False)
    name = Line(label="Name", help_text="Never published.")
    job_title = Line(label="Job title", help_text="Published.")
    organisation = Line(label="Employing organisation", help_text="Published.")
    statement = Words(label="Their declaration of independence", rows=3)
    declared_on = Day(label="Date of the declaration")


class TermsForm(forms.Form):
    """The terms of reference."""

    text = Words(label="Terms of reference", rows=12)
    questions = Words(label="Questions for the agencies", rows=8, help_text="One on each line.")


class ContactForm(forms.Form):
    """What a member of the family was offered."""

    relation = Line(label="Who, by their relation to the child")
    approach = OneOf(Approach, label="How did it stand?")
    contacted_on = Day(label="Date")
    note = Words(label="What was offered or said, or why they were not asked", rows=4)


@desk
@require_GET
def appointments(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Who was proposed, what they declared, and what the rules said."""
    return render(request, "desk/appointments.html", {"page": appointments_page(request.user, case_id)})


@desk
def propose(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Propose somebody for a post."""
    only(request, "cases.propose_appointment", may=appointments_page(request.user, case_id).case.may)

    class Proposed(AppointmentForm):
        user = _account(request)

    return form_page(
        request,
        Proposed,
        title="Propose somebody for a post",
        do=lambda entered: appointing.propose_appointment(
            case=case_id,
            by=request.user,
            at=now(),
            **{
                **entered,
                "role": Reader(entered["role"]),
                "user": _key(entered["user"]),
            },
        ),
        then=reverse("desk:appointments", args=[case_id]),
        done="Appointed.",
        back=reverse("desk:appointments", args=[case_id]),
        button="Check independence and appoint",
    )


@desk
@require_GET
def panel(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The panel."""
    return render(request, "desk/panel.html", {"page": panel_page(request.user, case_id)})


@desk
def seat(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Seat a member of the panel."""
    only(request, "cases.seat_panel_member", may=panel_page(request.user, case_id).case.may)

    class Seated(PanelForm):
        user = _account(request)

    return form_page(
        request,
        Seated,
        title="A member of the panel",
        do=lambda entered: appointing.seat_panel_member(
            case=case_id, by=request.user, at=now(), **{**entered, "user": _key(entered["user"])}
        ),
        then=reverse("desk:panel", args=[case_id]),
        done="Seated.",
        back=reverse("desk:panel", args=[case_id]),
    )


@desk
@require_GET
def terms(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The terms of reference, with every earlier version."""
    return render(request, "desk/terms.html", {"page": terms_page(request.user, case_id)})


@desk
def set_terms(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Agree a version of the terms of reference."""
    page = terms_page(request.user, case_id)
    only(request, "cases.set_terms", may=page.case.may)
    current = page.current
    return form_page(
        request,
        TermsForm,
        title="Terms of reference",
        initial={"text": current.text, "questions": "\n".join(current.questions)} if current else {},
        do=lambda entered: scoping.set_terms(
            case=case_id,
            text=entered["text"],
            questions=[line.strip() for line in entered["questions"].splitlines() if line.strip()],
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:terms", args=[case_id]),
        done="Agreed as a new version.",
        back=reverse("desk:terms", args=[case_id]),
        button="Agree this version",
    )


@desk
@require_GET
def family_contacts(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Who in the family was offered a part."""
    return render(request, "desk/family.html", {"page": family_page(request.user, case_id)})


@desk
def contact(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Record what a member of the family was offered."""
    only(request, "cases.record_contact", may=family_page(request.user, case_id).case.may)
    return form_page(
        request,
        ContactForm,
        title="Contact with the family",
        do=lambda entered: family.record_contact(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:family", args=[case_id]),
        done="Recorded.",
        back=reverse("desk:family", args=[case_id]),
    )


def _account(request: DeskRequest) -> Pick:
    """A choice among the board's accounts; somebody without one can be appointed too, and sees nothing here."""
    choices = [
        (str(person.id), f"{person.name} ({plain(person.standing).lower()})")
        for person in people_to_choose(request.user)
    ]
    return Pick(choices, label="Their account here, if they have one", required=False)


def _key(entered: str) -> UUID | None:
    return UUID(entered) if entered else None


urlpatterns = [
    path("reviews/<uuid:case_id>/appointments/", appointments, name="appointments"),
    path("reviews/<uuid:case_id>/appointments/propose/", propose, name="propose"),
    path("reviews/<uuid:case_id>/panel/", panel, name="panel"),
    path("reviews/<uuid:case_id>/panel/seat/", seat, name="seat"),
    path("reviews/<uuid:case_id>/terms/", terms, name="terms"),
    path("reviews/<uuid:case_id>/terms/agree/", set_terms, name="set_terms"),
    path("reviews/<uuid:case_id>/family/", family_contacts, name="family"),
    path("reviews/<uuid:case_id>/family/contact/", contact, name="contact"),
]
