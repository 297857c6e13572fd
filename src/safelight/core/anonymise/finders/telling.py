"""Which words around an everyday word tell that it is somebody's name here? "Hope absent", "p/c from grace re appt"."""

from __future__ import annotations

import re
from typing import Final

from safelight.core.anonymise.finders.laid import Words
from safelight.core.anonymise.naming import KIN

STATES: Final = frozenset(
    {"absent", "abusive", "admitted", "aggressive", "alone", "angry", "anxious", "arrested", "asleep", "awake"}
    | {"bailed", "breastfed", "breastfeeding", "bruised", "crying", "deceased", "detained", "discharged", "distressed"}
    | {"dna", "dnka", "dnr", "drunk", "examined", "fearful", "fretful", "frightened", "fta", "grizzly", "happy"}
    | {"homeless", "hostile", "hungry", "ill", "immunised", "injured", "intoxicated", "missing", "nfa", "poorly"}
    | {"pregnant", "remanded", "sad", "scared", "screaming", "sectioned", "sedated", "shouting", "sick", "sleeping"}
    | {"sleepy", "smiling", "tearful", "teething", "thriving", "tired", "unconscious", "underweight", "unemployed"}
    | {"unhappy", "unkempt", "unwell", "upset", "uta", "vaccinated", "vomiting", "weighed", "withdrawn", "working"}
    | {"playing", "refusing", "chatty", "settled", "unsettled", "dishevelled", "sobbing", "weeping", "feverish"}
)
"""What only people are: whoever stands before one of these words is somebody."""

_DONE_TO: Final = frozenset(
    {"seen", "taken", "brought", "spoken", "born", "told", "given", "sent", "found", "heard", "collected", "referred"}
    | {"reviewed", "contacted", "phoned", "visited", "well", "present", "home", "interviewed", "excluded", "late"}
    | {"ok", "okay", "fine", "safe", "currently", "reports", "states", "says", "declined", "declines", "denies"}
    | {"cancelled", "called", "calls", "turned", "remains", "unavailable"}
)
_MODAL: Final = frozenset({"may", "will"})
_BASE_VERBS: Final = frozenset({"present", "well", "home", "reports", "states", "late", "fine", "safe", "calls"})
ROLES: Final = KIN | frozenset(
    {"adult", "carer", "hv", "gp", "sw", "teacher", "neighbour", "lodger", "mgm", "pgm", "mgf", "pgf", "mat", "pat"}
    | {"maternal", "paternal", "half", "step", "eldest", "youngest", "oldest", "middle", "born", "dob", "age", "aged"}
    | {"subject", "nok", "pupil", "student", "patient", "client", "stepdad", "stepmum", "deceased", "female", "male"}
    | {"f", "m", "d", "parent", "parents", "grandmother", "grandfather", "foster", "social", "health", "headteacher"}
)
_LABELS: Final = ROLES | frozenset(
    {"name", "names", "forename", "forenames", "firstname", "surname", "lastname", "alias", "aka", "called", "known"}
    | {"present", "apologies", "attended", "attendees", "seen", "re", "cc", "contact", "caller", "informant", "witness"}
    | {"defendant", "worker", "keyworker", "siblings", "household", "signed", "author", "referrer", "kin", "brothers"}
    | {"sisters", "children", "sons", "daughters", "adults", "visitor", "visitors", "interviewee", "speaker", "spoke"}
)
_GREETINGS: Final = frozenset({"dear", "hi", "hello", "thanks", "thank", "love", "cheers", "hiya", "regards", "you"})
_TOLD: Final = frozenset(
    {"told", "asked", "phoned", "rang", "telephoned", "texted", "emailed", "contacted", "visited", "interviewed"}
    | {"arrested", "weighed", "examined", "collected", "fetched", "bathed", "fed", "dressed", "undressed", "hugged"}
    | {"smacked", "slapped", "punched", "kicked", "bit", "advised", "informed", "reminded", "questioned", "overheard"}
)
_TOOK: Final = frozenset({"took", "left", "handed", "dropped", "picked", "saw", "met", "see", "seeing", "taking"})
_AFTER_TOOK: Final = frozenset(
    {"home", "to", "with", "at", "from", "asleep", "alone", "today", "tomorrow", "yesterday", "again"}
)
_SPOKEN: Final = frozenset(
    {"spoke", "spoken", "talked", "speaking", "spk", "seen", "met", "visit", "call", "calls", "text", "texts", "letter"}
    | {"email", "mail", "message", "tc", "pc", "voicemail", "contact", "disclosure", "allegation", "statement", "vm"}
)
_DONE_BY: Final = frozenset(
    {"told", "hit", "bitten", "reported", "collected", "slapped", "kicked", "accompanied", "seen"}
)
_TOWARDS: Final = frozenset({"to", "with", "from", "by"})
_FOLLOW: Final = frozenset(
    {"to", "at", "in", "on", "and", "that", "about", "why", "if", "whether", "how", "what", "when", "from", "with"}
    | {"again", "today", "yesterday", "this", "who", "re", "by", "home", "but", "as", "before", "after", "last", "for"}
    | {"regarding", "present", "was", "is", "has", "had", "said", "says", "via", "because", "x2", "rang", "seen"}
)
_NOT_ON_PEOPLE: Final = frozenset({"on", "across", "over"})
_NO: Final = frozenset({"answer", "reply", "response", "show", "contact", "concerns", "injuries", "marks", "issues"})
_AFTER: Final = re.compile(
    r"[\s:,|\-(]{1,3}(?:(?:\+44|0)[\d ]{9,}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|"
    r"(?:\d{1,2}\s?|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s)"
    r"(?:y|yo|yrs?|years?|/12|/52|months?|mths?)\b(?!\s(?:ago|later|before|after)))"
)
_AGE: Final = re.compile(r"\s?\((?:aged?\s)?\d{1,2}(?:\s?(?:y|yo|yrs?|years?|m|mths?|months?|/12|/52))?(?:\sold)?[),;]")
_HERS: Final = frozenset({"her", "his", "their"})
_PEOPLE: Final = KIN | frozenset(
    {"children", "kids", "boys", "girls", "twins", "siblings", "parents", "brothers", "sisters", "grandparents"}
    | {"grandmother", "grandfather", "eldest", "oldest", "youngest", "second", "third", "first", "only", "middle"}
)
_MONTHLY: Final = frozenset(
    {"figures", "meeting", "meetings", "report", "board", "budget", "election", "elections", "weather", "minutes"}
    | {"newsletter", "edition", "issue", "panel", "results", "data", "returns", "rainfall", "statistics", "update"}
    | {"end", "deadline", "total", "totals", "review", "conference", "session", "rates", "holidays", "holiday"}
)


