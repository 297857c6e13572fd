"""What identifies somebody whom no register knows: how much of it do we find, and how much in vain, beside a peer?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from unittest.mock import patch

from bench.corpus import Bench
from bench.detector_speed import print_detector_speed
from bench.detectors import NoAnswer, everybody
from bench.marked_texts import (
    Benchmark,
    biographies,
    chosen_on,
    kept_back,
    read_benchmark,
    records,
    register_of,
    registers,
)
from bench.peers import LeftOut
from bench.scoring import Found, Scores, decimal, kept, score
from bench.table import heading, row
from safelight.core.anonymise.finding import LABELS
from tools.train_tagger.marked import Marked

Limits = Sequence[float | None]

JUDGMENTS_REACH: Final[Limits] = (1.0, 0.94, None, 0.85)
LIVES_REACH: Final[Limits] = (0.97, 0.88, None, 0.78)
"""For the benchmark's columns: direct and other entities, words, and the share of masked words that are right."""

NARRATIVES_REACH: Final[Limits] = (0.97, 0.85, 0.8)
"""Targets for case narratives: direct and other mentions, and the share of found words that is marked."""

ODDS: Final = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16)
_BENCHMARK_COLUMNS: Final = ("ER_di", "ER_qi", "R_token", "P_token")


def print_detector(bench: Bench) -> None:
    """A table for each kind of text, a curve, and what it all costs."""
    try:
        benchmark = read_benchmark()
    except LeftOut as why:
        benchmark, left_out = None, str(why)
    else:
        left_out = ""
    _print_judgments(benchmark, left_out, bench=bench)
    _print_lives(benchmark, bench=bench)
    by_register = registers()
    found = _print_narratives(by_register, bench=bench)
    _print_breakdown(kept_back(by_register), found)
    _print_records(bench)
    _print_curve(kept_back(by_register))
    judgments = list(benchmark.texts().values()) if benchmark else []
    others = [*(passage for passages in by_register.values() for passage in passages), *biographies()]
    print_detector_speed(bench, judgments=judgments, others=[text.text for text in others])


def _print_judgments(benchmark: Benchmark | None, left_out: str, *, bench: Bench) -> None:
    heading(
        "The detector on court judgments",
        says="The Text Anonymization Benchmark, by its own measure: the share of direct and of other identifiers all "
        "of whose mentions are covered (ER_di, ER_qi), of words that are, and of covered words that an annotator would "
        "cover. Only the judgments of its development part that the tagger was never taught, each eighth.",
        columns=("who", *_BENCHMARK_COLUMNS, "all kept"),
    )
    _row_of_targets(JUDGMENTS_REACH)
    if benchmark is None:
        row(left_out, "", "", "", "", "")
        return
    for who, found in everybody(benchmark.texts(), bench=bench):
        _row_of(who, found, lambda spans: _by_the_benchmark(benchmark, benchmark.judgments, spans), JUDGMENTS_REACH)


def _print_lives(benchmark: Benchmark | None, *, bench: Bench) -> None:
    lives = biographies()
    measure = "the benchmark's own measure" if benchmark else "our measure after the benchmark's definitions"
    heading(
        "The detector on biographies",
        says=f"{len(lives)} invented lives in the manner of an encyclopedia, by {measure}, in which words marked alike "
        "more than once are one entity.",
        columns=("who", *_BENCHMARK_COLUMNS, "all kept"),
    )
    _row_of_targets(LIVES_REACH)

    def values(found: Found) -> list[float]:
        if benchmark:
            return _by_the_benchmark(benchmark, benchmark.documents(lives), found)
        ours = score(lives, found, whole_entities=True)
        return [share.value for share in (ours.direct, ours.quasi, ours.words, ours.precision)]

    for who, found in everybody({life.name: life.text for life in lives}, bench=bench):
        _row_of(who, found, values, LIVES_REACH)


def _by_the_benchmark(benchmark: Benchmark, documents: Sequence[Any], found: Found) -> list[float]:
    measured = benchmark.evaluate(documents, found)
    return [measured[name] for name in _BENCHMARK_COLUMNS]


def _row_of_targets(limits: Limits) -> None:
    row("target", *("–" if limit is None else f"at least {decimal(limit)}" for limit in limits), "")


def _row_of(who: str, found: Found | NoAnswer, values: Callable[[Found], Sequence[float]], limits: Limits) -> None:
    if isinstance(found, NoAnswer):
        row(f"{who}: {found}", *([""] * len(limits)), "**no**")
        return
    reached = values(found)
    row(who, *map(decimal, reached), kept(reached, limits))


