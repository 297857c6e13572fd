"""What stands in one section of a report: its words taken out of their seal, and the next version of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from safelight.core.review.written import Change
from safelight.core.vocabulary import Reader
from safelight.records.cases import vault
from safelight.records.cases.versions import add_to
from safelight.records.people.models import User
from safelight.records.plans.acting import Acting, acting, sought
from safelight.records.writing.models import SectionVersion, WrittenReport, WrittenSection

WRITERS = frozenset({Reader.OVERVIEW_AUTHOR, Reader.BUSINESS_MANAGER})
COMMENTERS = WRITERS | {Reader.PANEL_CHAIR, Reader.PANEL_MEMBER}
READERS = COMMENTERS | {Reader.BOARD_CHAIR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The heading of a section and the text under it."""

    heading: str
    text: str


def words_of(version: SectionVersion) -> Words:
    """Heading and text of one version."""
    kept = json.loads(vault.unseal(version.sealed))
    return Words(heading=str(kept["heading"]), text=str(kept["text"]))


def standing(section: WrittenSection) -> SectionVersion:
    """The version of a section that stands: every section is begun with one."""
    return section.versions.get(number=section.version)


def standing_in(report: WrittenReport) -> tuple[tuple[WrittenSection, SectionVersion], ...]:
    """Every section in order with the version that stands, those removed among them."""
    rows = SectionVersion.objects.filter(section__report=report, number=F("section__version"))
    rows = rows.select_related("section__report", "saved_by").order_by("section__place", "section_id")
    return tuple((row.section, row) for row in rows)


def add_version(
    section: WrittenSection,
    words: Words,
    *,
    way: Change,
    by: User,
    at: datetime,
    base: int | None = None,
    aside: bool = False,
    gone: bool = False,
    page: str = "",
) -> SectionVersion:
    """Add the next version, within the act's transaction; unless it is kept aside, it stands from now on."""
    added: SectionVersion = add_to(
        section,
        {"heading": words.heading, "text": words.text},
        texts={"text": words.text},
        base=section.version if base is None else base,
        way=way,
        by=by,
        at=at,
        aside=aside,
        gone=gone,
        page=page,
    )
    return added


@contextmanager
def changing(
    section: UUID, *, act: str, by: User, at: datetime, allowed: frozenset[Reader] = WRITERS
) -> Iterator[tuple[WrittenSection, Acting]]:
    """One act on a section, by those who write it unless told otherwise: its transaction, with the report locked.

    Nothing that is typed moves the case to another stage, so the case itself is not locked.

    Raises:
        NotForYou, NotNow
    """
    row = sought(WrittenSection, section, act=act, by=by, at=at)
    deed = acting(act, case=row.report.case_id, by=by, at=at, allowed=allowed)
    with transaction.atomic():
        lock(row.report)
        deed.check_going_on()
        yield WrittenSection.objects.select_related("report").get(pk=row.pk), deed


def lock(report: WrittenReport) -> None:
    """Let nobody else write in this report before the transaction ends."""
    WrittenReport.objects.select_for_update(of=("self",), no_key=True).get(pk=report.pk)
