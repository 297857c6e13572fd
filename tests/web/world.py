"""A made-up board with two cases, one just referred and one carried through to published, and everybody who asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.test import override_settings

from safelight.core.papers.manuscript import manuscript_to_markdown
from safelight.core.review.imr.merging import merge
from safelight.core.review.imr.words import Way
from safelight.core.review.written import Change
from safelight.core.vocabulary import BalanceFactor, Outcome, PaperKind, Reader
from safelight.records.cases import vault
from safelight.records.cases.actions import intake, proceedings
from safelight.records.cases.models import Case, ChronologyArrival, ChronologyRow, ReviewPart, UploadedReview
from safelight.records.cases.parts import add_version
from safelight.records.committee import actions as committee
from safelight.records.committee.form import BODY_FIELDS, COVER
from safelight.records.committee.words import Body, ResolutionKind
from safelight.records.disclosure import actions as disclosure
from safelight.records.disclosure.words import Form
from safelight.records.people.actions import add_agency, add_user
from safelight.records.people.models import User
from safelight.records.plans import actions as plans
from safelight.records.publication.actions import drafting, packing, proving, public_facts, publishing, settling
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.words import Settlement
from safelight.records.writing import sections
from safelight.records.writing.models import (
    BroughtReport,
    Leftover,
    ReportDrafted,
    SectionComment,
    WrittenReport,
    WrittenSection,
)
from safelight.records.writing.sections import Words
from safelight.web.public.build import rebuild
from tests.core.edition.sample import MANUSCRIPT
from tests.factories import REGISTER, Cast, a_cast, a_chronology, a_docx, a_graded_case, a_referred_case, fresh, moment

LONG_BEFORE = date(2010, 5, 10)
CLOSED_ON = date(2010, 5, 28)
DRAFTED = date(2010, 10, 18)
PUBLISHED_ON = date(2010, 11, 9)
MET = date(2010, 11, 30)
TODAY = date(2010, 12, 6)

FAMILY_NAME = "Wren-Halloran"
"""The surname that nobody outside the review may read anywhere."""
OFFICERS = f"""
[[officer]]
role = "board_chair"
name = "Margaret Ellison"

[[person]]
id = "mother"
role = "parent"
names = ["Corinna {FAMILY_NAME}"]
sex = "female"
pseudonym = "the mother"

[[relation]]
kind = "parent"
from = "mother"
to = "child"
"""
UNTIDY = f"# Why this review was held\n\nTobias {FAMILY_NAME} died. Corinna {FAMILY_NAME} spoke to Mrs Ida Pellow.\n"
SUMMARY = (
    manuscript_to_markdown(MANUSCRIPT)
    .replace("Peter Hargrave", "Dominic Achterberg")
    .replace("Ruth Adeyemi", "Helen Strickfield")
    .replace("Northmere Constabulary", "Northmere Police")
)
BRIEFING = """# What we learned

## What happened

A young child died and nobody had the whole picture.

## What we learned

- Missed appointments were not followed up.

## What must change

- Somebody visits the home after a missed appointment.

## Questions for your team meeting

