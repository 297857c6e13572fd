"""In what words do the made-up agencies of the bench write? All invented, and never twice alike by design."""

from __future__ import annotations

import random
from datetime import date
from itertools import product
from typing import Final

AGENCIES: Final = {
    "Northmere Children's Social Care": "children's social care",
    "Northmere Police": "police",
    "Northmere Health Visiting": "the health visitor",
    "Northmere Midwifery": "the community midwife",
    "Millrace General Practice": "the GP",
    "Northmere Hospital": "the hospital",
    "Marlpit Primary School": "the school",
    "Ropewalk Nursery": "the nursery",
    "Northmere Housing": "housing",
    "Northmere CAMHS": "CAMHS",
    "Northmere Community Mental Health Team": "the mental health team",
    "Wayfare Drug and Alcohol Service": "the drug and alcohol service",
    "Northmere Probation": "probation",
    "Northmere Youth Offending Team": "the youth offending team",
    "Northmere Ambulance Service": "the ambulance service",
    "Cafcass": "Cafcass",
    "Northmere Women's Aid": "Women's Aid",
    "Northmere Education Welfare": "the education welfare officer",
    "Northmere School Nursing": "the school nurse",
    "Northmere Adult Social Care": "adult social care",
}
"""The twenty agencies, and how others speak of them."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_THINGS: Final = _words(
    """
    kettle curtain radiator ladder carpet window buggy blanket mattress cupboard freezer washing garden gate
    staircase balcony puppy rabbit bicycle trampoline jumper boots lunchbox homework reading drawing swimming
    football guitar puzzle birthday holiday caravan allotment market bus taxi lift parking fence bonfire fireworks
    snow flood leak mould plaster boiler meter tariff deposit rent arrears voucher benefit overtime shift
    interview wages pension glasses hearing eczema asthma inhaler rash fever cough tooth splint crutch plaster
    stitches vitamins iron breakfast porridge sandwiches bottle weaning nappies potty bedtime nightmares dummy cot
    highchair playpen
    """
)
_STATES: Final = _words(
    """
    broken missing borrowed repaired delayed delivered painted lost swapped promised refused welcome noisy quiet
    damp warm cold late early shared hidden returned mended wanted worn outgrown new old spare cracked blocked
    loose locked muddy spotless crowded empty dusty sticky heavy light
    """
)
_PEOPLE: Final = _words(
    """
    mother father grandmother grandfather aunt uncle sister brother neighbour cousin lodger landlord stepfather
    friend
    """
)
_SAID: Final = _words(
    """
    described mentioned explained recalled complained boasted joked worried wondered insisted doubted repeated
    argued hinted whispered laughed shouted
    """
)
_SYLLABLES: Final = tuple(
    "".join(pair) for pair in product("bdfgklmnprstv", ("al", "en", "or", "il", "um", "ex", "ot"))
)
_SOURCES: Final = ("Diary", "File note", "Log", "Case record", "Ledger", "Day book")
_WORDINGS: Final = (
    ("Injury", "to the {side} {part} noticed", "{size} cm across", "explained by the {who} as a fall over the {thing}"),
    ("Argument", "about the {thing} overheard", "lasting {size} minutes", "{who} hurt on the {side} {part}"),
    ("Found", "alone beside the {thing}", "for {size} minutes", "with a graze on the {side} {part}, says the {who}"),
    ("Weighed", "at {size} kg", "wearing a {state} jumper", "scratch on the {side} {part} shown by the {who}"),
)
_PARTS: Final = ("cheek", "elbow", "knee", "wrist", "shoulder", "ankle", "ear", "thigh")


class Voice:
    """Says things, differently each time; everything comes from one seeded source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._told: dict[frozenset[str], list[date]] = {}

    def is_first_between(self, first: str, second: str, *, on: date) -> bool:
        """Whether these two have told each other nothing near that day; one telling could be taken for another."""
        told = self._told.setdefault(frozenset((first, second)), [])
        if any(abs((on - day).days) < 60 for day in told):
            return False
        told.append(on)
        return True

    def word(self) -> str:
        """A made-up name of a street, a group or a form, so that no two entries share a subject by accident."""
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(3)).capitalize()

    def time(self) -> str:
        """A time of day, or none."""
        return (
            f"{self.chance.randrange(8, 20):02}:{self.chance.randrange(0, 60, 5):02}"
            if self.chance.random() < 0.5
            else ""
        )

    def source(self) -> str:
        """Where it was recorded."""
        return f"{self.chance.choice(_SOURCES)} {self.chance.randrange(1, 40)}"

    def routine(self) -> str:
        """An entry in which nothing is wrong."""
        pick = self.chance.choice
        told = (
            f"{pick(_THINGS).capitalize()} {pick(_STATES)}, {self.word()} {pick(_THINGS)} {pick(_STATES)}."
            for _ in range(self.chance.randrange(1, 4))
        )
        return f"The {pick(_PEOPLE)} {pick(_SAID)} that the {pick(_THINGS)} was {pick(_STATES)}. {' '.join(told)}"

    def incident(self) -> str:
        """Something that two agencies may both tell."""
        return self._of(self.chance.choice(_WORDINGS), self._details())

    def retold(self, story: str) -> str:
        """The same in another order, and with a little more."""
        parts = story.rstrip(".").split("; ")
        self.chance.shuffle(parts)
        return "; ".join(parts) + "."

    def two_versions(self, number: int) -> tuple[str, str]:
        """The same told twice with another figure, or with the other side."""
        wording, details = self.chance.choice(_WORDINGS), self._details()
        other = dict(details)
        if number % 4 == 1:
            other["size"] = str(int(details["size"]) + 3)
        else:
            other["side"] = "right" if details["side"] == "left" else "left"
        return self._of(wording, details), self.retold(self._of(wording, other))

    def referral(self, _: str, other: str) -> str:
        """Something told to another agency."""
        whom, about = AGENCIES[other], f"{self.word()} {self.chance.choice(_THINGS)}"
        return self.chance.choice(
            (
                f"Referral made to {whom} about the {about}.",
                f"Concerns about the {about}. Telephoned {whom} and passed this on.",
                f"Report on the {about} sent to {whom}.",
                f"Letter to {whom}, enclosing the {about}.",
                f"Notification about the {about} was faxed to {whom}.",
            )
        )

    def received(self, first: str) -> str:
        """How the other side records it."""
        whom = AGENCIES[first]
        return self.chance.choice(
            (f"Contact from {whom}.", f"Call from {whom}, noted.", f"Letter received from {whom}.")
        )

    def plan(self) -> tuple[str, str]:
        """Something left open, and what would take it up."""
        subject = f"{self.word()} {self.word()}"
        return self.chance.choice(
            (
                (f"Did not attend the {subject} clinic.", f"Seen in the {subject} clinic."),
                (f"Was not brought to the {subject} appointment.", f"{subject} appointment kept."),
                (f"{subject} meeting to be arranged.", f"{subject} meeting held."),
                (f"Will refer to the {subject} project.", f"Referral to {subject} project sent."),
                (f"Awaiting report on {subject}.", f"Report on {subject} received."),
            )
        )

    def _details(self) -> dict[str, str]:
        pick = self.chance.choice
        return {
            "side": pick(("left", "right")),
            "part": pick(_PARTS),
            "size": str(self.chance.randrange(2, 40)),
            "who": pick(_PEOPLE),
            "thing": f"{self.word()} {pick(_THINGS)}",
            "state": pick(_STATES),
        }

    def _of(self, wording: tuple[str, ...], details: dict[str, str]) -> str:
        return "; ".join(part.format(**details) for part in wording) + f"; near {details['thing']}."
