"""`make bench`: what Safelight finds, cleans and costs beside its peers, in one run, as Markdown.

`python -m bench speed` runs one chapter: corpus, copies, speed, detector, chronologies, pages,
site, editions or parts.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from bench.chronologies import print_chronologies
from bench.copies import print_copies
from bench.corpus import Bench, print_corpus
from bench.detector import print_detector
from bench.editions import print_editions
from bench.pages import print_pages
from bench.parts import print_parts
from bench.peers import LeftOut, Peer
from bench.site import print_site
from bench.speed import print_speed
from tests.corpus.__main__ import write

CHAPTERS = {
    "corpus": print_corpus,
    "copies": print_copies,
    "speed": print_speed,
    "detector": print_detector,
    "chronologies": print_chronologies,
    "pages": print_pages,
    "site": print_site,
    "editions": print_editions,
}
PEERS = ("xray", "mat2", "presidio", "text")


def main(chosen: list[str]) -> None:
    """The chapters that were asked for, or all of them."""
    if unknown := set(chosen) - {*CHAPTERS, "parts"}:
        raise SystemExit(f"There is no chapter {min(unknown)}: choose from {', '.join(CHAPTERS)} and parts")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="safelight-bench-")))
        write(folder)
        print(
            f"Safelight {version('safelight')}, Python {platform.python_version()}, {os.cpu_count()} cores.", flush=True
        )
        bench = Bench(folder=folder, peers=_started(stack))
        for name, chapter in CHAPTERS.items():
            if not chosen or name in chosen:
                chapter(bench)
    if not chosen or "parts" in chosen:
        print_parts()


def _started(stack: ExitStack) -> dict[str, Peer]:
    """The peers that run here. What is left out, and why, stands at the head of the page."""
    peers = {}
    for name in PEERS:
        try:
            peers[name] = stack.enter_context(Peer(name))
        except LeftOut as why:
            print(f"- {why}")
        else:
            if told := peers[name].ready["version"]:
                print(f"- {told}")
    return peers


if __name__ == "__main__":
    main(sys.argv[1:])
