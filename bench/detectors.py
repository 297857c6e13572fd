"""Who is asked what identifies somebody in a text: the command as a whole, and the peers that run here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.corpus import Bench
from bench.measured import SAFELIGHT, measured
from bench.scoring import Found

OURS, PRESIDIO, SPACY = "Safelight", "Presidio's default analyser", "every spaCy label"


class NoAnswer(Exception):
    """Raised where somebody gave no answer; the message says why."""


def everybody(texts: Mapping[str, str], *, bench: Bench) -> Iterator[tuple[str, Found | NoAnswer]]:
    """What each of us finds in the texts, or why there is no answer. A peer that does not run here is passed over."""
    try:
        yield OURS, ours(texts, folder=bench.folder)
    except NoAnswer as why:
        yield OURS, why
    if "presidio" not in bench.peers:
        return
    presidio: dict[str, list[tuple[int, int]]] = {}
    spacy: dict[str, list[tuple[int, int]]] = {}
    for name, text in texts.items():
        answer = bench.peers["presidio"].ask(text=text, labels=True)
        if answer["verdict"] != "read":
            yield from ((who, NoAnswer(answer["why"])) for who in (PRESIDIO, SPACY))
            return
        presidio[name] = [(start, end) for start, end in answer["spans"]]
        spacy[name] = [(start, end) for start, end in answer["labels"]]
    yield from ((PRESIDIO, presidio), (SPACY, spacy))


def ours(texts: Mapping[str, str], *, folder: Path) -> Found:
    """What `safelight detect --jsonl` finds.

    Raises:
        NoAnswer: when the command fails, or answers for other texts than it was given.
    """
    run = measured((SAFELIGHT, "detect", "--jsonl", lines(texts.items(), path=folder / "detect.jsonl")))
    if run.status:
        raise NoAnswer(f"exit code {run.status}: {' '.join(run.complained.split())[:160]}")
    found = {answer["id"]: answer["spans"] for answer in map(json.loads, run.said.splitlines())}
    if found.keys() != texts.keys():
        raise NoAnswer(f"{len(found)} texts answered for, of {len(texts)}")
    return {name: [(start, end) for start, end, *_ in spans] for name, spans in found.items()}


def lines(texts: Iterable[tuple[str, str]], *, path: Path) -> Path:
    """The texts as the command reads them, a line of JSON each."""
    path.write_text("".join(f"{json.dumps({'id': name, 'text': text})}\n" for name, text in texts), encoding="utf-8")
    return path
