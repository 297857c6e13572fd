"""What does the rulebook cover, and what does it say that it does not? Read from coverage.toml and held to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from safelight.core.rulebook.checks import suggest
from safelight.core.rulebook.model import (
    Coverage,
    Framework,
    Gap,
    NamedEdition,
    Rule,
    RulebookError,
    SourceCoverage,
    day_in_words,
    is_under,
)
from safelight.core.rulebook.reading import Table, day_of, parse, tables, word_list, words_of

FIRST_DAY = date(1999, 1, 1)
"""From this day on, every duty is either governed or its gap is stated."""
FILE = "coverage.toml"


def read_coverage(untrusted_toml: str, *, known: AbstractSet[str], framework: Framework) -> Coverage:
    """Read what is covered; `known` are the ids of the sources, each of which is to be spoken of.

    Raises:
        RulebookError: a source is not spoken of, or an entry lacks something.
    """
    data = parse(untrusted_toml, file=FILE)
    sources = tuple(_source_coverage(table, known) for table in tables(data.get("source"), FILE, "[[source]]"))
    for missing in sorted(known - {each.source for each in sources}):
        raise RulebookError(f"{FILE} says nothing about {missing}. Add a [[source]] with encoded, left_out and why.")
    return Coverage(
        sources=sources,
        gaps=tuple(_gap(table, framework=framework) for table in tables(data.get("gap"), FILE, "[[gap]]")),
        editions=_known(read_editions(untrusted_toml), framework),
    )


def read_editions(untrusted_toml: str) -> tuple[NamedEdition, ...]:
    """The rulebooks that can be asked for by name.

    Raises:
        RulebookError: an entry lacks something.
    """
    data = parse(untrusted_toml, file=FILE)
    return tuple(_edition(table) for table in tables(data.get("edition"), FILE, "[[edition]]"))


def _known(editions: tuple[NamedEdition, ...], framework: Framework) -> tuple[NamedEdition, ...]:
    for named in editions:
        _process_of(named.process, framework, where=f"{FILE}, edition {named.id}")
    return editions


def check_gaps(rules: Sequence[Rule], gaps: Sequence[Gap], *, framework: Framework) -> None:
    """From 1999 every duty of every process is governed or its gap is stated, and no gap where a rule governs."""
    of_duty: dict[str, list[Rule]] = {duty: [] for duty in framework.duties}
    for rule in rules:
        of_duty[rule.duty].append(rule)
    for process in framework.processes:
        for jurisdiction in process.jurisdictions:
            told = _gaps_by_duty(gaps, framework, jurisdiction=jurisdiction, process=process.id)
            for duty, answering in of_duty.items():
                near = [rule for rule in answering if rule.source.reaches(jurisdiction, process=process.id)]
                _check_duty(f"{duty} ({process.id}, {jurisdiction})", near, told[duty])


def _gaps_by_duty(
    gaps: Sequence[Gap], framework: Framework, *, jurisdiction: str, process: str
) -> dict[str, list[Gap]]:
    """The gaps that speak of each duty of one kind of review in one place."""
    here = [gap for gap in gaps if gap.jurisdiction == jurisdiction and process in gap.reviews]
    told: dict[str, list[Gap]] = {duty: [] for duty in framework.duties}
    for gap in here:
        for prefix in gap.duties:
            for duty in (prefix,) if prefix in told else [name for name in told if is_under(name, prefix)]:
                if gap not in told[duty]:
                    told[duty].append(gap)
    return told


def _check_duty(what: str, near: Sequence[Rule], told: Sequence[Gap]) -> None:
    for day in _days_between(near, told):
        governed = next((rule.id for rule in near if rule.in_force(on=day)), "")
        stated = next((gap for gap in told if gap.runs(on=day)), None)
        _check_stated(what, day, governed=governed, stated=stated)


def _source_coverage(table: Table, known: AbstractSet[str]) -> SourceCoverage:
    source = words_of(table, "id", where="coverage.toml, [[source]]", advice="the id of the source")
    where = f"coverage.toml, source {source}"
    if source not in known:
        raise RulebookError(f"{where}: no file holds this source. {suggest(source, known)}")
    return SourceCoverage(
        source=source,
        encoded=words_of(table, "encoded", where=where, advice="what of it is encoded"),
        left_out=words_of(table, "left_out", where=where, advice="what of it is not"),
        why=words_of(table, "why", where=where, advice="the reason for that"),
    )


def _gap(table: Table, *, framework: Framework) -> Gap:
    says = words_of(table, "says", where="coverage.toml, [[gap]]", advice="why nothing governs there")
    where = f"coverage.toml, gap “{says[:40]}…”"
    duties = table.get("duties")
    if not isinstance(duties, list) or not duties:
        raise RulebookError(f"{where}: 'duties' is missing. Add the list of duties, or of their groups.")
    for prefix in duties:
        if not any(is_under(duty, str(prefix)) for duty in framework.duties):
            raise RulebookError(
                f"{where}: {prefix!r} is neither a duty nor a group of them. {suggest(str(prefix), framework.duties)}"
            )
    reviews = word_list(table, "reviews", where=where, advice="the processes of which this is said")
    for name in reviews:
        _process_of(name, framework, where=where)
    return Gap(
        reviews=reviews,
        jurisdiction=words_of(table, "jurisdiction", where=where, advice="where it is"),
        duties=tuple(duties),
        start=day_of(table["from"], where=where, name="from") if "from" in table else None,
        until=day_of(table["until"], where=where, name="until") if "until" in table else None,
        says=says,
    )


def _edition(table: Table) -> NamedEdition:
    named = words_of(table, "id", where="coverage.toml, [[edition]]", advice="the name to ask for it by")
    where = f"coverage.toml, edition {named}"
    return NamedEdition(
        id=named,
        title=words_of(table, "title", where=where, advice="what it is, in words"),
        process=words_of(table, "process", where=where, advice="its process"),
        initiated_on=day_of(table.get("initiated_on"), where=where, name="initiated_on"),
        jurisdiction=words_of(table, "jurisdiction", where=where, advice="where it applies"),
    )


def _process_of(name: str, framework: Framework, *, where: str) -> str:
    known = [process.id for process in framework.processes]
    if name not in known:
        raise RulebookError(f"{where}: {name!r} is no process of processes.toml. {suggest(name, known)}")
    return name


def _days_between(rules: Iterable[Rule], gaps: Iterable[Gap]) -> list[date]:
    days = {FIRST_DAY}
    stretches: list[Rule | Gap] = [*rules, *gaps]
    for each in stretches:
        days.update(day for day in (each.start, each.until) if day is not None and day > FIRST_DAY)
    return sorted(days)


def _check_stated(what: str, day: date, *, governed: str, stated: Gap | None) -> None:
    if not governed and stated is None:
        raise RulebookError(
            f"{FILE}: nothing governs {what} from {day_in_words(day)}, and no gap says why. Add a rule or a [[gap]]."
        )
    if governed and stated is not None:
        raise RulebookError(
            f"{FILE}: a gap is stated for {what} from {day_in_words(day)}, which {governed} governs. "
            "Shorten the gap, or take the duty out of it."
        )
