"""Who is spoken of in somebody's chronology and was never asked for one?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.kinds import AgencyKind, folded, kinds_in, kinds_of, own_words
from safelight.core.review.chronology.model import Place, Row

MOST_PLACES: Final = 5


@dataclass(frozen=True, slots=True)
class Unasked:
    """An agency, by its name or only by its kind, in how many rows it is spoken of, and the first few of those."""

    name: str
    rows: int
    places: tuple[Place, ...]


def unasked(rows: Iterable[Row], *, asked: Iterable[str], known: Iterable[str]) -> tuple[Unasked, ...]:
    """The agencies that rows speak of and that were not asked, the most often named first.

    `asked` and `known` are names: of those that were asked, and of all that the board knows. One that the board knows
    is told by its name. Otherwise the kind is told, as "police", unless an agency of that kind was asked or is told by
    its name already.
    """
    were_asked = {folded(name) for name in asked}
    names = {folded(name): name for name in known if folded(name) and folded(name) not in were_asked}
    kinds_asked = {kind for name in were_asked for kind in kinds_of(name)}
    searched = _pattern(tuple(sorted(names, key=lambda name: (-len(name), name))))
    found: dict[str | AgencyKind, list[Place]] = defaultdict(list)
    for row in rows:
        text = own_words(row)
        if searched is not None:
            named = set(searched.findall(text))
            for name in named:
                found[names[name]].append(row.place)
            if named:
                text = searched.sub(" ", text)
        for kind in kinds_in(text) - kinds_asked - kinds_of(row.agency):
            found[kind].append(row.place)
    told_by_name = {kind for name in found if not isinstance(name, AgencyKind) for kind in kinds_of(name)}
    return tuple(
        Unasked(str(name), len(places), tuple(places[:MOST_PLACES]))
        for name, places in sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
        if name not in told_by_name
    )


@lru_cache(maxsize=64)
def _pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
