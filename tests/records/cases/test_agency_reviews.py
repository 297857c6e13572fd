"""Agencies' own reviews, and the board's papers: asked for, sent, returned, accepted, filed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from safelight.core.vocabulary import PaperKind, Stage
from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.cases.actions import agency_reviews, deciding, papers
from safelight.records.cases.models import AgencyReview, Case, Paper, Submission
from safelight.records.cases.queries import facts_of, papers_page, review_page, reviews_page
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from tests.factories import (
    SCOPED,
    SENT,
    WRITTEN,
    Cast,
    a_case_with_reviews,
    a_cast,
    a_docx,
    a_docx_with_hidden_text,
    a_graded_case,
    a_recommended_case,
    a_scoped_case,
    fresh,
    moment,
    requested_reviews,
)
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(SENT)


def send(cast: Cast, review: AgencyReview, data: bytes = b"What we learned.", **more: Any) -> Submission:
    given: dict[str, Any] = {"name": "review.txt", "countersigned_by": "Chief Constable", "author_name": "Lena Ostrow"}
    return agency_reviews.submit_review(
        review=review.pk, untrusted_data=data, **{**given, **more}, by=cast.police_author, at=AT
    )


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_scoped_case(cast)


@pytest.fixture
def review(cast: Cast, case: Case) -> AgencyReview:
    return requested_reviews(cast, case)[0]


def test_asking_for_reviews_moves_the_case_on(cast: Cast, case: Case, review: AgencyReview, newest: Newest) -> None:
    assert newest().action == "cases.request_review"
    assert fresh(case).stage == Stage.AGENCY_REVIEWS
    facts = facts_of(case, on=SCOPED)
    assert (facts.reviews_requested, facts.chronologies_expected, facts.reviews_due_on) == (2, 2, SENT)
    # Two agencies of which one is of health: nobody has to draw health's reviews together.
    assert not facts.health_overview_missing


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kind": "overview"}, "kind"),
        ({"due_on": date(2010, 4, 11)}, "due_on"),
        ({"kind": "health_overview"}, "agency"),
    ],
)
def test_a_request_is_for_a_review_by_a_day_to_come(
    cast: Cast, case: Case, changes: dict[str, Any], error: str
) -> None:
    given = {"agency": cast.police, "kind": "imr", "due_on": SENT}
    with pytest.raises(WrongInput) as wrong:
        agency_reviews.request_review(case=case, **{**given, **changes}, by=cast.manager, at=moment(SCOPED))
    assert wrong.value.field == error


def test_an_agency_is_asked_once_and_only_if_it_is_the_boards(cast: Cast, case: Case, review: AgencyReview) -> None:
    with pytest.raises(NotNow, match="asked for this before"):
        requested_reviews(cast, case)
    with pytest.raises(NotForYou):
        agency_reviews.request_review(
            case=case, agency=a_cast("Eastholm").police, due_on=SENT, by=cast.manager, at=moment(SCOPED)
        )


def test_no_agency_is_asked_before_the_decision(cast: Cast) -> None:
    with pytest.raises(NotNow):
        requested_reviews(cast, a_recommended_case(cast, reference="SCR-A"))


def test_a_review_that_comes_in_is_kept_in_the_vault_and_never_in_the_trail(
    cast: Cast, review: AgencyReview, newest: Newest
) -> None:
    sent = send(cast, review)
    review.refresh_from_db()
    assert (review.state, review.submitted_on, review.author_name) == ("submitted", SENT, "Lena Ostrow")
    assert vault.get(sent.paper.sha256) == b"What we learned."
    entry = newest()
    assert (entry.action, entry.acting_as) == ("cases.submit_review", "agency_author")
    assert sent.paper.sha256 in entry.detail
    assert "review.txt" not in entry.detail
    assert "Ostrow" not in entry.detail


def test_hidden_things_are_counted_on_arrival(cast: Cast, review: AgencyReview) -> None:
    plain = send(cast, review, a_docx("A review."), name="plain.docx")
    hiding = send(cast, review, a_docx_with_hidden_text("A review.", "She told Mrs Wren."), name="hiding.docx")
    assert plain.paper.hidden == 0
    assert hiding.paper.hidden >= 1
    assert (plain.paper.version, hiding.paper.version) == (1, 2)
    lines = review_page(cast.manager, review.pk, on=SENT).submissions
    assert [(line.version, line.hidden > 0) for line in lines] == [(2, True), (1, False)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "review.docx"),
        (b"this is not a Word file", "review.docx"),
        (a_docx("A review.")[:400], "review.docx"),
        (b"words", "review.doc"),
        (b"words", "review"),
        (b"words", ""),
        (b"words", "x" * 300 + ".txt"),
    ],
)
def test_a_file_that_cannot_be_read_comes_back_with_what_to_do_and_nothing_is_half_saved(
    cast: Cast, review: AgencyReview, data: bytes, name: str
) -> None:
    before = Entry.objects.count()
    with pytest.raises(WrongInput) as wrong:
        send(cast, review, data, name=name)
    assert wrong.value.field == "file"
    assert str(wrong.value).endswith(".")
    review.refresh_from_db()
    assert review.state == "requested"
    assert not Paper.objects.exists()
    assert Entry.objects.count() == before


def test_a_file_name_with_folders_or_control_characters_is_kept_without_them(cast: Cast, review: AgencyReview) -> None:
    assert send(cast, review, name="C:\\cases\\..\\re\x00view\n.txt").paper.name == "review.txt"


def test_an_author_who_is_too_close_to_the_case_is_refused_and_nothing_is_filed(
    cast: Cast, review: AgencyReview, newest: Newest
) -> None:
    with pytest.raises(RefusedByRule) as refused:
        send(cast, review, ties=["line_manager"])
    assert refused.value.decision.reasons[0].rule == "wt2010/imr-author-independent"
    assert newest().action == "cases.submit_review.refused"
    assert newest().decision == refused.value.decision.without_findings().to_json()
    assert not Paper.objects.exists()
    sent = send(cast, review, ties=["line_manager"], departure="The service has two people in all.")
    assert "two people in all" in sent.decision


def test_an_unknown_tie_is_sent_back(cast: Cast, review: AgencyReview) -> None:
    with pytest.raises(WrongInput) as wrong:
        send(cast, review, ties=["neighbour"])
    assert wrong.value.field == "ties"


def test_a_review_goes_back_with_reasons_comes_again_and_is_accepted(
    cast: Cast, case: Case, review: AgencyReview, newest: Newest
) -> None:
    with pytest.raises(NotNow):
        agency_reviews.accept_review(review=review, by=cast.panel_chair, at=AT)
    send(cast, review)
    with pytest.raises(WrongInput):
        agency_reviews.return_review(review=review, reasons=" ", by=cast.panel_chair, at=AT)
    agency_reviews.return_review(review=review, reasons="Say why, not only what.", by=cast.panel_chair, at=AT)
    assert newest().action == "cases.return_review"
    assert facts_of(case, on=SENT).reviews_returned == 1
    with pytest.raises(NotNow):
        agency_reviews.return_review(review=review, reasons="Again.", by=cast.panel_chair, at=AT)
    send(cast, review, b"Now with reasons.")
    agency_reviews.accept_review(review=review, by=cast.panel_chair, at=AT)
    assert newest().action == "cases.accept_review"
    page = review_page(cast.police_author, review.pk, on=SENT)
    assert (page.review.state, page.review.accepted_on, page.review.versions) == ("accepted", SENT, 2)
    assert [line.return_reasons for line in page.submissions] == ["", "Say why, not only what."]
    with pytest.raises(NotNow, match="accepted"):
        send(cast, review)


def test_a_review_without_the_senior_officers_signature_is_not_accepted(
    cast: Cast, case: Case, review: AgencyReview
) -> None:
    send(cast, review, countersigned_by=" ")
    assert facts_of(case, on=SENT).countersignatures_missing == 1
    with pytest.raises(RefusedByRule) as refused:
        agency_reviews.accept_review(review=review, by=cast.panel_chair, at=AT)
    assert refused.value.decision.reasons[0].rule == "wt2010/imr-countersigned"
    deciding.depart(case=case, duty="imr.countersigned", reason="The post is vacant.", by=cast.chair, at=AT)
    agency_reviews.accept_review(review=review, by=cast.panel_chair, at=AT)
    review.refresh_from_db()
    assert review.state == "accepted"


def test_the_day_on_which_records_were_secured_is_kept(cast: Cast, review: AgencyReview, newest: Newest) -> None:
    agency_reviews.secure_records(review=review, secured_on=SCOPED, by=cast.police_author, at=AT)
    assert newest().action == "cases.secure_records"
    assert review_page(cast.manager, review, on=SENT).records_secured_on == SCOPED
    with pytest.raises(WrongInput) as wrong:
        agency_reviews.secure_records(review=review, secured_on=date(2011, 1, 1), by=cast.police_author, at=AT)
    assert wrong.value.field == "secured_on"


def test_an_agencys_author_sees_that_agencys_review_and_papers_alone(cast: Cast, case: Case) -> None:
    police, health = requested_reviews(cast, case)
    send(cast, police)
    assert [line.agency for line in reviews_page(cast.police_author, case.pk, on=SENT).reviews] == [cast.police.name]
    assert len(reviews_page(cast.auditor, case.pk, on=SENT).reviews) == 2
    assert len(papers_page(cast.police_author, case.pk).papers) == 1
    assert papers_page(cast.health_author, case.pk).papers == ()
    with pytest.raises(NotForYou):
        review_page(cast.police_author, health.pk, on=SENT)
    with pytest.raises(NotForYou):
        review_page(cast.manager, case.pk, on=SENT)


def test_two_health_agencies_need_a_health_overview_report(cast: Cast, case: Case) -> None:
    from safelight.records.people.actions import add_agency

    requested_reviews(cast, case)
    surgery = add_agency(
        board=cast.board, name="Marl Street Surgery", short_name="GP", is_health=True, by=cast.manager, at=AT
    )
    given: dict[str, Any] = {"case": case, "by": cast.manager, "at": moment(SCOPED), "due_on": SENT}
    agency_reviews.request_review(agency=surgery, **given)
    assert facts_of(case, on=SCOPED).health_overview_missing
    overview = agency_reviews.request_review(agency=cast.health, kind="health_overview", **given)
    assert facts_of(case, on=SCOPED).health_overview_missing
    agency_reviews.submit_review(
        review=overview,
        untrusted_data=b"Health together.",
        name="h.txt",
        countersigned_by="Director",
        by=cast.health_author,
        at=AT,
    )
    agency_reviews.accept_review(review=overview, by=cast.panel_chair, at=AT)
    assert not facts_of(case, on=SENT).health_overview_missing


def test_a_late_review_shows_as_overdue_until_it_comes(cast: Cast, case: Case, review: AgencyReview) -> None:
    late = date(2010, 6, 2)
    assert {line.overdue for line in reviews_page(cast.manager, case.pk, on=SENT).reviews} == {False}
    assert {line.overdue for line in reviews_page(cast.manager, case.pk, on=late).reviews} == {True}
    send(cast, review)
    assert not review_page(cast.manager, review, on=late).review.overdue


def test_what_the_agencies_sent_is_not_changed_once_the_panel_has_agreed(cast: Cast) -> None:
    case = a_graded_case(cast)
    with pytest.raises(NotNow, match="agreed"):
        agency_reviews.request_review(
            case=case, agency=cast.health, kind="health_overview", due_on=date(2011, 1, 1), by=cast.manager, at=AT
        )
    with pytest.raises(NotNow, match="agreed"):
        papers.file_paper(
            case=case, kind="overview", untrusted_data=b"O", name="o.txt", by=cast.author, at=moment(WRITTEN)
        )


def test_the_overview_report_is_filed_version_by_version_by_its_author(cast: Cast, newest: Newest) -> None:
    case = a_case_with_reviews(cast)
    for text in (b"First.", b"Second."):
        papers.file_paper(
            case=case, kind="overview", untrusted_data=text, name="o.txt", by=cast.author, at=moment(WRITTEN)
        )
    assert newest().action == "cases.file_paper"
    lines = [line for line in papers_page(cast.panel_member, case.pk).papers if line.kind is PaperKind.OVERVIEW]
    assert sorted((line.version, line.newest) for line in lines) == [(1, False), (2, True)]
    assert fresh(case).stage == Stage.DRAFTING


@pytest.mark.parametrize("kind", ["imr", "chronology", "integrated_chronology", "health_overview", "diary"])
def test_what_is_sent_elsewhere_is_not_filed_here(cast: Cast, case: Case, kind: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        papers.file_paper(case=case, kind=kind, untrusted_data=b"W", name="w.txt", by=cast.manager, at=AT)
    assert wrong.value.field == "kind"


def test_an_agencys_author_files_evidence_for_that_agency_alone(cast: Cast, case: Case) -> None:
    given: dict[str, Any] = {"case": case, "kind": "action_plan", "untrusted_data": b"E", "name": "e.txt", "at": AT}
    paper = papers.file_paper(agency=cast.police.pk, by=cast.police_author, **given)
    assert paper.agency == cast.police
    for agency in (cast.health, None):
        with pytest.raises(NotForYou):
            papers.file_paper(agency=agency, by=cast.police_author, **given)
