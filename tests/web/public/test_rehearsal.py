"""A rehearsed withdrawal touches nothing, and sees every way in which something of the edition could stay behind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from safelight.core.vocabulary import PaperKind
from safelight.records.plans.models import Recommendation
from safelight.records.publication.actions import drafting, publishing
from safelight.records.publication.models import Edition
from safelight.web.public import rehearsal
from safelight.web.public.build import rebuild
from safelight.web.public.rehearsal import addresses_of, read_back, rehearse
from tests.factories import moment
from tests.web.world import BRIEFING, FAMILY_NAME, SUMMARY, TODAY, World, an_edition

AT = moment(TODAY)
OWN_WORDS = "A health visitor was turned away twice in the same week."
"""A sentence that stands in the edition and nowhere else on the site."""
OTHERS = "The panel met on nine occasions and heard from every agency."


@pytest.fixture
def site(in_world: World, settings: Any, tmp_path: Path) -> Path:
    """The world's site in a folder of this test's own, with an edition that says something of its own."""
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    publish(in_world, f"{SUMMARY}\n{OWN_WORDS}\n")
    return rebuild(on=TODAY)


def publish(world: World, text: str, *, kind: PaperKind = PaperKind.EXECUTIVE_SUMMARY) -> Edition:
    cast, case = world.cast, Edition.objects.earliest("made_at").case
    draft = drafting.save_draft(case=case, kind=kind, text=text, by=cast.author, at=AT)
    edition = an_edition(draft, cast.author)
    publishing.approve_edition(edition=edition, by=cast.chair, at=AT)
    return publishing.publish_edition(edition=edition, by=cast.manager, at=AT)


def newest(kind: PaperKind = PaperKind.EXECUTIVE_SUMMARY) -> Edition:
    return Edition.objects.filter(kind=kind).latest("published_at")


def withdraw(world: World, edition: Edition) -> None:
    publishing.withdraw_edition(edition=edition, reason="R", by=world.cast.chair, at=AT)


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file under a folder and beside the site in it: bytes, and when it was written."""
    return {
        str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def rows() -> list[Any]:
    return [list(Edition.objects.order_by("pk").values()), list(Recommendation.objects.order_by("pk").values())]


def test_it_passes_and_leaves_the_live_site_and_the_records_as_they_are(site: Path, settings: Any) -> None:
    before, records = (everything(site.parent), everything(Path(settings.VAULT))), rows()
    found = rehearse([newest().public_id], at=AT, on=TODAY)
    assert found.failures == ()
    assert found.files > 10
    assert found.milliseconds > 0
    assert (everything(site.parent), everything(Path(settings.VAULT))) == before
    assert rows() == records
    assert (site / "reviews").exists()


def test_nothing_of_it_is_left_in_the_temporary_folders(site: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "elsewhere"))
    (tmp_path / "elsewhere").mkdir()
    rehearse([newest().public_id], at=AT, on=TODAY)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def with_more(path: str, data: bytes) -> Callable[[Any], Iterator[tuple[str, bytes]]]:
    def pages(*args: Any, **given: Any) -> Iterator[tuple[str, bytes]]:
        said = dict(PAGES(*args, **given))
        yield from {**said, path: said.get(path, b"") + data}.items()

    return pages


PAGES = rehearsal.pages_of
SHARD = 'safelightFound("shard","tu",{"turned":"0A"});\n'
WORDS = f'safelightFound("words","x",{json.dumps([["a", "", OWN_WORDS]])});\n'


@pytest.mark.parametrize(
    ("path", "data", "says"),
    [
        ("feed.json", json.dumps({"items": [{"title": OWN_WORDS}]}).encode(), "feed2.json still says words"),
        ("feed.xml", f"<feed><entry><title>{OWN_WORDS}</title></entry></feed>".encode(), "feed2.xml still says words"),
        ("index.jsonld", json.dumps({"description": OWN_WORDS}).encode(), "index2.jsonld still says words"),
        ("asking.html", f"<p title='{OWN_WORDS}'>Ask.</p>".encode(), "asking2.html still says words"),
        ("notes.txt", OWN_WORDS.upper().encode(), "notes2.txt still says words"),
        ("other.words.js", WORDS.encode(), "other.words2.js still says words"),
        ("search/tu.js", SHARD.encode(), "search/tu2.js still finds a word"),
    ],
)
def test_its_words_are_seen_in_every_kind_of_file(
    site: Path, monkeypatch: Any, path: str, data: bytes, says: str
) -> None:
    name, _, ending = path.rpartition(".")
    monkeypatch.setattr(rehearsal, "pages_of", with_more(f"{name}2.{ending}", data))
    (failure,) = rehearse([newest().public_id], at=AT, on=TODAY).failures
    assert failure.startswith(says)
    assert "health visitor" not in failure


