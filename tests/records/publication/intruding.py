"""A motivated-intruder review as a test enters it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from safelight.core.review.intruder import Conclusion, Indicated, Indicator, Insider, Searched, Source, Weighed
from safelight.records.people.models import User
from safelight.records.publication.actions import intruder
from safelight.records.publication.models import Draft, IntruderReview
from tests.factories import moment

AGAIN = date(2011, 10, 3)
SECRET = "The Oxmere Post of May 2008 names Corinna Wren-Halloran."
SEARCHED = (
    Searched(source=Source.PRESS, looked_for="“child” and “Oxmere”, 2008", found=SECRET),
    Searched(source=Source.SEARCH_ENGINE, looked_for="The words of paragraph 4", found="Nothing."),
)
WEIGHED = tuple(Weighed(insider=who, text=f"Little more: {who}.") for who in Insider)
INDICATED = tuple(Indicated(indicator=one, possible=False, why=f"Nothing did: {one}.") for one in Indicator)


def an_answer(**changed: Any) -> dict[str, Any]:
    """Everything that is entered, for a text that is remote enough."""
    return {
        "looked_by": "Edith Marlowe",
        "searched": SEARCHED,
        "weighed": WEIGHED,
        "indicated": INDICATED,
        "conclusion": Conclusion.REMOTE,
        "repeat_on": AGAIN,
    } | changed


def tried(draft: Draft | UUID, *, by: User, on: date, **changed: Any) -> IntruderReview:
    """The review of a text, recorded on the day on which somebody looked."""
    given = an_answer(looked_on=on, **changed)
    return intruder.record_intruder_review(draft=draft, by=by, at=moment(on, 16), **given)


def not_remote(draft: Draft, *, by: User, on: date) -> IntruderReview:
    """The review of a text in which somebody was found."""
    change = "Take out the month of the trial."
    return tried(draft, by=by, on=on, conclusion=Conclusion.NOT_REMOTE, must_change=change, repeat_on=None)
