"""How was each of the family offered a part, what did they say, and do they know when it is published?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safelight.core.rulebook.model import Rule
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import FamilyContact
from safelight.records.cases.queries.facts import regime_of
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.people.models import User

INVOLVED = "family.involved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One contact. `attribution` is empty where nothing was said."""

    approach: str
    contacted_on: date
    offered_on: date | None
    note: str
    timing: str
    advocate: str
    said: str
    attribution: str
    corrected: str
    told_on: date | None
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """Somebody in the family, by relation: how it stands, and every contact with the newest first.

    `offered_on` is the first offer; `told_on` the last time they were told of the day of publication.
    """

    relation: str
    approach: str
    offered_on: date | None
    advocate: str
    told_on: date | None
    contacts: tuple[ContactLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """Everybody in the family whom the review has thought of, and the rule that asks for it, where there is one."""

    case: CaseHead
    members: tuple[FamilyMember, ...]
    rule: Rule | None


def family_page(reader: User, case_id: CaseKey) -> FamilyPage:
    """How the family was offered a part. Contacts with the same relation, however it is written, stand together.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="family")
    by_relation: dict[str, list[FamilyContact]] = {}
    for row in seen.case.family_contacts.select_related("recorded_by"):
        by_relation.setdefault(" ".join(row.relation.casefold().split()), []).append(row)
    return FamilyPage(
        case=seen.head,
        members=tuple(_member(rows) for rows in by_relation.values()),
        rule=regime_of(seen.case).find(INVOLVED),
    )


def _member(rows: list[FamilyContact]) -> FamilyMember:
    return FamilyMember(
        relation=rows[0].relation,
        approach=rows[-1].approach,
        offered_on=min((row.offered_on for row in rows if row.offered_on), default=None),
        advocate=next((row.advocate for row in reversed(rows) if row.advocate), ""),
        told_on=max((row.told_on for row in rows if row.told_on), default=None),
        contacts=tuple(
            ContactLine(
                approach=row.approach,
                contacted_on=row.contacted_on,
                offered_on=row.offered_on,
                note=row.note,
                timing=row.timing,
                advocate=row.advocate,
                said=row.said,
                attribution=row.attribution,
                corrected=row.corrected,
                told_on=row.told_on,
                recorded_by=row.recorded_by.name,
            )
            for row in reversed(rows)
        ),
    )
