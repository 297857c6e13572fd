"""The record of a review, from its records: complete, with names only where they may stand, and audited."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from safelight.core.review.assurance import State
from safelight.core.review.assurance_paper import manuscript_of
from safelight.core.review.deeds import Shown
from safelight.core.review.wording import in_words
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.assurance.actions import make_record
from safelight.records.assurance.masking import LEFT_OUT, Mask, mask_of
from safelight.records.assurance.queries import assurance_page, record_of, timeline_page
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import newest_seal, verify_chain
from safelight.records.cases.actions import appointing, deciding, family, intake, keeping_time, proceedings
from safelight.records.cases.models import Case
from safelight.records.disclosure.actions import receive_request
from safelight.records.people.permission import NotForYou, RefusedByRule
from tests.factories import (
    Cast,
    a_case_with_reviews,
    a_decided_case,
    a_graded_case,
    a_recommended_case,
    a_referred_case,
    fresh,
    moment,
)
from tests.upper_factories import (
    APPROVED,
    Call,
    a_meeting,
    a_report,
    an_action,
    an_approved_edition,
    check_only_these_may,
    with_register,
)

pytestmark = pytest.mark.django_db

ON = date(2011, 2, 1)
CHILD = ("Tobias", "Wren-Halloran", "Toby", "Oswin")
"""Whoever and whatever the register of the made-up case says must not be known."""


def text_of(case: Case, *, on: date = ON) -> str:
    return manuscript_of(record_of(case, on=on)).text()


def state_of(case: Case, duty: str, *, on: date = ON) -> State:
    return next(entry.state for entry in record_of(case, on=on).entries if entry.rule.duty == duty)


# Whom it names


def test_no_name_of_the_register_is_in_it_whatever_people_have_typed(cast: Cast) -> None:
    case = a_recommended_case(cast)
    typed = "Toby was let down; Tobias Wren-Halloran of St Oswin's Primary School is why we review."
    deciding.decide(case=case, outcome="review", reasons=typed, by=cast.chair, at=moment(date(2010, 4, 1)))
    keeping_time.extend(
        case=case,
        duty="clock.completion",
        extended_to=date(2010, 12, 1),
        reason=typed,
        told="Ofsted",
        by=cast.chair,
        at=moment(date(2010, 9, 1)),
    )
    proceedings.open_proceeding(
        case=case,
        kind="criminal",
        court="Northmere Crown Court",
        scope=typed,
        opened_on=date(2010, 5, 3),
        by=cast.manager,
        at=moment(date(2010, 5, 4)),
    )
    family.record_contact(
        case=case,
        relation="mother",
        approach="accepted",
        contacted_on=date(2010, 5, 3),
        note=typed,
        said=typed,
        attribution="unnamed",
        by=cast.manager,
        at=moment(date(2010, 5, 4)),
    )
    text = text_of(case)
    assert text.count("Child N was let down") >= 5
    assert not [name for name in CHILD if name.casefold() in text.casefold()]
    made = make_record(case=case, by=cast.auditor, at=moment(ON))
    assert not [name for name in CHILD if name.casefold() in made.html.decode().casefold()]


def test_those_who_acted_for_the_board_are_named_with_their_posts(cast: Cast) -> None:
    text = text_of(a_graded_case(cast))
    assert "By Margaret Ellison, the chair of the board." in text
    assert "Ruth Calloway, Designated Nurse, Northmere Primary Care Trust: member of the panel." in text
    assert "By Karl Benwick, Northmere Police." in text
    assert "Mother was offered a part, and declined." in text


def test_whoever_asked_for_a_paper_is_there_only_by_interest(cast: Cast) -> None:
    case = a_graded_case(cast)
    receive_request(
        case=case,
        paper_kind=PaperKind.OVERVIEW,
        reader=Reader.FAMILY,
        requester="Bernadette Quill",
        contact="07700 900317",
        purpose="She is the aunt.",
        by=cast.manager,
        at=moment(date(2010, 11, 3)),
    )
    text = text_of(case)
    assert "Request 1: a member of the family asked for the overview report" in text
    assert not {"Quill", "900317", "aunt"} & set(text.replace(".", " ").split())


def test_a_text_that_cannot_be_cleared_is_left_out(cast: Cast) -> None:
    case = a_referred_case(cast)
    given_away = fresh(case)
    register = intake.open_register(case=case, by=cast.manager, at=moment(date(2010, 3, 23)))
    mask = mask_of(given_away)
    assert mask.roster is not None
    assert mask("Toby was seen.") == "Child N was seen."
    assert "Child N" in register

    def unclearable(text: str, **_: object) -> str:
        from safelight.core.anonymise.engine import CannotAnonymise

        raise CannotAnonymise(["It still shows."])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("safelight.records.assurance.masking.anonymise_text", unclearable)
        assert mask("Toby was seen.") == LEFT_OUT
    assert Mask(None)("Nobody is listed yet.") == "Nobody is listed yet."


# What it holds


def test_a_review_brought_to_its_grade_has_nothing_late_and_shows_each_act_with_its_reasons(cast: Cast) -> None:
    case = a_graded_case(cast)
    record = record_of(case, on=date(2010, 10, 1))
    assert record.standing_out == ()
    acts = manuscript_of(record).section("The formal acts, in order").text()
    assert [line for line in acts.splitlines() if line.startswith("Reasons")] == [
        f"Reasons: {reasons}"
        for reasons in case.acts.values_list("reasons", flat=True)  # in the order of the days
    ]
    assert state_of(case, "imr.each-agency") is State.DONE
    assert state_of(case, "evaluation.graded") is State.DONE
    assert state_of(case, "publication.summary") is State.OPEN


def test_every_duty_record_is_at_its_rule_with_what_was_written_and_whom_it_told(cast: Cast) -> None:
    case = a_graded_case(cast)
    entries = {entry.rule.duty: entry for entry in record_of(case, on=ON).entries}
    rows = [row for row in case.duty_records.all() if row.duty in entries]
    assert len(rows) > 5
    for row in rows:
        shown = [deed for deed in entries[row.duty].deeds if deed.shown is Shown.DUTY]
        if entries[row.duty].rule.duty == "evaluation.submitted":
            continue  # shown by the formal act
        assert any(deed.on == row.on and row.told in deed.what and row.note in deed.note for deed in shown), row.duty


def test_departures_holds_and_refused_proposals_are_in_it(cast: Cast) -> None:
    case = a_decided_case(cast)
    at = moment(date(2010, 4, 20))
    keeping_time.depart(
        case=case, duty="scope.panel", reason="Only three services exist on the island.", by=cast.chair, at=at
    )
    inquest = proceedings.open_proceeding(
        case=case,
        kind="inquest",
        court="Northmere Coroner",
        scope="How the child died.",
        opened_on=date(2010, 4, 3),
        by=cast.manager,
        at=at,
    )
    proceedings.end_proceeding(
        proceeding=inquest, ending="Verdict given.", ended_on=date(2010, 9, 1), by=cast.manager, at=moment(ON)
    )
    with pytest.raises(RefusedByRule):
        appointing.propose_appointment(
            case=case,
            role="panel_chair",
            name="Gordon Pellew",
            ties=("employed_by_involved_agency",),
            statement="I work for the police.",
            declared_on=date(2010, 4, 20),
            by=cast.manager,
            at=at,
        )
    text = text_of(case)
    assert state_of(case, "scope.panel") is State.DEPARTED
    assert text.count("Only three services exist on the island.") == 3
    assert "Inquest: Northmere Coroner." in text
    assert "Held until 1 September 2010." in text
    assert "Gordon Pellew proposed as chair of the panel, and refused." in text
    assert state_of(case, "independence.panel-chair") is State.OPEN
    seen = timeline_page(cast.manager, case, on=ON)
    assert not [moment for moment in seen.timeline.past if "Pellew" in moment.what]


def test_editions_stand_in_it_with_their_hashes_and_who_approved_them(cast: Cast) -> None:
    case = with_register(cast, a_graded_case(cast))
    edition = an_approved_edition(cast, case)
    text = manuscript_of(record_of(case, on=ON)).section("Editions").text()
    assert {edition.text_sha256, edition.html_sha256, edition.pdf_sha256} <= set(text.splitlines())
    assert f"{in_words(APPROVED)}: Approved: the executive summary, version 1. By Margaret Ellison" in text


@pytest.mark.parametrize("build", [a_referred_case, a_recommended_case, a_decided_case, a_case_with_reviews])
def test_a_review_at_any_stage_has_a_record_and_a_timeline(build: object, cast: Cast) -> None:
    case = build(cast)  # type: ignore[operator]
    made = make_record(case=case, by=cast.chair, at=moment(date(2010, 7, 1)))
    assert made.pdf.startswith(b"%PDF")
    assert timeline_page(cast.manager, case, on=date(2010, 7, 1)).timeline.past


def test_a_case_without_a_review_is_asked_nothing_that_belongs_to_one(cast: Cast) -> None:
    case = a_recommended_case(cast)
    deciding.decide(
        case=case,
        outcome="no_review",
        reasons="A smaller review does.",
        departure="The family has asked for it, and the police agree.",
        by=cast.chair,
        at=moment(date(2010, 4, 1)),
    )
    states = {entry.rule.duty: entry.state for entry in record_of(case, on=ON).entries}
    assert states["decision.against-recorded"] is State.DONE
    assert states["criteria.death"] is State.DEPARTED
    assert {states[duty] for duty in ("scope.terms", "imr.each-agency", "clock.completion", "family.involved")} == {
        State.NOT_ASKED
    }


# Making it


def test_making_it_is_recorded_with_the_hashes_of_both_files_and_nothing_is_kept(
    cast: Cast, settings: object, tmp_path: Path
) -> None:
    case = a_graded_case(cast)
    before = {path for path in Path(settings.VAULT).rglob("*") if path.is_file()}  # type: ignore[attr-defined]
    number, digest = newest_seal()
    made = make_record(case=case, by=cast.auditor, at=moment(ON))
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.acting_as, entry.case) == ("assurance.make_record", "auditor", str(case.pk))
    assert json.loads(entry.detail) == {"html": sha256(made.html).hexdigest(), "pdf": sha256(made.pdf).hexdigest()}
    assert (made.html_sha256, made.pdf_sha256) == tuple(json.loads(entry.detail).values())
    assert digest in made.html.decode()
    assert (entry.number, entry.previous) == (number + 1, digest)
    assert {path for path in Path(settings.VAULT).rglob("*") if path.is_file()} == before  # type: ignore[attr-defined]
    assert verify_chain().whole


def test_only_the_boards_officers_make_or_see_it(cast: Cast) -> None:
    case = a_graded_case(cast)
    call = Call(
        "assurance.make_record",
        ("manager", "chair", "auditor"),
        lambda user: make_record(case=case, by=user, at=moment(ON)),
    )
    check_only_these_may(cast, call, case=case)
    for user in (cast.panel_chair, cast.author, cast.police_author, cast.member):
        with pytest.raises(NotForYou):
            assurance_page(user, case, on=ON)
    assert assurance_page(cast.auditor, case, on=ON).record.tally


def test_only_those_inside_see_the_timeline(cast: Cast) -> None:
    case = a_graded_case(cast)
    for user in (cast.manager, cast.chair, cast.auditor, cast.panel_chair, cast.author):
        assert timeline_page(user, case, on=ON).timeline.past
    for user in (cast.police_author, cast.health_author, cast.member):
        with pytest.raises(NotForYou):
            timeline_page(user, case, on=ON)


def test_the_timeline_tells_what_lies_ahead_from_clocks_plan_diary_and_meetings(cast: Cast) -> None:
    case = a_case_with_reviews(cast)
    keeping_time.plan_publication(case=case, planned_on=date(2011, 3, 1), by=cast.manager, at=moment(date(2010, 7, 1)))
    an_action(cast, case)
    a_report(cast, case, a_meeting(cast))
    on = date(2011, 1, 10)
    seen = timeline_page(cast.author, case, on=on).timeline
    assert [moment.what for moment in seen.overdue] == ["Complete the review"]
    ahead = {moment.what.partition(":")[0].partition(" (")[0]: moment.on for moment in seen.ahead}
    assert ahead == {
        "Before the cabinet member": date(2011, 1, 25),
        "Action 1.1": date(2011, 2, 28),
        "Planned publication": date(2011, 3, 1),
    }
