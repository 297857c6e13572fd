"""Every place that the records know of stands on the recall list; it is ticked off one by one; what is open is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safelight.core.review.tasks import TaskState
from safelight.core.vocabulary import BalanceFactor, Outcome, PaperKind, Reader
from safelight.records.audit.models import Entry
from safelight.records.cases.models import DutyRecord
from safelight.records.cases.queries import tasks_of
from safelight.records.committee.facts import facts_from_above
from safelight.records.diary.entries import Kind
from safelight.records.diary.queries import entries_due
from safelight.records.disclosure import actions as disclosure
from safelight.records.disclosure.places import places_of
from safelight.records.disclosure.whereabouts import whereabouts_page
from safelight.records.disclosure.words import Form
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.publication.actions import copies, publishing
from safelight.records.publication.models import Edition, Recalled
from safelight.records.publication.words import Holder, HowGiven
from tests.factories import Cast, moment
from tests.upper_factories import PUBLISHED, a_published_edition, an_accepted_review

pytestmark = pytest.mark.django_db
WITHDRAWN = date(2010, 12, 1)


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return a_published_edition(cast, an_accepted_review(cast))


def withdraw(cast: Cast, edition: Edition) -> Edition:
    return publishing.withdraw_edition(edition=edition, reason="R", by=cast.chair, at=moment(WITHDRAWN))


def tick(cast: Cast, edition: Edition, place: str = "site", **said: Any) -> Recalled:
    usual = {"done_on": WITHDRAWN, "said": "", "by": cast.manager, "at": moment(WITHDRAWN, 15)}
    return disclosure.record_recalled(edition=edition, place=place, **(usual | said))


def release(cast: Cast, edition: Edition, *, form: Form = Form.FULL, requester: str = "An aunt") -> None:
    at = moment(PUBLISHED + timedelta(days=3))
    request = disclosure.receive_request(
        case=edition.case,
        paper_kind=PaperKind.EXECUTIVE_SUMMARY,
        reader=Reader.FAMILY,
        requester=requester,
        contact="07700 900310",
        purpose="",
        by=cast.manager,
        at=at,
    )
    if request.state != "allowed":
        disclosure.settle_request(
            request=request,
            balance=dict.fromkeys(BalanceFactor, "W"),
            outcome=Outcome.ALLOW,
            conditions="",
            by=cast.chair,
            at=at,
        )
    disclosure.release(request=request, form=form, by=cast.manager, at=at)


def known(edition: Edition) -> dict[str, str]:
    return {place.key: place.who for place in places_of(edition)}


def test_the_evaluator_and_whoever_a_rule_names_stand_on_the_list(cast: Cast, edition: Edition) -> None:
    submitted = edition.case.acts.get(act="evaluation_submitted")
    told = DutyRecord.objects.create(
        case=edition.case, duty="publication.copies-before", told="the national panel", on=PUBLISHED, by=cast.manager
    )
    DutyRecord.objects.create(case=edition.case, duty="notice.other", told="a coroner", on=PUBLISHED, by=cast.manager)
    found = known(edition)
    assert {"site", "search-engines", f"evaluation-{submitted.pk}"} <= set(found)
    assert found[f"told-{told.pk}"] == "The national panel"
    assert "A coroner" not in found.values()


def test_whoever_was_released_a_copy_stands_on_the_list_with_where_to_write(cast: Cast, edition: Edition) -> None:
    release(cast, edition)
    release(cast, edition, form=Form.READ_IN_ROOM, requester="An uncle")
    (place,) = [place for place in places_of(edition) if place.key.startswith("release-")]
    assert place.who == "A member of the family: request 1, An aunt"
    assert place.address == "07700 900310"


def test_a_later_edition_does_not_answer_for_copies_of_an_earlier_one(cast: Cast, edition: Edition) -> None:
    release(cast, edition)
    other = Edition.objects.get(pk=edition.pk)
    other.pk, other.public_id = None, "other"
    other.save(force_insert=True)
    assert any(key.startswith("release-") for key in known(edition))
    assert not any(key.startswith("release-") for key in known(other))


def test_nothing_is_open_until_it_is_withdrawn_then_everything_is(cast: Cast, edition: Edition) -> None:
    with pytest.raises(NotNow, match="once the edition is withdrawn"):
        tick(cast, edition)
    assert facts_from_above(edition.case, WITHDRAWN).recall_open_since is None
    withdraw(cast, edition)
    assert facts_from_above(edition.case, WITHDRAWN).recall_open_since == WITHDRAWN
    page = whereabouts_page(cast.manager, edition.pk)
    assert page.open == page.lines
    assert len(page.lines) >= 3


def test_each_place_is_ticked_off_once_with_day_and_person(cast: Cast, edition: Edition) -> None:
    withdraw(cast, edition)
    tick(cast, edition, said="Read back.")
    line = whereabouts_page(cast.auditor, edition.pk).line("site")
    assert (line.done_on, line.done_by, line.said) == (WITHDRAWN, cast.manager.name, "Read back.")
    assert Entry.objects.latest("number").action == "disclosure.record_recalled"
    with pytest.raises(NotNow, match="already"):
        tick(cast, edition)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recalled.objects.create(edition=edition, place="site", done_on=WITHDRAWN, done_by=cast.manager)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"done_on": date(2010, 11, 30)}, "done_on"),
        ({"done_on": date(2010, 12, 2)}, "done_on"),
        ({"said": "x" * 401}, "said"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_field(
    cast: Cast, edition: Edition, said: dict[str, Any], field: str
) -> None:
    withdraw(cast, edition)
    with pytest.raises(WrongInput) as wrong:
        tick(cast, edition, **said)
    assert wrong.value.field == field


def test_a_place_that_is_not_there_looks_like_one_that_is_forbidden(cast: Cast, edition: Edition) -> None:
    withdraw(cast, edition)
    with pytest.raises(NotForYou):
        tick(cast, edition, place="release-of-another-case")
    for outsider in (cast.author, cast.auditor, cast.panel_chair, cast.member):
        with pytest.raises(NotForYou):
            tick(cast, edition, by=outsider)


def test_only_the_officers_of_the_board_see_where_copies_went(cast: Cast, edition: Edition) -> None:
    for officer in (cast.manager, cast.chair, cast.auditor):
        assert whereabouts_page(officer, edition.pk).lines
    for outsider in (cast.author, cast.panel_chair, cast.panel_member, cast.police_author, cast.member):
        with pytest.raises(NotForYou):
            whereabouts_page(outsider, edition.pk)


def test_what_is_open_is_a_task_and_in_the_calendar_until_the_last_place_is_done(cast: Cast, edition: Edition) -> None:
    def task(on: date) -> Any:
        return next((one for one in tasks_of(edition.case, on=on) if one.key == "recall"), None)

    def due(on: date) -> list[Any]:
        return [entry for entry in entries_due(cast.manager, on=on) if entry.kind is Kind.RECALL]

    assert task(WITHDRAWN) is None
    withdraw(cast, edition)
    assert (task(WITHDRAWN).state, task(WITHDRAWN).due_on) == (TaskState.NOW, WITHDRAWN)
    (entry,) = due(WITHDRAWN)
    assert not entry.late
    assert entry.yours
    assert "places are open" in entry.what
    assert entry.plainly == "Copies that are to be called back"
    assert due(WITHDRAWN + timedelta(days=1))[0].late
    assert not [
        one for one in entries_due(cast.manager, on=WITHDRAWN) if one.kind is Kind.TASK and "copies" in one.what
    ]
    for place in places_of(edition):
        tick(cast, edition, place=place.key)
    assert task(WITHDRAWN) is None
    assert due(WITHDRAWN) == []


def test_a_copy_that_comes_to_light_later_opens_the_list_again(cast: Cast, edition: Edition) -> None:
    withdraw(cast, edition)
    for place in places_of(edition):
        tick(cast, edition, place=place.key)
    copies.record_copy(
        edition=edition,
        kind=Holder.WEBSITE,
        holder="A local news site",
        given_on=PUBLISHED,
        how=HowGiven.LINK,
        address="editor@example.org",
        by=cast.manager,
        at=moment(WITHDRAWN, 16),
    )
    assert facts_from_above(edition.case, WITHDRAWN).recall_open_since == WITHDRAWN
