"""Where do the rules come from? The files shipped with Safelight, and a board's own policy; both checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations

from safelight.core.rulebook.checks import suggest
from safelight.core.rulebook.coverage import check_gaps, read_coverage, read_editions
from safelight.core.rulebook.duties import read_framework
from safelight.core.rulebook.governing import Rulebook
from safelight.core.rulebook.local import Standing, compare, withholds_from_another
from safelight.core.rulebook.model import Framework, NamedEdition, Rule, SourceKind, day_in_words
from safelight.core.rulebook.model import RulebookError as RulebookError
from safelight.core.rulebook.reading import Read, read_source
from safelight.core.vocabulary import CitationStatus

SHELVES = ("england", "wales", "uk")


def load_rulebook(*, local: Sequence[str] = ()) -> Rulebook:
    """The shipped rules and, beside them, a board's own policies, each a rulebook source in TOML.

    Raises:
        RulebookError: a rule is incomplete, two rules govern one thing, a gap is not stated, or a local policy
            releases what a higher rule withholds. The message says which rule in which file and what to do.
    """
    return _load(tuple(local))


def example_policy() -> str:
    """A made-up council's policy, to start one's own from; it is shipped and never loaded by itself."""
    return (_data() / "local" / "example.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def _load(untrusted_policies: tuple[str, ...]) -> Rulebook:
    if not untrusted_policies:
        framework = shipped_framework()
        shipped = [
            _read_file(path, framework=framework)
            for shelf in SHELVES
            for path in sorted(_toml_in(shelf), key=lambda path: path.name)
        ]
        return assemble(shipped, untrusted_coverage=_coverage(), framework=framework)
    rulebook = _load(())
    policies = [
        read_source(text, file=f"local policy {number}", framework=rulebook.framework)
        for number, text in enumerate(untrusted_policies, start=1)
    ]
    return add_policies(rulebook, policies)


def shipped_framework() -> Framework:
    """The kinds of review, the questions and the provisions that the shipped rules hang on.

    Raises:
        RulebookError: as for `load_rulebook`.
    """
    return read_framework(
        untrusted_processes=_text("processes.toml"),
        untrusted_duties=_text("duties.toml"),
        untrusted_provisions=_text("provisions.toml"),
    )


def _data() -> Traversable:
    return files("safelight.core.rulebook") / "data"


def find_edition(name: str) -> NamedEdition:
    """A rulebook by its name, without reading its rules.

    Raises:
        RulebookError: nobody knows the name; lists those that are known.
    """
    known = {edition.id: edition for edition in read_editions(_text("editions.toml"))}
    if name not in known:
        raise RulebookError(f"There is no rulebook {name!r}. Use one of: {', '.join(known)}.")
    return known[name]


def _coverage() -> str:
    return f"{_text('coverage.toml')}\n{_text('editions.toml')}"


def _text(name: str) -> str:
    return (_data() / name).read_text(encoding="utf-8")


def _toml_in(shelf: str) -> Iterator[Traversable]:
    return (path for path in (_data() / shelf).iterdir() if path.name.endswith(".toml"))


def _read_file(path: Traversable, *, framework: Framework) -> Read:
    read = read_source(path.read_text(encoding="utf-8"), file=path.name, framework=framework)
    if f"{read.source.id}.toml" != path.name:
        raise RulebookError(f"{path.name} holds the source {read.source.id!r}: name the file {read.source.id}.toml.")
    return read


def assemble(shipped: Sequence[Read], *, untrusted_coverage: str, framework: Framework) -> Rulebook:
    """Put sources together into a rulebook, and check it as a whole.

    Raises:
        RulebookError: as for `load_rulebook`.
    """
    shipped = sorted(shipped, key=lambda read: (min(rule.start for rule in read.rules), read.source.id))
    rules = tuple(rule for read in shipped for rule in read.rules)
    _check_ids(shipped)
    _check_one_at_a_time(rules, framework=framework)
    _check_successors(rules, known={rule.id: rule for rule in rules})
    _check_events(rules, framework=framework)
    _check_cited(rules, framework=framework)
    coverage = read_coverage(untrusted_coverage, known={read.source.id for read in shipped}, framework=framework)
    check_gaps(rules, coverage.gaps, framework=framework)
    return Rulebook(rules=rules, sources=tuple(read.source for read in shipped), coverage=coverage, framework=framework)


def add_policies(rulebook: Rulebook, policies: Sequence[Read]) -> Rulebook:
    """The same rulebook with a board's own rules beside it.

    Raises:
        RulebookError: a policy is not marked as local, repeats an id, contradicts itself, or widens.
    """
    rules = tuple(rule for read in policies for rule in read.rules)
    sources = (*rulebook.sources, *(read.source for read in policies))
    for source in sources[len(rulebook.sources) :]:
        if source.kind is not SourceKind.LOCAL_POLICY:
            raise RulebookError(f"{source.id}: a board's own policy has kind = 'local-policy', not '{source.kind}'.")
    _check_twice("source", [source.id for source in sources])
    _check_twice("rule", [rule.id for rule in (*rulebook.rules, *rules)])
    _check_one_at_a_time(rules, framework=rulebook.framework)
    _check_successors(rules, known={rule.id: rule for rule in (*rulebook.rules, *rules)})
    _check_events(rules, framework=rulebook.framework)
    for rule in rules:
        _check_narrows(rule, rulebook.rules, framework=rulebook.framework)
    return replace(rulebook, sources=sources, local_rules=rules)


def _check_ids(shipped: Sequence[Read]) -> None:
    _check_twice("source", [read.source.id for read in shipped])
    _check_twice("rule", [rule.id for read in shipped for rule in read.rules])


def _check_twice(what: str, ids: Sequence[str]) -> None:
    for each in ids:
        if ids.count(each) > 1:
            raise RulebookError(f"{each}: two {what}s have this id. Give one of them another.")


def _check_one_at_a_time(rules: Iterable[Rule], *, framework: Framework) -> None:
    of_duty: dict[str, list[Rule]] = {}
    for rule in rules:
        of_duty.setdefault(rule.duty, []).append(rule)
    for one, other in (pair for group in of_duty.values() for pair in combinations(group, 2)):
        start = max(one.start, other.start)
        if one.in_force(on=start) and other.in_force(on=start) and framework.meet(one.source, other.source):
            raise RulebookError(
                f"{one.id} and {other.id} both govern {one.duty!r} on {day_in_words(start)}. "
                "End one of them with 'until' on the day on which the other begins."
            )


def _check_events(rules: Iterable[Rule], *, framework: Framework) -> None:
    """A clock that starts with a duty needs one that is recorded."""
    for rule in rules:
        event = rule.args.get("event")
        if isinstance(event, str) and "." in event and event not in framework.duties:
            raise RulebookError(
                f"{rule.id}: its clock starts with {event!r}, which is no duty. {suggest(event, framework.duties)}"
            )


def _check_cited(rules: Iterable[Rule], *, framework: Framework) -> None:
    """Nothing is cited that provisions.toml does not say we know, and no more surely than it says."""
    known: dict[tuple[str, str], set[str]] = {}
    for each in framework.provisions:
        known.setdefault((each.source, each.cite), set()).add(each.status)
    for rule in rules:
        if not rule.provision:
            continue
        statuses = known.get((rule.source.id, rule.provision))
        if statuses is None:
            raise RulebookError(
                f"{rule.id} cites {rule.provision!r}, which provisions.toml does not know. "
                "Cite no more than was read, or add the provision with its status and where it was read."
            )
        if rule.citation_status not in statuses:
            said = " or ".join(sorted(statuses))
            raise RulebookError(
                f"{rule.id} calls {rule.provision!r} {rule.citation_status}, but provisions.toml says {said}. "
                "Make the two agree."
            )


def _check_successors(rules: Iterable[Rule], *, known: dict[str, Rule]) -> None:
    for rule in rules:
        if not rule.replaced_by:
            continue
        successor = known.get(rule.replaced_by)
        if successor is None:
            raise RulebookError(
                f"{rule.id} is replaced by {rule.replaced_by!r}, which no file holds. "
                f"{suggest(rule.replaced_by, known)}"
            )
        if successor.duty != rule.duty or successor.start != rule.until:
            raise RulebookError(
                f"{rule.id} is replaced by {successor.id}, which does not begin on the day when it ends "
                "or answers another question. Mend the dates, the duty, or 'replaced_by'."
            )


def _check_narrows(local: Rule, shipped: Sequence[Rule], *, framework: Framework) -> None:
    if local.citation_status is not CitationStatus.LOCAL:
        raise RulebookError(f"{local.id}: a board's own rule has citation_status = 'local'.")
    near = [rule for rule in shipped if framework.meet(local.source, rule.source)]
    for day in _days_of_change(local, near):
        for rule in near:
            if rule.in_force(on=day):
                _check_against(local, rule, day=day)


def _check_against(local: Rule, shipped: Rule, *, day: date) -> None:
    if withholds_from_another(local, shipped):
        raise RulebookError(
            f"{local.id} would withhold, from {day_in_words(day)}, what {shipped.id} lets somebody have. "
            f"Leave that out, or write a rule of its own for {shipped.duty!r}."
        )
    if local.duty == shipped.duty and (found := compare(local, shipped)).standing is Standing.WIDER:
        raise RulebookError(
            f"{local.id} would loosen {shipped.id} from {day_in_words(day)}. A board's own policy may narrow what "
            f"a higher rule says and never widen it: {found.advice}."
        )


def _days_of_change(local: Rule, shipped: Iterable[Rule]) -> list[date]:
    """The first day of the local rule, and each later day on which a shipped rule begins or ends under it."""
    days = {local.start}
    for rule in shipped:
        days.update(day for day in (rule.start, rule.until) if day is not None and local.in_force(on=day))
    return sorted(days)
