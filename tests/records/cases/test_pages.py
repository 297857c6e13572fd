"""What each reader sees of a case: the list, the case page, its task list, the trail, the roster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from safelight.core.review.tasks import TaskState
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import OfficerRole, Reader, Stage
from safelight.records.audit.models import Entry
from safelight.records.cases import above, queries, vault
from safelight.records.cases.above import FactsFromAbove
from safelight.records.cases.access import LOOKS, readers_on
from safelight.records.cases.actions import deciding, intake, proceedings
from safelight.records.cases.models import Case
from safelight.records.cases.queries import case_list, case_page, facts_of, open_proceedings, roster_of, trail_page
from safelight.records.cases.stages import advance
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import (
    GRADED,
    SCOPED,
    Cast,
    a_case_with_reviews,
    a_cast,
    a_graded_case,
    a_referred_case,
    a_scoped_case,
    fresh,
    moment,
    record_duties,
    requested_reviews,
)
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
DAY = date(2010, 10, 4)
AT = moment(DAY)


def a_review_of(user: User, case: Case) -> UUID:
    """The review of the user's own agency, or of the police."""
    short = user.agency.short_name if user.agency else "Police"
    review = case.agency_reviews.filter(agency__short_name=short).first()
    return review.pk if review is not None else case.pk


PAGES: dict[str, Callable[[User, Case], Any]] = {
    "case": lambda user, case: case_page(user, case.pk, on=DAY),
    "referral": lambda user, case: queries.referral_page(user, case.pk),
    "criteria": lambda user, case: queries.criteria_page(user, case.pk),
    "deciding": lambda user, case: queries.deciding_page(user, case.pk, on=DAY),
    "appointments": lambda user, case: queries.appointments_page(user, case.pk),
    "panel": lambda user, case: queries.panel_page(user, case.pk),
    "seats": lambda user, case: queries.seats_page(user, case.pk),
    "terms": lambda user, case: queries.terms_page(user, case.pk),
    "family": lambda user, case: queries.family_page(user, case.pk),
    "family_tree": lambda user, case: queries.family_tree_page(user, case.pk, on=DAY),
    "reviews": lambda user, case: queries.reviews_page(user, case.pk, on=DAY),
    "written_review": lambda user, case: queries.whole_page(user, a_review_of(user, case)),
    "chronologies": lambda user, case: queries.chronologies_page(user, case.pk),
    "rows": lambda user, case: queries.chronology_rows(user, case.pk),
    "worklist": lambda user, case: queries.work_page(user, case.pk),
    "papers": lambda user, case: queries.papers_page(user, case.pk),
    "proceedings": lambda user, case: queries.proceedings_page(user, case.pk, on=DAY),
    "departures": lambda user, case: queries.departures_page(user, case.pk),
    "trail": lambda user, case: trail_page(user, case.pk),
}


@pytest.fixture
def nothing_above() -> Iterator[list[FactsFromAbove]]:
    """The rooms above say what the test puts in here."""
    before, said = above._sources[:], [FactsFromAbove()]
    above.ask(lambda case, on: said[-1])
    yield said
    above._sources[:] = before


def test_each_page_is_shown_to_those_in_the_table_and_to_nobody_else(cast: Cast) -> None:
    case, stranger = a_case_with_reviews(cast), a_cast("Eastholm").manager
    assert set(PAGES) == set(LOOKS)
    for name, show in PAGES.items():
        for user in (*cast.all(), stranger):
            held = readers_on(user, case)
            if LOOKS[name] & set(held):
                head = show(user, case).case
                assert (head.id, head.reader) == (case.pk, held[0])
            else:
                with pytest.raises(NotForYou):
                    show(user, case)


def test_an_unknown_case_looks_like_a_forbidden_one(cast: Cast) -> None:
    for show in PAGES.values():
        with pytest.raises(NotForYou):
            show(cast.manager, Case(pk=cast.board.pk))


def test_a_head_names_the_acts_that_the_reader_may_do(cast: Cast) -> None:
    case = a_scoped_case(cast)
    may = {user.standing: case_page(user, case.pk, on=SCOPED).case.may for user in cast.all()[:8]}
    assert may[Reader.AUDITOR] == set()
    assert "decide" in may[Reader.BOARD_CHAIR]
    assert "decide" not in may[Reader.BUSINESS_MANAGER]
    assert may[Reader.AGENCY_AUTHOR] == {
        "open_request",
        "declare_author",
        "write_review",
        "check_review",
        "countersign_review",
        "reopen_review",
        "record_debrief",
        "submit_review",
        "submit_chronology",
        "send_chronology",
        "look_at_columns",
        "confirm_columns",
        "discard_chronology",
        "secure_records",
        "file_evidence",
        "read_rows",
    }


