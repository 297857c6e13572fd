"""How do the rules of a review stand, what happened on it, and what is due?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from safelight.core.review.assurance import AssuranceRecord, Departed, Given, Head, build
from safelight.core.review.deadlines import Deadline
from safelight.core.review.saying import worded
from safelight.core.review.timeline import Timeline, timeline_of
from safelight.core.vocabulary import Stage
from safelight.records.assurance.case_deeds import Telling, case_deeds
from safelight.records.assurance.masking import mask_of
from safelight.records.assurance.upper_deeds import upper_deeds
from safelight.records.audit.queries import newest_seal
from safelight.records.cases.access import INSIDE, LOOKS, CaseKey, readers_on
from safelight.records.cases.models import Case
from safelight.records.cases.queries import departures_of, facts_of, regime_of
from safelight.records.cases.queries.facts import clocks_of
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.diary.entries import Kind, entries_of
from safelight.records.people.models import User

SEES_ASSURANCE = LOOKS["trail"]
"""Who sees an assurance record: those who see the trail that it rests on."""
SEES_TIMELINE = INSIDE
FROM_THE_DIARY = frozenset({Kind.AGENCY_REVIEW, Kind.ACTION, Kind.LOOK_AGAIN, Kind.RESOLUTION})
"""What the diary knows that neither a clock nor a deed says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssurancePage:
    """The record as it would be made now."""

    case: CaseHead
    record: AssuranceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Everything dated about a review."""

    case: CaseHead
    timeline: Timeline


def assurance_page(reader: User, case_id: CaseKey, *, on: date) -> AssurancePage:
    """How every rule of a review stands.

    Raises:
        NotForYou: to anybody but the business manager, the chair of the board and the auditor.
    """
    seen = look(reader, case_id, at_page="trail")
    return AssurancePage(case=seen.head, record=record_of(seen.case, on=on))


def timeline_page(reader: User, case_id: CaseKey, *, on: date) -> TimelinePage:
    """What happened on a review and what is due.

    Raises:
        NotForYou: to anybody who is not inside the review; an agency's author is not.
    """
    seen = look(reader, case_id, at_page="deciding")
    given = given_of(seen.case, on=on)
    return TimelinePage(
        case=seen.head,
        timeline=timeline_of(
            given.deeds, clocks=_titled(given), planned=tuple(_planned(reader, seen.case, given)), on=on
        ),
    )


def record_of(case: Case, *, on: date) -> AssuranceRecord:
    """The record of a case on a day, whoever asks: for its page and for the act that makes it."""
    return build(given_of(case, on=on))


def given_of(case: Case, *, on: date) -> Given:
    """Everything that core needs for it, from this room and those below."""
    regime, mask = regime_of(case, on=on), mask_of(case)
    telling = Telling(regime, mask)
    facts = facts_of(case, on=on)
    posts = _posts(case, telling=telling)
    deeds = (*case_deeds(case, telling=telling), *upper_deeds(case, telling=telling))
    return Given(
        head=Head(
            board=case.board.name,
            contact=case.board.contact,
            public_name=case.public_name,
            reference=case.reference,
            stage=Stage(case.stage).replace("_", " ").capitalize(),
            sealed=newest_seal(),
        ),
        on=on,
        regime=regime,
        facts=facts,
        clocks=clocks_of(case, facts=facts, on=on),
        deeds=tuple(sorted(deeds, key=lambda deed: deed.on or date.min)),
        departures=tuple(
            Departed(
                rule=row.rule,
                question=row.question,
                where=row.where,
                reason=mask(row.reason),
                on=row.on,
                by=posts.get(row.by, row.by),
            )
            for row in departures_of(case)
        ),
    )


def _posts(case: Case, *, telling: Telling) -> dict[str, str]:
    """What is told of each person of the board, by name; whoever shares a name with somebody has the name alone."""
    users = list(case.board.users.select_related("agency"))
    names = Counter(user.name for user in users)
    return {user.name: telling.by(user) for user in users if names[user.name] == 1}


def _titled(given: Given) -> tuple[Deadline, ...]:
    """The clocks under the names that this kind of review gives to people and papers."""
    return tuple(replace(clock, title=worded(clock.title, given.regime)) for clock in given.clocks)


def _planned(reader: User, case: Case, given: Given) -> Iterator[tuple[date, str]]:
    """The days that no clock of the rules counts: of the plan to publish, and of the diary."""
    facts = given.facts
    if facts.planned_publication_on and facts.published_on is None and facts.not_published_on is None:
        yield facts.planned_publication_on, "Planned publication"
    held = set(readers_on(reader, case))
    for entry in entries_of(case.board, [case], on=given.on):
        own = entry.review is not None and entry.review.id == case.pk
        if own and entry.kind in FROM_THE_DIARY and held & entry.seen_by:
            yield entry.day, f"{entry.what} ({entry.by})" if entry.by else entry.what
