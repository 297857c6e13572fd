"""The chapter on the public site: how long do 500 reviews take to freeze, and how long does one change take?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.corpus import Bench
from bench.table import heading, row

TARGETS = (60, 3, 3, 60)
"""Seconds within which each step is to be done."""
ANSWERED, LOADED = 200, 1024
"""Milliseconds within which a search answers, and KB that it may load for it."""


def print_site(_: Bench) -> None:
    """One line a step, beside what a build takes that remembers nothing of the ones before."""
    script = Path(__file__).with_name("site_times.py")
    told = json.loads(subprocess.run([sys.executable, script], stdout=subprocess.PIPE, check=True).stdout)
    steps = told["steps"]
    peer = steps[-1]["worked"]
    heading(
        "The public site",
        says="500 reviews, each with an edition in three formats, a plan and a register of six people, on SQLite. The "
        "proof of absence runs over every page that is new beside a register, or any page whose register changed. "
        "The peer is the same build with nothing remembered. Targets hold for time of the processor.",
        columns=["step", "by the clock", "of the processor", "of a full build's time", "target", "kept"],
    )
    for step, target in zip(steps, TARGETS, strict=True):
        row(
            step["name"],
            f"{step['clock']:.1f} s",
            f"{step['worked']:.1f} s",
            f"{step['worked'] / peer:.2f}",
            f"{target} s",
            "yes" if step["worked"] <= target else "no",
        )
    _print_searches(told["searches"])


def _print_searches(searches: Sequence[Mapping[str, Any]]) -> None:
    """One line a question that is put to the frozen site in a browser."""
    heading(
        "Search in the public site",
        says="The same 500 reviews, served over HTTP, asked in Chromium with nothing loaded yet: until the first words "
        "found are on the screen. The peer reads and looks through every paper instead. Left out without Chromium.",
        columns=["asked", "answered", "loaded", "reading every paper", "of the peer's time", "targets", "kept"],
    )
    for one in searches:
        row(
            one["asked"],
            f"{one['took']:.0f} ms",
            f"{one['loaded']:.0f} KB",
            f"{one['reading']:.0f} ms",
            f"{one['took'] / one['reading']:.2f}",
            f"{ANSWERED} ms, {LOADED} KB",
            "yes" if one["took"] <= ANSWERED and one["loaded"] <= LOADED else "no",
        )
