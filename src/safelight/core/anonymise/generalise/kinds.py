"""What general word stands for a place, a body, a nationality, a work, a condition, a number of children, a person?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from safelight.core.anonymise.generalise.choice import Choice
from safelight.core.anonymise.generalise.numbers import A_NUMBER

Table = Mapping[str, str]

_STREETS: Final = "street|road|avenue|close|lane|drive|crescent|terrace|gardens|grove"
_PLACES: Final[Table] = {
    r"\b(?:board|partnership)\b": "the board",
    r"primary|infant|junior": "a primary school",
    r"secondary|high school|academy|grammar": "a secondary school",
    r"special school": "a special school",
    r"school": "a school",
    r"college": "a college",
    r"nursery|playgroup|pre-?school": "a nursery",
    r"children'?s centre|sure start": "a children's centre",
    r"hospital|infirmary": "a hospital",
    r"ward\b": "a hospital ward",
    r"surgery|medical centre|health centre|practice\b": "a GP surgery",
    r"clinic": "a clinic",
    r"hostel|refuge": "a hostel",
    r"prison|hmp\b|young offender": "a prison",
    r"crown court": "a court",
    r"court\b(?! road)": "a court",
    r"police station": "a police station",
    r"church|mosque|temple|synagogue|gurdwara": "a place of worship",
    r"constabulary|police": "the police",
    r"council\b": "the local authority",
    r"trust\b": "a health trust",
    r"housing|homes\b": "a housing provider",
    r"library": "a library",
    r"\bpark\b": "a park",
    r"pub\b|\barms\b|\binn\b": "a public house",
    rf"\d+\w?,? .*(?:{_STREETS}|court|way|place)\b": "an address in the area",
    _STREETS: "a street in the area",
    r"[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}": "an address in the area",
    r"flat|house\b": "an address in the area",
    r"estate\b": "an estate in the area",
    r"county|shire\b": "the county",
}
_REGIONS: Final[Table] = {
    r"polish|romanian|lithuanian|latvian|slovak\w*|czech|hungarian|bulgarian|portuguese|spanish|italian": "European",
    r"french|german|greek|irish|albanian|ukrainian|russian|estonian|croatian|serbian|dutch": "European",
    r"poland|romania|lithuania|latvia|slovakia|hungary|bulgaria|portugal|spain|italy|france": "European",
    r"germany|greece|ireland|albania|ukraine|russia": "European",
    r"nigerian|ghanaian|somali\w*|eritrean|ethiopian|kenyan|zimbabwean|congolese|sudanese|ugandan|gambian": "African",
    r"nigeria|ghana|eritrea|ethiopia|kenya|zimbabwe|congo|sudan|uganda|gambia": "African",
    r"pakistani?|indian?|bangladeshi?|sri lankan?|nepali|nepalese|nepal": "South Asian",
    r"chinese|vietnamese|filipino|thai|malaysian|japanese|korean|china|vietnam|philippines|thailand": "East Asian",
    r"iraqi?|iranian|kurdish|turkish|syrian|yemeni|afghan\w*|iran|turkey|syria|yemen": "Middle Eastern",
    r"jamaican?|trinidadian|barbadian|trinidad|barbados": "Caribbean",
    r"american|canadian|brazilian|brazil|colombian": "American",
    r"scottish|welsh|english": "British",
    r"roma\b|romany|traveller|gypsy": "minority",
}
_FAITHS: Final = (
    r"muslim|christian|catholic|hindu|sikh|jewish|buddhist|jehovah\w*|pentecostal|methodist|baptist|islam\w*"
)
_SERVICE: Final = "somebody in service work"
_WORK: Final[Table] = {
    r"nurse|midwife|doctor|paramedic|care (?:worker|assistant)|carer|dentist|pharmacist": "a health or care worker",
    r"teacher|lecturer|teaching assistant|nursery worker|childminder": "somebody who works in education",
    r"soldier|army|navy|police officer|firefighter|prison officer|civil servant": "somebody in public service",
    r"hairdresser|waiter|waitress|barista|bar ?(?:maid|man|worker)|shop (?:worker|assistant)": _SERVICE,
    r"cleaner|cook|chef|driver": _SERVICE,
    r"plumber|builder|electrician|labourer|mechanic|roofer|plasterer|welder|factory worker": "somebody in manual work",
}
_HEALTH: Final[Table] = {
    r"schizophreni\w*|bipolar\w*|psychosis|psychotic|depress\w*|anxiety|ptsd": "a mental health condition",
    r"personality disorder|anorexi\w*|bulimi\w*": "a mental health condition",
    r"autis\w*|adhd|asperger\w*|dyslexi\w*|learning (?:disabilit|difficult)\w*": "a disability",
    r"down'?s syndrome|foetal alcohol\w*|muscular dystrophy|paraplegi\w*|wheelchair\w*": "a disability",
    r"cerebral palsy|spina bifida|deaf\w*|blind\w*": "a disability",
    r"epilep\w*|asthma\w*|diabet\w*|cystic fibrosis|sickle cell|hiv\b|hepatitis\w*|cancer": "a health condition",
    r"leukaemia|haemophilia|eczema|arthritis|coeliac\w*": "a health condition",
    r"heroin|cocaine|cannabis|alcoholi\w*|methadone|amphetamine\w*": "substance misuse",
}
_TITLES: Final[Table] = {
    r"dr\b|doctor": "a doctor",
    r"(?:pc|wpc|dc|ds|di|dci|sgt|sergeant)\b": "a police officer",
    r"nurse|sister\b": "a nurse",
    r"judge": "a judge",
    r"(?:rev|revd|fr)\b": "a member of the clergy",
    r"cllr": "a councillor",
    r"prof\w*": "a senior professional",
}
_WHOSE: Final = "children|siblings|sisters|brothers"
_CHILDREN: Final = re.compile(
    r"\b(?P<one>one|(?:the )?(?:eldest|oldest|youngest|second|third|middle)(?: child)?) of "
    rf"(?:the )?{A_NUMBER}(?: (?P<whose>{_WHOSE}))?"
    rf"|\b(?:{A_NUMBER}|only) (?:\w+ )?(?P<who>{_WHOSE}|child|sons|daughters)"
    r"|\b(?P<multiple>twins?|triplets?)\b",
    re.IGNORECASE,
)


DETAILS: Final = (*_REGIONS, *_WORK, *_HEALTH, _FAITHS)
"""Patterns of the origins, faiths, works and conditions that `a_detail` can say less exactly."""


def _first(table: Table, words: str) -> str:
    return next((says for pattern, says in table.items() if re.search(pattern, words, re.IGNORECASE)), "")


def a_place(words: str, *, instead: str = "") -> Iterator[Choice]:
    """The choices for a place or a body."""
    kind = _first(_PLACES, words)
    if kind:
        yield Choice(kind, "Kind of place")
    elif not instead:
        yield Choice("a town in the area", "Kind of place")
    if instead and instead != kind:
        yield Choice(instead, "As the register says")
    yield Choice("the area", "No place")


def a_body(words: str) -> Iterator[Choice]:
    """The choices for an organisation."""
    if kind := _first(_PLACES, words):
        yield Choice(kind, "Kind of body")
    yield Choice("an agency", "General word")
    yield Choice("a local organisation", "General word")


def a_person(words: str, *, instead: str = "") -> Iterator[Choice]:
    """The choices for somebody's name."""
    if title := _first(_TITLES, words):
        yield Choice(title, "By their work")
    if instead:
        yield Choice(instead, "By their part")
    yield Choice("a professional", "General word")
    yield Choice("a member of the family", "General word")
    yield Choice("a person known to the family", "General word")


