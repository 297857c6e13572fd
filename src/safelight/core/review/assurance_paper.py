"""How does an assurance record read on paper? The record as headings, paragraphs, lists and tables, under its cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from safelight.core.edition.masthead import RecordCover
from safelight.core.edition.pdf import CannotRender
from safelight.core.edition.plain import UnprintableText
from safelight.core.edition.render import render_both
from safelight.core.edition.spelling import spelt_out
from safelight.core.papers.manuscript import Block, Bullets, Heading, Manuscript, Paragraph, Table
from safelight.core.review.assurance import MEANS, TITLES, AssuranceRecord, Departed, Entry, Given, State
from safelight.core.review.deeds import Deed, Shown, Sign, among
from safelight.core.review.wording import counted, in_words
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import Force

FORCES = {Force.MUST: "Must", Force.MUST_NOT: "Must not", Force.SHOULD: "Should", Force.MAY: "May"}
LISTS = (
    ("The formal acts, in order", (Shown.ACT,), "Nothing formal has been done yet."),
    ("Later dates that were agreed", (Shown.EXTENSION,), "No date was extended."),
    ("Appointments and declarations", (Shown.APPOINTMENT, Shown.PANEL), "Nobody has been appointed yet."),
    ("The terms of reference, by version", (Shown.TERMS,), "No terms of reference have been agreed yet."),
    ("What held publication, and how long", (Shown.HOLD,), "Nothing was recorded that holds publication."),
    ("How the family was offered a part", (Shown.FAMILY,), "No contact with the family is recorded yet."),
    (
        "Editions",
        (Shown.EDITION, Shown.PUBLISHED, Shown.WITHDRAWN, Shown.DEPOSITED),
        "No edition has been approved yet.",
    ),
)
"""The lists after the rules: what stands in each, and what is said where nothing does."""


def render_record(record: AssuranceRecord) -> tuple[bytes, bytes]:
    """The record as a page and as a tagged PDF; the same record always gives the same bytes.

    What was typed long ago cannot be typed again: a character that cannot be printed is given by its code, and does
    not keep the record from being made.

    Raises:
        CannotRender: when it cannot be set as an accessible PDF all the same.
    """
    manuscript, cover = manuscript_of(record), cover_of(record)
    try:
        return render_both(manuscript, cover=cover)
    except (UnprintableText, CannotRender):
        return render_both(spelt_out(manuscript), cover=cover)


def cover_of(record: AssuranceRecord) -> RecordCover:
    """The record's cover: the board, what published documents call the case, and the board's own reference."""
    head = record.given.head
    return RecordCover(
        board=head.board,
        title=head.public_name,
        reference=f"Reference {head.reference}",
        contact=head.contact,
        made_on=record.given.on,
    )


def manuscript_of(record: AssuranceRecord) -> Manuscript:
    """The words of the record in order; a citation is given as a document may give it that leaves the board."""
    return Manuscript(
        (
            *_about(record.given),
            *_at_a_glance(record),
            *(block for section in record.sections for block in _section(section.heading, section.entries)),
            *_where_no_rule(record),
            *_departures(record.given),
            *(block for heading, shown, nothing in LISTS for block in _listed(heading, shown, nothing, record.given)),
            *_trail(record.given),
        )
    )


def _about(given: Given) -> Iterator[Block]:
    head, regime, facts = given.head, given.regime, given.facts
    yield Heading(1, "About this record")
    yield Paragraph(
        "This record sets every rule that governs the review beside what was done: when, by whom, and, where a rule "
        f"was not kept, why. Safelight made it from the board's records as they stood on {in_words(given.on)}. Nothing "
        "in it was written for it."
    )
    rows = [
        ("The board", head.board),
        ("The review", f"{head.public_name} ({head.reference})"),
        ("Kind of review", regime.process.title),
        ("Where it stands", head.stage),
        ("Came to the board's notice", in_words(facts.noticed_on) if facts.noticed_on else "Not recorded"),
        (
            "Initiated",
            in_words(facts.decided_on) if facts.decision == "review" and facts.decided_on else "Not initiated",
        ),
        ("The rules", f"{regime.title}. {counted(len(regime.rules), 'rule', 'rules')}."),
        ("The rules as at", in_words(regime.initiated_on)),
        ("Fingerprint of the rules", regime.fingerprint),
    ]
    yield Table(("What", "As recorded"), tuple(rows))
    yield Paragraph(
        "A provision of a source is given only where it was read, or is reported by others; elsewhere the source alone "
        "is named. The words of the rules are Safelight's own, not those of the source. A rule that the day of an act "
        "picks, such as one on council meetings, is given as it stood when this record was made."
    )
    yield Paragraph(
        "Those who acted for the board are named with their posts. The family stands here by relation only. Where a "
        "name from the people register of the case stood in a text that somebody had typed, the label that published "
        "documents use stands in its place."
    )


def _at_a_glance(record: AssuranceRecord) -> Iterator[Block]:
    yield Heading(1, "At a glance")
    rows = tuple((TITLES[state], str(number), MEANS[state]) for state, number in record.tally if number)
    yield Table(("How it stands", "Rules", "What that means"), rows)
    yield Heading(2, "What was late, not done or departed from")
    if standing_out := record.standing_out:
        rows = tuple((entry.question, TITLES[entry.state], _short(entry)) for entry in standing_out)
        yield Table(("Question", "How it stands", "What is recorded"), rows)
    else:
        yield Paragraph("Nothing.")
    yield Heading(2, "What is still open")
    if still_open := [entry for entry in record.entries if entry.state is State.OPEN]:
        yield Table(("Question", "What is recorded"), tuple((entry.question, entry.sentence) for entry in still_open))
    else:
        yield Paragraph("Nothing.")


def _short(entry: Entry) -> str:
    why = [f"Because: {departed.reason}" for departed in entry.departures]
    return " ".join([entry.sentence, *why]).strip() or TITLES[entry.state]


def _section(heading: str, entries: Iterable[Entry]) -> Iterator[Block]:
    yield Heading(1, heading)
    for entry in entries:
        yield Heading(2, entry.question)
        yield Paragraph(f"{FORCES[entry.rule.force]}. {entry.rule.says}\n{_source(entry.rule)}")
        yield Paragraph(" ".join(part for part in (f"{TITLES[entry.state]}.", entry.sentence, entry.how) if part))
        if lines := [*_lines(entry)]:
            yield Bullets(tuple(lines))


def _source(rule: Rule) -> str:
    stood = f"from {in_words(rule.start)}"
    if rule.until is not None:
        stood += f" to {in_words(rule.until - timedelta(days=1))}"
    return f"{rule.citation.outside()}. In force {stood}."


def _lines(entry: Entry) -> Iterator[str]:
    # Dates agreed for the clock come first: they say by when what follows was due.
    own = [deed for deed in entry.deeds if deed not in entry.extensions]
    for deed in (*entry.extensions, *own):
        yield _line(deed)
    for departed in entry.departures:
        yield _departed(departed)


def _line(deed: Deed, *, whole: bool = False) -> str:
    """What was done on which day and by whom; `whole` adds what only the deed's own list shows."""
    said = f"{in_words(deed.on)}: {deed.what}" if deed.on else deed.what
    parts = [said if said.endswith((".", "?", "!")) else f"{said}."]
    if deed.by:
        parts.append(f"By {deed.by}.")
    lines = [" ".join(parts), *([deed.note] if deed.note else [])]
    if whole:
        lines += [f"{label}: {value}" for label, value in deed.details if value]
    return "\n".join(lines)


