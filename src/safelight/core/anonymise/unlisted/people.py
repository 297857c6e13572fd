"""Which words are a person's name by their company: a title before them, or a nickname given in so many words?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Sign
from safelight.core.anonymise.words import is_everyday

_PERSON: Final = "a person"
_CAPITAL: Final = r"(?:(?:O'|Mc|Mac|D'|Al-|el-)?[A-Z][a-z]+(?:[-'][A-Z][a-z]+)*)"
_PLAIN_TITLES: Final = r"Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Revd|Reverend|Father|Pastor|Imam|Rabbi"
_RANKS: Final = r"W?PC|DC|PS|DS|DI|DCI|Det|Sgt|Insp|Inspector|Sergeant|Constable|PCSO|Con|Supt"
_WITH_TITLE: Final = re.compile(
    rf"\b(?:(?:{_PLAIN_TITLES})\b\.?|(?:{_RANKS})\b) (?:[A-Z]{{0,2}}\d{{2,6}}[A-Z]? )?"
    rf"(?:(?:[A-Z]\.? ?){{0,3}}{_CAPITAL}(?: (?:(?:de|da|dos|van|von|bin|al|el"
    rf"|ul) )?{_CAPITAL}){{0,2}}|[A-Z]\b)"
)
_WITH_TITLE_IN_HASTE: Final = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr)\.? (?P<n>[a-z][a-z'-]{2,})\b|\b(?:w?pc|dc|ps|ds"
    r"|pcso) (?:[a-z]?\d{2,6}[a-z]? )(?P<m>[a-z][a-z'-]{2,})\b"
)
_CALLED: Final = re.compile(
    rf"\b(?:known as|aka|a\.k\.a\.?|nicknamed|goes by|calls (?:him|her|them)self|n[eé]e"
    rf"|answers to) [\"'“‘(]?(?P<n>{_CAPITAL}(?: {_CAPITAL})?)"
)


def find_people(view: View) -> Iterator[Sign]:
    """People with a title, a rank and number, and names that the text itself introduces."""
    for match in _WITH_TITLE.finditer(view.cased):
        yield Sign(*match.span(), "name", "PERSON", _PERSON, "a title and a name", 0.93)
    for match in _WITH_TITLE_IN_HASTE.finditer(view.text):
        word = match["n"] or match["m"]
        if match["m"] or not is_everyday(word):
            yield Sign(*match.span(), "name", "PERSON", _PERSON, "a title and a name", 0.85)
    for match in _CALLED.finditer(view.cased):
        yield Sign(*match.span("n"), "name", "PERSON", _PERSON, "the text says that somebody is called so", 0.9)
