"""A draft's page of checks: the twelve boxes, and what its newest overview says otherwise."""

from __future__ import annotations

import pytest

from safelight.core.review.boxes import Stands
from safelight.core.vocabulary import PaperKind, Severity
from safelight.records.audit.models import Entry
from safelight.records.cases.models import Case
from safelight.records.plans import actions as plans
from safelight.records.plans.models import Finding
from safelight.records.publication.actions import drafting, proving, reading
from safelight.records.publication.actions.from_writing import draft_from_report
from safelight.records.publication.agreed import WITHOUT_FINDING, known_in
from safelight.records.publication.checked import checks_page
from safelight.records.publication.models import Draft
from safelight.records.writing.actions import sections
from tests.factories import Cast, moment
from tests.upper_factories import DRAFTED, SUMMARY, an_accepted_review

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
OURS = "The visitor counted 14 missed visits to the home in that year."
THEIRS = "The visitor counted 29 missed visits to the home in that year."
STRAY = "Dentists should publish their tariffs quarterly."


@pytest.fixture
def case(cast: Cast) -> Case:
    return an_accepted_review(cast)


def a_draft(case: Case, cast: Cast, text: str, kind: PaperKind = PaperKind.EXECUTIVE_SUMMARY) -> Draft:
    return drafting.save_draft(case=case, kind=kind, text=text, by=cast.author, at=AT)


def test_all_boxes_are_told_and_the_reading_is_audited(cast: Cast, case: Case) -> None:
    page = reading.read_checks(draft=a_draft(case, cast, SUMMARY).pk, by=cast.chair, at=AT)
    assert {box.stands for box in page.boxes} == {Stands.TOLD}
    assert (page.missing, page.compared_with, page.may_write) == (0, 0, False)
    assert Entry.objects.latest("number").action == "publication.read_checks"


def test_it_is_held_against_the_newest_draft_of_the_overview_report(cast: Cast, case: Case) -> None:
    draft = a_draft(case, cast, f"{SUMMARY}\n\n{OURS}\n")
    a_draft(case, cast, f"# Overview\n\n{OURS}\n", PaperKind.OVERVIEW)
    assert checks_page(cast.author, draft.pk).contradictions == ()
    a_draft(case, cast, f"# Overview\n\n{THEIRS}\n", PaperKind.OVERVIEW)
    page = checks_page(cast.author, draft.pk)
    assert [(line.here, line.there) for line in page.contradictions] == [(OURS, THEIRS)]
    assert page.compared_with == 2


def test_the_agencies_and_posts_of_the_review_are_known_to_the_comparison(cast: Cast, case: Case) -> None:
    known = known_in(case)
    assert (cast.police.name, cast.police.short_name) in known.agencies
    assert "Designated Nurse" in known.posts
    ours, theirs = (f"{agency.name} wrote to the family about it twice." for agency in (cast.police, cast.health))
    draft = a_draft(case, cast, f"{SUMMARY}\n\n{ours}\n")
    a_draft(case, cast, f"# Overview\n\n{theirs}\n", PaperKind.OVERVIEW)
    assert "an agency" in " ".join(line.what for line in checks_page(cast.author, draft.pk).contradictions)


def test_a_finding_of_the_review_that_it_does_not_tell_is_listed(cast: Cast, case: Case) -> None:
    words = "Neighbours telephoned repeatedly and nobody returned their calls."
    Finding.objects.create(case=case, number=90, text=words)
    page = checks_page(cast.author, a_draft(case, cast, SUMMARY).pk)
    assert words in [line.there for line in page.untold]


def test_the_gate_warns_of_a_recommendation_out_of_nothing_and_does_not_block(cast: Cast, case: Case) -> None:
    plain = proving.examine_draft(a_draft(case, cast, SUMMARY))
    stray = proving.examine_draft(a_draft(case, cast, f"{SUMMARY}\n\n## Further recommendations\n\n{STRAY}\n"))
    (warned,) = [one for one in stray.findings if one.rule == WITHOUT_FINDING and one.text == STRAY]
    assert warned.severity is Severity.WARN
    assert not [one for one in plain.findings if one.text == STRAY]


def test_one_that_the_record_knows_is_refused_until_a_finding_it_answers_stands_in_the_same_text(
    cast: Cast, case: Case
) -> None:
    made = plans.record_finding(case=case, number=90, text="Clinics filed their letters unread.", by=cast.author, at=AT)
    plans.record_recommendation(
        case=case, number=91, text=STRAY, source="overview", findings=[made.number], by=cast.author, at=AT
    )
    report = sections.begin_report(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, by=cast.author, at=AT)
    section = report.sections.get(place=8).pk

    def refused(text: str, base: int) -> list[str]:
        sections.save_section(section=section, text=text, base=base, by=cast.author, at=AT)
        draft = draft_from_report(case=case, kind="executive_summary", by=cast.author, at=AT)
        found = [one for one in proving.examine_draft(draft).findings if one.rule == WITHOUT_FINDING]
        assert {one.severity for one in found} <= {Severity.BLOCK}
        shown = [line.here for line in checks_page(cast.author, draft.pk).recommendations if line.what[0] != "“"]
        assert shown == [one.text for one in found]
        return [one.advice for one in found]

    (advice,) = refused("{recommendation 91 in full}", 1)
    assert "Recommendation 91 answers finding 90, and that does not stand in this text" in advice
    assert refused("{recommendation 91 in full}\n\n{#finding 90} Nobody had opened the post.", 2) == []
    assert refused("{finding 90 in full}\n\n{#recommendation 91} Price lists should be put up.", 3) == []


def test_a_briefing_is_asked_none_of_the_twelve(cast: Cast, case: Case) -> None:
    page = checks_page(cast.author, a_draft(case, cast, "# Brief\n\nShort.", PaperKind.LEARNING_BRIEF).pk)
    assert (page.boxes, page.thin) == ((), ())
