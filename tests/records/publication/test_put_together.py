"""A draft that leads to a trial and tells of a second child: refused until one of them goes, or others decide."""

from __future__ import annotations

import pytest

from safelight.core.vocabulary import PaperKind
from safelight.records.audit.models import Entry
from safelight.records.cases.actions import intake
from safelight.records.cases.models import Case
from safelight.records.people.actions import set_blocking_kinds
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import drafting, proving, public_facts, publishing
from safelight.records.publication.held import HeldDraft, words_hash
from safelight.records.publication.models import Draft
from safelight.records.publication.told import together_page
from tests.factories import Cast, fresh, moment
from tests.upper_factories import (
    APPROVED,
    DRAFTED,
    FULL_REGISTER,
    PUBLISHED,
    SUMMARY,
    an_accepted_review,
    an_approved_edition,
    newest_entry,
    settle_everything,
)

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
SISTER = """
[[person]]
id = "sister"
role = "sibling"
names = ["Philippa Wren-Halloran"]
pseudonym = "the sibling"
"""
TRIAL = "After the death an adult of the household was convicted."
ABUSE = "Another child of the family had been sexually abused."


@pytest.fixture
def case(cast: Cast) -> Case:
    """A review of which a trial was reported."""
    made = an_accepted_review(cast)
    intake.keep_register(case=made, untrusted_toml=FULL_REGISTER + SISTER, by=cast.manager, at=AT)
    tell(made, cast)
    return fresh(made)


def tell(
    case: Case,
    cast: Cast,
    text: str = "Declan Rusk was convicted at Oxmere Crown Court of cruelty.",
    who: str = "author",
) -> None:
    by = getattr(cast, who)
    public_facts.record_public_fact(case=case, text=text, source="The Oxmere Post", terms=[], by=by, at=AT)


def a_draft(cast: Cast, case: Case, *more: str) -> Draft:
    """The summary with these sentences, with everything that was found kept for a reason by its author."""
    text = "\n\n".join((SUMMARY, "## What else was found", *more)) if more else SUMMARY
    draft = drafting.save_draft(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=text, by=cast.author, at=AT)
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    return draft


def test_its_author_cannot_keep_it_with_a_reason(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, TRIAL, ABUSE)
    assert not draft.found.filter(settlement="").exists()
    assert proving.run_gate(draft=draft, by=cast.author, at=AT).blocking == 1
    with pytest.raises(NotNow, match="passed the gate"):
        proving.make_edition(draft=draft, by=cast.author, at=AT)


@pytest.mark.parametrize("left", [(TRIAL,), (ABUSE,)])
def test_it_passes_without_the_one_or_the_other(cast: Cast, case: Case, left: tuple[str, ...]) -> None:
    assert proving.run_gate(draft=a_draft(cast, case, *left), by=cast.author, at=AT).blocking == 0


@pytest.mark.parametrize(("who", "blocking"), [("manager", 0), ("author", 1)])
def test_it_passes_when_that_was_reported_and_somebody_else_says_so(
    who: str, blocking: int, cast: Cast, case: Case
) -> None:
    tell(case, cast, "The court heard that the boy's sister had been sexually abused.", who)
    assert proving.run_gate(draft=a_draft(cast, case, TRIAL, ABUSE), by=cast.author, at=AT).blocking == blocking


def test_a_report_that_comes_after_approval_stops_publication(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = an_approved_edition(cast, case, text=f"{SUMMARY}\n\n{TRIAL}\n\n{ABUSE}")
    tell(case, cast)
    with pytest.raises(RefusedByRule) as refused:
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    told = [reason.found for reason in refused.value.decision.reasons]
    assert any("newly-told" in found for found in told)
    assert not any("abused" in found for found in told)


def test_a_second_person_accepts_it_for_these_very_words(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, TRIAL, ABUSE)
    words = words_hash(next(one for one in HeldDraft(draft).tellings if one.blocks))
    with pytest.raises(WrongInput):
        public_facts.accept_telling(draft=draft, words=words, reason=" ", by=cast.chair, at=AT)
    public_facts.accept_telling(draft=draft, words=words, reason="The child has asked for it.", by=cast.chair, at=AT)
    assert "abused" not in newest_entry().detail
    assert proving.run_gate(draft=draft, by=cast.author, at=AT).blocking == 0
    with pytest.raises(NotNow, match="already"):
        public_facts.accept_telling(draft=draft, words=words, reason="Again.", by=cast.panel_chair, at=AT)
    page = together_page(cast.chair, draft.pk)
    assert page.open == 0
    assert any("The child has asked for it." in line.accepted for line in page.told)
    other = a_draft(cast, case, TRIAL, "Another child of the family had been sexually abused by a relative.")
    assert proving.run_gate(draft=other, by=cast.author, at=AT).blocking == 1


def test_what_was_accepted_is_published(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, TRIAL, ABUSE)
    words = words_hash(next(one for one in HeldDraft(draft).tellings if one.blocks))
    public_facts.accept_telling(draft=draft, words=words, reason="The child has asked for it.", by=cast.chair, at=AT)
    proving.run_gate(draft=draft, by=cast.author, at=AT)
    edition = proving.make_edition(draft=draft, by=cast.author, at=AT)
    publishing.approve_edition(edition=edition, by=cast.chair, at=moment(APPROVED))
    assert publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED)).published_at


def test_words_that_do_not_stand_in_the_draft_cannot_be_accepted(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, TRIAL)
    with pytest.raises(NotNow, match="do not stand"):
        public_facts.accept_telling(draft=draft, words="0" * 64, reason="R", by=cast.chair, at=AT)


def test_what_is_taken_back_is_no_longer_held_against_a_draft_and_stays_in_the_record(cast: Cast, case: Case) -> None:
    fact = case.public_facts.get()
    public_facts.take_back_fact(fact=fact, reason="Entered by mistake.", by=cast.author, at=AT)
    assert proving.run_gate(draft=a_draft(cast, case, TRIAL, ABUSE), by=cast.author, at=AT).blocking == 0
    assert together_page(cast.author, case.drafts.get().pk).facts == ()
    fact.refresh_from_db()
    assert (fact.taken_back_on, fact.taken_back_because) == (DRAFTED, "Entered by mistake.")
    with pytest.raises(NotNow):
        public_facts.take_back_fact(fact=fact, reason="Again.", by=cast.author, at=AT)


def test_where_few_children_live_fewer_pieces_are_pointed_out(cast: Cast, case: Case) -> None:
    draft = a_draft(cast, case, "The child had an older step-brother and the family kept a dog.")
    assert together_page(cast.author, draft.pk).combinations == ()
    set_blocking_kinds(board=cast.board.pk, kinds=[], small_area=True, by=cast.manager, at=AT)
    assert len(together_page(cast.author, draft.pk).combinations) == 1


def test_looking_at_it_is_recorded(cast: Cast, case: Case) -> None:
    from safelight.records.publication.actions import reading

    reading.read_put_together(draft=a_draft(cast, case).pk, by=cast.chair, at=AT)
    assert Entry.objects.latest("number").action == "publication.read_put_together"
