"""Which checks can a rule name, and what does each need to be told? A closed set: data picks, Python decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from safelight.core.rulebook.model import Args, ArgValue, RulebookError
from safelight.core.vocabulary import BalanceFactor, OfficerRole, PaperKind, Reader


class Check(StrEnum):
    """What Python does with a rule."""

    CRITERION = "criterion"
    DECIDED_BY = "decided_by"
    DUE_WITHIN = "due_within"
    ROLE_MAY_NOT_BE = "role_may_not_be"
    ONE_ROLE_EACH = "one_role_each"
    RECORDED = "recorded"
    TOLD = "told"
    ASKS = "asks"
    GRADED = "graded"
    STAYS_UP = "stays_up"
    DOCUMENT_CONTAINS = "document_contains"
    DOCUMENT_NAMES = "document_names"
    DOCUMENT_LISTS_PANEL = "document_lists_panel"
    DOCUMENT_NAMES_PANEL = "document_names_panel"
    DOCUMENT_IDENTIFIES_NOBODY = "document_identifies_nobody"
    PUBLISH = "publish"
    PUBLISH_UNLESS_COMPELLING = "publish_unless_compelling"
    READER_MAY_NOT_HAVE = "reader_may_not_have"
    READER_MAY_HAVE = "reader_may_have"
    HELD_WHILE = "held_while"
    TWO_PEOPLE = "two_people"
    REFER_TO_PERSON = "refer_to_person"
    WORKING_DAYS_AFTER = "working_days_after"


ROLES = frozenset({*OfficerRole, "imr_author", "panel_member"})
TIES = frozenset(
    {
        "board_member",
        "employed_by_involved_agency",
        "overview_author",
        "panel_chair",
        "board_chair",
        "subcommittee_chair",
        "directly_concerned",
        "advised_on_case",
        "line_manager",
    }
)
ELEMENTS = frozenset(
    {
        "circumstances",
        "process",
        "parallel_processes",
        "family_involvement",
        "facts",
        "key_issues",
        "conclusions",
        "recommendations",
        "action_plan",
        "what_happened",
        "learned",
        "must_change",
        "questions",
    }
)
EVENTS = frozenset(
    {"noticed_on", "decided_on", "accepted_on", "submitted_on", "published_on", "planned_publication_on"}
)
"""What starts a clock, besides the recording of a duty. From the planned publication days are counted backwards."""
PUBLICATIONS = frozenset({"minutes_published", "decision_published"})
UNITS = frozenset({"calendar_month", "calendar_day", "working_day"})
HOLDS = frozenset({"criminal_proceedings", "family_proceedings", "inquest", "court_order", "child_welfare"})
EFFECTS = frozenset({"must_hold", "consider"})
HANDS = frozenset({"author", "publisher"})


class ArgKind(StrEnum):
    """The shapes of an argument."""

    WORD = "one word in quotation marks"
    EVENT = "an event, or the id of a duty"
    NUMBER = "a whole number of 1 or more"
    WORDS = "a list of words"
    SOME_WORDS = "a list of words, or an empty one"


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument of a check: its shape and, for words, the closed list they come from; an empty list is any words.

    `together` names the arguments of which all are given or none is; "" is for one that is always given.
    """

    kind: ArgKind
    allowed: frozenset[str] = frozenset()
    together: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a check does in words, what it is told, and how its examples may answer."""

    does: str
    args: dict[str, Arg]
    answers: frozenset[str]


def _word(allowed: Iterable[str]) -> Arg:
    return Arg(ArgKind.WORD, frozenset(allowed))


def _words(allowed: Iterable[str]) -> Arg:
    return Arg(ArgKind.WORDS, frozenset(allowed))


ANY_WORDS: Iterable[str] = frozenset()
COUNT = Arg(ArgKind.NUMBER)
EVENT = Arg(ArgKind.EVENT, EVENTS)
UNIT = _word(UNITS)
A_TIME_LIMIT = {
    name: replace(arg, together="time") for name, arg in (("event", EVENT), ("count", COUNT), ("unit", UNIT))
}
PAPERS_AND_READERS = {"papers": _words(PaperKind), "readers": _words(Reader)}
ALLOW_OR_REFUSE = frozenset({"allow", "refuse"})
A_DATE = frozenset({"a date"})
NOT_IN_FORCE = "not_in_force"
"""An example may also show that the rule does not govern on its day."""

FORMS: dict[Check, Form] = {
    Check.CRITERION: Form(
        "sorts a case that meets the criterion into: must be held, or must be considered",
        {"effect": _word(EFFECTS)},
        EFFECTS | {"no_review"},
    ),
    Check.DECIDED_BY: Form("refuses a decision by anybody else", {"role": _word(OfficerRole)}, ALLOW_OR_REFUSE),
    Check.DUE_WITHIN: Form(
        "counts from the event to the day on which it is due",
        {"event": EVENT, "count": COUNT, "unit": UNIT},
        A_DATE,
    ),
    Check.ROLE_MAY_NOT_BE: Form(
        "refuses somebody who is tied to the case in one of these ways",
        {"role": _word(ROLES), "ties": _words(TIES)},
        ALLOW_OR_REFUSE,
    ),
    Check.ONE_ROLE_EACH: Form(
        "refuses one person in two of these roles", {"roles": _words(OfficerRole)}, ALLOW_OR_REFUSE
    ),
    Check.RECORDED: Form(
        "asks whether it has been done and written down, in time where it says by when",
        A_TIME_LIMIT,
        ALLOW_OR_REFUSE | A_DATE,
    ),
    Check.TOLD: Form(
        "asks whether this body was told, in time where it says by when",
        {"body": _word(ANY_WORDS), **A_TIME_LIMIT},
        ALLOW_OR_REFUSE | A_DATE,
    ),
    Check.ASKS: Form("puts these questions and wants each answered", {"questions": _words(ANY_WORDS)}, ALLOW_OR_REFUSE),
    Check.GRADED: Form(
        "takes the evaluator's grade; some grades mean that the review is done again",
        {"grades": _words(ANY_WORDS), "again": Arg(ArgKind.SOME_WORDS)},
        ALLOW_OR_REFUSE,
    ),
    Check.STAYS_UP: Form(
        "counts from publication to the day until which it stays public at least",
        {"count": COUNT, "unit": UNIT},
        A_DATE,
    ),
    Check.DOCUMENT_CONTAINS: Form(
        "looks for each of these parts in the document", {"elements": _words(ELEMENTS)}, ALLOW_OR_REFUSE
    ),
    Check.DOCUMENT_NAMES: Form(
        "looks for the name of each of these officers", {"officers": _words(OfficerRole)}, ALLOW_OR_REFUSE
    ),
    Check.DOCUMENT_LISTS_PANEL: Form(
        "looks for each member's job title and organisation, and for no name", {}, ALLOW_OR_REFUSE
    ),
    Check.DOCUMENT_NAMES_PANEL: Form(
        "lets each member of the panel stand with name, job title and organisation", {}, ALLOW_OR_REFUSE
    ),
    Check.DOCUMENT_IDENTIFIES_NOBODY: Form(
        "looks for anything that identifies somebody in the people register", {}, ALLOW_OR_REFUSE
    ),
    Check.PUBLISH: Form(
        "lets these readers have these papers, once published", PAPERS_AND_READERS, frozenset({"allow", "silent"})
    ),
    Check.PUBLISH_UNLESS_COMPELLING: Form(
        "as publish, unless a compelling reason about a child's welfare is recorded",
        PAPERS_AND_READERS,
        frozenset({"allow", "refuse", "silent"}),
    ),
    Check.READER_MAY_NOT_HAVE: Form(
        "refuses these papers to these readers", PAPERS_AND_READERS, frozenset({"refuse", "silent"})
    ),
    Check.READER_MAY_HAVE: Form(
        "lets these readers have these papers for their work", PAPERS_AND_READERS, frozenset({"allow", "silent"})
    ),
    Check.HELD_WHILE: Form("refuses publication while this is open", {"hold": _word(HOLDS)}, ALLOW_OR_REFUSE),
    Check.TWO_PEOPLE: Form("refuses one person in both of these parts", {"roles": _words(HANDS)}, ALLOW_OR_REFUSE),
    Check.REFER_TO_PERSON: Form(
        "hands the request to a named person, who writes something under each factor",
        {"interests": _words(Reader), "factors": _words(BalanceFactor)},
        frozenset({"refer", "silent"}),
    ),
    Check.WORKING_DAYS_AFTER: Form(
        "counts working days from the publication to the last day of the period",
        {"event": _word(PUBLICATIONS), "count": COUNT},
        A_DATE,
    ),
}


def check_args(check: Check, args: Args, *, where: str) -> None:
    """Refuse arguments that the check does not know, lacks, or that use a word outside the closed lists.

    Raises:
        RulebookError: naming the rule (`where`), the argument and what to write instead.
    """
    form = FORMS[check]
    for name in args:
        if name not in form.args:
            known = ", ".join(form.args) or "no arguments at all"
            raise RulebookError(f"{where}: the check {check} takes {known}, not {name!r}. Take it out of args.")
    begun = {arg.together for name, arg in form.args.items() if name in args}
    for name, arg in form.args.items():
        if name not in args:
            if arg.together and arg.together not in begun:
                continue
            raise RulebookError(f"{where}: the check {check} needs {name!r} in args ({arg.kind}). Add it.")
        READS[arg.kind](name, args[name], arg, where)


def _check_word(name: str, value: ArgValue, arg: Arg, where: str) -> None:
    if not isinstance(value, str):
        raise RulebookError(f"{where}: args {name!r} is to be {arg.kind}.")
    _check_known(name, value, arg, where)


def _check_words(name: str, value: ArgValue, arg: Arg, where: str) -> None:
    if not isinstance(value, tuple) or not (value or arg.kind is ArgKind.SOME_WORDS):
        raise RulebookError(f"{where}: args {name!r} is to be {arg.kind}, and not an empty one.")
    for word in value:
        _check_known(name, word, arg, where)
    if len(set(value)) < len(value):
        raise RulebookError(f"{where}: args {name!r} holds a word twice. Keep it once.")


def _check_number(name: str, value: ArgValue, arg: Arg, where: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise RulebookError(f"{where}: args {name!r} is to be {arg.kind}.")


def _check_event(name: str, value: ArgValue, arg: Arg, where: str) -> None:
    """A word of the list, or a duty: whether there is such a duty is asked when the rulebook is put together."""
    if not isinstance(value, str):
        raise RulebookError(f"{where}: args {name!r} is to be {arg.kind}.")
    if "." not in value:
        _check_known(name, value, arg, where)


def _check_known(name: str, word: str, arg: Arg, where: str) -> None:
    if arg.allowed and word not in arg.allowed:
        raise RulebookError(f"{where}: args {name!r} has {word!r}, a word nobody knows. {suggest(word, arg.allowed)}")


READS: dict[ArgKind, Callable[[str, ArgValue, Arg, str], None]] = {
    ArgKind.WORD: _check_word,
    ArgKind.EVENT: _check_event,
    ArgKind.WORDS: _check_words,
    ArgKind.SOME_WORDS: _check_words,
    ArgKind.NUMBER: _check_number,
}


def suggest(word: str, allowed: Iterable[str]) -> str:
    """What to write instead of a word that is not on the list: the nearest, or else all of them."""
    known = sorted(str(each) for each in allowed)
    near = get_close_matches(word, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Use one of: {', '.join(known)}."
