"""The measure of the detector counts what it says that it counts; a generous one would make every figure worthless."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.detector import times_the_odds
from bench.marked_texts import chosen_on, kept_back, read_benchmark, register_of, registers
from bench.peers import LeftOut
from bench.scoring import NOTHING, Share, as_judgments, decimal, entities, kept, merged, score
from tools.train_tagger.marked import Mark, Marked, read_inline

NOTE = (
    "=== hv-1 | diary\n"
    "{PERSON*:Ruth Farrow} and the baby live at {LOC:The Old Signal House}, "
    "{LOC:Crannoch}. {PERSON*:ruth farrow} rang.\n"
)
MEASURE = """
import json
def load_gold(path): return [Doc(d) for d in json.load(open(path))]
class Doc:
    def __init__(self, d): self.id, self.text = d["doc_id"], d["text"]
def evaluate(docs, pred): return {}
"""


@pytest.fixture
def note(tmp_path: Path) -> Marked:
    file = tmp_path / "note.txt"
    file.write_text(NOTE, encoding="utf-8")
    (text,) = read_inline(file)
    return text


def at(text: Marked, *words: str) -> dict[str, list[tuple[int, int]]]:
    """Those words found where they first stand."""
    return {text.name: [(text.text.index(one), text.text.index(one) + len(one)) for one in words]}


def test_nothing_found_is_nothing(note: Marked) -> None:
    scores = score([note], {})
    assert (scores.direct, scores.quasi, scores.precision) == (Share(0, 2), Share(0, 2), NOTHING)


def test_all_found_is_all(note: Marked) -> None:
    found = {note.name: [(mark.start, mark.end) for mark in note.marks]}
    scores = score([note], found)
    assert (scores.direct, scores.quasi, scores.precision) == (Share(2, 2), Share(2, 2), Share(9, 9))
    assert scores.touching == Share(4, 4)
    assert scores.by_label == {"PERSON": Share(2, 2), "LOC": Share(2, 2)}


def test_half_a_name_is_not_found(note: Marked) -> None:
    assert score([note], at(note, "Ruth")).direct == Share(0, 2)
    assert score([note], at(note, "Ruth Farro")).direct == Share(0, 2)
    assert score([note], at(note, "Ruth", "Farrow")).direct == Share(1, 2)


def test_a_little_word_may_stay(note: Marked) -> None:
    scores = score([note], at(note, "Old Signal House"))
    assert scores.quasi == Share(1, 2)
    assert scores.words == Share(4, 9)


def test_what_is_found_in_vain_is_counted_by_words_and_by_stretches(note: Marked) -> None:
    scores = score([note], at(note, "Ruth Farrow and the baby", "live"))
    assert scores.precision == Share(2, 6)
    assert scores.touching == Share(1, 2)


def test_overlapping_stretches_are_counted_once(note: Marked) -> None:
    assert merged([(5, 9), (0, 4), (2, 6), (9, 9)]) == [(0, 9)]
    assert merged([(0, 4), (4, 6)]) == [(0, 4), (4, 6)]
    assert score([note], {note.name: [(0, 11), (0, 4)]}).precision == Share(2, 2)


def test_an_entity_is_found_when_all_its_mentions_are(note: Marked) -> None:
    assert [len(group) for group in entities(note)] == [2, 1, 1]
    one = score([note], at(note, "Ruth Farrow", "Crannoch"), whole_entities=True)
    both = score([note], at(note, "Ruth Farrow", "ruth farrow"), whole_entities=True)
    assert (one.direct, one.quasi) == (Share(0, 1), Share(1, 2))
    assert (both.direct, both.quasi) == (Share(1, 1), Share(0, 2))


def test_a_doubtful_mark_is_not_asked_for_and_blames_nobody() -> None:
    text = Marked("x", "Monday at Ashby", (Mark(0, 6, "DATETIME", 0.3), Mark(10, 15, "LOC", 0.5)))
    assert score([text], {"x": [(10, 15)]}).quasi == Share(1, 1)
    assert score([text], {"x": [(0, 6)]}).precision == Share(1, 1)


def test_the_benchmarks_form_keeps_entities_and_direct_ones_together() -> None:
    text = Marked(
        "x", "Kim, kim, Ashby", (Mark(0, 3, "PERSON"), Mark(5, 8, "PERSON", direct=True), Mark(10, 15, "LOC"))
    )
    (judgment,) = as_judgments([text])
    mentions = judgment["annotations"]["annotator1"]["entity_mentions"]
    assert [(m["entity_id"], m["identifier_type"], m["start_offset"]) for m in mentions] == [
        ("x-0", "DIRECT", 0), ("x-0", "DIRECT", 5), ("x-1", "QUASI", 10),
    ]  # fmt: skip


def test_a_figure_is_never_rounded_up_to_its_target() -> None:
    assert decimal(0.93999) == "0.939"
    assert decimal(0.29) == "0.290"
    assert kept([0.9399, 1.0], [0.94, None]) == "**no**"
    assert kept([0.94, 0.0], [0.94, None]) == "yes"


def test_each_second_passage_of_a_register_is_kept_back() -> None:
    passages = [Marked(f"{who}-{n} | {who}", "") for n in (1, 2, 3) for who in ("gp", "hv")]
    by_register = registers(passages)
    assert [passage.name[:4] for passage in kept_back(by_register)] == ["gp-2", "hv-2"]
    assert [passage.name[:4] for passage in chosen_on(by_register)] == ["gp-1", "gp-3", "hv-1", "hv-3"]
    assert register_of(passages[0]) == "gp"


def test_the_invented_passages_can_be_read_and_every_register_has_as_many() -> None:
    by_register = registers()
    assert {len(passages) for passages in by_register.values()} == {8}
    names = [passage.name for passages in by_register.values() for passage in passages]
    assert len(names) == len(set(names)) == 96
    assert not any("{" in passage.text or "}" in passage.text for some in by_register.values() for passage in some)


def test_of_the_benchmark_only_what_was_kept_back_is_measured(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "score.py").write_text(MEASURE)
    (tmp_path / "tab_dev.json").write_text(json.dumps([{"doc_id": str(n), "text": f"Text {n}"} for n in range(18)]))
    monkeypatch.setenv("SAFELIGHT_TAB", str(tmp_path))
    assert read_benchmark().texts() == {"0": "Text 0", "8": "Text 8", "16": "Text 16"}


def test_without_the_benchmark_it_is_left_out_and_says_how_to_give_it(tmp_path: Path, monkeypatch: Any) -> None:
    for folder in ("", str(tmp_path)):
        monkeypatch.setenv("SAFELIGHT_TAB", folder)
        with pytest.raises(LeftOut, match=r"SAFELIGHT_TAB .*tab_dev\.json and score\.py"):
            read_benchmark()


def test_thresholds_move_by_their_odds() -> None:
    assert times_the_odds(0.5, 4) == pytest.approx(0.8)
    assert times_the_odds(0.2, 1) == pytest.approx(0.2)
    assert times_the_odds(0.8, 1 / 4) == pytest.approx(0.5)
