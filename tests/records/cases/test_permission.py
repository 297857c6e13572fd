"""Is every act on a case open to those in the table, closed to all others, and audited either way?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from safelight.core.vocabulary import Reader
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import verify_chain
from safelight.records.cases import vault
from safelight.records.cases.access import ACTS, may, readers_on
from safelight.records.cases.actions import (
    agency_reviews,
    appointing,
    arriving,
    chronologies,
    deciding,
    duties,
    exporting,
    family,
    family_tree,
    imr_course,
    imr_writing,
    intake,
    integrating,
    papers,
    proceedings,
    pseudonyms,
    row_notes,
    scoping,
)
from safelight.records.cases.models import (
    AgencyReview,
    Appointment,
    Case,
    ChronologyArrival,
    PanelSeat,
    Proceeding,
    RowRemark,
    Theme,
)
from safelight.records.cases.queries import RowFilters
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from tests.factories import (
    REGISTER,
    SCOPED,
    Cast,
    a_cast,
    a_chronology,
    a_scoped_case,
    moment,
    requested_reviews,
)

pytestmark = pytest.mark.django_db
DAY = date(2010, 5, 4)
AT = moment(DAY)


@dataclass
class World:
    """A review in which there is one of everything that an act can be about."""

    cast: Cast
    case: Case
    review: AgencyReview
    proceeding: Proceeding
    appointment: Appointment
    seat: PanelSeat
    remark: RowRemark
    theme: int


def a_world(cast: Cast) -> World:
    case = a_scoped_case(cast)
    proceeding = proceedings.open_proceeding(
        case=case,
        kind="criminal",
        court="Northmere Crown Court",
        scope="Trial of an adult of the household.",
        opened_on=SCOPED,
        by=cast.manager,
        at=moment(SCOPED),
    )
    sent = chronologies.submit_chronology(
        case=case,
        agency=cast.police,
        untrusted_data=a_chronology(cast.police.name),
        name="chronology.xlsx",
        by=cast.manager,
        at=moment(SCOPED),
    )
    return World(
        remark=RowRemark.objects.create(row=sent.rows.get(row=2), mark="out-of-order"),
        theme=Theme.objects.create(board=cast.board, name="Missed appointments").pk,
        cast=cast,
        case=case,
        review=requested_reviews(cast, case)[0],
        proceeding=proceeding,
        appointment=case.appointments.get(role="panel_chair"),
        seat=case.panel.get(),
    )


def waiting(world: World) -> ChronologyArrival:
    """A chronology of the police that waits; another one where somebody has confirmed it or thrown it away."""
    return ChronologyArrival.objects.get_or_create(
        case=world.case,
        agency=world.cast.police,
        department="Custody",
        defaults={
            "name": "chronology.xlsx",
            "sha256": vault.put(a_chronology("Northmere Police")),
            "arrived_at": AT,
            "arrived_by": world.cast.manager,
        },
    )[0]


CALLS: dict[str, Callable[[World, User], object]] = {
    "assess_criterion": lambda w, by: intake.assess_criterion(
        case=w.case, criterion="criteria.death", finding="met", evidence="E", by=by, at=AT
    ),
    "keep_register": lambda w, by: intake.keep_register(case=w.case, untrusted_toml=REGISTER, by=by, at=AT),
    "open_register": lambda w, by: intake.open_register(case=w.case, by=by, at=AT),
    "look_at_family_tree": lambda w, by: family_tree.look_at_family_tree(case=w.case, by=by, at=AT),
    "add_relation": lambda w, by: family_tree.add_relation(
        case=w.case, kind="parent", one="child", other="child", by=by, at=AT
    ),
    "remove_relation": lambda w, by: family_tree.remove_relation(
        case=w.case, kind="parent", one="child", other="nobody", by=by, at=AT
    ),
    "record_sex": lambda w, by: family_tree.record_sex(case=w.case, person="child", sex="male", by=by, at=AT),
    "look_at_pseudonyms": lambda w, by: pseudonyms.look_at_pseudonyms(case=w.case, by=by, at=AT),
    "choose_pseudonyms": lambda w, by: pseudonyms.choose_pseudonyms(case=w.case, scheme="names", by=by, at=AT),
    "use_pseudonyms": lambda w, by: pseudonyms.use_pseudonyms(case=w.case, audience=pseudonyms.ENTERED, by=by, at=AT),
    "add_person": lambda w, by: pseudonyms.add_person(case=w.case, name="Ida Pellow", role="other", by=by, at=AT),
    "recommend": lambda w, by: deciding.recommend(case=w.case, outcome="review", reasons="R", by=by, at=AT),
    "decide": lambda w, by: deciding.decide(case=w.case, outcome="review", reasons="R", by=by, at=AT),
    "extend": lambda w, by: deciding.extend(
        case=w.case, duty="clock.completion", extended_to=date(2011, 1, 1), reason="R", told="T", by=by, at=AT
    ),
    "depart": lambda w, by: deciding.depart(case=w.case, duty="family.involved", reason="R", by=by, at=AT),
    "record_duty": lambda w, by: duties.record_duty(
        case=w.case, duty="notify.evaluator", done_on=DAY, told="T", by=by, at=AT
    ),
    "plan_publication": lambda w, by: deciding.plan_publication(
        case=w.case, planned_on=date(2010, 12, 1), by=by, at=AT
    ),
    "choose_process": lambda w, by: intake.choose_process(case=w.case, process="scr", by=by, at=AT),
    "agree_panel": lambda w, by: deciding.agree_panel(case=w.case, reasons="R", by=by, at=AT),
    "accept_report": lambda w, by: deciding.accept_report(case=w.case, reasons="R", by=by, at=AT),
    "submit_for_evaluation": lambda w, by: deciding.submit_for_evaluation(
        case=w.case, told="T", reasons="R", by=by, at=AT
    ),
    "record_grade": lambda w, by: deciding.record_grade(case=w.case, grade="good", reasons="R", by=by, at=AT),
    "resolve_not_to_publish": lambda w, by: deciding.resolve_not_to_publish(
        case=w.case, reasons="R", review_on=date(2011, 5, 4), by=by, at=AT
    ),
    "look_again_at_not_publishing": lambda w, by: deciding.look_again_at_not_publishing(
        case=w.case, outcome="taken_back", reasons="R", by=by, at=AT
    ),
    "close_case": lambda w, by: deciding.close_case(case=w.case, reasons="R", by=by, at=AT),
    "propose_appointment": lambda w, by: appointing.propose_appointment(
        case=w.case, role="board_chair", name="N", ties=(), statement="S", declared_on=DAY, by=by, at=AT
    ),
    "end_appointment": lambda w, by: appointing.end_appointment(appointment=w.appointment.pk, reason="R", by=by, at=AT),
    "seat_panel_member": lambda w, by: appointing.seat_panel_member(
        case=w.case, name="N", job_title="J", organisation="O", declared_on=None, by=by, at=AT
    ),
    "declare": lambda w, by: appointing.declare(seat=w.seat.pk, statement="S", declared_on=DAY, by=by, at=AT),
    "give_seat": lambda w, by: appointing.give_seat(
        case=w.case, user=w.cast.member, reader="agency_author", agency=w.cast.police, by=by, at=AT
    ),
    "end_seat": lambda w, by: appointing.end_seat(
        case=w.case, user=w.cast.panel_member, reader="panel_member", by=by, at=AT
    ),
    "set_terms": lambda w, by: scoping.set_terms(case=w.case, text="T", questions=["Q"], by=by, at=AT),
    "record_contact": lambda w, by: family.record_contact(
        case=w.case, relation="father", approach="offered", contacted_on=DAY, note="N", by=by, at=AT
    ),
    "request_review": lambda w, by: agency_reviews.request_review(
        case=w.case, agency=w.cast.health, kind="health_overview", due_on=date(2010, 6, 1), by=by, at=AT
    ),
    "open_request": lambda w, by: agency_reviews.open_request(review=w.review.pk, by=by, at=AT),
    "declare_author": lambda w, by: imr_course.declare_author(
        review=w.review.pk, author_name="N", answers=dict.fromkeys(imr_course.INDEPENDENCE, False), by=by, at=AT
    ),
    "write_review": lambda w, by: imr_writing.save_part(
        review=w.review.pk, key="involvement", values={"text": "W"}, base=0, by=by, at=AT
    ),
    "check_review": lambda w, by: imr_course.check_review(review=w.review.pk, checked_by="P", by=by, at=AT),
    "countersign_review": lambda w, by: imr_course.countersign_review(review=w.review.pk, post="P", by=by, at=AT),
    "reopen_review": lambda w, by: imr_course.reopen_review(review=w.review.pk, by=by, at=AT),
    "record_debrief": lambda w, by: imr_course.record_debrief(
        review=w.review.pk, which="first", held_on=DAY, said="S", by=by, at=AT
    ),
    "secure_records": lambda w, by: agency_reviews.secure_records(review=w.review.pk, secured_on=DAY, by=by, at=AT),
    "submit_review": lambda w, by: agency_reviews.submit_review(
        review=w.review.pk, untrusted_data=b"A review.", name="review.txt", by=by, at=AT
    ),
    "return_review": lambda w, by: agency_reviews.return_review(review=w.review.pk, reasons="R", by=by, at=AT),
    "accept_review": lambda w, by: agency_reviews.accept_review(review=w.review.pk, by=by, at=AT),
    "submit_chronology": lambda w, by: chronologies.submit_chronology(
        case=w.case,
        agency=w.cast.police,
        untrusted_data=a_chronology("Northmere Police"),
        name="chronology.xlsx",
        by=by,
        at=AT,
    ),
    "send_chronology": lambda w, by: arriving.send_chronology(
        case=w.case,
        agency=w.cast.police,
        untrusted_data=a_chronology("Northmere Police"),
        name="chronology.xlsx",
        by=by,
        at=AT,
    ),
    "look_at_columns": lambda w, by: arriving.look_at_columns(arrival=waiting(w).pk, by=by, at=AT),
    "confirm_columns": lambda w, by: arriving.confirm_columns(arrival=waiting(w).pk, chosen={}, by=by, at=AT),
    "discard_chronology": lambda w, by: arriving.discard_chronology(arrival=waiting(w).pk, by=by, at=AT),
    "read_rows": lambda w, by: integrating.read_rows(case=w.case.pk, by=by, at=AT),
    "integrate": lambda w, by: integrating.integrate(case=w.case, by=by, at=AT),
    "export_rows": lambda w, by: exporting.export_rows(case=w.case, filters=RowFilters(), form="csv", by=by, at=AT),
    "mark_key_events": lambda w, by: row_notes.mark_key_events(case=w.case, rows=[w.remark.row.key], by=by, at=AT),
    "give_theme": lambda w, by: row_notes.give_theme(
        case=w.case, rows=[w.remark.row.key], theme="Neglect", by=by, at=AT
    ),
    "take_theme": lambda w, by: row_notes.take_theme(case=w.case, rows=[w.remark.row.key], theme=w.theme, by=by, at=AT),
    "judge_remark": lambda w, by: row_notes.judge_remark(
        remark=w.remark.pk, verdict="mistaken", reason="The file was typed up late.", by=by, at=AT
    ),
    "file_overview": lambda w, by: papers.file_paper(
        case=w.case, kind="overview", untrusted_data=b"O", name="o.txt", by=by, at=AT
    ),
    "file_evidence": lambda w, by: papers.file_paper(
        case=w.case,
        kind="action_plan",
        untrusted_data=b"E",
        name="e.txt",
        agency=w.cast.police,
        by=by,
        at=AT,
    ),
    "file_paper": lambda w, by: papers.file_paper(
        case=w.case, kind="referral", untrusted_data=b"R", name="r.txt", by=by, at=AT
    ),
    "open_proceeding": lambda w, by: proceedings.open_proceeding(
        case=w.case, kind="inquest", court="C", scope="S", opened_on=DAY, by=by, at=AT
    ),
    "end_proceeding": lambda w, by: proceedings.end_proceeding(
        proceeding=w.proceeding.pk, ending="Verdict", ended_on=DAY, by=by, at=AT
    ),
    "receive_referral": lambda w, by: intake.receive_referral(
        board=w.cast.board.pk,
        reference="SCR-2010-09",
        public_name="Child R",
        agency=w.cast.police,
        referrer_post="P",
        circumstances="C",
        noticed_on=DAY,
        by=by,
        at=AT,
    ),
}
AUDITED_AS = {"file_overview": "file_paper", "file_evidence": "file_paper"}


def allowed(world: World, user: User, act: str) -> bool:
    """What the table says, worked out from standing and seats without asking the code under test."""
    held = {Reader(user.standing)}
    if user == world.cast.member:
        held = set()
    if user == world.cast.health_author and act != "read_rows":
        # Everything else here that an agency's author could do is an affair of the police.
        held = set()
    return bool(held & ACTS[act])


def outcome(call: Callable[[World, User], object], world: World, user: User) -> object:
    """What the act gives back, or how it says no."""
    try:
        return call(world, user)
    except (NotNow, WrongInput, RefusedByRule) as no:
        return no


def test_the_table_and_these_tests_name_the_same_acts() -> None:
    assert set(CALLS) == set(ACTS)


def test_those_outside_the_table_are_refused_and_each_attempt_is_audited(cast: Cast) -> None:
    world, stranger = a_world(cast), a_cast("Eastholm").manager
    for act in CALLS:
        outside = [user for user in cast.all() if not allowed(world, user, act)]
        assert outside
        for user in (*outside, stranger):
            before = Entry.objects.count()
            with pytest.raises(NotForYou):
                CALLS[act](world, user)
            entry = Entry.objects.latest("number")
            assert Entry.objects.count() == before + 1
            assert entry.action == f"cases.{AUDITED_AS.get(act, act)}.refused"
            assert entry.actor == str(user.pk)
    assert verify_chain().whole


@pytest.mark.parametrize("act", CALLS)
def test_those_in_the_table_are_let_through_and_what_they_do_is_audited(cast: Cast, act: str) -> None:
    world = a_world(cast)
    inside = [user for user in cast.all() if allowed(world, user, act)]
    assert inside
    for user in inside:
        said = outcome(CALLS[act], world, user)
        if isinstance(said, NotNow | WrongInput):
            # Let through; the case is only not there yet. The tests of each act look at that.
            continue
        refused = isinstance(said, RefusedByRule)
        name = f"cases.{AUDITED_AS.get(act, act)}{'.refused' if refused else ''}"
        entry = Entry.objects.filter(action=name, actor=str(user.pk)).latest("number")
        assert entry.acting_as == user.standing
        assert entry.decision == said.decision.without_findings().to_json() if refused else entry.subject


def test_a_closed_account_does_nothing_any_more(cast: Cast) -> None:
    world = a_world(cast)
    for user in cast.all():
        user.is_active = False
        for call in CALLS.values():
            with pytest.raises(NotForYou):
                call(world, user)


def test_the_auditor_does_nothing_and_opens_nothing_that_names_people(cast: Cast) -> None:
    assert [act for act, readers in ACTS.items() if Reader.AUDITOR in readers] == []


def test_a_seat_that_has_ended_opens_nothing(cast: Cast) -> None:
    world = a_world(cast)
    assert readers_on(cast.panel_member, world.case) == (Reader.PANEL_MEMBER,)
    appointing.end_seat(case=world.case, user=cast.panel_member, reader="panel_member", by=cast.manager, at=AT)
    assert readers_on(cast.panel_member, world.case) == ()
    assert not may(cast.panel_member, world.case, "assess_criterion")


def test_a_standing_without_a_seat_reaches_no_case(cast: Cast) -> None:
    case = a_scoped_case(cast)
    appointing.end_appointment(
        appointment=case.appointments.get(role="overview_author"), reason="R", by=cast.manager, at=AT
    )
    assert readers_on(cast.author, case) == ()
    assert readers_on(cast.member, case) == ()


def test_an_unknown_case_looks_like_a_forbidden_one_and_is_audited_too(cast: Cast) -> None:
    with pytest.raises(NotForYou):
        deciding.decide(case=cast.board.pk, outcome="review", reasons="R", by=cast.chair, at=AT)
    assert Entry.objects.latest("number").action == "cases.decide.refused"
    with pytest.raises(NotForYou):
        agency_reviews.accept_review(review=cast.board.pk, by=cast.chair, at=AT)
    assert Entry.objects.latest("number").action == "cases.accept_review.refused"
