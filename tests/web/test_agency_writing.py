"""The pages on which an agency writes: with a script and without, and what they say when something cannot be saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safelight.records.cases.actions import imr_course
from safelight.records.cases.models import AgencyReview
from tests.factories import SCOPED, Cast, a_cast, a_docx
from tests.records.cases.imr import AT, a_review_to_write, text_of, typed

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.PRETEND_TODAY = SCOPED.isoformat()
    return a_cast()


@pytest.fixture
def review(cast: Cast) -> AgencyReview:
    return a_review_to_write(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    made = Client()
    made.force_login(cast.police_author)
    return made


def save(
    client: Client, review: AgencyReview, text: str, *, base: str = "0", key: str = "involvement", **more: Any
) -> Any:
    sent = {"key": key, "base": base, "group": "involvement", "text": text}
    return client.post(reverse("desk:save_part", args=[review.pk]), sent, **more)


def test_without_a_script_each_section_has_its_button_and_says_what_became_of_it(
    client: Client, cast: Cast, review: AgencyReview
) -> None:
    answer = save(client, review, "We knew the family.")
    assert answer.headers["Location"].endswith("/write/involvement/#part-involvement")
    typed(review, cast.manager, "We knew the family.\n\nSo did others.", base=1)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Saved." in page
    assert "So did others." in page
    again = save(client, review, "We knew the family well.", base="1")
    assert "both texts are together now" in client.get(again.headers["Location"]).content.decode()


def test_the_pages_script_is_told_what_stands_now(client: Client, cast: Cast, review: AgencyReview) -> None:
    told = save(client, review, "We knew the family.", **SCRIPT).json()
    assert told == {
        "key": "involvement", "own": 1, "version": 1, "values": {"text": "We knew the family."}, "to_choose": 0,
        "kept_aside": "",
    }  # fmt: skip
    now = client.get(reverse("desk:review_now", args=[review.pk, "involvement"])).json()
    assert [part["version"] for part in now["parts"]] == [1]
    assert now["open"] is True


@pytest.mark.parametrize(("base", "key"), [("x", "involvement"), ("0", "nowhere")])
def test_what_cannot_be_taken_is_said_and_shown_again(
    client: Client, review: AgencyReview, base: str, key: str
) -> None:
    words = "We knew the family from the spring of 2008."
    with_script = save(client, review, words, base=base, key=key, **SCRIPT)
    assert with_script.status_code == 422
    assert with_script.json()["says"].endswith(".")
    without = save(client, review, words, base=base, key=key)
    assert without.status_code == 422
    assert words in without.content.decode()


def test_what_is_typed_while_it_is_being_signed_is_kept_aside_and_said_to_be(
    client: Client, cast: Cast, review: AgencyReview
) -> None:
    save(client, review, "What is signed.")
    imr_course.check_review(review=review, checked_by="Head of Quality", by=cast.manager, at=AT)
    assert "kept in the history" in save(client, review, "Not this.", base="1", **SCRIPT).json()["kept_aside"]
    answer = save(client, review, "Nor this.", base="1")
    assert "kept in the history" in client.get(answer.headers["Location"]).content.decode()
    assert text_of(review) == "What is signed."


def test_a_script_hears_that_an_accepted_review_is_closed(client: Client, cast: Cast, review: AgencyReview) -> None:
    AgencyReview.objects.filter(pk=review.pk).update(state="accepted")
    told = save(client, review, "Too late.", **SCRIPT)
    assert (told.status_code, "accepted" in told.json()["says"]) == (409, True)


def test_a_stranger_to_the_session_is_sent_to_sign_in_and_nothing_is_saved(review: AgencyReview) -> None:
    assert save(Client(), review, "Typed after eight hours.", **SCRIPT).status_code == 302
    assert not review.parts.exists()


def test_a_word_file_is_laid_out_on_a_page_that_guesses_and_asks(client: Client, review: AgencyReview) -> None:
    file = SimpleUploadedFile("review.docx", a_docx("Written in Word."))
    answer = client.post(reverse("desk:upload_review", args=[review.pk]), {"file": file})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Written in Word." in page
    client.post(answer.headers["Location"], {"piece-0": "lessons", "replace": "replace"})
    assert text_of(review, "lessons") == "Written in Word."


def test_where_two_changed_the_same_words_a_page_lets_somebody_choose(
    client: Client, cast: Cast, review: AgencyReview
) -> None:
    typed(review, cast.police_author, "She came on Monday.")
    typed(review, cast.manager, "She came on Friday.", base=1)
    saved = save(client, review, "She came on Tuesday.", base="1", **SCRIPT).json()
    address = reverse("desk:choose_words", args=[review.pk, "involvement"])
    shown = client.get(address).content.decode()
    assert "Tuesday." in shown
    assert "Friday." in shown
    client.post(address, {"keep": "second", "base": saved["version"]})
    assert " ".join(text_of(review).split()) == "She came on Tuesday."
    assert client.get(address).status_code == 302
