"""From the referral to the terms of reference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from safelight.core.anonymise.roster import read_register
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import OfficerRole, Reader
from safelight.demo import duties
from safelight.demo.case.material import Appointment, CaseMaterial, SecondCaseMaterial
from safelight.demo.cast import Cast, at
from safelight.records.cases.actions import appointing, deciding, family, intake, scoping
from safelight.records.cases.models import Case
from safelight.records.cases.queries import regime_of
from safelight.records.people.permission import RefusedByRule

Say = Callable[[str], None]
SEATED = (
    "Yvonne Tarrant",
    "Colin Abara",
    "Sunita Goswami",
    "Peter Lindqvist",
    "Maureen Stott",
    "Idris Vaughan",
    "Kathryn Pell",
    "Femi Balogun",
)
"""The panel's members: they are published by post and organisation alone."""
SETTLED = (
    "Whether what each service saw was put together. From each agency's records, and from talking to its staff.",
    "Every agency that met the family, the family doctor and the housing association among them.",
    "From the booking of the pregnancy to the day of the referral; before it, the parents' own childhood.",
    "The author meets those who wish it; the chair of the panel writes to them within two weeks.",
    "Not at present.",
    "None is open.",
    "As the page on courts says; the chair of the panel hears from the police each month.",
    "The officer in the case reads what is shared; nothing is shown to a witness before it is agreed.",
    "None: the family lived in Northmere throughout.",
    "The business manager, with the council's press office.",
    "The council's solicitor advises on publication.",
    "Each agency says what it knew, and how that shaped what it did.",
    "The independent author.",
    "As the dates of this review say.",
)
"""Answers to the questions that the rules expect the terms of reference to settle, in their order."""


def refer(material: CaseMaterial | SecondCaseMaterial, cast: Cast, say: Say) -> Case:
    """The referral, the register of names, and the criteria one by one."""
    dates = material.dates
    case = intake.receive_referral(
        board=cast.board,
        reference=material.reference,
        public_name=material.title,
        agency=next(iter(cast.agencies.values())),
        referrer_post=material.referral.referred_by,
        circumstances=f"{material.referral.text.strip()}\n\n{material.referral.siblings_safe}",
        noticed_on=dates.noticed_on,
        by=cast["manager"],
        at=at(dates.noticed_on),
    )
    say(f"{_day(dates.noticed_on)}: a case is referred to the board; the clock for the decision starts")
    intake.keep_register(case=case, untrusted_toml=material.register, by=cast["manager"], at=at(dates.noticed_on, 15))
    register = read_register(material.register)
    say(f"  {len(register.people)} people and {len(register.places)} places go into the register, under its own key")
    for number, criterion in enumerate(material.criteria):
        intake.assess_criterion(
            case=case,
            criterion=criterion.duty,
            finding=criterion.finding,
            evidence=criterion.evidence,
            by=cast["manager"],
            at=at(dates.considered_on, 10, number),
        )
        say(f"  {criterion.duty}: {criterion.finding.replace('_', ' ')}")
    duties.record(Phase.NOTICE, Phase.CONSIDER, case=case, cast=cast, on=dates.considered_on, say=say)
    return case


def decide(material: CaseMaterial | SecondCaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """The panel recommends, the chair decides, the evaluator is told."""
    dates = material.dates
    deciding.recommend(
        case=case,
        outcome="review",
        reasons=material.decision.recommendation,
        by=cast["manager"],
        at=at(dates.considered_on, 16),
    )
    deciding.decide(
        case=case,
        outcome="review",
        reasons=material.decision.reasons.strip(),
        by=cast["chair"],
        at=at(dates.decided_on),
    )
    say(f"{_day(dates.decided_on)}: the chair decides to hold a review; it is due on {_day(dates.completion_due)}")
    duties.record(Phase.DECIDED, case=case, cast=cast, on=dates.decided_on, say=say)


def appoint(
    appointments: tuple[Appointment, ...], material: CaseMaterial | SecondCaseMaterial, case: Case, cast: Cast, say: Say
) -> None:
    """Chair and author, each with a declaration; whoever is not independent is refused."""
    register = read_register(material.register)
    chair = next(officer.name for officer in register.officers if officer.role is OfficerRole.BOARD_CHAIR)
    appointing.propose_appointment(
        case=case,
        role=Reader.BOARD_CHAIR,
        name=chair,
        user=cast["chair"],
        ties=(),
        statement="I chair the board and am employed by none of its agencies.",
        declared_on=material.dates.decided_on,
        by=cast["manager"],
        at=at(material.dates.decided_on, 12),
    )
    for proposed in appointments:
        holder = {"panel_chair": cast["panel_chair"], "overview_author": cast["author"]}[proposed.role]
        try:
            appointing.propose_appointment(
                case=case,
                role=proposed.role,
                name=proposed.name,
                user=holder if holder.name == proposed.name else None,
                ties=proposed.ties,
                statement=proposed.declaration,
                declared_on=proposed.declared_on,
                by=cast["manager"],
                at=at(proposed.declared_on, 14),
            )
        except RefusedByRule as refused:
            say(f"  {proposed.role.replace('_', ' ')}: refused. {refused.decision.reasons[0].found}")
        else:
            say(f"  {proposed.role.replace('_', ' ')}: appointed, with a declaration of independence")
    when = max(proposed.declared_on for proposed in appointments) + timedelta(days=1)
    for name, member in zip(SEATED, register.panel, strict=False):
        appointing.seat_panel_member(
            case=case,
            name=name,
            job_title=member.job_title,
            organisation=member.organisation,
            statement="I have had no part in the case and manage nobody who had.",
            declared_on=when,
            by=cast["manager"],
            at=at(when, 11),
        )
    say(f"  {len(register.panel)} members of the panel, by post and organisation")


def scope(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """Terms of reference in two versions, and what the family was offered."""
    for version in material.terms:
        scoping.set_terms(
            case=case,
            text=version.text,
            questions=[question.text for question in version.questions],
            answers=settled(case),
            by=cast["manager"],
            at=at(version.agreed_on),
        )
        say(f"{_day(version.agreed_on)}: terms of reference, version {version.number}")
    for relation, note, advocate, said in (
        ("Mother", "Offered a part, with an advocate; she will meet the author after the trial.", "An advocate", ""),
        (
            "Maternal grandmother",
            "Met the author twice and read what was written of what she said.",
            "",
            "I told them each time, and each time it was somebody new.",
        ),
    ):
        family.record_contact(
            case=case,
            relation=relation,
            approach="accepted",
            contacted_on=material.terms[-1].agreed_on,
            note=note,
            timing="Agreed with the officer in the case: what touches the trial is asked after it.",
            advocate=advocate,
            said=said,
            attribution="unnamed",
            by=cast["manager"],
            at=at(material.terms[-1].agreed_on, 15),
        )
    say("  the family is offered a part, and what came of it is recorded")
    duties.record(Phase.SCOPE, case=case, cast=cast, on=material.terms[-1].agreed_on, say=say)


def settled(case: Case) -> dict[str, str]:
    """What the terms answer to the questions that the rules expect."""
    rule = regime_of(case).find("scope.terms")
    return dict(zip(rule.words("questions"), SETTLED, strict=True)) if rule is not None else {}


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"
