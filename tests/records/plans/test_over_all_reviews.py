"""All actions over all reviews: an agency's own, the board's, as a table; recommendations taken over; themes."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safelight.core.review.imr.words import Way
from safelight.core.review.plan import PlanStatus
from safelight.records.cases.actions import intake
from safelight.records.cases.models import AgencyReview, Case, ReviewPart, Seat
from safelight.records.cases.parts import add_version
from safelight.records.cases.words import ReviewState
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans import actions as plans
from safelight.records.plans.actions import taking_over, theming
from safelight.records.plans.actions.following import change_due_date
from safelight.records.plans.imrs import day_in
from safelight.records.plans.learning import themes_page
from safelight.records.plans.obligations import all_plans, as_csv, has_obligations, obligations_of
from safelight.records.plans.public import public_plan, public_themes
from safelight.records.plans.queries import imr_recommendation, imr_recommendations, plan_of
from tests.factories import Cast, a_cast, a_scoped_case, moment
from tests.upper_factories import AGREED_ON, DUE_ON, FULL_REGISTER, Call, a_review, an_action, check_only_these_may

pytestmark = pytest.mark.django_db
AT = moment(AGREED_ON, 12)
ON = date(2011, 3, 1)


def another(cast: Cast, reference: str) -> Case:
    case = a_scoped_case(cast, reference=reference)
    register = FULL_REGISTER.replace("SCR-2010-02", reference)
    intake.keep_register(case=case, untrusted_toml=register, by=cast.manager, at=moment(date(2010, 9, 28)))
    return case


def two_reviews(cast: Cast) -> tuple[Case, Case]:
    first = a_review(cast)
    second = another(cast, "SCR-2010-09")
    an_action(cast, first)
    an_action(cast, second)
    return first, second


def test_an_agency_sees_all_it_owes_by_public_names_and_its_own_evidence_alone(cast: Cast) -> None:
    first, second = two_reviews(cast)
    health = plans.agree_action(
        recommendation=first.recommendations.get(),
        text="Teach it.",
        agency=cast.health,
        owner_post="Head of Nursing",
        due_on=DUE_ON,
        measure="All of the team.",
        by=cast.manager,
        at=AT,
    )
    mine = first.recommendations.get().actions.get(agency=cast.police)
    plans.add_evidence(action=mine, text="Our own evidence.", by=cast.police_author, at=AT)
    plans.add_evidence(action=health, text="Evidence of another.", by=cast.health_author, at=AT)
    later = second.recommendations.get().actions.get()
    change_due_date(action=later, due_on=date(2011, 9, 1), reason="R", by=cast.manager, at=AT)
    page = obligations_of(cast.police_author, on=ON)
    assert [one.line.due_on for one in page.todo] == [DUE_ON, date(2011, 9, 1)]
    assert page.todo[0].line.status is PlanStatus.OVERDUE
    assert "late" in page.todo[0].next_step
    shown = repr(page)
    assert "Our own evidence" in shown
    assert "Evidence of another" not in shown
    assert first.reference not in shown
    assert {one.public_name for one in page.todo} == {first.public_name, second.public_name}
    Seat.objects.filter(user=cast.police_author, case=first).update(until=AGREED_ON)
    opened = {one.case_id: one.may_open for one in obligations_of(cast.police_author, on=ON).todo}
    assert opened == {first.pk: False, second.pk: True}


def test_whoever_is_from_no_agency_has_no_such_page(cast: Cast) -> None:
    an_action(cast, a_review(cast))
    for user in (cast.manager, cast.chair, cast.member, cast.panel_member):
        assert not has_obligations(user)
        with pytest.raises(NotForYou):
            obligations_of(user, on=ON)
    elsewhere = obligations_of(a_cast("Eastholm").police_author, on=ON)
    assert (elsewhere.todo, elsewhere.closed) == ((), ())


def test_the_board_sees_every_plan_in_counts_and_overdue_first(cast: Cast) -> None:
    first, _ = two_reviews(cast)
    done = first.recommendations.get().actions.get()
    plans.add_evidence(action=done, text="E", by=cast.police_author, at=AT)
    plans.propose_closure(action=done, impact="I", by=cast.police_author, at=moment(date(2010, 11, 20)))
    plans.close(action=done, by=cast.chair, at=moment(date(2010, 11, 20), 12))
    page = all_plans(cast.auditor, on=date(2011, 6, 1))
    assert [line.line.status for line in page.actions] == [PlanStatus.OVERDUE, PlanStatus.CLOSED]
    assert [share.name for share in page.by_agency] == [cast.police.name]
    assert page.by_agency[0].tally.median_days_to_close == 10
    assert [(share.name, share.tally.total) for share in page.by_source] == [("The overview report", 2)]
    assert (page.missed, len(page.late), len(page.checks_due)) == (1, 1, 1)
    narrowed = all_plans(cast.auditor, on=date(2011, 6, 1), standing=PlanStatus.CLOSED, agency=str(cast.police.pk))
    assert [line.line.id for line in narrowed.actions] == [done.pk]
    assert narrowed.tally.total == 2
    assert all_plans(cast.auditor, on=ON, source="imr").actions == ()
    for user in (cast.police_author, cast.panel_chair, cast.author, cast.member):
        with pytest.raises(NotForYou):
            all_plans(user, on=ON)
    assert all_plans(a_cast("Eastholm").manager, on=ON).actions == ()


def test_the_table_is_one_line_an_action_without_evidence_or_formula(cast: Cast) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    action.text = "=HYPERLINK(1)"
    action.save()
    plans.add_evidence(action=action, text="Secret evidence.", by=cast.police_author, at=AT)
    rows = list(csv.DictReader(io.StringIO(as_csv(all_plans(cast.manager, on=ON)).decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["What will be done"] == "'=HYPERLINK(1)"
    assert (rows[0]["Action"], rows[0]["Status"], rows[0]["Due on"]) == ("1.1", "overdue", DUE_ON.isoformat())
    assert "Secret" not in repr(rows)
    assert case.reference not in repr(rows)


def test_the_questions_to_the_database_do_not_grow_with_the_reviews(cast: Cast) -> None:
    first, _ = two_reviews(cast)
    looks = (
        lambda: all_plans(cast.manager, on=ON),
        lambda: obligations_of(cast.police_author, on=ON),
        lambda: themes_page(cast.manager),
        lambda: plan_of(cast.panel_member, first.pk, on=ON),
    )

    def counted() -> list[int]:
        found = []
        for look in looks:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                look()
            found.append(len(asked))
        return found

    before = counted()
    third = another(cast, "SCR-2010-11")
    for number in range(1, 6):
        an_action(cast, third, number=number)
        theming.put_under_themes(
            finding=third.findings.get(number=number).pk, themes=["neglect"], by=cast.author, at=AT
        )
        an_action(cast, first, number=number + 1)
    assert counted() == before


def written(cast: Cast, case: Case, *, state: str = ReviewState.ACCEPTED, **said: str) -> tuple[AgencyReview, str]:
    """A recommendation in the police's own review."""
    review, _ = AgencyReview.objects.update_or_create(
        case=case,
        agency=cast.police,
        kind="imr",
        defaults={"state": state, "requested_on": AGREED_ON, "due_on": DUE_ON},
    )
    part = ReviewPart.objects.create(review=review, kind="recommendation", key=f"row-{review.parts.count()}")
    given = {
        "action": "The police write down each referral on the same day.",
        "owner": "Head of Public Protection",
        "date": "by 31st March 2011",
        "outcome": "No referral is lost.",
        "measure": "A monthly sample of twenty.",
    } | said
    add_version(part, given, base=0, way=Way.TYPED, by=cast.police_author, at=AT)
    return review, part.key


