"""The workbench: the draft beside what was found in it; keep, replace or generalise, with a reason."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from safelight.core.anonymise.roster import PERSON_ROLES
from safelight.records.cases.actions import pseudonyms
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.publication.actions import drafting, reading, settling
from safelight.records.publication.bench import OPEN, SHOWS
from safelight.records.publication.benched import BenchPage
from safelight.records.publication.words import Settlement
from safelight.web.fields import Line, Pick
from safelight.web.pages import DeskRequest, desk, form_page, now, only
from safelight.web.words import plain

GONE = (
    "What you decided about is not in the list any more: the draft has been looked through again. Nothing was changed."
)
NEWER = "There is a newer version of this draft. Nothing was changed in it."
ONLY_HERE = "here:"
"""Before a choice that is true of one place alone."""
PARTS = {
    "subject": "The child of the review",
    "sibling": "A brother or sister",
    "parent": "A parent",
    "relative": "Another relative",
    "carer": "A carer",
    "associate": "Somebody else near the family",
    "professional": "A professional",
    "other": "Somebody else",
}


@desk
def bench(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """The finding in hand, the text around it and the list. What is looked for is sent, so that no address has it."""
    words = request.POST.get("words", "").strip()[:100] if request.method == "POST" else ""
    page = _page(request, draft_id, words=words)
    return _shown(request, page, words=words)


@desk
@require_POST
def decide(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Keep, replace or generalise what is in hand, at all the places that were chosen, and go on to the next."""
    page = _page(request, draft_id, act="publication.settle_finding")
    sent = request.POST
    if not page.may_write:
        return _stopped(request, page, NEWER)
    if page.hand is None or str(page.hand.id) != sent.get("finding"):
        return _stopped(request, page, GONE)
    instead, here = _instead(request)
    try:
        settling.settle_finding(
            finding=page.hand.id,
            settlement=Settlement(sent.get("settlement", "")) if sent.get("settlement") in set(Settlement) else "",  # type: ignore[arg-type]
            reason=sent.get("reason", "").strip() or sent.get("reason_choice", ""),
            replacement=instead,
            everywhere=not here and sent.get("scope") != "here",
            same_person=not here and sent.get("scope") == "person",
            seen=sent.get("seen"),
            by=request.user,
            at=now(),
        )
    except WrongInput as wrong:
        return _shown(request, page, error=str(wrong), field=wrong.field, status=422)
    except NotNow as early:
        return _stopped(request, page, str(early))
    except NotForYou:
        return _stopped(request, page, GONE)
    return _onward(page, past=page.hand.id)


