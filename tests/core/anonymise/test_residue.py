"""Does the second look find on its own what the finders might miss, and leave ordinary words alone?"""

import ast
from pathlib import Path

import pytest

from safelight.core.anonymise import residue as second_look
from safelight.core.anonymise.residue import residue
from tests.core.anonymise.people import roster


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        ("liamokaforreed", "liamokaforreed", "name"),
        ("L.i.a.m O.k.a.f.o.r R.e.e.d", "L.i.a.m O.k.a.f.o.r R.e.e.d", "name"),
        ("Оkafоr", "Оkafоr", "name"),
        ("O k a f o r", "O k a f o r", "name"),
        ("Oka\u00adfor", "Oka\u00adfor", "name"),
        ("Oka-\nfor", "Oka-\nfor", "name"),
        ("THACKRAY", "THACKRAY", "name"),
        ("Thackray's", "Thackray", "name"),
        ("see#Christoforou", "Christoforou", "name"),
        ("0 7 7 0 0-900 123", "0 7 7 0 0-900 123", "phone"),
        ("+447700900123", "447700900123", "phone"),
        ("9434765919", "9434765919", "identifier"),
        ("p-00817734", "p-00817734", "identifier"),
        ("nm20-3xx", "nm20-3xx", "postcode"),
        ("liam.family@example.org", "liam.family@example.org", "email"),
        ("scr 2009 03", "scr 2009 03", "case-reference"),
        ("St. Oswin’s", "St. Oswin’s", "place"),
        ("11.2.2005", "11.2.2005", "date-of-birth"),
        ("11th February 2005", "11th February 2005", "date-of-birth"),
        ("2005-02-11", "2005-02-11", "date-of-birth"),
    ],
)
def test_a_plain_search_finds_it_by_itself(text: str, expected: str, rule: str) -> None:
    assert (expected, rule) in {(f.text, f.rule) for f in residue(text, roster=roster())}


@pytest.mark.parametrize(
    "text",
    [
        "of orange",
        "the oak for sale",
        "we may hope",
        "the bill will mark it",
        "Margaret Ellison",
        "Harrowgill Primary Care Trust",
        "07700 900124",
        "11 February 2006",
        "Queen Elizabeth Hospital",
    ],
)
def test_a_plain_search_leaves_ordinary_words_alone(text: str) -> None:
    assert residue(text, roster=roster()) == ()


def test_the_second_look_shares_no_code_with_the_finders() -> None:
    tree = ast.parse(Path(second_look.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    own = {module.removeprefix("safelight.core.anonymise.") for module in imported if module.startswith("safelight")}
    assert own == {"finding", "roster", "stretches", "words"}, "stretches only cuts a long text, before either look"
