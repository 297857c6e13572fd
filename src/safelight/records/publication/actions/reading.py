"""Reading is an act here too: a draft may still name people, and an edition is not public before it is published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safelight.records.audit.actions import record, record_refusal
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.pages import DraftPage
from safelight.records.publication.queries import draft_page, edition_bytes
from safelight.records.publication.told import TogetherPage, together_page


def read_draft(*, draft: UUID, by: User, at: datetime) -> DraftPage:
    """One draft with what was found in it and what the gate said.

    Raises:
        NotForYou: when the draft is not there for this reader; the attempt is recorded.
    """
    try:
        page = draft_page(by, draft)
    except NotForYou:
        record_refusal("publication.read_draft", by=by, at=at)
        raise
    with transaction.atomic():
        row = Draft.objects.get(pk=draft)
        record("publication.read_draft", by=by, at=at, case=row.case_id, subject=row, sha256=row.text_sha256)
    return page


def read_put_together(*, draft: UUID, by: User, at: datetime) -> TogetherPage:
    """What in one draft could be put together, with what is public and with itself.

    Raises:
        NotForYou: when the draft is not there for this reader; the attempt is recorded.
    """
    try:
        page = together_page(by, draft)
    except NotForYou:
        record_refusal("publication.read_put_together", by=by, at=at)
        raise
    with transaction.atomic():
        row = Draft.objects.get(pk=draft)
        record("publication.read_put_together", by=by, at=at, case=row.case_id, subject=row, sha256=row.text_sha256)
    return page


def read_edition(*, edition: UUID, form: str, by: User, at: datetime) -> bytes:
    """The finished bytes of an edition, `form` being "html", "pdf" or "odt".

    Raises:
        NotForYou: when the edition is not there for this reader; the attempt is recorded.
    """
    try:
        data = edition_bytes(by, edition, form=form)
    except NotForYou:
        record_refusal("publication.read_edition", by=by, at=at)
        raise
    with transaction.atomic():
        row = Edition.objects.get(pk=edition)
        record("publication.read_edition", by=by, at=at, case=row.case_id, subject=row, form=form)
    return data