@desk
@require_POST
def undo(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Take a decision back, as long as it is not made."""
    page = _page(request, draft_id, act="publication.reopen_finding")
    if not page.may_write:
        return _stopped(request, page, NEWER)
    if page.hand is None or str(page.hand.id) != request.POST.get("finding"):
        return _stopped(request, page, GONE)
    settling.reopen_finding(finding=page.hand.id, by=request.user, at=now())
    return redirect(f"{reverse('desk:bench', args=[draft_id])}?{urlencode({'at': page.hand.id})}#in-hand")


@desk
@require_POST
def settle_days(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Say month and year for every exact day."""
    settling.settle_days(draft=draft_id, by=request.user, at=now())
    return redirect(reverse("desk:bench", args=[draft_id]) + "#in-hand")


@desk
@require_POST
def settle_by_register(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Replace everything the register knows."""
    settling.settle_by_register(draft=draft_id, by=request.user, at=now())
    return redirect(reverse("desk:bench", args=[draft_id]) + "#in-hand")


@desk
def add_person(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """This is a person: add them to the register, and look through the draft again."""
    page = _page(request, draft_id, act="cases.add_person")
    if not page.may_write:
        return _stopped(request, page, NEWER)
    words = page.hand.words if page.hand else ""

    class PersonForm(forms.Form):
        name = Line(label="Name in full", help_text="The given names first.")
        known_as = Line(
            label="Other ways to write it (optional)",
            required=False,
            help_text="Divided by commas, such as: Lee, Liam O.",
        )
        role = Pick([(role, PARTS[role]) for role in PERSON_ROLES], label="What are they in the case?")
        pseudonym = Line(
            label="What a published document calls them (optional)",
            required=False,
            help_text="Left empty, the review's scheme of pseudonyms gives one, or the general word for their part.",
        )

    def add(entered: dict[str, Any]) -> None:
        pseudonyms.add_person(case=page.case_id, by=request.user, at=now(), **entered)
        drafting.find_people(draft=draft_id, by=request.user, at=now())

    back = reverse("desk:bench", args=[draft_id])
    return form_page(
        request,
        PersonForm,
        title="Add a person to the register",
        initial={"name": words.removesuffix("'s").removesuffix("’s")},
        do=add,
        then=f"{back}#in-hand",
        done="Added, and the draft is looked through again. What was decided before stands.",
        back=f"{back}?{urlencode({'at': page.hand.id})}#in-hand" if page.hand else back,
        button="Add them and look again",
        intro="From then on they are found however their name is written, and cannot stay in what is published.",
    )


def _page(request: DeskRequest, draft_id: UUID, *, words: str = "", act: str = "") -> BenchPage:
    """The bench as the address or the form asks for it; for an act, only for those who write.

    Raises:
        NotForYou
    """
    asked = request.POST if request.method == "POST" else request.GET
    show = asked.get("show", OPEN)
    page = reading.read_bench(
        draft=draft_id,
        finding=_key(asked.get("finding") or asked.get("at")),
        past=_key(asked.get("past")),
        show=show if show in SHOWS else OPEN,
        sheet=_number(asked.get("sheet")) or 0,
        start=_number(asked.get("from")),
        words=words,
        by=request.user,
        at=now(),
    )
    if act:
        only(request, act, may=page.writes)
    return page


def _shown(request: DeskRequest, page: BenchPage, *, status: int = 200, **more: str) -> HttpResponse:
    sent = request.POST if more.get("error") else {}
    more = {"words": "", "error": "", "field": ""} | more
    return render(request, "desk/workbench.html", {"page": page, "sent": sent, "parts": PARTS, **more}, status=status)


def _stopped(request: DeskRequest, page: BenchPage, sentence: str) -> HttpResponse:
    """Nothing was changed: why, what had been chosen, and where to go on."""
    sent = request.POST
    chosen = {
        "Decision": plain(sent["settlement"]) if sent.get("settlement") in set(Settlement) else "",
        "Instead": _instead(request)[0],
        "Reason": sent.get("reason", "").strip() or sent.get("reason_choice", ""),
    }
    return render(
        request, "desk/bench_stopped.html", {"page": page, "sentence": sentence, "chosen": chosen}, status=409
    )


def _instead(request: DeskRequest) -> tuple[str, bool]:
    """What is to stand there instead, and whether it can only be true of this place."""
    sent = request.POST
    if sent.get("settlement") != Settlement.GENERALISE:
        return sent.get("replacement", "").strip(), False
    own, chosen = sent.get("general_own", "").strip(), sent.get("general", "")
    return own or chosen.removeprefix(ONLY_HERE), not own and chosen.startswith(ONLY_HERE)


def _onward(page: BenchPage, *, past: UUID) -> HttpResponse:
    where = urlencode({"past": past} | ({"show": page.show} if page.show != OPEN else {}))
    return redirect(f"{reverse('desk:bench', args=[page.line.id])}?{where}#in-hand")


def _key(untrusted: str | None) -> UUID | None:
    try:
        return UUID(untrusted) if untrusted else None
    except ValueError:
        return None


def _number(untrusted: str | None) -> int | None:
    return (
        int(untrusted) if untrusted and untrusted.isascii() and untrusted.isdecimal() and len(untrusted) < 8 else None
    )


urlpatterns = [
    path("drafts/<uuid:draft_id>/bench/", bench, name="bench"),
    path("drafts/<uuid:draft_id>/bench/decide/", decide, name="bench_decide"),
    path("drafts/<uuid:draft_id>/bench/undo/", undo, name="bench_undo"),
    path("drafts/<uuid:draft_id>/bench/days/", settle_days, name="settle_days"),
    path("drafts/<uuid:draft_id>/bench/person/", add_person, name="bench_person"),
    path("drafts/<uuid:draft_id>/register/", settle_by_register, name="settle_by_register"),
]
