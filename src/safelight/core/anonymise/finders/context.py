"""Does a name that is also a word stand here as a name? "May said" and "with Bill", not "in May" and "the bill"."""

from __future__ import annotations

import re
from typing import Final

from safelight.core.anonymise.finders import telling
from safelight.core.anonymise.finders.laid import Words as Words
from safelight.core.anonymise.finders.laid import words_of as words_of
from safelight.core.anonymise.naming import KIN, MONTHS, TIMES, TITLES
from safelight.core.anonymise.words import is_ordinary

_SAID: Final = frozenset({
    "said", "says", "told", "stated", "states", "reported", "reports", "disclosed", "explained", "attended",
    "presented", "phoned", "rang", "cried", "replied", "admitted", "denied", "went", "came", "lived", "lives",
    "asked", "refused", "seemed", "appeared", "became", "visited", "called", "contacted", "spoke", "missed",
    "died",
})  # fmt: skip
_DID: Final = _SAID | {
    "was", "is", "had", "has", "did", "does", "began", "started", "wanted", "wants", "moved", "left", "returned",
    "remained", "stayed", "sustained", "suffered", "received", "looks", "looked", "made", "gave", "took", "knew",
    "felt", "got", "saw", "met", "shared", "arrived", "agreed", "described", "alleged", "confirmed", "disappeared",
    "used", "needed", "needs", "continued", "failed", "brought", "kept", "tried", "slept", "ran", "hit", "hurt",
    "aged", "dob", "paid", "held", "lost", "rose", "sat", "stood", "threw", "wrote", "woke", "won", "fell", "fed",
    "cut", "drank", "smoked", "hid", "wept", "swore", "screamed", "shouted", "struck", "bit", "thought", "believed",
    "put", "can", "could", "would", "should", "cannot", "understood", "spent", "chose", "drove", "bought", "found",
    "says", "likes", "liked", "loves", "loved", "hates", "enjoys", "attends", "sleeps", "eats", "plays", "cries",
    "tells", "asks", "refuses", "comes", "goes", "gets", "gives", "takes", "brings", "arrives", "returns", "visits",
    "phones", "rings", "speaks", "writes", "screams", "shouts", "hits", "wakes", "feels", "thinks", "believes", "knows",
    "sees", "hears", "smiles", "laughs", "sits", "walks", "misses", "explains", "discloses", "alleges", "admits",
    "agrees", "describes", "confirms", "drinks", "smokes", "talks", "complains", "lies", "cuddles", "shares",
}  # fmt: skip
_STATES: Final = frozenset(
    {"seen", "spoken", "taken", "told", "born", "brought", "given", "found", "sent", "upset", "unwell", "ill", "well"}
    | {"distressed", "tearful", "angry", "asleep", "alone"}
)
_DETERMINERS: Final = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "my", "our", "its", "your", "any"}
    | {"some", "no", "each", "every", "such", "one", "which", "what", "whose", "another"}
)
_CLAUSES: Final = frozenset({"that", "what", "which", "whose", "one"})
"""Determiners that begin a clause as well: "what Hope had said", "that Hope kept"; a capital after them is a name."""
_TELLS_OF_SOMEBODY: Final = frozenset({"who", "whose", "aged", "then", "now", "her", "his", "their", "born"})
_BEFORE_TIMES: Final = frozenset(
    {"in", "of", "since", "until", "till", "during", "early", "late", "mid", "last", "next", "this", "by", "from"}
    | {
        "before",
        "after",
        "between",
        "end",
        "beginning",
        "start",
        "through",
        "every",
        "each",
        "following",
        "previous",
        "around",
    }
)
_PLACE_WORDS: Final = frozenset(
    {"street", "road", "lane", "avenue", "close", "drive", "court", "house", "hospital", "school", "park", "hill"}
    | {"centre", "ward", "hall", "way", "place", "row", "terrace", "gardens", "green", "crescent", "act", "trust"}
)
_OPENERS: Final = frozenset(
    {"for", "with", "to", "from", "like", "unlike", "without", "by", "about", "against", "towards", "was", "is", "did"}
    | {"does", "has", "had", "can", "could", "would", "should", "were", "when", "while", "if", "because", "although"}
    | {"though", "that", "and", "but", "or", "so", "as", "after", "before", "once", "until", "since", "then", "later"}
    | {
        "where",
        "why",
        "how",
        "who",
        "both",
        "neither",
        "either",
        "whether",
        "only",
        "even",
        "also",
        "today",
        "meanwhile",
    }
    | {"however", "despite", "told", "asked", "saw", "seen", "met", "rang", "visited", "yesterday", "perhaps", "not"}
)
"""Words that open a sentence without being part of a title: a capital after them is not due to the beginning."""
_WITH: Final = frozenset({"and", "or", "to"})
_FIXED: Final = frozenset(
    {
        "jack russell",
        "union jack",
        "draft bill",
        "members bill",
        "bill passage",
        "sp bill",
        "hl bill",
        "hc bill",
        "either house",
        "both houses",
        "that house",
        "short title",
        "companies house",
        "deputy dean",
        "church documents",
        "private bill",
        "public bill",
        "money bill",
    }
    | {"bill gates", "grace period", "will power", "good faith", "bad faith", "art room", "ford focus", "ford transit"}
    | {"ford fiesta", "ford mondeo", "ford escort", "green paper", "white paper", "black country", "mark up"}
)
_OF_THINGS: Final = frozenset(
    {"expected", "needed", "required", "used", "noted", "observed", "recorded", "completed", "closed", "opened"}
    | {"passed", "published", "issued", "received", "restored", "shared", "achieved", "introduced", "raised", "paid"}
)
"""What is said of things at least as often as of people."""
_SEEN_ON: Final = frozenset({"noted", "seen", "found", "observed", "recorded", "identified"})
_ON: Final = frozenset({"on", "across", "over", "under", "above", "below", "near", "behind"})
_ROYAL: Final = frozenset({"king", "queen", "prince", "princess", "pope", "saint"})
_INSTITUTIONS: Final = frozenset({"church", "hall", "lane", "banks", "field", "wood", "woods", "law", "case", "temple"})
_OF_A_FAMILY: Final = frozenset({"family", "household", "children", "siblings", "brothers", "sisters", "twins", "boys"})
_FAITHS: Final = frozenset({"muslim", "christian", "catholic", "hindu", "sikh", "jewish", "none", "unknown", "not"})


