"""Publication through a national repository, without the board's name: decided like any other, by a second person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.actions.publishing import (
    PUBLISHERS,
    check_beside_its_review,
    check_goes_on,
    decide_publication,
)
from safelight.records.publication.files import bytes_of, hashes_of
from safelight.records.publication.models import Edition
from safelight.records.publication.unnamed import check_may_be_unnamed, check_names_no_board
from safelight.records.publication.words import EditionState


def deposit_edition(
    *, edition: Edition | UUID, deposited_with: str, deposited_on: date, by: User, at: datetime
) -> Edition:
    """Record that exactly the approved bytes of an unnamed edition went to a repository, which publishes them.

    The gate decides as it does for the board's own site. From then on the review counts as published; the board's site
    never shows it, because its place there would name the board.

    Raises:
        NotForYou
        NotNow: when the edition names the board, is public already, or another edition of the review is on the
            board's site; or when the board has resolved not to publish.
        WrongInput: no repository, or a day that lies ahead or before the approval.
        RefusedByRule: with every reason, when the gate does not allow it or the rules know no such publication.
    """
    name = "publication.deposit_edition"
    edition = sought(Edition, edition, act=name, by=by, at=at)
    act = acting(name, case=edition.case_id, by=by, at=at, allowed=PUBLISHERS)
    place = entered(deposited_with, field="deposited_with", ask="Say which repository has it.", longest=200)
    if deposited_on > act.on:
        raise WrongInput("The day on which it was deposited cannot lie ahead.", field="deposited_on")
    with act.writing() as held:
        edition.refresh_from_db()
        check_goes_on(edition)
        _check_stands_alone(edition)
        check_beside_its_review(edition, is_public=EditionState.DEPOSITED)
        rule = check_may_be_unnamed(act.regime)
        decision = decide_publication(edition=edition, publisher=by, on=act.on)
        if not decision.allowed:
            raise RefusedByRule(decision)
        files = {f"edition.{form}": data for form, data in bytes_of(edition).items()}
        check_names_no_board(files, case=held)
        if edition.approved_at is not None and deposited_on < edition.approved_at.date():
            raise WrongInput("It is deposited once it is approved, not before.", field="deposited_on")
        ground = rule.reason(f"Deposited with {place}, without the board's name: {edition.unnamed_because}")
        decision = replace(decision, reasons=(*decision.reasons, ground))
        edition.state = EditionState.DEPOSITED
        edition.deposited_with, edition.deposited_on = place, deposited_on
        edition.published_by, edition.published_at = by, at
        edition.decision = decision.to_json()
        edition.save()
        act.record(edition, decision=decision, **hashes_of(edition), unnamed=True)
    return edition


def _check_stands_alone(edition: Edition) -> None:
    if not edition.unnamed_because:
        raise NotNow("This edition names the board. Make one without its name, and have that approved.")
    if edition.state in {EditionState.DEPOSITED, EditionState.WITHDRAWN}:
        raise NotNow("This edition has been deposited or withdrawn already.")
    if edition.case.editions.filter(published_at__isnull=False, deposited_on__isnull=True).exists():
        raise NotNow("This review is or was on the board's own site, so everybody knows whose it is.")
