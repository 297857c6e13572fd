"""Builders for the rooms above the case: a summary that can be published, the way there, a plan, meetings, a report."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import docx
import pytest

from safelight.core.papers.manuscript import Bullets, Heading, Paragraph, Table, manuscript_from_markdown
from safelight.core.vocabulary import PaperKind
from safelight.records.audit.models import Entry
from safelight.records.cases.actions import intake
from safelight.records.cases.models import Case
from safelight.records.committee import actions as committee
from safelight.records.committee.form import BODY_FIELDS, COVER
from safelight.records.committee.models import Meeting, Report
from safelight.records.committee.words import Body
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.plans import actions as plans
from safelight.records.plans.models import Action
from safelight.records.publication.actions import drafting, proving, publishing, settling
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.words import Settlement
from tests.factories import REGISTER, Cast, a_graded_case, a_scoped_case, fresh, moment
from tests.remembering import remembered

DRAFTED = date(2010, 10, 4)
APPROVED = date(2010, 10, 20)
PUBLISHED = date(2010, 11, 3)
AGREED_ON = date(2010, 11, 10)
DUE_ON = date(2011, 2, 28)
WRITTEN_ON = date(2011, 1, 5)
MET_ON = date(2011, 1, 25)

FULL_REGISTER = (
    REGISTER
    + """
[[officer]]
role = "board_chair"
name = "Margaret Ellison"

[[officer]]
role = "panel_chair"
name = "Dominic Achterberg"

[[officer]]
role = "overview_author"
name = "Helen Strickfield"

[[panel_member]]
job_title = "Designated Nurse"
organisation = "Northmere Primary Care Trust"
"""
)

SUMMARY = """# Serious case review: Child N

## Circumstances that led to the review

The board began this review after a child died and neglect was suspected as a factor.

Margaret Ellison, the chair of the board, decided on it.

## The review process

Dominic Achterberg chaired the panel. Helen Strickfield wrote the overview report.

| Post | Organisation |
| --- | --- |
| Designated Nurse | Northmere Primary Care Trust |

## Parallel processes

An inquest was held.

## Family involvement

The mother was offered a meeting with the author.

## Summary of events

Two agencies recorded worries and neither saw the other's records.

## Key issues

Planning across agencies did not start.

## Conclusions

Taken together, what was known called for an assessment.

## Recommendations

- Visit the home after a missed appointment.
- Give health visitors supervision each month.

## Action plan

