"""Nothing that steers a page gets through; everything that a reader sees does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.edition.plain import UnprintableText, plain, plain_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\u202etwo\u202c", "onetwo"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufeffmark", "mark"),
        ("bell\x07", "bell"),
        ("tag\U000e0041s", "tags"),
        ("no\u00a0break", "no break"),
        ("  many \t spaces  ", "many spaces"),
        ("line\r\nbreak\u2028again", "line\nbreak\nagain"),
        ("e\u0301", "é"),
        ("“quoted” – dashed … £5 ½", "“quoted” – dashed … £5 ½"),
    ],
)
def test_only_what_a_reader_sees_is_kept(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_heading_is_one_line() -> None:
    assert plain_line("Key\nissues \n and themes") == "Key issues and themes"


@pytest.mark.parametrize("text", ["private \ue000 use", "half \ud800 character", "nameless \u0378", "a" + "\u0316" * 9])
def test_what_nobody_can_show_is_refused_by_its_number(text: str) -> None:
    with pytest.raises(UnprintableText, match=r"U\+[0-9A-F]{4}"):
        plain(text)


@given(st.text())
def test_whatever_is_kept_neither_steers_nor_hides(text: str) -> None:
    try:
        shown = plain(text)
    except UnprintableText:
        return
    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"} for c in shown)
    assert plain(shown) == shown
