"""Does the network of the package read texts as it should: pieces, windows, whole words, one mention as one span?"""

from __future__ import annotations

import re

import numpy as np
import pytest
from numpy.typing import NDArray

from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.fold import fold
from safelight.core.anonymise.tagger import network
from safelight.core.anonymise.tagger.network import LONGEST, answers_for, shipped, windows, worth_reading
from safelight.core.anonymise.tagger.pieces import (
    CAPITALS,
    FIGURES,
    LOWER,
    MIXED,
    ON_A_NEW_LINE,
    TITLE,
    cut,
)
from safelight.core.anonymise.tagger.spans import Words, spans_of, words_of
from safelight.core.anonymise.unlisted.learned import KINDS, read, thresholds

EVERY = dict.fromkeys(LABELS, 0.5)


def test_pieces_stand_where_they_stand_in_the_text_and_know_their_case() -> None:
    text = "Née Müller,\nMCDONALD mcDonald 14"
    pieces = cut(text)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert "".join(words) == "".join(text.split())
    cases = dict(zip(words, pieces.cases.tolist(), strict=True))
    assert cases["Née"] == TITLE + ON_A_NEW_LINE
    assert cases["14"] == FIGURES
    assert {
        pieces.cases[n] for n, start in enumerate(pieces.starts) if text.index("MCD") <= start < text.index(" mcD")
    } == {CAPITALS + ON_A_NEW_LINE}
    assert pieces.cases[-2] == MIXED
    assert cut("plain words").cases.tolist() == [LOWER + ON_A_NEW_LINE, LOWER]


@pytest.mark.parametrize("count", [1, 20, 253, 254, 255, 300, 484, 485, 1000, 2311])
def test_windows_cover_every_piece_once(count: int) -> None:
    own = [piece for _, _, first, last in windows(count) for piece in range(first, last)]
    assert own == list(range(count))
    assert all(start <= first < last <= end <= start + LONGEST - 2 for start, end, first, last in windows(count))


def test_no_pieces_no_answers() -> None:
    assert len(answers_for(cut(""), network=shipped())) == 0
    assert not list(spans_of("", words_of(cut(""), answers_for(cut(""), network=shipped())), thresholds=EVERY))


def test_a_word_is_read_on_whole_and_the_ends_always_are() -> None:
    logits = np.array([-9, -9, -9, 2, -9, -9, -9], dtype=np.float32)
    words = np.array([-1, 0, 1, 1, 1, 2, -2])
    assert worth_reading(logits, words).tolist() == [0, 2, 3, 4, 6]


def answering(shape: dict[int, tuple[str, float]]) -> network.Network:
    """A network that says this for the pieces of these numbers in the text."""

    def answer(pieces: NDArray[np.int64], cases: NDArray[np.int64], words: NDArray[np.int64]) -> NDArray[np.float32]:
        made = np.full((len(pieces), 1 + len(LABELS)), -9, dtype=np.float32)
        for number, (label, logit) in shape.items():
            made[number + 1, 0] = logit
            made[number + 1, 1 + LABELS.index(label)] = 5
        return made

    return answer


def found(text: str, shape: dict[int, tuple[str, float]]) -> list[tuple[str, str]]:
    pieces = cut(text)
    words = words_of(pieces, answers_for(pieces, network=answering(shape)))
    return [(text[span.start : span.end], span.label) for span in spans_of(text, words, thresholds=EVERY)]


def test_words_of_one_label_with_little_between_them_are_one_mention() -> None:
    person = ("PERSON", 3.0)
    assert found("Ann Lee-Roy came", {0: person, 1: person, 3: person}) == [("Ann Lee-Roy", "PERSON")]
    assert found("Ann and Lee came", {0: person, 2: person}) == [("Ann", "PERSON"), ("Lee", "PERSON")]
    assert found("Ann Ely came", {0: person, 1: ("LOC", 3.0)}) == [("Ann", "PERSON"), ("Ely", "LOC")]
    assert found("Ann\nLee", {0: person, 1: person}) == [("Ann", "PERSON"), ("Lee", "PERSON")]
    assert found("Ann , came", {1: person}) == []


@pytest.mark.parametrize(
    ("masked", "left"),
    [
        ("in the Red Lion,", "the Red Lion"), ("@kels_m93", "@kels_m93"), ("£340 a", "£340"), ("Dr Pym --", "Dr Pym"),
        ("a drawing of", "a drawing"), ("for Anna and", "Anna"), ("of our", ""), ("the", ""), ("--", ""), ("And", ""),
        ("(14)", "14"),
        ("## 6", "6"), ("fish and chips", "fish and chips"), ("Atford in", "Atford"), ("- " * 400 + "x", "x"),
    ],
)  # fmt: skip
def test_marks_and_linking_words_at_its_edges_are_no_part_of_a_mention(masked: str, left: str) -> None:
    text = f"so {masked} so"
    words = [(m.start() + 3, m.end() + 3) for m in re.finditer(r"\w+|\S", masked)]
    starts, ends = (np.array(column, dtype=np.int64) for column in zip(*words, strict=True))
    person = np.full(len(words), LABELS.index("PERSON"))
    everything = Words(starts, ends, person, np.ones(len(words), dtype=np.float32))
    spans = list(spans_of(text, everything, thresholds=EVERY))
    assert [text[span.start : span.end] for span in spans][:1] == ([left] if left else [])


def test_a_word_is_masked_when_any_of_its_pieces_is() -> None:
    text = "xylqzb came"
    assert len(cut(text)) > 2
    assert found(text, {1: ("PERSON", 3.0)}) == [("xylqzb", "PERSON")]


def test_the_threshold_of_a_label_decides() -> None:
    words = Words(np.array([0]), np.array([3]), np.array([LABELS.index("ORG")]), np.array([0.4], dtype=np.float32))
    assert not list(spans_of("Ely", words, thresholds=EVERY))
    assert [span.score for span in spans_of("Ely", words, thresholds=EVERY | {"ORG": 0.3})] == [pytest.approx(0.4)]


def test_every_label_has_a_threshold_and_a_name_at_the_gate() -> None:
    assert set(thresholds()) == set(LABELS) == set(KINDS)
    assert all(0 < limit < 1 for limit in thresholds().values())


def test_a_long_text_is_read_in_parts_and_each_word_has_one_score() -> None:
    text = "Mrs Okonkwo-Hale of Low Marden rang. " * 1700
    reading = read(fold(text))
    assert len(reading.parts) > 1
    assert sum(len(part) for _, part, _ in reading.parts) == len(text)
    last = text.rindex("Okonkwo")
    assert reading.score(last, last + 7) > 0.5 > reading.score(text.rindex("rang"), len(text))


def test_the_network_of_the_package_is_small_enough() -> None:
    from importlib import resources

    folder = resources.files("safelight.core.anonymise") / "data" / "tagger"
    assert sum(len((folder / name).read_bytes()) for name in ("first.onnx", "rest.onnx", "pieces.json")) < 25_000_000
