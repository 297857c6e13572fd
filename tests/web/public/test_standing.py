"""What the site says over all reviews and over time: recommendations, themes, years, feeds and last days."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client
from django.urls import reverse

from safelight.core.review.plan import PlanStatus, PlanTally
from safelight.records.audit.models import Entry
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.people.public import PublicBoard
from safelight.records.plans.public import PublicAction, PublicPlan, PublicRecommendation
from safelight.records.publication.actions import publishing, showing
from safelight.records.publication.models import Edition
from safelight.web.public import pages
from safelight.web.public.build import rebuild
from safelight.web.public.feeds import ATOM, SITEMAP
from safelight.web.public.reviews import PublicReview
from tests.factories import moment
from tests.web.public.test_search import PAGE, a_review
from tests.web.reading import tree, words
from tests.web.world import TODAY, World

BOARD = PublicBoard(name="Northmere & District Board", council="Northmere", contact="board@example.org")
ADDRESS = "https://reviews.example.org/site"


def a_plan(*statuses: tuple[PlanStatus, ...]) -> PublicPlan:
    def action(status: PlanStatus) -> PublicAction:
        return PublicAction(reference="1.1", text="Visit.", agency="Health", due_on=TODAY, status=status)

    rows = tuple(
        PublicRecommendation(number=n, text=f"Recommendation {n} said.", actions=tuple(map(action, given)))
        for n, given in enumerate(statuses, start=1)
    )
    return PublicPlan(on=TODAY, recommendations=rows, tally=PlanTally(total=0, counts=(), median_days_to_close=None))


def written(*reviews: PublicReview, on: date = TODAY) -> dict[str, bytes]:
    return dict(pages.site_pages(BOARD, reviews, on=on))


@pytest.fixture(autouse=True)
def no_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "public_themes", lambda cases: dict.fromkeys(cases, ()))


def test_the_site_calls_reviews_what_they_are_and_speaks_of_a_child_only_where_all_are_of_one() -> None:
    child, adult = a_review("Child A", PAGE), a_review("Adult B", PAGE)
    of_an_adult = {"review": "Safeguarding adults review", "of_a_child": False}
    adult = replace(adult, editions=tuple(replace(one, **of_an_adult) for one in adult.editions))
    for reviews, called, of_a_child in (
        ((child,), "Serious case reviews", True),
        ((adult,), "Safeguarding adults reviews", False),
        ((child, adult), "Reviews", False),
    ):
        files = written(*reviews)
        assert tree(files["index.html"]).findtext(".//h1") == called
        assert ("When a child dies" in words(files["index.html"])) is of_a_child
        assert json.loads(files["feed.json"])["title"] == f"{called} – {BOARD.name}"
        assert called in files["feed.xml"].decode()
    page = words(files[f"reviews/{adult.public_id}/index.html"])
    assert "Safeguarding adults review" in page
    assert "brothers and sisters" not in page


def test_every_recommendation_stands_once_under_how_it_stands() -> None:
    plan = a_plan((PlanStatus.CLOSED, PlanStatus.OVERDUE), (), (PlanStatus.CLOSED,), (PlanStatus.ON_TRACK,))
    gone = replace(a_review("Child B", PAGE, until=date(2010, 1, 1)), plan=plan)
    page = written(replace(a_review("Child A", PAGE), plan=plan), gone)["recommendations.html"]
    assert "4 recommendations of all reviews" in words(page)
    for key, number in ("late", 1), ("none", 2), ("done", 3), ("going", 4):
        found = tree(page).xpath(f"//h2[@id='{key}']/following-sibling::ul[1]/li/text()[1]")
        assert found == [f"Recommendation {number} said."]
    assert "1 of 2 actions closed" in words(page)


def test_a_theme_has_a_page_with_what_each_review_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pages, "public_themes", lambda cases: dict.fromkeys(cases, (("Seeing the child", ("Nobody asked him.",)),))
    )
    files = written(a_review("Child A", PAGE))
    page = words(files["themes/seeing-the-child.html"])
    assert "Nobody asked him." in page
    assert "Child A" in page
    for name in "index.html", "search.html":
        assert tree(files[name]).xpath("//a[contains(@href, 'themes')]"), name


def test_many_reviews_have_a_page_for_each_year_and_a_few_have_none() -> None:
    few = written(a_review("Child A", PAGE))
    assert not [path for path in few if path.startswith("years/")]
    many = [a_review(f"Child {n}", PAGE) for n in range(pages.LONG + 2)]
    files = written(*many)
    assert len(tree(files["years/2010.html"]).xpath("//h2")) == len(many)
    assert len(tree(files["index.html"]).xpath("//h2/a")) == pages.LONG
    assert tree(files["index.html"]).xpath("//a[@href='years/2010.html']")
    a_to_z = tree(files["search.html"]).xpath("//a[starts-with(@href, 'reviews/')]/text()")
    assert a_to_z == [f"Child {n}" for n in range(len(many))]


def withdrawn_review() -> PublicReview:
    review = a_review("Child W", PAGE)
    gone = review.editions[0].published_at + timedelta(days=3)
    return replace(review, editions=(replace(review.editions[0], withdrawn_at=gone, html=b"", pdf=b""),))


def feeds(settings: Any, address: str) -> tuple[Any, Any, dict[str, bytes]]:
    settings.PUBLIC_ADDRESS = address
    files = written(a_review("Child A", PAGE), withdrawn_review())
    return fromstring(files["feed.xml"]), json.loads(files["feed.json"]), files


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_atom_feed_has_what_rfc_4287_asks(address: str, settings: Any) -> None:
    feed, _, files = feeds(settings, address)
    ns = f"{{{ATOM}}}"
    assert feed.tag == f"{ns}feed"
    for one in (feed, *feed.iter(f"{ns}entry")):
        for name in "id", "title", "updated":
            assert len(one.findall(f"{ns}{name}")) == 1, name
        assert one.find(f"{ns}id").text.startswith("urn:uuid:")
        assert datetime.fromisoformat(one.find(f"{ns}updated").text).tzinfo is not None
    assert feed.find(f"{ns}author/{ns}name").text == BOARD.name
    entries = feed.findall(f"{ns}entry")
    assert [one.find(f"{ns}title").text for one in entries] == [
        "Withdrawn: Child W: executive summary",
        "Child W: executive summary",
        "Child A: executive summary",
    ]
    assert len({one.find(f"{ns}id").text for one in entries}) == 3
    for link in feed.iter(f"{ns}link"):
        assert link.get("href").startswith(address)
        assert urljoin(f"{ADDRESS}/feed.xml", link.get("href")).removeprefix(f"{ADDRESS}/") in files


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_json_feed_has_what_version_1_1_asks(address: str, settings: Any) -> None:
    _, feed, files = feeds(settings, address)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert ("feed_url" in feed) is bool(address)
    for item in feed["items"]:
        assert item["id"].startswith("urn:uuid:")
        assert item["content_text"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert urljoin(f"{ADDRESS}/feed.json", item["url"]).removeprefix(f"{ADDRESS}/") in files


def test_the_names_of_news_stay_when_the_site_moves(settings: Any) -> None:
    first, second = feeds(settings, "")[1], feeds(settings, ADDRESS)[1]
    assert [one["id"] for one in first["items"]] == [one["id"] for one in second["items"]]


def test_data_for_search_engines_lies_beside_the_page_that_leads_to_it_and_says_what_it_says() -> None:
    review = a_review("Child </script><b>", PAGE)
    files = written(review)
    page = files[f"reviews/{review.public_id}/index.html"]
    (beside,) = tree(page).xpath("//link[@rel='alternate'][@type='application/ld+json']/@href")
    data = json.loads(files[f"reviews/{review.public_id}/{beside}"])
    assert (data["@type"], data["name"], data["inLanguage"]) == ("Report", review.name, "en-GB")
    assert data["datePublished"] == "2010-12-01"
    assert not tree(page).xpath("//b")


def test_a_review_that_search_engines_leave_out_says_so_everywhere_but_in_its_own_bytes(settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ADDRESS
    shown, hidden = a_review("Child A", PAGE), a_review("Child H", PAGE)
    hidden = replace(hidden, editions=(replace(hidden.editions[0], noindex=True),))
    files = written(shown, hidden)
    robots = files["robots.txt"].decode()
    assert "Disallow: /site/reviews/childh/executive-summary.html\n" in robots
    assert "Disallow: /site/reviews/childh/executive-summary.odt\n" in robots
    assert "childa" not in robots
    assert tree(files["reviews/childh/index.html"]).xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    assert not tree(files["reviews/childa/index.html"]).xpath("//meta[@name='robots']")
    assert files["reviews/childh/executive-summary.html"] == PAGE
    listed = [one.text for one in fromstring(files["sitemap.xml"]).iter(f"{{{SITEMAP}}}loc")]
    assert f"{ADDRESS}/reviews/childa/index.html" in listed
    assert not any("childh" in str(one) for one in listed)
    assert all(str(one).removeprefix(f"{ADDRESS}/") in files for one in listed)


def test_without_an_address_there_is_no_list_of_addresses() -> None:
    assert "sitemap.xml" not in written(a_review("Child A", PAGE))


def test_after_its_last_day_an_edition_is_gone_and_a_notice_stands_there() -> None:
    review = replace(a_review("Child A", PAGE, until=date(2012, 12, 1)), plan=a_plan(()))
    assert "reviews/childa/executive-summary.html" in written(review, on=date(2012, 12, 1))
    files = written(review, on=date(2012, 12, 2))
    assert [path for path in files if path.startswith("reviews/")] == ["reviews/childa/index.html"]
    assert "This paper was published until 1 December 2012" in words(files["reviews/childa/index.html"])
    assert "No longer published." in words(files["index.html"])
    assert b"Nobody asked" not in b"".join(files.values())
    assert "search/no.js" not in files
    assert json.loads(files["feed.json"])["items"][0]["title"].startswith("No longer here")


def test_the_board_lets_an_edition_stay_longer_and_it_comes_back(
    in_world: World, visitors: dict[str, Client], settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    edition, cast = Edition.objects.get(), in_world.cast
    assert edition.show_until is not None
    late = edition.show_until + timedelta(days=10)
    file = settings.PUBLIC_SITE / "reviews" / edition.public_id / "executive-summary.html"
    rebuild(on=late)
    assert not file.exists()
    with pytest.raises(WrongInput, match="Give a day after"):
        showing.prolong_edition(edition=edition, until=edition.show_until, by=cast.manager, at=moment(TODAY))
    with pytest.raises(WrongInput, match="still to come"):
        showing.prolong_edition(edition=edition, until=TODAY - timedelta(days=1), by=cast.manager, at=moment(TODAY))
    with pytest.raises(NotForYou):
        showing.prolong_edition(edition=edition, until=late, by=cast.author, at=moment(TODAY))
    path = reverse("desk:prolong", args=[edition.pk])
    given = {"until_day": late.day, "until_month": late.month, "until_year": late.year}
    assert visitors["chair"].post(path, given).status_code == 302
    assert Entry.objects.filter(action="publication.prolong_edition").exists()
    rebuild(on=late)
    assert file.exists()


def test_the_board_chooses_whether_search_engines_list_an_edition(
    in_world: World, visitors: dict[str, Client], settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    rebuild(on=TODAY)
    edition = Edition.objects.get()
    address = reverse("published", args=[f"reviews/{edition.public_id}/executive-summary.pdf"])
    assert Client().get(address).headers["X-Robots-Tag"] == "noarchive"
    path = reverse("desk:indexing", args=[edition.pk])
    assert visitors["manager"].post(path, {"choice": "leave_out"}).status_code == 302
    assert Client().get(address).headers["X-Robots-Tag"] == "noindex, noarchive"
    assert Client().get(reverse("published", args=[""])).headers["X-Robots-Tag"] == "noarchive"
    assert "asked to leave this edition out" in words(
        visitors["manager"].get(reverse("desk:edition", args=[edition.pk])).content
    )
    assert visitors["manager"].post(path, {"choice": "list"}).status_code == 302
    assert Client().get(address).headers["X-Robots-Tag"] == "noarchive"
    assert Entry.objects.filter(action="publication.choose_indexing").count() == 2


def test_what_is_withdrawn_is_neither_prolonged_nor_chosen_for(in_world: World) -> None:
    edition, cast = Edition.objects.get(), in_world.cast
    publishing.withdraw_edition(edition=edition, reason="A mistake.", by=cast.manager, at=moment(TODAY))
    with pytest.raises(NotNow):
        showing.prolong_edition(edition=edition, until=date(2030, 1, 1), by=cast.manager, at=moment(TODAY))
    with pytest.raises(NotNow):
        showing.choose_indexing(edition=edition, noindex=True, by=cast.manager, at=moment(TODAY))
