"""What the words of a draft are, and which public facts stand beside it: read by actions and queries alike."""

from __future__ import annotations

from functools import lru_cache

from safelight.core.anonymise.jigsaw.links import PublicFact as Fact
from safelight.core.edition.marks import Marked, resolve
from safelight.core.papers.manuscript import Manuscript, manuscript_from_markdown
from safelight.records.cases import vault
from safelight.records.cases.models import Case
from safelight.records.publication.models import Draft, PublicFact


def text_of(draft: Draft) -> str:
    """The draft's Markdown."""
    return vault.get(draft.text_sha256).decode()


def manuscript_of(draft: Draft) -> Manuscript:
    """The draft's words as blocks, as they are printed."""
    return marked_in(draft).manuscript


def marked_in(draft: Draft) -> Marked:
    """The same, with the paragraphs that have a name and the marks that lead nowhere."""
    return _marked(text_of(draft))


@lru_cache(maxsize=8)
def _marked(text: str) -> Marked:
    """Worked out once for the same text: checks, gate, rendering and proof all ask for it."""
    return resolve(manuscript_from_markdown(text))


def facts_of_case(case: Case) -> tuple[Fact, ...]:
    """What is already public about the case, as core's jigsaw takes it."""
    return tuple(map(_fact, case.public_facts.filter(taken_back_on=None)))


def entered_by_others(draft: Draft) -> tuple[Fact, ...]:
    """Those public facts that were entered by somebody who has written no version of this text."""
    writers = draft.case.drafts.filter(kind=draft.kind).values_list("author_id", flat=True)
    facts = draft.case.public_facts.filter(taken_back_on=None, recorded_by__isnull=False)
    return tuple(_fact(fact) for fact in facts if fact.recorded_by_id not in set(writers))


def _fact(fact: PublicFact) -> Fact:
    return Fact(id=str(fact.pk), text=fact.text, source=fact.source, terms=tuple(fact.terms))
