"""What a page says by the way: lists, counts, search, names of files, links, errors, headers and log lines."""

from __future__ import annotations

import io
import json
import logging
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse

from safelight.records.audit.models import Entry
from safelight.records.cases.models import Paper, Seat
from safelight.web.privacy import BareFormatter
from tests.web.access_table import ASKED, DESK, INSIDE, MEMBERS, SIGN_IN, STRANGER, Kind
from tests.web.reading import buttons, links, tree, words
from tests.web.test_access import address
from tests.web.world import FAMILY_NAME, World

SHOWS_NAMES = {
    "desk:register",
    "desk:family_tree_names",
    "desk:draft#untidy",
    "desk:compare_drafts",
    "desk:pseudonyms",
}
"""The only pages with real names on them."""
OPENED = [name for name, row in DESK.items() if row.kind is not Kind.BUTTON]
FILES = {
    "desk:edition_file#html",
    "desk:edition_file#pdf",
    "desk:edition_file#odt",
    "desk:package",
    "desk:copy",
    "desk:report_file",
    "desk:assurance_html",
    "desk:assurance_pdf",
    "desk:family_tree_svg",
    "desk:family_tree_names_svg",
} | {name for name in DESK if name.partition("#")[0] == "desk:paper"}
PAGES = [name for name in OPENED if name not in FILES and DESK[name].published]
"""Every address that answers with a page of the desk."""


