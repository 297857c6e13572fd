"""The texts on which a detector is measured: judgments, biographies, case narratives, records, and their marks."""

from __future__ import annotations

import importlib.util
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, Final

from bench.peers import LeftOut
from bench.scoring import Found, as_judgments
from tools.train_tagger.kept_back import KEPT_BACK_JUDGMENTS, unseen_records
from tools.train_tagger.marked import Mark, Marked, read_inline

HERE: Final = Path(__file__).parent / "narrative"
RECORDS, SEED = 120, 20091126


@dataclass(frozen=True)
class Benchmark:
    """The Text Anonymization Benchmark: the judgments kept back from teaching, and its own measure."""

    judgments: Sequence[Any]
    document: Callable[[dict[str, Any]], Any]
    evaluate: Callable[[Sequence[Any], Found], Mapping[str, Any]]

    def texts(self) -> dict[str, str]:
        """The judgments' texts by their names."""
        return {judgment.id: judgment.text for judgment in self.judgments}

    def documents(self, texts: Sequence[Marked]) -> Sequence[Any]:
        """Other texts in the form that the measure wants."""
        return [self.document(judgment) for judgment in as_judgments(texts)]


def read_benchmark() -> Benchmark:
    """The benchmark from the folder that the environment names.

    Raises:
        LeftOut: when it names none, or one without the benchmark's files.
    """
    named = os.environ.get("SAFELIGHT_TAB", "")
    folder = Path(named)
    files = folder / "score.py", folder / "tab_dev.json"
    if not named or not all(file.is_file() for file in files):
        raise LeftOut("left out: set SAFELIGHT_TAB to the folder that holds tab_dev.json and score.py")
    spec = importlib.util.spec_from_file_location("tab_score", files[0])
    assert spec is not None
    assert spec.loader is not None
    measure = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measure)
    judgments = measure.load_gold(str(files[1]))[::KEPT_BACK_JUDGMENTS]
    return Benchmark(judgments, measure.Doc, measure.evaluate)


def biographies() -> list[Marked]:
    """Invented lives, as an encyclopedia tells them."""
    return read_inline(HERE / "biographies.txt")


def registers(passages: Sequence[Marked] | None = None) -> dict[str, list[Marked]]:
    """The invented case narratives by the register in which they are written, in the order of the file."""
    some: dict[str, list[Marked]] = defaultdict(list)
    for passage in read_inline(HERE / "passages.txt") if passages is None else passages:
        some[register_of(passage)].append(passage)
    return dict(some)


def register_of(passage: Marked) -> str:
    """What the heading of a passage says after the bar."""
    return passage.name.partition("|")[2].strip()


def chosen_on(by_register: Mapping[str, Sequence[Marked]]) -> list[Marked]:
    """The first, third, fifth … passage of each register: those on which thresholds may be chosen."""
    return [*chain.from_iterable(passages[::2] for passages in by_register.values())]


def kept_back(by_register: Mapping[str, Sequence[Marked]]) -> list[Marked]:
    """The second, fourth, sixth … passage of each register: those on which nothing was chosen."""
    return [*chain.from_iterable(passages[1::2] for passages in by_register.values())]


def records() -> list[Marked]:
    """Invented records in voices, patterns and names kept back; always the same ones. People and codes are direct."""
    some = unseen_records(RECORDS, random=Random(SEED))
    return [
        Marked(f"{record.name}-{number}", record.text, tuple(map(_directly, record.marks)))
        for number, record in enumerate(some)
    ]


def _directly(mark: Mark) -> Mark:
    return replace(mark, direct=mark.label in {"PERSON", "CODE"})
