"""What is due for this reader, what somebody's calendar may fetch, and who is to be reminded of what?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from safelight.core.review.deadlines import Deadline, DeadlineStanding
from safelight.core.review.facts import CaseFacts
from safelight.core.review.imr.chasing import BEFORE
from safelight.core.review.intruder import LOOKED_AGAIN
from safelight.core.review.plan import EFFECT_AFTER, months_after
from safelight.core.review.requirements import EFFECT, INTRUDER_AGAIN
from safelight.core.review.wording import PAPER_WORDS
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import PaperKind, Reader, Stage
from safelight.records.cases.access import AGENCY, INSIDE, Part, cases_of, parts_of
from safelight.records.cases.models import Case
from safelight.records.cases.queries.facts import clocks_of, facts_of, regime_of
from safelight.records.cases.queries.overview import stage_on
from safelight.records.diary.entries import IN_PLAIN_WORDS, Entry, Kind, ReviewName, entries_of
from safelight.records.diary.models import FeedLink, ReminderSent
from safelight.records.people.models import Board, User
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import BOARD_OFFICERS
from safelight.records.publication.tried import due_again

SOON = timedelta(days=7)
AGAIN_AFTER = timedelta(days=7)
ENDED = frozenset({Stage.CLOSED, Stage.NO_REVIEW})
EFFECT_CHECKED = "after.effect-checked"
WORST_FIRST = (
    DeadlineStanding.OVERDUE,
    DeadlineStanding.DUE_SOON,
    DeadlineStanding.OPEN,
    DeadlineStanding.MET_LATE,
    DeadlineStanding.MET,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What falls into one month; `first` is its first day."""

    first: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """What is late, then month by month. `yours` counts what waits for this reader; `link_made_at` is of their feed."""

    on: date
    late: tuple[Entry, ...]
    months: tuple[Month, ...]
    yours: int
    others: int
    link_made_at: datetime | None
    reminders: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksLine:
    """One review with its clocks, the most pressing first."""

    review: ReviewName
    stage: Stage
    clocks: tuple[Deadline, ...]
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What one person is to be told today: counts and days. `reminded_of` is for `note_reminder`."""

    user_id: UUID
    email: str
    waiting: int
    late: int
    next_on: date | None
    oldest_on: date
    reminded_of: tuple[str, ...]
    chased: tuple[UUID, ...] = ()
    """The agencies' reviews among it that this person owes."""
    within: int = SOON.days
    """How many days ahead the furthest of it can lie."""


def keeps_a_calendar(reader: User) -> bool:
    """Whether there can be a calendar for this account: an elected member has no part in a review from inside."""
    return reader.is_active and reader.standing != Reader.ELECTED_MEMBER


def entries_due(reader: User, *, on: date, until: date | None = None) -> tuple[Entry, ...]:
    """Everything with a day that this reader may see, whatever is late included; an agency's author sees that agency's.

    Raises:
        NotForYou: to an account that is closed or has no calendar.
    """
    if not keeps_a_calendar(reader):
        raise NotForYou
    owned = Q(recommendations__actions__owner=reader, board=reader.board_id)
    cases = list(
        Case.objects.filter(Q(pk__in=cases_of(reader).values("pk")) | owned).select_related("board").distinct()
    )
    found = _seen(entries_of(reader.board, cases, on=on), reader, cases)
    return tuple(entry for entry in found if until is None or entry.day <= until)


def calendar_page(reader: User, *, on: date, only_yours: bool = False) -> CalendarPage:
    """The calendar of one reader, and how it reaches them elsewhere.

    Raises:
        NotForYou
    """
    entries = entries_due(reader, on=on)
    yours = tuple(entry for entry in entries if entry.yours)
    shown = yours if only_yours else entries
    link = FeedLink.objects.filter(user=reader, revoked_at__isnull=True).first()
    return CalendarPage(
        on=on,
        late=tuple(entry for entry in shown if entry.late),
        months=_by_month(entry for entry in shown if not entry.late),
        yours=len(yours),
        others=len(entries) - len(yours),
        link_made_at=link.created_at if link else None,
        reminders=reader.reminders,
    )


