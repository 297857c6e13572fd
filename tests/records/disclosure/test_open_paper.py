"""The only door to a restricted paper: who gets through, who does not, and what stands in the trail either way."""

from __future__ import annotations

import pytest

from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.cases.actions import papers
from safelight.records.cases.models import Case, Paper, Seat
from safelight.records.disclosure import actions as disclosure
from safelight.records.people.permission import NotForYou
from safelight.records.plans import actions as plans
from tests.factories import MERGED, Cast, a_case_with_reviews, a_cast, moment
from tests.upper_factories import CAST_PARTS, DRAFTED, a_published_edition, an_accepted_review, an_action, with_register

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
INSIDE = {"manager", "chair", "panel_chair", "panel_member", "author"}


def the_paper(cast: Cast, kind: str) -> Paper:
    case = an_accepted_review(cast)
    if kind == "terms_of_reference":
        return papers.file_paper(case=case, kind=kind, untrusted_data=b"Terms.", name="t.txt", by=cast.manager, at=AT)
    found = case.papers.filter(kind=kind)
    return found.get(agency=cast.police) if kind in {"imr", "chronology"} else found.get()


@pytest.mark.parametrize(
    ("kind", "also"),
    [
        ("overview", set()),
        ("integrated_chronology", set()),
        ("imr", {"police_author"}),
        ("chronology", {"police_author"}),
        ("terms_of_reference", {"auditor", "police_author", "health_author"}),
    ],
)
def test_a_paper_opens_for_those_whom_a_rule_lets_in_and_nobody_else(cast: Cast, kind: str, also: set[str]) -> None:
    paper = the_paper(cast, kind)
    for part in CAST_PARTS:
        user, before = getattr(cast, part), Entry.objects.count()
        if part in INSIDE | also:
            opened = disclosure.open_paper(paper=paper.pk, by=user, at=AT)
            assert opened.data == vault.get(paper.sha256)
            action = "disclosure.open_paper"
        else:
            with pytest.raises(NotForYou):
                disclosure.open_paper(paper=paper.pk, by=user, at=AT)
            action = "disclosure.open_paper.refused"
        entry = Entry.objects.latest("number")
        assert Entry.objects.count() == before + 1
        assert (entry.action, entry.actor, entry.case, entry.subject) == (
            action,
            str(user.pk),
            str(paper.case_id),
            f"Paper:{paper.pk}",
        )
        assert bool(entry.decision) is (part != "member")


def test_nobody_of_another_board_opens_anything(cast: Cast) -> None:
    paper = the_paper(cast, "overview")
    for user in a_cast("Eastholm").all():
        with pytest.raises(NotForYou):
            disclosure.open_paper(paper=paper, by=user, at=AT)


def test_a_councillor_opens_no_paper_not_even_behind_what_is_published(cast: Cast) -> None:
    case = an_accepted_review(cast)
    a_published_edition(cast, case)
    for paper in case.papers.all():
        with pytest.raises(NotForYou):
            disclosure.open_paper(paper=paper, by=cast.member, at=AT)


def test_a_closed_account_or_an_ended_seat_opens_nothing(cast: Cast) -> None:
    paper = the_paper(cast, "overview")
    cast.manager.is_active = False
    with pytest.raises(NotForYou):
        disclosure.open_paper(paper=paper, by=cast.manager, at=AT)
    Seat.objects.filter(user=cast.panel_member).update(until=DRAFTED)
    with pytest.raises(NotForYou):
        disclosure.open_paper(paper=paper, by=cast.panel_member, at=AT)


def test_whoever_sits_in_two_chairs_opens_what_either_may(cast: Cast) -> None:
    paper = the_paper(cast, "imr")
    Seat.objects.create(case=paper.case, user=cast.auditor, reader="agency_author", agency=cast.police, since=MERGED)
    assert disclosure.open_paper(paper=paper, by=cast.auditor, at=AT).data
    assert Entry.objects.latest("number").acting_as == "agency_author"


def test_the_name_of_what_is_opened_is_ours(cast: Cast) -> None:
    case = with_register(cast, a_case_with_reviews(cast))
    paper = papers.file_paper(
        case=case, kind="referral", untrusted_data=b"R", name="Toby Wren.TXT", by=cast.manager, at=AT
    )
    opened = disclosure.open_paper(paper=paper, by=cast.chair, at=AT)
    assert (opened.name, opened.content_type) == ("referral-v1.txt", "text/plain; charset=utf-8")


def test_evidence_of_the_plan_is_opened_by_the_office(cast: Cast) -> None:
    case: Case = an_accepted_review(cast)
    action = an_action(cast, case)
    evidence = plans.add_evidence(
        action=action, text="E", untrusted_data=b"Audit.", name="audit.txt", by=cast.police_author, at=moment(DRAFTED)
    )
    assert evidence.paper is not None
    assert disclosure.open_paper(paper=evidence.paper, by=cast.manager, at=AT).data == b"Audit."
    with pytest.raises(NotForYou):
        disclosure.open_paper(paper=evidence.paper, by=cast.health_author, at=AT)
