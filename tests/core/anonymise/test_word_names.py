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
