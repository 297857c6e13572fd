"""A draft beside the papers of its review that anybody has: what they tell together blocks until others decide."""

from __future__ import annotations

from datetime import date

import pytest

from safelight.core.anonymise.jigsaw.across import SeamKind
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.actions import pseudonyms
from safelight.records.cases.models import Case
from safelight.records.committee import actions as committee
from safelight.records.committee.words import ResolutionKind
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule
from safelight.records.publication.actions import drafting, proving, public_facts, publishing
from safelight.records.publication.held import HeldDraft, words_hash
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.put_together import put_together
from safelight.records.publication.told import together_page
from tests.factories import Cast, moment
from tests.remembering import remembered
from tests.upper_factories import (
    AGREED_ON,
    MET_ON,
    PUBLISHED,
    SUMMARY,
    a_meeting,
    a_report,
    an_accepted_review,
    an_action,
    an_approved_edition,
    newest_entry,
    settle_everything,
    the_form,
)

pytestmark = pytest.mark.django_db
AT = moment(AGREED_ON)
GENERAL = f"{SUMMARY}\n\n## Afterword\n\nThe child was a young child.\n"
BRIEFING = """# What we learned

## What happened

The child died.

## What we learned

- Missed appointments were not followed up.

## What must change

- Somebody visits the home after a missed appointment.

## Questions for your team meeting

- Who knows, on the same day, of a missed appointment?
"""
EXACT = "The child was aged three when it was first seen."


@remembered
def a_published_summary(cast: Cast, case: Case) -> Edition:
    """A summary that calls the child young, published."""
    edition = an_approved_edition(cast, case, text=GENERAL)
    return publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))


@pytest.fixture
def case(cast: Cast) -> Case:
    return an_accepted_review(cast)


def a_briefing(cast: Cast, case: Case, *more: str) -> Draft:
    """A briefing with these paragraphs, everything found in it kept for a reason."""
    text = "\n\n".join((BRIEFING, *more))
    draft = drafting.save_draft(case=case, kind=PaperKind.LEARNING_BRIEF, text=text, by=cast.author, at=AT)
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    return draft


def blocking(cast: Cast, draft: Draft) -> int:
    return proving.run_gate(draft=draft, by=cast.author, at=AT).blocking


def test_what_undoes_a_paper_that_is_out_is_refused_and_its_author_cannot_accept_it(cast: Cast, case: Case) -> None:
    assert blocking(cast, a_briefing(cast, case, EXACT)) == 0
    a_published_summary(cast, case)
    assert blocking(cast, a_briefing(cast, case, "The child was a young child.")) == 0
    draft = a_briefing(cast, case, EXACT)
    assert blocking(cast, draft) == 1
    (seam,) = together_page(cast.chair, draft.pk).across
    assert [(paper, where) for paper, where, _ in seam.there] == [
        ("the executive summary published on 3 November 2010", "paragraph 23, under “Afterword”")
    ]
    with pytest.raises(NotForYou):
        public_facts.accept_telling(draft=draft, words=seam.words, reason="R", by=cast.author, at=AT)


def test_while_somebody_is_named_in_it_no_other_paper_is_laid_beside_it(cast: Cast, case: Case) -> None:
    a_published_summary(cast, case)
    named = "\n\n".join((BRIEFING, EXACT, "Tobias Wren-Halloran was three."))
    draft = drafting.save_draft(case=case, kind=PaperKind.LEARNING_BRIEF, text=named, by=cast.author, at=AT)
    page = together_page(cast.chair, draft.pk)
    assert (page.names_somebody, page.across) == (True, ())
    assert page.papers
    assert not together_page(cast.chair, a_briefing(cast, case, EXACT).pk).names_somebody


def test_a_second_person_accepts_it_for_this_age_and_no_other(cast: Cast, case: Case) -> None:
    a_published_summary(cast, case)
    draft = a_briefing(cast, case, EXACT)
    words = together_page(cast.chair, draft.pk).across[0].words
    public_facts.accept_telling(draft=draft, words=words, reason="The court said so.", by=cast.chair, at=AT)
    assert "three" not in newest_entry().detail
    assert blocking(cast, draft) == 0
    page = together_page(cast.chair, draft.pk)
    assert page.open_across == 0
    assert "The court said so." in page.across[0].accepted
    with pytest.raises(NotNow, match="already"):
        public_facts.accept_telling(draft=draft, words=words, reason="Again.", by=cast.panel_chair, at=AT)
    assert blocking(cast, a_briefing(cast, case, "The child was aged four.")) == 1


def test_what_does_not_block_cannot_be_accepted(cast: Cast, case: Case) -> None:
    a_published_summary(cast, case)
    draft = a_briefing(cast, case, "The child had a brother who was neglected.")
    (seam,) = [one for one in HeldDraft(draft).seams if not one.blocks and one.about == "neglect other_child"]
    with pytest.raises(NotNow, match="nothing blocks"):
        public_facts.accept_telling(draft=draft, words=words_hash(seam), reason="R", by=cast.chair, at=AT)