@pytest.mark.parametrize("name", PAGES)
def test_nobody_reads_a_real_name_but_on_the_pages_that_are_there_for_it(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    shown = {
        role
        for role, client in visitors.items()
        if re.search(rf"{FAMILY_NAME}|Tobias|Toby", client.get(address(name, in_world.published)).content.decode())
    }
    assert shown == (DESK[name].published if name in SHOWS_NAMES else set())


@pytest.mark.parametrize("name", PAGES)
def test_every_page_comes_with_the_headers_that_keep_it_private(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    role = sorted(DESK[name].published)[0]
    response = visitors[role].get(address(name, in_world.published))
    policy = response.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    is_page = response.headers["Content-Type"].startswith("text/html")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert response.headers["Cache-Control"] == "no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    if not is_page:
        return
    assert nonce
    page = tree(response.content)
    assert [script.get("nonce") or script.get("src") for script in page.iter("script")] == [
        nonce[1],
        "/static/safelight.js",
    ]
    assert not page.xpath("//style|//*[@style]|//*[@*[starts-with(name(), 'on')]]")


@pytest.mark.parametrize("name", sorted(set(SIGN_IN) - {"front", "published", "calendar_feed"}))
def test_the_pages_of_signing_in_are_as_private_as_the_desk(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    for role in (STRANGER, "manager"):
        response = visitors[role].get(reverse(name))
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["X-Frame-Options"] == "DENY"
        if response.content:
            assert not tree(response.content).xpath("//style|//*[@style]|//*[@*[starts-with(name(), 'on')]]")
            assert not re.search(r"@northmere|%40", response.content.decode())


@pytest.mark.parametrize("name", sorted(FILES - {"desk:edition_file#docx"}))
def test_every_file_comes_under_a_name_of_ours_and_is_kept_out_of_caches(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    role = sorted(DESK[name].published)[0]
    response = visitors[role].get(address(name, in_world.published))
    assert response.status_code == 200
    assert re.fullmatch(
        r'(attachment|inline); filename="[a-z0-9-]+\.(pdf|odt|html|txt|xlsx|svg|zip)"', response["Content-Disposition"]
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "script-src 'unsafe" not in response.headers["Content-Security-Policy"]


def test_a_file_that_came_with_a_name_in_its_name_goes_out_without_it(
    in_world: World, visitors: dict[str, Client]
) -> None:
    upload = SimpleUploadedFile("Tobias Wren-Halloran, referral.txt", b"What happened.")
    filed = visitors["manager"].post(
        reverse("desk:file_paper", args=[in_world.published["case_id"]]), {"kind": "referral", "file": upload}
    )
    assert filed.status_code == 302
    paper = Paper.objects.get(kind="referral")
    listed = visitors["manager"].get(reverse("desk:papers", args=[in_world.published["case_id"]]))
    opened = visitors["manager"].get(reverse("desk:paper", args=[paper.pk]))
    assert opened.content == b"What happened."
    assert opened["Content-Disposition"] == 'attachment; filename="referral-v1.txt"'
    assert "Tobias" not in listed.content.decode()


@pytest.mark.parametrize(
    ("role", "cases"),
    [
        ("manager", {"SCR-2010-02", "SCR-2010-07"}),
        ("auditor", {"SCR-2010-02", "SCR-2010-07"}),
        ("panel_member", {"SCR-2010-02"}),
        ("police", {"SCR-2010-02"}),
        ("unseated", set()),
        ("elsewhere", set()),
    ],
)
def test_the_list_of_reviews_holds_only_the_readers_own(
    role: str, cases: set[str], in_world: World, visitors: dict[str, Client]
) -> None:
    home = words(visitors[role].get(reverse("desk:home")).content)
    assert set(re.findall(r"SCR-\d{4}-\d\d", home)) == cases


def test_a_seat_that_has_ended_opens_nothing(in_world: World, visitors: dict[str, Client]) -> None:
    path = reverse("desk:review", args=[in_world.published["case_id"]])
    assert visitors["panel_member"].get(path).status_code == 200
    Seat.objects.filter(user=in_world.roles["panel_member"]).update(until="2010-12-05")
    assert visitors["panel_member"].get(path).status_code == 404
    assert "SCR" not in words(visitors["panel_member"].get(reverse("desk:home")).content)


def test_an_account_that_is_closed_is_signed_out_at_once(in_world: World, visitors: dict[str, Client]) -> None:
    in_world.roles["author"].__class__.objects.filter(pk=in_world.roles["author"].pk).update(is_active=False)
    answer = visitors["author"].get(reverse("desk:review", args=[in_world.published["case_id"]]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "query", ["", "?words=clinic", "?agency={health}", "?flagged=yes&page=2", "?since=2008&until=2009"]
)
def test_the_chronology_shows_an_agency_its_own_rows_alone_however_it_is_asked(
    query: str, in_world: World, visitors: dict[str, Client]
) -> None:
    path = reverse("desk:chronology_rows", args=[in_world.published["case_id"]])
    page = words(visitors["police"].get(path + query.format(health=in_world.cast.health.pk)).content)
    assert in_world.cast.health.name not in page
    whole = words(visitors["author"].get(path).content)
    own = words(visitors["police"].get(path).content)
    assert "Rows 1 to 6 of 6" in whole
    assert "Rows 1 to 3 of 3" in own


@pytest.mark.parametrize(
    "query", ["words=%00", "since=%00&until=2010", "page=-1", "page=99999999999999999999", "agency=x"]
)
def test_a_question_that_makes_no_sense_is_answered_all_the_same(
    query: str, in_world: World, visitors: dict[str, Client]
) -> None:
    path = reverse("desk:chronology_rows", args=[in_world.published["case_id"]])
    assert visitors["author"].get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("name", ["agency_reviews", "papers", "chronologies", "review"])
def test_an_agency_is_told_nothing_of_what_another_sent(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    path = reverse(f"desk:{name}", args=[in_world.published["case_id"]])
    assert in_world.cast.health.name not in words(visitors["police"].get(path).content)
    assert in_world.cast.police.name not in words(visitors["health"].get(path).content)


def test_another_agencys_evidence_is_not_shown(in_world: World, visitors: dict[str, Client]) -> None:
    path = reverse("desk:action", args=[in_world.published["action_id"]])
    shown = {
        role
        for role in INSIDE | {"police", "health"}
        if b"The procedure is written." in visitors[role].get(path).content
    }
    assert shown == INSIDE | {"police"}


def test_whoever_asked_reads_the_answer_and_not_how_it_was_weighed(
    in_world: World, visitors: dict[str, Client]
) -> None:
    path = reverse("desk:request", args=[in_world.published["request_id:answered"]])
    assert b"What weighs under" in visitors["chair"].get(path).content
    answer = visitors["member"].get(path).content
    assert b"What weighs under" not in answer
    assert b"Not to be passed on." in answer


def test_everybody_sees_their_own_requests_alone(in_world: World, visitors: dict[str, Client]) -> None:
    mine = {
        role: str(in_world.published["request_id:answered"]) in client.get(reverse("desk:my_requests")).content.decode()
        for role, client in visitors.items()
        if role != STRANGER
    }
    assert {role for role, seen in mine.items() if seen} == ASKED


@pytest.mark.parametrize("role", sorted(INSIDE | MEMBERS | {"police", "unseated", "elsewhere"}))
def test_no_page_leads_where_its_reader_may_not_go_nor_says_a_name_in_an_address(
    role: str, in_world: World, visitors: dict[str, Client]
) -> None:
    client, seen, ahead = visitors[role], set[str](), [reverse("desk:home")]
    while ahead:
        path = ahead.pop()
        response = client.get(path)
        assert response.status_code in {200, 302}, f"{path} is offered to the {role}"
        if response.status_code == 302:
            targets = [response.headers["Location"]]
        elif not response.headers["Content-Type"].startswith("text/html"):
            continue
        else:
            targets = list(links(response.content))
            for sent_to in buttons(response.content):
                name = resolve(sent_to or path).view_name
                rows = [row for key, row in DESK.items() if key.partition("#")[0] == name]
                assert not rows or any(role in row.published | (row.referred or set()) for row in rows), (
                    f"{sent_to} on {path}"
                )
        for target in targets:
            assert not re.search(rf"@|%40|{FAMILY_NAME}|Tob|SCR-|Child", target), target
            bare = target.partition("#")[0].partition("?")[0]
            if bare.startswith("/desk/") and bare not in seen:
                seen.add(bare)
                ahead.append(bare)
            assert target[0] in "/#?" or target.startswith("data:image/"), f"{target} leads off the site"


@pytest.mark.parametrize("path", ["/desk/Tobias-Wren-Halloran/", "/desk/reviews/Tobias/", "/Tobias/"])
def test_the_page_that_says_not_found_does_not_repeat_the_address(
    path: str, in_world: World, visitors: dict[str, Client]
) -> None:
    response = visitors["manager"].get(f"{path}?q=Toby")
    assert response.status_code == 404
    assert not re.search("Tob|Resolver|Traceback", response.content.decode())


@pytest.fixture
def log() -> Any:
    """What the installation would write to its log, in the form that the settings give it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(BareFormatter())
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


def test_an_error_tells_neither_reader_nor_log_what_it_was_about(
    in_world: World, visitors: dict[str, Client], log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("Tobias Wren-Halloran is not in the register")

    monkeypatch.setattr("safelight.web.desk.reviews.case_page", breaks)
    path = reverse("desk:review", args=[in_world.published["case_id"]])
    response = visitors["manager"].get(f"{path}?words=Toby")
    assert response.status_code == 500
    assert not re.search("Tob|register|RuntimeError|Traceback", response.content.decode())
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers
    assert re.search(r"ERROR django\.request 500 RuntimeError$", log.getvalue().strip())
    assert not re.search(r"Tob|/desk|register|Traceback|\d{4}/", log.getvalue())


def test_a_log_line_for_what_was_not_found_carries_no_address(
    in_world: World, visitors: dict[str, Client], log: io.StringIO
) -> None:
    visitors["manager"].get("/desk/Tobias-Wren-Halloran/")
    assert log.getvalue().strip().endswith("WARNING django.request 404")


def test_the_installation_logs_in_that_form_and_no_other() -> None:
    handlers = {*logging.getLogger("django").handlers}
    ours = {handler for handler in handlers if type(handler).__module__ == "logging" and handler.formatter}
    assert ours
    assert all(isinstance(handler.formatter, BareFormatter) for handler in ours)


def test_sending_a_form_that_is_not_ones_own_is_recorded(in_world: World, visitors: dict[str, Client]) -> None:
    path = reverse("desk:act", args=[in_world.published["case_id"], "decide"])
    before = Entry.objects.count()
    visitors["auditor"].get(path)
    assert Entry.objects.count() == before
    visitors["auditor"].post(path, {"outcome": "no_review", "reasons": "Because."})
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    assert (last.action, last.actor) == ("cases.decide.refused", str(in_world.roles["auditor"].pk))


def test_opening_a_paper_and_the_register_is_recorded_before_a_word_is_shown(
    in_world: World, visitors: dict[str, Client]
) -> None:
    for name, action in (("paper", "disclosure.open_paper"), ("register", "cases.open_register")):
        visitors["manager"].get(address(f"desk:{name}", in_world.published))
        last = Entry.objects.order_by("-number").first()
        assert last is not None
        assert last.action == action


def test_the_picture_of_the_family_names_somebody_only_where_that_is_recorded_first(
    in_world: World, visitors: dict[str, Client]
) -> None:
    before = Entry.objects.count()
    for role in DESK["desk:family_tree_svg"].published:
        picture = visitors[role].get(address("desk:family_tree_svg", in_world.published)).content.decode()
        assert "Child N" in picture
        assert not re.search(rf"{FAMILY_NAME}|Tobias|Corinna|2006|2010|May", picture)
    assert Entry.objects.count() == before
    named = visitors["author"].get(address("desk:family_tree_names_svg", in_world.published)).content.decode()
    assert f"Tobias {FAMILY_NAME}" in named
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    assert (last.action, json.loads(last.detail)["file"]) == ("cases.look_at_family_tree", True)


def test_the_published_site_asks_neither_database_nor_session_and_leaves_no_cookie(
    in_world: World, visitors: dict[str, Client], django_assert_num_queries: Any
) -> None:
    for client in (visitors[STRANGER], visitors["manager"]):
        with django_assert_num_queries(0):
            response = client.get(reverse("published", args=[""]))
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
    assert visitors[STRANGER].head(reverse("published", args=[""])).status_code == 200
    assert visitors[STRANGER].post(reverse("published", args=[""])).status_code == 405
