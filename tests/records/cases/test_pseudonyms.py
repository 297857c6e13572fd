"""Schemes of pseudonyms: chosen, kept, swapped and gone back to; what is wrong with those in use is said."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from safelight.core.vocabulary import Stage
from safelight.records.cases import vault
from safelight.records.cases.actions import intake, pseudonyms
from safelight.records.cases.models import Case
from safelight.records.cases.queries.overview import register_of
from safelight.records.people.permission import NotNow, WrongInput
from tests.factories import REGISTER, Cast, a_cast, a_referred_case, fresh, moment

pytestmark = pytest.mark.django_db
AT = moment(date(2010, 5, 3))
FAMILY = REGISTER + "".join(
    f"""
[[person]]
id = "{key}"
role = "{role}"
names = ["{name}"]
date_of_birth = {born}
pseudonym = "{called}"
"""
    for key, role, name, born, called in (
        ("one", "sibling", "Hattie Wren-Halloran", "2003-01-01", "Child H"),
        ("two", "sibling", "Otis Wren-Halloran", "2008-01-01", "a sibling"),
        ("mother", "parent", "Corinna Wren-Halloran", "1980-01-01", "a parent"),
        ("worker", "professional", "Dot Wells", "1970-01-01", "a social worker"),
    )
)


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def case(cast: Cast) -> Case:
    made = a_referred_case(cast, reference="SCR-2010-02")
    intake.keep_register(case=made, untrusted_toml=FAMILY, by=cast.manager, at=AT)
    return fresh(made)


def called(case: Case) -> dict[str, str]:
    return {person.id: person.pseudonym for person in register_of(fresh(case)).people}


def choose(cast: Cast, case: Case, scheme: str, **more: object) -> None:
    pseudonyms.choose_pseudonyms(case=case, scheme=scheme, by=cast.manager, at=AT, **more)  # type: ignore[arg-type]


def test_what_breaks_the_rules_is_said_beside_the_name_and_a_scheme_mends_it(cast: Cast, case: Case) -> None:
    page = pseudonyms.look_at_pseudonyms(case=case, by=cast.manager, at=AT)
    assert {line.name for line in page.people if line.faults} == {"Hattie Wren-Halloran"}
    for scheme in ("numbers", "relations", "names", "codes"):
        choose(cast, case, scheme)
        page = pseudonyms.look_at_pseudonyms(case=case, by=cast.manager, at=AT)
        assert not page.faults
        assert not [line for line in page.people if line.faults]
        assert called(case)["worker"] == "Social worker 1"


def test_the_child_keeps_the_name_by_which_the_review_is_known(cast: Cast, case: Case) -> None:
    choose(cast, case, "codes")
    assert called(case)["child"] == fresh(case).public_name == case.public_name == "Child N"


def test_another_review_that_is_published_has_its_names_to_itself(cast: Cast, case: Case) -> None:
    other = a_referred_case(cast, reference="SCR-2009-01")
    register = 'person = [{ id = "c", role = "sibling", names = ["Ada Zed"], pseudonym = "Child 1" }]'
    intake.keep_register(case=other, untrusted_toml=register, by=cast.manager, at=AT)
    assert pseudonyms.look_at_pseudonyms(case=case, by=cast.manager, at=AT).taken == ()
    Case.objects.filter(pk=other.pk).update(stage=Stage.PUBLISHED)
    page = pseudonyms.look_at_pseudonyms(case=case, by=cast.manager, at=AT)
    assert page.taken == ("Child 1", "Child N")
    assert any("another published review" in why for line in page.people for why in line.faults)
    choose(cast, case, "numbers")
    assert not {"Child 1", "Child N"} & set(called(case).values())
    assert fresh(case).public_name == called(case)["child"]


def test_the_same_scheme_again_changes_nobody_and_names_whoever_was_added(cast: Cast, case: Case) -> None:
    choose(cast, case, "names")
    before = called(case)
    pseudonyms.add_person(
        case=case, name="Ida Pellow", role="relative", known_as="Nana Ida, Idie", by=cast.manager, at=AT
    )
    added = register_of(fresh(case)).people[-1]
    assert (added.known_as, added.id) == (("Nana Ida", "Idie"), "person-6")
    assert added.pseudonym not in {"a relative", *before.values()}
    choose(cast, case, "names")
    assert called(case) == before | {added.id: added.pseudonym}


def test_a_second_circle_of_readers_has_its_own_and_the_first_is_not_lost(cast: Cast, case: Case) -> None:
    entered = called(case)
    choose(cast, case, "numbers")
    first = called(case)
    choose(cast, case, "relations", audience="the family", neutral=True)
    second = called(case)
    assert second["mother"] == "Parent"
    assert first != second != entered
    for audience, labels in ((pseudonyms.PUBLISHED, first), ("the family", second), (pseudonyms.ENTERED, entered)):
        pseudonyms.use_pseudonyms(case=case, audience=audience, by=cast.manager, at=AT)
        assert called(case) == labels
        assert [row.audience for row in case.pseudonym_schemes.filter(in_use=True)] == [audience]
    with pytest.raises(NotNow):
        pseudonyms.use_pseudonyms(case=case, audience="nobody", by=cast.manager, at=AT)


def test_once_published_the_scheme_stays_and_only_other_readers_get_another(cast: Cast, case: Case) -> None:
    choose(cast, case, "numbers")
    Case.objects.filter(pk=case.pk).update(stage=Stage.PUBLISHED)
    before = called(case)
    with pytest.raises(NotNow, match="stay"):
        choose(cast, case, "names")
    assert called(case) == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"scheme": "entered"}, "scheme"),
        ({"scheme": "stars"}, "scheme"),
        ({"scheme": "names", "audience": " "}, "audience"),
        ({"scheme": "names", "audience": pseudonyms.ENTERED}, "audience"),
    ],
)
def test_what_cannot_be_chosen_comes_back(cast: Cast, case: Case, given: dict[str, str], field: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        choose(cast, case, **given)  # type: ignore[arg-type]
    assert wrong.value.field == field


def test_a_person_is_added_only_with_a_name_a_part_and_a_label_that_gives_nobody_away(cast: Cast, case: Case) -> None:
    for given in (
        {"name": " ", "role": "other"},
        {"name": "A B", "role": "king"},
        {"name": "Ada Bee", "role": "other", "pseudonym": "Bee"},
    ):
        with pytest.raises(WrongInput):
            pseudonyms.add_person(case=case, by=cast.manager, at=AT, **given)
    assert len(called(case)) == 5


def test_the_database_has_one_scheme_in_use_and_the_map_lies_with_the_names(cast: Cast, case: Case) -> None:
    choose(cast, case, "numbers")
    row = case.pseudonym_schemes.get(in_use=True)
    assert json.loads(vault.get(row.labels_sha256, shelf=vault.Shelf.NAMES)) == called(case)
    with pytest.raises(vault.LostFromVault):
        vault.get(row.labels_sha256)
    with pytest.raises(IntegrityError), transaction.atomic():
        case.pseudonym_schemes.update(in_use=True)


def test_without_a_register_there_is_nobody_to_name(cast: Cast) -> None:
    bare = a_referred_case(cast, reference="SCR-2010-09")
    Case.objects.filter(pk=bare.pk).update(register_sha256="")
    for act in (
        lambda: choose(cast, bare, "names"),
        lambda: pseudonyms.look_at_pseudonyms(case=bare, by=cast.manager, at=AT),
        lambda: pseudonyms.add_person(case=bare, name="Ida Pellow", role="other", by=cast.manager, at=AT),
    ):
        with pytest.raises(NotNow, match="register"):
            act()
