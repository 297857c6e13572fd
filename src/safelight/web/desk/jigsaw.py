"""What could be put together: what is public, what in a draft leads there, and what it would newly tell of whom."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.records.publication.actions import public_facts, reading
from safelight.records.publication.queries import publication_page
from safelight.records.publication.told import SeamLine, fact_line
from safelight.web.fields import Line, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only


class FactForm(forms.Form):
    """Something that is already public."""

    text = Words(label="What is already public?", rows=3)
    source = Line(label="Where can it be read?", help_text="For example: a newspaper and its date.")
    terms = Words(
        label="Words that would tie a text to it",
        rows=3,
        required=False,
        help_text="One on each line, for example: Crown Court.",
    )


class TakeBackForm(forms.Form):
    """Why something does not count as public."""

    reason = Words(
        label="Why does it not count as public?",
        rows=3,
        max_length=400,
        help_text="For example: it was entered by mistake, or a court has barred its reporting.",
    )


class AcceptForm(forms.Form):
    """Why something new may be told all the same."""

    reason = Words(
        label="Why may it be told all the same?",
        rows=4,
        max_length=400,
        help_text="Say what good it does that it is told, what harm you weighed against it, and whom you asked.",
    )


@desk
@require_GET
def put_together(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Links, what is newly told, what other papers add, combinations and birthdays of one draft."""
    page = reading.read_put_together(draft=draft_id, by=request.user, at=now())
    return render(request, "desk/put_together.html", {"page": page})


@desk
def accept_telling(request: DeskRequest, draft_id: UUID, words: str) -> HttpResponse:
    """A second person's decision about one statement."""
    page = reading.read_put_together(draft=draft_id, by=request.user, at=now())
    only(request, "publication.accept_telling", may=page.may_accept)
    line = page.to_decide(words)
    back = reverse("desk:put_together", args=[draft_id])
    return form_page(
        request,
        AcceptForm,
        title="Tell it all the same",
        do=lambda entered: public_facts.accept_telling(
            draft=draft_id, words=words, reason=entered["reason"], by=request.user, at=now()
        ),
        then=f"{back}#{'across' if isinstance(line, SeamLine) else 'told'}",
        done="Recorded with your name. It holds for these very words; put the draft through the gate again.",
        back=back,
        button="Accept it",
        danger=True,
        intro=f"“{line.text}” {line.why} Where it can be left out or said in general, that is the safer way.",
    )


@desk
def public_fact(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Enter something that is already public."""
    page = publication_page(request.user, case_id)
    only(request, "publication.record_public_fact", may=page.may_write)
    return form_page(
        request,
        FactForm,
        title="Something that is already public",
        do=lambda entered: public_facts.record_public_fact(
            case=page.case_id,
            text=entered["text"],
            source=entered["source"],
            terms=entered["terms"].splitlines(),
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:publication", args=[case_id]),
        done="Entered. Look for people again in drafts that were searched before.",
        back=reverse("desk:publication", args=[case_id]),
        intro="A draft that names nobody can still be tied to a family by what the press or a court has reported. "
        "What the author of a text enters shows what leads there; it does not make public what that text tells. For "
        "that, somebody who has written none of it enters it.",
    )


@desk
def take_back_fact(request: DeskRequest, fact_id: UUID) -> HttpResponse:
    """Something does not count as public."""
    line = fact_line(request.user, fact_id)
    only(request, "publication.take_back_fact", may=line.may_write)
    back = reverse("desk:publication", args=[line.case_id])
    return form_page(
        request,
        TakeBackForm,
        title="Not public after all",
        do=lambda entered: public_facts.take_back_fact(
            fact=fact_id, reason=entered["reason"], by=request.user, at=now()
        ),
        then=back,
        done="Taken back. It stays in the record, and drafts are no longer held against it.",
        back=back,
        button="Take it back",
        intro=f"“{line.text}” ({line.source})",
    )


urlpatterns = [
    path("reviews/<uuid:case_id>/publication/fact/", public_fact, name="public_fact"),
    path("public-facts/<uuid:fact_id>/", take_back_fact, name="take_back_fact"),
    path("drafts/<uuid:draft_id>/put-together/", put_together, name="put_together"),
    path("drafts/<uuid:draft_id>/put-together/<str:words>/", accept_telling, name="accept_telling"),
]