def a_detail(words: str) -> Iterator[Choice]:
    """The choices for origin, faith, work and health."""
    if region := _first(_REGIONS, words):
        nation = re.search(r"\b(national|citizen)\b", words, re.IGNORECASE)
        yield Choice("a national of another country" if nation else region, "Wider origin")
        if not nation and words.strip().istitle():
            yield Choice("minority ethnic", "Wider origin")
    if re.search(_FAITHS, words, re.IGNORECASE):
        yield Choice("religious", "General word")
    if work := _first(_WORK, words):
        yield Choice(work, "Kind of work")
        yield Choice("a working adult", "General word")
    if condition := _first(_HEALTH, words):
        yield Choice(condition, "Kind of condition")
        if condition != "a health condition":
            yield Choice("a health condition", "General word")


def a_number(words: str) -> Iterator[Choice]:
    """The choices for how many children there are, and for other quantities."""
    found = _CHILDREN.search(words)
    if found and found["one"]:
        yield Choice(f"one of the {(found['whose'] or 'children').lower()}", "No number")
    elif found and found["multiple"]:
        yield Choice("siblings" if found["multiple"].lower().endswith("s") else "sibling", "No number")
        yield Choice("the children", "No number")
    elif found:
        yield Choice("the children", "No number")
        yield Choice("children", "No number, where some are told of first")
    elif re.search(r"[£$€]|\bpounds?\b", words):
        yield Choice("a sum of money", "No number")
    elif found := re.match(rf"\W*{A_NUMBER}\b\s*", words, re.IGNORECASE):
        rest = words[found.end() :].strip()
        yield Choice(
            f"several {rest}" if rest.endswith("s") else "a share" if "cent" in rest else "several", "No number"
        )


def a_code() -> Iterator[Choice]:
    """The choices for a number or code."""
    yield Choice("a reference number", "General word")
    yield Choice("(number withheld)", "Left out")
