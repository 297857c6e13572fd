"""What was done on a case, from referral to closure, as its records have it: one deed for each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from safelight.core.review.clocks import TITLES as CLOCKS
from safelight.core.review.deeds import Deed, Shown
from safelight.core.review.independence import TIE_WORDS, Tie, role_words
from safelight.core.review.saying import holder_of, worded
from safelight.core.review.wording import PAPER_WORDS, counted, in_words
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Outcome, PaperKind, Reader
from safelight.records.assurance.masking import Mask
from safelight.records.cases.models import Act, AgencyReview, Appointment, Case, FormalAct, Proceeding
from safelight.records.cases.queries.facts import NO_REVIEW, decision_comes_to, ended_on
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.cases.words import HOLD_OF, KIND_TITLES, ProceedingKind
from safelight.records.people.models import User

ACTS = {
    Act.RECOMMENDATION: "{panel} recommended",
    Act.DECISION: "{board_chair} decided",
    Act.PANEL_AGREEMENT: "{panel} agreed {report}",
    Act.BOARD_ACCEPTANCE: "{board} accepted {report}",
    Act.EVALUATION_SUBMITTED: "The papers went to {evaluator}",
    Act.GRADE: "{evaluator} graded the review",
    Act.NOT_TO_PUBLISH: "{board} resolved that nothing is published",
    Act.LOOKED_AGAIN: "{board} looked again at its decision not to publish",
    Act.CLOSURE: "The review was closed",
}
REFUSED = "refused"
ENDED = "ended"
"""What an appointment is about where it is none that stands: a proposal refused, or an appointment ended."""
APPROACHES = {
    "offered": "was offered a part",
    "accepted": "was offered a part, and accepted",
    "declined": "was offered a part, and declined",
    "not_approached": "was not approached",
}
ATTRIBUTIONS = {
    "named": "It may be said that it was they.",
    "unnamed": "It may be used without saying who said it.",
    "not_at_all": "It may not be used.",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """The words in which the deeds of one review are told: what its rules call people, and its register's mask."""

    regime: Regime
    mask: Mask

    def by(self, user: User | None) -> str:
        """A person with the post that their account has, or the agency that they write for."""
        if user is None:
            return ""
        post = user.agency.name if user.agency else _post(Reader(user.standing), self.regime)
        return f"{user.name}, {post}"

    def own(self, sentence: str) -> str:
        """Our own sentence in the words of this kind of review, with a capital."""
        said = worded(sentence, self.regime)
        return said[:1].upper() + said[1:]

    def before(self, duty: str, said: str) -> str:
        """What was said of a duty, after its name in the task list where it has one there."""
        rule = self.regime.find(duty)
        named = CLOCKS.get(duty) or (self.regime.task(rule) if rule else "")
        return f"{self.own(named)}: {said}" if named else f"{said[:1].upper()}{said[1:]}"


def day_of(moment: datetime) -> date:
    """The day of a moment, where the board is."""
    return moment.astimezone(OFFICE_HOURS).date()


def case_deeds(case: Case, *, telling: Telling) -> tuple[Deed, ...]:
    """Everything that was done on the case itself, in the order of the days; what no day is known of comes first."""
    found = (
        *_beginning(case, telling),
        *_acts(case, telling),
        *_duties(case, telling),
        *_people(case, telling),
        *_scope(case, telling),
        *_family(case, telling),
        *(deed for review in _reviews(case) for deed in _review(review, telling)),
        *_papers(case, telling),
    )
    return tuple(sorted(found, key=lambda deed: deed.on or date.min))


def _post(standing: Reader, regime: Regime) -> str:
    """The post of an account. Who decides for partners is no post of one person, so it is said for whom."""
    words = holder_of(standing, regime)
    return f"for {words}" if standing is Reader.BOARD_CHAIR and words == regime.word("board") else words


def _beginning(case: Case, telling: Telling) -> Iterator[Deed]:
    referral = case.referral
    yield Deed(
        shown=Shown.REFERRAL,
        on=referral.received_on,
        what=f"Referred by {referral.agency.name}",
        by=referral.referrer_post,
        note=f"It came to the board's notice on {in_words(case.noticed_on)}.",
    )
    for row in case.assessments.select_related("assessed_by__agency"):
        yield Deed(
            shown=Shown.CRITERION,
            about=row.criterion,
            on=row.assessed_on,
            what=f"Assessed: {row.finding.replace('_', ' ')}",
            by=telling.by(row.assessed_by),
            note=f"Evidence: {telling.mask(row.evidence)}",
        )


