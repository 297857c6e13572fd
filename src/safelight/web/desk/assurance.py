"""How the rules of one review stand, as a document for an inspector; and what happened on it and is due, by date."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from safelight.core.review.assurance import MEANS, TITLES
from safelight.records.assurance.actions import make_record
from safelight.records.assurance.queries import assurance_page, timeline_page
from safelight.web.pages import DeskRequest, desk, now, today


@desk
@require_GET
def assurance(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Every rule of the review and how it stands, with the document to hand over."""
    page = assurance_page(request.user, case_id, on=today())
    return render(request, "desk/assurance.html", {"page": page, "titles": TITLES, "means": MEANS})


@desk
@require_GET
def assurance_html(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The record as one page that opens from a disk; the making is recorded."""
    made = make_record(case=case_id, by=request.user, at=now())
    return _handed_over(made.html, form="html", kind="text/html; charset=utf-8")


@desk
@require_GET
def assurance_pdf(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The record as a tagged PDF; the making is recorded."""
    made = make_record(case=case_id, by=request.user, at=now())
    return _handed_over(made.pdf, form="pdf", kind="application/pdf")


def _handed_over(data: bytes, *, form: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    # No name of a case in the file's name: it would stay behind in lists of downloads.
    response["Content-Disposition"] = f'attachment; filename="assurance-record.{form}"'
    return response


@desk
@require_GET
def timeline(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What is overdue, what is to come and what has happened."""
    return render(request, "desk/timeline.html", {"page": timeline_page(request.user, case_id, on=today())})


urlpatterns = [
    path("reviews/<uuid:case_id>/assurance/", assurance, name="assurance"),
    path("reviews/<uuid:case_id>/assurance/record.html", assurance_html, name="assurance_html"),
    path("reviews/<uuid:case_id>/assurance/record.pdf", assurance_pdf, name="assurance_pdf"),
    path("reviews/<uuid:case_id>/timeline/", timeline, name="timeline"),
]
