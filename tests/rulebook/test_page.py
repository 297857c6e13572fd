"""Do the pages say what the data say?"""

from datetime import date
from pathlib import Path

import pytest

from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.page import main, page, show

RULEBOOK = load_rulebook()
DUTIES = RULEBOOK.framework.duties
SHIPPED = Path(__file__).parents[2] / "docs" / "rulebook.md"


def test_the_page_in_the_documentation_is_the_one_the_data_make() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == page(RULEBOOK), "run make docs"


def test_the_page_has_every_rule_and_every_gap_in_its_words() -> None:
    text = page(RULEBOOK)
    for rule in RULEBOOK.rules:
        assert f"| `{rule.id}` |" in text
        assert rule.says in text
    for gap in RULEBOOK.coverage.gaps:
        assert gap.says in text
    for covered in RULEBOOK.coverage.sources:
        assert covered.why in text


def test_the_rows_of_every_table_have_as_many_cells_as_its_head() -> None:
    width = 0
    for line in page(RULEBOOK).splitlines():
        if set(line) == {"|", "-"}:
            width = line.count("|")
        elif line.startswith("|") and width:
            assert line.count("|") == width, line
        elif not line:
            width = 0


def test_the_page_tells_the_changes_and_not_the_new_editions_of_the_same() -> None:
    changes = page(RULEBOOK).split("## What changed, and when")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in changes.splitlines() if line[:3].strip("| ").isdigit()]
    days = {(row[0], row[2]) for row in rows if row[1] == "`scr`"}
    assert ("18 December 2009", "By when is a review completed?") in days
    assert ("10 June 2010", "Is the overview report published?") in days
    assert ("17 March 2010", "By when is a review completed?") not in days
    assert {row[0] for row in rows} >= {"1 October 2010", "15 April 2013", "15 December 2023"}


def test_the_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page(RULEBOOK)


def test_the_writer_says_what_it_needs() -> None:
    with pytest.raises(SystemExit, match=r"docs/rulebook\.md"):
        main([])


def test_every_question_has_a_heading_to_stand_under() -> None:
    assert {duty.split(".")[0] for duty in DUTIES} == {group for group, _ in RULEBOOK.framework.headings}


def test_a_regime_is_shown_with_question_words_force_citation_and_id() -> None:
    shown = show(RULEBOOK.edition("scr-2010"))
    text = " ".join(shown.split())
    for expected in (
        "Rules as at 1 April 2010, England.",
        RULEBOOK.edition("scr-2010").fingerprint,
        "Is the overview report published? should: Neither the overview report",
        "Neither the overview report nor an individual management review is made public",
        "wt2010/overview-and-imr-not-public",
        "paragraph 8.49",
        "paragraph 8.9 (paragraph not checked)",
        "must not: An individual management review",
    ):
        assert expected in text
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.parametrize("day", [date(2005, 1, 3), date(2009, 12, 1), date(2010, 7, 1), date(2026, 11, 2)])
def test_every_question_is_shown_once_with_its_rule_or_with_the_reason_why_there_is_none(day: date) -> None:
    regime = RULEBOOK.regime(initiated_on=day)
    governed, _, silent = (" ".join(part.split()) for part in show(regime).partition("WHERE NO RULE GOVERNS"))
    for name, duty in DUTIES.items():
        rule = regime.find(name)
        assert (f"{duty.question} " in governed) is (rule is not None)
        assert (f"- {duty.question}" in silent) is (rule is None)
        if rule is not None:
            assert rule.id in governed


@pytest.mark.parametrize("named", [named.id for named in RULEBOOK.coverage.editions])
def test_every_rulebook_that_has_a_name_can_be_shown(named: str) -> None:
    regime = RULEBOOK.edition(named)
    assert regime.rules
    assert regime.title in " ".join(show(regime).split())
