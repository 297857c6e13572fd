"""What could be put together, on its page: the papers that are out, what they tell with this draft, and who decides."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from safelight.core.vocabulary import PaperKind
from safelight.records.committee import actions as committee
from safelight.records.publication.actions import drafting
from safelight.records.publication.models import Draft
from tests.factories import moment
from tests.tagger import stand_in
from tests.upper_factories import the_form
from tests.web.reading import links, tree, words
from tests.web.world import BRIEFING, MET, World

REASON = "The court told it, and the family agrees."


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)


@pytest.fixture
def draft(in_world: World) -> Draft:
    """A briefing that says how old the child was; a committee's report, which anybody can read, does not."""
    committee.write_report(
        case=in_world.published["case_id"],
        meetings=[in_world.published["meeting_id"]],
        subject="Learning further",
        fields=the_form(background="The child was a young child."),
        objectives=[("Children and young people", "positive")],
        background_papers=[],
        by=in_world.cast.manager,
        at=moment(MET, 10),
    )
    return drafting.save_draft(
        case=in_world.published["case_id"],
        kind=PaperKind.LEARNING_BRIEF,
        text=BRIEFING.replace("A young child died", "The child, aged three, died"),
        by=in_world.cast.author,
        at=moment(MET, 18),
    )


def decide_links(page: bytes, draft: Draft) -> list[str]:
    start = reverse("desk:put_together", args=[draft.pk])
    return [link for link in links(page) if link.startswith(start) and link != start]


def test_the_page_shows_which_papers_are_out_and_what_they_tell_together(
    draft: Draft, visitors: dict[str, Client]
) -> None:
    page = visitors["author"].get(reverse("desk:put_together", args=[draft.pk])).content
    (heading,) = tree(page).xpath("//h2[@id='across']")
    papers = [" ".join(item.text_content().split()) for item in heading.xpath("following::ul[1]/li")]
    assert "the public action plan and its learning" in papers
    assert any(paper.startswith("the executive summary published on") for paper in papers)
    assert any(paper.startswith("the committee report") for paper in papers)
    (row,) = heading.xpath("following::table[1]/tbody/tr[contains(., 'Blocks')]")
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert cells[0] == "Told more exactly here"
    assert cells[1].startswith("“aged three” the words of the draft, block 3")
    assert "“a young child” the committee report “Learning further”, public from" in cells[2]
    assert "1 thing would be told by this draft together with papers that are out" in words(page)
    assert decide_links(page, draft) == []


def test_a_second_person_decides_on_the_page(draft: Draft, visitors: dict[str, Client]) -> None:
    chair, address = visitors["chair"], reverse("desk:put_together", args=[draft.pk])
    (decide,) = decide_links(chair.get(address).content, draft)
    assert "“aged three”" in words(chair.get(decide).content)
    assert chair.post(decide, {"reason": " "}).status_code == 422
    sent = chair.post(decide, {"reason": REASON})
    assert sent.headers["Location"] == f"{address}#across"
    page = chair.get(address).content
    assert REASON in words(page)
    assert "Refused" not in words(page)
    assert chair.get(decide).status_code == 404
