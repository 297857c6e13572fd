"""From "who writes?" to "the staff were told": how a review written here is checked, signed, handed in and followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from safelight.core.edition.pdf import CannotRender
from safelight.core.papers.manuscript import manuscript_from_file
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.imr.headings import laid_out, pieces_of
from safelight.core.review.imr.paper import render_review
from safelight.core.review.imr.words import Debrief
from safelight.core.review.independence import Candidate, may_appoint
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.acting import Acting, acting, sought
from safelight.records.cases.actions.agency_reviews import COUNTERSIGNED, ReviewKey
from safelight.records.cases.actions.imr_writing import put_into_sections
from safelight.records.cases.filing import arrive, file, keep
from safelight.records.cases.models import (
    AgencyReview,
    AuthorDeclaration,
    PartVersion,
    ReviewState,
    StaffDebrief,
    Submission,
    UploadedReview,
)
from safelight.records.cases.parts import outline_of, standing_versions
from safelight.records.cases.queries.imr_paper import earlier_sections, head_of, rows_of, texts_of
from safelight.records.cases.words import BEING_WRITTEN, DONE_WITH, WITH_AGENCY, ties_from
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput, needed

INDEPENDENCE = frozenset({"directly_concerned", "advised_on_case", "line_manager"})
"""The three questions that are answered before anybody writes."""


def declare_author(
    *,
    review: ReviewKey,
    author_name: str,
    answers: Mapping[str, bool],
    departure: str = "",
    by: User,
    at: datetime,
) -> AuthorDeclaration:
    """Say who writes, and answer each of the three questions of independence with yes or no.

    Raises:
        NotForYou, NotNow
        WrongInput: without a name, or where a question is left open.
        RefusedByRule: for an author who is too close to the case.
    """
    row, act = _about(review, to="declare_author", by=by, at=at)
    author_name = needed(author_name, field="author_name", what="the name of whoever writes the review")
    for question in sorted(INDEPENDENCE):
        if question not in answers:
            raise WrongInput("Answer yes or no to each of the three questions.", field=question)
    ties = ties_from([tie for tie, yes in answers.items() if yes])
    with act.writing():
        row.refresh_from_db()
        act.check_before_agreement()
        if row.state not in WITH_AGENCY:
            raise NotNow("This review is with the panel. Who wrote it can be changed when it comes back.")
        candidate = Candidate(role="imr_author", ties=ties, declared_on=act.on)
        decision = may_appoint(candidate, regime=act.regime, departure=departure)
        if not decision.allowed:
            raise RefusedByRule(decision)
        declared = AuthorDeclaration.objects.create(
            review=row,
            author_name=author_name,
            ties=sorted(ties),
            decision=decision.to_json(),
            departure=departure.strip(),
            declared_on=act.on,
            by=by,
        )
        row.author_name = author_name
        row.save(update_fields=["author_name"])
        act.record(declared, decision=decision, ties=len(ties))
    return declared


def check_review(*, review: ReviewKey, checked_by: str, by: User, at: datetime) -> AgencyReview:
    """The agency has checked its own review: from now on nothing in it changes, so that what is signed is what is sent.

    Raises:
        NotForYou
        NotNow: when it is not being written, nothing is written, or somebody still has to choose between two versions.
        WrongInput: without the post of whoever checked it.
    """
    row, act = _about(review, to="check_review", by=by, at=at)
    checked_by = needed(checked_by, field="checked_by", what="the post of whoever checked it")
    with act.writing():
        row.refresh_from_db()
        act.check_before_agreement()
        if row.state not in BEING_WRITTEN:
            raise NotNow("This review is not being written at the moment, so there is nothing to check.")
        versions = standing_versions(row)
        if not any(version.words for version in versions):
            raise NotNow("Nothing is written here yet. A review that was written as a file is sent as a file.")
        if any(version.to_choose for version in versions):
            raise NotNow(
                "In some places two people wrote at once. Choose there first; the page of the review says where."
            )
        row.state, row.checked_by, row.checked_on = ReviewState.AGENCY_CHECK, checked_by, act.on
        row.countersigned_by, row.countersigned_on = "", None
        row.save(update_fields=["state", "checked_by", "checked_on", "countersigned_by", "countersigned_on"])
        act.record(row)
    return row


def countersign_review(*, review: ReviewKey, post: str, by: User, at: datetime) -> AgencyReview:
    """The agency's senior officer signs: the post is kept. Nobody signs what they have written.

    Raises:
        NotForYou
        NotNow: before the agency has checked it, and for whoever has written in it or said who writes.
        WrongInput: without a post.
    """
    row, act = _about(review, to="countersign_review", by=by, at=at)
    post = needed(post, field="post", what="the post of the senior officer")
    with act.writing():
        row.refresh_from_db()
        act.check_before_agreement()
        if row.state != ReviewState.AGENCY_CHECK:
            raise NotNow("A review is signed once the agency has checked it, and once.")
        if has_written(row, by):
            raise NotNow(
                "You have written in this review, so somebody else signs it: the senior officer who answers for it, "
                "with an account of their own, or the board's business manager from the signature on paper."
            )
        row.state, row.countersigned_by, row.countersigned_on = ReviewState.COUNTERSIGNED, post, act.on
        row.save(update_fields=["state", "countersigned_by", "countersigned_on"])
        act.record(row)
    return row


def has_written(row: AgencyReview, user: User) -> bool:
    """Whether a user has saved anything in a review, or declared who writes it from the agency's own desk."""
    wrote = PartVersion.objects.filter(part__review=row, saved_by=user).exists()
    return wrote or (user.agency_id is not None and row.declarations.filter(by=user, author_name=user.name).exists())


