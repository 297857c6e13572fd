"""Every test has a vault of its own, and the audit trail is guarded in tests as it is in life."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import TransactionTestCase
from hypothesis import settings as search
from playwright.sync_api import Browser, sync_playwright

from tests.guards import drop_triggers, set_triggers

CHROMIUM = Path("/usr/bin/chromium")

# How long one example takes depends on what else the machine is doing, and is measured elsewhere (`make bench`).
search.register_profile("unhurried", deadline=None)
search.load_profile("unhurried")


@pytest.fixture(autouse=True)
def vault_of_its_own(settings: Any, tmp_path: Path) -> None:
    """No test finds the papers of another."""
    settings.VAULT = tmp_path / "vault"
    settings.PUBLIC_SITE = tmp_path / "public"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """A password is hashed once, not a million times over: no test depends on the cost."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def emptying_the_audit_trail() -> Iterator[None]:
    """Where a test needs a real server, Django empties every table after it; the audit trail lets nobody do that.

    So its triggers are taken away for that moment, and set again.
    """
    empty = TransactionTestCase._fixture_teardown

    def without_triggers(case: TransactionTestCase) -> None:
        drop_triggers()
        try:
            empty(case)
        finally:
            set_triggers()

    TransactionTestCase._fixture_teardown = without_triggers  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One real Chromium in a process, for the journeys and whoever else needs one: a second could not be started."""
    if not CHROMIUM.exists():
        assert os.environ.get("NOTHING_SKIPPED") != "yes", "there is no Chromium, and nothing may be skipped"
        pytest.skip("there is no Chromium. To run this: sudo apt-get install chromium")
    # Playwright runs an event loop in this thread; Django would otherwise refuse the tests' own queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()
