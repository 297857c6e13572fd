"""How does the chronology look as a picture, and as the table that says the same, for this reader?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.review.chronology.picture import Drawn, KeyEvent, Silence, Told, draw
from safelight.core.review.chronology.windows import window_of
from safelight.records.cases.access import CaseKey
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.naming import Manner, naming_for
from safelight.records.cases.queries.row_filters import IN_ORDER
from safelight.records.cases.queries.row_lines import RowLine, lines_of, with_all
from safelight.records.cases.queries.rows import agencies_with_rows, colours_of, visible_rows
from safelight.records.cases.queries.silences import Gap, every_gap
from safelight.records.cases.words import Names
from safelight.records.people.models import User

LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A key event and its number in the picture; 0 where it is dated too loosely to stand in it."""

    number: int
    line: RowLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """The picture of one window. `short_names` and `colours` belong to the agencies' lanes, by the agency's name."""

    case: CaseHead
    manner: Manner
    may_switch: bool
    drawn: Drawn | None
    short_names: Mapping[str, str]
    colours: Mapping[str, int]
    key_events: tuple[Numbered, ...]
    gaps: tuple[Gap, ...]
    undated: int


def picture_page(reader: User, case_id: CaseKey, *, window: str = "", names: Names = Names.PSEUDONYMS) -> PicturePage:
    """The picture; an agency's author sees that agency's lane alone. There is none where no row has a date.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="rows")
    naming, visible = naming_for(seen, names=names), visible_rows(seen)
    agencies = agencies_with_rows(visible)
    numbers: dict[UUID, int] = colours_of(agencies)
    names_of = {agency.pk: agency.name for agency in agencies}
    dated = visible.exclude(earliest=None).exclude(latest=None).order_by()
    told = [
        Told(lane=names_of[agency], first=first, last=last)
        for agency, first, last in dated.values_list("file__agency", "earliest", "latest")
        if first is not None and last is not None
    ]
    marked = visible.filter(key_event=True, earliest__isnull=False) if naming.sees_all else visible.none()
    key_rows = list(with_all(marked.order_by(*IN_ORDER)))
    lines = lines_of(key_rows, naming=naming, colours=numbers)
    latest = seen.case.integrations.order_by("merged_at", "id").last()
    gaps = every_gap(latest, naming=naming) if naming.may_switch else ()
    drawn = None
    if told:
        looked_at = window_of(window, first=min(each.first for each in told), last=max(each.last for each in told))
        drawn = draw(
            looked_at,
            lanes=[agency.name for agency in agencies],
            told=told,
            key_events=[
                KeyEvent(lane=line.agency, number=number, first=row.earliest, words=_label(line))
                for number, (row, line) in enumerate(zip(key_rows, lines, strict=True), start=1)
                if row.earliest is not None
            ],
            silences=[Silence(lane=gap.agency, first=gap.starts_on, last=gap.ends_on) for gap in gaps],
        )
    inside = [
        Numbered(number=number, line=line)
        for number, (row, line) in enumerate(zip(key_rows, lines, strict=True), start=1)
        if drawn is not None and row.earliest is not None and drawn.window.first <= row.earliest <= drawn.window.last
    ]
    return PicturePage(
        case=seen.head,
        manner=naming.manner,
        may_switch=naming.may_switch,
        drawn=drawn,
        short_names={agency.name: agency.short_name or agency.name for agency in agencies},
        colours={agency.name: numbers[agency.pk] for agency in agencies},
        key_events=tuple(inside),
        gaps=tuple(gap for gap in gaps if drawn is not None and _overlaps(gap.starts_on, gap.ends_on, drawn)),
        undated=visible.filter(earliest=None).count(),
    )


def _label(line: RowLine) -> str:
    short = line.event if len(line.event) <= LONGEST_LABEL else f"{line.event[: LONGEST_LABEL - 1].rstrip()}…"
    return f"{line.date}: {short}"


def _overlaps(first: date, last: date, drawn: Drawn) -> bool:
    return last >= drawn.window.first and first <= drawn.window.last