def stands_as_name(
    words: Words, first: int, last: int, *, everyday: bool, is_time: bool, surname: bool = False
) -> bool:
    """Judge words `first` to `last`, which spell a name and are ordinary words too, by what stands around them."""
    if _is_bound(words, first, last):
        return False
    if _has_title(words, first):
        return True
    twice = words.text(first - 1) == words.text(first) and words.gap_before(first) == " "
    if is_time and twice and words.is_capital(first):
        return True
    if (is_time and _is_a_time(words, first, last)) or is_fixed(words, first, last):
        return False
    shouted = _in_capitals(words, first, last)
    capital = words.is_capital(first) and not shouted
    if _owns(words, first, last, capital=capital, is_time=is_time, surname=surname):
        return True
    if surname:
        return _surname_stands(words, first, last, everyday=everyday, is_time=is_time)
    if _is_told_of(words, first, last, capital=capital, shouted=shouted, is_time=is_time):
        return True
    return capital and _capital_is_a_name(words, first, last, everyday=everyday, is_time=is_time)


def _is_joined_on(words: Words, first: int) -> bool:
    """True where a word goes on from the one before it, in the same sentence."""
    return first > 0 and not words.gap_before(first).strip()


def _has_title(words: Words, first: int) -> bool:
    """True after "Mrs" or "Dr." where one of the two has a capital."""
    touches = first > 0 and words.gap_before(first).strip(" .") == ""
    return touches and words.text(first - 1) in TITLES and (words.is_capital(first - 1) or words.is_capital(first))


def _owns(words: Words, first: int, last: int, *, capital: bool, is_time: bool, surname: bool) -> bool:
    """True in "Hope's coat" and "spoke to hope's mum", not in "June's figures" and "the looked after child's"."""
    before = words.text(first - 1)
    if words.gap_after(last) != "'" or words.text(last + 1) != "s" or before in _DETERMINERS:
        return False
    if capital:
        return not is_time or not telling.is_a_month_of_things(words, last)
    return not is_time and not surname and (words.starts_sentence(first) or before in _OPENERS)


