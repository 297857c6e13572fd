"""Is every form of a listed person's name found, and is an ordinary word left alone?"""

import pytest

from safelight.core.anonymise.engine import anonymise_text, find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Person, Roster
from tests.core.anonymise.people import roster

FOUND = [
    ("Liam Okafor-Reed was seen.", "Liam Okafor-Reed", "child"),
    ("LIAM OKAFOR-REED", "LIAM OKAFOR-REED", "child"),
    ("liam okafor-reed was seen", "liam okafor-reed", "child"),
    ("Saw Liam today.", "Liam", "child"),
    ("saw liam today", "liam", "child"),
    ("Liam's bruise", "Liam's", "child"),
    ("Liam’s bruise", "Liam’s", "child"),
    ("LIAM'S BRUISE", "LIAM'S", "child"),
    ("liams bruise", "liams", "child"),
    ("Okafor-Reed, Liam", "Okafor-Reed, Liam", "child"),
    ("OKAFOR-REED Liam", "OKAFOR-REED Liam", "child"),
    ("Okafor-Reed, L.", "Okafor-Reed, L", "child"),
    ("Liam Okafor Reed", "Liam Okafor Reed", "child"),
    ("Liam OkaforReed", "Liam OkaforReed", "child"),
    ("Liam Okafor‑Reed", "Liam Okafor‑Reed", "child"),
    ("Liam Okafor–Reed", "Liam Okafor–Reed", "child"),
    ("Líam Ökafor-Réed", "Líam Ökafor-Réed", "child"),
    ("Lia\u0301m was here", "Lia\u0301m", "child"),
    ("L. Okafor-Reed", "L. Okafor-Reed", "child"),
    ("L Okafor-Reed was seen", "L Okafor-Reed", "child"),
    ("L.O-R. was seen", "L.O-R.", "child"),
    ("L.O.R. was seen", "L.O.R.", "child"),
    ("LOR's bruise", "LOR's", "child"),
    ("Liam O-R was seen", "Liam O-R", "child"),
    ("Liam J. Okafor-Reed", "Liam J. Okafor-Reed", "child"),
    ("Liam Patrick Okafor-Reed", "Liam Patrick Okafor-Reed", "child"),
    ("Liam Okafor was seen", "Liam Okafor", "child"),
    ("Lee was seen", "Lee", "child"),
    ("lee was seen", "lee", "child"),
    ("Lee Okafor-Reed", "Lee Okafor-Reed", "child"),
    ("Master Liam Okafor-Reed", "Master Liam Okafor-Reed", "child"),
    ("L i a m was seen", "L i a m", "child"),
    ("L-i-a-m was seen", "L-i-a-m", "child"),
    ("L.i.a.m. was seen", "L.i.a.m", "child"),
    ("L I A M  O K A F O R", "L I A M  O K A F O R", "child"),
    ("Li\u00adam was seen", "Li\u00adam", "child"),
    ("Li\u200bam was seen", "Li\u200bam", "child"),
    ("L\u2060i\ufeffam was seen", "L\u2060i\ufeffam", "child"),
    ("Lіаm was seen", "Lіаm", "child"),
    ("Liαm was seen", "Liαm", "child"),
    ("Ｌｉａｍ was seen", "Ｌｉａｍ", "child"),
    ("𝐋𝐢𝐚𝐦 was seen", "𝐋𝐢𝐚𝐦", "child"),
    ("ʟɪᴀᴍ was seen", "ʟɪᴀᴍ", "child"),
    ("Liarn was seen", "Liarn", "child"),
    ("1iam was seen", "1iam", "child"),
    ("Llam was seen", "Llam", "child"),
    ("0kafor said", "0kafor", "child"),
    ("Oka-\nfor said", "Oka-\nfor", "child"),
    ("Thack ray said", "Thack ray", "stepfather"),
    ("Liam\nOkafor-Reed", "Liam\nOkafor-Reed", "child"),
    ("#JusticeForLiam", "Liam", "child"),
    ("#justiceforliam", "liam", "child"),
    ("@LiamOkafor", "LiamOkafor", "child"),
    ("Liam_Okafor-Reed_chronology.docx", "Liam_Okafor-Reed", "child"),
    ("liamokaforreed.pdf", "liamokaforreed", "child"),
    ("LiamChronology", "Liam", "child"),
    ("liam2005 is his login", "liam", "child"),
    ("write to liam.okafor@nhs.example.org", "liam.okafor@nhs.example.org", "child"),
    ("see https://example.org/liam-okafor-reed?x=1 for", "https://example.org/liam-okafor-reed?x=1", "child"),
    ("Okafer said no", "Okafer", "child"),
    ("Okaforr said no", "Okaforr", "child"),
    ("thackrey said no", "thackrey", "stepfather"),
    ("Laim was seen", "Laim", "child"),
    ("Cristoforou came", "Cristoforou", "aunt"),
    ("the Okafor-Reeds", "Okafor-Reeds", "child"),
    ("Mr Thackray came", "Mr Thackray", "stepfather"),
    ("Bill Thackray came", "Bill Thackray", "stepfather"),
    ("Billy came", "Billy", "stepfather"),
    ("she left with Bill that night", "Bill", "stepfather"),
    ("Will said no", "Will", "stepfather"),
    ("W. Thackray", "W. Thackray", "stepfather"),
    ("Beth came", "Beth", "aunt"),
    ("lizzie came", "lizzie", "aunt"),
    ("Liz Christoforou", "Liz Christoforou", "aunt"),
    ("Elizabeth AnneMarie Christoforou", "Elizabeth AnneMarie Christoforou", "aunt"),
    ("Elizabeth A. Christoforou", "Elizabeth A. Christoforou", "aunt"),
    ("May said that she", "May", "mother"),
    ("Mrs May agreed", "Mrs May", "mother"),
    ("It was May's bruise", "May's", "mother"),
    ("they asked May about it", "May", "mother"),
    ("may okafor was seen", "may okafor", "mother"),
    ("May Tillotson", "May Tillotson", "mother"),
    ("the Tillotson family", "Tillotson", "mother"),
    ("Rose's bruise", "Rose's", "sister"),
    ("rose said so", "rose", "sister"),
    ("baby Rose was seen", "Rose", "sister"),
    ("Liam and Rose were seen", "Rose", "sister"),
    ("with Mark at home", "Mark", "friend"),
    ("Mark Hope", "Mark Hope", "friend"),
    ("Mr Hope said", "Mr Hope", "friend"),
    ("Grace was seen at home", "Grace", "neighbour"),
    ("Mrs Ellison said", "Mrs Ellison", "neighbour"),
    ("Grace Ellison said", "Grace Ellison", "neighbour"),
    ("Summer said no", "Summer", "worker"),
    ("Summer O’Brien", "Summer O’Brien", "worker"),
    ("Ms OBrien said", "Ms OBrien", "worker"),
    ("Ms O Brien said", "Ms O Brien", "worker"),
    ("Rose", "Rose", "sister"),
    ("Grace and Mark were spoken to", "Grace", "neighbour"),
    ("ROSE WAS SEEN AT HOME", "ROSE", "sister"),
    ("Bill paid the bill", "Bill", "stepfather"),
    ("her father (WT) was there", "WT", "stepfather"),
    ("LOR was seen", "LOR", "child"),
    ("the Reed-Okafor children", "Reed-Okafor", "child"),
    ("May O. was seen", "May O", "mother"),
    ("PC Rose attended", "PC Rose", "sister"),
]  # fmt: skip

