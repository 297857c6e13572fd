"""Does every kind of review go all the way by the same acts, asked only for what its own rules ask?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import PaperKind, Stage
from safelight.records.cases.actions import (
    agency_reviews,
    appointing,
    chronologies,
    deciding,
    family,
    intake,
    integrating,
    papers,
    scoping,
)
from safelight.records.cases.models import Case
from safelight.records.cases.queries import facts_of, regime_of, tasks_of
from safelight.records.people.models import Board
from safelight.records.people.permission import RefusedByRule
from safelight.records.publication.actions import drafting, proving, publishing
from tests.factories import (
    REGISTER,
    Cast,
    a_cast,
    a_chronology,
    expected_questions,
    fresh,
    moment,
    record_duties,
)
from tests.upper_factories import SUMMARY, settle_everything

pytestmark = pytest.mark.django_db

KINDS = {
    "scr-2006": ("scr", "england", date(2009, 9, 7)),
    "scr-2013": ("scr", "england", date(2013, 6, 3)),
    "scr-2015": ("scr", "england", date(2015, 9, 7)),
    "lcspr-2018": ("lcspr", "england", date(2019, 10, 7)),
    "lcspr-2023": ("lcspr", "england", date(2024, 1, 8)),
    "sar": ("sar", "england", date(2020, 2, 3)),
    "dhr": ("dhr", "england", date(2018, 3, 5)),
    "dardr": ("dardr", "england", date(2024, 6, 3)),
    "cpr": ("cpr", "wales", date(2017, 3, 6)),
}


class Journey:
    """One case, carried along day by day."""

    def __init__(self, kind: str) -> None:
        self.process, self.place, self.day = KINDS[kind]
        self.cast: Cast = a_cast(on=self.day)
        Board.objects.filter(pk=self.cast.board.pk).update(jurisdiction=self.place)
        for user in self.cast.all():
            user.refresh_from_db()
        self.case: Case = intake.receive_referral(
            board=self.cast.board,
            reference="SCR-2010-02",
            public_name="Child N",
            agency=self.cast.police,
            referrer_post="Inspector",
            circumstances="Somebody was badly hurt.",
            noticed_on=self.day,
            process=self.process,
            by=self.cast.manager,
            at=self.at,
        )
        intake.keep_register(case=self.case, untrusted_toml=REGISTER, by=self.cast.manager, at=self.at)

    @property
    def at(self) -> Any:
        return moment(self.day)

    def later(self, days: int = 7) -> None:
        self.day += timedelta(days=days)

    def asks(self, duty: str) -> bool:
        return regime_of(fresh(self.case), on=self.day).find(duty) is not None

    def duties(self, *phases: Phase) -> None:
        record_duties(self.cast, self.case, *phases, on=self.day)

    def begin(self) -> None:
        """Criteria, recommendation and decision."""
        cast, case = self.cast, self.case
        self.duties(Phase.NOTICE)
        self.duties(Phase.CONSIDER)
        for rule in regime_of(case).rules_under("criteria"):
            if rule.check == "criterion":
                intake.assess_criterion(
                    case=case, criterion=rule.duty, finding="met", evidence="On record.", by=cast.manager, at=self.at
                )
        self.later(2)
        deciding.recommend(case=case, outcome="review", reasons="R", by=cast.manager, at=self.at)
        deciding.decide(case=case, outcome="review", reasons="R", by=cast.chair, at=self.at)
        self.duties(Phase.DECIDED)

    def scope(self) -> None:
        """Posts, panel, terms and the family."""
        cast, case = self.cast, self.case
        for role, user in (("panel_chair", cast.panel_chair), ("overview_author", cast.author)):
            appointing.propose_appointment(
                case=case, role=role, name=user.name, user=user, ties=(), statement="S", declared_on=self.day,
                by=cast.manager, at=self.at,
            )  # fmt: skip
        appointing.seat_panel_member(
            case=case, name="Ruth Calloway", job_title="Designated Nurse", organisation=cast.health.name,
            statement="S", declared_on=self.day, by=cast.manager, at=self.at,
        )  # fmt: skip
        answers = dict.fromkeys(expected_questions(fresh(case)), "Settled.")
        scoping.set_terms(case=case, text="T", questions=["Q"], answers=answers, by=cast.manager, at=self.at)
        family.record_contact(
            case=case,
            relation="mother",
            approach="declined",
            contacted_on=self.day,
            note="N",
            by=cast.manager,
            at=self.at,
        )
        self.duties(Phase.SCOPE)

    def agencies(self) -> None:
        """What the agencies are asked for, where the rules ask them for anything."""
        cast, case = self.cast, self.case
        if self.asks("imr.each-agency"):
            for agency in (cast.police, cast.health):
                asked = agency_reviews.request_review(
                    case=case, agency=agency, due_on=self.day + timedelta(days=60), by=cast.manager, at=self.at
                )
                agency_reviews.submit_review(
                    review=asked, untrusted_data=b"What we did.", name="r.txt", author_name="A. Writer",
                    countersigned_by="Chief Executive", by=cast.manager, at=self.at,
                )  # fmt: skip
                agency_reviews.accept_review(review=asked, by=cast.panel_chair, at=self.at)
        if self.asks("chronology.integrated"):
            for agency in (cast.police, cast.health):
                chronologies.submit_chronology(
                    case=case, agency=agency, untrusted_data=a_chronology(agency.name), name="c.xlsx",
                    by=cast.manager, at=self.at,
                )  # fmt: skip
            self.later(1)
            integrating.integrate(case=case, by=cast.author, at=self.at)
        self.duties(Phase.AGENCIES)

    def report(self) -> None:
        """Written, agreed, accepted and, where the rules ask for it, looked at from outside."""
        cast, case = self.cast, self.case
        papers.file_paper(
            case=case, kind="overview", untrusted_data=b"Report.", name="o.txt", by=cast.author, at=self.at
        )
        self.duties(Phase.REPORT)
        deciding.agree_panel(case=case, reasons="R", by=cast.panel_chair, at=self.at)
        deciding.accept_report(case=case, reasons="R", by=cast.chair, at=self.at)
        if self.asks("evaluation.submitted"):
            deciding.submit_for_evaluation(case=case, told="The evaluator", reasons="R", by=cast.manager, at=self.at)
        if self.asks("evaluation.graded"):
            deciding.record_grade(case=case, grade="good", reasons="R", by=cast.manager, at=self.at)
        self.duties(Phase.EVALUATION)

    def publish(self) -> None:
        """The text through the gate, approved by one and published by another."""
        cast, case = self.cast, self.case
        deciding.plan_publication(case=case, planned_on=self.day + timedelta(days=21), by=cast.manager, at=self.at)
        kind = PaperKind.EXECUTIVE_SUMMARY if self.asks("publication.summary") else PaperKind.OVERVIEW
        draft = drafting.save_draft(case=fresh(case), kind=kind, text=SUMMARY, by=cast.author, at=self.at)
        drafting.find_people(draft=draft, by=cast.author, at=self.at)
        settle_everything(draft, by=cast.author, at=self.at)
        proving.run_gate(draft=draft, by=cast.author, at=self.at)
        edition = proving.make_edition(draft=draft, by=cast.author, at=self.at)
        assert edition.title == f"{regime_of(fresh(case)).process.title}: {case.public_name}"
        publishing.approve_edition(edition=edition, by=cast.chair, at=self.at)
        with pytest.raises(RefusedByRule) as refused:
            publishing.publish_edition(edition=edition, by=cast.manager, at=self.at)
        assert all(reason.found.startswith("Not done yet: “") for reason in refused.value.decision.reasons)
        self.duties(Phase.PUBLICATION)
        self.later(21)
        publishing.publish_edition(edition=edition, by=cast.manager, at=self.at)


@pytest.mark.parametrize("kind", KINDS)
def test_a_review_goes_from_referral_to_closed(kind: str) -> None:
    journey = Journey(kind)
    for part in (journey.begin, journey.scope, journey.agencies, journey.report):
        part()
        journey.later()
    journey.publish()
    case = fresh(journey.case)
    assert case.stage == Stage.PUBLISHED
    undone = {task.key for task in tasks_of(case, on=journey.day) if task.duty and task.state != "done"}
    assert bool(undone) is (kind != "cpr"), "only the Welsh rules that were read ask for nothing afterwards"
    if undone:
        with pytest.raises(RefusedByRule):
            deciding.close_case(case=case, reasons="R", by=journey.cast.chair, at=journey.at)
    journey.duties(*Phase)
    deciding.close_case(case=case, reasons="R", by=journey.cast.chair, at=journey.at)
    assert fresh(case).stage == Stage.CLOSED
    left = {task.key for task in tasks_of(fresh(case), on=journey.day) if task.state != "done"}
    assert left <= {"plan", "committee"}, left
    assert not facts_of(fresh(case), on=journey.day).reopened_on
