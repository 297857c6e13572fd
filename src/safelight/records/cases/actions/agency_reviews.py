"""Agencies' own reviews: asked for, sent, returned or accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from safelight.core.decision import Decision
from safelight.core.review.grounds import answer
from safelight.core.review.imr.words import Debrief, ReviewForm
from safelight.core.review.independence import Candidate, may_appoint
from safelight.core.vocabulary import Outcome, PaperKind
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import Acting, acting, sought
from safelight.records.cases.filing import arrive, file
from safelight.records.cases.models import AgencyReview, ReviewState, SectionReason, Submission
from safelight.records.cases.parts import outline_of
from safelight.records.cases.words import DONE_WITH, ties_from
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput, needed
from safelight.records.people.queries import AgencyKey, find_agency

KINDS = frozenset({PaperKind.IMR, PaperKind.HEALTH_OVERVIEW})
COUNTERSIGNED = "imr.countersigned"

ReviewKey = AgencyReview | UUID


def request_review(
    *,
    case: CaseKey,
    agency: AgencyKey,
    kind: str = PaperKind.IMR,
    form: str = ReviewForm.FULL,
    due_on: date,
    securing: str = "",
    by: User,
    at: datetime,
) -> AgencyReview:
    """Ask one agency: see `request_reviews`."""
    return request_reviews(
        case=case, agencies=[agency], kind=kind, form=form, due_on=due_on, securing=securing, by=by, at=at
    )[0]


def request_reviews(
    *,
    case: CaseKey,
    agencies: Sequence[AgencyKey],
    kind: str = PaperKind.IMR,
    form: str = ReviewForm.FULL,
    due_on: date,
    securing: str = "",
    by: User,
    at: datetime,
) -> tuple[AgencyReview, ...]:
    """Ask agencies for their reviews, or a health agency for the health overview report: all of them, or none.

    `form` says whether a full review or only the facts are asked for; `securing` how records are to be secured.

    Raises:
        NotForYou: also for an agency of another board.
        NotNow: before the chair's decision, after the panel's agreement, or when one of them was asked before.
        WrongInput: nobody asked, another kind of paper or form, a date that is past.
    """
    act = acting(case, to="request_review", by=by, at=at)
    if kind not in KINDS:
        raise WrongInput("Ask for an individual management review or a health overview report.", field="kind")
    if form not in set(ReviewForm):
        raise WrongInput("Ask for a full review, or only for the facts.", field="kind")
    if due_on < act.on:
        raise WrongInput("Give the agency a date that is still to come.", field="due_on")
    if not agencies:
        raise WrongInput("Choose at least one agency.", field="agencies")
    made = []
    with act.writing() as held:
        act.check_before_agreement()
        for key in agencies:
            asked = find_agency(key, board=held.board)
            if kind == PaperKind.HEALTH_OVERVIEW and not asked.is_health:
                raise WrongInput("The health overview report comes from a health agency.", field="agency")
            if held.agency_reviews.filter(agency=asked, kind=kind).exists():
                raise NotNow(f"{asked.name} was asked for this before.")
            row = AgencyReview.objects.create(
                case=held,
                agency=asked,
                kind=kind,
                form=form,
                requested_on=act.on,
                due_on=due_on,
                securing=securing.strip(),
            )
            act.record(row, kind=kind, form=form, due_on=due_on.isoformat())
            made.append(row)
    return tuple(made)


def open_request(*, review: ReviewKey, by: User, at: datetime) -> AgencyReview:
    """Note that somebody of the agency has opened the request; only the first time is kept.

    Raises:
        NotForYou: to anybody else.
    """
    row, act = _about(review, to="open_request", by=by, at=at)
    if row.opened_at is None:
        with act.writing():
            row.opened_at = at
            row.save(update_fields=["opened_at"])
            act.record(row)
    return row


def secure_records(*, review: ReviewKey, secured_on: date, by: User, at: datetime) -> AgencyReview:
    """Record the day on which the agency secured its records.

    Raises:
        NotForYou
        WrongInput: a day that lies ahead.
    """
    row, act = _about(review, to="secure_records", by=by, at=at)
    if secured_on > act.on:
        raise WrongInput("The day on which the records were secured cannot lie ahead.", field="secured_on")
    with act.writing():
        row.records_secured_on = secured_on
        row.save(update_fields=["records_secured_on"])
        act.record(row, secured_on=secured_on.isoformat())
    return row


def submit_review(
    *,
    review: ReviewKey,
    untrusted_data: bytes,
    name: str,
    author_name: str = "",
    countersigned_by: str = "",
    ties: Sequence[str] = (),
    departure: str = "",
    by: User,
    at: datetime,
) -> Submission:
    """Send a version of the agency's review, with the senior officer's post and what the author declared (`ties`).

    Hidden things in the file are counted on arrival.

    Raises:
        NotForYou: to an author of another agency.
        NotNow: once it is accepted, or the panel has agreed the overview report.
        WrongInput: a file that cannot be read, with what to do. Nothing is filed then.
        RefusedByRule: for an author who is too close to the case.
    """
    row, act = _about(review, to="submit_review", by=by, at=at)
    candidate = Candidate(role="imr_author", ties=ties_from(ties), declared_on=act.on)
    _check_open(row, act=act)
    arrival = arrive(untrusted_data, name=name)
    with act.writing() as held:
        row.refresh_from_db()
        _check_open(row, act=act)
        decision = may_appoint(candidate, regime=act.regime, departure=departure)
        if not decision.allowed:
            raise RefusedByRule(decision)
        paper = file(arrival, case=held, kind=PaperKind(row.kind), agency=row.agency, by=by, at=at)
        sent = Submission.objects.create(
            review=row,
            paper=paper,
            countersigned_by=countersigned_by.strip(),
            ties=sorted(candidate.ties),
            decision=decision.to_json(),
            submitted_on=act.on,
        )
        row.state, row.submitted_on = ReviewState.SUBMITTED, act.on
        row.countersigned_by, row.countersigned_on = countersigned_by.strip(), None
        row.author_name = author_name.strip() or row.author_name
        row.save()
        act.record(sent, decision=decision, version=paper.version, sha256=paper.sha256, hidden=paper.hidden)
    return sent


def return_review(
    *, review: ReviewKey, reasons: str, sections: Mapping[str, str] | None = None, by: User, at: datetime
) -> AgencyReview:
    """The panel sends a review back to be improved, and says why: of the whole, and of any of its `sections` by key.

    Raises:
        NotForYou, WrongInput
        NotNow: when there is nothing to return.
    """
    row, act = _about(review, to="return_review", by=by, at=at)
    reasons = needed(reasons, field="reasons", what="what is to be improved")
    with act.writing():
        row.refresh_from_db()
        _check_to_read(row)
        latest = row.submissions.latest("id")
        latest.returned_on, latest.return_reasons = act.on, reasons
        latest.save(update_fields=["returned_on", "return_reasons"])
        said = {key: text.strip() for key, text in (sections or {}).items() if text.strip()}
        for section in outline_of(row).sections:
            if text := said.pop(section.key, ""):
                SectionReason.objects.create(submission=latest, key=section.key, title=section.title, reasons=text)
        if said:
            raise WrongInput("This review has no such section. Load the page again.", field="reasons")
        row.state = ReviewState.RETURNED
        row.save(update_fields=["state"])
        act.record(row, version=latest.paper.version, sections=latest.section_reasons.count())
    return row


def accept_review(*, review: ReviewKey, by: User, at: datetime) -> AgencyReview:
    """The panel accepts a review.

    Raises:
        NotForYou
        NotNow: when there is nothing to accept.
        RefusedByRule: where the rules ask for a senior officer's signature and it is lacking.
    """
    row, act = _about(review, to="accept_review", by=by, at=at)
    with act.writing():
        row.refresh_from_db()
        _check_to_read(row)
        decision = _signed(row, act=act)
        told = row.debriefs.filter(which=Debrief.FIRST).exists()
        row.state, row.accepted_on = ReviewState.DEBRIEFED if told else ReviewState.ACCEPTED, act.on
        row.save(update_fields=["state", "accepted_on"])
        act.record(row, decision=decision, version=row.submissions.latest("id").paper.version)
    return row


def _about(review: ReviewKey, *, to: str, by: User, at: datetime) -> tuple[AgencyReview, Acting]:
    row = sought(AgencyReview, review, to=to, by=by, at=at)
    return row, acting(row.case, to=to, by=by, at=at, agency=row.agency)


def _check_open(row: AgencyReview, *, act: Acting) -> None:
    act.check_before_agreement()
    if row.state in DONE_WITH:
        raise NotNow("The panel has accepted this review, so no other version can be sent.")


def _check_to_read(row: AgencyReview) -> None:
    if row.state != ReviewState.SUBMITTED:
        raise NotNow("There is no version of this review before the panel: the agency is to send one first.")


def _signed(row: AgencyReview, *, act: Acting) -> Decision | None:
    rule = act.regime.find(COUNTERSIGNED)
    if rule is None:
        return None
    if row.countersigned_by or act.case.departures.filter(duty=COUNTERSIGNED).exists():
        ground = rule.reason("Countersigned." if row.countersigned_by else "Departed from, for a recorded reason.")
        return answer(Outcome.ALLOW, ground, regime=act.regime)
    missing = "Nobody is named as having countersigned it. Return it, so that it can be sent again with the signature."
    raise RefusedByRule(answer(Outcome.REFUSE, rule.reason(missing), regime=act.regime))
