"""Rooms stay small, and every one of them says in its first line what it is for."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_MODULE = 400
LONGEST_TEST = 600
NO_ROOM = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "misc"}

MODULES = sorted(path for path in (ROOT / "src/safelight").rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    assert [f"{path}: {length(path)}" for path in MODULES if length(path) > LONGEST_MODULE] == []


def test_no_test_module_is_longer_than_its_ceiling() -> None:
    assert [f"{path}: {length(path)}" for path in TESTS if length(path) > LONGEST_TEST] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path) for path in MODULES if not (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").strip()
    ]
    assert silent == []


def test_no_room_is_named_for_nothing() -> None:
    assert [str(path) for path in MODULES if NO_ROOM & {path.stem, path.parent.name}] == []
