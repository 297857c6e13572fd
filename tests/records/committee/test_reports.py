"""A report in the form of the council: it names nobody, withholds with grounds only, and is read once it is public."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.calendar import ENGLAND
from safelight.core.review.plan import PlanStatus
from safelight.records.audit.models import Entry
from safelight.records.cases.actions import intake
from safelight.records.cases.models import Case
from safelight.records.committee import actions as committee
from safelight.records.committee.facts import facts_from_above
from safelight.records.committee.models import Report
from safelight.records.committee.publicity import papers_public_on
from safelight.records.committee.queries import report_edition, report_page, reports_for_members, reports_of
from safelight.records.committee.words import Body
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans import actions as plans
from tests.factories import Cast, a_cast, moment
from tests.upper_factories import (
    DUE_ON,
    MET_ON,
    PUBLISHED,
    WRITTEN_ON,
    Call,
    a_meeting,
    a_published_edition,
    a_report,
    a_review,
    an_accepted_review,
    an_action,
    check_only_these_may,
    newest_entry,
    the_form,
)

pytestmark = pytest.mark.django_db
PUBLIC_FROM = date(2011, 1, 17)


def text_of(cast: Cast, report: Report, *, on: date) -> str:
    return report_page(cast.manager, report.pk, on=on).manuscript.text()


def test_one_report_goes_to_several_meetings_and_is_audited(cast: Cast) -> None:
    case = a_review(cast)
    meetings = (a_meeting(cast), a_meeting(cast, body=Body.SCRUTINY, held_on=date(2011, 2, 8)))
    report = a_report(cast, case, *meetings)
    assert (report.written_by, report.written_on) == (cast.manager, WRITTEN_ON)
    entry = newest_entry()
    assert (entry.action, entry.case, entry.subject) == (
        "committee.write_report",
        str(case.pk),
        f"Report:{report.pk}",
    )
    page = report_page(cast.manager, report.pk, on=WRITTEN_ON)
    assert len(page.line.meetings) == 2
    assert "Cabinet Member, Children's Services, 25 January 2011" in page.manuscript.text()


def test_nobody_but_the_office_writes_one(cast: Cast) -> None:
    case = a_review(cast)
    meeting = a_meeting(cast)
    given_to = {"case": case, "meetings": [meeting], "subject": "S", "fields": the_form(), "objectives": []}
    check_only_these_may(
        cast,
        Call(
            "committee.write_report",
            ("manager",),
            lambda by: committee.write_report(background_papers=[], by=by, at=moment(WRITTEN_ON), **given_to),
        ),
        case=case,
    )
    elsewhere = a_meeting(a_cast("Eastholm"))
    with pytest.raises(NotForYou):
        a_report(cast, case, elsewhere)
    assert Entry.objects.latest("number").action == "committee.write_report.refused"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"subject": "What happened to Toby"}, "subject"),
        ({"fields": the_form(background="Tobias Wren-Halloran died.")}, "background"),
        ({"fields": the_form(risk="He went to St Oswin's Primary School.")}, "risk"),
        ({"background_papers": ["Report on T o b i a s  W r e n - H a l l o r a n"]}, "background_papers"),
        ({"objectives": [("For Toby", "positive")]}, "objectives"),
        (
            {"exemption": "exempt", "exempt_paragraphs": [2], "public_interest": "It would show that Toby died."},
            "public_interest",
        ),
    ],
)
def test_a_report_that_names_somebody_is_refused_with_what_to_write(
    cast: Cast, changed: dict[str, object], field: str
) -> None:
    case = a_review(cast)
    with pytest.raises(WrongInput, match="identifies somebody") as wrong:
        a_report(cast, case, a_meeting(cast), **changed)
    assert wrong.value.field == field
    assert not Report.objects.exists()


def test_without_a_register_no_report_is_written(cast: Cast) -> None:
    case = a_review(cast)
    Case.objects.filter(pk=case.pk).update(register_sha256="")
    with pytest.raises(NotNow, match="register"):
        a_report(cast, case, a_meeting(cast))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"fields": the_form(legal=" ")}, "legal"),
        ({"subject": " "}, "subject"),
        ({"subject": "x" * 201}, "subject"),
        ({"exemption": "secret"}, "exemption"),
        ({"exemption": "exempt"}, "public_interest"),
        ({"exemption": "exempt", "exempt_paragraphs": [1]}, "public_interest"),
        ({"exemption": "exempt", "exempt_paragraphs": [8], "public_interest": "P"}, "exempt_paragraphs"),
        ({"exemption": "confidential"}, "public_interest"),
        ({"exempt_paragraphs": [1]}, "exemption"),
        ({"background_papers": ["Working Together to Safeguard Children (March 2010)"]}, "background_papers"),
        ({"background_papers": ["Notes", "the Local Government Act 1972, s100D"]}, "background_papers"),
    ],
)
def test_a_report_that_cannot_be_taken_names_its_field(cast: Cast, changed: dict[str, object], field: str) -> None:
    case, meeting = a_review(cast), a_meeting(cast)
    with pytest.raises(WrongInput) as wrong:
        a_report(cast, case, meeting, **changed)
    assert wrong.value.field == field
    assert not Report.objects.exists()


def test_a_report_goes_to_a_meeting(cast: Cast) -> None:
    with pytest.raises(WrongInput) as wrong:
        a_report(cast, a_review(cast))
    assert wrong.value.field == "meetings"


def test_our_own_published_summary_is_a_published_work_too(cast: Cast) -> None:
    case = an_accepted_review(cast)
    line = "Serious case review: Child N, executive summary"
    a_report(cast, case, a_meeting(cast), background_papers=[line])
    a_published_edition(cast, case)
    with pytest.raises(WrongInput, match="published work"):
        a_report(cast, case, a_meeting(cast, held_on=date(2011, 2, 1)), background_papers=[line])
    a_report(cast, case, a_meeting(cast, held_on=date(2011, 2, 2)), background_papers=["Minutes of the panel"])


def test_the_report_says_on_what_grounds_it_is_withheld(cast: Cast) -> None:
    case = a_review(cast)
    exempt = a_report(
        cast,
        case,
        a_meeting(cast),
        exemption="exempt",
        exempt_paragraphs=[1, 2],
        public_interest="A sibling could be found.",
    )
    text = text_of(cast, exempt, on=WRITTEN_ON)
    assert "Exempt: Local Government Act 1972, Schedule 12A, paragraph 1, 2. A sibling could be found." in text
    closed = a_report(
        cast, case, a_meeting(cast, body=Body.BOARD), exemption="confidential", public_interest="An order."
    )
    assert "Confidential: An order." in text_of(cast, closed, on=WRITTEN_ON)


def test_the_implementation_date_is_never_guessed_from_the_meeting(cast: Cast) -> None:
    case, meeting = a_review(cast), a_meeting(cast)
    report = a_report(cast, case, meeting, a_meeting(cast, body=Body.SCRUTINY, held_on=date(2011, 1, 20)))
    assert "not known until the minutes are published" in text_of(cast, report, on=date(2011, 1, 26))
    committee.publish_minutes(meeting=meeting, on=date(2011, 1, 27), by=cast.manager, at=moment(date(2011, 1, 27)))
    assert "Friday 4 February 2011" in text_of(cast, report, on=date(2011, 1, 28))


def test_the_plan_in_a_report_stands_as_it_was_when_it_was_written(cast: Cast) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    plans.add_evidence(action=action, text="E", by=cast.police_author, at=moment(date(2010, 12, 1)))
    report = a_report(cast, case, a_meeting(cast))
    plans.propose_closure(action=action, impact="I", by=cast.police_author, at=moment(date(2011, 2, 1)))
    plans.close(action=action, by=cast.chair, at=moment(date(2011, 2, 2)))
    later = text_of(cast, report, on=date(2011, 3, 1))
    assert later == text_of(cast, report, on=WRITTEN_ON)
    assert PlanStatus.ON_TRACK.replace("_", " ").capitalize() in later
    assert f"{DUE_ON.day} {DUE_ON:%B %Y}" in later


@pytest.mark.parametrize(
    ("held_on", "public_on"),
    [
        (date(2010, 4, 13), date(2010, 4, 1)),
        (date(2010, 4, 20), date(2010, 4, 12)),
        (MET_ON, PUBLIC_FROM),
        (date(2011, 1, 4), date(2010, 12, 22)),
    ],
)
def test_papers_are_public_five_clear_days_before_the_meeting(held_on: date, public_on: date) -> None:
    assert papers_public_on(held_on, calendar=ENGLAND) == public_on


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1)))
def test_between_publication_and_meeting_there_are_always_five_working_days(held_on: date) -> None:
    public_on = papers_public_on(held_on, calendar=ENGLAND)
    between = [date.fromordinal(day) for day in range(public_on.toordinal() + 1, held_on.toordinal())]
    assert sum(ENGLAND.is_working_day(day) for day in between) == 5
    assert ENGLAND.is_working_day(public_on)


def test_a_member_reads_a_report_from_the_day_its_papers_are_public(cast: Cast) -> None:
    case = a_review(cast)
    report = a_report(cast, case, a_meeting(cast))
    before = date(2011, 1, 16)
    assert reports_for_members(cast.member, on=before) == ()
    with pytest.raises(NotForYou):
        report_page(cast.member, report.pk, on=before)
    with pytest.raises(NotForYou):
        report_edition(cast.member, report.pk, on=before)
    (line,) = reports_for_members(cast.member, on=PUBLIC_FROM)
    assert (line.id, line.public_from) == (report.pk, PUBLIC_FROM)
    assert report_page(cast.member, report.pk, on=PUBLIC_FROM).manuscript.blocks
    other = a_cast("Eastholm").member
    assert reports_for_members(other, on=PUBLIC_FROM) == ()
    with pytest.raises(NotForYou):
        report_page(other, report.pk, on=PUBLIC_FROM)


def test_a_late_report_is_public_from_the_day_it_is_written(cast: Cast) -> None:
    report = a_report(cast, a_review(cast), a_meeting(cast, held_on=date(2011, 1, 6)))
    (line,) = reports_for_members(cast.member, on=WRITTEN_ON)
    assert (line.id, line.public_from) == (report.pk, WRITTEN_ON)


@pytest.mark.parametrize("withheld", [{"exemption": "exempt", "exempt_paragraphs": [1]}, {"exemption": "confidential"}])
def test_what_is_withheld_is_not_for_members_at_large(cast: Cast, withheld: dict[str, object]) -> None:
    report = a_report(cast, a_review(cast), a_meeting(cast), public_interest="A sibling.", **withheld)
    assert reports_for_members(cast.member, on=MET_ON) == ()
    with pytest.raises(NotForYou):
        report_page(cast.member, report.pk, on=MET_ON)
    assert reports_of(cast.manager, report.case_id, on=MET_ON)[0].public_from is None


def test_those_who_work_on_the_case_see_its_reports_and_strangers_do_not(cast: Cast) -> None:
    case = a_review(cast)
    report = a_report(cast, case, a_meeting(cast))
    for user in cast.all():
        if user == cast.member:
            continue
        assert [line.id for line in reports_of(user, case.pk, on=WRITTEN_ON)] == [report.pk]
        assert report_page(user, report.pk, on=WRITTEN_ON).case_id == case.pk
        with pytest.raises(NotForYou):
            reports_for_members(user, on=WRITTEN_ON)
    for user in (cast.member, a_cast("Eastholm").manager):
        with pytest.raises(NotForYou):
            reports_of(user, case.pk, on=WRITTEN_ON)
    cast.member.is_active = False
    with pytest.raises(NotForYou):
        reports_for_members(cast.member, on=MET_ON)


def test_a_report_is_rendered_for_the_committee_system(cast: Cast) -> None:
    report = a_report(cast, a_review(cast), a_meeting(cast))
    edition = report_edition(cast.member, report.pk, on=MET_ON)
    assert edition.pdf.startswith(b"%PDF")
    assert b"what follows from it" in edition.html


def test_a_report_remembers_the_resolution_that_it_answers(cast: Cast) -> None:
    case, meeting = a_review(cast), a_meeting(cast)
    asked = committee.record_resolution(
        meeting=meeting,
        minute="94",
        limb=4,
        text="That the chair report again.",
        kind="task",
        by=cast.manager,
        at=moment(MET_ON),
    )
    report = a_report(cast, case, a_meeting(cast, held_on=date(2011, 3, 1)), origin=asked.pk)
    assert report.origin == asked


def test_the_case_knows_when_the_council_hears_and_when_it_heard(cast: Cast) -> None:
    case = a_review(cast)
    assert facts_from_above(case, WRITTEN_ON).committee_meets_on is None
    a_report(cast, case, a_meeting(cast), a_meeting(cast, body=Body.SCRUTINY, held_on=date(2011, 2, 8)))
    assert facts_from_above(case, WRITTEN_ON).committee_meets_on == MET_ON
    facts = facts_from_above(case, date(2011, 2, 1))
    assert (facts.committee_reported_on, facts.committee_meets_on) == (MET_ON, date(2011, 2, 8))


def test_the_facts_for_the_stages_follow_the_plan_and_the_publication(cast: Cast) -> None:
    case = an_accepted_review(cast)
    assert not facts_from_above(case, PUBLISHED).draft_exists
    a_published_edition(cast, case)
    an_action(cast, case)
    facts = facts_from_above(case, PUBLISHED)
    assert (facts.draft_exists, facts.unsettled_findings, facts.gate_passed) == (True, 0, True)
    assert (facts.edition_approved, facts.published_on) == (True, PUBLISHED)
    assert (facts.actions_total, facts.actions_closed, facts.next_action_due_on) == (1, 0, DUE_ON)


@pytest.mark.parametrize(
    ("process", "on", "kind", "counts"),
    [
        ("scr", date(2010, 3, 22), "overview", False),
        ("scr", date(2010, 3, 22), "executive_summary", True),
        ("scr", date(2013, 6, 3), "overview", True),
        ("lcspr", date(2024, 1, 8), "overview", True),
        ("sar", date(2020, 2, 3), "overview", True),
    ],
)
def test_the_text_that_counts_is_the_summary_where_the_rules_ask_for_one_and_else_the_report(
    cast: Cast, process: str, on: date, kind: str, counts: bool
) -> None:
    case = intake.receive_referral(
        board=cast.board,
        reference="R-1",
        public_name="Child Q",
        agency=cast.police,
        referrer_post="Inspector",
        circumstances="Somebody was badly hurt.",
        noticed_on=on,
        process=process,
        by=cast.manager,
        at=moment(on),
    )
    case.drafts.create(kind=kind, version=1, text_sha256="0" * 64, author=cast.author, saved_at=moment(on))
    assert facts_from_above(case, on).draft_exists is counts
