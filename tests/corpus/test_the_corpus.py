"""Every hiding place is found, every harmless paper passes, every hostile one is refused in one line."""

from __future__ import annotations

import re

import pytest

from safelight.core.anonymise.engine import CannotAnonymise, anonymise_paper
from safelight.core.anonymise.roster import read_register
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.reading import read_paper
from safelight.core.review.examination import Examination
from safelight.core.review.gate import examine
from safelight.core.rulebook.loader import load_rulebook
from tests.corpus.canary import REGISTER, Benign, Canary, Caught, Hostile
from tests.corpus.every import BENIGN, CANARIES, HOSTILE
from tests.corpus.search import still_there

ROSTER = read_register(REGISTER)
REGIME = load_rulebook().edition("scr-2010")
CHECKS = frozenset({"identity", "hidden"})


def examined(data: bytes, name: str) -> Examination:
    return examine(data, name=name, roster=ROSTER, regime=REGIME, checks=CHECKS)


def words_of(data: bytes, name: str) -> list[str]:
    words = re.findall(r"\w+", " ".join(one.text for one in read_paper(data, name=name).passages if one.visible))
    # A PDF has its words in the order of drawing, which need not be that of reading, in which its copy has them.
    return sorted(words) if name.endswith(".pdf") else words


@pytest.mark.parametrize("canary", CANARIES, ids=lambda one: one.name)
def test_a_hiding_place_is_found(canary: Canary) -> None:
    found = examined(canary.build(canary.word), canary.name)
    assert found.verdict == "blocked"
    rules = {(finding.check, finding.rule) for finding in found.blocking}
    match canary.caught_by:
        case Caught.IDENTITY:
            assert "identity" in {check for check, _ in rules}
        case Caught.HIDDEN:
            assert {rule for check, rule in rules if check == "hidden"} - {"not-checkable"}
        case Caught.UNREADABLE:
            assert ("hidden", "not-checkable") in rules


@pytest.mark.parametrize("canary", [one for one in CANARIES if one.cleans], ids=lambda one: one.name)
def test_a_clean_copy_holds_nothing_for_another_reader(canary: Canary) -> None:
    copy = anonymise_paper(canary.build(canary.word), name=canary.name, roster=ROSTER).data
    assert examined(copy, canary.name).verdict == "pass"
    assert still_there(copy, words=(canary.word,)) == ()
    assert anonymise_paper(copy, name=canary.name, roster=ROSTER).data == copy


@pytest.mark.parametrize("canary", [one for one in CANARIES if not one.cleans], ids=lambda one: one.name)
def test_what_cannot_be_proved_is_not_written(canary: Canary) -> None:
    with pytest.raises((CannotAnonymise, UnreadablePaper)):
        anonymise_paper(canary.build(canary.word), name=canary.name, roster=ROSTER)


@pytest.mark.parametrize("paper", BENIGN, ids=lambda one: one.name)
def test_a_harmless_paper_passes_and_keeps_its_words(paper: Benign) -> None:
    data = paper.build()
    found = examined(data, paper.name)
    assert [(finding.rule, finding.where, finding.text) for finding in found.blocking] == []
    copy = anonymise_paper(data, name=paper.name, roster=ROSTER).data
    assert words_of(copy, paper.name) == words_of(data, paper.name)


@pytest.mark.parametrize("paper", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_paper_is_refused_in_one_line(paper: Hostile) -> None:
    with pytest.raises(UnreadablePaper) as refused:
        examined(paper.build(), paper.name)
    assert "\n" not in str(refused.value)


def test_every_paper_has_a_name_of_its_own() -> None:
    names = [one.name for one in (*CANARIES, *BENIGN, *HOSTILE)]
    assert len(names) == len(set(names))
