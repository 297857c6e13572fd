"""How is what was found in a draft laid out for a person? By kind, and the same words once."""

from __future__ import annotations

from collections.abc import Iterable

from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.kinds import JIGSAW_RULES
from safelight.records.publication.pages import FoundGroup, FoundLine
from safelight.records.publication.words import PUBLIC_LINK

LISTED, PUBLIC, JIGSAW = "listed", "public_link", "jigsaw"
ORDER = (LISTED, PUBLIC, *LABELS, JIGSAW)


def grouped(lines: Iterable[FoundLine]) -> tuple[FoundGroup, ...]:
    """The lines by kind, in the order of the page. Of lines that one decision settles, the first stands for all."""
    groups: dict[str, dict[tuple[object, ...], FoundLine]] = {kind: {} for kind in ORDER}
    for line in lines:
        groups[_kind(line)].setdefault((line.rule, line.key, line.text, line.settlement, line.reason), line)
    return tuple(FoundGroup(kind=kind, lines=tuple(found.values())) for kind, found in groups.items() if found)


def _kind(line: FoundLine) -> str:
    if line.listed:
        return LISTED
    if line.rule == PUBLIC_LINK:
        return PUBLIC
    if line.rule in JIGSAW_RULES:
        return JIGSAW
    return line.label or "MISC"
