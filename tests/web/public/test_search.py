"""Search in the frozen site: the same words on both sides, nothing in the index that is not published, and it works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Page

from safelight.core.vocabulary import PaperKind
from safelight.records.plans.models import Recommendation
from safelight.records.publication.looked_before import Looked
from safelight.records.publication.queries import PublishedEdition
from safelight.records.publication.site import SiteLeaks, check_site, is_looked_at
from safelight.web import settings as installation
from safelight.web.public.build import rebuild
from safelight.web.public.passages import passages_of
from safelight.web.public.reviews import PublicReview, papers_of
from safelight.web.public.search import Paper, folded_words, index_files, shard_of, words_file
from tests.journeys.conftest import AXE, RULES
from tests.web.reading import tree
from tests.web.world import FAMILY_NAME, TODAY, World

PAGE = b"""<body><p>Not this.</p><main><section><h2 id="s1"><span>1</span> What we found</h2>
<p class="para" id="p1"><span>1.1</span> <span>Nobody asked &lt;the&gt; child&rsquo;s<br>aunt.</span></p>
<ul><li>An item</li></ul><table><caption id="table-1">Table 1</caption><tr><td>Seen</td></tr></table>
</section></main><footer><p>Nor this.</p></footer></body>"""


def values(script: bytes) -> list[Any]:
    text = script.decode()
    return list(json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]"))


def unpacked(packed: str) -> list[tuple[int, str]]:
    found, step, at = [], "", 0
    for letter in packed:
        if letter.isupper():
            at, step = at + int(step, 36), found.append((at + int(step, 36), letter)) or ""
        else:
            step += letter
    return found


def a_review(name: str, page: bytes, *, until: Any = None) -> PublicReview:
    edition = PublishedEdition(
        public_id=name.replace(" ", "").lower(),
        case_id=uuid4(),
        public_name=name,
        kind=PaperKind.EXECUTIVE_SUMMARY,
        title=name,
        published_at=datetime(2010, 12, 1, tzinfo=UTC),
        withdrawn_at=None,
        html=page,
        pdf=b"",
        show_until=until,
    )
    return PublicReview(public_id=edition.public_id, name=name, editions=(edition,), plan=None)


def test_passages_are_the_main_part_with_the_anchor_that_leads_there() -> None:
    assert [(one.anchor, one.section, one.text) for one in passages_of(PAGE)] == [
        ("s1", "1 What we found", "1 What we found"),
        ("p1", "1 What we found", "1.1 Nobody asked <the> child’s aunt."),
        ("p1", "1 What we found", "An item"),
        ("table-1", "1 What we found", "Table 1"),
        ("table-1", "1 What we found", "Seen"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The child’s Aunt", ["the", "childs", "aunt"]),
        ("Tŷ Gwyn, café", ["ty", "gwyn", "cafe"]),
        ("non-accidental 24_7", ["non", "accidental", "24", "7"]),
        ("ﬁnding", ["finding"]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


@pytest.mark.parametrize(("word", "shard"), [("child", "ch"), ("24", "24"), ("жизнь", "other")])
def test_a_word_lies_in_the_file_of_its_first_letters(word: str, shard: str) -> None:
    assert shard_of(word) == shard


def test_the_index_says_which_papers_a_word_stands_in_and_a_title_counts_most() -> None:
    papers = [*papers_of(a_review("Child A", PAGE)), *papers_of(a_review("Visits", PAGE))] * 20
    files = dict(index_files([*map(words_file, papers)]))
    words = values(files["search/ch.js"])[2]
    assert [number for number, _ in unpacked(words["childs"])] == list(range(40))
    assert [number for number, _ in unpacked(words["child"])] == list(range(0, 40, 2))
    assert unpacked(words["child"])[0][1] > unpacked(words["childs"])[0][1]
    shards, rows = values(files["search/papers.js"])[1:]
    assert {f"search/{name}.js" for name in shards} | {"search/papers.js"} == set(files)
    assert rows[0][:3] == ["Child A", "Executive summary", "reviews/childa/executive-summary.html"]


def test_every_word_of_the_index_stands_in_a_file_that_is_looked_at() -> None:
    papers = list(papers_of(a_review("Child A", PAGE)))
    looked_at = [value for one in map(words_file, papers) for row in values(one.data)[2] for value in row]
    known = {word for text in (*looked_at, "Child A Executive summary") for word in folded_words(text)}
    for path, data in index_files([*map(words_file, papers)]):
        if path != "search/papers.js":
            assert set(values(data)[2]) <= known
    assert all(is_looked_at(one.words_path) for one in papers)


def test_what_is_published_cannot_end_the_script_that_holds_it() -> None:
    paper = Paper(title="</script>", kind="x", path="a.html", passages=passages_of(PAGE))
    assert b"<" not in words_file(paper).data
    assert all(b"<" not in data for _, data in index_files([words_file(paper)]))


@pytest.fixture
def site(in_world: World, settings: Any, tmp_path: Path) -> Path:
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    return rebuild(on=TODAY)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("x.words.js", 'safelightFound("words","x",[["p1","","Speak to Corinna \\u0051uennell"]]);'),
        ("x.json", '{"items": [{"title": "Corinna \\u0051uennell"}]}'),
        ("x.xml", "<feed><title>Corinna &#81;uennell</title></feed>"),
        ("x.xml", '<feed><link title="Corinna &#81;uennell"/></feed>'),
        ("x.txt", "Disallow: /Corinna Quennell"),
    ],
)
def test_a_name_is_found_however_a_file_writes_its_letters(
    path: str, data: str, in_world: World, tmp_path: Path
) -> None:
    case: UUID = in_world.published["case_id"]
    first = f"\\u{ord(FAMILY_NAME[0]):04x}"
    said = data.replace("\\u0051uennell", first + FAMILY_NAME[1:]).replace(
        "&#81;uennell", f"&#{ord(FAMILY_NAME[0])};{FAMILY_NAME[1:]}"
    )
    said = said.replace("Quennell", FAMILY_NAME)
    assert is_looked_at(path)
    for file in (tmp_path / "site" / path, tmp_path / "site" / "reviews" / "n" / path):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said)
        looked = Looked(tmp_path / "looked-at.json", cases=[case])
        with pytest.raises(SiteLeaks) as refused:
            check_site(tmp_path / "site", cases={"n": case}, looked=looked, built="1 March 2011")
        assert path in str(refused.value)
        file.unlink()


def test_a_recommendation_that_names_somebody_stops_the_site_before_it_is_in_the_index(site: Path) -> None:
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    Recommendation.objects.update(text=f"Speak to Corinna {FAMILY_NAME} first.")
    with pytest.raises(SiteLeaks):
        rebuild(on=TODAY)
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


def test_only_the_page_of_search_runs_a_script_and_only_the_sites_own(site: Path) -> None:
    page = tree((site / "search.html").read_bytes())
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "default-src 'none'" in policy
    assert "script-src 'self' file:;" in policy
    assert "unsafe" not in policy
    assert page.xpath("//script/@src") == ["search.js"]
    assert not page.xpath("string(//script)")
    assert len(page.xpath("//form[@hidden]")) == 1
    assert not page.xpath("//button[not(ancestor::*[@hidden])]"), "without a script no button stands there in vain"
    assert page.xpath("//a[starts-with(@href, 'reviews/')]")


@pytest.fixture
def styled_site(in_world: World, settings: Any, tmp_path: Path) -> Path:
    """With the real style sheet, for what axe measures on the screen."""
    settings.PUBLIC_SITE, settings.NODE_MODULES = tmp_path / "web" / "public", installation.NODE_MODULES
    return rebuild(on=TODAY)


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="en-GB", viewport={"width": 380, "height": 800})
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def test_search_works_from_a_disk_and_leads_to_the_paragraph(site: Path, reader: Page) -> None:
    reader.goto(f"{(site / 'search.html').as_uri()}")
    box = reader.get_by_label("Search the reviews and their recommendations")
    box.fill("missed appoint")
    box.press("Enter")
    reader.wait_for_function("document.getElementById('search-status').textContent.includes('paper')")
    assert "all of these words" in reader.locator("#search-status").inner_text()
    reader.locator("#search-results mark").first.wait_for()
    assert reader.locator("#search-results mark").first.inner_text().lower() in {"missed", "appointment"}
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.get_by_role("link", name="Go to this place").first.click()
    reader.wait_for_load_state()
    anchor = reader.url.partition("#")[2]
    assert "missed" in reader.locator(f"section:has([id='{anchor}'])").inner_text().lower()


def test_search_says_when_nothing_is_found_and_axe_is_content(
    styled_site: Path, live_server: Any, chromium: Browser
) -> None:
    context = chromium.new_context(bypass_csp=True, locale="en-GB")
    page = context.new_page()
    page.goto(f"{live_server.url}/published/search.html#q=child")
    page.wait_for_function("document.getElementById('search-status').textContent.includes('this word')")
    page.locator("#search-results mark").first.wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    found: Any = page.evaluate(
        "async rules => (await axe.run({runOnly: rules})).violations.map(v => [v.id, v.nodes.map(n => n.html)])", RULES
    )
    assert found == []
    page.get_by_label("Search the reviews and their recommendations").fill("zzxq")
    page.wait_for_function("document.getElementById('search-status').textContent.includes('Nothing')")
    assert page.locator("#search-results li").count() == 0
    context.close()
