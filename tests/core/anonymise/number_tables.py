"""A register with numbers of every kind, and ways of writing them with what must be found in braces."""

from __future__ import annotations

from datetime import date
from functools import cache

from safelight.core.anonymise.roster import Officer, OfficerRole, Person, Place, Roster


@cache
def one_family() -> Roster:
    """A family with two homes, numbers of every kind, and a case."""
    child = Person(
        id="child", role="subject", names=("Tamsin Harbottle",), date_of_birth=date(2004, 6, 3),
        date_of_death=date(2007, 12, 9), addresses=("Flat 3, 27 Corbel Road, Dunmoor DU6 4QT",),
        identifiers=(("nhs", "485 777 3456"), ("social_care", "LCS-204417"), ("upn", "H801200001234")),
        pseudonym="Child V",
    )  # fmt: skip
    mother = Person(
        id="mother", role="parent", names=("Bronagh Harbottle",), date_of_birth=date(1983, 10, 21),
        addresses=("112 Tannery Lane, Dunmoor DU1 9ZB", "The Old Forge, Nether Quillby DU14 2AA"),
        phones=("07700 900456", "01632 960 123"), emails=("b.harbottle83@example.org",), pseudonym="the mother",
    )  # fmt: skip
    places = (
        Place(id="school", kind="school", names=("St Aldhelm's Church of England Primary School",),
              replacement="a primary school"),
        Place(id="surgery", kind="surgery", names=("The Quillby Medical Centre",), replacement="a surgery"),
        Place(id="town", kind="area", names=("Nether Quillby",), replacement="a village"),
        Place(id="hospital", kind="hospital", names=("Queen Ethelburga's Hospital",), replacement="a hospital"),
    )  # fmt: skip
    officers = (Officer(role=OfficerRole.BOARD_CHAIR, name="Marian Harbottle"),)
    return Roster(case_reference="SCR-2008-07", people=(child, mother), places=places, officers=officers)


