"""A report is written here: every save is a version, and two people who write at once lose nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from safelight.core.review.marking import Marking
from safelight.core.review.written import FIRST_HEADINGS, Change
from safelight.core.vocabulary import PaperKind
from safelight.records.audit.queries import said_already
from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.writing.composed import marking_of
from safelight.records.writing.models import SectionVersion, WrittenReport, WrittenSection
from safelight.records.writing.sections import (
    LONGEST,
    WRITERS,
    Words,
    add_version,
    begin_section,
    bring_together,
    changing,
    lock,
    standing,
    standing_in,
    words_of,
)

LONGEST_HEADING = 200
MOST_SECTIONS = 200
SAVE = "writing.save_section"
REMOVED = (
    "This section has been removed. What you typed is kept in its history, but it does not stand in the report. "
    "Restore it from there."
)
TOGETHER_TOO_LONG = (
    f"Somebody else has written here too, and together it is longer than {LONGEST:,} characters. What you typed is "
    "kept in the history of this section, but does not stand in the report yet. Put a part of it in another section."
)


class Move(StrEnum):
    """Where a section goes."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of a save.

    `own` is the version that holds exactly what was sent, and `version` the one that stands now, with its words. The
    two differ where somebody else had saved meanwhile. `kept_aside` is "" or says why it does not stand. `marking` is
    what the marks of the whole report come to now: a name that is taken out here is missed elsewhere.
    """

    own: int
    version: int
    text: str
    to_choose: int
    marking: Marking[UUID]
    kept_aside: str = ""


def begin_report(*, case: Case | UUID, kind: PaperKind, by: User, at: datetime) -> WrittenReport:
    """Begin to write one of the two, with the sections that it is to have. Begun twice, it stays as it is.

    Raises:
        NotForYou, NotNow
    """
    act = acting("writing.begin_report", case=case, by=by, at=at, allowed=WRITERS)
    if kind not in FIRST_HEADINGS:
        raise WrongInput("Only an overview report or an executive summary is written here.", field="kind")
    with act.writing() as held:
        act.check_going_on()
        report, new = WrittenReport.objects.get_or_create(
            case=held, kind=kind, defaults={"begun_at": at, "begun_by": by}
        )
        if new:
            for heading in FIRST_HEADINGS[kind]:
                begin_section(report, Words(heading=heading, text=""), way=Change.BEGUN, by=by, at=at)
            act.record(report, kind=kind)
    return report


def save_section(*, section: UUID, text: str, base: int, page: str = "", by: User, at: datetime) -> Saved:
    """Save the words of a section that were begun from version `base` of it.

    Where somebody else has saved since, both are brought together; what was sent is kept as it was besides. `page` is
    a random number of the open page. What one page sends goes on from what it sent before, even where it has not heard
    yet that this arrived.

    Raises:
        NotForYou, NotNow
        WrongInput: a version that there is not, or a text that is too long.
    """
    with changing(section, act=SAVE, by=by, at=at) as (row, act):
        sent, page = _checked(text), page[:32]
        begun_from = _begun_from(row, base=base, page=page, by=by)
        words = replace(words_of(standing(row)), text=sent)
        own = bring_together(row, words, begun_from=begun_from, page=page, by=by, at=at)
        if own is not None and not said_already(SAVE, actor=by.pk, subject=row, at=at):
            act.record(row, version=row.version)
        now = standing(row)
        return Saved(
            own=own or row.version,
            version=row.version,
            text=words_of(now).text,
            to_choose=now.to_choose,
            marking=marking_of(row.report),
            kept_aside=(REMOVED if now.gone else TOGETHER_TOO_LONG) if own is not None and own > row.version else "",
        )


def add_section(*, report: UUID, heading: str, by: User, at: datetime) -> WrittenSection:
    """Add a section at the end.

    Raises:
        NotForYou, NotNow
        WrongInput: without a heading, or where there are too many sections.
    """
    act = "writing.add_section"
    row = sought(WrittenReport, report, act=act, by=by, at=at)
    deed = acting(act, case=row.case_id, by=by, at=at, allowed=WRITERS)
    with deed.writing():
        lock(row)
        deed.check_going_on()
        if row.sections.count() >= MOST_SECTIONS:
            raise WrongInput(f"There are {MOST_SECTIONS} sections already. Put several into one.", field="heading")
        words = Words(heading=_heading(heading), text="")
        section = begin_section(row, words, way=Change.BEGUN, by=by, at=at)
        deed.record(section)
    return section


def rename_section(*, section: UUID, heading: str, by: User, at: datetime) -> None:
    """Give a section another heading, as a new version.

    Raises:
        NotForYou, NotNow
        WrongInput: without a heading.
    """
    with changing(section, act="writing.rename_section", by=by, at=at) as (row, act):
        now = _not_removed(row)
        words = Words(heading=_heading(heading), text=words_of(now).text)
        act.record(row, version=add_version(row, words, way=Change.RENAMED, by=by, at=at).number)


def move_section(*, section: UUID, to: Move, by: User, at: datetime) -> None:
    """Let a section change places with the one before or after it; at either end it stays.

    Raises:
        NotForYou, NotNow
    """
    with changing(section, act="writing.move_section", by=by, at=at) as (row, act):
        _not_removed(row)
        shown = [each for each, version in standing_in(row.report) if not version.gone]
        here = next(place for place, each in enumerate(shown) if each.pk == row.pk)
        there = here + (1 if to is Move.DOWN else -1)
        if 0 <= there < len(shown):
            mine, other = shown[here], shown[there]
            mine.place, other.place = other.place, mine.place
            mine.save(update_fields=["place"])
            other.save(update_fields=["place"])
            act.record(row, to=to)


def remove_section(*, section: UUID, by: User, at: datetime) -> None:
    """Take a section out of the report. Its history stays, and it can be restored from there.

    Raises:
        NotForYou, NotNow
    """
    with changing(section, act="writing.remove_section", by=by, at=at) as (row, act):
        words = words_of(_not_removed(row))
        act.record(row, version=add_version(row, words, way=Change.REMOVED, by=by, at=at, gone=True).number)


def restore_version(*, section: UUID, number: int, by: User, at: datetime) -> None:
    """Let an earlier version of a section stand again, as a new version.

    Raises:
        NotForYou, NotNow
        WrongInput: for a version that there is not.
    """
    with changing(section, act="writing.restore_version", by=by, at=at) as (row, act):
        earlier = row.versions.filter(number=number).first()
        if earlier is None:
            raise WrongInput("That version is not there. Choose one from the list.", field="number")
        version = add_version(row, words_of(earlier), way=Change.RESTORED, by=by, at=at)
        act.record(row, version=version.number, restored=number)


def _begun_from(row: WrittenSection, *, base: int, page: str, by: User) -> SectionVersion:
    """The version that somebody's words go on from: the last that this page sent, or else the one that it names.

    What was kept aside and never brought together with the rest is no beginning: those who wrote the rest have not
    taken its words out, they have never had them.

    Raises:
        WrongInput: for a version that there is not.
    """
    mine = row.versions.filter(page=page, way=Change.TYPED, saved_by=by, number__gt=base).last() if page else None
    version = mine or row.versions.filter(number=base).first()
    while version is not None and version.aside and not _was_merged(row, version):
        version = row.versions.filter(number=version.base).first()
    if version is None:
        raise WrongInput("That version is not one of this section. Load the page again.", field="base")
    return version


def _was_merged(row: WrittenSection, version: SectionVersion) -> bool:
    return row.versions.filter(way=Change.MERGED, base=version.number).exists()


def _not_removed(row: WrittenSection) -> SectionVersion:
    now = standing(row)
    if now.gone:
        raise NotNow("This section has been removed. Restore it from its history first.")
    return now


def _heading(untrusted_heading: str) -> str:
    one_line = " ".join(untrusted_heading.replace("\0", "").split())
    return entered(one_line, field="heading", ask="Give the section a heading.", longest=LONGEST_HEADING)


def _checked(untrusted_text: str) -> str:
    text = untrusted_text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if len(text) > LONGEST:
        raise WrongInput(
            f"This is longer than {LONGEST:,} characters. Put a part of it in another section.", field="text"
        )
    return text
