"""Good and bad recommendations and actions, side by side: what the advice says of each, and that it stays quiet."""

from datetime import date

import pytest

from safelight.core.review.smart import MANY, look_at_action, look_at_recommendation, told, too_many

DUE = date(2011, 3, 31)

GOOD = [
    "The police write each domestic incident with a child in the home into one record within 24 hours.",
    "The board receives a single page of vacancies and caseloads every quarter.",
    "Northmere Primary Care Trust replaces the discharge policies of its clinics with one joint standard.",
    "The council ensures that every assessment is signed by a manager who has read it.",
    "NMPCT audits forty files a year for the words of the child.",
]
BAD = [
    ("All professionals should consider the child's voice.", "“consider” leaves nothing"),
    ("Agencies should be reminded of the importance of information sharing.", "“reminded” leaves nothing"),
    ("The trust must ensure good practice.", "“ensure” leaves nothing"),
    ("Awareness of neglect should be raised through training.", "does not say who"),
    ("Everybody should write down what a child says within a day.", "nobody in particular"),
    ("The hospital trains its staff; writes a policy; buys a system; and tells the surgeries.", "several things"),
    ("The board " + "and the other agencies of the area " * 10 + "meet every month.", "several things"),
]


@pytest.mark.parametrize("text", GOOD)
def test_of_a_good_recommendation_nothing_is_said(text):
    assert look_at_recommendation(text) == ()


@pytest.mark.parametrize(("text", "said"), BAD)
def test_a_bad_one_is_told_what_is_wrong_and_what_to_write_instead(text, said):
    advice = look_at_recommendation(text)
    assert any(said in each.what for each in advice)
    assert all(each.instead.endswith(".") for each in advice)
    assert all(said for said in told(advice))


def test_a_weak_verb_with_something_to_look_at_is_let_through():
    assert look_at_recommendation("The trust ensures that staff see each child alone.") == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "Raise awareness of the procedure"}, "“Raise awareness”"),
        ({"owner": " "}, "Nobody owns it"),
        ({"owner": "All agencies"}, "more than one person"),
        ({"owner": "Head of Nursing and Director of Operations"}, "more than one person"),
        ({"due_on": None}, "no date"),
        ({"measure": "Ongoing."}, "no measure"),
        ({"measure": "Better outcomes for families"}, "can be counted"),
    ],
)
def test_an_action_is_told_what_it_lacks(changed, said):
    good = {
        "text": "Write the standard and teach it to the duty team",
        "owner": "Head of Nursing and Midwifery",
        "due_on": DUE,
        "measure": "A monthly sample of twenty files",
    }
    assert look_at_action(**good) == ()
    advice = look_at_action(**(good | changed))
    assert any(said in each.what for each in advice)
    assert {each.about for each in advice} == {"action"}


def test_many_recommendations_are_held_against_what_is_known_of_others():
    assert too_many(MANY - 1) == ""
    assert "931" in too_many(MANY)
    assert "47" in too_many(MANY)
