"""Which kinds of agency does a text speak of? Police, health visiting, a school: in the words that records use."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.model import Row


class AgencyKind(StrEnum):
    """What sort of agency; the value is how it is called on a page."""

    SOCIAL_CARE = "children's social care"
    ADULT_CARE = "adult social care"
    POLICE = "police"
    GP = "GP"
    HEALTH_VISITING = "health visiting"
    MIDWIFERY = "midwifery"
    HOSPITAL = "hospital"
    SCHOOL_NURSING = "school nursing"
    SCHOOL = "school"
    NURSERY = "nursery or children's centre"
    WELFARE = "education welfare"
    HOUSING = "housing"
    CAMHS = "CAMHS"
    MENTAL_HEALTH = "adult mental health"
    SUBSTANCES = "drug and alcohol service"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth offending team"
    AMBULANCE = "ambulance"
    CAFCASS = "Cafcass"
    DOMESTIC_ABUSE = "domestic abuse service"
    SPEECH = "speech and language therapy"


_SPOKEN: Final[dict[AgencyKind, tuple[str, ...]]] = {
    AgencyKind.ADULT_CARE: (r"adults?(?:'s|s')? social (?:care|services)", "adults' services"),
    AgencyKind.SOCIAL_CARE: (
        r"(?:children'?s'? )?social (?:care|services|work(?:er)?s?(?: team)?)",
        r"children'?s'? services",
        r"csc|mash|edt|sws?\d?",
        "first response|emergency duty team|(?:multi-agency )?safeguarding hub",
        "referral (?:and assessment team|desk)|duty (?:team|desk|social worker)",
    ),
    AgencyKind.POLICE: (
        r"police(?: officers?)?|constabulary|ppu|cai[tu]",
        r"p[cs] \d+",
        "child abuse investigation (?:unit|team)",
    ),
    AgencyKind.GP: (
        r"gps?\d?",
        "general practi(?:ce|tioner)s?|family doctor",
        "(?:gp |doctor's )?surgery|medical (?:practice|centre)",
    ),
    AgencyKind.SCHOOL_NURSING: (r"school (?:nurs(?:e|es|ing)|health)(?: service)?|sn\d?",),
    AgencyKind.HEALTH_VISITING: (r"health visit(?:or|ors|ing)(?: team| service)?|hvs?\d?",),
    AgencyKind.MIDWIFERY: (
        r"(?:community )?midwi(?:fe|ves|fery)(?: team| service)?|mws?\d?",
        "maternity(?: unit| services?)?",
    ),
    AgencyKind.HOSPITAL: (
        "hospital|infirmary|children's ward",
        "a ?& ?e|a and e|emergency department|accident and emergency",
        "(?:consultant |community )?paediatric(?:ian|s|ians)?",
    ),
    AgencyKind.NURSERY: ("nursery(?! nurse)|pre-?school|children's centre|childminder|play ?group",),
    AgencyKind.WELFARE: (r"education welfare(?: officer| service)?|ewos?\d?",),
    AgencyKind.SCHOOL: (
        "(?:primary |secondary |high |infant |junior )?school(?! nurs| health| run| holiday| age| uniform)",
        "head ?teacher|academy|college",
    ),
    AgencyKind.HOUSING: (
        "housing(?: officer| department| association| options| team| benefit)?",
        "tenancy (?:team|officer)",
    ),
    AgencyKind.CAMHS: ("camhs|child and adolescent mental health(?: services?)?",),
    AgencyKind.MENTAL_HEALTH: (
        "cmht|cpn|crisis team|psychiatr(?:ist|y)",
        "(?:community |adult )?mental health (?:team|services?|trust|nurse)",
    ),
    AgencyKind.SUBSTANCES: (
        "(?:drugs?|alcohol)(?: (?:and|&) (?:drugs?|alcohol))? (?:service|team|worker|agency)s?",
        "substance (?:misuse|abuse)(?: service| team| worker)?",
    ),
    AgencyKind.PROBATION: ("probation(?: officer| service)?|offender manager",),
    AgencyKind.YOUTH_JUSTICE: ("youth offending(?: team| service)?|yo[ts]|youth justice",),
    AgencyKind.AMBULANCE: ("ambulance(?: service| crew)?|paramedics?",),
    AgencyKind.CAFCASS: ("cafcass|children's guardian",),
    AgencyKind.DOMESTIC_ABUSE: (
        "women's aid|refuge|idva",
        "domestic (?:abuse|violence) (?:service|worker|team|adviser)s?",
    ),
    AgencyKind.SPEECH: ("speech (?:and|&) language(?: therap(?:y|ist|ists))?",),
}
_IN_NAMES: Final = {AgencyKind.HOUSING: re.compile(r"\bhomes\b"), AgencyKind.GP: re.compile(r"\bhealth centre\b")}
_ANY: Final = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{kind.name}>{'|'.join(words)})" for kind, words in _SPOKEN.items())
    + r")(?![\w-])"
)
_BEFORE: Final = re.compile(
    r"(?:(?:the|their|his|her|its|our|an?|local|both|named|allocated|duty|new|previous|on-call|\w+'s) )+"
)
_AND: Final = re.compile(r"(?: team| service| office)?(?: and |/| & )")


def folded(text: str) -> str:
    """The text as the patterns here expect it: small letters, straight apostrophes, one space between words."""
    return " ".join(text.casefold().replace("’", "'").split())


@lru_cache(maxsize=50_000)
def kinds_in(folded_text: str) -> frozenset[AgencyKind]:
    """Every kind of agency that a folded text speaks of."""
    return frozenset(AgencyKind[str(hit.lastgroup)] for hit in _ANY.finditer(folded_text))


def kind_at_start(folded_text: str) -> tuple[AgencyKind, ...]:
    """The kinds that a folded text begins with, as "police and the health visitor" in "… about the bruise"."""
    found: list[AgencyKind] = []
    at = 0
    while True:
        skipped = _BEFORE.match(folded_text, at)
        hit = _ANY.match(folded_text, at) or (_ANY.match(folded_text, skipped.end()) if skipped else None)
        if hit is None:
            return tuple(found)
        found.append(AgencyKind[str(hit.lastgroup)])
        joined = _AND.match(folded_text, hit.end())
        if joined is None:
            return tuple(found)
        at = joined.end()


def kind_at_end(folded_text: str) -> tuple[AgencyKind, ...]:
    """The kind that a folded text ends with, as in "the police"."""
    text = folded_text.rstrip()
    return tuple(AgencyKind[str(hit.lastgroup)] for hit in _ANY.finditer(text) if hit.end() == len(text))


@lru_cache(maxsize=5_000)
def kinds_of(agency: str) -> frozenset[AgencyKind]:
    """What kind of agency one of this name is; empty where the name does not tell."""
    name = folded(agency)
    return kinds_in(name) or frozenset(kind for kind, words in _IN_NAMES.items() if words.search(name))


def own_words(row: Row) -> str:
    """What the row itself says, folded: its source without the name of the agency in front, and its event."""
    source = row.source.removeprefix(row.agency).lstrip(": ") if row.agency else row.source
    return folded(f"{source} | {row.event}" if source else row.event)
