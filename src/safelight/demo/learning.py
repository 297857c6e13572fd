"""What became of the plan and what was learned: themes, effect looked at, a one-page briefing and who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from safelight.core.review.plan import Effect, PlanStatus
from safelight.core.vocabulary import PaperKind
from safelight.demo.beginning import Say, _day
from safelight.demo.case.material import Recommendation
from safelight.demo.cast import Cast, at
from safelight.demo.publishing import make, save
from safelight.records.cases.models import Case
from safelight.records.plans.actions import following, theming
from safelight.records.plans.models import Action
from safelight.records.plans.obligations import all_plans
from safelight.records.publication.actions import briefing, publishing

FINDING_THEMES: Final = {
    1: ("childs-voice",),
    2: ("health-needs", "neglect"),
    3: ("missed-appointments",),
    4: ("health-needs", "information-shared"),
    5: ("domestic-abuse",),
    6: ("fathers", "assessment"),
    7: ("thresholds",),
    9: ("childs-voice", "records"),
    14: ("workload",),
}
"""Under which themes the author of the first review put its findings."""
SECOND_THEMES: Final = (("childs-voice",), ("information-shared",), ("supervision",))
"""The same for the first findings of the second review."""
LOOKED_AT: Final = "One hundred and twenty calls, heard by a manager who was not on duty."
IN_PUBLIC: Final = "In nine calls of ten the record matched what the caller had said, and call-backs were often late."

BRIEFING: Final = """# What we learned from the review of Child R

## What happened

A young child with a severe illness died at home. Treatment was prescribed and not given, and several agencies each \
held a part of the picture.

## What we learned

- Being seen is not being heard: the child was present on most visits and was hardly ever spoken to.
- Treatment that is not given is a form of neglect, and nobody had words in which to raise it.
- A child does not choose to miss an appointment. Ending the service left the child without one.
- The prescribing record showed the danger before anybody saw it.

## What must change

- Whoever visits writes down what the child said and did, in the child's own words.
- No service ends for missed appointments without a clinician's recorded decision.
- Surgeries and pharmacies act when relief is prescribed often and prevention hardly ever.

## Questions for your team meeting

- When did we last speak with this child alone, and what did we learn?
- Who knows, on the same day, that a child was not brought?
- What will we do differently from next week on, and who will see to it?
"""


def learn(
    made: Sequence[tuple[Recommendation, Action]], case: Case, cast: Cast, say: Say, *, published_on: date, today: date
) -> None:
    """The first review: themes, a later date, progress, an effect looked at, and the briefing."""
    author, manager = cast["author"], cast["manager"]
    _put_under_themes(case, cast, FINDING_THEMES, on=published_on)
    actions = {row.number: action for row, action in made}
    following.note_progress(
        action=actions[9],
        text="The third post is advertised for the second time; interviews are on 22 March.",
        by=manager,
        at=at(date(2011, 2, 21)),
    )
    following.change_due_date(
        action=actions[4],
        due_on=date(2011, 9, 30),
        reason="The young people who teach the course sit examinations until the end of June.",
        by=manager,
        at=at(date(2011, 2, 22)),
    )
    following.check_effect(
        action=actions[8],
        months=6,
        looked_at=LOOKED_AT,
        found=Effect.PARTLY,
        in_public=IN_PUBLIC,
        by=cast["chair"],
        at=at(date(2011, 2, 28)),
    )
    say(f"{_day(date(2011, 2, 28))}: six months on, the chair looks whether action 8.1 made a difference: partly")
    briefing.draft_briefing(case=case, by=author, at=at(date(2011, 2, 1), 9))
    day = date(2011, 2, 2)
    edition = make(save(case, PaperKind.LEARNING_BRIEF, BRIEFING, cast, day=day), cast, day=day)
    publishing.approve_edition(edition=edition, by=cast["chair"], at=at(date(2011, 2, 3)))
    publishing.publish_edition(edition=edition, by=manager, at=at(date(2011, 2, 4)))
    briefing.confirm_read(edition=edition, by=cast["police"], at=at(date(2011, 2, 7)))
    hv = cast["hv"]
    assert hv.agency is not None
    briefing.record_discussion(
        edition=edition,
        agency=hv.agency,
        team="Health visiting, north locality",
        held_on=date(2011, 2, 14),
        people=11,
        by=hv,
        at=at(date(2011, 2, 15)),
    )
    say(f"{_day(date(2011, 2, 4))}: the one-page briefing is published; one agency confirms, one discusses it")
    late = all_plans(manager, on=today).tally.count(PlanStatus.OVERDUE)
    say(f"{_day(today)}: over all reviews, {late} actions are overdue")


def second_themes(case: Case, cast: Cast, *, on: date) -> None:
    """What the second review teaches that the first did too."""
    _put_under_themes(case, cast, dict(enumerate(SECOND_THEMES, 1)), on=on)


def _put_under_themes(case: Case, cast: Cast, themes: dict[int, tuple[str, ...]], *, on: date) -> None:
    for finding in case.findings.filter(number__in=themes):
        theming.put_under_themes(
            finding=finding, themes=themes[finding.number], by=cast["author"], at=at(on, 14, finding.number)
        )
