"""Is exactly what stands in braces found in every sentence of the tables, and nothing in the sentences without?"""

import re
from collections.abc import Iterator

import pytest

from safelight.core.anonymise.engine import anonymise_text
from safelight.core.anonymise.listed import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster
from tests.core.anonymise import number_tables as numbers
from tests.core.anonymise import other_name_tables as others
from tests.core.anonymise import word_name_tables as everyday
from tests.core.anonymise import word_tables as ordinary

FOUND = (
    (everyday.word_names(), everyday.FOUND_IN_RECORDS),
    (everyday.word_names(), everyday.FOUND_IN_SENTENCES),
    (everyday.word_names(), everyday.FOUND_ALONE),
    (others.many_countries(), others.FOUND_NAMES),
    (numbers.one_family(), numbers.FOUND_NUMBERS),
)
LEFT_ALONE = (
    (everyday.word_names(), ordinary.PASS_WORDS),
    (everyday.word_names(), ordinary.PASS_SENTENCES),
    (others.many_countries(), others.PASS_NAMES),
    (numbers.one_family(), numbers.PASS_NUMBERS),
)


def sentences(table: str) -> Iterator[str]:
    """One sentence a line; a line break inside braces belongs to the sentence."""
    lines = ""
    for line in table.strip().splitlines():
        lines = f"{lines}\n{line}" if lines else line
        if lines.count("{") == lines.count("}"):
            yield lines
            lines = ""


def taken_apart(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its braces, and where they stood."""
    text, spans = "", []
    for piece in re.split(r"(\{[^}]*\})", sentence):
        inner = piece.strip("{}") if piece.startswith("{") else piece
        if piece.startswith("{"):
            spans.append((len(text), len(text) + len(inner)))
        text += inner
    return text, spans


@pytest.mark.parametrize(
    ("roster", "sentence"), [(roster, sentence) for roster, table in FOUND for sentence in sentences(table)]
)
def test_exactly_what_is_marked_is_found_and_nothing_of_it_is_left(roster: Roster, sentence: str) -> None:
    text, spans = taken_apart(sentence)
    assert [(found.start, found.end) for found in find_listed(text, roster=roster)] == spans
    result = anonymise_text(text, roster=roster)
    assert anonymise_text(result, roster=roster) == result
    assert residue(result, roster=roster) == ()


@pytest.mark.parametrize(
    ("roster", "sentence"), [(roster, sentence) for roster, table in LEFT_ALONE for sentence in sentences(table)]
)
def test_ordinary_english_and_other_numbers_are_left_alone(roster: Roster, sentence: str) -> None:
    assert find_listed(sentence, roster=roster) == ()
    assert residue(sentence, roster=roster) == ()


@pytest.mark.parametrize("tables", [FOUND, LEFT_ALONE])
def test_the_tables_are_long_enough_to_mean_something(tables: tuple[tuple[Roster, str], ...]) -> None:
    assert sum(1 for _, table in tables for _ in sentences(table)) > 600
