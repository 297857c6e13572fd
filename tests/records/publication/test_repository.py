"""Publication through a national repository: the same gate, a second person, and nothing that names the board."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safelight.core.decision import Decision
from safelight.core.edition.masthead import UNNAMED_BOARD, Masthead
from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Manuscript, Paragraph
from safelight.core.papers.reading import read_paper
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.cases.actions import proceedings
from safelight.records.cases.models import Case
from safelight.records.committee.facts import facts_from_above
from safelight.records.disclosure.facts import disclosure_facts
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import depositing, drafting, proving, publishing
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.places import places_of_publication
from safelight.records.publication.queries import draft_page, edition_page, published_editions
from safelight.records.publication.should_be_up import should_be_up
from safelight.records.publication.unnamed import check_names_no_board
from safelight.records.publication.words import EditionState
from tests.factories import Cast, a_referred_case, moment
from tests.upper_factories import a_passed_draft, an_accepted_review, settle_everything

pytestmark = pytest.mark.django_db
NOTICED, WRITTEN, APPROVED, SENT = date(2014, 1, 6), date(2014, 9, 1), date(2014, 9, 8), date(2014, 9, 15)
BECAUSE = "Few children live in the area, and the press has reported the death."
REPORT = """# Why the review was held

A child died and neglect was suspected.

# What was learned

Two agencies recorded worries and neither saw the other's records.
"""


def a_later_review(cast: Cast) -> Case:
    """A review under rules that know the repository, as far as its publication asks about it."""
    case = a_referred_case(cast, noticed_on=NOTICED)
    case.seats.create(user=cast.author, reader=Reader.OVERVIEW_AUTHOR, since=NOTICED)
    case.acts.create(act="board_acceptance", outcome="accepted", reasons="R", on=WRITTEN, by=cast.chair)
    return case


def a_draft(cast: Cast, case: Case, *, text: str = REPORT) -> Draft:
    at = moment(WRITTEN)
    draft = drafting.save_draft(case=case, kind=PaperKind.OVERVIEW, text=text, by=cast.author, at=at)
    drafting.find_people(draft=draft, by=cast.author, at=at)
    settle_everything(draft, by=cast.author, at=at)
    proving.run_gate(draft=draft, by=cast.author, at=at)
    return draft


def unnamed(cast: Cast, case: Case, *, because: str = BECAUSE, text: str = REPORT) -> Edition:
    draft = a_draft(cast, case, text=text)
    return proving.make_edition(draft=draft, unnamed_because=because, by=cast.author, at=moment(WRITTEN, 12))


def approved(cast: Cast, case: Case, **given: Any) -> Edition:
    return publishing.approve_edition(edition=unnamed(cast, case, **given), by=cast.chair, at=moment(APPROVED))


def deposit(cast: Cast, edition: Edition, **given: Any) -> Edition:
    said = {"deposited_with": "National case review repository", "deposited_on": SENT, "by": cast.manager}
    return depositing.deposit_edition(edition=edition, **{**said, **given}, at=moment(SENT))


@pytest.fixture(autouse=True)
def nothing_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be told to whom before a publication is another test's business."""
    monkeypatch.setattr("safelight.records.publication.facts.undone_before_publication", lambda *_, **__: ())


@pytest.mark.parametrize("form", ["html", "pdf", "odt"])
def test_a_file_of_any_form_that_names_the_board_is_noticed(cast: Cast, form: str) -> None:
    case = a_later_review(cast)
    said = f"This was written for {cast.board.name}."
    hidden = Masthead(board=UNNAMED_BOARD, title="Serious case review: Child N")
    names, names_not = (
        render_edition(Manuscript((Paragraph(text),)), masthead=hidden).files() for text in (said, "Written.")
    )
    name = f"edition.{form}"
    check_names_no_board({name: names_not[name]}, case=case)
    with pytest.raises(NotNow, match="names the board"):
        check_names_no_board({name: names[name]}, case=case)


def test_it_names_no_board_is_public_elsewhere_and_never_on_the_boards_site(cast: Cast) -> None:
    case = a_later_review(cast)
    edition = approved(cast, case)
    page = vault.get(edition.html_sha256).decode()
    assert UNNAMED_BOARD in page
    assert cast.board.name not in page
    assert cast.board.contact not in page
    text = read_paper(vault.get(edition.odt_sha256), name="edition.odt").passages
    assert not any(cast.board.name in each.text or cast.board.contact in each.text for each in text)
    assert edition_page(cast.manager, edition.pk, on=SENT).may_deposit
    deposit(cast, edition)
    edition.refresh_from_db()
    assert (edition.state, edition.deposited_on) == (EditionState.DEPOSITED, SENT)
    assert facts_from_above(case, SENT).published_on == SENT
    assert published_editions() == ()
    assert not disclosure_facts(case, PaperKind.OVERVIEW, reader=Reader.PUBLIC, on=SENT).published
    decision = Decision.from_json(edition.decision)
    assert decision.allowed
    assert (
        decision.reasons[-1].found
        == f"Deposited with National case review repository, without the board's name: {BECAUSE}"
    )
    assert Entry.objects.filter(action="publication.deposit_edition").exists()