def test_the_list_shows_each_reader_their_own_cases_with_what_is_next(cast: Cast) -> None:
    case = a_scoped_case(cast)
    a_referred_case(cast, reference="SCR-2010-07")
    a_referred_case(a_cast("Eastholm"), reference="SCR-9")
    assert {line.reference for line in case_list(cast.manager, on=SCOPED)} == {"SCR-2010-02", "SCR-2010-07"}
    assert [line.id for line in case_list(cast.panel_member, on=SCOPED)] == [case.pk]
    assert case_list(cast.member, on=SCOPED) == ()
    line = case_list(cast.author, on=SCOPED)[0]
    assert (line.reader, line.stage) == (Reader.OVERVIEW_AUTHOR, Stage.SCOPED)
    assert (line.next_task, line.next_who) == ("Ask the agencies for their reviews", Reader.BUSINESS_MANAGER)


def test_the_list_counts_what_is_overdue(cast: Cast) -> None:
    a_referred_case(cast)
    assert case_list(cast.manager, on=date(2010, 4, 22))[0].overdue == 0
    assert case_list(cast.manager, on=date(2010, 4, 23))[0].overdue == 1


def test_the_case_page_says_what_is_next_who_has_it_and_when_it_is_due(cast: Cast) -> None:
    case = a_scoped_case(cast)
    page = case_page(cast.manager, case.pk, on=SCOPED)
    states = {task.key: task.state for task in page.tasks}
    assert (states["terms"], states["request-reviews"], states["overview"]) == (
        TaskState.DONE,
        TaskState.NOW,
        TaskState.WAITING,
    )
    assert page.register is not None
    # The child, and the panel's member, who is named nowhere either.
    assert (page.register.people, page.register.officers, page.register.panel) == (2, 2, 1)
    assert "Working Together" in page.regime


def test_an_agencys_author_sees_the_agencies_tasks_and_no_names_or_clocks(cast: Cast) -> None:
    case = a_scoped_case(cast)
    requested_reviews(cast, case)
    page = case_page(cast.police_author, case.pk, on=SCOPED)
    assert {task.who for task in page.tasks} == {Reader.AGENCY_AUTHOR}
    assert (page.deadlines, page.holds, page.register) == ((), (), None)


def test_the_trail_names_the_people_behind_its_keys(cast: Cast) -> None:
    case = a_scoped_case(cast)
    page = trail_page(cast.auditor, case.pk, newest=1000)
    assert page.lines[-1].action == "cases.receive_referral"
    assert dict(page.names)[str(cast.chair.pk)] == "Margaret Ellison"
    assert {line.actor for line in page.lines} - {"system"} == {key for key, _ in page.names}


def test_the_roster_knows_the_register_the_officers_the_panel_and_the_agencies_authors(cast: Cast) -> None:
    roster = roster_of(a_case_with_reviews(cast))
    assert roster.case_reference == "SCR-2010-02"
    assert {officer.role: officer.name for officer in roster.officers} == {
        OfficerRole.PANEL_CHAIR: "Dominic Achterberg",
        OfficerRole.OVERVIEW_AUTHOR: "Helen Strickfield",
    }
    assert [(member.job_title, member.organisation) for member in roster.panel] == [
        ("Designated Nurse", "Northmere Primary Care Trust")
    ]
    assert {person.names[0] for person in roster.people} == {
        "Tobias Wren-Halloran",
        "Ruth Calloway",
        "Karl Benwick",
        "Moira Tench",
    }
    assert len({person.id for person in roster.people}) == 4


@pytest.mark.parametrize(
    ("process", "noticed_on", "hunted"),
    [("dhr", date(2017, 3, 6), False), ("sar", date(2017, 3, 6), True), ("scr", date(2013, 6, 3), True)],
)
def test_members_of_the_panel_are_taken_out_except_where_the_rules_name_them(
    cast: Cast, process: str, noticed_on: date, hunted: bool
) -> None:
    case = intake.receive_referral(
        board=cast.board,
        reference="R-1",
        public_name="Adult N",
        agency=cast.police,
        referrer_post="Inspector",
        circumstances="Somebody was badly hurt.",
        noticed_on=noticed_on,
        process=process,
        by=cast.manager,
        at=moment(noticed_on),
    )
    case.panel.create(name="Yvonne Tarrant", job_title="Head of Service", organisation="Northmere Homes")
    assert ("Yvonne Tarrant" in {name for person in roster_of(case).people for name in person.names}) is hunted


def test_a_case_without_a_register_still_has_a_roster(cast: Cast) -> None:
    case = a_referred_case(cast)
    case.register_sha256 = ""
    assert roster_of(case).people == ()
    assert roster_of(case).case_reference == case.reference


