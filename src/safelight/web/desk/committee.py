"""Reports to the cabinet member, to scrutiny and to the board; minutes, call-in and resolutions."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.vocabulary import Reader
from safelight.records.committee import actions
from safelight.records.committee.form import BODY_FIELDS, BODY_TITLES, COVER
from safelight.records.committee.queries import (
    meetings_of,
    report_edition,
    report_page,
    reports_for_members,
    reports_of,
)
from safelight.records.committee.words import ResolutionKind
from safelight.records.people.permission import NotForYou
from safelight.web.fields import AnyOf, Day, Line, Number, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.words import day

OBJECTIVES = (
    "Creating a learning community",
    "Safe communities",
    "Jobs and prosperity",
    "Health and wellbeing",
    "A sustainable environment",
    "Inclusive communities",
    "Better services and local democracy",
    "Children and young people",
)
IMPACTS = [("positive", "Positive"), ("neutral", "Neutral"), ("negative", "Negative")]


class MeetingForm(forms.Form):
    """A meeting."""

    body = OneOf([(body.value, title) for body, title in BODY_TITLES.items()], label="Which body meets?")
    title = Line(label="Title of the meeting")
    held_on = Day(label="Date of the meeting")


class MinutesForm(forms.Form):
    """When the minutes were published."""

    on = Day(label="Day on which the minutes were published")


class ResolutionForm(forms.Form):
    """One limb of a minute."""

    minute = Line(label="Minute number")
    limb = Number(label="Limb", initial=1)
    text = Words(label="What was resolved")
    kind = OneOf(ResolutionKind, label="What does it make the board do?")
    condition = Line(label="What it waits for", required=False, max_length=300)
    due_on = Day(label="First due", required=False)
    every_months = Number(max_value=60, required=False, label="Every how many months?")


class DischargeForm(forms.Form):
    """When it was done."""

    on = Day(label="Day on which it was done")


@desk
@require_GET
def meetings(request: DeskRequest) -> HttpResponse:
    """Meetings, when their decisions take effect, and what they resolved."""
    return render(
        request,
        "desk/meetings.html",
        {
            "meetings": meetings_of(request.user, on=today()),
            "may_write": request.user.standing == Reader.BUSINESS_MANAGER,
        },
    )


@desk
@require_GET
def members(request: DeskRequest) -> HttpResponse:
    """What an elected member's council has been sent."""
    return render(request, "desk/members.html", {"reports": reports_for_members(request.user, on=today())})


