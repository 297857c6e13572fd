"""What does a rule answer to given facts? One small reading of each check, from the rule's own args and nothing else.

Written apart from the rooms that use the rules, so that an example tests the data and not the code that made it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from holidays.countries import UnitedKingdom

from safelight.core.rulebook.checks import NOT_IN_FORCE, Check
from safelight.core.rulebook.governing import Rulebook
from safelight.core.rulebook.model import Example, Rule
from safelight.core.vocabulary import Force

Given = Mapping[str, object]


def evaluate(rule: Rule, example: Example, *, rulebook: Rulebook) -> str:
    """The rule's answer, or `not_in_force` where another rule or none governs on the day that the example names."""
    day = example.given.get("initiated_on")
    if isinstance(day, date):
        process = rulebook.process(rule.source.reviews[0]) if rule.source.reviews else rulebook.process_on(day)
        where = next(place for place in process.jurisdictions if rule.source.reaches(place, process=process.id))
        governing = rulebook.regime(initiated_on=day, jurisdiction=where, process=process.id).find(rule.duty)
        if governing != rule:
            return NOT_IN_FORCE
    return EVALUATORS[Check(rule.check)](rule, example.given)


def _criterion(rule: Rule, given: Given) -> str:
    return rule.text("effect") if given["met"] else "no_review"


def _decided_by(rule: Rule, given: Given) -> str:
    return _allow(given["by"] == rule.text("role"))


def _due_within(rule: Rule, given: Given) -> str:
    event = rule.text("event")
    back = event == "planned_publication_on"
    return _counted(rule, _day(given[event]), sign=-1 if back else 1).isoformat()


def _stays_up(rule: Rule, given: Given) -> str:
    return _counted(rule, _day(given["published_on"]), sign=1).isoformat()


def _counted(rule: Rule, start: date, *, sign: int) -> date:
    count, unit = rule.number("count"), rule.text("unit")
    if unit == "calendar_day":
        return start + timedelta(days=sign * count)
    if unit == "working_day":
        day = start
        while count:
            day += timedelta(days=sign)
            count -= day.isoweekday() <= 5 and day not in UnitedKingdom(subdiv="ENG", years=day.year)
        return day
    months = start.year * 12 + start.month - 1 + sign * count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _role_may_not_be(rule: Rule, given: Given) -> str:
    return _allow(_set(given["ties"]).isdisjoint(rule.words("ties")))


def _each_by_another(rule: Rule, given: Given) -> str:
    people = [given[role] for role in rule.words("roles")]
    return _allow(len(set(people)) == len(people))


def _recorded(rule: Rule, given: Given) -> str:
    return _in_time(rule, given, done=given.get("done"))


def _told(rule: Rule, given: Given) -> str:
    return _in_time(rule, given, done=given.get("told"))


def _in_time(rule: Rule, given: Given, *, done: object) -> str:
    """Whether it was done, or, where only the event is given, the day by which it is to be."""
    if done is None:
        return _due_within(rule, given)
    assert isinstance(done, bool)
    return _asked(rule, done)


def _asks(rule: Rule, given: Given) -> str:
    return _asked(rule, _set(given["answered"]).issuperset(rule.words("questions")))


def _graded(rule: Rule, given: Given) -> str:
    assert given["grade"] in rule.words("grades")
    return _allow(given["grade"] not in rule.words("again"))


def _document_contains(rule: Rule, given: Given) -> str:
    return _asked(rule, _set(given["has"]).issuperset(rule.words("elements")))


def _document_names(rule: Rule, given: Given) -> str:
    return _asked(rule, _set(given["names"]).issuperset(rule.words("officers")))


def _document_lists_panel(rule: Rule, given: Given) -> str:
    return _asked(rule, _set(given["shows"]) == {"job_title", "organisation"})


def _document_names_panel(rule: Rule, given: Given) -> str:
    return _asked(rule, _set(given["shows"]) == {"name", "job_title", "organisation"})


def _document_identifies_nobody(rule: Rule, given: Given) -> str:
    return _allow(not _set(given["identifies"]))


def _publish(rule: Rule, given: Given) -> str:
    return "allow" if _covers(rule, given) else "silent"


def _publish_unless_compelling(rule: Rule, given: Given) -> str:
    if not _covers(rule, given):
        return "silent"
    return _allow(not given["compelling_reason"])


def _reader_may_not_have(rule: Rule, given: Given) -> str:
    return "refuse" if _covers(rule, given) else "silent"


def _held_while(rule: Rule, given: Given) -> str:
    return _allow(rule.text("hold") not in _set(given["open"]))


def _refer_to_person(rule: Rule, given: Given) -> str:
    return "refer" if given["reader"] in rule.words("interests") else "silent"


def _working_days_after(rule: Rule, given: Given) -> str:
    day, left = _day(given[rule.text("event")]), rule.number("count")
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= 5 and day.isoformat() not in _set(given["closed"])
    return day.isoformat()


def _allow(allowed: bool) -> str:
    return "allow" if allowed else "refuse"


def _asked(rule: Rule, done: bool) -> str:
    """What is only permitted ("may") is never missing."""
    return _allow(done or rule.force is Force.MAY)


def _covers(rule: Rule, given: Given) -> bool:
    return given["paper"] in rule.words("papers") and given["reader"] in rule.words("readers")


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _set(value: object) -> set[str]:
    assert isinstance(value, tuple)
    return set(value)


EVALUATORS: dict[Check, Callable[[Rule, Given], str]] = {
    Check.CRITERION: _criterion,
    Check.DECIDED_BY: _decided_by,
    Check.DUE_WITHIN: _due_within,
    Check.ROLE_MAY_NOT_BE: _role_may_not_be,
    Check.ONE_ROLE_EACH: _each_by_another,
    Check.RECORDED: _recorded,
    Check.TOLD: _told,
    Check.ASKS: _asks,
    Check.GRADED: _graded,
    Check.STAYS_UP: _stays_up,
    Check.DOCUMENT_CONTAINS: _document_contains,
    Check.DOCUMENT_NAMES: _document_names,
    Check.DOCUMENT_LISTS_PANEL: _document_lists_panel,
    Check.DOCUMENT_NAMES_PANEL: _document_names_panel,
    Check.DOCUMENT_IDENTIFIES_NOBODY: _document_identifies_nobody,
    Check.PUBLISH: _publish,
    Check.PUBLISH_UNLESS_COMPELLING: _publish_unless_compelling,
    Check.READER_MAY_NOT_HAVE: _reader_may_not_have,
    Check.READER_MAY_HAVE: _publish,
    Check.HELD_WHILE: _held_while,
    Check.TWO_PEOPLE: _each_by_another,
    Check.REFER_TO_PERSON: _refer_to_person,
    Check.WORKING_DAYS_AFTER: _working_days_after,
}
