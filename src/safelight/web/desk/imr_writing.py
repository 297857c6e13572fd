"""Journey 1: an agency writes its review here, saved as it is typed; without JavaScript each section has its button."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.core.review.imr.words import FIELDS
from safelight.core.review.pieces import Piece
from safelight.records.cases.actions import imr_course, imr_writing
from safelight.records.cases.actions.imr_writing import Saved
from safelight.records.cases.queries import (
    choose_page,
    history_page,
    pulse,
    review_page,
    upload_page,
    whole_page,
    writing_page,
)
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.web.desk.saving import asked_by_script, number, refused, say_saved
from safelight.web.fields import OneOf, Pick, Upload
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

FIELD_NAMES = frozenset(field for fields in FIELDS.values() for field in fields)
BOTH = "both"
REPLACE = (("replace", "Replace it. It stays in the history"), ("after", "Keep it, and put the new text after it"))


class UploadForm(forms.Form):
    """A review that was written elsewhere."""

    file = Upload(label="The review, as a Word or OpenDocument file", help_text="A .docx or .odt file.")


@desk
@require_GET
def write(request: DeskRequest, review_id: UUID, group: str) -> HttpResponse:
    """One chapter to write in."""
    return render(request, "desk/write.html", {"page": writing_page(request.user, review_id, group=group)})


@desk
@require_POST
def save(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Save one section or row, as a page's script asks for it or by its own button."""
    group = request.POST.get("group", "")
    try:
        saved = imr_writing.save_part(
            review=review_id,
            key=request.POST.get("key", ""),
            values={name: str(text) for name, text in request.POST.items() if name in FIELD_NAMES},
            base=number(request.POST.get("base", "")),
            page=request.POST.get("page", ""),
            by=request.user,
            at=now(),
        )
    except (NotNow, WrongInput, RefusedByRule) as no:
        return refused(request, no)
    if asked_by_script(request):
        return JsonResponse(_as_json(saved))
    say_saved(request, saved)
    return redirect(f"{reverse('desk:write_review', args=[review_id, group])}#part-{saved.key}")


@desk
@require_GET
def beat(request: DeskRequest, review_id: UUID, group: str) -> HttpResponse:
    """What has changed since the page was loaded, and who else writes; for the page's script."""
    found = pulse(request.user, review_id, group=group, at=now())
    return JsonResponse(
        {
            "parts": [
                {"key": part.key, "version": part.version, "values": dict(part.values), "to_choose": part.to_choose}
                for part in found.parts
            ],
            "others": [{"name": name, "where": where} for name, where in found.others],
            "open": found.open_for_writing,
        }
    )


@desk
@require_POST
def add_row(request: DeskRequest, review_id: UUID, group: str) -> HttpResponse:
    """Begin a row of a list."""
    try:
        key = imr_writing.add_row(review=review_id, kind=request.POST.get("kind", ""), by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    return redirect(f"{reverse('desk:write_review', args=[review_id, group])}#part-{key}")


@desk
@require_POST
def remove_row(request: DeskRequest, review_id: UUID, group: str) -> HttpResponse:
    """Take a row off its list."""
    key = request.POST.get("key", "")
    try:
        imr_writing.remove_row(review=review_id, key=key, by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    messages.success(request, "Taken off the list. It can be taken back from its history.")
    return redirect("desk:part_history", review_id, key)


@desk
@require_GET
def history(request: DeskRequest, review_id: UUID, key: str) -> HttpResponse:
    """Every version of a section or row, and what differs between two."""
    asked = {name: request.GET.get(name, "") for name in ("shown", "against")}
    numbers = {name: int(text) if text.isdecimal() else None for name, text in asked.items()}
    page = history_page(request.user, review_id, key=key, **numbers)
    return render(request, "desk/part_history.html", {"page": page})


@desk
@require_POST
def take_back(request: DeskRequest, review_id: UUID, key: str) -> HttpResponse:
    """Let an earlier version stand again."""
    earlier = number(request.POST.get("number", ""))
    try:
        imr_writing.take_back(review=review_id, key=key, number=earlier, by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    messages.success(request, f"Version {earlier} stands again, as a new version.")
    return redirect("desk:part_history", review_id, key)


@desk
def choose(request: DeskRequest, review_id: UUID, key: str) -> HttpResponse:
    """Choose where two people changed the same words: one place at a time, so that nothing moves meanwhile."""
    page = choose_page(request.user, review_id, key=key)
    only(request, "cases.write_review", may=page.case.may)
    then = f"{reverse('desk:write_review', args=[review_id, page.group])}#part-{key}"
    if not page.places:
        return redirect(then)
    place = page.places[0]

    class ChooseForm(forms.Form):
        keep = OneOf(
            (("first", "The first"), ("second", "The second"), (BOTH, "Both, one after the other")),
            label="Which is to stand there?",
        )
        base = forms.IntegerField(widget=forms.HiddenInput, initial=page.version, required=False)

    texts = {"first": place.choice.first, "second": place.choice.second}
    texts[BOTH] = "\n".join(text for text in texts.values() if text)
    return form_page(
        request,
        ChooseForm,
        title=page.title,
        template="desk/choose.html",
        do=lambda entered: imr_writing.choose_words(
            review=review_id,
            key=key,
            field=place.field,
            place=place.place,
            keep=texts[entered["keep"]],
            base=entered["base"] or 0,
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:choose_words", args=[review_id, key]),
        back=then,
        page=page,
        place=place,
    )


@desk
@require_GET
def whole(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """The review as it would be handed in."""
    return render(request, "desk/whole_review.html", {"page": whole_page(request.user, review_id)})


@desk
def upload(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Send a review that was written in Word, to be laid out into the sections."""
    page = review_page(request.user, review_id, on=today())
    only(request, "cases.write_review", may=page.case.may)
    return form_page(
        request,
        UploadForm,
        title="Bring in a review that was written in Word",
        intro="Its headings are shown beside the sections of this review, and you say what goes where. Nothing is "
        "changed before that. To send a finished file as it is, use “Send a version as a file”.",
        do=lambda entered: imr_course.upload_review(
            review=review_id,
            untrusted_data=entered["file"].read(),
            name=entered["file"].name,
            by=request.user,
            at=now(),
        ),
        then=lambda made: reverse("desk:lay_out_review", args=[review_id, made.pk]),
        back=reverse("desk:agency_review", args=[review_id]),
        button="Go on",
    )


@desk
def lay_out(request: DeskRequest, review_id: UUID, upload_id: UUID) -> HttpResponse:
    """Say what goes where, heading by heading."""
    page = upload_page(request.user, upload_id)
    if page.review_id != review_id:
        raise NotForYou
    only(request, "cases.write_review", may=page.case.may)
    sections = [(section.key, section.title) for section in page.sections]

    def box(piece: Piece) -> forms.Field:
        label = piece.heading or "What stands before the first heading"
        return Pick(sections, initial=piece.section, label=label)

    boxes: dict[str, forms.Field] = {f"piece-{piece.number}": box(piece) for piece in page.pieces}
    boxes["replace"] = OneOf(REPLACE, label="Where something is written already", initial="replace")
    return form_page(
        request,
        type("LayOutForm", (forms.Form,), boxes),
        title="What goes where?",
        template="desk/lay_out.html",
        do=lambda entered: imr_course.lay_out_upload(
            upload=upload_id,
            chosen={piece.number: entered[f"piece-{piece.number}"] for piece in page.pieces},
            replace=entered["replace"] == "replace",
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:agency_review", args=[review_id]),
        done="The text of the file stands in the sections now, each as a new version.",
        back=reverse("desk:agency_review", args=[review_id]),
        page=page,
    )


def _as_json(saved: Saved) -> dict[str, object]:
    return {
        "key": saved.key,
        "own": saved.own,
        "version": saved.version,
        "values": dict(saved.values),
        "to_choose": saved.to_choose,
        "kept_aside": saved.kept_aside,
    }


urlpatterns = [
    path("agency-reviews/<uuid:review_id>/write/<slug:group>/", write, name="write_review"),
    path("agency-reviews/<uuid:review_id>/save/", save, name="save_part"),
    path("agency-reviews/<uuid:review_id>/write/<slug:group>/now/", beat, name="review_now"),
    path("agency-reviews/<uuid:review_id>/write/<slug:group>/row/", add_row, name="add_row"),
    path("agency-reviews/<uuid:review_id>/write/<slug:group>/row/remove/", remove_row, name="remove_row"),
    path("agency-reviews/<uuid:review_id>/history/<slug:key>/", history, name="part_history"),
    path("agency-reviews/<uuid:review_id>/history/<slug:key>/take-back/", take_back, name="take_back"),
    path("agency-reviews/<uuid:review_id>/choose/<slug:key>/", choose, name="choose_words"),
    path("agency-reviews/<uuid:review_id>/whole/", whole, name="whole_review"),
    path("agency-reviews/<uuid:review_id>/upload/", upload, name="upload_review"),
    path("agency-reviews/<uuid:review_id>/upload/<uuid:upload_id>/", lay_out, name="lay_out_review"),
]
