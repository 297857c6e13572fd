"""A board lets kinds of mention block that no register knows; a person settles them, and the register still blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Sign
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.models import Case
from safelight.records.people.actions import set_blocking_kinds
from safelight.records.people.permission import NotNow, RefusedByRule
from safelight.records.publication.actions import drafting, proving, publishing, settling
from safelight.records.publication.decided import _places
from safelight.records.publication.models import Draft, DraftFinding, GateResult
from safelight.records.publication.queries import draft_page
from safelight.records.publication.words import Settlement
from tests.factories import Cast, moment
from tests.tagger import stand_in
from tests.upper_factories import (
    APPROVED,
    DRAFTED,
    LEAK,
    PUBLISHED,
    SUMMARY,
    a_review,
    a_summary_docx,
    an_accepted_review,
    an_approved_edition,
    newest_entry,
    settle_everything,
)

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
STRANGER = "Mrs Dorothy Wexcombe met the family. Later Mrs Dorothy Wexcombe wrote to them."


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules find the same whatever the tagger has learned."""
    stand_in(monkeypatch)


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_review(cast)


def let_block(cast: Cast, *kinds: str) -> None:
    set_blocking_kinds(board=cast.board, kinds=kinds, by=cast.manager, at=AT)


def a_draft(cast: Cast, case: Case, text: str) -> Draft:
    draft = drafting.save_draft(
        case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=f"{SUMMARY}\n\n{text}", by=cast.author, at=AT
    )
    return drafting.find_people(draft=draft, by=cast.author, at=AT)


def gate(cast: Cast, draft: Draft) -> GateResult:
    return proving.run_gate(draft=draft, by=cast.author, at=AT)


def told(result: GateResult) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(vault.get(result.examination_sha256, shelf=vault.Shelf.NAMES))["findings"]
    return found


def keep(cast: Cast, finding: DraftFinding) -> None:
    settling.settle_finding(
        finding=finding, settlement=Settlement.KEEP, reason="A public officer.", by=cast.author, at=AT
    )


def test_what_was_found_is_kept_with_its_kind_its_score_and_its_finder(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, STRANGER)
    rows = draft.found.filter(label="PERSON", listed=False)
    assert {(row.rule, row.score, row.finder) for row in rows} == {("name", 0.93, "rules")}


@pytest.mark.parametrize("wrong", [{"label": "NAME"}, {"score": 1.5}, {"score": -0.1}])
def test_the_database_takes_no_other_kind_and_no_other_score(cast: Cast, case: Case, wrong: dict[str, object]) -> None:
    draft = a_draft(cast, case, STRANGER)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.found.update(**wrong)


def test_a_stranger_warns_until_the_board_lets_people_block(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, STRANGER)
    assert gate(cast, draft).blocking == 0
    let_block(cast, "PERSON", "CODE")
    result = gate(cast, draft)
    assert {(row["check"], row["label"]) for row in told(result) if row["severity"] == "block"} == {
        ("unlisted", "PERSON")
    }
    assert json.loads(newest_entry().detail)["kinds"] == "CODE PERSON"
    let_block(cast)
    assert gate(cast, draft).blocking == 0


