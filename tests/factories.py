"""Builders of made-up boards, people and cases; everything that happens in them happens through the actions."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import docx
from openpyxl import Workbook

from safelight.core.review.obligations import obligations
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Reader
from safelight.records.cases.actions import (
    agency_reviews,
    appointing,
    chronologies,
    deciding,
    duties,
    family,
    intake,
    integrating,
    papers,
    scoping,
)
from safelight.records.cases.models import AgencyReview, Case
from safelight.records.cases.queries import facts_of, regime_of
from safelight.records.people.actions import add_agency, add_user, create_board
from safelight.records.people.models import Agency, Board, User
from tests.remembering import remembered

NOTICED = date(2010, 3, 22)
RECOMMENDED = date(2010, 3, 30)
DECIDED = date(2010, 4, 1)
SCOPED = date(2010, 4, 12)
SENT = date(2010, 6, 1)
MERGED = date(2010, 6, 20)
WRITTEN = date(2010, 7, 20)
AGREED = date(2010, 8, 2)
ACCEPTED = date(2010, 8, 16)
SUBMITTED = date(2010, 8, 20)
GRADED = date(2010, 9, 27)

CRITERIA = ("criteria.death", "criteria.custody", "criteria.serious-harm")

REGISTER = """
[case]
reference = "SCR-2010-02"

[[person]]
id = "child"
role = "subject"
names = ["Tobias Wren-Halloran"]
known_as = ["Toby"]
date_of_birth = 2006-05-11
date_of_death = 2010-02-27
pseudonym = "Child N"

[[place]]
id = "school"
kind = "school"
names = ["St Oswin's Primary School"]
replacement = "a primary school"
"""


def moment(day: date, hour: int = 10) -> datetime:
    """A time of a day, as an act takes it."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A made-up board with one person for every part."""

    board: Board
    police: Agency
    health: Agency
    manager: User
    chair: User
    auditor: User
    panel_chair: User
    panel_member: User
    author: User
    police_author: User
    health_author: User
    member: User
    """An elected member of the council, with no seat at any case."""

    def all(self) -> tuple[User, ...]:
        """Everybody, for tests that try each in turn."""
        return (
            self.manager,
            self.chair,
            self.auditor,
            self.panel_chair,
            self.panel_member,
            self.author,
            self.police_author,
            self.health_author,
            self.member,
        )


@remembered
def a_cast(place: str = "Northmere", *, on: date = date(2010, 1, 4)) -> Cast:
    """A board of that place with two agencies and nine people."""
    at = moment(on)
    board = create_board(
        name=f"{place} Safeguarding Children Board",
        council=f"{place} Council",
        contact="board@example.org, 07700 900200",
        by=None,
        at=at,
    )
    police = add_agency(board=board, name=f"{place} Police", short_name="Police", by=None, at=at)
    health = add_agency(
        board=board, name=f"{place} Primary Care Trust", short_name="PCT", is_health=True, by=None, at=at
    )

    def person(part: str, name: str, standing: Reader, agency: Agency | None = None) -> User:
        return add_user(
            board=board,
            email=f"{part}@{place.lower()}.example.org",
            name=name,
            standing=standing,
            agency=agency,
            password=None,
            by=None,
            at=at,
        )

    return Cast(
        board=board,
        police=police,
        health=health,
        manager=person("manager", "Priya Nandakumar", Reader.BUSINESS_MANAGER),
        chair=person("chair", "Margaret Ellison", Reader.BOARD_CHAIR),
        auditor=person("auditor", "Owen Farrant", Reader.AUDITOR),
        panel_chair=person("panel-chair", "Dominic Achterberg", Reader.PANEL_CHAIR),
        panel_member=person("panel-member", "Ruth Calloway", Reader.PANEL_MEMBER),
        author=person("author", "Helen Strickfield", Reader.OVERVIEW_AUTHOR),
        police_author=person("police", "Karl Benwick", Reader.AGENCY_AUTHOR, police),
        health_author=person("health", "Moira Tench", Reader.AGENCY_AUTHOR, health),
        member=person("member", "Councillor Joan Ashdown", Reader.ELECTED_MEMBER),
    )


