"""What does a rule file say? TOML in, rules out; whatever is missing is refused, with the words to add."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from safelight.core.rulebook.checks import FORMS, NOT_IN_FORCE, Check, check_args, suggest
from safelight.core.rulebook.model import (
    Args,
    ArgValue,
    Duty,
    Example,
    Framework,
    Jurisdiction,
    Rule,
    RulebookError,
    Selector,
    Source,
    SourceKind,
)
from safelight.core.vocabulary import CitationStatus, Force

Table = Mapping[str, object]
Word = TypeVar("Word", bound=StrEnum)

SOURCE_KEYS = ("id", "title", "kind", "issued_under", "jurisdiction")
OPTIONAL_SOURCE_KEYS = ("reviews",)
RULE_KEYS = {
    "id": "a short name that starts with the source's id and a slash",
    "provision": 'where in the source it stands, such as "paragraph 8.49", or "" where that is not known',
    "citation_status": "verified, secondary, unverified or local",
    "says": "one or two sentences in our own words, not the source's",
    "duty": "the question that it answers",
    "force": "must, must-not, should or may",
    "selected_by": "the date that picks it, mostly review.initiated_on",
    "in_force": "{ from = 2010-03-17, until = 2010-06-10 }, where until is the first day without it",
    "check": "the check that Python runs for it",
    "example": "at least one [[rule.example]] with given and expect",
}
OPTIONAL_RULE_KEYS = ("replaced_by", "args", "task", "prompts")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Read:
    """One source with its rules, in the order of the file."""

    source: Source
    rules: tuple[Rule, ...]


def read_source(untrusted_toml: str, *, file: str, framework: Framework) -> Read:
    """Read one source file. `file` is what error messages call it.

    Raises:
        RulebookError: it cannot be read, or a rule lacks something; says which and what to add.
    """
    data = parse(untrusted_toml, file=file)
    only_keys(data, ("source", "rule"), where=file)
    source = _source(_table(data.get("source"), where=file, what="a [source] table"), file=file, framework=framework)
    rules = tuple(
        _rule(table, source=source, file=file, duties=framework.duties)
        for table in tables(data.get("rule"), file, "[[rule]]")
    )
    if not rules:
        raise RulebookError(f"{file}: there is no rule in it. Add a [[rule]], or leave the file out.")
    return Read(source, rules)


def parse(untrusted_toml: str, *, file: str) -> Table:
    """TOML, or a RulebookError that says on which line it goes wrong."""
    try:
        return tomllib.loads(untrusted_toml)
    except tomllib.TOMLDecodeError as why:
        raise RulebookError(f"{file} is not readable as TOML: {why}. Mend that line.") from why
    except RecursionError as why:
        raise RulebookError(f"{file} nests lists or tables too deeply to be a rule file.") from why


def tables(value: object, file: str, what: str) -> list[Table]:
    """A list of tables, which TOML writes as [[what]]; none at all is an empty list."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise RulebookError(f"{file}: write {what} in double square brackets, once for each.")
    return value


def words_of(table: Table, name: str, *, where: str, advice: str, empty: bool = False) -> str:
    """The text under a key. `empty` allows "" but never a missing key."""
    value = table.get(name)
    if not isinstance(value, str):
        raise RulebookError(f"{where}: {name!r} is missing. Add {advice}.")
    text = " ".join(value.split())
    if not text and not empty:
        raise RulebookError(f"{where}: {name!r} is empty. Add {advice}.")
    return text


def word_list(table: Table, name: str, *, where: str, advice: str) -> tuple[str, ...]:
    """The list of words under a key, which is not an empty one."""
    value = table.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(word, str) and word.strip() for word in value):
        raise RulebookError(f"{where}: {name!r} is to be a list of words. Add {advice}.")
    return tuple(" ".join(word.split()) for word in value)


