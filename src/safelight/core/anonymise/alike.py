"""May two mentions of somebody whom no register knows be of the same person, however the name is written?"""

from __future__ import annotations

from typing import Final

from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.naming import KIN, TITLES
from safelight.core.anonymise.nicknames import nicknames

_HERS: Final = frozenset({"mrs", "ms", "miss", "aunt", "auntie", "nan", "nana", "dame", "lady", "mother", "sister"})
_HIS: Final = frozenset({"mr", "sir", "lord", "uncle", "grandad", "father", "brother", "master"})


def may_be_same(one: str, other: str) -> bool:
    """Whether one mention can be a shorter or another way to write the other: "Mrs Pellow" and "Ida Pellow".

    A title that cannot be both's, or another first name, tells two people apart; a first name alone is not enough.
    """
    said, names = _apart(one)
    also, other_names = _apart(other)
    if not names or not other_names or (said & _HERS and also & _HIS) or (said & _HIS and also & _HERS):
        return False
    if names == other_names:
        return True
    if names[-1] != other_names[-1]:
        return False
    first, second = names[:-1], other_names[:-1]
    if not first or not second:
        return True
    return _may_be(first[0], second[0])


def _apart(mention: str) -> tuple[set[str], tuple[str, ...]]:
    """Titles and the words of the name."""
    words = fold_words(mention.removesuffix("'s").removesuffix("’s"))
    titles = {word for word in words if word in TITLES | KIN}
    return titles, tuple(word for word in words if word not in titles)


def _may_be(one: str, other: str) -> bool:
    """A given name, its initial and its short forms."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short)) or other in nicknames(one)
