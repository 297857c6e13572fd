"""What people say of the rows of a chronology: key events, themes, and whether what comparing brought out is so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import Acting, acting, sought
from safelight.records.cases.models import ChronologyRow, RowJudgement, RowRemark, Theme
from safelight.records.cases.naming import check_names_nobody
from safelight.records.cases.pseudonyms import rows_of
from safelight.records.cases.words import Verdict
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, WrongInput, needed

LONGEST_THEME = 80
MOST_ROWS = 1000


def mark_key_events(*, case: CaseKey, rows: Sequence[UUID], key_event: bool = True, by: User, at: datetime) -> int:
    """Mark rows as key events, or no longer. The answer is how many have changed.

    Raises:
        NotForYou: or a row of another review.
        NotNow: before the decision on a review, or once it is closed.
        WrongInput: no row.
    """
    act = acting(case, to="mark_key_events", by=by, at=at)
    act.check_going_on()
    with act.writing() as held:
        chosen = _chosen(rows, act=act)
        changed = ChronologyRow.objects.filter(pk__in=[row.pk for row in chosen]).exclude(key_event=key_event)
        count = changed.update(key_event=key_event)
        act.record(held, rows=count, key_event=key_event)
    return count


def give_theme(*, case: CaseKey, rows: Sequence[UUID], theme: str, by: User, at: datetime) -> Theme:
    """Put rows under a theme of the board's, which is added to its list where it is new.

    Raises:
        NotForYou: or a row of another review.
        NotNow: before the decision on a review, or once it is closed.
        WrongInput: no row, no theme, one that is too long, or one that names somebody in the register.
    """
    act = acting(case, to="give_theme", by=by, at=at)
    act.check_going_on()
    name = " ".join(needed(theme, field="theme", what="a theme, such as “missed appointments”").split())
    if len(name) > LONGEST_THEME:
        raise WrongInput("A theme is a few words, at most 80 characters. Shorten it.", field="theme")
    # A theme stands on the pages of the board's other reviews as well.
    check_names_nobody(act.case, theme=name)
    with act.writing() as held:
        chosen = _chosen(rows, act=act)
        made = Theme.objects.filter(board=held.board_id, name__iexact=name).first()
        made = made or Theme.objects.create(board=held.board, name=name)
        made.rows.add(*chosen)
        act.record(made, rows=len(chosen))
    return made


def take_theme(*, case: CaseKey, rows: Sequence[UUID], theme: int, by: User, at: datetime) -> None:
    """Take rows out of a theme. The theme itself stays on the board's list.

    Raises:
        NotForYou: or a row or theme that is not of this review.
        NotNow: before the decision on a review, or once it is closed.
        WrongInput: no row.
    """
    act = acting(case, to="take_theme", by=by, at=at)
    act.check_going_on()
    with act.writing() as held:
        chosen = _chosen(rows, act=act)
        taken = Theme.objects.filter(board=held.board_id, pk=theme).first()
        if taken is None:
            raise NotForYou
        taken.rows.remove(*chosen)
        act.record(taken, rows=len(chosen))


def judge_remark(*, remark: int, verdict: str, reason: str, by: User, at: datetime) -> RowJudgement:
    """Say whether what comparing the rows brought out stands or is mistaken, and why. It outlives the next merging.

    What is found of two rows is judged for both.

    Raises:
        NotForYou
        NotNow: before the decision on a review, or once it is closed.
        WrongInput: no verdict of the two, or no reason.
    """
    about = sought(RowRemark, remark, to="judge_remark", by=by, at=at)
    act = acting(about.row.file.case_id, to="judge_remark", by=by, at=at)
    act.check_going_on()
    if verdict not in set(Verdict):
        raise WrongInput("Say whether it stands or is mistaken.", field="verdict")
    why = needed(reason, field="reason", what="the reason, in a sentence that others can check")
    with act.writing():
        made = RowJudgement.objects.create(
            row=about.row, mark=about.mark, other=about.other, verdict=verdict, reason=why, judged_at=at, judged_by=by
        )
        both = Q(row=about.row, other=about.other)
        if about.other is not None:
            both |= Q(row=about.other, other=about.row)
        RowRemark.objects.filter(both, mark=about.mark).update(mistaken=verdict == Verdict.MISTAKEN)
        act.record(made, mark=about.mark, verdict=verdict)
    return made


def _chosen(rows: Sequence[UUID], *, act: Acting) -> list[ChronologyRow]:
    keys = set(rows)
    if not keys:
        raise WrongInput("Tick the rows that are meant.", field="rows")
    if len(keys) > MOST_ROWS:
        raise WrongInput(f"These are more than {MOST_ROWS} rows. Take fewer at once.", field="rows")
    chosen = list(rows_of(act.case).filter(key__in=keys))
    if len(chosen) < len(keys):
        raise NotForYou
    return chosen
