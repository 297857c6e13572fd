"""Journey 1, second half: the agencies' chronologies, and the one chronology made from them."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safelight.records.cases.actions import chronologies
from safelight.records.cases.queries import RowFilters, chronologies_page
from safelight.web.fields import Pick, Upload
from safelight.web.pages import DeskRequest, desk, form_page, now, only


class ChronologyForm(forms.Form):
    """An agency's chronology."""

    file = Upload(label="Chronology", help_text="A .xlsx, .csv or .docx file with one event in each row.")


@desk
@require_GET
def files(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What each agency sent, which rows could not be read, and the merged whole."""
    return render(request, "desk/chronologies.html", {"page": chronologies_page(request.user, case_id)})


@desk
def send(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Send an agency's chronology; sending it again replaces it."""
    page = chronologies_page(request.user, case_id)
    only(request, "cases.submit_chronology", may=page.case.may)
    choices = {str(line.id): line.name for line in page.expected}
    choices |= {str(line.agency_id): line.agency for line in page.files}

    class SendForm(ChronologyForm):
        agency = Pick(sorted(choices.items(), key=lambda pair: pair[1]), label="Whose chronology is it?")

    return form_page(
        request,
        SendForm,
        title="Send a chronology",
        do=lambda entered: chronologies.submit_chronology(
            case=case_id,
            agency=UUID(entered["agency"]),
            untrusted_data=entered["file"].read(),
            name=entered["file"].name,
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:chronologies", args=[case_id]),
        done="Read. Rows that could not be read are listed by their number.",
        back=reverse("desk:chronologies", args=[case_id]),
        button="Send",
    )


@desk
@require_POST
def integrate(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Merge all chronologies into one."""
    chronologies.integrate(case=case_id, by=request.user, at=now())
    return redirect("desk:chronologies", case_id)


@desk
@require_http_methods(["GET", "POST"])
def rows(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The integrated chronology: filter, search, page through.

    What is searched for is posted: in an address it would stay behind in the browser and in servers' logs.
    """
    # PostgreSQL takes no NUL in a question.
    asked = {name: str(text).replace("\0", "").strip() for name, text in request.POST.items()}
    number = asked.get("page", "1")
    filters = RowFilters(
        agency=_key(asked.get("agency", "")),
        since=asked.get("since", "")[:10],
        until=asked.get("until", "")[:10],
        words=asked.get("words", "")[:100],
        flagged=asked.get("flagged") == "yes",
    )
    page = chronologies.read_rows(
        case=case_id,
        filters=filters,
        page=int(number) if number.isdecimal() else 1,
        by=request.user,
        at=now(),
    )
    return render(request, "desk/rows.html", {"page": page, "filters": filters, "case_id": case_id})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


urlpatterns = [
    path("reviews/<uuid:case_id>/chronologies/", files, name="chronologies"),
    path("reviews/<uuid:case_id>/chronologies/send/", send, name="send_chronology"),
    path("reviews/<uuid:case_id>/chronologies/merge/", integrate, name="integrate"),
    path("reviews/<uuid:case_id>/chronology/", rows, name="chronology_rows"),
]
