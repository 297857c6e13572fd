"""What should the public site be made of now? One hash over every edition that is or was public."""

from __future__ import annotations

import hashlib
import json

from django.db.models import QuerySet

from safelight.records.publication.files import hashes_of
from safelight.records.publication.models import Edition
from safelight.records.publication.words import EditionState


def should_be_up() -> str:
    """The hash of what is published and withdrawn; empty where nothing ever was.

    It says nothing of how plans stand: those are written anew with every build, at least once a day.
    """
    rows = on_the_boards_site(Edition.objects.order_by("public_id"))
    told = [
        [row.public_id, row.state, sorted(hashes_of(row).items()), str(row.show_until), row.noindex] for row in rows
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest() if told else ""


def on_the_boards_site(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    """Those that the board's site shows or has a notice of; an edition without its name is never among them."""
    return rows.filter(state__in=[EditionState.PUBLISHED, EditionState.WITHDRAWN], unnamed_because="")
