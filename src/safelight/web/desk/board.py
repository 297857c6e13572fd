"""The board itself: its agencies, the people who sign in, and its own policy. The business manager keeps it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.anonymise.kinds import LABEL_TITLES
from safelight.core.rulebook.times import UNIT_WORDS
from safelight.core.vocabulary import Reader
from safelight.records.people import actions
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import agency_list, board_page, user_list
from safelight.web.fields import AnyOf, Days, Line, Number, OneOf, Pick, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.words import plain

STANDINGS = (
    Reader.AGENCY_AUTHOR,
    Reader.PANEL_MEMBER,
    Reader.PANEL_CHAIR,
    Reader.OVERVIEW_AUTHOR,
    Reader.BOARD_CHAIR,
    Reader.BUSINESS_MANAGER,
    Reader.ELECTED_MEMBER,
    Reader.AUDITOR,
)


class AgencyForm(forms.Form):
    """An agency."""

    name = Line(label="Name of the agency")
    short_name = Line(label="Short name", max_length=60, help_text="As a table's column shows it, for example: PCT.")
    is_health = OneOf(
        [("yes", "Yes"), ("no", "No")],
        label="Is it a health agency?",
        initial="no",
        help_text="Some reviews draw the health agencies' own reviews together in one more report.",
    )


class PolicyForm(forms.Form):
    """The board's own rules."""

    text = Words(
        label="Local policy",
        rows=24,
        required=False,
        help_text="In the form in which the rulebook keeps its rules: whoever looks after Safelight can help with it. "
        "Leave it empty if the board has none.",
    )


SMALL = {"usual": False, "small": True}
"""What the board says of its area; where it says nothing, nothing changes."""


class BlockingForm(forms.Form):
    """Which kinds of mention block."""

    kinds = AnyOf(
        LABEL_TITLES.items(),
        label="Which kinds block publication until somebody has settled them?",
        required=False,
        help_text="Tick none to let all of them warn only. The detector also points at words that identify nobody.",
    )
    area = OneOf(
        [("usual", "No"), ("small", "Yes: warn sooner about details that single a family out")],
        label="Do so few children live in your area that people know each other?",
        initial="usual",
        required=False,
    )


class TimeForm(forms.Form):
    """A time of the board's own. The page puts in which there are."""

    key = Pick([], label="Which time?")
    count = Number(label="How many?")
    unit = OneOf(UNIT_WORDS.items(), label="Of what?", initial="working_day")


class ClosureForm(forms.Form):
    """The office's own closure days."""

    days = Days(
        label="Closed on these days",
        required=False,
        help_text="One on each line, for example: 24 12 2026. Leave out a day to open the office on it again.",
    )


@desk
@require_GET
def board(request: DeskRequest) -> HttpResponse:
    """Agencies, accounts and policy."""
    return render(
        request,
        "desk/board.html",
        {
            "page": board_page(request.user, on=today()),
            "agencies": agency_list(request.user),
            "users": user_list(request.user),
        },
    )


