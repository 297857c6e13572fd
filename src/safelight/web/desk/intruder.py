"""The motivated-intruder review of one text: filled in beside what helps, and read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.review.intruder import (
    Conclusion,
    Indicated,
    Indicator,
    Insider,
    Searched,
    Source,
    Weighed,
    unfinished,
)
from safelight.core.review.plan import months_after
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.publication.actions import intruder, reading
from safelight.records.publication.intruder import IntruderPage, intruder_page
from safelight.web.fields import Day, Line, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.words import plain

ROWS = 3
YES, NO = "yes", "no"
COLUMNS = ("source", "looked_for", "found")
INSIDE = {
    Insider.NEIGHBOUR: "What could a neighbour or a friend recognise?",
    Insider.FAMILY: "What could somebody of the wider family recognise?",
    Insider.STAFF: "What could somebody recognise who works, or worked, with the family?",
}
ASKED = {
    Indicator.SINGLING_OUT: (
        "Can anybody be singled out?",
        "Could a reader tell one person or family apart from all others, with or without their name?",
    ),
    Indicator.LINKING: (
        "Can it be linked with something else?",
        "Does anything in the text join up with what was found elsewhere, so that together they lead to somebody?",
    ),
    Indicator.INFERRING: (
        "Can anything be inferred?",
        "Could a reader work out, from what is told, something about somebody that is not told?",
    ),
}


class IntruderForm(forms.Form):
    """Everything that is recorded; as many rows of places searched as `rows` says."""

    rows = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    looked_by = Line(
        label="Who looked?",
        help_text="The name of one person who has written none of the text. It need not be you.",
    )
    looked_on = Day(label="On which day?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        given = str((self.data if self.is_bound else self.initial).get("rows") or "")
        self.number_of_rows = min(intruder.MOST_ROWS, max(1, int(given))) if given.isdecimal() else ROWS
        for number in range(self.number_of_rows):
            self._add_row(number)
        for who, question in INSIDE.items():
            self.fields[str(who)] = Words(label=question, rows=3)
        for indicator, (question, hint) in ASKED.items():
            self.fields[str(indicator)] = OneOf([(YES, "Yes"), (NO, "No")], label=question, help_text=hint)
            self.fields[f"{indicator}_why"] = Words(label="Why?", rows=3)
            self.fields[f"{indicator}_why"].error_messages["required"] = f"Give the reason: {question.lower()}"
        self.fields["conclusion"] = OneOf(Conclusion, label="What do you conclude?")
        self.fields["must_change"] = Words(
            label="If it is not remote: what must change in the text?", rows=4, required=False
        )
        self.fields["repeat_on"] = Day(
            label="If it is remote: on which day is this tried again?",
            required=False,
            help_text="The rules say that it is tried again from time to time, not how often: the board settles that.",
        )

    def _add_row(self, number: int) -> None:
        self.fields[f"source_{number}"] = Pick(
            [(source.value, plain(source)) for source in Source], label="Where?", required=False
        )
        self.fields[f"looked_for_{number}"] = Words(label="What was looked for?", rows=2, required=False)
        self.fields[f"found_{number}"] = Words(label="What was found?", rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """Every row that was begun is finished, said beside its fields."""
        entered: dict[str, Any] = super().clean() or self.cleaned_data
        searched = [
            Searched(**{column: entered.get(f"{column}_{number}", "") for column in COLUMNS})
            for number in range(self.number_of_rows)
        ]
        for number, field, sentence in unfinished(searched):
            self.add_error(f"{field}_{number}", sentence)
        return entered | {"searched": searched}

    def groups(self) -> list[list[forms.BoundField]]:
        """The fields of each row together."""
        return [[self[f"{column}_{number}"] for column in COLUMNS] for number in range(self.number_of_rows)]


@desk
@require_GET
def intruder_review(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """What was recorded of this text, and every time that somebody tried with this paper."""
    page = reading.read_intruder(draft=draft_id, by=request.user, at=now())
    return render(request, "desk/intruder.html", {"page": page})


@desk
def record_intruder(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """The form, beside what helps. What was found before is not shown here: it may name those whom the text does not.

    Raises:
        NotNow: when there is a newer version; whoever was typing when it was saved keeps what they typed.
    """
    page = intruder_page(request.user, draft_id, on=today())
    only(request, "publication.record_intruder_review", may=page.may_try)
    if page.why_not and request.method != "POST":
        raise NotNow(page.why_not)
    beside = reading.read_put_together(draft=draft_id, by=request.user, at=now())
    here = reverse("desk:intruder_review", args=[draft_id])
    context: dict[str, Any] = {
        "page": page,
        "beside": beside,
        "insiders": tuple(Insider),
        "indicators": tuple(Indicator),
    }
    context |= {"title": "Try to find out who this is about", "button": "Record it", "back": here}
    if "more" in request.POST:
        return render(request, "desk/record_intruder.html", context | {"form": _with_one_more_row(request)})
    return form_page(
        request,
        IntruderForm,
        do=lambda entered: _record(page, entered, request),
        then=here,
        done="Recorded. It counts for exactly this text: when the text is changed, somebody tries again.",
        initial=_brought_forward(page, request),
        template="desk/record_intruder.html",
        **context,
    )


def _record(page: IntruderPage, entered: dict[str, Any], request: DeskRequest) -> object:
    """Record it. What stands in the way meanwhile is said above the form, so that nothing that was typed is lost."""
    try:
        return intruder.record_intruder_review(
            draft=page.draft_id,
            looked_by=entered["looked_by"],
            looked_on=entered["looked_on"],
            searched=entered["searched"],
            weighed=[Weighed(insider=who, text=entered[who]) for who in Insider],
            indicated=[
                Indicated(indicator=one, possible=entered[one] == YES, why=entered[f"{one}_why"]) for one in Indicator
            ],
            conclusion=Conclusion(entered["conclusion"]),
            must_change=entered["must_change"],
            repeat_on=entered["repeat_on"],
            by=request.user,
            at=now(),
        )
    except NotNow as early:
        raise WrongInput(str(early)) from early


def _brought_forward(page: IntruderPage, request: DeskRequest) -> dict[str, Any]:
    """Who and when, the places that were searched last, and a day as far ahead as last: never an answer."""
    places = {f"source_{number}": source for number, source in enumerate(page.sources)}
    last = page.days_between
    return {
        "rows": max(ROWS, len(places)),
        "looked_by": request.user.name,
        "looked_on": today(),
        "repeat_on": today() + timedelta(days=last) if last else months_after(today(), 12),
        **places,
    }


def _with_one_more_row(request: HttpRequest) -> IntruderForm:
    """The same form with one more row, and with everything that was typed; nothing is checked yet."""
    sent = IntruderForm(request.POST)
    typed = {name: sent[name].value() for name in sent.fields}
    return IntruderForm(initial=typed | {"rows": sent.number_of_rows + 1})


urlpatterns = [
    path("drafts/<uuid:draft_id>/intruder/", intruder_review, name="intruder_review"),
    path("drafts/<uuid:draft_id>/intruder/record/", record_intruder, name="record_intruder"),
]
