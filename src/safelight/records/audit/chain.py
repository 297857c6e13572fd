"""How an entry is sealed: a SHA-256 over every column and over the seal of the entry before."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safelight.records.audit.models import Entry

FIRST = "0" * 64
SEALED = ("number", "actor", "acting_as", "action", "case", "subject", "decision", "detail", "previous")


def seal(entry: Entry) -> str:
    """The hexadecimal digest of everything the entry says, with its time in UTC to the microsecond."""
    said = {name: getattr(entry, name) for name in SEALED}
    said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