def _is_told_of(words: Words, first: int, last: int, *, capital: bool, shouted: bool, is_time: bool) -> bool:
    """True where words of speech, kinship, state or address stand beside it, whether or not it has a capital."""
    before, after = words.text(first - 1), words.text(last + 1)
    touches_before = first > 0 and words.gap_before(first).strip(" .") == ""
    if touches_before and before in KIN and (capital or after in _SAID):
        return True
    if capital_verb(words, first, last, capital=capital, is_time=is_time):
        return True
    determined = _is_joined_on(words, first) and before in _DETERMINERS
    free = not determined and (words.starts_sentence(first) or not touches_before or before in _OPENERS)
    if free and telling.is_noted(words, last, capital=capital or shouted):
        return True
    if capital and not is_time and _heads_a_line(words, first, last):
        return not (words.text(last) == "faith" and after in _FAITHS)
    if telling.is_labelled(words, first, last):
        return not (words.text(last) == "faith" and after in _FAITHS)
    if telling.is_spoken_to(words, first, last) or telling.is_kin(words, first, last):
        return not is_time or words.text(last) == "may" or capital
    return capital and not determined and telling.is_joined_by_people(words, last)


def _heads_a_line(words: Words, first: int, last: int) -> bool:
    """True in "Mark: no concerns raised", but not in "Mark: 7 out of 10"."""
    if not words.gap_after(last).startswith(":") or words.text(last + 1)[:1].isdigit() or not words.text(last + 1):
        return False
    return words.fill_a_cell(first, first) or not words.text(first - 1) or "\n" in words.gap_before(first)


def capital_verb(words: Words, first: int, last: int, *, capital: bool, is_time: bool) -> bool:
    """True before a verb that has a person for its subject."""
    before = words.text(first - 1)
    held = _DETERMINERS - _CLAUSES if capital else _DETERMINERS
    return _does_something(words, last, strict=not capital or is_time) and not (
        _is_joined_on(words, first) and before in held
    )


def _surname_stands(words: Words, first: int, last: int, *, everyday: bool, is_time: bool) -> bool:
    """Judge a surname with a capital that is a word too, without its bearer's given name."""
    before, after = words.text(first - 1), words.text(last + 1)
    gap = words.gap_before(first)
    if not words.is_capital(first):
        return words.starts_sentence(first) and capital_verb(words, first, last, capital=False, is_time=is_time)
    if _in_capitals(words, first, last):
        return False
    if gap == " " and before == "the" and after in _OF_A_FAMILY and words.gap_after(last) == " ":
        return True
    if _is_of_a_thing(words, first, last):
        return False
    starts = words.starts_sentence(first) or gap.endswith("(")
    if capital_verb(words, first, last, capital=True, is_time=is_time or starts):
        return True
    if starts:
        return words.stand_alone(first, last) and not everyday
    if words.text(first - 2) in {"a", "an", "the"} and not words.is_capital(first - 1) and before not in telling.ROLES:
        return before == "accused"
    return _capital_is_a_name(words, first, last, everyday=everyday, is_time=is_time)


def _is_of_a_thing(words: Words, first: int, last: int) -> bool:
    """True for a word inside the title of something: "Northmere Park", "Statement of Case", "Child and Adolescent"."""
    before, after, name = words.text(first - 1), words.text(last + 1), words.text(last)
    if words.gap_after(last) == " " and words.is_capital(last + 1) and not words.is_shouted(last + 1):
        return len(after) > 1
    if after == "and" and words.is_capital(last + 2) and is_ordinary(words.text(last + 2)):
        return True
    if name in _PLACE_WORDS | _INSTITUTIONS and _follows_a_capital(words, first):
        return True
    if before in {"of", "and", "&"} and words.is_capital(first - 2) and is_ordinary(words.text(first - 2)):
        return before == "of" or not words.starts_sentence(first - 2)
    beside = words.gap_before(first) == " " and words.is_capital(first - 1) and is_ordinary(before)
    return beside and before not in TITLES | KIN and not (words.starts_sentence(first - 1) and before in _OPENERS)


def _follows_a_capital(words: Words, first: int) -> bool:
    number = first - 2 if words.text(first - 1) == "s" and words.gap_before(first - 1) == "'" else first - 1
    return words.gap_before(first) == " " and words.is_capital(number)


def _is_bound(words: Words, first: int, last: int) -> bool:
    gap_before, gap_after, after = words.gap_before(first), words.gap_after(last), words.text(last + 1)
    if gap_after == "'" and after in {"t", "ll", "ve", "d", "re", "m"}:
        return True
    if gap_after == "/" and after:
        return not (words.is_capital(first) and words.is_capital(last + 1) and not words.is_shouted(first))
    return (gap_after == "-" and after != "") or gap_before == "-" or gap_before.endswith("'")


