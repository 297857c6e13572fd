"""What is under way in the courts beside a review, how long it holds, and what it changes meanwhile."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.records.cases.actions import proceedings
from safelight.records.cases.queries import proceedings_page
from safelight.records.cases.words import Lasting, ProceedingKind
from safelight.records.people.permission import NotForYou
from safelight.web.fields import Day, Line, OneOf, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

KINDS = [
    (ProceedingKind.CRIMINAL, "Criminal proceedings: an investigation with a charge in sight, a trial, an appeal"),
    (ProceedingKind.FAMILY, "Family proceedings about a child"),
    (ProceedingKind.INQUEST, "An inquest"),
    (ProceedingKind.COURT_ORDER, "An order of a court, such as one that restricts reporting"),
    (ProceedingKind.CHILD_WELFARE, "A child's welfare: publication now would do harm"),
    (ProceedingKind.OTHER_REVIEW, "Another review or inquiry"),
]
LASTS = [
    (Lasting.UNKNOWN, "Nobody knows yet"),
    (Lasting.DATE, "Until a day that is known"),
    (Lasting.YOUNGEST_18, "Until the youngest child is 18"),
]
USUAL, NOBODY, SOME = "usual", "nobody", "some"
PAPERS = [
    (USUAL, "Do as is usual"),
    (NOBODY, "Nobody outside the review is shown anything"),
    (SOME, "Somebody may be shown a paper, if a named person decides so"),
]
HOLDS_PAPERS = {USUAL: None, NOBODY: True, SOME: False}


class ProceedingForm(forms.Form):
    """A trial, an inquest, an order."""

    kind = OneOf(KINDS, label="What is under way?")
    court = Line(label="Court or body")
    scope = Words(label="What it concerns, and what it restricts", rows=3)
    protects = Line(
        label="Whom does it protect?",
        required=False,
        max_length=300,
        help_text="By relation, or by what a published document calls them: Child N and two younger children. "
        "Never a real name.",
    )
    varied_by = Line(
        label="Who may vary it?", required=False, help_text="For example: the judge of the family court who made it."
    )
    opened_on = Day(label="Since when?")
    lasting = OneOf(LASTS, label="How long does it last?")
    until = Day(
        label="If until a day: the first day on which it holds no more",
        required=False,
        help_text="It then ends by itself. If an order says “until 3 March” and you are not sure, enter 4 March.",
    )
    youngest_born_on = Day(
        label="If until the youngest is 18: that child's date of birth",
        required=False,
        help_text="It is not kept. What is kept is the first day of the month after the eighteenth birthday, so that "
        "nobody can work out the birthday from this page. You can say on the day itself that it has ended.",
    )
    holds_papers = OneOf(
        PAPERS,
        label="May people who ask be shown unpublished papers while it lasts?",
        help_text="Usual is: nobody, while criminal or family proceedings run or an order of a court stands; "
        "otherwise a named person weighs it.",
    )


class EndForm(forms.Form):
    """How it ended."""

    ended_on = Day(label="When did it end?")
    ending = Line(label="How did it end?", max_length=300)


@desk
@require_GET
def proceedings_list(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Trials, inquests, family cases and orders, with what each of them holds."""
    return render(request, "desk/proceedings.html", {"page": proceedings_page(request.user, case_id, on=today())})


@desk
def open_proceeding(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Enter a trial, an inquest, a family case or an order."""
    only(request, "cases.open_proceeding", may=proceedings_page(request.user, case_id, on=today()).case.may)
    return form_page(
        request,
        ProceedingForm,
        title="Something under way in a court",
        initial={"holds_papers": USUAL},
        do=lambda entered: proceedings.open_proceeding(
            case=case_id,
            by=request.user,
            at=now(),
            **{**entered, "holds_papers": HOLDS_PAPERS[entered["holds_papers"]]},
        ),
        then=reverse("desk:proceedings", args=[case_id]),
        done="Entered. While it is open it changes what may be published and seen.",
        back=reverse("desk:proceedings", args=[case_id]),
        intro="From its first day to its last it holds what it holds by itself: nobody has to remember it.",
    )


@desk
def end_proceeding(request: DeskRequest, case_id: UUID, proceeding_id: UUID) -> HttpResponse:
    """Say that it has ended."""
    page = proceedings_page(request.user, case_id, on=today())
    if not any(line.id == proceeding_id for line in page.proceedings):
        raise NotForYou
    only(request, "cases.end_proceeding", may=page.case.may)
    return form_page(
        request,
        EndForm,
        title="It has ended",
        do=lambda entered: proceedings.end_proceeding(proceeding=proceeding_id, by=request.user, at=now(), **entered),
        then=reverse("desk:proceedings", args=[case_id]),
        done="Ended. What it held back is free, unless something else holds it.",
        back=reverse("desk:proceedings", args=[case_id]),
        intro="Where a court has varied it, enter the new one first, and then that this one has ended: "
        "so there is no day between on which nothing holds.",
    )


urlpatterns = [
    path("reviews/<uuid:case_id>/proceedings/", proceedings_list, name="proceedings"),
    path("reviews/<uuid:case_id>/proceedings/new/", open_proceeding, name="open_proceeding"),
    path("reviews/<uuid:case_id>/proceedings/<uuid:proceeding_id>/end/", end_proceeding, name="end_proceeding"),
]
