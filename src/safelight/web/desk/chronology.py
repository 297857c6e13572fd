"""The integrated chronology: read, filtered and searched; rows ticked on it are marked, put under themes and cited.

What is searched for is posted: in an address it would stay behind in the browser and in servers' logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from safelight.core.review.chronology.dates import read_date
from safelight.records.cases.actions import exporting, integrating, row_notes
from safelight.records.cases.queries import RowFilters
from safelight.records.cases.queries.row_filters import ANY_MARK
from safelight.records.cases.words import Names, RowMark
from safelight.records.people.permission import NotForYou, WrongInput
from safelight.records.plans import actions as plans
from safelight.records.plans.queries import findings_to_cite
from safelight.web.pages import DeskRequest, desk, now

MARKS = (ANY_MARK, *RowMark)
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was sent with the page's form: filters as they are understood, and what was typed as it was typed."""

    filters: RowFilters
    names: Names
    page: int
    since: str
    until: str
    ticked: frozenset[UUID]
    faults: tuple[tuple[str, str], ...]


@desk
@require_http_methods(["GET", "POST"])
def rows(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """A page of rows; on POST first what is to be done with the ticked ones. A fragment, where only rows are wanted."""
    asked = read(request.POST)
    done, faults = "", list(asked.faults)
    if request.POST.get("do"):
        try:
            done = _do(request, case_id, asked)
        except WrongInput as wrong:
            faults.append((wrong.field, str(wrong)))
    return shown(request, case_id, asked, done=done, faults=faults)


@desk
@require_POST
def export(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Everything that fits the filters, as a file to take along."""
    asked = read(request.POST)
    try:
        made = exporting.export_rows(
            case=case_id,
            filters=asked.filters,
            names=asked.names,
            form=request.POST.get("form", ""),
            by=request.user,
            at=now(),
        )
    except WrongInput as wrong:
        return shown(request, case_id, asked, faults=[(wrong.field, str(wrong))])
    response = HttpResponse(made.data, content_type=TYPES[made.name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def shown(
    request: DeskRequest, case_id: UUID, asked: Asked, *, done: str = "", faults: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """The page for what was asked, or the rows alone for a script that goes on scrolling."""
    page = integrating.read_rows(
        case=case_id, filters=asked.filters, page=asked.page, names=asked.names, by=request.user, at=now()
    )
    part = request.POST.get("part") == "rows"
    may_cite, findings = findings_to_cite(request.user, case_id)
    context = {
        "page": page,
        "asked": asked,
        "case_id": case_id,
        "marks": MARKS,
        "done": done,
        "faults": dict(faults or []),
        "typed_theme": request.POST.get("new_theme", "") if faults else "",
        "may_note": "mark_key_events" in page.case.may,
        "findings": findings if may_cite else (),
        "may_tick": "mark_key_events" in page.case.may or may_cite,
    }
    template = "desk/rows_part.html" if part else "desk/rows.html"
    return render(request, template, context, status=422 if faults else 200)


def read(sent: QueryDict) -> Asked:
    """What the form says; whatever makes no sense is left out, and a date that cannot be read is told."""
    # PostgreSQL takes no NUL in a question.
    typed = {name: str(text).replace("\0", "").strip() for name, text in sent.items()}
    number, theme, mark = typed.get("page", ""), typed.get("theme", ""), typed.get("mark", "")
    since, until = typed.get("since", "")[:40], typed.get("until", "")[:40]
    faults = [
        (name, f"“{text}” cannot be read as a date. Write it like 2008, March 2008 or 14/03/2008.")
        for name, text in (("since", since), ("until", until))
        if text and not _day(text)
    ]
    return Asked(
        filters=RowFilters(
            agency=_key(typed.get("agency", "")),
            person=typed.get("person", "")[:40],
            theme=int(theme) if theme.isdecimal() and len(theme) < 10 else None,
            since=_day(since),
            until=_day(until),
            words=typed.get("words", "")[:200],
            key_events=typed.get("key_events") == "yes",
            mark=mark if mark in MARKS else "",
        ),
        names=names_of(sent),
        page=int(number) if number.isdecimal() and len(number) < 10 else 1,
        since=since,
        until=until,
        ticked=frozenset(key for text in sent.getlist("rows") if (key := _key(text)) is not None),
        faults=tuple(faults),
    )


def names_of(sent: QueryDict) -> Names:
    """Real names only where exactly that was asked for."""
    return Names.REAL if sent.get("names") == Names.REAL else Names.PSEUDONYMS


def _do(request: DeskRequest, case_id: UUID, asked: Asked) -> str:
    """The one act that a button stands for, on the ticked rows; what to say of it afterwards."""
    ticked, by, at = sorted(asked.ticked), request.user, now()
    match request.POST.get("do"):
        case "key" | "not-key" as word:
            count = row_notes.mark_key_events(case=case_id, rows=ticked, key_event=word == "key", by=by, at=at)
            return f"{count} marked as key events." if word == "key" else f"{count} are no longer key events."
        case "theme":
            theme = row_notes.give_theme(
                case=case_id, rows=ticked, theme=request.POST.get("new_theme", ""), by=by, at=at
            )
            return f"{len(ticked)} put under “{theme.name}”."
        case "cite":
            finding = _key(request.POST.get("finding", ""))
            if finding is None:
                raise WrongInput("Choose the finding that rests on these rows.", field="finding")
            count = plans.cite_rows(finding=finding, rows=ticked, by=by, at=at)
            return f"Cited: the finding now rests on {count} rows."
    raise NotForYou


def _day(text: str) -> str:
    """A date as a reader types it, as precise as it is, in ISO 8601; empty where it is none."""
    reading = read_date(text) if text else None
    return str(reading.day) if reading is not None else ""


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


urlpatterns = [
    path("reviews/<uuid:case_id>/chronology/", rows, name="chronology_rows"),
    path("reviews/<uuid:case_id>/chronology/export/", export, name="export_rows"),
]
