"""Are the first case's files what agencies and authors really send: long, untidy, and in eight habits?"""

from __future__ import annotations

from datetime import date

import pytest

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Part
from safelight.core.papers.reading import read_paper
from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.read import read_chronology
from safelight.demo.case.chronologies import chronology, entries, sent_by
from safelight.demo.case.events import AGENCIES, read_events, told_by
from safelight.demo.case.habits import HABITS
from safelight.demo.case.northmere import first_case
from safelight.demo.case.overview import overview_report
from safelight.demo.case.summary import summary_material
from safelight.demo.case.untidy import NoSuchParagraph, paragraph_with
from safelight.demo.case.word import open_document
from tests.demo.case.pages import opened, pages_of

CASE = first_case()
PAPERS = {agency.id: agency.chronology for agency in CASE.agencies}
READ = {
    agency: read_chronology(chronology.paper.data, name=chronology.paper.name) for agency, chronology in PAPERS.items()
}
OVERVIEW = read_paper(CASE.overview.data, name=CASE.overview.name)


def test_eight_chronologies_come_as_three_workbooks_three_word_tables_and_two_text_files():
    endings = sorted(chronology.paper.name.rsplit(".", 1)[1] for chronology in PAPERS.values())
    assert endings == ["csv"] * 2 + ["docx"] * 3 + ["xlsx"] * 3


def test_together_they_hold_about_three_thousand_rows():
    assert 2900 <= sum(chronology.rows for chronology in PAPERS.values()) <= 3100


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_row_is_read_back_from_the_file(agency):
    assert len(READ[agency].rows) + len(READ[agency].unreadable) == PAPERS[agency].rows


def test_each_file_names_its_agency():
    assert len({read.agency for read in READ.values()}) == 8


def test_some_dates_are_doubtful_or_cannot_be_read_and_some_rows_are_the_authors_own_notes():
    rows = [row for read in READ.values() for row in read.rows]
    assert any(row.date_as_written == "22.05/07" and row.date == "2007-05-22" and row.uncertain for row in rows)
    assert any(row.date_as_written.startswith("?") and row.uncertain for row in rows)
    assert any(row.until for row in rows)
    assert any(row.date_as_written and not row.date for row in rows)
    assert any(not row.event for row in rows)
    assert any("author-note" in row.flags for row in rows)


def test_merging_finds_events_that_two_agencies_told_and_some_on_which_they_differ():
    merged = merge(READ.values(), born=date(2005, 5, 17))
    read = len(merged.rows) + len(merged.unreadable)
    assert read == sum(chronology.rows for chronology in PAPERS.values())
    assert {row.file for row in merged.unreadable} == {
        "Northmere Homes.xlsx",
        "Northmere Schools and Early Years.docx",
    }
    assert merged.duplicates
    assert merged.conflicts


def test_every_agency_tells_some_of_the_events_on_which_the_review_relies():
    assert all(len(told_by(agency)) >= 4 for agency in AGENCIES)
    assert sum(len(event.tellings) for event in read_events()) >= 90


def test_no_two_agencies_write_a_date_in_the_same_way():
    on = date(2009, 3, 5)
    written = {agency: writes(on, _steady()) for agency, writes in HABITS.items() if agency != "hospital"}
    assert len(set(written.values())) == 7


def _steady():
    class Never:
        def random(self) -> float:
            return 1.0

    return Never()


@pytest.mark.parametrize("agency", AGENCIES)
def test_ordinary_entries_are_whole_and_varied(agency):
    texts = [entry.text for entry in entries(agency)]
    assert not any("{" in text or "}" in text for text in texts)
    assert len(set(texts)) > len(texts) * 0.45


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_chronology_is_the_same_file_on_every_build(agency):
    assert chronology(agency) == PAPERS[agency]


def test_a_hospital_sends_by_department_and_the_landlord_sends_a_corrected_file():
    parts = dict(sent_by("hospital"))
    assert set(parts) == {"Maternity", "Children’s services"}
    assert sum(part.rows for part in parts.values()) == PAPERS["hospital"].rows
    first, again = (
        read_chronology(sent.paper.data, name=PAPERS["housing"].paper.name) for _, sent in sent_by("housing")
    )
    assert len(first.unreadable) == len(again.unreadable) + 1
    assert len(first.rows) + 1 == len(again.rows)


def test_the_overview_report_is_the_same_file_on_every_build():
    again = overview_report(findings=CASE.findings, recommendations=CASE.recommendations, terms=CASE.terms)
    assert again.data == CASE.overview.data


def test_the_summary_is_the_same_file_on_every_build():
    again = summary_material(findings=CASE.findings, recommendations=CASE.recommendations)
    assert again.draft.data == CASE.summary.draft.data


def test_the_overview_report_has_some_sixty_pages():
    assert 54 <= pages_of(opened(CASE.overview)) <= 68


def test_the_overview_report_has_every_finding_and_recommendation():
    text = opened(CASE.overview).text()
    for finding in CASE.findings:
        assert f"Finding {finding.number}: {finding.title}" in text
    for each in CASE.recommendations:
        assert f"Recommendation {each.number} (" in text
        assert each.text in text


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part.HEADER, "Joel Adeyemi-Holt"),
        (Part.FOOTER, "H Strand"),
        (Part.NOTE, "Mrs Fairweather"),
        (Part.COMMENT, "Niamh O'Dowd"),
        (Part.DELETED, "112 Gantry Street"),
        (Part.TEXT_BOX, "Nana Folu"),
        (Part.ALT_TEXT, "Tomasz Jasiński"),
        (Part.METADATA, "Jojo"),
    ],
)
def test_the_overview_report_is_as_untidy_as_real_ones(part, words):
    assert any(passage.part is part and words in passage.text for passage in OVERVIEW.passages)


def test_the_overview_report_hides_words():
    rules = [hidden.rule for hidden in find_hidden(CASE.overview.data, name=CASE.overview.name)]
    assert set(rules) >= {"comment", "hidden-text", "metadata"}
    assert rules.count("tracked-change") == 2, "one insertion and one deletion"


def test_the_health_overview_opens():
    assert "three services side by side" in opened(CASE.health_overview).text()


def test_words_that_are_in_no_paragraph_are_not_quietly_passed_over():
    with pytest.raises(NoSuchParagraph, match="nowhere"):
        paragraph_with(open_document(author="A", title="B"), "nowhere")
