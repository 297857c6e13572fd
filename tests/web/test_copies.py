"""From the page of an edition to the last copy called back: entered, rehearsed, withdrawn, ticked off; and packed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safelight.records.audit.models import Entry
from safelight.records.disclosure.whereabouts import whereabouts_page
from safelight.records.publication.models import CopyGiven, Edition, Recalled, Rehearsal
from safelight.web.public.build import rebuild
from tests.web.reading import links, words
from tests.web.world import FAMILY_NAME, TODAY, World

WITH_A_BRIEFING = True
COPY = {
    "holder": "Director of Public Health",
    "kind": "body",
    "given_on_day": "9",
    "given_on_month": "11",
    "given_on_year": "2010",
    "how": "post",
    "address": "Civic Centre, Room 4",
}
DONE = {"done_on_day": "6", "done_on_month": "12", "done_on_year": "2010", "said": "Deleted, they say."}


@pytest.fixture
def site(in_world: World, settings: Any, tmp_path: Path) -> Path:
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    return rebuild(on=TODAY)


@pytest.fixture
def manager(visitors: dict[str, Client]) -> Client:
    return visitors["manager"]


def at(world: World, name: str, *more: str) -> str:
    return reverse(f"desk:{name}", args=[world.published["edition_id"], *more])


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return words(response.content)


def test_a_copy_is_entered_with_one_short_form_and_stands_on_the_page(
    site: Path, in_world: World, manager: Client
) -> None:
    assert at(in_world, "copies") in links(manager.get(at(in_world, "edition")).content)
    assert manager.post(at(in_world, "add_copy"), COPY).status_code == 302
    page = shown(manager, at(in_world, "copies"))
    assert "Director of Public Health By post, 9 November 2010 Civic Centre, Room 4" in page
    place = f"copy-{CopyGiven.objects.get().pk}"
    assert manager.post(at(in_world, "strike_copy", place), {"reason": "It was another."}).status_code == 302
    assert "Director of Public Health" not in shown(manager, at(in_world, "copies"))


def test_a_name_that_is_typed_comes_back_beside_its_field(site: Path, in_world: World, manager: Client) -> None:
    response = manager.post(at(in_world, "add_copy"), COPY | {"holder": f"Corinna {FAMILY_NAME}"})
    assert response.status_code == 422
    assert "Write the body or the post instead" in words(response.content)


def test_a_rehearsal_is_shown_with_when_and_by_whom(site: Path, in_world: World, visitors: dict[str, Client]) -> None:
    chair = visitors["chair"]
    assert "never been rehearsed" in shown(chair, at(in_world, "copies"))
    assert chair.post(at(in_world, "rehearse")).status_code == 302
    page = shown(chair, at(in_world, "copies"))
    assert "Passed Last rehearsed 6 December 2010" in page
    assert in_world.cast.chair.name in page
    assert Edition.objects.get(pk=in_world.published["edition_id"]).state == "published"
    Rehearsal.objects.update(failures=["index.html still leads to the withdrawn edition."])
    page = shown(chair, at(in_world, "copies"))
    assert "Failed Last rehearsed" in page
    assert "index.html still leads" in page


def test_before_it_is_withdrawn_the_words_can_be_read_and_are_not_to_be_sent(
    site: Path, in_world: World, manager: Client
) -> None:
    page = shown(manager, at(in_world, "notices"))
    assert "Send nothing now" in page
    assert "executive-summary.pdf" in page
    said = page.partition("Please remove the addresses")[2]
    assert "Child N" not in said


def withdraw(world: World, client: Client) -> str:
    response = client.post(at(world, "withdraw"), {"reason": "A street can be recognised."})
    assert response.status_code == 302
    return str(response.headers["Location"])


def test_after_the_withdrawal_the_site_is_read_back_and_the_rest_is_open(
    site: Path, in_world: World, manager: Client
) -> None:
    manager.post(at(in_world, "add_copy"), COPY)
    assert withdraw(in_world, manager) == at(in_world, "copies")
    page = shown(manager, at(in_world, "copies"))
    assert "data protection officer today" in page
    assert "72" not in page
    assert "The public folder was read back: nothing of it is left" in page
    place = f"copy-{CopyGiven.objects.get().pk}"
    form = shown(manager, at(in_world, "recall", place))
    assert "Please delete every copy" in form
    assert "Write to: Civic Centre, Room 4" in form
    for telling in ("Child N", "street", "Northmere Safeguarding"):
        assert telling not in form
    assert manager.post(at(in_world, "recall", place), DONE).status_code == 302
    assert "Deleted, they say." in shown(manager, at(in_world, "copies"))


def test_the_briefing_that_goes_with_it_is_read_back_too_and_has_a_list_of_its_own(
    site: Path, in_world: World, manager: Client
) -> None:
    withdraw(in_world, manager)
    briefing = in_world.published["edition_id:briefing"]
    assert Recalled.objects.filter(edition=briefing, place="site").exists()
    assert "Call back the copies" in shown(manager, reverse("desk:copies", args=[briefing]))


def test_every_place_can_be_done_and_then_nothing_is_left(site: Path, in_world: World, manager: Client) -> None:
    withdraw(in_world, manager)
    review = reverse("desk:review", args=[in_world.published["case_id"]])
    assert "Call back the copies of what was withdrawn" in shown(manager, review)
    for edition_id in (in_world.published["edition_id"], in_world.published["edition_id:briefing"]):
        for line in whereabouts_page(in_world.cast.manager, edition_id).open:
            path = reverse("desk:recall", args=[edition_id, line.place.key])
            assert shown(manager, path)
            assert manager.post(path, DONE).status_code == 302
    assert "Every place is done." in shown(manager, at(in_world, "copies"))
    assert "Call back the copies of what was withdrawn" not in shown(manager, review)


def test_the_site_is_not_ticked_off_while_something_is_left_on_it(
    site: Path, in_world: World, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safelight.web.desk.authoring.rebuild", lambda: None)
    withdraw(in_world, manager)
    assert not Recalled.objects.exists()
    page = shown(manager, at(in_world, "recall", "site"))
    assert "is the withdrawn file itself" in page
    assert manager.post(at(in_world, "recall", "site")).headers["Location"] == at(in_world, "recall", "site")
    assert not Recalled.objects.exists()
    rebuild(on=TODAY)
    assert "nothing of the edition is left" in shown(manager, at(in_world, "recall", "site"))
    assert manager.post(at(in_world, "recall", "site")).headers["Location"] == at(in_world, "copies")
    assert Recalled.objects.filter(place="site").exists()


def test_the_package_is_made_downloaded_and_recorded(site: Path, in_world: World, manager: Client) -> None:
    sent = {"contact": "Business manager, office@board.example.org", "key_words": "neglect, fathers"}
    assert manager.post(at(in_world, "pack"), sent).status_code == 302
    (path, *_) = [link for link in links(manager.get(at(in_world, "copies")).content) if "/packages/" in link]
    response = manager.get(path)
    assert response.headers["Content-Disposition"] == 'attachment; filename="review-for-the-repository.zip"'
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert "Key words: neglect; fathers" in archive.read("catalogue.txt").decode()
    assert Entry.objects.latest("number").action == "publication.open_package"


def test_a_repository_may_be_told_not_before_a_day(site: Path, in_world: World, manager: Client) -> None:
    sent = {"contact": "Business manager", "key_words": ""}
    sent |= {"not_before_day": "1", "not_before_month": "2", "not_before_year": "2011"}
    manager.post(at(in_world, "pack"), sent)
    made = whereabouts_page(in_world.cast.manager, in_world.published["edition_id"]).packages[0]
    data = manager.get(reverse("desk:package", args=[made.id])).content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "Not to be shown before: 1 February 2011" in archive.read("catalogue.txt").decode()
