"""The integrated chronology is read, searched, marked, judged and taken along, and no name shows where none should."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from safelight.core.review.chronology.seeking import haystack_of
from safelight.records.cases.actions import chronologies, exporting, intake, integrating, row_notes
from safelight.records.cases.models import Case, ChronologyRow, RowInPseudonyms, RowPerson, RowRemark
from safelight.records.cases.pseudonyms import CANNOT
from safelight.records.cases.queries import RowFilters, chronology_rows, picture_page, row_page, work_page
from safelight.records.cases.queries.naming import NOT_SHOWN, Manner
from safelight.records.cases.queries.rows import RowsPage
from safelight.records.cases.words import Names, RowMark, Verdict
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans import actions as plans
from safelight.records.plans.queries import plan_of
from tests.factories import MERGED, REGISTER, SENT, Cast, a_case_with_reviews, a_chronology, a_scoped_case, moment
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(MERGED, 12)
POLICE = (
    ("14/03/2008", "10:30", "Called to a disturbance at home. Tobias seen asleep upstairs, no injuries noted."),
    ("02/06/2008", "", "Toby's mother rang about the neighbour."),
    ("09/2009", "", "T. Wren-Halloran named in a report of Zoë Quayle."),
)
HEALTH = (
    ("14/03/2008", "16:00", "Called to a disturbance at home. Tobias seen asleep upstairs, no injuries noted."),
    ("03/06/2008", "09:00", "Did not attend the clinic."),
    ("11/05/2006", "", "Born on 11/05/2006, well."),
)


@pytest.fixture
def case(cast: Cast) -> Case:
    case = a_scoped_case(cast)
    for agency, user, rows in ((cast.police, cast.police_author, POLICE), (cast.health, cast.health_author, HEALTH)):
        chronologies.submit_chronology(
            case=case,
            agency=agency,
            untrusted_data=a_chronology(agency.name, rows),
            name="chronology.xlsx",
            by=user,
            at=moment(SENT),
        )
    integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    return case


def read(case: Case, by: User, *, names: Names = Names.PSEUDONYMS, **filters: Any) -> RowsPage:
    return integrating.read_rows(case=case, filters=RowFilters(**filters), names=names, by=by, at=AT)


def words(page: RowsPage) -> str:
    return " ".join(f"{row.event} {row.source} {row.date_as_written} {row.date} {row.marks}" for row in page.rows)


def key_of(case: Case, event: str) -> Any:
    return ChronologyRow.objects.get(file__case=case, event__startswith=event).key


def test_pseudonyms_are_shown_unless_real_names_are_asked_for_and_which_is_recorded(
    cast: Cast, case: Case, newest: Newest
) -> None:
    for reader in (cast.manager, cast.chair, cast.panel_chair, cast.panel_member, cast.author):
        shown = read(case, reader)
        assert shown.manner is Manner.PSEUDONYMS
        assert "Child N seen asleep" in words(shown)
        assert not any(name in words(shown) for name in ("Tob", "Halloran", "2006-05-11"))
        assert '"names": "pseudonyms"' in newest().detail
        clear = read(case, reader, names=Names.REAL)
        assert "Tobias seen asleep" in words(clear)
        assert '"names": "real"' in newest().detail


def test_an_agencys_author_reads_its_own_rows_as_written_and_nothing_that_was_made_of_them(
    cast: Cast, case: Case
) -> None:
    row_notes.mark_key_events(case=case, rows=[key_of(case, "Toby")], by=cast.author, at=AT)
    shown = read(case, cast.police_author)
    assert shown.manner is Manner.AS_WRITTEN
    assert "Tobias seen asleep" in words(shown)
    assert {row.agency for row in shown.rows} == {cast.police.name}
    assert not any(row.marks or row.key_event or row.themes or row.cited_in for row in shown.rows)
    assert {row.since_previous for row in shown.rows} == {None}
    assert shown.gaps == ()
    assert read(case, cast.police_author, mark="any").total == read(case, cast.police_author).total
    with pytest.raises(NotForYou):
        integrating.read_worklist(case=case, by=cast.police_author, at=AT)
    with pytest.raises(NotForYou):
        integrating.read_row(row=key_of(case, "Did not attend"), by=cast.police_author, at=AT)


@pytest.mark.parametrize(
    ("sought", "in_pseudonyms", "in_real_names"),
    [
        ("Tobias", 0, 2),
        ("toby's", 0, 1),
        ("Halloran", 0, 1),
        ('"Child N"', 4, 0),
        ("ZOE quayle", 1, 1),
        ('"did not attend"', 1, 1),
        ("disturbance asleep", 2, 2),
        ("unicorn", 0, 0),
    ],
)
def test_a_search_finds_what_is_shown_and_nothing_else(
    cast: Cast, case: Case, sought: str, in_pseudonyms: int, in_real_names: int
) -> None:
    assert read(case, cast.author, words=sought).total == in_pseudonyms
    assert read(case, cast.author, words=sought, names=Names.REAL).total == in_real_names


def test_a_name_that_joins_the_register_is_replaced_and_no_longer_found(cast: Cast, case: Case) -> None:
    assert read(case, cast.author, words="Quayle").total == 1
    more = '[[person]]\nid = "z"\nrole = "professional"\nnames = ["Zoë Quayle"]\npseudonym = "a worker"\n'
    intake.keep_register(case=case, untrusted_toml=REGISTER + more, by=cast.manager, at=AT)
    assert read(case, cast.author, words="Quayle").total == 0
    assert "a worker" in words(read(case, cast.author))


def test_a_row_that_has_changed_is_never_shown_by_what_was_kept_of_it(cast: Cast, case: Case) -> None:
    row = ChronologyRow.objects.get(key=key_of(case, "Did not attend"))
    row.event = "Tobias did not attend."
    row.save()
    assert RowInPseudonyms.objects.get(row=row).event == "Did not attend the clinic."
    assert "Child N did not attend." in words(read(case, cast.author))


def test_without_a_register_what_happened_is_shown_in_real_names_alone(cast: Cast, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(register_sha256="")
    shown = read(case, cast.author)
    assert shown.manner is Manner.WITHHELD
    assert {row.event for row in shown.rows} == {NOT_SHOWN}
    assert read(case, cast.author, words="asleep").total == 0
    assert "Tobias seen" in words(read(case, cast.author, names=Names.REAL))
    with pytest.raises(NotNow, match="no register"):
        exporting.export_rows(case=case, filters=RowFilters(), form="csv", by=cast.author, at=AT)


def test_people_are_filtered_by_a_key_that_tells_nothing(cast: Cast, case: Case) -> None:
    shown = read(case, cast.author)
    child = next(one for one in shown.people if one.called == "Child N")
    assert "child" not in child.key
    assert (
        read(case, cast.author, person=child.key).total
        == RowPerson.objects.filter(person="child").values("row").distinct().count()
    )
    assert read(case, cast.author, person="child").total == 0
    assert [one.called for one in read(case, cast.author, names=Names.REAL).people] == ["T. Wren-Halloran"]


def test_what_two_agencies_tell_is_said_of_both_rows_and_a_judgement_outlives_merging(
    cast: Cast, case: Case, newest: Newest
) -> None:
    first = read(case, cast.author, mark="conflicts-with")
    assert first.total == 2
    one, two = first.rows
    assert (one.marks[0].other, two.marks[0].other) == (two.key, one.key)
    row_notes.judge_remark(
        remark=one.marks[0].id, verdict="mistaken", reason="Two visits on one day.", by=cast.panel_chair, at=AT
    )
    assert newest().action == "cases.judge_remark"
    assert read(case, cast.author, mark="conflicts-with").total == 0
    assert [
        one.mistaken for row in read(case, cast.author).rows for one in row.marks if one.mark == "conflicts-with"
    ] == [
        True,
        True,
    ]
    integrating.integrate(case=case, by=cast.author, at=AT)
    assert read(case, cast.author, mark="conflicts-with").total == 0
    page = row_page(cast.author, one.key)
    assert [(each.verdict, each.reason) for each in page.judgements] == [(Verdict.MISTAKEN, "Two visits on one day.")]
    again = RowRemark.objects.filter(row__key=two.key).latest("id")
    row_notes.judge_remark(remark=again.pk, verdict="stands", reason="It was one visit.", by=cast.author, at=AT)
    assert read(case, cast.author, mark="conflicts-with").total == 2


def test_key_events_and_themes_are_given_filtered_by_and_kept_by_the_next_merging(cast: Cast, case: Case) -> None:
    rows = [key_of(case, "Did not attend"), key_of(case, "Toby")]
    assert row_notes.mark_key_events(case=case, rows=rows, by=cast.author, at=AT) == 2
    theme = row_notes.give_theme(case=case, rows=rows[:1], theme=" Missed   appointments ", by=cast.manager, at=AT)
    same = row_notes.give_theme(case=case, rows=rows[1:], theme="missed appointments", by=cast.manager, at=AT)
    assert (theme.name, same.pk) == ("Missed appointments", theme.pk)
    integrating.integrate(case=case, by=cast.author, at=AT)
    assert read(case, cast.panel_member, key_events=True).total == 2
    assert read(case, cast.panel_member, theme=theme.pk).total == 2
    row_notes.take_theme(case=case, rows=rows[:1], theme=theme.pk, by=cast.manager, at=AT)
    assert read(case, cast.panel_member, theme=theme.pk).total == 1
    drawn = picture_page(cast.panel_member, case.pk).drawn
    assert drawn is not None
    assert [point.number for lane in drawn.lanes for point in lane.points] == [1, 2]


@pytest.mark.parametrize("theme", ["", "x" * 81, "Toby and the clinic", "St Oswin's Primary School"])
def test_a_theme_is_a_few_words_that_name_nobody(cast: Cast, case: Case, theme: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        row_notes.give_theme(case=case, rows=[key_of(case, "Toby")], theme=theme, by=cast.author, at=AT)
    assert wrong.value.field == "theme"


def test_rows_of_another_review_are_not_there(cast: Cast, case: Case) -> None:
    other = a_case_with_reviews(cast, reference="SCR-2010-09")
    strange = ChronologyRow.objects.filter(file__case=other).values_list("key", flat=True)[0]
    finding = plans.record_finding(case=case, number=1, text="Nobody followed up.", by=cast.author, at=AT)
    for key in (strange, uuid4()):
        with pytest.raises(NotForYou):
            row_notes.mark_key_events(case=case, rows=[key], by=cast.author, at=AT)
        with pytest.raises(NotForYou):
            plans.cite_rows(finding=finding, rows=[key], by=cast.author, at=AT)


def test_a_finding_rests_on_rows_and_each_shows_the_other(cast: Cast, case: Case) -> None:
    finding = plans.record_finding(case=case, number=1, text="Nobody followed up.", by=cast.author, at=AT)
    assert not plan_of(cast.author, case.pk, on=MERGED).findings[0].cites_anything
    key = key_of(case, "Did not attend")
    number = ChronologyRow.objects.get(key=key).position
    assert number is not None
    assert plans.cite_rows(finding=finding, rows=[key], by=cast.author, at=AT) == 1
    assert plans.cite_rows(finding=finding, numbers=[number], by=cast.author, at=AT) == 1
    line = plan_of(cast.author, case.pk, on=MERGED).findings[0]
    assert [(one.key, one.agency) for one in line.cites] == [(key, "PCT")]
    police = plan_of(cast.police_author, case.pk, on=MERGED).findings[0]
    assert (police.cites, police.cites_anything) == ((), True)
    assert row_page(cast.author, key).line.cited_in == (1,)
    with pytest.raises(WrongInput, match="999"):
        plans.cite_rows(finding=finding, numbers=[999], by=cast.author, at=AT)
    with pytest.raises(NotForYou):
        plans.cite_rows(finding=finding, rows=[key], by=cast.panel_member, at=AT)
    plans.stop_citing(finding=finding, row=key, by=cast.author, at=AT)
    assert row_page(cast.author, key).line.cited_in == ()


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "html"])
def test_what_is_filtered_is_taken_along_in_pseudonyms_under_a_name_that_says_nothing(
    cast: Cast, case: Case, newest: Newest, form: str
) -> None:
    made = exporting.export_rows(case=case, filters=RowFilters(), form=form, by=cast.panel_member, at=AT)
    assert (made.rows, made.name) == (6, f"chronology-in-pseudonyms.{form}")
    assert newest().action == "cases.export_rows"
    if form == "xlsx":
        sheet = load_workbook(io.BytesIO(made.data)).active
        assert sheet is not None
        text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    else:
        text = made.data.decode(errors="replace")
    assert not any(name in text for name in ("Tob", "Halloran"))
    clear = exporting.export_rows(
        case=case, filters=RowFilters(agency=cast.police.pk), names=Names.REAL, form="csv", by=cast.author, at=AT
    )
    assert (clear.rows, clear.name) == (3, "chronology.csv")
    assert b"Tobias seen asleep" in clear.data


def test_nothing_is_written_where_the_second_look_still_finds_somebody(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "safelight.records.cases.queries.naming.in_pseudonyms",
        lambda rows, roster: {row.pk: Naming(row) for row in rows},
    )
    with pytest.raises(WrongInput, match="still shows in row") as wrong:
        exporting.export_rows(case=case, filters=RowFilters(), form="csv", by=cast.author, at=AT)
    assert "Tob" not in str(wrong.value)


class Naming:
    """A row's words with nobody replaced, as a fault in the first look would leave them."""

    def __init__(self, row: ChronologyRow) -> None:
        self.date_as_written, self.source, self.event, self.other = "", row.source, row.event, row.other