def _acts(case: Case, telling: Telling) -> Iterator[Deed]:
    for row in case.acts.select_related("by__agency"):
        details = (
            ("What it comes to", decision_comes_to(row, regime=telling.regime)),
            ("What it rests on", telling.mask(row.evidence)),
            ("To be looked at again", in_words(row.review_on) if row.review_on else ""),
        )
        yield Deed(
            shown=Shown.ACT,
            about=row.act,
            on=row.on,
            what=_act(row, telling),
            by=telling.by(row.by),
            note=f"Reasons: {telling.mask(row.reasons)}",
            details=details,
        )
    for extension in case.extensions.select_related("authorised_by"):
        told = f" Told: {extension.told}." if extension.told else ""
        yield Deed(
            shown=Shown.EXTENSION,
            about=extension.duty,
            on=extension.on,
            what=telling.before(
                extension.duty,
                f"extended from {in_words(extension.due_on)} to {in_words(extension.extended_to)}",
            ),
            by=telling.by(extension.authorised_by),
            note=f"Reason: {telling.mask(extension.reason)}{told}",
        )


def _act(row: FormalAct, telling: Telling) -> str:
    said = telling.own(ACTS[Act(row.act)])
    if row.act in {Act.RECOMMENDATION, Act.DECISION}:
        chosen = "no {review} is held" if row.outcome == NO_REVIEW else "a {review} is held"
        return f"{said}: {worded(chosen, telling.regime)}"
    if row.act in {Act.GRADE, Act.LOOKED_AGAIN}:
        return f"{said}: {row.outcome.replace('_', ' ')}"
    return said


def _duties(case: Case, telling: Telling) -> Iterator[Deed]:
    for row in case.duty_records.select_related("by__agency"):
        entered = f"Entered on {in_words(row.entered_on)}." if row.entered_on and row.entered_on != row.on else ""
        yield Deed(
            shown=Shown.DUTY,
            about=row.duty,
            on=row.on,
            what=telling.before(row.duty, f"told {row.told}" if row.told else "done"),
            by=telling.by(row.by),
            note="\n".join(part for part in (telling.mask(row.note), entered) if part),
        )


def _people(case: Case, telling: Telling) -> Iterator[Deed]:
    for row in case.appointments.select_related("proposed_by"):
        yield from _appointment(row, telling)
    for member in case.panel.all():
        yield Deed(
            shown=Shown.PANEL,
            on=member.declared_on,
            what=f"{member.name}, {member.job_title}, {member.organisation}: member of the panel",
            details=(("Declaration", telling.mask(member.statement) or "None yet"),),
        )


def _appointment(row: Appointment, telling: Telling) -> Iterator[Deed]:
    allowed = row.outcome == Outcome.ALLOW
    role = role_words(row.role, regime=telling.regime)
    ties = "; ".join(TIE_WORDS[Tie(tie)] for tie in row.ties if tie in set(Tie))
    details = (
        ("Declared", in_words(row.declared_on) if row.declared_on else "Not yet"),
        ("Declaration", telling.mask(row.statement)),
        ("Ties to the case", ties or "None declared, and none known"),
    )
    yield Deed(
        shown=Shown.APPOINTMENT,
        about=row.role if allowed else REFUSED,
        on=row.on,
        what=f"{row.name} {'appointed as' if allowed else 'proposed as'} {role}{'' if allowed else ', and refused'}",
        by=telling.by(row.proposed_by),
        details=details,
    )
    if row.ended_on:
        why = telling.mask(row.ended_because)
        yield Deed(
            shown=Shown.APPOINTMENT, about=ENDED, on=row.ended_on, what=f"{row.name} is no longer {role}", note=why
        )


def _scope(case: Case, telling: Telling) -> Iterator[Deed]:
    for row in case.terms.select_related("agreed_by"):
        answers = "\n".join(f"{question} {telling.mask(answer)}" for question, answer in row.answers if answer.strip())
        questions = "\n".join(telling.mask(question) for question in row.questions)
        yield Deed(
            shown=Shown.TERMS,
            about=str(row.version),
            on=row.agreed_on,
            what=f"Version {row.version} of the terms of reference agreed",
            by=telling.by(row.agreed_by),
            details=(("Text", telling.mask(row.text)), ("Questions", questions), ("Answers", answers)),
        )
    for hold in case.proceedings.all():
        yield _hold(hold, telling)


