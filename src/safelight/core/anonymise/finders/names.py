"""Where does a listed person's name stand as words: in full, in part, with a title, an initial or a possessive?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from safelight.core.anonymise.finders.context import Words, is_fixed, stands_as_name
from safelight.core.anonymise.finders.coupled import beside_names, lower_pairs, of_families
from safelight.core.anonymise.finders.mention import GIVEN, Mention
from safelight.core.anonymise.finders.needles import Needle
from safelight.core.anonymise.naming import TITLES, Form, NameBook
from safelight.core.anonymise.words import is_ordinary

ROYAL: Final = frozenset({"queen", "king", "prince", "princess", "saint", "st", "pope", "san", "santa"})
FAMILY: Final = "the family"
FAMILY_MEMBER: Final = "a member of the family"

_MAY_FOLLOW: Final = {
    **dict.fromkeys(GIVEN, ("surname", "middle")),
    "middle": ("surname", "middle"),
    "surname": (*GIVEN, "surname"),
    "full": ("middle", "surname"),
}
_MAY_FOLLOW_COMMA: Final = {"surname": GIVEN}
_INSIDE_FORM: Final = re.compile(r"[\s\-_'.+]{1,3}")
_BETWEEN_NAMES: Final = re.compile(r"[ \t\r\n_+\-]{1,4}|,\s{0,3}|\.")
_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_][.][ \-]?|[^\W\d_]-(?=[^\W\d_][.])){1,5}[^\W\d_](?![^\W_])\.?")
_AFTER_TITLE: Final = re.compile(r"\.?\s{1,2}|\.")
_AND_TITLE: Final = re.compile(r"\.?\s?[&+/]\s?")
_ABBREVIATIONS: Final = frozenset(
    {"gp", "si", "hv", "sw", "am", "pm", "ae", "uk", "eg", "ie", "ps", "id", "od", "bd", "na", "sen", "la"}
    | {"ed", "er", "os", "pa", "ta", "md", "jp", "mp", "qc", "kc", "ba", "ma", "iq", "tv", "dv", "ad", "bc"}
    | {"cp", "cin", "mgm", "pgm", "imr", "scr", "lac", "cpn", "asw", "caf", "dob", "nfa", "nhs", "pct", "yot"}
    | {"csc", "cps", "lscb", "gmc", "nmc", "fgm", "bmi", "adhd", "asd", "ehc", "epo", "ico", "scbu", "nicu"}
    | {"edt", "cypd", "mash", "marac", "mappa", "camhs", "dna"}
)
_WHY: Final = {
    "given": "a given name of {}",
    "alias": "a name by which {} is known",
    "nickname": "a short form or other spelling of a name of {}",
    "middle": "a middle name of {}",
    "surname": "a surname of {}",
    "full": "a full name of {}",
    "initials": "the initials of {}",
}


def find_mentions(words: Words, *, book: NameBook) -> list[Mention]:
    """Every mention of a listed person by words that spell a name exactly, still without titles and initials."""
    found = sorted(_spelt(words, book), key=lambda m: (m.start, -m.end))
    joined = _join(words, _without_inner(found))
    kept = [m for m in joined if m.sure or _is_a_name(words, m, book)]
    kept = beside_names(words, joined, [*kept, *lower_pairs(words, joined, kept), *of_families(words, book)])
    kept = [m for m in kept if not (_is_royal(words, m) or is_fixed(words, m.first, m.last))]
    kept = [mention for mention in _join(words, kept) if not _is_half(words, mention)]
    return [*kept, *_initials(words, book)]


def _without_inner(found: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return kept


def _spelt(words: Words, book: NameBook) -> Iterator[Mention]:
    for token, forms in book.forms.items():
        for number in words.where.get(token, ()):
            yield from _forms_at(words, number, forms)
        plural = token + "s"
        if len(token) > 2 and plural not in book.forms:
            for number in words.where.get(plural, ()):
                yield from _plural_at(words, number, forms)


def _forms_at(words: Words, number: int, forms: tuple[Form, ...]) -> Iterator[Mention]:
    for form in forms:
        last = number + len(form.tokens) - 1
        is_plural = not _matches(words, number, form)
        if not is_plural or _matches(words, number, form, ending="s"):
            shortest = 4 if form.kind == "nickname" else 3
            sure = form.level == 0 and form.kind != "middle" and len("".join(form.tokens)) >= shortest
            end = words.all[last].end
            score = {"nickname": 0.9, "middle": 0.8}.get(form.kind, 1.0)
            yield Mention(
                number, last, words.all[number].start, end, form.kind, form.owners, score, sure=sure, plural=is_plural
            )
            return


def _plural_at(words: Words, number: int, forms: tuple[Form, ...]) -> Iterator[Mention]:
    """A possessive or plural without its apostrophe, "Liams bruise", where the name is no ordinary word."""
    for form in forms:
        if len(form.tokens) == 1 and form.level == 0 and (len(form.tokens[0]) > 3 or words.is_capital(number)):
            word = words.all[number]
            yield Mention(number, number, word.start, word.end, form.kind, form.owners, 0.9, plural=True)


def _matches(words: Words, number: int, form: Form, *, ending: str = "") -> bool:
    if ending and (len(form.tokens) < 2 or form.level > 0):
        return False
    wanted = form.tokens[1:] if not ending else (*form.tokens[1:-1], form.tokens[-1] + ending)
    for offset, token in enumerate(wanted, 1):
        if words.text(number + offset) != token or not _INSIDE_FORM.fullmatch(words.gap_before(number + offset)):
            return False
    return True


def _is_a_name(words: Words, mention: Mention, book: NameBook) -> bool:
    first = words.all[mention.first].text
    form = next(f for f in book.forms[first] if _matches(words, mention.first, f))
    if mention.kind == "middle" and _part_of_another(words, mention):
        return False
    if _is_a_thing(words, mention):
        return False
    if form.level == 0:
        return words.is_capital(mention.first)
    family = {letter for owner in mention.owners for letter in book.surname_initials[owner]}
    if (
        mention.kind in GIVEN
        and words.is_capital(mention.first)
        and _is_surname_initial(words, mention.last + 1, family)
    ):
        return True
    if mention.kind == "surname" and words.gap_after(mention.last) in {", ", ","}:
        given = {letter for owner in mention.owners for letter in book.given_initials[owner]}
        if words.is_capital(mention.first) and _ends_entry(words, mention.last + 1, given):
            return True
    return stands_as_name(
        words, mention.first, mention.last, everyday=form.level == 2, is_time=form.is_time,
        surname=mention.kind == "surname",
    )  # fmt: skip


def _is_a_thing(words: Words, mention: Mention) -> bool:
    """True for a short form in capitals among small letters, which is an abbreviation: "a SIM card", "the MO"."""
    if mention.kind == "nickname" and words.text(mention.first - 1) in {"a", "an"}:
        return True
    return mention.kind == "nickname" and words.is_shouted(mention.first) and not in_capitals(words, mention)


def in_capitals(words: Words, mention: Mention) -> bool:
    """True where the words beside a mention are in capitals too."""
    around = [n for n in (mention.first - 1, mention.last + 1) if len(words.text(n)) > 1]
    return bool(around) and all(words.is_shouted(n) for n in around)


def _is_half(words: Words, mention: Mention) -> bool:
    """True for two or three letters with a hyphen and somebody else's name beside them: "Jo-Anne", "Li-ion"."""
    if mention.end - mention.start > 3:
        return False
    after = words.gap_after(mention.last) == "-" and words.text(mention.last + 1) != ""
    return after or (words.gap_before(mention.first) == "-" and words.text(mention.first - 1) != "")


