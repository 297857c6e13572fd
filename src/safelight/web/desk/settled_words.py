"""The settled words of a draft beside the sections of which it was made, and taken back into them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from safelight.records.people.permission import WrongInput
from safelight.records.publication.actions import back_to_writing, reading
from safelight.web.desk.saving import refused
from safelight.web.pages import DeskRequest, desk, now


@desk
@require_GET
def settled(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """What would change in each section."""
    page = reading.read_settled_words(draft=draft_id, by=request.user, at=now())
    return render(request, "desk/settled_words.html", {"page": page})


@desk
@require_POST
def take(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Take the settled words back into the sections that were chosen."""
    chosen = request.POST.getlist("section")
    try:
        done = back_to_writing.take_back_settled(draft=draft_id, sections=chosen, by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    sections = f"{done} section{'' if done == 1 else 's'}"
    messages.success(request, f"The settled words stand in {sections} now, each as a new version.")
    return redirect("desk:settled_words", draft_id)


urlpatterns = [
    path("drafts/<uuid:draft_id>/settled-words/", settled, name="settled_words"),
    path("drafts/<uuid:draft_id>/settled-words/take/", take, name="take_back_settled"),
]
