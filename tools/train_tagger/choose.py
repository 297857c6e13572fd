"""`python -m tools.train_tagger.choose`: a threshold for each label, chosen for recall on texts that were kept back.

They are the judgments that were not taught (SAFELIGHT_TAB names the benchmark's folder) and the invented passages of
odd number in each register. The targets are those of `make bench`; as long as one is missed, the thresholds that come
nearest win, and then those that find most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.detector import JUDGMENTS_REACH, NARRATIVES_REACH
from bench.marked_texts import Benchmark, chosen_on, read_benchmark, registers
from bench.scoring import Found, score
from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.fold import View, fold
from safelight.core.anonymise.unlisted.detect import by_rules, gather
from safelight.core.anonymise.unlisted.learned import Reading, read
from safelight.core.anonymise.unlisted.sign import Sign

PACKAGE = Path(__file__).parents[2] / "src/safelight/core/anonymise/data/tagger/thresholds.toml"
STEPS = (0.05, 0.06, 0.07, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.25, 0.28, 0.32, 0.36, 0.4, 0.45, 0.5)
ROUNDS = 3
SAFE_JUDGMENTS = (0.001, 0.0, 0.001)
SAFE_NARRATIVES = (0.01, 0.02, 0.05)
"""By how much each target should be passed, since other texts are other texts: least where it is hard to reach at all,
most for the precision on narratives, which fell by .03 from the passages chosen on to those kept back."""
SHORTFALL = 12.0
"""How much worse it is to miss a target than to find less."""
HEAD = "# From which score on a label is reported. Chosen by tools.train_tagger.choose on texts that were kept back.\n"


@dataclass(frozen=True)
class Read:
    """A text that was read once: what rules and tagger say of it does not change with the thresholds."""

    name: str
    view: View
    reading: Reading
    ruled: tuple[Sign, ...]

    def found(self, limits: Mapping[str, float]) -> list[tuple[int, int]]:
        """The stretches found at some thresholds."""
        found = gather(self.view, self.reading, ruled=self.ruled, limits=limits)
        return [self.view.span(sign.start, sign.end) for sign, _ in found]


def main() -> None:
    """Choose, say what they reach, and write them into the package."""
    measures = [_on_narratives(), _on_judgments(read_benchmark())]
    limits = dict.fromkeys(LABELS, 0.2)
    for _ in range(ROUNDS):
        for label in LABELS:
            limits |= {label: max(STEPS, key=lambda step, label=label: _worth(limits | {label: step}, measures))}
    for measure in measures:
        print(" ".join(f"{value:.3f} ({target or 0:.2f})" for value, target in measure(limits)))
    PACKAGE.write_text(HEAD + "".join(f"{label} = {limit}\n" for label, limit in limits.items()), encoding="utf-8")


Measure = Callable[[Mapping[str, float]], Sequence[tuple[float, float | None]]]


def _worth(limits: Mapping[str, float], measures: Sequence[Measure]) -> float:
    """Missed targets count against some thresholds; what they find counts for them."""
    pairs = [pair for measure in measures for pair in measure(limits)]
    missed = sum(max(0.0, target - value) for value, target in pairs if target is not None)
    return sum(value for value, _ in pairs) / len(pairs) - SHORTFALL * missed


def _on_narratives() -> Measure:
    passages = chosen_on(registers())
    texts = list(_read({passage.name: passage.text for passage in passages}))

    def measure(limits: Mapping[str, float]) -> Sequence[tuple[float, float | None]]:
        scores = score(passages, _found(texts, limits))
        reached = (scores.direct.value, scores.quasi.value, scores.precision.value)
        return tuple(zip(reached, _raised(NARRATIVES_REACH, SAFE_NARRATIVES), strict=True))

    return measure


def _on_judgments(benchmark: Benchmark) -> Measure:
    texts = list(_read(benchmark.texts()))

    def measure(limits: Mapping[str, float]) -> Sequence[tuple[float, float | None]]:
        reached = benchmark.evaluate(benchmark.judgments, _found(texts, limits))
        columns = (reached[name] for name in ("ER_di", "ER_qi", "R_token", "P_token"))
        return tuple(zip(columns, (None, *_raised(JUDGMENTS_REACH[1:], SAFE_JUDGMENTS)), strict=True))

    return measure


def _raised(targets: Sequence[float | None], by: Sequence[float]) -> list[float | None]:
    return [target if target is None else target + more for target, more in zip(targets, by, strict=True)]


def _read(texts: Mapping[str, str]) -> Iterator[Read]:
    for name, text in texts.items():
        view = fold(text)
        yield Read(name, view, read(view), tuple(by_rules(view)))


def _found(texts: Sequence[Read], limits: Mapping[str, float]) -> Found:
    return {text.name: text.found(limits) for text in texts}


if __name__ == "__main__":
    main()
