"""A motivated-intruder review counts for one text; the last one decides, and the gate knows it by the rule's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.calendar import ENGLAND
from safelight.core.review.facts import CaseFacts
from safelight.core.review.intruder import (
    TRIED,
    Conclusion,
    Searched,
    Source,
    Tried,
    against,
    latest_of,
    still_to_do,
    unfinished,
)
from safelight.core.review.obligations import undone_before_publication
from safelight.core.review.publishing import may_publish
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import Outcome
from tests.core.review.test_publishing import APRIL, GOOD, TEXT

LOOKED = date(2026, 3, 2)
AGAIN = date(2027, 3, 2)
REMOTE = Tried(text_sha256=TEXT, looked_on=LOOKED, conclusion=Conclusion.REMOTE, repeat_on=AGAIN)
FOUND = Tried(text_sha256=TEXT, looked_on=LOOKED, conclusion=Conclusion.NOT_REMOTE)
BOOK = load_rulebook()
TODAYS: Regime = BOOK.regime(initiated_on=date(2010, 4, 1), acting_on=LOOKED)
TEXTS = st.sampled_from(["a" * 64, "b" * 64, "c" * 64])
TRIES = st.lists(
    st.builds(lambda text, remote: replace(REMOTE if remote else FOUND, text_sha256=text), TEXTS, st.booleans()),
    max_size=6,
)


@given(tries=TRIES, text=TEXTS)
def test_a_text_stands_exactly_when_the_last_review_of_that_very_text_found_nobody(
    tries: Sequence[Tried], text: str
) -> None:
    own = [one for one in tries if one.text_sha256 == text]
    stands = bool(tries) and not still_to_do(tries, text_sha256=text)
    assert stands == (bool(own) and own[-1].conclusion is Conclusion.REMOTE)
    assert latest_of(tries, text_sha256=text) is (own[-1] if own else None)


@pytest.mark.parametrize("regime", [APRIL, TODAYS], ids=["no rule asks", "the rule asks"])
def test_the_gate_refuses_a_text_in_which_somebody_was_found_and_says_so_once(regime: Regime) -> None:
    facts = replace(GOOD, tried=FOUND, tried_against=tuple(against(FOUND, on=LOOKED)))
    decision = may_publish(facts, regime=regime)
    assert decision.outcome is Outcome.REFUSE
    assert [reason.found for reason in decision.reasons] == [
        "The motivated-intruder review of 2 March 2026 found that somebody could be identified."
    ]
    departed = replace(facts, departures=((TRIED, "The judge has read it."),))
    assert may_publish(departed, regime=regime).outcome is Outcome.REFUSE, "nobody departs from that"


@pytest.mark.parametrize(
    ("regime", "rule"), [(APRIL, "house/intruder-review"), (TODAYS, "ico-2025/motivated-intruder")]
)
def test_one_that_found_nobody_is_a_line_of_the_checklist(regime: Regime, rule: str) -> None:
    decision = may_publish(replace(GOOD, tried=REMOTE), regime=regime)
    assert decision.outcome is Outcome.ALLOW
    (line,) = [reason for reason in decision.reasons if reason.rule == rule]
    assert "To be repeated on 2 March 2027." in line.found


def test_it_counts_until_the_day_before_it_is_to_be_repeated_or_that_is_departed_from() -> None:
    assert not list(against(REMOTE, on=AGAIN - timedelta(days=1)))
    late = replace(GOOD, tried=REMOTE, tried_against=tuple(against(REMOTE, on=AGAIN)))
    assert may_publish(late, regime=TODAYS).outcome is Outcome.REFUSE
    departed = replace(late, departures=((TRIED, "It was tried yesterday by the court's own expert."),))
    assert may_publish(departed, regime=TODAYS).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("given", "done"),
    [
        ({}, None),
        ({"records": ((TRIED, LOOKED),)}, LOOKED),
        ({"records": ((TRIED, LOOKED),), "intruder_tried": True}, None),
        ({"records": ((TRIED, LOOKED),), "intruder_tried": True, "intruder_passed_on": AGAIN}, AGAIN),
    ],
)
def test_a_bare_note_counts_only_while_there_is_no_review(given: dict[str, object], done: date | None) -> None:
    facts = CaseFacts(decision="review", decided_on=date(2010, 4, 1), **given)  # type: ignore[arg-type]
    assert facts.done_on(TRIED) == done
    undone = undone_before_publication(facts, regime=TODAYS, on=LOOKED, calendar=ENGLAND)
    assert any(reason.rule == "ico-2025/motivated-intruder" for reason in undone) == (done is None)


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ([], [(0, "source")]),
        ([Searched(), Searched()], [(0, "source")]),
        ([Searched(), Searched(source=Source.PRESS)], [(1, "looked_for"), (1, "found")]),
        ([Searched(looked_for="L", found="F")], [(0, "source")]),
        ([Searched(source=Source.PRESS, looked_for="L", found="F"), Searched(found=" ")], []),
    ],
)
def test_rows_that_were_begun_are_finished_and_one_at_least_is(
    rows: list[Searched], fields: list[tuple[int, str]]
) -> None:
    assert [(number, field) for number, field, _ in unfinished(rows)] == fields