def _is_a_time(words: Words, first: int, last: int) -> bool:
    before, after = words.text(first - 1), words.text(last + 1)
    beside_month = (before in MONTHS and not words.gap_before(first).strip(" ,/-")) or (
        after in MONTHS and after != words.text(last) and not words.gap_after(last).strip(" ,/-")
    )
    if after == words.text(last) and words.gap_after(last) == " ":
        return True
    if before in _BEFORE_TIMES and not words.gap_before(first).strip(" -"):
        return True
    if before == "as" and words.text(first - 2) in {"back", "early", "late", "recently", "soon", "far"}:
        return True
    if beside_month or _is_day(before) or (after[:1].isdigit() and not words.gap_after(last).strip()):
        return True
    if before in _WITH and words.text(first - 2) in TIMES:
        return not _does_something(words, last, strict=True)
    return after in _WITH and words.text(last + 2) in TIMES and not _does_something(words, last + 2, strict=True)


def is_fixed(words: Words, first: int, last: int) -> bool:
    """True inside a few expressions that have nothing to do with anybody."""
    before, name, after = words.text(first - 1), words.text(first), words.text(last + 1)
    return f"{name} {after}" in _FIXED or f"{before} {name}" in _FIXED


def _is_day(word: str) -> bool:
    return word[:1].isdigit() and (len(word) < 3 or not word.isdigit())


def _in_capitals(words: Words, first: int, last: int) -> bool:
    """True where the neighbours are in capitals too, so that capitals tell nothing."""
    if not words.is_shouted(first):
        return False
    around = [
        n for n in (first - 2, first - 1, last + 1, last + 2) if len(words.text(n)) > 1 and words.text(n).isalpha()
    ]
    return bool(around) and all(words.is_shouted(n) for n in around)


def _does_something(words: Words, last: int, *, strict: bool) -> bool:
    after = words.text(last + 1)
    if words.gap_after(last).strip(" ,") != "":
        return False
    if after in _SEEN_ON and words.text(last + 2) in _ON:
        return False
    if after in _SAID:
        return True
    if after in {"was", "is", "had", "has"} and strict:
        state = words.text(last + 2)
        if not words.is_capital(last):
            return state in telling.STATES
        doing = len(state) > 5 and state.endswith(("ing", "ed")) and state not in _OF_THINGS
        return doing or state in _STATES or state in telling.STATES
    return not strict and (after in _DID or (len(after) > 4 and after.endswith("ed") and is_ordinary(after)))


def _capital_is_a_name(words: Words, first: int, last: int, *, everyday: bool, is_time: bool) -> bool:
    before, after = words.text(first - 1), words.text(last + 1)
    if words.stand_alone(first, last) or words.fill_a_cell(first, last):
        return not is_time
    starts = words.starts_sentence(first)
    if not starts and before in _DETERMINERS - _CLAUSES:
        return False
    if words.gap_after(last).strip() == "," and after in _TELLS_OF_SOMEBODY:
        return True
    if words.gap_after(last) in {" ", ". ", "."} and (after == "of" or after[:1].isdigit()):
        return False
    if words.gap_before(first) == ") " and everyday:
        return False
    if words.is_capital(last + 1) and words.gap_after(last) == " " and not words.is_shouted(last + 1):
        return not (is_ordinary(after) or after in _PLACE_WORDS) and len(after) > 1
    opened = words.starts_sentence(first - 1) and before in _OPENERS
    if not starts and not opened and words.is_capital(first - 1) and words.gap_before(first) == " ":
        return not is_ordinary(before) or before in KIN
    return not (starts and everyday) and not _in_heading(words, first)


def _in_heading(words: Words, first: int) -> bool:
    """True in a line whose words all begin with capitals, as in a title, so that capitals tell nothing."""
    begin = first
    while begin and first - begin < 14 and "\n" not in words.gap_before(begin):
        begin -= 1
    end, others, small = begin, 0, 0
    while end < len(words.texts) and end - begin < 16:
        if end > begin and _ENDS_LINE.search(words.gap_before(end)):
            break
        word = words.text(end)
        if not words.is_capital(end) and len(word) > 3 and word.isalpha():
            return False
        small += not words.is_capital(end)
        others += end != first and words.is_capital(end) and is_ordinary(word) and len(word) > 2
        end += 1
    return others > 1 and end - begin < 16 and "." not in words.gap_after(end - 1)


_ENDS_LINE: Final = re.compile(r"\n|[.;]\s")
