"""What becomes of each thing found: settled once, kept through a second look, never undone by an older version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.models import Case, Seat
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import drafting, proving, public_facts, publishing, settling
from safelight.records.publication.compared import comparison_page
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.proof import page_examined
from safelight.records.publication.queries import (
    draft_page,
    edition_bytes,
    edition_page,
    publication_page,
    published_editions,
)
from safelight.records.publication.texts import text_of
from safelight.records.publication.words import EditionState, Settlement
from tests.core.edition.sample import ROSTER
from tests.factories import Cast, a_scoped_case, moment
from tests.upper_factories import (
    APPROVED,
    DRAFTED,
    LEAK,
    PUBLISHED,
    SUMMARY,
    a_made_edition,
    a_passed_draft,
    a_published_edition,
    a_review,
    an_accepted_review,
    an_approved_edition,
    settle_everything,
)

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
STRANGER = "Mrs Dorothy Wexcombe met the family. Later Mrs Dorothy Wexcombe wrote to them."


def a_draft(cast: Cast, case: Case, text: str) -> Draft:
    draft = drafting.save_draft(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=text, by=cast.author, at=AT)
    return drafting.find_people(draft=draft, by=cast.author, at=AT)


def test_the_same_words_are_settled_everywhere_or_only_here(cast: Cast) -> None:
    draft = a_draft(cast, a_review(cast), STRANGER)
    first = draft.found.first()
    assert first is not None
    places = draft.found.count()
    assert places >= 2
    here = settling.settle_finding(
        finding=first, settlement=Settlement.KEEP, reason="A doctor.", everywhere=False, by=cast.author, at=AT
    )
    assert here == 1
    assert draft.found.filter(settlement="").count() == places - 1
    everywhere = settling.settle_finding(
        finding=first, settlement=Settlement.REPLACE, replacement="a doctor", reason="R", by=cast.author, at=AT
    )
    assert everywhere == 2
    following = settling.apply_settlements(draft=draft, by=cast.author, at=AT)
    assert "Wexcombe" not in vault.get(following.text_sha256).decode()


def test_two_people_of_one_surname_are_replaced_each_by_their_own_name(cast: Cast) -> None:
    case = a_review(cast)
    draft = a_draft(cast, case, "Tobias Wren-Halloran died.")
    finding = draft.found.get()
    twin = draft.found.create(
        start=0, end=6, rule=finding.rule, key="mother", listed=True, replacement="the mother", why="W"
    )
    finding.end = 6
    finding.save()
    settling.settle_finding(finding=finding, settlement=Settlement.REPLACE, reason="R", by=cast.author, at=AT)
    twin.refresh_from_db()
    assert twin.settlement == ""


def test_looking_again_keeps_what_was_settled_and_forgets_nothing(cast: Cast) -> None:
    draft = a_draft(cast, a_review(cast), f"{STRANGER}\n\n{LEAK}")
    settle_everything(draft, by=cast.author, at=AT)
    before = list(draft.found.values_list("start", "settlement", "reason", "replacement"))
    drafting.find_people(draft=draft, by=cast.manager, at=moment(DRAFTED, 15))
    assert list(draft.found.values_list("start", "settlement", "reason", "replacement")) == before


def test_what_was_kept_stays_kept_in_the_next_version_with_its_reason(cast: Cast) -> None:
    draft = a_draft(cast, a_review(cast), f"{LEAK}\n\n{STRANGER}")
    settle_everything(draft, by=cast.author, at=AT)
    following = settling.apply_settlements(draft=draft, by=cast.manager, at=AT)
    kept = following.found.filter(settlement=Settlement.KEEP)
    assert kept.exists()
    assert {finding.settled_by for finding in kept} == {cast.author}
    assert not following.found.filter(settlement="").exists()


def test_settlements_are_applied_only_when_all_is_settled_and_only_to_the_newest(cast: Cast) -> None:
    case = a_review(cast)
    unsearched = drafting.save_draft(case=case, kind=PaperKind.OVERVIEW, text=LEAK, by=cast.author, at=AT)
    with pytest.raises(NotNow, match="Look for people"):
        settling.apply_settlements(draft=unsearched, by=cast.author, at=AT)
    draft = a_draft(cast, case, LEAK)
    with pytest.raises(NotNow, match="not settled yet"):
        settling.apply_settlements(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    settling.apply_settlements(draft=draft, by=cast.author, at=AT)
    with pytest.raises(NotNow, match="newer version"):
        settling.apply_settlements(draft=draft, by=cast.author, at=AT)
    with pytest.raises(NotNow, match="newer version"):
        proving.make_edition(draft=draft, by=cast.author, at=AT)


def test_a_draft_with_nothing_to_replace_goes_to_the_gate_as_it_is(cast: Cast) -> None:
    draft = a_passed_draft(cast, a_review(cast))
    with pytest.raises(NotNow, match="as it is"):
        settling.apply_settlements(draft=draft, by=cast.author, at=AT)


def test_without_a_register_nobody_is_looked_for(cast: Cast) -> None:
    case = a_scoped_case(cast)
    Case.objects.filter(pk=case.pk).update(register_sha256="")
    draft = drafting.save_draft(case=case, kind=PaperKind.OVERVIEW, text=SUMMARY, by=cast.author, at=AT)
    for act in (drafting.find_people, proving.run_gate):
        with pytest.raises(NotNow, match="register"):
            act(draft=draft, by=cast.author, at=AT)


def test_a_link_to_what_is_public_must_be_settled_too(cast: Cast) -> None:
    case = a_review(cast)
    public_facts.record_public_fact(
        case=case,
        text="An adult was tried at Northmere Crown Court in May.",
        source="The Northmere Echo, 4 May 2010",
        terms=["Crown Court"],
        by=cast.author,
        at=AT,
    )
    draft = a_draft(cast, case, f"{SUMMARY}\n\nThe trial at Northmere Crown Court ended in May.")
    assert draft.found.filter(rule="public-link").exists()
    proving.run_gate(draft=draft, by=cast.author, at=AT)
    with pytest.raises(NotNow, match="not settled"):
        proving.make_edition(draft=draft, by=cast.author, at=AT)


def test_words_that_cannot_be_printed_are_said_before_an_edition_is_made(cast: Cast) -> None:
    case = a_review(cast)
    draft = drafting.save_draft(
        case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=f"{SUMMARY}\n\nA mark: \ue000.", by=cast.author, at=AT
    )
    with pytest.raises(NotNow):
        proving.run_gate(draft=draft, by=cast.author, at=AT)


def test_whoever_wrote_some_of_it_does_not_approve_it(cast: Cast) -> None:
    case = a_review(cast)
    Seat.objects.create(case=case, user=cast.author, reader="panel_chair", since=DRAFTED)
    edition = a_made_edition(cast, case)
    with pytest.raises(NotNow, match="somebody else approves"):
        publishing.approve_edition(edition=edition, by=cast.author, at=moment(APPROVED))
    assert not edition_page(cast.author, edition.pk, on=APPROVED).may_approve


def test_an_edition_is_approved_once(cast: Cast) -> None:
    edition = an_approved_edition(cast, a_review(cast))
    with pytest.raises(NotNow, match="already"):
        publishing.approve_edition(edition=edition, by=cast.panel_chair, at=moment(APPROVED))


def test_the_list_names_the_newest_draft_and_asks_the_same_whatever_its_length(cast: Cast) -> None:
    case = a_review(cast)
    a_passed_draft(cast, case)
    with CaptureQueriesContext(connection) as few:
        publication_page(cast.author, case.pk)
    for _ in range(4):
        a_draft(cast, case, LEAK)
    drafting.save_draft(case=case, kind=PaperKind.OVERVIEW, text=SUMMARY, by=cast.author, at=AT)
    with CaptureQueriesContext(connection) as many:
        page = publication_page(cast.author, case.pk)
    assert len(many) == len(few)
    assert [(line.kind, line.version) for line in page.drafts if line.is_newest] == [
        ("executive_summary", 5),
        ("overview", 1),
    ]
    first, last = page.drafts[4], page.drafts[0]
    assert (first.version, first.blocking, first.unsettled) == (1, 0, 0)
    assert (last.version, last.blocking) == (5, None)
    assert last.unsettled > 0


def test_the_workbench_shows_the_text_in_pieces_and_what_was_found(cast: Cast) -> None:
    case = a_review(cast)
    draft = a_draft(cast, case, f"{LEAK}\n\n{STRANGER}")
    page = draft_page(cast.author, draft.pk)
    assert "".join(words for words, _ in page.pieces) == page.text
    assert page.open_listed == draft.found.filter(listed=True).count() > 0
    assert page.may_write
    assert not draft_page(cast.chair, draft.pk).may_write
    settle_everything(draft, by=cast.author, at=AT)
    proving.run_gate(draft=draft, by=cast.author, at=AT)
    page = draft_page(cast.author, draft.pk)
    assert page.gate is not None
    assert page.gate.blocking > 0
    assert page.replacements > 0
    warned = [line for line in page.gate.findings if "Wexcombe" in line.text]
    assert warned
    assert {line.kept for line in warned} == {"It identifies nobody."}
    assert page.gate.open_warnings < page.gate.warnings


def test_the_checklist_is_for_the_one_who_looks(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = an_approved_edition(cast, case)
    page = edition_page(cast.manager, edition.pk, on=APPROVED)
    assert page.checklist.allowed
    assert page.may_publish
    assert {name for name, *_ in page.checked} == {"edition.html", "edition.pdf", "edition.odt"}
    theirs = edition_page(cast.author, edition.pk, on=APPROVED)
    assert not theirs.checklist.allowed
    assert not theirs.may_publish
    with pytest.raises(NotForYou):
        edition_bytes(cast.author, edition.pk, form="docx")


def test_only_published_editions_are_given_to_the_site_and_a_withdrawn_one_without_bytes(cast: Cast) -> None:
    case = an_accepted_review(cast)
    made = a_made_edition(cast, case)
    assert published_editions() == ()
    publishing.approve_edition(edition=made, by=cast.chair, at=moment(APPROVED))
    publishing.publish_edition(edition=made, by=cast.manager, at=moment(PUBLISHED))
    (public,) = published_editions()
    assert public.html.startswith(b"<!DOCTYPE html>")
    assert public.public_name == "Child N"
    publishing.withdraw_edition(edition=made, reason="R", by=cast.manager, at=moment(PUBLISHED, 12))
    (gone,) = published_editions()
    assert (gone.html, gone.pdf, gone.odt) == (b"", b"", b"")
    assert gone.withdrawn_at is not None


def test_an_edition_of_before_there_was_an_opendocument_file_is_approved_published_and_shown_as_it_is(
    cast: Cast,
) -> None:
    made = a_made_edition(cast, an_accepted_review(cast))
    Edition.objects.filter(pk=made.pk).update(odt_sha256="")
    assert not edition_page(cast.manager, made.pk, on=APPROVED).line.has_odt
    with pytest.raises(NotForYou):
        edition_bytes(cast.chair, made.pk, form="odt")
    publishing.approve_edition(edition=made, by=cast.chair, at=moment(APPROVED))
    publishing.publish_edition(edition=made, by=cast.manager, at=moment(PUBLISHED))
    (public,) = published_editions()
    assert public.pdf.startswith(b"%PDF")
    assert public.odt == b""


def test_a_page_that_passed_the_gate_is_not_read_again_when_its_edition_is_looked_at(cast: Cast) -> None:
    edition = a_made_edition(cast, an_accepted_review(cast))
    before = page_examined.cache_info()
    edition_page(cast.manager, edition.pk, on=APPROVED)
    after = page_examined.cache_info()
    assert after.misses == before.misses
    assert after.hits > before.hits


@pytest.mark.parametrize("asked", ["page", "roster", "blocking"])
def test_a_change_of_page_register_or_what_blocks_is_another_question(asked: str) -> None:
    regime = load_rulebook().regime(initiated_on=date(2010, 4, 1))
    page_examined.cache_clear()
    usual = {
        "page": b"<p>Nobody.</p>",
        "roster": ROSTER,
        "regime": regime,
        "blocking_labels": frozenset[str](),
        "kind": PaperKind.OVERVIEW,
    }
    other = {"page": b"<p>Nobody!</p>", "roster": replace(ROSTER, people=()), "blocking": frozenset({"PERSON"})}
    page_examined(**usual)
    page_examined(**{**usual, {"blocking": "blocking_labels"}.get(asked, asked): other[asked]})
    assert page_examined.cache_info().misses == 2


def test_an_edition_page_of_what_was_published_shows_the_decision_of_that_day(cast: Cast) -> None:
    edition = a_published_edition(cast, an_accepted_review(cast))
    page = edition_page(cast.auditor, edition.pk, on=date(2020, 1, 1))
    assert page.checklist.allowed
    assert page.line.state is EditionState.PUBLISHED
    assert edition_page(cast.chair, edition.pk, on=PUBLISHED).may_withdraw
    assert not page.may_withdraw


def test_a_reason_longer_than_its_column_comes_back(cast: Cast) -> None:
    edition = a_published_edition(cast, an_accepted_review(cast))
    with pytest.raises(WrongInput, match="longer than 400"):
        publishing.withdraw_edition(edition=edition, reason="x" * 401, by=cast.manager, at=moment(PUBLISHED, 12))


def test_what_the_board_has_not_accepted_is_not_published(cast: Cast) -> None:
    edition = an_approved_edition(cast, a_review(cast))
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    found = [reason.found for reason in refused.value.decision.reasons]
    assert "It has not accepted this one." in found
    assert any(reason.startswith("Not done yet: “") for reason in found), (
        "nor has what the rules ask for beforehand been done"
    )


def test_what_was_saved_meanwhile_is_kept_beside_what_is_typed(cast: Cast) -> None:
    case = an_accepted_review(cast)
    first = drafting.save_draft(case=case, kind=PaperKind.OVERVIEW, text="One.\n\nTwo.", by=cast.author, at=AT)
    mine = {"case": case, "kind": PaperKind.OVERVIEW, "by": cast.author, "at": AT, "base": first.pk}
    drafting.save_draft(
        case=case, kind=PaperKind.OVERVIEW, text="One.\n\nTwo, they said.", base=first.pk, by=cast.manager, at=AT
    )
    assert text_of(drafting.save_draft(text="One, I say.\n\nTwo.", **mine)) == "One, I say.\n\nTwo, they said."
    both = drafting.save_draft(text="One.\n\nTwo, I say.", **mine)
    assert "they said" in text_of(both)
    assert "I say" in text_of(both)
    assert proving.run_gate(draft=both, by=cast.author, at=AT).blocking
    told = [line.advice for line in draft_page(cast.author, both.pk).gate.findings]
    assert any("choose between the two" in advice for advice in told)
    with pytest.raises(NotForYou):
        drafting.save_draft(text="X.", **(mine | {"kind": PaperKind.EXECUTIVE_SUMMARY}))


def test_versions_are_compared_by_those_who_see_drafts_and_with_their_own_alone(cast: Cast) -> None:
    case = an_accepted_review(cast)
    kinds = (PaperKind.OVERVIEW, PaperKind.OVERVIEW, PaperKind.EXECUTIVE_SUMMARY)
    first, second, other = (
        drafting.save_draft(case=case, kind=kind, text=f"Number {number}.", by=cast.author, at=AT)
        for number, kind in enumerate(kinds)
    )
    page = comparison_page(cast.chair, second.pk)
    assert (page.against, page.changed) == (1, 1)
    assert comparison_page(cast.chair, first.pk).against == 0
    for reader, against in ((cast.chair, other.pk), (cast.police_author, first.pk)):
        with pytest.raises(NotForYou):
            comparison_page(reader, second.pk, against=against)
