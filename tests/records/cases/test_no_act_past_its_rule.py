"""Whoever tries whatever in whatever order: is no act done that a rule refuses, in any kind of review?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Step
from hypothesis import strategies as st

from safelight.core.decision import Decision
from safelight.core.review.independence import Tie
from safelight.core.review.obligations import obligations
from safelight.core.review.stages import current_stage, may_enter
from safelight.core.vocabulary import Outcome, Stage
from safelight.records.audit.queries import verify_chain
from safelight.records.cases.access import ACTS, readers_on
from safelight.records.cases.actions import appointing, deciding, duties, family, intake, proceedings, scoping
from safelight.records.cases.models import Case
from safelight.records.cases.queries import facts_of, regime_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from tests.factories import Cast, a_cast, fresh, moment

pytestmark = pytest.mark.django_db

KINDS = {
    "scr": date(2009, 11, 2),
    "scr ": date(2010, 6, 11),
    "scr  ": date(2013, 6, 3),
    "lcspr": date(2024, 1, 8),
    "sar": date(2020, 2, 3),
    "dhr": date(2017, 3, 6),
    "dardr": date(2024, 6, 3),
}
"""Kinds of review (spaces tell days of the same kind apart) and the day on which a case of it comes to notice."""


class Walk:
    """One case, and days that go by as people try things."""

    def __init__(self, cast: Cast, kind: str) -> None:
        self.cast, self.day = cast, KINDS[kind]
        self.case: Case = intake.receive_referral(
            board=cast.board,
            reference="R-1",
            public_name="Child N",
            agency=cast.police,
            referrer_post="Inspector",
            circumstances="Somebody was badly hurt.",
            noticed_on=self.day,
            process=kind.strip(),
            by=cast.manager,
            at=moment(self.day),
        )

    def acts(self, data: st.DataObject) -> Iterator[tuple[str, Callable[[User], object]]]:
        """Everything that may be tried now, with what the case is to hear about it."""
        case, at, draw = fresh(self.case), moment(self.day), data.draw
        outcome, words = draw(st.sampled_from(["review", "no_review"])), draw(st.sampled_from(["", "Exceptional."]))
        regime = regime_of(case, on=self.day)
        criteria = [rule.duty for rule in regime.rules_under("criteria") if rule.check == "criterion"]
        asked = [each.rule for each in obligations(facts_of(case, on=self.day), regime=regime)]
        ties = draw(st.lists(st.sampled_from(sorted(Tie)), max_size=2, unique=True))
        post = draw(st.sampled_from(["panel_chair", "overview_author", "board_chair"]))
        finding = draw(st.sampled_from(["met", "not_met", "unclear"]))
        for duty in criteria:
            yield (
                "assess_criterion",
                lambda by, duty=duty: intake.assess_criterion(  # type: ignore[misc]
                    case=case, criterion=duty, finding=finding, evidence="As recorded.", by=by, at=at
                ),
            )
        yield "recommend", lambda by: deciding.recommend(case=case, outcome=outcome, reasons="R", by=by, at=at)
        yield (
            "decide",
            lambda by: deciding.decide(case=case, outcome=outcome, reasons="R", departure=words, by=by, at=at),
        )
        yield "propose_appointment", lambda by: appointing.propose_appointment(
            case=case, role=post, name=f"P {post}", ties=ties, statement="S",
            declared_on=draw(st.sampled_from([None, self.day])), departure=words, by=by, at=at,
        )  # fmt: skip
        yield (
            "seat_panel_member",
            lambda by: appointing.seat_panel_member(
                case=case, name="N", job_title="J", organisation="O", statement="S", declared_on=self.day, by=by, at=at
            ),
        )
        yield "set_terms", lambda by: scoping.set_terms(case=case, text="T", questions=["Q"], by=by, at=at)
        yield (
            "record_contact",
            lambda by: family.record_contact(
                case=case, relation="mother", approach="declined", contacted_on=self.day, note="N", by=by, at=at
            ),
        )
        yield (
            "open_proceeding",
            lambda by: proceedings.open_proceeding(
                case=case, kind="criminal", court="C", scope="S", opened_on=self.day, by=by, at=at
            ),
        )
        for rule in asked[: draw(st.integers(0, 3))]:
            yield (
                "record_duty",
                lambda by, rule=rule: duties.record_duty(  # type: ignore[misc]
                    case=case, duty=rule.duty, done_on=self.day, told="The body", note="N", by=by, at=at
                ),
            )
        if asked:
            rule = draw(st.sampled_from(asked))
            yield "depart", lambda by: deciding.depart(case=case, duty=rule.duty, reason="E", by=by, at=at)
        yield "agree_panel", lambda by: deciding.agree_panel(case=case, reasons="R", by=by, at=at)
        yield "accept_report", lambda by: deciding.accept_report(case=case, reasons="R", by=by, at=at)
        yield (
            "resolve_not_to_publish",
            lambda by: deciding.resolve_not_to_publish(
                case=case, reasons="R", review_on=self.day + timedelta(days=90), by=by, at=at
            ),
        )
        yield "close_case", lambda by: deciding.close_case(case=case, reasons="R", by=by, at=at)

    def check(self) -> None:
        """What must be true of the case whatever was tried."""
        case = fresh(self.case)
        regime, facts = regime_of(case, on=self.day), facts_of(case, on=self.day)
        assert case.stage == current_stage(facts, regime=regime)
        assert case.stage != Stage.PUBLISHED
        for act in case.acts.all():
            assert Decision.from_json(act.decision).allowed, act.act
        for row in case.appointments.all():
            assert (row.outcome == Outcome.ALLOW) is Decision.from_json(row.decision).allowed
        for row in case.departures.all():
            found = regime.find(row.duty)
            assert found is None or found.force in {"should", "may"}, row.duty
        if facts.decided_on is not None:
            assert facts.panel_recommended_on is not None
            assert facts.criteria_assessed == facts.criteria_total
        if facts.closed_on is not None:
            assert may_enter(Stage.CLOSED, facts, regime=regime).allowed


@pytest.mark.parametrize("kind", KINDS)
@settings(
    deadline=None,
    max_examples=4,
    phases=(Step.explicit, Step.reuse, Step.generate),  # shrinking would try the database for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_sequence_of_acts_gets_past_a_rule(kind: str, data: st.DataObject, db: Any) -> None:
    with transaction.atomic():
        cast = a_cast()
        walk = Walk(cast, kind)
        for _ in range(data.draw(st.integers(1, 3))):
            for name, act in walk.acts(data):
                by = data.draw(st.sampled_from([cast.manager, cast.chair, cast.panel_member]))
                allowed = not ACTS[name].isdisjoint(readers_on(by, fresh(walk.case)))
                try:
                    act(by)
                except NotForYou:
                    assert not allowed, name
                except (NotNow, RefusedByRule, WrongInput):
                    assert allowed, name
                else:
                    assert allowed, name
                walk.check()
            walk.day += timedelta(days=data.draw(st.integers(0, 40)))
        assert verify_chain().whole
        transaction.set_rollback(True)
