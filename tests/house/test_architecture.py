"""ARCHITECTURE.md is the tree: every room is on the page, and every name on the page exists."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/safelight"
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")

NAME = re.compile(r"(?:[\w.-]+\.py|[\w.-]+(?:/[\w.-]+)*/)(?= |$)")
STOREYS = ("cli", "core", "records", "web", "demo")
DOTTED = re.compile(rf"`((?:{'|'.join(STOREYS)})(?:\.\w+)+)`")
NOT_ON_THE_PAGE = {"__init__.py", "apps.py", "py.typed"}
WITHOUT_ROOMS = {"__pycache__", "migrations"}
STOREYS_OF_ROOMS = {"core", "records", "web"}


def blocks() -> list[str]:
    return re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def names_of(line: str) -> list[str]:
    """The names that a line of the tree begins with; what follows two blanks says what they are for."""
    names: list[str] = []
    text = line.lstrip("│├└─ ")
    while match := NAME.match(text):
        names.append(match.group())
        text = text[match.end() :]
        if text.startswith("  "):
            break
        text = text.lstrip()
    return names


def on_the_page() -> Iterator[str]:
    """Every path of the tree, relative to the package."""
    tree = next(block for block in blocks() if block.startswith("src/safelight/"))
    rooms: list[str] = []
    for line in tree.splitlines()[1:]:
        depth = (len(line) - len(line.lstrip("│├└─ "))) // 3
        names = names_of(line)
        assert names, f"no name on this line of the tree: {line}"
        rooms[depth - 1 :] = [names[0].rstrip("/")]
        yield from ("/".join([*rooms[: depth - 1], name]) for name in names)


def is_room(folder: Path) -> bool:
    return (folder / "__init__.py").exists() and folder.name not in WITHOUT_ROOMS


def is_entered(room: Path) -> bool:
    """The ground floor of a room is on the page; of a room inside a room only its name."""
    parts = room.relative_to(SOURCE).parts
    return len(parts) == 1 or (len(parts) == 2 and parts[0] in STOREYS_OF_ROOMS)


def in_the_tree(folder: Path = SOURCE) -> Iterator[str]:
    """Every room, and every module on the ground floor of one."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(SOURCE).as_posix()
        if path.is_dir() and is_room(path):
            yield f"{name}/"
            if is_entered(path):
                yield from in_the_tree(path)
        elif path.suffix == ".py" and path.name not in NOT_ON_THE_PAGE:
            yield name


def first_line(path: str) -> str:
    file = SOURCE / path / "__init__.py" if path.endswith("/") else SOURCE / path
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").partition("\n")[0]


def test_every_room_and_module_is_on_the_page():
    missing = sorted(set(in_the_tree()) - set(on_the_page()))
    assert missing == [], "add to ARCHITECTURE.md: " + "; ".join(f"{path} ({first_line(path)})" for path in missing)


def test_nothing_on_the_page_is_missing_from_the_tree():
    gone = [path for path in on_the_page() if not (SOURCE / path).exists()]
    assert gone == []


def test_nothing_is_on_the_page_twice():
    paths = list(on_the_page())
    assert sorted({path for path in paths if paths.count(path) > 1}) == []


def test_the_walk_goes_down_to_the_ground_floor_of_each_room():
    found = set(in_the_tree())
    assert {"core/papers/docx/", "records/cases/vault.py", "web/desk/home.py", "demo/story.py", "cli/files.py"} <= found
    assert not any(path.startswith("core/papers/docx/") and path != "core/papers/docx/" for path in found)


@pytest.mark.parametrize("container", [None, "safelight.records", "safelight.core"])
def test_the_staircase_on_the_page_is_the_one_that_is_enforced(container):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(
        contract["layers"]
        for contract in contracts
        if contract["type"] == "layers" and contract["containers"] == [container or "safelight"]
    )
    lines = [line for block in blocks() for line in block.splitlines()]
    assert " > ".join(layers) in lines


@cache
def defined_in(file: Path) -> frozenset[str]:
    """The functions and classes of a module, and what it takes in under a name of its own."""
    names: set[str] = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(names)


def exists(dotted: str) -> bool:
    """Whether a dotted name is a room, a module, or something that a module defines."""
    path = SOURCE.joinpath(*dotted.split("."))
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    home = path.parent.with_suffix(".py")
    return home.exists() and path.name in defined_in(home)


NAMED = sorted(set(DOTTED.findall(PAGE)))


@pytest.mark.parametrize("dotted", NAMED)
def test_every_name_on_the_page_exists(dotted):
    assert exists(dotted), f"ARCHITECTURE.md names {dotted}, which is not there"


def test_a_name_that_is_not_there_would_be_noticed():
    assert not exists("core.review.gate.let_everything_through")
    assert not exists("records.attic.actions")


def test_the_four_journeys_walk_down_the_stairs():
    journeys = PAGE.partition("## Four journeys")[2].partition("\n## ")[0]
    steps = re.findall(r"^\*\*\d\. ", journeys, re.MULTILINE)
    assert len(steps) == 4
    for journey in re.split(r"^\*\*\d\. ", journeys, flags=re.MULTILINE)[1:]:
        storeys = {name.partition(".")[0] for name in DOTTED.findall(journey)}
        assert {"records", "core"} <= storeys, journey[:60]


def test_every_adr_is_numbered_in_turn_named_here_and_one_page_long():
    adrs = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [path.name[:4] for path in adrs] == [f"{number:04d}" for number in range(1, len(adrs) + 1)]
    for path in adrs:
        text = path.read_text("utf-8")
        assert f"docs/adr/{path.name}" in PAGE, f"{path.name} is not named in ARCHITECTURE.md"
        assert len(text.splitlines()) <= 60, f"{path.name} is longer than a page"
        for heading in ("## The question", "## What we do", "## What follows from it"):
            assert heading in text, f"{path.name} has no section '{heading[3:]}'"