@remembered
def a_referred_case(cast: Cast, *, reference: str = "SCR-2010-02", noticed_on: date = NOTICED) -> Case:
    """A case that the police have referred, with its register of people."""
    at = moment(noticed_on)
    case = intake.receive_referral(
        board=cast.board,
        reference=reference,
        public_name="Child N",
        agency=cast.police,
        referrer_post="Detective Inspector, Public Protection Unit",
        circumstances="A child of three died at home in February. Neglect is suspected.",
        noticed_on=noticed_on,
        by=cast.manager,
        at=at,
    )
    register = REGISTER.replace("SCR-2010-02", reference)
    return intake.keep_register(case=case, untrusted_toml=register, by=cast.manager, at=at)


def assess(cast: Cast, case: Case, *, death: str = "met", at: datetime | None = None) -> None:
    """All three criteria of the guidance, of which only the first may be met."""
    for criterion in CRITERIA:
        intake.assess_criterion(
            case=case,
            criterion=criterion,
            finding=death if criterion == "criteria.death" else "not_met",
            evidence="As the referral and the police record say.",
            by=cast.manager,
            at=at or moment(RECOMMENDED),
        )


@remembered
def a_recommended_case(cast: Cast, *, reference: str = "SCR-2010-02") -> Case:
    """A case on which the panel has recommended a review."""
    case = a_referred_case(cast, reference=reference)
    assess(cast, case)
    deciding.recommend(
        case=case, outcome="review", reasons="A criterion is met.", by=cast.manager, at=moment(RECOMMENDED)
    )
    return fresh(case)


@remembered
def a_decided_case(cast: Cast, *, reference: str = "SCR-2010-02", on: date = DECIDED) -> Case:
    """A case on which the chair has decided that a review is held."""
    case = a_recommended_case(cast, reference=reference)
    deciding.decide(case=case, outcome="review", reasons="I accept the panel's advice.", by=cast.chair, at=moment(on))
    return fresh(case)


@remembered
def a_scoped_case(cast: Cast, *, reference: str = "SCR-2010-02") -> Case:
    """A review with officers, panel, terms and seats; everybody who must know has been told."""
    case, at = a_decided_case(cast, reference=reference), moment(SCOPED)
    record_duties(cast, case, Phase.NOTICE, Phase.CONSIDER, Phase.DECIDED, Phase.SCOPE, on=SCOPED)
    for role, user in (("panel_chair", cast.panel_chair), ("overview_author", cast.author)):
        appointing.propose_appointment(
            case=case,
            role=role,
            name=user.name,
            user=user,
            ties=(),
            statement="I have had nothing to do with this family or these agencies.",
            declared_on=SCOPED,
            by=cast.manager,
            at=at,
        )
    appointing.seat_panel_member(
        case=case,
        name=cast.panel_member.name,
        job_title="Designated Nurse",
        organisation=cast.health.name,
        user=cast.panel_member,
        statement="I had no part in the care of this child.",
        declared_on=SCOPED,
        by=cast.manager,
        at=at,
    )
    for agency, user in ((cast.police, cast.police_author), (cast.health, cast.health_author)):
        appointing.give_seat(case=case, user=user, reader="agency_author", agency=agency, by=cast.manager, at=at)
    scoping.set_terms(
        case=case,
        text="From the child's birth to the day of death.",
        questions=["Was the risk seen?", "Was it shared?"],
        answers=dict.fromkeys(expected_questions(case), "Settled with the panel."),
        by=cast.manager,
        at=at,
    )
    family.record_contact(
        case=case,
        relation="mother",
        approach="declined",
        contacted_on=SCOPED,
        note="Offered a meeting through her solicitor.",
        by=cast.manager,
        at=at,
    )
    return fresh(case)


def record_duties(cast: Cast, case: Case, *phases: Phase, on: date) -> None:
    """Everything that the rules ask for besides in these phases and that is not recorded yet."""
    regime, facts = regime_of(case, on=on), facts_of(fresh(case), on=on)
    for asked in obligations(facts, regime=regime):
        if asked.phase in phases and facts.done_on(asked.rule.duty) is None:
            duties.record_duty(
                case=case,
                duty=asked.rule.duty,
                done_on=on,
                told="The regional office" if asked.rule.check == "told" else "",
                note="Done as the rules ask.",
                by=cast.manager,
                at=moment(on),
            )


