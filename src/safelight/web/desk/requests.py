"""Journey 4: somebody asks for a paper; the rules answer, or a named person weighs the five considerations."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.vocabulary import INTERESTS, BalanceFactor, Outcome, PaperKind, Reader
from safelight.records.disclosure import actions
from safelight.records.disclosure.actions import DECIDERS, OpenedPaper
from safelight.records.disclosure.queries import interests_rule, matrix, my_requests, request_page, requests_of
from safelight.records.disclosure.words import Form
from safelight.records.people.queries import people_to_choose
from safelight.web.fields import Line, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.words import plain

PAPERS = (
    PaperKind.OVERVIEW,
    PaperKind.EXECUTIVE_SUMMARY,
    PaperKind.IMR,
    PaperKind.INTEGRATED_CHRONOLOGY,
    PaperKind.ACTION_PLAN,
)
FORMS = [
    (Form.FULL.value, "A full copy"),
    (Form.ANONYMISED.value, "A copy in which nobody can be identified"),
    (Form.READ_IN_ROOM.value, "To be read at the board's office, without a copy"),
]


class ReleaseForm(forms.Form):
    """In what form."""

    form = OneOf(FORMS, label="In what form?")


@desk
@require_GET
def requests(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Who has asked for what, and what each interest would be answered today."""
    return render(
        request,
        "desk/requests.html",
        {
            "case_id": case_id,
            "lines": requests_of(request.user, case_id),
            "matrix": matrix(request.user, case_id, on=today()),
            "interests": INTERESTS,
            "may_receive": request.user.standing == Reader.BUSINESS_MANAGER,
        },
    )


@desk
@require_GET
def mine(request: DeskRequest) -> HttpResponse:
    """What I have asked for."""
    return render(request, "desk/my_requests.html", {"lines": my_requests(request.user)})


