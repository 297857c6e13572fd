"""What people are called: never by a real initial, never in the order of birth, never twice, and the same for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.anonymise.amending import with_person, with_pseudonyms
from safelight.core.anonymise.kinship import Relation, RelationKind, Sex
from safelight.core.anonymise.roster import (
    DEFAULT_PSEUDONYMS,
    Person,
    RegisterError,
    Roster,
    check_labels,
    read_register,
    write_register,
)
from safelight.core.anonymise.schemes.checking import check, is_birth_order, is_telling
from safelight.core.anonymise.schemes.proposing import propose
from safelight.core.anonymise.schemes.scheme import Scheme

PROPOSED = [scheme for scheme in Scheme if scheme is not Scheme.ENTERED]
GIVEN = ("Liam", "Nia", "Bob", "Elizabeth", "Robin", "Sam", "Charlie", "Una", "Zoë", "Kai", "Adult", "Wren")
SURNAMES = ("Okafor-Reed", "Pellow", "Foster", "Visitor", "Child", "de la Cruz", "King", "Wells")


def somebody(key: str, role: str = "other", name: str = "Ida Pellow", **given: object) -> Person:
    return Person(id=key, role=role, names=(name,), pseudonym=DEFAULT_PSEUDONYMS[role], **given)  # type: ignore[arg-type]


people = st.lists(
    st.builds(
        lambda role, first, last, born, sex: (role, f"{first} {last}", born, sex),
        st.sampled_from([*DEFAULT_PSEUDONYMS, "sibling", "sibling"]),
        st.sampled_from(GIVEN),
        st.sampled_from(SURNAMES),
        st.dates(min_value=date(1990, 1, 1), max_value=date(2010, 1, 1)),
        st.sampled_from([None, *Sex]),
    ),
    min_size=1,
    max_size=8,
)


def register_of(rows: list[tuple[str, str, date, Sex | None]]) -> Roster:
    return Roster(
        people=tuple(
            somebody(f"p{number}", role, name, date_of_birth=born, sex=sex)
            for number, (role, name, born, sex) in enumerate(rows)
        )
    )


@given(rows=people, scheme=st.sampled_from(PROPOSED), seed=st.text(max_size=4), neutral=st.booleans())
def test_what_is_proposed_has_no_fault_and_can_be_kept_in_the_register(
    rows: list[tuple[str, str, date, Sex | None]], scheme: Scheme, seed: str, neutral: bool
) -> None:
    roster, taken = register_of(rows), ["Child 1", "Robin", "Child KT"]
    labels = propose(roster, scheme=scheme, seed=seed, taken=taken, neutral=neutral)
    assert check(roster, labels, taken=taken, neutral=neutral) == ()
    check_labels(replace(roster, people=tuple(replace(p, pseudonym=labels[p.id]) for p in roster.people)))
    assert labels == propose(roster, scheme=scheme, seed=seed, taken=taken, neutral=neutral)


@given(rows=people, more=people, scheme=st.sampled_from(PROPOSED), seed=st.text(max_size=4))
def test_whoever_is_added_changes_nobody_and_breaks_no_rule(
    rows: list[tuple[str, str, date, Sex | None]],
    more: list[tuple[str, str, date, Sex | None]],
    scheme: Scheme,
    seed: str,
) -> None:
    labels = propose(register_of(rows), scheme=scheme, seed=seed)
    for count in range(1, len(more) + 1):
        roster = register_of([*rows, *more[:count]])
        after = propose(roster, scheme=scheme, seed=seed, kept=labels)
        assert {key: after[key] for key in labels} == labels
        faults = {fault.kind for fault in check(roster, {k: v for k, v in after.items() if k not in labels})}
        assert not faults - {"birth-order"}, "what a new name makes of an old label is for the page to say"
        assert len({label.casefold() for label in after.values()}) == len(after)
        children = [(p.date_of_birth, after[p.id]) for p in roster.people if p.role in {"subject", "sibling"}]
        assert not is_birth_order(children)
        labels = after


def test_relations_are_told_by_side_and_without_sex_where_that_is_wanted() -> None:
    kin = [("mother", "child"), ("father", "child"), ("nan", "mother"), ("gran", "father"), ("mother", "aunt")]
    roster = Roster(
        people=(
            somebody("child", "subject", "Liam Reed"),
            somebody("mother", "parent", "Ann Reed", sex=Sex.FEMALE),
            somebody("father", "parent", "Joe Okafor", sex=Sex.MALE),
            somebody("nan", "relative", "Una Reed", sex=Sex.FEMALE),
            somebody("gran", "relative", "Ola Okafor", sex=Sex.FEMALE),
            somebody("partner", "associate", "Dan Wells", sex=Sex.MALE),
        ),
        relations=(
            *(Relation(kind=RelationKind.PARENT, from_id=one, to_id=other) for one, other in kin[:4]),
            Relation(kind=RelationKind.PARTNER, from_id="partner", to_id="mother"),
        ),
    )
    labels = propose(roster, scheme=Scheme.RELATIONS, seed="s")
    assert labels == {
        "child": "Child",
        "mother": "Mother",
        "father": "Father",
        "nan": "Maternal grandmother",
        "gran": "Paternal grandmother",
        "partner": "Mother's partner",
    }
    plain = set(propose(roster, scheme=Scheme.RELATIONS, seed="s", neutral=True).values())
    assert plain == {"Child", "Parent 1", "Parent 2", "Grandparent 1", "Grandparent 2", "Parent's partner"}
    wrong = labels | {"gran": "Maternal grandmother 2", "mother": "Father 2"}
    assert {fault.person for fault in check(roster, wrong) if fault.kind == "not-related"} == {"gran", "mother"}


def test_professionals_are_called_by_what_they_do() -> None:
    worker = replace(somebody("w", "professional", "Dot Wells"), pseudonym="a social worker")
    other = replace(somebody("o", "professional", "Pat Unwin"), pseudonym="Ms Q")
    doctor = replace(somebody("d", "professional", "Ada Birch"), pseudonym="GP 1")
    writer = replace(somebody("a", "professional", "Eve Birch"), pseudonym="the author of the police review")
    for scheme in PROPOSED:
        labels = propose(Roster(people=(worker, other, doctor, writer)), scheme=scheme, seed="s")
        assert labels == {
            "w": "Social worker 1",
            "o": "Professional 1",
            "d": "GP 1",
            "a": "Author of the police review",
        }


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("Child L", "real-initial"),
        ("LR", "real-initial"),
        ("Lucy", "real-initial"),
        ("Reed's friend", "real-name"),
        ("Child N", "taken"),
    ],
)
def test_each_fault_is_seen(label: str, rule: str) -> None:
    roster = Roster(people=(somebody("c", "subject", "Liam Reed"),))
    assert rule in {fault.kind for fault in check(roster, {"c": label}, taken=["Child N"])}


def test_faults_of_several_together() -> None:
    children = tuple(somebody(f"c{n}", "sibling", "Ida Pellow", date_of_birth=date(2000 + n, 1, 1)) for n in range(3))
    ordered = {"c0": "Child 2", "c1": "Child 9", "c2": "Child 10"}
    assert [fault.kind for fault in check(Roster(people=children), ordered)] == ["birth-order"]
    mixed = {"c0": "Child 9", "c1": "Child 2", "c2": "Child 9"}
    assert [fault.kind for fault in check(Roster(people=children), mixed)] == ["twice"]
    told = mixed | {"c1": "Child 3", "c2": "a girl"}
    assert "tells-sex" in {fault.kind for fault in check(Roster(people=children), told, neutral=True)}


def test_only_names_codes_and_numbered_children_can_collide_with_another_review() -> None:
    assert all(map(is_telling, ["Child N", "Amy", "J1", "BW", "Child 3"]))
    assert not any(map(is_telling, ["Mother", "the mother", "Sibling 2", "Social worker 1", "a GP", "Adult 3"]))


def test_the_register_is_amended_and_its_notes_stay() -> None:
    child = Person(id="c", role="subject", names=("Liam Reed",), pseudonym="Child N")
    text = "# kept by the office\n" + write_register(Roster(people=(child,)))
    text = with_person(text, person=somebody("m", "parent", "Ann Reed"))
    text = with_pseudonyms(text, labels={"c": "Child 4", "m": "Adult 1"})
    assert text.startswith("# kept by the office")
    assert [person.pseudonym for person in read_register(text).people] == ["Child 4", "Adult 1"]
    with pytest.raises(RegisterError):
        with_person(text, person=somebody("m", "parent", "Ada Reed"))
    with pytest.raises(RegisterError):
        with_pseudonyms(text, labels={"c": "Reed"})
