"""A made-up case whose register the tests of this folder share."""

from safelight.core.anonymise.roster import Roster, read_register

REGISTER = """
[case]
reference = "SCR-2009-03"

[[person]]
id = "child"
role = "subject"
names = ["Liam Okafor-Reed"]
known_as = ["Lee"]
date_of_birth = 2005-02-11
date_of_death = 2008-11-23
addresses = ["14 Marl Street, Northmere NM20 3XX"]
phones = ["07700 900123"]
emails = ["liam.family@example.org"]
identifiers = { nhs = "943 476 5919", social_care = "P00817734" }
pseudonym = "Child N"

[[person]]
id = "mother"
role = "parent"
names = ["May Okafor"]
known_as = ["May Tillotson"]
addresses = ["Flat 2, 9 Wharf Road, Northmere NM4 1QZ"]
pseudonym = "Ms Q"

[[person]]
id = "sister"
role = "sibling"
names = ["Rose Okafor-Reed"]
date_of_birth = 2007-05-04
pseudonym = "Child B"

[[person]]
id = "stepfather"
role = "parent"
names = ["William Thackray"]
pseudonym = "Mr G"

[[person]]
id = "aunt"
role = "relative"
names = ["Elizabeth Anne-Marie Christoforou"]
pseudonym = "Aunt D"

[[person]]
id = "friend"
role = "associate"
names = ["Mark Hope"]
pseudonym = "Adult 4"

[[person]]
id = "neighbour"
role = "associate"
names = ["Grace Ellison"]
pseudonym = "Adult 5"

[[person]]
id = "worker"
role = "professional"
names = ["Summer O'Brien"]
pseudonym = "Social Worker 1"

[[place]]
id = "school"
kind = "school"
names = ["St Oswin's Primary School", "St Oswin's"]
replacement = "a primary school"

[[place]]
id = "nursery"
kind = "nursery"
names = ["The Willows Nursery"]
replacement = "a nursery"

[[place]]
id = "town"
kind = "area"
names = ["Harrowgill"]
replacement = "a town"

[[officer]]
role = "board_chair"
name = "Margaret Ellison"

[[officer]]
role = "panel_chair"
name = "Thomas Hope"

[[panel_member]]
job_title = "Designated Nurse"
organisation = "Harrowgill Primary Care Trust"
"""


def roster() -> Roster:
    """The people and places of the made-up case."""
    return read_register(REGISTER)