@pytest.mark.parametrize(
    "naming", ["Northmere Council knew.", "Nurses at Northmere Primary Care Trust.", "In Northmere."]
)
def test_a_text_that_names_the_board_or_its_agencies_makes_no_unnamed_edition(cast: Cast, naming: str) -> None:
    with pytest.raises(NotNow, match="names the board"):
        unnamed(cast, a_later_review(cast), text=f"{REPORT}\n{naming}\n")
    assert not Edition.objects.exists()


def test_the_chair_of_the_board_is_not_named_either(cast: Cast) -> None:
    with pytest.raises(NotNow, match="an officer of the board"):
        unnamed(cast, a_later_review(cast), text=f"{REPORT}\n{cast.chair.name} decided on it.\n")


def test_rules_that_know_no_repository_refuse_it(cast: Cast) -> None:
    case = an_accepted_review(cast)
    draft = a_passed_draft(cast, case)
    assert not draft_page(cast.author, draft.pk).may_leave_board_out
    with pytest.raises(RefusedByRule):
        proving.make_edition(draft=draft, unnamed_because=BECAUSE, by=cast.author, at=moment(WRITTEN))


def test_an_unnamed_edition_is_not_published_on_the_boards_site_and_a_named_one_not_deposited(cast: Cast) -> None:
    case = a_later_review(cast)
    with pytest.raises(NotNow, match="without the board's name"):
        publishing.publish_edition(edition=approved(cast, case), by=cast.manager, at=moment(SENT))
    named = approved(cast, case, because="")
    with pytest.raises(NotNow, match="names the board"):
        deposit(cast, named)


def test_once_deposited_nothing_of_the_review_goes_on_the_boards_site(cast: Cast) -> None:
    case = a_later_review(cast)
    deposit(cast, approved(cast, case))
    with pytest.raises(NotNow, match="without the board's name"):
        publishing.publish_edition(edition=approved(cast, case, because=""), by=cast.manager, at=moment(SENT))


def test_what_was_on_the_boards_site_is_not_deposited_without_its_name(cast: Cast) -> None:
    case = a_later_review(cast)
    publishing.publish_edition(edition=approved(cast, case, because=""), by=cast.manager, at=moment(SENT))
    with pytest.raises(NotNow, match="everybody knows"):
        deposit(cast, approved(cast, case))


def test_the_gate_decides_as_it_does_for_the_boards_own_site(cast: Cast) -> None:
    case = a_later_review(cast)
    edition = approved(cast, case)
    proceedings.open_proceeding(
        case=case, kind="criminal", court="C", scope="S", opened_on=SENT, by=cast.manager, at=moment(SENT)
    )
    with pytest.raises(RefusedByRule) as refused:
        deposit(cast, edition)
    assert "criminal proceedings" in refused.value.decision.reasons[0].found
    edition.refresh_from_db()
    assert edition.state == EditionState.APPROVED


def test_only_the_office_deposits_and_says_where_and_when(cast: Cast) -> None:
    edition = approved(cast, a_later_review(cast))
    for outsider in (cast.author, cast.chair, cast.auditor, cast.member):
        with pytest.raises(NotForYou):
            deposit(cast, edition, by=outsider)
    for wrong, field in (
        ({"deposited_with": " "}, "deposited_with"),
        ({"deposited_on": date(2014, 9, 16)}, "deposited_on"),
        ({"deposited_on": WRITTEN}, "deposited_on"),
    ):
        with pytest.raises(WrongInput) as said:
            deposit(cast, edition, **wrong)
        assert said.value.field == field


def test_it_is_deposited_once(cast: Cast) -> None:
    edition = approved(cast, a_later_review(cast))
    deposit(cast, edition)
    with pytest.raises(NotNow, match="already"):
        deposit(cast, edition)


def test_the_database_itself_keeps_the_two_ways_apart(cast: Cast) -> None:
    edition = approved(cast, a_later_review(cast))
    for wrong in ({"state": "published"}, {"state": "deposited"}, {"state": "deposited", "deposited_with": "R"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**wrong)


def test_a_deposited_edition_is_withdrawn_and_the_boards_site_still_says_nothing_of_it(cast: Cast) -> None:
    case = a_later_review(cast)
    edition = approved(cast, case)
    deposit(cast, edition)
    assert edition_page(cast.chair, edition.pk, on=SENT).may_withdraw
    publishing.withdraw_edition(edition=edition, reason="A street can be recognised.", by=cast.chair, at=moment(SENT))
    edition.refresh_from_db()
    assert edition.state == EditionState.WITHDRAWN
    assert (published_editions(), should_be_up()) == ((), "")
    assert [place.key for place in places_of_publication(edition)] == ["repository"]
    assert facts_from_above(case, SENT).recall_open_since == SENT


def test_after_the_withdrawal_of_an_unnamed_edition_another_can_be_deposited_and_none_put_on_the_site(
    cast: Cast,
) -> None:
    case = a_later_review(cast)
    edition = approved(cast, case)
    deposit(cast, edition)
    publishing.withdraw_edition(edition=edition, reason="R", by=cast.chair, at=moment(SENT))
    with pytest.raises(NotNow, match="without the board's name"):
        publishing.publish_edition(edition=approved(cast, case, because=""), by=cast.manager, at=moment(SENT))
    assert deposit(cast, approved(cast, case)).state == EditionState.DEPOSITED
