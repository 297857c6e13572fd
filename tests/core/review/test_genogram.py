"""Does the family tree lose nobody, keep people and lines apart, and say in words what it draws?"""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.anonymise.kinship import DESCENT, Relation, RelationKind, Sex
from safelight.core.anonymise.roster import Person, RegisterError, Roster, read_register, write_register
from safelight.core.review.genogram import FamilyTree, family_tree
from safelight.core.review.genogram.family import age_in_words
from safelight.core.review.genogram.picture import Form, Picture, Shape
from safelight.core.review.genogram.places import SLOT, spread

TODAY = date(2010, 12, 1)
KINDS = [*DESCENT, RelationKind.CARER, RelationKind.PARTNER, RelationKind.MARRIED, RelationKind.SIBLING]
KINDS += [RelationKind.HALF_SIBLING, RelationKind.TWIN, RelationKind.DIVORCED]


def somebody(key: str, role: str = "relative", sex: Sex | None = None, **given: date) -> Person:
    return Person(id=key, role=role, names=(f"{key.title()} Marchbank",), pseudonym=f"P {key}", sex=sex, **given)


def tied(*rows: str) -> tuple[Relation, ...]:
    """Relations as words: "mother parent child"."""
    split = [row.split() for row in rows]
    return tuple(Relation(kind=RelationKind(kind), from_id=one, to_id=other) for one, kind, other in split)


def tree_of(people: str, *rows: str, named: bool = False) -> FamilyTree:
    """A tree of people by their keys; the first is the subject."""
    keys = people.split()
    roster = Roster(
        people=tuple(somebody(key, "subject" if key == keys[0] else "relative") for key in keys), relations=tied(*rows)
    )
    return family_tree(roster, today=TODAY, named=named)


