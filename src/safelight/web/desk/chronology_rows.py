"""One row of the chronology, the lists to work through, and the picture: what one goes to from the page of rows."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from safelight.records.cases.actions import integrating, row_notes
from safelight.records.cases.queries import row_page
from safelight.records.cases.words import Names
from safelight.records.people.permission import NotForYou, WrongInput
from safelight.web.desk.chronology import names_of
from safelight.web.pages import DeskRequest, desk, now, only


@desk
@require_http_methods(["GET", "POST"])
def row(request: DeskRequest, row_id: UUID) -> HttpResponse:
    """One row with its history. It is posted to only in order to see the real names."""
    page = integrating.read_row(row=row_id, names=names_of(request.POST), by=request.user, at=now())
    return render(request, "desk/row.html", {"page": page, "faults": {}, "typed": {}})


@desk
@require_POST
def note(request: DeskRequest, row_id: UUID) -> HttpResponse:
    """Mark the row, put it under a theme or take it out, or judge what was found of it."""
    only(request, "cases.mark_key_events", may=row_page(request.user, row_id).case.may)
    try:
        done = _note(request, row_id)
    except WrongInput as wrong:
        page = integrating.read_row(row=row_id, names=names_of(request.POST), by=request.user, at=now())
        context = {"page": page, "faults": {wrong.field: str(wrong)}, "typed": request.POST}
        return render(request, "desk/row.html", context, status=422)
    messages.success(request, done)
    if names_of(request.POST) is Names.REAL:
        # The address cannot say that real names are asked for, so the page is shown at once.
        return row(request, row_id)
    return redirect("desk:chronology_row", row_id)


def _note(request: DeskRequest, row_id: UUID) -> str:
    sent, by, at = request.POST, request.user, now()
    case = row_page(by, row_id).case.id
    match sent.get("do"):
        case "key" | "not-key" as word:
            row_notes.mark_key_events(case=case, rows=[row_id], key_event=word == "key", by=by, at=at)
            return "It is marked as a key event." if word == "key" else "It is no longer a key event."
        case "theme":
            theme = row_notes.give_theme(case=case, rows=[row_id], theme=sent.get("new_theme", ""), by=by, at=at)
            return f"It stands under “{theme.name}”."
        case "take-theme":
            row_notes.take_theme(case=case, rows=[row_id], theme=_number(sent.get("theme", "")), by=by, at=at)
            return "It is taken out of the theme."
        case "judge":
            row_notes.judge_remark(
                remark=_number(sent.get("remark", "")),
                verdict=sent.get("verdict", ""),
                reason=sent.get("reason", ""),
                by=by,
                at=at,
            )
            return "Your judgement is recorded."
    raise WrongInput("Choose what is to be done with this row.", field="do")


@desk
@require_http_methods(["GET", "POST"])
def worklist(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What asks to be looked into."""
    page = integrating.read_worklist(case=case_id, names=names_of(request.POST), by=request.user, at=now())
    return render(request, "desk/chronology_worklist.html", {"page": page})


@desk
@require_http_methods(["GET", "POST"])
def picture(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The picture of the chronology, and the table that says the same; zoomed by buttons."""
    page = integrating.read_picture(
        case=case_id,
        window=request.POST.get("window", "")[:10],
        names=names_of(request.POST),
        by=request.user,
        at=now(),
    )
    return render(request, "desk/chronology_picture.html", {"page": page})


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise NotForYou
    return int(text)


urlpatterns = [
    path("reviews/<uuid:case_id>/chronology/to-look-into/", worklist, name="chronology_worklist"),
    path("reviews/<uuid:case_id>/chronology/picture/", picture, name="chronology_picture"),
    path("chronology-rows/<uuid:row_id>/", row, name="chronology_row"),
    path("chronology-rows/<uuid:row_id>/note/", note, name="note_row"),
]
