"""A made-up review that everything in these tests is tried on."""

from __future__ import annotations

from datetime import date

from safelight.core.anonymise.roster import Officer, PanelMember, Person, Place, Roster
from safelight.core.edition.masthead import Masthead
from safelight.core.papers.manuscript import (
    Block,
    Bullets,
    Heading,
    Manuscript,
    Paragraph,
    Table,
)
from safelight.core.vocabulary import OfficerRole

MASTHEAD = Masthead(
    board="Northmere Safeguarding Children Board",
    title="Serious case review: Child N",
    reference="Review of 2009–10",
    published_on=date(2010, 6, 14),
    contact="The board's office, 07700 900456, board@example.org",
)

PANEL = Table(
    header=("Post", "Organisation"),
    rows=(
        ("Designated Nurse", "Northmere Primary Care Trust"),
        ("Detective Superintendent", "Northmere Constabulary"),
    ),
)
PLAN = Table(
    header=("Ref", "Recommendation", "Action", "Lead", "By when", "How we will know"),
    rows=(
        ("1", "Home visit after a missed appointment", "Revise procedure", "Designated Nurse", "1 May 2010", "Audit"),
        ("2", "Monthly supervision", "Appoint two supervisors", "Assistant Director", "31 December 2010", "Register"),
    ),
)  # fmt: skip

BLOCKS: tuple[Block, ...] = (
    Heading(1, "Serious case review: Child N"),
    Heading(2, "Circumstances that led to the review"),
    Paragraph("The Board began this review after a child died and neglect was suspected as a factor."),
    Paragraph("Margaret Ellison, the chair of the board, decided on it."),
    Heading(2, "The review process"),
    Paragraph("Peter Hargrave chaired the panel. Ruth Adeyemi wrote the overview report."),
    PANEL,
    Heading(3, "Terms of reference"),
    Paragraph("The review asked:"),
    Bullets(("how each agency understood daily life for Child N;", "what would have to change.")),
    Heading(2, "Parallel processes"),
    Paragraph("An inquest was held."),
    Heading(2, "Family involvement"),
    Paragraph("The mother met the author twice."),
    Heading(2, "Summary of events"),
    Paragraph("Three agencies recorded worries and none saw the others' records."),
    Heading(2, "Key issues"),
    Paragraph("Multi-agency planning did not start."),
    Heading(2, "Conclusions"),
    Paragraph("Taken together the information called for an assessment."),
    Heading(2, "Recommendations"),
    Bullets(("Visit the home after a missed appointment.", "Give health visitors supervision each month."), 1),
    Heading(2, "Action plan"),
    PLAN,
)
MANUSCRIPT = Manuscript(BLOCKS)

ROSTER = Roster(
    case_reference="SCR-2009-03",
    people=(
        Person(
            id="child",
            role="subject",
            names=("Liam Okafor-Reed",),
            known_as=("Lee",),
            date_of_birth=date(2005, 2, 11),
            date_of_death=date(2008, 11, 23),
            addresses=("14 Marl Street, Northmere NM20 3XX",),
            phones=("07700 900123",),
            emails=("liam.family@example.org",),
            identifiers=(("nhs", "943 476 5919"),),
            pseudonym="Child N",
        ),
    ),
    places=(Place(id="school", kind="school", names=("St Oswin's Primary School",), replacement="a primary school"),),
    officers=(
        Officer(role=OfficerRole.BOARD_CHAIR, name="Margaret Ellison"),
        Officer(role=OfficerRole.PANEL_CHAIR, name="Peter Hargrave"),
        Officer(role=OfficerRole.OVERVIEW_AUTHOR, name="Ruth Adeyemi"),
    ),
    panel=tuple(PanelMember(job_title=post, organisation=employer) for post, employer in PANEL.rows),
)


def with_block(*blocks: Block) -> Manuscript:
    """The made-up review with something more at its end."""
    return Manuscript((*BLOCKS, *blocks))


def without(*texts: str) -> Manuscript:
    """The made-up review without the blocks that hold one of these texts."""
    return Manuscript(tuple(block for block in BLOCKS if not any(text in str(block) for text in texts)))
