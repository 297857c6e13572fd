"""What becomes of each thing found in a draft: kept, replaced or generalised, with a reason and by a named person."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from safelight.core.anonymise.alike import may_be_same
from safelight.core.anonymise.generalise.days import exact_day, month_and_year
from safelight.core.anonymise.replace import NAME_RULES
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.queries import roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.actions.drafting import BY_THE_REGISTER, WRITERS, find_people
from safelight.records.publication.made import Standing, made
from safelight.records.publication.models import Draft, DraftFinding
from safelight.records.publication.texts import text_of
from safelight.records.publication.versions import add_version, check_newest
from safelight.records.publication.words import MAKES_NEW_WORDS, Settlement

DAYS_TO_MONTHS = (
    "The month is exact enough to learn from; the day could be matched to a court list, a register or the press."
)
HERE = "Settle it in"
NAMED = NAME_RULES | {"place"}
"""Rules under which somebody or somewhere is named, and the register's label stands instead."""


def settle_finding(
    *,
    finding: DraftFinding | UUID,
    settlement: Settlement,
    reason: str,
    by: User,
    at: datetime,
    replacement: str = "",
    everywhere: bool = True,
    same_person: bool = False,
    seen: str | None = None,
) -> int:
    """Decide about one thing found, and about every other place in the draft with exactly the same words.

    With `same_person`, about every place of the same person, however written, instead. `seen` is when it had been
    settled last, in ISO form or "", as far as whoever decides could see: what somebody else decided meanwhile stands.
    Returns how many places were settled anew: none, where all of it was decided just so before.

    Raises:
        NotForYou
        NotNow: when there is a newer version, or somebody else has decided about it meanwhile.
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
    instead = _instead(replacement, finding=finding, settlement=settlement) if settlement in MAKES_NEW_WORDS else ""
    with act.writing():
        check_newest(draft, verb=HERE)
        finding = sought(DraftFinding, finding, act=name, by=by, at=at)
        _check_unchanged(finding, seen=seen, as_wanted=(settlement, reason, instead))
        text = text_of(draft)
        chosen = _of_one_person(finding, text=text) if same_person else [finding.pk]
        if everywhere and not same_person:
            chosen = _same(finding, text=text)
        rows = draft.found.filter(pk__in=chosen)
        places = rows.exclude(settlement=settlement, reason=reason, replacement=instead).update(
            settlement=settlement, reason=reason, replacement=instead, settled_by=by, settled_at=at
        )
        if places:
            act.record(draft, rule=finding.rule, key=finding.key, settlement=settlement, places=places)
    return places


def reopen_finding(*, finding: DraftFinding | UUID, by: User, at: datetime) -> int:
    """Take back what was decided about a thing found, at every place that was decided together with it.

    Returns how many places are open again: none, where it was open already.

    Raises:
        NotForYou
        NotNow: when it has been made already, so that there is a newer version.
    """
    name = "publication.reopen_finding"
    finding = sought(DraftFinding, finding, act=name, by=by, at=at)
    draft = finding.draft
    act = acting(name, case=draft.case_id, by=by, at=at, allowed=WRITERS)
    with act.writing():
        check_newest(draft, verb="Undo it in")
        finding = sought(DraftFinding, finding, act=name, by=by, at=at)
        if not finding.settlement:
            return 0
        together = draft.found.filter(
            settled_at=finding.settled_at, settled_by=finding.settled_by, settlement=finding.settlement
        )
        rows = list(together)
        said = _as_the_register_says(draft, keys={row.key for row in rows if row.listed and row.rule in NAMED})
        for row in rows:
            row.settlement, row.reason, row.settled_by, row.settled_at = "", "", None, None
            row.replacement = said.get(row.key, row.replacement) if row.rule in NAMED else row.replacement
        fields = ["settlement", "reason", "settled_by", "settled_at", "replacement"]
        DraftFinding.objects.bulk_update(rows, fields, batch_size=500)
        places = len(rows)
        act.record(draft, rule=finding.rule, key=finding.key, places=places)
    return places


def settle_by_register(*, draft: Draft | UUID, by: User, at: datetime) -> int:
    """Replace everything that the register knows by what the register says. Returns how many places were settled.

    Raises:
        NotForYou
        NotNow: when there is a newer version.
    """
    draft = sought(Draft, draft, act="publication.settle_by_register", by=by, at=at)
    act = acting("publication.settle_by_register", case=draft.case_id, by=by, at=at, allowed=WRITERS)
    with act.writing():
        check_newest(draft, verb=HERE)
        settled = draft.found.filter(listed=True, settlement="").update(
            settlement=Settlement.REPLACE, reason=BY_THE_REGISTER, settled_by=by, settled_at=at
        )
        act.record(draft, places=settled)
    return settled


def settle_days(*, draft: Draft | UUID, by: User, at: datetime) -> int:
    """Say month and year for every exact day that is not decided and that the register does not know.

    Returns how many places were settled.

    Raises:
        NotForYou
        NotNow: when there is a newer version.
    """
    draft = sought(Draft, draft, act="publication.settle_days", by=by, at=at)
    act = acting("publication.settle_days", case=draft.case_id, by=by, at=at, allowed=WRITERS)
    with act.writing():
        check_newest(draft, verb=HERE)
        text, rows = text_of(draft), []
        for row in draft.found.filter(listed=False, settlement="", label="DATETIME"):
            if day := exact_day(text[row.start : row.end]):
                row.settlement, row.replacement, row.reason = Settlement.GENERALISE, month_and_year(day), DAYS_TO_MONTHS
                row.settled_by, row.settled_at = by, at
                rows.append(row)
        fields = ["settlement", "replacement", "reason", "settled_by", "settled_at"]
        DraftFinding.objects.bulk_update(rows, fields, batch_size=500)
        act.record(draft, places=len(rows))
    return len(rows)


def apply_settlements(*, draft: Draft | UUID, by: User, at: datetime) -> Draft:
    """Write the draft's next version with everything settled made in it, and look through it again.

    Raises:
        NotForYou
        NotNow: when something is not settled yet, nothing is to be changed, or there is a newer version.
    """
    name = "publication.apply_settlements"
    draft = sought(Draft, draft, act=name, by=by, at=at)
    act = acting(name, case=draft.case_id, by=by, at=at, allowed=WRITERS)
    with act.writing() as held:
        check_newest(draft, verb="Work on")
        replaced = _to_make(draft)
        text, general = made(text_of(draft), replaced)
        following = add_version(case=held, kind=PaperKind(draft.kind), text=text, author=by, saved_at=at)
        act.record(following, replaced=len(replaced), version=following.version)
        following = find_people(draft=following, by=by, at=at)
        _carry_over(draft, following, text=text, general=general)
    return following


def _as_the_register_says(draft: Draft, *, keys: set[str]) -> dict[str, str]:
    """What the register calls these people and places, so that something else that was typed is forgotten."""
    if not keys:
        return {}
    roster = roster_of(draft.case)
    says = {person.id: person.pseudonym for person in roster.people}
    says |= {place.id: place.replacement for place in roster.places}
    return {key: says[key] for key in keys if key in says}


def _settlement(untrusted: str) -> Settlement:
    try:
        return Settlement(untrusted)
    except ValueError:
        raise WrongInput("Choose whether it is kept, replaced or generalised.", field="settlement") from None


def _instead(replacement: str, *, finding: DraftFinding, settlement: Settlement) -> str:
    if settlement is Settlement.GENERALISE:
        ask = "Choose what is to be said instead, or type it."
        return entered(replacement, field="general", ask=ask, longest=300)
    ask = "Say what is to stand there instead."
    return entered(replacement.strip() or finding.replacement, field="replacement", ask=ask, longest=300)


def _check_unchanged(finding: DraftFinding, *, seen: str | None, as_wanted: tuple[Settlement, str, str]) -> None:
    """Let nobody write over what somebody else has decided since they looked; the same decision twice is none.

    Raises:
        NotNow
    """
    if seen is None or seen == (finding.settled_at.isoformat() if finding.settled_at else ""):
        return
    if (finding.settlement, finding.reason, finding.replacement) == as_wanted:
        return
    who = finding.settled_by.name if finding.settled_by else ""
    done = f"{who} has decided about this" if who else "What was decided about this has been taken back"
    raise NotNow(f"{done} since you opened the page. Nothing was changed. Look at it again before you decide.")


def _same(finding: DraftFinding, *, text: str) -> list[UUID]:
    """Every place with the same words under the same rule; two people of one surname stay two."""
    words = text[finding.start : finding.end]
    alike = finding.draft.found.filter(rule=finding.rule, key=finding.key, listed=finding.listed)
    return [key for key, start, end in alike.values_list("pk", "start", "end") if text[start:end] == words]


def _of_one_person(finding: DraftFinding, *, text: str) -> list[UUID]:
    """Every place of the register's person, or every other way to write the name of somebody it does not know."""
    if finding.listed:
        return list(finding.draft.found.filter(key=finding.key, listed=True).values_list("pk", flat=True))
    words = text[finding.start : finding.end]
    others = finding.draft.found.filter(listed=False, label=finding.label).values_list("pk", "start", "end")
    return [key for key, start, end in others if key == finding.pk or may_be_same(words, text[start:end])]


