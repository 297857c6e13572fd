"""Journey 2: an untidy draft is refused, settled, passed, made, approved and published by a second person."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from safelight.core.decision import Decision
from safelight.core.review.grounds import DEPARTED
from safelight.core.vocabulary import PaperKind, Stage
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import verify_chain
from safelight.records.cases import vault
from safelight.records.cases.actions import deciding, intake, proceedings
from safelight.records.committee.facts import facts_from_above
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import drafting, proving, publishing, settling
from safelight.records.publication.models import Edition
from safelight.records.publication.words import EditionState
from tests.factories import Cast, fresh, moment
from tests.upper_factories import (
    APPROVED,
    DRAFTED,
    FULL_REGISTER,
    LEAK,
    PUBLISHED,
    SUMMARY,
    a_made_edition,
    a_passed_draft,
    a_published_edition,
    a_summary_docx,
    an_accepted_review,
    an_approved_edition,
    newest_entry,
    settle_everything,
    with_register,
)

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)


def test_an_untidy_draft_becomes_a_published_edition(cast: Cast) -> None:
    case = an_accepted_review(cast)
    first = drafting.save_draft(
        case=case,
        kind=PaperKind.EXECUTIVE_SUMMARY,
        untrusted_data=a_summary_docx(hidden="Seen by his aunt"),
        name="Toby's summary.docx",
        by=cast.author,
        at=AT,
    )
    drafting.find_people(draft=first, by=cast.author, at=AT)
    refused = proving.run_gate(draft=first, by=cast.author, at=AT)
    checks = {
        finding["check"] for finding in _examination(refused.examination_sha256) if finding["severity"] == "block"
    }
    assert {"identity", "hidden"} <= checks
    with pytest.raises(NotNow, match="not settled"):
        proving.make_edition(draft=first, by=cast.author, at=AT)

    settle_everything(first, by=cast.author, at=AT)
    second = settling.apply_settlements(draft=first, by=cast.author, at=AT)
    assert second.version == 2
    assert not second.found.filter(settlement="").exists()
    with pytest.raises(NotNow, match="passed the gate"):
        proving.make_edition(draft=second, by=cast.author, at=AT)
    assert proving.run_gate(draft=second, by=cast.author, at=AT).blocking == 0
    edition = proving.make_edition(draft=second, by=cast.author, at=AT)

    for name in ("Tobias", "Toby", "Wren", "Oswin", "aunt"):
        assert name.encode() not in vault.get(edition.html_sha256)
    publishing.approve_edition(edition=edition, by=cast.chair, at=moment(APPROVED))
    with pytest.raises(NotForYou):
        publishing.publish_edition(edition=edition, by=cast.author, at=moment(PUBLISHED))
    published = publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))

    assert published.state == EditionState.PUBLISHED
    assert fresh(case).stage == Stage.PUBLISHED
    entry = newest_entry()
    assert (entry.action, entry.acting_as) == ("publication.publish_edition", "business_manager")
    assert published.pdf_sha256 in entry.detail
    assert entry.decision == Decision.from_json(published.decision).without_findings().to_json()
    assert verify_chain().whole


def test_no_name_stands_in_the_trail(cast: Cast) -> None:
    case = an_accepted_review(cast)
    draft = drafting.save_draft(
        case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=f"{SUMMARY}\n\n{LEAK}", by=cast.author, at=AT
    )
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    proving.run_gate(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    for entry in Entry.objects.all():
        for name in ("Tobias", "Wren", "Oswin"):
            assert name not in entry.detail + entry.decision + entry.subject


def test_whoever_wrote_any_of_it_cannot_publish_it(cast: Cast) -> None:
    case = an_accepted_review(cast)
    drafting.save_draft(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=SUMMARY, by=cast.manager, at=AT)
    edition = an_approved_edition(cast, case)
    assert edition.author == cast.author
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    assert "same person" in " ".join(reason.found for reason in refused.value.decision.reasons)
    entry = newest_entry()
    assert (entry.action, entry.case) == ("publication.publish_edition.refused", str(case.pk))
    assert entry.decision == refused.value.decision.without_findings().to_json()


def test_what_was_written_before_an_earlier_publication_does_not_count(cast: Cast) -> None:
    case = an_accepted_review(cast)
    first = a_published_edition(cast, case)
    publishing.withdraw_edition(edition=first, reason="A mistake in a date.", by=cast.chair, at=moment(PUBLISHED, 12))
    second = an_approved_edition(cast, case)
    assert publishing.publish_edition(edition=second, by=cast.manager, at=moment(PUBLISHED, 15)).published_at


@pytest.mark.parametrize("kind", ["criminal", "family", "inquest", "court_order", "child_welfare"])
def test_what_holds_publication_holds_it_until_it_ends(cast: Cast, kind: str) -> None:
    case = an_accepted_review(cast)
    edition = an_approved_edition(cast, case)
    held = proceedings.open_proceeding(
        case=case,
        kind=kind,
        court="Northmere Court",
        scope="What happened at home.",
        opened_on=APPROVED,
        by=cast.manager,
        at=moment(APPROVED, 12),
    )
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(APPROVED, 15))
    assert any("held" in reason.found for reason in refused.value.decision.reasons)
    edition.refresh_from_db()
    assert edition.state == EditionState.APPROVED
    proceedings.end_proceeding(
        proceeding=held, ending="It ended.", ended_on=PUBLISHED, by=cast.manager, at=moment(PUBLISHED, 9)
    )
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))


def test_another_review_beside_this_one_holds_nothing(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = an_approved_edition(cast, case)
    proceedings.open_proceeding(
        case=case,
        kind="other_review",
        court="A coroner's office",
        scope="Another review.",
        opened_on=APPROVED,
        by=cast.manager,
        at=moment(APPROVED, 12),
    )
    assert publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED)).published_at


def test_an_edit_after_approval_voids_it(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = an_approved_edition(cast, case)
    drafting.save_draft(
        case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=f"{SUMMARY}\n\nA last word.", by=cast.author, at=AT
    )
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    assert "changed since it was approved" in " ".join(reason.found for reason in refused.value.decision.reasons)


def test_an_edition_of_an_older_text_is_not_approved(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = a_made_edition(cast, case)
    drafting.save_draft(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=f"{SUMMARY}\n\nX.", by=cast.author, at=AT)
    with pytest.raises(NotNow, match="changed after this edition was made"):
        publishing.approve_edition(edition=edition, by=cast.chair, at=moment(APPROVED))


def test_what_nobody_approved_is_not_published(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = a_made_edition(cast, case)
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    assert "No text has been approved." in [reason.found for reason in refused.value.decision.reasons]


def test_a_place_that_the_register_comes_to_know_after_approval_stops_publication(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = an_approved_edition(cast, case, text=f"{SUMMARY}\n\nHe was often at Harrow Lodge.")
    home = '\n[[place]]\nid = "home"\nkind = "home"\nnames = ["Harrow Lodge"]\nreplacement = "a house"\n'
    intake.keep_register(case=case, untrusted_toml=FULL_REGISTER + home, by=cast.manager, at=moment(APPROVED, 12))
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    assert "Harrow" not in refused.value.decision.to_json()


def test_after_the_board_resolves_not_to_publish_nothing_is(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition, made = an_approved_edition(cast, case), moment(APPROVED, 12)
    deciding.resolve_not_to_publish(
        case=case, reasons="It would harm a sibling.", review_on=date(2011, 10, 20), by=cast.chair, at=made
    )
    with pytest.raises(NotNow, match="20 October 2010"):
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    deciding.look_again_at_not_publishing(
        case=case, outcome="taken_back", reasons="The sibling has asked for it.", by=cast.chair, at=moment(PUBLISHED, 8)
    )
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    assert fresh(case).stage == Stage.PUBLISHED


def test_a_published_edition_is_withdrawn_with_a_reason_and_leaves_its_bytes(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = a_published_edition(cast, case)
    with pytest.raises(WrongInput) as wrong:
        publishing.withdraw_edition(edition=edition, reason="  ", by=cast.manager, at=moment(PUBLISHED, 12))
    assert wrong.value.field == "reason"
    gone = publishing.withdraw_edition(
        edition=edition, reason="A sibling could be found.", by=cast.manager, at=moment(PUBLISHED, 12)
    )
    assert gone.state == EditionState.WITHDRAWN
    assert vault.get(gone.pdf_sha256).startswith(b"%PDF")
    assert fresh(case).stage != Stage.PUBLISHED
    assert newest_entry().action == "publication.withdraw_edition"
    for act in (publishing.withdraw_edition, publishing.publish_edition):
        more = {"reason": "Again."} if act is publishing.withdraw_edition else {}
        with pytest.raises(NotNow):
            act(edition=edition, by=cast.manager, at=moment(PUBLISHED, 13), **more)


def test_the_database_itself_lets_nobody_publish_what_they_wrote(cast: Cast) -> None:
    edition = an_approved_edition(cast, an_accepted_review(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(published_by=cast.author)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(approved_sha256="0" * 64, published_at=AT)


def test_the_day_of_an_act_is_the_day_in_london(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = an_approved_edition(cast, case)
    proceedings.open_proceeding(
        case=case,
        kind="criminal",
        court="Crown Court",
        scope="A trial.",
        opened_on=APPROVED,
        by=cast.manager,
        at=moment(APPROVED, 12),
    )
    # 23:30 on 28 May in UTC is 00:30 on 29 May in London.
    late = datetime(2011, 5, 28, 23, 30, tzinfo=UTC)
    trial = case.proceedings.get()
    proceedings.end_proceeding(
        proceeding=trial, ending="Acquitted.", ended_on=date(2011, 5, 29), by=cast.manager, at=late
    )
    published = publishing.publish_edition(edition=edition, by=cast.manager, at=late)
    assert published.show_until is not None
    assert published.show_until > date(2013, 5, 27)
    assert facts_from_above(fresh(case), date(2011, 5, 29)).published_on == date(2011, 5, 29)


def test_a_draft_from_word_is_kept_as_words_and_as_the_file_that_came(cast: Cast) -> None:
    case = with_register(cast, an_accepted_review(cast))
    data = a_summary_docx()
    draft = drafting.save_draft(
        case=case, kind=PaperKind.EXECUTIVE_SUMMARY, untrusted_data=data, name="a/b/summary.docx", by=cast.author, at=AT
    )
    assert draft.upload_name == "summary.docx"
    assert vault.get(draft.upload_sha256) == data
    assert LEAK in vault.get(draft.text_sha256).decode()


def _examination(sha256: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(vault.get(sha256, shelf=vault.Shelf.NAMES))["findings"]
    return found


def test_a_passed_draft_has_nothing_left_to_settle(cast: Cast) -> None:
    draft = a_passed_draft(cast, an_accepted_review(cast))
    assert draft.gate_results.last().blocking == 0
    assert not draft.found.filter(listed=True).exists()


def test_a_rule_of_the_document_that_is_departed_from_no_longer_blocks_and_the_reason_shows(cast: Cast) -> None:
    case = an_accepted_review(cast)
    short = SUMMARY[: SUMMARY.index("## Action plan")]
    draft = a_passed_draft(cast, case, text=short)
    assert draft.gate_results.latest("id").blocking == 1
    deciding.depart(
        case=case, duty="summary.action-plan", reason="It would lead to the ward.", by=cast.chair, at=moment(DRAFTED)
    )
    assert proving.run_gate(draft=draft, by=cast.author, at=AT).blocking == 0
    edition = proving.make_edition(draft=draft, by=cast.author, at=AT)
    publishing.approve_edition(edition=edition, by=cast.chair, at=moment(APPROVED))
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    edition.refresh_from_db()
    assert f"{DEPARTED}It would lead to the ward." in [
        reason.found for reason in Decision.from_json(edition.decision).reasons
    ]


def test_the_officers_go_unnamed_only_for_a_recorded_reason(cast: Cast) -> None:
    case = an_accepted_review(cast)
    draft = a_passed_draft(cast, case, text=SUMMARY.replace("Margaret Ellison, the chair", "The chair"))
    assert draft.gate_results.latest("id").blocking == 1
    deciding.depart(
        case=case, duty="summary.officers-named", reason="She was threatened.", by=cast.chair, at=moment(DRAFTED)
    )
    proving.run_gate(draft=draft, by=cast.author, at=AT)
    edition = proving.make_edition(draft=draft, by=cast.author, at=AT)
    proof = Decision.from_json(json.loads(edition.proof)["decision"])
    assert proof.allowed
    assert {reason.found for reason in proof.reasons} == {f"{DEPARTED}She was threatened."}
