"""What does each rule take for identifying, with no register to go by, and what does it leave alone?"""

import pytest

from safelight.core.anonymise.fold import fold
from safelight.core.anonymise.unlisted.detect import by_rules
from safelight.core.anonymise.unlisted.numbers import is_nhs_number, is_pupil_number

FOUND = [
    ("Mrs Doyle rang.", "Mrs Doyle", "PERSON"),
    ("Dr J. Patel rang.", "Dr J. Patel", "PERSON"),
    ("PC 2214 Hughes attended.", "PC 2214 Hughes", "PERSON"),
    ("pc 2214 hughes attended", "pc 2214 hughes", "PERSON"),
    ("mrs okonkwo rang again", "mrs okonkwo", "PERSON"),
    ("DS Lena Brandt took it on", "DS Lena Brandt", "PERSON"),
    ("a man known as Fitz came", "Fitz", "PERSON"),
    ("Ring 07700 900456.", "07700 900456", "CODE"),
    ("Ring +44 7700 900456.", "+44 7700 900456", "CODE"),
    ("on ext 4417 till five", "4417", "CODE"),
    ("NHS 943 476 5919", "943 476 5919", "CODE"),
    ("nhs no: 943 476 5918 (as given)", "943 476 5918", "CODE"),
    ("a.doyle@example.org", "a.doyle@example.org", "CODE"),
    ("posts as @lil_kez07 at night", "@lil_kez07", "CODE"),
    ("ref P00817799 refers", "P00817799", "CODE"),
    ("application no. 40593/04", "40593/04", "CODE"),
    ("crime ref 44AB/2210/08", "44AB/2210/08", "CODE"),
    ("SC/20914/08 refers", "SC/20914/08", "CODE"),
    ("a van, AB12 CDE, outside", "AB12 CDE", "CODE"),
    ("reg ab12 cde seen again", "ab12 cde", "CODE"),
    ("QQ 12 34 56 C", "QQ 12 34 56 C", "CODE"),
    ("lives at 22 Fern Lane now", "22 Fern Lane", "LOC"),
    ("lives at 22 fern lane now", "22 fern lane", "LOC"),
    ("near Fern Lane now", "Fern Lane", "LOC"),
    ("moved into flat 4 above", "flat 4", "LOC"),
    ("NM3 4AB", "NM3 4AB", "LOC"),
    ("on 3 March 2008 she", "3 March 2008", "DATETIME"),
    ("on 03/03/08 she", "03/03/08", "DATETIME"),
    ("in June 2007 she", "June 2007", "DATETIME"),
    ("in 2007 she", "2007", "DATETIME"),
    ("at 10:45hrs she", "10:45hrs", "DATETIME"),
    ("1430hrs, no reply", "1430hrs", "DATETIME"),
    ("about 3pm", "3pm", "DATETIME"),
    ("on Christmas Eve she", "Christmas Eve", "DATETIME"),
    ("just before Diwali", "Diwali", "DATETIME"),
    ("since the autumn she", "the autumn", "DATETIME"),
    ("autumn 2007", "autumn 2007", "DATETIME"),
    ("his seventh birthday", "seventh birthday", "DATETIME"),
    ("in the school year 2008/09", "2008/09", "DATETIME"),
    ("aged 54", "aged 54", "DEM"),
    ("a three-year-old boy", "three-year-old", "DEM"),
    ("Kayleigh (14) and", "14", "DEM"),
    ("in her mid-twenties", "mid-twenties", "DEM"),
    ("baby, 7/12 old, seen", "7/12 old", "DEM"),
    ("of Polish descent", "Polish descent", "DEM"),
    ("the twins were well", "twins", "DEM"),
    ("the youngest of seven", "the youngest of seven", "QUANTITY"),
    ("one of five children", "one of five children", "QUANTITY"),
]

LEFT_ALONE = [
    "The panel agreed six recommendations.",
    "Children Act 1989",
    "NHS 0000000000",
    "On Monday the Health Visitor rang.",
    "It may be that the bill will rise.",
    "BP 120/80, temp 37.2, sats 98%",
    "paracetamol 250mg qds 3/7, Hx nil, O/E NAD",
    "s47 enquiries; s17 support; Form 87a",
    "PCSO. Alcohol on breath.",
    "Two children upstairs, 3 visits of 20 minutes.",
    "the spring coat, the summer fair",
]


def found_in(text: str) -> set[tuple[str, str]]:
    view = fold(text)
    return {(text[slice(*view.span(sign.start, sign.end))], sign.label) for sign in by_rules(view)}


@pytest.mark.parametrize(("text", "expected", "label"), FOUND)
def test_a_rule_finds_it(text: str, expected: str, label: str) -> None:
    assert (expected, label) in found_in(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_no_rule_takes_this_for_identifying(text: str) -> None:
    assert found_in(text) == set()


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("9434765919", True), ("9434765918", False), ("0000000000", False), ("943476591", False), ("123456789X", False)],
)
def test_an_nhs_number_checks(digits: str, valid: bool) -> None:
    assert is_nhs_number(digits) is valid


def test_a_pupils_number_checks_by_its_letter() -> None:
    letters = "abcdefghjklmnpqrtuvwxyz"
    right = [letter for letter in letters if is_pupil_number(letter + "801200001001")]
    assert len(right) == 1
    assert not is_pupil_number(right[0] + "80120000100")
    assert not is_pupil_number(right[0] + "801200001002")
