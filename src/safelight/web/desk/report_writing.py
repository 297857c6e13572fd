"""The overview report and the executive summary are written here, saved as typed; each section has its button."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.core.review.marking import Marking
from safelight.core.vocabulary import PaperKind
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import from_writing
from safelight.records.writing.actions import comments, reading, sections
from safelight.records.writing.actions.sections import Move
from safelight.web.desk.saving import asked_by_script, number, refused, say_saved
from safelight.web.pages import DeskRequest, desk, now


@desk
@require_GET
def write(request: DeskRequest, case_id: UUID, report: str) -> HttpResponse:
    """The whole report, to write in or to read."""
    page = reading.read_report(case=case_id, kind=report, by=request.user, at=now())
    return render(request, "desk/written_report.html", {"page": page})


@desk
@require_POST
def begin(request: DeskRequest, case_id: UUID, report: str) -> HttpResponse:
    """Begin it, with its first sections."""
    if report not in set(PaperKind):
        raise NotForYou
    sections.begin_report(case=case_id, kind=PaperKind(report), by=request.user, at=now())
    return redirect("desk:written_report", case_id, report)


@desk
@require_GET
def preview(request: DeskRequest, case_id: UUID, report: str) -> HttpResponse:
    """The report as one text, with findings and plan drawn in."""
    page = reading.read_preview(case=case_id, kind=report, by=request.user, at=now())
    return render(request, "desk/report_preview.html", {"page": page})


@desk
@require_POST
def make_draft(request: DeskRequest, case_id: UUID, report: str) -> HttpResponse:
    """Make the draft for publication of it."""
    made = from_writing.draft_from_report(case=case_id, kind=report, by=request.user, at=now())
    messages.success(request, "The draft is saved. Next: look for people in it.")
    return redirect("desk:draft", made.pk)


@desk
@require_GET
def beat(request: DeskRequest, case_id: UUID, report: str) -> HttpResponse:
    """What has changed since the page last asked, and who else writes; often there is nothing."""
    asked = request.GET.get("since", "")
    since = int(asked) if asked.isdecimal() and len(asked) < 16 else 0
    own = request.GET.get("page", "")
    told = reading.read_pulse(case=case_id, kind=report, since=since, page=own, by=request.user, at=now())
    if told.is_empty:
        return HttpResponse(status=204)
    return JsonResponse(
        {
            "since": told.newest,
            "parts": [
                {
                    "key": str(one.id),
                    "version": one.version,
                    "values": {"text": one.text},
                    "to_choose": one.to_choose,
                }
                for one in told.changed
            ],
            "marks": _marks(told.marking) if told.marking else None,
            "others": [{"name": name, "where": where} for name, where in told.others],
            "open": told.may_write,
        }
    )


@desk
@require_POST
def save(request: DeskRequest, section_id: UUID) -> HttpResponse:
    """Save one section, as a page's script asks for it or by its own button."""
    try:
        saved = sections.save_section(
            section=section_id,
            text=request.POST.get("text", ""),
            base=number(request.POST.get("base", "")),
            page=request.POST.get("page", ""),
            by=request.user,
            at=now(),
        )
    except (NotNow, WrongInput, RefusedByRule) as no:
        return refused(request, no)
    if asked_by_script(request):
        return JsonResponse(
            {
                "key": str(section_id),
                "own": saved.own,
                "version": saved.version,
                "values": {"text": saved.text},
                "to_choose": saved.to_choose,
                "kept_aside": saved.kept_aside,
                "marks": _marks(saved.marking),
            }
        )
    say_saved(request, saved)
    return _back_to(request, section_id)


@desk
@require_POST
def add(request: DeskRequest, written_id: UUID) -> HttpResponse:
    """Add a section at the end."""
    try:
        made = sections.add_section(
            report=written_id, heading=request.POST.get("heading", ""), by=request.user, at=now()
        )
    except WrongInput as wrong:
        return refused(request, wrong)
    return _back_to(request, made.pk)


