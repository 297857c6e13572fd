"""The frozen site: whole or not at all, the same bytes each time, nobody in it, and what is withdrawn is gone."""

from __future__ import annotations

import fcntl
import gc
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safelight.core.vocabulary import PaperKind
from safelight.records.plans.models import Recommendation
from safelight.records.publication.actions import drafting, publishing
from safelight.records.publication.models import Edition
from safelight.records.publication.site import SiteLeaks
from safelight.web.public import build
from safelight.web.public.build import rebuild
from tests.factories import moment
from tests.web.reading import links, tree, words
from tests.web.world import FAMILY_NAME, SUMMARY, TODAY, World, an_edition

LATER = date(2010, 12, 1)


@pytest.fixture
def site(in_world: World, settings: Any, tmp_path: Path) -> Path:
    """The world's site, in a folder of this test's own."""
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    return rebuild(on=TODAY)


def files(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


DOWN = {
    "executive-summary.html",
    "executive-summary.pdf",
    "executive-summary.odt",
    "executive-summary.words.js",
    "index.jsonld",
    "plan.html",
    "plan.words.js",
}
"""What goes with the last edition of a review that has a plan."""


def pages(site: Path) -> Iterator[tuple[Path, bytes]]:
    for path, data in files(site).items():
        if path.endswith(".html"):
            yield site / path, data


def only_edition() -> Edition:
    return Edition.objects.get()


def folder_of(site: Path) -> Path:
    return site / "reviews" / only_edition().public_id


def everything_beside(site: Path) -> bytes:
    """All bytes in the site's folder and round it, left-overs included."""
    return b"".join(file.read_bytes() for file in site.parent.rglob("*") if file.is_file())


def break_plan() -> None:
    """A plan whose words name somebody: what happens when the register grows after the plan was entered."""
    Recommendation.objects.update(text=f"Speak to Corinna {FAMILY_NAME} first.")


def test_the_site_has_a_list_a_page_for_the_review_its_plan_and_its_edition(site: Path) -> None:
    number = only_edition().public_id
    assert {name for name in files(site) if not name.startswith("search/")} == {
        "index.html",
        "asking.html",
        "accessibility.html",
        "search.html",
        "search.js",
        "recommendations.html",
        "feed.xml",
        "feed.json",
        "robots.txt",
        "safelight.css",
        "index.jsonld",
        f"reviews/{number}/index.html",
        f"reviews/{number}/index.jsonld",
        f"reviews/{number}/plan.html",
        f"reviews/{number}/executive-summary.html",
        f"reviews/{number}/executive-summary.pdf",
        f"reviews/{number}/executive-summary.odt",
        f"reviews/{number}/executive-summary.words.js",
        f"reviews/{number}/plan.words.js",
    }
    assert "Child N" in words((site / "index.html").read_bytes())
    assert "Visit the home after a missed appointment." in words((folder_of(site) / "plan.html").read_bytes())


def test_the_edition_on_the_site_is_the_edition_that_was_approved(
    site: Path, in_world: World, visitors: dict[str, Client]
) -> None:
    for form in ("html", "pdf", "odt"):
        path = reverse("desk:edition_file", args=[only_edition().pk, form])
        approved = visitors["chair"].get(path).content
        assert (folder_of(site) / f"executive-summary.{form}").read_bytes() == approved


def test_the_same_facts_always_give_the_same_bytes(site: Path, settings: Any, tmp_path: Path) -> None:
    settings.PUBLIC_SITE = tmp_path / "elsewhere" / "site"
    assert files(rebuild(on=TODAY)) == files(site)


def test_every_link_leads_to_a_file_of_the_site_so_that_it_opens_from_a_disk(site: Path) -> None:
    seen = 0
    for file, data in pages(site):
        for target in links(data):
            assert "://" not in target
            assert not target.startswith(("/", "mailto:", "javascript:")), target
            bare, _, place = target.partition("#")
            goal = (file.parent / bare).resolve() if bare else file.resolve()
            assert goal.is_file(), f"{target} on {file.relative_to(site)}"
            assert goal.is_relative_to(site.resolve())
            if place and goal.suffix == ".html":
                assert tree(goal.read_bytes()).xpath(f"//*[@id='{place}']"), target
            seen += 1
    assert seen > 20


def test_every_page_can_be_reached_from_the_first(site: Path) -> None:
    reached, ahead = set[Path](), [(site / "index.html").resolve()]
    while ahead:
        file = ahead.pop()
        reached.add(file)
        if file.suffix == ".html":
            goals = {(file.parent / target.partition("#")[0]).resolve() for target in links(file.read_bytes())}
            ahead += [goal for goal in goals if goal.is_file() and goal not in reached]
    asked_for_by_programs = {file for file in site.rglob("*") if file.suffix == ".js" or file.name == "robots.txt"}
    everything = {file for file in site.rglob("*") if file.is_file()} - asked_for_by_programs
    assert reached - {(site / "search.js").resolve()} == {file.resolve() for file in everything}


def test_no_page_loads_anything_from_elsewhere_or_runs_anything(site: Path) -> None:
    for path, data in pages(site):
        if path.name == "search.html":  # it runs the site's own script, and its own test says how
            continue
        page = tree(data)
        policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert not page.xpath("//script")
        assert not page.xpath("//iframe|//object|//embed|//form|//base|//*[@*[starts-with(name(), 'on')]]")
        assert b"http://" not in data
        assert b"https://" not in data


def test_no_page_has_a_name_a_reference_or_a_panel_members_name_in_it(site: Path, in_world: World) -> None:
    for name, data in files(site).items():
        for hidden in (FAMILY_NAME, "Tobias", "Corinna", "SCR-2010", in_world.cast.panel_member.name, "Brackwater"):
            assert hidden.encode() not in data, name
            assert hidden.lower() not in name


def test_a_reader_always_finds_the_whole_site_while_it_is_written_anew(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, looked, check = files(site), [], build.check_site

    def looking(folder: Path, **given: Any) -> None:
        looked.append(files(site))
        assert b"Visit within five days." in files(folder)["recommendations.html"]
        check(folder, **given)
        looked.append(files(site))

    monkeypatch.setattr(build, "check_site", looking)
    Recommendation.objects.update(text="Visit within five days.")
    rebuild(on=TODAY)
    assert len(looked) == 2
    assert all(seen == before for seen in looked)
    assert b"Visit within five days." in (folder_of(site) / "plan.html").read_bytes()


def test_a_reader_in_a_hurry_never_finds_the_door_shut(site: Path) -> None:
    stop, missed, read = threading.Event(), [], []

    def reads() -> None:
        while not stop.is_set():
            for found in (site / "index.html").exists(), (site / "index.html").exists():
                if found:
                    read.append(found)
                    break
            else:
                missed.append(found)

    reader = threading.Thread(target=reads)
    reader.start()
    for _ in range(5):
        rebuild(on=TODAY)
    stop.set()
    reader.join()
    assert read
    assert not missed, "somebody looked twice and found nothing"
    assert sorted(path.name for path in site.parent.iterdir() if path.is_dir() and not path.is_symlink()) == [
        site.resolve().name
    ]


def test_a_page_that_fails_leaves_the_old_site_and_no_litter(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, names = files(site), sorted(path.name for path in site.parent.iterdir())

    def failing(*_: Any, **__: Any) -> None:
        raise SiteLeaks("plan.html")

    monkeypatch.setattr(build, "check_site", failing)
    Recommendation.objects.update(text="Visit within five days.")
    with pytest.raises(SiteLeaks):
        rebuild(on=TODAY)
    assert files(site) == before
    assert sorted(path.name for path in site.parent.iterdir()) == names


def test_a_plan_that_names_somebody_is_refused_without_saying_whom_and_the_site_is_not_touched(site: Path) -> None:
    before = files(site)
    break_plan()
    with pytest.raises(SiteLeaks) as refused:
        rebuild(on=TODAY)
    assert "plan.html" in str(refused.value)
    assert FAMILY_NAME not in str(refused.value)
    assert files(site) == before


def test_somebody_else_s_folder_in_the_sites_place_is_left_alone(
    in_world: World, settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_SITE = tmp_path / "public"
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "mine.txt").write_text("mine")
    (tmp_path / "public.old").mkdir()
    with pytest.raises(FileExistsError, match="Move it away"):
        rebuild(on=TODAY)
    assert (tmp_path / "public" / "mine.txt").read_text() == "mine"
    assert (tmp_path / "public.old").is_dir()


def test_what_a_build_that_was_cut_off_left_behind_is_removed(site: Path) -> None:
    left = site.with_name(f"{site.resolve().name}left")
    left.mkdir()
    (left / "executive-summary.html").write_text("withdrawn since")
    rebuild(on=TODAY)
    assert not left.exists()


def test_rubbish_is_collected_again_after_a_build_also_one_that_failed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collecting = list[bool]()

    def failing(*_: Any, **__: Any) -> None:
        collecting.append(gc.isenabled())
        raise SiteLeaks("plan.html")

    monkeypatch.setattr(build, "check_site", failing)
    with pytest.raises(SiteLeaks):
        rebuild(on=TODAY)
    assert collecting == [False]
    assert gc.isenabled()


def test_two_builds_wait_for_each_other(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever read the records first must not finish last."""
    asked: list[str] = []
    monkeypatch.setattr(build, "published_editions", lambda: asked.append("records") or ())
    monkeypatch.setattr(build, "public_board", lambda: None)
    monkeypatch.setattr(build, "site_pages", lambda *_, **__: iter(()))
    lock = next(path for path in site.parent.iterdir() if path.name.endswith("lock"))
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        other = threading.Thread(target=build.rebuild, kwargs={"on": TODAY})
        other.start()
        other.join(0.3)
        assert other.is_alive()
        assert not asked
    other.join(10)
    assert asked == ["records"]


def withdraw(world: World, client: Client) -> Any:
    path = reverse("desk:withdraw", args=[world.published["edition_id"]])
    return client.post(path, {"reason": "Somebody has recognised the school."})


def test_a_withdrawn_edition_leaves_a_notice_and_none_of_its_bytes(
    site: Path, in_world: World, visitors: dict[str, Client]
) -> None:
    folder = folder_of(site)
    shown = {form: (folder / f"executive-summary.{form}").read_bytes() for form in ("html", "pdf", "odt")}
    assert withdraw(in_world, visitors["manager"]).status_code == 302
    assert sorted(path.name for path in folder.iterdir()) == ["index.html"]
    notice = words((folder / "index.html").read_bytes())
    assert "withdrawn 6 December 2010" in notice
    assert "Somebody has recognised" not in notice
    left = everything_beside(site)
    assert not any(data in left for data in shown.values())
    assert b"Three agencies recorded worries" not in left
    assert "Withdrawn." in words((site / "index.html").read_bytes())
    gone = reverse("published", args=[f"reviews/{only_edition().public_id}/executive-summary.pdf"])
    assert Client().get(gone).status_code == 404


def test_what_is_withdrawn_goes_even_while_another_page_keeps_the_site_from_being_written(
    site: Path, in_world: World, visitors: dict[str, Client]
) -> None:
    break_plan()
    before = files(site)
    answer = withdraw(in_world, visitors["manager"])
    # The plan of a review that shows nothing is not shown either, so this withdrawal mends the site by itself.
    assert answer.status_code == 302
    assert set(files(site)) < set(before)


def test_a_site_that_cannot_be_written_still_loses_what_was_withdrawn(
    site: Path, in_world: World, visitors: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any, **__: Any) -> None:
        raise SiteLeaks("The page index.html would identify somebody, so the public site was left as it was.")

    monkeypatch.setattr(build, "check_site", failing)
    before = set(files(site))
    answer = withdraw(in_world, visitors["manager"])
    assert answer.status_code == 409
    assert "index.html would identify somebody" in words(answer.content)
    assert {Path(name).name for name in before - set(files(site)) if not name.startswith("search/")} == DOWN
    assert not (site / "search").exists(), "the index still holds the words"
    assert only_edition().state == "withdrawn"


def test_a_site_that_cannot_be_written_loses_what_has_reached_its_last_day(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any, **__: Any) -> None:
        raise SiteLeaks("plan.html")

    monkeypatch.setattr(build, "check_site", failing)
    last, before = only_edition().show_until, set(files(site))
    assert last is not None
    with pytest.raises(SiteLeaks):
        rebuild(on=last)
    assert set(files(site)) == before
    with pytest.raises(SiteLeaks):
        rebuild(on=last + timedelta(days=1))
    assert {Path(name).name for name in before - set(files(site)) if not name.startswith("search/")} == DOWN
    assert not (site / "search").exists()


def test_a_newer_edition_takes_the_place_of_the_one_before(
    site: Path, in_world: World, visitors: dict[str, Client]
) -> None:
    first, cast = only_edition(), in_world.cast
    text = SUMMARY.replace("none saw the others' records", "none asked for the others' records")
    draft = drafting.save_draft(
        case=in_world.published["case_id"],
        kind=PaperKind.EXECUTIVE_SUMMARY,
        text=text,
        by=cast.author,
        at=moment(LATER),
    )
    second = an_edition(draft, cast.author)
    publishing.approve_edition(edition=second, by=cast.chair, at=moment(LATER, 14))
    answer = visitors["manager"].post(reverse("desk:publish", args=[second.pk]))
    assert answer.status_code == 302
    folder = site / "reviews" / first.public_id
    assert "none asked for the others" in words((folder / "executive-summary.html").read_bytes())
    assert words((folder / "index.html").read_bytes()).count("Read the executive summary") == 1
    path = reverse("desk:withdraw", args=[second.pk])
    assert visitors["manager"].post(path, {"reason": "It can be tied to the family."}).status_code == 302
    assert sorted(found.name for found in folder.iterdir()) == ["index.html"], "the earlier one does not come back"


def test_a_board_that_has_published_nothing_says_so(
    in_world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PUBLIC_SITE = tmp_path / "public"
    monkeypatch.setattr(build, "published_editions", lambda: ())
    assert "Nothing has been published yet." in words((rebuild(on=TODAY) / "index.html").read_bytes())


@pytest.mark.parametrize(
    ("path", "kind"), [("", "text/html"), ("asking.html", "text/html"), ("safelight.css", "text/css")]
)
def test_the_site_is_served_from_here_too(path: str, kind: str, site: Path) -> None:
    response = Client().get(reverse("published", args=[path]))
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(kind)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["nothing.html", "reviews/", "../db.sqlite3", "%2e%2e/db.sqlite3", "reviews/../../x"])
def test_what_is_not_in_the_site_is_not_served(path: str, site: Path) -> None:
    (site.parent / "db.sqlite3").write_text("secret")
    assert Client().get(f"/published/{path}").status_code == 404


def test_before_the_first_build_there_is_nothing(in_world: World, settings: Any, tmp_path: Path) -> None:
    settings.PUBLIC_SITE = tmp_path / "none"
    assert Client().get(reverse("published", args=[""])).status_code == 404
