"""A one-page briefing: a first draft from what is recorded, and who has read and discussed it once it is out."""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from safelight.core.papers.manuscript import Heading, Paragraph
from safelight.core.review.contents import ELEMENTS
from safelight.core.review.lessons import first_draft
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases.models import Case
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput, found
from safelight.records.plans.acting import acting, entered
from safelight.records.plans.models import ThemeMark
from safelight.records.plans.obligations import agencies_of
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.models import BriefingDiscussed, BriefingRead, Draft, Edition
from safelight.records.publication.texts import manuscript_of
from safelight.records.publication.versions import add_version
from safelight.records.publication.words import EditionState

BRIEF = PaperKind.LEARNING_BRIEF
MOST = 5
"""How many findings and recommendations a first draft holds: a page takes no more."""


def draft_briefing(*, case: Case | UUID, by: User, at: datetime) -> Draft:
    """Put a first draft together from the published words, the findings, the recommendations and their themes.

    From then on it is a draft like any other: searched, settled, put through the gate, approved by a second person.

    Raises:
        NotForYou
        NotNow: when there is a draft already, or no finding or recommendation yet.
    """
    act = acting("publication.draft_briefing", case=case, by=by, at=at, allowed=WRITERS)
    with act.writing() as held:
        if held.drafts.filter(kind=BRIEF).exists():
            raise NotNow("There is a draft of the briefing already. Change that one.")
        findings = list(held.findings.values_list("text", flat=True)[:MOST])
        recommendations = list(held.recommendations.order_by("-source", "number").values_list("text", flat=True)[:MOST])
        if not findings or not recommendations:
            raise NotNow("Enter what the review found and recommends first: a briefing is made from that.")
        themes = ThemeMark.objects.filter(case=held).order_by("id").values_list("theme", flat=True)
        text = first_draft(
            title=f"What we learned from the review of {held.public_name}",
            happened=_happened(held),
            learned=tuple(findings),
            must_change=tuple(recommendations),
            themes=tuple(dict.fromkeys(themes)),
        )
        draft = add_version(case=held, kind=BRIEF, text=text, author=by, saved_at=at)
        act.record(draft, kind=BRIEF, version=draft.version, text_sha256=draft.text_sha256)
    return draft


def confirm_read(*, edition: Edition | UUID, by: User, at: datetime) -> BriefingRead:
    """Confirm that one has read a published briefing: whoever has an agency's account.

    Raises:
        NotForYou: to everybody else, and where there is no such briefing.
    """
    name = "publication.confirm_read"
    edition = _published(edition, name=name, by=by, at=at)
    if not agencies_of(by):
        record_refusal(name, by=by, at=at, case=str(edition.case_id))
        raise NotForYou
    with transaction.atomic():
        row, new = BriefingRead.objects.get_or_create(
            edition=edition, user=by, defaults={"agency": by.agency, "read_on": _day(at)}
        )
        record(name, by=by, at=at, acting_as=Reader.AGENCY_AUTHOR, case=edition.case, subject=row, again=not new)
    return row


def record_discussion(
    *, edition: Edition | UUID, agency: Agency | UUID, team: str, held_on: date, people: int, by: User, at: datetime
) -> BriefingDiscussed:
    """Record that a team of an agency discussed a published briefing: by somebody of that agency, or by the office.

    Raises:
        NotForYou
        WrongInput: no team, nobody there, a day ahead or before it was published, or an agency that is not theirs.
    """
    name = "publication.record_discussion"
    edition = _published(edition, name=name, by=by, at=at)
    own, office = agencies_of(by), by.standing == Reader.BUSINESS_MANAGER
    if not own and not office:
        record_refusal(name, by=by, at=at, case=str(edition.case_id))
        raise NotForYou
    agency = found(Agency, agency)
    if agency.board_id != by.board_id or (not office and agency.pk not in own):
        raise WrongInput("Choose an agency of yours.", field="agency")
    team = entered(team, field="team", ask="Say which team it was.", longest=120)
    if people < 1:
        raise WrongInput("Say how many people were there.", field="people")
    assert edition.published_at is not None
    if held_on > _day(at) or held_on < _day(edition.published_at):
        raise WrongInput("Give a day since the briefing was published, and not one ahead.", field="held_on")
    with transaction.atomic():
        row = BriefingDiscussed.objects.create(
            edition=edition,
            agency=agency,
            team=team,
            held_on=held_on,
            people=people,
            recorded_on=_day(at),
            recorded_by=by,
        )
        acting_as = Reader.BUSINESS_MANAGER if office else Reader.AGENCY_AUTHOR
        record(name, by=by, at=at, acting_as=acting_as, case=edition.case, subject=row, people=people)
    return row


def _published(edition: Edition | UUID, *, name: str, by: User, at: datetime) -> Edition:
    """A briefing that is on the board's site now, for somebody of the board."""
    try:
        row = found(Edition, edition)
        if row.kind != BRIEF or row.state != EditionState.PUBLISHED or row.case.board_id != by.board_id:
            raise NotForYou
        if not by.is_active:
            raise NotForYou
    except NotForYou:
        record_refusal(name, by=by, at=at)
        raise
    return row


def _day(at: datetime) -> date:
    return at.astimezone(OFFICE_HOURS).date()


def _happened(case: Case) -> str:
    """The first two sentences on what happened in the review's own approved paper; else a line that asks for them."""
    public = (EditionState.APPROVED, EditionState.PUBLISHED, EditionState.DEPOSITED)
    edition = case.editions.exclude(kind=BRIEF).filter(state__in=public).order_by("made_at").last()
    under = False
    for block in manuscript_of(edition.draft).blocks if edition else ():
        if isinstance(block, Heading):
            heading = " ".join(re.findall(r"[^\W\d_]+", block.text.casefold()))
            under = ELEMENTS["facts"].is_headed_by(heading) or ELEMENTS["circumstances"].is_headed_by(heading)
        elif under and isinstance(block, Paragraph):
            return " ".join(re.split(r"(?<=[.!?])\s+", " ".join(block.text.split()))[:2])
    return "Say here in two lines what happened."
