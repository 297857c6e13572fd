"""A report that was written in Word is brought in: its headings beside the sections, and what is left over."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.core.review.bringing_in import ABOVE, AWAY, LEFT, NEW
from safelight.core.review.pieces import Piece
from safelight.records.people.permission import WrongInput
from safelight.records.writing.actions import bringing_in, reading
from safelight.records.writing.pages import BroughtPage
from safelight.web.desk.saving import refused
from safelight.web.fields import OneOf, Pick, Upload
from safelight.web.pages import DeskRequest, desk, form_page, now, only

AFTER = (
    ("together", "Bring both together. Where they differ, you choose in the section what is to stand"),
    ("after", "Keep it, and put the new text after it"),
)


class FileForm(forms.Form):
    """A report that was written elsewhere."""

    file = Upload(label="The report, as a file", help_text="A .docx, .odt, .md or .txt file.")


@desk
def bring_in(request: DeskRequest, written_id: UUID) -> HttpResponse:
    """Send a report that was written in Word."""
    page = reading.read_leftovers(report=written_id, by=request.user, at=now())
    only(request, "writing.bring_in_report", may=page.may_write)
    back = reverse("desk:written_report", args=[page.case.id, page.kind])
    return form_page(
        request,
        FileForm,
        title="Bring in a report that was written in Word",
        intro="Its headings are shown beside the sections of this report, and you say what goes where. Nothing is "
        "changed before that, and nothing that stands in the sections is lost.",
        do=lambda entered: bringing_in.bring_in_report(
            report=written_id,
            untrusted_data=entered["file"].read(),
            name=entered["file"].name,
            by=request.user,
            at=now(),
        ),
        then=lambda made: reverse("desk:lay_out_report", args=[made.pk]),
        back=back,
        button="Go on",
    )


@desk
def lay_out(request: DeskRequest, brought_id: UUID) -> HttpResponse:
    """Say what goes where, heading by heading."""
    page = reading.read_brought(brought=brought_id, by=request.user, at=now())
    boxes: dict[str, forms.Field] = {f"piece-{piece.number}": _box(piece, page) for piece in page.pieces}
    if page.written:
        boxes["after"] = OneOf(AFTER, label="Where something is written already", initial="together")
    return form_page(
        request,
        type("LayOutReportForm", (forms.Form,), boxes),
        title="What goes where?",
        template="desk/lay_out_report.html",
        do=lambda entered: bringing_in.lay_out_report(
            brought=brought_id,
            chosen={piece.number: entered[f"piece-{piece.number}"] for piece in page.pieces},
            after=entered.get("after") == "after",
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:written_report", args=[page.case.id, page.kind]),
        done="The text of the file stands in the sections now, each as a new version.",
        back=reverse("desk:written_report", args=[page.case.id, page.kind]),
        page=page,
    )


def _box(piece: Piece, page: BroughtPage) -> forms.Field:
    choices = list(page.sections)
    if piece.heading:
        choices.append((NEW, "A new section with this heading"))
    if piece.number:
        choices.append((ABOVE, "Together with what stands above it in the file"))
    choices.append((LEFT, "Nowhere yet: keep it as left over"))
    return Pick(choices, initial=piece.section, label=piece.heading or "What stands before the first heading")


@desk
@require_GET
def leftovers(request: DeskRequest, written_id: UUID) -> HttpResponse:
    """What went into no section, to be placed."""
    page = reading.read_leftovers(report=written_id, by=request.user, at=now())
    return render(request, "desk/leftovers.html", {"page": page, "new": NEW, "away": AWAY})


@desk
@require_POST
def place(request: DeskRequest, leftover_id: UUID) -> HttpResponse:
    """Put one of them into a section, a new one, or away."""
    where = request.POST.get("where", "")
    try:
        placed = bringing_in.place_leftover(leftover=leftover_id, where=where, by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    away = placed.section_id is None
    messages.success(request, "It is put away. It can still be placed." if away else "It stands in its section now.")
    return redirect("desk:leftovers", placed.brought.report_id)


urlpatterns = [
    path("written-reports/<uuid:written_id>/bring-in/", bring_in, name="bring_in_report"),
    path("written-reports/<uuid:written_id>/left-over/", leftovers, name="leftovers"),
    path("brought-reports/<uuid:brought_id>/", lay_out, name="lay_out_report"),
    path("left-over/<uuid:leftover_id>/place/", place, name="place_leftover"),
]