def _hold(row: Proceeding, telling: Telling) -> Deed:
    kind = ProceedingKind(row.kind)
    ends = ended_on(row)
    until = f"Held until {in_words(ends)}." if ends else "No end is known."
    return Deed(
        shown=Shown.HOLD,
        about=HOLD_OF.get(kind, kind),
        on=row.opened_on,
        until=ends,
        what=f"{KIND_TITLES[kind]}: {row.court}",
        note=until,
        details=(
            ("What it covers", telling.mask(row.scope)),
            ("Whom it protects", telling.mask(row.protects)),
            ("Who may vary it", row.varied_by),
            ("How it ended", telling.mask(row.ending)),
        ),
    )


def _family(case: Case, telling: Telling) -> Iterator[Deed]:
    for row in case.family_contacts.select_related("recorded_by"):
        relation = telling.mask(row.relation)
        yield Deed(
            shown=Shown.FAMILY,
            about=relation,
            on=row.contacted_on,
            what=f"{relation[:1].upper()}{relation[1:]} {APPROACHES[row.approach]}",
            by=telling.by(row.recorded_by),
            note=telling.mask(row.note),
            details=(
                ("First offered", in_words(row.offered_on) if row.offered_on else ""),
                ("Settled on timing", telling.mask(row.timing)),
                ("Beside them", "An advocate or supporter" if row.advocate else ""),
                ("What they said", telling.mask(row.said)),
                ("May it be attributed?", ATTRIBUTIONS.get(row.attribution, "")),
                ("What they put right", telling.mask(row.corrected)),
                ("Told of the day of publication", in_words(row.told_on) if row.told_on else ""),
            ),
        )


def _reviews(case: Case) -> Iterator[AgencyReview]:
    yield from case.agency_reviews.select_related("agency").prefetch_related("submissions__paper__filed_by__agency")


def _review(row: AgencyReview, telling: Telling) -> Iterator[Deed]:
    paper = f"{PAPER_WORDS[PaperKind(row.kind)]} of {row.agency.name}"
    secured = f" Records secured on {in_words(row.records_secured_on)}." if row.records_secured_on else ""
    yield Deed(
        shown=Shown.REVIEW_ASKED,
        about=row.kind,
        on=row.requested_on,
        what=f"Asked for: the {paper}",
        note=f"Due {in_words(row.due_on)}.{secured}",
    )
    for sent in row.submissions.all():
        signed = f"Countersigned by {sent.countersigned_by}." if sent.countersigned_by else "Not countersigned."
        yield Deed(
            shown=Shown.REVIEW_SENT,
            about=row.kind,
            on=sent.submitted_on,
            what=f"Came in: the {paper}, version {sent.paper.version}",
            by=telling.by(sent.paper.filed_by),
            note=signed,
        )
        if sent.returned_on:
            yield Deed(
                shown=Shown.REVIEW_RETURNED,
                about=row.kind,
                on=sent.returned_on,
                what=f"Sent back: the {paper}, version {sent.paper.version}",
                note=f"Reasons: {telling.mask(sent.return_reasons)}",
            )
    if row.accepted_on:
        yield Deed(shown=Shown.REVIEW_ACCEPTED, about=row.kind, on=row.accepted_on, what=f"Accepted: the {paper}")


def _papers(case: Case, telling: Telling) -> Iterator[Deed]:
    for file in case.chronologies.select_related("agency", "paper__filed_by__agency"):
        yield Deed(
            shown=Shown.CHRONOLOGY,
            on=day_of(file.paper.filed_at),
            what=f"Came in: the chronology of {file.agency.name}, version {file.paper.version}",
            by=telling.by(file.paper.filed_by),
            note=f"{counted(file.rows_read, 'row', 'rows')} read.",
        )
    for merging in case.integrations.all():
        yield Deed(
            shown=Shown.MERGED,
            on=day_of(merging.merged_at),
            what=f"The agencies' chronologies were merged: {counted(merging.rows, 'row', 'rows')}",
        )
    for paper in case.papers.filter(kind=PaperKind.OVERVIEW).select_related("filed_by"):
        yield Deed(
            shown=Shown.PAPER,
            about=paper.kind,
            on=day_of(paper.filed_at),
            what=telling.own(f"{{report}} was filed, version {paper.version}"),
            by=telling.by(paper.filed_by),
        )
