"""An agency sends its chronology, looks at what its columns were taken for, corrects that, and confirms it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from safelight.core.review.chronology.columns import Column
from safelight.core.review.wording import counted
from safelight.records.cases.actions import arriving
from safelight.records.cases.queries import chronologies_page, departments_of
from safelight.records.people.permission import WrongInput
from safelight.web.fields import Line, Pick, Upload, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only

ROLES = {
    "": "Kept beside the event",
    Column.DATE: "Date",
    Column.UNTIL: "End date",
    Column.TIME: "Time",
    Column.END_TIME: "End time",
    Column.SOURCE: "Source of information",
    Column.EVENT: "Event",
    Column.AGENCY: "Agency",
    Column.SEQUENCE: "Order within a day",
    Column.AS_WRITTEN: "Date as it was first written",
    Column.UNCERTAIN: "Whether the date is uncertain",
    Column.LEFT_OUT: "Left out: it only counts the rows",
}
"""What a column can be taken for, as people say it."""
LONGEST_SHOWN = 200


class SendForm(forms.Form):
    """A file or a pasted table, and whose it is."""

    department = Line(
        label="Department, if each sends its own",
        required=False,
        max_length=arriving.LONGEST_DEPARTMENT,
        help_text="For example, Health visiting. Every department's latest chronology counts as part of the agency's.",
    )
    file = Upload(
        label="Chronology as a file", required=False, help_text="A .xlsx, .csv or .docx file, one event in each row."
    )
    pasted = Words(
        label="Or paste the table here",
        required=False,
        strip=False,
        help_text="Select the table in Word, Excel or a web page, with its headings; copy it, and paste it here.",
    )

    def clean(self) -> dict[str, Any]:
        """Either of the two, and not both."""
        entered = super().clean() or {}
        given = [name for name in ("file", "pasted") if _is_given(entered.get(name))]
        if not self.errors and not given:
            self.add_error("file", "Choose a file, or paste the table into the box.")
        if len(given) == 2:
            self.add_error("pasted", "There is a file and a pasted table. Empty the box, or choose no file.")
        return entered


@desk
def send(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Send a chronology; sent again, it updates the rows."""
    page = chronologies_page(request.user, case_id)
    only(request, "cases.send_chronology", may=page.case.may)
    choices = {str(line.id): line.name for line in page.expected}
    choices |= {str(line.agency_id): line.agency for line in page.files}

    class WhoseForm(SendForm):
        agency = Pick(sorted(choices.items(), key=lambda pair: pair[1]), label="Whose chronology is it?")
        field_order = ("agency", "department", "file", "pasted")

    WhoseForm.base_fields["department"].widget.attrs["list"] = "departments"
    return form_page(
        request,
        WhoseForm,
        title="Send a chronology",
        do=lambda entered: _send(request, case_id, entered),
        then=lambda sent: _after(request, case_id, sent),
        back=reverse("desk:chronologies", args=[case_id]),
        button="Send",
        initial={"agency": next(iter(choices))} if len(choices) == 1 else None,
        template="desk/send_chronology.html",
        departments=sorted({department for _, department in departments_of(request.user, case_id)}),
    )


def _send(request: DeskRequest, case_id: UUID, entered: dict[str, Any]) -> arriving.Sent:
    file, pasted = entered["file"], entered["pasted"]
    try:
        return arriving.send_chronology(
            case=case_id,
            agency=UUID(entered["agency"]),
            department=entered["department"],
            untrusted_data=file.read() if file else pasted.encode(),
            name=file.name if file else f"pasted.{'html' if '<table' in pasted.casefold() else 'tsv'}",
            by=request.user,
            at=now(),
        )
    except WrongInput as wrong:
        if wrong.field == "file" and not file:
            raise WrongInput(str(wrong), field="pasted") from wrong
        raise


def _after(request: DeskRequest, case_id: UUID, sent: arriving.Sent) -> str:
    if sent.arrival is not None:
        return reverse("desk:confirm_columns", args=[sent.arrival.pk])
    if sent.is_unchanged:
        messages.success(request, "This is the same file as before. Nothing has changed.")
    elif sent.file is not None:
        messages.success(request, f"{_what_came(sent.file)} Its columns were read as they were confirmed before.")
    return reverse("desk:chronologies", args=[case_id])


def _what_came(file: Any) -> str:
    return (
        f"{counted(file.rows_read, 'row', 'rows')} read: {file.added} new, {file.changed} changed, {file.gone} gone, "
        f"{len(file.unreadable)} that could not be read."
    )


@desk
@require_http_methods(["GET", "POST"])
def columns(request: DeskRequest, arrival_id: UUID) -> HttpResponse:
    """What the columns of a chronology that waits were taken for: confirm it, or say otherwise."""
    return _columns(request, arrival=arrival_id)


@desk
@require_http_methods(["GET", "POST"])
def file_columns(request: DeskRequest, file_id: UUID) -> HttpResponse:
    """How the columns of a chronology were read, which rows are lacking, and another choice of columns."""
    return _columns(request, file=file_id)


def _columns(request: DeskRequest, **of: UUID) -> HttpResponse:
    chosen, fault = None, ""
    if request.method == "POST":
        chosen = _chosen(request.POST)
        if request.POST.get("do") != "look":
            try:
                made = arriving.confirm_columns(**of, chosen=chosen, by=request.user, at=now())
            except WrongInput as wrong:
                fault = str(wrong)
            else:
                messages.success(request, _what_came(made))
                return redirect("desk:chronologies", made.case_id)
    page = arriving.look_at_columns(**of, chosen=chosen, by=request.user, at=now())
    context = {"page": page, "fault": fault, "roles": ROLES, "most": LONGEST_SHOWN}
    return render(request, "desk/columns.html", context, status=422 if fault else 200)


def _chosen(sent: QueryDict) -> dict[str, dict[int, Column]]:
    """What was chosen for every column: its name in the form is the table's key and the column's place."""
    chosen: dict[str, dict[int, Column]] = {}
    for name, value in sent.items():
        key, dot, place = name.partition(".")
        if not dot or not place.isdecimal() or len(place) > 4:
            continue
        table = chosen.setdefault(key, {})
        if str(value) in set(Column):
            table[int(place)] = Column(str(value))
    return chosen


@desk
@require_POST
def discard(request: DeskRequest, arrival_id: UUID) -> HttpResponse:
    """Throw away a chronology that waits."""
    case = arriving.discard_chronology(arrival=arrival_id, by=request.user, at=now())
    messages.success(request, "Thrown away. Nothing of it was taken in.")
    return redirect("desk:chronologies", case.pk)


def _is_given(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


urlpatterns = [
    path("reviews/<uuid:case_id>/chronologies/send/", send, name="send_chronology"),
    path("chronologies/waiting/<uuid:arrival_id>/", columns, name="confirm_columns"),
    path("chronologies/waiting/<uuid:arrival_id>/discard/", discard, name="discard_chronology"),
    path("chronologies/<uuid:file_id>/columns/", file_columns, name="chronology_columns"),
]