def _departed(departed: Departed) -> str:
    by = f" By {departed.by}." if departed.by else ""
    return f"{in_words(departed.on)}: departed from. {departed.where}.{by}\nExceptional reason: {departed.reason}"


def _where_no_rule(record: AssuranceRecord) -> Iterator[Block]:
    yield Heading(1, "Where no rule governs")
    if not record.silences:
        yield Paragraph("Every question of the rulebook is answered by a rule.")
    for silence in record.silences:
        yield Paragraph(silence.why)
        yield Bullets(silence.questions)


def _departures(given: Given) -> Iterator[Block]:
    yield Heading(1, "Departures, in order")
    if not given.departures:
        yield Paragraph("No rule was departed from.")
        return
    yield Bullets(
        tuple(
            f"{departed.question or 'A rule that is no longer in this rulebook'}\n{_departed(departed)}"
            for departed in given.departures
        ),
        start=1,
    )


def _listed(heading: str, shown: Iterable[Shown], nothing: str, given: Given) -> Iterator[Block]:
    yield Heading(1, heading)
    deeds = among(given.deeds, *(Sign(each) for each in shown))
    if deeds:
        yield Bullets(tuple(_line(deed, whole=True) for deed in deeds), start=1)
    else:
        yield Paragraph(nothing)


def _trail(given: Given) -> Iterator[Block]:
    number, digest = given.head.sealed
    yield Heading(1, "The audit trail")
    yield Paragraph(
        "Each act, and each reading of a paper, is an entry in the board's audit trail, sealed with the hash of the "
        "entry before it. When this record was made, this was the newest entry. The making of the record is the next."
    )
    yield Table(("Entry", "Its hash (SHA-256)"), ((str(number), digest),))