def all_clocks(reader: User, *, on: date) -> tuple[ClocksLine, ...]:
    """The clocks of every review that the reader sees from inside: late ones first, those that have ended last.

    Raises:
        NotForYou: to anybody who is inside no review and no officer of the board.
    """
    cases = list(cases_of(reader))
    parts = parts_of(reader, cases)
    inside = [case for case in cases if case.pk in parts and not INSIDE.isdisjoint(parts[case.pk].held)]
    if not inside and not _is_officer(reader):
        raise NotForYou
    lines = [_clocks_line(case, on=on) for case in inside]
    return tuple(sorted(lines, key=lambda line: _pressing(line, on=on)))


def sees_clocks(reader: User) -> bool:
    """Whether the page of clocks is there for this reader."""
    return _is_officer(reader) or any(
        not INSIDE.isdisjoint(part.held) for part in parts_of(reader, cases_of(reader)).values()
    )


def owner_of(untrusted_token: str) -> User:
    """Whose calendar a link fetches. What is in it is asked for with `entries_due`, anew each time: seats end.

    Raises:
        NotForYou: when nobody's link in force has this token, or its owner's account is closed.
    """
    links = FeedLink.objects.filter(revoked_at__isnull=True).select_related("user__board")
    link = links.filter(token_digest=digest(untrusted_token)).first()
    if link is None or not keeps_a_calendar(link.user):
        raise NotForYou
    return link.user


