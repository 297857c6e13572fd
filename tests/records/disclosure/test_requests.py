"""Journey 4: who asks for what, what the rules answer, how a person weighs it, and what goes out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safelight.core.decision import Decision
from safelight.core.papers.hidden import find_hidden
from safelight.core.vocabulary import INTERESTS, BalanceFactor, Outcome, PaperKind, Reader
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import verify_chain
from safelight.records.cases import vault
from safelight.records.cases.actions import papers, proceedings
from safelight.records.cases.models import Case
from safelight.records.disclosure import actions as disclosure
from safelight.records.disclosure.models import Balance, Release, Request
from safelight.records.disclosure.queries import interests_rule, matrix, my_requests, request_page, requests_of
from safelight.records.disclosure.words import Form, RequestState
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import publishing
from tests.corpus.pdf_hiding import PDF_CANARIES
from tests.factories import Cast, a_cast, a_docx, a_docx_with_hidden_text, moment
from tests.upper_factories import (
    PUBLISHED,
    Call,
    a_published_edition,
    a_review,
    an_accepted_review,
    check_only_these_may,
    newest_entry,
)

pytestmark = pytest.mark.django_db
DAY = date(2010, 12, 6)
AT = moment(DAY)
BALANCE = {factor: f"Weighed: {factor.value}." for factor in BalanceFactor}
NAMES = "Tobias Wren-Halloran was at St Oswin's Primary School."


def asked(
    cast: Cast,
    case: Case,
    *,
    kind: PaperKind = PaperKind.OVERVIEW,
    reader: Reader = Reader.ELECTED_MEMBER,
    by: User | None = None,
    **more: object,
) -> Request:
    given: dict[str, object] = {"user": cast.member if reader is Reader.ELECTED_MEMBER else None}
    return disclosure.receive_request(
        case=case,
        paper_kind=kind,
        reader=reader,
        requester="Councillor Joan Ashdown",
        contact="member@example.org",
        purpose="To ask the right questions at scrutiny.",
        by=by or cast.manager,
        at=AT,
        **(given | more),  # type: ignore[arg-type]
    )


def settle(cast: Cast, request: Request, *, by: User | None = None, **changed: object) -> Request:
    given: dict[str, object] = {"balance": BALANCE, "outcome": Outcome.ALLOW, "conditions": "Take no notes."}
    return disclosure.settle_request(request=request, by=by or cast.chair, at=AT, **(given | changed))  # type: ignore[arg-type]


def with_overview(cast: Cast, case: Case, data: bytes, *, name: str = "Tobias overview.docx") -> Case:
    papers.file_paper(case=case, kind="overview", untrusted_data=data, name=name, by=cast.author, at=AT)
    return case


def test_a_reporter_is_refused_at_once_and_told_the_rule(cast: Cast) -> None:
    case = a_review(cast)
    request = asked(cast, case, reader=Reader.MEDIA)
    assert request.state == RequestState.REFUSED
    page = request_page(cast.manager, request.pk)
    assert "cannot let you have it" in page.reply
    assert page.first_answer.outcome is Outcome.REFUSE
    entry = newest_entry()
    assert (entry.action, entry.case, entry.decision) == (
        "disclosure.receive_request",
        str(case.pk),
        Decision.from_json(request.first_answer).without_findings().to_json(),
    )
    with pytest.raises(NotNow, match="Settle it first"):
        disclosure.release(request=request, form=Form.FULL, by=cast.manager, at=AT)


@pytest.mark.parametrize("reader", [Reader.MEDIA, Reader.PUBLIC])
def test_nobody_can_release_an_agencys_review_to_those_outside(cast: Cast, reader: Reader) -> None:
    request = asked(cast, a_review(cast), kind=PaperKind.IMR, reader=reader)
    with pytest.raises(RefusedByRule):
        settle(cast, request, departure="They insist.")
    entry = newest_entry()
    assert (entry.action, entry.case) == ("disclosure.settle_request.refused", str(request.case_id))
    request.refresh_from_db()
    assert request.state == RequestState.REFUSED


def test_a_member_is_referred_weighed_and_reads_it_in_a_room(cast: Cast) -> None:
    case = with_overview(cast, a_review(cast), a_docx(NAMES))
    request = asked(cast, case)
    assert request.state == RequestState.REFERRED
    assert request_page(cast.chair, request.pk).may_settle
    settled = settle(cast, request)
    assert (settled.state, settled.settled_by, settled.settled_on) == (RequestState.ALLOWED, cast.chair, DAY)
    made = disclosure.release(request=request, form=Form.READ_IN_ROOM, by=cast.manager, at=AT)
    assert (made.copy_sha256, made.copy_name) == ("", "")
    assert "by appointment" in made.reply
    assert "Take no notes." in made.reply
    assert "Weighed" not in made.reply
    with pytest.raises(NotNow, match="in a room"):
        disclosure.open_copy(release=made, by=cast.member, at=AT)
    with pytest.raises(NotNow, match="gone out"):
        settle(cast, request, outcome=Outcome.REFUSE)
    assert verify_chain().whole


@pytest.mark.parametrize("factor", list(BalanceFactor))
def test_no_consideration_is_left_blank(cast: Cast, factor: BalanceFactor) -> None:
    request = asked(cast, a_review(cast))
    with pytest.raises(WrongInput) as wrong:
        settle(cast, request, balance=BALANCE | {factor: "  "})
    assert wrong.value.field == factor
    assert not Balance.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Balance.objects.create(request=request, factor=factor, note="")


def test_nobody_settles_a_request_of_their_own(cast: Cast) -> None:
    request = asked(cast, a_review(cast))
    Request.objects.filter(pk=request.pk).update(user=cast.chair)
    with pytest.raises(NotNow, match="of their own"):
        settle(cast, request)
    assert not request_page(cast.chair, request.pk).may_settle


def test_while_a_trial_is_open_nobody_can_release_it(cast: Cast) -> None:
    case = with_overview(cast, a_review(cast), a_docx(NAMES))
    request = asked(cast, case)
    open_trial(cast, case)
    with pytest.raises(RefusedByRule) as refused:
        settle(cast, request)
    assert refused.value.decision.outcome is Outcome.REFER
    assert settle(cast, request, outcome=Outcome.REFUSE).state == RequestState.REFUSED


def test_a_trial_that_opens_after_the_decision_stops_the_release(cast: Cast) -> None:
    case = with_overview(cast, a_review(cast), a_docx(NAMES))
    request = settle(cast, asked(cast, case))
    open_trial(cast, case)
    with pytest.raises(RefusedByRule):
        disclosure.release(request=request, form=Form.READ_IN_ROOM, by=cast.manager, at=AT)
    assert newest_entry().action == "disclosure.release.refused"
    assert not Release.objects.exists()


def test_a_full_copy_has_all_the_words_and_nothing_that_hides(cast: Cast) -> None:
    data = a_docx_with_hidden_text(NAMES, "His aunt rang.")
    case = with_overview(cast, a_review(cast), data)
    request = settle(cast, asked(cast, case))
    made = disclosure.release(request=request, form=Form.FULL, by=cast.manager, at=AT)
    opened = disclosure.open_copy(release=made, by=cast.member, at=AT)
    assert NAMES in words_of(opened.data)
    assert find_hidden(opened.data, name="copy.docx") == ()
    assert (opened.name, made.copy_name) == ("overview-v1.docx", "overview-v1.docx")
    assert "wordprocessingml" in opened.content_type
    entry = newest_entry()
    assert (entry.action, entry.acting_as, entry.actor) == (
        "disclosure.open_copy",
        "elected_member",
        str(cast.member.pk),
    )
    assert made.copy_sha256 in entry.detail


def test_an_anonymised_copy_names_nobody(cast: Cast) -> None:
    case = with_overview(cast, a_review(cast), a_docx(NAMES))
    request = settle(cast, asked(cast, case))
    made = disclosure.release(request=request, form=Form.ANONYMISED, by=cast.manager, at=AT)
    text = words_of(disclosure.open_copy(release=made, by=cast.manager, at=AT).data)
    assert "Child N" in text
    assert not any(name in text for name in ("Tobias", "Wren", "Oswin"))


def test_where_no_clean_copy_can_be_made_nothing_goes_out(cast: Cast) -> None:
    case = a_review(cast)
    scan = next(one for one in PDF_CANARIES if not one.cleans).build("Wren")
    papers.file_paper(case=case, kind="overview", untrusted_data=scan, name="overview.pdf", by=cast.author, at=AT)
    request = settle(cast, asked(cast, case))
    with pytest.raises(WrongInput, match="none was made") as wrong:
        disclosure.release(request=request, form=Form.ANONYMISED, by=cast.manager, at=AT)
    assert wrong.value.field == "form"
    request.refresh_from_db()
    assert request.state == RequestState.ALLOWED
    assert not Release.objects.exists()


def test_what_is_published_is_handed_out_as_published(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = a_published_edition(cast, case)
    request = asked(cast, case, kind=PaperKind.EXECUTIVE_SUMMARY, reader=Reader.PUBLIC)
    assert request.state == RequestState.ALLOWED
    assert request_page(cast.manager, request.pk).has_paper
    made = disclosure.release(request=request, form=Form.FULL, by=cast.manager, at=AT)
    assert made.edition == edition
    assert made.copy_sha256 == edition.pdf_sha256
    opened = disclosure.open_copy(release=made, by=cast.manager, at=AT)
    assert (opened.name, opened.content_type) == ("executive-summary.pdf", "application/pdf")
    assert opened.data == vault.get(edition.pdf_sha256)


def test_what_was_withdrawn_is_not_handed_out_although_it_was_allowed(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = a_published_edition(cast, case)
    request = asked(cast, case, kind=PaperKind.EXECUTIVE_SUMMARY, reader=Reader.MEDIA)
    publishing.withdraw_edition(edition=edition, reason="R", by=cast.manager, at=AT)
    with pytest.raises(RefusedByRule):
        disclosure.release(request=request, form=Form.FULL, by=cast.manager, at=AT)


def test_a_draft_or_paper_behind_an_unpublished_summary_is_never_the_public_s(cast: Cast) -> None:
    request = asked(cast, an_accepted_review(cast), kind=PaperKind.EXECUTIVE_SUMMARY, reader=Reader.PUBLIC)
    assert request.state == RequestState.REFUSED
    with pytest.raises(RefusedByRule):
        settle(cast, request, departure="They ask kindly.")


def test_without_a_paper_there_is_nothing_to_release(cast: Cast) -> None:
    request = settle(cast, asked(cast, a_review(cast)))
    assert not request_page(cast.manager, request.pk).has_paper
    with pytest.raises(NotNow, match="not been filed"):
        disclosure.release(request=request, form=Form.FULL, by=cast.manager, at=AT)


def test_one_agencys_review_is_asked_for_by_agency(cast: Cast) -> None:
    case = an_accepted_review(cast)
    whole = settle(cast, asked(cast, case, kind=PaperKind.IMR, reader=Reader.STAFF))
    assert not request_page(cast.manager, whole.pk).has_paper
    request = settle(cast, asked(cast, case, kind=PaperKind.IMR, reader=Reader.STAFF, agency=cast.police))
    assert request_page(cast.manager, request.pk).has_paper
    disclosure.release(request=request, form=Form.FULL, by=cast.manager, at=AT)
    request.refresh_from_db()
    assert request.paper is not None
    assert request.paper.agency == cast.police


ACTS: dict[str, tuple[tuple[str, ...], Callable[[Cast, Request, User], object]]] = {
    "receive_request": (("manager",), lambda cast, request, by: asked(cast, request.case, by=by)),
    "settle_request": (("manager", "chair"), lambda cast, request, by: settle(cast, request, by=by)),
    "release": (
        ("manager",),
        lambda cast, request, by: disclosure.release(request=request.pk, form=Form.FULL, by=by, at=AT),
    ),
    "open_copy": (
        ("manager", "chair", "member"),
        lambda cast, request, by: disclosure.open_copy(release=request.release.pk, by=by, at=AT),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_everybody_else_is_refused_and_the_attempt_is_audited(cast: Cast, act: str) -> None:
    case = with_overview(cast, a_review(cast), a_docx(NAMES))
    request = settle(cast, asked(cast, case))
    if act == "open_copy":
        disclosure.release(request=request, form=Form.FULL, by=cast.manager, at=AT)
    allowed, make = ACTS[act]
    check_only_these_may(
        cast,
        Call(f"disclosure.{act}", allowed, lambda by: make(cast, Request.objects.get(pk=request.pk), by)),
        case=case,
    )
    for part in allowed:
        getattr(cast, part).is_active = False
        with pytest.raises(NotForYou):
            make(cast, Request.objects.get(pk=request.pk), getattr(cast, part))


def test_an_unknown_key_looks_like_a_forbidden_one(cast: Cast) -> None:
    for name, act in (
        ("settle_request", lambda: settle(cast, Request(id=uuid4()))),
        ("release", lambda: disclosure.release(request=uuid4(), form=Form.FULL, by=cast.manager, at=AT)),
        ("open_copy", lambda: disclosure.open_copy(release=uuid4(), by=cast.manager, at=AT)),
        ("open_paper", lambda: disclosure.open_paper(paper=uuid4(), by=cast.manager, at=AT)),
    ):
        with pytest.raises(NotForYou):
            act()
        assert Entry.objects.latest("number").action == f"disclosure.{name}.refused"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"requester": " "}, "requester"),
        ({"contact": ""}, "contact"),
        ({"contact": "x" * 201}, "contact"),
        ({"reader": "auditor", "user": None}, "reader"),
        ({"reader": "nobody", "user": None}, "reader"),
        ({"paper_kind": "diary"}, "paper_kind"),
        ({"reader": "media"}, "user"),
    ],
)
def test_a_request_that_cannot_be_taken_names_its_field(cast: Cast, changed: dict[str, object], field: str) -> None:
    case = a_review(cast)
    given: dict[str, object] = {
        "paper_kind": "overview",
        "reader": "elected_member",
        "requester": "R",
        "contact": "C",
        "purpose": "",
        "user": cast.member,
    }
    with pytest.raises(WrongInput) as wrong:
        disclosure.receive_request(case=case, by=cast.manager, at=AT, **(given | changed))  # type: ignore[arg-type]
    assert wrong.value.field == field
    assert not case.requests.exists()


def test_an_account_of_another_board_sees_no_answer(cast: Cast) -> None:
    with pytest.raises(WrongInput) as wrong:
        asked(cast, a_review(cast), user=a_cast("Eastholm").member)
    assert wrong.value.field == "user"


@pytest.mark.parametrize(("changed", "field"), [({"outcome": "refer"}, "outcome"), ({"outcome": "perhaps"}, "outcome")])
def test_a_decision_that_is_none_is_not_taken(cast: Cast, changed: dict[str, object], field: str) -> None:
    request = asked(cast, a_review(cast))
    with pytest.raises(WrongInput) as wrong:
        settle(cast, request, **changed)
    assert wrong.value.field == field


def test_an_unknown_form_is_not_taken(cast: Cast) -> None:
    request = settle(cast, asked(cast, a_review(cast)))
    with pytest.raises(WrongInput) as wrong:
        disclosure.release(request=request, form="by_pigeon", by=cast.manager, at=AT)  # type: ignore[arg-type]
    assert wrong.value.field == "form"


def test_what_the_rules_allow_is_not_for_a_person_to_settle(cast: Cast) -> None:
    case = an_accepted_review(cast)
    a_published_edition(cast, case)
    request = asked(cast, case, kind=PaperKind.EXECUTIVE_SUMMARY, reader=Reader.FAMILY)
    with pytest.raises(WrongInput) as wrong:
        settle(cast, request)
    assert wrong.value.field == "outcome"


def test_those_who_handle_requests_see_them_and_the_one_who_asked_sees_the_answer(cast: Cast) -> None:
    case = a_review(cast)
    request = settle(cast, asked(cast, case))
    for user in (cast.manager, cast.chair, cast.auditor):
        assert [line.number for line in requests_of(user, case.pk)] == [1]
        assert len(request_page(user, request.pk).balance) == 5
        assert interests_rule(user, request.pk) is not None
        assert len(matrix(user, case.pk, on=DAY)) == 5
    theirs = request_page(cast.member, request.pk)
    assert theirs.balance == ()
    assert "Weighed" not in repr(theirs)
    assert [line.id for line in my_requests(cast.member)] == [request.pk]
    assert my_requests(cast.author) == ()
    for user in (cast.author, cast.panel_chair, cast.panel_member, cast.police_author, a_cast("Eastholm").manager):
        for look in (
            lambda user=user: requests_of(user, case.pk),
            lambda user=user: request_page(user, request.pk),
            lambda user=user: interests_rule(user, request.pk),
            lambda user=user: matrix(user, case.pk, on=DAY),
        ):
            with pytest.raises(NotForYou):
                look()


def test_the_matrix_answers_every_interest_with_few_questions_to_the_database(cast: Cast) -> None:
    case = an_accepted_review(cast)
    a_published_edition(cast, case)
    with CaptureQueriesContext(connection) as asked_of_it:
        rows = matrix(cast.chair, case.pk, on=PUBLISHED)
    assert len(asked_of_it) < 25
    answers = {row.paper: dict(row.answers) for row in rows}
    assert all(set(row) == set(INTERESTS) for row in answers.values())
    assert answers[PaperKind.EXECUTIVE_SUMMARY][Reader.MEDIA].outcome is Outcome.ALLOW
    assert answers[PaperKind.OVERVIEW][Reader.MEDIA].outcome is Outcome.REFUSE
    assert answers[PaperKind.OVERVIEW][Reader.FAMILY].outcome is Outcome.REFER


def test_a_request_is_received_on_the_day_in_london(cast: Cast) -> None:
    request = disclosure.receive_request(
        case=a_review(cast),
        paper_kind=PaperKind.OVERVIEW,
        reader=Reader.MEDIA,
        requester="The Northmere Echo",
        contact="desk@example.org",
        purpose="",
        by=cast.manager,
        at=datetime(2011, 5, 28, 23, 30, tzinfo=UTC),
    )
    assert request.received_on == date(2011, 5, 29)


def open_trial(cast: Cast, case: Case) -> None:
    proceedings.open_proceeding(
        case=case,
        kind="criminal",
        court="Northmere Crown Court",
        scope="A trial.",
        opened_on=DAY,
        by=cast.manager,
        at=AT,
    )


def words_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
