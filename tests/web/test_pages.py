"""Forms give back what was typed, beside what is wrong with it; rules and states answer with a page of their own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import Client
from django.urls import reverse
from jinja2 import UndefinedError

from safelight.core.decision import Citation
from safelight.core.vocabulary import CitationStatus
from safelight.records.cases.models import Case, Paper
from safelight.records.cases.queries import tasks_of
from safelight.records.plans.models import Evidence
from safelight.records.publication.models import Draft
from safelight.web.desk.intake import ACTS
from safelight.web.desk.reviews import SEEN_BY, TASK_ACTS, TASK_PAGES
from tests.factories import a_docx
from tests.web.access_table import DESK, Kind
from tests.web.reading import beside, links, tree, typed, words
from tests.web.test_access import address
from tests.web.world import FAMILY_NAME, PASSWORD, TODAY, World

FORMS = [name for name, row in DESK.items() if row.kind is Kind.FORM and row.published]
WITH_A_BRIEFING = True
ALL_OPTIONAL = {
    "desk:policy",
    "desk:blocking_kinds",
    "desk:closure_days",
    "desk:finding_themes#in-the-plan",
    "desk:recommendation_themes",
}
"""Forms that may be sent empty."""
NOTHING_TO_FILL_IN = {"desk:close_account", "desk:close_account#elsewhere"}

REFERRAL = {
    "reference": "SCR-2010-09",
    "public_name": "Child P",
    "agency": "",
    "referrer_post": "Head teacher",
    "noticed_on_day": "3",
    "noticed_on_month": "12",
    "noticed_on_year": "2010",
    "circumstances": 'A child of seven was badly hurt.\nHe is "recovering" <slowly> & well.',
}


def referral(world: World, **changed: str) -> dict[str, str]:
    return REFERRAL | {"agency": str(world.cast.police.pk)} | changed


def summary(page: bytes) -> dict[str, str]:
    """The list of what is wrong at the top of the page: sentence by the place that it leads to."""
    found = tree(page).xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
    return {link.get("href"): " ".join(link.text_content().split()) for link in found}


def comes_back(page: bytes, *, field: str, saying: str, sent: dict[str, Any]) -> None:
    """The page after wrong input: the error on top, beside its field and in the title, and everything typed."""
    assert saying in beside(page, field)
    assert any(saying in sentence for sentence in summary(page).values())
    ids = {element.get("id") for element in tree(page).iter() if element.get("id")}
    assert {place.removeprefix("#") for place in summary(page)} <= ids
    assert words(page).startswith("Error: ")
    kept = typed(page)
    for name, value in sent.items():
        if isinstance(value, str):
            assert kept.get(name, "") == value, name


def test_a_misspelt_word_in_a_template_fails_these_tests() -> None:
    env = engines["jinja2"].env
    with pytest.raises(UndefinedError):
        env.from_string("{{ nobody_gave_this }}").render()
    with pytest.raises(UndefinedError):
        env.from_string("{% if citation.sorce %}{% endif %}").render(
            citation=Citation(source="A source", status=CitationStatus.LOCAL)
        )
    assert env.from_string("{% if back %}x{% endif %}{{ params.hint }}").render(params={}) == ""


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_sent_empty_says_of_every_field_what_is_missing(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    client = visitors[
        sorted(DESK[name].published & {"manager", "chair", "panel_chair", "police", "author", "elsewhere"})[0]
    ]
    path = address(name, in_world.published)
    shown = client.get(path)
    response = client.post(path)
    if response.status_code == 409 or name in ALL_OPTIONAL | NOTHING_TO_FILL_IN:
        return
    assert response.status_code == 422
    assert "This field is required" not in words(response.content)
    needed = [place.removeprefix("#") for place in summary(response.content)]
    assert needed
    for id_ in needed:
        field = id_.removeprefix("id_")
        assert beside(response.content, field) == summary(response.content)[f"#{id_}"]
        assert tree(shown.content).xpath(f"//*[@id='{id_}']")


@pytest.mark.parametrize(
    ("changed", "field", "saying"),
    [
        ({"noticed_on_day": "31", "noticed_on_month": "2"}, "noticed_on", "must be a real date"),
        ({"noticed_on_year": "10"}, "noticed_on", "must be a real date"),
        ({"noticed_on_year": ""}, "noticed_on", "must be a real date"),
        ({"noticed_on_month": "March"}, "noticed_on", "must be a real date"),
        ({"noticed_on_day": "", "noticed_on_month": "", "noticed_on_year": ""}, "noticed_on", "Enter the date"),
        ({"circumstances": "  "}, "circumstances", "Fill in: what happened"),
        ({"referrer_post": ""}, "referrer_post", "Fill in"),
        ({"reference": "x" * 41}, "reference", "at most 40 characters"),
        ({"agency": ""}, "agency", "Choose one: which agency"),
        ({"reference": "SCR-2010-02"}, "reference", "already"),
        ({"noticed_on_year": "2011"}, "noticed_on", "ahead"),
    ],
)
def test_what_is_wrong_in_a_referral_comes_back_beside_its_field_with_everything_typed(
    changed: dict[str, str], field: str, saying: str, in_world: World, visitors: dict[str, Client]
) -> None:
    sent = referral(in_world, **changed)
    response = visitors["manager"].post(reverse("desk:refer"), sent)
    assert response.status_code == 422
    if field == "circumstances":
        sent.pop("circumstances")
    comes_back(response.content, field=field, saying=saying, sent=sent)
    assert not Case.objects.filter(public_name="Child P").exists()


def test_a_referral_with_nothing_wrong_opens_the_case_and_says_so(in_world: World, visitors: dict[str, Client]) -> None:
    response = visitors["manager"].post(reverse("desk:refer"), referral(in_world), follow=True)
    case = Case.objects.get(reference="SCR-2010-09")
    assert response.redirect_chain == [(reverse("desk:review", args=[case.pk]), 302)]
    assert "The case is open." in words(response.content)
    assert case.referral.circumstances == REFERRAL["circumstances"]


CASES: list[Any] = [
    (
        "open_proceeding",
        "manager",
        {
            "kind": "criminal",
            "court": "Crown Court",
            "scope": "All.",
            "lasting": "unknown",
            "holds_papers": "usual",
            "opened_on_day": "1",
            "opened_on_month": "1",
            "opened_on_year": "2011",
        },
        "opened_on",
        "ahead",
    ),
    (
        "open_proceeding",
        "manager",
        {
            "kind": "jumble",
            "court": "Crown Court",
            "scope": "All.",
            "lasting": "unknown",
            "holds_papers": "usual",
            "opened_on_day": "1",
            "opened_on_month": "1",
            "opened_on_year": "2010",
        },
        "kind",
        "valid choice",
    ),
    ("new_finding", "author", {"number": "1", "text": "Another."}, "number", "already"),
    ("new_finding", "author", {"number": "one", "text": "Another."}, "number", "whole number"),
    ("new_finding", "author", {"number": "0", "text": "Another."}, "number", "greater than or equal to 1"),
    (
        "new_finding",
        "author",
        {"number": "2", "text": f"Corinna {FAMILY_NAME} was not asked."},
        "text",
        "identifies somebody",
    ),
    (
        "new_recommendation",
        "author",
        {"number": "2", "text": "Ask.", "source": "overview", "findings": "one"},
        "findings",
        "numbers of findings",
    ),
    ("register", "manager", {"register": "[case\nreference = 1"}, "register", ""),
    ("set_terms", "manager", {"text": "", "questions": "One?\nTwo?"}, "text", "Fill in"),
    (
        "contact",
        "manager",
        {
            "relation": "mother",
            "approach": "",
            "contacted_on_day": "1",
            "contacted_on_month": "5",
            "contacted_on_year": "2010",
            "note": "Asked.",
        },
        "approach",
        "Choose one",
    ),
    (
        "receive_request",
        "manager",
        {
            "paper_kind": "overview",
            "reader": "",
            "requester": "A reporter",
            "contact": "news@example.org",
            "purpose": "",
            "user": "",
        },
        "reader",
        "Choose one",
    ),
    ("new_draft", "author", {"kind": "executive_summary", "text": ""}, "text", "no text"),
]


@pytest.mark.parametrize(("name", "role", "sent", "field", "saying"), CASES)
def test_what_an_action_finds_wrong_stands_beside_its_field(
    name: str, role: str, sent: dict[str, str], field: str, saying: str, in_world: World, visitors: dict[str, Client]
) -> None:
    response = visitors[role].post(reverse(f"desk:{name}", args=[in_world.published["case_id"]]), sent)
    assert response.status_code == 422
    known = {key: value for key, value in sent.items() if value not in {"jumble"}}
    comes_back(response.content, field=field, saying=saying, sent=known)


def test_a_report_that_names_somebody_comes_back_with_all_its_twenty_boxes(
    in_world: World, visitors: dict[str, Client]
) -> None:
    path = reverse("desk:new_report", args=[in_world.published["case_id"]])
    page = visitors["manager"].get(path).content
    sent = {name: "Words." for name in typed(page) if name and not name.startswith("objective")} | {
        name: "negative" for name in typed(page) if name and name.startswith("objective")
    }
    sent |= {"meetings": str(in_world.published["meeting_id"]), "background": f"Toby {FAMILY_NAME} died."}
    sent.pop("csrfmiddlewaretoken", None)
    response = visitors["manager"].post(path, sent)
    assert response.status_code == 422
    comes_back(response.content, field="background", saying="identifies somebody", sent=sent)
    without = visitors["manager"].post(path, {name: value for name, value in sent.items() if name != "meetings"})
    assert "Choose at least one: which meetings" in beside(without.content, "meetings")


@pytest.mark.parametrize(
    ("changed", "field", "saying"),
    [
        ({"email": "no address"}, "email", "valid email"),
        ({"email": "chair@northmere.example.org"}, "email", "already"),
        ({"password": "short"}, "password", "too short"),
        ({"standing": "agency_author"}, "agency", "choose the agency"),
    ],
)
def test_an_account_that_cannot_be_made_comes_back(
    changed: dict[str, str], field: str, saying: str, in_world: World, visitors: dict[str, Client]
) -> None:
    sent = {"name": "Ada Thornby", "email": "ada@example.org", "standing": "auditor", "agency": ""}
    sent["password"] = PASSWORD
    assert visitors["manager"].post(reverse("desk:new_account"), sent).status_code == 302
    again = sent | {"email": "other@example.org"} | changed
    response = visitors["manager"].post(reverse("desk:new_account"), again)
    assert response.status_code == 422
    comes_back(response.content, field=field, saying=saying, sent=again)


def test_tick_boxes_keep_their_ticks(in_world: World, visitors: dict[str, Client]) -> None:
    sent = {"ties": ["advised_on_case", "line_manager"], "author_name": "Stella Brackwater", "countersigned_by": ""}
    response = visitors["police"].post(reverse("desk:submit_review", args=[in_world.published["review_id"]]), sent)
    assert response.status_code == 422
    ticked = tree(response.content).xpath("//input[@type='checkbox'][@checked]/@value")
    assert ticked == sent["ties"]
    assert "Choose a file" in beside(response.content, "file")
    assert typed(response.content)["author_name"] == "Stella Brackwater"


def upload(world: World, client: Client, data: bytes, name: str = "overview.docx", kind: str = "referral") -> Any:
    return client.post(
        reverse("desk:file_paper", args=[world.published["case_id"]]),
        {"kind": kind, "file": SimpleUploadedFile(name, data)},
    )


@pytest.mark.parametrize(
    ("data", "name", "saying"),
    [
        (b"", "empty.docx", "empty"),
        (b"No Word file at all.", "report.docx", "report.docx"),
        (b"MZ\x90\x00", "tool.exe", "tool.exe"),
        (b"%PDF-1.4 broken", "x" * 300 + ".pdf", ""),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_its_field_and_not_kept(
    data: bytes, name: str, saying: str, in_world: World, visitors: dict[str, Client]
) -> None:
    before = Paper.objects.count()
    response = upload(in_world, visitors["manager"], data, name=name)
    assert response.status_code == 422
    assert beside(response.content, "file")
    assert saying in beside(response.content, "file")
    assert typed(response.content)["kind"] == "referral"
    assert Paper.objects.count() == before


@pytest.fixture
def small_uploads(monkeypatch: pytest.MonkeyPatch) -> int:
    """An installation that takes no more than a few kilobytes."""
    for module in ("fields", "uploads"):
        monkeypatch.setattr(f"safelight.web.{module}.LARGEST_UPLOAD", 5000)
    return 5000


def test_a_file_that_is_too_large_is_refused_and_never_held(
    small_uploads: int, in_world: World, visitors: dict[str, Client]
) -> None:
    response = upload(in_world, visitors["manager"], b"x" * (small_uploads + 1), name="overview.txt")
    assert response.status_code == 422
    assert "larger than 50 MB" in beside(response.content, "file")
    assert upload(in_world, visitors["manager"], b"x" * small_uploads, name="overview.txt").status_code == 302


@pytest.mark.parametrize(
    ("name", "role", "key", "sent", "model"),
    [
        ("evidence", "police", "action_id", {"text": "The procedure is taught."}, Evidence),
        ("new_draft", "author", "case_id", {"kind": "executive_summary", "text": "# Words"}, Draft),
    ],
)
def test_a_form_is_never_saved_without_the_large_file_that_was_sent_with_it(
    name: str,
    role: str,
    key: str,
    sent: dict[str, Any],
    model: Any,
    small_uploads: int,
    in_world: World,
    visitors: dict[str, Client],
) -> None:
    before = model.objects.count()
    large = SimpleUploadedFile("large.docx", b"x" * (small_uploads * 3))
    response = visitors[role].post(reverse(f"desk:{name}", args=[in_world.published[key]]), sent | {"file": large})
    assert response.status_code == 422
    comes_back(response.content, field="file", saying="larger than 50 MB", sent=sent)
    assert model.objects.count() == before


def test_a_word_file_becomes_a_draft(in_world: World, visitors: dict[str, Client]) -> None:
    response = visitors["author"].post(
        reverse("desk:new_draft", args=[in_world.published["case_id"]]),
        {"kind": "executive_summary", "text": "", "file": SimpleUploadedFile("draft.docx", a_docx("What we learned."))},
    )
    draft = Draft.objects.order_by("-version").first()
    assert draft is not None
    assert response.headers["Location"] == reverse("desk:draft", args=[draft.pk])
    assert "What we learned." in words(visitors["author"].get(response.headers["Location"]).content)


def test_what_a_rule_refuses_is_answered_with_the_rule_and_its_reasons(
    in_world: World, visitors: dict[str, Client]
) -> None:
    sent = {"outcome": "review", "reasons": "It is plain."}
    response = visitors["manager"].post(reverse("desk:act", args=[in_world.referred["case_id"], "recommend"]), sent)
    page = words(response.content)
    assert response.status_code == 409
    assert "The rules do not allow this" in page
    assert "Nothing was changed" in page
    assert tree(response.content).xpath("//details//*[contains(@class, 'govuk-details__text')]")


def test_an_appointment_that_the_rules_refuse_is_answered_and_kept(
    in_world: World, visitors: dict[str, Client]
) -> None:
    case = in_world.published["case_id"]
    sent = {
        "role": "board_chair",
        "name": "Somebody Close",
        "user": "",
        "ties": ["employed_by_involved_agency"],
        "statement": "I work for the police.",
        "declared_on_day": "1",
        "declared_on_month": "12",
        "declared_on_year": "2010",
    }
    response = visitors["manager"].post(reverse("desk:propose", args=[case]), sent)
    assert response.status_code == 409
    listed = words(visitors["manager"].get(reverse("desk:appointments", args=[case])).content)
    assert "Somebody Close" in listed


@pytest.mark.parametrize(
    ("name", "role", "keys", "sent", "saying"),
    [
        ("publish", "manager", ["edition_id"], {}, "published already"),
        ("approve", "chair", ["edition_id"], {}, "approved, published or withdrawn"),
        ("act", "chair", ["case_id", "decide"], {"outcome": "review", "reasons": "Again."}, "recorded before"),
        ("apply_settlements", "author", ["draft_id:untidy"], {}, "newer version"),
        ("settle_request", "chair", ["request_id:answered"], {}, ""),
    ],
)
def test_what_comes_too_early_or_too_late_is_answered_with_a_sentence(
    name: str,
    role: str,
    keys: list[str],
    sent: dict[str, str],
    saying: str,
    in_world: World,
    visitors: dict[str, Client],
) -> None:
    args = [in_world.published.get(key, key) for key in keys]
    if name == "settle_request":
        page = visitors[role].get(reverse(f"desk:{name}", args=args))
        sent = dict.fromkeys(typed(page.content), "A note.") | {"outcome": "refuse"}
        saying = "gone out already"
    response = visitors[role].post(reverse(f"desk:{name}", args=args), sent)
    assert response.status_code == 409
    assert saying in words(response.content)


def test_the_days_of_a_form_are_shown_as_three_boxes_with_what_was_there_before(
    in_world: World, visitors: dict[str, Client]
) -> None:
    page = visitors["manager"].get(reverse("desk:open_proceeding", args=[in_world.published["case_id"]])).content
    assert {"opened_on_day", "opened_on_month", "opened_on_year"} <= set(typed(page))
    legends = [" ".join(legend.text_content().split()) for legend in tree(page).iter("legend")]
    assert "Since when?" in legends


@pytest.mark.parametrize("name", [*FORMS, "desk:accept_review", "desk:publish", "account_logout"])
def test_nothing_is_done_for_a_form_of_another_site(name: str, in_world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    role = sorted(DESK[name].published)[0] if name in DESK else "manager"
    client.force_login(in_world.roles[role])
    path = address(name, in_world.published) if name in DESK else reverse(name)
    response = client.post(path)
    assert response.status_code == 403
    assert "Nothing was changed" in words(response.content)
    assert "Content-Security-Policy" in response.headers


def test_with_its_token_a_form_is_taken(in_world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(in_world.roles["manager"])
    page = client.get(reverse("desk:refer")).content
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.decode())
    assert token
    sent = referral(in_world, csrfmiddlewaretoken=token[1])
    assert client.post(reverse("desk:refer"), sent).status_code == 302


def test_every_task_of_a_review_is_done_on_a_page_that_there_is(in_world: World) -> None:
    tasks = [task for case in Case.objects.all() for task in tasks_of(case, on=TODAY)]
    assert {task.key for task in tasks if not task.duty} <= set(TASK_PAGES) | set(TASK_ACTS)
    assert {reverse("desk:duty", args=[in_world.published["case_id"], task.duty]) for task in tasks if task.duty}
    assert {word for _, word in TASK_ACTS.values()} <= set(ACTS)
    assert {reverse(name, args=[in_world.published["case_id"]]) for name in TASK_PAGES.values()}
    assert set(TASK_PAGES.values()) <= set(SEEN_BY)


@pytest.mark.parametrize("name", sorted(SEEN_BY))
def test_a_review_leads_its_readers_to_exactly_the_pages_that_are_theirs(
    name: str, in_world: World, visitors: dict[str, Client]
) -> None:
    case = in_world.published["case_id"]
    path = reverse(name, args=[case, "overview"] if name == "desk:written_report" else [case])
    offered = {
        role
        for role in DESK["desk:review"].published
        if path in set(links(visitors[role].get(reverse("desk:review", args=[case])).content))
    }
    assert offered <= DESK[name].published
    in_the_list = name in {"desk:papers", "desk:agency_reviews", "desk:chronologies", "desk:plan", "desk:reports"}
    if in_the_list or name in {"desk:register", "desk:trail", "desk:requests", "desk:publication"}:
        assert offered == DESK[name].published