- Who knows, on the same day, that a child was not brought?
"""
PASSWORD = "a quiet red lamp"


@dataclass(slots=True, kw_only=True)
class World:
    """The board, who asks, and the keys of what there is, by the name that an address gives them."""

    folder: Path
    cast: Cast
    roles: dict[str, User] = field(default_factory=dict)
    referred: dict[str, Any] = field(default_factory=dict)
    published: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, Any]:
        """Where this world's files lie, and which day it is in it."""
        return {
            "VAULT": self.folder / "vault",
            "PUBLIC_SITE": self.folder / "public",
            "NODE_MODULES": self.folder / "node_modules",
            "PRETEND_TODAY": TODAY.isoformat(),
            "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        }


def build_world(folder: Path, *, briefing: bool = False) -> World:
    """Everything, by the actions alone, under the settings that a test then reads it with; a briefing if asked for."""
    world = World(folder=folder, cast=a_cast())
    styles = folder / "node_modules" / ".safelight" / "safelight.css"
    styles.parent.mkdir(parents=True)
    styles.write_text("body { color: black }\n")
    with override_settings(**world.settings):
        _people(world)
        world.referred["case_id"] = a_referred_case(
            world.cast, reference="SCR-2010-07", noticed_on=date(2010, 11, 29)
        ).pk
        world.published["case_id"] = _carried_through(world, briefing=briefing).pk
        rebuild(on=TODAY)
    return world


def _people(world: World) -> None:
    """One account for every part; those from elsewhere and those without a seat are here to be turned away."""
    cast, at = world.cast, moment(date(2010, 1, 5))
    elsewhere = a_cast("Oxmere")
    housing = add_agency(board=cast.board, name="Northmere Homes", short_name="Homes", by=None, at=at)

    def more(part: str, standing: Reader, **given: Any) -> User:
        return add_user(
            board=cast.board,
            email=f"{part}@northmere.example.org",
            name=f"Somebody {part.title()}",
            standing=standing,
            password=None,
            by=None,
            at=at,
            **given,
        )

    leaver = more("leaver", Reader.AUDITOR).pk
    for have in (world.referred, world.published):
        have |= {"user_id": leaver, "user_id:elsewhere": elsewhere.auditor.pk}
    world.roles = {
        "manager": cast.manager,
        "chair": cast.chair,
        "auditor": cast.auditor,
        "panel_chair": cast.panel_chair,
        "panel_member": cast.panel_member,
        "author": cast.author,
        "police": cast.police_author,
        "health": cast.health_author,
        "unseated": more("unseated", Reader.AGENCY_AUTHOR, agency=housing),
        "member": cast.member,
        "other_member": more("member-two", Reader.ELECTED_MEMBER),
        "elsewhere": elsewhere.manager,
        "member_elsewhere": elsewhere.member,
    }
    for user in world.roles.values():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])


def _carried_through(world: World, *, briefing: bool) -> Case:
    cast = world.cast
    case = a_graded_case(cast)
    # The factory calls the reviews' authors "Author for Police": the words of a name that is none are found everywhere.
    case.agency_reviews.update(author_name="Stella Brackwater")
    _written_here(world, case)
    intake.keep_register(case=case, untrusted_toml=REGISTER + OFFICERS, by=cast.manager, at=moment(DRAFTED, 8))
    _court(world, case)
    _plan(world, case)
    _drafts(world, case)
    if briefing:
        _briefing(world, case)
    _requests(world, case)
    _meetings(world, case)
    reviews = case.agency_reviews.all()
    papers = {(paper.kind, paper.agency_id): paper.pk for paper in case.papers.order_by("version")}
    world.published |= {
        "review_id": next(row.pk for row in reviews if row.agency_id == cast.police.pk),
        "paper_id": papers["imr", cast.police.pk],
        "paper_id:overview": papers["overview", None],
        "paper_id:chronology": papers["chronology", cast.police.pk],
        "arrival_id": _waiting(case, cast).pk,
        "file_id": case.chronologies.get(agency=cast.police).pk,
        "paper_id:merged": papers["integrated_chronology", None],
        "row_id": ChronologyRow.objects.filter(file__case=case, file__agency=cast.police).first().key,
    }
    return fresh(case)


def _written_here(world: World, case: Case) -> None:
    """What the police had begun to write before they sent a file: kept, although nobody can change it any more."""
    cast, at = world.cast, moment(date(2010, 5, 20))
    review = case.agency_reviews.get(agency=cast.police)
    part = ReviewPart.objects.create(review=review, kind="section", key="involvement", title="What did you do?")
    both = merge("She came on Monday.", "She came on Friday.", "She came on Tuesday.").text
    add_version(part, {"text": both}, base=0, way=Way.TYPED, by=cast.police_author, at=at)
    report = WrittenReport.objects.create(case=case, kind="overview", begun_at=at, begun_by=cast.author)
    section = WrittenSection.objects.create(report=report, place=1)
    words = Words(heading="The facts", text="A child died.")
    sections.add_version(section, words, way=Change.TYPED, by=cast.author, at=at)
    sealed = vault.seal('{"quote": "", "words": "When?"}')
    said = SectionComment.objects.create(section=section, sealed=sealed, made_at=at, made_by=cast.panel_member)
    world.published |= {"written_id": report.pk, "section_id": section.pk, "remark_id": said.pk}
    sha256 = vault.put(a_docx("What we did."))
    brought = BroughtReport.objects.create(report=report, name="r.docx", sha256=sha256, sent_at=at, sent_by=cast.author)
    left = Leftover.objects.create(brought=brought, number=1, sealed=sections.sealed_words(words))
    world.published |= {"brought_id": brought.pk, "leftover_id": left.pk}
    world.published["upload_id"] = UploadedReview.objects.create(
        review=review, name="review.docx", sha256=sha256, sent_at=at, sent_by=cast.police_author
    ).pk


