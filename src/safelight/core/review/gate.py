"""What in this document stands against publishing it? The gate over one file, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.engine import find_in_paper, find_unlisted_in_paper
from safelight.core.anonymise.finding import LABELS, Finding
from safelight.core.anonymise.fold import squeeze
from safelight.core.anonymise.roster import Roster
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Paper
from safelight.core.papers.reading import read_paper
from safelight.core.review.examination import ALL_CHECKS, CHECKS, Examination, GateFinding
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import PaperKind, Severity

__all__ = ["ALL_CHECKS", "Examination", "GateFinding", "UnknownCheck", "UnknownLabel", "examine"]
_WHOLE: Final = "the whole document"
_SECOND_READING: Final = ", second reading "
"""How a PDF's page that was read in two ways says so in its places."""


class UnknownCheck(ValueError):
    """Raised for a check that there is none of; the message lists those that there are."""


class UnknownLabel(ValueError):
    """Raised for a kind of mention that there is none of; the message lists those that there are."""


def examine(
    untrusted_data: bytes,
    *,
    name: str,
    roster: Roster,
    regime: Regime | None,
    checks: frozenset[str] = ALL_CHECKS,
    blocking_labels: frozenset[str] = frozenset(),
    kind: PaperKind = PaperKind.EXECUTIVE_SUMMARY,
) -> Examination:
    """Look through every part of a document with the checks asked for.

    What the register does not know warns, and blocks where its label is one of `blocking_labels`. It never stands in
    for what the register knows: that blocks whatever else was found there. Only the check of contents asks `regime`,
    so it may be None where that is not run; `kind` says which contents are asked for.

    Raises:
        UnknownCheck: for a check that there is none of, or that of contents without the rules to hold it against.
        UnknownLabel: for a label that there is none of.
        UnreadablePaper: when the file cannot be read at all.
    """
    if unknown := checks - ALL_CHECKS:
        raise UnknownCheck(f"There is no check '{min(unknown)}'. The checks are: {', '.join(CHECKS)}.")
    if unknown := blocking_labels - set(LABELS):
        raise UnknownLabel(f"There is no label '{min(unknown)}'. The labels are: {', '.join(LABELS)}.")
    look = _Look(
        data=untrusted_data,
        paper=read_paper(untrusted_data, name=name),
        roster=roster,
        regime=regime,
        blocking_labels=blocking_labels,
        kind=kind,
    )
    identity = tuple(_identity(look)) if checks & {"identity", "unlisted"} else ()
    run: Mapping[str, Callable[[], Iterable[GateFinding]]] = {
        "identity": lambda: identity,
        "hidden": lambda: _hidden(look),
        "unlisted": lambda: _unlisted(look, known=identity),
        "content": lambda: _content(look),
    }
    findings = tuple(dict.fromkeys(finding for check in CHECKS if check in checks for finding in run[check]()))
    return Examination(document=name, sha256=look.paper.sha256, findings=findings, checks=checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One document and what it is held against."""

    data: bytes
    paper: Paper
    roster: Roster
    regime: Regime | None
    blocking_labels: frozenset[str]
    kind: PaperKind


class _Seen:
    """What has been reported already, so that one place is reported once however many methods find it."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], list[str]] = {}

    def add(self, *, person: str, where: str, text: str) -> None:
        for place in {where, _page(where)}:
            self._texts.setdefault((person, place), []).append(squeeze(text))

    def has(self, *, person: str, where: str, text: str) -> bool:
        """Whether overlapping words were reported there for the same person."""
        wanted = squeeze(text)
        return any(text in wanted or wanted in text for text in self._texts.get((person, where), ()))


def _page(where: str) -> str:
    return where.split(_SECOND_READING)[0] if _SECOND_READING in where else where.partition(", ")[0]


def _again(seen: _Seen, *, person: str, where: str, text: str) -> bool:
    """Whether a page that was read in two ways has said this already."""
    return _SECOND_READING in where and seen.has(person=person, where=_page(where), text=text)


def _identity(look: _Look) -> Iterator[GateFinding]:
    """Everybody and every place of the register that shows anywhere; one place is reported once."""
    seen = _Seen()
    for placed in find_in_paper(look.paper, roster=look.roster):
        finding, where = placed.finding, placed.where
        if not _again(seen, person=finding.key, where=where, text=finding.text):
            yield _identified(finding, where=where)
        seen.add(person=finding.key, where=where, text=finding.text)


def _identified(finding: Finding, *, where: str) -> GateFinding:
    label = finding.replacement
    return GateFinding(
        check="identity",
        rule=finding.rule,
        severity=Severity.BLOCK,
        person=finding.key,
        where=where,
        text=finding.text,
        advice=f"replace with '{label}'" if label else "remove it",
    )


def _hidden(look: _Look) -> Iterator[GateFinding]:
    for each in find_hidden(look.data, name=look.paper.name, paper=look.paper):
        yield GateFinding(
            check="hidden",
            rule=each.rule,
            severity=Severity.BLOCK,
            person="",
            where=each.where,
            text=each.text,
            advice=each.advice,
        )
    for gap in look.paper.unreadable:
        yield GateFinding(
            check="hidden",
            rule="not-checkable",
            severity=Severity.BLOCK,
            person="",
            where=gap.where,
            text=gap.why,
            advice=gap.advice,
        )


def _unlisted(look: _Look, *, known: Iterable[GateFinding]) -> Iterator[GateFinding]:
    """People, places and numbers that the register does not know: for somebody to look at, or in the way if asked.

    The same words under one label are said once for each place; those of another label are another matter.
    """
    seen, said = _Seen(), set[tuple[str, str, str]]()
    listed = {(finding.where, squeeze(finding.text)) for finding in known}
    for placed in find_unlisted_in_paper(look.paper, roster=look.roster):
        found, where = placed.finding, placed.where
        words = squeeze(found.text)
        this = (found.label, where, words)
        is_listed = any(place == where and words in text for place, text in listed)
        if this not in said and not is_listed and not _again(seen, person=found.label, where=where, text=found.text):
            yield _unknown(found, where=where, blocks=found.label in look.blocking_labels)
        said.add(this)
        seen.add(person=found.label, where=where, text=found.text)


def _unknown(found: Finding, *, where: str, blocks: bool) -> GateFinding:
    return GateFinding(
        check="unlisted",
        rule=found.rule,
        severity=Severity.BLOCK if blocks else Severity.WARN,
        person="",
        where=where,
        text=found.text,
        advice=f"{found.why.rstrip('.')}: add it to the register if it identifies somebody, else "
        + ("reword it" if blocks else "keep it"),
        label=found.label,
        score=found.score,
        found_by=found.finder,
    )


def _content(look: _Look) -> Iterator[GateFinding]:
    """What the rulebook wants in a published document and is not there."""
    # Loaded when it is asked for: what reads editions takes longer to start than most documents to check.
    from safelight.core.review.duties import find_lacks

    if look.regime is None:
        raise UnknownCheck("The check 'content' needs to know the rules of the review.")
    for lack in find_lacks(look.paper, roster=look.roster, regime=look.regime, kind=look.kind):
        yield GateFinding(
            check="content",
            rule=lack.rule.id,
            severity=Severity.BLOCK,
            person="",
            where=_WHOLE,
            text="",
            advice=lack.advice,
        )