def test_a_recommendation_of_an_accepted_review_is_taken_over_with_its_action(cast: Cast) -> None:
    case = a_review(cast)
    an_action(cast, case)
    review, key = written(cast, case)
    assert plan_of(cast.manager, case.pk, on=AGREED_ON).offered == 1
    assert plan_of(cast.author, case.pk, on=AGREED_ON).offered == 0
    check_only_these_may(
        cast,
        Call(
            "plans.take_over", ("manager",), lambda by: taking_over.take_over(review=review.pk, key=key, by=by, at=AT)
        ),
        case=case,
    )
    made = taking_over.take_over(review=review, key=key, by=cast.manager, at=AT)
    assert (made.number, made.source, made.text) == (2, "imr", "The police write down each referral on the same day.")
    action = made.actions.get()
    assert (action.agency, action.owner_post, action.due_on) == (
        cast.police,
        "Head of Public Protection",
        date(2011, 3, 31),
    )
    assert action.measure == "No referral is lost. A monthly sample of twenty."
    page = plan_of(cast.manager, case.pk, on=AGREED_ON)
    assert page.offered == 0
    assert [(source, [row.number for row in rows]) for source, rows in page.groups] == [("overview", [1]), ("imr", [2])]
    assert page.groups[1][1][0].agency == cast.police.name
    with pytest.raises(NotNow, match="already"):
        taking_over.take_over(review=review, key=key, by=cast.manager, at=AT)
    public = public_plan(case.pk, on=AGREED_ON)
    assert public is not None
    assert [title for title, _ in public.groups] == [
        "Recommendations of the overview report",
        "Recommendations of agencies for themselves",
    ]


