"""Is the register read strictly, refused with a helpful sentence, and written so that it reads back?"""

from datetime import date

import pytest

from safelight.core.anonymise.roster import Person, RegisterError, Roster, check_labels, read_register, write_register
from safelight.core.vocabulary import OfficerRole
from tests.core.anonymise.people import REGISTER, roster

PERSON = '[[person]]\nid = "a"\nnames = ["Zadie Marchbank"]\n'


def test_the_published_form_is_read_whole() -> None:
    read = roster()
    child = read.people[0]
    assert (read.case_reference, child.id, child.role, child.names) == (
        "SCR-2009-03",
        "child",
        "subject",
        ("Liam Okafor-Reed",),
    )
    assert (child.date_of_birth, child.date_of_death) == (date(2005, 2, 11), date(2008, 11, 23))
    assert child.identifiers == (("nhs", "943 476 5919"), ("social_care", "P00817734"))
    assert read.officers[0].role is OfficerRole.BOARD_CHAIR
    assert (read.panel[0].job_title, read.places[0].kind) == ("Designated Nurse", "school")


def test_what_is_written_reads_back_equal() -> None:
    assert read_register(write_register(roster())) == roster()


def test_quotes_line_breaks_and_odd_characters_survive_writing() -> None:
    odd = Roster(people=(Person(id='a"b\\c', names=('Zoë "Zo"\tÖ\n\u200bŁ',), pseudonym="Child A"),))
    assert read_register(write_register(odd)) == odd


def test_somebody_without_a_label_gets_one_from_the_role() -> None:
    assert read_register(PERSON + 'role = "sibling"\n').people[0].pseudonym == "a sibling"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[person]", "not valid TOML"),
        ('[[person]]\nnames = ["A B"]\n', "person 1: 'id' is missing"),
        ('[[person]]\nid = "a"\n', "person 'a': 'names' is missing"),
        (PERSON + "date_of_brith = 2005-02-11\n", "'date_of_brith' is not a key"),
        (PERSON + 'date_of_birth = "soon"\n', "'date_of_birth' is not a date"),
        (PERSON + "date_of_birth = 2005-02-11\ndate_of_death = 2004-02-11\n", "before date_of_birth"),
        (PERSON + 'role = "victim"\n', "role 'victim' is not known. Use one of: subject"),
        (PERSON + "phones = [7700900123]\n", "'phones' must be a list of texts"),
        (PERSON + 'identifiers = "943"\n', "'identifiers' must be a table"),
        (PERSON + PERSON, "id 'a' is used twice"),
        (PERSON + 'pseudonym = "Zadie M"\n', "a name of person 'a'"),
        ('[[person]]\nid = "a"\nnames = ["123"]\n', "has no letters"),
        ('person = "Zadie"\n', "written with two brackets"),
        ('[case]\nreference = "X"\nboard = "Y"\n', "'board' is not a key"),
        ('[[officer]]\nrole = "chair"\nname = "A B"\n', "role 'chair' is not known"),
        (PERSON + '[[officer]]\nrole = "board_chair"\nname = "Zadie Marchbank"\n', "must be named"),
        ('[[place]]\nid = "p"\nkind = "castle"\nnames = ["X"]\n', "kind 'castle' is not known"),
        ('[[place]]\nid = "p"\nnames = ["Larch Hall"]\nreplacement = "near Larch Hall"\n', "the name of place 'p'"),
        ('[[agency]]\nname = "X"\n', "'agency' is not a key"),
    ],
)
def test_a_faulty_register_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(RegisterError) as refused:
        read_register(text)
    assert said in str(refused.value)


def test_a_role_word_may_stand_in_a_label_even_where_it_is_a_surname() -> None:
    check_labels(read_register(REGISTER.replace("Mark Hope", "Mark Child")))
