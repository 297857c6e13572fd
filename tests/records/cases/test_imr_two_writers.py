"""Two writers, interleaved at random over the real database: no word that either typed is ever lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from safelight.records.cases.models import AgencyReview
from tests.factories import Cast
from tests.records.cases.imr import a_review_to_write, text_of, typed

pytestmark = pytest.mark.django_db


class Page:
    """A page as somebody has it open: what stands in its box, the version it goes on from, and what it typed."""

    def __init__(self, name: str) -> None:
        self.name, self.text, self.base, self.typed = name, "", 0, 0

    def type(self, place: float, *, paragraph: bool) -> None:
        cuts = [at for at, sign in enumerate(self.text) if sign in " \n"] or [len(self.text)]
        at = cuts[int(place * (len(cuts) - 1))] if self.text else 0
        word = f"{self.name}{self.typed}"
        self.typed += 1
        around = ("\n\n", "\n\n") if paragraph else (" ", " ")
        self.text = f"{self.text[:at]}{around[0]}{word}{around[1]}{self.text[at:]}"


def two_writers(cast: Cast, review: AgencyReview, key: str) -> type[RuleBasedStateMachine]:
    class TwoWriters(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.pages = [Page("one"), Page("two")]
            self.users = (cast.police_author, cast.manager)
            self.run = two_writers.count = getattr(two_writers, "count", 0) + 1  # type: ignore[attr-defined]
            self.saved: set[str] = set()

        def _save(self, who: int, *, answer_arrives: bool) -> None:
            page = self.pages[who]
            told = typed(review, self.users[who], page.text, key=key, base=page.base, page=f"{page.name}-{self.run}")
            self.saved |= {f"{page.name}{number}" for number in range(page.typed)}
            if answer_arrives:
                page.text, page.base = dict(told.values)["text"], told.version

        @rule(who=st.integers(0, 1), place=st.floats(0, 1), paragraph=st.booleans())
        def type(self, who: int, place: float, paragraph: bool) -> None:
            self.pages[who].type(place, paragraph=paragraph)

        @rule(who=st.integers(0, 1))
        def save(self, who: int) -> None:
            self._save(who, answer_arrives=True)

        @rule(who=st.integers(0, 1))
        def save_and_hear_nothing(self, who: int) -> None:
            self._save(who, answer_arrives=False)

        @invariant()
        def every_saved_word_stands(self) -> None:
            stands = text_of(review, key).split() if review.parts.filter(key=key).exists() else []
            assert self.saved <= set(stands)

        def teardown(self) -> None:
            part = review.parts.filter(key=key).first()
            if part is not None:
                part.versions.all().delete()
                part.delete()

    return TwoWriters


def test_two_writers_interleaved_at_random_lose_nothing(cast: Cast) -> None:
    review = a_review_to_write(cast)
    machine: Any = two_writers(cast, review, "involvement")
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