def test_what_is_withdrawn_counts_because_copies_stay_out(cast: Cast, case: Case) -> None:
    edition = a_published_summary(cast, case)
    publishing.withdraw_edition(edition=edition, reason="An error.", by=cast.manager, at=AT)
    draft = a_briefing(cast, case, EXACT)
    assert blocking(cast, draft) == 1
    assert together_page(cast.chair, draft.pk).papers[0].endswith("published on 3 November 2010, since withdrawn")


def test_a_paper_that_comes_out_after_approval_stops_publication(cast: Cast, case: Case) -> None:
    edition = an_approved_edition(cast, case, text=f"{SUMMARY}\n\n## Afterword\n\n{EXACT}\n")
    meeting = a_meeting(cast)
    a_report(cast, case, meeting, fields=the_form(background="It is about the child, a young child."))
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    told = [reason.found for reason in refused.value.decision.reasons]
    assert any("told-more-exactly" in found for found in told)
    assert not any("three" in found for found in told)


@pytest.mark.parametrize(("exemption", "found"), [("none", 1), ("exempt", 0)])
def test_reports_to_committees_count_unless_they_are_withheld(
    exemption: str, found: int, cast: Cast, case: Case
) -> None:
    withheld = {"exemption": "exempt", "exempt_paragraphs": [1], "public_interest": "The child's privacy weighs more."}
    a_report(
        cast,
        case,
        a_meeting(cast),
        fields=the_form(background="It is about the child, a young child."),
        **(withheld if exemption == "exempt" else {}),
    )
    page = together_page(cast.chair, a_briefing(cast, case, EXACT).pk)
    assert sum("public from" in paper for paper in page.papers) == found
    assert page.open_across == found


def test_minutes_count_once_they_are_out(cast: Cast, case: Case) -> None:
    meeting = a_meeting(cast)
    report = a_report(cast, case, meeting)
    committee.record_resolution(
        meeting=meeting,
        report=report,
        minute="17",
        limb=1,
        text="That members noted the death of the child, a young child.",
        kind=ResolutionKind.NOTE,
        by=cast.manager,
        at=moment(MET_ON, 15),
    )
    draft = a_briefing(cast, case, EXACT)
    assert together_page(cast.chair, draft.pk).open_across == 0
    committee.publish_minutes(meeting=meeting, on=date(2011, 2, 1), by=cast.manager, at=moment(date(2011, 2, 1)))
    page = together_page(cast.chair, draft.pk)
    assert page.open_across == 1
    assert page.across[0].there[0][0].startswith("the minutes of the Cabinet Member")


def test_before_the_first_publication_the_plan_goes_out_with_it(cast: Cast, case: Case) -> None:
    an_action(cast, case)
    draft = a_briefing(cast, case, EXACT)
    assert together_page(cast.chair, draft.pk).papers == ("the action plan and its learning, public with this",)
    a_published_summary(cast, case)
    assert together_page(cast.chair, draft.pk).papers[-1] == "the public action plan and its learning"


def test_what_the_gate_keeps_of_it_quotes_no_pseudonym_and_no_other_paper(cast: Cast, case: Case) -> None:
    roster = HeldDraft(a_briefing(cast, case)).roster
    called = next(person.pseudonym for person in roster.people if person.role == "subject")
    a_report(
        cast, case, a_meeting(cast), subject=f"On {called}", fields=the_form(background=f"{called}, a young child.")
    )
    draft = a_briefing(cast, case, EXACT, f"{called} was aged three when {called} was neglected.")
    found = [one for one in put_together(draft) if one.rule in set(SeamKind)]
    assert {one.rule for one in found} >= {SeamKind.MORE_EXACTLY, SeamKind.ANEW}
    told = " ".join(f"{one.text} {one.advice}" for one in found).casefold()
    assert "aged three" in told
    assert called.casefold() not in told
    assert "young child" not in told


def test_a_pseudonym_of_an_earlier_scheme_is_joined_to_the_one_in_use(cast: Cast, case: Case) -> None:
    before = {person.role: person.pseudonym for person in HeldDraft(a_briefing(cast, case)).roster.people}["subject"]
    edition = an_approved_edition(cast, case, text=f"{SUMMARY}\n\n## Afterword\n\n{before} was seen.\n")
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    row = pseudonyms.choose_pseudonyms(case=case, scheme="codes", audience="Seminars", by=cast.manager, at=AT)
    assert row.in_use
    now = {person.role: person.pseudonym for person in HeldDraft(a_briefing(cast, case)).roster.people}["subject"]
    draft = a_briefing(cast, case, f"{now} was seen.")
    assert [line.title for line in together_page(cast.chair, draft.pk).across if line.blocks] == [
        "One person by two names"
    ]


def test_the_words_are_read_once_for_a_page(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from safelight.records.publication import held

    draft, read = a_briefing(cast, case, EXACT), []
    monkeypatch.setattr(held, "text_of", lambda one: read.append(one) or "The child died.")
    together_page(cast.chair, draft.pk)
    assert len(read) == 1