@desk
@require_GET
def reports(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The reports about one case."""
    return render(
        request,
        "desk/reports.html",
        {
            "case_id": case_id,
            "reports": reports_of(request.user, case_id, on=today()),
            "may_write": request.user.standing == Reader.BUSINESS_MANAGER,
        },
    )


@desk
@require_GET
def report(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """One report as members read it."""
    page = report_page(request.user, report_id, on=today())
    return render(
        request,
        "desk/report.html",
        {"page": page, "blocks": [(type(block).__name__, block) for block in page.manuscript.blocks]},
    )


@desk
@require_GET
def report_file(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The report as a PDF for the council's committee system."""
    edition = report_edition(request.user, report_id, on=today())
    response = HttpResponse(edition.pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="committee-report.pdf"'
    return response


@desk
def new_meeting(request: DeskRequest) -> HttpResponse:
    """Enter a meeting."""
    _office(request, "committee.arrange_meeting")
    return form_page(
        request,
        MeetingForm,
        title="A meeting",
        do=lambda entered: actions.arrange_meeting(by=request.user, at=now(), **entered),
        then=reverse("desk:meetings"),
        done="The meeting is entered.",
        back=reverse("desk:meetings"),
    )


@desk
def new_report(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Write a report in the council's form."""
    reports_of(request.user, case_id, on=today())
    _office(request, "committee.write_report")
    choices = [(str(row.id), f"{row.body_title}, {day(row.held_on)}") for row in meetings_of(request.user, on=today())]
    fields: dict[str, forms.Field] = {
        "subject": Line(label="Subject"),
        "meetings": AnyOf(choices, label="Which meetings receive it?"),
    }
    for name, label in (*COVER, *BODY_FIELDS):
        fields[name] = Words(label=label, rows=2 if (name, label) in COVER else 10)
    for number, objective in enumerate(OBJECTIVES):
        fields[f"objective_{number}"] = Pick(IMPACTS, label=f"Impact on: {objective}")
    fields["background_papers"] = Words(
        label="Background papers relied upon",
        rows=3,
        required=False,
        help_text="One on each line. Published works, such as statutory guidance, are not listed.",
    )
    report_form = type("ReportForm", (forms.Form,), fields)

    def write(entered: dict[str, object]) -> object:
        return actions.write_report(
            case=case_id,
            meetings=list(entered["meetings"]),  # type: ignore[call-overload]
            subject=str(entered["subject"]),
            fields={name: str(entered[name]) for name, _ in (*COVER, *BODY_FIELDS)},
            objectives=[(name, str(entered[f"objective_{number}"])) for number, name in enumerate(OBJECTIVES)],
            background_papers=[line.strip() for line in str(entered["background_papers"]).splitlines() if line.strip()],
            by=request.user,
            at=now(),
        )

    return form_page(
        request,
        report_form,
        title="A report to the council",
        initial={"report_of": "Independent chair of the board", "wards": "All wards", "key_decision": "No"}
        | {f"objective_{number}": "neutral" for number in range(len(OBJECTIVES))},
        do=write,
        then=lambda made: reverse("desk:report", args=[made.pk]),
        done="The report is written.",
        back=reverse("desk:reports", args=[case_id]),
        intro="The report is public: anything in it that identifies somebody is refused.",
    )


@desk
def minutes(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Say when the minutes were published: the call-in period is counted from that day."""
    _meeting(request, meeting_id, act="committee.publish_minutes")
    return form_page(
        request,
        MinutesForm,
        title="The minutes are published",
        do=lambda entered: actions.publish_minutes(meeting=meeting_id, on=entered["on"], by=request.user, at=now()),
        then=reverse("desk:meetings"),
        done="The call-in period is worked out from that day.",
        back=reverse("desk:meetings"),
    )


@desk
def resolution(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Enter one limb of a minute."""
    _meeting(request, meeting_id, act="committee.record_resolution")
    return form_page(
        request,
        ResolutionForm,
        title="A resolution",
        do=lambda entered: actions.record_resolution(meeting=meeting_id, by=request.user, at=now(), **entered),
        then=reverse("desk:meetings"),
        done="The resolution is entered.",
        back=reverse("desk:meetings"),
    )


@desk
def discharge(request: DeskRequest, resolution_id: UUID) -> HttpResponse:
    """Say that what was resolved has been done."""
    if not any(row.id == resolution_id for line in meetings_of(request.user, on=today()) for row in line.resolutions):
        raise NotForYou
    _office(request, "committee.discharge")
    return form_page(
        request,
        DischargeForm,
        title="The resolution has been carried out",
        do=lambda entered: actions.discharge(resolution=resolution_id, on=entered["on"], by=request.user, at=now()),
        then=reverse("desk:meetings"),
        back=reverse("desk:meetings"),
    )


def _meeting(request: DeskRequest, meeting_id: UUID, *, act: str) -> None:
    if not any(row.id == meeting_id for row in meetings_of(request.user, on=today())):
        raise NotForYou
    _office(request, act)


def _office(request: DeskRequest, act: str) -> None:
    only(request, act, may=request.user.standing == Reader.BUSINESS_MANAGER)


urlpatterns = [
    path("meetings/", meetings, name="meetings"),
    path("meetings/new/", new_meeting, name="new_meeting"),
    path("meetings/<uuid:meeting_id>/minutes/", minutes, name="minutes"),
    path("meetings/<uuid:meeting_id>/resolution/", resolution, name="resolution"),
    path("resolutions/<uuid:resolution_id>/done/", discharge, name="discharge"),
    path("members/", members, name="members"),
    path("reviews/<uuid:case_id>/reports/", reports, name="reports"),
    path("reviews/<uuid:case_id>/reports/new/", new_report, name="new_report"),
    path("reports/<uuid:report_id>/", report, name="report"),
    path("reports/<uuid:report_id>/report.pdf", report_file, name="report_file"),
]
