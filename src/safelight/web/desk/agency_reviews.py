"""Journey 1: the agencies' own reviews, from asking for one to accepting it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.core.review.imr.words import ReviewForm
from safelight.core.review.independence import Tie
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.actions import agency_reviews, appointing
from safelight.records.cases.queries import review_page, reviews_page
from safelight.records.people.queries import agency_list, people_to_choose
from safelight.web.fields import AnyOf, Day, Line, OneOf, Pick, Upload, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

ASKED_FOR = (
    (str(ReviewForm.FULL), "Individual management review"),
    (str(ReviewForm.FACTUAL), "Factual report: only the facts, from an agency with little contact"),
    (str(PaperKind.HEALTH_OVERVIEW), "Health overview report, which draws the reviews of health agencies together"),
)
SECURING = (
    "Secure everything that your agency has written down about the child and the family, on paper and in its systems, "
    "so that nobody can change or remove it. Take copies for work that goes on, and record the day on the page of "
    "this review."
)
IMR_TIES = (Tie.DIRECTLY_CONCERNED, Tie.ADVISED_ON_CASE, Tie.LINE_MANAGER)


class SubmissionForm(forms.Form):
    """What an agency sends."""

    file = Upload(label="The review, as a Word file", help_text="A .docx or .odt file.")
    author_name = Line(label="Who wrote it?")
    ties = AnyOf(IMR_TIES, label="The author declares", required=False, help_text="Tick everything that applies.")
    countersigned_by = Line(
        label="Countersigned by", help_text="The post of the senior officer who commissioned it and owns its actions."
    )


@desk
@require_GET
def reviews(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Every agency's review, side by side."""
    return render(request, "desk/agency_reviews.html", {"page": reviews_page(request.user, case_id, on=today())})


@desk
def ask(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Ask one agency, or several at once, for their reviews."""
    only(request, "cases.request_review", may=reviews_page(request.user, case_id, on=today()).case.may)

    class AskForm(forms.Form):
        agencies = AnyOf([(str(line.id), line.name) for line in agency_list(request.user)], label="Which agencies?")
        kind = OneOf(ASKED_FOR, label="What is asked for?", initial=ReviewForm.FULL)
        due_on = Day(label="Due date")
        securing = Words(label="How are the records to be secured?", initial=SECURING, rows=4)

    return form_page(
        request,
        AskForm,
        title="Ask agencies for their reviews",
        do=lambda entered: agency_reviews.request_reviews(
            case=case_id,
            agencies=[UUID(agency) for agency in entered["agencies"]],
            kind=PaperKind.HEALTH_OVERVIEW if entered["kind"] == PaperKind.HEALTH_OVERVIEW else PaperKind.IMR,
            form=ReviewForm.FACTUAL if entered["kind"] == ReviewForm.FACTUAL else ReviewForm.FULL,
            due_on=entered["due_on"],
            securing=entered["securing"],
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:agency_reviews", args=[case_id]),
        done="Asked. Say on each agency's page who writes for it.",
        button="Ask",
        intro="They see the terms of reference with their questions, what the rules ask of a review, and the date.",
        back=reverse("desk:agency_reviews", args=[case_id]),
    )


@desk
@require_GET
def one(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """One agency's review: what is asked and where it stands. The first time that the agency opens it is noted."""
    page = review_page(request.user, review_id, on=today())
    if page.case.reader == Reader.AGENCY_AUTHOR:
        agency_reviews.open_request(review=review_id, by=request.user, at=now())
    return render(request, "desk/agency_review.html", {"page": page})


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
    """Return it with reasons: of the whole, and of any section."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.return_review", may=page.case.may)
    boxes: dict[str, forms.Field] = {"reasons": Words(label="What is missing or needs to be looked at again?")}
    for key, title in page.sections:
        boxes[f"section-{key}"] = Words(label=title, required=False, rows=2)
    return form_page(
        request,
        type("ReturnForm", (forms.Form,), boxes),
        title="Return this review",
        intro="Say first what is to be done about the whole. The boxes below it are for single sections; fill in only "
        "those that you mean. The agency sees each of them beside the section.",
        do=lambda entered: agency_reviews.return_review(
            review=review_id,
            reasons=entered["reasons"],
            sections={key: entered[f"section-{key}"] for key, _ in page.sections},
            by=request.user,
            at=now(),
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


urlpatterns = [
    path("reviews/<uuid:case_id>/agencies/", reviews, name="agency_reviews"),
    path("reviews/<uuid:case_id>/agencies/ask/", ask, name="ask_agency"),
    path("agency-reviews/<uuid:review_id>/", one, name="agency_review"),
    path("agency-reviews/<uuid:review_id>/writer/", writer, name="writer"),
    path("agency-reviews/<uuid:review_id>/secured/", secure, name="secure"),
    path("agency-reviews/<uuid:review_id>/send/", submit, name="submit_review"),
    path("agency-reviews/<uuid:review_id>/return/", give_back, name="return_review"),
    path("agency-reviews/<uuid:review_id>/accept/", accept, name="accept_review"),
]
