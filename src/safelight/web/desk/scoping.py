"""Journey 1, second part: who holds the posts, who sits on the panel, what is asked, and how the family is heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.review.independence import TIE_WORDS
from safelight.core.vocabulary import Reader
from safelight.records.cases.actions import appointing, family, scoping
from safelight.records.cases.queries import appointments_page, family_page, panel_page, terms_page
from safelight.records.cases.words import Approach, Attribution
from safelight.records.people.queries import people_to_choose
from safelight.web.fields import AnyOf, Day, Line, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only
from safelight.web.words import capitalise, plain, worded

TIES = [(tie, capitalise(says)) for tie, says in TIE_WORDS.items()]
"""What somebody declares, as the end of a sentence about them."""


class AppointmentForm(forms.Form):
    """Somebody proposed for a post, with their declaration."""

    role = OneOf([], label="For which post?")
    name = Line(label="Name")
    user = Pick([], label="Their account here", required=False)
    ties = AnyOf(
        TIES,
        label="What has this person declared?",
        required=False,
        help_text="Tick everything that is true of them. Tick nothing if nothing is.",
    )
    statement = Words(
        label="Their declaration, in their own words",
        help_text="What they had to do with the family, the board and its agencies, or that it was nothing.",
    )
    declared_on = Day(label="Date of the declaration")
    departure = Words(
        label="If guidance is departed from: the exceptional reason",
        rows=2,
        required=False,
        help_text="Leave this empty at first. If guidance turns out to stand against the appointment, and there is an "
        "exceptional reason to make it all the same, come back and write it here.",
    )


class PanelForm(forms.Form):
    """A member of the panel."""

    user = Pick([], label="Their account here", required=False)
    name = Line(label="Name", help_text="Never published.")
    job_title = Line(label="Job title", help_text="Published.")
    organisation = Line(label="Employing organisation", help_text="Published.")
    statement = Words(
        label="Their declaration of independence",
        rows=3,
        help_text="What they had to do with the family and with the case, or that it was nothing.",
    )
    declared_on = Day(label="Date of the declaration")


class TermsForm(forms.Form):
    """The terms of reference."""

    text = Words(
        label="What the review covers", rows=8, help_text="The period, the people, and what it is to find out."
    )
    questions = Words(
        label="Questions for the agencies",
        rows=8,
        help_text="One on each line. For example: What did you know of the family, and when?",
    )


APPROACHES = [
    (Approach.OFFERED, "Offered a part; no answer yet"),
    (Approach.ACCEPTED, "Takes part"),
    (Approach.DECLINED, "Does not want to take part"),
    (Approach.NOT_APPROACHED, "Not approached, for the reason given below"),
]
ATTRIBUTIONS = [
    (Attribution.NAMED, "Yes, as theirs: “the mother said”"),
    (Attribution.UNNAMED, "Yes, without saying who said it"),
    (Attribution.NOT_AT_ALL, "No: it is for the review alone"),
]


class ContactForm(forms.Form):
    """One contact with somebody in the family."""

    relation = Line(
        label="Who, by their relation to the child or adult concerned",
        max_length=60,
        help_text="Mother, maternal grandmother, son, the child. Never a name. Use the same words as before, so that "
        "everything about one person stands together.",
    )
    approach = OneOf(APPROACHES, label="How does it stand?")
    contacted_on = Day(label="Date of this contact, or of the decision not to approach them")
    offered_on = Day(
        label="When were they offered a part?",
        required=False,
        help_text="Leave this empty if it was on the same day, or in an earlier entry.",
    )
    timing = Words(
        label="What was settled with the police or the prosecutors on when to ask?",
        rows=2,
        required=False,
        help_text="Where somebody may be charged, talk to them first: an interview at the wrong time can harm a trial.",
    )
    note = Words(
        label="What was offered and how, or why they were not asked",
        rows=4,
        help_text="A letter, a visit, somebody they trust beside them; which reasons weighed against asking.",
    )
    advocate = Line(
        label="Who stood beside them?",
        required=False,
        help_text="An advocate, an interpreter, a friend: by their part.",
    )
    said = Words(
        label="What did they say for the review?", rows=4, required=False, help_text="Their own words where you can."
    )
    attribution = OneOf(ATTRIBUTIONS, label="May the review say it?", required=False)
    corrected = Words(
        label="Which facts did they put right?",
        rows=2,
        required=False,
        help_text="What the papers had wrong, or what they remember differently.",
    )
    told_on = Day(
        label="When were they told on which day it is published?",
        required=False,
        help_text="Before the public reads it, each of them knows the day and has seen what it says.",
    )


@desk
@require_GET
def appointments(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Who was proposed, what they declared, and what the rules said."""
    page = appointments_page(request.user, case_id)
    return render(
        request,
        "desk/appointments.html",
        {"page": page, "posts": dict(posts_of(page.case.words)), "ties_say": TIE_WORDS},
    )


@desk
def propose(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Propose somebody for a post."""
    page = appointments_page(request.user, case_id)
    only(request, "cases.propose_appointment", may=page.case.may)

    class Proposed(AppointmentForm):
        role = OneOf(posts_of(page.case.words), label="For which post?")
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
        done="Appointed. They see this review from now on, if they have an account.",
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
        title=worded("Add a member of {panel}", panel_page(request.user, case_id).case.words),
        do=lambda entered: appointing.seat_panel_member(
            case=case_id, by=request.user, at=now(), **{**entered, "user": _key(entered["user"])}
        ),
        then=reverse("desk:panel", args=[case_id]),
        done="Added. Add the next member, or go back to the list of what is next.",
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
    answers = dict(current.answers) if current else {}

    class Terms(TermsForm):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            for number, question in enumerate(page.expected):
                self.fields[f"answer_{number}"] = Words(label=question, rows=2, required=False)

    filled = {f"answer_{number}": answers.get(question, "") for number, question in enumerate(page.expected)}
    if current:
        filled |= {"text": current.text, "questions": "\n".join(current.questions)}
    return form_page(
        request,
        Terms,
        title="Terms of reference",
        intro="What the review looks at, from when to when, and what it asks the agencies. Every version is kept.",
        initial=filled,
        page=page,
        template="desk/set_terms.html",
        do=lambda entered: scoping.set_terms(
            case=case_id,
            text=entered["text"],
            questions=[line.strip() for line in entered["questions"].splitlines() if line.strip()],
            answers={question: entered[f"answer_{number}"] for number, question in enumerate(page.expected)},
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:terms", args=[case_id]),
        done="Agreed as a new version. The list of what is next says whether anything is still missing.",
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
    page = family_page(request.user, case_id)
    only(request, "cases.record_contact", may=page.case.may)
    return form_page(
        request,
        ContactForm,
        title="Contact with the family",
        template="desk/contact.html",
        reason=page.rule,
        known=[member.relation for member in page.members],
        do=lambda entered: family.record_contact(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:family", args=[case_id]),
        done="Recorded.",
        back=reverse("desk:family", args=[case_id]),
    )


def posts_of(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """The posts, as this kind of review calls them; those that the list of what is next asks for come first."""
    decides = "{board_chair}" if words.get("board_chair") != words.get("board") else "Whoever decides for {board}"
    says = {
        Reader.PANEL_CHAIR: "{panel_chair}",
        Reader.OVERVIEW_AUTHOR: "{author}",
        Reader.BOARD_CHAIR: decides,
    }
    return [(role.value, capitalise(worded(text, words))) for role, text in says.items()]


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
