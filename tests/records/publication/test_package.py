"""The package for the national repository: the approved bytes, the same each time, proved; with or without the name."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from safelight.core.edition.masthead import UNNAMED_BOARD
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.zipped import pack, unpack
from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.cases.actions import proceedings
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import packing, publishing
from safelight.records.publication.files import bytes_of
from safelight.records.publication.models import Edition, RepositoryPackage
from safelight.records.publication.package import NAME, README, SHEET, Asked, package_of, prove_package
from safelight.records.publication.unnamed import names_of_board
from tests.factories import Cast, moment
from tests.records.publication.test_repository import SENT, a_later_review, approved, deposit
from tests.upper_factories import APPROVED, a_made_edition, a_published_edition, an_accepted_review

pytestmark = pytest.mark.django_db
LATER = date(2010, 12, 1)
AFTER = date(2014, 9, 20)
ASKED = Asked(contact="Business manager, office@board.example.org", key_words=("neglect",))
NEUTRAL = Asked(contact="The office that sent this, by the same address", key_words=("neglect",))


@pytest.fixture(autouse=True)
def nothing_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safelight.records.publication.facts.undone_before_publication", lambda *_, **__: ())


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return a_published_edition(cast, an_accepted_review(cast))


@pytest.fixture
def unnamed(cast: Cast) -> Edition:
    return approved(cast, a_later_review(cast))


def make(cast: Cast, edition: Edition, **said: Any) -> RepositoryPackage:
    usual = {
        "contact": "Business manager, office@board.example.org",
        "key_words": "neglect, health visiting\nneglect",
        "not_before": None,
        "by": cast.manager,
        "at": moment(LATER),
    }
    return packing.make_package(edition=edition, **(usual | said))


def members(data: bytes) -> dict[str, bytes]:
    return unpack(data, name=NAME).members


def rows(sheet: bytes) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in sheet.decode().splitlines())


def test_it_holds_the_approved_bytes_a_sheet_and_how_to_send_it(cast: Cast, edition: Edition) -> None:
    found = members(package_of(edition, ASKED))
    assert list(found)[:2] == [README, SHEET]
    assert {name: found[name] for name in found if name.startswith("review.")} == {
        f"review.{form}": data for form, data in bytes_of(edition).items()
    }
    sheet = rows(found[SHEET])
    assert sheet["Title"] == edition.title
    assert sheet["Published by"] == cast.board.name
    assert sheet["Year"] == "2010"
    assert sheet["Key words"] == "neglect"
    assert sheet["Contact, a post"] == ASKED.contact
    assert sheet["Not to be shown before"] == "May be shown at once"
    assert sheet["SHA-256 of review.pdf"] == edition.pdf_sha256
    assert "How to send it" in found[README].decode()


def test_the_same_edition_and_the_same_words_give_the_same_bytes_and_no_day_or_owner(edition: Edition) -> None:
    first = package_of(edition, ASKED)
    assert package_of(Edition.objects.get(pk=edition.pk), ASKED) == first
    assert package_of(edition, NEUTRAL) != first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {row.date_time for row in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not archive.comment
        assert not any(row.comment or row.extra for row in archive.infolist())


def test_nothing_hides_in_any_of_its_files(edition: Edition) -> None:
    for name, data in members(package_of(edition, ASKED)).items():
        assert find_hidden(data, name=name) == (), name


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda found: {**found, "review.html": found["review.html"] + b"\n"}, "not the approved one"),
        (lambda found: {**found, SHEET: found[SHEET] + b"Child: Tobias Wren-Halloran\n"}, "Somebody of the register"),
        (lambda found: {**found, SHEET: found[SHEET] + b"Neg\x1b[8mlect\n"}, "hides"),
        (lambda found: {**found, "Tobias Wren-Halloran.txt": b"A list."}, "Somebody of the register"),
    ],
)
def test_a_package_that_was_changed_is_not_proved(edition: Edition, spoil: Any, says: str) -> None:
    found = members(package_of(edition, ASKED))
    with pytest.raises(NotNow, match=says):
        prove_package(pack(spoil(found), first=[README, SHEET]), edition)


def test_the_unnamed_package_names_the_board_nowhere(cast: Cast, unnamed: Edition) -> None:
    found = members(package_of(unnamed, NEUTRAL))
    names = names_of_board(unnamed.case)
    assert {cast.board.name, cast.board.council, "Northmere"} <= set(names)
    everything = [*found.items(), *unpack(found["review.odt"], name="review.odt").members.items()]
    for file, data in everything:
        for name in names:
            assert name.lower() not in file.lower()
            assert name.lower().encode() not in data.lower(), (file, name)
            assert name.encode("utf-16-be") not in data
    sheet = rows(found[SHEET])
    assert sheet["Published by"] == UNNAMED_BOARD
    assert sheet["Show the publisher's name"].startswith("No")
    assert sheet["The board itself shows it until"] == "It does not"
    assert "without the board's name" in found[README].decode()


@pytest.mark.parametrize(
    "asked",
    [
        Asked(contact="Business manager, office@northmere.example.org"),
        Asked(contact="The office", key_words=("Northmere",)),
        Asked(contact="The office", key_words=("the NORTHMERE area",)),
    ],
)
def test_what_is_typed_cannot_bring_the_name_back_into_the_unnamed_package(unnamed: Edition, asked: Asked) -> None:
    with pytest.raises(NotNow, match="names the board"):
        package_of(unnamed, asked)


@pytest.mark.parametrize("file", ["northmere.txt", "notes.txt"])
def test_a_name_in_a_file_or_its_name_is_noticed(unnamed: Edition, file: str) -> None:
    found = members(package_of(unnamed, NEUTRAL))
    found[file] = b"Nothing." if file.startswith("north") else b"Nothing of NORTHMERE."
    with pytest.raises(NotNow, match="names the board"):
        prove_package(pack(found, first=[README, SHEET]), unnamed)


def test_the_named_and_the_unnamed_edition_of_one_review_do_not_mix(cast: Cast, unnamed: Edition) -> None:
    named = approved(cast, unnamed.case, because="")
    ours, theirs = members(package_of(named, ASKED)), members(package_of(unnamed, NEUTRAL))
    assert rows(ours[SHEET])["Published by"] == cast.board.name
    assert not {ours[f"review.{form}"] for form in ("html", "pdf", "odt")} & set(theirs.values())


def test_a_review_that_went_out_one_way_is_not_packed_the_other_way(cast: Cast, unnamed: Edition) -> None:
    named = approved(cast, unnamed.case, because="")
    made = make(cast, named, at=moment(AFTER))
    assert packing.open_package(package=made, by=cast.manager, at=moment(AFTER))
    with pytest.raises(NotNow, match="packed with the board's name before"):
        make(cast, unnamed, contact=NEUTRAL.contact, at=moment(AFTER))
    publishing.publish_edition(edition=named, by=cast.manager, at=moment(AFTER))
    with pytest.raises(NotNow, match="packed with the board's name before"):
        make(cast, unnamed, contact=NEUTRAL.contact, at=moment(AFTER))


def test_a_package_with_the_name_is_not_opened_once_the_review_was_deposited_without_it(
    cast: Cast, unnamed: Edition
) -> None:
    named = approved(cast, unnamed.case, because="")
    made = make(cast, named, at=moment(SENT))
    deposit(cast, unnamed)
    with pytest.raises(NotNow, match="packed without the board's name before"):
        packing.open_package(package=made, by=cast.manager, at=moment(AFTER))


def test_it_is_kept_once_and_each_download_is_recorded(cast: Cast, edition: Edition) -> None:
    made = make(cast, edition)
    assert make(cast, edition, at=moment(date(2010, 12, 2))) == made
    assert make(cast, edition, key_words="other") != made
    data = packing.open_package(package=made.pk, by=cast.manager, at=moment(LATER))
    assert data == vault.get(made.zip_sha256)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.actor) == ("publication.open_package", str(cast.manager.pk))
    assert made.zip_sha256 in entry.detail


def test_only_the_office_makes_and_opens_it(cast: Cast, edition: Edition) -> None:
    made = make(cast, edition)
    for outsider in (cast.author, cast.chair, cast.auditor, cast.member, cast.police_author):
        with pytest.raises(NotForYou):
            make(cast, edition, by=outsider)
        with pytest.raises(NotForYou):
            packing.open_package(package=made, by=outsider, at=moment(LATER))
        assert Entry.objects.latest("number").action == "publication.open_package.refused"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"contact": ""}, "contact"),
        ({"contact": "Tobias Wren-Halloran"}, "contact"),
        ({"key_words": "the death of Tobias Wren-Halloran"}, "key_words"),
        ({"key_words": ",".join(f"word {number}" for number in range(30))}, "key_words"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_field(
    cast: Cast, edition: Edition, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(WrongInput) as wrong:
        make(cast, edition, **said)
    assert wrong.value.field == field


def test_the_contact_is_a_post_and_no_account_here(cast: Cast, edition: Edition) -> None:
    with pytest.raises(WrongInput, match="names a person"):
        make(cast, edition, contact=f"{cast.manager.name}, 07700 900310")


def test_a_package_is_of_what_may_go_out(cast: Cast, edition: Edition) -> None:
    made = make(cast, edition)
    publishing.withdraw_edition(edition=edition, reason="R", by=cast.chair, at=moment(LATER))
    for late in (
        lambda: make(cast, edition),
        lambda: packing.open_package(package=made, by=cast.manager, at=moment(LATER)),
    ):
        with pytest.raises(NotNow, match="not been withdrawn"):
            late()


def test_nothing_is_packed_before_it_is_approved(cast: Cast) -> None:
    made = a_made_edition(cast, an_accepted_review(cast))
    with pytest.raises(NotNow, match="approved"):
        make(cast, made)
    publishing.approve_edition(edition=made, by=cast.chair, at=moment(APPROVED))
    assert make(cast, made)


def test_before_it_is_public_the_gate_decides(cast: Cast, unnamed: Edition) -> None:
    proceedings.open_proceeding(
        case=unnamed.case, kind="criminal", court="C", scope="S", opened_on=SENT, by=cast.manager, at=moment(SENT)
    )
    with pytest.raises(RefusedByRule) as refused:
        make(cast, unnamed, contact=NEUTRAL.contact, at=moment(AFTER))
    assert "criminal proceedings" in refused.value.decision.reasons[0].found
    assert not RepositoryPackage.objects.exists()


def test_what_was_deposited_is_packed_again_as_it_was(cast: Cast, unnamed: Edition) -> None:
    made = make(cast, unnamed, contact=NEUTRAL.contact, at=moment(AFTER))
    deposit(cast, unnamed)
    assert make(cast, unnamed, contact=NEUTRAL.contact, at=moment(AFTER)) == made
