"""The settled words of a draft go back into the sections of which it was made: the next draft names nobody again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, sought
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.models import Draft
from safelight.records.publication.settled_words import settled_words
from safelight.records.publication.versions import drafted_for
from safelight.records.writing.settled import put_settled_words


def take_back_settled(*, draft: Draft | UUID, sections: Collection[str], by: User, at: datetime) -> int:
    """Take the settled words back into the sections of these keys. Returns how many have a new version.

    Raises:
        NotForYou
        NotNow: where the draft was not made of written sections.
        WrongInput: no section, or one whose words are not found in the draft.
    """
    name = "publication.take_back_settled"
    draft = sought(Draft, draft, act=name, by=by, at=at)
    act = acting(name, case=draft.case_id, by=by, at=at, allowed=WRITERS)
    if not sections:
        raise WrongInput("Choose at least one section.", field="section")
    with act.writing():
        act.check_going_on()
        made = drafted_for(draft)
        if made is None:
            raise NotNow("This draft was not made of sections that are written here.")
        found = settled_words(draft)
        if set(sections) - set(found):
            raise WrongInput("The words of that section are not in this draft. Load the page again.", field="section")
        chosen = {key: found[key] for key in sections}
        done = put_settled_words(made[0], chosen, act=act, at=at)
        act.record(draft, version=draft.version, sections=done)
    return done
