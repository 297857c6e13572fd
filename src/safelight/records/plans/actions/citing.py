"""On what does a finding rest? Rows of the chronology and sections of agencies' accepted reviews are its sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from safelight.records.cases.models import AgencyReview, Case, ChronologyRow, ReviewPart
from safelight.records.cases.pseudonyms import rows_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, WrongInput
from safelight.records.plans.acting import acting, sought
from safelight.records.plans.actions.agreeing import WRITERS
from safelight.records.plans.models import Citation, Finding, ReviewCitation
from safelight.records.plans.sources import sections_to_cite, version_now


def cite_rows(
    *, finding: Finding | UUID, rows: Sequence[UUID] = (), numbers: Sequence[int] = (), by: User, at: datetime
) -> int:
    """Rest a finding on rows of the chronology, by their keys or by their numbers in the integrated chronology.

    The answer is how many it cites now. A row that it cites already is no mistake.

    Raises:
        NotForYou: or a row of another review.
        NotNow: once the review is closed.
        WrongInput: no row, or a number that no row has.
    """
    name = "plans.cite_rows"
    finding = sought(Finding, finding, act=name, by=by, at=at)
    act = acting(name, case=finding.case_id, by=by, at=at, allowed=WRITERS)
    act.check_going_on()
    with act.writing() as held:
        cited = _rows_cited(held, rows=rows, numbers=numbers)
        Citation.objects.bulk_create(
            (Citation(finding=finding, row=row, cited_at=at, cited_by=by) for row in cited), ignore_conflicts=True
        )
        count = finding.citations.count()
        act.record(finding, rows=len(cited), cites=count)
    return count


def stop_citing(*, finding: Finding | UUID, row: UUID, by: User, at: datetime) -> None:
    """Take back that a finding rests on a row.

    Raises:
        NotForYou: or a row that it does not cite.
        NotNow: once the review is closed.
    """
    name = "plans.stop_citing"
    finding = sought(Finding, finding, act=name, by=by, at=at)
    act = acting(name, case=finding.case_id, by=by, at=at, allowed=WRITERS)
    act.check_going_on()
    with act.writing():
        taken, _ = finding.citations.filter(row__key=row).delete()
        if not taken:
            raise NotForYou
        act.record(finding, cites=finding.citations.count())


def cite_section(
    *, finding: Finding | UUID, review: AgencyReview | UUID, part: int | None, by: User, at: datetime
) -> ReviewCitation:
    """Rest a finding on a section of an agency's accepted review, or, with `part` None, on the review as a whole.

    Cited again, it is cited as it stands now: so somebody says that they have read what was changed.

    Raises:
        NotForYou: or a section of another review, one in which nothing is written, or one that is not accepted.
        NotNow: once the review is closed.
    """
    name = "plans.cite_section"
    finding = sought(Finding, finding, act=name, by=by, at=at)
    act = acting(name, case=finding.case_id, by=by, at=at, allowed=WRITERS)
    act.check_going_on()
    with act.writing() as held:
        source, section = _section_cited(held, review=review, part=part)
        cited, _ = ReviewCitation.objects.update_or_create(
            finding=finding,
            review=source,
            part=section,
            defaults={"version": version_now(source, section), "cited_at": at, "cited_by": by},
        )
        act.record(finding, review=str(source.pk), section=section.key if section else "", version=cited.version)
    return cited


def stop_citing_section(*, finding: Finding | UUID, citation: int, by: User, at: datetime) -> None:
    """Take back that a finding rests on a section.

    Raises:
        NotForYou: or one that it does not cite.
        NotNow: once the review is closed.
    """
    name = "plans.stop_citing_section"
    finding = sought(Finding, finding, act=name, by=by, at=at)
    act = acting(name, case=finding.case_id, by=by, at=at, allowed=WRITERS)
    act.check_going_on()
    with act.writing():
        taken, _ = finding.review_citations.filter(pk=citation).delete()
        if not taken:
            raise NotForYou
        act.record(finding, cites=finding.review_citations.count())


def _section_cited(
    case: Case, *, review: AgencyReview | UUID, part: int | None
) -> tuple[AgencyReview, ReviewPart | None]:
    wanted = review.pk if isinstance(review, AgencyReview) else review
    for source, section, _ in sections_to_cite(case):
        if source.pk == wanted and (section.pk if section else None) == part:
            return source, section
    raise NotForYou


def _rows_cited(case: Case, *, rows: Sequence[UUID], numbers: Sequence[int]) -> list[ChronologyRow]:
    if not rows and not numbers:
        raise WrongInput("Say which rows: tick them in the chronology, or enter their numbers.", field="numbers")
    among = rows_of(case)
    cited = list(among.filter(Q(key__in=rows) | Q(position__in=numbers)))
    if set(rows) - {row.key for row in cited}:
        raise NotForYou
    if missing := sorted(set(numbers) - {row.position for row in cited}):
        raise WrongInput(
            f"No row of the integrated chronology has the number {', '.join(map(str, missing))}. "
            "The number stands beside each row.",
            field="numbers",
        )
    return cited
