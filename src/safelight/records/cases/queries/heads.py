"""May this reader see this page of the case, and what stands at the top of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from safelight.core.vocabulary import Reader, Stage
from safelight.records.cases.access import AGENCY, LOOKS, CaseKey, acts_of, agencies_on, find_case, readers_on
from safelight.records.cases.models import Case
from safelight.records.cases.queries.facts import regime_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What every page of a case begins with. `may` names the acts that the table gives this reader."""

    id: UUID
    reference: str
    public_name: str
    stage: Stage
    initiated_on: date | None
    reader: Reader
    may: frozenset[str]
    process: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    """What this kind of review calls its board, its report and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A case that a reader may look at. `own` is None for those who see everything, else their agencies."""

    case: Case
    head: CaseHead
    own: frozenset[UUID] | None

    def shows(self, agency: UUID | None) -> bool:
        """Whether what is an agency's affair is there for this reader."""
        return self.own is None or agency in self.own


def look(reader: User, case: CaseKey, *, at_page: str) -> Look:
    """Begin a query of one page.

    Raises:
        NotForYou: when there is no such case, or this page of it is not for this reader.
    """
    found = find_case(case)
    held = readers_on(reader, found)
    seen_as = [one for one in held if one in LOOKS[at_page]]
    if not seen_as:
        raise NotForYou
    process = regime_of(found).process
    head = CaseHead(
        process=process.title,
        words=dict(process.words),
        id=found.pk,
        reference=found.reference,
        public_name=found.public_name,
        stage=Stage(found.stage),
        initiated_on=found.initiated_on,
        reader=seen_as[0],
        may=acts_of(held),
    )
    own = agencies_on(reader, found) if seen_as[0] is AGENCY else None
    return Look(case=found, head=head, own=own)
