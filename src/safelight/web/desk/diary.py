"""The board at a glance: what is due over all reviews, and how every clock stands; and how to hear of it elsewhere."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.records.diary.actions import make_feed_link, revoke_feed_link
from safelight.records.diary.chasing import chase_page
from safelight.records.diary.queries import all_clocks, calendar_page, keeps_a_calendar
from safelight.records.people.actions import switch_reminders
from safelight.web.pages import DeskRequest, desk, now, only, today

MINE = "mine"


@desk
@require_GET
def calendar(request: DeskRequest) -> HttpResponse:
    """What is late first, then month by month."""
    only_yours = request.GET.get("whose") == MINE
    page = calendar_page(request.user, on=today(), only_yours=only_yours)
    return render(request, "desk/calendar.html", {"page": page, "only_yours": only_yours})


@desk
@require_GET
def clocks(request: DeskRequest) -> HttpResponse:
    """Every review with its clocks."""
    return render(request, "desk/clocks.html", {"lines": all_clocks(request.user, on=today()), "on": today()})


@desk
@require_POST
def make_feed(request: DeskRequest) -> HttpResponse:
    """Make the private link, and show it in the answer itself: it is kept nowhere, so no later page could."""
    made = make_feed_link(by=request.user, at=now())
    link = request.build_absolute_uri(reverse("calendar_feed", args=[made.token]))
    return render(request, "desk/feed.html", {"link": link}, status=201)


@desk
@require_POST
def end_feed(request: DeskRequest) -> HttpResponse:
    """Make the private link stop working."""
    revoke_feed_link(by=request.user, at=now())
    messages.success(request, "The link to your calendar has stopped working.")
    return redirect("desk:calendar")


@desk
@require_POST
def reminders(request: DeskRequest) -> HttpResponse:
    """Reminders by mail, on or off."""
    only(request, "people.switch_reminders", may=keeps_a_calendar(request.user))
    wanted = request.POST.get("wanted") == "yes"
    switch_reminders(wanted=wanted, by=request.user, at=now())
    messages.success(request, f"Reminders by e-mail are {'on' if wanted else 'off'}.")
    return redirect("desk:calendar")


@desk
@require_GET
def chase(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Who was reminded of an agency's review, and who has not opened the request."""
    return render(request, "desk/chase.html", {"page": chase_page(request.user, case_id, on=today())})


urlpatterns = [
    path("reviews/<uuid:case_id>/agencies/chase/", chase, name="chase"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/link/", make_feed, name="make_feed"),
    path("calendar/link/end/", end_feed, name="end_feed"),
    path("calendar/reminders/", reminders, name="reminders"),
    path("clocks/", clocks, name="clocks"),
]
