"""What does a made-up case consist of? The typed parts that the story is told with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safelight.core.papers.manuscript import Manuscript


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file as an agency or an author would send it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDates:
    """When each step was taken; None for a step that this case did not need."""

    happened_on: date
    noticed_on: date
    considered_on: date
    decided_on: date
    completion_due: date
    requested_on: date
    imrs_due: date
    chronologies_merged_on: date
    overview_drafted_on: date
    panel_agreed_on: date
    board_accepted_on: date
    submitted_on: date
    graded_on: date
    summary_drafted_on: date
    summary_approved_on: date
    published_on: date
    held_from: date | None = None
    hold_review_on: date | None = None
    released_on: date | None = None
    minutes_published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """How the case came to the board."""

    referred_by: str
    text: str
    siblings_safe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One test for a review: the rulebook's duty, "met", "not_met" or "unclear", and the evidence."""

    duty: str
    finding: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairDecision:
    """What the panel advised and why the chair decided."""

    recommendation: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Somebody proposed for a role. `ties` are values of `core.review.independence.Tie`."""

    role: str
    name: str
    post: str
    declared_on: date
    ties: tuple[str, ...]
    declaration: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the terms of reference, and the first version that asks it."""

    number: int
    since: int
    short: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsVersion:
    """One version of the terms of reference; `text` is the whole paper in Markdown."""

    number: int
    agreed_on: date
    reason: str
    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyReviewVersion:
    """One version of an agency's review as it was sent in; `returned_because` is empty for the accepted one."""

    number: int
    submitted_on: date
    paper: Paper
    returned_on: date | None = None
    returned_because: str = ""
    sections: tuple[tuple[int, str], ...] = ()
    """What the panel said of single questions of the terms of reference, by their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReview:
    """A version of an agency's review as it is typed into Safelight. `answers` are to the terms' questions."""

    story: str
    answers: tuple[str, ...]
    context: tuple[str, ...]
    good: str
    lessons: str
    documents: tuple[str, ...]
    missing: str
    interviews: tuple[str, ...]
    recommendations: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyPaper:
    """An agency's chronology. `rows` counts the rows under the heading row, wrong ones included."""

    paper: Paper
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMaterial:
    """What one agency was asked for and sent. `outcome` is "accepted", "returned" or "late"."""

    id: str
    name: str
    organisation: str
    author: str
    author_post: str
    signed_by: str
    requested_on: date
    secured_on: date
    nature: str
    outcome: str
    accepted_on: date
    versions: tuple[AgencyReviewVersion, ...]
    chronology: ChronologyPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """Something that happened: `when` as precise as known ("2007-03"), and what the overview report says of it."""

    when: str
    time: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFinding:
    """A numbered finding: `public` may be published, `inside` names people."""

    number: int
    title: str
    public: str
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """Something shown for an action, and when."""

    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """What is to be done about a recommendation, by whom, by when, and how one will know."""

    text: str
    owner: str
    agency: str
    agreed_on: date
    due_on: date
    measure: str
    evidence: tuple[EvidenceItem, ...]
    proposed_closed_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A numbered recommendation, the findings that it rests on, and its action."""

    number: int
    group: str
    text: str
    findings: tuple[int, ...]
    action: PlannedAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why publication had to wait, and for what."""

    kind: str
    reason: str
    releasing_event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The inspectorate's word and the gist of its letter."""

    word: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """Something about the family that is public already, and the words that would lead a reader to it."""

    id: str
    text: str
    source: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceNote:
    """What was weighed under one of the five considerations of para 8.49; `factor` is a value of BalanceFactor."""

    factor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """Somebody asked for a paper. `reader` and `paper` are values of Reader and PaperKind."""

    id: str
    reader: str
    paper: str
    received_on: date
    sender: str
    email: str
    text: str
    balance: tuple[BalanceNote, ...]
    outcome: str
    decided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryMaterial:
    """The executive summary: the author's untidy first draft, and the text that was published."""

    draft: Paper
    final_markdown: str
    final: Manuscript
    slips: tuple[str, ...]
    linking_phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeSection:
    """A numbered part of the report's body."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One line of the council's grid of objectives: "positive", "neutral" or "negative"."""

    name: str
    impact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundPaper:
    """A paper that the report relies on and that has not been published elsewhere."""

    title: str
    author: str
    dated: date
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingResolution:
    """One limb of what a meeting resolved. `kind`: "note", "task", "recurring" or "conditional"."""

    meeting: str
    meeting_on: date
    minute: str
    limb: int
    kind: str
    text: str
    due_on: date | None
    every_months: int | None
    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeMaterial:
    """The report to the council in the council's form. Money is in whole pounds, one figure per year."""

    addressed_to: tuple[str, ...]
    meetings: tuple[date, ...]
    subject: str
    wards: str
    report_of: str
    contact_officer: str
    exempt: bool
    exempt_note: str
    purpose: str
    reason: str
    recommendations: tuple[str, ...]
    key_decision: bool
    forward_plan: str
    implementation: str
    alternatives: str
    budget_framework: str
    financial_note: str
    financial_years: tuple[str, ...]
    capital: tuple[int, ...]
    revenue: tuple[int, ...]
    funded_council: tuple[int, ...]
    funded_external: tuple[int, ...]
    external_expires: bool
    legal: str
    risk: str
    asset_management: str
    consultation: str
    objectives: tuple[Objective, ...]
    background_papers: tuple[BackgroundPaper, ...]
    sections: tuple[CommitteeSection, ...]
    resolutions: tuple[MeetingResolution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMaterial:
    """The first case: everything from the referral to the committee."""

    board: str
    council: str
    title: str
    reference: str
    today: date
    register: str
    dates: CaseDates
    referral: Referral
    criteria: tuple[Criterion, ...]
    decision: ChairDecision
    appointments: tuple[Appointment, ...]
    terms: tuple[TermsVersion, ...]
    agencies: tuple[AgencyMaterial, ...]
    health_overview: Paper
    key_events: tuple[KeyEvent, ...]
    overview: Paper
    findings: tuple[ReviewFinding, ...]
    recommendations: tuple[Recommendation, ...]
    grade: Grade
    hold: Hold
    summary: SummaryMaterial
    known_facts: tuple[KnownFact, ...]
    requests: tuple[PaperRequest, ...]
    committee: CommitteeMaterial


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondCaseMaterial:
    """The second case, begun after 10 June 2010: both papers in publishable Markdown."""

    board: str
    council: str
    title: str
    reference: str
    register: str
    dates: CaseDates
    referral: Referral
    criteria: tuple[Criterion, ...]
    decision: ChairDecision
    appointments: tuple[Appointment, ...]
    recommendations: tuple[Recommendation, ...]
    grade: Grade
    overview_markdown: str
    summary_markdown: str
