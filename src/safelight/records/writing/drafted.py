"""Which words of a report went into a draft for publication?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safelight.core.review.taking_back import Part
from safelight.records.people.models import User
from safelight.records.writing.models import ReportDrafted, SectionVersion, WrittenReport
from safelight.records.writing.sections import standing_in, words_of


def remember_draft(report: WrittenReport, *, draft: UUID, by: User, at: datetime) -> None:
    """Keep which version of each section a draft was made of, within the act's transaction."""
    versions = [[str(section.pk), version.number] for section, version in standing_in(report) if not version.gone]
    ReportDrafted.objects.create(report=report, draft=draft, versions=versions, made_at=at, made_by=by)


def versions_in(drafted: ReportDrafted) -> dict[str, SectionVersion]:
    """The versions of which a draft was made, in their order, by the key of their section."""
    wanted = {str(key): int(number) for key, number in drafted.versions}
    rows = SectionVersion.objects.filter(section__in=list(wanted), number__in=set(wanted.values()))
    found = {
        str(row.section_id): row for row in rows.select_related("section") if row.number == wanted[str(row.section_id)]
    }
    return {key: found[key] for key in wanted}


def parts_in(versions: dict[str, SectionVersion]) -> tuple[Part, ...]:
    """Their headings and words."""
    words = {key: words_of(version) for key, version in versions.items()}
    return tuple(Part(key=key, heading=one.heading, text=one.text) for key, one in words.items())