def _waiting(case: Case, cast: Cast) -> ChronologyArrival:
    """A chronology that still waited when the panel agreed the report."""
    data = a_chronology(cast.police.name)
    return ChronologyArrival.objects.create(
        case=case,
        agency=cast.police,
        name="chronology.xlsx",
        sha256=vault.put(data),
        arrived_at=moment(DRAFTED),
        arrived_by=cast.police_author,
    )


def _court(world: World, case: Case) -> None:
    at = moment(DRAFTED)
    inquest = proceedings.open_proceeding(
        case=case,
        kind="inquest",
        court="Northmere Coroner",
        scope="How the child died.",
        opened_on=date(2010, 3, 3),
        by=world.cast.manager,
        at=at,
    )
    proceedings.end_proceeding(
        proceeding=inquest, ending="Verdict given.", ended_on=date(2010, 9, 1), by=world.cast.manager, at=at
    )
    world.published["proceeding_id"] = inquest.pk


def _plan(world: World, case: Case) -> None:
    cast, at = world.cast, moment(DRAFTED)
    finding = plans.record_finding(
        case=case, number=1, text="Missed appointments were not followed up.", by=cast.author, at=at
    )
    world.published["finding_id:in-the-plan"] = finding.pk
    recommendation = plans.record_recommendation(
        case=case,
        number=1,
        text="Visit the home after a missed appointment.",
        source="overview",
        findings=[1],
        by=cast.author,
        at=at,
    )
    action = plans.agree_action(
        recommendation=recommendation,
        text="Write and teach a procedure for missed appointments.",
        agency=cast.police,
        owner_post="Head of Safeguarding",
        due_on=date(2011, 3, 31),
        measure="An audit of 40 files finds a visit within five working days in each.",
        by=cast.manager,
        at=at,
    )
    plans.add_evidence(action=action, text="The procedure is written.", by=cast.police_author, at=moment(MET))
    world.published |= {"recommendation_id": recommendation.pk, "action_id": action.pk}
    closed = plans.agree_action(
        recommendation=recommendation,
        text="Tell every surgery of the procedure.",
        agency=cast.police,
        owner_post="Head of Safeguarding",
        due_on=CLOSED_ON,
        measure="Every surgery has it in writing.",
        by=cast.manager,
        at=moment(LONG_BEFORE),
    )
    plans.add_evidence(action=closed, text="Letters to all surgeries.", by=cast.police_author, at=moment(LONG_BEFORE))
    plans.propose_closure(action=closed, impact="All of them know.", by=cast.manager, at=moment(CLOSED_ON))
    plans.close(action=closed, by=cast.chair, at=moment(CLOSED_ON, 12))
    world.published["action_id:closed"] = closed.pk
    review = case.agency_reviews.get(agency=cast.police)
    row = ReviewPart.objects.create(review=review, kind="recommendation", key="row-1")
    said = {"action": "The police write down each referral on the same day.", "owner": "Head of Public Protection"}
    add_version(row, said, base=0, way=Way.TYPED, by=cast.police_author, at=at)
    world.published["row"] = row.key


