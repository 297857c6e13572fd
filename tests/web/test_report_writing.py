"""The pages on which the two reports are written: with a script and without."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safelight.core.vocabulary import PaperKind
from safelight.records.plans import actions as plans
from safelight.records.writing.actions import sections
from safelight.records.writing.models import WrittenReport
from tests.factories import SCOPED, Cast, a_cast, a_scoped_case
from tests.records.writing.written import AT, a_written_report, first, headings, text_of, typed

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.PRETEND_TODAY = SCOPED.isoformat()
    return a_cast()


@pytest.fixture
def client(cast: Cast) -> Client:
    made = Client()
    made.force_login(cast.author)
    return made


@pytest.fixture
def report(cast: Cast) -> WrittenReport:
    return a_written_report(cast)


def page_of(client: Client, report: WrittenReport) -> str:
    return client.get(reverse("desk:written_report", args=[report.case_id, report.kind])).content.decode()


def test_it_is_begun_with_one_button(client: Client, cast: Cast) -> None:
    case = a_scoped_case(cast)
    where = reverse("desk:written_report", args=[case.pk, "executive_summary"])
    assert "Nobody has begun" in client.get(where).content.decode()
    client.post(reverse("desk:begin_report", args=[case.pk, "executive_summary"]))
    assert "Family involvement" in client.get(where).content.decode()
    assert client.get(reverse("desk:written_report", args=[case.pk, "imr"])).status_code == 404
    assert client.post(reverse("desk:begin_report", args=[case.pk, "nothing"])).status_code == 404
    review = client.get(reverse("desk:review", args=[case.pk])).content.decode()
    assert where in review


def test_without_a_script_each_section_has_its_button(client: Client, cast: Cast, report: WrittenReport) -> None:
    section = first(report)
    save = reverse("desk:save_section", args=[section.pk])
    sent = client.post(save, {"text": "She came.", "base": "1"})
    assert sent.headers["Location"].endswith(f"#part-{section.pk}")
    typed(section, cast.manager, "She came.\n\nHe came.\n", base=2)
    again = client.post(save, {"text": "She came early.", "base": "2"})
    assert "both texts are together now" in client.get(again.headers["Location"]).content.decode()
    assert "early" in text_of(section)
    assert "He came." in text_of(section)


def test_the_pages_script_is_told_what_stands_now(client: Client, report: WrittenReport) -> None:
    key = str(first(report).pk)
    save = reverse("desk:save_section", args=[key])
    assert client.post(save, {"text": "She came.", "base": "1"}, **SCRIPT).json() == {
        "key": key, "own": 2, "version": 2, "values": {"text": "She came."}, "to_choose": 0, "kept_aside": "",
        "marks": {"astray": {}, "offered": []},
    }  # fmt: skip
    now = client.get(reverse("desk:report_now", args=[report.case_id, "overview"])).json()
    assert now["parts"][0]["values"] == {"text": "She came."}
    assert len(now["parts"]) == 5
    assert client.post(save, {"text": "x", "base": "no"}, **SCRIPT).status_code == 422


def test_an_open_page_is_told_only_what_it_has_not_seen(client: Client, cast: Cast, report: WrittenReport) -> None:
    one, other = report.sections.order_by("place")[:2]
    (since,) = re.findall(r'data-since="(\d+)"', page_of(client, report))

    def told(page: str = "mine") -> Any:
        answer = client.get(
            reverse("desk:report_now", args=[report.case_id, "overview"]), {"since": since, "page": page}
        )
        return answer.json() if answer.status_code == 200 else answer.status_code

    assert told() == 204
    typed(one, cast.author, "Mine.", base=1, page="mine")
    assert told() == 204, "what this page sent itself it has"
    assert [part["key"] for part in told("another tab")["parts"]] == [str(one.pk)]
    manager = Client()
    manager.force_login(cast.manager)
    manager.post(reverse("desk:save_section", args=[other.pk]), {"text": "See {paragraph: lost}.", "base": "1"})
    news = told()
    assert [(part["key"], part["values"]["text"]) for part in news["parts"]] == [
        (str(other.pk), "See {paragraph: lost}.")
    ]
    assert list(news["marks"]["astray"]) == [str(other.pk)]
    assert news["others"] == [{"name": cast.manager.name, "where": "The facts"}]
    since = news["since"]
    later = told()
    assert (later["parts"], later["marks"], later["others"]) == ([], None, news["others"])
    sections.remove_section(section=one.pk, by=cast.manager, at=AT)
    assert told()["parts"] == []


def test_what_is_wrong_with_a_mark_is_said_while_writing(client: Client, report: WrittenReport) -> None:
    one, other = report.sections.order_by("place")[:2]
    typed(other, report.begun_by, "{#visit} She came.", base=1)
    save = reverse("desk:save_section", args=[one.pk])
    told = client.post(save, {"text": "See {paragraph: visit} and {paragraph: call}.", "base": "1"}, **SCRIPT).json()
    says = "{paragraph: call} leads nowhere: no paragraph begins with {#call}."
    assert told["marks"] == {
        "astray": {str(one.pk): [says]},
        "offered": [
            {"title": "Paragraphs with a name", "lines": [{"words": "She came.", "marks": ["{paragraph: visit}"]}]}
        ],
    }
    assert says in html.unescape(page_of(client, report))
    gone = client.post(reverse("desk:save_section", args=[other.pk]), {"text": "She came.", "base": "2"}, **SCRIPT)
    assert len(gone.json()["marks"]["astray"][str(one.pk)]) == 2


def test_without_a_script_the_marks_are_there_to_be_typed(client: Client, cast: Cast, report: WrittenReport) -> None:
    assert "nothing to put in yet" in page_of(client, report)
    plans.record_finding(case=report.case_id, number=2, text=f"Nobody {'asked ' * 30}why.", by=cast.author, at=AT)
    typed(first(report), cast.author, "{#visit} She came.", base=1)
    page = page_of(client, report)
    for mark in ("{findings}", "{finding 2}", "{finding 2 in full}", "{paragraph: visit}"):
        assert f"<code data-mark>{mark}</code>" in page
    assert "2. Nobody asked" in page
    assert "asked why" not in page
    member = Client()
    member.force_login(cast.panel_member)
    assert "data-mark" not in page_of(member, report)


def test_sections_are_arranged_compared_and_restored(client: Client, report: WrittenReport) -> None:
    section = first(report)
    arrange = reverse("desk:arrange_section", args=[section.pk])
    client.post(arrange, {"do": "rename", "heading": "How it began"})
    client.post(arrange, {"do": "down"})
    assert headings(report)[1] == "How it began"
    client.post(reverse("desk:add_section", args=[report.pk]), {"heading": "Good practice"})
    assert headings(report)[-1] == "Good practice"
    assert client.post(arrange, {"do": "rename", "heading": ""}).status_code == 422
    removed = client.post(arrange, {"do": "remove"})
    past = client.get(removed.headers["Location"]).content.decode()
    assert "This section is removed" in past
    client.post(reverse("desk:restore_section", args=[section.pk]), {"number": "1"})
    assert headings(report)[1].startswith("Introduction")


def test_the_panel_reads_and_is_offered_nothing_to_change(cast: Cast, report: WrittenReport) -> None:
    typed(first(report), cast.author, "She came.", base=1)
    member = Client()
    member.force_login(cast.panel_member)
    page = page_of(member, report)
    assert "She came." in page
    assert "readonly" in page
    for offered in ("Rename", "Add it at the end", "data-save"):
        assert offered not in page


def test_what_changed_is_told_by_more_than_colour(client: Client, cast: Cast, report: WrittenReport) -> None:
    section = first(report)
    typed(section, cast.author, "On Monday.", base=1)
    typed(section, cast.author, "On Friday.", base=2)
    page = client.get(reverse("desk:section_history", args=[section.pk])).content.decode()
    assert "Taken out: </span> Monday.</del>" in page
    assert "Put in: </span> Friday.</ins>" in page


def test_comments_are_made_answered_and_resolved_on_the_page(cast: Cast, client: Client, report: WrittenReport) -> None:
    section = first(report)
    typed(section, cast.author, "On Monday.", base=1)
    comment = reverse("desk:comment_section", args=[section.pk])
    member = Client()
    member.force_login(cast.panel_member)
    member.post(comment, {"quote": "Monday", "words": "Which?"})
    assert member.post(comment, {"words": ""}).status_code == 422
    made = section.comments.get()
    client.post(reverse("desk:answer_comment", args=[made.pk]), {"words": "The first one."})
    typed(section, cast.author, "On Friday.", base=2)
    page = page_of(client, report)
    assert all(words in page for words in ("1 open comment", "Which?", "The first one.", "no longer stand"))
    client.post(reverse("desk:resolve_comment", args=[made.pk]))
    assert "<strong>Resolved</strong> by" in page_of(member, report)


def test_the_preview_says_what_is_to_be_put_right_and_then_makes_the_draft(
    client: Client, cast: Cast, report: WrittenReport
) -> None:
    section = first(report)
    preview = reverse("desk:preview_report", args=[report.case_id, "overview"])
    typed(section, cast.author, "See {finding 7}.\n\n- One\n- Two\n\n| A | B |\n| --- | --- |\n| c | d |\n", base=1)
    page = client.get(preview).content.decode()
    assert "there is no finding 7" in page
    assert "<li>One</li>" in page
    assert "Make the draft" not in page
    draft = reverse("desk:draft_report", args=[report.case_id, "overview"])
    assert client.post(draft).status_code == 409
    typed(section, cast.author, "She came.", base=2)
    assert "Make the draft" in client.get(preview).content.decode()
    made = client.post(draft)
    assert "She came." in client.get(made.headers["Location"]).content.decode()


def test_the_preview_of_a_summary_says_what_a_reader_must_be_told_and_is_not(client: Client, cast: Cast) -> None:
    report = a_written_report(cast, PaperKind.EXECUTIVE_SUMMARY)
    preview = reverse("desk:preview_report", args=[report.case_id, "executive_summary"])
    assert "0 of 12 things are told" in client.get(preview).content.decode()
    keys = dict(zip(headings(report), report.sections.order_by("place"), strict=True))
    typed(keys["Key issues and themes"], cast.author, "Nobody asked what the other agencies had seen.", base=1)
    page = client.get(preview).content.decode()
    assert "1 of 12 things are told" in page
    assert "the name of the chair of the review panel" in page.partition("Still to write")[2]
    sections.begin_report(case=report.case_id, kind=PaperKind.OVERVIEW, by=cast.author, at=AT)
    overview = reverse("desk:preview_report", args=[report.case_id, "overview"])
    assert "things are told" not in client.get(overview).content.decode()


def test_the_preview_shows_numbers_and_what_the_gate_will_refuse(
    client: Client, cast: Cast, report: WrittenReport
) -> None:
    plans.record_finding(case=report.case_id, number=1, text="Nobody asked.", by=cast.author, at=AT)
    asks = {"number": 3, "text": "Ask.", "source": "overview", "findings": [1]}
    plans.record_recommendation(case=report.case_id, **asks, by=cast.author, at=AT)
    text = "{#visit} She came.\n\nSee {paragraph: visit}.\n\n{recommendation 3 in full}"
    typed(first(report), cast.author, text, base=1)
    preview = reverse("desk:preview_report", args=[report.case_id, "overview"])
    page = client.get(preview).content.decode()
    for shown in ("1.1 She came.", "1.2 See paragraph 1.1.", "1.3 Recommendation 3: Ask.", "Recommendation 3 answers"):
        assert shown in page
    made = client.post(reverse("desk:draft_report", args=[report.case_id, "overview"]))
    draft = client.get(made.headers["Location"]).content.decode()
    assert "{#…} gives a paragraph its name" in draft
    assert "{#visit} She came." in draft


def test_any_two_versions_of_a_section_are_held_side_by_side(client: Client, cast: Cast, report: WrittenReport) -> None:
    section = first(report)
    for version, text in enumerate(("On Monday.", "On Friday.", "On Sunday."), start=1):
        typed(section, cast.author, text, base=version)
    past = reverse("desk:section_history", args=[section.pk])
    page = client.get(past, {"against": "2", "shown": "4"}).content.decode()
    assert "Taken out: </span> Monday.</del>" in page
    assert "Put in: </span> Sunday.</ins>" in page
    assert '<option value="2" selected>' in page.partition('name="shown"')[0]
    assert '<option value="4" selected>' in page.partition('name="shown"')[2]
    assert "Put in: </span>On Friday." in client.get(past, {"against": "0", "shown": "3"}).content.decode()
    assert client.get(past, {"against": "9", "shown": "3"}).status_code == 404


WORD = "# 1. Introduction\n\nShe was six.\n\n# Good practice\n\nA nurse came back.\n\n# Appendix\n\nA map.\n"


def test_a_report_from_word_is_brought_in_confirmed_on_one_page_and_what_is_left_is_placed(
    client: Client, report: WrittenReport
) -> None:
    bring_in = reverse("desk:bring_in_report", args=[report.pk])
    assert bring_in in page_of(client, report)
    assert client.post(bring_in, {"file": SimpleUploadedFile("r.pdf", b"%PDF")}).status_code == 422
    sent = client.post(bring_in, {"file": SimpleUploadedFile("r.md", WORD.encode())})
    where = sent.headers["Location"]
    page = client.get(where).content.decode()
    assert "Where something is written already" not in page
    assert page.count(" selected>A new section with this heading") == 2
    assert client.post(where, {"piece-0": "left"}).status_code == 422
    section = first(report)
    chosen = {"piece-0": str(section.pk), "piece-1": "new", "piece-2": "left"}
    assert client.post(where, chosen).status_code == 302
    assert text_of(section) == "She was six."
    assert headings(report)[:2] == ["Introduction", "Good practice"]
    assert "laid out" in client.get(where).content.decode()
    assert "1 piece of a file is left over" in page_of(client, report)
    left = reverse("desk:leftovers", args=[report.pk])
    shown = client.get(left).content.decode()
    assert "A map." in shown
    place = re.search(r"/desk/left-over/[^/]+/place/", shown)
    assert place
    assert client.post(place[0], {"where": ""}).status_code == 422
    client.post(place[0], {"where": "away"})
    assert "Put away" in client.get(left).content.decode()
    client.post(place[0], {"where": str(section.pk)})
    assert text_of(section) == "She was six.\n\n### Appendix\n\nA map."
    assert "Nothing waits" in client.get(left).content.decode()


def test_with_words_in_a_section_the_page_asks_what_becomes_of_them(
    client: Client, cast: Cast, report: WrittenReport
) -> None:
    typed(first(report), cast.author, "She was five.", base=1)
    bring_in = reverse("desk:bring_in_report", args=[report.pk])
    where = client.post(bring_in, {"file": SimpleUploadedFile("r.md", WORD.encode())}).headers["Location"]
    assert "Where something is written already" in client.get(where).content.decode()
    chosen = {"piece-0": str(first(report).pk), "piece-1": "above", "piece-2": "left", "after": "after"}
    client.post(where, chosen)
    assert text_of(first(report)).startswith("She was five.\n\nShe was six.\n\n### Good practice")
