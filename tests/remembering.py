"""A builder's records are made by the actions once in a process; when the same is asked of the same, they are put back.

The key is everything that stands in the database, so that no test gets what another one's records would have given.
Where a test patches the code that a builder runs, it calls `forget` first.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

P = ParamSpec("P")
R = TypeVar("R")
Rows = dict[Any, tuple[Any, ...]]
"""The rows of one table by their primary key, each in the order of the model's columns."""
State = dict[type[Model], Rows]

_NOT_OURS = frozenset({"contenttypes", "auth", "sessions", "migrations"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memory:
    """What one call of a builder wrote, removed and gave."""

    written: State
    removed: Mapping[type[Model], tuple[Any, ...]]
    changed: State
    files: Mapping[str, bytes]
    result: Any


_memories: dict[tuple[str, ...], _Memory] = {}


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """The same builder, which runs once in a process for each state of the database that it is called in."""

    @wraps(build)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        before = _state()
        key = (build.__qualname__, _plain(args), _plain(kwargs), _fingerprint(before), _today())
        memory = _memories.get(key)
        if memory is None:
            files = _files()
            result = build(*args, **kwargs)
            _memories[key] = _compare(before, _state(), files=files, result=result)
            return result
        _put_back(memory)
        kept: R = copy.deepcopy(memory.result)
        return kept

    return again


def forget() -> None:
    """Let the next builders run anew."""
    _memories.clear()


def _compare(before: State, after: State, *, files: set[str], result: Any) -> _Memory:
    return _Memory(
        written={
            model: new
            for model, rows in after.items()
            if (new := {pk: row for pk, row in rows.items() if pk not in before[model]})
        },
        changed={
            model: other
            for model, rows in after.items()
            if (other := {pk: row for pk, row in rows.items() if pk in before[model] and before[model][pk] != row})
        },
        removed={model: gone for model, rows in before.items() if (gone := tuple(rows.keys() - after[model].keys()))},
        files={name: (_vault() / name).read_bytes() for name in _files() - files},
        result=copy.deepcopy(result),
    )


def _put_back(memory: _Memory) -> None:
    with transaction.atomic():
        for model, gone in memory.removed.items():
            model._base_manager.filter(pk__in=gone)._raw_delete(using="default")
        for model, rows in memory.written.items():
            names = _columns(model)
            model._base_manager.bulk_create(model(**dict(zip(names, row, strict=True))) for row in rows.values())
        for model, rows in memory.changed.items():
            names = _columns(model)
            for pk, row in rows.items():
                model._base_manager.filter(pk=pk).update(**dict(zip(names, row, strict=True)))
        with connection.cursor() as cursor:
            for line in connection.ops.sequence_reset_sql(no_style(), list(memory.written)):
                cursor.execute(line)
    for name, data in memory.files.items():
        file = _vault() / name
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_bytes(data)


def _state() -> State:
    return {
        model: {row[0]: _whole(row[1:]) for row in model._base_manager.values_list("pk", *_columns(model))}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _NOT_OURS
    }


def _whole(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """PostgreSQL lends bytes that are gone with the connection."""
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def _columns(model: type[Model]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def _fingerprint(state: State) -> str:
    told = hashlib.sha256()
    for model, rows in state.items():
        if rows:
            told.update(repr((model._meta.label, sorted(rows.items(), key=repr))).encode())
    return told.hexdigest()


def _plain(value: Any) -> str:
    """What a builder was given, as a key: rows by their primary keys, which stand in the database."""
    if isinstance(value, Model):
        return f"{value._meta.label}:{value.pk}"
    if is_dataclass(value) and not isinstance(value, type):
        return repr([(field.name, _plain(getattr(value, field.name))) for field in fields(value)])
    if isinstance(value, Mapping):
        return repr([(name, _plain(given)) for name, given in value.items()])
    if isinstance(value, (tuple, list)):
        return repr([_plain(each) for each in value])
    return repr(value)


def _today() -> str:
    return str(getattr(settings, "PRETEND_TODAY", ""))


def _vault() -> Path:
    return Path(settings.VAULT)


def _files() -> set[str]:
    return {str(file.relative_to(_vault())) for file in _vault().rglob("*") if file.is_file()}
