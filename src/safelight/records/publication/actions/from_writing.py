"""A report that was written here becomes the next version of the draft for publication."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safelight.core.vocabulary import PaperKind
from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow
from safelight.records.plans.acting import acting
from safelight.records.publication.actions.drafting import WRITERS, save_draft
from safelight.records.publication.models import Draft
from safelight.records.writing.composed import composed
from safelight.records.writing.drafted import remember_draft
from safelight.records.writing.models import WrittenReport
from safelight.records.writing.sections import lock, standing_in


def draft_from_report(*, case: Case | UUID, kind: str, by: User, at: datetime) -> Draft:
    """Put the sections together and save them as a draft. Its text then goes the way of every draft.

    Raises:
        NotForYou
        NotNow: before anything is written, or where a mark leads nowhere or two versions stand side by side.
    """
    act = acting("publication.draft_from_report", case=case, by=by, at=at, allowed=WRITERS)
    report = WrittenReport.objects.filter(case=act.case, kind=kind).select_related("case").first()
    if report is None or not any(version.words and not version.gone for _, version in standing_in(report)):
        raise NotNow("Nothing is written yet. Write the sections first.")
    with transaction.atomic():
        lock(report)
        whole = composed(report)
        if whole.problems:
            raise NotNow(" ".join(whole.problems))
        draft = save_draft(case=act.case, kind=PaperKind(report.kind), text=whole.text, by=by, at=at)
        remember_draft(report, draft=draft.pk, by=by, at=at)
    return draft
