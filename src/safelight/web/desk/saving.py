"""What does a page answer that saves as it is typed? To its script in JSON, to a person with a page; a no keeps all."""

from __future__ import annotations

from typing import Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput
from safelight.web.pages import DeskRequest


class Saved(Protocol):
    """What came of a save, whether of a part of an agency's review or of a section of a report."""

    @property
    def own(self) -> int:
        """The version that holds what was sent."""

    @property
    def version(self) -> int:
        """The version that stands."""

    @property
    def kept_aside(self) -> str:
        """Why what was sent does not stand, or ""."""


def asked_by_script(request: HttpRequest) -> bool:
    """Whether it is a page's script that asks, and not a person with a button."""
    return request.headers.get("Accept", "") == "application/json"


def say_saved(request: DeskRequest, saved: Saved) -> None:
    """Tell a person what came of their save."""
    if saved.kept_aside:
        messages.warning(request, saved.kept_aside)
    elif saved.own != saved.version:
        messages.success(
            request, "Saved. Somebody else had saved here meanwhile: both texts are together now. Look it over."
        )
    else:
        messages.success(request, "Saved.")


def refused(request: DeskRequest, no: NotNow | WrongInput | RefusedByRule) -> HttpResponse:
    """The sentence for the page's script, or a page with what was typed: nothing typed is thrown away."""
    if not asked_by_script(request):
        if isinstance(no, WrongInput):
            return render(request, "desk/not_now.html", {"sentence": str(no)}, status=422)
        raise no
    return JsonResponse({"says": str(no)}, status=422 if isinstance(no, WrongInput) else 409)


def number(text: str) -> int:
    """A version's number; one that is none is the number of no version."""
    return int(text) if text.isdecimal() and len(text) < 9 else 10**9