def day_of(value: object, *, where: str, name: str) -> date:
    """A date written without quotation marks and without a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise RulebookError(f"{where}: {name!r} is to be a date without quotation marks, such as 2010-03-17.")
    return value


def one_of(words: type[Word], written: str, *, where: str, name: str) -> Word:
    """The word of a closed list."""
    try:
        return words(written)
    except ValueError as why:
        raise RulebookError(
            f"{where}: {name!r} has {written!r}, a word nobody knows. {suggest(written, words)}"
        ) from why


def _source(table: Table, *, file: str, framework: Framework) -> Source:
    where = f"{file}, [source]"
    only_keys(table, (*SOURCE_KEYS, *OPTIONAL_SOURCE_KEYS), where=where)
    text = {
        name: words_of(table, name, where=where, advice=f"{name} = …", empty=name == "issued_under")
        for name in SOURCE_KEYS
    }
    if not NAME.fullmatch(text["id"]):
        raise RulebookError(f"{where}: id {text['id']!r} is to be small letters, figures and hyphens, such as wt2010.")
    reviews = word_list(table, "reviews", where=where, advice="the processes") if "reviews" in table else ()
    known = [process.id for process in framework.processes]
    for name in reviews:
        if name not in known:
            raise RulebookError(f"{where}: {name!r} is no process of processes.toml. {suggest(name, known)}")
    return Source(
        id=text["id"],
        title=text["title"],
        kind=one_of(SourceKind, text["kind"], where=where, name="kind"),
        issued_under=text["issued_under"],
        jurisdiction=one_of(Jurisdiction, text["jurisdiction"], where=where, name="jurisdiction"),
        reviews=reviews,
    )


def _rule(table: Table, *, source: Source, file: str, duties: Mapping[str, Duty]) -> Rule:
    where = f"{file}, rule {table.get('id', 'without an id')}"
    only_keys(table, (*RULE_KEYS, *OPTIONAL_RULE_KEYS), where=where)
    for name, advice in RULE_KEYS.items():
        if name not in table:
            raise RulebookError(f"{where}: {name!r} is missing. Add {advice}.")
    text = {
        name: words_of(table, name, where=where, advice=advice, empty=name == "provision")
        for name, advice in RULE_KEYS.items()
        if name not in ("in_force", "example")
    }
    if not text["id"].startswith(f"{source.id}/") or not NAME.fullmatch(text["id"].removeprefix(f"{source.id}/")):
        raise RulebookError(f"{where}: its id is to be {source.id}/ and a short name in small letters and hyphens.")
    check = one_of(Check, text["check"], where=where, name="check")
    duty = _answers(text["duty"], check, duties=duties, where=where)
    args = Args({name: _value(value, where=where, name=name) for name, value in _args_of(table, where=where).items()})
    check_args(check, args, where=where)
    start, until = _in_force(table["in_force"], where=where)
    return Rule(
        id=text["id"],
        source=source,
        provision=text["provision"],
        citation_status=one_of(CitationStatus, text["citation_status"], where=where, name="citation_status"),
        says=text["says"],
        duty=text["duty"],
        force=one_of(Force, text["force"], where=where, name="force"),
        selected_by=one_of(Selector, text["selected_by"], where=where, name="selected_by"),
        start=start,
        until=until,
        replaced_by=_replaced_by(table, until=until, where=where),
        check=check,
        args=args,
        examples=_examples(table["example"], check=check, file=file, where=where),
        task=_task(table, duty=duty, where=where),
        prompts=word_list(table, "prompts", where=where, advice="questions") if "prompts" in table else (),
    )


def _answers(name: str, check: Check, *, duties: Mapping[str, Duty], where: str) -> Duty:
    duty = duties.get(name)
    if duty is None:
        raise RulebookError(f"{where}: {name!r} is no question of this rulebook. {suggest(name, duties)}")
    if check not in duty.checks:
        fitting = " or ".join(duty.checks)
        raise RulebookError(f"{where}: the check {check} cannot answer {name!r}. Use {fitting}.")
    return duty


def _task(table: Table, *, duty: Duty, where: str) -> str:
    if "task" not in table:
        return ""
    if not duty.task:
        raise RulebookError(f"{where}: its duty has no line in the task list, so 'task' has no place here.")
    return words_of(table, "task", where=where, advice="the title of its line")


def _args_of(table: Table, *, where: str) -> Table:
    return _table(table.get("args", {}), where=where, what="args in curly brackets")


def _in_force(value: object, *, where: str) -> tuple[date, date | None]:
    span = _table(value, where=where, what=f"in_force as {RULE_KEYS['in_force']}")
    only_keys(span, ("from", "until"), where=f"{where}, in_force")
    if "from" not in span:
        raise RulebookError(f"{where}: in_force has no 'from'. Add the first day on which the rule stood.")
    start = day_of(span["from"], where=where, name="from")
    until = day_of(span["until"], where=where, name="until") if "until" in span else None
    if until is not None and until <= start:
        raise RulebookError(
            f"{where}: 'until' is not after 'from'. It is the first day on which the rule no longer stood."
        )
    return start, until


def _replaced_by(table: Table, *, until: date | None, where: str) -> str:
    successor = (
        words_of(table, "replaced_by", where=where, advice="the successor's id") if "replaced_by" in table else ""
    )
    if successor and until is None:
        raise RulebookError(f"{where}: it is replaced but has no end. Add 'until' to in_force.")
    return successor


def _examples(value: object, *, check: Check, file: str, where: str) -> tuple[Example, ...]:
    found = tuple(_example(table, check=check, where=where) for table in tables(value, file, "[[rule.example]]"))
    if not found:
        raise RulebookError(f"{where}: it has no example. Add {RULE_KEYS['example']}.")
    return found


def _example(table: Table, *, check: Check, where: str) -> Example:
    where = f"{where}, example"
    only_keys(table, ("given", "expect"), where=where)
    given = _table(table.get("given"), where=where, what="given = { … }, the facts")
    if not given:
        raise RulebookError(f"{where}: 'given' holds no facts. Add those that the answer rests on.")
    facts = Args({name: _value(fact, where=where, name=name) for name, fact in given.items()})
    expect = table.get("expect")
    if isinstance(expect, date) and "a date" in FORMS[check].answers:
        return Example(given=facts, expect=expect.isoformat())
    if not isinstance(expect, str) or expect not in FORMS[check].answers - {"a date"} | {NOT_IN_FORCE}:
        answers = ", ".join(sorted(FORMS[check].answers | {NOT_IN_FORCE}))
        raise RulebookError(f"{where}: 'expect' is {expect!r}, which {check} never answers. Use one of: {answers}.")
    return Example(given=facts, expect=expect)


def _value(value: object, *, where: str, name: str) -> ArgValue:
    if isinstance(value, str | int) or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    raise RulebookError(f"{where}: {name!r} is to be a word, a whole number, a date or a list of words.")


def _table(value: object, *, where: str, what: str) -> Table:
    if not isinstance(value, dict):
        raise RulebookError(f"{where}: it needs {what}. Add that.")
    return value


def only_keys(table: Table, known: Collection[str], *, where: str) -> None:
    """Refuse a key that nobody reads: it would be lost without a word."""
    for name in table:
        if name not in known:
            raise RulebookError(f"{where}: nobody knows {name!r} here. {suggest(name, known)}")
