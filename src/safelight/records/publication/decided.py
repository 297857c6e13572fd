"""Of what blocks although no register knows it: what has a person decided, and what was nobody asked yet?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from safelight.core.anonymise.fold import stands_alone
from safelight.core.edition.html import render_html
from safelight.core.edition.masthead import Masthead
from safelight.core.edition.outline import outline
from safelight.core.papers.manuscript import Manuscript
from safelight.core.papers.reading import read_paper
from safelight.core.review.gate import Examination, GateFinding
from safelight.core.vocabulary import Severity
from safelight.records.publication.models import Draft, DraftFinding
from safelight.records.publication.texts import text_of
from safelight.records.publication.words import Settlement

Span = tuple[int, int]
KEPT: Final = "A person has kept these words with a reason"
OUR_OWN: Final = "These words stand on every page that the board publishes"
_NUMBERING: Final = re.compile(r"\A(?:Table )?\d+(?:\.\d+)*(?:\s+|$)")
"""What an edition sets before headings, paragraphs and tables."""
_WORDS: Final = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_BETWEEN_WORDS: Final = r"[\s*_]+"
"""In Markdown: white space, and the marks of emphasis, which no page shows."""


def with_decisions(draft: Draft, examination: Examination, *, masthead: Masthead) -> Examination:
    """The same examination, in which what a person has kept with a reason warns instead of blocking.

    A finding counts as kept where every place in the draft with its words lies in what was kept. Words that stand
    nowhere in the draft, as in the header of a file, can only be let through if they are those of the board's own page.
    What the register knows, what is hidden and what is missing is left alone: nobody can keep that.
    """
    if not any(_is_open(finding) for finding in examination.findings):
        return examination
    text = text_of(draft)
    kept = _covered(text, draft.found.filter(settlement=Settlement.KEEP).values_list("start", "end"))

    def decided(finding: GateFinding) -> GateFinding:
        if not _is_open(finding):
            return finding
        places = _places(finding.text, text=text)
        if places and not any(True for place in places for _ in _left(place, taken=kept, text=text)):
            return replace(finding, severity=Severity.WARN, advice=KEPT)
        if not places and _is_our_own(finding.text, masthead=masthead):
            return replace(finding, severity=Severity.WARN, advice=OUR_OWN)
        return finding

    return replace(examination, findings=tuple(decided(finding) for finding in examination.findings))


def nobody_asked(draft: Draft, examination: Examination) -> list[DraftFinding]:
    """Places in the draft's words that block and that were not on its list, as new entries of that list.

    The gate reads the finished page, where the detector can see what it does not see in the draft. Whatever is on the
    list already, even for another reason, is left as it is; only the words beyond it are asked about.
    """
    open_ones = [finding for finding in examination.findings if _is_open(finding)]
    if not open_ones:
        return []
    text, asked = text_of(draft), []
    taken = _covered(text, draft.found.values_list("start", "end"))
    for finding in open_ones:
        for place in _places(finding.text, text=text):
            for start, end in list(_left(place, taken=taken, text=text)):
                asked.append(_entry(draft, finding, start=start, end=end))
                taken[start:end] = b"\1" * (end - start)
    return asked


def _is_open(finding: GateFinding) -> bool:
    return finding.check == "unlisted" and finding.severity is Severity.BLOCK


def _covered(text: str, spans: Iterable[Span]) -> bytearray:
    """One byte for each character, set where a span covers it."""
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _places(words: str, *, text: str) -> list[Span]:
    """Every place where the words stand in the Markdown, without the number that the page may have set before them."""
    for said in dict.fromkeys((words, _NUMBERING.sub("", words, count=1))):
        spelt = _BETWEEN_WORDS.join("".join(map(_letter, word)) for word in said.split())
        if found := [match.span() for match in re.finditer(spelt, text)] if spelt else []:
            return [place for place in found if stands_alone(text, *place)] or found
    return []


def _letter(letter: str) -> str:
    """A letter as it stands, or a mark, which Markdown may write with a backslash."""
    return letter if letter.isalnum() else rf"\\?{re.escape(letter)}"


def _left(place: Span, *, taken: bytearray, text: str) -> Iterator[Span]:
    """The parts of a place that nothing has taken, as far as there are words in them."""
    start, end = place
    for gap in re.finditer(rb"\0+", bytes(taken[start:end])):
        first = start + gap.start()
        if words := _WORDS.search(text[first : start + gap.end()]):
            yield first + words.start(), first + words.end()


def _entry(draft: Draft, finding: GateFinding, *, start: int, end: int) -> DraftFinding:
    return DraftFinding(
        draft=draft,
        start=start,
        end=end,
        rule=finding.rule,
        listed=False,
        why=finding.advice.partition(": ")[0][:400],
        label=finding.label,
        score=finding.score,
        finder=finding.found_by,
    )


def _is_our_own(words: str, *, masthead: Masthead) -> bool:
    said = " ".join(words.split())
    return bool(_NUMBERING.fullmatch(said)) or said in _own_words(masthead)


@lru_cache(maxsize=8)
def _own_words(masthead: Masthead) -> str:
    """What stands on a page of this board whatever the draft says."""
    page = render_html(outline(Manuscript(()), title=masthead.title), masthead=masthead)
    return " ".join(" ".join(passage.text for passage in read_paper(page, name="edition.html").passages).split())
