"""May a board's own rule stand beside the national one? It may narrow; it may never release what is withheld."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from safelight.core.rulebook.checks import Check
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import Force

Pairs = frozenset[tuple[str, str]]

STRENGTH = {Force.MAY: 0, Force.SHOULD: 1, Force.MUST: 2, Force.MUST_NOT: 2}
RELEASING = frozenset({Check.PUBLISH, Check.PUBLISH_UNLESS_COMPELLING, Check.READER_MAY_HAVE})


class Standing(StrEnum):
    """How a local rule stands to the shipped rule for the same duty."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    CONTRARY = "contrary"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The standing, and for a wider rule what to change so that it narrows."""

    standing: Standing
    advice: str = ""


SAME = Comparison(Standing.SAME)
NARROWER = Comparison(Standing.NARROWER)


def compare(local: Rule, shipped: Rule) -> Comparison:
    """How a local rule stands to the shipped rule that answers the same question on the same day."""
    found = COMPARE.get(Check(local.check), _compare_equal)(local, shipped)
    return _with_force(found, local, shipped)


def withholds_from_another(local: Rule, shipped: Rule) -> bool:
    """Whether a local rule withholds what a shipped rule for another question lets somebody have."""
    return (
        local.check == Check.READER_MAY_NOT_HAVE
        and shipped.check in RELEASING
        and local.duty != shipped.duty
        and not _pairs(local).isdisjoint(_pairs(shipped))
    )


def _pairs(rule: Rule) -> Pairs:
    return frozenset((paper, reader) for paper in rule.words("papers") for reader in rule.words("readers"))


def _with_force(found: Comparison, local: Rule, shipped: Rule) -> Comparison:
    """A weaker word loosens a rule and a stronger one tightens it, whatever else is the same."""
    if found.standing not in (Standing.SAME, Standing.NARROWER):
        return found
    if STRENGTH[local.force] < STRENGTH[shipped.force]:
        return _wider(f"say '{shipped.force}' or something stronger, not '{local.force}'")
    if STRENGTH[local.force] > STRENGTH[shipped.force]:
        return NARROWER
    return found


def _compare_publishing(local: Rule, shipped: Rule) -> Comparison:
    if _pairs(local).isdisjoint(_pairs(shipped)):
        return _wider("speak of the same papers and readers as the rule above it")
    if local.check == Check.READER_MAY_NOT_HAVE:
        if shipped.check != Check.READER_MAY_NOT_HAVE:
            return Comparison(Standing.CONTRARY)
        return _more(_pairs(local), _pairs(shipped), "withhold at least what the rule above it withholds")
    if shipped.check == Check.READER_MAY_NOT_HAVE:
        return _wider("leave withheld what the rule above it withholds")
    if _pairs(local) - _pairs(shipped) or (local.check, shipped.check) == WITHOUT_THE_EXCEPTION:
        return _wider("publish no more than the rule above it publishes")
    if _pairs(local) == _pairs(shipped) and local.check == shipped.check:
        return SAME
    return Comparison(Standing.CONTRARY)


WITHOUT_THE_EXCEPTION = (Check.PUBLISH, Check.PUBLISH_UNLESS_COMPELLING)


def _compare_readers(local: Rule, shipped: Rule) -> Comparison:
    if _pairs(local) - _pairs(shipped):
        return _wider("let nobody read more than the rule above it does")
    return SAME if _pairs(local) == _pairs(shipped) else NARROWER


def _compare_clock(local: Rule, shipped: Rule) -> Comparison:
    if _fixed(local, shipped, "event", "unit"):
        return _wider("count from the same event in the same unit")
    if local.number("count") > shipped.number("count"):
        return _wider(f"allow no more than {shipped.number('count')}")
    return SAME if local.number("count") == shipped.number("count") else NARROWER


def _compare_call_in(local: Rule, shipped: Rule) -> Comparison:
    """A council's constitution sets its own number of days and its own start: any of them replaces what is usual."""
    return SAME if local.args == shipped.args else NARROWER


def _compare_criterion(local: Rule, shipped: Rule) -> Comparison:
    if local.text("effect") == shipped.text("effect"):
        return SAME
    return NARROWER if local.text("effect") == "must_hold" else _wider("hold a review wherever the rule above it does")


def _compare_lists(*names: str) -> Callable[[Rule, Rule], Comparison]:
    """Checks that ask for a list of things: a longer list asks more."""

    def compare_them(local: Rule, shipped: Rule) -> Comparison:
        if _fixed(local, shipped, *(set(shipped.args) - set(names))):
            return _wider("speak of the same thing as the rule above it")
        found = [
            _more(frozenset(local.words(name)), frozenset(shipped.words(name)), f"keep all {name} of the rule above it")
            for name in names
        ]
        for standing in (Standing.WIDER, Standing.NARROWER):
            for each in found:
                if each.standing is standing:
                    return each
        return SAME

    return compare_them


def _compare_equal(local: Rule, shipped: Rule) -> Comparison:
    return SAME if local.args == shipped.args else _wider("give the same args as the rule above it")


def _more(local: frozenset[object], shipped: frozenset[object], advice: str) -> Comparison:
    if shipped - local:
        return _wider(advice)
    return NARROWER if local - shipped else SAME


def _fixed(local: Rule, shipped: Rule, *names: str) -> bool:
    """Whether anything that is to be the same in both differs."""
    return any(local.args.get(name) != shipped.args.get(name) for name in names)


def _wider(advice: str) -> Comparison:
    return Comparison(Standing.WIDER, advice)


COMPARE: dict[Check, Callable[[Rule, Rule], Comparison]] = {
    Check.PUBLISH: _compare_publishing,
    Check.PUBLISH_UNLESS_COMPELLING: _compare_publishing,
    Check.READER_MAY_NOT_HAVE: _compare_publishing,
    Check.READER_MAY_HAVE: _compare_readers,
    Check.DUE_WITHIN: _compare_clock,
    Check.WORKING_DAYS_AFTER: _compare_call_in,
    Check.CRITERION: _compare_criterion,
    Check.ROLE_MAY_NOT_BE: _compare_lists("ties"),
    Check.ONE_ROLE_EACH: _compare_lists("roles"),
    Check.TWO_PEOPLE: _compare_lists("roles"),
    Check.DOCUMENT_CONTAINS: _compare_lists("elements"),
    Check.DOCUMENT_NAMES: _compare_lists("officers"),
    Check.REFER_TO_PERSON: _compare_lists("interests", "factors"),
}
