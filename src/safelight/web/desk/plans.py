"""Journey 3: from recommendation to action, from action to evidence, and to closure by a second person."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.people.queries import agency_list
from safelight.records.plans import actions
from safelight.records.plans.actions import CLOSED
from safelight.records.plans.obligations import SOURCE_TITLES
from safelight.records.plans.queries import ActionPage, action_page, finding_page, plan_of, recommendation_page
from safelight.web.fields import Day, Line, Number, Pick, Upload, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.public.build import rebuild

SOURCES = [
    ("overview", "The overview report"),
    ("imr", "An agency's review"),
    ("health_overview", "Health overview"),
]


class FindingForm(forms.Form):
    """A numbered finding."""

    number = Number(label="Number")
    text = Words(label="Finding", help_text="In words that may be published.")


class CiteForm(forms.Form):
    """On which rows of the chronology a finding rests."""

    numbers = Line(
        label="Which rows of the integrated chronology?",
        help_text="Their numbers, for example: 301, 312",
        max_length=2000,
    )


class RecommendationForm(forms.Form):
    """A numbered recommendation."""

    number = Number(label="Number")
    text = Words(label="Recommendation")
    source = Pick(SOURCES, label="Which report does it come from?")
    findings = Line(label="Which findings does it answer?", help_text="Their numbers, for example: 2, 5")


class EvidenceForm(forms.Form):
    """What shows that an action was done."""

    text = Words(label="What does the evidence show?")
    file = Upload(label="File", required=False)


class ClosureForm(forms.Form):
    """What changed."""

    impact = Words(label="What changed for children because of this action?")


@desk
@require_GET
def plan(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Findings, recommendations, actions, and how each stands today."""
    return render(
        request,
        "desk/plan.html",
        {"page": plan_of(request.user, case_id, on=today()), "sources": SOURCE_TITLES},
    )


