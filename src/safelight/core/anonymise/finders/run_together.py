"""Does a name that is run together with other letters, as in a hashtag or a link, only happen to stand in a word?"""

from __future__ import annotations

import re
from typing import Final

from safelight.core.anonymise.finders.needles import Hit
from safelight.core.anonymise.fold import View
from safelight.core.anonymise.naming import TIMES
from safelight.core.anonymise.words import is_everyday, is_ordinary

_LONGEST: Final = 40
_ACROSS_A_STOP: Final = re.compile(r"[^\W\d_]{2}[.,;:!?]+\s")
_DATED: Final = re.compile(r"[\d][\W_]{0,2}$")


def is_by_chance(view: View, hit: Hit) -> bool:
    """True for "rose" in "primrose.org", "june" in "13-June-2013", and Mei in "to me. I have"."""
    if hit.needle.manner != "name":
        return False
    if hit.end - hit.start != len(hit.needle.glued):
        return _ACROSS_A_STOP.search(view.text, hit.start, hit.end) is not None
    start, end = hit.start, hit.end
    while start and view.text[start - 1].isalpha() and hit.start - start < _LONGEST:
        start -= 1
    while end < len(view.text) and view.text[end].isalpha() and end - hit.end < _LONGEST:
        end += 1
    if (start, end) == (hit.start, hit.end):
        beside = _DATED.search(view.text, max(0, start - 3), start) or view.text[end : end + 2].strip("-_/. ").isdigit()
        return hit.needle.glued in TIMES and bool(beside)
    if _is_camel(view, hit):
        return False
    run = view.text[start:end]
    if is_ordinary(run) or is_ordinary(run.removesuffix("s")):
        return True
    return hit.needle.plain and not (_in_words(view.text[start : hit.start]) and _in_words(view.text[hit.end : end]))


def _is_camel(view: View, hit: Hit) -> bool:
    """True where capitals show where the name begins and ends, as in "JusticeForHope"."""
    begins = hit.start == 0 or view.cased[hit.start].isupper() or not view.text[hit.start - 1].isalpha()
    ends = hit.end == len(view.text) or view.cased[hit.end].isupper() or not view.text[hit.end].isalpha()
    return begins and ends


def _in_words(run: str) -> bool:
    """True where letters that run together can be read as everyday words, "justicefor"."""
    reached = [True] + [False] * len(run)
    for end in range(1, len(run) + 1):
        reached[end] = any(
            reached[start] and (end - start > 1 or run[start] in "ai") and is_everyday(run[start:end])
            for start in range(max(0, end - 14), end)
        )
    return reached[-1]
