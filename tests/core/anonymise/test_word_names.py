"""A child who is called Hope is found where Hope is a name, and hope is left alone."""

from __future__ import annotations

import pytest

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.roster import read_register

REGISTER = """
[case]
reference = "SCR-2010-77"

[[person]]
id = "sister"
role = "sibling"
names = ["Hope Vantongeren"]
pseudonym = "Sibling 1"
"""


@pytest.mark.parametrize(
    "text",
    [
        "Hope, who was six, and her brother",
        "Hope, aged seven, tells an officer",
        "she asked what Hope had said",
        "a teacher saw that Hope kept biscuits",
        "collected Hope from school",
    ],
)
def test_hope_is_found_where_it_is_a_name(text: str) -> None:
    assert [finding.key for finding in find_listed(text, roster=read_register(REGISTER))] == ["sister"]


@pytest.mark.parametrize(
    "text", ["There is hope for change.", "we hope that", "In hope of change, the board", "the panel's hope"]
)
def test_hope_is_left_alone_where_it_is_a_word(text: str) -> None:
    assert find_listed(text, roster=read_register(REGISTER)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hope tells her teacher that he hit her",
        "a worker beside her. Hope asked to meet the lady",
        "She came for her. Hope was told that evening",
    ],
)
def test_a_sentence_that_begins_with_a_name_is_read_apart_from_the_one_before(text: str) -> None:
    assert [one.text for one in find_listed(text, roster=read_register(REGISTER))] == ["Hope"]