@pytest.mark.parametrize("said", [{"date": "soon"}, {"owner": ""}, {"date": "1 May 2009"}, {"owner": "Toby"}])
def test_what_cannot_be_followed_up_is_taken_over_without_an_action(cast: Cast, said: dict[str, str]) -> None:
    case = a_review(cast)
    review, key = written(cast, case, **said)
    made = taking_over.take_over(review=review, key=key, by=cast.manager, at=AT)
    assert not made.actions.exists()


def test_what_names_somebody_is_taken_over_in_other_words(cast: Cast) -> None:
    case = a_review(cast)
    review, key = written(cast, case, action="The police write down what Toby says.")
    with pytest.raises(WrongInput) as wrong:
        taking_over.take_over(review=review, key=key, by=cast.manager, at=AT)
    assert wrong.value.field == "text"
    made = taking_over.take_over(review=review, key=key, text="Write down what is said.", by=cast.manager, at=AT)
    assert made.text == "Write down what is said."


def test_before_the_panel_has_accepted_a_review_nothing_is_taken_over(cast: Cast) -> None:
    case = a_review(cast)
    review, key = written(cast, case, state=ReviewState.SUBMITTED)
    assert imr_recommendations(cast.manager, case.pk) == ()
    with pytest.raises(NotNow, match="not accepted"):
        taking_over.take_over(review=review, key=key, by=cast.manager, at=AT)
    with pytest.raises(NotForYou):
        taking_over.take_over(review=review, key="no-such-row", by=cast.manager, at=AT)
    with pytest.raises(NotForYou):
        imr_recommendation(cast.manager, review.pk, key)
    with pytest.raises(NotForYou):
        imr_recommendations(cast.author, case.pk)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by 31st March 2011", date(2011, 3, 31)),
        ("1/4/2011", date(2011, 4, 1)),
        ("30 Sept 2011", date(2011, 9, 30)),
        ("31 February 2011", None),
        ("12 Brumaire 2011", None),
        ("spring", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_findings_and_recommendations_stand_under_themes_over_all_reviews(cast: Cast) -> None:
    first, second = two_reviews(cast)
    for case in (first, second):
        theming.put_under_themes(finding=case.findings.get(), themes=["missed-appointments"], by=cast.author, at=AT)
    row = first.recommendations.get()
    theming.put_under_themes(recommendation=row, themes=["missed-appointments", "neglect"], by=cast.author, at=AT)
    page = themes_page(cast.panel_member)
    assert [(line.title, line.reviews, line.findings, line.recommendations) for line in page.themes] == [
        ("Missed appointments and children not brought", 2, 2, 1),
        ("Neglect", 1, 0, 1),
    ]
    assert not page.may_add
    theming.put_under_themes(recommendation=row, themes=["neglect"], by=cast.manager, at=AT)
    assert public_themes([first.pk])[first.pk] == (
        ("Missed appointments and children not brought", ("Missed visits were not followed up.",)),
        ("Neglect", ("Visit the home after a missed appointment.",)),
    )
    assert plan_of(cast.author, first.pk, on=ON).findings[0].themes == ("Missed appointments and children not brought",)
    assert themes_page(a_cast("Eastholm").manager).themes == ()
    with pytest.raises(NotForYou):
        themes_page(cast.member)


def test_a_board_adds_themes_of_its_own_and_nobody_makes_one_up(cast: Cast) -> None:
    case = a_review(cast)
    an_action(cast, case)
    finding = case.findings.get()
    check_only_these_may(
        cast,
        Call(
            "plans.put_under_themes",
            ("manager", "author"),
            lambda by: theming.put_under_themes(finding=finding.pk, themes=[], by=by, at=AT),
        ),
        case=case,
    )
    check_only_these_may(
        cast,
        Call("plans.add_learning_theme", ("manager",), lambda by: theming.add_learning_theme(title="T", by=by, at=AT)),
        case=None,
    )
    own = theming.add_learning_theme(title="Children  taught at home", by=cast.manager, at=AT)
    assert own.title == "Children taught at home"
    for title in ("children taught at HOME", "neglect", " "):
        with pytest.raises(WrongInput) as wrong:
            theming.add_learning_theme(title=title, by=cast.manager, at=AT)
        assert wrong.value.field == "title"
    theming.put_under_themes(finding=finding, themes=[own.key], by=cast.author, at=AT)
    assert [line.title for line in themes_page(cast.manager).themes] == ["Children taught at home"]
    theming.add_learning_theme(title="Only here", by=a_cast("Eastholm").manager, at=AT)
    with pytest.raises(WrongInput):
        theming.put_under_themes(finding=finding, themes=["own-only-here"], by=cast.author, at=AT)