def _print_narratives(by_register: Mapping[str, Sequence[Marked]], *, bench: Bench) -> dict[str, Found]:
    passages = [passage for some in by_register.values() for passage in some]
    heading(
        "The detector on case narratives",
        says=f"{len(passages)} invented passages in {len(by_register)} registers of the agencies. A mention is found "
        "when all its words are covered, but for little words that the benchmark leaves out too. In vain is what of "
        "the found words lies in no mark; a stretch that touches a mark may still be too long. Thresholds may be "
        "chosen on the passages of odd number in their register; the even ones are kept back from that.",
        columns=("passages", "who", "direct", "other", "found words marked", "found stretches touching", "all kept"),
    )
    row("", "target", *(f"at least {decimal(limit)}" for limit in NARRATIVES_REACH if limit), "", "")
    answers = dict(everybody({passage.name: passage.text for passage in passages}, bench=bench))
    halves = {"kept back": kept_back(by_register), "chosen on": chosen_on(by_register)}
    for half, some in halves.items():
        for who, found in answers.items():
            if isinstance(found, NoAnswer):
                row(f"{half}, {len(some)}", f"{who}: {found}", "", "", "", "", "**no**")
                continue
            scores = score(some, found)
            reached = [scores.direct.value, scores.quasi.value, scores.precision.value]
            row(f"{half}, {len(some)}", who, *_cells(scores), kept(reached, NARRATIVES_REACH))
    return {who: found for who, found in answers.items() if not isinstance(found, NoAnswer)}


def _cells(scores: Scores) -> tuple[object, ...]:
    return scores.direct, scores.quasi, scores.precision, scores.touching


def _print_breakdown(passages: Sequence[Marked], found: Mapping[str, Found]) -> None:
    heading(
        "The same by register and by label",
        says="The passages kept back. Of each register and label: the share of mentions found, and for registers the "
        "share of found words that are marked.",
        columns=("what", "mentions", *(f"{who}: {of}" for who in found for of in ("found", "marked"))),
    )
    for register in dict.fromkeys(map(register_of, passages)):
        some = [passage for passage in passages if register_of(passage) == register]
        scores = [score(some, spans) for spans in found.values()]
        mentions = sum(len(passage.marks) for passage in some)
        row(register, mentions, *(cell for one in scores for cell in (one.direct + one.quasi, one.precision)))
    overall = [score(passages, spans) for spans in found.values()]
    for label in LABELS:
        mentions = sum(mark.label == label for passage in passages for mark in passage.marks)
        row(label, mentions, *(cell for one in overall for cell in (one.by_label[label], "–")))


def _print_records(bench: Bench) -> None:
    heading(
        "The detector on invented records",
        says="Made by the generator that also made what the tagger was taught, but in voices, from patterns and with "
        "names that it was not: easier than other people's writing. Direct are people and numbers. What annotators "
        "would disagree about is asked for where at least half would mark it, and counts against nobody.",
        columns=("who", "people and numbers", "other", "found words marked", "found stretches touching"),
    )
    try:
        some = records()
    except (ImportError, OSError, LookupError, ValueError) as problem:
        row(f"left out: the generator of records does not run here ({problem})", "", "", "", "")
        return
    for who, found in everybody({record.name: record.text for record in some}, bench=bench):
        if isinstance(found, NoAnswer):
            row(f"{who}: {found}", "", "", "", "")
        else:
            row(who, *_cells(score(some, found)))


def _print_curve(passages: Sequence[Marked]) -> None:
    heading(
        "The detector at other thresholds",
        says="The case narratives kept back. The odds of every label's threshold times a factor: below 1 more is "
        "found, and more in vain. Rules know no threshold and are in every row.",
        columns=("odds times", "thresholds", "direct", "other", "found words marked", "found stretches touching"),
    )
    for factor in ODDS:
        try:
            limits, found = found_at(factor, passages)
        except FileNotFoundError:
            row("left out: the package holds no network, or no thresholds", "", "", "", "", "")
            return
        times = f"{factor:g}" if factor >= 1 else f"1/{1 / factor:g}"
        row(times, f"{min(limits):.2f} to {max(limits):.2f}", *_cells(score(passages, found)))


def found_at(factor: float, passages: Sequence[Marked]) -> tuple[list[float], Found]:
    """The thresholds with their odds multiplied, and what is found with them.

    Raises:
        FileNotFoundError: when the network or its thresholds are not there.
    """
    from safelight.core.anonymise.unlisted import learned
    from safelight.core.anonymise.unlisted.detect import detect

    moved = {label: times_the_odds(limit, factor) for label, limit in learned.thresholds().items()}
    with patch.object(learned, "thresholds", lambda: moved):
        found = {passage.name: [(one.start, one.end) for one in detect(passage.text)] for passage in passages}
    return [*moved.values()], found


def times_the_odds(limit: float, factor: float) -> float:
    """A threshold with its odds multiplied: 0.5 becomes 0.8 with a factor of 4."""
    return limit * factor / (1 - limit + limit * factor)
