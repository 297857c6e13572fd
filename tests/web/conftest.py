"""One world for each module of tests: built once by the actions, read by many, and taken down after the last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.template import engines
from django.test import Client

from safelight.records.plans import actions as plans
from tests.factories import moment
from tests.guards import drop_triggers, set_triggers
from tests.web.access_table import STRANGER
from tests.web.strictness import Misspelt
from tests.web.world import DRAFTED, World, build_world


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """The board with its two cases, committed for the time of this module, which says if it wants a briefing too."""
    with django_db_blocker.unblock():
        try:
            yield build_world(
                tmp_path_factory.mktemp("world"), briefing=getattr(request.module, "WITH_A_BRIEFING", False)
            )
        finally:
            drop_triggers()
            try:
                call_command("flush", interactive=False, verbosity=0)
            finally:
                set_triggers()


@pytest.fixture
def in_world(world: World, settings: Any, vault_of_its_own: None, quick_passwords: None, db: None) -> World:
    """The world, with its own files and its own day; what a test changes in the database is undone after it."""
    for name, value in world.settings.items():
        setattr(settings, name, value)
    return world


@pytest.fixture
def an_action_late(in_world: World) -> None:
    """One action of the police that was due in November, with a name in nobody's mouth but words of its own."""
    plans.agree_action(
        recommendation=in_world.published["recommendation_id"],
        text="Audit the procedure at every clinic.",
        agency=in_world.cast.police,
        owner_post="Head of Safeguarding",
        due_on=date(2010, 11, 20),
        measure="Forty files are read.",
        by=in_world.cast.manager,
        at=moment(DRAFTED),
    )


@pytest.fixture(scope="module")
def visitors(world: World, django_db_blocker: Any) -> dict[str, Client]:
    """A browser for everybody, already signed in; the stranger's is not."""
    clients = {STRANGER: Client()}
    with django_db_blocker.unblock():
        for role, user in world.roles.items():
            clients[role] = Client(raise_request_exception=False)
            clients[role].force_login(user)
    return clients


@pytest.fixture(autouse=True, scope="module")
def strict_templates() -> Iterator[None]:
    """A page that asks for what is not there fails. Compiled templates keep what they were made with, so they go."""
    pages = engines["jinja2"].env
    forgiving, pages.undefined = pages.undefined, Misspelt
    pages.cache.clear()
    yield
    pages.undefined = forgiving
    pages.cache.clear()
