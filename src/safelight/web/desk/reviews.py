"""One review: its task list, its clocks, its people, its papers and its trail."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.review.intruder import TRIED
from safelight.core.review.tasks import TaskState
from safelight.core.vocabulary import PaperKind
from safelight.records.assurance.queries import SEES_ASSURANCE, SEES_TIMELINE
from safelight.records.cases.access import ACTS, LOOKS
from safelight.records.cases.actions import deciding, intake, papers
from safelight.records.cases.queries import CasePage, case_page, papers_page, trail_page
from safelight.records.committee.queries import SEES_COMMITTEE
from safelight.records.disclosure.queries import SEES_REQUESTS
from safelight.records.plans.queries import PLAN_READERS
from safelight.records.publication.queries import SEES_DRAFTS
from safelight.records.writing.sections import READERS
from safelight.web.fields import Pick, Upload, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.words import plain

TASK_PAGES = {
    "referral": "desk:referral",
    "criteria": "desk:criteria",
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
    "summary-draft": "desk:publication",
    "settle-findings": "desk:publication",
    "gate": "desk:publication",
    "proceedings": "desk:proceedings",
    "approve": "desk:publication",
    "publish": "desk:publication",
    "plan": "desk:plan",
    "effect": "desk:plan",
    "intruder-again": "desk:publication",
    "committee": "desk:reports",
    "close": "desk:deciding",
}
"""Where each task of core's list is done."""

TASK_ACTS = {
    "recommendation": ("recommend", "recommend"),
    "decision": ("decide", "decide"),
    "panel-agreement": ("agree_panel", "agree"),
    "board-acceptance": ("accept_report", "accept"),
    "evaluation": ("submit_for_evaluation", "submit"),
}
"""Tasks that are one formal act: the act, and the word in its address. Who may not do it is shown the decisions."""

SEEN_BY = {
    "desk:referral": LOOKS["referral"],
    "desk:criteria": LOOKS["criteria"],
    "desk:deciding": LOOKS["deciding"],
    "desk:appointments": LOOKS["appointments"],
    "desk:panel": LOOKS["panel"],
    "desk:seats": LOOKS["seats"],
    "desk:terms": LOOKS["terms"],
    "desk:family": LOOKS["family"],
    "desk:family_tree": LOOKS["family_tree"],
    "desk:agency_reviews": LOOKS["reviews"],
    "desk:chronologies": LOOKS["chronologies"],
    "desk:chronology_rows": ACTS["read_rows"],
    "desk:written_report": READERS,
    "desk:papers": LOOKS["papers"],
    "desk:proceedings": LOOKS["proceedings"],
    "desk:departures": LOOKS["departures"],
    "desk:trail": LOOKS["trail"],
    "desk:timeline": SEES_TIMELINE,
    "desk:assurance": SEES_ASSURANCE,
    "desk:register": ACTS["open_register"],
    "desk:pseudonyms": ACTS["look_at_pseudonyms"],
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


class RegisterForm(forms.Form):
    """The people and places of the case."""

    register = Words(label="Register", rows=30, help_text="People, places and officers, in the register's own form.")


@desk
@require_GET
def review(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What is next, who has it and when it is due."""
    page = case_page(request.user, case_id, on=today())
    sees = {name for name, readers in SEEN_BY.items() if page.reader in readers}
    return render(
        request, "desk/review.html", {"page": page, "places": _places(page, sees), "sees": sees, "on": today()}
    )


def _places(page: CasePage, sees: set[str]) -> dict[str, str]:
    """Where each task of the list is done, for those whom this reader may follow there."""
    places: dict[str, str] = {}
    for task in page.tasks:
        act, word = TASK_ACTS.get(task.key, ("", ""))
        name = TASK_PAGES.get(task.key, "desk:deciding")
        if act in page.may and task.state is not TaskState.DONE:
            places[task.key] = reverse("desk:act", args=[page.id, word])
        elif task.duty == TRIED and "desk:publication" in sees:
            places[task.key] = reverse("desk:publication", args=[page.id]) + "#intruder"
        elif task.duty and "desk:deciding" in sees:
            form = "record_duty" in page.may and task.state is not TaskState.DONE
            places[task.key] = reverse("desk:record_duty" if form else "desk:duty", args=[page.id, task.duty])
        elif name in sees and not task.duty:
            places[task.key] = reverse(name, args=[page.id])
    return places


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
        template="desk/register.html",
        case_id=case_id,
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
    path("reviews/<uuid:case_id>/register/", register, name="register"),
    path("reviews/<uuid:case_id>/trail/", trail, name="trail"),
    path("reviews/<uuid:case_id>/close/", close_review, name="close_review"),
]