def reopen_review(*, review: ReviewKey, by: User, at: datetime) -> AgencyReview:
    """Open a review for writing again before it is handed in; check and signature are then made anew.

    Raises:
        NotForYou
        NotNow: when it is open, or with the panel.
    """
    row, act = _about(review, to="reopen_review", by=by, at=at)
    with act.writing():
        row.refresh_from_db()
        if row.state not in (ReviewState.AGENCY_CHECK, ReviewState.COUNTERSIGNED):
            raise NotNow("Only a review that is being checked or signed can be opened for writing again.")
        row.state = ReviewState.RETURNED if row.submitted_on else ReviewState.DRAFTING
        row.checked_by, row.checked_on, row.countersigned_by, row.countersigned_on = "", None, "", None
        row.save(update_fields=["state", "checked_by", "checked_on", "countersigned_by", "countersigned_on"])
        act.record(row)
    return row


def hand_in_review(*, review: ReviewKey, by: User, at: datetime) -> Submission:
    """Hand in the review that was written here: Safelight sets it as a paper and files that as the next version.

    Raises:
        NotForYou
        NotNow: before it is checked and, where the rules ask for it, signed; or when it cannot be set as a PDF.
    """
    row, act = _about(review, to="submit_review", by=by, at=at)
    with act.writing() as held:
        row.refresh_from_db()
        act.check_before_agreement()
        _check_signed(row, act)
        declared = row.declarations.latest("id")
        try:
            data = render_review(
                head_of(row, declared=declared),
                outline=outline_of(row),
                texts=texts_of(row),
                rows=rows_of(row),
                earlier=earlier_sections(row),
            )
        except CannotRender as fault:
            raise NotNow(str(fault)) from fault
        number = row.submissions.count() + 1
        arrival = keep(data, name=f"{row.agency.short_name} review {number}.pdf".replace("/", " "))
        paper = file(arrival, case=held, kind=PaperKind(row.kind), agency=row.agency, by=by, at=at)
        sent = Submission.objects.create(
            review=row,
            paper=paper,
            countersigned_by=row.countersigned_by,
            ties=declared.ties,
            decision=declared.decision,
            submitted_on=act.on,
        )
        row.state, row.submitted_on = ReviewState.SUBMITTED, act.on
        row.save(update_fields=["state", "submitted_on"])
        act.record(sent, version=paper.version, sha256=paper.sha256, written_here=True)
    return sent