@pytest.mark.parametrize("form", ["html", "pdf", "odt"])
def test_its_bytes_are_seen_under_whatever_name(site: Path, monkeypatch: Any, form: str) -> None:
    edition = newest()
    (file,) = (site / "reviews").rglob(f"executive-summary.{form}")
    monkeypatch.setattr(rehearsal, "pages_of", with_more("left/over.bin", file.read_bytes()))
    (failure,) = rehearse([edition.public_id], at=AT, on=TODAY).failures
    assert failure.startswith("left/over.bin is the withdrawn file itself")


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("sitemap2.xml", "<urlset><loc>https://board.example.org/{}.pdf</loc></urlset>"),
        ("years/2010.html", "<a href='../{}.html'>Read it</a>"),
        ("robots.txt", "Disallow: /{}.odt\n"),
    ],
)
def test_an_address_that_still_leads_to_it_is_seen(site: Path, monkeypatch: Any, path: str, link: str) -> None:
    edition = newest()
    (place,) = {
        address.rpartition("/reviews/")[2].partition(".")[0] for address in addresses_of(edition.public_id, on=TODAY)
    }
    monkeypatch.setattr(rehearsal, "pages_of", with_more(path, link.format(f"reviews/{place}").encode()))
    (failure,) = rehearse([edition.public_id], at=AT, on=TODAY).failures
    assert failure == f"{path} still leads to the withdrawn edition."


def test_a_link_from_its_own_review_is_seen_and_so_is_a_missing_notice(site: Path, monkeypatch: Any) -> None:
    edition = newest()
    (page,) = [path for path, _ in everything_in(site) if path.count("/") == 2 and path.endswith("/index.html")]

    def without_notice(*args: Any, **given: Any) -> Iterator[tuple[str, bytes]]:
        for path, data in PAGES(*args, **given):
            yield path, b"<a href='executive-summary.pdf'>Download</a>" if path == page else data

    monkeypatch.setattr(rehearsal, "pages_of", without_notice)
    assert rehearse([edition.public_id], at=AT, on=TODAY).failures == (
        f"{page} still leads to the withdrawn edition.",
        f"{page} has no notice that the edition was withdrawn.",
    )


def everything_in(site: Path) -> list[tuple[str, bytes]]:
    return [(file.relative_to(site).as_posix(), file.read_bytes()) for file in site.rglob("*") if file.is_file()]


def test_what_another_edition_says_too_is_no_failure(site: Path, in_world: World) -> None:
    publish(in_world, f"{BRIEFING}\n{OWN_WORDS}\n", kind=PaperKind.LEARNING_BRIEF)
    briefing = newest(PaperKind.LEARNING_BRIEF)
    assert rehearse([briefing.public_id], at=AT, on=TODAY).failures == ()


def test_a_briefing_left_behind_would_be_noticed(site: Path, in_world: World) -> None:
    publish(in_world, f"{BRIEFING}\n{OTHERS}\n", kind=PaperKind.LEARNING_BRIEF)
    together = [newest().public_id, newest(PaperKind.LEARNING_BRIEF).public_id]
    assert rehearse(together, at=AT, on=TODAY).failures == ()


def test_a_page_that_would_stop_the_build_is_a_failure_and_names_nobody(site: Path, in_world: World) -> None:
    publish(in_world, BRIEFING, kind=PaperKind.LEARNING_BRIEF)
    Recommendation.objects.update(text=f"Speak to Corinna {FAMILY_NAME} first.")
    before = everything(site.parent)
    found = rehearse([newest(PaperKind.LEARNING_BRIEF).public_id], at=AT, on=TODAY)
    assert "would identify somebody" in found.failures[0]
    assert FAMILY_NAME not in "".join(found.failures)
    assert everything(site.parent) == before


def test_an_edition_that_a_newer_one_took_the_place_of_is_not_rehearsed(site: Path) -> None:
    older = Edition.objects.filter(kind=PaperKind.EXECUTIVE_SUMMARY).earliest("published_at")
    with pytest.raises(Exception, match="a newer one stands in its place"):
        rehearse([older.public_id], at=AT, on=TODAY)


def test_the_live_site_is_read_back_before_and_after_it_is_built_anew(site: Path, in_world: World) -> None:
    edition = newest()
    withdraw(in_world, edition)
    left = read_back(edition.public_id, on=TODAY)
    assert any("is the withdrawn file itself" in one for one in left)
    assert any(one.startswith("search/") for one in left)
    assert left[-1].endswith("has no notice that the edition was withdrawn.")
    rebuild(on=TODAY)
    assert read_back(edition.public_id, on=TODAY) == ()


def test_the_addresses_are_the_whole_ones_where_the_site_has_one(site: Path, settings: Any) -> None:
    number = newest().public_id
    assert all(one.startswith("[the address of the board's site]/reviews/") for one in addresses_of(number, on=TODAY))
    settings.PUBLIC_ADDRESS = "https://board.example.org/reviews-site"
    found = addresses_of(number, on=TODAY)
    assert [one.rpartition("executive-summary")[2] for one in found] == [".html", ".pdf", ".odt", ".words.js"]
    assert found[0].startswith("https://board.example.org/reviews-site/reviews/")
    assert addresses_of("nothing", on=TODAY) == ()
