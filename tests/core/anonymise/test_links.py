"""Which phrases lead to what is already public?"""

import pytest

from safelight.core.anonymise.jigsaw.links import PublicFact, find_links

TRIAL = PublicFact(
    id="trial",
    text="A man was jailed for 12 years at Northmere Crown Court on 14 November 2009 after a trial.",
    source="Northmere Gazette",
    terms=("Operation Larch",),
)
FAMILY = PublicFact(id="family", text="He was one of four children, and had a twin.", source="Northmere Gazette")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("He stood trial for it.", "trial"),
        ("He was tried at Northmere Crown Court.", "Northmere Crown Court"),
        ("in November 2009 it ended", "November 2009"),
        ("on 14/11/2009 it ended", "14/11/2009"),
        ("on 3 November 2009 it ended", "3 November 2009"),
        ("twelve years' imprisonment", "twelve years' imprisonment"),
        ("He was sentenced.", "sentenced"),
        ("called operation larch", "operation larch"),
    ],
)
def test_a_phrase_that_leads_to_the_reported_trial_is_found(text: str, phrase: str) -> None:
    links = find_links(text, facts=[TRIAL])
    assert phrase in {link.text for link in links}
    assert all(TRIAL.text in link.why and TRIAL.source in link.why for link in links)


@pytest.mark.parametrize("text", ["the twins", "four children", "the surviving twin"])
def test_the_shape_of_the_family_leads_to_what_is_public_about_it(text: str) -> None:
    assert find_links(text, facts=[FAMILY])


@pytest.mark.parametrize("text", ["He stood trial.", "the Crown Court", "the inquest", "five children", "the twins"])
def test_without_a_public_fact_no_phrase_is_a_link(text: str) -> None:
    assert find_links(text, facts=[]) == ()


def test_signs_of_another_kind_than_the_facts_are_not_links() -> None:
    assert find_links("The inquest opened in May 2008. The twins came.", facts=[TRIAL]) == ()
    assert find_links("He was convicted after a trial.", facts=[FAMILY]) == ()