def shapes(tree: FamilyTree) -> dict[str, Shape]:
    return {tree.lines[each.number].called.removeprefix("P "): each for each in tree.picture.shapes}


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Families that the register would let through, however odd."""
    count = draw(st.integers(1, 14))
    people = tuple(
        somebody(f"p{n}", "subject" if n == 0 else "relative", draw(st.sampled_from([*Sex, None])))
        for n in range(count)
    )
    roster = Roster(people=people)
    for _ in range(draw(st.integers(0, 20)) if count > 1 else 0):
        one, other = draw(st.permutations(range(count)))[:2]
        tie = Relation(kind=draw(st.sampled_from(KINDS)), from_id=f"p{one}", to_id=f"p{other}")
        more = Roster(people=people, relations=(*roster.relations, tie))
        try:
            read_register(write_register(more))
        except RegisterError:
            continue
        roster = more
    return roster


@settings(max_examples=60, deadline=None)
@given(roster=rosters())
def test_nobody_is_lost_drawn_twice_or_touched_by_another(roster: Roster) -> None:
    tree = family_tree(roster, today=TODAY)
    assert sorted(shape.number for shape in tree.picture.shapes) == list(range(len(roster.people)))
    assert [line.called for line in tree.lines] == [person.pseudonym for person in roster.people]
    for one, other in combinations(tree.picture.shapes, 2):
        assert abs(one.x - other.x) >= SLOT - 0.3 or abs(one.y - other.y) > 2 * tree.picture.half
    for shape in tree.picture.shapes:
        assert SLOT / 2 <= shape.x <= tree.picture.width - SLOT / 2
        assert shape.y <= tree.picture.height


@settings(max_examples=60, deadline=None)
@given(roster=rosters())
def test_children_stand_below_their_parents_whatever_else_is_said(roster: Roster) -> None:
    tree = family_tree(roster, today=TODAY)
    at = {roster.people[each.number].id: each for each in tree.picture.shapes}
    for relation in roster.relations:
        if relation.kind in DESCENT:
            assert at[relation.from_id].y < at[relation.to_id].y


@settings(max_examples=60, deadline=None)
@given(roster=rosters())
def test_no_line_goes_through_anybody(roster: Roster) -> None:
    picture = family_tree(roster, today=TODAY).picture
    for stroke in picture.strokes:
        for (x1, y1), (x2, y2) in pairwise(stroke.points):
            if stroke.kind == "slash" or (x1 != x2 and y1 != y2):
                continue
            for shape in picture.shapes:
                inside = picture.half - 1
                across = min(x1, x2) < shape.x + inside and max(x1, x2) > shape.x - inside
                down = min(y1, y2) < shape.y + inside and max(y1, y2) > shape.y - inside
                assert not (across and down) or _ends_there(picture, shape, (x1, y1), (x2, y2)), (stroke, shape)


def _ends_there(picture: Picture, shape: Shape, *points: tuple[float, float]) -> bool:
    """A line may come as far as the outline of the round and the pointed, which is within the square around them."""
    return shape.form is not Form.SQUARE and any(
        abs(x - shape.x) <= 18.1 and shape.y - picture.half <= y <= shape.y for x, y in points
    )


@settings(max_examples=40, deadline=None)
@given(roster=rosters(), data=st.data())
def test_the_same_family_is_drawn_the_same_however_relations_are_ordered_in_words(
    roster: Roster, data: st.DataObject
) -> None:
    mixed = Roster(people=roster.people, relations=tuple(data.draw(st.permutations(roster.relations))))
    one, other = (family_tree(each, today=TODAY) for each in (roster, mixed))
    assert [set(line.relations) for line in one.lines] == [set(line.relations) for line in other.lines]
    assert sorted(tie.words for tie in one.ties) == sorted(tie.words for tie in other.ties)


@given(
    wanted=st.lists(st.floats(-2000, 2000), min_size=1, max_size=12),
    data=st.data(),
)
def test_neighbours_keep_their_distance_and_stay_where_they_want_to_be_if_they_can(
    wanted: list[float], data: st.DataObject
) -> None:
    heavy = data.draw(st.lists(st.floats(0.05, 5), min_size=len(wanted), max_size=len(wanted)))
    found = spread(wanted, heavy)
    assert all(right - left >= SLOT - 1e-6 for left, right in pairwise(found))
    if all(right - left >= SLOT for left, right in pairwise(wanted)):
        assert found == pytest.approx(wanted)


def test_a_couple_stands_side_by_side_with_their_children_between_and_the_eldest_first() -> None:
    people = (
        somebody("young", "subject", Sex.MALE, date_of_birth=date(2005, 1, 1)),
        somebody("old", "sibling", Sex.FEMALE, date_of_birth=date(2001, 1, 1)),
        somebody("mother", "parent", Sex.FEMALE),
        somebody("father", "parent", Sex.MALE),
    )
    rows = [
        "mother married father",
        *(f"{one} parent {each}" for one in ("mother", "father") for each in ("young", "old")),
    ]
    tree = family_tree(Roster(people=people, relations=tied(*rows)), today=TODAY)
    at = shapes(tree)
    assert at["father"].x < at["mother"].x
    assert at["old"].x < at["young"].x
    assert at["father"].x + at["mother"].x == pytest.approx(at["old"].x + at["young"].x, abs=1)
    assert (at["old"].form, at["young"].form, at["young"].subject) == (Form.CIRCLE, Form.SQUARE, True)
    assert [stroke.kind for stroke in tree.picture.strokes].count("married") == 1


def test_half_siblings_hang_from_the_couple_that_they_are_born_of() -> None:
    tree = tree_of(
        "child half mother father partner",
        "mother separated father",
        "mother partner partner",
        *(f"{one} parent child" for one in ("mother", "father")),
        *(f"{one} parent half" for one in ("mother", "partner")),
    )
    at = shapes(tree)
    assert sorted([at["father"].x, at["partner"].x])[0] < at["mother"].x < sorted([at["father"].x, at["partner"].x])[1]
    assert [stroke.kind for stroke in tree.picture.strokes].count("slash") == 1
    words = {line.called: line.relations for line in tree.lines}
    assert "half-brother or half-sister of P half" in words["P child"]


@pytest.mark.parametrize(
    ("ended", "slashes"),
    [("married", 0), ("partner", 0), ("separated", 1), ("divorced", 2)],
)
def test_each_couple_has_its_slashes(ended: str, slashes: int) -> None:
    kinds = [stroke.kind for stroke in tree_of("a b", f"a {ended} b").picture.strokes]
    assert kinds.count("slash") == slashes
    assert ("married" in kinds) == (ended in {"married", "divorced"})


def test_a_death_ends_a_marriage_and_parts_nobody() -> None:
    people = (somebody("a", "subject"), somebody("b", date_of_death=date(1998, 10, 5)))
    ends = {
        until: [
            stroke.kind
            for stroke in family_tree(
                Roster(
                    people=people,
                    relations=(Relation(kind=RelationKind.MARRIED, from_id="a", to_id="b", until=until),),
                ),
                today=TODAY,
            ).picture.strokes
        ].count("slash")
        for until in ("1998-10-05", "1998", "1996")
    }
    assert ends == {"1998-10-05": 0, "1998": 0, "1996": 1}


def test_twins_hang_from_one_point() -> None:
    tree = tree_of("a b mother", "mother parent a", "mother parent b", "a twin b")
    drops = [stroke.points for stroke in tree.picture.strokes if len(stroke.points) == 2]
    slanted = [points for points in drops if points[0][0] != points[1][0] and points[0][1] != points[1][1]]
    assert len(slanted) == 2
    assert slanted[0][0] == slanted[1][0]


@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        ("adoptive_parent", "adopted"),
        ("foster_parent", "adopted"),
        ("step_parent", "cared_for"),
        ("carer", "cared_for"),
        ("grandparent", "grandchild"),
    ],
)
def test_each_relation_has_its_own_line_and_stands_in_the_key(kind: str, sign: str) -> None:
    tree = tree_of("child elder", f"elder {kind} child")
    assert sign in {stroke.kind for stroke in tree.picture.strokes}
    assert sign in {entry.sign for entry in tree.picture.key}


def test_what_one_line_shows_is_not_drawn_a_second_time() -> None:
    tree = tree_of(
        "child mother step gran",
        "mother parent child",
        "gran parent mother",
        "mother married step",
        "step step_parent child",
        "gran grandparent child",
        "gran carer child",
    )
    assert {stroke.kind for stroke in tree.picture.strokes} == {"born", "married"}


def test_thirty_people_in_four_generations_are_drawn() -> None:
    keys = [f"p{n}" for n in range(30)]
    rows = [f"p{(n - 1) // 3} parent p{n}" for n in range(1, 30)]
    tree = tree_of(" ".join(keys), *rows)
    heights = sorted({shape.y for shape in tree.picture.shapes})
    assert (len(tree.picture.shapes), len(heights)) == (30, 4)


def test_people_without_relations_stand_apart_and_professionals_do_not_stand_there() -> None:
    people = (
        somebody("child", "subject"),
        somebody("mother", "parent"),
        somebody("cousin"),
        somebody("worker", "professional"),
        somebody("neighbour", "associate"),
        somebody("lodger", "associate"),
    )
    tree = family_tree(
        Roster(people=people, relations=tied("mother parent child", "lodger partner mother")), today=TODAY
    )
    assert set(shapes(tree)) == {"child", "mother", "cousin", "lodger"}
    assert tree.apart == ("P cousin",)
    assert tree.picture.apart_at is not None
    assert shapes(tree)["cousin"].y > tree.picture.apart_at > shapes(tree)["child"].y


def test_an_empty_register_is_an_empty_tree() -> None:
    tree = family_tree(Roster(), today=TODAY)
    assert (tree.lines, tree.picture.shapes, tree.picture.strokes) == ((), (), ())


def test_without_names_only_ages_and_years_are_said() -> None:
    child = somebody("child", "subject", date_of_birth=date(2005, 5, 17), date_of_death=date(2009, 12, 12))
    mother = somebody("mother", "parent", Sex.FEMALE, date_of_birth=date(1982, 3, 26))
    relations = (
        *tied("mother parent child"),
        Relation(kind=RelationKind.CARER, from_id="mother", to_id="child", since="2007-03-14", until="2008-02"),
    )
    roster = Roster(people=(child, mother), relations=relations)
    said = words_of(family_tree(roster, today=TODAY))
    assert "P child, died aged 4" in said
    assert not any(each in said for each in ("Marchbank", "March", "May", "December", "1982", "2005", "17"))
    assert "carer of P child from 2007 until 2008" in said
    named = words_of(family_tree(roster, today=TODAY, named=True))
    assert "carer of Child Marchbank from 14 March 2007 until February 2008" in named
    assert "17 May 2005" in named


def words_of(tree: FamilyTree) -> str:
    """Everything that a tree says in words: labels, table and relations."""
    said = [", ".join(shape.label) for shape in tree.picture.shapes] + [tie.words for tie in tree.ties]
    said += [f"{line.called} {line.born} {line.died} {line.age} {line.relations}" for line in tree.lines]
    return "; ".join([*said, *tree.apart])


def test_ages_are_those_of_the_day_the_child_died_unless_todays_are_asked_for() -> None:
    child = somebody("child", "subject", date_of_birth=date(2005, 5, 17), date_of_death=date(2009, 12, 12))
    roster = Roster(people=(child, somebody("sister", "sibling", date_of_birth=date(2001, 12, 13))))
    then, now = (family_tree(roster, today=date(2010, 12, 12), at_death=each) for each in (True, False))
    assert (then.at_death, now.at_death) == (True, False)
    assert [line.age for line in then.lines] == ["died aged 4", "aged 7"]
    assert [line.age for line in now.lines] == ["died aged 4", "aged 8"]


@pytest.mark.parametrize(
    ("born", "died", "age"),
    [
        (None, None, ""),
        (None, date(2009, 1, 1), "died"),
        (date(2010, 11, 2), None, "aged under 1 month"),
        (date(2010, 11, 1), None, "aged 1 month"),
        (date(2009, 1, 1), None, "aged 23 months"),
        (date(2008, 12, 1), None, "aged 2"),
        (date(2008, 12, 2), None, "aged 23 months"),
        (date(2011, 1, 1), None, "not yet born"),
        (date(2010, 1, 3), date(2010, 3, 2), "died aged 1 month"),
        (date(1980, 1, 1), date(2012, 1, 1), "aged 30"),
    ],
)
def test_an_age_is_said_as_people_say_it(born: date | None, died: date | None, age: str) -> None:
    person = Person(id="a", names=("Zadie Marchbank",), pseudonym="P", date_of_birth=born, date_of_death=died)
    assert age_in_words(person, on=TODAY) == age


def test_people_with_one_label_are_told_apart_the_same_way_everywhere() -> None:
    people = tuple(Person(id=key, role="sibling", names=(f"{key} M",), pseudonym="a sibling") for key in ("ann", "bob"))
    roster = Roster(people=people, relations=tied("ann twin bob"))
    tree, named = family_tree(roster, today=TODAY), family_tree(roster, today=TODAY, named=True)
    assert [line.called for line in tree.lines] == ["a sibling (1)", "a sibling (2)"]
    assert [line.published_as for line in named.lines] == ["a sibling (1)", "a sibling (2)"]
    assert tree.ties[0].words == "a sibling (1): twin of a sibling (2)"
