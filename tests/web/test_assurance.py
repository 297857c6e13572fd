"""The assurance record and the timeline on the desk: what stands on the pages, and what goes out of them."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from safelight.records.audit.models import Entry
from tests.web.reading import links, tree, words
from tests.web.world import FAMILY_NAME, World


def page_of(world: World, client: Client, name: str) -> bytes:
    response = client.get(reverse(f"desk:{name}", args=[world.published["case_id"]]))
    assert response.status_code == 200
    return response.content


def test_the_record_is_a_page_with_its_counts_its_rules_and_the_two_files(
    in_world: World, visitors: dict[str, Client]
) -> None:
    page = page_of(in_world, visitors["auditor"], "assurance")
    said = words(page)
    assert "At a glance" in said
    assert "Who decides whether a review is held?" in said
    assert "Where no rule governs" in said
    case = in_world.published["case_id"]
    assert {reverse(f"desk:assurance_{form}", args=[case]) for form in ("pdf", "html")} <= set(links(page))


def test_each_file_goes_out_whole_named_for_nobody_and_is_recorded(
    in_world: World, visitors: dict[str, Client]
) -> None:
    for form, begins in (("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>")):
        before = Entry.objects.count()
        response = visitors["auditor"].get(reverse(f"desk:assurance_{form}", args=[in_world.published["case_id"]]))
        assert response.content.startswith(begins)
        assert response.headers["Content-Disposition"] == f'attachment; filename="assurance-record.{form}"'
        assert (Entry.objects.count(), Entry.objects.latest("number").action) == (before + 1, "assurance.make_record")


def test_looking_at_the_page_alone_makes_no_record(in_world: World, visitors: dict[str, Client]) -> None:
    before = Entry.objects.count()
    page_of(in_world, visitors["manager"], "assurance")
    page_of(in_world, visitors["manager"], "timeline")
    assert Entry.objects.count() == before


def test_the_timelines_picture_has_a_name_needs_no_script_and_says_what_the_tables_say(
    in_world: World, visitors: dict[str, Client]
) -> None:
    whole = tree(page_of(in_world, visitors["author"], "timeline"))
    (picture,) = whole.xpath("//*[name()='svg'][@role='img']")
    named = [whole.get_element_by_id(key).text_content() for key in picture.get("aria-labelledby").split()]
    assert "Timeline of the review" in named[0]
    assert "tables on this page say the same" in named[1]
    assert not picture.xpath(".//*[name()='script']|.//@style|.//@onload")
    tables = " ".join(" ".join(table.text_content().split()) for table in whole.xpath("//table"))
    labels = [text.text_content() for text in picture.xpath(".//*[name()='text']")]
    assert "Today" in labels
    assert "Inquest: Northmere Coroner" in labels
    assert "Inquest: Northmere Coroner: ended" in tables
    assert "Published: the executive summary" in tables


def test_neither_page_names_anybody_of_the_family(in_world: World, visitors: dict[str, Client]) -> None:
    for name in ("assurance", "timeline"):
        assert FAMILY_NAME not in words(page_of(in_world, visitors["manager"], name))


def test_the_review_leads_to_both_pages_for_those_who_may_see_them(
    in_world: World, visitors: dict[str, Client]
) -> None:
    case = in_world.published["case_id"]
    record, line = (reverse(f"desk:{name}", args=[case]) for name in ("assurance", "timeline"))
    seen = {role: set(links(page_of(in_world, visitors[role], "review"))) for role in ("auditor", "author", "police")}
    assert {record, line} <= seen["auditor"]
    assert line in seen["author"]
    assert record not in seen["author"]
    assert not {record, line} & seen["police"]