@desk
def receive(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Record that somebody asks for a paper."""
    requests_of(request.user, case_id)
    only(request, "disclosure.receive_request", may=request.user.standing == Reader.BUSINESS_MANAGER)
    members = [
        (str(person.id), person.name)
        for person in people_to_choose(request.user)
        if person.standing == Reader.ELECTED_MEMBER
    ]

    class RequestForm(forms.Form):
        paper_kind = Pick([(kind.value, plain(kind)) for kind in PAPERS], label="Which paper is asked for?")
        reader = OneOf(INTERESTS, label="Who is asking?")
        requester = Line(label="Name of the person or newspaper")
        contact = Line(label="Where the answer goes", help_text="A postal or e-mail address.")
        purpose = Words(label="What they want it for", rows=3, required=False)
        user = Pick(members, label="If it is an elected member who signs in here, which?", required=False)

    def take(entered: dict[str, str]) -> object:
        who = next((person for person in people_to_choose(request.user) if str(person.id) == entered["user"]), None)
        return actions.receive_request(
            case=case_id,
            paper_kind=PaperKind(entered["paper_kind"]),
            reader=Reader(entered["reader"]),
            requester=entered["requester"],
            contact=entered["contact"],
            purpose=entered["purpose"],
            user=who.id if who else None,
            by=request.user,
            at=now(),
        )

    return form_page(
        request,
        RequestForm,
        title="Somebody asks for a paper",
        do=take,
        then=lambda made: reverse("desk:request", args=[made.pk]),
        back=reverse("desk:requests", args=[case_id]),
        button="See what the rules say",
        intro="The rules answer at once, or say that a person must decide.",
    )


@desk
@require_GET
def one(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """One request, its answer and the reply."""
    return render(request, "desk/request.html", {"page": request_page(request.user, request_id)})


@desk
def settle(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Weigh the five considerations; none may be left blank."""
    page = request_page(request.user, request_id)
    only(request, "disclosure.settle_request", may=request.user.standing in DECIDERS)
    rule = interests_rule(request.user, request_id)
    hints = {
        BalanceFactor.CONFIDENTIALITY: "What personal information on the child, the family and others is in it?",
        BalanceFactor.ACCOUNTABILITY: "What does confidence in public services and in the review call for?",
        BalanceFactor.PARTICIPATION: "Would agencies and professionals still take part openly?",
        BalanceFactor.LEGITIMATE_INTEREST: "What does this person need to know, and for which duty?",
        BalanceFactor.CRIMINAL_PROCEEDINGS: "Are any under way? What do the police and the prosecutor say?",
    }
    fields: dict[str, forms.Field] = {
        factor.value: Words(label=plain(factor), rows=3, help_text=hints[factor]) for factor in BalanceFactor
    }
    fields["outcome"] = OneOf(
        [(Outcome.ALLOW.value, "Let them have it"), (Outcome.REFUSE.value, "Refuse")], label="Decision"
    )
    fields["departure"] = Words(
        label="If a rule is departed from: the exceptional reason",
        rows=2,
        required=False,
        help_text="Only guidance can be departed from, and never for an agency's review or while a trial runs.",
    )
    fields["conditions"] = Words(label="Conditions", rows=2, required=False, help_text="They stand in the reply.")
    settle_form = type("SettleForm", (forms.Form,), fields)

    def decide(entered: dict[str, str]) -> object:
        return actions.settle_request(
            request=request_id,
            balance={factor: entered[factor.value] for factor in BalanceFactor},
            outcome=Outcome(entered["outcome"]),
            conditions=entered["conditions"],
            departure=entered["departure"],
            by=request.user,
            at=now(),
        )

    return form_page(
        request,
        settle_form,
        title="Weigh the interests and decide",
        do=decide,
        then=reverse("desk:request", args=[request_id]),
        done="Your decision and your reasons are recorded.",
        button="Decide",
        back=reverse("desk:request", args=[request_id]),
        caption=f"Request {page.line.number}: {plain(page.line.paper_kind).lower()}, {plain(page.line.reader).lower()}",
        intro="Write a sentence or two under each. What you write is kept; only the decision goes into the reply.",
        reason=rule,
    )


@desk
def release(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Make the copy for this recipient."""
    page = request_page(request.user, request_id)
    only(request, "disclosure.release", may=request.user.standing == Reader.BUSINESS_MANAGER)
    return form_page(
        request,
        ReleaseForm,
        title=f"Release to {page.line.requester}",
        do=lambda entered: actions.release(request=request_id, form=Form(entered["form"]), by=request.user, at=now()),
        then=reverse("desk:request", args=[request_id]),
        done="The copy is made and its hash is recorded. The reply is below.",
        button="Make the copy",
        back=reverse("desk:request", args=[request_id]),
    )


@desk
@require_GET
def paper(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """Open a restricted paper: decided and recorded before a byte is given."""
    return download(actions.open_paper(paper=paper_id, by=request.user, at=now()))


@desk
@require_GET
def copy(request: DeskRequest, release_id: UUID) -> HttpResponse:
    """Open the copy that was released."""
    return download(actions.open_copy(release=release_id, by=request.user, at=now()))


def download(opened: OpenedPaper) -> HttpResponse:
    """A file to be saved, never shown inside a page."""
    response = HttpResponse(opened.data, content_type=opened.content_type)
    response["Content-Disposition"] = f'attachment; filename="{opened.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    path("requests/", mine, name="my_requests"),
    path("reviews/<uuid:case_id>/requests/", requests, name="requests"),
    path("reviews/<uuid:case_id>/requests/new/", receive, name="receive_request"),
    path("requests/<uuid:request_id>/", one, name="request"),
    path("requests/<uuid:request_id>/settle/", settle, name="settle_request"),
    path("requests/<uuid:request_id>/release/", release, name="release"),
    path("papers/<uuid:paper_id>/", paper, name="paper"),
    path("copies/<uuid:release_id>/", copy, name="copy"),
]
