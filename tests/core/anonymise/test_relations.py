"""Are relations read strictly, refused where they cannot be true, and changed without touching anything else?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.anonymise.amending import with_relation, with_sex, without_relation
from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.kinship import BOTH_WAYS, Relation, RelationKind, Sex
from safelight.core.anonymise.roster import RegisterError, read_register, write_register

PEOPLE = "".join(
    f'[[person]]\nid = "{key}"\nnames = ["{name} Marchbank"]\n{born}\n'
    for key, name, born in [
        ("child", "Zadie", "date_of_birth = 2005-02-11"),
        ("mother", "Corisande", "date_of_birth = 1980-03-01"),
        ("father", "Ulric", ""),
        ("step", "Barnaby", ""),
        ("gran", "Philippa", "date_of_birth = 1950-03-01"),
        ("brother", "Fenwick", "date_of_birth = 2001-02-11"),
    ]
)


def relation(kind: str, one: str, other: str, more: str = "") -> str:
    return f'\n[[relation]]\nkind = "{kind}"\nfrom = "{one}"\nto = "{other}"\n{more}'


def test_relations_and_sex_are_read_and_written_back_equal() -> None:
    text = PEOPLE.replace('id = "child"\n', 'id = "child"\nsex = "female"\n')
    text += relation("parent", "mother", "child") + relation("separated", "mother", "father", 'since = "2007-03"\n')
    text += relation("married", "mother", "father", "since = 1999\nuntil = 2007-03-14\n")
    read = read_register(text)
    assert read.people[0].sex is Sex.FEMALE
    assert read.people[1].sex is None
    assert [(each.since, each.until) for each in read.relations] == [("", ""), ("2007-03", ""), ("1999", "2007-03-14")]
    assert read_register(write_register(read)) == read
    assert hash(read_register(write_register(read))) == hash(read)
    assert read != read_register(PEOPLE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (relation("parent", "mother", "kid"), "no person with the id 'kid'"),
        (relation("parent", "mother", "mother"), "nobody is related to themselves"),
        (relation("cousin", "mother", "child"), "kind 'cousin' is not known. Use one of: parent"),
        (relation("parent", "mother", "child", 'note = "x"\n'), "'note' is not a key"),
        ('\n[[relation]]\nkind = "parent"\nfrom = "mother"\n', "'to' is missing"),
        (relation("partner", "mother", "father", 'since = "spring"\n'), "'since' is no day, month or year"),
        (relation("partner", "mother", "father", 'since = "2007-13"\n'), "'since' is no day, month or year"),
        (relation("partner", "mother", "father", "since = true\n"), "'since' is no day, month or year"),
        (relation("partner", "mother", "father", "since = 2007\nuntil = 2006-12-31\n"), "'until' is before 'since'"),
        (relation("parent", "child", "mother"), "by the dates of birth, 'child' is not the older one"),
        (relation("twin", "child", "brother"), "twins are not born that far apart"),
        (relation("partner", "mother", "father") + relation("partner", "father", "mother"), "written twice"),
        (relation("parent", "mother", "child") + relation("parent", "mother", "child"), "written twice"),
        (relation("parent", "step", "child") + relation("step_parent", "step", "child"), "it cannot be both"),
        (relation("parent", "step", "father") + relation("married", "father", "step"), "it cannot be both"),
        (relation("sibling", "child", "step") + relation("half_sibling", "step", "child"), "it cannot be both"),
        (
            "".join(relation("parent", each, "child") for each in ("mother", "father", "step")),
            "3 relations of the kind",
        ),
        (
            relation("parent", "father", "step")
            + relation("step_parent", "step", "brother")
            + relation("foster_parent", "brother", "father"),
            "go round in a circle",
        ),
        (
            "".join(relation("parent", each, "child") for each in ("mother", "father"))
            + "".join(relation("parent", each, "brother") for each in ("mother", "step"))
            + relation("sibling", "child", "brother"),
            "Make it half_sibling",
        ),
        (
            "".join(relation("parent", one, each) for one in ("mother", "father") for each in ("child", "brother"))
            + relation("half_sibling", "child", "brother"),
            "Make it sibling",
        ),
        ('[[person]]\nid = "x"\nnames = ["Ada Fenn"]\nsex = "woman"\n', "sex 'woman' is not known"),
    ],
)
def test_relations_that_cannot_be_true_are_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(RegisterError) as refused:
        read_register(PEOPLE + text)
    assert said in str(refused.value)


def test_relatives_may_foster_and_a_couple_may_have_been_married_and_divorced() -> None:
    text = relation("grandparent", "gran", "child") + relation("adoptive_parent", "gran", "child")
    text += relation("married", "mother", "father") + relation("divorced", "father", "mother")
    assert len(read_register(PEOPLE + text).relations) == 4


def test_a_relation_hides_nobody_and_finds_nobody() -> None:
    alone = read_register(PEOPLE)
    tied = read_register(PEOPLE + relation("parent", "mother", "child", "since = 2005\n"))
    said = "Zadie and her mother Corisande came in 2005."
    assert find_listed(said, roster=tied) == find_listed(said, roster=alone)


NOTED = (
    "# Kept by the office.\n" + PEOPLE + '\n# As the father says.\n[[relation]]\nkind = "parent"  # sure\n'
    'from = "mother"\nto = "child"\n\n# Nobody is sure.\n[[relation]]\nkind = "partner"\nfrom = "mother"\nto = "step"\n'
    '\n# The officers.\n[[officer]]\nrole = "board_chair"\nname = "Margaret Ellison"\n'
)


def test_a_relation_is_added_and_taken_out_and_the_notes_stay() -> None:
    added = with_relation(NOTED, relation=Relation(kind=RelationKind.PARENT, from_id="gran", to_id="mother"))
    assert added.startswith(NOTED)
    assert read_register(added).relations[-1].from_id == "gran"
    gone = without_relation(added, relation=Relation(kind=RelationKind.PARTNER, from_id="step", to_id="mother"))
    assert [each.kind for each in read_register(gone).relations] == ["parent", "parent"]
    assert "# Kept by the office." in gone
    assert "# The officers.\n[[officer]]" in gone


def test_taking_out_what_is_not_there_is_refused() -> None:
    with pytest.raises(RegisterError, match="no such relation any more"):
        without_relation(NOTED, relation=Relation(kind=RelationKind.PARENT, from_id="child", to_id="mother"))


def test_a_sex_is_put_in_changed_and_taken_out_and_the_notes_stay() -> None:
    once = with_sex(NOTED, person="step", sex=Sex.MALE)
    assert read_register(once).people[3].sex is Sex.MALE
    twice = with_sex(once, person="step", sex=Sex.FEMALE)
    assert read_register(twice).people[3].sex is Sex.FEMALE
    assert with_sex(twice, person="step", sex=None) == NOTED
    with pytest.raises(RegisterError, match="no person with the id"):
        with_sex(NOTED, person="nobody", sex=Sex.MALE)


def test_a_register_in_an_unusual_hand_is_written_anew_rather_than_wrongly() -> None:
    odd = "person = [\n" + '  { id = "a", names = ["Zadie Marchbank"] },\n  { id = "b", names = ["Ulric Fenn"] },\n]\n'
    tied = with_relation(odd, relation=Relation(kind=RelationKind.TWIN, from_id="a", to_id="b"))
    shaped = with_sex(tied, person="b", sex=Sex.MALE)
    assert read_register(shaped).people[1].sex is Sex.MALE
    assert read_register(without_relation(shaped, relation=read_register(tied).relations[0])).relations == ()


@given(
    kind=st.sampled_from(RelationKind),
    ends=st.permutations(["father", "step"]),
    since=st.sampled_from(["", "1999", "1999-02", "1999-02-28"]),
)
def test_adding_and_taking_out_again_leaves_the_register_as_it_was(
    kind: RelationKind, ends: list[str], since: str
) -> None:
    tie = Relation(kind=kind, from_id=ends[0], to_id=ends[1], since=since)
    added = with_relation(PEOPLE, relation=tie)
    assert read_register(added).relations == (tie,)
    again = Relation(kind=kind, from_id=ends[kind in BOTH_WAYS], to_id=ends[kind not in BOTH_WAYS])
    assert read_register(without_relation(added, relation=again)) == read_register(PEOPLE)
