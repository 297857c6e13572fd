"""Chronologies are sent on pages: as a file or pasted, confirmed once, corrected, and sent again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safelight.core.review.chronology.read import read_chronology
from safelight.records.cases.models import Case, ChronologyArrival, ChronologyRow, Integration
from tests.core.review.chronology.offices import OFFICES
from tests.factories import Cast, a_cast, a_chronology, a_scoped_case, requested_reviews
from tests.web.reading import words

pytestmark = pytest.mark.django_db
TABLE = (
    "Date\tTime\tSource of information\tEvent\tWorker\n"
    "?14/03/2008\t10:30\tDiary\tHome visit. The child was well.\tA. Nurse\n"
    "15/03/2008\t\t\tDid not attend the clinic.\t\n"
    "??\t\t\t\t\n"
)


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def case(cast: Cast) -> Case:
    case = a_scoped_case(cast)
    requested_reviews(cast, case)
    return case


@pytest.fixture
def health(cast: Cast, client: Client) -> Client:
    client.force_login(cast.health_author)
    return client


def send(client: Client, case: Case, cast: Cast, **sent: Any) -> Any:
    return client.post(
        reverse("desk:send_chronology", args=[case.pk]), {"agency": str(cast.health.pk), **sent}, follow=True
    )


def selects(page: bytes) -> dict[str, str]:
    """What every column is taken for, by the name of its select."""
    found = {}
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', page.decode(), re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    return found


def test_a_pasted_table_is_confirmed_once_and_the_next_goes_straight_in(health: Client, cast: Cast, case: Case) -> None:
    shown = send(health, case, cast, pasted=TABLE, department="Health visiting")
    assert list(selects(shown.content).values()) == ["date", "time", "source", "event", ""]
    says = words(shown.content)
    assert "Health visiting" in says
    assert "3 rows: 1 doubtful date, 0 without a date, 1 without a source, 1 that cannot be read" in says
    assert "?14/03/200814 March 2008, 10:30Uncertain" in says
    assert not ChronologyRow.objects.exists()
    path = shown.redirect_chain[-1][0]
    done = health.post(path, {"do": "confirm", **selects(shown.content)}, follow=True)
    assert "3 rows read: 2 new, 0 changed, 0 gone, 1 that could not be read." in words(done.content)
    assert "Row 4: It has no event" in words(done.content)
    again = send(health, case, cast, pasted=TABLE.replace("??\t\t\t\t\n", ""), department="Health visiting")
    assert "2 rows read: 0 new, 0 changed, 0 gone" in words(again.content)
    assert "the columns were read of Northmere" in words(again.content)
    same = send(health, case, cast, pasted=TABLE.replace("??\t\t\t\t\n", ""), department="Health visiting")
    assert "Nothing has changed" in words(same.content)
    assert ChronologyRow.objects.count() == 2


def test_another_choice_is_shown_before_it_is_taken(health: Client, cast: Cast, case: Case) -> None:
    shown = send(health, case, cast, pasted=TABLE)
    path, chosen = shown.redirect_chain[-1][0], selects(shown.content)
    date, _, _, event, worker = chosen
    chosen |= {event: "", worker: "event"}
    looked = health.post(path, {"do": "look", **chosen})
    assert looked.status_code == 200
    assert selects(looked.content) == chosen
    assert ChronologyArrival.objects.exists()
    refused = health.post(path, {"do": "confirm", **chosen, date: "event"})
    assert refused.status_code == 422
    assert "taken for the same thing" in words(refused.content)
    assert selects(refused.content)[worker] == "event", "what was chosen is kept"
    health.post(path, {"do": "confirm", **chosen})
    assert set(ChronologyRow.objects.values_list("event", "other")) >= {
        ("A. Nurse", "Event: Home visit. The child was well.")
    }


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Choose a file, or paste the table"),
        ({"pasted": "only words"}, "no table of two or more columns"),
        ({"pasted": TABLE, "department": "x" * 101}, "at most 100 characters"),
        ({"pasted": TABLE, "agency": ""}, "Choose one"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(
    sent: dict[str, str], why: str, health: Client, cast: Cast, case: Case
) -> None:
    answer = send(health, case, cast, **sent)
    assert answer.status_code == 422
    assert why in words(answer.content)
    assert sent.get("pasted", "") in words(answer.content) or "Home visit. The child was well." in words(answer.content)
    assert not ChronologyArrival.objects.exists()


def test_a_file_and_a_pasted_table_at_once_are_refused(health: Client, cast: Cast, case: Case) -> None:
    file = SimpleUploadedFile("hv.xlsx", a_chronology("Health"))
    answer = send(health, case, cast, pasted=TABLE, file=file)
    assert answer.status_code == 422
    assert "There is a file and a pasted table" in words(answer.content)


def test_a_table_copied_from_a_page_is_read_as_one(health: Client, cast: Cast, case: Case) -> None:
    table = "<table><tr><th>Date</th><th>Event</th></tr><tr><td>14/03/2008</td><td>Seen.</td></tr></table>"
    shown = send(health, case, cast, pasted=table)
    assert list(selects(shown.content).values()) == ["date", "event"]
    assert "No row says where it is recorded" in words(shown.content)


def test_what_waits_is_listed_and_thrown_away(health: Client, cast: Cast, case: Case) -> None:
    shown = send(health, case, cast, pasted=TABLE)
    listed = health.get(reverse("desk:chronologies", args=[case.pk]))
    assert "Waiting for somebody to confirm the columns" in words(listed.content)
    done = health.post(f"{shown.redirect_chain[-1][0]}discard/", follow=True)
    assert "Nothing of it was taken in" in words(done.content)
    assert not ChronologyArrival.objects.exists()


def test_columns_can_be_changed_after_the_file_was_taken_in(health: Client, cast: Cast, case: Case) -> None:
    shown = send(health, case, cast, pasted=TABLE)
    health.post(shown.redirect_chain[-1][0], {"do": "confirm"})
    keys = set(ChronologyRow.objects.values_list("pk", flat=True))
    path = reverse("desk:chronology_columns", args=[case.chronologies.get().pk])
    chosen = selects(health.get(path).content)
    health.post(path, {"do": "confirm", **chosen, list(chosen)[-1]: "left out"})
    assert set(ChronologyRow.objects.values_list("pk", "other")) == {(key, "") for key in keys}
    older = health.get(path)
    assert "A newer version has come since" in words(older.content)


def test_agencies_that_were_never_asked_are_told_to_those_who_can_ask(client: Client, cast: Cast, case: Case) -> None:
    client.force_login(cast.health_author)
    shown = send(client, case, cast, pasted=TABLE)
    client.post(shown.redirect_chain[-1][0], {"do": "confirm"})
    client.force_login(cast.manager)
    client.post(reverse("desk:integrate", args=[case.pk]))
    Integration.objects.update(unasked=[["Northmere Homes", 3]])
    page = client.get(reverse("desk:chronologies", args=[case.pk])).content
    assert "Northmere Homes, in 3 rows" in words(page)
    assert reverse("desk:ask_agency", args=[case.pk]) in page.decode()


def test_ten_offices_layouts_load_with_one_confirmation_each(health: Client, cast: Cast, case: Case) -> None:
    for office in OFFICES:
        data = office.build()
        shown = send(health, case, cast, file=SimpleUploadedFile(office.name, data), department=office.name)
        assert shown.status_code == 200, office.name
        path = shown.redirect_chain[-1][0]
        done = health.post(path, {"do": "confirm", **selects(shown.content)})
        assert done.status_code == 302, office.name
        file = case.chronologies.get(department=office.name, current=True)
        told = [row.event for row in read_chronology(data, name=office.name).rows]
        assert list(file.rows.order_by("id").values_list("event", flat=True)) == told, office.name
        assert len(told) == len(office.rows)
    assert not ChronologyArrival.objects.exists()
    again = send(health, case, cast, file=SimpleUploadedFile(office.name, data), department=office.name)
    assert "Nothing has changed" in words(again.content)