def record_debrief(*, review: ReviewKey, which: str, held_on: date, said: str, by: User, at: datetime) -> StaffDebrief:
    """Record that staff were told what their agency's review found: before the overview, and before publication.

    Raises:
        NotForYou
        NotNow: before the review has been handed in once.
        WrongInput: neither the first nor the second, a day that lies ahead or before the request, nothing said.
    """
    row, act = _about(review, to="record_debrief", by=by, at=at)
    if which not in set(Debrief):
        raise WrongInput("Say whether it was the first or the second debrief.", field="which")
    said = needed(said, field="said", what="in a sentence what was said, without names")
    if not row.requested_on <= held_on <= act.on:
        raise WrongInput("Give a day between the request and today.", field="held_on")
    with act.writing():
        row.refresh_from_db()
        if row.submitted_on is None:
            raise NotNow("Staff are told what the review found. Hand it in first.")
        told = StaffDebrief.objects.create(
            review=row, which=which, held_on=held_on, said=said, entered_on=act.on, by=by
        )
        if row.state == ReviewState.ACCEPTED and which == Debrief.FIRST:
            row.state = ReviewState.DEBRIEFED
            row.save(update_fields=["state"])
        act.record(told, which=which, held_on=held_on.isoformat())
    return told


def upload_review(*, review: ReviewKey, untrusted_data: bytes, name: str, by: User, at: datetime) -> UploadedReview:
    """Take a review that was written in Word, to be laid out into the sections; nothing is changed by that yet.

    Raises:
        NotForYou, NotNow
        WrongInput: a file that cannot be read, with what to do. Nothing is kept then.
    """
    row, act = _about(review, to="write_review", by=by, at=at)
    _check_writable(row, act)
    if not name.casefold().endswith((".docx", ".odt")):
        raise WrongInput("Choose a Word file (.docx) or an OpenDocument file (.odt).", field="file")
    arrival = arrive(untrusted_data, name=name)
    try:
        manuscript_from_file(untrusted_data, name=arrival.name)
    except UnreadablePaper as fault:
        raise WrongInput(str(fault), field="file") from fault
    with act.writing():
        row.refresh_from_db()
        _check_writable(row, act)
        upload = UploadedReview.objects.create(
            review=row, name=arrival.name, sha256=arrival.sha256, hidden=arrival.hidden, sent_at=at, sent_by=by
        )
        act.record(upload, sha256=arrival.sha256, hidden=arrival.hidden)
    return upload


def lay_out_upload(
    *, upload: UploadedReview | UUID, chosen: Mapping[int, str], replace: bool, by: User, at: datetime
) -> AgencyReview:
    """Put what stands under each heading of the file into the section that was chosen for it.

    What was put nowhere goes to "Everything else". Where `replace` is no, it comes after what stands there already.

    Raises:
        NotForYou, NotNow
    """
    sent = sought(UploadedReview, upload, to="write_review", by=by, at=at)
    row, act = _about(sent.review_id, to="write_review", by=by, at=at)
    with act.writing():
        row = AgencyReview.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        _check_writable(row, act)
        outline = outline_of(row)
        manuscript = manuscript_from_file(vault.get(sent.sha256), name=sent.name)
        texts = laid_out(pieces_of(manuscript, outline=outline), chosen=chosen, outline=outline)
        done = put_into_sections(row=row, act=act, texts=texts, replace=replace, at=at)
        sent.laid_out_at = at
        sent.save(update_fields=["laid_out_at"])
        act.record(sent, sections=len(done))
    return row


def _about(review: ReviewKey | UUID, *, to: str, by: User, at: datetime) -> tuple[AgencyReview, Acting]:
    row = sought(AgencyReview, review, to=to, by=by, at=at)
    return row, acting(row.case, to=to, by=by, at=at, agency=row.agency)


def _check_writable(row: AgencyReview, act: Acting) -> None:
    act.check_before_agreement()
    if row.state in DONE_WITH:
        raise NotNow("The panel has accepted this review, so nothing in it is changed any more.")
    if row.state not in BEING_WRITTEN:
        raise NotNow("This review is with those who check and sign it, or with the panel. Open it for writing first.")
    if not row.declarations.exists():
        raise NotNow("Say first who writes this review, and answer the three questions about them.")


def _check_signed(row: AgencyReview, act: Acting) -> None:
    if row.state == ReviewState.COUNTERSIGNED:
        return
    if row.state != ReviewState.AGENCY_CHECK:
        raise NotNow("A review is handed in once the agency has checked and signed it.")
    departed = act.case.departures.filter(duty=COUNTERSIGNED).exists()
    if act.regime.find(COUNTERSIGNED) is not None and not departed:
        raise NotNow("The agency's senior officer signs it first.")
