"""Schemes of pseudonyms: the table of names beside pseudonyms, what breaks the rules, choosing and swapping."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from safelight.core.anonymise.schemes.scheme import Scheme
from safelight.records.cases.actions import pseudonyms as acts
from safelight.records.cases.queries import case_page
from safelight.web.fields import Line, OneOf
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

SCHEMES = [
    (Scheme.NUMBERS.value, "Letters or numbers: Child 2, Adult 1, Social worker 1"),
    (Scheme.RELATIONS.value, "What they are to the child: Mother, Maternal grandmother, Sibling 2"),
    (Scheme.NAMES.value, "Invented first names: Robin, Sage"),
    (Scheme.CODES.value, "Codes of letters: Child KT, Adult VG"),
]


@desk
def pseudonyms(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Everybody's name beside what they are called, and the choice of a scheme: opening this page is recorded."""
    only(request, "cases.choose_pseudonyms", may=case_page(request.user, case_id, on=today()).may)
    page = acts.look_at_pseudonyms(case=case_id, by=request.user, at=now())

    class SchemeForm(forms.Form):
        scheme = OneOf(SCHEMES, label="How is everybody to be called?")
        neutral = OneOf(
            [("", "As the register records it"), ("yes", "No pseudonym tells if it is a woman or a man")],
            label="May a pseudonym tell somebody's sex?",
            required=False,
        )
        audience = Line(
            label="For which readers?",
            max_length=60,
            help_text="A second circle of readers, such as the family, can have pseudonyms of its own.",
        )

    def choose(entered: dict[str, Any]) -> None:
        acts.choose_pseudonyms(
            case=case_id,
            scheme=entered["scheme"],
            neutral=bool(entered["neutral"]),
            audience=entered["audience"],
            by=request.user,
            at=now(),
        )

    return form_page(
        request,
        SchemeForm,
        title="Pseudonyms",
        initial={"audience": "" if page.stays else acts.PUBLISHED, "neutral": ""},
        do=choose,
        then=reverse("desk:pseudonyms", args=[case_id]),
        done="The register now says these pseudonyms. Look for people again in drafts that were searched before.",
        back=reverse("desk:review", args=[case_id]),
        button="Use this scheme",
        template="desk/pseudonyms.html",
        page=page,
        case_id=case_id,
        schemes=dict(SCHEMES),
    )


@desk
@require_POST
def use_pseudonyms(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Go back, or over, to what was chosen for other readers."""
    acts.use_pseudonyms(case=case_id, audience=request.POST.get("audience", ""), by=request.user, at=now())
    messages.success(request, "The register now says these pseudonyms. Those before them are kept.")
    return redirect("desk:pseudonyms", case_id)


urlpatterns = [
    path("reviews/<uuid:case_id>/pseudonyms/", pseudonyms, name="pseudonyms"),
    path("reviews/<uuid:case_id>/pseudonyms/use/", use_pseudonyms, name="use_pseudonyms"),
]
