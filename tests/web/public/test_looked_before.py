"""What was looked at before is not looked at again, and any change to who must not show makes it be looked at anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from safelight.core.anonymise.roster import Roster
from safelight.records.cases import vault
from safelight.records.cases.actions import intake
from safelight.records.cases.models import AgencyReview, Appointment, Case, PanelSeat
from safelight.records.cases.queries import roster_of
from safelight.records.people.models import Board
from safelight.records.publication import looked_before
from safelight.records.publication import site as proof
from safelight.records.publication.looked_before import Looked
from safelight.records.publication.models import Edition
from safelight.records.publication.said import said_in
from safelight.records.publication.site import SiteLeaks, check_site, is_looked_at
from safelight.web.public.build import rebuild
from tests.factories import moment
from tests.upper_factories import FULL_REGISTER
from tests.web.world import FAMILY_NAME, TODAY, World

LATER = date(2010, 12, 2)


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were really searched."""
    seen, search = list[str](), proof.find_listed

    def searching(text: str, *, roster: Roster) -> Any:
        seen.append(text)
        return search(text, roster=roster)

    monkeypatch.setattr(proof, "find_listed", searching)
    return seen


@pytest.fixture
def site(in_world: World, settings: Any, tmp_path: Path, searched: list[str]) -> Path:
    """The world's site, built once; what was searched for it is forgotten."""
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    built = rebuild(on=TODAY)
    assert searched
    searched.clear()
    return built


def kept(site: Path) -> Path:
    return site.with_name(f".{site.name}-looked-at.json")


def the_case() -> Case:
    return Edition.objects.get().case


def test_what_has_not_changed_is_not_looked_at_again(site: Path, searched: list[str]) -> None:
    before = {file.name: file.read_bytes() for file in site.rglob("*.html")}
    rebuild(on=TODAY)
    assert not searched
    assert {file.name: file.read_bytes() for file in site.rglob("*.html")} == before


def test_only_the_files_that_changed_are_looked_at(site: Path, searched: list[str]) -> None:
    plan = the_case().recommendations.get(number=1)
    plan.text = "Visit within five days."
    plan.save()
    rebuild(on=TODAY)
    # What the review says, beside its own register; and what of it stands on shared pages, beside all registers.
    assert len(searched) == 2
    assert all("Visit within five days." in text for text in searched)
    assert "asking" in searched[0]
    assert "accessibility" not in searched[1]


def test_another_day_alone_makes_nothing_be_looked_at(site: Path, searched: list[str]) -> None:
    built = (site / "index.html").read_bytes()
    rebuild(on=TODAY + timedelta(days=1))
    assert (site / "index.html").read_bytes() != built
    assert not searched


def test_what_has_not_changed_is_the_same_file_and_what_has_is_another(site: Path) -> None:
    before = {path.relative_to(site): path.stat().st_ino for path in site.rglob("*") if path.is_file()}
    plan = the_case().recommendations.get(number=1)
    plan.text = "Visit within five days."
    plan.save()
    old = (site / "recommendations.html").open("rb")
    rebuild(on=TODAY)
    after = {path.relative_to(site): path.stat().st_ino for path in site.rglob("*") if path.is_file()}
    changed = {path.name for path in before if before[path] != after.get(path)}
    assert {"plan.html", "plan.words.js", "recommendations.html"} <= changed
    assert not {"executive-summary.html", "executive-summary.pdf", "asking.html"} & changed
    assert b"Visit within five days." not in old.read()
    old.close()


def test_a_register_that_has_grown_makes_every_page_be_looked_at_and_refused(
    site: Path, in_world: World, searched: list[str]
) -> None:
    plan = the_case().recommendations.get(number=1)
    plan.text = "Speak to Ottoline Farthing first."
    plan.save()
    rebuild(on=TODAY)
    searched.clear()
    hers = '\n[[person]]\nid = "aunt"\nnames = ["Ottoline Farthing"]\npseudonym = "an aunt"\n'
    intake.keep_register(
        case=the_case(), untrusted_toml=FULL_REGISTER + hers, by=in_world.cast.manager, at=moment(LATER)
    )
    with pytest.raises(SiteLeaks):
        rebuild(on=TODAY)
    assert searched


def an_officer(case: Case) -> None:
    Appointment.objects.filter(case=case).update(name="Somebody Else")


