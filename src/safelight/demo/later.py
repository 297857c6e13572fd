"""The second review's middle: fewer agencies, the same steps, and a report written to be published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, manuscript_from_markdown
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import PaperKind
from safelight.demo import duties
from safelight.demo.beginning import Say, _day, settled
from safelight.demo.case.material import ReviewFinding, SecondCaseMaterial
from safelight.demo.case.word import add_manuscript, open_document, save
from safelight.demo.cast import Cast, at
from safelight.records.cases.actions import agency_reviews, chronologies, deciding, family, integrating, papers, scoping
from safelight.records.cases.models import Case

ASKED: Final = (
    "Northmere Metropolitan Borough Council, Children's Services",
    "Northmere Acute Hospitals NHS Trust",
    "Saltmarsh Housing Association",
)
CONTACTS: Final = (
    (
        (0, "Leaving care adviser telephoned about next week's visit and left a message."),
        (17, "Home visit. Both parents there, baby awake and fed. We talked about sleep and about money."),
        (38, "Adviser on leave. No cover arranged."),
        (55, "Mother asked for help with the electricity. Grant form given."),
        (79, "Supervision: agreed to close after one more visit."),
    ),
    (
        (2, "Booked late for antenatal care. Asked about smoking and work. Not asked about childhood."),
        (23, "Did not attend. Standard letter sent."),
        (44, "Third midwife noted that Mother looked away when asked about family. Plan: ask again."),
        (70, "Postnatal discharge. No concerns recorded."),
        (121, "Brought in by ambulance. Unexplained injuries. Police and social care told."),
    ),
    (
        (9, "Key worker showed how to use the steriliser. Both keen to learn."),
        (31, "Complaint from flat 6 about crying at night. Logged."),
        (52, "Second complaint about crying. Warning letter posted."),
        (66, "Heater reported broken. Passed to contractor."),
        (98, "Third complaint. Tenancy review arranged."),
    ),
)
"""Days after the start of the period, and what each of the three agencies recorded."""


def review(material: SecondCaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """Terms, reviews, chronologies, the overview report, and its acceptance."""
    dates, manager = material.dates, cast["manager"]
    scoping.set_terms(
        case=case,
        text="What was done for the parents and the baby from booking to injury, and what would have helped.",
        questions=("Who knew the parents had been in care?", "What was offered, and when did it end?"),
        answers=settled(case),
        by=manager,
        at=at(dates.decided_on + timedelta(days=10)),
    )
    family.record_contact(
        case=case,
        relation="Both parents",
        approach="accepted",
        contacted_on=dates.requested_on,
        note="Each has met the author and has read the report.",
        by=manager,
        at=at(dates.requested_on),
    )
    duties.record(Phase.SCOPE, case=case, cast=cast, on=dates.requested_on, say=say)
    for number, name in enumerate(ASKED):
        _agency(name, number, material, case, cast)
    integrating.integrate(case=case, by=cast["author"], at=at(dates.chronologies_merged_on))
    say(f"{_day(dates.chronologies_merged_on)}: {len(ASKED)} agencies have reported; their chronologies are merged")
    papers.file_paper(
        case=case,
        kind=PaperKind.OVERVIEW,
        untrusted_data=_word(manuscript_from_markdown(material.overview_markdown), title=material.title),
        name="Overview report.docx",
        by=cast["author"],
        at=at(dates.overview_drafted_on),
    )
    duties.record(Phase.AGENCIES, Phase.REPORT, case=case, cast=cast, on=dates.panel_agreed_on, say=say)
    deciding.agree_panel(
        case=case, reasons="The panel agrees the report.", by=cast["panel_chair"], at=at(dates.panel_agreed_on)
    )
    deciding.accept_report(
        case=case,
        reasons="Accepted; to be published whole, as the rules for this review ask.",
        by=cast["chair"],
        at=at(dates.board_accepted_on),
    )
    deciding.submit_for_evaluation(
        case=case, told="Ofsted", reasons="The whole review was sent.", by=manager, at=at(dates.submitted_on)
    )
    duties.record(Phase.EVALUATION, case=case, cast=cast, on=dates.submitted_on, say=say)
    deciding.record_grade(
        case=case, grade=material.grade.word, reasons=material.grade.letter, by=manager, at=at(dates.graded_on)
    )
    say(f"{_day(dates.board_accepted_on)}: the board accepts the overview report")


def findings(material: SecondCaseMaterial) -> tuple[ReviewFinding, ...]:
    """The report's own findings, which its recommendations cite."""
    blocks = manuscript_from_markdown(material.overview_markdown).section("5. Findings").blocks
    items = next(block.items for block in blocks if isinstance(block, Bullets))
    return tuple(
        ReviewFinding(number=number, title=item.split(".")[0], public=item) for number, item in enumerate(items, 1)
    )


def _agency(name: str, number: int, material: SecondCaseMaterial, case: Case, cast: Cast) -> None:
    dates, manager, agency = material.dates, cast["manager"], cast.agency(name)
    asked = agency_reviews.request_review(
        case=case, agency=agency, due_on=dates.imrs_due, by=manager, at=at(dates.requested_on, 12, number)
    )
    report = manuscript_from_markdown(material.overview_markdown).section("3. What happened")
    title = Heading(1, f"Individual management review: {name}")
    question = Paragraph("Our part in these events, what we knew at the time, and what we would do differently.")
    agency_reviews.submit_review(
        review=asked,
        untrusted_data=_word(Manuscript((title, question, *report.blocks)), title="Individual management review"),
        name=f"IMR {name}.docx",
        countersigned_by="Director",
        ties=(),
        by=manager,
        at=at(dates.imrs_due - timedelta(days=number)),
    )
    agency_reviews.accept_review(review=asked, by=cast["panel_chair"], at=at(dates.imrs_due + timedelta(days=7)))
    start = date(2010, 1, 11)
    lines = [f'{(start + timedelta(days=days)).isoformat()},Case notes,"{text}"' for days, text in CONTACTS[number]]
    chronologies.submit_chronology(
        case=case,
        agency=agency,
        untrusted_data="\n".join(["Date,Source,Event", *lines]).encode(),
        name=f"{name} chronology.csv",
        by=manager,
        at=at(dates.imrs_due, 16, number),
    )


def _word(manuscript: Manuscript, *, title: str) -> bytes:
    document = open_document(author="", title=title)
    add_manuscript(document, manuscript)
    return save(document)
