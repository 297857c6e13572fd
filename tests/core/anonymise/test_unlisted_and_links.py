"""What does the detector see without a register, and which phrases lead to what is already public?"""

import pytest

from safelight.core.anonymise.engine import find_listed, find_unlisted
from safelight.core.anonymise.finders.tagger import is_nhs_number
from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.jigsaw import PublicFact, find_links
from tests.core.anonymise.people import roster


@pytest.mark.parametrize(
    ("text", "expected", "label"),
    [
        ("Mrs Doyle rang.", "Mrs Doyle", "PERSON"),
        ("Dr J. Patel rang.", "Dr J. Patel", "PERSON"),
        ("PC 2214 Hughes attended.", "PC 2214 Hughes", "PERSON"),
        ("She met Sarah Whitcombe there.", "Sarah Whitcombe", "PERSON"),
        ("When Sarah Whitcombe rang", "Sarah Whitcombe", "PERSON"),
        ("It was Sarah who rang.", "Sarah", "PERSON"),
        ("Ring 07700 900456.", "07700 900456", "CODE"),
        ("Ring +44 7700 900456.", "+44 7700 900456", "CODE"),
        ("NHS 943 476 5919", "943 476 5919", "CODE"),
        ("a.doyle@example.org", "a.doyle@example.org", "CODE"),
        ("ref P00817799 refers", "P00817799", "CODE"),
        ("application no. 40593/04", "40593/04", "CODE"),
        ("lives at 22 Fern Lane now", "22 Fern Lane", "LOC"),
        ("near Fern Lane now", "Fern Lane", "LOC"),
        ("NM3 4AB", "NM3 4AB", "LOC"),
        ("moved to Brackenby last year", "Brackenby", "LOC"),
        ("Brackenby General Hospital", "Brackenby General Hospital", "ORG"),
        ("on 3 March 2008 she", "3 March 2008", "DATETIME"),
        ("on 03/03/08 she", "03/03/08", "DATETIME"),
        ("in June 2007 she", "June 2007", "DATETIME"),
        ("aged 54", "aged 54", "QUANTITY"),
        ("a three-year-old boy", "three-year-old", "QUANTITY"),
        ("the youngest of seven", "the youngest of seven", "QUANTITY"),
        ("one of five children", "one of five children", "QUANTITY"),
        ("the maternal grandmother said", "maternal grandmother", "DEM"),
        ("the twins were well", "twins", "DEM"),
        ("of Polish descent", "Polish descent", "DEM"),
    ],
)
def test_the_detector_sees_it_without_any_register(text: str, expected: str, label: str) -> None:
    assert (expected, label) in {(f.text, f.label) for f in find_unlisted(text, roster=None)}


@pytest.mark.parametrize(
    "text",
    [
        "The Local Safeguarding Children Board met.",
        "Working Together to Safeguard Children",
        "Children Act 1989",
        "The panel agreed six recommendations.",
        "Children's Social Care and the Police",
        "NHS 0000000000",
        "NHS 943 476 5918",
        "The Chair of the Board said so.",
        "On Monday the Health Visitor rang.",
        "It may be that the bill will rise.",
    ],
)
def test_the_detector_leaves_ordinary_words_alone(text: str) -> None:
    assert find_unlisted(text, roster=None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Margaret Ellison chaired.",
        "Harrowgill Primary Care Trust",
        "Child N and Ms Q",
        "Mr G came",
        "at a primary school",
    ],
)
def test_those_who_stay_named_and_labels_in_use_are_not_reported(text: str) -> None:
    assert find_unlisted(text, roster=roster()) == ()


def test_somebody_listed_is_the_registers_business_and_a_stranger_beside_them_is_reported() -> None:
    text = "Liam Okafor-Reed and Sarah Whitcombe"
    assert [f.text for f in find_listed(text, roster=roster())] == ["Liam Okafor-Reed"]
    assert [f.text for f in find_unlisted(text, roster=roster())] == ["Sarah Whitcombe"]


def test_every_label_is_one_of_the_published_ones() -> None:
    text = (
        "Mrs Doyle, aged 54, of 22 Fern Lane, rang 07700 900456 on 3 March 2008; the twins; Brackenby General Hospital"
    )
    found = find_unlisted(text, roster=None)
    assert {f.label for f in found} <= set(LABELS)
    assert all(f.key == "" and f.why and 0 < f.score <= 1 for f in found)


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("9434765919", True),
        ("9434765918", False),
        ("0000000000", False),
        ("943476591", False),
        ("123456789X", False),
    ],
)
def test_an_nhs_number_checks(digits: str, valid: bool) -> None:
    assert is_nhs_number(digits) is valid


TRIAL = PublicFact(
    id="trial",
    text="A man was jailed for 12 years at Northmere Crown Court on 14 November 2009 after a trial.",
    source="Northmere Gazette",
    terms=("Operation Larch",),
)
FAMILY = PublicFact(id="family", text="He was one of four children, and had a twin.", source="Northmere Gazette")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("He stood trial for it.", "trial"),
        ("He was tried at Northmere Crown Court.", "Northmere Crown Court"),
        ("in November 2009 it ended", "November 2009"),
        ("on 14/11/2009 it ended", "14/11/2009"),
        ("on 3 November 2009 it ended", "3 November 2009"),
        ("twelve years' imprisonment", "twelve years' imprisonment"),
        ("He was sentenced.", "sentenced"),
        ("called operation larch", "operation larch"),
    ],
)
def test_a_phrase_that_leads_to_the_reported_trial_is_found(text: str, phrase: str) -> None:
    links = find_links(text, facts=[TRIAL])
    assert phrase in {link.text for link in links}
    assert all(TRIAL.text in link.why and TRIAL.source in link.why for link in links)


@pytest.mark.parametrize("text", ["the twins", "four children", "the surviving twin"])
def test_the_shape_of_the_family_leads_to_what_is_public_about_it(text: str) -> None:
    assert find_links(text, facts=[FAMILY])


@pytest.mark.parametrize("text", ["He stood trial.", "the Crown Court", "the inquest", "five children", "the twins"])
def test_without_a_public_fact_no_phrase_is_a_link(text: str) -> None:
    assert find_links(text, facts=[]) == ()


def test_signs_of_another_kind_than_the_facts_are_not_links() -> None:
    assert find_links("The inquest opened in May 2008. The twins came.", facts=[TRIAL]) == ()
    assert find_links("He was convicted after a trial.", facts=[FAMILY]) == ()