def test_a_trial_that_opens_holds_the_review_and_its_end_lets_it_on(
    cast: Cast, nothing_above: list[FactsFromAbove], newest: Newest
) -> None:
    case = a_graded_case(cast)
    nothing_above.append(FactsFromAbove(draft_exists=True))
    advance(case, by=cast.author, at=moment(GRADED))
    assert fresh(case).stage == Stage.READY
    row = proceedings.open_proceeding(
        case=case, kind="criminal", court="Northmere Crown Court", scope="Trial.", opened_on=DAY, by=cast.manager, at=AT
    )
    assert newest().action == "cases.open_proceeding"
    assert fresh(case).stage == Stage.HELD
    assert [hold.kind for hold in open_proceedings(case, on=DAY)] == ["criminal"]
    assert [hold.court for hold in case_page(cast.manager, case.pk, on=DAY).holds] == ["Northmere Crown Court"]
    later = moment(date(2010, 12, 1))
    proceedings.end_proceeding(proceeding=row, ending="Convicted.", ended_on=DAY, by=cast.manager, at=later)
    assert newest().action == "cases.end_proceeding"
    assert fresh(case).stage == Stage.READY
    with pytest.raises(NotNow):
        proceedings.end_proceeding(proceeding=row, ending="Again.", ended_on=DAY, by=cast.manager, at=later)


@pytest.mark.parametrize(
    ("kind", "holds"),
    [("inquest", True), ("court_order", True), ("child_welfare", True), ("family", True), ("other_review", False)],
)
def test_what_is_under_way_holds_publication_or_not(cast: Cast, kind: str, holds: bool) -> None:
    case = a_referred_case(cast)
    proceedings.open_proceeding(case=case, kind=kind, court="C", scope="S", opened_on=DAY, by=cast.manager, at=AT)
    assert facts_of(case, on=DAY).on_hold is holds
    assert facts_of(case, on=date(2010, 10, 3)).on_hold is False


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "quarrel"}, "kind"),
        ({"court": " "}, "court"),
        ({"scope": ""}, "scope"),
        ({"opened_on": date(2010, 10, 5)}, "opened_on"),
    ],
)
def test_a_proceeding_says_where_what_and_since_when(cast: Cast, changes: dict[str, Any], field: str) -> None:
    given = {"kind": "inquest", "court": "C", "scope": "S", "opened_on": DAY}
    with pytest.raises(WrongInput) as wrong:
        proceedings.open_proceeding(case=a_referred_case(cast), **{**given, **changes}, by=cast.manager, at=AT)
    assert wrong.value.field == field


@pytest.mark.parametrize(
    ("ending", "day", "field"),
    [(" ", DAY, "ending"), ("E", date(2010, 10, 3), "ended_on"), ("E", date(2010, 10, 5), "ended_on")],
)
def test_a_proceeding_ends_between_its_first_day_and_today(cast: Cast, ending: str, day: date, field: str) -> None:
    case = a_referred_case(cast)
    row = proceedings.open_proceeding(
        case=case, kind="inquest", court="C", scope="S", opened_on=DAY, by=cast.manager, at=AT
    )
    with pytest.raises(WrongInput) as wrong:
        proceedings.end_proceeding(proceeding=row.pk, ending=ending, ended_on=day, by=cast.manager, at=AT)
    assert wrong.value.field == field


def test_what_the_rooms_above_know_moves_the_case_to_published_and_closed(
    cast: Cast, nothing_above: list[FactsFromAbove]
) -> None:
    case = a_graded_case(cast)
    nothing_above.append(
        FactsFromAbove(
            draft_exists=True,
            edition_approved=True,
            gate_passed=True,
            published_on=DAY,
            actions_total=2,
            actions_closed=1,
        )
    )
    assert advance(case, by=None, at=AT) == Stage.PUBLISHED
    with pytest.raises(NotNow, match="published already"):
        deciding.resolve_not_to_publish(case=case, reasons="R", review_on=date(2011, 10, 4), by=cast.chair, at=AT)
    nothing_above.append(FactsFromAbove(draft_exists=True, edition_approved=True, gate_passed=True, published_on=DAY))
    record_duties(cast, case, *Phase, on=DAY)
    deciding.close_case(case=case, reasons="All is done.", by=cast.chair, at=AT)
    assert fresh(case).stage == Stage.CLOSED


def test_a_case_that_has_not_moved_writes_nothing_about_its_stage(cast: Cast) -> None:
    case = a_referred_case(cast)
    before = Entry.objects.count()
    assert advance(case, by=cast.manager, at=AT) == Stage.REFERRED
    assert Entry.objects.count() == before


def test_the_vault_keeps_nothing_in_the_clear_and_notices_damage(settings: Any) -> None:
    key = vault.put(b"Tobias lived in Marl Street.")
    kept = [Path(folder) / name for folder, _, names in os.walk(settings.VAULT) for name in names]
    assert len(kept) == 1
    assert b"Tobias" not in kept[0].read_bytes()
    assert vault.get(key) == b"Tobias lived in Marl Street."
    kept[0].write_bytes(kept[0].read_bytes()[:-1] + b"x")
    with pytest.raises(vault.LostFromVault):
        vault.get(key)
    for other in ("0" * 64, "../../etc/passwd", ""):
        with pytest.raises(vault.LostFromVault):
            vault.get(other)
