"""Do the texts that are published say everything that they must and nobody's name, and does the first draft fail?"""

from __future__ import annotations

import unicodedata

import pytest

from safelight.core.anonymise.jigsaw.links import PublicFact, find_links
from safelight.core.anonymise.listed import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster, read_register
from safelight.core.papers.manuscript import Table, manuscript_from_markdown
from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.criteria import Assessment, CriterionFinding, recommend
from safelight.core.review.gate import examine
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import Outcome
from safelight.demo.case.northmere import first_case
from safelight.demo.case.second import second_case
from tests.demo.case.pages import opened, pages_of

FIRST = first_case()
SECOND = second_case()
FIRST_ROSTER = read_register(FIRST.register)
SECOND_ROSTER = read_register(SECOND.register)
FACTS = [PublicFact(id=fact.id, text=fact.text, source=fact.source, terms=fact.terms) for fact in FIRST.known_facts]
COMMITTEE_WORDS = "\n".join(
    (
        FIRST.committee.purpose,
        FIRST.committee.reason,
        FIRST.committee.legal,
        FIRST.committee.risk,
        *(paragraph for section in FIRST.committee.sections for paragraph in section.paragraphs),
    )
)
EVIDENCE_WORDS = "\n".join(item.text for each in FIRST.recommendations for item in each.action.evidence)
PUBLISHED = [
    ("final.md", FIRST.summary.final_markdown, FIRST_ROSTER, FIRST.dates.decided_on),
    ("overview.md", SECOND.overview_markdown, SECOND_ROSTER, SECOND.dates.decided_on),
    ("summary.md", SECOND.summary_markdown, SECOND_ROSTER, SECOND.dates.decided_on),
]
OPEN_WORDS = [
    *PUBLISHED,
    ("committee.md", COMMITTEE_WORDS, FIRST_ROSTER, FIRST.dates.decided_on),
    ("evidence.md", EVIDENCE_WORDS, FIRST_ROSTER, FIRST.dates.decided_on),
]


def folded(text: str) -> str:
    broken = unicodedata.normalize("NFKD", text.replace("ł", "l"))
    return " ".join(
        "".join(c if c.isalnum() else " " for c in broken if not unicodedata.combining(c)).casefold().split()
    )


def name_words(roster: Roster) -> set[str]:
    names = [name for person in roster.people for name in (*person.names, *person.known_as)]
    names += [name for place in roster.places for name in place.names]
    ordinary = {
        "primary",
        "school",
        "nursery",
        "lane",
        "house",
        "surgery",
        "infirmary",
        "estate",
        "the",
        "court",
        "street",
    }
    ordinary |= {"health", "centre", "rise", "harbour"}
    return {word for name in names for word in folded(name).split() if len(word) > 2} - ordinary


@pytest.mark.parametrize(("name", "text", "roster", "_"), OPEN_WORDS, ids=[each[0] for each in OPEN_WORDS])
def test_no_name_of_the_register_stands_in_an_open_text(name, text, roster, _):
    assert find_listed(text, roster=roster) == ()
    assert residue(text, roster=roster) == ()
    assert not set(folded(text).split()) & name_words(roster)


@pytest.mark.parametrize(("name", "text", "roster", "decided_on"), PUBLISHED, ids=[each[0] for each in PUBLISHED])
def test_a_text_to_be_published_passes_the_gate(name, text, roster, decided_on):
    regime = load_rulebook().regime(initiated_on=decided_on)
    assert examine(text.encode(), name=name, roster=roster, regime=regime).verdict == "pass"


def test_the_final_summary_has_some_eighteen_pages():
    assert 16 <= pages_of(FIRST.summary.final) <= 20


def test_the_final_summary_names_the_officers_and_shows_the_panel_by_post():
    text = FIRST.summary.final_markdown
    assert all(officer.name in text for officer in FIRST_ROSTER.officers)
    tables = [block for block in FIRST.summary.final.blocks if isinstance(block, Table)]
    panel = next(table for table in tables if "Employing organisation" in table.header)
    assert set(panel.rows) == {(member.job_title, member.organisation) for member in FIRST_ROSTER.panel}


def test_the_final_summary_has_all_findings_all_recommendations_and_the_whole_plan():
    text = FIRST.summary.final.text()
    assert all(finding.public in text for finding in FIRST.findings)
    assert all(each.text in text for each in FIRST.recommendations)
    plan = next(
        block
        for block in FIRST.summary.final.blocks
        if isinstance(block, Table) and "How we shall know" in block.header
    )
    assert len(plan.rows) == 22


def test_the_final_summary_leads_to_nothing_that_is_public_and_the_draft_does():
    assert find_links(FIRST.summary.final_markdown, facts=FACTS) == ()
    linked = {link.fact.id for link in find_links(FIRST.summary.linking_phrase, facts=FACTS)}
    assert linked >= {"trial", "sentence"}
    assert FIRST.summary.linking_phrase in opened(FIRST.summary.draft).text()


def test_the_first_draft_is_blocked_for_names_for_what_it_hides_and_for_what_it_lacks():
    regime = load_rulebook().regime(initiated_on=FIRST.dates.decided_on)
    draft = FIRST.summary.draft
    seen = examine(draft.data, name=draft.name, roster=FIRST_ROSTER, regime=regime)
    assert seen.verdict == "blocked"
    blocking = [finding for finding in seen.findings if finding.severity == "block"]
    named = {finding.person for finding in blocking if finding.check == "identity"}
    assert named >= {"child", "older-sibling", "father", "neighbour", "social-worker", "school", "home"}
    assert {finding.rule for finding in blocking} >= {"date-of-birth", "tracked-change", "comment", "hidden-text"}
    assert any("header" in finding.where for finding in blocking)
    advice = " ".join(finding.advice for finding in blocking if finding.check == "content")
    assert "action plan" in advice
    assert "Raymond Osgood" in advice


def test_the_first_draft_tells_a_detailed_history_in_some_seventeen_pages():
    manuscript = opened(FIRST.summary.draft)
    assert 15 <= pages_of(manuscript) <= 20
    assert manuscript.section("5.4a Case history in detail").blocks


def test_the_second_overview_has_eight_to_twelve_pages_and_four_recommendations():
    assert 8 <= pages_of(manuscript_from_markdown(SECOND.overview_markdown)) <= 12
    assert len(SECOND.recommendations) == 4


def test_the_second_case_must_be_considered_rather_than_held():
    assessed = [
        Assessment(criterion=each.duty, finding=CriterionFinding(each.finding), evidence=each.evidence)
        for each in SECOND.criteria
    ]
    regime = load_rulebook().regime(initiated_on=SECOND.dates.decided_on)
    assert recommend(assessed, regime=regime).outcome is Outcome.REFER


def test_the_second_case_keeps_its_clocks():
    calendar = WorkingCalendar(closures=frozenset())
    dates = SECOND.dates
    assert dates.decided_on <= calendar.add_calendar_months(dates.noticed_on, 1)
    assert dates.submitted_on <= dates.completion_due == calendar.add_calendar_months(dates.decided_on, 6)


def test_the_two_cases_share_a_board_chair_and_no_other_officer():
    first = {officer.name for officer in FIRST_ROSTER.officers}
    second = {officer.name for officer in SECOND_ROSTER.officers}
    assert first & second == {"Margaret Ellison"}
