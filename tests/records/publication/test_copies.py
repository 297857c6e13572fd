"""Who has a copy is entered as a body or a post; the words to call it back identify nobody; a rehearsal is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safelight.core.vocabulary import PaperKind
from safelight.records.audit.models import Entry
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.publication.actions import copies, publishing, reading
from safelight.records.publication.models import CopyGiven, Edition, Rehearsal
from safelight.records.publication.notices import TO_DO, notice_for
from safelight.records.publication.places import HOW_WORDS, Place, PlaceKind, places_of_publication
from safelight.records.publication.words import EditionState, Holder, HowGiven
from tests.factories import Cast, moment
from tests.upper_factories import (
    APPROVED,
    DRAFTED,
    PUBLISHED,
    a_made_edition,
    a_published_edition,
    an_accepted_review,
    an_approved_edition,
)

pytestmark = pytest.mark.django_db
LATER = date(2010, 12, 1)


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return a_published_edition(cast, an_accepted_review(cast))


def give(cast: Cast, edition: Edition, **said: Any) -> CopyGiven:
    usual = {
        "kind": Holder.BODY,
        "holder": "Director of Public Health",
        "given_on": PUBLISHED,
        "how": HowGiven.EMAIL,
        "address": "public-health@northmere.example.org",
        "by": cast.manager,
        "at": moment(LATER),
    }
    return copies.record_copy(edition=edition, **(usual | said))


def keys(edition: Edition) -> list[str]:
    return [place.key for place in places_of_publication(edition)]


def test_a_copy_is_entered_and_stands_among_the_places(cast: Cast, edition: Edition) -> None:
    made = give(cast, edition)
    (place,) = [one for one in places_of_publication(edition) if one.by_hand]
    assert (place.key, place.who, place.given_on) == (f"copy-{made.pk}", "Director of Public Health", PUBLISHED)
    assert place.how == "By e-mail"
    entry = Entry.objects.get(action="publication.record_copy")
    assert "Public Health" not in entry.detail


def test_what_is_public_is_on_the_site_and_in_search_engines_and_what_is_not_is_nowhere(cast: Cast) -> None:
    case = an_accepted_review(cast)
    assert keys(an_approved_edition(cast, case)) == []
    assert keys(a_published_edition(cast, case)) == ["site", "search-engines"]


def test_those_who_opened_its_files_here_are_counted_once_each_and_not_named(cast: Cast, edition: Edition) -> None:
    for who in (cast.chair, cast.chair, cast.author):
        reading.read_edition(edition=edition.pk, form="pdf", by=who, at=moment(PUBLISHED))
    (place,) = [one for one in places_of_publication(edition) if one.kind is PlaceKind.DESK]
    assert "2 people" in place.who
    assert cast.chair.name not in place.who


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"holder": " "}, "holder"),
        ({"address": ""}, "address"),
        ({"holder": "x" * 201}, "holder"),
        ({"holder": "Tobias Wren-Halloran's grandmother"}, "holder"),
        ({"address": "tobias.wren-halloran@example.org"}, "address"),
        ({"given_on": date(2010, 12, 2)}, "given_on"),
        ({"given_on": date(2010, 10, 3)}, "given_on"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_field(
    cast: Cast, edition: Edition, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(WrongInput) as wrong:
        give(cast, edition, **said)
    assert wrong.value.field == field
    assert not CopyGiven.objects.exists()


def test_nobody_with_an_account_here_is_named_as_a_holder(cast: Cast, edition: Edition) -> None:
    with pytest.raises(WrongInput, match="names a person"):
        give(cast, edition, holder=f"for the attention of {cast.chair.name}")


def test_no_copy_is_out_before_the_edition_is_approved(cast: Cast) -> None:
    made = a_made_edition(cast, an_accepted_review(cast))
    with pytest.raises(NotNow, match="before the edition is approved"):
        give(cast, made, given_on=DRAFTED, at=moment(APPROVED))


def test_a_copy_can_be_entered_after_the_withdrawal_too(cast: Cast, edition: Edition) -> None:
    publishing.withdraw_edition(edition=edition, reason="R", by=cast.chair, at=moment(LATER))
    give(cast, edition)
    assert any(key.startswith("copy-") for key in keys(edition))


def test_an_entry_by_mistake_leaves_the_list_and_stays_in_the_record(cast: Cast, edition: Edition) -> None:
    made = give(cast, edition)
    with pytest.raises(WrongInput):
        copies.strike_copy(copy=made, reason=" ", by=cast.manager, at=moment(LATER))
    copies.strike_copy(copy=made, reason="It was another review.", by=cast.manager, at=moment(LATER))
    assert not any(key.startswith("copy-") for key in keys(edition))
    assert CopyGiven.objects.get().struck_because == "It was another review."
    with pytest.raises(NotNow):
        copies.strike_copy(copy=made, reason="Again.", by=cast.manager, at=moment(LATER))


def test_the_database_keeps_no_holder_that_cannot_be_asked(cast: Cast, edition: Edition) -> None:
    made = give(cast, edition)
    for wrong in ({"holder": ""}, {"address": ""}, {"kind": "neighbour"}, {"struck_at": moment(LATER)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CopyGiven.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize("kind", PlaceKind)
@pytest.mark.parametrize("on_site", [True, False])
def test_the_words_to_send_say_nothing_that_identifies(kind: PlaceKind, on_site: bool) -> None:
    place = Place(key="k", kind=kind, who="Director of Public Health", how="By post", given_on=PUBLISHED)
    addresses = ("https://board.example.org/reviews/abc/overview.html",) if on_site else ()
    said = notice_for(place, kind=PaperKind.OVERVIEW, pdf_sha256="a" * 64, addresses=addresses, on_site=on_site)
    assert TO_DO[kind]
    assert bool(said) is (kind not in {PlaceKind.SITE, PlaceKind.DESK})
    for telling in ("Child", "Northmere", "Public Health", "because", "recognis"):
        assert telling not in said
    if kind in {PlaceKind.BODY, PlaceKind.REPOSITORY}:
        assert "3 November 2010" in said
        assert "a" * 64 in said
        assert "https://" not in said, "who holds a file need not be told where it was"
    if kind is PlaceKind.ENGINES and on_site:
        assert addresses[0] in said


def test_every_way_in_which_a_copy_goes_out_has_its_words() -> None:
    assert set(HOW_WORDS) == set(HowGiven)


def test_a_rehearsal_is_kept_and_changes_nothing(cast: Cast, edition: Edition) -> None:
    before = Edition.objects.filter(pk=edition.pk).values().get()
    made = copies.record_rehearsal(
        edition=edition,
        milliseconds=412,
        files=20,
        places=2,
        failures=["index.html still leads to the withdrawn edition."],
        by=cast.chair,
        at=moment(LATER),
    )
    assert Rehearsal.objects.get() == made
    assert Edition.objects.filter(pk=edition.pk).values().get() == before
    assert Entry.objects.filter(action="publication.record_rehearsal", actor=str(cast.chair.pk)).exists()


def test_only_what_is_on_the_site_is_rehearsed(cast: Cast, edition: Edition) -> None:
    publishing.withdraw_edition(edition=edition, reason="R", by=cast.chair, at=moment(LATER))
    with pytest.raises(NotNow, match="on the board's own site"):
        copies.record_rehearsal(
            edition=edition, milliseconds=1, files=1, places=1, failures=[], by=cast.chair, at=moment(LATER)
        )


def test_nobody_else_enters_or_rehearses(cast: Cast, edition: Edition) -> None:
    for outsider in (cast.author, cast.auditor, cast.panel_chair, cast.member):
        with pytest.raises(NotForYou):
            give(cast, edition, by=outsider)
        with pytest.raises(NotForYou):
            copies.record_rehearsal(
                edition=edition, milliseconds=1, files=1, places=1, failures=[], by=outsider, at=moment(LATER)
            )
    assert Entry.objects.filter(action="publication.record_copy.refused").count() == 4
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED
