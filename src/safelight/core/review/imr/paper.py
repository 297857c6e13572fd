"""How does an agency's review read on paper? Its sections and lists as one document, under its cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safelight.core.edition.masthead import AgencyReviewCover
from safelight.core.edition.outline import outline as numbered
from safelight.core.edition.pdf import CannotRender, render_pdf
from safelight.core.edition.plain import UnprintableText
from safelight.core.edition.spelling import spelt_out
from safelight.core.papers.manuscript import Block, Bullets, Heading, Manuscript, Paragraph, Table
from safelight.core.review.imr.outline import GROUP_TITLES, Group, Outline, Section
from safelight.core.review.imr.words import FIELDS, ROW_TITLES, PartKind
from safelight.core.review.wording import in_words

NOTHING = "Nothing is written here."
_BULLET = re.compile(r"^\s*[-*•]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """Whose review it is and what stands on its first page."""

    board: str
    agency: str
    reference: str
    kind_words: str
    author: str
    declared: str
    """What the author declared of their independence, in one sentence."""
    requested_on: date
    due_on: date
    secured_on: date | None
    checked_on: date | None
    countersigned_by: str
    countersigned_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a list: the field's name and what stands in it."""

    kind: PartKind
    values: Mapping[str, str]


def render_review(
    head: PaperHead, *, outline: Outline, texts: Mapping[str, str], rows: Sequence[Row], earlier: Sequence[Section] = ()
) -> bytes:
    """The review as a tagged PDF; the same words always give the same bytes.

    `earlier` are sections with words in them whose question is not asked any more: nothing that was written is left
    out. A character that cannot be printed is given by its code.

    Raises:
        CannotRender: when it cannot be set as an accessible PDF all the same.
    """
    manuscript = Manuscript((*_about(head), *_body(outline, texts, rows, earlier)))
    cover = AgencyReviewCover(
        board=head.board,
        title=head.agency,
        reference=head.reference,
        kind_words=head.kind_words,
        countersigned_on=head.countersigned_on,
    )
    try:
        return render_pdf(numbered(manuscript, title=cover.title), masthead=cover)
    except (UnprintableText, CannotRender):
        return render_pdf(numbered(spelt_out(manuscript), title=cover.title), masthead=cover)


def _about(head: PaperHead) -> Iterator[Block]:
    yield Heading(1, "About this review")
    rows = [
        ("Agency", head.agency),
        ("Written by", head.author),
        ("Independence of the author", head.declared),
        ("Asked for", in_words(head.requested_on)),
        ("Due", in_words(head.due_on)),
        ("Records secured", in_words(head.secured_on) if head.secured_on else "Not recorded"),
        ("Checked within the agency", in_words(head.checked_on) if head.checked_on else "Not recorded"),
    ]
    signed = f"{head.countersigned_by}, {in_words(head.countersigned_on)}" if head.countersigned_on else "Nobody"
    yield Table(("What", "As recorded"), (*rows, ("Countersigned by", signed)))


def _body(
    outline: Outline, texts: Mapping[str, str], rows: Sequence[Row], earlier: Sequence[Section]
) -> Iterator[Block]:
    for group in outline.groups:
        sections = [section for section in outline.sections if section.group is group]
        if group is Group.ELSE:
            sections = [section for section in (*sections, *earlier) if texts.get(section.key, "").strip()]
            if not sections:
                continue
        yield Heading(1, GROUP_TITLES[group])
        for section in sections:
            if section.title != GROUP_TITLES[group]:
                yield Heading(2, section.title)
            yield from blocks_of(texts.get(section.key, "")) or (Paragraph(NOTHING),)
        for kind, where in outline.lists:
            if where is group:
                yield from _listed(kind, [row for row in rows if row.kind is kind])


def _listed(kind: PartKind, rows: Sequence[Row]) -> Iterator[Block]:
    yield Heading(2, ROW_TITLES[kind])
    if not rows:
        yield Paragraph("None is listed.")
        return
    fields = FIELDS[kind]
    yield Table(tuple(fields.values()), tuple(tuple(row.values.get(name, "") for name in fields) for row in rows))


def blocks_of(text: str) -> tuple[Block, ...]:
    """What somebody typed as paragraphs and lists: a blank line parts paragraphs, a dash begins an item."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        lines = [line for line in part.split("\n") if line.strip()]
        if lines and all(_BULLET.match(line) for line in lines):
            blocks.append(Bullets(tuple(_BULLET.sub("", line).strip() for line in lines)))
        elif lines:
            blocks.append(Paragraph("\n".join(lines)))
    return tuple(blocks)
