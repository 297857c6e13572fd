"""What stands on the workbench: one finding, the text around it, and the list of all, however long the draft is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.anonymise.alike import may_be_same
from safelight.core.anonymise.generalise.choice import Told
from safelight.core.anonymise.generalise.choices import choices_for
from safelight.core.anonymise.generalise.days import exact_day
from safelight.core.anonymise.generalise.fitting import fit
from safelight.core.anonymise.kinds import JIGSAW_RULES
from safelight.core.anonymise.roster import DEFAULT_PSEUDONYMS, Roster
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import found
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.benched import BenchPage, InHand, Kind, Last, Mark, Place, QueueLine, Shown
from safelight.records.publication.groups import JIGSAW, LISTED, ORDER, PUBLIC
from safelight.records.publication.models import Draft, DraftFinding
from safelight.records.publication.queries import case_of_drafts, draft_line
from safelight.records.publication.reasons import reasons_for
from safelight.records.publication.texts import text_of
from safelight.records.publication.versions import newest_version
from safelight.records.publication.words import MAKES_NEW_WORDS, PUBLIC_LINK, Settlement

OPEN, ALL, SETTLED = "open", "all", "settled"
SHOWS = (OPEN, ALL, SETTLED, *ORDER)
CONTEXT, BEFORE, WINDOW, SHEET, PLACES = 60, 1200, 4000, 50, 8
"""Characters around a place; shown before the finding in hand; shown of the text at once. Lines of a sheet; places."""


@dataclass(slots=True)
class Decision:
    """All places that one decision settles, in the order of the text."""

    kind: str
    words: str
    rows: list[DraftFinding]

    @property
    def first(self) -> DraftFinding:
        """The place that stands for all."""
        return self.rows[0]


def bench_page(
    reader: User,
    draft_id: UUID,
    *,
    at: UUID | None = None,
    past: UUID | None = None,
    show: str = OPEN,
    words: str = "",
    sheet: int = 0,
    start: int | None = None,
) -> BenchPage:
    """The workbench with the finding `at` in hand, or the next that is open `past` another one, or the first open.

    `show` is "open", "all", "settled" or a kind; `words` leaves the findings in the list that have them; `sheet` turns
    to a part of the list and `start` to a part of the text.

    Raises:
        NotForYou: when the reader has no part in its publication.
    """
    draft = found(Draft, draft_id)
    case, held = case_of_drafts(reader, draft.case_id)
    text, rows = text_of(draft), list(draft.found.select_related("settled_by"))
    newest = newest_version(case, draft.kind) or draft
    decisions = _decisions(rows, text=text)
    shown = [each for each in decisions if _is_shown(each, show=show, words=words)]
    hand = next((row for row in rows if row.pk == at), None) or _next_open(shown, past=_place_of(past, rows))
    begin, end = _window(text, hand=hand, start=start)
    numbers = [number for number, each in enumerate(shown) if hand in each.rows]
    sheets = max(1, -(-len(shown) // SHEET))
    turned = min(sheet or (numbers[0] // SHEET + 1 if numbers else 1), sheets)
    may_write = bool(held & WRITERS) and newest.pk == draft.pk
    return BenchPage(
        case_id=case.pk,
        reference=case.reference,
        line=draft_line(draft, newest=newest.version),
        newest=newest.pk,
        newest_version=newest.version,
        may_write=may_write,
        writes=bool(held & WRITERS),
        hand=_in_hand(hand, rows, text=text, case=case) if hand else None,
        number=numbers[0] + 1 if numbers else 0,
        previous=_beside(shown, hand, ahead=False),
        following=_beside(shown, hand, ahead=True),
        pieces=tuple(_pieces(rows, text=text, begin=begin, end=end, hand=hand)),
        window=(begin, end, len(text)),
        earlier=max(0, begin - WINDOW) if begin else None,
        later=end if end < len(text) else None,
        queue=tuple(_line(each, hand=hand) for each in shown[(turned - 1) * SHEET : turned * SHEET]),
        found=len(shown),
        sheet=turned,
        sheets=sheets,
        show=show,
        kinds=_kinds(decisions),
        left=sum(not each.first.settlement for each in decisions),
        decisions=len(decisions),
        open_listed=sum(row.listed and not row.settlement for row in rows),
        open_days=sum(_is_open_day(row, text) for row in rows),
        to_make=sum(row.settlement in MAKES_NEW_WORDS for row in rows),
        last=_last(reader, rows, text=text),
    )


def draft_of_finding(reader: User, finding_id: UUID) -> UUID:
    """In which draft something was found.

    Raises:
        NotForYou
    """
    row = found(DraftFinding, finding_id)
    case_of_drafts(reader, row.draft.case_id)
    return row.draft_id


def kind_of(row: DraftFinding) -> str:
    """Under which heading a finding stands: a label of core, "listed", "public_link" or "jigsaw"."""
    if row.listed:
        return LISTED
    if row.rule == PUBLIC_LINK:
        return PUBLIC
    return JIGSAW if row.rule in JIGSAW_RULES else row.label or "MISC"


def _decisions(rows: Sequence[DraftFinding], *, text: str) -> list[Decision]:
    """The findings by what one decision settles, in the order of the text."""
    by_key: dict[tuple[object, ...], Decision] = {}
    for row in rows:
        words = text[row.start : row.end]
        key = (row.rule, row.key, row.listed, words, row.settlement, row.reason)
        by_key.setdefault(key, Decision(kind_of(row), words, [])).rows.append(row)
    return list(by_key.values())


def _is_shown(decision: Decision, *, show: str, words: str) -> bool:
    if words and words.casefold() not in decision.words.casefold():
        return False
    settled = bool(decision.first.settlement)
    return show == ALL or (settled == (show == SETTLED) if show in {OPEN, SETTLED} else decision.kind == show)


def _place_of(key: UUID | None, rows: Sequence[DraftFinding]) -> int:
    return next((row.start for row in rows if row.pk == key), -1)


def _next_open(shown: Sequence[Decision], *, past: int) -> DraftFinding | None:
    """The first that is open after a place in the text, else the first open, else the first."""
    left = [each.first for each in shown if not each.first.settlement]
    beyond = [row for row in left if row.start > past]
    return next(iter(beyond or left or [each.first for each in shown]), None)


def _beside(shown: Sequence[Decision], hand: DraftFinding | None, *, ahead: bool) -> UUID | None:
    """The next or the last decision of the list from where the hand is; at its end it begins again."""
    if hand is None:
        return None
    others = [each.first for each in shown if hand not in each.rows]
    before = [row for row in others if row.start < hand.start]
    after = [row for row in others if row.start > hand.start]
    turn = [*after, *before] if ahead else [*reversed(before), *reversed(after)]
    return turn[0].pk if turn else None


def _window(text: str, *, hand: DraftFinding | None, start: int | None) -> tuple[int, int]:
    """A part of the text around the finding in hand, or from a place on, between whole lines where there are any."""
    wanted = start if start is not None else hand.start - BEFORE if hand else 0
    begin = max(0, min(wanted, len(text) - 1))
    if start is None and begin and hand and 0 <= (line := text.find("\n", begin, begin + 400)) < hand.start:
        begin = line + 1
    end = min(len(text), begin + WINDOW)
    if end < len(text) and (line := text.rfind("\n", end - 400, end)) >= 0:
        end = line + 1
    return begin, max(end, min(hand.end, len(text)) if hand and start is None else end)


def _pieces(
    rows: Sequence[DraftFinding], *, text: str, begin: int, end: int, hand: DraftFinding | None
) -> Iterator[tuple[str, Mark | None]]:
    at = begin
    for row in rows:
        if row.end <= at or row.start >= end:
            continue
        if row.start > at:
            yield text[at : row.start], None
        first = max(at, row.start)
        in_hand = hand is not None and row.pk == hand.pk
        yield text[first : row.end], Mark(id=row.pk, settled=bool(row.settlement), in_hand=in_hand)
        at = row.end
    if at < end:
        yield text[at:end], None


def _in_hand(row: DraftFinding, rows: Sequence[DraftFinding], *, text: str, case: Case) -> InHand:
    words = text[row.start : row.end]
    same = [each for each in rows if _is_alike(each, row, text=text)]
    person = [each for each in rows if _is_of_one_person(each, row, text=text)]
    roster = roster_of(case)
    reasons = reasons_for(label=row.label, rule=row.rule, listed=row.listed)
    return InHand(
        id=row.pk,
        kind=kind_of(row),
        words=words,
        before=text[max(0, row.start - 2 * CONTEXT) : row.start],
        after=text[row.end : row.end + 2 * CONTEXT],
        why=row.why,
        found_by=row.finder,
        score=row.score,
        listed=row.listed,
        instead=row.replacement if row.listed or row.settlement == Settlement.REPLACE else "",
        settlement=Settlement(row.settlement) if row.settlement else None,
        replacement=row.replacement,
        reason=row.reason,
        settled_by=row.settled_by.name if row.settled_by else "",
        seen=row.settled_at.isoformat() if row.settled_at else "",
        places=tuple(_place(each, text=text) for each in (person if len(person) > len(same) else same)[:PLACES]),
        times=len(same),
        times_person=len(person),
        choices=tuple(_choices(row, rows, text=text, roster=roster, case=case, alone=len(same) == 1)),
        pseudonyms=tuple(dict.fromkeys(person.pseudonym for person in roster.people)),
        reasons=tuple(reasons.items()),
        may_be_a_person=row.label == "PERSON" and not row.listed,
    )


def _is_alike(one: DraftFinding, other: DraftFinding, *, text: str) -> bool:
    """What `settling.settle_finding` settles together."""
    return (one.rule, one.key, one.listed) == (other.rule, other.key, other.listed) and (
        text[one.start : one.end] == text[other.start : other.end]
    )


def _is_of_one_person(one: DraftFinding, other: DraftFinding, *, text: str) -> bool:
    """What it settles together for the same person, however written."""
    if other.listed:
        return one.listed and one.key == other.key
    if one.listed or other.label != "PERSON" or one.label != other.label:
        return one.pk == other.pk
    return one.pk == other.pk or may_be_same(text[other.start : other.end], text[one.start : one.end])


def _place(row: DraftFinding, *, text: str) -> Place:
    return Place(
        id=row.pk,
        before=text[max(0, row.start - CONTEXT) : row.start],
        words=text[row.start : row.end],
        after=text[row.end : row.end + CONTEXT],
        settlement=Settlement(row.settlement) if row.settlement else None,
    )


def _choices(
    row: DraftFinding, rows: Sequence[DraftFinding], *, text: str, roster: Roster, case: Case, alone: bool
) -> Iterator[Shown]:
    child = next((person for person in roster.people if person.role == "subject"), None)
    part = next((person.role for person in roster.people if row.listed and person.id == row.key), "")
    told = Told(
        words=text[row.start : row.end],
        label="PERSON" if part and row.label == "PERSON" else row.label,
        rule=row.rule,
        child=child.pseudonym if child else case.public_name,
        born=child.date_of_birth if child else None,
        died=child.date_of_death if child else None,
        earlier=_earlier_day(row, rows, text=text) if alone else None,
        instead=DEFAULT_PSEUDONYMS[part] if part else row.replacement if row.listed and row.label == "LOC" else "",
    )
    for choice in choices_for(told):
        new = fit(text, start=row.start, end=row.end, wording=choice.text)
        yield Shown(
            text=choice.text,
            how=choice.how,
            only_here=choice.only_here,
            before=text[max(0, new.start - CONTEXT // 2) : new.start],
            reading=new.text,
            after=text[new.end : new.end + CONTEXT // 2],
        )


def _earlier_day(row: DraftFinding, rows: Sequence[DraftFinding], *, text: str) -> date | None:
    """The exact day that the text told last before this place, within the same few paragraphs."""
    for other in reversed(rows):
        if (
            row.start - 2000 < other.start < row.start
            and other.label == "DATETIME"
            and (day := exact_day(text[other.start : other.end]))
        ):
            return day
    return None


def _is_open_day(row: DraftFinding, text: str) -> bool:
    open_day = not row.listed and not row.settlement and row.label == "DATETIME"
    return open_day and exact_day(text[row.start : row.end]) is not None


def _line(decision: Decision, *, hand: DraftFinding | None) -> QueueLine:
    row = decision.first
    return QueueLine(
        id=row.pk,
        words=decision.words,
        kind=decision.kind,
        times=len(decision.rows),
        settlement=Settlement(row.settlement) if row.settlement else None,
        replacement=row.replacement,
        in_hand=hand in decision.rows,
    )


def _kinds(decisions: Sequence[Decision]) -> tuple[Kind, ...]:
    total = Counter(each.kind for each in decisions)
    left = Counter(each.kind for each in decisions if not each.first.settlement)
    return tuple(Kind(kind=kind, open=left[kind], total=total[kind]) for kind in ORDER if total[kind])


def _last(reader: User, rows: Sequence[DraftFinding], *, text: str) -> Last | None:
    mine = [row for row in rows if row.settlement and row.settled_by_id == reader.pk and row.settled_at]
    if not mine:
        return None
    row = max(mine, key=lambda each: each.settled_at)  # type: ignore[arg-type, return-value]
    together = [each for each in mine if (each.settled_at, each.settlement) == (row.settled_at, row.settlement)]
    assert row.settled_at is not None
    return Last(
        id=together[0].pk,
        words=text[together[0].start : together[0].end],
        settlement=Settlement(row.settlement),
        replacement=together[0].replacement,
        places=len(together),
        at=row.settled_at,
    )
