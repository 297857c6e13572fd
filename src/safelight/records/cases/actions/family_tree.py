"""The family tree: read with real names, and changed one relation at a time in the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from safelight.core.anonymise.amending import with_relation, with_sex, without_relation
from safelight.core.anonymise.kinship import Relation, RelationKind, Sex
from safelight.core.anonymise.roster import RegisterError
from safelight.core.review.genogram import FamilyTree, family_tree
from safelight.records.cases import vault
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import Acting, acting
from safelight.records.cases.actions.intake import checked_register
from safelight.records.cases.models import Case
from safelight.records.cases.queries.overview import register_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput

NO_REGISTER = "This case has no register of people yet. Add one first."


def look_at_family_tree(
    *, case: CaseKey, by: User, at: datetime, at_death: bool = True, as_file: bool = False
) -> FamilyTree:
    """The family tree with everybody's real name. Reading it is an act, so it is audited first.

    `at_death` asks for ages on the day the child died, where that is known; `as_file` says that a file is handed over.

    Raises:
        NotForYou
        NotNow: while there is no register.
    """
    act = acting(case, to="look_at_family_tree", by=by, at=at)
    with act.writing() as held:
        if not held.register_sha256:
            raise NotNow(NO_REGISTER)
        act.record(held, register=held.register_sha256, file=as_file)
    return family_tree(register_of(held), today=act.on, named=True, at_death=at_death)


def add_relation(
    *, case: CaseKey, kind: str, one: str, other: str, since: str = "", until: str = "", by: User, at: datetime
) -> Case:
    """Add to the register that one person is something to another; `since` and `until` as precise as they are known.

    Raises:
        NotForYou
        NotNow: while there is no register.
        WrongInput: an unknown kind, the same person twice, or what cannot be true beside what is known.
    """
    act = acting(case, to="add_relation", by=by, at=at)
    relation = _relation(kind, one, other, since=since, until=until)
    return _amend(act, lambda text: with_relation(text, relation=relation), field="other", kind=relation.kind.value)


def remove_relation(*, case: CaseKey, kind: str, one: str, other: str, by: User, at: datetime) -> Case:
    """Take a relation out of the register. Earlier registers stay in the vault.

    Raises:
        NotForYou
        NotNow: while there is no register, or no such relation in it any more.
    """
    act = acting(case, to="remove_relation", by=by, at=at)
    try:
        relation = _relation(kind, one, other)
        return _amend(act, lambda text: without_relation(text, relation=relation), kind=relation.kind.value)
    except WrongInput as gone:
        raise NotNow(str(gone)) from gone


def record_sex(*, case: CaseKey, person: str, sex: str, by: User, at: datetime) -> Case:
    """Record in the register which shape stands for somebody; "" takes it back.

    Raises:
        NotForYou
        NotNow: while there is no register.
        WrongInput: nobody of that id, or a word that is not known.
    """
    act = acting(case, to="record_sex", by=by, at=at)
    if sex and sex not in set(Sex):
        raise WrongInput("Choose female, male or not recorded.", field="sex")
    return _amend(act, lambda text: with_sex(text, person=person, sex=Sex(sex) if sex else None), field="person")


def _relation(kind: str, one: str, other: str, *, since: str = "", until: str = "") -> Relation:
    if kind not in set(RelationKind):
        raise WrongInput("Choose what they are to each other from the list.", field="kind")
    if one == other:
        raise WrongInput("Choose two different people.", field="other")
    return Relation(kind=RelationKind(kind), from_id=one, to_id=other, since=since, until=until)


def _amend(act: Acting, change: Callable[[str], str], *, field: str = "", kind: str = "") -> Case:
    """Change the register as it stands while nobody else can, and record that as the act."""
    with act.writing() as held:
        if not held.register_sha256:
            raise NotNow(NO_REGISTER)
        try:
            text = change(vault.get(held.register_sha256, shelf=vault.Shelf.NAMES).decode())
        except RegisterError as fault:
            raise WrongInput(str(fault), field=field) from fault
        checked_register(text, reference=held.reference)
        held.register_sha256 = vault.put(text.encode(), shelf=vault.Shelf.NAMES)
        held.save(update_fields=["register_sha256"])
        act.record(held, register=held.register_sha256, kind=kind or None)
    return held
