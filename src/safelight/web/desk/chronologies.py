"""Journey 1, second half: the agencies' chronologies, and the one chronology made from them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from safelight.records.cases.actions import integrating
from safelight.records.cases.queries import chronologies_page
from safelight.web.pages import DeskRequest, desk, now


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
    path("reviews/<uuid:case_id>/chronologies/", files, name="chronologies"),
    path("reviews/<uuid:case_id>/chronologies/merge/", integrate, name="integrate"),
]