| Ref | Action | Lead | By when | How we will know |
| --- | --- | --- | --- | --- |
| 1 | Revise the procedure | Designated Nurse | 1 May 2011 | Audit of missed appointments |
"""

LEAK = "Tobias Wren-Halloran went to St Oswin's Primary School. Toby was three."


def with_register(cast: Cast, case: Case) -> Case:
    """The case with a register that also names its officers and its panel."""
    intake.keep_register(case=case, untrusted_toml=FULL_REGISTER, by=cast.manager, at=moment(date(2010, 9, 28)))
    return fresh(case)


@remembered
def a_review(cast: Cast) -> Case:
    """A review under way, with everybody in their seats."""
    return with_register(cast, a_scoped_case(cast))


@remembered
def an_accepted_review(cast: Cast) -> Case:
    """A review whose overview report the board has accepted: its summary is to be published."""
    return with_register(cast, a_graded_case(cast))


def a_summary_docx(*, hidden: str = "", extra: str = LEAK) -> bytes:
    """The summary as an author sends it: a Word file with something more in it, and something hidden."""
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    for block in manuscript_from_markdown(SUMMARY).blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, level=block.level)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        elif isinstance(block, Bullets):
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        elif isinstance(block, Table):
            _add_table(document, block)
    paragraph = document.add_paragraph(extra)
    if hidden:
        paragraph.add_run(hidden).font.hidden = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: docx.document.Document, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.header))
    for row in (block.header, *block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def settle_everything(draft: Draft, *, by: User, at: datetime) -> None:
    """What the register knows is replaced as it says, everything else kept with a reason."""
    settling.settle_by_register(draft=draft, by=by, at=at)
    while (finding := draft.found.filter(settlement="").first()) is not None:
        settling.settle_finding(
            finding=finding, settlement=Settlement.KEEP, reason="It identifies nobody.", by=by, at=at
        )


@remembered
def a_passed_draft(cast: Cast, case: Case, *, text: str = SUMMARY, by: User | None = None) -> Draft:
    """A draft in which everything is settled and in which the gate found nothing that blocks."""
    author, at = by or cast.author, moment(DRAFTED)
    draft = drafting.save_draft(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=text, by=author, at=at)
    drafting.find_people(draft=draft, by=author, at=at)
    settle_everything(draft, by=author, at=at)
    proving.run_gate(draft=draft, by=author, at=at)
    draft.refresh_from_db()
    return draft


@remembered
def a_made_edition(cast: Cast, case: Case, *, by: User | None = None, text: str = SUMMARY) -> Edition:
    """The summary, rendered and proved."""
    draft = a_passed_draft(cast, case, by=by, text=text)
    return proving.make_edition(draft=draft, by=by or cast.author, at=moment(DRAFTED, 15))


@remembered
def an_approved_edition(cast: Cast, case: Case, *, by: User | None = None, text: str = SUMMARY) -> Edition:
    """The summary, approved by the chair."""
    edition = a_made_edition(cast, case, by=by, text=text)
    return publishing.approve_edition(edition=edition, by=cast.chair, at=moment(APPROVED))


@remembered
def a_published_edition(cast: Cast, case: Case) -> Edition:
    """The summary, published by the business manager."""
    edition = an_approved_edition(cast, case)
    return publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))


@remembered
def an_action(cast: Cast, case: Case, *, number: int = 1) -> Action:
    """A finding, the recommendation that answers it and an agreed action of the police."""
    at = moment(AGREED_ON)
    plans.record_finding(case=case, number=number, text="Missed visits were not followed up.", by=cast.author, at=at)
    recommendation = plans.record_recommendation(
        case=case,
        number=number,
        text="Visit the home after a missed appointment.",
        source="overview",
        findings=[number],
        by=cast.author,
        at=at,
    )
    return plans.agree_action(
        recommendation=recommendation,
        text="Write the visit into the procedure.",
        agency=cast.police,
        owner_post="Head of Public Protection",
        due_on=DUE_ON,
        measure="Nine in ten missed visits are made good within a week.",
        by=cast.manager,
        at=at,
    )


def a_meeting(cast: Cast, *, body: Body = Body.CABINET_MEMBER, held_on: date = MET_ON) -> Meeting:
    """A meeting that is to receive a report."""
    return committee.arrange_meeting(
        body=body, title="Children's Services", held_on=held_on, by=cast.manager, at=moment(WRITTEN_ON, 9)
    )


def the_form(**changed: str) -> dict[str, str]:
    """The council's form, filled in."""
    return {name: f"{label}: nothing to add." for name, label in (*COVER, *BODY_FIELDS)} | changed


def a_report(cast: Cast, case: Case, *meetings: Meeting, **changed: object) -> Report:
    """A report on the review to these meetings."""
    given: dict[str, object] = {
        "subject": "Serious case review: what follows from it",
        "fields": the_form(),
        "objectives": [("Children and young people", "positive")],
        "background_papers": ["Minutes of the board, 16 August 2010"],
    }
    return committee.write_report(
        case=case,
        meetings=meetings,
        by=cast.manager,
        at=moment(WRITTEN_ON),
        **(given | changed),  # type: ignore[arg-type]
    )


def newest_entry() -> Entry:
    """The newest entry of the trail that is not about the stage."""
    return Entry.objects.exclude(action="cases.advance").latest("number")


@dataclass(frozen=True, slots=True)
class Call:
    """One act as a test makes it: its name in the trail, who may, and how it is called."""

    name: str
    allowed: tuple[str, ...]
    make: Callable[[User], object]


def check_only_these_may(cast: Cast, call: Call, *, case: Case | None) -> None:
    """Everybody else is refused alike, and each attempt stands in the trail, under the case where there is one."""
    outsiders = [getattr(cast, part) for part in CAST_PARTS if part not in call.allowed]
    assert outsiders
    for user in outsiders:
        before = Entry.objects.count()
        with pytest.raises(NotForYou):
            call.make(user)
        entry = Entry.objects.latest("number")
        assert Entry.objects.count() == before + 1
        assert (entry.action, entry.actor) == (f"{call.name}.refused", str(user.pk))
        assert entry.case == (str(case.pk) if case else "")


CAST_PARTS = (
    "manager",
    "chair",
    "auditor",
    "panel_chair",
    "panel_member",
    "author",
    "police_author",
    "health_author",
    "member",
)
