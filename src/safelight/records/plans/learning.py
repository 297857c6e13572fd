"""What do the board's reviews teach again and again? Themes with counts, over all reviews that a reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from safelight.records.cases.access import cases_of, parts_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import BOARD_OFFICERS
from safelight.records.plans.actions.theming import KEEPERS, themes_of
from safelight.records.plans.models import ThemeMark
from safelight.records.plans.queries import PLAN_READERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One finding or recommendation under a theme."""

    case_id: UUID
    public_name: str
    kind: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """One theme, and what is under it."""

    key: str
    title: str
    lessons: tuple[Lesson, ...]

    @property
    def reviews(self) -> int:
        """In how many reviews it was found."""
        return len({lesson.case_id for lesson in self.lessons})

    @property
    def findings(self) -> int:
        """How many findings are under it."""
        return sum(1 for lesson in self.lessons if lesson.kind == "finding")

    @property
    def recommendations(self) -> int:
        """How many recommendations are under it."""
        return sum(1 for lesson in self.lessons if lesson.kind == "recommendation")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesPage:
    """Every theme, those found in most reviews first; `unused` are those under which nothing is yet."""

    themes: tuple[ThemeLine, ...]
    unused: tuple[str, ...]
    reviews: int
    may_add: bool


def themes_page(reader: User) -> ThemesPage:
    """The themes over the reviews whose plans this reader sees.

    Raises:
        NotForYou: to whoever sees no plan and is no officer of the board.
    """
    cases = list(cases_of(reader))
    parts = parts_of(reader, cases)
    seen = [case.pk for case in cases if case.pk in parts and PLAN_READERS.intersection(parts[case.pk].held)]
    if not sees_themes(reader) and not seen:
        raise NotForYou
    marks = ThemeMark.objects.filter(case__in=seen).select_related("case", "finding", "recommendation")
    under: dict[str, list[Lesson]] = {}
    for mark in marks.order_by("case__public_name", "finding__number", "recommendation__number"):
        under.setdefault(mark.theme, []).append(_lesson(mark))
    titles = themes_of(reader.board)
    lines = [ThemeLine(key=key, title=titles[key], lessons=tuple(given)) for key, given in under.items()]
    return ThemesPage(
        themes=tuple(sorted(lines, key=lambda line: (-line.reviews, -len(line.lessons), line.title))),
        unused=tuple(sorted(title for key, title in titles.items() if key not in under)),
        reviews=len({lesson.case_id for line in lines for lesson in line.lessons}),
        may_add=reader.standing in KEEPERS,
    )


def sees_themes(reader: User) -> bool:
    """Whether the page is there for this reader without a part in any review."""
    return reader.is_active and reader.standing in BOARD_OFFICERS


def theme_choices(reader: User) -> tuple[tuple[str, str], ...]:
    """Every theme of the reader's board, by title."""
    return tuple(sorted(themes_of(reader.board).items(), key=lambda pair: pair[1]))


def _lesson(mark: ThemeMark) -> Lesson:
    what = mark.finding or mark.recommendation
    assert what is not None
    return Lesson(
        case_id=mark.case_id,
        public_name=mark.case.public_name,
        kind="finding" if mark.finding else "recommendation",
        number=what.number,
        text=what.text,
    )
