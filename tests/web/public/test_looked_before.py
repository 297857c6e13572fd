"""What was looked at before is not looked at again, and any change to who must not show makes it be looked at anew."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from safelight.core.anonymise.roster import Roster
from safelight.records.cases.actions import intake
from safelight.records.cases.models import AgencyReview, Appointment, Case, PanelSeat
from safelight.records.people.models import Board
from safelight.records.publication import looked_before
from safelight.records.publication import site as proof
from safelight.records.publication.looked_before import Looked, prints_of
from safelight.records.publication.models import Edition
from safelight.records.publication.site import SiteLeaks, check_page
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
    # The plan's page, its words for the search, and the recommendations of all reviews.
    assert len(searched) == 3
    assert all("Visit within five days." in text for text in searched)


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


@pytest.mark.parametrize("change", [an_officer, a_seat, an_author, the_board, the_reference])
def test_whoever_else_the_records_show_counts_too(
    change: Callable[[Case], None], site: Path, searched: list[str]
) -> None:
    before = prints_of([the_case().pk])
    change(the_case())
    assert prints_of([the_case().pk]) != before
    rebuild(on=TODAY)
    assert len(searched) >= 5


def test_other_programs_look_for_themselves(site: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_before, "programs", lambda: "another version")
    rebuild(on=TODAY)
    assert len(searched) >= 5


@pytest.mark.parametrize("left", [b"", b"[", b"{}", b"7", b"[[]]", b"\xff"])
def test_a_damaged_file_means_that_everything_is_looked_at(left: bytes, site: Path, searched: list[str]) -> None:
    whole = kept(site).read_bytes()
    kept(site).write_bytes(left)
    rebuild(on=TODAY)
    assert len(searched) >= 5
    assert kept(site).read_bytes() == whole


def test_what_is_kept_is_not_served_and_tells_nobody_anything(site: Path) -> None:
    assert not kept(site).resolve().is_relative_to(site.resolve())
    said = kept(site).read_text()
    assert FAMILY_NAME not in said
    assert set(said) <= set('0123456789abcdef", []')
    assert kept(site).stat().st_mode & 0o077 == 0


def test_a_register_that_changes_while_the_site_is_built_is_not_taken_as_looked_at(site: Path) -> None:
    case = the_case()
    looked = Looked(kept(site), cases=[case.pk])
    check_page(b"<p>Nobody is here.</p>", path="x.html", cases=[case.pk], looked=looked)
    an_author(case)
    looked.keep()
    assert kept(site).read_text() == "[]"


@pytest.mark.parametrize("lines", [1, 40, 400])
def test_somebody_on_a_shared_page_is_found_wherever_the_passages_end(
    lines: int, in_world: World, settings: Any, tmp_path: Path
) -> None:
    case = the_case()
    other = Case.objects.exclude(pk=case.pk).filter(register_sha256__gt="").first() or Case.objects.create(
        board=case.board, reference="SCR-X", public_name="Child X", noticed_on=case.noticed_on,
        register_sha256=case.register_sha256, created_at=moment(TODAY),
    )  # fmt: skip
    both = [case.pk, other.pk]
    clean = [f"<p>Line {number} of the list.</p>" for number in range(lines)]
    file = tmp_path / "looked.json"
    looked = Looked(file, cases=both)
    check_page("".join(clean).encode(), path="x.html", cases=both, looked=looked)
    looked.keep()
    for place in {0, lines // 3, lines - 1}:
        for named in (f"<p>Tobias {FAMILY_NAME}</p>", f"<p>Tobias</p><p>{FAMILY_NAME}</p>"):
            page = [*clean[:place], named, *clean[place:]]
            with pytest.raises(SiteLeaks):
                check_page("".join(page).encode(), path="x.html", cases=both, looked=Looked(file, cases=both))


def test_the_site_is_still_a_link_to_a_second_start(tmp_path: Path) -> None:
    """Settings that followed the link would take the folder behind it for somebody else's, and never publish again."""
    (tmp_path / ".public-frozen-one").mkdir()
    (tmp_path / "public").symlink_to(".public-frozen-one")
    asked = "from safelight.web import settings; print(settings.PUBLIC_SITE)"
    given = {"SAFELIGHT_DATA": str(tmp_path), "PATH": "", "PYTHONPATH": str(Path(looked_before.__file__).parents[3])}
    said = subprocess.run([sys.executable, "-c", asked], env=given, stdout=subprocess.PIPE, check=True, text=True)
    assert Path(said.stdout.strip()).name == "public"
