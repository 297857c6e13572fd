"""How do people read the rulebook? As a page made from the data, and as plain text for one review.

`python -m safelight.core.rulebook.page docs/rulebook.md` writes the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from textwrap import fill

from safelight.core.rulebook.checks import FORMS
from safelight.core.rulebook.coverage import FIRST_DAY
from safelight.core.rulebook.governing import TITLED_BY, Regime, Rulebook
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import Duty, Framework, Gap, Rule, Source, SourceKind, day_in_words
from safelight.core.vocabulary import CitationStatus

KINDS = {
    SourceKind.STATUTORY_GUIDANCE: "Statutory guidance",
    SourceKind.GUIDANCE: "Guidance",
    SourceKind.CASE_LAW: "Case law",
    SourceKind.LETTER: "Letter",
    SourceKind.REGULATIONS: "Regulations",
    SourceKind.ACT: "Act",
    SourceKind.LOCAL_POLICY: "Not law",
}
STATUSES = {
    CitationStatus.VERIFIED: "read in a primary text",
    CitationStatus.SECONDARY: "reported by others",
    CitationStatus.UNVERIFIED: "paragraph not checked",
    CitationStatus.LOCAL: "not law",
}
PLACES = {"england": "England", "wales": "Wales", "england-and-wales": "England and Wales", "uk": "everywhere"}
WIDTH = 88

OPENING = """# The rulebook

This page is made from the rule files; do not edit it. After a change to a rule file, run `make docs`.

