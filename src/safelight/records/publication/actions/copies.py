"""Who was given a copy of an edition, entered by hand; and what a rehearsal of its withdrawal found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from safelight.core.anonymise.engine import find_listed
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.actions.publishing import PUBLISHERS, WITHDRAWERS
from safelight.records.publication.models import CopyGiven, Edition, Rehearsal
from safelight.records.publication.words import PUBLIC, EditionState, Holder, HowGiven

FAILURES_KEPT = 40


def record_copy(
    *,
    edition: Edition | UUID,
    kind: Holder,
    holder: str,
    given_on: date,
    how: HowGiven,
    address: str,
    by: User,
    at: datetime,
) -> CopyGiven:
    """Enter that a body or a post was given a copy: before publication, at it, or after it has been withdrawn.

    Raises:
        NotForYou
        NotNow: when the edition has not been approved: then no copy of it can be out.
        WrongInput: a holder or address is missing or names a person; a day that lies ahead or before it was made.
    """
    edition = sought(Edition, edition, act="publication.record_copy", by=by, at=at)
    act = acting("publication.record_copy", case=edition.case_id, by=by, at=at, allowed=PUBLISHERS)
    kind, how = Holder(kind), HowGiven(how)
    ask = "Say which body or post has it, for example: Director of Public Health."
    holder = entered(holder, field="holder", ask=ask, longest=200)
    address = entered(address, field="address", ask="Say where to write to ask for it back.", longest=200)
    if given_on > act.on:
        raise WrongInput("The day on which it was given cannot lie ahead.", field="given_on")
    if given_on < edition.made_at.date():
        raise WrongInput("This edition was not made yet on that day.", field="given_on")
    check_names_nobody(edition.case, holder=holder, address=address)
    with act.writing():
        edition.refresh_from_db()
        if edition.approved_at is None:
            raise NotNow("Nobody has a copy before the edition is approved. Enter it once it is.")
        made = CopyGiven.objects.create(
            edition=edition,
            kind=kind,
            holder=holder,
            given_on=given_on,
            how=how,
            address=address,
            recorded_by=by,
            recorded_at=at,
        )
        act.record(made, kind=kind, how=how, given_on=given_on.isoformat())
    return made


def strike_copy(*, copy: CopyGiven | UUID, reason: str, by: User, at: datetime) -> CopyGiven:
    """Say that a copy was entered by mistake: it stays in the record and leaves the list.

    Raises:
        NotForYou
        NotNow: when it was struck before.
        WrongInput: no reason.
    """
    copy = sought(CopyGiven, copy, act="publication.strike_copy", by=by, at=at)
    act = acting("publication.strike_copy", case=copy.edition.case_id, by=by, at=at, allowed=PUBLISHERS)
    reason = entered(reason, field="reason", ask="Say why the entry was a mistake.", longest=400)
    with act.writing():
        copy.refresh_from_db()
        if copy.struck_at is not None:
            raise NotNow("This entry was struck already.")
        copy.struck_because, copy.struck_by, copy.struck_at = reason, by, at
        copy.save(update_fields=["struck_because", "struck_by", "struck_at"])
        act.record(copy)
    return copy


def record_rehearsal(
    *,
    edition: Edition | UUID,
    milliseconds: int,
    files: int,
    places: int,
    failures: Sequence[str],
    by: User,
    at: datetime,
) -> Rehearsal:
    """Keep what a rehearsal of a withdrawal found; the edition stays as it is.

    Raises:
        NotForYou
        NotNow: when the edition is not on the board's site, so that there is nothing to rehearse.
    """
    edition = sought(Edition, edition, act="publication.record_rehearsal", by=by, at=at)
    act = acting("publication.record_rehearsal", case=edition.case_id, by=by, at=at, allowed=WITHDRAWERS)
    with act.writing():
        edition.refresh_from_db()
        check_can_be_rehearsed(edition)
        made = Rehearsal.objects.create(
            edition=edition,
            rehearsed_at=at,
            rehearsed_by=by,
            milliseconds=milliseconds,
            files=files,
            places=places,
            failures=list(failures[:FAILURES_KEPT]),
        )
        act.record(made, milliseconds=milliseconds, files=files, failures=len(failures))
    return made


def check_can_be_rehearsed(edition: Edition) -> None:
    """Let only what is on the board's own site be rehearsed: the rest has no page that would have to go.

    Raises:
        NotNow
    """
    if edition.state != EditionState.PUBLISHED:
        also = " Of a deposited one the repository is asked." if edition.state in PUBLIC else ""
        raise NotNow(f"A withdrawal is rehearsed while the edition is on the board's own site.{also}")


def check_names_nobody(case: Case, **typed: str) -> None:
    """Let no name of a person into what was typed: nobody of the register, and nobody who has an account here.

    Raises:
        WrongInput: for the field in which somebody is named.
    """
    ask = "This names a person. Write the body or the post instead, and a mailbox or address of that post."
    roster = roster_of(case)
    people = {person.id for person in roster.people}
    accounts = [name.casefold() for name in case.board.users.values_list("name", flat=True)]
    for field, text in typed.items():
        shown = any(one.key in people for one in find_listed(text, roster=roster))
        if shown or any(name in text.casefold() for name in accounts if " " in name):
            raise WrongInput(ask, field=field)
