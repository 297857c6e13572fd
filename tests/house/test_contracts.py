"""The import contracts hold, and a breach of each one would be caught."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BREACHES = {
    "Three storeys, one staircase": ("core/decision.py", "import safelight.records.people.models"),
    "Core and the command line's document verbs do not know Django": ("core/review/plan.py", "import django.db"),
    "Inside records": ("records/people/queries.py", "import safelight.records.cases.models"),
    "Inside core": ("core/papers/text.py", "import safelight.core.anonymise.roster"),
    "Pages ask queries and actions, never models nor the vault": (
        "web/desk/plans.py",
        "import safelight.records.cases.vault",
    ),
    "The public site knows neither the desk nor who asked for what": (
        "web/public/pages.py",
        "import safelight.records.disclosure.queries",
    ),
}


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_a_breach_to_try() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == set(BREACHES)


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(contract: str, tree: Path) -> None:
    module, line = BREACHES[contract]
    file = tree / "src/safelight" / module
    file.write_text(f"{file.read_text()}\n{line}\n")
    result = lint(tree)
    assert result.returncode == 1, result.stdout
    assert f"{contract} BROKEN" in result.stdout


def test_a_new_room_cannot_appear_without_an_edit_to_the_plan(tree: Path) -> None:
    room = tree / "src/safelight/core/attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""Not on the plan."""\n')
    result = lint(tree)
    assert result.returncode == 1
    assert "attic" in result.stdout
