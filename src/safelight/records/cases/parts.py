"""What stands in one part of a written review: its words taken out of their seal, for actions and queries alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import F

from safelight.core.review.imr.outline import Outline, outline
from safelight.core.review.imr.words import FIELDS, PartKind, ReviewForm, Way
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.models import AgencyReview, PartVersion, ReviewPart
from safelight.records.cases.queries.facts import regime_of
from safelight.records.cases.versions import add_to
from safelight.records.people.models import User

Values = Mapping[str, str]


def outline_of(review: AgencyReview) -> Outline:
    """What this agency is asked to write, by the terms of reference and the rules that stand."""
    terms = review.case.terms.order_by("version").last()
    return outline(
        form=ReviewForm(review.form),
        kind=PaperKind(review.kind),
        questions=terms.questions if terms is not None else (),
        regime=regime_of(review.case),
    )


def values_of(version: PartVersion | None, *, kind: PartKind) -> dict[str, str]:
    """What stands in each field; all of them empty before the first version."""
    kept = json.loads(vault.unseal(version.sealed)) if version is not None else {}
    return {field: str(kept.get(field, "")) for field in FIELDS[kind]}


def standing_versions(review: AgencyReview, *, kinds: Iterable[PartKind] = PartKind) -> list[PartVersion]:
    """The version of each part that stands, in the order in which the parts were begun; rows taken off are left out."""
    found = PartVersion.objects.filter(part__review=review, part__kind__in=list(kinds), number=F("part__version"))
    return list(found.filter(gone=False).select_related("part", "saved_by").order_by("part_id"))


def standing(part: ReviewPart) -> PartVersion | None:
    """The version of a part that stands; None before the first."""
    return part.versions.filter(number=part.version).first()


def add_version(
    part: ReviewPart,
    values: Values,
    *,
    base: int,
    way: Way,
    by: User,
    at: datetime,
    aside: bool = False,
    gone: bool = False,
    page: str = "",
) -> PartVersion:
    """Add the next version of a part, within the act's transaction; unless it is kept aside, it stands from now on."""
    added: PartVersion = add_to(
        part,
        values,
        texts=values,
        filled=[field for field, text in values.items() if text.strip()],
        base=base,
        way=way,
        by=by,
        at=at,
        aside=aside,
        gone=gone,
        page=page,
    )
    return added
