"""One draft with everything that it is held against, each worked out once and only when it is asked for."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.jigsaw.across import Seam, look_across
from safelight.core.anonymise.jigsaw.beside import Paper, read_paper
from safelight.core.anonymise.jigsaw.birthdays import Birthday, find_birthdays
from safelight.core.anonymise.jigsaw.combining import Combination, find_combinations
from safelight.core.anonymise.jigsaw.disclosing import Telling, find_tellings
from safelight.core.anonymise.jigsaw.links import Link, find_links
from safelight.core.anonymise.jigsaw.links import PublicFact as Fact
from safelight.core.anonymise.roster import Roster
from safelight.records.cases.queries import roster_of
from safelight.records.publication.gone_out import papers_beside, people_beside
from safelight.records.publication.models import AcceptedTelling, Draft
from safelight.records.publication.texts import entered_by_others, facts_of_case, text_of

BETWEEN_BLOCKS: Final = "\n\n"


class HeldDraft:
    """A draft, its words, and what was found by holding it against public facts, other papers and itself."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def text(self) -> str:
        """The draft's Markdown."""
        return text_of(self.draft)

    def where(self, start: int) -> str:
        """Where in the draft something stands, by its block."""
        return f"the words of the draft, block {bisect_right(self._block_ends, start) + 1}"

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What in it leads to a public fact."""
        facts: tuple[Fact, ...] = facts_of_case(self.draft.case)
        return find_links(self.text, facts=facts) if facts else ()

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        """Every sensitive statement about somebody of the family, held against what is public."""
        facts = entered_by_others(self.draft)
        return find_tellings(self.text, roster=self.roster, facts=facts, links=self.links)

    @cached_property
    def birthdays(self) -> tuple[Birthday, ...]:
        """Sentences from which a birthday can be worked out."""
        return find_birthdays(self.text)

    @cached_property
    def combinations(self) -> tuple[Combination, ...]:
        """Paragraphs that single a family out."""
        return find_combinations(self.text, small_area=self.draft.case.board.small_area)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The other texts of the review that anybody has, or gets beside this one."""
        return papers_beside(self.draft)

    @cached_property
    def seams(self) -> tuple[Seam, ...]:
        """What it tells together with them, once nobody is named in it: names and what is published never meet."""
        if not self.papers or self.names_somebody:
            return ()
        roster, people = self.roster, people_beside(self.draft.case, self.roster)
        own = read_paper(Paper(name="this draft", text=self.text), roster, people)
        others = [read_paper(paper, roster, people) for paper in self.papers]
        return look_across(own, others, people=people, small_area=self.draft.case.board.small_area)

    @cached_property
    def names_somebody(self) -> bool:
        """Whether anybody or anything of the register still stands in it; the gate refuses it then anyhow."""
        return bool(find_listed(self.text, roster=self.roster))

    @cached_property
    def accepted(self) -> dict[str, AcceptedTelling]:
        """What a second person has accepted in this review, by the hash of its words."""
        rows = self.draft.case.accepted_tellings.select_related("accepted_by")
        return {row.words_hash: row for row in rows}

    @property
    def to_accept(self) -> frozenset[str]:
        """The hashes of everything in it that blocks until a second person has accepted it."""
        found: tuple[Telling | Seam, ...] = (*self.tellings, *self.seams)
        return frozenset(words_hash(one) for one in found if one.blocks)

    def calls_somebody(self, words: str) -> bool:
        """Whether a pseudonym of the register stands in some words."""
        return any(person.pseudonym.casefold() in words.casefold() for person in self.roster.people)

    @cached_property
    def _block_ends(self) -> list[int]:
        return [match.end() for match in re.finditer(BETWEEN_BLOCKS, self.text)]

    @cached_property
    def roster(self) -> Roster:
        """The register of its review."""
        return roster_of(self.draft.case)


def words_hash(found: Telling | Seam) -> str:
    """What a decision about it hangs on."""
    return hashlib.sha256(found.words.encode()).hexdigest()
