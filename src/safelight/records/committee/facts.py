"""What publication, plan and committee know of a case: gathered here, at the top, for the stages and the task list."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from safelight.core.review.plan import next_check
from safelight.core.vocabulary import Force, PaperKind
from safelight.records.cases.above import FactsFromAbove
from safelight.records.cases.models import Case
from safelight.records.cases.queries import regime_of
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.committee.models import Meeting
from safelight.records.plans.facts import action_facts, with_facts
from safelight.records.plans.models import Action
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.tried import due_again, found_in_public, standing_together
from safelight.records.publication.words import EditionState

FORWARD = (EditionState.APPROVED, EditionState.PUBLISHED, EditionState.DEPOSITED)


def facts_from_above(case: Case, on: date) -> FactsFromAbove:
    """The facts of one case on a day."""
    newest = _newest_draft(case, on=on)
    editions = case.editions.exclude(state=EditionState.WITHDRAWN).exclude(kind=PaperKind.LEARNING_BRIEF)
    forward = editions.filter(state__in=FORWARD).order_by("made_at").last()
    public = (EditionState.PUBLISHED, EditionState.DEPOSITED)
    published = editions.filter(state__in=public).order_by("published_at").first()
    actions = Action.objects.filter(recommendation__case=case)
    due = actions.filter(closed_on__isnull=True).order_by("due_on").first()
    going = {one.kind: one.draft for one in editions.filter(state__in=FORWARD).order_by("made_at")}
    tried = standing_together(list(going.values()) or ([newest] if newest else []))
    again = due_again([case], on=on)
    meetings = Meeting.objects.filter(reports__case=case).values_list("held_on", flat=True)
    return FactsFromAbove(
        draft_exists=newest is not None,
        unsettled_findings=_unsettled(newest),
        edition_approved=forward is not None,
        gate_passed=_gate(forward, newest),
        published_on=_public_since(published),
        actions_total=actions.count(),
        actions_closed=actions.filter(closed_on__isnull=False).count(),
        next_action_due_on=due.due_on if due else None,
        next_effect_check_on=_next_effect_check(actions),
        intruder_tried=tried.tried,
        intruder_passed_on=tried.passed_on,
        intruder_lacking=tried.lacking,
        next_intruder_review_on=min((one.day for one in again if one.day is not None), default=None),
        public_but_not_remote=found_in_public(again),
        committee_meets_on=min((day for day in meetings if day >= on), default=None),
        committee_reported_on=max((day for day in meetings if day <= on), default=None),
    )


def _next_effect_check(actions: QuerySet[Action]) -> date | None:
    """When somebody next looks at whether a closed action of this review made a difference."""
    closed = with_facts(actions.filter(closed_on__isnull=False))
    waiting = (next_check(action_facts(action)) for action in closed)
    return min((check.due_on for check in waiting if check is not None), default=None)


def _public_since(edition: Edition | None) -> date | None:
    """The day on which it was published or, by a repository, deposited."""
    if edition is None or edition.published_at is None:
        return None
    return edition.deposited_on or edition.published_at.astimezone(OFFICE_HOURS).date()


def _newest_draft(case: Case, *, on: date) -> Draft | None:
    """The newest text that is to be published: the summary where the rules ask for one, else whatever is drafted."""
    drafts = case.drafts.exclude(kind=PaperKind.LEARNING_BRIEF).order_by("version")
    summary = regime_of(case, on=on).find("publication.summary")
    if summary is not None and summary.force is not Force.MAY:
        drafts = drafts.filter(kind=PaperKind.EXECUTIVE_SUMMARY)
    return drafts.last()


def _unsettled(draft: Draft | None) -> int:
    """What waits in the newest draft: a draft that nobody has looked through counts as one thing unsettled."""
    if draft is None:
        return 0
    if draft.searched_at is None:
        return 1
    return draft.found.filter(Q(settlement="") | Q(settlement="replace")).count()


def _gate(edition: Edition | None, draft: Draft | None) -> bool | None:
    """The gate's answer on the draft that the forward edition was made from, else on the newest draft."""
    asked = edition.draft if edition else draft
    result = asked.gate_results.last() if asked else None
    return None if result is None else result.blocking == 0
