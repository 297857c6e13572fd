"""What a draft newly tells: Re X and Y as a worked example, rare combinations, and birthdays that can be worked out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.anonymise.jigsaw.birthdays import find_birthdays
from safelight.core.anonymise.jigsaw.combining import find_combinations, pieces_of
from safelight.core.anonymise.jigsaw.disclosing import Telling, Whom, find_tellings
from safelight.core.anonymise.jigsaw.links import PublicFact, find_links
from safelight.core.anonymise.roster import Person, Roster

ROSTER = Roster(
    people=(
        Person(
            id="child",
            role="subject",
            names=("Rowan Tarn",),
            pseudonym="Child X",
            date_of_death=date(2008, 3, 1),
        ),
        Person(id="sister", role="sibling", names=("Elsie Tarn",), pseudonym="Child Y"),
        Person(id="father", role="parent", names=("Gareth Tarn",), pseudonym="the father"),
    )
)
TRIAL = PublicFact(
    id="trial",
    text="Gareth Tarn of Quarry Lane, father of three, was convicted at Oxmere Crown Court of injuring his son.",
    source="The Oxmere Post, 3 May 2009",
)
DRAFT = (
    "The review was held after the father of three children, two girls and a boy aged four, was convicted of injuring "
    "the youngest.\n\nIn the course of it the board learned that a second child of the family, a girl of seven, had "
    "been sexually abused. She had told a teacher."
)
WITHOUT_NUMBER_AGES_AND_SEX = (
    "The review was held after a parent was convicted of injuring a child.\n\n"
    "In the course of it the board learned that another child of the family had been sexually abused. The child had "
    "told a teacher."
)
WITHOUT_THE_TRIAL = (
    "The review was held after a child was hurt.\n\n"
    "In the course of it the board learned that another child of the family had been sexually abused."
)
WITHOUT_EITHER = (
    "The review was held after a child was hurt.\n\nIn the course of it the board learned more of the family."
)


def tellings(text: str, *facts: PublicFact, roster: Roster = ROSTER) -> tuple[Telling, ...]:
    return find_tellings(text, roster=roster, facts=facts, links=find_links(text, facts=facts))


@pytest.mark.parametrize("text", [DRAFT, WITHOUT_NUMBER_AGES_AND_SEX])
def test_re_x_and_y_is_refused_even_without_number_ages_and_sex(text: str) -> None:
    blocking = {(told.topic, told.whom): told for told in tellings(text, TRIAL) if told.blocks}
    assert "reads this of somebody with a name" in blocking["sexual_abuse", Whom.OTHER_CHILD].why


def test_without_the_trial_it_is_told_of_nobody_with_a_name_and_still_shown_to_be_new() -> None:
    told = tellings(WITHOUT_THE_TRIAL, TRIAL)
    assert [(one.topic, one.blocks, one.public) for one in told] == [("sexual_abuse", False, None)]
    assert "no public fact that somebody else entered says so" in told[0].why


def test_without_the_trial_and_the_second_childs_abuse_nothing_is_left_to_say() -> None:
    assert not find_links(WITHOUT_EITHER, facts=[TRIAL])
    assert tellings(WITHOUT_EITHER, TRIAL) == ()


def test_what_was_reported_itself_is_not_new() -> None:
    reported = PublicFact(id="2", text="The court heard that his sister had been sexually abused.", source="The Post")
    told = tellings(WITHOUT_NUMBER_AGES_AND_SEX, TRIAL, reported)
    assert [(one.public, one.blocks) for one in told if one.topic == "sexual_abuse"] == [(reported, False)]


@pytest.mark.parametrize(
    ("sentence", "topic", "whom"),
    [
        ("Child Y was taken into care that spring.", "care", Whom.OTHER_CHILD),
        ("His older sister has epilepsy.", "health", Whom.OTHER_CHILD),
        ("All of the children were neglected.", "neglect", Whom.OTHER_CHILD),
        ("A sibling lived there. She had been bruised before.", "abuse", Whom.OTHER_CHILD),
        ("The mother had been depressed since the birth.", "health", Whom.ADULT),
        ("Child X had asthma.", "health", Whom.SUBJECT),
        ("The sibling's paternity was in doubt.", "parentage", Whom.OTHER_CHILD),
    ],
)
def test_matters_and_people_are_known_by_their_words(sentence: str, topic: str, whom: Whom) -> None:
    assert (topic, whom) in {(told.topic, told.whom) for told in tellings(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Agencies did not share what they knew.",
        "The panel looked at how neglect is recognised in the area.",
        "Health visitors use a graded care profile.",
        "The siblings' school kept good records.",
    ],
)
def test_what_is_said_of_agencies_is_told_of_nobody(sentence: str) -> None:
    assert tellings(sentence) == ()


def test_a_child_of_the_review_who_lives_is_protected_as_a_sibling_is() -> None:
    living = Roster(people=(Person(id="child", role="subject", names=("Rowan Tarn",), pseudonym="Child X"),))
    text = "The father was convicted. Child X was diagnosed with autism."
    assert [told.blocks for told in tellings(text, TRIAL, roster=living) if told.topic == "health"] == [True]
    assert [told.blocks for told in tellings(text, TRIAL) if told.topic == "health"] == [False]


def test_a_decision_hangs_on_the_words_and_not_on_their_spacing() -> None:
    one, other = (tellings(f"A  sibling\nwas {word}.")[0] for word in ("neglected", "NEGLECTED"))
    assert one.words == other.words


TOGETHER = "The child was nine years old, the youngest of four, and the stepfather was a fire-fighter."


def test_three_harmless_pieces_in_a_paragraph_are_a_combination_with_a_reason() -> None:
    (found,) = find_combinations(f"Nothing here.\n\n{TOGETHER}")
    assert {"family", "work"} <= set(found.traits)
    assert "fire-fighter" in found.why
    assert "youngest of four" in found.why


def test_where_few_children_live_two_pieces_are_enough() -> None:
    text = "The child had an older step-brother and the family kept a dog."
    assert find_combinations(text) == ()
    assert len(find_combinations(text, small_area=True)) == 1


def test_pieces_in_different_paragraphs_are_told_by_the_paper_as_a_whole() -> None:
    text = "The child was a twin.\n\nThe father was a soldier."
    assert find_combinations(text, small_area=True) == ()
    assert [piece.trait for piece in pieces_of(text)] == ["family", "work"]


@pytest.mark.parametrize(
    "sentence",
    [
        "On 14 March 2008, when the child was 3 years and 2 months old, he was seen.",
        "He died on his third birthday, in July 2009.",
        "At the visit on 4 May 2007 the baby was 11 weeks old.",
    ],
)
def test_an_age_to_the_month_beside_a_day_gives_a_birthday(sentence: str) -> None:
    (found,) = find_birthdays(sentence)
    assert "when the child was born" in found.why


@pytest.mark.parametrize(
    "sentence",
    ["He was three when he was seen in the spring of 2008.", "On 14 March 2008 the child, aged 3, was seen."],
)
def test_an_age_in_years_gives_none(sentence: str) -> None:
    assert find_birthdays(sentence) == ()


@given(st.text(max_size=300))
def test_any_text_is_looked_through_and_places_lie_in_it(text: str) -> None:
    found = (*tellings(text, TRIAL), *find_combinations(text, small_area=True), *find_birthdays(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
