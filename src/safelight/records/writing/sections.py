"""What stands in one section of a report: its words taken out of their seal, and the next version of it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from safelight.core.review.imr.merging import merge
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
LONGEST = 200_000
"""Characters in one section: about sixty pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The heading of a section and the text under it."""

    heading: str
    text: str


def sealed_words(words: Words) -> bytes:
    """Heading and text under the key of the papers."""
    return vault.seal(json.dumps(dataclasses.asdict(words), ensure_ascii=False))


def unsealed_words(sealed: bytes | memoryview) -> Words:
    """Heading and text taken out of their seal."""
    kept = json.loads(vault.unseal(sealed))
    return Words(heading=str(kept["heading"]), text=str(kept["text"]))


def words_of(version: SectionVersion) -> Words:
    """Heading and text of one version."""
    return unsealed_words(version.sealed)


def standing(section: WrittenSection) -> SectionVersion:
    """The version of a section that stands: every section is begun with one."""
    return section.versions.get(number=section.version)


def standing_in(report: WrittenReport) -> tuple[tuple[WrittenSection, SectionVersion], ...]:
    """Every section in order with the version that stands, those removed among them."""
    return tuple((row.section, row) for row in standing_versions(report))


def standing_versions(report: WrittenReport) -> QuerySet[SectionVersion]:
    """The version of each section that stands, in order."""
    rows = SectionVersion.objects.filter(section__report=report, number=F("section__version"))
    return rows.select_related("section__report", "saved_by").order_by("section__place", "section_id")


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
        dataclasses.asdict(words),
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


def begin_section(report: WrittenReport, words: Words, *, way: Change, by: User, at: datetime) -> WrittenSection:
    """Add a section at the end with its first version, within the act's transaction."""
    last = report.sections.last()
    section = WrittenSection.objects.create(report=report, place=last.place + 1 if last is not None else 1)
    add_version(section, words, way=way, by=by, at=at)
    return section


def bring_together(
    row: WrittenSection,
    sent: Words,
    *,
    begun_from: SectionVersion,
    way: Change = Change.TYPED,
    page: str = "",
    by: User,
    at: datetime,
) -> int | None:
    """The number of the version that holds what was sent; None where nothing new was.

    Where somebody has saved since `begun_from`, what was sent is kept beside what stands, and both are brought
    together in a version of its own. In a section that was removed, or where both together are too long, it is only
    kept.
    """
    now = standing(row)
    there, before = words_of(now), words_of(begun_from)
    unchanged = sent.text == before.text and sent.heading in {before.heading, there.heading}
    if sent == there or (unchanged and begun_from.number != row.version):
        return None
    both = together(before, sent, there)
    aside = now.gone or both != sent
    own = add_version(row, sent, way=way, by=by, at=at, base=begun_from.number, aside=aside, page=page)
    if aside and not now.gone and len(both.text) <= LONGEST:
        add_version(row, both, way=Change.MERGED, by=by, at=at, base=own.number)
    return own.number


def together(before: Words, sent: Words, there: Words) -> Words:
    """What stands once words that were made from `before` have been brought together with those that stand."""
    if there == before:
        return sent
    heading = sent.heading if there.heading == before.heading else there.heading
    return Words(heading=heading, text=merge(before.text, sent.text, there.text).text)


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
