"""From the request to "the staff were told": what is asked, checked, signed, handed in, returned and accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safelight.core.papers.reading import read_paper
from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.cases.actions import agency_reviews, deciding, imr_course, imr_writing
from safelight.records.cases.models import AgencyReview
from safelight.records.cases.queries import facts_of, review_page, reviews_page
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import SCOPED, SENT, Cast, a_scoped_case, moment, requested_reviews
from tests.records.cases.imr import AT, a_review_to_write, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast: Cast) -> AgencyReview:
    made = a_review_to_write(cast)
    typed(made, cast.police_author, "We knew the family from 2008.")
    return made


def signed(cast: Cast, review: AgencyReview) -> None:
    imr_course.check_review(review=review, checked_by="Head of Quality", by=cast.police_author, at=AT)
    imr_course.countersign_review(review=review, post="Chief Constable", by=cast.manager, at=AT)


def test_several_agencies_are_asked_at_once_or_none(cast: Cast) -> None:
    case = a_scoped_case(cast)
    given: dict[str, Any] = {"case": case, "due_on": SENT, "by": cast.manager, "at": moment(SCOPED)}
    agency_reviews.request_review(agency=cast.health, **given)
    with pytest.raises(NotNow, match="asked for this before"):
        agency_reviews.request_reviews(agencies=[cast.police, cast.health], **given)
    assert case.agency_reviews.count() == 1
    [asked] = agency_reviews.request_reviews(agencies=[cast.police], form="factual", securing=" Lock it. ", **given)
    assert (asked.form, asked.securing) == ("factual", "Lock it.")
    page = review_page(cast.police_author, asked.pk, on=SCOPED)
    assert page.review.kind_words == "factual report"
    assert [chapter.group for chapter in page.chapters] == ["involvement", "method", "else"]
    for wrong in ({"form": "long"}, {"agencies": []}):
        with pytest.raises(WrongInput):
            agency_reviews.request_reviews(**{"agencies": [cast.police], **given, **wrong})


def test_the_first_time_that_an_agency_opens_its_request_is_noted(cast: Cast) -> None:
    review, _ = requested_reviews(cast, a_scoped_case(cast))
    assert review_page(cast.manager, review.pk, on=SENT).review.opened_on is None
    for hour in (11, 12):
        agency_reviews.open_request(review=review, by=cast.police_author, at=moment(SENT, hour))
    assert review_page(cast.manager, review.pk, on=SENT).review.opened_on == SENT
    assert Entry.objects.filter(action="cases.open_request").count() == 1
    with pytest.raises(NotForYou):
        agency_reviews.open_request(review=review, by=cast.manager, at=AT)


def test_whoever_wrote_does_not_sign(cast: Cast, review: AgencyReview) -> None:
    with pytest.raises(NotNow, match="once the agency has checked"):
        imr_course.countersign_review(review=review, post="Chief Constable", by=cast.manager, at=AT)
    imr_course.check_review(review=review, checked_by="Head of Quality", by=cast.police_author, at=AT)
    with pytest.raises(NotNow, match="You have written"):
        imr_course.countersign_review(review=review, post="Chief Constable", by=cast.police_author, at=AT)
    with pytest.raises(NotNow, match="signs it first"):
        imr_course.hand_in_review(review=review, by=cast.police_author, at=AT)
    imr_course.countersign_review(review=review, post="Chief Constable", by=cast.manager, at=AT)
    review.refresh_from_db()
    assert (review.state, review.countersigned_by) == ("countersigned", "Chief Constable")
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyReview.objects.filter(pk=review.pk).update(countersigned_by="")


def test_the_panel_reads_what_was_signed_as_one_paper(cast: Cast, review: AgencyReview) -> None:
    key = imr_writing.add_row(
        review=review, kind="document", values={"what": "Duty team file", "found": "Not found"},
        by=cast.police_author, at=AT,
    )  # fmt: skip
    assert key
    with pytest.raises(NotNow):
        imr_course.hand_in_review(review=review, by=cast.police_author, at=AT)
    signed(cast, review)
    sent = imr_course.hand_in_review(review=review, by=cast.police_author, at=AT)
    words = " ".join(
        passage.text for passage in read_paper(vault.get(sent.paper.sha256), name=sent.paper.name).passages
    )
    for said in ("We knew the family from 2008.", "Duty team file", "Chief Constable", "Was the risk seen?"):
        assert said in words
    assert sent.paper.hidden == 0
    review.refresh_from_db()
    assert (review.state, review.submitted_on) == ("submitted", SCOPED)
    assert facts_of(review.case, on=SENT).reviews_submitted == 1


def test_it_is_returned_section_by_section_written_again_and_accepted(cast: Cast, review: AgencyReview) -> None:
    signed(cast, review)
    imr_course.hand_in_review(review=review, by=cast.police_author, at=AT)
    given: dict[str, Any] = {"review": review, "by": cast.panel_chair, "at": AT}
    with pytest.raises(WrongInput):
        agency_reviews.return_review(reasons="Say why.", sections={"nowhere": "Here."}, **given)
    agency_reviews.return_review(
        reasons="Say why.", sections={"involvement": "From which month?", "lessons": " "}, **given
    )
    page = review_page(cast.police_author, review.pk, on=SENT)
    assert [reason for _, reason in page.submissions[0].section_reasons] == ["From which month?"]
    assert page.review.state == "returned"
    typed(review, cast.police_author, "We knew the family from May 2008.", base=1)
    review.refresh_from_db()
    assert review.state == "returned"
    assert facts_of(review.case, on=SENT).reviews_returned == 1
    signed(cast, review)
    assert facts_of(review.case, on=SENT).reviews_returned == 1
    imr_course.reopen_review(review=review, by=cast.police_author, at=AT)
    review.refresh_from_db()
    assert (review.state, review.countersigned_by) == ("returned", "")
    signed(cast, review)
    imr_course.hand_in_review(review=review, by=cast.police_author, at=AT)
    agency_reviews.accept_review(**given)
    facts = facts_of(review.case, on=SENT)
    assert (facts.reviews_accepted, facts.reviews_returned) == (1, 0)
    with pytest.raises(NotNow, match="accepted"):
        typed(review, cast.police_author, "Too late.", base=2)
    lines = {each.agency: each for each in reviews_page(cast.panel_member, review.case_id, on=SENT).reviews}
    line = lines[cast.police.name]
    assert "Returned 1 time." in line.remarked("time")


def test_without_a_signature_it_is_handed_in_only_by_a_recorded_departure(cast: Cast, review: AgencyReview) -> None:
    imr_course.check_review(review=review, checked_by="Head of Quality", by=cast.police_author, at=AT)
    deciding.depart(case=review.case, duty="imr.countersigned", reason="The post is vacant.", by=cast.chair, at=AT)
    assert imr_course.hand_in_review(review=review, by=cast.police_author, at=AT).countersigned_by == ""


def test_staff_are_told_twice_and_the_first_time_shows_in_how_it_stands(cast: Cast, review: AgencyReview) -> None:
    given: dict[str, Any] = {"review": review, "said": "What was found.", "by": cast.police_author}
    later = moment(date(2010, 5, 3))
    with pytest.raises(NotNow, match="Hand it in first"):
        imr_course.record_debrief(which="first", held_on=SCOPED, **given, at=AT)
    signed(cast, review)
    imr_course.hand_in_review(review=review, by=cast.police_author, at=AT)
    agency_reviews.accept_review(review=review, by=cast.panel_chair, at=AT)
    for wrong in ({"which": "third"}, {"held_on": date(2011, 1, 1)}, {"said": " "}):
        with pytest.raises(WrongInput):
            imr_course.record_debrief(**{"which": "first", "held_on": SCOPED, **given, **wrong}, at=AT)
    imr_course.record_debrief(which="first", held_on=date(2010, 5, 2), **given, at=later)
    imr_course.record_debrief(which="second", held_on=date(2010, 5, 3), **given, at=later)
    page = review_page(cast.panel_chair, review.pk, on=SENT)
    assert page.review.state == "debriefed"
    assert [told.held_on.day for told in page.debriefs] == [2, 3]
    assert facts_of(review.case, on=SENT).reviews_accepted == 1


def test_nobody_of_the_panel_reads_a_draft_but_everybody_sees_how_far_it_is(cast: Cast, review: AgencyReview) -> None:
    page = review_page(cast.panel_member, review.pk, on=SENT)
    assert not page.sees_words
    assert next(chapter.answered for chapter in page.chapters if chapter.group == "involvement") == 1


def test_an_agency_that_was_asked_for_nothing_is_named_to_the_panel_and_to_no_agency(cast: Cast) -> None:
    case = a_scoped_case(cast)
    names = [agency.name for agency in reviews_page(cast.manager, case.pk, on=SENT).not_asked]
    assert names == [cast.police.name, cast.health.name]
    assert reviews_page(cast.police_author, case.pk, on=SENT).not_asked == ()
