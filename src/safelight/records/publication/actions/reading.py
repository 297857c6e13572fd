"""Reading is an act here too: a draft may still name people, and an edition is not public before it is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from safelight.records.audit.actions import record, record_refusal
from safelight.records.audit.queries import said_already
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.publication.bench import OPEN, bench_page
from safelight.records.publication.benched import BenchPage
from safelight.records.publication.checked import ChecksPage, checks_page
from safelight.records.publication.compared import ComparisonPage, comparison_page
from safelight.records.publication.intruder import IntruderPage, intruder_page
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.pages import DraftPage
from safelight.records.publication.queries import draft_page, edition_bytes
from safelight.records.publication.settled_words import SettledPage, settled_page
from safelight.records.publication.told import TogetherPage, together_page

DRAFT = "publication.read_draft"
Page = TypeVar("Page")


def read_draft(*, draft: UUID, by: User, at: datetime) -> DraftPage:
    """One draft with what was found in it and what the gate said.

    Raises:
        NotForYou: when the draft is not there for this reader; the attempt is recorded.
    """
    return _read(DRAFT, draft, lambda: draft_page(by, draft), by=by, at=at)


def read_bench(
    *,
    draft: UUID,
    by: User,
    at: datetime,
    finding: UUID | None = None,
    past: UUID | None = None,
    show: str = OPEN,
    words: str = "",
    sheet: int = 0,
    start: int | None = None,
) -> BenchPage:
    """The workbench of one draft; which finding, list and part of the text is what `bench.bench_page` takes.

    Whoever settles reads the same draft hundreds of times. One entry stands for all of it in a quarter of an hour.

    Raises:
        NotForYou: when the draft is not there for this reader; the attempt is recorded.
    """
    return _read(
        DRAFT,
        draft,
        lambda: bench_page(by, draft, at=finding, past=past, show=show, words=words, sheet=sheet, start=start),
        by=by,
        at=at,
        often=True,
    )


def read_comparison(*, draft: UUID, against: UUID | None, by: User, at: datetime) -> ComparisonPage:
    """What changed from one version of a draft to another.

    Raises:
        NotForYou: when one of them is not there for this reader; the attempt is recorded.
    """
    return _read(
        "publication.read_comparison",
        draft,
        lambda: comparison_page(by, draft, against=against),
        by=by,
        at=at,
        told=lambda page: {"against": page.against},
    )


def read_put_together(*, draft: UUID, by: User, at: datetime) -> TogetherPage:
    """What in one draft could be put together, with what is public and with itself.

    Raises:
        NotForYou: when the draft is not there for this reader; the attempt is recorded.
    """
    return _read("publication.read_put_together", draft, lambda: together_page(by, draft), by=by, at=at)


def read_intruder(*, draft: UUID, by: User, at: datetime) -> IntruderPage:
    """What somebody found who tried to find out who one draft is about, and what helps the next to try.

    Raises:
        NotForYou: when the draft is not there for this reader; the attempt is recorded.
    """
    on = at.astimezone(OFFICE_HOURS).date()
    return _read("publication.read_intruder", draft, lambda: intruder_page(by, draft, on=on), by=by, at=at)


def read_settled_words(*, draft: UUID, by: User, at: datetime) -> SettledPage:
    """How the sections of a report would read with the words that were settled in its draft.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    return _read("publication.read_settled_words", draft, lambda: settled_page(by, draft), by=by, at=at)


def read_checks(*, draft: UUID, by: User, at: datetime) -> ChecksPage:
    """Which of the twelve things one draft tells, and where it does not agree.

    Raises:
        NotForYou: when the draft is not there for this reader; the attempt is recorded.
        NotNow: when its words cannot be set for publication.
    """
    return _read("publication.read_checks", draft, lambda: checks_page(by, draft), by=by, at=at)


def read_edition(*, edition: UUID, form: str, by: User, at: datetime) -> bytes:
    """The finished bytes of an edition, `form` being "html" or "pdf".

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


def _read(
    act: str,
    draft: UUID,
    look: Callable[[], Page],
    *,
    by: User,
    at: datetime,
    often: bool = False,
    told: Callable[[Page], dict[str, Any]] = lambda page: {},
) -> Page:
    """A page of a draft, with its entry in the trail; read often, one entry stands for a quarter of an hour."""
    try:
        page = look()
    except NotForYou:
        record_refusal(act, by=by, at=at)
        raise
    row = Draft.objects.get(pk=draft)
    if not (often and said_already(act, actor=by.pk, subject=row, at=at)):
        with transaction.atomic():
            record(act, by=by, at=at, case=row.case_id, subject=row, sha256=row.text_sha256, **told(page))
    return page
