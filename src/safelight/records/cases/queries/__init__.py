"""What may be known of a case: every query by its name, wherever it lives."""

from safelight.records.cases.above import FactsFromAbove
from safelight.records.cases.access import find_case, may, reader_on, readers_on
from safelight.records.cases.queries.agency_reviews import review_page, reviews_page
from safelight.records.cases.queries.arrivals import departments_of
from safelight.records.cases.queries.chronology import chronologies_page
from safelight.records.cases.queries.deciding import criteria_page, deciding_page, referral_page
from safelight.records.cases.queries.departures import departures_of, departures_page
from safelight.records.cases.queries.duties import duty_page
from safelight.records.cases.queries.facts import calendar_of, facts_of, kind_of_review, regime_of
from safelight.records.cases.queries.family import family_page
from safelight.records.cases.queries.family_tree import family_tree_page
from safelight.records.cases.queries.imr import pulse, whole_page, writing_page
from safelight.records.cases.queries.imr_history import choose_page, history_page, upload_page
from safelight.records.cases.queries.one_row import row_page
from safelight.records.cases.queries.overview import CasePage, case_list, case_page, roster_of, tasks_of, trail_page
from safelight.records.cases.queries.papers import papers_page
from safelight.records.cases.queries.people import (
    appointments_page,
    panel_page,
    seats_page,
    terms_page,
)
from safelight.records.cases.queries.picture import picture_page
from safelight.records.cases.queries.proceedings import open_proceedings, proceedings_page
from safelight.records.cases.queries.row_filters import RowFilters
from safelight.records.cases.queries.rows import chronology_rows
from safelight.records.cases.queries.worklist import work_page

__all__ = [
    "CasePage",
    "FactsFromAbove",
    "RowFilters",
    "appointments_page",
    "calendar_of",
    "case_list",
    "case_page",
    "choose_page",
    "chronologies_page",
    "chronology_rows",
    "criteria_page",
    "deciding_page",
    "departments_of",
    "departures_of",
    "departures_page",
    "duty_page",
    "facts_of",
    "family_page",
    "family_tree_page",
    "find_case",
    "history_page",
    "kind_of_review",
    "may",
    "open_proceedings",
    "panel_page",
    "papers_page",
    "picture_page",
    "proceedings_page",
    "pulse",
    "reader_on",
    "readers_on",
    "referral_page",
    "regime_of",
    "review_page",
    "reviews_page",
    "roster_of",
    "row_page",
    "seats_page",
    "tasks_of",
    "terms_page",
    "trail_page",
    "upload_page",
    "whole_page",
    "work_page",
    "writing_page",
]
