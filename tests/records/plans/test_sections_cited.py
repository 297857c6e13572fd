"""A finding rests on sections of agencies' accepted reviews, and says so when one of them has changed since."""

from __future__ import annotations

import pytest

from safelight.records.audit.models import Entry
from safelight.records.cases.actions import agency_reviews, imr_course
from safelight.records.cases.models import AgencyReview, ReviewPart
from safelight.records.cases.words import ReviewState
from safelight.records.people.permission import NotForYou
from safelight.records.plans import actions as plans
from safelight.records.plans.models import Finding
from safelight.records.plans.queries import finding_page, plan_of
from safelight.records.plans.sources import WHOLE
from tests.factories import SENT, Cast, moment
from tests.records.cases.imr import AT, a_review_to_write, typed
from tests.remembering import remembered
from tests.upper_factories import with_register

pytestmark = pytest.mark.django_db
LATER = moment(SENT)


@remembered
def an_accepted_written_review(cast: Cast) -> AgencyReview:
    """The police's, with one section written."""
    review = a_review_to_write(cast)
    typed(review, cast.police_author, "We went there twice.")
    AgencyReview.objects.filter(pk=review.pk).update(state=ReviewState.COUNTERSIGNED, checked_on=AT.date(),
        countersigned_on=AT.date(), countersigned_by="Chief Constable")  # fmt: skip
    imr_course.hand_in_review(review=review, by=cast.police_author, at=AT)
    agency_reviews.accept_review(review=review, by=cast.panel_chair, at=AT)
    return AgencyReview.objects.get(pk=review.pk)


@pytest.fixture
def review(cast: Cast) -> AgencyReview:
    return an_accepted_written_review(cast)


@pytest.fixture
def finding(cast: Cast, review: AgencyReview) -> Finding:
    case = with_register(cast, review.case)
    return plans.record_finding(case=case, number=1, text="Nobody followed up.", by=cast.author, at=LATER)


def part_of(review: AgencyReview) -> ReviewPart:
    return review.parts.get(key="involvement")


def cite(finding: Finding, review: AgencyReview, cast: Cast, part: int | None) -> None:
    plans.cite_section(finding=finding, review=review, part=part, by=cast.author, at=LATER)


def since(cast: Cast, finding: Finding) -> list[str]:
    return [one.since for one in finding_page(cast.author, finding.pk).sections]


def test_a_section_is_picked_by_agency_and_shown_without_its_author_s_name(
    cast: Cast, review: AgencyReview, finding: Finding
) -> None:
    ((agency, lines),) = finding_page(cast.author, finding.pk).to_cite
    assert agency == review.agency.name
    assert [value for value, _ in lines] == [f"{review.pk}/{part_of(review).pk}", f"{review.pk}/"]
    cite(finding, review, cast, part_of(review).pk)
    line = plan_of(cast.panel_member, review.case_id, on=LATER.date()).findings[0]
    (shown,) = line.sections
    assert line.cites_anything
    assert shown.agency == (review.agency.short_name or review.agency.name)
    assert "What did your agency have to do" in shown.title
    assert cast.police_author.name not in repr(line)
    assert str(Entry.objects.get(action="plans.cite_section").actor) == str(cast.author.pk)


def test_other_agencies_authors_hear_only_that_it_rests_on_something(
    cast: Cast, review: AgencyReview, finding: Finding
) -> None:
    cite(finding, review, cast, None)
    own = plan_of(cast.police_author, review.case_id, on=LATER.date()).findings[0]
    assert [one.title for one in own.sections] == [WHOLE]
    others = plan_of(cast.health_author, review.case_id, on=LATER.date()).findings[0]
    assert (others.sections, others.cites_anything) == ((), True)


def test_a_section_that_changed_since_says_so_until_it_is_cited_anew(
    cast: Cast, review: AgencyReview, finding: Finding
) -> None:
    cite(finding, review, cast, part_of(review).pk)
    cite(finding, review, cast, None)
    assert since(cast, finding) == ["", ""]
    ReviewPart.objects.filter(pk=part_of(review).pk).update(version=2)
    assert sorted(since(cast, finding)) == ["", "It has been changed since it was cited. Read it, and cite it again."]
    ReviewPart.objects.filter(pk=part_of(review).pk).update(version=1)
    AgencyReview.objects.filter(pk=review.pk).update(state=ReviewState.RETURNED)
    assert set(since(cast, finding)) == {"The review has been opened again since it was cited."}
    AgencyReview.objects.filter(pk=review.pk).update(state=ReviewState.ACCEPTED)
    finding.review_citations.update(version=7)
    assert len([one for one in since(cast, finding) if one]) == 2
    cite(finding, review, cast, part_of(review).pk)
    assert len([one for one in since(cast, finding) if one]) == 1
    assert finding.review_citations.count() == 2


def test_what_is_not_accepted_not_written_or_not_of_this_review_is_not_there(
    cast: Cast, review: AgencyReview, finding: Finding
) -> None:
    other = review.case.agency_reviews.exclude(pk=review.pk)[0]
    for wanted, part in ((other, None), (other, part_of(review).pk), (review, 10**6)):
        with pytest.raises(NotForYou):
            cite(finding, wanted, cast, part)
    assert not finding.review_citations.exists()


@pytest.mark.parametrize("who", ["panel_chair", "panel_member", "chair", "police_author", "auditor"])
def test_nobody_else_says_on_what_it_rests(cast: Cast, review: AgencyReview, finding: Finding, who: str) -> None:
    with pytest.raises(NotForYou):
        plans.cite_section(finding=finding, review=review, part=None, by=getattr(cast, who), at=LATER)
    assert Entry.objects.filter(action="plans.cite_section.refused").count() == 1


def test_it_is_taken_back_once(cast: Cast, review: AgencyReview, finding: Finding) -> None:
    cite(finding, review, cast, None)
    (one,) = finding_page(cast.author, finding.pk).sections
    plans.stop_citing_section(finding=finding, citation=one.id, by=cast.author, at=LATER)
    with pytest.raises(NotForYou):
        plans.stop_citing_section(finding=finding, citation=one.id, by=cast.author, at=LATER)
    assert not plan_of(cast.author, review.case_id, on=LATER.date()).findings[0].cites_anything
