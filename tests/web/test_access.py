"""Everybody finds what is theirs and nothing else: every address, every part, two cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.access_table import ANYBODY, DESK, SIGN_IN, STRANGER, Kind
from tests.web.world import World

WITH_A_BRIEFING = True
STATES = ("referred", "published")
DONE = {201, 302, 409, 422}
"""What somebody meets who may do the act: done, not now, or something is missing in what was sent."""
WITHIN = {"published": "", "calendar_feed": "x" * 43}
"""What an address outside the desk needs: the published site's first page, and a link that nobody has."""

ROWS = [
    pytest.param(name, state, id=f"{name} ({state})")
    for name, row in DESK.items()
    for state in STATES
    if getattr(row, state) is not None
]


def named(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from named(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}", entry


ADDRESSES = dict(named(get_resolver()))


def test_the_table_and_the_addresses_are_the_same_list() -> None:
    assert {name.partition("#")[0] for name in DESK} | set(SIGN_IN) == set(ADDRESSES)
    assert len(ADDRESSES) == len(list(named(get_resolver())))


def test_everybody_in_the_table_is_in_the_world(world: World) -> None:
    assert set(world.roles) == ANYBODY


def keys_of(name: str) -> set[str]:
    return set(ADDRESSES[name.partition("#")[0]].pattern.converters)


def address(name: str, have: dict[str, Any]) -> str:
    """The address of the thing that this world has; what stands behind # picks among several."""
    bare, _, which = name.partition("#")
    words = {
        "criterion": "criteria.death",
        "duty": "notice.children-safe",
        "act": which,
        "form": which,
        "rest": "reviews/of-nobody/",
        "group": "involvement",
        "key": "involvement",
        "words": "0" * 64,
        "report": "overview",
        "place": "site",
    }
    asked = keys_of(name)
    if bare == "desk_nowhere":
        return reverse(bare, args=[words["rest"]])
    return reverse(
        bare, kwargs={key: words[key] if key in words else have.get(f"{key}:{which}", have.get(key)) for key in asked}
    )


def found_by(visitors: dict[str, Client], path: str, *, send: bool = False) -> dict[str, int]:
    return {
        role: (client.post(path) if send else client.get(path)).status_code
        for role, client in visitors.items()
        if role != STRANGER
    }


@pytest.mark.parametrize(("name", "state"), ROWS)
def test_everybody_opens_exactly_what_is_theirs(
    name: str, state: str, in_world: World, visitors: dict[str, Client]
) -> None:
    row = DESK[name]
    statuses = found_by(visitors, address(name, getattr(in_world, state)))
    if row.kind is Kind.BUTTON:
        assert set(statuses.values()) == {405}, "a button's address answers everybody alike"
        return
    opened = {role for role, status in statuses.items() if status in {200, 204, 409}}
    assert opened == getattr(row, state)
    others = {status for role, status in statuses.items() if role not in opened}
    assert others <= ({302} if name == "desk:home" else {404})


@pytest.mark.parametrize(("name", "state"), [row for row in ROWS if DESK[row.values[0]].kind is not Kind.PAGE])
def test_only_those_who_may_do_it_get_further_than_sending(
    name: str, state: str, in_world: World, visitors: dict[str, Client]
) -> None:
    statuses = found_by(visitors, address(name, getattr(in_world, state)), send=True)
    assert {role for role, status in statuses.items() if status in DONE} == getattr(DESK[name], state)
    assert set(statuses.values()) <= DONE | {404}


@pytest.mark.parametrize("name", DESK)
def test_what_does_not_exist_is_found_by_nobody_and_looks_like_what_is_forbidden(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    keys = keys_of(name)
    if not any(key.endswith("_id") for key in keys):
        return
    unknown = address(name.partition("#")[0] + "#html", {key: uuid4() for key in keys})
    button = DESK[name].kind is Kind.BUTTON
    assert set(found_by(visitors, unknown).values()) == ({405} if button else {404})
    if DESK[name].kind is not Kind.PAGE:
        assert set(found_by(visitors, unknown, send=True).values()) == {404}


@pytest.mark.parametrize("name", DESK)
def test_a_stranger_is_asked_to_sign_in_whether_it_exists_or_not(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    for have in (in_world.published, {key: uuid4() for key in keys_of(name)}):
        path = address(name, have)
        asked, sent = visitors[STRANGER].get(f"{path}?words=Toby"), visitors[STRANGER].post(path)
        assert (asked.status_code, asked.headers["Location"]) == (302, f"{reverse('account_login')}?next={path}")
        assert (sent.status_code, sent.headers["Location"]) == (302, f"{reverse('account_login')}?next=/desk/")
        assert (asked.content, sent.content) == (b"", b"")


def meets(client: Client, name: str) -> str:
    path = reverse(name, args=[WITHIN[name]] if name in WITHIN else [])
    response = client.get(path)
    if response.status_code == 302:
        target = response.headers["Location"].partition("?")[0]
        return next(
            f"on to {other}" for other in ("desk:home", *SIGN_IN) if other not in WITHIN and reverse(other) == target
        )
    return {200: "page", 404: "nothing"}[response.status_code]


@pytest.mark.parametrize("name", SIGN_IN)
def test_sign_in_pages_and_the_public_site(name: str, in_world: World, visitors: dict[str, Client]) -> None:
    stranger, signed_in = SIGN_IN[name]
    assert meets(visitors[STRANGER], name) == stranger
    for role in ("manager", "member"):
        assert meets(visitors[role], name) == signed_in


@pytest.mark.parametrize("path", ["/nothing/", "/admin/", "/media/x", "/reviews/", "/published/../manage.py"])
def test_there_is_nothing_beside_the_table(path: str, in_world: World, visitors: dict[str, Client]) -> None:
    assert {client.get(path).status_code for client in visitors.values()} == {404}
    assert configured.MEDIA_URL in {"", "/"}


def test_no_address_has_room_for_a_name() -> None:
    """Every part of an address that is not fixed is a random key or a word of a closed list."""
    loose = {
        (name, key)
        for name, pattern in ADDRESSES.items()
        for key, converter in pattern.pattern.converters.items()
        if type(converter).__name__ != "UUIDConverter"
    }
    words = {("desk:assess", "criterion"), ("desk:act", "act"), ("desk:edition_file", "form")}
    words |= {("desk:briefing_file", "form"), ("desk:take_over", "row")}
    words |= {("desk:duty", "duty"), ("desk:record_duty", "duty")}
    words |= {(f"desk:{name}", "group") for name in ("write_review", "review_now", "add_row", "remove_row")}
    # The hash of a sentence.
    words |= {("desk:accept_telling", "words")}
    # Of a section it is made of its question's hash, of a row it is random.
    words |= {(f"desk:{name}", "key") for name in ("part_history", "take_back", "choose_words")}
    words |= {(f"desk:{name}_report", "report") for name in ("written", "begin", "preview", "draft")}
    words |= {("desk:report_now", "report")}
    # A word of a closed list, or the key of what was entered or released.
    words |= {(f"desk:{name}", "place") for name in ("recall", "strike_copy")}
    assert loose == words | {("calendar_feed", "token")}
    assert [name for name, pattern in ADDRESSES.items() if re.search(r"\(\?P", str(pattern.pattern))] == [
        "published",
        "desk_nowhere",
    ]