def test_people_of_several_names_are_listed_without_the_names_in_pseudonyms(cast: Cast, case: Case) -> None:
    (one,) = work_page(cast.panel_chair, case.pk).people
    assert (one.called, one.names, one.count) == ("Child N", (), 3)
    (clear,) = work_page(cast.panel_chair, case.pk, names=Names.REAL).people
    assert {name for name, _ in clear.names} == {"Tobias", "Toby", "T. Wren-Halloran"}


def test_the_number_of_questions_does_not_grow_with_the_rows(
    cast: Cast, case: Case, django_assert_max_num_queries: Any
) -> None:
    def asked() -> int:
        with django_assert_max_num_queries(40) as counted:
            shown = chronology_rows(cast.author, case.pk)
        assert shown.rows
        return len(counted)

    few = asked()
    file = ChronologyRow.objects.filter(file__case=case)[0].file
    day = date(2008, 1, 1)
    ChronologyRow.objects.bulk_create(
        ChronologyRow(
            file=file,
            row=number,
            position=number,
            date="2008-01-01",
            earliest=day,
            latest=day,
            event=f"Visit {number} to Toby.",
            haystack=haystack_of(f"Visit {number} to Toby."),
        )
        for number in range(100, 1100)
    )
    shown = read(case, cast.author)
    assert (shown.total, shown.pages, len(shown.rows)) == (1006, 11, 100)
    assert asked() == few


def test_years_lead_to_the_page_on_which_they_begin(cast: Cast, case: Case) -> None:
    shown = integrating.read_rows(case=case, per_page=2, by=cast.author, at=AT)
    assert [(one.year, one.first, one.page) for one in shown.years] == [(2006, 1, 1), (2008, 2, 1), (2009, 6, 3)]


def test_a_silence_stands_before_the_row_that_ends_it(cast: Cast, case: Case) -> None:
    shown = read(case, cast.author)
    silent = {row.event[:14]: shown.silences[row.key].days for row in shown.rows if row.key in shown.silences}
    assert set(silent.values()) == {gap.days for gap in shown.gaps}
    assert shown.gaps
    assert all(gap.age_until for gap in shown.gaps)
    assert read(case, cast.author, words="attend").silences == {}


def test_what_cannot_be_shown_is_said_and_not_shown() -> None:
    assert "Tob" not in CANNOT
    assert set(RowMark) >= {"one-sided-referral", "not-followed-up"}
