"""Settled words go back into the sections: the next draft does not bring the names back, and no later word is lost."""

from __future__ import annotations

import pytest

from safelight.core.vocabulary import PaperKind
from safelight.records.audit.models import Entry
from safelight.records.cases.models import Case
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans import actions as plans
from safelight.records.publication.actions import back_to_writing, drafting, reading, settling
from safelight.records.publication.actions.from_writing import draft_from_report
from safelight.records.publication.models import Draft
from safelight.records.publication.settled_words import SectionSettled
from safelight.records.publication.texts import text_of as text_of_draft
from safelight.records.writing.actions import sections
from safelight.records.writing.models import WrittenReport, WrittenSection
from tests.factories import Cast, moment
from tests.records.writing.written import first, text_of
from tests.upper_factories import DRAFTED, a_review, settle_everything

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
NAME = "Tobias Wren-Halloran"


@pytest.fixture
def report(cast: Cast) -> WrittenReport:
    case: Case = a_review(cast)
    made = sections.begin_report(case=case, kind=PaperKind.OVERVIEW, by=cast.author, at=AT)
    one, other = made.sections.order_by("place")[:2]
    write(cast, one, f"{NAME} was seen by nobody.\n\n{{findings}}\n", base=1)
    write(cast, other, "The agencies met.\n", base=1)
    if not case.findings.exists():
        plans.record_finding(case=case, number=1, text="Nobody asked why.", by=cast.author, at=AT)
    return made


def write(cast: Cast, section: WrittenSection, text: str, *, base: int) -> None:
    sections.save_section(section=section.pk, text=text, base=base, by=cast.author, at=AT)


def a_draft(cast: Cast, report: WrittenReport) -> Draft:
    return draft_from_report(case=report.case_id, kind="overview", by=cast.author, at=AT)


def settled(cast: Cast, draft: Draft) -> Draft:
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    return settling.apply_settlements(draft=draft, by=cast.author, at=AT)


def lines(cast: Cast, draft: Draft) -> list[SectionSettled]:
    return list(reading.read_settled_words(draft=draft.pk, by=cast.author, at=AT).sections)


def test_the_next_draft_does_not_bring_the_names_back(cast: Cast, report: WrittenReport) -> None:
    after = settled(cast, a_draft(cast, report))
    shown = lines(cast, after)
    taking = [line.key for line in shown if line.differs]
    assert taking == [str(first(report).pk)]
    assert any(NAME.split()[0] in piece.before for piece in shown[0].pieces if not piece.same)
    assert back_to_writing.take_back_settled(draft=after, sections=taking, by=cast.author, at=AT) == 1
    text = text_of(first(report))
    assert "Wren-Halloran" not in text
    assert text.endswith("was seen by nobody.\n\n{findings}\n")
    assert first(report).versions.last().way == "settled"
    again = a_draft(cast, report)
    assert "Wren-Halloran" not in text_of_draft(again)
    assert not any(line.differs for line in lines(cast, after))
    subjects = Entry.objects.filter(action="publication.take_back_settled").values_list("subject", flat=True)
    assert len(set(subjects)) == 2, "the section that changed, and the draft from which its words come"


def test_what_was_written_since_is_brought_together_with_it(cast: Cast, report: WrittenReport) -> None:
    after = settled(cast, a_draft(cast, report))
    write(cast, first(report), f"{NAME} was seen by nobody.\n\n{{findings}}\n\nThis came later.\n", base=2)
    (line, *_) = lines(cast, after)
    assert line.changed_since
    back_to_writing.take_back_settled(draft=after, sections=[line.key], by=cast.author, at=AT)
    text = text_of(first(report))
    assert "This came later." in text
    assert "Wren-Halloran" not in text
    assert text == "".join(piece.after for piece in line.pieces), "what was shown is what stands"


def test_a_section_that_was_removed_since_is_left_as_it_is(cast: Cast, report: WrittenReport) -> None:
    after = settled(cast, a_draft(cast, report))
    sections.remove_section(section=first(report).pk, by=cast.author, at=AT)
    assert not any(line.differs for line in lines(cast, after))
    key = str(first(report).pk)
    assert back_to_writing.take_back_settled(draft=after, sections=[key], by=cast.author, at=AT) == 0
    assert first(report).versions.count() == 3


def test_only_where_a_draft_was_made_of_sections_and_only_those_in_it(cast: Cast, report: WrittenReport) -> None:
    draft = a_draft(cast, report)
    for chosen in ([], ["00000000-0000-0000-0000-000000000000"]):
        with pytest.raises(WrongInput):
            back_to_writing.take_back_settled(draft=draft, sections=chosen, by=cast.author, at=AT)
    typed = drafting.save_draft(
        case=report.case_id, kind=PaperKind.EXECUTIVE_SUMMARY, text="Typed.", by=cast.author, at=AT
    )
    with pytest.raises(NotNow, match="not made of sections"):
        back_to_writing.take_back_settled(draft=typed, sections=["x"], by=cast.author, at=AT)
    with pytest.raises(NotForYou):
        reading.read_settled_words(draft=typed.pk, by=cast.author, at=AT)


@pytest.mark.parametrize("who", ["panel_chair", "panel_member", "chair", "auditor", "police_author"])
def test_nobody_else_takes_them_back(cast: Cast, report: WrittenReport, who: str) -> None:
    draft, by = a_draft(cast, report), getattr(cast, who)
    with pytest.raises(NotForYou):
        back_to_writing.take_back_settled(draft=draft, sections=[str(first(report).pk)], by=by, at=AT)
    with pytest.raises(NotForYou):
        reading.read_settled_words(draft=draft.pk, by=by, at=AT)
    assert Entry.objects.filter(action="publication.take_back_settled.refused").count() == 1
    assert Entry.objects.filter(action="publication.read_settled_words.refused").count() == 1
