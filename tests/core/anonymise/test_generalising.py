"""What could be said less exactly, and how it reads in its sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.anonymise.alike import may_be_same
from safelight.core.anonymise.generalise.choice import Told
from safelight.core.anonymise.generalise.choices import choices_for
from safelight.core.anonymise.generalise.days import exact_day, month_and_year
from safelight.core.anonymise.generalise.fitting import fit

BORN, DIED = date(2005, 2, 11), date(2008, 11, 23)


def all_readings(sentence: str, words: str, label: str, rule: str = "") -> list[str]:
    """The sentence with each choice in place of the words."""
    start = sentence.index(words)
    told = Told(words=words, label=label, rule=rule, child="Child N", born=BORN, died=DIED, earlier=date(2008, 3, 1))
    made = []
    for choice in choices_for(told):
        new = fit(sentence, start=start, end=start + len(words), wording=choice.text)
        made.append(sentence[: new.start] + new.text + sentence[new.end :])
    return made


@pytest.mark.parametrize(
    ("sentence", "words", "label", "rule", "reading"),
    [
        ("She rang on 14 March 2008 again.", "14 March 2008", "DATETIME", "date", "She rang in March 2008 again."),
        ("She rang on 14 March 2008 again.", "14 March 2008", "DATETIME", "date", "She rang in early 2008 again."),
        ("She rang on 14 March 2008 again.", "14 March 2008", "DATETIME", "date", "She rang in spring 2008 again."),
        ("She rang on 14 March 2008.", "14 March 2008", "DATETIME", "date", "She rang when Child N was three."),
        ("She rang on 14 March 2008.", "14 March 2008", "DATETIME", "date", "She rang about two weeks later."),
        ("On 14 March 2008 he hid.", "14 March 2008", "DATETIME", "", "About eight months before Child N died he hid."),
        ("On Friday 14 March 2008 she rang.", "14 March 2008", "DATETIME", "date", "In March 2008 she rang."),
        ("Since 14 March 2008 nobody rang.", "14 March 2008", "DATETIME", "date", "Since March 2008 nobody rang."),
        ("Until 14 March 2008 he came.", "14 March 2008", "DATETIME", "date", "Until Child N was three he came."),
        ("14/03/2008: a visit.", "14/03/2008", "DATETIME", "date", "March 2008: a visit."),
        ("It was January 2008.", "January 2008", "DATETIME", "date", "It was the winter of 2007 to 2008."),
        ("He came on Tuesday 3 May.", "Tuesday 3 May", "DATETIME", "date", "He came in May."),
        ("They came in April.", "April", "DATETIME", "date", "They came in the spring."),
        ("He was there for fourteen weeks.", "fourteen weeks", "DATETIME", "date", "He was there for several weeks."),
        ("In the twenty-two months after, he was ill.", "twenty-two months", "DATETIME", "date",
         "In the several months after, he was ill."),
        ("Each of eight agencies wrote.", "eight", "DATETIME", "date", "Each of several agencies wrote."),
        ("He went to prison for seven years.", "seven years", "MISC", "public-link",
         "He went to prison for several years."),
        ("He was seen on eighty-eight occasions.", "eighty-eight occasions", "QUANTITY", "quantity",
         "He was seen on several occasions."),
        ("He took his own inhaler.", "inhaler", "MISC", "circumstance", "He took his own detail withheld."),
        ("At 14:05 he rang.", "14:05", "DATETIME", "time", "In the afternoon he rang."),
        ("Ann, aged 3 years and 2 months, died.", "aged 3 years and 2 months", "DEM", "age", "Ann, aged three, died."),
        ("Tobias, aged 3 years and 2 months, died.", "aged 3 years", "DEM", "age", "Tobias, aged three, died."),
        ("The 14-month-old cried.", "14-month-old", "DEM", "age", "The toddler cried."),
        ("An 8-month-old boy cried.", "8-month-old", "DEM", "age", "A baby boy cried."),
        ("A 17 year old cousin came.", "17 year old", "DEM", "age", "A teenage cousin came."),
        ("He was 6 weeks old then.", "6 weeks old", "DEM", "age", "He was a baby then."),
        ("She was 34 then.", "34", "DEM", "age", "She was in her thirties then."),
        ("He went to the Hawk Lane Surgery.", "Hawk Lane Surgery", "ORG", "organisation", "He went to a GP surgery."),
        ("St Mary's Primary School rang.", "St Mary's Primary School", "ORG", "organisation", "A primary school rang."),
        ("Brackwater's nurses came.", "Brackwater's", "LOC", "place", "A town in the area's nurses came."),
        ("An Albanian family.", "Albanian", "DEM", "origin", "A European family."),
        ("His father, a plumber, left.", "a plumber", "DEM", "work", "His father, somebody in manual work, left."),
        ("He had epilepsy.", "epilepsy", "DEM", "personal-detail", "He had a health condition."),
        ("He was one of five children.", "one of five children", "QUANTITY", "", "He was one of the children."),
        ("The five children left.", "five children", "QUANTITY", "family-shape", "The children left."),
        ("PC Dale Osgood rang.", "PC Dale Osgood", "PERSON", "name", "A police officer rang."),
        ("He died on 2 May 2008.", "2 May 2008", "DATETIME", "date-of-death", "He died in the spring of 2008."),
    ],
)  # fmt: skip
def test_a_choice_reads_well_where_it_stands(sentence: str, words: str, label: str, rule: str, reading: str) -> None:
    assert reading in all_readings(sentence, words, label, rule)


@pytest.mark.parametrize("words", ["year", "months", "new year", "dinosaurs", "the 2nd one"])
def test_what_tells_no_time_is_not_made_one(words: str) -> None:
    assert not [one for one in choices_for(Told(words=words, label="DATETIME")) if one.text != "at that time"]


@pytest.mark.parametrize("words", ["Seventeen", "seventy-one per cent", "seven years", "twenty-three"])
def test_a_number_is_not_taken_for_an_age(words: str) -> None:
    for label, rule in (("QUANTITY", "quantity"), ("MISC", "public-link")):
        said = " ".join(choice.text for choice in choices_for(Told(words=words, label=label, rule=rule)))
        assert not any(word in said for word in ("toddler", "child", "teen", "adult"))


def test_a_listed_day_of_birth_is_never_only_made_less_exact() -> None:
    assert choices_for(Told(words="11 February 2005", label="DATETIME", rule="date-of-birth", born=BORN)) == ()


def test_what_counts_from_the_text_before_is_offered_for_one_place_alone() -> None:
    told = Told(words="14 March 2008", label="DATETIME", earlier=date(2008, 3, 13))
    assert [choice.text for choice in choices_for(told) if choice.only_here] == ["the next day"]


def test_without_a_day_of_birth_or_death_no_choice_speaks_of_the_child() -> None:
    assert not [one for one in choices_for(Told(words="14 March 2008", label="DATETIME")) if "child" in one.text]


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2029, 12, 31)))
def test_no_choice_for_a_day_says_the_day(day: date) -> None:
    words = f"{day.day} {day:%B %Y}"
    assert exact_day(words) == day
    told = Told(words=words, label="DATETIME", born=BORN, died=DIED, child="Child N")
    for choice in choices_for(told):
        assert exact_day(choice.text) is None
    assert month_and_year(day) in [choice.text for choice in choices_for(told)]


@given(years=st.integers(min_value=0, max_value=17), months=st.integers(min_value=1, max_value=11))
def test_no_choice_for_an_age_says_months(years: int, months: int) -> None:
    told = Told(words=f"aged {years} years and {months} months", label="DEM", rule="age")
    assert choices_for(told)
    assert not [choice for choice in choices_for(told) if "month" in choice.text or str(months) in choice.text]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mrs Ida Pellow", "Mrs Pellow", True),
        ("Ida Pellow", "I. Pellow's", True),
        ("Mr Pellow", "Mrs Pellow", False),
        ("Ida Pellow", "Anne Pellow", False),
        ("Ida", "Ida Pellow", False),
        ("Mrs", "Mrs", False),
    ],
)
def test_ways_to_write_one_name(one: str, other: str, same: bool) -> None:
    assert may_be_same(one, other) is same
    assert may_be_same(other, one) is same
