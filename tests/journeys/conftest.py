"""A real Chromium for the journeys, with axe on every page that it meets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "a quiet red lamp"


class Visitor:
    """One person at a browser. Every page they come to is checked with axe."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.met: list[str] = []

    def sign_in(self, email: str) -> None:
        self.go("/sign-in/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()
        self.page.wait_for_load_state()

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")
        self.check()

    def follow(self, link: str, *, exact: bool = True) -> None:
        self.page.get_by_role("link", name=link, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.check()

    def press(self, button: str, *, exact: bool = True) -> None:
        self.page.locator("main").get_by_role("button", name=button, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.check()

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def check(self) -> None:
        """No violation of WCAG 2.2 AA, and none of axe's best practices."""
        self.page.evaluate(AXE.read_text("utf-8"))
        violations: Any = self.page.evaluate(
            "async rules => (await axe.run({runOnly: rules})).violations"
            ".map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])",
            RULES,
        )
        self.met.append(self.page.url)
        assert violations == [], f"{self.page.url}: {violations}"


@pytest.fixture
def visitor(chromium: Browser, live_server: Any) -> Iterator[Visitor]:
    context = chromium.new_context(bypass_csp=True, locale="en-GB")
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Visitor(page, live_server.url)
    context.close()
    assert complaints == []
