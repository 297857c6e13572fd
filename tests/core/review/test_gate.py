"""The gate over one file: what identifies, what hides, what is unknown, and what is not there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from safelight.core.anonymise.roster import Person, Roster
from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table, manuscript_to_markdown
from safelight.core.review.gate import Examination, GateFinding, UnknownCheck, examine
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import Severity
from tests.core.edition.sample import BLOCKS, MANUSCRIPT, MASTHEAD, ROSTER, with_block, without

CONTENTS = {
    "Circumstances": "circumstances",
    "review process": "process of the review",
    "Parallel": "parallel processes",
    "Family involvement": "family took part",
    "Summary of events": "account of the facts",
    "Key issues": "key issues",
    "Conclusions": "conclusions",
    "Recommendations": "recommendations",
    "Action plan": "action plan",
}

KEYS = ("check", "rule", "severity", "person", "where", "text", "advice")


@pytest.fixture(scope="module")
def regime() -> Regime:
    return load_rulebook().regime(initiated_on=date(2010, 4, 1))


def _look(
    manuscript: Manuscript, *, regime: Regime, roster: Roster = ROSTER, checks: str = "identity hidden unlisted content"
) -> Examination:
    data = manuscript_to_markdown(manuscript).encode()
    return examine(data, name="summary.md", roster=roster, regime=regime, checks=frozenset(checks.split()))


def _advice(examination: Examination) -> str:
    return "\n".join(finding.advice for finding in examination.findings)


def _without_section(name: str) -> Manuscript:
    """The made-up review without one section: its heading and all that stands under it."""
    kept, leaving = [], False
    for block in BLOCKS:
        if isinstance(block, Heading) and block.level == 2:
            leaving = name in block.text
        if not leaving:
            kept.append(block)
    return Manuscript(tuple(kept))


def test_a_complete_summary_that_identifies_nobody_passes(regime: Regime) -> None:
    examination = _look(MANUSCRIPT, regime=regime)
    assert examination.blocking == ()
    assert examination.verdict == "pass"


@pytest.mark.parametrize("name", ["edition.html", "edition.pdf"])
def test_what_safelight_renders_passes_its_own_gate(name: str, regime: Regime) -> None:
    data = render_edition(MANUSCRIPT, masthead=MASTHEAD).files()[name]
    examination = examine(data, name=name, roster=ROSTER, regime=regime)
    assert examination.blocking == ()


@pytest.mark.parametrize(("section", "title"), CONTENTS.items())
def test_each_missing_section_blocks_with_the_rule_that_wants_it(section: str, title: str, regime: Regime) -> None:
    examination = _look(_without_section(section), regime=regime, checks="content")
    wanted = "summary.action-plan" if section == "Action plan" else "summary.contents"
    found = [finding for finding in examination.findings if finding.rule == regime.rule(wanted).id]
    assert [(each.check, each.severity) for each in found] == [("content", Severity.BLOCK)]
    assert title in found[0].advice
    assert examination.verdict == "blocked"


def test_an_action_plan_is_not_asked_for_before_18_december_2009() -> None:
    regime = load_rulebook().regime(initiated_on=date(2009, 12, 1))
    assert _look(_without_section("Action plan"), regime=regime, checks="content").findings == ()


@pytest.mark.parametrize(
    ("gone", "wanted"),
    [
        ("Margaret Ellison", "name the chair of the board: Margaret Ellison"),
        ("Peter Hargrave", "name the chair of the review panel: Peter Hargrave"),
        ("Ruth Adeyemi", "name the author of the overview report: Ruth Adeyemi"),
        ("Detective Superintendent", "Detective Superintendent, Northmere Constabulary"),
    ],
)
def test_whoever_must_be_named_and_is_not_blocks(gone: str, wanted: str, regime: Regime) -> None:
    examination = _look(without(gone), regime=regime, checks="content")
    assert wanted in _advice(examination)
    assert examination.verdict == "blocked"


@pytest.mark.parametrize(
    ("roster", "wanted"),
    [
        (replace(ROSTER, officers=()), 'role = "panel_chair"'),
        (replace(ROSTER, panel=()), "[[panel_member]]"),
    ],
)
def test_a_register_without_officers_or_panel_blocks_with_what_to_add(
    roster: Roster, wanted: str, regime: Regime
) -> None:
    examination = _look(MANUSCRIPT, roster=roster, regime=regime, checks="content")
    assert wanted in _advice(examination)
    assert examination.verdict == "blocked"


def test_a_name_blocks_under_the_id_of_the_register_and_says_what_to_write(regime: Regime) -> None:
    examination = _look(with_block(Paragraph("It was Liam Okafor-Reed.")), regime=regime, checks="identity")
    (finding,) = examination.findings
    assert (finding.check, finding.rule, finding.severity) == ("identity", "name", Severity.BLOCK)
    assert finding.person == "child"
    assert finding.text == "Liam Okafor-Reed"
    assert "Child N" in finding.advice
    assert finding.where


@pytest.mark.parametrize(
    "words", ["L i a m  O k a f o r - R e e d", "Liam Okafor\n-Reed", "Okafor-Reed, Liam", "Liamokaforreed"]
)
def test_a_name_in_disguise_is_found_once_by_whichever_method_sees_it(words: str, regime: Regime) -> None:
    examination = _look(with_block(Paragraph(f"The child, {words}, died.")), regime=regime, checks="identity")
    assert {finding.person for finding in examination.findings} == {"child"}
    assert len({(finding.where, finding.text) for finding in examination.findings}) == len(examination.findings)


def test_the_same_name_twice_in_one_place_is_said_once_and_elsewhere_again(regime: Regime) -> None:
    twice = with_block(Paragraph("Liam Okafor-Reed and Liam Okafor-Reed."), Paragraph("Liam Okafor-Reed."))
    findings = _look(twice, regime=regime, checks="identity").findings
    assert len({finding.where for finding in findings}) == 2
    assert len(findings) == len(set(findings))


def test_the_case_reference_is_nobody_in_particular_and_blocks(regime: Regime) -> None:
    (finding,) = _look(with_block(Paragraph("File SCR-2009-03.")), regime=regime, checks="identity").findings
    assert (finding.person, finding.rule, finding.severity) == ("case", "case-reference", Severity.BLOCK)


def test_the_officers_are_not_identified(regime: Regime) -> None:
    assert _look(MANUSCRIPT, regime=regime, checks="identity").findings == ()


def test_a_comment_in_a_page_blocks_although_it_is_harmless(regime: Regime) -> None:
    data = render_edition(MANUSCRIPT, masthead=MASTHEAD).html.replace(b"</main>", b"<!-- a remark --></main>")
    examination = examine(data, name="summary.html", roster=ROSTER, regime=regime, checks=frozenset({"hidden"}))
    assert [(each.check, each.severity, each.person) for each in examination.findings] == [
        ("hidden", Severity.BLOCK, "")
    ]
    assert "a remark" in examination.findings[0].text


def test_somebody_whom_the_register_does_not_know_is_a_warning(regime: Regime) -> None:
    strange = with_block(Paragraph("The family spoke to Mrs Dorothy Wexcombe at home."))
    examination = _look(strange, regime=regime, checks="unlisted")
    assert any("Wexcombe" in finding.text for finding in examination.findings)
    assert {finding.severity for finding in examination.findings} == {Severity.WARN}
    assert examination.verdict == "pass"


def test_somebody_in_the_register_is_not_also_unlisted(regime: Regime) -> None:
    examination = _look(with_block(Paragraph("It was Liam Okafor-Reed.")), regime=regime)
    assert not any("Liam" in finding.text for finding in examination.findings if finding.check == "unlisted")


@pytest.mark.parametrize("check", ["identity", "hidden", "unlisted", "content"])
def test_only_the_checks_asked_for_are_run(check: str, regime: Regime) -> None:
    everything = with_block(Paragraph("Liam Okafor-Reed met Mrs Dorothy Wexcombe."))
    examination = _look(everything, regime=regime, checks=check)
    assert {finding.check for finding in examination.findings} <= {check}
    assert examination.checks == frozenset({check})


def test_a_check_that_there_is_none_of_is_refused_with_those_there_are(regime: Regime) -> None:
    with pytest.raises(UnknownCheck, match="identity, hidden, unlisted, content"):
        _look(MANUSCRIPT, regime=regime, checks="spelling")


def test_the_json_has_exactly_the_keys_that_others_build_on(regime: Regime) -> None:
    manuscript = with_block(Paragraph("It was Liam Okafor-Reed."))
    examination = _look(manuscript, regime=regime)
    told = json.loads(examination.to_json())
    assert set(told) == {"document", "sha256", "verdict", "findings"}
    assert (told["document"], told["verdict"]) == ("summary.md", "blocked")
    assert told["sha256"] == hashlib.sha256(manuscript_to_markdown(manuscript).encode()).hexdigest()
    for finding in told["findings"]:
        assert set(finding) - {"label", "score", "found_by"} == set(KEYS)
        assert all(isinstance(finding[key], str) for key in KEYS)
    assert {finding["severity"] for finding in told["findings"]} <= {"block", "warn"}


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        ([], "pass"),
        (["warn"], "pass"),
        (["warn", "warn"], "pass"),
        (["warn", "block"], "blocked"),
        (["block"], "blocked"),
    ],
)
def test_the_verdict_is_blocked_exactly_when_a_finding_blocks(severities: list[str], verdict: str) -> None:
    findings = tuple(
        GateFinding(check="hidden", rule="comment", severity=Severity(each), person="", where="x", text="", advice="y")
        for each in severities
    )
    assert Examination(document="x", sha256="", findings=findings).verdict == verdict


def test_a_page_that_is_read_in_two_ways_reports_one_place_once(regime: Regime) -> None:
    data = render_edition(with_block(Paragraph("It was Liam Okafor-Reed.")), masthead=MASTHEAD).pdf
    findings = examine(
        data, name="x.pdf", roster=ROSTER, regime=regime, checks=frozenset({"identity", "unlisted"})
    ).findings
    assert len([finding for finding in findings if finding.person == "child"]) == 1
    assert not any("second reading" in finding.where and "2010" in finding.text for finding in findings)


@pytest.mark.parametrize("name", ["Max", "Page", "Root", "Li", "Art", "Main", "Span", "Ray"])
def test_what_safelight_renders_passes_even_where_somebody_is_called_like_a_part_of_a_file(
    name: str, regime: Regime
) -> None:
    person = Person(id="x", role="relative", names=(f"{name} Ottoline {name}",), known_as=(name,), pseudonym="Adult 1")
    data = render_edition(MANUSCRIPT, masthead=MASTHEAD).html
    roster = replace(ROSTER, people=(person,))
    assert (
        examine(data, name="edition.html", roster=roster, regime=regime, checks=frozenset({"identity"})).findings == ()
    )


def _word(manuscript: Manuscript) -> bytes:
    document = docx.Document()
    for block in manuscript.blocks:
        match block:
            case Heading(level=level, text=text):
                document.add_heading(text, level)
            case Paragraph(text=text):
                document.add_paragraph(text)
            case Bullets(items=items):
                for item in items:
                    document.add_paragraph(item, style="List Bullet")
            case Table(header=header, rows=rows):
                table = document.add_table(rows=0, cols=len(header))
                for row in (header, *rows):
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(("gone", "lacks"), [("nothing", 0), ("Recommendations", 1), ("Ruth Adeyemi", 2)])
def test_a_word_file_is_looked_at_in_the_same_way(gone: str, lacks: int, regime: Regime) -> None:
    """Without the paragraph that names the author, the chair of the panel goes unnamed too."""
    data = _word(_without_section(gone) if gone == "Recommendations" else without(gone))
    checks = frozenset({"identity", "content"})
    examination = examine(data, name="summary.docx", roster=ROSTER, regime=regime, checks=checks)
    assert len(examination.findings) == lacks
    assert {finding.check for finding in examination.findings} <= {"content"}