LEFT_ALONE = [
    "it may be that",
    "It may be that",
    "May the panel ask",
    "in May the panel met",
    "In May, the panel met.",
    "on 3 May she rang",
    "May 2008 was wet",
    "the end of May",
    "between April and May",
    "from May to June",
    "last May",
    "it may have been said",
    "he rose to his feet",
    "prices rose",
    "Rose to her feet, she did",
    "a rose garden",
    "rose-coloured glasses",
    "the bill was paid",
    "The Bill was passed",
    "the Children Bill",
    "Bill No. 3 of 2004",
    "it will be",
    "Will the board accept it?",
    "the Will was read",
    "she won't, and will not",
    "his last will",
    "a mark on the arm",
    "Mark the date",
    "the mark's edge",
    "a mark-up",
    "a grace period",
    "Grace Period Policy",
    "grace and favour",
    "in summer",
    "last Summer",
    "Summer Term 2008",
    "the summer's end",
    "we hope that",
    "Hope Street",
    "the Hope Hospital",
    "hope was lost",
    "hoping for more",
    "Margaret Ellison chaired the board",
    "MARGARET ELLISON",
    "Margaret Ellison's report",
    "Thomas Hope chaired the panel",
    "marks and spencer",
    "the lees of the wine",
    "the reed beds",
    "e.g. this, i.e. that",
    "the GP and the HV",
    "Child N was seen",
    "Child N's bruise",
    "Ms Q and Mr G",
    "CHILD N",
    "Harrowgill Primary Care Trust",
    "Okinawa is far away",
    "Lima is in Peru",
    "the williamite war",
    "a liaison officer",
    "Elizabethan drama",
    "a wall, a limb, a lamb",
    "in an email",
    "mayor and mayhem",
    "rosemary and primrose",
    "billing and willing",
    "marking and gracefully",
    "summery hopefulness",
    "Summers are hot",
    "THE BILL WILL RISE IN MAY",
    "Queen Elizabeth Hospital",
    "Rose Garden Nursery",
    "May, June and July were calm",
    "the IMR and the SCR",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "key"), FOUND)
