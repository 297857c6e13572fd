"""The board itself: its agencies, the people who sign in, and its own policy. The business manager keeps it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from safelight.core.anonymise.kinds import LABEL_TITLES
from safelight.core.vocabulary import Reader
from safelight.records.people import actions
from safelight.records.people.queries import agency_list, board_page, user_list
from safelight.web.fields import AnyOf, Line, OneOf, Pick, Words
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
    is_health = OneOf([("yes", "Yes"), ("no", "No")], label="Is it a health agency?", initial="no")


class PolicyForm(forms.Form):
    """The board's own rules."""

    text = Words(label="Local policy", rows=24, required=False, help_text="A source in the rulebook's own form.")


class BlockingForm(forms.Form):
    """Which kinds of mention block."""

    kinds = AnyOf(
        LABEL_TITLES.items(),
        label="Which kinds block publication until somebody has settled them?",
        required=False,
        help_text="Tick none to let all of them warn only. The detector also points at words that identify nobody.",
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
        title="An agency",
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
        standing = Pick([(word.value, plain(word)) for word in STANDINGS], label="What are they for the board?")
        agency = Pick(
            [(str(line.id), line.name) for line in agency_list(request.user)],
            label="If they write for an agency, which?",
            required=False,
        )
        password = Line(
            label="A first password",
            help_text="At least twelve characters. Tell them by telephone; they change it when they have signed in.",
        )

    return form_page(
        request,
        AccountForm,
        title="Somebody who signs in",
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
    return form_page(
        request,
        BlockingForm,
        title="What blocks publication",
        initial={"kinds": board_page(request.user, on=today()).blocking_kinds},
        do=lambda entered: actions.set_blocking_kinds(board=key, kinds=entered["kinds"], by=request.user, at=now()),
        then=reverse("desk:board"),
        done="Kept. Put drafts that have passed the gate through it again.",
        back=reverse("desk:board"),
        intro="Whatever a case's register knows always blocks. The detector also finds people, places and details that "
        "no register lists: these warn, unless you choose here that they block.",
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
]
