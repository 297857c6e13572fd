"""How a test takes the triggers of the audit trail away, as the holder of the database could, and sets them again."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

from django.db import connection

MIGRATION = import_module("safelight.records.audit.migrations.0002_append_only")


def drop_triggers() -> None:
    """From now on the trail can be changed by hand."""
    with connection.cursor() as cursor:
        MIGRATION.unguard(None, SimpleNamespace(connection=connection, execute=cursor.execute))


def set_triggers() -> None:
    """From now on it cannot."""
    with connection.cursor() as cursor:
        MIGRATION.guard(None, SimpleNamespace(connection=connection, execute=cursor.execute))
