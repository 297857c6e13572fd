"""Every action says who did it and when, and leaves an entry in the audit trail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

RECORDS = Path(__file__).parents[2] / "src/safelight/records"
MODULES = sorted({*RECORDS.glob("*/actions.py"), *RECORDS.glob("*/actions/*.py")})
RECORDING = {"record", "record_refusal"}


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


def everything_callable() -> dict[str, ast.FunctionDef]:
    found: dict[str, ast.FunctionDef] = {}
    for path in RECORDS.rglob("*.py"):
        found |= functions(path)
    return found


ALL = everything_callable()


def called(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def records(function: ast.FunctionDef, seen: frozenset[str] = frozenset()) -> bool:
    names = set(called(function))
    if "record" in names:
        return True
    return any(
        records(ALL[name], seen | {function.name}) for name in names if name in ALL and name not in seen | RECORDING
    )


ACTIONS = [
    (path, name)
    for path in MODULES
    if path.parent.name != "audit"
    for name, node in functions(path).items()
    if not name.startswith("_") and "by" in {argument.arg for argument in node.args.kwonlyargs}
]


def test_there_are_actions_to_look_at() -> None:
    assert len(ACTIONS) > 50


@pytest.mark.parametrize(("path", "name"), ACTIONS, ids=[f"{path.parent.name}.{name}" for path, name in ACTIONS])
def test_every_action_is_audited_and_says_who_and_when(path: Path, name: str) -> None:
    node = functions(path)[name]
    assert {argument.arg for argument in node.args.kwonlyargs} >= {"by", "at"}
    assert not node.args.args, "an action takes keywords only"
    assert records(node), f"{name} leaves no entry in the audit trail"