FOUND_NUMBERS = """
born {3 June 2004}
born {3rd June 2004}
born on the {3rd of June 2004}
born on the {third of June 2004}
born on the {third of June}
born on {June 3rd}
born on {June 3, 2004}
born on {June the third}
born on {3 June}
born {03/06/04}
born {3/6/04}
born {3.6.2004}
born {3. 6. 2004}
born {03-06-2004}
born {03 06 2004}
born {030604}
born {03062004}
born {2004-06-03}
born {2004/06/03}
born {2004.06.03}
born {20040603}
born {3-Jun-04}
born {03-JUN-2004}
born {3Jun04}
born {3 vi 04}
born {3.VI.2004}
born {3/VI/2004}
born {06/03/2004}
born {O3/O6/2004}
born {03/06/2OO4}
born {3 June,
2004}
born {3
June 2004}
born {3 Jun '04}
born {3rd day of June 2004}
born Thursday {3 June 2004}
DOB {03/06/2004}
D.O.B. {3.6.04}
d.o.b {3/6}
DOB: {3 June}
DoB {030604}
Date of birth: {03 06 04}
Date of Birth {03 | 06 | 2004}
Birthday: {3/6}
her birthday is {3 June}
birthday on {June 3}
on {3 June 2004} she
on {3 June 2004}, the
{03.06.2004} (F)
({03/06/04})
turned 3 on {3 June 2007}
died on {9 December 2007}
died {9/12/07}
died {09.12.2007}
died {9 Dec}
died on the {9th of December}
died on the {ninth of December 2007}
died {2007-12-09}
DOD {09/12/2007}
DOD: {9.12.07}
Date of death: {09-12-07}
death on {December 9, 2007}
on Sunday {9th December 2007}
{20071209}
{21 October 1983}
{21/10/83}
{21.10.1983}
{Oct 21, 1983}
{twenty-first of October 1983}
{21 Oct 1983}
lives at {27 Corbel Road}
lives at {27 Corbel Rd}
lives at {27 Corbel Rd}.
lives at {27, Corbel Road}
lives at {27 CORBEL ROAD}
lives at {27 corbel road}
lives at {27
Corbel Road}
lives at {27 Corbel
Road}
lives in {Corbel Road}
lives in {Corbel Rd}
lives at {Flat 3, 27 Corbel Road}
lives at {Flat 3 27 Corbel Road}
lives at {Flat 3, 27 Corbel Rd, Dunmoor}
lives at {Flat 3, 27 Corbel Road, Dunmoor DU6 4QT}
lives at {3/27 Corbel Road}
lives at {Flat 3 at 27 Corbel Road}
lives at {Apt 3, 27 Corbel Road}
lives at {27 Corbel}
lives at {27A Corbel Road}
lives at {Number 27, Corbel Road}
lives at {No 27 Corbel Road}
lives at {Corbel Road, no. 27}
lives at {Corbel Road 27}
lives at {112 Tannery Lane}
lives at {112 Tannery Ln}
lives at {112 Tannery La}
lives in {Tannery Lane}
lives at {The Old Forge, Nether Quillby}
lives at {Old Forge, Nether Quillby}
lives at {The Old Forge}
postcode {DU6 4QT}
postcode {DU64QT}
postcode {du6 4qt}
postcode {DU6-4QT}
postcode {D U 6 4 Q T}
postcode {DU6  4QT}
postcode {DU1 9ZB}
postcode {DU14 2AA}
NHS number {485 777 3456}
NHS number {4857773456}
NHS number {485-777-3456}
NHS number {485.777.3456}
NHS number {4857 773 456}
NHS number {4 8 5 7 7 7 3 4 5 6}
NHS number {485/777/3456}
NHS No:{4857773456}.
ID {LCS-204417}
ID {LCS204417}
ID {lcs 204417}
ID {LCS 204 417}
ID {LCS/204417}
ID {LCS_204417}
ID {LCS204 417}
LCS no. {204417}
UPN {H801200001234}
UPN {H 801 2000 01234}
UPN {H8O1200001234}
tel {07700 900456}
tel {07700900456}
tel {07700 900 456}
tel {07700-900456}
tel {0 7700 900456}
tel {(07700) 900456}
tel {07700.900.456}
tel {+447700900456}
tel {+44 7700 900456}
tel {+44 (0) 7700 900456}
tel {0044 7700 900 456}
tel {00447700900456}
tel {7700900456}
tel {O7700 9OO456}
tel {077 00 90 04 56}
tel {01632 960123}
tel {(01632) 960123}
tel {01632-960-123}
tel {+44 1632 960123}
tel {01632/960123}
tel {960123}
mail {b.harbottle83@example.org}
mail {B.Harbottle83@Example.ORG}
mail {b.harbottle83 at example.org}
mail {b.harbottle83[at]example.org}
mail {b.harbottle83 (at) example (dot) org}
mail {b.harbottle83 @ example.org}
mail {b.harbottle83@example.com}
ref {SCR-2008-07}
ref {SCR 2008-07}
ref {SCR 2008 07}
ref {SCR/2008/07}
ref {SCR/2008/7}
ref {SCR200807}
ref {scr200807}
ref {SCR_2008_07}
ref {SCR-2008-7}
ref {SCR.2008.07}
ref {SCR08-07}
ref {SCR 08/07}
ref {SCR 07 of 2008}
ref {SCR 7 of 2008}
ref {SCR No 7 of 2008}
ref {SCR 07/2008}
ref {SCR-07-2008}
at {St Aldhelm's Church of England Primary School}
at {St Aldhelm's C of E Primary School}
at {St Aldhelm's CE Primary}
at {St Aldhelm's CofE Primary School}
at {St. Aldhelm's C.E. Primary School}
at {Saint Aldhelm's Primary School}
at {St Aldhelms Primary School}
at {St Aldhelm’s Primary}
at {St Aldhelm's}
at {St Aldhelms}
at {St Aldhelm's School}
at {st aldhelm's}
at {ST ALDHELM'S}
at {StAldhelms}
at {St Aldhelm's Church School}
the {St Aldhelm's} head teacher
at {Aldhelm's}
at {Aldhelms}
at {The Quillby Medical Centre}
at {Quillby Medical Centre}
at {Quillby Medical Practice}
at {Quillby surgery}
at {Quillby Med Centre}
in {Nether Quillby}
in {Nether-Quillby}
in {NetherQuillby}
in {NETHER QUILLBY}
in {nether quillby}
in {N. Quillby}
at {Queen Ethelburga's Hospital}
at {Queen Ethelburga's}
at {Queen Ethelburgas}
at {Queen Ethelburga Hospital}
at {Queen Ethelburga's Hosp}
at {Ethelburga's}
at the {Ethelburga}
see {http://www.staldhelms.example.org} today
mail {office@staldhelms.example.org} today
#{StAldhelms}
"""

PASS_NUMBERS = """
born 3 July 2004
born in 2004
on 4 June 2004
on 3 June 2007
3 June 2008
June 2004
in June 2004
June 2008
9 December 2008
on 9 December 2006
December 2007
in December 2007
the winter of 2007
21 October 2008
21/10/08
at 3.6 per cent
ratio 3:6
3-6 months
3 to 6 weeks
3/6 pupils
page 3 of 6
section 3.6.1
9.12 million
9/12 months
21.10 hours
at 21:10
27 children
27 roads
aged 27
112 referrals
Flat 3
flat 3 of the block
Corbel
corbels and arches
a corbelled roof
Corbet Road
27 Corder Road
a tannery
the tannery by the lane
the old forge
an old forge
DU6
DU6 4QU
DU6 5QT
DU1
DU14
NHS number 485 777 3457
07700 900457
01632 960124
960124
204418
LCS-204418
LCS
SCR
SCR-2008-08
SCR-2009-07
SCR 2008
07
2008
July 2008
in July 2008
St Alban's
St Aldate's
a C of E primary school
Church of England
Church of England Primary School
a primary school
the medical centre
Medical Centre
Queen's Hospital
Queen Elizabeth's Hospital
the Queen
Nether Wallop
Nether
the Netherlands
Marian Harbottle chaired the board.
Marian Harbottle's foreword
MARIAN HARBOTTLE
Mrs Marian Harbottle
Marian  Harbottle
harbour
hard bottle
a bottle
"""