@desk
def new_finding(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Enter a finding."""
    page = plan_of(request.user, case_id, on=today())
    only(request, "plans.record_finding", may=page.may_write)
    return form_page(
        request,
        FindingForm,
        title="A finding",
        initial={"number": len(page.findings) + 1},
        do=lambda entered: actions.record_finding(case=case_id, by=request.user, at=now(), **entered),
        then=reverse("desk:plan", args=[case_id]),
        done="The finding is entered.",
        back=reverse("desk:plan", args=[case_id]),
    )


@desk
def cite(request: DeskRequest, finding_id: UUID) -> HttpResponse:
    """Say on which rows and sections of reviews a finding rests, or that it no longer rests on one."""
    page = finding_page(request.user, finding_id)
    only(request, "plans.cite_rows", may=page.may_write)
    here = reverse("desk:cite", args=[finding_id])
    if stopped := request.POST.get("stop"):
        actions.stop_citing(finding=finding_id, row=key_in(stopped), by=request.user, at=now())
        return redirect(here)
    if stopped := request.POST.get("stop-section"):
        citation = int(stopped) if stopped.isdecimal() and len(stopped) < 10 else 0
        actions.stop_citing_section(finding=finding_id, citation=citation, by=request.user, at=now())
        return redirect(here)
    if "section" in request.POST:
        return _cite_section(request, finding_id)
    return form_page(
        request,
        CiteForm,
        title=f"On what does finding {page.number} rest?",
        do=lambda entered: actions.cite_rows(
            finding=finding_id,
            numbers=_numbers(entered["numbers"], of="rows", field="numbers"),
            by=request.user,
            at=now(),
        ),
        then=here,
        done="The rows are cited.",
        back=reverse("desk:plan", args=[page.case_id]),
        button="Cite",
        template="desk/cite.html",
        intro=page.text,
        page=page,
    )


def _cite_section(request: DeskRequest, finding_id: UUID) -> HttpResponse:
    picked = request.POST["section"]
    if not picked:
        raise NotNow("Choose the section first.")
    review, _, part = picked.partition("/")
    actions.cite_section(
        finding=finding_id,
        review=key_in(review),
        part=int(part) if part.isdecimal() and len(part) < 10 else None,
        by=request.user,
        at=now(),
    )
    messages.success(request, "The section is cited.")
    return redirect("desk:cite", finding_id)


@desk
def new_recommendation(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Enter a recommendation."""
    page = plan_of(request.user, case_id, on=today())
    only(request, "plans.record_recommendation", may=page.may_write)

    def enter(entered: dict[str, str]) -> object:
        numbers = _numbers(entered.pop("findings"), of="findings", field="findings")
        return actions.record_recommendation(
            case=case_id,
            by=request.user,
            at=now(),
            number=int(entered["number"]),
            text=entered["text"],
            source=entered["source"],
            findings=numbers,
        )

    return form_page(
        request,
        RecommendationForm,
        title="A recommendation",
        initial={"number": len(page.recommendations) + 1, "source": "overview"},
        do=enter,
        then=reverse("desk:plan", args=[case_id]),
        done="The recommendation is entered.",
        back=reverse("desk:plan", args=[case_id]),
        intro=page.many or "Few, focused and achievable: each answers a finding.",
    )


@desk
def new_action(request: DeskRequest, recommendation_id: UUID) -> HttpResponse:
    """Agree an action."""
    page = recommendation_page(request.user, recommendation_id)
    only(request, "plans.agree_action", may=plan_of(request.user, page.case_id, on=today()).may_plan)

    class ActionForm(forms.Form):
        text = Words(label="What will be done?")
        agency = Pick([(str(line.id), line.name) for line in agency_list(request.user)], label="By which agency?")
        owner_post = Line(label="Who answers for it?", help_text="One post, for example: Head of Safeguarding.")
        due_on = Day(label="Due date")
        measure = Words(label="How will anybody see that it made a difference?", rows=3)
        owner = Pick(
            [(str(key), name) for key, name in page.owners],
            label="Whose account is it?",
            required=False,
            help_text="If whoever holds the post has one: they are reminded, and can add evidence themselves.",
        )

    def agree(entered: dict[str, object]) -> object:
        owner = entered.pop("owner")
        return actions.agree_action(
            recommendation=recommendation_id,
            owner=key_in(str(owner)) if owner else None,
            by=request.user,
            at=now(),
            **entered,  # type: ignore[arg-type]
        )

    offer = page.offer
    return form_page(
        request,
        ActionForm,
        title=f"An action for recommendation {page.number}",
        initial={
            "text": page.text,
            "agency": str(offer.agency_id),
            "owner_post": offer.owner,
            "due_on": offer.due_on,
            "measure": offer.measure,
        }
        if offer
        else None,
        do=agree,
        then=reverse("desk:plan", args=[page.case_id]),
        done="The action is agreed.",
        back=reverse("desk:plan", args=[page.case_id]),
        intro=page.text,
    )


@desk
@require_GET
def action(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """One action with its evidence."""
    return render(request, "desk/action.html", {"page": action_page(request.user, action_id, on=today())})


@desk
def evidence(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Add evidence."""
    page = open_action(request, action_id, act="plans.add_evidence")

    def add(entered: dict[str, object]) -> object:
        upload = entered["file"]
        return actions.add_evidence(
            action=action_id,
            text=str(entered["text"]),
            untrusted_data=upload.read() if upload else b"",  # type: ignore[attr-defined]
            name=upload.name if upload else "",  # type: ignore[attr-defined]
            by=request.user,
            at=now(),
        )

    return form_page(
        request,
        EvidenceForm,
        title=f"Evidence for action {page.line.reference}",
        do=add,
        then=reverse("desk:action", args=[action_id]),
        done="The evidence is added.",
        back=reverse("desk:action", args=[action_id]),
    )


@desk
def propose_closure(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Say that it is done."""
    page = open_action(request, action_id, act="plans.propose_closure")
    return form_page(
        request,
        ClosureForm,
        title=f"Propose to close action {page.line.reference}",
        do=lambda entered: actions.propose_closure(
            action=action_id, impact=entered["impact"], by=request.user, at=now()
        ),
        then=reverse("desk:action", args=[action_id]),
        done="Closure is proposed. Somebody else closes it.",
        back=reverse("desk:action", args=[action_id]),
        button="Propose closure",
    )


@desk
@require_POST
def close(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Close it, as a second person; what the public site says of the plan follows."""
    actions.close(action=action_id, by=request.user, at=now())
    rebuild()
    return redirect("desk:action", action_id)


def _numbers(text: str, *, of: str, field: str) -> list[int]:
    numbers = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and len(part) < 10 for part in numbers):
        raise WrongInput(f"Enter the numbers of {of}, with commas between them.", field=field)
    return [int(part) for part in numbers]


def key_in(text: str) -> UUID:
    """The key that a page sent, or nothing that is there."""
    try:
        return UUID(text)
    except ValueError:
        raise NotForYou from None


def open_action(request: DeskRequest, action_id: UUID, *, act: str) -> ActionPage:
    """An action that is open, for somebody who may carry it out; for all others it is not there."""
    page = action_page(request.user, action_id, on=today())
    if page.line.closed_on is not None:
        raise NotNow(CLOSED)
    only(request, act, may=page.may_add)
    return page


urlpatterns = [
    path("reviews/<uuid:case_id>/plan/", plan, name="plan"),
    path("reviews/<uuid:case_id>/plan/finding/", new_finding, name="new_finding"),
    path("reviews/<uuid:case_id>/plan/recommendation/", new_recommendation, name="new_recommendation"),
    path("findings/<uuid:finding_id>/rows/", cite, name="cite"),
    path("recommendations/<uuid:recommendation_id>/action/", new_action, name="new_action"),
    path("actions/<uuid:action_id>/", action, name="action"),
    path("actions/<uuid:action_id>/evidence/", evidence, name="evidence"),
    path("actions/<uuid:action_id>/propose/", propose_closure, name="propose_closure"),
    path("actions/<uuid:action_id>/close/", close, name="close_action"),
]
