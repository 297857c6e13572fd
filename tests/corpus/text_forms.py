"""Forms in which a name, a day, a number or a place hides in plain text, one paper each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.corpus.canary import Benign, Canary

_FORMS: Final = {
    "surname-and-initials": "Present: the chair, the nurse and {word}, L.",
    "names-with-per-cent-signs-in-a-link": "See https://example.org/?q=%4Ciam%20%4Fkafor%2DReed for more.",
    "everyday-name-in-a-telegraphic-note": "May Okafor-Reed DNA x2. P/c from {word}.",
    "hashtag-in-small-letters": "It was shared as #justicefor{word}.",
    "letters-apart-with-stars": "O*k*a*f*o*r*-*R*e*e*d was seen.",
    "figures-for-letters": "Li4m 0k4f0r was seen.",
    "day-of-birth-in-roman-figures": "Seen again. Born 11 ii 05.",
    "day-of-birth-misread": "Date of birth O2/11/2OO5 or 11/O2/2OO5.",
    "day-of-birth-across-cells": "DOB 11 | 02 | 2005",
    "street-before-number": "A visit to Marl Street, no. 14 was tried.",
    "case-reference-the-other-way-round": "Filed as SCR 3 of 2009.",
    "school-by-its-saint": "He went to Oswin's until June.",
    "number-without-its-letter": "Social care reference 00817734.",
}

_ORDINARY: Final = {
    "everyday-names-as-words": "It may be that May 2008 was wet. May they rest. We met in May, June and July.\n",
    "other-numbers": "Born in 2005. On 12 February 2005 at 3.6 per cent, SCR-2009-04, 07700 900124, NM20 3XY.\n",
}


def _text(form: str) -> Callable[[str], bytes]:
    return lambda word: form.replace("{word}", word).encode()


TEXT_FORMS: Final = tuple(Canary(f"text-{name}.txt", _text(form)) for name, form in _FORMS.items())
ORDINARY_TEXTS: Final = tuple(
    Benign(f"text-{name}.txt", lambda form=form: form.encode()) for name, form in _ORDINARY.items()
)