@desk
@require_POST
def arrange(request: DeskRequest, section_id: UUID) -> HttpResponse:
    """Rename a section, move it or remove it."""
    what = request.POST.get("do", "")
    try:
        if what == "remove":
            sections.remove_section(section=section_id, by=request.user, at=now())
            messages.success(request, "The section is removed. It can be restored from here.")
            return redirect("desk:section_history", section_id)
        if what in set(Move):
            sections.move_section(section=section_id, to=Move(what), by=request.user, at=now())
        else:
            heading = request.POST.get("heading", "")
            sections.rename_section(section=section_id, heading=heading, by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    return _back_to(request, section_id)


@desk
@require_GET
def history(request: DeskRequest, section_id: UUID) -> HttpResponse:
    """Every version of a section, and what differs between two."""
    asked = {name: request.GET.get(name, "") for name in ("shown", "against")}
    numbers = {name: number(text) if text else None for name, text in asked.items()}
    page = reading.read_history(section=section_id, by=request.user, at=now(), **numbers)
    return render(request, "desk/section_history.html", {"page": page})


@desk
@require_POST
def restore(request: DeskRequest, section_id: UUID) -> HttpResponse:
    """Let an earlier version stand again."""
    earlier = number(request.POST.get("number", ""))
    try:
        sections.restore_version(section=section_id, number=earlier, by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    messages.success(request, f"Version {earlier} stands again, as a new version.")
    return redirect("desk:section_history", section_id)


@desk
@require_POST
def comment(request: DeskRequest, section_id: UUID) -> HttpResponse:
    """Say something of a section, or of words in it."""
    quote, words = request.POST.get("quote", ""), request.POST.get("words", "")
    try:
        comments.make_comment(section=section_id, quote=quote, words=words, by=request.user, at=now())
    except WrongInput as wrong:
        return refused(request, wrong)
    return _back_to(request, section_id)


@desk
@require_POST
def reply(request: DeskRequest, remark_id: UUID) -> HttpResponse:
    """Answer a comment."""
    try:
        made = comments.answer_comment(
            comment=remark_id, words=request.POST.get("words", ""), by=request.user, at=now()
        )
    except WrongInput as wrong:
        return refused(request, wrong)
    return _back_to(request, made.section_id)


@desk
@require_POST
def resolve(request: DeskRequest, remark_id: UUID) -> HttpResponse:
    """Say that a comment is dealt with."""
    made = comments.resolve_comment(comment=remark_id, by=request.user, at=now())
    return _back_to(request, made.section_id)


def _back_to(request: DeskRequest, section_id: UUID) -> HttpResponse:
    page = reading.read_history(section=section_id, by=request.user, at=now())
    return redirect(f"{reverse('desk:written_report', args=[page.case.id, page.kind])}#part-{section_id}")


def _marks(marking: Marking[UUID]) -> dict[str, object]:
    """What the marks of the report come to, for the page's script."""
    return {
        "astray": {str(key): sentences for key, sentences in marking.astray.items()},
        "offered": [
            {"title": title, "lines": [{"words": one.words, "marks": one.marks} for one in lines]}
            for title, lines in marking.offered
        ],
    }


urlpatterns = [
    path("reviews/<uuid:case_id>/writing/<slug:report>/", write, name="written_report"),
    path("reviews/<uuid:case_id>/writing/<slug:report>/begin/", begin, name="begin_report"),
    path("reviews/<uuid:case_id>/writing/<slug:report>/now/", beat, name="report_now"),
    path("reviews/<uuid:case_id>/writing/<slug:report>/preview/", preview, name="preview_report"),
    path("reviews/<uuid:case_id>/writing/<slug:report>/draft/", make_draft, name="draft_report"),
    path("written-reports/<uuid:written_id>/add/", add, name="add_section"),
    path("sections/<uuid:section_id>/save/", save, name="save_section"),
    path("sections/<uuid:section_id>/arrange/", arrange, name="arrange_section"),
    path("sections/<uuid:section_id>/history/", history, name="section_history"),
    path("sections/<uuid:section_id>/comment/", comment, name="comment_section"),
    path("comments/<uuid:remark_id>/reply/", reply, name="answer_comment"),
    path("comments/<uuid:remark_id>/resolve/", resolve, name="resolve_comment"),
    path("sections/<uuid:section_id>/restore/", restore, name="restore_section"),
]
