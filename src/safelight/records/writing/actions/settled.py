"""Words that were settled for publication are taken back into the sections, as new versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from safelight.core.review.written import Change
from safelight.records.people.models import User
from safelight.records.people.permission import WrongInput
from safelight.records.plans.acting import acting, sought
from safelight.records.writing.actions.sections import LONGEST
from safelight.records.writing.drafted import versions_in
from safelight.records.writing.models import ReportDrafted, WrittenReport
from safelight.records.writing.sections import WRITERS, Words, bring_together, lock, standing


def take_settled_words(*, draft: UUID, settled: Mapping[str, Words], by: User, at: datetime) -> int:
    """Let the settled words stand in the sections of which a draft was made: by the key of each section.

    Where a section has changed since, both are brought together as two writers' words are. Returns how many sections
    have a new version; one that was removed since is left as it is.

    Raises:
        NotForYou, NotNow
        WrongInput: for a section that was not in the draft, or a text that is too long.
    """
    act = "writing.take_settled_words"
    drafted = ReportDrafted.objects.filter(draft=draft).first()
    report = sought(WrittenReport, drafted.report_id if drafted else draft, act=act, by=by, at=at)
    deed = acting(act, case=report.case_id, by=by, at=at, allowed=WRITERS)
    with deed.writing():
        lock(report)
        deed.check_going_on()
        versions, done = versions_in(drafted) if drafted else {}, 0
        for key, words in settled.items():
            if key not in versions:
                raise WrongInput("That section was not in the draft. Load the page again.", field="section")
            if len(words.text) > LONGEST:
                raise WrongInput(f"“{words.heading}” would be longer than {LONGEST:,} characters.", field="section")
            section = report.sections.get(pk=key)
            if not standing(section).gone:
                own = bring_together(section, words, begun_from=versions[key], way=Change.SETTLED, by=by, at=at)
                done += own is not None
        deed.record(report, sections=done)
    return done
