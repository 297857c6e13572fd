"""Journey 2: the author drafts, settles what was found and passes the gate; a second person publishes."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.core.vocabulary import PaperKind
from safelight.records.people.permission import NotForYou, NotNow
from safelight.records.publication.actions import drafting, proving, publishing, reading, settling
from safelight.records.publication.queries import (
    edition_page,
    publication_page,
)
from safelight.records.publication.words import EditionState
from safelight.web.fields import OneOf, Upload, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.public.build import rebuild

FILE_KINDS = {
    "html": ("text/html; charset=utf-8", "inline"),
    "pdf": ("application/pdf", "inline"),
    "odt": ("application/vnd.oasis.opendocument.text", "attachment"),
}
"""What a browser is told of each form of an edition, and whether it shows it or saves it."""
KINDS = (PaperKind.EXECUTIVE_SUMMARY, PaperKind.OVERVIEW, PaperKind.LEARNING_BRIEF)


class DraftForm(forms.Form):
    """A text, typed or brought in from Word."""

    kind = OneOf(KINDS, label="What is it?", initial=PaperKind.EXECUTIVE_SUMMARY)
    file = Upload(label="Word file or OpenDocument", required=False, help_text="A .docx or .odt file: its words alone.")
    text = Words(
        label="Or the text itself",
        required=False,
        rows=20,
        help_text="A line that begins with # is a heading, one that begins with - is an item of a list.",
    )


class ReasonForm(forms.Form):
    """Why an edition is withdrawn."""

    reason = Words(label="Reason", rows=3, help_text="Kept with the record. The public does not see it.")


@desk
@require_GET
def publication(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Drafts, editions and what is already public."""
    return render(request, "desk/publication.html", {"page": publication_page(request.user, case_id)})


