"""How does a draft read once what was settled is made? Each new wording is fitted into its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.generalise.fitting import fit
from safelight.core.anonymise.replace import Replacement, replacement_for
from safelight.records.publication.models import DraftFinding
from safelight.records.publication.words import Settlement

Standing = tuple[int, int, DraftFinding]
"""Where in the text a general word stands, from and to, and the decision that put it there."""


def reading_of(text: str, row: DraftFinding) -> Replacement:
    """What stands instead of one thing settled, and in place of which stretch of the text.

    What the register knows reads as the anonymiser makes it read; a general word gets its article and preposition;
    what somebody typed stands as it was typed, with the possessive that was there.
    """
    if row.settlement == Settlement.GENERALISE:
        return fit(text, start=row.start, end=row.end, wording=row.replacement)
    said = text[row.start : row.end]
    if row.listed:
        found = Finding(
            start=row.start,
            end=row.end,
            text=said,
            rule=row.rule,
            key=row.key,
            replacement=row.replacement,
            why=row.why,
            finder=row.finder,
        )
        return replacement_for(text, found)
    keeps = said.endswith(("'s", "’s")) and not row.replacement.endswith(("'s", "’s"))
    return Replacement(row.start, row.end, row.replacement + said[-2:] if keeps else row.replacement)


def made(text: str, rows: Iterable[DraftFinding]) -> tuple[str, list[Standing]]:
    """The text with every row made, and where in it the general words now stand."""
    pieces: list[str] = []
    general: list[Standing] = []
    done, length = 0, 0
    for row in sorted(rows, key=lambda each: (each.start, -each.end)):
        new = reading_of(text, row)
        if new.end <= done:
            continue  # said within what was replaced before it
        start = max(new.start, done)
        pieces += [text[done:start], new.text]
        length += start - done + len(new.text)
        if row.settlement == Settlement.GENERALISE:
            general.append((length - len(new.text), length, row))
        done = new.end
    return "".join([*pieces, text[done:]]), general
