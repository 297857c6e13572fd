"""How does something that is written here get its next version? Sealed and numbered; only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from safelight.core.review.imr.merging import choices_in
from safelight.records.cases import vault
from safelight.records.people.models import User


def add_to(
    row: Any, kept: Mapping[str, str], *, texts: Mapping[str, str], by: User, at: datetime, aside: bool, **columns: Any
) -> Any:
    """Add the next version to a row that has `versions`; unless it is kept aside, it stands from now on.

    All of `kept` is sealed; words and places to choose are counted in its `texts`. Within the act's transaction, with
    the row locked.
    """
    newest = row.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = row.versions.create(
        number=newest + 1,
        sealed=vault.seal(json.dumps(dict(kept), ensure_ascii=False)),
        words=sum(len(text.split()) for text in texts.values()),
        to_choose=sum(len(choices_in(text)) for text in texts.values()),
        aside=aside,
        saved_at=at,
        saved_by=by,
        **columns,
    )
    if not aside:
        row.version = version.number
        row.save(update_fields=["version"])
    return version
