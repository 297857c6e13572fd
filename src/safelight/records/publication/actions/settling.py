"""What becomes of each thing found in a draft: kept, or replaced, with a reason and by a named person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safelight.core.vocabulary import PaperKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.actions.drafting import WRITERS, find_people
from safelight.records.publication.models import Draft, DraftFinding
from safelight.records.publication.texts import text_of
from safelight.records.publication.versions import add_version, check_newest
from safelight.records.publication.words import Settlement

BY_THE_REGISTER = "The register says what this person or place is called in a published document."


def settle_finding(
    *,
    finding: DraftFinding | UUID,
    settlement: Settlement,
    reason: str,
    by: User,
    at: datetime,
    replacement: str = "",
    everywhere: bool = True,
) -> int:
    """Decide about one thing found, and about every other place in the draft with exactly the same words.

    Returns how many places were settled.

    Raises:
        NotForYou
        WrongInput: when a reason or a replacement is missing, or a person of the register would be kept.
    """
    name = "publication.settle_finding"
    finding = sought(DraftFinding, finding, act=name, by=by, at=at)
    draft = finding.draft
    act = acting(name, case=draft.case_id, by=by, at=at, allowed=WRITERS)
    settlement = _settlement(settlement)
    reason = entered(reason, field="reason", ask="Give a reason: whoever publishes this will read it.", longest=400)
    if finding.listed and settlement is Settlement.KEEP:
        raise WrongInput("This is in the register: it cannot stay in a published document.", field="settlement")
    instead = _instead(replacement, finding=finding) if settlement is Settlement.REPLACE else ""
    with act.writing():
        same = _same(finding, text=text_of(draft)) if everywhere else [finding.pk]
        places = draft.found.filter(pk__in=same).update(
            settlement=settlement, reason=reason, replacement=instead, settled_by=by, settled_at=at
        )
        act.record(draft, rule=finding.rule, key=finding.key, settlement=settlement, places=places)
    return places


def settle_by_register(*, draft: Draft | UUID, by: User, at: datetime) -> int:
    """Replace everything that the register knows by what the register says. Returns how many places were settled."""
    draft = sought(Draft, draft, act="publication.settle_by_register", by=by, at=at)
    act = acting("publication.settle_by_register", case=draft.case_id, by=by, at=at, allowed=WRITERS)
    with act.writing():
        settled = draft.found.filter(listed=True, settlement="").update(
            settlement=Settlement.REPLACE, reason=BY_THE_REGISTER, settled_by=by, settled_at=at
        )
        act.record(draft, places=settled)
    return settled


def apply_settlements(*, draft: Draft | UUID, by: User, at: datetime) -> Draft:
    """Write the draft's next version with every replacement made, and look through it again.

    Raises:
        NotForYou
        NotNow: when something is not settled yet, nothing is to be replaced, or there is a newer version.
    """
    name = "publication.apply_settlements"
    draft = sought(Draft, draft, act=name, by=by, at=at)
    act = acting(name, case=draft.case_id, by=by, at=at, allowed=WRITERS)
    with act.writing() as held:
        check_newest(draft, verb="Work on")
        replaced = _to_replace(draft)
        text = text_of(draft)
        for finding in replaced:  # from the end backwards, so that the offsets hold
            text = text[: finding.start] + finding.replacement + text[finding.end :]
        following = add_version(case=held, kind=PaperKind(draft.kind), text=text, author=by, saved_at=at)
        act.record(following, replaced=len(replaced), version=following.version)
        following = find_people(draft=following, by=by, at=at)
        _carry_over(draft, following, text=text)
    return following


def _settlement(untrusted: str) -> Settlement:
    try:
        return Settlement(untrusted)
    except ValueError:
        raise WrongInput("Choose whether it is kept or replaced.", field="settlement") from None


def _instead(replacement: str, *, finding: DraftFinding) -> str:
    ask = "Say what is to stand there instead."
    return entered(replacement.strip() or finding.replacement, field="replacement", ask=ask, longest=300)


def _same(finding: DraftFinding, *, text: str) -> list[UUID]:
    """Every place with the same words under the same rule; two people of one surname stay two."""
    words = text[finding.start : finding.end]
    alike = finding.draft.found.filter(rule=finding.rule, key=finding.key, listed=finding.listed)
    return [other.pk for other in alike if text[other.start : other.end] == words]


def _to_replace(draft: Draft) -> list[DraftFinding]:
    if draft.searched_at is None:
        raise NotNow("Look for people in this draft first.")
    if left := draft.found.filter(settlement="").count():
        raise NotNow(f"{left} of the things found in this draft are not settled yet. Settle them first.")
    replaced = list(draft.found.filter(settlement=Settlement.REPLACE).order_by("-start"))
    if not replaced:
        raise NotNow("Nothing in this draft is to be replaced: it can go to the gate as it is.")
    return replaced


def _carry_over(before: Draft, after: Draft, *, text: str) -> None:
    """What was kept with a reason stays kept in the next version, where the same words stand under the same rule."""
    old = text_of(before)
    kept = {
        (finding.rule, old[finding.start : finding.end]): finding
        for finding in before.found.filter(settlement=Settlement.KEEP)
    }
    carried = []
    for finding in after.found.filter(listed=False):
        earlier = kept.get((finding.rule, text[finding.start : finding.end]))
        if earlier:
            finding.settlement, finding.reason = Settlement.KEEP, earlier.reason
            finding.settled_by, finding.settled_at = earlier.settled_by, earlier.settled_at
            finding.replacement = ""
            carried.append(finding)
    DraftFinding.objects.bulk_update(carried, ["settlement", "reason", "settled_by", "settled_at", "replacement"])