def _drafts(world: World, case: Case) -> None:
    """A first draft with names in it, and a second one that is published."""
    cast, author, at = world.cast, world.cast.author, moment(DRAFTED)
    kind = PaperKind.EXECUTIVE_SUMMARY
    untidy = drafting.save_draft(case=case, kind=kind, text=UNTIDY, by=author, at=moment(DRAFTED))
    drafting.find_people(draft=untidy, by=author, at=moment(DRAFTED, 11))
    draft = drafting.save_draft(case=case, kind=kind, text=SUMMARY, by=author, at=moment(DRAFTED, 12))
    edition = an_edition(draft, author)
    publishing.approve_edition(edition=edition, by=cast.chair, at=moment(PUBLISHED_ON))
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED_ON, 12))
    fact = public_facts.record_public_fact(
        case=case,
        text="A caravan was burnt out at Eastholm on the day of the fair.",
        source="The Eastholm Post",
        terms=[],
        by=author,
        at=moment(DRAFTED, 12),
    )
    pack = {"contact": "Business manager, office@northmere.example.org", "key_words": "neglect", "not_before": None}
    section, report = world.published["section_id"], world.published["written_id"]
    versions = [[str(section), 1]]
    ReportDrafted.objects.create(report_id=report, draft=draft.pk, versions=versions, made_at=at, made_by=author)
    world.published |= {
        "package_id": packing.make_package(edition=edition, **pack, by=cast.manager, at=moment(PUBLISHED_ON, 13)).pk,
        "fact_id": fact.pk,
        "draft_id": draft.pk,
        "draft_id:untidy": untidy.pk,
        "finding_id": untidy.found.filter(listed=True).first().pk,
        "edition_id": edition.pk,
    }


def _briefing(world: World, case: Case) -> None:
    """The briefing, published beside the summary."""
    cast, author = world.cast, world.cast.author
    kind = PaperKind.LEARNING_BRIEF
    edition = an_edition(
        drafting.save_draft(case=case, kind=kind, text=BRIEFING, by=author, at=moment(DRAFTED)), author
    )
    publishing.approve_edition(edition=edition, by=cast.chair, at=moment(PUBLISHED_ON, 13))
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED_ON, 14))
    world.published["edition_id:briefing"] = edition.pk


def an_edition(draft: Draft, author: User) -> Edition:
    """From a draft with nobody in it to an edition: looked through, settled, through the gate, proved."""
    drafting.find_people(draft=draft, by=author, at=moment(DRAFTED, 13))
    while finding := draft.found.filter(settlement="").first():
        settling.settle_finding(
            finding=finding,
            settlement=Settlement.KEEP,
            reason="It names a post, a body or an officer.",
            by=author,
            at=moment(DRAFTED, 14),
        )
    gate = proving.run_gate(draft=draft, by=author, at=moment(DRAFTED, 15))
    assert not gate.blocking, proving.examine_draft(draft).to_json()
    return proving.make_edition(draft=draft, by=author, at=moment(DRAFTED, 16))


def _requests(world: World, case: Case) -> None:
    """One request waits for a decision; one, of an elected member, has been answered with a copy."""
    cast, at = world.cast, moment(date(2010, 11, 15))

    def asks(reader: Reader, requester: str, user: User | None = None) -> Any:
        return disclosure.receive_request(
            case=case,
            paper_kind=PaperKind.OVERVIEW,
            reader=reader,
            requester=requester,
            contact="07700 900310",
            purpose="To understand what was learned.",
            user=user,
            by=cast.manager,
            at=at,
        )

    waiting = asks(Reader.FAMILY, "An aunt")
    answered = asks(Reader.ELECTED_MEMBER, cast.member.name, cast.member)
    disclosure.settle_request(
        request=answered,
        balance={factor: f"What weighs under {factor.value}." for factor in BalanceFactor},
        outcome=Outcome.ALLOW,
        conditions="Not to be passed on.",
        by=cast.chair,
        at=moment(MET),
    )
    copy = disclosure.release(request=answered, form=Form.FULL, by=cast.manager, at=moment(MET, 12))
    world.published |= {"request_id": waiting.pk, "request_id:answered": answered.pk, "release_id": copy.pk}


def _meetings(world: World, case: Case) -> None:
    manager, at = world.cast.manager, moment(date(2010, 11, 15))
    meeting = committee.arrange_meeting(body=Body.SCRUTINY, title="Ordinary meeting", held_on=MET, by=manager, at=at)
    report = committee.write_report(
        case=case,
        meetings=[meeting],
        subject="Learning from a serious case review",
        fields={name: f"What there is to say about {label.lower()}." for name, label in (*COVER, *BODY_FIELDS)},
        objectives=[("Children and young people", "positive")],
        background_papers=[],
        by=manager,
        at=at,
    )
    resolution = committee.record_resolution(
        meeting=meeting,
        report=report,
        minute="17",
        limb=1,
        text="That the report be noted.",
        kind=ResolutionKind.NOTE,
        by=manager,
        at=moment(MET, 15),
    )
    world.published |= {"meeting_id": meeting.pk, "report_id": report.pk, "resolution_id": resolution.pk}