def a_seat(case: Case) -> None:
    PanelSeat.objects.create(case=case, name="Ottoline Farthing", job_title="Head", organisation="Northmere School")


def an_author(case: Case) -> None:
    AgencyReview.objects.filter(case=case).update(author_name="Ottoline Farthing")


def the_board(case: Case) -> None:
    Board.objects.filter(pk=case.board_id).update(jurisdiction="wales")


def the_reference(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(reference="SCR-2010-09")


def print_now(site: Path) -> bytes:
    case = the_case()
    return Looked(kept(site), cases=[case.pk]).print_of(case.pk)


@pytest.mark.parametrize("change", [an_officer, a_seat, an_author, the_board, the_reference])
def test_whoever_else_the_records_show_counts_too(
    change: Callable[[Case], None], site: Path, searched: list[str]
) -> None:
    before = print_now(site)
    change(the_case())
    assert print_now(site) != before
    rebuild(on=TODAY)
    assert len(searched) == 2


def test_other_programs_look_for_themselves(site: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_before, "programs", lambda: "another version")
    rebuild(on=TODAY)
    assert len(searched) == 2


@pytest.mark.parametrize("left", [b"", b"[", b"{}", b"7", b"[[]]", b"\xff"])
def test_a_damaged_file_means_that_everything_is_looked_at(left: bytes, site: Path, searched: list[str]) -> None:
    whole = kept(site).read_bytes()
    kept(site).write_bytes(left)
    rebuild(on=TODAY)
    assert len(searched) == 2
    assert kept(site).read_bytes() == whole


def test_what_is_kept_is_not_served_and_tells_nobody_anything(site: Path) -> None:
    assert not kept(site).resolve().is_relative_to(site.resolve())
    said = kept(site).read_text()
    assert FAMILY_NAME not in said
    assert set(said) <= set('0123456789abcdef", []')
    assert kept(site).stat().st_mode & 0o077 == 0


@pytest.fixture
def other(in_world: World) -> Case:
    """A second case of the board, of another family."""
    case = the_case()
    hers = '[[person]]\nid = "aunt"\nnames = ["Ottoline Farthing"]\nphones = ["07700 900321"]\npseudonym = "an aunt"\n'
    kept = vault.put(hers.encode(), shelf=vault.Shelf.NAMES)
    return Case.objects.create(
        board=case.board, reference="SCR-X", public_name="Child X", noticed_on=case.noticed_on,
        register_sha256=kept, created_at=moment(TODAY),
    )  # fmt: skip


@pytest.fixture
def look(in_world: World, other: Case, tmp_path: Path) -> Callable[..., None]:
    """Look at a site of a few files, of which reviews "n" and "x" are the case of the world and the second one."""
    cases, folder = {"n": the_case().pk, "x": other.pk}, tmp_path / "few"

    def looks(files: dict[str, str], *, keep: bool = False) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in {"reviews/n/index.html": "<p>N</p>", "reviews/x/index.html": "<p>X</p>", **files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        looked = Looked(tmp_path / "looked.json", cases=cases.values())
        check_site(folder, cases=cases, looked=looked, built="1 March 2011")
        if keep:
            looked.keep()

    return looks


@pytest.mark.parametrize("change", [an_officer, a_seat, an_author])
def test_a_register_that_changes_while_the_site_is_built_is_looked_by_afterwards(
    change: Callable[[Case], None], site: Path, searched: list[str]
) -> None:
    case = the_case()
    looked = Looked(site.with_name("fresh.json"), cases=[case.pk])
    before = roster_of(the_case())
    change(case)
    check_site(site, cases={Edition.objects.get().public_id: case.pk}, looked=looked, built="1 March 2011")
    assert looked.roster(case.pk) == before
    assert len(searched) == 2
    looked.keep()
    os.replace(site.with_name("fresh.json"), kept(site))
    rebuild(on=TODAY)
    assert len(searched) == 4


@pytest.mark.parametrize("lines", [1, 40, 400])
def test_somebody_on_a_shared_page_is_found_wherever_it_stands(lines: int, look: Callable[..., None]) -> None:
    clean = [f"<p>Line {number} of the list.</p>" for number in range(lines)]
    look({"x.html": "".join(clean)}, keep=True)
    for place in {0, lines // 3, lines - 1}:
        for named in (f"<p>Tobias {FAMILY_NAME}</p>", f"<p>Tobias</p><p>{FAMILY_NAME}</p>", "<p>Ottoline</p>"):
            with pytest.raises(SiteLeaks):
                look({"x.html": "".join([*clean[:place], named, *clean[place:]])})


@pytest.mark.parametrize(
    ("page", "leaks"),
    [
        ('<div data-review="n">Ottoline Farthing was asked.</div>', True),
        ('<div data-review="n">Ms Farthing, Ottoline</div>', True),
        ('<div data-review="n">Ring 07700 900 321.</div>', True),
        ('<div data-review="n"><div>Ottoline</div> Farthing</div>', True),
        ('<div data-review="n">Ottoline said so.</div>', False),  # A word that two families may share.
        ('<div data-review="n">A farthing was paid.</div>', False),
        ('<div data-review="x">Ottoline said so.</div>', True),  # Beside its own register every form is looked for.
        ('<div data-review="n"><div>N</div></div><p>Ottoline said so.</p>', True),  # It is no review's own.
        ('<div data-review="of-nobody">Ottoline said so.</div>', True),
        ('<div data-review="n">N</div><!-- Ottoline -->', True),
    ],
)
def test_what_one_review_says_is_held_against_the_others_for_whole_names(
    page: str, leaks: bool, look: Callable[..., None]
) -> None:
    with pytest.raises(SiteLeaks) if leaks else nullcontext():
        look({"index.html": page})


def test_a_feed_and_a_list_for_programs_say_whose_words_they_hold(look: Callable[..., None]) -> None:
    entry = '<entry><link href="reviews/{}/index.html"/><title>Ottoline</title></entry>'
    item = '{{"items": [{{"url": "https://example.org/reviews/{}/index.html", "title": "Ottoline"}}]}}'
    look({"feed.xml": f"<feed>{entry.format('n')}</feed>", "feed.json": item.format("n")})
    for path, said in (("feed.xml", f"<feed>{entry.format('x')}</feed>"), ("feed.json", item.format("x"))):
        with pytest.raises(SiteLeaks, match=path):
            look({path: said})


def test_words_for_the_search_that_stand_on_no_page_are_looked_at(look: Callable[..., None]) -> None:
    page, words = "<p>An <b>aunt</b> was asked.</p>", 'safelightFound("words","a",[["p1","","{}"]]);'
    look({"reviews/x/summary.html": page, "reviews/x/summary.words.js": words.format("An aunt was asked.")})
    with pytest.raises(SiteLeaks, match="words"):
        look({"reviews/x/summary.html": page, "reviews/x/summary.words.js": words.format("Ottoline was asked.")})


def test_a_folder_of_a_review_that_nobody_knows_is_held_against_everybody(look: Callable[..., None]) -> None:
    with pytest.raises(SiteLeaks, match=r"old\.html"):
        look({"reviews/unknown/old.html": "<p>Ottoline</p>"})


def test_every_word_of_a_review_on_a_shared_page_is_marked_as_its_own(site: Path) -> None:
    folder = Edition.objects.get().public_id
    told = {the_case().public_name, *the_case().recommendations.values_list("text", flat=True)}
    shared = [file for file in site.rglob("*") if file.is_file() and is_looked_at(str(file.relative_to(site)))]
    for file in shared:
        path = str(file.relative_to(site))
        if not path.startswith("reviews/"):
            said = list(said_in(file.read_bytes(), path=path, reviews={folder}))
            assert file.suffix != ".html" or not said[-1].review, f"a mark on {path} reaches too far"
            for one in said:
                assert one.review == folder or not any(words in one.words for words in told), (path, one.words)


def test_the_site_is_still_a_link_to_a_second_start(tmp_path: Path) -> None:
    """Settings that followed the link would take the folder behind it for somebody else's, and never publish again."""
    (tmp_path / ".public-frozen-one").mkdir()
    (tmp_path / "public").symlink_to(".public-frozen-one")
    asked = "from safelight.web import settings; print(settings.PUBLIC_SITE)"
    given = {"SAFELIGHT_DATA": str(tmp_path), "PATH": "", "PYTHONPATH": str(Path(looked_before.__file__).parents[3])}
    said = subprocess.run([sys.executable, "-c", asked], env=given, stdout=subprocess.PIPE, check=True, text=True)
    assert Path(said.stdout.strip()).name == "public"
