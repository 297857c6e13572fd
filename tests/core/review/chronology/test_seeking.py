"""What is searched for is found whatever its capitals, accents and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.chronology.seeking import haystack_of, needles_of

HAY = haystack_of("Police: Log", "Zoë DIDN'T attend;\ndid not attend the clinic on 22.05/16 (health-visitor)")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zoe", True),
        ("ZOË clinic", True),
        ("clin", True),
        ("linic", False),
        ('"did not attend"', True),
        ('"not did attend"', False),
        ('"did not att"', False),
        ("“did not attend”", True),
        ("didn’t", True),
        ('"zoe didn\'t"', True),
        ("clinic's", True),
        ("22.05/16", True),
        ("health visitor", True),
        ("police unicorn", False),
        ('"unclosed', False),
        ('"did not attend', True),
        ("%", True),
        ("_", True),
    ],
)
def test_words_and_phrases_are_found(words: str, found: bool) -> None:
    assert all(needle in HAY for needle in needles_of(words)) is found


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    assert all(needle in haystack_of("before", text, "after") for needle in needles_of(text.replace('"', " ")))


@given(st.text())
def test_the_plain_form_of_a_plain_form_is_itself(text: str) -> None:
    assert haystack_of(haystack_of(text)) == haystack_of(text)
