"""A report that was written in Word is brought in: laid out into the sections, and what is left over placed later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from safelight.core.papers.manuscript import manuscript_from_file
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.bringing_in import AWAY, NEW, gathered, with_heading
from safelight.core.review.imr.merging import beside
from safelight.core.review.pieces import cut
from safelight.core.review.written import Change
from safelight.records.cases.filing import arrive
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, sought
from safelight.records.writing.actions.sections import LONGEST_HEADING, MOST_SECTIONS
from safelight.records.writing.brought import headings_of, pieces_of, unwritten_in
from safelight.records.writing.models import BroughtReport, Leftover, WrittenReport, WrittenSection
from safelight.records.writing.sections import (
    LONGEST,
    WRITERS,
    Words,
    add_version,
    begin_section,
    lock,
    sealed_words,
    standing,
    unsealed_words,
    words_of,
)

READ = (".docx", ".odt", ".md", ".txt")
MOST_PIECES = 400
PLACE = "writing.place_leftover"


def bring_in_report(*, report: UUID, untrusted_data: bytes, name: str, by: User, at: datetime) -> BroughtReport:
    """Take a report that was written elsewhere, to be laid out into the sections; nothing is changed by that yet.

    Raises:
        NotForYou, NotNow
        WrongInput: a file that cannot be read or has nothing in it, with what to do. Nothing is kept then.
    """
    act = "writing.bring_in_report"
    row = sought(WrittenReport, report, act=act, by=by, at=at)
    deed = acting(act, case=row.case_id, by=by, at=at, allowed=WRITERS)
    deed.check_going_on()
    if not name.casefold().endswith(READ):
        raise WrongInput("Choose a Word, OpenDocument, Markdown or text file (.docx, .odt, .md, .txt).", field="file")
    arrival = arrive(untrusted_data, name=name)
    try:
        manuscript = manuscript_from_file(untrusted_data, name=arrival.name)
    except UnreadablePaper as fault:
        raise WrongInput(str(fault), field="file") from fault
    if not manuscript.blocks:
        raise WrongInput("No words can be read in this file. Choose the one that holds the report.", field="file")
    if len(cut(manuscript)) > MOST_PIECES:
        raise WrongInput(
            f"This file has more than {MOST_PIECES} headings. Let only headings of sections be headings in it.",
            field="file",
        )
    with deed.writing():
        deed.check_going_on()
        brought = BroughtReport.objects.create(
            report=row, name=arrival.name, sha256=arrival.sha256, hidden=arrival.hidden, sent_at=at, sent_by=by
        )
        deed.record(brought, sha256=arrival.sha256, hidden=arrival.hidden)
    return brought


def lay_out_report(
    *, brought: UUID, chosen: Mapping[int, str], after: bool = False, by: User, at: datetime
) -> WrittenReport:
    """Put each piece of the file where it was chosen to go; what goes nowhere is left over.

    A section that has words keeps them: both are brought together, or with `after` the new words come behind them.

    Raises:
        NotForYou
        NotNow: when it has been laid out already.
        WrongInput: where there would be too many sections, or too long a one.
    """
    act = "writing.lay_out_report"
    row = sought(BroughtReport, brought, act=act, by=by, at=at)
    deed = acting(act, case=row.report.case_id, by=by, at=at, allowed=WRITERS)
    with deed.writing():
        lock(row.report)
        deed.check_going_on()
        row = BroughtReport.objects.select_related("report").get(pk=row.pk)
        if row.laid_out_at is not None:
            raise NotNow("This file has been laid out already. Bring it in again to lay it out another way.")
        found = gathered(
            pieces_of(row), chosen=chosen, sections=headings_of(row.report), unwritten=unwritten_in(row.report)
        )
        if row.report.sections.count() + len(found.new) > MOST_SECTIONS:
            raise WrongInput(f"More than {MOST_SECTIONS} sections would come of this. Put several into one.", field="")
        for key, text in found.sections.items():
            section = row.report.sections.get(pk=key)
            _put(section, text, heading=found.headings.get(key, ""), after=after, by=by, at=at)
        begun = [_begin(row.report, heading, text, by=by, at=at) for heading, text in found.new]
        _set_in_order(row.report, list(zip(begun, found.after, strict=True)))
        for number, (heading, text) in enumerate(found.left, start=1):
            sealed = sealed_words(Words(heading=heading, text=text))
            Leftover.objects.create(brought=row, number=number, sealed=sealed)
        row.laid_out_at = at
        row.save(update_fields=["laid_out_at"])
        deed.record(row, sections=len(found.sections), new=len(found.new), left=len(found.left))
    return row.report


def place_leftover(*, leftover: UUID, where: str, by: User, at: datetime) -> Leftover:
    """Put what was left over at the end of the section of that key, in a new one, or away.

    What was put away can still be placed.

    Raises:
        NotForYou
        NotNow: when it has been placed already.
        WrongInput: for a section that is not there, or where there are too many or too long a one.
    """
    row = sought(Leftover, leftover, act=PLACE, by=by, at=at)
    report = row.brought.report
    deed = acting(PLACE, case=report.case_id, by=by, at=at, allowed=WRITERS)
    with deed.writing():
        lock(report)
        deed.check_going_on()
        row.refresh_from_db()
        if row.section_id is not None:
            raise NotNow("This has been placed already. Change it in its section.")
        words, section = unsealed_words(row.sealed), None
        if where == NEW:
            if report.sections.count() >= MOST_SECTIONS:
                raise WrongInput(f"There are {MOST_SECTIONS} sections already. Choose one of them.", field="where")
            section = _begin(report, words.heading or "From a file", words.text, by=by, at=at)
        elif where != AWAY:
            if where not in (sections := headings_of(report)):
                raise WrongInput("Choose first where it is to go: a section that is there.", field="where")
            section = report.sections.get(pk=where)
            _put(section, with_heading(words.heading, words.text, under=sections[where]), after=True, by=by, at=at)
        row.section, row.done_at, row.done_by = section, at, by
        row.save(update_fields=["section", "done_at", "done_by"])
        deed.record(row, put_away=section is None)
    return row


def _set_in_order(report: WrittenReport, begun: Sequence[tuple[WrittenSection, str]]) -> None:
    """Put each new section where the file has it: after the section of that key, and behind those put there before."""
    keys = {str(section.pk) for section, _ in begun}
    shown = [section for section in report.sections.all() if str(section.pk) not in keys]
    for section, after in reversed(begun):
        here = next((place for place, each in enumerate(shown, start=1) if str(each.pk) == after), 0)
        shown.insert(here, section)
    for place, section in enumerate(shown, start=1):
        if section.place != place:
            section.place = place
            section.save(update_fields=["place"])


def _put(section: WrittenSection, text: str, *, after: bool, by: User, at: datetime, heading: str = "") -> None:
    """The words of a file in a section that is there: as they came, and together with what stood there."""
    there = words_of(standing(section))
    if not there.text.strip():
        words = _headed(heading, text) if heading else Words(heading=there.heading, text=text)
        if words != there:
            _add(section, words, way=Change.BROUGHT_IN, by=by, at=at)
        return
    if not text or text == there.text:
        return
    if after:
        both = f"{there.text.rstrip()}\n\n{text}"
        _add(section, Words(heading=there.heading, text=both), way=Change.BROUGHT_IN, by=by, at=at)
        return
    own = Words(heading=there.heading, text=text)
    _add(section, own, way=Change.BROUGHT_IN, by=by, at=at, aside=True)
    both = beside(there.text, text).text
    if both != there.text:
        _add(section, Words(heading=there.heading, text=both), way=Change.MERGED, by=by, at=at)


def _add(section: WrittenSection, words: Words, *, way: Change, by: User, at: datetime, aside: bool = False) -> None:
    _check_length(words.text, heading=words.heading)
    add_version(section, words, way=way, by=by, at=at, aside=aside)


def _begin(report: WrittenReport, heading: str, text: str, *, by: User, at: datetime) -> WrittenSection:
    """A section of its own."""
    words = _headed(heading, text)
    _check_length(words.text, heading=words.heading)
    return begin_section(report, words, way=Change.BROUGHT_IN, by=by, at=at)


def _headed(heading: str, text: str) -> Words:
    """Words under a heading of the file. One too long for a section is cut, and stands in full above its words."""
    short = " ".join(heading.split())[:LONGEST_HEADING]
    return Words(heading=short, text=with_heading(heading, text, under=short))


def _check_length(text: str, *, heading: str) -> None:
    if len(text) > LONGEST:
        raise WrongInput(
            f"“{heading}” would be longer than {LONGEST:,} characters. Put a part of it in another section.", field=""
        )
