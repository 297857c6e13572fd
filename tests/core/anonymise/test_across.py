"""What papers of one review tell only together: what undoes what was said in general, and combinations of them all."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.anonymise.generalise.kinds import DETAILS, a_detail
from safelight.core.anonymise.jigsaw.across import Seam, SeamKind, look_across
from safelight.core.anonymise.jigsaw.beside import Paper, Told, read_paper
from safelight.core.anonymise.jigsaw.kinds import kinds
from safelight.core.anonymise.jigsaw.mentions import called_in
from safelight.core.anonymise.roster import Person, Place, Roster

ROSTER = Roster(
    people=(
        Person(id="child", role="subject", names=("Rowan Tarn",), pseudonym="Child X"),
        Person(id="sister", role="sibling", names=("Elsie Tarn",), pseudonym="Child Y"),
        Person(id="father", role="parent", names=("Gareth Tarn",), pseudonym="the father"),
    ),
    places=(Place(id="school", kind="school", names=("Fennel Green School",), replacement="the primary school"),),
)
PEOPLE = called_in(ROSTER, also={"child": ["Child K"], "sister": ["Child X"]})


def told(text: str, name: str = "the summary", *, is_out: bool = True) -> Told:
    return read_paper(Paper(name=name, text=text, is_out=is_out), ROSTER, PEOPLE)


def across(draft: str, *others: str, small_area: bool = False) -> tuple[Seam, ...]:
    papers = [told(text, f"paper {number}") for number, text in enumerate(others, 1)]
    return look_across(told(draft, "this draft"), papers, people=PEOPLE, small_area=small_area)


def of(kind: SeamKind, seams: Sequence[Seam]) -> list[Seam]:
    return [seam for seam in seams if seam.kind is kind]


EXACT_AND_GENERAL = [
    ("Child X was nine when she died.", "She died, a child of primary school age: Child X.", "age"),
    ("Child X, aged three, died.", "Child X, a young child, died.", "age"),
    ("Child X, 2 years and 3 months old, was seen.", "Child X, aged two, was seen.", "age"),
    ("Child X was fourteen weeks old when weighed.", "Child X was a baby when weighed.", "age"),
    ("On 6 July 2007 the child fell from a window.", "In the summer of 2007 the child fell from a window.", "when"),
    ("In May 2007 the child fell from a window.", "In 2007 the child fell from a window.", "when"),
    ("The mother had schizophrenia.", "The mother had a mental illness.", "detail"),
    ("The mother was ill. She had schizophrenia.", "The mother had a mental illness.", "detail"),
    ("The father is Somali.", "The father is African.", "detail"),
    ("The father was a soldier.", "The father worked in public service.", "detail"),
    ("Child X had asthma.", "Child X had a long-term illness.", "detail"),
    ("Burns of the child were seen at Alder Hospital.", "Burns of the child were seen at a hospital.", "place"),
    ("Child X was the youngest of four.", "Child X lived with the other children.", "number"),
    ("Child X was a boy.", "Child X died at home.", "sex"),
    ("The child was admitted; he was ill.", "The child was admitted ill.", "sex"),
    ("Child X went to Fennel Green School.", "Child X went to the primary school.", "register"),
]


@pytest.mark.parametrize(("exact", "general", "kind"), EXACT_AND_GENERAL)
def test_what_a_draft_tells_more_exactly_than_a_paper_that_is_out_blocks(exact: str, general: str, kind: str) -> None:
    found = [seam for seam in of(SeamKind.MORE_EXACTLY, across(exact, general)) if seam.about.startswith(f"{kind} ")]
    assert [seam.blocks for seam in found] == [True]
    assert found[0].there[0].paper == "paper 1"
    assert "Whoever has both knows" in found[0].why


@pytest.mark.parametrize(("exact", "general", "kind"), EXACT_AND_GENERAL)
def test_what_a_paper_that_is_out_told_more_exactly_is_shown_and_does_not_block(
    exact: str, general: str, kind: str
) -> None:
    found = [seam for seam in of(SeamKind.LESS_EXACTLY, across(general, exact)) if seam.about.startswith(f"{kind} ")]
    assert [seam.blocks for seam in found] == [False]
    assert "cannot be called back" in found[0].why
    assert general[found[0].here.start : found[0].here.end] == found[0].here.text


SAME = [
    ("Child X, a boy aged three, died in March 2008.", "In March 2008 a three-year-old boy, Child X, died."),
    (
        "Child X was admitted. She lived with her grandmother.",
        "Child X, a girl, was admitted. The grandmother was there.",
    ),
    ("A girl died at home. The child was ill.", "The child, a girl, was ill and died at home."),
    ("The child was 3 years old. He was admitted.", "He was admitted; the child was aged three."),
    ("Child X was six when her teacher saw it. She had lived here.", "A teacher saw it when Child X, a girl, was six."),
    ("The mother of the child, who is deaf, came.", "The mother, who is deaf, came alone. The child was there."),
    ("The child had three siblings.", "The child was the youngest of four."),
    ("The child was ill in the winter of 2007.", "In winter 2007 the child was ill."),
    ("The child was an infant, seen on 2 January 2009.", "Seen on 2/1/2009, the child was an infant."),
    ("Child X was seven years old. He lived with a younger sister.", "A boy of seven, Child X lived with a sister."),
    (
        "On 9 October 2006 police came to the home. Child X slept.",
        "Police came to the home on 9/10/2006. Child X slept.",
    ),
    ("The mother took an overdose in the spring of 2007.", "In spring 2007 the mother took an overdose."),
    ("The father is a scaffolder. Child X was bitten.", "Child X was bitten. The father works as a scaffolder."),
    ("Child X, a toddler, attended a nursery.", "Nursery staff knew Child X, a toddler."),
    # Of different things, or at another time.
    ("Child X, aged three, was seen.", "Child X, a young child, was seen aged four."),
    (
        "On 14 March 2008 a nurse weighed the child in the clinic.",
        "In March 2008 the mother asked the clinic for help.",
    ),
    ("On 14 March 2008 the health visitor saw Child X.", "In March 2008 the mother asked for a nursery place."),
    ("Child X was taken to Alder Hospital with burns.", "The mother of Child X gave birth at a hospital."),
    ("Child X died aged three. A toddler when the family moved, Child X was two.", "Child X died aged three."),
    ("The mother, aged 19, was alone with Child X, a young child.", "Child X, a young child, had a mother aged 19."),
    # Of the review, and of services.
    ("The board decided on 27 January 2010 on Child X.", "In January 2010 the board decided on Child X."),
    ("The panel heard of children with asthma, and of Child X.", "Child X had a health condition."),
    ("The mother of the child missed visits.", "Visit the home after a missed appointment. Audit it by 1 May 2011."),
]


@pytest.mark.parametrize("pair", [*SAME, *(pair[::-1] for pair in SAME)])
def test_the_same_facts_as_exactly_in_other_words_are_silent(pair: tuple[str, str]) -> None:
    assert [seam for seam in across(*pair) if seam.kind is not SeamKind.ANEW] == []


def test_what_another_paper_told_as_exactly_no_longer_blocks_and_is_still_shown() -> None:
    draft, general = "Child X, aged three, died.", "Child X, a young child, died."
    (one,) = of(SeamKind.MORE_EXACTLY, across(draft, general))
    (two,) = of(SeamKind.MORE_EXACTLY, across(draft, general, "Child X died aged three."))
    assert (one.blocks, two.blocks) == (True, False)
    assert "as exactly in paper 2 already" in two.why
    assert one.words == two.words


def test_a_person_by_a_second_pseudonym_blocks() -> None:
    (found,) = of(SeamKind.OTHER_NAME, across("Child X died.", "Child K was known to agencies."))
    assert found.blocks
    assert "“Child X” is called “Child K” in paper 1" in found.why


def test_a_real_name_in_a_paper_that_is_out_is_joined_to_the_pseudonym() -> None:
    (found,) = of(SeamKind.OTHER_NAME, across("Child X died.", "Rowan Tarn was known to agencies."))
    assert found.blocks


def test_what_was_once_chosen_for_one_person_and_is_anothers_now_joins_nobody() -> None:
    assert of(SeamKind.OTHER_NAME, across("Child Y was seen.", "Child X died.")) == []


def test_a_letter_that_is_nobodys_in_the_register_is_pointed_out() -> None:
    (found,) = of(SeamKind.OTHER_NAME, across("Child X died.", "The report on Child B is before members."))
    assert not found.blocks
    assert "If they are one person" in found.why


AGE = "Child X was aged three."
WORK = "The father was a soldier and the child was at home."
ANIMAL = "The child was afraid of the dog."


def test_what_no_paper_has_alone_is_a_combination_of_them_all() -> None:
    (found,) = of(SeamKind.TOGETHER, across(AGE, WORK, ANIMAL))
    assert found.blocks
    assert {place.paper for place in found.there} == {"paper 1", "paper 2"}
    assert all(word in found.why for word in ("aged three", "soldier", "dog", "No paper has all of it"))
    assert of(SeamKind.TOGETHER, across(AGE, WORK)) == []
    assert len(of(SeamKind.TOGETHER, across(AGE, WORK, small_area=True))) == 1


def test_a_paper_that_tells_all_of_it_alone_leaves_no_combination() -> None:
    every = f"{AGE} {WORK} {ANIMAL}"
    assert of(SeamKind.TOGETHER, across(AGE, WORK, ANIMAL, every)) == []
    assert of(SeamKind.TOGETHER, across(every, WORK, ANIMAL)) == []


@pytest.mark.parametrize(
    "aside", ["A review of the child was published in March 2010.", "Few families of the area keep a dog."]
)
def test_what_is_said_of_the_review_or_of_nobody_is_no_piece(aside: str) -> None:
    assert of(SeamKind.TOGETHER, across(AGE, WORK, aside)) == []


def test_the_same_words_in_a_paper_that_is_out_and_in_one_that_is_not_are_out() -> None:
    papers = [told("Child X, a young child.", name, is_out=name == "b") for name in "abc"]
    (found,) = of(SeamKind.MORE_EXACTLY, look_across(told(AGE), papers, people=PEOPLE))
    assert [place.paper for place in found.there] == ["b"]


def test_a_draft_that_is_out_itself_adds_nothing() -> None:
    found = across(AGE, AGE, WORK, ANIMAL, "Child X, a young child.")
    assert [seam.kind for seam in found if seam.blocks] == []


def test_what_other_papers_tell_together_without_this_draft_does_not_block() -> None:
    (found,) = of(SeamKind.TOGETHER, across(AGE, f"{AGE} {WORK}", ANIMAL))
    assert not found.blocks
    assert "adds nothing" in found.why


def test_what_goes_out_beside_a_draft_is_asked_for_combinations_and_names_alone() -> None:
    plan = told(f"Child K, a young child. {WORK} {ANIMAL}", "the plan", is_out=False)
    found = look_across(told(AGE), [plan], people=PEOPLE)
    assert {seam.kind for seam in found} == {SeamKind.TOGETHER, SeamKind.OTHER_NAME}


def test_what_no_other_paper_tells_is_shown_as_new() -> None:
    found = of(SeamKind.ANEW, across("Child Y was neglected. Child X was aged three.", "Child X was bruised."))
    assert {seam.about for seam in found} == {"neglect other_child", "age subject"}
    assert not any(seam.blocks for seam in found)


def test_where_it_stands_is_said_by_paper_and_paragraph() -> None:
    other = "# A heading\n\nNothing.\n\nChild X was a young child."
    (found,) = of(SeamKind.MORE_EXACTLY, across("Nothing.\n\nChild X was aged three.", other))
    assert (found.here.paragraph, found.here.text) == (2, "aged three")
    (there,) = found.there
    assert (there.paper, there.where, there.text) == ("paper 1", "paragraph 3, under “A heading”", "a young child")


def test_the_general_words_are_those_that_the_workbench_offers() -> None:
    said = (
        word for pattern in DETAILS for word in ("nurse", "soldier", "driver", "plumber", "sikh", *pattern.split("|"))
    )
    offered = {choice.text for word in said for choice in a_detail(word.replace("\\w*", "").capitalize())}
    assert {each.name for each in kinds("general")} <= offered


PIECES = (
    AGE, WORK, ANIMAL, "Child X, a young child, died.", "Child K was seen.", "In March 2008 the child fell and cried.",
    "On 3 March 2008 the child fell and cried.", "She had a sister.", "The children were neglected.", "He was seen.",
    "The mother had epilepsy.", "The mother had a health condition.", "Two of the four children of the family slept.",
    "The board met on 1 May 2010.", "Child B.",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=5).map(lambda some: "\n\n".join(some))
MANY = st.lists(TEXTS, max_size=4)


@given(TEXTS, st.booleans())
def test_a_paper_beside_itself_tells_nothing_more(text: str, small: bool) -> None:
    assert across(text, text, text, small_area=small) == ()


@given(TEXTS, MANY, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_papers_changes_nothing(
    draft: str, texts: list[str], any_order: random.Random, small: bool
) -> None:
    papers = [told(text, f"paper {number}") for number, text in enumerate(texts)]
    found = look_across(told(draft), papers, people=PEOPLE, small_area=small)
    any_order.shuffle(papers)
    assert look_across(told(draft), papers, people=PEOPLE, small_area=small) == found


@given(TEXTS, MANY, TEXTS, st.booleans())
def test_a_paper_that_is_added_takes_nothing_away_but_what_it_tells_alone(
    draft: str, texts: list[str], more: str, small: bool
) -> None:
    before, after = across(draft, *texts, small_area=small), across(draft, *texts, more, small_area=small)
    kept = {SeamKind.MORE_EXACTLY, SeamKind.LESS_EXACTLY, SeamKind.OTHER_NAME}
    assert {seam.words for seam in before if seam.kind in kept} <= {seam.words for seam in after}
    if of(SeamKind.TOGETHER, before) and not of(SeamKind.TOGETHER, after):
        every = set(told(draft).pieces).union(*(told(text).pieces for text in (*texts, more)))
        assert every <= set(told(more).pieces)
    if of(SeamKind.ANEW, before):
        gone = {seam.about for seam in of(SeamKind.ANEW, before)} - {seam.about for seam in of(SeamKind.ANEW, after)}
        tells = {" ".join(matter) for matter in told(more).matters} | {
            f"{kind} {whom}" for kind, whom, _ in told(more).facts
        }
        assert gone <= tells


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_are_laid_side_by_side_and_places_lie_in_them(one: str, other: str) -> None:
    for seam in across(one, other, AGE):
        assert 0 <= seam.here.start < seam.here.end <= len(one)
        assert seam.here.paragraph >= 1