def test_a_listed_name_is_found_in_this_form(text: str, expected: str, key: str) -> None:
    found = find_listed(text, roster=roster())
    assert (expected, key) in {(finding.text, finding.key) for finding in found}


@pytest.mark.parametrize(("text", "expected", "key"), FOUND)
def test_nothing_of_this_form_is_left_after_anonymising(text: str, expected: str, key: str) -> None:
    result = anonymise_text(text, roster=roster())
    assert expected not in result
    assert find_listed(result, roster=roster()) == ()
    assert residue(result, roster=roster()) == ()


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_nobodys_name_here_is_left_alone(text: str) -> None:
    assert find_listed(text, roster=roster()) == ()
    assert residue(text, roster=roster()) == ()
    assert anonymise_text(text, roster=roster()) == text


def test_a_month_stays_where_a_person_of_that_name_goes() -> None:
    assert anonymise_text("In May 2007 May moved.", roster=roster()) == "In May 2007 Ms Q moved."


def test_offsets_count_code_points_of_the_original() -> None:
    text = "“Ａ🙂” Li\u00adam’s ﬁt"
    (finding,) = find_listed(text, roster=roster())
    assert text[finding.start : finding.end] == finding.text == "Li\u00adam’s"


def test_a_shared_surname_alone_is_the_family_and_one_bearers_is_that_person() -> None:
    shared, own = find_listed("The Okafors and the Thackrays met.", roster=roster())
    assert (shared.rule, shared.replacement) == ("surname", "the family")
    assert own.key == "stepfather"


def test_every_finding_says_why() -> None:
    for text, _, key in FOUND:
        assert all(finding.why and finding.finder for finding in find_listed(text, roster=roster())), key


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_the_letter_of_a_label_that_ends_a_sentence_is_no_initial_of_the_next_name(gap: str) -> None:
    people = Roster(
        people=(
            Person(id="child", role="subject", names=("Joel Holt",), pseudonym="Child R"),
            Person(id="visitor", role="professional", names=("Niamh O'Dowd",), pseudonym="the health visitor"),
        )
    )
    text = f"It was for Child R.{gap}Niamh O'Dowd visited."
    assert [text[one.start : one.end] for one in find_listed(text, roster=people)] == ["Niamh O'Dowd"]