def joined(words: Words, mentions: Iterable[Mention], *, book: NameBook) -> list[Mention]:
    """Mentions of every kind, those of one person side by side put together, each with its title and initials."""
    together = _join(words, _without_inner(sorted(mentions, key=lambda m: (m.start, -m.end))))
    return [_with_title(words, _with_initials(words, m, book)) if m.kind != "initials" else m for m in together]


def _is_royal(words: Words, mention: Mention) -> bool:
    """Queen Elizabeth, King Edward, St James: a given name that belongs to a hospital, a school or history."""
    if mention.kind == "full" or words.gap_before(mention.first) not in {" ", ". "}:
        return False
    return words.text(mention.first - 1) in ROYAL and words.is_capital(mention.first - 1)


def _part_of_another(words: Words, mention: Mention) -> bool:
    """A middle name is common: beside another capitalised word or a title it is part of somebody else's name."""
    before = words.gap_before(mention.first) == " " and not words.starts_sentence(mention.first)
    beside = before and (words.is_capital(mention.first - 1) or words.text(mention.first - 1) in TITLES)
    return beside or (words.gap_after(mention.last) == " " and words.is_capital(mention.last + 1))


def _join(words: Words, found: list[Mention]) -> list[Mention]:
    """Put the names of one person that stand together into one mention, "Okafor-Reed, Liam" or "Liam J. Reed"."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        shared = tuple(owner for owner in mention.owners if last and owner in last.owners)
        if last and shared and _belong_together(words, last, mention):
            kind = "full" if "surname" in {last.kind, mention.kind} else last.kind
            joined[-1] = replace(
                last, last=mention.last, end=mention.end, kind=kind, owners=shared[:1], score=1.0, sure=True
            )
        else:
            joined.append(mention)
    return joined


def _belong_together(words: Words, one: Mention, two: Mention) -> bool:
    comma = "," in words.view.text[one.end : two.start]
    if two.kind not in (_MAY_FOLLOW_COMMA if comma else _MAY_FOLLOW).get(one.kind, ()):
        return False
    if one.kind == two.kind == "surname" and not (one.sure and two.sure):
        return False
    capitals = words.is_capital(one.first), words.is_capital(two.first)
    if not (one.sure or two.sure or all(capitals)) or (not two.sure and capitals == (True, False)):
        return False
    between = range(one.last + 1, two.first)
    if len(between) > (0 if comma else 2) or not all(words.is_capital(n) for n in between):
        return False
    return all(_joins(words, n) for n in (*between, two.first))


def _joins(words: Words, number: int) -> bool:
    """True where what stands before a word may stand inside a name; a point and a blank only after an initial."""
    gap = words.gap_before(number)
    return _BETWEEN_NAMES.fullmatch(gap) is not None or (gap == ". " and len(words.text(number - 1)) == 1)


def _with_initials(words: Words, mention: Mention, book: NameBook) -> Mention:
    """Take in the initial in "L. Okafor", "Okafor, L." and "Liam O-R", so that it does not stay behind."""
    first, last = mention.first, mention.last
    if mention.kind in {"surname", "full"}:
        given = {letter for owner in mention.owners for letter in book.given_initials[owner]}
        first = _first_initial(words, mention, given)
        if mention.kind == "surname" and words.gap_after(last) in {", ", ","} and _ends_entry(words, last + 1, given):
            last += 1
    elif mention.kind in GIVEN:
        family = {letter for owner in mention.owners for letter in book.surname_initials[owner]}
        while _is_surname_initial(words, last + 1, family):
            last += 1
    if (first, last) == (mention.first, mention.last):
        return mention
    start = words.all[first].start if first < mention.first else mention.start
    end = words.all[last].end if last > mention.last else mention.end
    return replace(mention, first=first, last=last, start=start, end=end, kind="full")


def _first_initial(words: Words, mention: Mention, given: set[str]) -> int:
    """Where the initials before a surname begin: "L. Okafor", "G K Sandhu", "JL de la Tour"."""
    first = mention.first
    while first and mention.first - first < 4 and _is_initial(words, first - 1) and _leads(words, first):
        first -= 1
    if first < mention.first and first and words.text(first - 1) in _BEFORE_A_LETTER:
        return mention.first  # "…for Child R. Niamh O'Dowd visited": the letter is a label and ends its sentence
    run = words.text(mention.first - 1)
    if first == mention.first and 1 < len(run) < 4 and words.is_shouted(first - 1) and _leads(words, first):
        return first - 1 if run[0] in given and not is_ordinary(run) and run not in TITLES else first
    if mention.kind == "surname":
        while first < mention.first and words.text(first) not in given:
            first += 1
    return first


_BEFORE_A_LETTER: Final = frozenset({"child", "adult", "sibling", "baby", "parent", "family", "person", "worker"})
"""Words that a letter follows in the labels that people wear in published reviews."""


def _leads(words: Words, number: int) -> bool:
    return re.fullmatch(r"\.? ?", words.gap_before(number)) is not None


def _is_surname_initial(words: Words, number: int, family: set[str]) -> bool:
    if not _is_initial(words, number) or words.text(number) not in family:
        return False
    if words.text(number) in {"i", "a"} and words.gap_after(number)[:1] != ".":
        return False
    return words.gap_before(number) in {" ", "-", "."}


def _ends_entry(words: Words, number: int, given: set[str]) -> bool:
    after = words.gap_after(number)[:1]
    return _is_initial(words, number) and words.text(number) in given and after in {"", ".", ";", ")", "\n"}


def _is_initial(words: Words, number: int) -> bool:
    return len(words.text(number)) == 1 and words.is_capital(number) and words.text(number).isalpha()


def _with_title(words: Words, mention: Mention) -> Mention:
    """Take in the titles: "Mrs Okafor", "Mr. and Mrs. Okafor"."""
    first = mention.first
    if not _is_title(words, first - 1, _AFTER_TITLE):
        return mention
    first -= 1
    titled = True
    if words.text(first - 1) == "and" and _is_title(words, first - 2, _AFTER_TITLE):
        first, titled = first - 2, False
    elif _is_title(words, first - 1, _AND_TITLE):
        first, titled = first - 1, False
    return replace(mention, start=words.all[first].start, first=first, titled=titled)


def _is_title(words: Words, number: int, gap: re.Pattern[str]) -> bool:
    return words.text(number) in TITLES and gap.fullmatch(words.gap_after(number)) is not None


def _initials(words: Words, book: NameBook) -> Iterator[Mention]:
    """Initials with points or hyphens anywhere, and without them where somebody is plainly meant."""
    view = words.view
    for match in _DOTTED.finditer(view.text):
        letters = re.sub(r"[^\w]", "", match.group())
        if _is_a_report(words, words.from_place(match.start())):
            continue
        if letters in book.initials and letters not in _ABBREVIATIONS and view.cased[match.start()].isupper():
            first = words.from_place(match.start())
            yield Mention(
                first, words.from_place(match.end()) - 1, *match.span(), "initials", (book.initials[letters],), 0.8
            )
    for letters, owner in book.initials.items():
        for number in words.where.get(letters, ()):
            if letters not in _ABBREVIATIONS and words.is_shouted(number) and _means_somebody(words, number):
                word = words.all[number]
                yield Mention(number, number, word.start, word.end, "initials", (owner,), 0.8)


def _is_a_report(words: Words, number: int) -> bool:
    """True after a figure, as in "[2009] 1 A.C. 61"."""
    return words.text(number - 1).isdigit() and words.gap_before(number) == " "


def _means_somebody(words: Words, number: int) -> bool:
    if words.gap_after(number) == "'" and words.text(number + 1) == "s":
        return True
    if words.gap_before(number).endswith("(") and words.gap_after(number).startswith(")"):
        return not words.text(number - 1).isdigit()
    return words.text(number - 1) in {"initials", "baby", "re", "child", "initialled"} or len(words.text(number)) > 2


def describe(mention: Mention, book: NameBook) -> tuple[str, str, str, str]:
    """The rule, key, replacement and reason of a mention."""
    person = book.people[mention.owners[0]]
    rule = "surname" if mention.kind == "surname" else "initials" if mention.kind == "initials" else "name"
    label = person.pseudonym
    if mention.kind == "surname" and len(mention.owners) > 1:
        label = FAMILY_MEMBER if mention.titled else FAMILY
    if mention.plural:
        label = FAMILY if mention.kind == "surname" else label + "'s"
    whose = " and ".join(f"'{book.people[owner].id}'" for owner in mention.owners[:3])
    return rule, person.id, label, f"{_WHY[mention.kind].format(whose)} in the register"


def name_needles(book: NameBook) -> tuple[Needle, ...]:
    """Names to look for letter by letter: full names run together, and single names pulled apart."""
    needles = []
    ordinary = {"".join(form.tokens) for form in book.all_forms() if form.level}
    for glued, owner in book.full.items():
        if len(glued) > 4:
            person = book.people[owner]
            plain = _is_plain(glued, ordinary)
            why = f"spells a full name of '{person.id}' in the register"
            needles.append(Needle(glued, "name", person.id, person.pseudonym, why, "PERSON", "phrase", plain))
    for form in book.all_forms():
        glued, person = "".join(form.tokens), book.people[form.owners[0]]
        if len(glued) > 2 and form.kind != "middle":
            family = form.kind == "surname" and len(form.owners) > 1
            why = f"spells a name of '{person.id}' in the register, with its letters apart or run into other words"
            needles.append(
                Needle(glued, "surname" if form.kind == "surname" else "name", person.id,
                       FAMILY if family else person.pseudonym, why, "PERSON", "name", form.level > 0)
            )  # fmt: skip
    return tuple(needles)


def _is_plain(glued: str, plain: set[str]) -> bool:
    """True where a full name consists of ordinary words only, as "will mark" does."""
    return any(glued[:at] in plain and glued[at:] in plain for at in range(2, len(glued) - 1))
