"""The council's report form: which fields it has, in its order, and the report as one text made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safelight.core.edition.masthead import KIND_TITLES
from safelight.core.papers.manuscript import Block, Heading, Manuscript, Paragraph, Table, manuscript_from_markdown
from safelight.core.rulebook.model import day_in_words
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.models import Case
from safelight.records.committee.words import Body, Exemption
from safelight.records.people.permission import WrongInput
from safelight.records.people.queries import rulebook_for
from safelight.records.publication.words import EditionState

BODY_TITLES = {
    Body.CABINET_MEMBER: "Cabinet Member, Children's Services",
    Body.SCRUTINY: "Overview and Scrutiny Committee (Children's Services)",
    Body.BOARD: "Safeguarding Children Board",
}

COVER = (
    ("report_of", "Report of"),
    ("contact_officer", "Contact officer"),
    ("wards", "Wards affected"),
    ("purpose", "Purpose"),
    ("reason", "Reason why a decision is required"),
    ("recommendation", "Recommendation"),
    ("key_decision", "Key decision"),
    ("forward_plan", "Forward plan"),
    ("alternatives", "Alternative options"),
    ("budget", "Implications: budget and policy framework"),
    ("financial", "Implications: financial"),
    ("legal", "Implications: legal"),
    ("risk", "Implications: risk"),
    ("assets", "Implications: asset management"),
    ("consultation", "Consultation undertaken"),
)
"""The cover's fields by name, with their labels, in the council's order."""

BODY_FIELDS = (("background", "Background"), ("proposals", "Proposals"))

PARAGRAPHS = range(1, 8)
"""Of Schedule 12A to the Local Government Act 1972, Part 1, as it stands for councils in England since 1 March 2006."""

PUBLISHED_SOURCES = frozenset({"act", "regulations", "statutory-guidance"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """One meeting that receives the report."""

    body: Body
    held_on: date


def report_text(
    *,
    subject: str,
    meetings: tuple[MeetingFacts, ...],
    fields: Mapping[str, str],
    exemption: str,
    implementation: str,
    plan: tuple[tuple[str, ...], ...],
    objectives: tuple[tuple[str, str], ...],
    background_papers: tuple[str, ...],
) -> Manuscript:
    """The whole report as headings, tables and paragraphs, ready to be rendered."""
    cover: list[tuple[str, ...]] = [
        (
            "Report to",
            "\n".join(f"{BODY_TITLES[meeting.body]}, {day_in_words(meeting.held_on)}" for meeting in meetings),
        ),
        ("Subject", subject),
        ("Exempt or confidential", exemption),
    ]
    cover += [(label, fields.get(name, "")) for name, label in COVER]
    cover.append(("Implementation date", implementation))
    blocks: list[Block] = [Heading(1, "Report"), Table((), tuple(cover))]
    for name, label in BODY_FIELDS:
        blocks += [Heading(1, label), *manuscript_from_markdown(fields.get(name, "")).blocks]
    if plan:
        blocks += [
            Heading(1, "How the action plan stands"),
            Table(("Action", "Agency", "Due", "Status"), plan),
        ]
    blocks += [
        Heading(1, "Corporate objectives"),
        Table(("Objective", "Impact"), objectives),
        Heading(1, "Background papers relied upon"),
        *(Paragraph(title) for title in background_papers or ("None.",)),
        Heading(1, "Recommendation"),
        Paragraph(fields.get("recommendation", "")),
    ]
    return Manuscript(tuple(blocks))


def check_form(fields: Mapping[str, str]) -> None:
    """Whether every field of the council's form is filled in.

    Raises:
        WrongInput: for the first that is not.
    """
    for name, label in (*COVER, *BODY_FIELDS):
        if not fields.get(name, "").strip():
            raise WrongInput(f"Fill in '{label}'. If there is nothing to say, say why in a few words.", field=name)


def check_exemption(untrusted: str, *, paragraphs: Sequence[int], grounds: str) -> Exemption:
    """Whether a report that is kept from the public says on which grounds: lga1972/exempt-information.

    Raises:
        WrongInput
    """
    if untrusted not in set(Exemption):
        raise WrongInput("Say whether the report is exempt, confidential or neither.", field="exemption")
    exemption = Exemption(untrusted)
    if not set(paragraphs) <= set(PARAGRAPHS):
        raise WrongInput("Part 1 of Schedule 12A has paragraphs 1 to 7.", field="exempt_paragraphs")
    if exemption is Exemption.EXEMPT and not (paragraphs and grounds.strip()):
        raise WrongInput(
            "An exempt report needs the paragraph of Schedule 12A, and why the public interest is in withholding it.",
            field="public_interest",
        )
    if exemption is Exemption.CONFIDENTIAL and not grounds.strip():
        raise WrongInput(
            "A confidential report needs its grounds: which order, enactment or department forbids disclosure.",
            field="public_interest",
        )
    if exemption is Exemption.NONE and paragraphs:
        raise WrongInput("A report that names paragraphs of Schedule 12A is exempt: say so.", field="exemption")
    return exemption


def check_background(papers: Sequence[str], *, case: Case) -> None:
    """Whether no published work is listed as a background paper: lga1972/background-papers-listed.

    Raises:
        WrongInput: with the line that is one.
    """
    works = list(_published_works(case))
    for line in papers:
        if any(all(part in line.casefold() for part in work) for work in works):
            raise WrongInput(
                f"'{line}' is a published work. Those are not listed as background papers: leave it out.",
                field="background_papers",
            )


def _published_works(case: Case) -> Iterator[tuple[str, ...]]:
    """The words by which a line gives itself away: law and guidance that the rulebook knows, and our own editions."""
    for source in rulebook_for(case.board).sources:
        if source.kind in PUBLISHED_SOURCES:
            yield (source.title.split(" (")[0].split(",")[0].casefold(),)
    for edition in case.editions.filter(state=EditionState.PUBLISHED):
        yield (edition.title.casefold(), KIND_TITLES[PaperKind(edition.kind)].casefold())
