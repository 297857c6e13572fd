"""Is every way of writing a listed number, date, address or place found, and nothing that only resembles it?"""

import pytest

from safelight.core.anonymise.engine import anonymise_text, find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Place, Roster
from tests.core.anonymise.people import roster

FOUND = [
    ("born 11 February 2005", "11 February 2005", "date-of-birth"),
    ("born 11th Feb 2005", "11th Feb 2005", "date-of-birth"),
    ("born on the 11th of February 2005", "11th of February 2005", "date-of-birth"),
    ("born on the eleventh of February 2005", "eleventh of February 2005", "date-of-birth"),
    ("born February 11, 2005", "February 11, 2005", "date-of-birth"),
    ("born Feb. 11th, 2005", "Feb. 11th, 2005", "date-of-birth"),
    ("born February 11 2005", "February 11 2005", "date-of-birth"),
    ("born February the 11th", "February the 11th", "date-of-birth"),
    ("on 11 February, 2005 he", "11 February, 2005", "date-of-birth"),
    ("DOB 11/02/2005", "11/02/2005", "date-of-birth"),
    ("DOB 11/2/05", "11/2/05", "date-of-birth"),
    ("DOB: 11.2.05.", "11.2.05", "date-of-birth"),
    ("DOB 11-02-2005", "11-02-2005", "date-of-birth"),
    ("DOB 11 02 05", "11 02 05", "date-of-birth"),
    ("(11.02.05)", "11.02.05", "date-of-birth"),
    ("11 / 02 / 2005", "11 / 02 / 2005", "date-of-birth"),
    ("２００５-０２-１１", "２００５-０２-１１", "date-of-birth"),
    ("2005-02-11", "2005-02-11", "date-of-birth"),
    ("2005/02/11", "2005/02/11", "date-of-birth"),
    ("2005-02-11T00:00", "2005-02-11", "date-of-birth"),
    ("20050211", "20050211", "date-of-birth"),
    ("11022005", "11022005", "date-of-birth"),
    ("DOB 02/11/2005", "02/11/2005", "date-of-birth"),
    ("DOB 110205", "110205", "date-of-birth"),
    ("11-Feb-2005", "11-Feb-2005", "date-of-birth"),
    ("11Feb2005", "11Feb2005", "date-of-birth"),
    ("11 Feb '05", "11 Feb '05", "date-of-birth"),
    ("11 February is his day", "11 February", "date-of-birth"),
    ("the 11th of February", "11th of February", "date-of-birth"),
    ("his third birthday, 11 February 2008", "11 February 2008", "date-of-birth"),
    ("he turned 3 on 11 February 2008", "11 February 2008", "date-of-birth"),
    ("10-11 February 2005", "10-11 February 2005", "date-of-birth"),
    ("born in February 2005", "February 2005", "date-of-birth"),
    ("DOB 02/2005", "02/2005", "date-of-birth"),
    ("died on 23 November 2008", "23 November 2008", "date-of-death"),
    ("on Sunday 23rd November 2008", "23rd November 2008", "date-of-death"),
    ("23/11/08", "23/11/08", "date-of-death"),
    ("at 14 Marl Street, Northmere NM20 3XX they", "14 Marl Street, Northmere NM20 3XX", "address"),
    ("at 14, Marl St., Northmere, NM203XX", "14, Marl St., Northmere, NM203XX", "address"),
    ("at 14 Marl Street they", "14 Marl Street", "address"),
    ("at No. 14 Marl Street they", "No. 14 Marl Street", "address"),
    ("at 14 marl st they", "14 marl st", "address"),
    ("14\nMarl Street\nNorthmere\nNM20 3XX", "14\nMarl Street\nNorthmere\nNM20 3XX", "address"),
    ("near Marl Street", "Marl Street", "address"),
    ("MARL STREET", "MARL STREET", "address"),
    ("Flat 2, 9 Wharf Road", "Flat 2, 9 Wharf Road", "address"),
    ("9 Wharf Rd", "9 Wharf Rd", "address"),
    ("NM20 3XX", "NM20 3XX", "postcode"),
    ("nm203xx", "nm203xx", "postcode"),
    ("NM2O 3XX", "NM2O 3XX", "postcode"),
    ("07700 900123", "07700 900123", "phone"),
    ("07700900123", "07700900123", "phone"),
    ("0770 090 0123", "0770 090 0123", "phone"),
    ("07700-900-123", "07700-900-123", "phone"),
    ("+44 7700 900123", "+44 7700 900123", "phone"),
    ("+44 (0)7700 900 123", "+44 (0)7700 900 123", "phone"),
    ("0044 7700900123", "0044 7700900123", "phone"),
    ("(07700) 900123", "(07700) 900123", "phone"),
    ("0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3", "phone"),
    ("O77OO 9OO123", "O77OO 9OO123", "phone"),
    ("943 476 5919", "943 476 5919", "identifier"),
    ("9434765919", "9434765919", "identifier"),
    ("943-476-5919", "943-476-5919", "identifier"),
    ("94347 65919", "94347 65919", "identifier"),
    ("943 476\n5919", "943 476\n5919", "identifier"),
    ("P00817734", "P00817734", "identifier"),
    ("p 0081 7734", "p 0081 7734", "identifier"),
    ("liam.family@example.org", "liam.family@example.org", "email"),
    ("LIAM.FAMILY@EXAMPLE.ORG", "LIAM.FAMILY@EXAMPLE.ORG", "email"),
    ("liam.family at example dot org", "liam.family at example dot org", "email"),
    ("liam.family (at) example.org", "liam.family (at) example.org", "email"),
    ("liam.family@other.example", "liam.family@other.example", "email"),
    ("mailto:liam.family@example.org", "mailto:liam.family@example.org", "link"),
    ("SCR-2009-03", "SCR-2009-03", "case-reference"),
    ("scr 2009 03", "scr 2009 03", "case-reference"),
    ("SCR/2009/03", "SCR/2009/03", "case-reference"),
    ("SCR200903", "SCR200903", "case-reference"),
    ("SCR 2009/3", "SCR 2009/3", "case-reference"),
    ("SCR‑2009‑03", "SCR‑2009‑03", "case-reference"),
    ("at St Oswin's Primary School they", "St Oswin's Primary School", "place"),
    ("at St. Oswins they", "St. Oswins", "place"),
    ("at Saint Oswin’s they", "Saint Oswin’s", "place"),
    ("at St Oswin Primary they", "St Oswin Primary", "place"),
    ("ST OSWIN'S", "ST OSWIN'S", "place"),
    ("at The Willows Nursery", "The Willows Nursery", "place"),
    ("at Willows Nursery", "Willows Nursery", "place"),
    ("in Harrowgill town", "Harrowgill", "place"),
    ("Harrowgill's streets", "Harrowgill's", "place"),
]

