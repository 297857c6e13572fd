"""Publication through a national repository, where the board's name would lead to the child."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import path, reverse

from safelight.records.publication.actions import depositing, proving
from safelight.records.publication.queries import draft_page, edition_page
from safelight.web.fields import Day, Line, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today


class UnnamedForm(forms.Form):
    """Why the board is not named."""

    unnamed_because = Words(
        label="Why would the board's name lead to the child?",
        rows=3,
        max_length=400,
        help_text="For example: few children live in the area, and the press has reported the death.",
    )


class DepositForm(forms.Form):
    """Where it was deposited."""

    deposited_with = Line(label="Which repository has it?")
    deposited_on = Day(label="On which day did it get it?")


@desk
def make_unnamed(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Render and prove an edition that does not name the board."""
    page = draft_page(request.user, draft_id)
    only(request, "publication.make_edition", may=page.may_write)
    return form_page(
        request,
        UnnamedForm,
        title="Make the edition without the board's name",
        do=lambda entered: proving.make_edition(draft=draft_id, by=request.user, at=now(), **entered),
        then=lambda made: reverse("desk:edition", args=[made.pk]),
        back=reverse("desk:draft", args=[draft_id]),
        button="Make it",
        intro="The cover says “A safeguarding board, not named”. The finished page is read back: it may name neither "
        "the board and its council, nor its agencies and officers. A national repository then publishes it; "
        "it never stands on the board's own site.",
    )


@desk
def deposit(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Record that a repository has it, and publishes it."""
    page = edition_page(request.user, edition_id, on=today())
    only(request, "publication.deposit_edition", may=page.may_deposit)
    return form_page(
        request,
        DepositForm,
        title="Deposited with a repository",
        do=lambda entered: depositing.deposit_edition(edition=edition_id, by=request.user, at=now(), **entered),
        then=reverse("desk:edition", args=[edition_id]),
        done="Recorded. The review counts as published, and the board's own site does not show it.",
        back=reverse("desk:edition", args=[edition_id]),
        button="Record it",
        danger=True,
        intro="Send the repository exactly the files on the edition's page, from an address that it keeps to itself.",
    )


urlpatterns = [
    path("drafts/<uuid:draft_id>/unnamed/", make_unnamed, name="make_unnamed"),
    path("editions/<uuid:edition_id>/deposit/", deposit, name="deposit"),
]
