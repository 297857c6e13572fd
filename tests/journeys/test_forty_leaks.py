"""Forty leaks of all kinds are planted in a summary: each is listed and nothing is published while one stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installation
from django.urls import reverse
from playwright.sync_api import Page

from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import manuscript_from_markdown
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.actions import intake
from safelight.records.cases.models import Case
from safelight.records.publication.actions import drafting, proving, public_facts
from safelight.records.publication.models import Draft
from safelight.records.publication.texts import text_of
from tests.core.edition.sample import MASTHEAD
from tests.factories import Cast, a_cast, fresh, moment
from tests.journeys.conftest import PASSWORD, Visitor
from tests.journeys.forty_leaks import LEAKS, PUBLIC_FACTS, REGISTER, instead_of, shown_in, untidy_summary
from tests.upper_factories import DRAFTED, PUBLISHED, SUMMARY, an_accepted_review

AT = moment(DRAFTED)


def listed(draft: Draft) -> set[str]:
    """The kinds of leak of which some words were put in front of the author, or named by the gate as blocking."""
    text = text_of(draft)
    spans = list(draft.found.values_list("start", "end"))
    named = " ".join(
        row["text"]
        for result in draft.gate_results.all()
        for row in json.loads(vault.get(result.examination_sha256, shelf=vault.Shelf.NAMES))["findings"]
    )
    there = set()
    for kind, words, sentence in LEAKS:
        start = text.index(sentence) + sentence.index(words)
        if any(a < start + len(words) and b > start for a, b in spans) or words in named:
            there.add(kind)
    return there


def a_draft_full_of_leaks(cast: Cast) -> tuple[Draft, Case]:
    case = an_accepted_review(cast)
    intake.keep_register(case=case, untrusted_toml=REGISTER, by=cast.manager, at=AT)
    for text, source, terms in PUBLIC_FACTS:
        public_facts.record_public_fact(case=case, text=text, source=source, terms=terms, by=cast.author, at=AT)
    draft = drafting.save_draft(
        case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=untidy_summary(), by=cast.author, at=AT
    )
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    assert proving.run_gate(draft=draft, by=cast.author, at=AT).blocking
    return draft, fresh(case)


@pytest.mark.django_db
def test_all_forty_are_listed() -> None:
    assert len(LEAKS) == 40
    draft, _ = a_draft_full_of_leaks(a_cast())
    assert {kind for kind, _, _ in LEAKS} - listed(draft) == set()


def test_an_outsider_finds_all_forty_where_they_are() -> None:
    """The search that proves their absence below would find each of them."""
    rendered = render_edition(manuscript_from_markdown(untidy_summary()), masthead=MASTHEAD)
    found = shown_in(rendered.files())
    for kind, _, _ in LEAKS:
        assert len(found.get(kind, [])) == len(rendered.files()), kind


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_they_are_settled_in_a_browser_and_what_is_published_has_none(
    visitor: Visitor, settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_SITE = tmp_path / "public"
    settings.NODE_MODULES = installation.NODE_MODULES
    settings.PRETEND_TODAY = PUBLISHED.isoformat()
    cast = a_cast()
    for user in cast.all():
        user.set_password(PASSWORD)
        user.save()
    draft, _ = a_draft_full_of_leaks(cast)
    visitor.sign_in(cast.author.email)
    visitor.go(reverse("desk:draft", args=[draft.pk]))
    assert "Refused" in visitor.text()
    settle_in_browser(visitor)
    visitor.press("Run the gate", exact=False)
    assert "Passed" in visitor.text(), visitor.text()
    visitor.press("Make the edition")
    edition = visitor.page.url.partition(visitor.address)[2]
    visitor.sign_out()
    visitor.sign_in(cast.chair.email)
    visitor.go(edition)
    visitor.press("Approve this text")
    visitor.sign_out()
    visitor.sign_in(cast.manager.email)
    visitor.go(edition)
    visitor.press("Publish")
    published = {file.name: file.read_bytes() for file in settings.PUBLIC_SITE.glob("reviews/*/executive-summary.*")}
    assert set(published) == {f"executive-summary.{form}" for form in ("html", "pdf", "odt", "words.js")}
    assert shown_in(published) == {}


def settle_in_browser(visitor: Visitor) -> None:
    """What the register knows by its own word, all else by hand, until a version has nothing left to decide."""
    page = visitor.page
    for _ in range(4):
        if not page.get_by_role("button", name="Settle them at the workbench").count():
            return
        visitor.press("Settle them at the workbench")
        if page.get_by_role("button", name="Replace everything the register knows").count():
            visitor.press("Replace everything the register knows", exact=False)
        while page.locator("#in-hand").count():
            decide_in_browser(page)
        if not page.get_by_role("button", name="Make the changes").count():
            visitor.follow("Back")
            return
        visitor.press("Make the changes", exact=False)


def decide_in_browser(page: Page) -> None:
    """Keep what stands in the harmless summary, write something else for the rest."""
    words = str(page.locator("#in-hand").inner_text()).splitlines()[-1]
    harmless = words in SUMMARY and not any(words in leak for _, leak, _ in LEAKS)
    if not harmless:
        page.locator("#replacement").fill(instead_of(words))
    page.get_by_label("Your own reason").fill("It identifies nobody." if harmless else "It leads to the family.")
    page.get_by_role("button", name="Keep" if harmless else "Replace", exact=False).first.click()
    page.wait_for_load_state()
