"""Which `rule` values can the gate print? Read from the code of the finders and of the formats, not from a list."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from safelight.core.anonymise.unlisted.learned import KINDS
from safelight.core.papers.docx import hide
from safelight.core.papers.docx.looks import Unseen
from safelight.core.papers.odt import hide as odt_hide
from safelight.core.papers.pdf import notes as pdf_notes

CORE = Path(__file__).parents[2] / "src/safelight/core"

LOOKED_UP = {
    "rule", "str(rule)", "why", "one.unseen", "word.rule", "one.rule", "each.rule", "ACTIONS[kind]", "needle.rule",
    "finding.rule", "hit.rule", "telling.rule", "name.rule", "reason", "found.rule", "lack.rule.id", "opened.rule",
    "what.rule", "sign.rule", "shape.rule", "kind.rule",
}  # fmt: skip
"""Expressions that name a rule without spelling it; `from_tables` knows what each of them can be."""

ODT_HIDE = "papers/odt/hide.py"
RULE = re.compile(r"[a-z]+(?:-[a-z]+)*")
PLACES = {
    "Hidden": 0, "_found": 0, "found": 0, "Needle": 1, "_Sought": 0, "Named": 2, "DateHit": 3, "Shape": 0,
    "Sign": 2,
}  # fmt: skip
"""Which argument of each maker is the rule."""


class UnknownSource(AssertionError):
    """A rule comes from an expression that this module does not know: add it, and say where its values stand."""


def words_of(expression: ast.expr) -> Iterator[str]:
    """The rules that an argument spells, through a conditional expression as well."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from (word for side in (expression.body, expression.orelse) for word in words_of(side))
    elif ast.unparse(expression) not in LOOKED_UP:
        raise UnknownSource(f"rule={ast.unparse(expression)}")


def trees(folder: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((CORE / folder).rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def from_calls(tree: ast.AST) -> Iterator[str]:
    """Rules given to whatever makes a finding, by place or by the keyword `rule`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        maker = node.func.id if isinstance(node.func, ast.Name) else ""
        given = list(spread(node.args))
        if maker in PLACES and len(given) > PLACES[maker] + 1:
            yield from words_of(given[PLACES[maker]])
        elif maker == "_finding":
            words = [word for argument in node.args for word in constants(argument)]
            yield from [word for word in words[:1] if RULE.fullmatch(word)]
        for keyword in node.keywords:
            if keyword.arg == "rule" and maker not in {"Reason", "Lack"}:
                yield from words_of(keyword.value)


def spread(arguments: list[ast.expr]) -> Iterator[ast.expr]:
    """The arguments by their places: `*match.span()` stands for two."""
    for argument in arguments:
        yield argument
        if isinstance(argument, ast.Starred) and ast.unparse(argument).startswith("*match.span("):
            yield argument


def constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def local_words(tree: ast.Module, *functions: str) -> Iterator[str]:
    """What a function returns, or gives to its own variable called `rule`, in so many words."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or node.name not in functions:
            continue
        for inner in ast.walk(node):
            is_rule = isinstance(inner, ast.Assign) and [ast.unparse(target) for target in inner.targets] == ["rule"]
            if (is_rule or isinstance(inner, ast.Return)) and inner.value is not None:
                yield from spelt(inner.value)


def spelt(expression: ast.expr) -> Iterator[str]:
    if isinstance(expression, ast.IfExp):
        yield from (word for side in (expression.body, expression.orelse) for word in spelt(side))
    elif isinstance(expression, ast.Constant) and isinstance(expression.value, str) and expression.value:
        yield expression.value


def tree_of(path: str) -> ast.Module:
    return ast.parse((CORE / path).read_text("utf-8"))


@cache
def hidden_rules() -> frozenset[str]:
    """Everything that can hide in a file, and what cannot be checked."""
    found = {word for _, tree in trees("papers") for word in from_calls(tree)}
    found |= {rule for rule, _ in odt_hide.WHOLE_PARTS.values()} | set(local_words(tree_of(ODT_HIDE), "_fields"))
    found |= {rule for rule, _ in hide.WHOLE_PARTS.values()} | {rule for rule, _ in hide.TELLING_SETTINGS.values()}
    found |= {str(why) for why in Unseen} | set(pdf_notes.ACTIONS.values())
    found |= set(local_words(tree_of("papers/pdf/sight.py"), "_why_unseen"))
    found |= set(local_words(tree_of("papers/html/sight.py"), "unseen"))
    return frozenset(found | set(from_calls(tree_of("review/gate.py"))))


@cache
def finder_rules() -> frozenset[str]:
    """Everything that a finder, listed or unlisted, can call what it found."""
    found = {word for _, tree in trees("anonymise") for word in from_calls(tree)}
    found |= {kind.rule for kind in KINDS.values()}
    found |= set(local_words(tree_of("anonymise/finders/names.py"), "describe"))
    found |= set(local_words(tree_of("anonymise/finders/places.py"), "place_needles"))
    dates = tree_of("anonymise/finders/dates.py")
    found |= {word for node in ast.walk(dates) for word in constants(node) if word.startswith("date-of-")}
    listed = tree_of("anonymise/listed.py")
    frames = next(node for node in listed.body if isinstance(node, ast.FunctionDef) and node.name == "_widened")
    found |= {word for node in ast.walk(frames) for word in constants(node) if word in {"email", "link"}}
    return frozenset(found)