LEFT_ALONE = [
    "12 February 2005",
    "11 March 2005",
    "11 February 2008",
    "11 February 2006 to 2007",
    "February 2005",
    "2005",
    "11/02/2006",
    "02/11/2005",
    "1.11.2.05",
    "111/02/2005",
    "11/02/20055",
    "11:02:05",
    "23 November 2007",
    "24/11/08",
    "autumn of 2008",
    "07700 900124",
    "107700900123",
    "077009001234",
    "943 476 5918",
    "1943 476 5919",
    "94347659190",
    "P00817735",
    "AP00817735",
    "NM20 3XY",
    "NM20",
    "NM2 3XX",
    "SCR-2009-031",
    "SCR-2008-03",
    "XSCR-2009-03",
    "Wharfedale Road",
    "Marlborough Street",
    "14 Larch Street",
    "family@example.org",
    "St Osmund's",
    "the willows by the river",
    "willows nursery rhymes",
    "Harrow",
    "a primary school",
]


@pytest.mark.parametrize(("text", "expected", "rule"), FOUND)
def test_it_is_found_however_it_is_written(text: str, expected: str, rule: str) -> None:
    found = find_listed(text, roster=roster())
    assert (expected, rule) in {(finding.text, finding.rule) for finding in found}


@pytest.mark.parametrize(("text", "expected", "rule"), FOUND)
def test_nothing_is_left_of_it_after_anonymising(text: str, expected: str, rule: str) -> None:
    result = anonymise_text(text, roster=roster())
    assert expected not in result
    assert find_listed(result, roster=roster()) == ()
    assert residue(result, roster=roster()) == ()


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_resembles_it_is_left_alone(text: str) -> None:
    assert find_listed(text, roster=roster()) == ()
    assert residue(text, roster=roster()) == ()


def test_the_panels_employer_keeps_its_town_but_the_town_elsewhere_goes() -> None:
    text = "Harrowgill Primary Care Trust, of Harrowgill"
    assert anonymise_text(text, roster=roster()) == "Harrowgill Primary Care Trust, of a town"


ACORNS = Roster(
    places=(Place(id="nursery", kind="nursery", names=("Little Acorns Day Nursery",), replacement="a nursery"),)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at Little Acorns on Monday", ["Little Acorns"]),
        ("Little Acorns Nursery", ["Little Acorns Nursery"]),
        ("in little acorns nursery", ["little acorns nursery"]),
        ("little acorns day nursery", ["little acorns day nursery"]),
        ("little acorns grow into oaks", []),
        ("Little acorns grow into oaks", []),
        ("a day nursery", []),
    ],
)
def test_a_place_of_ordinary_words_has_short_forms_too(text: str, found: list[str]) -> None:
    assert [one.text for one in find_listed(text, roster=ACORNS)] == found
