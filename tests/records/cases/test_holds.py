"""Legal holds: what each kind changes, how long it lasts, and that it ends by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.holds import Hold, after_childhood
from safelight.core.vocabulary import PaperKind, Reader, Stage
from safelight.records.audit.models import Entry
from safelight.records.cases.actions import proceedings
from safelight.records.cases.models import Case, Proceeding, ProceedingKind
from safelight.records.cases.queries import case_list, case_page, facts_of, open_proceedings, proceedings_page
from safelight.records.cases.words import HOLD_OF, KIND_TITLES
from safelight.records.disclosure.facts import disclosure_facts
from safelight.records.people.permission import NotNow, WrongInput
from tests.factories import Cast, a_graded_case, a_referred_case, moment

pytestmark = pytest.mark.django_db
DAY = date(2010, 10, 4)
LAST = date(2011, 3, 3)


def enter(cast: Cast, case: Case, **given: Any) -> Proceeding:
    said = {"kind": "court_order", "court": "Northmere Family Court", "scope": "No report may name the children."}
    return proceedings.open_proceeding(
        case=case, opened_on=DAY, **{**said, **given}, by=cast.manager, at=moment(given.get("opened_on", DAY))
    )


def test_every_kind_has_a_title_and_all_but_another_review_hold() -> None:
    assert set(KIND_TITLES) == set(ProceedingKind)
    assert set(HOLD_OF) == set(ProceedingKind) - {ProceedingKind.OTHER_REVIEW}
    assert set(HOLD_OF.values()) == set(Hold)


def test_a_hold_until_a_day_holds_through_the_day_before_and_then_ends_by_itself(cast: Cast) -> None:
    case = a_referred_case(cast)
    enter(cast, case, lasting="date", until=LAST, protects="Child N and two younger children", varied_by="The judge")
    before, after = date(2011, 3, 2), LAST
    assert facts_of(case, on=before).on_hold
    assert not facts_of(case, on=after).on_hold
    assert [line.hold for line in open_proceedings(case, on=before)] == [Hold.COURT_ORDER]
    assert open_proceedings(case, on=after) == ()
    then, now = (proceedings_page(cast.manager, case.pk, on=on).proceedings[0] for on in (before, after))
    assert (then.open, then.lapsed, then.ended_on, then.protects) == (
        True,
        False,
        None,
        "Child N and two younger children",
    )
    assert (now.open, now.lapsed, now.ended_on) == (False, True, LAST)


def test_the_stage_on_the_page_follows_a_hold_that_ended_by_itself(cast: Cast) -> None:
    case = a_graded_case(cast)
    enter(cast, case, lasting="date", until=LAST)
    held, free = (case_page(cast.manager, case.pk, on=on).stage for on in (date(2011, 3, 2), LAST))
    assert (held, free) == (Stage.HELD, Stage.GRADED)
    assert case_list(cast.manager, on=LAST)[0].stage == Stage.GRADED


def test_what_ended_by_itself_is_not_ended_again_but_the_court_may_end_it_before(cast: Cast) -> None:
    case = a_referred_case(cast)
    early, late = (enter(cast, case, lasting="date", until=LAST) for _ in range(2))
    with pytest.raises(NotNow, match="by itself on 3 March 2011"):
        proceedings.end_proceeding(proceeding=late, ending="E", ended_on=LAST, by=cast.manager, at=moment(LAST))
    ended = date(2010, 12, 1)
    proceedings.end_proceeding(
        proceeding=early, ending="Discharged.", ended_on=ended, by=cast.manager, at=moment(ended)
    )
    line = next(line for line in proceedings_page(cast.manager, case.pk, on=LAST).proceedings if line.id == early.pk)
    assert (line.ended_on, line.lapsed, line.ending) == (ended, False, "Discharged.")


def test_the_youngest_childs_birthday_is_kept_nowhere(cast: Cast) -> None:
    case = a_referred_case(cast)
    row = enter(cast, case, lasting="youngest_18", youngest_born_on=date(2007, 12, 24))
    assert row.until == date(2026, 1, 1)
    assert facts_of(case, on=date(2025, 12, 31)).on_hold
    entry = Entry.objects.get(action="cases.open_proceeding")
    assert "2007" not in entry.detail
    assert "2026" not in entry.detail


@given(born=st.dates(min_value=date(1980, 1, 1), max_value=date(2060, 12, 31)))
def test_a_hold_until_the_youngest_is_18_never_ends_early_and_does_not_tell_the_birthday(born: date) -> None:
    ends = after_childhood(born)
    eighteenth = date(born.year + 18, born.month, 28 if (born.month, born.day) == (2, 29) else born.day)
    assert 0 < (ends - eighteenth).days <= 31
    assert ends.day == 1
    assert ends == after_childhood(born.replace(day=1))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lasting": "long"}, "lasting"),
        ({"lasting": "date"}, "until"),
        ({"lasting": "date", "until": DAY}, "until"),
        ({"until": LAST}, "until"),
        ({"lasting": "youngest_18", "until": LAST, "youngest_born_on": date(2007, 1, 1)}, "until"),
        ({"lasting": "youngest_18"}, "youngest_born_on"),
        ({"lasting": "youngest_18", "youngest_born_on": date(2010, 10, 5)}, "youngest_born_on"),
        ({"lasting": "youngest_18", "youngest_born_on": date(1992, 8, 1)}, "youngest_born_on"),
        ({"youngest_born_on": date(2007, 1, 1)}, "youngest_born_on"),
        ({"protects": "Tobias Wren-Halloran"}, "protects"),
        ({"kind": "criminal", "holds_papers": False}, "holds_papers"),
        ({"kind": "family", "holds_papers": False}, "holds_papers"),
        ({"kind": "other_review", "holds_papers": True}, "holds_papers"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    case = a_referred_case(cast)
    with pytest.raises(WrongInput) as wrong:
        enter(cast, case, **changes)
    assert wrong.value.field == field
    assert not case.proceedings.exists()


def test_the_database_knows_no_end_without_its_day(cast: Cast) -> None:
    row = enter(cast, a_referred_case(cast))
    for wrong in ({"lasting": "date"}, {"until": LAST}, {"lasting": "date", "until": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proceeding.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.parametrize(
    ("kind", "said", "held_by", "beside"),
    [
        ("criminal", None, (Hold.CRIMINAL_PROCEEDINGS,), ()),
        ("family", None, (Hold.FAMILY_PROCEEDINGS,), ()),
        ("court_order", None, (Hold.COURT_ORDER,), ()),
        ("court_order", False, (), (Hold.COURT_ORDER,)),
        ("inquest", None, (), (Hold.INQUEST,)),
        ("inquest", True, (Hold.INQUEST,), ()),
        ("child_welfare", None, (), (Hold.CHILD_WELFARE,)),
        ("other_review", None, (), ()),
    ],
)
def test_each_kind_holds_papers_from_single_readers_or_is_weighed(
    cast: Cast, kind: str, said: bool | None, held_by: tuple[Hold, ...], beside: tuple[Hold, ...]
) -> None:
    case = a_referred_case(cast)
    enter(cast, case, kind=kind, holds_papers=said, lasting="date", until=LAST)
    facts = disclosure_facts(case, PaperKind.OVERVIEW, reader=Reader.FAMILY, on=DAY)
    assert (facts.held_by, facts.open_beside) == (held_by, beside)
    free = disclosure_facts(case, PaperKind.OVERVIEW, reader=Reader.FAMILY, on=LAST)
    assert (free.held_by, free.open_beside) == ((), ())


def test_the_strictest_of_two_of_a_kind_counts(cast: Cast) -> None:
    case = a_referred_case(cast)
    enter(cast, case, holds_papers=False)
    enter(cast, case, holds_papers=True)
    facts = disclosure_facts(case, PaperKind.OVERVIEW, reader=Reader.FAMILY, on=DAY)
    assert (facts.held_by, facts.open_beside) == ((Hold.COURT_ORDER,), ())
