"""Journey 3: a recommendation becomes an action, evidence comes in, and a second person closes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from safelight.core.review.plan import PlanStatus
from safelight.core.vocabulary import Reader
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import verify_chain
from safelight.records.cases.models import Case, Seat
from safelight.records.people.actions import add_agency
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.plans import actions as plans
from safelight.records.plans.models import Action, Recommendation
from safelight.records.plans.public import public_plan
from safelight.records.plans.queries import action_page, plan_of, recommendation_page
from tests.factories import Cast, a_cast, a_docx, moment
from tests.upper_factories import (
    AGREED_ON,
    DUE_ON,
    Call,
    a_review,
    an_action,
    check_only_these_may,
    newest_entry,
)

pytestmark = pytest.mark.django_db
AT = moment(AGREED_ON, 12)
LATER = moment(date(2011, 2, 1))


def agree(cast: Cast, recommendation: Recommendation | object, by: User, **changed: object) -> Action:
    given: dict[str, object] = {
        "text": "Train the duty team.",
        "agency": cast.health,
        "owner_post": "Head of Nursing",
        "due_on": DUE_ON,
        "measure": "All of the team by March.",
    }
    return plans.agree_action(recommendation=recommendation, by=by, at=AT, **(given | changed))  # type: ignore[arg-type]


ACTS: dict[str, tuple[tuple[str, ...], Callable[[Cast, Case, Action, User], object]]] = {
    "record_finding": (
        ("manager", "author"),
        lambda cast, case, action, by: plans.record_finding(case=case.pk, number=7, text="F", by=by, at=AT),
    ),
    "record_recommendation": (
        ("manager", "author"),
        lambda cast, case, action, by: plans.record_recommendation(
            case=case.pk, number=7, text="R", source="imr", findings=[1], by=by, at=AT
        ),
    ),
    "agree_action": (("manager",), lambda cast, case, action, by: agree(cast, action.recommendation_id, by)),
    "add_evidence": (
        ("manager", "police_author"),
        lambda cast, case, action, by: plans.add_evidence(action=action.pk, text="E", by=by, at=LATER),
    ),
    "propose_closure": (
        ("manager", "police_author"),
        lambda cast, case, action, by: plans.propose_closure(action=action.pk, impact="I", by=by, at=LATER),
    ),
    "close": (("manager", "chair"), lambda cast, case, action, by: plans.close(action=action.pk, by=by, at=LATER)),
}


@pytest.mark.parametrize("act", ACTS)
def test_everybody_else_is_refused_and_the_attempt_is_audited(cast: Cast, act: str) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    allowed, make = ACTS[act]
    check_only_these_may(cast, Call(f"plans.{act}", allowed, lambda by: make(cast, case, action, by)), case=case)
    with pytest.raises(NotForYou):
        make(cast, case, action, a_cast("Eastholm").manager)
    cast.manager.is_active = False
    with pytest.raises(NotForYou):
        make(cast, case, action, cast.manager)


@pytest.mark.parametrize("act", ["add_evidence", "propose_closure", "close", "agree_action"])
def test_an_unknown_key_looks_like_a_forbidden_one(cast: Cast, act: str) -> None:
    case = a_review(cast)
    strange = Action(id=uuid4(), recommendation=Recommendation(id=uuid4(), case=case))
    with pytest.raises(NotForYou):
        ACTS[act][1](cast, case, strange, cast.manager)
    assert Entry.objects.latest("number").action == f"plans.{act}.refused"


def test_an_action_is_agreed_shown_and_closed_by_a_second_person(cast: Cast) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    assert newest_entry().action == "plans.agree_action"
    plans.add_evidence(
        action=action,
        text="The procedure, as agreed on 1 January.",
        untrusted_data=a_docx("The new procedure."),
        name="procedure.docx",
        by=cast.police_author,
        at=LATER,
    )
    assert newest_entry().acting_as == Reader.AGENCY_AUTHOR
    paper = case.papers.get(kind="action_plan")
    assert paper.agency == cast.police
    plans.propose_closure(action=action, impact="No visit was missed since.", by=cast.police_author, at=LATER)
    assert plan_of(cast.chair, case.pk, on=LATER.date()).tally.count(PlanStatus.AWAITING_CLOSURE) == 1
    closed = plans.close(action=action, by=cast.chair, at=LATER)
    assert (closed.closed_on, closed.closed_by) == (date(2011, 2, 1), cast.chair)
    entry = newest_entry()
    assert (entry.action, entry.subject) == ("plans.close", f"Action:{action.pk}")
    assert entry.decision
    assert verify_chain().whole


def test_whoever_proposes_to_close_does_not_close(cast: Cast) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    plans.add_evidence(action=action, text="E", by=cast.manager, at=LATER)
    plans.propose_closure(action=action, impact="I", by=cast.manager, at=LATER)
    with pytest.raises(RefusedByRule) as refused:
        plans.close(action=action, by=cast.manager, at=LATER)
    assert "second person" in refused.value.decision.reasons[0].found
    entry = newest_entry()
    assert (entry.action, entry.case) == ("plans.close.refused", str(case.pk))
    assert entry.decision == refused.value.decision.without_findings().to_json()
    assert not action_page(cast.manager, action.pk, on=LATER.date()).may_close
    assert action_page(cast.chair, action.pk, on=LATER.date()).may_close
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(closed_on=LATER.date(), closed_by=cast.manager)


def test_the_latest_proposal_counts_not_the_one_the_caller_still_holds(cast: Cast) -> None:
    action = an_action(cast, a_review(cast))
    plans.add_evidence(action=action, text="E", by=cast.manager, at=LATER)
    stale = Action.objects.get(pk=action.pk)
    plans.propose_closure(action=action, impact="I", by=cast.manager, at=LATER)
    with pytest.raises(RefusedByRule):
        plans.close(action=stale, by=cast.manager, at=LATER)


def test_an_action_without_evidence_or_proposal_is_not_closed(cast: Cast) -> None:
    action = an_action(cast, a_review(cast))
    with pytest.raises(WrongInput, match="evidence first"):
        plans.propose_closure(action=action, impact="I", by=cast.manager, at=LATER)
    with pytest.raises(RefusedByRule) as refused:
        plans.close(action=action, by=cast.chair, at=LATER)
    assert len(refused.value.decision.reasons) == 2


def test_a_closed_action_stays_as_it_is(cast: Cast) -> None:
    action = an_action(cast, a_review(cast))
    plans.add_evidence(action=action, text="E", by=cast.manager, at=LATER)
    plans.propose_closure(action=action, impact="I", by=cast.manager, at=LATER)
    plans.close(action=action, by=cast.chair, at=LATER)
    with pytest.raises(NotNow, match="closed"):
        plans.close(action=action, by=cast.chair, at=LATER)
    with pytest.raises(NotNow, match="closed"):
        plans.add_evidence(action=action, text="E", by=cast.manager, at=LATER)
    with pytest.raises(NotNow, match="closed"):
        plans.propose_closure(action=action, impact="I", by=cast.manager, at=LATER)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"measure": "ongoing"}, "measures nothing"),
        ({"measure": " "}, "no measure"),
        ({"owner_post": " "}, "Nobody owns it"),
        ({"text": " "}, "what will be done"),
        ({"due_on": date(2010, 1, 1)}, "before the day"),
    ],
)
def test_an_action_that_cannot_be_followed_up_is_refused_by_rule(
    cast: Cast, changed: dict[str, object], missing: str
) -> None:
    case = a_review(cast)
    recommendation = an_action(cast, case).recommendation
    with pytest.raises(RefusedByRule) as refused:
        agree(cast, recommendation, cast.manager, **changed)
    assert missing in " ".join(reason.found for reason in refused.value.decision.reasons)
    assert newest_entry().action == "plans.agree_action.refused"
    assert recommendation.actions.count() == 1


def test_actions_are_numbered_within_their_recommendation(cast: Cast) -> None:
    case = a_review(cast)
    first = an_action(cast, case)
    second = agree(cast, first.recommendation, cast.manager, agency=cast.health.pk)
    assert (first.number, second.number) == (1, 2)
    lines = plan_of(cast.manager, case.pk, on=AGREED_ON).recommendations[0].actions
    assert [line.reference for line in lines] == ["1.1", "1.2"]


def test_an_agency_or_owner_of_another_board_is_not_chosen(cast: Cast) -> None:
    other = a_cast("Eastholm")
    stranger = add_agency(board=other.board, name="Elsewhere", short_name="E", by=None, at=AT)
    recommendation = an_action(cast, a_review(cast)).recommendation
    for field, value in (("agency", stranger), ("owner", other.manager)):
        with pytest.raises(WrongInput) as wrong:
            agree(cast, recommendation, cast.manager, **{field: value})
        assert wrong.value.field == field


LEAKS = ("Toby was not seen.", "T o b i a s  W r e n - H a l l o r a n", "He went to St Oswin's Primary School.")


@pytest.mark.parametrize("leak", LEAKS)
def test_what_names_somebody_does_not_get_into_the_plan(cast: Cast, leak: str) -> None:
    case = a_review(cast)
    recommendation = an_action(cast, case).recommendation
    calls: tuple[Callable[[], object], ...] = (
        lambda: plans.record_finding(case=case, number=2, text=leak, by=cast.author, at=AT),
        lambda: plans.record_recommendation(
            case=case, number=2, text=leak, source="overview", findings=[1], by=cast.author, at=AT
        ),
        lambda: agree(cast, recommendation, cast.manager, text=leak),
    )
    for call in calls:
        with pytest.raises(WrongInput, match="identifies somebody") as wrong:
            call()
        assert wrong.value.field == "text"


def test_without_a_register_nothing_public_is_written(cast: Cast) -> None:
    case = a_review(cast)
    Case.objects.filter(pk=case.pk).update(register_sha256="")
    with pytest.raises(NotNow, match="register"):
        plans.record_finding(case=case, number=1, text="F", by=cast.author, at=AT)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": " "}, "text"),
        ({"source": "rumour"}, "source"),
        ({"findings": [9]}, "findings"),
        ({"findings": [1, 9]}, "findings"),
        ({"findings": []}, "findings"),
        ({"number": 0}, "number"),
        ({"number": 1}, "number"),
    ],
)
def test_a_recommendation_that_cannot_be_taken_names_its_field(
    cast: Cast, changed: dict[str, object], field: str
) -> None:
    case = a_review(cast)
    an_action(cast, case)
    given: dict[str, object] = {"number": 2, "text": "R", "source": "overview", "findings": [1]}
    before = Entry.objects.count()
    with pytest.raises(WrongInput) as wrong:
        plans.record_recommendation(case=case, by=cast.author, at=AT, **(given | changed))  # type: ignore[arg-type]
    assert wrong.value.field == field
    assert (case.recommendations.count(), Entry.objects.count()) == (1, before)


@pytest.mark.parametrize(
    ("changed", "field"), [({"text": ""}, "text"), ({"number": 1}, "number"), ({"number": -1}, "number")]
)
def test_a_finding_that_cannot_be_taken_names_its_field(cast: Cast, changed: dict[str, object], field: str) -> None:
    case = a_review(cast)
    an_action(cast, case)
    with pytest.raises(WrongInput) as wrong:
        plans.record_finding(case=case, by=cast.author, at=AT, **({"number": 2, "text": "F"} | changed))  # type: ignore[arg-type]
    assert wrong.value.field == field


def test_a_file_that_cannot_be_read_leaves_no_evidence(cast: Cast) -> None:
    action = an_action(cast, a_review(cast))
    with pytest.raises(WrongInput) as wrong:
        plans.add_evidence(
            action=action, text="E", untrusted_data=b"no", name="a.docx", by=cast.police_author, at=LATER
        )
    assert wrong.value.field == "file"
    assert not action.evidence.exists()


def test_days_are_counted_where_the_board_is(cast: Cast) -> None:
    action = an_action(cast, a_review(cast))
    late = datetime(2011, 5, 28, 23, 30, tzinfo=UTC)
    evidence = plans.add_evidence(action=action, text="E", by=cast.manager, at=late)
    assert evidence.added_on == date(2011, 5, 29)


def test_everybody_with_a_part_sees_the_plan_and_nobody_else(cast: Cast) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    looks: tuple[Callable[[User], object], ...] = (
        lambda user: plan_of(user, case.pk, on=AGREED_ON),
        lambda user: action_page(user, action.pk, on=AGREED_ON),
        lambda user: recommendation_page(user, action.recommendation_id),
    )
    for look in looks:
        for user in (cast.member, a_cast(f"Easthol{id(look)}").manager):
            with pytest.raises(NotForYou):
                look(user)
        for user in cast.all():
            if user != cast.member:
                assert look(user)


def test_an_agencys_author_sees_the_evidence_of_that_agency_alone(cast: Cast) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    plans.add_evidence(action=action, text="The audit of January.", by=cast.police_author, at=LATER)
    plans.propose_closure(action=action, impact="Fewer were missed.", by=cast.police_author, at=LATER)
    for user, shown in ((cast.police_author, True), (cast.health_author, False), (cast.panel_member, True)):
        page = action_page(user, action.pk, on=LATER.date())
        line = plan_of(user, case.pk, on=LATER.date()).recommendations[0].actions[0]
        assert bool(page.line.evidence) is bool(line.evidence) is shown
        assert bool(page.line.impact) is shown
    assert not action_page(cast.health_author, action.pk, on=LATER.date()).may_add
    assert action_page(cast.police_author, action.pk, on=LATER.date()).may_add
    Seat.objects.create(case=case, user=cast.health_author, reader="panel_member", since=AGREED_ON)
    assert action_page(cast.health_author, action.pk, on=LATER.date()).line.evidence


def test_the_plan_says_what_is_late_and_who_may_do_what(cast: Cast) -> None:
    case = a_review(cast)
    an_action(cast, case)
    plans.record_finding(case=case, number=2, text="Nobody asked the father.", by=cast.author, at=AT)
    plan = plan_of(cast.manager, case.pk, on=date(2011, 6, 1))
    assert [line.reference for line in plan.overdue] == ["1.1"]
    assert [finding.recommendations for finding in plan.findings] == [(1,), ()]
    assert (plan.may_write, plan.may_plan) == (True, True)
    theirs = plan_of(cast.author, case.pk, on=AGREED_ON)
    assert (theirs.may_write, theirs.may_plan) == (True, False)


def test_the_public_plan_has_no_evidence_no_owner_and_the_same_tally(cast: Cast) -> None:
    case = a_review(cast)
    assert public_plan(case.pk, on=AGREED_ON) is None
    assert public_plan(uuid4(), on=AGREED_ON) is None
    action = an_action(cast, case)
    plans.add_evidence(action=action, text="The audit of January.", by=cast.police_author, at=LATER)
    public = public_plan(case.pk, on=LATER.date())
    assert public is not None
    assert public.tally == plan_of(cast.manager, case.pk, on=LATER.date()).tally
    shown = repr(public)
    assert "audit of January" not in shown
    assert "Head of Public Protection" not in shown
