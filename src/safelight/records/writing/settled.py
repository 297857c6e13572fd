"""How do words that were settled for publication come back into the sections? As new versions, nothing overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from safelight.core.review.written import Change
from safelight.records.people.permission import WrongInput
from safelight.records.plans.acting import Acting
from safelight.records.writing.drafted import versions_in
from safelight.records.writing.models import ReportDrafted
from safelight.records.writing.sections import LONGEST, Words, bring_together, lock, standing


def put_settled_words(drafted: ReportDrafted, settled: Mapping[str, Words], *, act: Acting, at: datetime) -> int:
    """Let the settled words stand in the sections of which a draft was made, within the act of taking them back.

    They come by the key of each section. Where one has changed since, both are brought together as two writers' words
    are; one that was removed since is left as it is. Returns how many sections have a new version.

    Raises:
        WrongInput: for a section that was not in the draft, or a text that is too long.
    """
    lock(drafted.report)
    versions, done = versions_in(drafted), 0
    for key, words in settled.items():
        if key not in versions:
            raise WrongInput("That section was not in the draft. Load the page again.", field="section")
        if len(words.text) > LONGEST:
            raise WrongInput(f"“{words.heading}” would be longer than {LONGEST:,} characters.", field="section")
        section = drafted.report.sections.get(pk=key)
        if standing(section).gone:
            continue
        own = bring_together(section, words, begun_from=versions[key], way=Change.SETTLED, by=act.by, at=at)
        if own is not None:
            act.record(section, version=section.version)
            done += 1
    return done
