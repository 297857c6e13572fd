"""What does `detect` find with no register to go by? The network of the package itself answers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from safelight.core.anonymise.engine import find_listed, find_unlisted, find_unlisted_in_paper
from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.fold import fold
from safelight.core.anonymise.unlisted.agreement import find_again
from safelight.core.anonymise.unlisted.detect import detect
from safelight.core.anonymise.unlisted.sign import Sign
from safelight.core.papers.reading import read_paper
from tests.core.anonymise.people import roster

FOUND = [
    ("Mrs Doyle rang the ward at ten.", "Mrs Doyle", "PERSON"),
    ("PC 2214 Hughes attended at the flat.", "PC 2214 Hughes", "PERSON"),
    ("She met Sarah Whitcombe there.", "Sarah Whitcombe", "PERSON"),
    ("It was Aminata who rang the nursery.", "Aminata", "PERSON"),
    ("home visit. saw tyrone and his nan shirley, both well", "tyrone", "PERSON"),
    ("Ring 07700 900456.", "07700 900456", "CODE"),
    ("NHS 943 476 5919", "943 476 5919", "CODE"),
    ("Her new flat is at 22 Fern Lane, above the shop.", "22 Fern Lane", "LOC"),
    ("The family moved to Brackenby last year.", "Brackenby", "LOC"),
    ("He was seen at Brackenby General Hospital.", "Brackenby General Hospital", "ORG"),
    ("On 3 March 2008 she rang.", "3 March 2008", "DATETIME"),
    ("He fell the day after his seventh birthday.", "seventh birthday", "DATETIME"),
    ("Her father, aged 54, was there.", "aged 54", "DEM"),
    ("She is the youngest of seven.", "the youngest of seven", "QUANTITY"),
]

LEFT_ALONE = [
    "The Local Safeguarding Children Board met.",
    "Working Together to Safeguard Children",
    "Children Act 1989",
    "The panel agreed six recommendations.",
    "Children's Social Care and the Police",
    "The Chair of the Board said so.",
    "It may be that the bill will rise.",
    "I hope the trust will grow and that she will mark the good days.",
    "Mum said MGM had rung the HV and the SW.",
]


@pytest.mark.parametrize(("text", "expected", "label"), FOUND)
def test_it_is_found_without_any_register(text: str, expected: str, label: str) -> None:
    covering = [found for found in detect(text) if expected in found.text]
    assert [found.label for found in covering] == [label], detect(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert [found.text for found in detect(text)] == []


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
    text = "Liam Okafor-Reed met Sarah Whitcombe."
    assert [f.text for f in find_listed(text, roster=roster())] == ["Liam Okafor-Reed"]
    assert [f.text for f in find_unlisted(text, roster=roster())] == ["Sarah Whitcombe"]


def test_every_finding_says_who_found_it_why_and_how_surely() -> None:
    text = (
        "Mrs Doyle, aged 54, of 22 Fern Lane, rang 07700 900456 on 3 March 2008; the twins; Brackenby General Hospital"
    )
    found = detect(text)
    assert {one.label for one in found} <= set(LABELS)
    assert {one.finder for one in found} <= {"rules", "tagger", "agreement"}
    assert all(one.key == "" and one.why and 0 < one.score <= 1 for one in found)
    assert all(one.text == text[one.start : one.end] for one in found)


def test_findings_stand_in_order_and_never_overlap() -> None:
    text = (
        "14 Marl Street, Northmere NM20 3XX. Dr Rao, PC 2214 Hughes and Kelly-Ann O'Brien, 07700 900123, on 3/4/08. "
        * 3
    )
    found = detect(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_name_found_once_is_found_everywhere_and_so_is_its_surname() -> None:
    view = fold("Dr Anjali Varkey rang. Later varkey said no; VARKEY again, and Varkeys, and Anjali.")
    whole = Sign(0, 16, "name", "PERSON", "a person", "a title and a name", 0.9)
    again = {view.original[sign.start : sign.end] for sign in find_again(view, [whole])}
    assert again >= {"VARKEY", "Anjali"}
    assert "Varkeys" not in again
    assert "varkey" not in again, "with care taken elsewhere, a small letter is another word"


def test_in_hurried_notes_small_letters_are_followed_too() -> None:
    view = fold("saw anjali varkey at home. later varkey said no")
    whole = Sign(4, 17, "name", "PERSON", "a person", "reads like a name", 0.9)
    assert "varkey" in {view.text[sign.start : sign.end] for sign in find_again(view, [whole]) if sign.start > 20}


def test_offsets_are_code_points_also_after_letters_that_fold_to_several() -> None:
    text = "👶 ﬁrst: Straße 5, Mrs Jane Smithers rang from 07700 900123."
    assert {"07700 900123"} <= {one.text for one in detect(text)}
    assert all(one.text == text[one.start : one.end] for one in detect(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "—", "👶", "\x00"])
def test_a_text_without_words_holds_nobody(text: str) -> None:
    assert detect(text) == ()


def test_in_a_paper_findings_keep_to_their_passages() -> None:
    paper = read_paper(b"Seen by Dr Anjali Varkey.\n\nVarkey rang 07700 900456.\n", name="note.txt")
    placed = find_unlisted_in_paper(paper, roster=None)
    by_passage = {passage.where: passage.text for passage in paper.passages}
    assert {one.finding.text for one in placed} >= {"Dr Anjali Varkey", "Varkey", "07700 900456"}
    for one in placed:
        assert by_passage[one.where][one.finding.start : one.finding.end] == one.finding.text
