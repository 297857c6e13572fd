"""Comments stand beside the words: by whom they may be made, when their words are gone, and who resolved them."""

from __future__ import annotations

import pytest

from safelight.records.audit.models import Entry
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.writing.actions import comments, reading
from safelight.records.writing.models import SectionComment, WrittenReport
from safelight.records.writing.pages import CommentLine
from tests.factories import Cast
from tests.records.writing.written import AT, a_written_report, first, text_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> WrittenReport:
    made = a_written_report(cast)
    typed(first(made), cast.author, "She came on Monday,\nand nobody asked why.", base=1)
    return made


def said(cast: Cast, report: WrittenReport) -> CommentLine:
    page = reading.read_report(case=report.case_id, kind="overview", by=cast.panel_member, at=AT)
    return page.sections[0].comments[0]


def test_a_panel_member_comments_on_words_and_is_answered(cast: Cast, report: WrittenReport) -> None:
    made = comments.make_comment(
        section=first(report).pk, quote="Monday, and nobody", words="Which week?", by=cast.panel_member, at=AT
    )
    comments.answer_comment(comment=made.pk, words="The first.", by=cast.author, at=AT)
    line = said(cast, report)
    assert (line.quote, line.gone, line.words) == ("Monday, and nobody", False, "Which week?")
    assert [reply.words for reply in line.replies] == ["The first."]
    assert "week" not in text_of(first(report))
    assert b"week" not in bytes(made.sealed)
    assert Entry.objects.filter(action__in=["writing.make_comment", "writing.answer_comment"]).count() == 2


def test_when_its_words_are_gone_a_comment_stays_and_says_so(cast: Cast, report: WrittenReport) -> None:
    comments.make_comment(section=first(report).pk, quote="on Monday", words="Sure?", by=cast.panel_chair, at=AT)
    typed(first(report), cast.author, "She came on Friday.", base=2)
    assert said(cast, report).gone


def test_a_comment_is_resolved_once_and_by_somebody(cast: Cast, report: WrittenReport) -> None:
    made = comments.make_comment(section=first(report).pk, words="Too long.", by=cast.panel_member, at=AT)
    comments.resolve_comment(comment=made.pk, by=cast.author, at=AT)
    line = said(cast, report)
    assert (line.resolved_by, line.resolved_at) == (cast.author.name, AT)
    with pytest.raises(NotNow):
        comments.resolve_comment(comment=made.pk, by=cast.manager, at=AT)
    with pytest.raises(NotNow):
        comments.answer_comment(comment=made.pk, words="But.", by=cast.manager, at=AT)


@pytest.mark.parametrize("who", ["chair", "auditor", "police_author", "member"])
def test_nobody_else_comments(cast: Cast, report: WrittenReport, who: str) -> None:
    with pytest.raises(NotForYou):
        comments.make_comment(section=first(report).pk, words="Mine.", by=getattr(cast, who), at=AT)
    assert not SectionComment.objects.exists()
    assert Entry.objects.filter(action="writing.make_comment.refused").count() == 1


@pytest.mark.parametrize(("quote", "words"), [("on Sunday", "Why?"), ("", " ")])
def test_what_cannot_be_taken_is_refused(cast: Cast, report: WrittenReport, quote: str, words: str) -> None:
    with pytest.raises(WrongInput):
        comments.make_comment(section=first(report).pk, quote=quote, words=words, by=cast.author, at=AT)
