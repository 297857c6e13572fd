"""Is the audit trail whole? The verb audit verify, the only one that needs the web part and loads it when asked."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
from pathlib import Path

from safelight.cli.answer import BLOCKED, Answer, Refused

INSTALL = "install it with pip install 'safelight[web]'"


def verify(options: argparse.Namespace) -> Answer:
    """Walk the trail from the first entry; exit code 1 names the first bad one."""
    if importlib.util.find_spec("django") is None:
        raise Refused(f"the audit trail needs Safelight's web part: {INSTALL}")
    _choose_data(options.database)
    os.environ["DJANGO_SETTINGS_MODULE"] = "safelight.web.settings"
    try:
        importlib.import_module("django").setup()
        queries = importlib.import_module("safelight.records.audit.queries")
    except ImportError as problem:
        raise Refused(f"Safelight's web part is not complete ({problem.name} is missing): {INSTALL}") from None
    except OSError as problem:
        raise Refused(f"the data directory cannot be used ({problem.strerror}): check --database") from None
    unreadable: type[Exception] = importlib.import_module("django.db.utils").Error
    try:
        found = queries.verify_chain()
    except unreadable:
        raise Refused("the database holds no audit trail that can be read: check --database") from None
    if found.whole:
        return Answer(f"The audit trail is whole: {found.entries} entries.")
    return Answer(f"The audit trail is broken at entry {found.first_bad}: {found.why}.", BLOCKED)


def _choose_data(given: str | None) -> None:
    """Point the settings at a data directory: the one given, else SAFELIGHT_DATA, else the own or the demo's."""
    own, demo = Path("var/data"), Path("var/demo")
    if given is not None:
        os.environ.pop("DATABASE_URL", None)
        directory = Path(given).parent if Path(given).is_file() else Path(given)
    elif os.environ.get("SAFELIGHT_DATA"):
        directory = Path(os.environ["SAFELIGHT_DATA"])
    else:
        directory = demo if _holds_database(demo) and not _holds_database(own) else own
    # Without this look, the settings would make an empty directory with new keys.
    if not os.environ.get("DATABASE_URL") and not _holds_database(directory):
        raise Refused(f"there is no database in {directory}: name the data directory with --database, or run make demo")
    os.environ["SAFELIGHT_DATA"] = str(directory.resolve())


def _holds_database(directory: Path) -> bool:
    return (directory / "db.sqlite3").is_file()
