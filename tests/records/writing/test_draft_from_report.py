"""What is written here becomes a draft for publication: by those who write, and only where nothing is left open."""

from __future__ import annotations

import pytest

from safelight.core.vocabulary import PaperKind, Severity
from safelight.records.audit.models import Entry
from safelight.records.people.permission import NotForYou, NotNow
from safelight.records.plans import actions as plans
from safelight.records.publication.actions.drafting import save_draft
from safelight.records.publication.actions.from_writing import draft_from_report
from safelight.records.publication.agreed import LEADS_NOWHERE, marks_and_founding
from safelight.records.publication.models import Draft
from safelight.records.publication.texts import manuscript_of
from safelight.records.publication.texts import text_of as text_of_draft
from safelight.records.writing.actions import comments, sections
from tests.factories import Cast
from tests.records.writing.written import AT, a_written_report, first, typed

pytestmark = pytest.mark.django_db


def test_sections_and_plan_go_into_the_draft_and_comments_do_not(cast: Cast) -> None:
    report = a_written_report(cast)
    plans.record_finding(case=report.case_id, number=1, text="Nobody asked why.", by=cast.author, at=AT)
    one, other = report.sections.order_by("place")[:2]
    typed(one, cast.author, "We found this.\n\n{findings}", base=1)
    typed(other, cast.author, "Removed words.", base=1)
    sections.remove_section(section=other.pk, by=cast.author, at=AT)
    comments.make_comment(section=one.pk, words="Too short.", by=cast.panel_member, at=AT)
    draft = draft_from_report(case=report.case_id, kind="overview", by=cast.manager, at=AT)
    text = text_of_draft(draft)
    assert "Finding 1: Nobody asked why." in text
    assert "Too short" not in text
    assert "Removed words" not in text
    assert Entry.objects.filter(action="publication.save_draft").count() == 1


def test_a_mark_that_leads_nowhere_stops_it(cast: Cast) -> None:
    report = a_written_report(cast)
    with pytest.raises(NotNow, match="Nothing is written"):
        draft_from_report(case=report.case_id, kind="overview", by=cast.author, at=AT)
    typed(first(report), cast.author, "See {finding 2}.", base=1)
    with pytest.raises(NotNow, match="no finding 2"):
        draft_from_report(case=report.case_id, kind="overview", by=cast.author, at=AT)
    assert not Draft.objects.exists()


def test_what_was_written_and_removed_again_makes_no_draft(cast: Cast) -> None:
    report = a_written_report(cast)
    typed(first(report), cast.author, "Removed words.", base=1)
    sections.remove_section(section=first(report).pk, by=cast.author, at=AT)
    with pytest.raises(NotNow, match="Nothing is written"):
        draft_from_report(case=report.case_id, kind="overview", by=cast.author, at=AT)


def test_the_draft_keeps_its_references_when_paragraphs_are_put_in_before_them(cast: Cast) -> None:
    report = a_written_report(cast)
    typed(first(report), cast.author, "As {paragraph: first visit} says.\n\n{#first visit} She came.", base=1)
    draft = draft_from_report(case=report.case_id, kind="overview", by=cast.author, at=AT)
    assert "As paragraph 1.2 says." in manuscript_of(draft).text()
    text = text_of_draft(draft).replace("{#first", "Put in.\n\n{#first")
    later = save_draft(case=report.case_id, kind=PaperKind.OVERVIEW, text=text, base=draft.pk, by=cast.author, at=AT)
    assert "As paragraph 1.3 says." in manuscript_of(later).text()
    assert "{" not in manuscript_of(later).text()


def test_the_gate_refuses_a_reference_whose_paragraph_was_taken_out_of_the_draft(cast: Cast) -> None:
    report = a_written_report(cast)
    typed(first(report), cast.author, "As {paragraph: visit} says.\n\n{#visit} She came.", base=1)
    draft = draft_from_report(case=report.case_id, kind="overview", by=cast.author, at=AT)
    assert LEADS_NOWHERE not in [one.rule for one in marks_and_founding(draft)]
    text = text_of_draft(draft).replace("{#visit} She came.", "She came.")
    later = save_draft(case=report.case_id, kind=PaperKind.OVERVIEW, text=text, by=cast.author, at=AT)
    (blocks,) = [one for one in marks_and_founding(later) if one.rule == LEADS_NOWHERE]
    assert (blocks.severity, blocks.where) == (Severity.BLOCK, "Introduction")
    assert "{#visit}" in blocks.advice


@pytest.mark.parametrize("who", ["panel_chair", "panel_member", "chair", "police_author"])
def test_nobody_else_makes_it(cast: Cast, who: str) -> None:
    report = a_written_report(cast)
    with pytest.raises(NotForYou):
        draft_from_report(case=report.case_id, kind="overview", by=getattr(cast, who), at=AT)
    assert Entry.objects.filter(action="publication.draft_from_report.refused").count() == 1
