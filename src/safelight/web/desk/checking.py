"""Is a draft complete, and does it agree with itself and with the overview report?"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from safelight.records.publication.actions import reading
from safelight.web.pages import DeskRequest, desk, now


@desk
@require_GET
def checks(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """The twelve things of a summary, and every disagreement."""
    page = reading.read_checks(draft=draft_id, by=request.user, at=now())
    return render(request, "desk/checking.html", {"page": page})


urlpatterns = [path("drafts/<uuid:draft_id>/checks/", checks, name="checks")]
