"""Who is this user for this case, and what may somebody in that part do? One table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from safelight.core.vocabulary import Reader
from safelight.records.cases.models import Case, Seat
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import BOARD_OFFICERS

CaseKey = Case | UUID

MANAGER = Reader.BUSINESS_MANAGER
CHAIR = Reader.BOARD_CHAIR
PANEL_CHAIR = Reader.PANEL_CHAIR
PANEL = Reader.PANEL_MEMBER
AUTHOR = Reader.OVERVIEW_AUTHOR
AGENCY = Reader.AGENCY_AUTHOR
AUDITOR = Reader.AUDITOR

ACTS: dict[str, frozenset[Reader]] = {
    "receive_referral": frozenset({MANAGER}),
    "assess_criterion": frozenset({MANAGER, PANEL_CHAIR, PANEL}),
    "keep_register": frozenset({MANAGER, AUTHOR}),
    "open_register": frozenset({MANAGER, AUTHOR}),
    "look_at_family_tree": frozenset({MANAGER, AUTHOR}),
    "add_relation": frozenset({MANAGER, AUTHOR}),
    "remove_relation": frozenset({MANAGER, AUTHOR}),
    "record_sex": frozenset({MANAGER, AUTHOR}),
    "look_at_pseudonyms": frozenset({MANAGER, AUTHOR}),
    "choose_pseudonyms": frozenset({MANAGER, AUTHOR}),
    "use_pseudonyms": frozenset({MANAGER, AUTHOR}),
    "add_person": frozenset({MANAGER, AUTHOR}),
    "recommend": frozenset({PANEL_CHAIR, MANAGER}),
    "decide": frozenset({CHAIR}),
    "extend": frozenset({CHAIR}),
    "depart": frozenset({CHAIR}),
    "record_duty": frozenset({MANAGER, CHAIR, PANEL_CHAIR, AUTHOR}),
    "plan_publication": frozenset({MANAGER, CHAIR}),
    "choose_process": frozenset({MANAGER}),
    "agree_panel": frozenset({PANEL_CHAIR}),
    "accept_report": frozenset({CHAIR}),
    "submit_for_evaluation": frozenset({MANAGER}),
    "record_grade": frozenset({MANAGER}),
    "resolve_not_to_publish": frozenset({CHAIR}),
    "look_again_at_not_publishing": frozenset({CHAIR}),
    "close_case": frozenset({CHAIR}),
    "propose_appointment": frozenset({MANAGER, CHAIR}),
    "end_appointment": frozenset({MANAGER, CHAIR}),
    "seat_panel_member": frozenset({MANAGER}),
    "declare": frozenset({MANAGER}),
    "give_seat": frozenset({MANAGER}),
    "end_seat": frozenset({MANAGER}),
    "set_terms": frozenset({MANAGER, PANEL_CHAIR}),
    "record_contact": frozenset({MANAGER, PANEL_CHAIR, AUTHOR}),
    "request_review": frozenset({MANAGER}),
    "secure_records": frozenset({AGENCY, MANAGER}),
    "open_request": frozenset({AGENCY}),
    "declare_author": frozenset({AGENCY, MANAGER}),
    "write_review": frozenset({AGENCY, MANAGER}),
    "check_review": frozenset({AGENCY, MANAGER}),
    "countersign_review": frozenset({AGENCY, MANAGER}),
    "reopen_review": frozenset({AGENCY, MANAGER}),
    "submit_review": frozenset({AGENCY, MANAGER}),
    "record_debrief": frozenset({AGENCY, MANAGER}),
    "return_review": frozenset({PANEL_CHAIR}),
    "accept_review": frozenset({PANEL_CHAIR}),
    "submit_chronology": frozenset({AGENCY, MANAGER}),
    "send_chronology": frozenset({AGENCY, MANAGER}),
    "look_at_columns": frozenset({AGENCY, MANAGER}),
    "confirm_columns": frozenset({AGENCY, MANAGER}),
    "discard_chronology": frozenset({AGENCY, MANAGER}),
    "integrate": frozenset({AUTHOR, MANAGER}),
    "read_rows": frozenset({MANAGER, CHAIR, PANEL_CHAIR, PANEL, AUTHOR, AGENCY}),
    "export_rows": frozenset({MANAGER, CHAIR, PANEL_CHAIR, PANEL, AUTHOR}),
    "mark_key_events": frozenset({MANAGER, AUTHOR, PANEL_CHAIR}),
    "give_theme": frozenset({MANAGER, AUTHOR, PANEL_CHAIR}),
    "take_theme": frozenset({MANAGER, AUTHOR, PANEL_CHAIR}),
    "judge_remark": frozenset({MANAGER, AUTHOR, PANEL_CHAIR}),
    "file_overview": frozenset({AUTHOR}),
    "file_evidence": frozenset({MANAGER, PANEL_CHAIR, AGENCY}),
    "file_paper": frozenset({MANAGER}),
    "open_proceeding": frozenset({MANAGER}),
    "end_proceeding": frozenset({MANAGER}),
}
"""Which readers may do which act. The auditor sees what was done, not what is in the papers."""

INSIDE = frozenset({MANAGER, CHAIR, AUDITOR, PANEL_CHAIR, PANEL, AUTHOR})
"""Those who see the whole of a review; an agency's author sees only what concerns the agency."""

