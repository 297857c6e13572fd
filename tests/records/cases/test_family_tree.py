"""Is the family tree kept in the register one audited relation at a time, and named only where that is recorded?"""

from __future__ import annotations

import json
from datetime import date

import pytest

from safelight.core.anonymise.kinship import Sex
from safelight.core.vocabulary import Reader
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import verify_chain
from safelight.records.cases.actions import family_tree, intake
from safelight.records.cases.models import Case
from safelight.records.cases.queries import family_tree_page, roster_of
from safelight.records.cases.queries.overview import register_of
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import REGISTER, Cast, a_referred_case, a_scoped_case, moment
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
DAY = date(2010, 5, 4)
AT = moment(DAY)
MOTHER = """
# Known from the referral.
[[person]]
id = "mother"
role = "parent"
names = ["Corinna Wren-Halloran"]
pseudonym = "the mother"
"""


@pytest.fixture
def case(cast: Cast) -> Case:
    made = a_scoped_case(cast)
    return intake.keep_register(case=made, untrusted_toml=REGISTER + MOTHER, by=cast.manager, at=AT)


def add(
    cast: Cast, case: Case, *, kind: str = "parent", one: str = "mother", other: str = "child", since: str = ""
) -> None:
    family_tree.add_relation(case=case, kind=kind, one=one, other=other, since=since, by=cast.author, at=AT)


def kept(case: Case) -> Case:
    case.refresh_from_db()
    return case


def test_a_relation_is_added_to_the_register_and_nothing_else_in_it_changes(
    cast: Cast, case: Case, newest: Newest
) -> None:
    before = intake.open_register(case=case, by=cast.manager, at=AT)
    add(cast, case, since="2006")
    entry = newest()
    assert (entry.action, entry.actor, json.loads(entry.detail)["kind"]) == (
        "cases.add_relation",
        str(cast.author.pk),
        "parent",
    )
    assert "mother" not in str(entry.detail)
    assert intake.open_register(case=case, by=cast.manager, at=AT).startswith(before.rstrip())
    assert [each.since for each in register_of(kept(case)).relations] == ["2006"]
    assert roster_of(case).people[:2] == register_of(case).people


def test_a_relation_is_taken_out_again_and_a_second_time_is_too_late(cast: Cast, case: Case, newest: Newest) -> None:
    add(cast, case)
    family_tree.remove_relation(case=case, kind="parent", one="mother", other="child", by=cast.manager, at=AT)
    assert newest().action == "cases.remove_relation"
    assert register_of(kept(case)).relations == ()
    with pytest.raises(NotNow, match="no such relation any more"):
        family_tree.remove_relation(case=case, kind="parent", one="mother", other="child", by=cast.manager, at=AT)


def test_a_shape_is_recorded_and_taken_back(cast: Cast, case: Case, newest: Newest) -> None:
    family_tree.record_sex(case=case, person="mother", sex="female", by=cast.author, at=AT)
    assert newest().action == "cases.record_sex"
    assert register_of(kept(case)).people[1].sex is Sex.FEMALE
    family_tree.record_sex(case=case, person="mother", sex="", by=cast.author, at=AT)
    assert register_of(kept(case)).people[1].sex is None


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"kind": "cousin"}, "kind", "from the list"),
        ({"other": "mother"}, "other", "two different people"),
        ({"other": "nobody"}, "other", "no person with the id 'nobody'"),
        ({"since": "soon"}, "other", "no day, month or year"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_kept(
    cast: Cast, case: Case, given: dict[str, str], field: str, said: str
) -> None:
    digest, entries = case.register_sha256, Entry.objects.count()
    with pytest.raises(WrongInput, match=said) as wrong:
        add(cast, case, **given)
    assert wrong.value.field == field
    assert (kept(case).register_sha256, Entry.objects.count()) == (digest, entries)


def test_an_unknown_word_for_a_shape_is_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(WrongInput, match="female, male"):
        family_tree.record_sex(case=case, person="mother", sex="lady", by=cast.author, at=AT)
    with pytest.raises(WrongInput, match="no person"):
        family_tree.record_sex(case=case, person="nobody", sex="male", by=cast.author, at=AT)


def test_real_names_are_shown_to_those_who_open_the_register_and_that_is_recorded_first(
    cast: Cast, case: Case, newest: Newest
) -> None:
    add(cast, case)
    tree = family_tree.look_at_family_tree(case=case, by=cast.author, at=AT)
    assert (newest().action, newest().acting_as) == ("cases.look_at_family_tree", Reader.OVERVIEW_AUTHOR)
    assert [line.called for line in tree.lines] == ["Tobias Wren-Halloran", "Corinna Wren-Halloran"]
    family_tree.look_at_family_tree(case=case, as_file=True, by=cast.manager, at=AT)
    assert json.loads(newest().detail)["file"] is True
    assert verify_chain().whole


def test_everybody_else_inside_sees_pseudonyms_and_the_auditor_and_the_agencies_see_nothing(
    cast: Cast, case: Case
) -> None:
    add(cast, case)
    entries = Entry.objects.count()
    for user in (cast.manager, cast.chair, cast.panel_chair, cast.panel_member, cast.author):
        page = family_tree_page(user, case.pk, on=DAY)
        assert page.tree is not None
        assert [line.called for line in page.tree.lines] == ["Child N", "the mother"]
        assert "Halloran" not in str(page)
        assert (page.may_name, bool(page.people)) == (user in (cast.manager, cast.author),) * 2
    assert Entry.objects.count() == entries
    for user in (cast.auditor, cast.police_author, cast.member):
        with pytest.raises(NotForYou):
            family_tree_page(user, case.pk, on=DAY)


def test_without_a_register_there_is_no_tree_yet(cast: Cast) -> None:
    case = a_referred_case(cast)
    Case.objects.filter(pk=case.pk).update(register_sha256="")
    assert family_tree_page(cast.manager, case.pk, on=DAY).tree is None
    for act in (
        lambda: family_tree.look_at_family_tree(case=case, by=cast.manager, at=AT),
        lambda: family_tree.record_sex(case=case, person="child", sex="male", by=cast.manager, at=AT),
        lambda: family_tree.add_relation(case=case, kind="twin", one="a", other="b", by=cast.manager, at=AT),
    ):
        with pytest.raises(NotNow, match="no register of people yet"):
            act()