def expected_questions(case: Case) -> tuple[str, ...]:
    """The questions that the rules expect the terms of reference to answer."""
    rule = regime_of(case).find("scope.terms")
    return rule.words("questions") if rule is not None else ()


def requested_reviews(cast: Cast, case: Case) -> tuple[AgencyReview, AgencyReview]:
    """The reviews of the police and of health, asked for."""
    made = [
        agency_reviews.request_review(case=case, agency=agency, due_on=SENT, by=cast.manager, at=moment(SCOPED))
        for agency in (cast.police, cast.health)
    ]
    return made[0], made[1]


@remembered
def a_case_with_reviews(cast: Cast, *, reference: str = "SCR-2010-02") -> Case:
    """A review for which both agencies have sent reviews, now accepted, and chronologies, now merged."""
    case = a_scoped_case(cast, reference=reference)
    for review, user in zip(requested_reviews(cast, case), (cast.police_author, cast.health_author), strict=True):
        agency_reviews.submit_review(
            review=review,
            untrusted_data=b"What we did and what we learned.",
            name="review.txt",
            author_name=user.name,
            countersigned_by="Chief Executive",
            by=user,
            at=moment(SENT),
        )
        agency_reviews.accept_review(review=review, by=cast.panel_chair, at=moment(SENT, 15))
        chronologies.submit_chronology(
            case=case,
            agency=review.agency,
            untrusted_data=a_chronology(review.agency.name),
            name="chronology.xlsx",
            by=user,
            at=moment(SENT, 16),
        )
    integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    return fresh(case)


@remembered
def a_graded_case(cast: Cast, *, reference: str = "SCR-2010-02") -> Case:
    """A review whose overview report is written, agreed, accepted, sent for evaluation and graded."""
    case = a_case_with_reviews(cast, reference=reference)
    papers.file_paper(
        case=case,
        kind="overview",
        untrusted_data=b"The overview report.",
        name="overview.txt",
        by=cast.author,
        at=moment(WRITTEN),
    )
    record_duties(cast, case, Phase.AGENCIES, Phase.REPORT, on=AGREED)
    deciding.agree_panel(case=case, reasons="It answers the terms.", by=cast.panel_chair, at=moment(AGREED))
    deciding.accept_report(case=case, reasons="Accepted in full.", by=cast.chair, at=moment(ACCEPTED))
    deciding.submit_for_evaluation(
        case=case, told="The evaluator", reasons="Sent complete.", by=cast.manager, at=moment(SUBMITTED)
    )
    deciding.record_grade(case=case, grade="adequate", reasons="Letter received.", by=cast.manager, at=moment(GRADED))
    record_duties(cast, case, Phase.PUBLICATION, on=GRADED)
    return fresh(case)


def fresh(case: Case) -> Case:
    """The case as the database now has it."""
    return Case.objects.select_related("board").get(pk=case.pk)


def a_docx(text: str) -> bytes:
    """A Word file of one paragraph, with nothing about its author."""
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]
    document.add_paragraph(text)
    return _saved(document)


def a_docx_with_hidden_text(text: str, hidden: str) -> bytes:
    """A Word file with a second run that nobody sees on the page."""
    document = docx.Document()
    paragraph = document.add_paragraph(text)
    paragraph.add_run(hidden).font.hidden = True
    return _saved(document)


CHRONOLOGY = (
    ("14/03/2008", "10:30", "Home visit. The child was well and playing."),
    ("02/06/2008", "", "Did not attend the clinic."),
    ("11/2009", "", "Referred to the duty team; no reply is recorded."),
)


def a_chronology(agency: str, rows: tuple[tuple[str, str, str], ...] = CHRONOLOGY) -> bytes:
    """An agency's chronology as a workbook with the usual columns."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Date", "Time", "Agency", "Source", "Event"])
    for day, clock, event in rows:
        sheet.append([day, clock, agency, "File", event])
    return _saved(book)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
