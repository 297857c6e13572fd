"""How does every act on a case run? Who asks is checked first; then all is written and audited in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from safelight.core.decision import Decision
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases.access import ACTS, AGENCY, CaseKey, agencies_on, find_case, readers_on
from safelight.records.cases.models import Act, Case
from safelight.records.cases.queries.facts import REVIEW, regime_of, standing_acts
from safelight.records.cases.stages import OFFICE_HOURS, advance
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, found

Row = TypeVar("Row", bound=Model)


@dataclass(slots=True, kw_only=True)
class Acting:
    """One act by one person on one case, from permission to the audit entry."""

    act: str
    case: Case
    reader: Reader
    by: User
    at: datetime

    @property
    def on(self) -> date:
        """The day of the act, where the board is."""
        return self.at.astimezone(OFFICE_HOURS).date()

    @property
    def regime(self) -> Regime:
        """The rules of the case."""
        return regime_of(self.case, on=self.on)

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """The transaction of the act, the case locked; on its way out the case moves to the stage it has reached.

        What a rule refuses within is undone, and the refusal itself recorded.
        """
        try:
            with transaction.atomic():
                # No key lock: others may still refer to the case, and none of them waits for one that waits for it.
                locked = Case.objects.select_for_update(of=("self",), no_key=True).select_related("board")
                self.case = locked.get(pk=self.case.pk)
                yield self.case
                advance(self.case, by=self.by, at=self.at)
        except RefusedByRule as refused:
            self.note_refusal(refused.decision)
            raise

    def record(self, subject: Model, *, decision: Decision | None = None, **detail: str | int | bool | None) -> None:
        """Add the act's entry to the audit trail."""
        record(
            f"cases.{self.act}",
            by=self.by,
            at=self.at,
            acting_as=self.reader,
            case=self.case,
            subject=subject,
            decision=decision,
            **detail,
        )

    def note_refusal(self, decision: Decision | None = None) -> None:
        """Record that the act was tried and refused."""
        note_refusal(self.act, case=self.case, by=self.by, at=self.at, decision=decision, acting_as=self.reader)

    def check_going_on(self) -> None:
        """Let only a review through that the chair has decided on and that has not ended.

        Raises:
            NotNow: before the decision, after a decision against, or once the case is closed.
        """
        done = self._done()
        if Act.CLOSURE in done:
            raise NotNow("This case is closed. What was recorded stays as it is.")
        if done.get(Act.DECISION) != REVIEW:
            raise NotNow(
                "The chair of the board has not decided that a review is to be held. That decision comes first."
            )

    def check_before_agreement(self) -> None:
        """Let only a review through on which the panel has not agreed the overview report yet.

        Raises:
            NotNow: afterwards, and where `check_going_on` raises it.
        """
        self.check_going_on()
        if Act.PANEL_AGREEMENT in self._done():
            raise NotNow("The panel has agreed the overview report, so what the agencies sent is not changed any more.")

    def _done(self) -> dict[str, str]:
        """The formal acts that stand, each with its outcome."""
        acts, _ = standing_acts(self.case, regime=self.regime)
        return {name: act.outcome for name, act in acts.items()}


def acting(
    case: CaseKey,
    *,
    to: str,
    by: User,
    at: datetime,
    agency: Agency | None = None,
    allowed: frozenset[Reader] | None = None,
) -> Acting:
    """Begin an act. `agency` is the one whose affair it is: an agency's author acts for that one alone.

    `allowed` is for an act that the table divides further; otherwise the table's row of this act decides.

    Raises:
        NotForYou: when the table does not let this user do it; the attempt is recorded.
    """
    try:
        held = find_case(case)
    except NotForYou:
        note_refusal(to, case=None, by=by, at=at)
        raise
    for reader in readers_on(by, held):
        if reader not in (ACTS[to] if allowed is None else allowed):
            continue
        if reader is not AGENCY or (agency is not None and agency.pk in agencies_on(by, held)):
            return Acting(act=to, case=held, reader=reader, by=by, at=at)
    note_refusal(to, case=held, by=by, at=at)
    raise NotForYou


def sought(model: type[Row], key: Row | UUID | int, *, to: str, by: User, at: datetime) -> Row:
    """The row that an act is about, by itself or by its key.

    Raises:
        NotForYou: when there is none; the attempt is recorded.
    """
    try:
        return found(model, key)
    except NotForYou:
        note_refusal(to, case=None, by=by, at=at)
        raise


def note_refusal(
    act: str,
    *,
    case: Case | None,
    by: User,
    at: datetime,
    decision: Decision | None = None,
    acting_as: str = "",
) -> None:
    """Record that somebody tried an act and was refused."""
    record_refusal(
        f"cases.{act}",
        by=by,
        at=at,
        decision=decision,
        case=str(case.pk) if case else "",
        acting_as=acting_as,
    )