@desk
def new_draft(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Bring in a text."""
    page = publication_page(request.user, case_id)
    only(request, "publication.save_draft", may=page.may_write)

    def save(entered: dict[str, object]) -> object:
        upload = entered["file"]
        return drafting.save_draft(
            case=page.case_id,
            kind=PaperKind(str(entered["kind"])),
            text=str(entered["text"]),
            untrusted_data=upload.read() if upload else b"",  # type: ignore[attr-defined]
            name=upload.name if upload else "",  # type: ignore[attr-defined]
            by=request.user,
            at=now(),
        )

    return form_page(
        request,
        DraftForm,
        title="A new version of a draft",
        do=save,
        then=lambda draft: reverse("desk:draft", args=[draft.pk]),
        done="The draft is saved. Next: look for people in it.",
        back=reverse("desk:publication", args=[case_id]),
        intro="Write for publication from the start: leave out what could identify anybody.",
    )


@desk
@require_GET
def draft(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """The workbench: the draft beside what was found in it, and what the gate said."""
    return render(request, "desk/draft.html", {"page": reading.read_draft(draft=draft_id, by=request.user, at=now())})


@desk
def edit_draft(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Change the words: a new version, so that nothing is lost."""
    page = reading.read_draft(draft=draft_id, by=request.user, at=now())
    only(request, "publication.save_draft", may=page.may_write)

    class EditForm(forms.Form):
        text = Words(label="Text", rows=40)
        base = forms.UUIDField(widget=forms.HiddenInput, required=False)

    return form_page(
        request,
        EditForm,
        title="Change the text",
        initial={"text": page.text, "base": draft_id},
        do=lambda entered: drafting.save_draft(
            case=page.case_id,
            kind=page.line.kind,
            text=entered["text"],
            base=entered["base"] or draft_id,
            by=request.user,
            at=now(),
        ),
        then=lambda made: reverse("desk:draft", args=[made.pk]),
        done="Saved as a new version, together with what others have saved meanwhile. Any approval of an earlier one, "
        "and any motivated-intruder review of it, does not cover this one.",
        back=reverse("desk:draft", args=[draft_id]),
        button="Save as a new version",
    )


@desk
@require_GET
def compare(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """One version beside another."""
    try:
        against = UUID(request.GET["against"]) if "against" in request.GET else None
    except ValueError:
        raise NotForYou from None
    page = reading.read_comparison(draft=draft_id, against=against, by=request.user, at=now())
    return render(request, "desk/compare.html", {"page": page})


@desk
@require_POST
def find_people(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Look for people, places and public links."""
    drafting.find_people(draft=draft_id, by=request.user, at=now())
    return redirect("desk:draft", draft_id)


@desk
@require_POST
def apply_settlements(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Make the replacements: the next version."""
    made = settling.apply_settlements(draft=draft_id, by=request.user, at=now())
    return redirect("desk:draft", made.pk)


@desk
@require_POST
def run_gate(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Put the draft through the gate."""
    proving.run_gate(draft=draft_id, by=request.user, at=now())
    return redirect(reverse("desk:draft", args=[draft_id]) + "#gate")


@desk
@require_POST
def make_edition(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Render and prove the edition."""
    made = proving.make_edition(draft=draft_id, by=request.user, at=now())
    return redirect("desk:edition", made.pk)


@desk
@require_GET
def edition(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """One edition, its proof and the checklist."""
    return render(request, "desk/edition.html", {"page": edition_page(request.user, edition_id, on=today())})


@desk
@require_GET
def edition_file(request: DeskRequest, edition_id: UUID, form: str) -> HttpResponse:
    """The finished bytes, to be read before anybody approves them."""
    data = reading.read_edition(edition=edition_id, form=form, by=request.user, at=now())
    kind, how = FILE_KINDS[form]
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'{how}; filename="edition.{form}"'
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


@desk
@require_POST
def approve(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Approve exactly this text."""
    publishing.approve_edition(edition=edition_id, by=request.user, at=now())
    return redirect("desk:edition", edition_id)


@desk
@require_POST
def publish(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Publish exactly these bytes, and freeze the public site anew."""
    publishing.publish_edition(edition=edition_id, by=request.user, at=now())
    rebuild()
    return redirect("desk:edition", edition_id)


@desk
def withdraw(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Take an edition off the public site."""
    page = edition_page(request.user, edition_id, on=today())
    if page.line.state != EditionState.PUBLISHED:
        raise NotNow("Only a published edition can be withdrawn.")
    only(request, "publication.withdraw_edition", may=page.may_withdraw)

    def take_down(entered: dict[str, str]) -> None:
        publishing.withdraw_edition(edition=edition_id, reason=entered["reason"], by=request.user, at=now())
        rebuild()

    return form_page(
        request,
        ReasonForm,
        title="Withdraw this edition",
        do=take_down,
        then=reverse("desk:edition", args=[edition_id]),
        done="The edition is off the public site. A notice stands in its place.",
        button="Withdraw it",
        danger=True,
        back=reverse("desk:edition", args=[edition_id]),
        intro="A notice will stand in its place. Copies that others have taken stay where they are.",
    )


@desk
@require_POST
def freeze(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Write the public site anew, after something was mended that had stopped it."""
    only(request, "publication.freeze", may=publication_page(request.user, case_id).may_publish)
    rebuild()
    messages.success(request, "The public site is written anew.")
    return redirect("desk:publication", case_id)


urlpatterns = [
    path("reviews/<uuid:case_id>/publication/", publication, name="publication"),
    path("reviews/<uuid:case_id>/publication/draft/", new_draft, name="new_draft"),
    path("reviews/<uuid:case_id>/publication/freeze/", freeze, name="freeze"),
    path("drafts/<uuid:draft_id>/", draft, name="draft"),
    path("drafts/<uuid:draft_id>/text/", edit_draft, name="edit_draft"),
    path("drafts/<uuid:draft_id>/changes/", compare, name="compare_drafts"),
    path("drafts/<uuid:draft_id>/find/", find_people, name="find_people"),
    path("drafts/<uuid:draft_id>/replace/", apply_settlements, name="apply_settlements"),
    path("drafts/<uuid:draft_id>/gate/", run_gate, name="run_gate"),
    path("drafts/<uuid:draft_id>/edition/", make_edition, name="make_edition"),
    path("editions/<uuid:edition_id>/", edition, name="edition"),
    path("editions/<uuid:edition_id>/file.<str:form>", edition_file, name="edition_file"),
    path("editions/<uuid:edition_id>/approve/", approve, name="approve"),
    path("editions/<uuid:edition_id>/publish/", publish, name="publish"),
    path("editions/<uuid:edition_id>/withdraw/", withdraw, name="withdraw"),
]