LOOKS: dict[str, frozenset[Reader]] = {
    "case": INSIDE | {AGENCY},
    "referral": INSIDE,
    "criteria": INSIDE,
    "deciding": INSIDE,
    "departures": INSIDE,
    "appointments": frozenset({MANAGER, CHAIR, AUDITOR, PANEL_CHAIR}),
    "panel": INSIDE,
    "seats": frozenset({MANAGER, CHAIR, AUDITOR}),
    "terms": INSIDE | {AGENCY},
    "family": INSIDE,
    "family_tree": INSIDE - {AUDITOR},
    "reviews": INSIDE | {AGENCY},
    "written_review": frozenset({MANAGER, AGENCY}),
    "chronologies": INSIDE | {AGENCY},
    "rows": ACTS["read_rows"],
    "worklist": ACTS["export_rows"],
    "papers": INSIDE | {AGENCY},
    "proceedings": INSIDE,
    "trail": frozenset({MANAGER, CHAIR, AUDITOR}),
}
"""Which readers may see which page of a case."""

HIGHEST_FIRST = (CHAIR, MANAGER, AUDITOR, PANEL_CHAIR, AUTHOR, PANEL, AGENCY)


def find_case(key: CaseKey) -> Case:
    """The case, whoever asks: for code that has checked, or is about to check, who asks.

    Raises:
        NotForYou: when there is none.
    """
    found = Case.objects.filter(pk=key.pk if isinstance(key, Case) else key).select_related("board").first()
    if found is None:
        raise NotForYou
    return found


def readers_on(user: User, case: Case) -> tuple[Reader, ...]:
    """Everything that a user is for a case, the furthest-reaching first; empty for a stranger to it."""
    if not user.is_active or user.board_id != case.board_id:
        return ()
    return _highest_first(user, _open_seats(user).filter(case=case).values_list("reader", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Everything that a user is for one case, the furthest-reaching first, and the agencies they write for in it."""

    held: tuple[Reader, ...]
    agencies: frozenset[UUID]


def parts_of(user: User, cases: Iterable[Case]) -> dict[UUID, Part]:
    """What `readers_on` and `agencies_on` say of each of many cases, in one question; strangers' cases are left out."""
    if not user.is_active:
        return {}
    seats: dict[UUID, list[tuple[str, UUID | None]]] = {}
    for key, reader, agency in _open_seats(user).values_list("case", "reader", "agency"):
        seats.setdefault(key, []).append((reader, agency))
    parts = {}
    for case in cases:
        if case.board_id != user.board_id:
            continue
        taken = seats.get(case.pk, [])
        agencies = frozenset(agency for reader, agency in taken if reader == AGENCY and agency is not None)
        if held := _highest_first(user, (reader for reader, _ in taken)):
            parts[case.pk] = Part(held=held, agencies=agencies)
    return parts


def reader_on(user: User, case: CaseKey) -> Reader | None:
    """What a user is for a case: by standing for the board's officers, by a seat for all others, else None."""
    key = case.pk if isinstance(case, Case) else case
    found = Case.objects.filter(pk=key).first()
    held = readers_on(user, found) if found else ()
    return held[0] if held else None


def agencies_on(user: User, case: Case) -> frozenset[UUID]:
    """The agencies for which a user writes in a case."""
    seats = _open_seats(user).filter(case=case, reader=AGENCY)
    return frozenset(key for key in seats.values_list("agency", flat=True) if key)


def may(user: User, case: CaseKey, act: str) -> bool:
    """Whether the table lets this user do this act on this case (its state is not looked at)."""
    try:
        held = readers_on(user, find_case(case))
    except NotForYou:
        return False
    return not ACTS[act].isdisjoint(held)


def acts_of(readers: Iterable[Reader]) -> frozenset[str]:
    """Every act that somebody who is all of this may do."""
    held = frozenset(readers)
    return frozenset(act for act, allowed in ACTS.items() if allowed & held)


def cases_of(user: User) -> QuerySet[Case]:
    """The cases on which a user is anything at all."""
    if not user.is_active:
        return Case.objects.none()
    cases = Case.objects.filter(board=user.board_id).select_related("board")
    if user.standing in BOARD_OFFICERS:
        return cases
    return cases.filter(Q(pk__in=_open_seats(user).values("case")))


def _highest_first(user: User, seats: Iterable[str]) -> tuple[Reader, ...]:
    held = {Reader(name) for name in seats}
    if user.standing in BOARD_OFFICERS:
        held.add(Reader(user.standing))
    return tuple(reader for reader in HIGHEST_FIRST if reader in held)


def _open_seats(user: User) -> QuerySet[Seat]:
    return Seat.objects.filter(user=user.pk, until__isnull=True)
