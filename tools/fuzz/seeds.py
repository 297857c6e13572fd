"""What does fuzzing begin with? Small papers of every kind that hide a name, from the tests' own builders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.core.papers import hiding_places
from tests.corpus.every import BENIGN, CANARIES

WORD = "Quillon"
LARGEST = 60_000


def seeds(ending: str) -> Iterator[bytes]:
    """Papers with this ending, without the dot."""
    for places in (getattr(hiding_places, f"{which}_IN_{ending.upper()}", {}) for which in ("HIDDEN", "SHOWN")):
        yield from (build(WORD) for build in places.values())
    yield from (one.build(WORD) for one in CANARIES if one.name.endswith(f".{ending}"))
    yield from (one.build() for one in BENIGN if one.name.endswith(f".{ending}"))


def write_seeds(ending: str, *, folder: Path) -> None:
    """Write them as files, leaving out those that are too large to be changed quickly."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(ending)):
        if len(data) <= LARGEST:
            (folder / f"seed-{number:03}").write_bytes(data)
