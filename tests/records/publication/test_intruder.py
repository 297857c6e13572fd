"""Somebody who wrote none of a text tries to see through it: for that very text, with what follows, and again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safelight.core.review.intruder import TRIED, Conclusion, Searched, Source
from safelight.core.vocabulary import PaperKind
from safelight.records.assurance.queries import record_of
from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.cases.actions import duties
from safelight.records.cases.models import Case
from safelight.records.cases.queries import facts_of
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import drafting, proving, publishing, reading
from safelight.records.publication.intruder import intruder_page
from safelight.records.publication.models import Draft, Edition, IntruderReview
from safelight.records.publication.queries import edition_page, publication_page
from safelight.records.publication.tried import answers_of, standing_together
from tests.factories import Cast, moment
from tests.records.publication.intruding import AGAIN, SEARCHED, SECRET, an_answer, not_remote, tried
from tests.upper_factories import (
    DRAFTED,
    SUMMARY,
    a_passed_draft,
    a_published_edition,
    an_accepted_review,
    an_approved_edition,
    newest_entry,
)

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
LATER = DRAFTED + timedelta(days=2)
ASKED_FROM = date(2025, 4, 7)
"""A day on which the guidance of March 2025 asks for such a review."""
NEXT_YEAR = date(2026, 4, 7)


@pytest.fixture
def case(cast: Cast) -> Case:
    return an_accepted_review(cast)


def changed(draft: Draft, cast: Cast) -> Draft:
    """The next version, with other words."""
    text = SUMMARY.replace("An inquest was held.", "An inquest was held in public.")
    return drafting.save_draft(case=draft.case_id, kind=draft.kind, text=text, by=cast.author, at=moment(LATER))


def test_what_was_found_lies_in_the_vault_under_the_names_key_and_nowhere_else(cast: Cast, case: Case) -> None:
    review = tried(a_passed_draft(cast, case), by=cast.manager, on=DRAFTED)
    row = " ".join(str(value) for value in IntruderReview.objects.filter(pk=review.pk).values()[0].values())
    assert SECRET not in row + newest_entry().detail
    assert "Edith Marlowe" not in row + newest_entry().detail
    assert SECRET in vault.get(review.answers_sha256, shelf=vault.Shelf.NAMES).decode()
    answers = answers_of(review)
    assert (answers.searched, answers.looked_by) == (SEARCHED, "Edith Marlowe")
    assert newest_entry().action == "publication.record_intruder_review"


def test_whoever_wrote_any_of_it_neither_looks_nor_records(cast: Cast, case: Case) -> None:
    draft = a_passed_draft(cast, case)
    with pytest.raises(NotNow, match="written some of this text"):
        tried(draft, by=cast.author, on=DRAFTED)
    with pytest.raises(WrongInput, match="Somebody else looks") as wrong:
        tried(draft, by=cast.manager, on=DRAFTED, looked_by=f"  {cast.author.name.upper()} ")
    assert wrong.value.field == "looked_by"
    assert not IntruderReview.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"looked_by": " "}, "looked_by"),
        ({"searched": ()}, "source_0"),
        ({"searched": (Searched(), Searched(source="a hunch", looked_for="L", found="F"))}, "source_1"),
        ({"searched": (Searched(), Searched(source=Source.PRESS, found="F"))}, "looked_for_1"),
        ({"searched": (Searched(source=Source.PRESS, looked_for="L"),)}, "found_0"),
        ({"searched": (Searched(source=Source.PRESS, looked_for="L", found="F" * 4001),)}, "found_0"),
        ({"weighed": an_answer()["weighed"][1:]}, "neighbour"),
        ({"indicated": an_answer()["indicated"][:2]}, "inferring"),
        ({"conclusion": "perhaps"}, "conclusion"),
        ({"conclusion": Conclusion.NOT_REMOTE}, "must_change"),
        ({"repeat_on": None}, "repeat_on"),
        ({"repeat_on": DRAFTED}, "repeat_on"),
        ({"looked_on": DRAFTED + timedelta(days=1)}, "looked_on"),
        ({"looked_on": DRAFTED - timedelta(days=1)}, "looked_on"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_beside_its_field(
    cast: Cast, case: Case, given: dict[str, Any], field: str
) -> None:
    draft = a_passed_draft(cast, case)
    from safelight.records.publication.actions import intruder

    with pytest.raises(WrongInput) as wrong:
        intruder.record_intruder_review(draft=draft, by=cast.manager, at=AT, **(an_answer(looked_on=DRAFTED) | given))
    assert wrong.value.field == field
    assert not IntruderReview.objects.exists()


def test_the_database_knows_no_review_without_what_follows_from_it(cast: Cast, case: Case) -> None:
    review = tried(a_passed_draft(cast, case), by=cast.manager, on=DRAFTED)
    for given in ({"conclusion": "perhaps"}, {"repeat_on": None}, {"repeat_on": DRAFTED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            IntruderReview.objects.filter(pk=review.pk).update(**given)


def test_an_edit_voids_it_and_the_same_words_again_do_not(cast: Cast, case: Case) -> None:
    draft = a_passed_draft(cast, case)
    tried(draft, by=cast.manager, on=DRAFTED)
    assert facts_of(case, on=DRAFTED).done_on(TRIED) == DRAFTED
    other = changed(draft, cast)
    facts = facts_of(case, on=LATER)
    assert facts.done_on(TRIED) is None
    assert "was of an earlier text" in facts.intruder_lacking
    page = intruder_page(cast.manager, other.pk, on=LATER)
    assert (page.last, page.sources) == (None, (Source.PRESS, Source.SEARCH_ENGINE))
    assert "was of an earlier text" in page.lacking
    drafting.save_draft(case=case.pk, kind=draft.kind, text=SUMMARY, by=cast.author, at=moment(LATER))
    assert facts_of(case, on=LATER).done_on(TRIED) == DRAFTED


def test_an_older_version_is_not_tried_unless_it_is_public(cast: Cast, case: Case) -> None:
    draft = a_passed_draft(cast, case)
    other = changed(draft, cast)
    with pytest.raises(NotNow, match="newer version"):
        tried(draft, by=cast.manager, on=LATER)
    assert "newer version" in intruder_page(cast.manager, draft.pk, on=LATER).why_not
    assert tried(other, by=cast.manager, on=LATER).text_sha256 == other.text_sha256


def test_somebody_found_blocks_gate_edition_and_publication_of_that_text(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case)
    draft = edition.draft
    not_remote(draft, by=cast.panel_chair, on=date(2010, 10, 21))
    at = moment(date(2010, 10, 22))
    assert proving.run_gate(draft=draft, by=cast.author, at=at).blocking == 1
    with pytest.raises(NotNow):
        proving.make_edition(draft=draft, by=cast.author, at=at)
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=at)
    told = [reason.found for reason in refused.value.decision.reasons]
    assert told == ["The motivated-intruder review of 21 October 2010 found that somebody could be identified."]
    found = reading.read_draft(draft=draft.pk, by=cast.author, at=at).gate
    assert found is not None
    assert any("Take out the month of the trial." in line.advice for line in found.findings)
    other = changed(draft, cast)
    drafting.find_people(draft=other, by=cast.author, at=at)
    assert not [one for one in proving.examine_draft(other).findings if one.rule == "motivated-intruder"], (
        "another text is another matter"
    )


def test_an_edition_is_not_made_after_somebody_was_found_although_the_gate_had_passed(cast: Cast, case: Case) -> None:
    draft = a_passed_draft(cast, case)
    not_remote(draft, by=cast.manager, on=DRAFTED)
    with pytest.raises(NotNow, match="could be identified"):
        proving.make_edition(draft=draft, by=cast.author, at=AT)
    tried(draft, by=cast.manager, on=DRAFTED)
    assert proving.make_edition(draft=draft, by=cast.author, at=AT), "the last one counts"


def publish(edition: Edition, cast: Cast, on: date = ASKED_FROM) -> Edition:
    return publishing.publish_edition(edition=edition, by=cast.manager, at=moment(on))


def refusals(edition: Edition, cast: Cast, on: date = ASKED_FROM) -> list[str]:
    with pytest.raises(RefusedByRule) as refused:
        publish(edition, cast, on)
    return [reason.found for reason in refused.value.decision.reasons if "intruder" in reason.rule]


def test_once_the_rules_ask_for_it_nothing_is_published_without_one_of_that_very_text(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case)
    assert any("Record it with the draft" in found for found in refusals(edition, cast))
    tried(edition.draft, by=cast.manager, on=ASKED_FROM, repeat_on=NEXT_YEAR)
    checklist = edition_page(cast.chair, edition.pk, on=ASKED_FROM).checklist
    line = next(reason for reason in checklist.reasons if reason.rule == "ico-2025/motivated-intruder")
    assert "sufficiently remote. To be repeated on 7 April 2026" in line.found
    assert publish(edition, cast).published_at


def test_one_that_was_to_be_repeated_by_now_stops_publication_until_it_is(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case)
    tried(edition.draft, by=cast.manager, on=ASKED_FROM, repeat_on=NEXT_YEAR)
    assert any("was to be repeated on 7 April 2026" in found for found in refusals(edition, cast, NEXT_YEAR))
    tried(edition.draft, by=cast.manager, on=NEXT_YEAR, repeat_on=date(2027, 4, 7))
    assert publish(edition, cast, NEXT_YEAR).published_at


def note(case: Case, cast: Cast, on: date = ASKED_FROM) -> None:
    duties.record_duty(case=case.pk, duty=TRIED, done_on=on, note="Tried on paper.", by=cast.manager, at=moment(on))


def test_an_old_note_goes_on_counting_and_counts_no_more_beside_a_review(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case)
    note(case, cast)
    assert facts_of(case, on=ASKED_FROM).done_on(TRIED) == ASKED_FROM
    not_remote(edition.draft, by=cast.panel_chair, on=ASKED_FROM)
    assert facts_of(case, on=ASKED_FROM).done_on(TRIED) is None
    with pytest.raises(NotNow, match="counts no more"):
        note(case, cast)
    assert refusals(edition, cast)
    tried(edition.draft, by=cast.panel_chair, on=ASKED_FROM, repeat_on=NEXT_YEAR)
    assert publish(edition, cast).published_at


def test_a_note_alone_lets_it_out_as_before(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case)
    note(case, cast)
    assert publish(edition, cast).published_at


def test_each_text_that_is_to_be_published_is_tried_for_itself(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case)
    tried(edition.draft, by=cast.manager, on=ASKED_FROM, repeat_on=NEXT_YEAR)
    report = drafting.save_draft(
        case=case, kind=PaperKind.OVERVIEW, text=f"{SUMMARY}\n\nMore.", by=cast.author, at=moment(ASKED_FROM)
    )
    assert standing_together([edition.draft]).passed_on == ASKED_FROM
    both = standing_together([edition.draft, report])
    assert (both.passed_on, "each counts for itself" in both.lacking) == (None, True)
    tried(report, by=cast.manager, on=NEXT_YEAR, repeat_on=date(2027, 4, 7))
    assert standing_together([edition.draft, report]).passed_on == NEXT_YEAR


def test_what_is_public_is_tried_again_also_when_a_newer_version_is_drafted(cast: Cast, case: Case) -> None:
    edition = a_published_edition(cast, case)
    changed(edition.draft, cast)
    on = date(2010, 12, 1)
    page = intruder_page(cast.panel_chair, edition.draft_id, on=on)
    assert (page.public, page.may_record, page.is_newest) == (True, True, False)
    review = tried(edition.draft, by=cast.panel_chair, on=on)
    assert (review.text_sha256, review.repeat_on) == (edition.text_sha256, AGAIN)
    assert facts_of(case, on=on).next_intruder_review_on == AGAIN


def test_somebody_found_in_what_is_public_is_said_and_the_review_stays_published(cast: Cast, case: Case) -> None:
    edition = a_published_edition(cast, case)
    on = date(2010, 12, 1)
    stage = facts_of(case, on=on)
    not_remote(edition.draft, by=cast.panel_chair, on=on)
    facts = facts_of(case, on=on)
    assert "withdraw it" in facts.public_but_not_remote
    assert facts.published_on == stage.published_on
    assert facts.done_on(TRIED) == stage.done_on(TRIED)
    publishing.withdraw_edition(edition=edition, reason="It leads to her.", by=cast.chair, at=moment(on))
    assert facts_of(case, on=on).public_but_not_remote == ""


def test_the_page_of_publication_says_how_each_text_stands(cast: Cast, case: Case) -> None:
    edition = a_published_edition(cast, case)
    tried(edition.draft, by=cast.panel_chair, on=date(2010, 12, 1))
    other = changed(edition.draft, cast)
    lines = {line.version: line for line in publication_page(cast.author, case.pk).texts}
    assert set(lines) == {edition.draft.version, other.version}
    assert lines[edition.draft.version].public
    assert lines[edition.draft.version].tried is not None
    assert lines[other.version].tried is None
    assert "earlier text" in lines[other.version].lacking


def test_reading_it_is_recorded_and_only_those_of_publication_read_it(cast: Cast, case: Case) -> None:
    draft = a_passed_draft(cast, case)
    tried(draft, by=cast.manager, on=DRAFTED)
    page = reading.read_intruder(draft=draft.pk, by=cast.auditor, at=AT)
    assert page.answers is not None
    assert not page.may_try
    assert Entry.objects.latest("number").action == "publication.read_intruder"


def test_the_record_for_an_inspector_says_that_it_was_done_and_not_what_was_found(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case)
    tried(edition.draft, by=cast.manager, on=ASKED_FROM, repeat_on=NEXT_YEAR)
    record = record_of(case, on=ASKED_FROM)
    assert "Motivated-intruder review of the executive summary" in repr(record)
    assert SECRET not in repr(record)
