"""Does the text still read as English once people are taken out of it, and is nothing said that need not be?"""

from datetime import date

import pytest

from safelight.core.anonymise.engine import CannotAnonymise, anonymise_text
from safelight.core.anonymise.policy import age_in_words, death_wording
from safelight.core.anonymise.roster import Person, RegisterError, Roster, read_register
from tests.core.anonymise.people import REGISTER, roster


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Liam's bruise", "Child N's bruise"),
        ("Liam’s bruise", "Child N’s bruise"),
        ("LIAM'S BRUISE", "CHILD N'S BRUISE"),
        ("liams bruise", "Child N's bruise"),
        ("the Okafors' house", "the family's house"),
        ("The Okafor family came.", "The family came."),
        ("Mrs Okafor came.", "A member of the family came."),
        ("Mr & Mrs Okafor came.", "The family came."),
        ("Mr and Mrs Okafor came.", "The family came."),
        ("Liam´s bruise", "Child N´s bruise"),
        ("Okafor-Reed, Liam", "Child N"),
        ("He was born on 11 February 2005.", "He was born on a date withheld (aged 3 at death)."),
        ("DOB: 11.2.05", "DOB: date withheld (aged 3 at death)"),
        ("On 11 February 2005 she rang.", "On a date withheld she rang."),
        ("He died on Sunday 23rd November 2008.", "He died in the autumn of 2008."),
        ("On 23 November 2008 she rang.", "In the autumn of 2008 she rang."),
        ("between then and 23/11/2008", "between then and the autumn of 2008"),
        ("He lived at 14 Marl Street, Northmere NM20 3XX.", "He lived at an address."),
        ("14 Marl Street was cold.", "An address was cold."),
        ("along Marl Street", "along a street"),
        ("the St Oswin's Primary School", "a primary school"),
        ("Tel. 07700 900123", "Tel. a telephone number"),
        ("#JusticeForLiam", "#JusticeForChildN"),
        ("Liam, Rose and Bill Thackray were seen.", "Child N, Child B and Mr G were seen."),
        ("Margaret Ellison and Mrs Ellison", "Margaret Ellison and Adult 5"),
        ("He was born on Friday the 11th of February 2005.", "He was born on a date withheld (aged 3 at death)."),
        ("He was born in February 2005.", "He was born on a date withheld (aged 3 at death)."),
        ("DOB 11/02/2005", "DOB date withheld (aged 3 at death)"),
        ("Aunt Lizzie and Uncle Bill came.", "Aunt D and Mr G came."),
        ("Baby Rose came.", "Child B came."),
        ("ref. SCR-2009-03", "ref. withheld"),
        ("NHS number 943 476 5919", "NHS number withheld"),
        ("St Oswin's Primary School's gates", "A primary school's gates"),
        ("a St Oswin's pupil", "a primary school pupil"),
        ("along 16 Marl Street", "along an address"),
        ("Zadie lives near the Willows surgery.", "Zadie lives near the Willows surgery."),
    ],
)
def test_the_sentence_still_reads(text: str, reads: str) -> None:
    assert anonymise_text(text, roster=roster()) == reads


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("The child's mother May rang.", "The child's mother rang."),
        ("The child's mother, May, rang.", "The child's mother rang."),
        ("Her mother (May) rang.", "Her mother rang."),
        ("Mother May rang.", "Mother rang."),
        ("His mother May's house", "His mother's house"),
        ("the mother, May Okafor, rang", "the mother rang"),
        ("Dear May,", "Dear mother,"),
        ("May's sister met May.", "The mother's sister met the mother."),
        ("MAY OKAFOR WAS SEEN", "THE MOTHER WAS SEEN"),
        ("A May Okafor rang.", "The mother rang."),
    ],
)
def test_a_label_that_was_just_said_is_not_said_again(text: str, reads: str) -> None:
    mother = Person(id="mother", role="parent", names=("May Okafor",), pseudonym="the mother")
    case = Roster(people=(mother,))
    assert anonymise_text(text, roster=case) == reads
    assert anonymise_text(reads, roster=case) == reads


@pytest.mark.parametrize(
    ("died", "words"),
    [
        (date(2008, 11, 23), "the autumn of 2008"),
        (date(2008, 12, 1), "the winter of 2008 to 2009"),
        (date(2009, 2, 28), "the winter of 2008 to 2009"),
        (date(2009, 3, 1), "the spring of 2009"),
        (date(2009, 8, 31), "the summer of 2009"),
    ],
)
def test_a_day_of_death_becomes_its_season(died: date, words: str) -> None:
    assert death_wording(died) == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2008, 2, 10), "2"),
        (date(2008, 2, 11), "3"),
        (date(2007, 2, 10), "23 months"),
        (date(2005, 4, 11), "2 months"),
        (date(2005, 3, 11), "one month"),
        (date(2005, 3, 10), "under one month"),
    ],
)
def test_an_age_is_only_as_exact_as_it_may_be(on: date, words: str) -> None:
    assert age_in_words(born=date(2005, 2, 11), on=on) == words


def test_a_label_that_gives_a_name_away_is_refused_before_anything_is_replaced() -> None:
    people = (Person(id="a", names=("Zadie Marchbank",), pseudonym="Zadie M"),)
    with pytest.raises(RegisterError):
        anonymise_text("Zadie came.", roster=Roster(people=people))


def test_what_cannot_be_taken_out_is_an_error_not_a_leak() -> None:
    spaced = Roster(people=(Person(id="a", names=("Zadie Marchbank",), pseudonym="Za-die"),))
    with pytest.raises(CannotAnonymise) as refused:
        anonymise_text("Zadie came.", roster=spaced)
    assert "still shows" in refused.value.reasons[0]


def test_the_register_of_these_tests_has_the_labels_it_should() -> None:
    assert [p.pseudonym for p in read_register(REGISTER).people][:2] == ["Child N", "Ms Q"]
