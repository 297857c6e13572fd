"""What is already public about a review: entered, taken back; and what a second person accepts although it is new."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.actions.publishing import APPROVERS
from safelight.records.publication.held import HeldDraft
from safelight.records.publication.models import AcceptedTelling, Draft, PublicFact
from safelight.records.publication.versions import check_newest


def record_public_fact(
    *, case: Case | UUID, text: str, source: str, terms: list[str], by: User, at: datetime
) -> PublicFact:
    """Enter something that is already public about the case, with the words that would tie a text to it.

    Whoever writes a text cannot make public what it tells by entering it: for that text it counts as new all the same.

    Raises:
        NotForYou
        WrongInput: no text or no source.
    """
    act = acting("publication.record_public_fact", case=case, by=by, at=at, allowed=WRITERS)
    text = entered(text, field="text", ask="Say what is public.")
    source = entered(source, field="source", ask="Say where it can be read.", longest=200)
    terms = [term.strip() for term in terms if term.strip()]
    with act.writing() as held:
        fact = PublicFact.objects.create(
            case=held, text=text, source=source, terms=terms, recorded_on=act.on, recorded_by=by
        )
        act.record(fact, terms=len(terms))
    return fact


def take_back_fact(*, fact: PublicFact | UUID, reason: str, by: User, at: datetime) -> PublicFact:
    """Say that something is not public, or no longer: it stays in the record, and nothing is held against it any more.

    Raises:
        NotForYou
        NotNow: when it was taken back before.
        WrongInput: no reason.
    """
    fact = sought(PublicFact, fact, act="publication.take_back_fact", by=by, at=at)
    act = acting("publication.take_back_fact", case=fact.case_id, by=by, at=at, allowed=WRITERS)
    reason = entered(reason, field="reason", ask="Say why it does not count as public.", longest=400)
    with act.writing():
        fact.refresh_from_db()
        if fact.taken_back_on is not None:
            raise NotNow("This was taken back already.")
        fact.taken_back_on, fact.taken_back_because = act.on, reason
        fact.save(update_fields=["taken_back_on", "taken_back_because"])
        act.record(fact)
    return fact


def accept_telling(*, draft: Draft | UUID, words: str, reason: str, by: User, at: datetime) -> AcceptedTelling:
    """Accept that something new is told of a living child although the draft leads to a public report.

    Or that the draft tells something together with papers of the review that are out. `words` is the hash of the
    statement, or of what is told together, as the page shows it. Whoever wrote any of the text does not decide this.

    Raises:
        NotForYou
        NotNow: when there is a newer version, it was accepted before, the words do not stand in this one or block
            nothing, or whoever accepts it has written some of it.
        WrongInput: no reason.
    """
    name = "publication.accept_telling"
    draft = sought(Draft, draft, act=name, by=by, at=at)
    act = acting(name, case=draft.case_id, by=by, at=at, allowed=APPROVERS)
    ask = "Say why it may be told all the same, and who was asked: whoever publishes this will read it."
    reason = entered(reason, field="reason", ask=ask, longest=400)
    with act.writing() as held:
        check_newest(draft, verb="Decide about")
        if held.drafts.filter(kind=draft.kind, author=by).exists():
            raise NotNow("You have written some of this text: somebody else decides whether it may be told.")
        against = HeldDraft(draft)
        if words not in against.to_accept:
            raise NotNow("These words do not stand in the draft as it is now, or nothing blocks them.")
        if words in against.accepted:
            raise NotNow("This was accepted already.")
        accepted = AcceptedTelling.objects.create(
            case=held, words_hash=words, reason=reason, accepted_by=by, accepted_at=at
        )
        act.record(accepted, words=words, text_sha256=draft.text_sha256)
    return accepted
