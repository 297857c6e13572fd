"""Which numbers, references and addresses for messages lead to somebody, and how may they be written?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.finders.needles import Needle
from safelight.core.anonymise.fold import View, fold_words, squeeze
from safelight.core.anonymise.roster import Person, Roster

A_PHONE: Final = "a telephone number"
AN_EMAIL: Final = "an e-mail address"
A_REFERENCE: Final = "a reference number"
A_LINK: Final = "a web address"

EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,6}[\w-]{2,63}")
LINK: Final = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\bmailto:)[^\s<>\"]+")
_SHORTEST: Final = 4


def _phone_forms(phone: str) -> set[str]:
    digits = re.sub(r"\D", "", squeeze(phone))
    abroad = digits.removeprefix("00")
    if abroad.startswith("44") and len(abroad) > 10:
        national = abroad[2:].removeprefix("0")
    elif digits.startswith("0"):
        national = digits[1:]
    else:
        return {digits} if len(digits) >= _SHORTEST else set()
    local = {national[4:]} if national[:1] in {"1", "2"} and len(national) > 9 else set()
    forms = local | {"0" + national, "44" + national, "0044" + national, "440" + national, "00440" + national}
    return forms | ({national} if len(national) > 8 else set())


def _email_forms(email: str) -> set[str]:
    local, _, domain = email.partition("@")
    parts = (" ".join(fold_words(local)), " ".join(fold_words(domain)))
    plain = [text.replace(" ", "") for text in parts]
    spoken = [re.sub(" ", "dot", text) for text in parts]
    return {"".join(plain), "at".join(plain), "at".join(spoken), plain[0] + "at" + spoken[1]}


def _reference_forms(reference: str) -> set[str]:
    words = fold_words(reference)
    plain = tuple(word.lstrip("0") or word if word.isdigit() else word for word in words)
    forms = {"".join(words), "".join(plain)}
    years = [n for n, word in enumerate(words) if re.fullmatch(r"(?:19|20)\d\d", word)]
    if len(years) == 1 and words[0].isalpha() and any(word.isdigit() for n, word in enumerate(words) if n not in years):
        at = years[0]
        for same in (words, plain):
            rest, year = same[1:at] + same[at + 1 :], same[at]
            forms.add("".join((words[0], *same[1:at], year[2:], *same[at + 1 :])))
            for between in ("", "of", "in"):
                forms |= {"".join((words[0], no, *rest, between, year)) for no in ("", "no", "number", "nr")}
                forms.add("".join((words[0], *rest, between, year[2:])))
    return forms


def _of_person(person: Person) -> Iterator[Needle]:
    listed = f"of '{person.id}' in the register"
    for phone in person.phones:
        for glued in _phone_forms(phone):
            yield Needle(glued, "phone", person.id, A_PHONE, f"a telephone number {listed}", "CODE", "code")
    for email in person.emails:
        for glued in _email_forms(email):
            yield Needle(glued, "email", person.id, AN_EMAIL, f"an e-mail address {listed}", "CODE", "code")
    for kind, value in person.identifiers:
        why = f"the {kind.replace('_', ' ')} number {listed}"
        figures = "".join(word for word in re.findall(r"\d+", squeeze(value)))
        for glued in {squeeze(value), figures if len(figures) > 5 else squeeze(value)}:
            yield Needle(glued, "identifier", person.id, A_REFERENCE, why, "CODE", "code")


def identifier_needles(roster: Roster) -> tuple[Needle, ...]:
    """Every telephone number, e-mail address, identifier and the case reference, in every way of writing it."""
    found = [needle for person in roster.people for needle in _of_person(person)]
    found += [
        Needle(glued, "case-reference", "case", A_REFERENCE, "the internal reference of the case", "CODE", "code")
        for glued in _reference_forms(roster.case_reference)
    ]
    return tuple(needle for needle in found if len(needle.glued) >= _SHORTEST)


def find_same_mailbox(view: View, *, roster: Roster) -> Iterator[tuple[int, int, str]]:
    """E-mail addresses that keep a listed local part under another domain: start, end and the person's id."""
    if "@" not in view.text:
        return
    owners = {email.partition("@")[0].lower(): person.id for person in roster.people for email in person.emails}
    for match in EMAIL.finditer(view.text):
        local = match.group().partition("@")[0]
        if len(local) > 3 and local in owners:
            yield match.start(), match.end(), owners[local]
