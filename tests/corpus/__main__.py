"""`python -m tests.corpus FOLDER`: the whole corpus as files, for looking at and for benchmarks."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus.canary import REGISTER
from tests.corpus.every import BENIGN, CANARIES, HOSTILE


def write(folder: Path) -> None:
    """Write every paper into one of three folders, and the register beside them."""
    for kind in ("hiding", "benign", "hostile"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    (folder / "register.toml").write_text(REGISTER, "utf-8")
    for canary in CANARIES:
        (folder / "hiding" / canary.name).write_bytes(canary.build(canary.word))
    for kind, papers in (("benign", BENIGN), ("hostile", HOSTILE)):
        for paper in papers:
            (folder / kind / paper.name).write_bytes(paper.build())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Say where to: python -m tests.corpus FOLDER")
    write(Path(sys.argv[1]))
