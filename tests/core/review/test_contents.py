"""A section is known by its heading, whatever words the author chose, and only where something stands under it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from safelight.core.papers.paper import Part, Passage
from safelight.core.review.contents import ELEMENTS, element_title, missing_elements

HEADINGS = {
    "circumstances": [
        "1. Circumstances that led to this review",
        "Why this review was held",
        "WHY THE REVIEW WAS CARRIED OUT",
        "Reasons for holding the review",
        "1.1 The decision to undertake a serious case review",
        "Background to the review",
    ],
    "process": [
        "The review process",
        "## 2 The process of the review",
        "Process followed",
        "How this review was carried out",
        "Terms of reference",
        "Methodology",
        "Section 3: Scope of the review",
    ],
    "parallel_processes": [
        "Parallel processes",
        "Other proceedings",
        "Criminal and other parallel investigations",
        "Related court proceedings",
        "The inquest",
    ],
    "family_involvement": [
        "Family involvement",
        "Involvement of the family",
        "The family's views",
        "Contribution of family members",
        "Involving Child N's family",
        "What the family told us",
        "Participation of the child and the family",
    ],
    "facts": [
        "The facts",
        "Summary of events",
        "What happened",
        "Summary of the case",
        "Key events",
        "4) Summary of agency involvement",
        "Case summary",
    ],
    "key_issues": [
        "Key issues",
        "Key themes and findings",
        "Themes",
        "Issues arising from the review",
        "Analysis",
        "What the review found",
        "Missed opportunities",
    ],
    "conclusions": [
        "Conclusions",
        "Lessons learned",
        "Lessons",
        "Priorities for learning and change",
        "What we have learned",
        "Conclusion and lessons",
    ],
    "recommendations": ["Recommendations", "8 Recommendations of the overview report", "Recommendation 1"],
    "action_plan": ["Action plan", "Appendix A: Action Plan", "Multi-agency action plan", "Joint action plans"],
}


def _passages(*texts: str, part: Part = Part.BODY) -> tuple[Passage, ...]:
    return tuple(Passage(text, f"line {at}", part, True, at) for at, text in enumerate(texts))


def _missing(passages: Sequence[Passage], *wanted: str) -> tuple[str, ...]:
    return missing_elements(passages, wanted=wanted or ELEMENTS)


def test_every_element_has_headings_to_know_it_by_and_words_for_advice() -> None:
    assert set(HEADINGS) == set(ELEMENTS)
    assert all(element_title(key) == ELEMENTS[key].title for key in ELEMENTS)


@pytest.mark.parametrize(("element", "heading"), [(key, each) for key, several in HEADINGS.items() for each in several])
def test_a_heading_in_other_words_is_known(element: str, heading: str) -> None:
    assert _missing(_passages(heading, "Something that the reader is told."), element) == ()
    assert _missing(_passages("A heading", "Something that the reader is told."), element) == (element,)


@pytest.mark.parametrize(
    ("heading", "not_this"),
    [
        ("Parallel processes", "process"),
        ("Family composition", "family_involvement"),
        ("Family background", "family_involvement"),
        ("Recommendations", "action_plan"),
        ("Action plan", "recommendations"),
        ("Summary of events", "conclusions"),
        ("Conclusions", "key_issues"),
    ],
)
def test_a_heading_announces_no_more_than_it_says(heading: str, not_this: str) -> None:
    assert _missing(_passages(heading, "Something that the reader is told."), not_this) == (not_this,)


def test_one_heading_can_announce_two_things() -> None:
    passages = _passages("Conclusions and recommendations", "Something that the reader is told.")
    assert _missing(passages, "conclusions", "recommendations") == ()


@pytest.mark.parametrize(
    "texts",
    [
        ["Recommendations"],
        ["Recommendations", "Action plan", "Words under the plan, not under the other."],
        ["In the words of the recommendations, as follows.", "More words."],
        ["recommendations were made to four agencies by the panel", "More words."],
        [
            "The recommendations of the overview report were accepted by every agency that took part in it",
            "More words.",
        ],
        ["Recommendations ........ 12", "Words."],
    ],
)
def test_a_mention_or_an_empty_heading_is_no_section(texts: list[str]) -> None:
    assert _missing(_passages(*texts), "recommendations") == ("recommendations",)


def test_a_subheading_may_come_before_the_first_words() -> None:
    assert _missing(_passages("Key issues", "Records", "Nobody saw the others' records."), "key_issues") == ()


def test_a_contents_list_is_no_section() -> None:
    entries = ["1 Circumstances 3", "2 Recommendations 4", "3 Action plan 5"]
    listed = _passages(
        "Contents", *entries, "Page 2 of 5, Northmere Safeguarding Children Board", "1 Circumstances", "A child died."
    )
    assert _missing(listed, "circumstances", "recommendations", "action_plan") == ("recommendations", "action_plan")


def test_a_table_of_actions_and_leads_is_an_action_plan_whatever_it_is_called() -> None:
    cells = _passages("Ref", "Action", "Lead", "By when", "1", "Visit", "Nurse", "May", part=Part.TABLE)
    assert _missing(cells, "action_plan") == ()
    assert _missing(_passages("| Ref | Action | Lead | By when |"), "action_plan") == ()
    assert _missing(_passages("Ref", "Finding", "Lead", part=Part.TABLE), "action_plan") == ("action_plan",)
    assert _missing(_passages("Action was taken at once.", "The lead nurse said when."), "action_plan") == (
        "action_plan",
    )


@pytest.mark.parametrize("part", [Part.COMMENT, Part.DELETED, Part.METADATA, Part.HEADER, Part.SCRIPT])
def test_what_is_not_on_the_page_tells_nobody_anything(part: Part) -> None:
    passages = (*_passages("Recommendations", part=part), *_passages("Something that the reader is told."))
    assert _missing(passages, "recommendations") == ("recommendations",)


def test_hidden_text_tells_nobody_anything() -> None:
    passages = (
        Passage("Recommendations", "x", Part.BODY, False, 0),
        Passage("Some words here.", "x", Part.BODY, True, 1),
    )
    assert _missing(passages, "recommendations") == ("recommendations",)


@pytest.mark.parametrize(
    ("under", "told"),
    [("This review began because a child died.", True), ("This paper is for the reader.", False)],
)
def test_an_introduction_counts_where_it_tells_why(under: str, told: bool) -> None:
    assert (_missing(_passages("Introduction", under), "circumstances") == ()) is told


def test_an_element_that_nobody_has_headings_for_is_missing() -> None:
    assert _missing(_passages("Anything", "Some words here."), "appendix_of_maps") == ("appendix_of_maps",)
    assert element_title("appendix_of_maps") == "appendix of maps"


def test_a_contents_list_that_is_read_twice_is_still_no_section() -> None:
    entries = ["1 Circumstances 3", "2 Action plan 5"]
    header = "Serious case review of the board of Northmere, executive summary"
    listed = _passages("Contents", *entries, "3", "5", *entries, *entries, header, "1 Circumstances", "A child died.")
    assert _missing(listed, "circumstances", "action_plan") == ("action_plan",)
