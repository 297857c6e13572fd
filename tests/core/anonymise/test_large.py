"""Does a register of thousands, or a text of megabytes, change what is found? It must not."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.anonymise import stretches as cutting
from safelight.core.anonymise.listed import find_listed
from safelight.core.anonymise.narrowing import FEW, narrowed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.anonymise.survey import find_in_text, survey
from safelight.core.papers.paper import Part, Passage
from tests.core.anonymise.people import roster

SYLLABLES = ("zor", "quim", "bexa", "tyl", "vog", "dwim", "xan", "fruk", "gliv", "jeth")


def crowded() -> Roster:
    """The usual people among a thousand others with names that no text has."""
    others = tuple(
        Person(id=f"x{n}", names=(f"{a}{b}".title() + f" {c}{a}{c}".title(),), pseudonym=f"Person {n}")
        for n, (a, b, c) in enumerate(product(SYLLABLES, repeat=3))
    )
    return replace(roster(), people=(*others[:500], *roster().people, *others[500:]))


CROWDED = crowded()


@pytest.mark.parametrize(
    "text",
    [
        "Liam was seen",
        "L i a m was seen",
        "Liarn Okafor",
        "Okafro-Reed came",
        "Okafor Reid came",
        "the OkaforReeds came",
        "see liam.okafor@example.net",
        "#JusticeForLiam",
        "#justiceforliam",
        "L.O-R. was at home",
        "L. Okafor-Reed",
        "file liam_okafor_2005.docx",
        "ring 07700 900123",
        "born on 11 February 2005",
        "DOB 11.2.05",
        "NHS 943 476 5919",
        "14 Marl Street",
        "nothing about anybody",
    ],
)
def test_in_a_crowd_the_same_is_found(text: str) -> None:
    assert len(CROWDED.people) > FEW
    few = [(f.start, f.end, f.key) for f in find_in_text(text, roster=roster())]
    assert [(f.start, f.end, f.key) for f in find_in_text(text, roster=CROWDED)] == few


def test_a_crowd_is_narrowed_to_whom_the_text_can_mean() -> None:
    assert len(narrowed(CROWDED, text="Liam was seen by his mother").people) < FEW


def test_a_few_people_are_all_looked_for() -> None:
    few = roster()
    assert narrowed(few, text="nothing") is few


@given(st.integers(min_value=0, max_value=2_400))
def test_a_name_is_found_once_wherever_a_long_text_is_cut(at: int) -> None:
    filler = "the worker came again and wrote it down\n" * 80
    text = filler[:at] + " Liam Okafor-Reed " + filler[at:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_LONGEST", 700)
        patch.setattr(cutting, "_MARGIN", 120)
        (found,) = find_listed(text, roster=roster())
        (plain,) = {one.text for one in residue(text, roster=roster())}
    assert found.text == "Liam Okafor-Reed"
    assert plain in found.text


def test_a_mention_that_runs_on_is_found_behind_letters_that_fold_to_more() -> None:
    passages = [Passage(text, f"paragraph {n}", Part.BODY, True, n) for n, text in enumerate(("ﬃŒ" * 40, "Oka", "for"))]
    (across,) = survey(passages, roster=roster()).across
    assert (across.finding.text, across.passages[0].key) == ("Oka\nfor", 1)


def test_a_cell_that_holds_a_name_alone_is_alone_among_other_cells() -> None:
    passages = [
        Passage(text, f"cell {n}", Part.TABLE, True, n) for n, text in enumerate(("Name", "Grace", "a grace period"))
    ]
    found = survey(passages, roster=roster())
    assert [found.within[n] != () for n in range(3)] == [False, True, False]


def test_a_paper_that_says_nothing_is_searched_too() -> None:
    assert survey([], roster=roster()).across == ()
