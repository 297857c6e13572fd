"""How the family is offered a part in the review: by relation, one contact after another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safelight.records.audit.models import Entry
from safelight.records.cases.actions import family
from safelight.records.cases.models import Case, FamilyContact
from safelight.records.cases.queries import facts_of, family_page
from safelight.records.people.permission import NotNow, WrongInput
from tests.factories import SCOPED, Cast, a_decided_case, a_recommended_case, moment
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
LATER = date(2010, 11, 3)


def record(cast: Cast, case: Case, *, on: date = SCOPED, **given: Any) -> FamilyContact:
    said = {"relation": "Mother", "approach": "offered", "contacted_on": on, "note": "By letter."}
    return family.record_contact(case=case, **{**said, **given}, by=cast.manager, at=moment(on))


def test_the_familys_part_is_recorded_by_relation(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)
    assert facts_of(case, on=SCOPED).family_contact_missing
    record(cast, case, relation="maternal grandmother", approach="accepted", advocate="An advocate")
    assert newest().action == "cases.record_contact"
    assert not facts_of(case, on=SCOPED).family_contact_missing
    member = family_page(cast.auditor, case.pk).members[0]
    assert (member.relation, member.advocate, member.told_on) == ("maternal grandmother", "An advocate", None)


def test_every_contact_with_one_person_stands_together_and_the_last_says_how_it_stands(cast: Cast) -> None:
    case = a_decided_case(cast)
    record(cast, case, timing="Settled with the officer in the case: after the first interview.")
    record(cast, case, relation="Father", approach="not_approached", note="An order forbids it.")
    record(
        cast,
        case,
        on=date(2010, 6, 1),
        relation=" mother ",
        approach="accepted",
        said="Nobody asked me what I needed.",
        attribution="named",
        corrected="She left the flat in May, not in June.",
    )
    record(cast, case, on=LATER, relation="MOTHER", approach="accepted", told_on=LATER)
    mother, father = family_page(cast.manager, case.pk).members
    assert (mother.relation, mother.approach, mother.offered_on, mother.told_on) == (
        "Mother",
        "accepted",
        SCOPED,
        LATER,
    )
    assert [line.contacted_on for line in mother.contacts] == [LATER, date(2010, 6, 1), SCOPED]
    assert mother.contacts[1].corrected.startswith("She left")
    assert (father.approach, father.offered_on, father.told_on) == ("not_approached", None, None)


def test_the_page_carries_the_rule_that_asks_for_it(cast: Cast) -> None:
    rule = family_page(cast.manager, a_decided_case(cast).pk).rule
    assert rule is not None
    assert rule.duty == "family.involved"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"relation": ""}, "relation"),
        ({"relation": "Toby's grandmother"}, "relation"),
        ({"approach": "shouted"}, "approach"),
        ({"note": " "}, "note"),
        ({"contacted_on": date(2010, 4, 13)}, "contacted_on"),
        ({"told_on": date(2010, 4, 13)}, "told_on"),
        ({"contacted_on": date(2010, 4, 2), "offered_on": SCOPED}, "offered_on"),
        ({"approach": "not_approached", "offered_on": SCOPED}, "offered_on"),
        ({"approach": "not_approached", "said": "S", "attribution": "named"}, "said"),
        ({"said": "Nobody asked."}, "attribution"),
        ({"said": "Nobody asked.", "attribution": "loudly"}, "attribution"),
    ],
)
def test_a_family_contact_says_who_what_and_when_and_names_nobody(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    case = a_decided_case(cast)
    with pytest.raises(WrongInput) as wrong:
        record(cast, case, **changes)
    assert wrong.value.field == field
    assert not case.family_contacts.exists()


def test_nothing_that_the_family_said_enters_the_trail(cast: Cast) -> None:
    record(cast, a_decided_case(cast), said="Nobody asked me.", attribution="not_at_all")
    assert "asked me" not in Entry.objects.get(action="cases.record_contact").detail


def test_the_database_itself_asks_whether_what_was_said_may_be_repeated(cast: Cast) -> None:
    row = record(cast, a_decided_case(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        FamilyContact.objects.filter(pk=row.pk).update(said="Nobody asked me.")


def test_nobody_is_asked_before_there_is_a_review(cast: Cast) -> None:
    with pytest.raises(NotNow):
        record(cast, a_recommended_case(cast))
