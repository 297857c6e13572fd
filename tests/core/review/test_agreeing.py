"""Two texts that differ, recommendations out of nothing, findings left untold and texts that say little."""

from __future__ import annotations

import pytest

from safelight.core.papers.manuscript import manuscript_from_markdown
from safelight.core.review.agreeing import (
    Known,
    Numbered,
    Said,
    contradictions,
    recommendations_in,
    sentences_of,
    thinness,
    unfounded,
    unmentioned,
    untold,
)

FINDING = Numbered(number=3, text="Missed clinic appointments were filed without anybody asking why they were missed.")
OTHER = Numbered(number=4, text="Neighbours telephoned repeatedly and nobody returned their calls.")
TELLS = "Missed clinic appointments were filed, and nobody was asking why they were missed."
ASKS = "The board should adopt one standard for transport contracts."


def said(text: str) -> tuple[Said, ...]:
    return sentences_of(manuscript_from_markdown(text))


def a_text(*, findings: str = TELLS, recommends: str = ASKS) -> tuple[Said, ...]:
    return said(f"# Summary\n\n## Key findings\n\n{findings}\n\n## Recommendations\n\n1. {recommends}\n")


def test_a_recommendation_out_of_nothing_is_said_with_its_place() -> None:
    (found,) = unfounded(a_text(), findings=[FINDING], plan=[])
    assert found.here == ASKS
    assert found.where == "Recommendations"


@pytest.mark.parametrize(
    "text",
    [
        a_text(recommends=f"{ASKS[:-1]} (finding 3)."),
        a_text(recommends="Every clinic should have somebody asking why appointments were missed."),
    ],
)
def test_one_that_speaks_of_a_told_finding_or_shares_its_words_rests_on_it(text: tuple[Said, ...]) -> None:
    assert len(recommendations_in(text)) == 1
    assert unfounded(text, findings=[FINDING], plan=[]) == ()


def test_an_item_of_the_list_needs_no_should() -> None:
    (found,) = unfounded(said("## Recommendations\n\n- Publish tariffs quarterly.\n"), findings=[], plan=[])
    assert found.here == "Publish tariffs quarterly."


def test_the_plan_says_what_a_recommendation_answers_but_the_text_must_tell_it() -> None:
    plan = [Numbered(number=1, text=ASKS, answers=(3,))]
    assert unfounded(a_text(), findings=[FINDING], plan=plan) == ()
    assert len(unfounded(a_text(findings="It rained a great deal."), findings=[FINDING], plan=plan)) == 1


def test_a_reference_to_a_finding_that_the_text_does_not_tell_is_not_enough() -> None:
    text = a_text(recommends=f"{ASKS[:-1]} (finding 4).")
    assert len(unfounded(text, findings=[FINDING, OTHER], plan=[])) == 1


def test_a_service_that_only_a_recommendation_names_is_said() -> None:
    (found,) = unmentioned(a_text(recommends="Dentists should keep a record."))
    assert "dentists" in found.what
    assert unmentioned(a_text(findings="A dentists' letter was lost.", recommends="Dentists should keep one.")) == ()


def test_a_service_may_go_by_another_word_in_the_account() -> None:
    assert unmentioned(a_text(findings="The surgery had the letter.", recommends="General practice should ask.")) == ()


@pytest.mark.parametrize(
    ("here", "there", "differs"),
    [
        (
            "The boy was seen 14 times by staff in that year.",
            "The boy was seen 29 times by staff in that year.",
            "number",
        ),
        ("The family moved to the town in March 2008.", "The family moved to the town in June 2008.", "month"),
        ("The police visited the home and saw the boy.", "Housing visited the home and saw the boy.", "service"),
        (
            "On that day Child N was seen asleep on a settee.",
            "On that day Child E was seen asleep on a settee.",
            "pseudonym",
        ),
    ],
)
def test_near_sentences_that_differ_are_set_side_by_side(here: str, there: str, differs: str) -> None:
    first, *_ = contradictions(said(f"## The facts\n\n{here}"), said(f"## Events\n\n{there}"))
    assert (first.here, first.there, first.where) == (here, there, "The facts")
    assert differs in first.what


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("The boy was seen three times by staff in that year.", "The boy was seen 3 times by staff in that year."),
        ("The boy was seen by staff in that year.", "The boy was seen 29 times by staff in that year."),
        ("The boy was seen 14 times by staff in that year.", "There were 29 calls about noise in the street."),
    ],
)
def test_the_same_said_otherwise_and_something_left_out_contradict_nothing(here: str, there: str) -> None:
    assert contradictions(said(here), said(there)) == ()


KNOWN = Known(
    agencies=(("Northmere Primary Care Trust", "PCT"), ("Anselm Homes", "Anselm"), ("Care", "Care")),
    posts=("Designated Nurse", "Named Doctor"),
)


@pytest.mark.parametrize(
    ("here", "there", "differs"),
    [
        (
            "Northmere Primary Care Trust wrote to the family in that year about the visits.",
            "Anselm wrote to the family in that year about the visits.",
            "an agency",
        ),
        (
            "The letter was read by the Designated Nurse and was filed on that day.",
            "The letter was read by the named doctor and was filed on that day.",
            "a post",
        ),
    ],
)
def test_the_review_s_own_agencies_and_posts_are_told_apart(here: str, there: str, differs: str) -> None:
    (found,) = contradictions(said(here), said(there), known=KNOWN)
    assert found.what == f"The two texts differ in {differs}"
    assert contradictions(said(here), said(there)) == ()


def test_an_agency_s_short_name_and_an_ordinary_word_contradict_nothing() -> None:
    here = "The PCT took care of the letter and wrote to the family."
    there = "Northmere primary care trust took care of the letter and wrote to the family."
    assert contradictions(said(here), said(there), known=KNOWN) == ()


def test_counts_of_recommendations_differ_wherever_they_stand() -> None:
    (found,) = contradictions(
        said("It makes twenty-two recommendations."), said("In the end 21 recommendations stood.")
    )
    assert found.what == "The summary counts 22 recommendations, the overview report 21"


def test_a_pseudonym_that_the_overview_never_uses_is_said_once() -> None:
    (found,) = contradictions(said("Child R slept. Child Q slept. Child Q woke."), said("Child R was four."))
    assert "Child Q" in found.what
    assert contradictions(said("Child R slept."), said("Joel was four.")) == ()


def test_a_finding_is_told_or_said_to_be_left_out() -> None:
    (found,) = untold(a_text(), [FINDING, OTHER])
    assert (found.there, found.what) == (OTHER.text, "Finding 4 is not told")
    assert untold(a_text(findings=f"{TELLS} Finding 4 is left out to protect a sibling."), [FINDING, OTHER]) == ()


def test_a_text_that_only_lists_agencies_is_thin_and_says_why() -> None:
    why = thinness(said("## The review process\n\n- Police\n- Housing\n\n## The facts\n\nA child died."))
    assert len(why) == 3
    assert "4 words" not in why[0]
    assert "3 words" in why[0]


def test_a_full_account_with_its_reasons_is_not_thin() -> None:
    assert (
        thinness(said("## The facts\n\n" + "The police closed the case because nobody asked about the boy. " * 80))
        == ()
    )
