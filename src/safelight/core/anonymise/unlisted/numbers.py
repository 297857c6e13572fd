"""Which numbers and codes point to one person, by their shape, their cue or their check digit?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.finders.identifiers import A_LINK, A_PHONE, A_REFERENCE, AN_EMAIL, EMAIL, LINK
from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Shape, Sign, find_shapes, in_capitals

_NHS_WEIGHTS: Final = range(10, 1, -1)
_UPN_LETTERS: Final = "abcdefghjklmnpqrtuvwxyz"


def is_nhs_number(digits: str) -> bool:
    """True for ten figures whose last one checks (modulus 11). All zeros would check too, and are nobody's number."""
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _NHS_WEIGHTS, strict=False)) % 11
    return check % 11 == int(digits[9]) and check != 10


def is_pupil_number(code: str) -> bool:
    """True for a unique pupil number: a letter that checks (modulus 23), eleven figures, and a figure or letter."""
    if not re.fullmatch(r"[a-z]\d{11}[\da-z]", code):
        return False
    tail = code[12]
    last = int(tail) if tail.isdigit() else _UPN_LETTERS.find(tail)
    total = sum(int(figure) * weight for weight, figure in enumerate(code[1:12], 2)) + 13 * last
    return last >= 0 and _UPN_LETTERS[total % 23] == code[0]


def _is_nhs(view: View, start: int, end: int) -> bool:
    return is_nhs_number(re.sub(r"\D", "", view.text[start:end]))


def _is_upn(view: View, start: int, end: int) -> bool:
    return is_pupil_number(view.text[start:end])


def _has_several_figures(view: View, start: int, end: int) -> bool:
    return len(set(re.sub(r"\D", "", view.text[start:end]))) > 1


def _is_no_year(view: View, start: int, end: int) -> bool:
    """A school year (2008/09) and two years (2008/2009) are no reference."""
    first, _, second = view.text[start:end].partition("/")
    years = re.fullmatch(r"(?:19|20)\d\d", first) and re.fullmatch(r"\d\d|(?:19|20)\d\d", second)
    return not years


_SHAPES: Final = (
    Shape("email", "CODE", AN_EMAIL, "an e-mail address", 0.99, EMAIL),
    Shape("link", "CODE", A_LINK, "a web address", 0.8, LINK),
    Shape("identifier", "CODE", "a user name", "a user name", 0.95, re.compile(r"(?<![\w.@/])@[a-z_][\w.]{2,30}\b")),
    Shape(
        "phone",
        "CODE",
        A_PHONE,
        "written like a telephone number",
        0.97,
        re.compile(r"(?<![\d.,/\-])(?:\+\s?44\s?(?:\(0\)\s?)?|\(?0)(?:[\s().-]{0,2}\d){9,10}(?![\d/])"),
        _has_several_figures,
    ),
    Shape(
        "phone",
        "CODE",
        A_PHONE,
        "called an extension",
        0.85,
        re.compile(r"\b(?:ext|extn|extension)[\s.:]{1,2}(?P<n>\d{3,6})\b"),
    ),
    Shape(
        "nhs-number",
        "CODE",
        A_REFERENCE,
        "ten figures that check as an NHS number",
        0.98,
        re.compile(r"(?<![\d/])\d{3}[\s\-.]?\d{3}[\s\-.]?\d{4}(?![\d/])"),
        _is_nhs,
    ),
    Shape(
        "nhs-number",
        "CODE",
        A_REFERENCE,
        "called an NHS number",
        0.9,
        re.compile(r"\bnhs\s?(?:no|number|num|#)?[\s.:]{1,3}(?P<n>\d{3}[\s\-.]?\d{3}[\s\-.]?\d{4})(?!\d)"),
        _has_several_figures,
    ),
    Shape(
        "identifier",
        "CODE",
        A_REFERENCE,
        "a pupil's number, whose letter checks",
        0.98,
        re.compile(r"\b[a-z]\d{11}[\da-z]\b"),
        _is_upn,
    ),
    Shape(
        "identifier",
        "CODE",
        A_REFERENCE,
        "written like an insurance number",
        0.95,
        re.compile(r"\b[a-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b"),
    ),
    Shape(
        "identifier",
        "CODE",
        A_REFERENCE,
        "written like a vehicle's registration",
        0.9,
        re.compile(r"(?<![\w-])(?:[a-z]{2}\d{2}\s?[a-z]{3}|[a-z]\d{1,3}\s[a-z]{3})(?![\w-])"),
        in_capitals,
    ),
    Shape(
        "identifier",
        "CODE",
        A_REFERENCE,
        "called a registration",
        0.85,
        re.compile(
            r"\b(?:vrm|vrn|reg|index|plate|registration)[\s.:]{1,3}(?:no\.?\s"
            r"|number\s)?(?P<n>[a-z]{1,3}\d{1,4}\s?[a-z]{2,3})\b"
        ),
    ),
    Shape(
        "identifier",
        "CODE",
        "a police officer",
        "a police officer's collar number",
        0.93,
        re.compile(
            r"\b(?:w?pc|dc|ps|ds|sgt|di|pcso|insp"
            r"|con)\.?\s(?:[a-z]{1,2})?\d{2,6}[a-z]?\b(?!\s?(?:hrs|hours|am|pm))"
        ),
    ),
    Shape(
        "identifier",
        "CODE",
        A_REFERENCE,
        "written like a reference",
        0.8,
        re.compile(
            r"(?<![\w/£$.-])(?=[\w/\-]{0,20}\d)(?:[a-z]{1,5}[-/]?\d{5,12}|[a-z]{2,5}[-/]?\d{4}"
            r"|[a-z]{2,5}[-/]\d{2,5}[-/]\d{1,6}(?:[-/]\d{1,4})?"
            r"|\d{2}[a-z]{2}[-/]\d{3,6}(?:[-/]\d{2})?)(?![\w/])"
        ),
    ),
    Shape(
        "identifier",
        "CODE",
        A_REFERENCE,
        "written like a reference",
        0.75,
        re.compile(r"(?<![\w/£$.,:-])\d{4,6}/\d{2,4}(?![\w/])"),
        _is_no_year,
    ),
    Shape(
        "identifier",
        "CODE",
        A_REFERENCE,
        "called a number or reference",
        0.85,
        re.compile(
            r"\b(?:no|number|num|ref|reference|id|case|application|hospital|file|badge|collar|crime"
            r"|incident|account|a/c|urn|crn|mrn|upn|cad"
            r"|log|passport|policy|tenancy|claim)(?:\s(?:no|number|num|ref"
            r"|id))?[\s.:#]{1,4}(?P<n>[a-z]{0,4}[-/]?\d[\da-z/\-]{2,})\b"
        ),
        _is_no_year,
    ),
)


def find_numbers(view: View) -> Iterator[Sign]:
    """Addresses for messages, telephone numbers, and references of every agency."""
    return find_shapes(view, _SHAPES)
