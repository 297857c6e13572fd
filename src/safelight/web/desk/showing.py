"""How long an edition stays on the public site, and whether search engines may list it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import path, reverse

from safelight.records.publication.actions import showing
from safelight.records.publication.queries import edition_page
from safelight.records.publication.words import EditionState
from safelight.web.fields import Day, OneOf
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.public.build import rebuild
from safelight.web.words import day

LIST, LEAVE_OUT = "list", "leave_out"


class ProlongForm(forms.Form):
    """Until when."""

    until = Day(label="Until which day should it stay up?")


class IndexingForm(forms.Form):
    """What search engines are asked."""

    choice = OneOf(
        [(LIST, "They may list it"), (LEAVE_OUT, "Ask them to leave it out")],
        label="What should search engines do?",
    )


@desk
def prolong(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Let a published edition stay up longer."""
    page = edition_page(request.user, edition_id, on=today())
    only(request, "publication.prolong_edition", may=page.may_prolong)

    def let_stay(entered: dict[str, object]) -> None:
        showing.prolong_edition(edition=edition_id, by=request.user, at=now(), **entered)  # type: ignore[arg-type]
        rebuild()

    return form_page(
        request,
        ProlongForm,
        title="Let this edition stay up longer",
        do=let_stay,
        then=reverse("desk:edition", args=[edition_id]),
        done="The edition stays up until the day that you gave.",
        back=reverse("desk:edition", args=[edition_id]),
        button="Let it stay up",
        intro=f"It is to stay up until {day(page.line.show_until)}. After that day a notice stands in its place.",
    )


@desk
def indexing(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Choose whether search engines may list an edition."""
    page = edition_page(request.user, edition_id, on=today())
    only(request, "publication.choose_indexing", may=page.may_index)

    def choose(entered: dict[str, str]) -> None:
        leave_out = entered["choice"] == LEAVE_OUT
        showing.choose_indexing(edition=edition_id, noindex=leave_out, by=request.user, at=now())
        if page.line.state == EditionState.PUBLISHED:
            rebuild()

    return form_page(
        request,
        IndexingForm,
        title="Should search engines list this edition?",
        do=choose,
        then=reverse("desk:edition", args=[edition_id]),
        done="Your choice is recorded.",
        back=reverse("desk:edition", args=[edition_id]),
        button="Record it",
        intro="It stays public either way. Well-behaved search engines do as they are asked, some only after weeks.",
    )


urlpatterns = [
    path("editions/<uuid:edition_id>/stay-up/", prolong, name="prolong"),
    path("editions/<uuid:edition_id>/search-engines/", indexing, name="indexing"),
]
