"""One review: its task list, its clocks, its people, its papers and its trail."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import ACTS, LOOKS
from safelight.records.cases.actions import deciding, intake, papers, proceedings
from safelight.records.cases.queries import case_page, papers_page, proceedings_page, trail_page
from safelight.records.cases.words import ProceedingKind
from safelight.records.committee.queries import SEES_COMMITTEE
from safelight.records.disclosure.queries import SEES_REQUESTS
from safelight.records.people.permission import NotForYou
from safelight.records.plans.queries import PLAN_READERS
from safelight.records.publication.queries import SEES_DRAFTS
from safelight.web.fields import Day, Line, OneOf, Pick, Upload, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.words import plain

TASK_PAGES = {
    "referral": "desk:referral",
    "criteria": "desk:criteria",
    "recommendation": "desk:deciding",
    "decision": "desk:deciding",
    "notify": "desk:deciding",
    "appoint-panel-chair": "desk:appointments",
    "appoint-author": "desk:appointments",
    "panel": "desk:panel",
    "terms": "desk:terms",
    "family": "desk:family",
    "request-reviews": "desk:agency_reviews",
    "agency-reviews": "desk:agency_reviews",
    "health-overview": "desk:agency_reviews",
    "chronology": "desk:chronologies",
    "overview": "desk:papers",
    "panel-agreement": "desk:deciding",
    "board-acceptance": "desk:deciding",
    "evaluation": "desk:deciding",
    "summary-draft": "desk:publication",
    "settle-findings": "desk:publication",
    "gate": "desk:publication",
    "proceedings": "desk:proceedings",
    "approve": "desk:publication",
    "publish": "desk:publication",
    "plan": "desk:plan",
    "committee": "desk:reports",
    "close": "desk:deciding",
}
"""Where each task of core's list is done."""

SEEN_BY = {
    "desk:referral": LOOKS["referral"],
    "desk:criteria": LOOKS["criteria"],
    "desk:deciding": LOOKS["deciding"],
    "desk:appointments": LOOKS["appointments"],
    "desk:panel": LOOKS["panel"],
    "desk:terms": LOOKS["terms"],
    "desk:family": LOOKS["family"],
    "desk:agency_reviews": LOOKS["reviews"],
    "desk:chronologies": LOOKS["chronologies"],
    "desk:chronology_rows": ACTS["read_rows"],
    "desk:papers": LOOKS["papers"],
    "desk:proceedings": LOOKS["proceedings"],
    "desk:trail": LOOKS["trail"],
    "desk:register": ACTS["open_register"],
    "desk:publication": SEES_DRAFTS,
    "desk:plan": PLAN_READERS,
    "desk:requests": SEES_REQUESTS,
    "desk:reports": SEES_COMMITTEE,
}
"""Who is shown a link to which page of a review; the pages themselves ask again."""

FILED = {
    PaperKind.OVERVIEW: "file_overview",
    PaperKind.REFERRAL: "file_paper",
    PaperKind.EXECUTIVE_SUMMARY: "file_paper",
}
"""What is filed on the page of papers, and which act that is. All else is sent where it was asked for."""


class ProceedingForm(forms.Form):
    """A trial, an inquest, a family case."""

    kind = OneOf(ProceedingKind, label="What is under way?")
    court = Line(label="Court or body")
    scope = Words(label="What it concerns, and what it restricts", rows=3)
    opened_on = Day(label="Since when?")


class EndForm(forms.Form):
    """How it ended."""

    ended_on = Day(label="When did it end?")
    ending = Line(label="How did it end?", max_length=300)


class RegisterForm(forms.Form):
    """The people and places of the case."""

    register = Words(label="Register", rows=30, help_text="People, places and officers, in the register's own form.")


