"""The chapter on the public site: how long do 500 reviews take to freeze, and how long does one change take?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.corpus import Bench
from bench.table import heading, row

TARGETS = (60, 3, 3, 60)
"""Seconds within which each step is to be done."""


def print_site(_: Bench) -> None:
    """One line a step, beside what a build takes that remembers nothing of the ones before."""
    script = Path(__file__).with_name("site_times.py")
    steps = json.loads(subprocess.run([sys.executable, script], stdout=subprocess.PIPE, check=True).stdout)
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
