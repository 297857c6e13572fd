"""Is a paragraph that nobody has checked kept out of every document that leaves the board?"""

import re

import pytest

from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import CitationStatus

RULES = load_rulebook().rules


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.citation_status == "unverified"], ids=lambda rule: rule.id
)
def test_an_unverified_provision_is_shown_inside_with_a_warning_and_never_outside(rule: Rule) -> None:
    assert rule.citation.outside() == rule.source.title
    warning = "(paragraph not checked)" if rule.provision else "(not checked against the text)"
    assert rule.citation.inside().endswith(warning)


def test_the_only_verified_paragraph_of_the_chapter_is_8_49() -> None:
    guidance = [rule for rule in RULES if rule.source.kind in ("statutory-guidance", "letter")]
    numbered = {
        rule.provision
        for rule in guidance
        if rule.citation_status == "verified" and re.search(r"\d\.\d", rule.provision)
    }
    assert numbered == {"paragraph 8.49"}


def test_a_paragraph_number_of_guidance_is_verified_or_marked_as_unchecked() -> None:
    for rule in RULES:
        if rule.source.kind == "statutory-guidance" and re.search(r"paragraph", rule.provision):
            assert rule.citation_status in (CitationStatus.VERIFIED, CitationStatus.UNVERIFIED), rule.id


def test_what_is_not_law_is_never_cited_as_law() -> None:
    for rule in RULES:
        assert (rule.citation_status == "local") == (rule.source.kind == "local-policy"), rule.id


def test_only_an_act_or_regulations_or_the_law_on_data_say_must() -> None:
    """Guidance says "should"; the three exceptions guard identities and agencies' reviews."""
    guidance_musts = {
        rule.duty
        for rule in RULES
        if rule.source.kind in ("statutory-guidance", "letter") and rule.force in ("must", "must-not")
    }
    assert guidance_musts == {"summary.anonymised", "overview.anonymised", "publication.imr"}


def test_a_rule_is_a_reason_with_its_own_words_and_citation() -> None:
    rule = next(rule for rule in RULES if rule.id == "wt2010/interests")
    reason = rule.reason("A member asked for the overview report.")
    assert (reason.rule, reason.says, reason.force) == (rule.id, rule.says, rule.force)
    assert reason.citation.outside() == "Working Together to Safeguard Children (March 2010), paragraph 8.49"
    assert reason.found == "A member asked for the overview report."
