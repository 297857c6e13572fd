"""What the register does not know: it warns, blocks where it is asked to, and never stands in for what is listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.fold import View
from safelight.core.anonymise.kinds import FOUND_BY, JIGSAW_RULES, LABEL_TITLES, sureness
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.anonymise.unlisted.sign import Sign
from safelight.core.review.gate import Examination, UnknownLabel, examine
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import Severity
from tests.tagger import stand_in

ROSTER = Roster(people=(Person(id="child", role="subject", names=("Liam Okafor-Reed",), pseudonym="Child N"),))
UNLISTED = frozenset({"unlisted"})
STRANGERS = "Mrs Dorothy Wexcombe rang 07700 900456 on 3 March 2008.\n"


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules find the same whatever the tagger has learned."""
    stand_in(monkeypatch)


@pytest.fixture(scope="module")
def regime() -> Regime:
    return load_rulebook().regime(initiated_on=date(2010, 4, 1))


def look(text: str, regime: Regime, *, checks: frozenset[str] = UNLISTED, block: str = "") -> Examination:
    return examine(
        text.encode(),
        name="note.txt",
        roster=ROSTER,
        regime=regime,
        checks=checks,
        blocking_labels=frozenset(block.split()),
    )


def test_nothing_unlisted_blocks_unless_it_is_asked_for(regime: Regime) -> None:
    found = look(STRANGERS, regime)
    assert {finding.label for finding in found.findings} == {"PERSON", "CODE", "DATETIME"}
    assert {finding.severity for finding in found.findings} == {Severity.WARN}
    assert found.verdict == "pass"


@pytest.mark.parametrize("label", ["PERSON", "CODE", "DATETIME"])
def test_a_label_that_blocks_blocks_alone(label: str, regime: Regime) -> None:
    found = look(STRANGERS, regime, block=label)
    assert {finding.label for finding in found.blocking} == {label}
    assert len(found.findings) == 3
    assert found.verdict == "blocked"
    assert "reword it" in found.blocking[0].advice


def test_a_label_that_nothing_has_changes_nothing(regime: Regime) -> None:
    assert look(STRANGERS, regime, block="ORG MISC").findings == look(STRANGERS, regime).findings


def test_a_label_that_there_is_none_of_is_refused_with_those_there_are(regime: Regime) -> None:
    with pytest.raises(UnknownLabel, match=r"'NAME'.*PERSON, CODE, LOC"):
        look(STRANGERS, regime, block="PERSON NAME")


def test_each_finding_says_what_it_is_how_surely_who_found_it_and_why(regime: Regime) -> None:
    person = next(finding for finding in look(STRANGERS, regime).findings if finding.label == "PERSON")
    assert (person.rule, person.found_by, person.person) == ("name", "rules", "")
    assert person.score is not None
    assert 0.9 <= person.score <= 1
    assert person.advice.startswith("a title and a name: ")


def test_programs_read_the_three_more_keys_of_an_unlisted_finding_and_of_no_other(regime: Regime) -> None:
    told = json.loads(look(f"{STRANGERS}It was Liam Okafor-Reed.\n", regime, checks=UNLISTED | {"identity"}).to_json())
    always = {"check", "rule", "severity", "person", "where", "text", "advice"}
    for finding in told["findings"]:
        more = {"label", "score", "found_by"} if finding["check"] == "unlisted" else set()
        assert set(finding) == always | more
    assert {finding["check"] for finding in told["findings"]} == {"identity", "unlisted"}


def _everybody(view: View) -> Iterator[Sign]:
    """A tagger that takes everything for a person, whoever it is."""
    yield Sign(0, len(view.text), "name", "PERSON", "a person", "reads like somebody's name", 0.4)


def test_what_the_register_knows_blocks_whatever_the_detector_says_of_it(
    regime: Regime, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, _everybody)
    found = look("It was Liam Okafor-Reed.\n", regime, checks=UNLISTED | {"identity"})
    assert [(finding.check, finding.severity) for finding in found.findings if finding.person == "child"] == [
        ("identity", Severity.BLOCK)
    ]


def test_a_longer_stranger_beside_a_listed_name_is_still_said(regime: Regime) -> None:
    """ "Liam" is the child's; "Mrs Gilliam" is somebody else, whose name has his in it."""
    found = look("Liam met Mrs Gilliam.\n", regime, checks=UNLISTED | {"identity"}, block="PERSON")
    assert ("unlisted", "Mrs Gilliam") in {(finding.check, finding.text) for finding in found.blocking}


def test_words_of_one_label_do_not_hide_those_of_another(regime: Regime) -> None:
    found = look("In 2008 they wrote to ref. AB/2008/4417.\n", regime, block="CODE")
    assert {finding.label for finding in found.findings} >= {"DATETIME", "CODE"}
    assert found.verdict == "blocked"


def test_the_same_words_twice_in_one_place_are_said_once(regime: Regime) -> None:
    found = look("Mrs Wexcombe rang. Mrs Wexcombe came.\n", regime)
    assert [finding.text for finding in found.findings].count("Mrs Wexcombe") == 1


def test_every_label_and_every_finder_has_its_words() -> None:
    assert tuple(LABEL_TITLES) == LABELS
    assert set(FOUND_BY) == {"rules", "tagger", "agreement"}
    assert {"family-shape", "origin", "work"} <= JIGSAW_RULES


@pytest.mark.parametrize(
    ("score", "word"),
    [(1.0, "sure"), (0.9, "sure"), (0.89, "likely"), (0.6, "likely"), (0.59, "perhaps"), (0, "perhaps")],
)
def test_a_score_is_said_in_a_word(score: float, word: str) -> None:
    assert sureness(score) == word