def test_what_a_person_keeps_with_a_reason_blocks_no_longer(cast: Cast, case: Case) -> None:
    let_block(cast, "PERSON")
    draft = a_draft(cast, case, STRANGER)
    blocked = gate(cast, draft)
    assert blocked.blocking > 0
    with pytest.raises(NotNow):
        proving.make_edition(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    passed = gate(cast, draft)
    assert passed.blocking == 0
    assert passed.warnings == blocked.blocking + blocked.warnings
    assert any("has kept these words" in row["advice"] for row in told(passed))
    assert proving.make_edition(draft=draft, by=cast.author, at=AT)


def test_every_place_with_the_words_must_be_kept(cast: Cast, case: Case) -> None:
    let_block(cast, "PERSON")
    draft = a_draft(cast, case, STRANGER)
    first = draft.found.filter(label="PERSON").first()
    assert first is not None
    settling.settle_finding(
        finding=first, settlement=Settlement.KEEP, reason="R.", everywhere=False, by=cast.author, at=AT
    )
    assert gate(cast, draft).blocking > 0
    keep(cast, first)
    assert gate(cast, draft).blocking == 0


def test_what_the_register_knows_blocks_although_somebody_kept_everything_else(cast: Cast, case: Case) -> None:
    let_block(cast, "PERSON")
    draft = a_draft(cast, case, f"{STRANGER} {LEAK}")
    for finding in draft.found.filter(listed=False):
        keep(cast, finding)
    blocking = [row for row in told(gate(cast, draft)) if row["severity"] == "block"]
    assert {row["check"] for row in blocking} == {"identity"}


def _only_on_the_page(view: View) -> Iterator[Sign]:
    """A tagger that sees one name only where the whole page is before it, and its first word everywhere."""
    at = view.text.find("orrin thale")
    if at >= 0 and "to ask about this document" in view.text:
        yield Sign(at, at + 11, "name", "PERSON", "a person", "reads like somebody's name", 0.7)


def test_what_only_the_finished_page_shows_is_put_on_the_list_and_can_be_settled(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, _only_on_the_page)
    let_block(cast, "PERSON")
    draft = a_draft(cast, case, "Then Orrin Thale called. It was Orrin\nThale again.")
    settle_everything(draft, by=cast.author, at=AT)
    assert gate(cast, draft).blocking == 1
    assert json.loads(newest_entry().detail)["asked"] == 2
    asked = draft.found.filter(settlement="")
    assert {(row.label, row.score, row.finder, row.why) for row in asked} == {
        ("PERSON", 0.7, "tagger", "reads like somebody's name")
    }
    assert gate(cast, draft).blocking == 1
    assert asked.count() == 2, "nobody is asked twice"
    page = draft_page(cast.author, draft.pk)
    assert "".join(words for words, _ in page.pieces) == page.text
    settle_everything(draft, by=cast.author, at=AT)
    assert gate(cast, draft).blocking == 0
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    assert gate(cast, draft).blocking == 0, "what was kept stays kept after another look"


def test_only_the_words_beyond_what_was_decided_are_asked_about(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(view: View) -> Iterator[Sign]:
        at, is_page = view.text.find("orrin thale"), "to ask about this document" in view.text
        yield Sign(at, at + (11 if is_page else 5), "name", "PERSON", "a person", "reads like a name", 0.4)

    stand_in(monkeypatch, found)
    let_block(cast, "PERSON")
    draft = a_draft(cast, case, "Then Orrin Thale called.")
    settle_everything(draft, by=cast.author, at=AT)
    assert gate(cast, draft).blocking == 1
    (more,) = draft.found.filter(settlement="")
    page = draft_page(cast.author, draft.pk)
    assert page.text[more.start : more.end] == "Thale"
    keep(cast, more)
    assert gate(cast, draft).blocking == 0


def test_the_boards_own_words_and_the_numbers_of_paragraphs_do_not_block(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(view: View) -> Iterator[Sign]:
        for words in ("northmere safeguarding children board", "1.1 the board", "2.1"):
            if (at := view.text.find(words)) >= 0:
                yield Sign(at, at + len(words), "organisation", "ORG", "a body", "reads like an organisation", 0.9)

    stand_in(monkeypatch, found)
    let_block(cast, "ORG")
    draft = a_draft(cast, case, "Nobody else was there.")
    settle_everything(draft, by=cast.author, at=AT)
    result = gate(cast, draft)
    settle_everything(draft, by=cast.author, at=AT)
    assert len([row for row in told(result) if row["check"] == "unlisted" and row["label"] == "ORG"]) >= 2
    assert gate(cast, draft).blocking == 0


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("Orrin Thale", "Orrin Thale, Orrin\nThale and Orrin Thalering", ["Orrin Thale", "Orrin\nThale"]),
        ("AB_12", r"ref. AB\_12 of", [r"AB\_12"]),
        (
            "Mr Orrin Thale",
            "Then Mr *Orrin* Thale and Mr **Orrin Thale** left.",
            ["Mr *Orrin* Thale", "Mr **Orrin Thale"],
        ),
        ("2.1 Orrin Thale", "So Orrin Thale left.", ["Orrin Thale"]),
        ("Unit 12", "The unit, 12 of them; Unit B", []),
        ("2.1", "Nothing of the kind.", []),
        ("Thale", "Thalering", ["Thale"]),
        ("...", "And so on...", ["..."]),
    ],
)
def test_the_words_of_the_page_are_looked_for_in_the_draft(words: str, text: str, places: list[str]) -> None:
    assert [text[start:end] for start, end in _places(words, text=text)] == places


def test_words_that_stand_only_in_the_file_itself_cannot_be_kept(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_block(cast, "PERSON")
    draft = drafting.save_draft(
        case=case,
        kind=PaperKind.EXECUTIVE_SUMMARY,
        untrusted_data=a_summary_docx(hidden="Mrs Orla Fenchurch", extra="Nobody else."),
        name="summary.docx",
        by=cast.author,
        at=AT,
    )
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    rows = [row for row in told(gate(cast, draft)) if row.get("label") == "PERSON"]
    assert ("Mrs Orla Fenchurch", "block") in {(row["text"], row["severity"]) for row in rows}


def test_what_the_board_comes_to_block_after_approval_holds_publication(cast: Cast) -> None:
    edition = an_approved_edition(cast, an_accepted_review(cast), text=f"{SUMMARY}\n\n{STRANGER}")
    assert not edition.draft.found.filter(settlement="").exists()
    edition.draft.found.filter(label="PERSON").delete()
    let_block(cast, "PERSON")
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    assert "unlisted: name" in " ".join(reason.found for reason in refused.value.decision.reasons)
    assert "Wexcombe" not in refused.value.decision.to_json()


def test_what_was_kept_with_a_reason_is_published(cast: Cast) -> None:
    let_block(cast, "PERSON", "ORG", "DATETIME")
    edition = an_approved_edition(cast, an_accepted_review(cast), text=f"{SUMMARY}\n\n{STRANGER}")
    assert edition.approved_at == moment(APPROVED)
    assert publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED)).published_at


def test_the_page_shows_each_kind_with_the_same_words_once(cast: Cast, case: Case) -> None:
    jigsaw = "She was the youngest of five. Her mother worked as a train driver. The twins left in March 2007."
    page = draft_page(cast.author, a_draft(cast, case, f"{STRANGER} {LEAK} {jigsaw}").pk)
    groups = {group.kind: group for group in page.groups}
    assert next(iter(groups)) == "listed"
    assert list(groups)[-1] == "jigsaw"
    people = [line for line in groups["PERSON"].lines if "Wexcombe" in line.text]
    assert [(line.text, line.times) for line in people] == [("Mrs Dorothy Wexcombe", 2)]
    assert {line.rule for line in groups["jigsaw"].lines} == {"family-shape", "work"}
    assert "March 2007" in {line.text for line in groups["DATETIME"].lines}
    assert sum(line.times for group in page.groups for line in group.lines) == len(page.found)
    assert groups["PERSON"].open == len(groups["PERSON"].lines)


def test_what_was_found_before_kinds_were_kept_is_still_shown(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, STRANGER)
    draft.found.update(label="", score=None, finder="")
    page = draft_page(cast.author, draft.pk)
    assert [group.kind for group in page.groups] == ["MISC"]