@desk
def new_agency(request: DeskRequest) -> HttpResponse:
    """Add an agency."""
    page = _managed(request, "add_agency")
    return form_page(
        request,
        AgencyForm,
        title="Add an agency",
        do=lambda entered: actions.add_agency(
            board=page,
            name=entered["name"],
            short_name=entered["short_name"],
            is_health=entered["is_health"] == "yes",
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:board"),
        done="The agency is added.",
        back=reverse("desk:board"),
        button="Add it",
    )


@desk
def new_account(request: DeskRequest) -> HttpResponse:
    """Invite somebody."""
    page = _managed(request, "add_user")

    class AccountForm(forms.Form):
        name = Line(label="Name")
        email = forms.EmailField(
            label="E-mail address", max_length=200, error_messages={"required": "Enter the e-mail address."}
        )
        standing = Pick(
            [(word.value, plain(word)) for word in STANDINGS],
            label="What are they for the board?",
            help_text="The board chair decides whether a review is held and makes the appointments, also where "
            "partners or a partnership take the board's place. The panel chair leads the panel or review group. The "
            "overview author, elsewhere called the reviewer, writes the report.",
        )
        agency = Pick(
            [(str(line.id), line.name) for line in agency_list(request.user)],
            label="If they write for an agency, which?",
            required=False,
            help_text="For an agency author. Leave it at “Choose” for everybody else.",
        )
        password = Line(
            label="A first password",
            help_text="At least twelve characters. Tell them by telephone; they change it when they have signed in.",
        )

    return form_page(
        request,
        AccountForm,
        title="Make an account",
        do=lambda entered: actions.add_user(
            board=page,
            name=entered["name"],
            email=entered["email"],
            standing=Reader(entered["standing"]),
            agency=UUID(entered["agency"]) if entered["agency"] else None,
            password=entered["password"],
            by=request.user,
            at=now(),
        ),
        then=reverse("desk:board"),
        done="The account is made.",
        back=reverse("desk:board"),
        button="Make the account",
    )


@desk
def policy(request: DeskRequest) -> HttpResponse:
    """Change the board's own rules."""
    key = _managed(request, "set_local_policy")
    return form_page(
        request,
        PolicyForm,
        title="The board's own policy",
        initial={"text": board_page(request.user, on=today()).local_policy},
        do=lambda entered: actions.set_local_policy(board=key, text=entered["text"], by=request.user, at=now()),
        then=reverse("desk:board"),
        done="The policy is kept. Earlier decisions keep the rules they were made under.",
        back=reverse("desk:board"),
        intro="A local policy may ask for more than the law does. It can never release what a higher rule withholds.",
    )


@desk
def blocking_kinds(request: DeskRequest) -> HttpResponse:
    """Choose what blocks although the register does not know it."""
    key = _managed(request, "set_blocking_kinds")
    page = board_page(request.user, on=today())
    return form_page(
        request,
        BlockingForm,
        title="What blocks publication",
        initial={"kinds": page.blocking_kinds, "area": "small" if page.small_area else "usual"},
        do=lambda entered: actions.set_blocking_kinds(
            board=key, kinds=entered["kinds"], small_area=SMALL.get(entered["area"]), by=request.user, at=now()
        ),
        then=reverse("desk:board"),
        done="Kept. Put drafts that have passed the gate through it again.",
        back=reverse("desk:board"),
        intro="Whatever a case's register knows always blocks. The detector also finds people, places and details that "
        "no register lists: these warn, unless you choose here that they block.",
    )


@desk
def local_time(request: DeskRequest) -> HttpResponse:
    """Set a time where nothing national gives one."""
    key = _managed(request, "set_local_time")
    lines = board_page(request.user, on=today()).times

    class Chosen(TimeForm):
        key = Pick([(line.key, f"{line.review}: {line.question}") for line in lines], label="Which time?")

    return form_page(
        request,
        Chosen,
        title="A time of the board's own",
        do=lambda entered: actions.set_local_time(board=key, by=request.user, at=now(), **entered),
        then=reverse("desk:board"),
        done="Kept. It holds for reviews begun from today on.",
        back=reverse("desk:board"),
        intro="Where nothing national that was read says by when, the board says it. Reviews begun earlier keep their "
        "own times.",
        lines=lines,
        template="desk/local_time.html",
    )


@desk
def closure_days(request: DeskRequest) -> HttpResponse:
    """Say on which days the office is closed: they do not count as working days."""
    key = _managed(request, "set_closure_days")
    kept = board_page(request.user, on=today()).closure_days
    return form_page(
        request,
        ClosureForm,
        title="Days on which the office is closed",
        initial={"days": "\n".join(f"{day.day} {day.month} {day.year}" for day in kept)},
        do=lambda entered: actions.set_closure_days(board=key, closure_days=entered["days"], by=request.user, at=now()),
        then=reverse("desk:board"),
        done="Kept. Clocks that count working days leave these days out from now on.",
        back=reverse("desk:board"),
        intro="Saturdays, Sundays and bank holidays never count as working days. Enter only what is closed besides.",
    )


@desk
def close_account(request: DeskRequest, user_id: UUID) -> HttpResponse:
    """Close somebody's account."""
    _managed(request, "close_account")
    line = next((user for user in user_list(request.user) if user.id == user_id and user.is_active), None)
    if line is None:
        raise NotForYou

    class CloseForm(forms.Form):
        pass

    return form_page(
        request,
        CloseForm,
        title=f"Close the account of {line.name}",
        do=lambda _: actions.close_account(user=user_id, by=request.user, at=now()),
        then=reverse("desk:board"),
        done="The account is closed. What was done under it stays on record.",
        back=reverse("desk:board"),
        button="Close it",
        intro="They cannot sign in any more. Nothing that they did is deleted.",
        danger=True,
    )


def _managed(request: DeskRequest, act: str) -> UUID:
    page = board_page(request.user, on=today())
    only(request, f"people.{act}", may=page.may)
    return page.id


urlpatterns = [
    path("board/", board, name="board"),
    path("board/agency/", new_agency, name="new_agency"),
    path("board/account/", new_account, name="new_account"),
    path("board/policy/", policy, name="policy"),
    path("board/blocking/", blocking_kinds, name="blocking_kinds"),
    path("board/closed/", closure_days, name="closure_days"),
    path("board/times/", local_time, name="local_time"),
    path("board/account/<uuid:user_id>/close/", close_account, name="close_account"),
]
