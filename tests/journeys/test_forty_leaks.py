"""Forty leaks of all kinds are planted in a summary: each is listed and nothing is published while one stands."""

from __future__ import annotations

import json

import pytest

from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.actions import intake
from safelight.records.cases.models import Case
from safelight.records.publication.actions import drafting, proving, public_facts
from safelight.records.publication.models import Draft
from safelight.records.publication.texts import text_of
from tests.factories import a_cast, fresh, moment
from tests.journeys.forty_leaks import LEAKS, PUBLIC_FACTS, REGISTER, untidy_summary
from tests.upper_factories import DRAFTED, an_accepted_review

pytestmark = pytest.mark.django_db
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


def a_draft_full_of_leaks() -> tuple[Draft, Case]:
    cast = a_cast()
    case = an_accepted_review(cast)
    intake.keep_register(case=case, untrusted_toml=REGISTER, by=cast.manager, at=AT)
    for text, source, terms in PUBLIC_FACTS:
        public_facts.record_public_fact(case=case, text=text, source=source, terms=terms, by=cast.author, at=AT)
    draft = drafting.save_draft(
        case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=untidy_summary(), by=cast.author, at=AT
    )
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    result = proving.run_gate(draft=draft, by=cast.author, at=AT)
    assert result.blocking
    return draft, fresh(case)


def test_all_forty_are_listed() -> None:
    assert len(LEAKS) == 40
    draft, _ = a_draft_full_of_leaks()
    assert {kind for kind, _, _ in LEAKS} - listed(draft) == set()
