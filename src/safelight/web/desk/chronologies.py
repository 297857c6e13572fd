"""Journey 1, second half: the agencies' reviews and chronologies, and the one chronology made from them."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.core.review.independence import Tie
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.actions import agency_reviews, appointing, integrating
from safelight.records.cases.queries import (
    chronologies_page,
    review_page,
    reviews_page,
)
from safelight.records.people.queries import agency_list, people_to_choose
from safelight.web.fields import AnyOf, Day, Line, OneOf, Pick, Upload, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

IMR_TIES = (Tie.DIRECTLY_CONCERNED, Tie.ADVISED_ON_CASE, Tie.LINE_MANAGER)


class SubmissionForm(forms.Form):
    """What an agency sends."""

    file = Upload(label="The review, as a Word file", help_text="A .docx or .odt file.")
    author_name = Line(label="Who wrote it?")
    ties = AnyOf(IMR_TIES, label="The author declares", required=False, help_text="Tick everything that applies.")
    countersigned_by = Line(
        label="Countersigned by", help_text="The post of the senior officer who commissioned it and owns its actions."
    )


class ReturnForm(forms.Form):
    """Why it goes back."""

    reasons = Words(label="What is missing or needs to be looked at again?")


@desk
@require_GET
def reviews(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Every agency's review, side by side."""
    return render(request, "desk/agency_reviews.html", {"page": reviews_page(request.user, case_id, on=today())})


@desk
def ask(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Ask an agency for its review."""
    only(request, "cases.request_review", may=reviews_page(request.user, case_id, on=today()).case.may)

    class AskForm(forms.Form):
        agency = Pick([(str(line.id), line.name) for line in agency_list(request.user)], label="Which agency?")
        kind = OneOf((PaperKind.IMR, PaperKind.HEALTH_OVERVIEW), label="What is asked for?", initial=PaperKind.IMR)
        due_on = Day(label="Due date")

    return form_page(
        request,
        AskForm,
        title="Ask an agency for its review",
        do=lambda entered: agency_reviews.request_review(
            case=case_id,
            agency=UUID(entered["agency"]),
            kind=PaperKind(entered["kind"]),
            due_on=entered["due_on"],
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:agency_reviews", args=[case_id]),
        done="The agency's review is asked for.",
        back=reverse("desk:agency_reviews", args=[case_id]),
    )


@desk
@require_GET
def one(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """One agency's review with every version that was sent."""
    return render(request, "desk/agency_review.html", {"page": review_page(request.user, review_id, on=today())})


@desk
def writer(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Say who writes for the agency: they see what concerns the agency in this review, and nothing else."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.give_seat", may=page.case.may)
    writers = [
        (str(person.id), person.name)
        for person in people_to_choose(request.user)
        if person.standing == Reader.AGENCY_AUTHOR and person.agency == page.review.agency
    ]

    class WriterForm(forms.Form):
        user = Pick(writers, label="Who writes for the agency?", help_text="Accounts are made on the board's page.")

    return form_page(
        request,
        WriterForm,
        title=f"Who writes for {page.review.agency}",
        do=lambda entered: appointing.give_seat(
            case=page.case.id,
            user=UUID(entered["user"]),
            reader=Reader.AGENCY_AUTHOR,
            agency=page.review.agency_id,
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:agency_review", args=[review_id]),
        done="They see this review when they sign in.",
        back=reverse("desk:agency_review", args=[review_id]),
    )


@desk
def secure(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Record the day on which the agency's records were secured."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.secure_records", may=page.case.may)

    class SecuredForm(forms.Form):
        secured_on = Day(label="When were they secured?")

    return form_page(
        request,
        SecuredForm,
        title=f"Records secured: {page.review.agency}",
        do=lambda entered: agency_reviews.secure_records(review=review_id, by=request.user, at=now(), **entered),
        then=reverse("desk:agency_review", args=[review_id]),
        done="Recorded.",
        back=reverse("desk:agency_review", args=[review_id]),
        intro="From that day nobody can change or remove what the agency had written down about the family.",
    )


@desk
def submit(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Send a version."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.submit_review", may=page.case.may)
    return form_page(
        request,
        SubmissionForm,
        title=f"Send the review of {page.review.agency}",
        do=lambda entered: agency_reviews.submit_review(
            review=review_id,
            untrusted_data=entered["file"].read(),
            name=entered["file"].name,
            author_name=entered["author_name"],
            ties=entered["ties"],
            countersigned_by=entered["countersigned_by"],
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:agency_review", args=[review_id]),
        done="Sent. The panel will accept it or return it with reasons.",
        back=reverse("desk:agency_review", args=[review_id]),
        button="Send",
    )


@desk
def give_back(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Return it with reasons."""
    only(request, "cases.return_review", may=review_page(request.user, review_id, on=today()).case.may)
    return form_page(
        request,
        ReturnForm,
        title="Return this review",
        do=lambda entered: agency_reviews.return_review(
            review=review_id, reasons=entered["reasons"], by=request.user, at=now()
        ),
        then=reverse("desk:agency_review", args=[review_id]),
        done="Returned, with your reasons.",
        back=reverse("desk:agency_review", args=[review_id]),
        button="Return it",
    )


@desk
@require_POST
def accept(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Accept it."""
    agency_reviews.accept_review(review=review_id, by=request.user, at=now())
    return redirect("desk:agency_review", review_id)


@desk
@require_GET
def files(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What each agency sent, which rows could not be read, and the merged whole."""
    return render(request, "desk/chronologies.html", {"page": chronologies_page(request.user, case_id)})


@desk
@require_POST
def integrate(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Merge all chronologies into one."""
    integrating.integrate(case=case_id, by=request.user, at=now())
    return redirect("desk:chronologies", case_id)


urlpatterns = [
    path("reviews/<uuid:case_id>/agencies/", reviews, name="agency_reviews"),
    path("reviews/<uuid:case_id>/agencies/ask/", ask, name="ask_agency"),
    path("agency-reviews/<uuid:review_id>/", one, name="agency_review"),
    path("agency-reviews/<uuid:review_id>/writer/", writer, name="writer"),
    path("agency-reviews/<uuid:review_id>/secured/", secure, name="secure"),
    path("agency-reviews/<uuid:review_id>/send/", submit, name="submit_review"),
    path("agency-reviews/<uuid:review_id>/return/", give_back, name="return_review"),
    path("agency-reviews/<uuid:review_id>/accept/", accept, name="accept_review"),
    path("reviews/<uuid:case_id>/chronologies/", files, name="chronologies"),
    path("reviews/<uuid:case_id>/chronologies/merge/", integrate, name="integrate"),
]
