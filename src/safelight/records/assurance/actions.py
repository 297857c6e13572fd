"""An assurance record is made: the one write of this room is its entry in the audit trail, with the files' hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from safelight.core.edition.pdf import CannotRender
from safelight.core.review.assurance_paper import render_record
from safelight.records.assurance.queries import SEES_ASSURANCE, record_of
from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow
from safelight.records.plans.acting import acting


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRecord:
    """The finished files, and the hashes by which the audit trail knows them."""

    html: bytes
    pdf: bytes
    html_sha256: str
    pdf_sha256: str


def make_record(*, case: Case | UUID, by: User, at: datetime) -> MadeRecord:
    """Make the assurance record of a review as it stands, as a page and as a PDF.

    The files are not kept: everything in them is kept where it was recorded, and a second copy of what concerns a
    family would be one more to guard. A copy in somebody's hands is known again by its hash in the trail.

    Raises:
        NotForYou: to anybody but the business manager, the chair of the board and the auditor.
        NotNow: when it cannot be set as a PDF.
    """
    act = acting("assurance.make_record", case=case, by=by, at=at, allowed=SEES_ASSURANCE)
    try:
        html, pdf = render_record(record_of(act.case, on=act.on))
    except CannotRender as fault:
        raise NotNow(str(fault)) from fault
    made = MadeRecord(html=html, pdf=pdf, html_sha256=sha256(html).hexdigest(), pdf_sha256=sha256(pdf).hexdigest())
    with transaction.atomic():
        act.record(act.case, html=made.html_sha256, pdf=made.pdf_sha256)
    return made
