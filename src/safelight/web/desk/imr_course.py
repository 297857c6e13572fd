"""Journey 1: who writes an agency's review, who checks and signs it, when it is handed in, and that staff were told."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from safelight.core.review.imr.words import Debrief
from safelight.core.review.independence import Tie
from safelight.records.cases.actions import imr_course
from safelight.records.cases.queries import review_page
from safelight.web.fields import Day, Line, OneOf, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

YES_NO = (("yes", "Yes"), ("no", "No"))


class AuthorForm(forms.Form):
    """Who writes, and the three questions of independence."""

    author_name = Line(label="Who writes the review?", help_text="First name and surname. It is never published.")
    directly_concerned = OneOf(YES_NO, label="Were they directly concerned with the child or the family?")
    advised_on_case = OneOf(YES_NO, label="Did they give advice on the case?")
    line_manager = OneOf(YES_NO, label="Were they the immediate line manager of somebody involved?")
    departure = Words(
        label="If one answer is yes: which exceptional reason speaks for this author all the same?",
        required=False,
        rows=3,
    )


class CheckForm(forms.Form):
    """The agency's own check."""

    checked_by = Line(label="Who has checked it?", help_text="A post, for example: Head of Quality.")


class SignForm(forms.Form):
    """The senior officer's signature."""

    post = Line(label="Post of the senior officer who answers for this review", help_text="Not whoever wrote it.")


class DebriefForm(forms.Form):
    """That the staff were told."""

    which = OneOf(
        ((str(Debrief.FIRST), "The first, before the overview report is finished"),
         (str(Debrief.SECOND), "The second, before anything is published")),
        label="Which debrief was it?",
    )  # fmt: skip
    held_on = Day(label="When was it?")
    said = Words(label="What was said, in a sentence?", help_text="No names are needed.", rows=3)


@desk
def declare(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Say who writes, and answer the three questions."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.declare_author", may=page.case.may)
    return form_page(
        request,
        AuthorForm,
        title=f"Who writes for {page.review.agency}?",
        intro="Whoever writes an agency's review was not close to the case. Answer before the writing begins.",
        initial={"author_name": page.author_name},
        do=lambda entered: imr_course.declare_author(
            review=review_id,
            author_name=entered["author_name"],
            answers={
                tie: entered[tie] == "yes" for tie in (Tie.DIRECTLY_CONCERNED, Tie.ADVISED_ON_CASE, Tie.LINE_MANAGER)
            },
            departure=entered["departure"],
            by=request.user,
            at=now(),
        ),
        then=_of(review_id),
        done="Recorded. The writing can begin.",
        back=_of(review_id),
    )


@desk
def check(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """The agency has checked its review; from now on it does not change."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.check_review", may=page.case.may)
    return form_page(
        request,
        CheckForm,
        title="The agency has checked this review",
        intro="From now on nothing in it can be changed, so that what is signed is what is sent. "
        "It can be opened for writing again.",
        do=lambda entered: imr_course.check_review(review=review_id, **entered, by=request.user, at=now()),
        then=_of(review_id),
        done="Checked. The senior officer signs it next.",
        back=_of(review_id),
    )


@desk
def sign(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """The senior officer signs."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.countersign_review", may=page.case.may)
    return form_page(
        request,
        SignForm,
        title="Countersign this review",
        intro="Whoever signs takes responsibility for the review on behalf of the agency, and owns its actions.",
        do=lambda entered: imr_course.countersign_review(review=review_id, **entered, by=request.user, at=now()),
        then=_of(review_id),
        done="Countersigned. It can be handed in now.",
        back=_of(review_id),
        button="Sign",
    )


@desk
@require_POST
def reopen(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Open it for writing again."""
    imr_course.reopen_review(review=review_id, by=request.user, at=now())
    messages.success(request, "It is open for writing again. It is checked and signed anew afterwards.")
    return redirect("desk:agency_review", review_id)


@desk
@require_POST
def hand_in(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Hand it in: it becomes a paper for the panel and the author of the overview report."""
    imr_course.hand_in_review(review=review_id, by=request.user, at=now())
    messages.success(request, "Handed in. The panel will accept it or return it with reasons.")
    return redirect("desk:agency_review", review_id)


@desk
def debrief(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Record that the staff were told what the review found."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.record_debrief", may=page.case.may)
    return form_page(
        request,
        DebriefForm,
        title=f"Staff were told: {page.review.agency}",
        intro="Staff hear what their agency's review found, and can speak about it, before the overview report is "
        "finished and again before anything is published.",
        do=lambda entered: imr_course.record_debrief(review=review_id, **entered, by=request.user, at=now()),
        then=_of(review_id),
        done="Recorded.",
        back=_of(review_id),
    )


def _of(review_id: UUID) -> str:
    return reverse("desk:agency_review", args=[review_id])


urlpatterns = [
    path("agency-reviews/<uuid:review_id>/author/", declare, name="declare_author"),
    path("agency-reviews/<uuid:review_id>/check/", check, name="check_review"),
    path("agency-reviews/<uuid:review_id>/sign/", sign, name="sign_review"),
    path("agency-reviews/<uuid:review_id>/reopen/", reopen, name="reopen_review"),
    path("agency-reviews/<uuid:review_id>/hand-in/", hand_in, name="hand_in_review"),
    path("agency-reviews/<uuid:review_id>/debrief/", debrief, name="record_debrief"),
]