def digest(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so that a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


def reminders_due(*, on: date) -> tuple[Reminder, ...]:
    """Who is to be sent a mail today, over all boards.

    Somebody is reminded of what is late or due within seven days: when any of it is new since the last mail, and
    every seven days while any of it is late. Whoever owes an agency's review is reminded of it on days of its own
    (`core.review.imr.chasing`). The business manager, who keeps the board's dates, is reminded of all.
    """
    return tuple(reminder for board in Board.objects.order_by("name") for reminder in _reminders(board, on=on))


def _reminders(board: Board, *, on: date) -> Iterable[Reminder]:
    people = board.users.filter(is_active=True, reminders=True).select_related("last_reminder").order_by("email")
    cases = list(Case.objects.filter(board=board).select_related("board"))
    entries = entries_of(board, cases, on=on)
    for user in people:
        if not keeps_a_calendar(user):
            continue
        keeps_all = user.standing == Reader.BUSINESS_MANAGER
        pressing = [
            entry
            for entry in _seen(entries, user, cases)
            if (entry.yours or keeps_all) and not entry.waits and _presses(entry, on=on)
        ]
        if pressing and _is_news(pressing, getattr(user, "last_reminder", None), on=on):
            yield _reminder(user, pressing)


def _presses(entry: Entry, *, on: date) -> bool:
    return entry.late or entry.day <= on + SOON or (entry.yours and entry.step is not None)


def _is_news(pressing: Iterable[Entry], last: ReminderSent | None, *, on: date) -> bool:
    if last is None:
        return True
    if last.on >= on:
        return False
    if not {fingerprint(entry) for entry in pressing} <= set(last.reminded_of):
        return True
    return any(entry.late and not _on_days_of_its_own(entry) for entry in pressing) and on - last.on >= AGAIN_AFTER


def _on_days_of_its_own(entry: Entry) -> bool:
    return entry.yours and entry.step is not None


def _reminder(user: User, pressing: list[Entry]) -> Reminder:
    late = [entry for entry in pressing if entry.late]
    return Reminder(
        user_id=user.pk,
        email=user.email,
        waiting=len(pressing),
        late=len(late),
        next_on=min((entry.day for entry in pressing if not entry.late), default=None),
        oldest_on=min(entry.day for entry in pressing),
        reminded_of=tuple(sorted(fingerprint(entry) for entry in pressing)),
        chased=tuple(entry.about_id for entry in pressing if entry.yours and entry.about_id is not None),
        within=BEFORE[0] if any(_on_days_of_its_own(entry) for entry in pressing) else SOON.days,
    )


def fingerprint(entry: Entry) -> str:
    """The same while the thing, its day, and whether that has passed are the same; it tells none of them.

    Of what is reminded of on days of its own it changes with each of those days.
    """
    step = f" {entry.step}" if _on_days_of_its_own(entry) else ""
    return hashlib.sha256(f"{entry.key} {entry.day} {entry.late}{step}".encode()).hexdigest()[:24]


def _seen(entries: Iterable[Entry], reader: User, cases: Iterable[Case]) -> tuple[Entry, ...]:
    """What of all this is there for one reader, and which of it is theirs to do."""
    parts = parts_of(reader, cases)
    officer = frozenset({Reader(reader.standing)}) if _is_officer(reader) else frozenset()
    of_the_board = Part(held=tuple(officer), agencies=frozenset())
    nothing = Part(held=(), agencies=frozenset())
    found = []
    for entry in entries:
        part = of_the_board if entry.review is None else parts.get(entry.review.id, nothing)
        if _may_see(entry, part, reader=reader):
            found.append(replace(entry, yours=_has(entry, reader, part)))
    return tuple(found)


def _may_see(entry: Entry, part: Part, *, reader: User) -> bool:
    if entry.owner_id is not None and entry.owner_id == reader.pk:
        return True
    seen_as = entry.seen_by.intersection(part.held)
    if seen_as != {AGENCY}:
        return bool(seen_as)
    return entry.agency_id is None or entry.agency_id in part.agencies


def _has(entry: Entry, reader: User, part: Part) -> bool:
    if entry.owner_id is not None and entry.owner_id == reader.pk:
        return True
    if entry.who is AGENCY and entry.agency_id is not None:
        return AGENCY in part.held and entry.agency_id in part.agencies
    return entry.who in part.held


def _is_officer(reader: User) -> bool:
    return reader.is_active and reader.standing in BOARD_OFFICERS


def _by_month(entries: Iterable[Entry]) -> tuple[Month, ...]:
    months: dict[date, list[Entry]] = {}
    for entry in entries:
        months.setdefault(entry.day.replace(day=1), []).append(entry)
    return tuple(Month(first=first, entries=tuple(found)) for first, found in sorted(months.items()))


def _clocks_line(case: Case, *, on: date) -> ClocksLine:
    facts = facts_of(case, on=on)
    regime = regime_of(case, on=on)
    clocks = (
        *clocks_of(case, facts=facts, on=on),
        *_effect_clock(facts, regime=regime),
        *_intruder_clocks(case, regime=regime, on=on),
    )
    stage = stage_on(case, on=on, facts=facts)
    return ClocksLine(
        review=ReviewName(id=case.pk, reference=case.reference, public_name=case.public_name),
        stage=stage,
        clocks=tuple(sorted(clocks, key=lambda clock: (_rank(clock, on=on), clock.binding_on))),
        ended=stage in ENDED,
    )


def _effect_clock(facts: CaseFacts, *, regime: Regime) -> Iterator[Deadline]:
    """When somebody next looks whether the closed actions of a review made a difference."""
    if facts.next_effect_check_on is not None:
        rule = regime.find(EFFECT_CHECKED)
        yield Deadline(
            duty=EFFECT_CHECKED,
            title="Look whether closed actions made a difference",
            says=rule.says if rule is not None else EFFECT.says,
            starts_on=months_after(facts.next_effect_check_on, -EFFECT_AFTER[0]),
            due_on=facts.next_effect_check_on,
        )


def _intruder_clocks(case: Case, *, regime: Regime, on: date) -> Iterator[Deadline]:
    """When somebody next tries to find out who each text is about, from the day on which it was last tried."""
    rule = regime.find(LOOKED_AGAIN)
    for again in due_again([case], on=on):
        if again.day is not None:
            yield Deadline(
                duty=LOOKED_AGAIN,
                title=f"{IN_PLAIN_WORDS[Kind.INTRUDER]}: the {PAPER_WORDS[PaperKind(again.review.draft.kind)]}",
                says=rule.says if rule is not None else INTRUDER_AGAIN.says,
                starts_on=again.review.looked_on,
                due_on=again.day,
            )


def _rank(clock: Deadline, *, on: date) -> int:
    return WORST_FIRST.index(clock.standing(on=on))


def _pressing(line: ClocksLine, *, on: date) -> tuple[bool, int, date, str]:
    first = line.clocks[0] if line.clocks else None
    rank = _rank(first, on=on) if first else len(WORST_FIRST)
    return line.ended, rank, first.binding_on if first else date.max, line.review.reference
