"""What does the family look like, by pseudonyms and ages alone?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safelight.core.review.genogram import FamilyTree, calling, family_tree
from safelight.records.cases.access import CaseKey
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.overview import register_of
from safelight.records.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTreePage:
    """The family tree without a name in it; `tree` is None while the case has no register.

    `people` are those of the register by key and pseudonym, for whoever may change it, else nobody.
    """

    case: CaseHead
    tree: FamilyTree | None
    people: tuple[tuple[str, str], ...]
    may_name: bool
    may_change: bool


def family_tree_page(reader: User, case_id: CaseKey, *, on: date, at_death: bool = True) -> FamilyTreePage:
    """The family by pseudonyms. Ages are of the day on which the child died, unless `at_death` is False.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="family_tree")
    register = register_of(seen.case)
    may_change = "add_relation" in seen.head.may
    return FamilyTreePage(
        case=seen.head,
        tree=family_tree(register, today=on, at_death=at_death) if seen.case.register_sha256 else None,
        people=tuple(calling(register, named=False).items()) if may_change else (),
        may_name="look_at_family_tree" in seen.head.may,
        may_change=may_change,
    )