@desk
@require_GET
def review(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What is next, who has it and when it is due."""
    page = case_page(request.user, case_id, on=today())
    sees = {name for name, readers in SEEN_BY.items() if page.reader in readers}
    links = {key: name for key, name in TASK_PAGES.items() if name in sees}
    return render(request, "desk/review.html", {"page": page, "task_pages": links, "sees": sees, "on": today()})


@desk
@require_GET
def papers_list(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The papers of the review; opening one is recorded."""
    return render(request, "desk/papers.html", {"page": papers_page(request.user, case_id)})


@desk
def file_paper(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """File a paper."""
    may = papers_page(request.user, case_id).case.may
    kinds = [(kind.value, plain(kind)) for kind, act in FILED.items() if act in may]
    only(request, "cases.file_paper", may=bool(kinds))

    class PaperForm(forms.Form):
        kind = Pick(kinds, label="What is it?")
        file = Upload(label="File")

    return form_page(
        request,
        PaperForm,
        title="File a paper",
        do=lambda entered: papers.file_paper(
            case=case_id,
            kind=PaperKind(entered["kind"]),
            untrusted_data=entered["file"].read(),
            name=entered["file"].name,
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:papers", args=[case_id]),
        done="The paper is filed.",
        back=reverse("desk:papers", args=[case_id]),
        button="File it",
    )


@desk
@require_GET
def proceedings_list(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Trials, inquests and family cases."""
    return render(request, "desk/proceedings.html", {"page": proceedings_page(request.user, case_id)})


@desk
def open_proceeding(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Enter a trial, an inquest or a family case."""
    only(request, "cases.open_proceeding", may=proceedings_page(request.user, case_id).case.may)
    return form_page(
        request,
        ProceedingForm,
        title="Something under way in a court",
        do=lambda entered: proceedings.open_proceeding(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:proceedings", args=[case_id]),
        done="Entered. While it is open it changes what may be published and seen.",
        back=reverse("desk:proceedings", args=[case_id]),
    )


@desk
def end_proceeding(request: DeskRequest, case_id: UUID, proceeding_id: UUID) -> HttpResponse:
    """Say that it has ended."""
    page = proceedings_page(request.user, case_id)
    if not any(line.id == proceeding_id for line in page.proceedings):
        raise NotForYou
    only(request, "cases.end_proceeding", may=page.case.may)
    return form_page(
        request,
        EndForm,
        title="It has ended",
        do=lambda entered: proceedings.end_proceeding(proceeding=proceeding_id, by=request.user, at=now(), **entered),
        then=reverse("desk:proceedings", args=[case_id]),
        done="Ended. What it held back is free, unless something else holds it.",
        back=reverse("desk:proceedings", args=[case_id]),
    )


@desk
def register(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The real names: opening this page is recorded."""
    only(request, "cases.keep_register", may=case_page(request.user, case_id, on=today()).may)
    opened = "" if request.method == "POST" else intake.open_register(case=case_id, by=request.user, at=now())
    return form_page(
        request,
        RegisterForm,
        title="People and places of the case",
        initial={"register": opened},
        do=lambda entered: intake.keep_register(
            case=case_id, untrusted_toml=entered["register"], by=request.user, at=now()
        ),
        then=reverse("desk:review", args=[case_id]),
        done="The register is kept, encrypted, apart from the papers.",
        back=reverse("desk:review", args=[case_id]),
        button="Keep the register",
        intro="Everybody who must not be identifiable, and what a published document calls them.",
    )


@desk
@require_GET
def trail(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Who did or read what, when, and under which rule."""
    page = trail_page(request.user, case_id)
    return render(request, "desk/trail.html", {"page": page, "names": dict(page.names)})


@desk
def close_review(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Close the review formally."""
    only(request, "cases.close_case", may=case_page(request.user, case_id, on=today()).may)

    class CloseForm(forms.Form):
        reasons = Words(label="What the board records on closing", rows=4)

    return form_page(
        request,
        CloseForm,
        title="Close the review",
        do=lambda entered: deciding.close_case(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:review", args=[case_id]),
        done="The review is closed.",
        back=reverse("desk:review", args=[case_id]),
        button="Close it",
        danger=True,
    )


urlpatterns = [
    path("reviews/<uuid:case_id>/", review, name="review"),
    path("reviews/<uuid:case_id>/papers/", papers_list, name="papers"),
    path("reviews/<uuid:case_id>/papers/file/", file_paper, name="file_paper"),
    path("reviews/<uuid:case_id>/proceedings/", proceedings_list, name="proceedings"),
    path("reviews/<uuid:case_id>/proceedings/new/", open_proceeding, name="open_proceeding"),
    path("reviews/<uuid:case_id>/proceedings/<uuid:proceeding_id>/end/", end_proceeding, name="end_proceeding"),
    path("reviews/<uuid:case_id>/register/", register, name="register"),
    path("reviews/<uuid:case_id>/trail/", trail, name="trail"),
    path("reviews/<uuid:case_id>/close/", close_review, name="close_review"),
]
