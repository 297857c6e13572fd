"""Under which themes does what was learned belong? Findings and recommendations marked, and the board's own themes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from safelight.core.review.lessons import THEMES
from safelight.core.vocabulary import Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.people.models import Board, User
from safelight.records.people.permission import NotForYou, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.plans.actions.agreeing import WRITERS
from safelight.records.plans.models import BoardTheme, Finding, Recommendation, ThemeMark

KEEPERS = frozenset({Reader.BUSINESS_MANAGER})


def add_learning_theme(*, title: str, by: User, at: datetime) -> BoardTheme:
    """Add a theme of the board's own to those that Safelight knows.

    Raises:
        NotForYou: to anybody but the business manager.
        WrongInput: no title, one that is too long, or one that there is already.
    """
    if not by.is_active or by.standing not in KEEPERS:
        record_refusal("plans.add_learning_theme", by=by, at=at)
        raise NotForYou
    title = " ".join(entered(title, field="title", ask="Name the theme.", longest=80).split())
    board = by.board
    known = {each.casefold() for each in (*THEMES.values(), *board.learning_themes.values_list("title", flat=True))}
    if title.casefold() in known:
        raise WrongInput("There is a theme of that name already.", field="title")
    key = f"own-{re.sub('[^a-z0-9]+', '-', title.casefold()).strip('-')}"[:40]
    if board.learning_themes.filter(key=key).exists():
        raise WrongInput("There is a theme of almost that name already: choose another.", field="title")
    with transaction.atomic():
        theme = BoardTheme.objects.create(board=board, key=key, title=title)
        record("plans.add_learning_theme", by=by, at=at, subject=theme)
    return theme


def put_under_themes(
    *,
    themes: Sequence[str],
    by: User,
    at: datetime,
    finding: Finding | UUID | None = None,
    recommendation: Recommendation | UUID | None = None,
) -> int:
    """Say under which themes a finding or a recommendation belongs, all of them at once. Answers how many there are.

    Raises:
        NotForYou
        WrongInput: for a theme that neither Safelight nor the board knows.
    """
    name = "plans.put_under_themes"
    what: Finding | Recommendation
    if finding is not None:
        what = sought(Finding, finding, act=name, by=by, at=at)
    else:
        assert recommendation is not None
        what = sought(Recommendation, recommendation, act=name, by=by, at=at)
    act = acting(name, case=what.case_id, by=by, at=at, allowed=WRITERS)
    wanted = set(themes)
    if wanted - set(themes_of(act.case.board)):
        raise WrongInput("Choose from the themes of the list.", field="themes")
    with act.writing() as held:
        on = {"finding": what} if isinstance(what, Finding) else {"recommendation": what}
        marks = ThemeMark.objects.filter(Q(**on))
        marks.exclude(theme__in=wanted).delete()
        there = set(marks.values_list("theme", flat=True))
        ThemeMark.objects.bulk_create(ThemeMark(case=held, theme=theme, **on) for theme in sorted(wanted - there))
        act.record(what, themes=len(wanted))
    return len(wanted)


def themes_of(board: Board) -> dict[str, str]:
    """Every theme of a board by its key, with its title: those that core knows, then the board's own."""
    return dict(THEMES) | dict(board.learning_themes.values_list("key", "title"))