def _to_make(draft: Draft) -> list[DraftFinding]:
    if draft.searched_at is None:
        raise NotNow("Look for people in this draft first.")
    if left := draft.found.filter(settlement="").count():
        raise NotNow(f"{left} of the things found in this draft are not settled yet. Settle them first.")
    replaced = list(draft.found.filter(settlement__in=MAKES_NEW_WORDS))
    if not replaced:
        raise NotNow("Nothing in this draft is to be replaced: it can go to the gate as it is.")
    return replaced


def _carry_over(before: Draft, after: Draft, *, text: str, general: Sequence[Standing]) -> None:
    """What was kept with a reason stays kept in the next version, where the same words stand under the same rule.

    So does what a person chose to say less exactly: it is kept for the reason for which it was chosen.
    """
    old = text_of(before)
    kept = {
        (finding.rule, old[finding.start : finding.end]): finding
        for finding in before.found.filter(settlement=Settlement.KEEP)
    }
    starts = [start for start, _, _ in general]
    carried = []
    for finding in after.found.filter(listed=False):
        earlier = kept.get((finding.rule, text[finding.start : finding.end]))
        if earlier is None and (at := bisect_right(starts, finding.start)) and finding.end <= general[at - 1][1]:
            earlier = general[at - 1][2]
        if earlier:
            finding.settlement, finding.reason = Settlement.KEEP, earlier.reason
            finding.settled_by, finding.settled_at = earlier.settled_by, earlier.settled_at
            finding.replacement = ""
            carried.append(finding)
    DraftFinding.objects.bulk_update(
        carried, ["settlement", "reason", "settled_by", "settled_at", "replacement"], batch_size=500
    )
