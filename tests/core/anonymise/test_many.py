"""Many texts at once read as they would one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safelight.core.anonymise.engine import anonymise_text
from safelight.core.anonymise.many import Mention, anonymise_many, showing
from safelight.core.anonymise.roster import read_register

ROSTER = read_register(
    """
[case]
reference = "SCR-2010-02"
[[person]]
id = "child"
role = "subject"
names = ["Tobias Wren-Halloran"]
known_as = ["Toby"]
date_of_birth = 2006-05-11
pseudonym = "Child N"
[[person]]
id = "mother"
role = "parent"
names = ["Corinna Wren-Halloran"]
pseudonym = "the mother"
[[place]]
id = "school"
kind = "school"
names = ["St Oswin's Primary School"]
replacement = "a primary school"
"""
)
PIECES = st.sampled_from(
    [
        "Tobias",
        "Wren-Halloran",
        "Toby's",
        "Corinna",
        "St Oswin's",
        "seen",
        "well",
        "born 11/05/2006",
        "T.W-H",
        "\n",
        ".",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=6).map(" ".join), max_size=12)


@given(TEXTS)
def test_together_is_the_same_as_one_by_one(texts: list[str]) -> None:
    together = anonymise_many(texts, roster=ROSTER)
    assert [one.text for one in together] == [anonymise_text(text, roster=ROSTER) for text in texts]
    assert showing([one.text or "" for one in together], roster=ROSTER) == ()


def test_it_says_who_was_mentioned_and_how() -> None:
    one, two = anonymise_many(["Toby was seen with Corinna.", "Nobody in."], roster=ROSTER)
    assert one.mentions == (Mention("child", "Toby"), Mention("mother", "Corinna"))
    assert two.mentions == ()


def test_nothing_is_read_across_from_one_text_into_the_next() -> None:
    assert [one.text for one in anonymise_many(["He is called T", "obias Smith"], roster=ROSTER)] == [
        "He is called T",
        "obias Smith",
    ]


def test_the_second_look_says_in_which_text_somebody_shows() -> None:
    assert showing(["Nobody.", "W r e n - H a l l o r a n and TobiasWrenHalloran", ""], roster=ROSTER) == (1,)
