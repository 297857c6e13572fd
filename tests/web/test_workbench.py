"""The workbench's pages: what is wrong comes back beside its field, and no sequence in the browser loses work."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from safelight.core.vocabulary import PaperKind
from safelight.records.publication.actions import drafting
from safelight.records.publication.models import Draft, DraftFinding
from safelight.records.publication.texts import text_of
from tests.factories import moment
from tests.tagger import stand_in
from tests.web.reading import links, tree, typed, words
from tests.web.world import DRAFTED, FAMILY_NAME, World

TELLING = f"Tobias {FAMILY_NAME} died. Mrs Ida Pellow rang on 3 March 2008. Mrs Ida Pellow came. Mrs Pellow left."
AT = moment(DRAFTED, 18)


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)


@pytest.fixture
def draft(in_world: World) -> Draft:
    author = in_world.cast.author
    made = drafting.save_draft(
        case=in_world.published["case_id"], kind=PaperKind.OVERVIEW, text=TELLING, by=author, at=AT
    )
    return drafting.find_people(draft=made, by=author, at=AT)


def the(draft: Draft, said: str) -> DraftFinding:
    text = text_of(draft)
    return next(row for row in draft.found.all() if text[row.start : row.end] == said)


def bench(draft: Draft, name: str = "bench") -> str:
    return reverse(f"desk:{name}", args=[draft.pk])


def sent(row: DraftFinding, settlement: str, **more: str) -> dict[str, str]:
    return {"finding": str(row.pk), "settlement": settlement, "seen": "", "scope": "words"} | more


def test_a_decision_with_its_reason_goes_on_to_the_next_finding(draft: Draft, visitors: dict[str, Client]) -> None:
    author, row = visitors["author"], the(draft, "Mrs Ida Pellow")
    page = author.get(f"{bench(draft)}?at={row.pk}").content
    assert "A title and a name. Found by a rule: sure, 0.93 of 1." in words(page)
    assert "3 places, 2 with exactly these words" in words(page)
    reasons = tree(page).xpath("//input[@name='reason_choice']")
    assert len(reasons) > 3
    assert not [one for one in reasons if one.get("checked")]
    assert not typed(page).get("reason")
    response = author.post(
        bench(draft, "bench_decide"), sent(row, "keep", reason_choice="A councillor.", scope="person")
    )
    assert response.headers["Location"] == f"{bench(draft)}?past={row.pk}#in-hand"
    assert set(draft.found.filter(label="PERSON", listed=False).values_list("settlement", flat=True)) == {"keep"}
    page = author.get(response.headers["Location"].partition("#")[0]).content
    assert "Decided last: “Mrs Ida Pellow” kept, 3 places." in words(page)
    author.post(bench(draft, "bench_undo"), {"finding": str(row.pk)})
    assert not draft.found.exclude(settlement="").exists()


def test_a_choice_that_is_true_of_one_place_is_made_only_there(draft: Draft, visitors: dict[str, Client]) -> None:
    row = the(draft, "3 March 2008")
    given = sent(row, "generalise", general="here:the next day", reason="R", scope="words")
    assert visitors["author"].post(bench(draft, "bench_decide"), given).status_code == 302
    row.refresh_from_db()
    assert (row.settlement, row.replacement) == ("generalise", "the next day")


@pytest.mark.parametrize(
    ("given", "said", "field"),
    [
        ({"settlement": "keep"}, "Give a reason", "reason"),
        ({"settlement": "", "reason": "R"}, "Choose whether it is kept", "decide"),
        ({"settlement": "forget", "reason": "R"}, "Choose whether it is kept", "decide"),
        ({"settlement": "generalise", "reason": "My own words"}, "Choose what is to be said", "general_own"),
    ],
)
def test_what_is_missing_comes_back_with_everything_that_was_typed(
    draft: Draft, visitors: dict[str, Client], given: dict[str, str], said: str, field: str
) -> None:
    row = the(draft, "Mrs Ida Pellow")
    response = visitors["author"].post(bench(draft, "bench_decide"), sent(row, **given, replacement="a clerk"))
    assert response.status_code == 422
    assert said in words(response.content)
    assert f"#{field}" in links(response.content)
    assert typed(response.content)["replacement"] == "a clerk"
    assert not draft.found.exclude(settlement="").exists()


def test_settling_an_older_version_says_what_to_do_and_shows_what_was_chosen(
    draft: Draft, in_world: World, visitors: dict[str, Client]
) -> None:
    row = the(draft, "Mrs Ida Pellow")
    newer = drafting.save_draft(
        case=draft.case, kind=PaperKind.OVERVIEW, text="Others.", by=in_world.cast.manager, at=AT
    )
    given = sent(row, "replace", replacement="a clerk", reason="A long reason.")
    response = visitors["author"].post(bench(draft, "bench_decide"), given)
    assert response.status_code == 409
    page = words(response.content)
    assert "Nothing was changed" in page
    assert "Go on in version 2" in page
    assert "a clerk" in page
    assert "A long reason." in page
    assert bench(newer) in links(response.content)
    assert not draft.found.exclude(settlement="").exists()
    for name in ("bench_undo", "bench_person"):
        assert visitors["author"].post(bench(draft, name), {"finding": str(row.pk)}).status_code == 409


def test_what_is_sent_twice_changes_nothing_the_second_time(draft: Draft, visitors: dict[str, Client]) -> None:
    author, row = visitors["author"], the(draft, "Mrs Ida Pellow")
    for _ in range(2):
        response = author.post(bench(draft, "bench_decide"), sent(row, "keep", reason="R"))
        assert response.status_code == 302
    before = list(draft.found.values())
    author.post(bench(draft, "bench_decide"), sent(row, "keep", reason="R"))
    assert list(draft.found.values()) == before
    for name in ("bench_undo", "bench_undo"):
        assert author.post(bench(draft, name), {"finding": str(row.pk)}).status_code == 302
    for name in ("settle_days", "settle_days", "settle_by_register", "settle_by_register"):
        assert author.post(bench(draft, name)).status_code == 302
    for row in draft.found.filter(settlement=""):
        author.post(bench(draft, "bench_decide"), sent(row, "keep", reason="R"))
    made = [author.post(reverse("desk:apply_settlements", args=[draft.pk])).status_code for _ in range(2)]
    assert made == [302, 409]
    assert Draft.objects.filter(case=draft.case, kind=draft.kind).count() == 2


def test_what_somebody_else_decided_is_said_and_not_written_over(draft: Draft, visitors: dict[str, Client]) -> None:
    row = the(draft, "Mrs Ida Pellow")
    visitors["manager"].post(bench(draft, "bench_decide"), sent(row, "keep", reason="A clerk."))
    response = visitors["author"].post(bench(draft, "bench_decide"), sent(row, "replace", replacement="x", reason="R"))
    assert response.status_code == 409
    assert "has decided about this since you opened the page" in words(response.content)
    row.refresh_from_db()
    assert row.reason == "A clerk."


def test_what_was_found_before_and_is_not_any_more_is_no_dead_end(draft: Draft, visitors: dict[str, Client]) -> None:
    row = the(draft, "Mrs Ida Pellow")
    given = sent(row, "keep", reason="My reason.")
    draft.found.all().delete()
    response = visitors["author"].post(bench(draft, "bench_decide"), given)
    assert response.status_code == 409
    assert "My reason." in words(response.content)


def test_a_person_is_added_to_the_register_and_found_at_once(draft: Draft, visitors: dict[str, Client]) -> None:
    author, row = visitors["author"], the(draft, "Mrs Ida Pellow")
    path = bench(draft, "bench_person")
    assert typed(author.get(f"{path}?at={row.pk}").content)["name"] == "Mrs Ida Pellow"
    wrong = author.post(path, {"name": "Ida Pellow", "role": "associate", "pseudonym": "Ida"})
    assert wrong.status_code == 422
    given = {"name": "Ida Pellow", "role": "associate", "known_as": "", "pseudonym": ""}
    response = author.post(path, given, follow=True)
    assert "looked through again" in words(response.content)
    assert draft.found.filter(listed=True, key="person-3").count() >= 2


def test_whoever_only_reads_sees_the_bench_without_a_form(draft: Draft, visitors: dict[str, Client]) -> None:
    page = visitors["chair"].get(bench(draft)).content
    assert "Mrs Ida Pellow" in words(page)
    assert not tree(page).xpath("//form[contains(@action, 'decide') or contains(@action, 'undo')]")


def test_what_is_looked_for_narrows_the_list_and_stands_in_no_address(
    draft: Draft, visitors: dict[str, Client]
) -> None:
    page = visitors["author"].post(bench(draft), {"words": "pellow", "show": "all"}).content
    assert "2 found with “pellow”" in words(page)
    assert not [link for link in links(page) if "pellow" in link.lower()]
    nothing = visitors["author"].post(bench(draft), {"words": "zebra", "show": "all"}).content
    assert "Nothing in this list has those words" in words(nothing)


@pytest.mark.parametrize("query", ["at=x", "past=x&sheet=-1", "show=nothing&from=abc", "sheet=99999&from=9999999"])
def test_an_address_that_was_tampered_with_opens_the_bench(
    draft: Draft, visitors: dict[str, Client], query: str
) -> None:
    assert visitors["author"].get(f"{bench(draft)}?{query}").status_code == 200


def test_a_scheme_is_chosen_and_swapped_on_its_page(in_world: World, visitors: dict[str, Client]) -> None:
    author, case = visitors["author"], in_world.published["case_id"]
    path = reverse("desk:pseudonyms", args=[case])
    page = author.get(path).content
    assert f"Corinna {FAMILY_NAME}" in words(page)
    published = author.post(path, {"scheme": "names", "neutral": "", "audience": "what is published"})
    assert published.status_code in {302, 409}
    response = author.post(path, {"scheme": "relations", "neutral": "yes", "audience": "the family"}, follow=True)
    assert "The family" in words(response.content)
    use = reverse("desk:use_pseudonyms", args=[case])
    response = author.post(use, {"audience": "as entered in the register"}, follow=True)
    assert "Those before them are kept" in words(response.content)
    assert author.post(use, {"audience": "nobody"}).status_code == 409
    assert author.post(path, {"scheme": "", "audience": ""}).status_code == 422
