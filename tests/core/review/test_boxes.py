"""The twelve boxes say exactly what the gate's check of contents says."""

from __future__ import annotations

import pytest

from safelight.core.anonymise.roster import Officer, PanelMember, Roster
from safelight.core.papers.paper import Paper
from safelight.core.papers.reading import read_paper
from safelight.core.review.boxes import BOXES, Box, Stands, tick_boxes
from safelight.core.review.duties import find_lacks
from safelight.core.vocabulary import OfficerRole

from .regimes import APRIL_2010, IN_FORCE_LATE_2008, regime

ROSTER = Roster(
    officers=(
        Officer(role=OfficerRole.BOARD_CHAIR, name="Margaret Ellison"),
        Officer(role=OfficerRole.PANEL_CHAIR, name="Dominic Achterberg"),
        Officer(role=OfficerRole.OVERVIEW_AUTHOR, name="Helen Strickfield"),
    ),
    panel=(PanelMember(job_title="Designated Nurse", organisation="Northmere Primary Care Trust"),),
)
SUMMARY = """# Serious case review: Child N

## Circumstances that led to the review

A child died, and Margaret Ellison, who chairs the board, decided to hold a review.

## The review process

Dominic Achterberg chaired the panel. Helen Strickfield wrote the overview report.

- Designated Nurse, Northmere Primary Care Trust

## Parallel processes

An inquest was held.

## Family involvement

Mother was met twice by the author.

## The facts

The child was not brought to three appointments.

## Key issues

Nobody asked why he was not brought.

## Conclusions

A child does not choose to miss an appointment.

## Recommendations

Each clinic should ask why a child was not brought.

## Action plan

The hospital will write a standard by June.
"""
LEFT_OUT = ["", "## Circumstances", "Margaret Ellison", "Achterberg", "Strickfield", "Designated Nurse", "## Parallel",
            "## Family", "## Recommendations", "## Action plan"]  # fmt: skip


def a_paper(text: str) -> Paper:
    return read_paper(text.encode(), name="summary.md")


def boxes_of(text: str) -> tuple[Box, ...]:
    return tick_boxes(a_paper(text), roster=ROSTER, regime=regime(APRIL_2010))


@pytest.mark.parametrize("words", LEFT_OUT)
@pytest.mark.parametrize("day", [APRIL_2010, IN_FORCE_LATE_2008])
def test_a_box_is_missing_exactly_when_the_gate_lacks_it(words: str, day: object) -> None:
    rules = regime(day)  # type: ignore[arg-type]
    paper = a_paper(SUMMARY.replace(words, "") if words else SUMMARY)
    lacks = find_lacks(paper, roster=ROSTER, regime=rules)
    boxes = tick_boxes(paper, roster=ROSTER, regime=rules)
    missing = {advice for box in boxes if box.stands is Stands.MISSING for advice in box.to_write}
    assert missing == {lack.advice for lack in lacks}
    assert all(bool(box.to_write) == (box.stands is Stands.MISSING) for box in boxes)


def test_all_twelve_are_told_with_their_place() -> None:
    boxes = boxes_of(SUMMARY)
    assert [box.number for box in boxes] == list(range(1, len(BOXES) + 1))
    assert {box.stands for box in boxes} == {Stands.TOLD}
    assert all(box.where for box in boxes)
    assert boxes[5].where == ("Parallel processes",)


def test_what_the_rules_of_the_day_do_not_ask_for_is_not_missing() -> None:
    early = tick_boxes(a_paper("Nothing."), roster=ROSTER, regime=regime(IN_FORCE_LATE_2008))
    assert Stands.NOT_ASKED in {box.stands for box in early}


def test_a_member_of_the_panel_is_told_by_post_and_never_by_name() -> None:
    text = f"{SUMMARY}\n\nHilary Quennell sat on the panel.\n"
    boxes = tick_boxes(
        a_paper(text),
        roster=ROSTER,
        regime=regime(APRIL_2010),
        unnamed=("Hilary Quennell", "Rosalind Thackwray", "Helen Strickfield"),
    )
    assert [box.named for box in boxes if box.named] == [("Hilary Quennell",)]
    assert boxes[4].named
