"""Which cases are there for this reader, and how does one of them stand?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.anonymise.roster import Officer, PanelMember, Person, Roster, read_register
from safelight.core.review.deadlines import Deadline
from safelight.core.review.facts import CaseFacts
from safelight.core.review.stages import current_stage
from safelight.core.review.tasks import Task, TaskState, task_list, to_do
from safelight.core.rulebook.governing import Silence
from safelight.core.rulebook.times import unread
from safelight.core.vocabulary import OfficerRole, Outcome, Reader, Stage
from safelight.records.audit.queries import AuditLine, trail_of_case
from safelight.records.cases import vault
from safelight.records.cases.access import AGENCY, CaseKey, cases_of, readers_on
from safelight.records.cases.models import Case
from safelight.records.cases.queries.facts import calendar_of, clocks_of, facts_of, regime_of
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.proceedings import ProceedingLine, open_proceedings
from safelight.records.people.models import User
from safelight.records.people.queries import overtaken_policies, rulebook_for


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in the list, with what is next for this reader (or, failing that, for anybody)."""

    id: UUID
    reference: str
    public_name: str
    stage: Stage
    noticed_on: date
    initiated_on: date | None
    reader: Reader
    next_task: str
    next_who: Reader | None
    next_due: date | None
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """How many entries the register of a case has; never whom."""

    people: int
    places: int
    officers: int
    panel: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """How a case stands: the task list, the clocks, and what holds publication."""

    id: UUID
    reference: str
    public_name: str
    stage: Stage
    board: str
    jurisdiction: str
    noticed_on: date
    initiated_on: date | None
    regime: str
    reader: Reader
    may: frozenset[str]
    process: str
    words: Mapping[str, str]
    overtaken: tuple[str, ...]
    """Each local policy that a national rule has set aside for this review, with both sources."""
    unread: tuple[Silence, ...]
    """What used to be asked in such a review and is not known for its day, with the reason."""
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    holds: tuple[ProceedingLine, ...]
    register: RegisterLine | None

    def next_tasks(self, *, on: date) -> tuple[Task, ...]:
        """What can be done now, or is blocked, in the order of the work; what is late comes first."""
        now = [task for task in self.tasks if task.state in {TaskState.NOW, TaskState.BLOCKED}]
        return tuple(sorted(now, key=lambda task: not task.overdue(on=on)))

    @property
    def case(self) -> CaseHead:
        """The head that every other page of the case carries."""
        return CaseHead(
            id=self.id,
            reference=self.reference,
            public_name=self.public_name,
            stage=self.stage,
            initiated_on=self.initiated_on,
            reader=self.reader,
            may=self.may,
            process=self.process,
            words=self.words,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage:
    """The newest entries of the audit trail of a case. `names` says who the keys in it are."""

    case: CaseHead
    lines: tuple[AuditLine, ...]
    names: tuple[tuple[str, str], ...]


def tasks_of(case: Case, *, on: date, facts: CaseFacts | None = None) -> tuple[Task, ...]:
    """The task list of a case: what is done, what is next, who has it and when it is due.

    `facts` are those of the day, where they have been gathered already.
    """
    facts = facts or facts_of(case, on=on)
    return task_list(facts, regime=regime_of(case, on=on), on=on, calendar=calendar_of(case))


def stage_on(case: Case, *, on: date, facts: CaseFacts) -> Stage:
    """Where a case stands on a day, worked out anew: a hold can end by itself, and no act then moves the case."""
    return current_stage(facts, regime=regime_of(case, on=on))


def case_list(reader: User, *, on: date) -> tuple[CaseLine, ...]:
    """Every case on which the reader is anything, the newest first."""
    return tuple(_case_line(reader, case, on=on) for case in cases_of(reader))


def case_page(reader: User, case_id: CaseKey, *, on: date) -> CasePage:
    """How one case stands. An agency's author sees the tasks of agencies alone.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="case")
    case, inside = seen.case, seen.own is None
    facts = facts_of(case, on=on)
    tasks = tasks_of(case, on=on, facts=facts)
    return CasePage(
        id=case.pk,
        reference=case.reference,
        public_name=case.public_name,
        stage=stage_on(case, on=on, facts=facts),
        board=case.board.name,
        jurisdiction=case.jurisdiction,
        noticed_on=case.noticed_on,
        initiated_on=case.initiated_on,
        regime=_rules_in_words(case, on=on),
        reader=seen.head.reader,
        may=seen.head.may,
        process=seen.head.process,
        words=seen.head.words,
        overtaken=overtaken_policies(case.board, on=case.initiated_on or case.noticed_on) if inside else (),
        unread=unread(regime_of(case, on=on), rulebook=rulebook_for(case.board)) if inside else (),
        tasks=tasks if inside else tuple(task for task in tasks if task.who is AGENCY),
        deadlines=clocks_of(case, facts=facts, on=on) if inside else (),
        holds=open_proceedings(case, on=on) if inside else (),
        register=_register_line(case) if inside else None,
    )


def _rules_in_words(case: Case, *, on: date) -> str:
    """Which rules the review follows; until it is decided that one is held, which it would follow."""
    title = regime_of(case, on=on).title
    return title if case.initiated_on else title.replace(" initiated on ", ", if one is held, by the rules of ")


def trail_page(reader: User, case_id: CaseKey, *, newest: int = 500) -> TrailPage:
    """Who did or read what on a case, newest first.

    Raises:
        NotForYou: to anybody but the board's officers.
    """
    seen = look(reader, case_id, at_page="trail")
    lines = tuple(trail_of_case(seen.case.pk, newest=newest))
    keys = {line.actor for line in lines} - {"system"}
    people = User.objects.filter(pk__in=keys).values_list("pk", "name")
    return TrailPage(case=seen.head, lines=lines, names=tuple((str(key), name) for key, name in people))


def register_of(case: Case) -> Roster:
    """The register of a case as it was entered, empty where there is none. For records: it holds real names.

    Raises:
        LostFromVault: when the register is gone.
    """
    kept = vault.get(case.register_sha256, shelf=vault.Shelf.NAMES).decode() if case.register_sha256 else ""
    return read_register(kept)


def roster_of(case: Case) -> Roster:
    """Everybody and everything of a case that the anonymiser must know. For records: it holds real names.

    The register is the start. Officers and panel are those whom the records show; the authors of the agencies' reviews
    are added as people, because their names are not published either, and so are the panel's members, unless the rules
    of the review name them.

    Raises:
        LostFromVault: when the register is gone.
    """
    register = register_of(case)
    appointed = {
        OfficerRole(row.role): Officer(role=OfficerRole(row.role), name=row.name)
        for row in case.appointments.all()
        if row.outcome == Outcome.ALLOW and row.ended_on is None and row.role in set(OfficerRole)
    }
    officers = {officer.role: officer for officer in register.officers} | appointed
    panel = tuple(PanelMember(job_title=row.job_title, organisation=row.organisation) for row in case.panel.all())
    return Roster(
        case_reference=register.case_reference or case.reference,
        people=(*register.people, *_named_in_the_records(case, register=register, officers=officers)),
        places=register.places,
        officers=tuple(officers[role] for role in OfficerRole if role in officers),
        panel=tuple(dict.fromkeys((*register.panel, *panel))),
    )


def _named_in_the_records(case: Case, *, register: Roster, officers: dict[OfficerRole, Officer]) -> tuple[Person, ...]:
    known = {_plain(name) for person in register.people for name in (*person.names, *person.known_as)}
    known |= {_plain(officer.name) for officer in officers.values()}
    found: dict[str, Person] = {}
    naming = regime_of(case).find("report.names")
    named = naming is not None and naming.check == "document_names_panel"
    panel = () if named else case.panel.all()
    sources = [(f"panel-{row.pk}", row.name, "a member of the panel") for row in panel]
    sources += [
        (f"imr-author-{row.pk}", row.author_name, "the author of an agency's review")
        for row in case.agency_reviews.all()
    ]
    for key, name, label in sources:
        if _is_a_name(name) and _plain(name) not in known:
            found.setdefault(_plain(name), Person(id=key, role="professional", names=(name,), pseudonym=label))
    return tuple(found.values())


def _is_a_name(text: str) -> bool:
    """Whether a person's name was entered, and not a post ("Head of Safeguarding"): its words would be hunted down."""
    words = text.split()
    return any(c.isalpha() for c in text) and not {"of", "for", "the", "and", "in"} & {
        word.casefold() for word in words
    }


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _register_line(case: Case) -> RegisterLine | None:
    if not case.register_sha256:
        return None
    roster = roster_of(case)
    return RegisterLine(
        people=len(roster.people), places=len(roster.places), officers=len(roster.officers), panel=len(roster.panel)
    )


def _case_line(reader: User, case: Case, *, on: date) -> CaseLine:
    held = readers_on(reader, case)
    facts = facts_of(case, on=on)
    tasks = tasks_of(case, on=on, facts=facts)
    if held == (AGENCY,):
        tasks = tuple(task for task in tasks if task.who is AGENCY)
    mine = [task for task in to_do(tasks) if task.who in held]
    following = next(iter(mine or to_do(tasks)), None)
    return CaseLine(
        id=case.pk,
        reference=case.reference,
        public_name=case.public_name,
        stage=stage_on(case, on=on, facts=facts),
        noticed_on=case.noticed_on,
        initiated_on=case.initiated_on,
        reader=held[0],
        next_task=following.title if following else "",
        next_who=following.who if following else None,
        next_due=following.due_on if following else None,
        overdue=sum(task.overdue(on=on) and task.state is not TaskState.WAITING for task in tasks),
    )