def is_a_month_of_things(words: Words, last: int) -> bool:
    """True for "June's figures": what belongs to a month and to nobody."""
    return words.text(last + 2) in _MONTHLY


def is_labelled(words: Words, first: int, last: int) -> bool:
    """True after "Mother:", "cc" and "Dear", where a name is expected."""
    before, gap = words.text(first - 1), words.gap_before(first).strip("\t ")
    if before in _LABELS and gap in {":", "-", "|", ":-"} and _is_short(words, first - 1):
        return words.is_capital(first) or (words.gap_after(last)[:1] in {"", "\n", ","} and gap != "-")
    if before in {"cc", "re"} and gap in {"", ":"}:
        return words.is_capital(first)
    if before in _GREETINGS and gap in {"", ","} and words.is_capital(first):
        return words.gap_after(last)[:1] in {"", ",", "\n", "!"} or words.text(last + 1) in {"x", "xx", "xxx"}
    return False


def _is_short(words: Words, number: int) -> bool:
    """True where a label of at most three words begins its line, cell or sentence."""
    return any(words.starts_sentence(n) or ";" in words.gap_before(n) for n in range(max(0, number - 2), number + 1))


def is_noted(words: Words, last: int, *, capital: bool) -> bool:
    """True before what a record says of somebody in one word, and before an age, a number or a role in brackets."""
    after, gap = words.text(last + 1), words.gap_after(last)
    end = words.all[last].end
    if _AGE.match(words.view.text, end) or _AFTER.match(words.view.text, end):
        return capital
    if gap.strip(" ") == "(":
        return after in ROLES and (capital or words.gap_after(last + 1).startswith(")"))
    if gap.strip(" ") not in {"", "-", ":"} or not gap:
        return False
    if after == "no" and words.text(last + 2) in _NO:
        return capital
    if after == "not" and gap == " ":
        return capital and words.text(last + 2) in (STATES | _DONE_TO) - _BASE_VERBS
    if gap.strip(" ") in {"-", ":"} and after in ROLES - {"m", "f", "d"} and capital:
        return True
    return _is_said_of(words, last, capital=capital)


def _is_said_of(words: Words, last: int, *, capital: bool) -> bool:
    after, name = words.text(last + 1), words.text(last)
    if words.text(last + 2) in _NOT_ON_PEOPLE and after in {"seen", "found", "given"}:
        return False
    if after in STATES:
        return True
    return capital and after in _DONE_TO and not (name in _MODAL and after in _BASE_VERBS)


def is_joined_by_people(words: Words, last: int) -> bool:
    """True before "and her mum" and "and the children", and in "is the eldest"."""
    after, then = words.text(last + 1), words.text(last + 2)
    if words.gap_after(last) not in {" ", " & "}:
        return False
    if after in {"and", "with"} and then in _HERS:
        return True
    if after in {"and", "is", "was"} and then in {"the", "a", "an", *_HERS} and words.text(last + 3) in _PEOPLE:
        return True
    return after == "and" and then in KIN


def is_spoken_to(words: Words, first: int, last: int) -> bool:
    """True in "told hope to", "p/c from grace re", "left hope with": a name even where nothing is in capitals."""
    before, gap = words.text(first - 1), words.gap_before(first)
    if gap != " ":
        return False
    ends = words.gap_after(last)[:1] != " "
    after = words.text(last + 1) if not ends else ""
    follows = ends or after in _FOLLOW
    if before in _TOLD:
        return follows
    if before in _TOOK:
        return after in _AFTER_TOOK or (before == "see" and after == "on")
    if before == "by" and words.text(first - 2) in _DONE_BY:
        return follows
    return before in _TOWARDS and _is_contact(words, first - 2) and follows


def _is_contact(words: Words, number: int) -> bool:
    word = words.text(number)
    if word == "c":
        return words.text(number - 1) in {"p", "t"}
    return word in _SPOKEN


def is_kin(words: Words, first: int, last: int) -> bool:
    """True in "partner mark present", "mum (rose)" and "mum and mark arguing"."""
    before, gap, after = words.text(first - 1), words.gap_before(first), words.text(last + 1)
    ends = words.gap_after(last)[:1] != " "
    modal = words.text(last) in _MODAL
    if before in KIN and gap in {" (", "("}:
        return words.gap_after(last).startswith(")")
    if before in KIN and gap in {" ", ", "}:
        return (gap == " " and after in (_FOLLOW | STATES) - ({"and"} if modal else set()) and not ends) or (
            ends and not modal
        )
    if before in {"and", "&"} or gap.strip() == "&":
        kin = words.text(first - 2 if before == "and" else first - 1) in KIN
        return kin and (after in STATES or (len(after) > 5 and after.endswith("ing")) or (ends and not modal))
    return False