Safelight keeps the law as dated data. A rule carries its words (ours, not the source's), its citation and how sure we
are of it, the dates between which it stood, how strongly it binds, and the name of a check. The data picks and cites;
Python decides. Which rules govern a review is settled by what kind of review it is and by **the day on which it was
initiated**, never by today's date, so an answer given in 2010 can be given again in 2040.

- **must**, **must not**: cannot be departed from. **should**: can be, for an exceptional reason that is recorded with
  the rule, who decided and when. **may**: is allowed, and not asked for.
- A paragraph number marked *paragraph not checked* is never printed in a document that leaves the board. If you have
  the source in front of you, please correct it: change `provision` and `citation_status` in the rule file.
- This page is no legal advice. What is not encoded is said below, with the reason.
"""
POLICY = """## A board's own policy

A board can put its own rules beside these, in the same form; `data/local/example.toml` is a made-up one to start from.
Such a rule may narrow what a higher rule says. It governs where it asks more, and it is refused where it would release
what a higher rule withholds or ask less. Where a later national rule goes the other way, the board's rule no longer
governs, and Safelight says since when.
"""


def page(rulebook: Rulebook) -> str:
    """The whole rulebook as a page in Markdown."""
    return "\n".join(
        (
            OPENING,
            *_processes(rulebook.framework),
            *_editions(rulebook),
            *_changes(rulebook),
            *(line for source in sorted(rulebook.sources, key=_rank) for line in _source(rulebook, source)),
            *_gaps(rulebook.coverage.gaps),
            *_checks(),
            POLICY.rstrip(),
            "",
        )
    )


def show(regime: Regime) -> str:
    """The rules of one review as plain text: question, answer, citation; and what no rule answers, with the reason."""
    lines = [
        fill(regime.title, WIDTH),
        f"Rules as at {day_in_words(regime.initiated_on)}, {PLACES[regime.jurisdiction]}.",
        f"{len(regime.rules)} rules. Fingerprint {regime.fingerprint}",
    ]
    if regime.process.by_choice:
        lines.append(fill(f"Note: {regime.process.by_choice}", WIDTH))
    for group, heading in regime.framework.headings:
        if rules := regime.rules_under(group):
            lines += ["", heading.upper()]
            lines += [line for rule in rules for line in _shown(rule, regime.duty(rule))]
    if silent := [*_silent(regime)]:
        lines += ["", "WHERE NO RULE GOVERNS", *silent]
    return "\n".join(lines) + "\n"


def _shown(rule: Rule, duty: Duty) -> Iterator[str]:
    yield ""
    yield from _indented(duty.question, by=2)
    yield from _indented(f"{_force(rule)}: {rule.says}", by=4)
    for asked in rule.words("questions") if "questions" in rule.args else ():
        yield from _indented(f"- {asked}", by=6)
    yield from _indented(f"{rule.citation.inside()} · {rule.id}", by=4)


def _indented(text: str, *, by: int) -> Iterator[str]:
    margin = " " * by
    yield fill(text, WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def _silent(regime: Regime) -> Iterator[str]:
    """Each reason once, with the questions that it leaves open."""
    for silence in regime.silences():
        yield ""
        yield from _indented(silence.why, by=2)
        for question in silence.questions:
            yield from _indented(f"- {question}", by=4)


def _processes(framework: Framework) -> Iterator[str]:
    yield "## Kinds of review"
    yield ""
    yield "| name | what it is | where | begun | remark |"
    yield "|---|---|---|---|---|"
    for process in framework.processes:
        where = ", ".join(PLACES[place] for place in process.jurisdictions)
        ends = [f"from {day_in_words(process.start)}"] if process.start else []
        ends += [f"before {day_in_words(process.until)}"] if process.until else []
        yield f"| `{process.id}` | {process.title} | {where} | {', '.join(ends)} | {process.by_choice} |"
    yield ""


def _editions(rulebook: Rulebook) -> Iterator[str]:
    yield "## Rulebooks by name"
    yield ""
    yield "| name | what it is | reviews initiated on |"
    yield "|---|---|---|"
    for named in rulebook.coverage.editions:
        yield f"| `{named.id}` | {named.title} | {day_in_words(named.initiated_on)} |"
    yield ""


def _changes(rulebook: Rulebook) -> Iterator[str]:
    """One line for each question whose answer changed: what stood before and what stands from that day."""
    yield "## What changed, and when"
    yield ""
    yield "Only changes of substance: the same answer taken over by a new edition is not listed."
    yield ""
    yield "| reviews initiated from | kind | question | before | from then on |"
    yield "|---|---|---|---|---|"
    for day in sorted({rule.start for rule in rulebook.rules} | {rule.until for rule in rulebook.rules if rule.until}):
        for process in rulebook.framework.processes:
            for duty in rulebook.framework.duties:
                yield from _change(rulebook, duty, day, process=process.id)
    yield ""


def _change(rulebook: Rulebook, duty: str, day: date, *, process: str) -> Iterator[str]:
    rules = [rule for rule in rulebook.rules if process in rule.source.reviews]
    ending = next((rule for rule in rules if rule.duty == duty and rule.until == day), None)
    starting = next((rule for rule in rules if rule.duty == duty and rule.start == day), None)
    if ending is None or (starting is None and not _others_go_on(rules, ending, day)):
        return
    if starting is None or _substance(ending) != _substance(starting):
        after = f"{_force(starting)}: {starting.says}" if starting else "No longer asked for."
        question = rulebook.framework.duties[duty].question
        yield f"| {day_in_words(day)} | `{process}` | {question} | {_force(ending)}: {ending.says} | {after} |"


def _others_go_on(rules: Sequence[Rule], ending: Rule, day: date) -> bool:
    """Whether the rule's edition outlives it: then its end is a change, and not merely the end of the edition."""
    return any(rule.source == ending.source and rule.in_force(on=day) for rule in rules)


def _substance(rule: Rule) -> tuple[object, ...]:
    return rule.force, rule.check, rule.args


def _rank(source: Source) -> int:
    """Guidance and letters first: they are what a reader of this page comes for. Otherwise by age, as they come."""
    return 0 if source.kind in TITLED_BY else list(KINDS).index(source.kind)


def _source(rulebook: Rulebook, source: Source) -> Iterator[str]:
    coverage = next(each for each in rulebook.coverage.sources if each.source == source.id)
    yield f"## {source.title}"
    yield ""
    under = f", issued under the {source.issued_under}" if source.issued_under else ""
    about = f", for reviews of kind {', '.join(f'`{name}`' for name in source.reviews)}" if source.reviews else ""
    yield f"{KINDS[source.kind]}{under}; applies in {PLACES[source.jurisdiction]}{about}."
    yield f"Rule file: `{source.id}.toml`."
    yield ""
    yield f"- **Encoded:** {coverage.encoded}"
    yield f"- **Left out:** {coverage.left_out}"
    yield f"- **Why:** {coverage.why}"
    yield ""
    yield "| question | what the rule says | in force | provision | check | id |"
    yield "|---|---|---|---|---|---|"
    for rule in rulebook.rules:
        if rule.source == source:
            yield (
                f"| {rulebook.framework.duties[rule.duty].question} | **{_force(rule)}** {rule.says} | {_span(rule)} "
                f"| {_provision(rule)} | {_check(rule)} | `{rule.id}` |"
            )
    yield ""


def _gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    first = day_in_words(FIRST_DAY)
    yield "## Where no rule governs"
    yield ""
    yield f"From {first} on, every question, on every day and for every kind of review, has one governing rule"
    yield "or stands here."
    yield ""
    yield "| kind | where | when | questions | why |"
    yield "|---|---|---|---|---|"
    for gap in gaps:
        duties = ", ".join(f"`{duty}`" for duty in gap.duties)
        kinds = ", ".join(f"`{name}`" for name in gap.reviews)
        yield f"| {kinds} | {PLACES[gap.jurisdiction]} | {_gap_span(gap)} | {duties} | {gap.says} |"
    yield ""


def _checks() -> Iterator[str]:
    yield "## The checks"
    yield ""
    yield "A rule names one of these and tells it what it needs. There are no others, and no formulas in the data."
    yield ""
    yield "| check | what it does | what it is told |"
    yield "|---|---|---|"
    for check, form in FORMS.items():
        told = ", ".join(f"`{name}`" for name in form.args) or "nothing"
        yield f"| `{check}` | {form.does} | {told} |"
    yield ""


def _force(rule: Rule) -> str:
    return rule.force.replace("-", " ")


def _span(rule: Rule) -> str:
    if rule.until is None:
        return f"from {day_in_words(rule.start)}"
    return f"{day_in_words(rule.start)} to {day_in_words(rule.until - timedelta(days=1))}"


def _gap_span(gap: Gap) -> str:
    ends = [f"from {day_in_words(gap.start)}"] if gap.start else []
    ends += [f"before {day_in_words(gap.until)}"] if gap.until else []
    return ", ".join(ends) or "always"


def _provision(rule: Rule) -> str:
    status = STATUSES[rule.citation_status]
    return f"{rule.provision} ({status})" if rule.provision else status


def _check(rule: Rule) -> str:
    told = "; ".join(f"{name} {_arg(value)}" for name, value in rule.args.items())
    return f"`{rule.check}`: {told}" if told else f"`{rule.check}`"


def _arg(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def main(arguments: Sequence[str]) -> None:
    """Write the page to the file that is named."""
    if len(arguments) != 1:
        sys.exit("Name the file to write: python -m safelight.core.rulebook.page docs/rulebook.md")
    Path(arguments[0]).write_text(page(load_rulebook()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
