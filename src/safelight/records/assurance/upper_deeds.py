"""What was done above the case: editions, the plan, requests for papers and reports, one deed for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from safelight.core.review.deeds import Deed, Shown
from safelight.core.review.intruder import TRIED
from safelight.core.review.wording import PAPER_WORDS, READER_WORDS, counted, in_words
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.assurance.case_deeds import Telling, day_of
from safelight.records.cases.models import Case
from safelight.records.committee.models import Report
from safelight.records.disclosure.models import Request
from safelight.records.plans.models import Action
from safelight.records.publication.models import Edition
from safelight.records.publication.tried import as_tried

RECEIVED = "received"
"""What a report is about on the day of the meeting that receives it."""


def upper_deeds(case: Case, *, telling: Telling) -> tuple[Deed, ...]:
    """Everything that the rooms above the case know of it, in the order of the days; undated first."""
    found = (
        *_editions(case, telling),
        *_tries(case, telling),
        *_plan(case, telling),
        *_requests(case, telling),
        *_reports(case, telling),
    )
    return tuple(sorted(found, key=lambda deed: deed.on or date.min))


def _editions(case: Case, telling: Telling) -> Iterator[Deed]:
    people = ("draft", "author", "approved_by", "published_by", "withdrawn_by")
    for row in case.editions.select_related(*people):
        yield from _edition(row, telling)


def _edition(row: Edition, telling: Telling) -> Iterator[Deed]:
    paper = f"the {PAPER_WORDS[PaperKind(row.kind)]}, version {row.draft.version}"
    files = (("SHA-256 of the page", f"\n{row.html_sha256}"), ("SHA-256 of the PDF", f"\n{row.pdf_sha256}"))
    if row.approved_at:
        yield Deed(
            shown=Shown.EDITION,
            about=row.kind,
            on=day_of(row.approved_at),
            what=f"Approved: {paper}",
            by=telling.by(row.approved_by),
            note=f"Written by {telling.by(row.author)}.",
            details=(("SHA-256 of the text approved", f"\n{row.approved_sha256}"), *files),
        )
    if row.deposited_on:
        yield Deed(
            shown=Shown.DEPOSITED,
            about=row.kind,
            on=row.deposited_on,
            what=f"Deposited with {row.deposited_with}, without the board's name: {paper}",
            by=telling.by(row.published_by),
            note=f"Why the board is not named: {telling.mask(row.unnamed_because)}",
            details=files,
        )
    elif row.published_at:
        shown = (("To stay public until at least", in_words(row.show_until) if row.show_until else ""),)
        yield Deed(
            shown=Shown.PUBLISHED,
            about=row.kind,
            on=day_of(row.published_at),
            what=f"Published: {paper}",
            by=telling.by(row.published_by),
            details=(*files, *shown),
        )
    if row.withdrawn_at:
        yield Deed(
            shown=Shown.WITHDRAWN,
            about=row.kind,
            on=day_of(row.withdrawn_at),
            what=f"Withdrawn: {paper}",
            by=telling.by(row.withdrawn_by),
            note=f"Reason: {telling.mask(row.withdrawn_reason)}",
            details=files,
        )


def _tries(case: Case, telling: Telling) -> Iterator[Deed]:
    """Who tried to find out whom a text is about. What they found is not told: it lies in the vault."""
    for row in case.intruder_reviews.select_related("draft", "recorded_by"):
        tried, paper = as_tried(row), PAPER_WORDS[PaperKind(row.draft.kind)]
        found = "Sufficiently remote." if tried.remote else "Somebody could be identified: the text was to be changed."
        again = f" To be repeated on {in_words(tried.repeat_on)}." if tried.repeat_on else ""
        yield Deed(
            shown=Shown.DUTY,
            about=TRIED,
            on=tried.looked_on,
            what=f"Motivated-intruder review of the {paper}, version {row.draft.version}",
            by=telling.by(row.recorded_by),
            note=f"{found}{again}",
            details=(("SHA-256 of the text", f"\n{row.text_sha256}"),),
        )


def _plan(case: Case, telling: Telling) -> Iterator[Deed]:
    number = case.recommendations.count()
    if number:
        yield Deed(
            shown=Shown.RECOMMENDATION, on=None, what=f"{counted(number, 'recommendation', 'recommendations')} made"
        )
    rows = Action.objects.filter(recommendation__case=case).select_related("recommendation", "agency", "closed_by")
    for row in rows:
        closed = f" Closed on {in_words(row.closed_on)} by {telling.by(row.closed_by)}." if row.closed_on else ""
        yield Deed(
            shown=Shown.ACTION,
            on=row.agreed_on,
            what=f"Action {row.recommendation.number}.{row.number} agreed: {telling.mask(row.text)}",
            by=f"{row.owner_post}, {row.agency.name}",
            note=f"Due {in_words(row.due_on)}. Measure: {telling.mask(row.measure)}{closed}",
        )


def _requests(case: Case, telling: Telling) -> Iterator[Deed]:
    for row in case.requests.select_related("settled_by", "release"):
        yield _request(row, telling)


def _request(row: Request, telling: Telling) -> Deed:
    asked = f"{READER_WORDS[Reader(row.reader)]} asked for the {PAPER_WORDS[PaperKind(row.paper_kind)]}"
    answered = f"It stands as {row.state}."
    if row.settled_on:
        answered = f"Settled on {in_words(row.settled_on)} by {telling.by(row.settled_by)}: {row.settled_outcome}."
    if hasattr(row, "release"):
        answered += f" Released on {in_words(day_of(row.release.released_at))}."
    return Deed(
        shown=Shown.REQUEST,
        about=row.state,
        on=row.received_on,
        what=f"Request {row.number}: {asked}",
        note=answered,
    )


def _reports(case: Case, telling: Telling) -> Iterator[Deed]:
    reports = Report.objects.filter(case=case).select_related("written_by").prefetch_related("meetings")
    for row in reports:
        subject = telling.mask(row.subject)
        yield Deed(
            shown=Shown.REPORT,
            on=row.written_on,
            what=f"Report written: {subject}",
            by=telling.by(row.written_by),
        )
        for meeting in row.meetings.all():
            yield Deed(
                shown=Shown.REPORT,
                about=RECEIVED,
                on=meeting.held_on,
                what=f"Before the {meeting.body.replace('_', ' ')} ({meeting.title}): {subject}",
            )
