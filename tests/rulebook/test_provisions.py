"""Is every place that a rule cites listed with how sure we are of it, and was every one called verified really read?"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import Provision
from safelight.core.vocabulary import CitationStatus

from .notes import SOURCES, Notes, places_of, read_notes

RULEBOOK = load_rulebook()
PROVISIONS = RULEBOOK.framework.provisions
CITED = {(rule.source.id, rule.provision, rule.citation_status) for rule in RULEBOOK.rules if rule.provision}
VERIFIED = [each for each in PROVISIONS if each.status is CitationStatus.VERIFIED]
VARIABLE = "SAFELIGHT_GUIDANCE"
with_notes = pytest.mark.skipif(
    not os.environ.get(VARIABLE),
    reason=f"{VARIABLE} is not set. Let it name the research notes from which the rules were written, a Markdown file "
    "of facts that each carry a code for where they were read. The notes are no part of this repository.",
)


def named(provision: Provision) -> str:
    return f"{provision.source} {provision.cite}"


@cache
def notes() -> Notes:
    return read_notes(Path(os.environ[VARIABLE]).read_text(encoding="utf-8"))


def test_every_place_that_a_rule_cites_is_listed_with_the_same_status() -> None:
    listed = {(each.source, each.cite, each.status) for each in PROVISIONS}
    assert listed >= CITED, listed ^ CITED


def test_no_place_is_listed_that_no_rule_cites() -> None:
    assert {(each.source, each.cite, each.status) for each in PROVISIONS} == CITED


def test_a_place_is_listed_once_and_only_a_whole_chapter_with_more_than_one_status() -> None:
    listed = [(each.source, each.cite) for each in PROVISIONS]
    assert len({(*place, each.status) for place, each in zip(listed, PROVISIONS, strict=True)}) == len(listed)
    twice = {cite for source, cite in listed if listed.count((source, cite)) > 1}
    assert all(re.fullmatch(r"chapter \d+", cite) for cite in twice), twice


def test_what_was_not_read_says_so() -> None:
    for each in PROVISIONS:
        if each.status is CitationStatus.UNVERIFIED:
            assert re.search(r"recalled|not read|not known|known", each.read), named(each)


@pytest.mark.parametrize("provision", VERIFIED, ids=named)
def test_a_verified_place_has_figures_that_can_be_compared(provision: Provision) -> None:
    assert places_of(provision.cite, source=provision.source), provision.cite
    assert provision.source in SOURCES, f"Say in tests/rulebook/notes.py how the notes call {provision.source}."


@with_notes
@pytest.mark.parametrize("provision", VERIFIED, ids=named)
def test_the_notes_read_every_figure_of_a_verified_place(provision: Provision) -> None:
    for place in places_of(provision.cite, source=provision.source):
        assert notes().back(place), f"The notes do not say that they read {place}."


@with_notes
@pytest.mark.parametrize(
    ("source", "cite"),
    [
        ("wt2010", "paragraph 8.48"),
        ("wt2010", "paragraph 8.9"),
        ("wt2010", "paragraph 8.10"),
        ("wt2010", "chapter 9"),
        ("si-2006-90", "regulation 5(3)"),
        ("si-2006-90", "regulation 6"),
        ("ca1989", "section 97(3)"),
        ("ca2004", "section 16D"),
        ("ca2004", "section 16F"),
        ("ca2004", "section 16B(6)"),
        ("si-2018-789", "regulation 11"),
        ("si-2018-789", "regulation 12"),
        ("care-act-2014", "section 44(6)"),
        ("care-act-2014", "section 45"),
        ("lga1972", "section 100B"),
        ("lga1972", "section 100E"),
        ("lga1972", "Schedule 12A, Part 1 (paragraphs 1 to 7)"),
        ("lga2000", "section 21(3)"),
        ("si-2000-3272", "regulation 8"),
        ("si-2012-2089", "regulation 12"),
        ("si-2012-2089", "regulation 15"),
        ("vpa2024", "section 20"),
    ],
)
def test_the_notes_do_not_read_what_was_invented_or_only_recalled(source: str, cite: str) -> None:
    assert not all(notes().back(place) for place in places_of(cite, source=source))


@pytest.mark.parametrize(
    ("cite", "figures"),
    [
        ("paragraph 8.49", ["8.49"]),
        ("regulation 5(1)(e) and (2)", ["5(1)(e)", "5(2)"]),
        ("regulations 9 to 11", ["9", "10", "11"]),
        ("section 44(1)-(3)", ["44(1)", "44(2)", "44(3)"]),
        ("sections 16A to 16C", ["16A", "16B", "16C"]),
        ("Schedule 12A, Part 1 (paragraphs 1 to 3)", ["12A", "1", "1", "2", "3"]),
    ],
)
def test_a_citation_is_taken_apart_into_its_figures(cite: str, figures: list[str]) -> None:
    assert [figure for _, _, figure in places_of(cite, source="made-up")] == figures


MADE_UP = """
## A. Things under SI 2012/2089
| fact | source | conf |
|---|---|---|
| a first thing | SI 2012/2089 reg 8 (its twin: SI 2000/3272) | V1 |
| a second thing | regs 5, 9-11 | V1/V2 |
| a third thing | regs 12-13 | V1/R |
| a fourth thing, from an Act | CA 1989 s97(2) | V1 |
### A1. Under the Schedule (LGA 1972 Sch 12A Part 1)
| para | subject | conf |
|---|---|---|
| 1 | a subject | V1 |
| 2 | another | V2 |
Text: it was read in the Act and its fallback V1 (s16B(4)-(5)), the local twin s16F is R, and reg 40 V2.
Para 8.49 is the only WT2010 paragraph that is V1. ~8.16 of WT2010 is V1 substance.
"""


@pytest.mark.parametrize(
    ("source", "cite", "read"),
    [
        ("si-2012-2089", "regulation 8", True),
        ("si-2000-3272", "regulation 8", False),
        ("si-2012-2089", "regulations 9 to 11", True),
        ("si-2012-2089", "regulation 7", False),
        ("si-2012-2089", "regulation 12", False),
        ("si-2012-2089", "regulation 40", False),
        ("ca1989", "section 97(2)", True),
        ("ca1989", "section 97", True),
        ("ca1989", "section 97(2)(a)", False),
        ("ca1989", "regulation 97(2)", False),
        ("lga1972", "Schedule 12A, Part 1 (paragraph 1)", True),
        ("lga1972", "Schedule 12A, Part 1 (paragraphs 1 and 2)", False),
        ("lga1972", "Schedule 12A, Part 2 (paragraph 1)", False),
        ("ca2004", "section 16B(4)-(5)", True),
        ("ca2004", "section 16F", False),
        ("wt2010", "paragraph 8.49", True),
        ("wt2010", "paragraph 8.4", False),
        ("wt2010", "paragraph 8.16", False),
    ],
)
def test_a_figure_counts_only_for_its_source_and_only_where_the_notes_say_it_was_read(
    source: str, cite: str, read: bool
) -> None:
    made_up = read_notes(MADE_UP)
    assert all(made_up.back(place) for place in places_of(cite, source=source)) is read
