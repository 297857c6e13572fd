"""Which words on a review have members and the public been given? Reports that are not withheld, and minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from safelight.core.review.wording import in_words
from safelight.records.cases.above import PublicPaper
from safelight.records.cases.models import Case
from safelight.records.committee.form import BODY_TITLES
from safelight.records.committee.models import Report, Resolution
from safelight.records.committee.publicity import public_from
from safelight.records.committee.queries import manuscript_of
from safelight.records.committee.words import Body


def public_papers(case: Case) -> tuple[PublicPaper, ...]:
    """Every report on a review that goes to a meeting and is not withheld, and the minutes that are out.

    A report counts from the day it is written: whoever is to publish something beside it must not wait for its meeting.
    """
    return (*_reports(case), *_minutes(case))


def _reports(case: Case) -> Iterator[PublicPaper]:
    rows = Report.objects.filter(case=case).select_related("board", "case").prefetch_related("meetings__board")
    for row in rows:
        since = public_from(row, row.meetings.all())
        if since is not None:
            name = f"the committee report “{row.subject}”, public from {in_words(since)}"
            # Each row of a table stands for itself.
            text = manuscript_of(row, on=row.written_on).text().replace("\n", "\n\n")
            yield PublicPaper(name=name, text=text)


def _minutes(case: Case) -> Iterator[PublicPaper]:
    """What meetings resolved on the review, where their minutes are out and the report is not withheld."""
    rows = Resolution.objects.filter(
        report__case=case, report__exemption="none", meeting__minutes_published_on__isnull=False
    )
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.select_related("meeting"):
        body = BODY_TITLES[Body(row.meeting.body)]
        texts[f"the minutes of the {body}, {in_words(row.meeting.held_on)}"].append(row.text)
    for name, said in texts.items():
        yield PublicPaper(name=name, text="\n\n".join(said))
