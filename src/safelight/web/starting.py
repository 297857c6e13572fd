"""What is done when the desk starts? If a process was killed in the middle of publication, the rest of it."""

from __future__ import annotations

import logging

from django.db import DatabaseError

from safelight.records.people.public import NoBoard
from safelight.records.publication.site import SiteLeaks
from safelight.web.public.build import catch_up


def start() -> None:
    """Bring the public site up to what the records say. What keeps it from that never keeps the desk from starting."""
    try:
        catch_up()
    except (DatabaseError, NoBoard, SiteLeaks, OSError):
        # Without the reason: it could name a page. `make freeze`, and the desk's own button, say it.
        logging.getLogger(__name__).warning("The public site could not be brought up to date at the start.")
