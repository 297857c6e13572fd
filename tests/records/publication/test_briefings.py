"""A one-page briefing: put together, through the same gate, beside its review alone, read and discussed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from safelight.core.edition.pdf import pages_of
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.models import Case
from safelight.records.disclosure import actions as disclosure
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans.actions import theming
from safelight.records.publication.actions import briefing, drafting, proving, publishing
from safelight.records.publication.briefings import briefing_bytes, briefing_list, briefing_page
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.texts import text_of
from safelight.records.publication.words import EditionState
from tests.factories import Cast, a_cast, moment
from tests.upper_factories import (
    APPROVED,
    DRAFTED,
    LEAK,
    PUBLISHED,
    Call,
    a_passed_draft,
    a_published_edition,
    an_accepted_review,
    an_action,
    check_only_these_may,
    newest_entry,
    settle_everything,
)

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
READ = moment(PUBLISHED + timedelta(days=3))
PARTS = ("What happened", "What we learned", "What must change", "Questions for your team meeting")


def drafted(cast: Cast, case: Case) -> Draft:
    an_action(cast, case)
    theming.put_under_themes(finding=case.findings.get(), themes=["missed-appointments"], by=cast.author, at=AT)
    return briefing.draft_briefing(case=case, by=cast.author, at=AT)


def through_the_gate(cast: Cast, draft: Draft) -> Draft:
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    settle_everything(draft, by=cast.author, at=AT)
    proving.run_gate(draft=draft, by=cast.author, at=AT)
    draft.refresh_from_db()
    return draft


def approved(cast: Cast, case: Case) -> Edition:
    draft = through_the_gate(cast, drafted(cast, case))
    edition = proving.make_edition(draft=draft, by=cast.author, at=AT)
    return publishing.approve_edition(edition=edition, by=cast.chair, at=moment(APPROVED))


def published(cast: Cast, case: Case) -> Edition:
    a_published_edition(cast, case)
    edition = approved(cast, case)
    return publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED, 16))


def rewritten(cast: Cast, case: Case, text: str) -> Draft:
    kind = PaperKind.LEARNING_BRIEF
    return through_the_gate(cast, drafting.save_draft(case=case, kind=kind, text=text, by=cast.author, at=AT))


def test_the_first_draft_is_made_of_what_is_recorded_already(cast: Cast) -> None:
    case = an_accepted_review(cast)
    a_published_edition(cast, case)
    text = text_of(drafted(cast, case))
    assert [text.index(f"## {part}") for part in PARTS] == sorted(text.index(f"## {part}") for part in PARTS)
    assert "Two agencies recorded worries and neither saw the other's records." in text or "The board began" in text
    assert "- Missed visits were not followed up." in text
    assert "- Visit the home after a missed appointment." in text
    assert "Who knows, on the same day, that a child was not brought?" in text
    assert newest_entry().action == "publication.draft_briefing"
    with pytest.raises(NotNow, match="already"):
        briefing.draft_briefing(case=case, by=cast.author, at=AT)


def test_only_the_writers_begin_it_and_only_from_something(cast: Cast) -> None:
    case = an_accepted_review(cast)
    with pytest.raises(NotNow, match="Enter what the review found"):
        briefing.draft_briefing(case=case, by=cast.author, at=AT)
    an_action(cast, case)
    check_only_these_may(
        cast,
        Call(
            "publication.draft_briefing",
            ("manager", "author"),
            lambda by: briefing.draft_briefing(case=case.pk, by=by, at=AT),
        ),
        case=case,
    )


def test_it_passes_the_same_gate_by_its_own_parts_and_is_published_by_a_second_person(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = published(cast, case)
    assert (edition.state, edition.kind) == (EditionState.PUBLISHED, "learning_brief")
    assert "house/learning-brief" in edition.decision
    assert pages_of(vault.get(edition.pdf_sha256)) == 1
    with pytest.raises(NotForYou):
        publishing.publish_edition(edition=edition, by=cast.author, at=READ)


def test_a_name_or_a_missing_part_is_refused_at_the_gate(cast: Cast) -> None:
    case = an_accepted_review(cast)
    text = text_of(drafted(cast, case))
    short = text.partition("## Questions")[0]
    result = rewritten(cast, case, short).gate_results.last()
    assert result is not None
    assert result.blocking == 1
    draft = drafting.save_draft(
        case=case, kind=PaperKind.LEARNING_BRIEF, text=f"{text}\n{LEAK}\n", by=cast.author, at=AT
    )
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    result = proving.run_gate(draft=draft, by=cast.author, at=AT)
    assert result.blocking >= 3
    with pytest.raises(NotNow):
        proving.make_edition(draft=draft, by=cast.author, at=AT)


def test_the_summary_is_still_held_to_its_own_parts(cast: Cast) -> None:
    case = an_accepted_review(cast)
    text = text_of(drafted(cast, case))
    summary = a_passed_draft(cast, case, text=text)
    assert summary.gate_results.last().blocking > 4


def test_what_is_longer_than_a_page_is_no_briefing(cast: Cast) -> None:
    case = an_accepted_review(cast)
    text = text_of(drafted(cast, case))
    more = "\n".join("- Somebody visits the home on the day after a missed appointment." for _ in range(60))
    draft = rewritten(cast, case, text.replace("## Questions", f"{more}\n\n## Questions"))
    with pytest.raises(NotNow, match="Shorten it to one"):
        proving.make_edition(draft=draft, by=cast.author, at=AT)


def test_it_goes_out_only_beside_its_review_and_comes_down_with_it(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = approved(cast, case)
    with pytest.raises(NotNow, match="beside the review"):
        publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED))
    summary = a_published_edition(cast, case)
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED, 16))
    publishing.withdraw_edition(edition=summary, reason="A link was found.", by=cast.manager, at=READ)
    edition.refresh_from_db()
    assert (edition.state, edition.withdrawn_reason) == (EditionState.WITHDRAWN, "A link was found.")
    assert briefing_list(cast.manager).lines == ()


def test_it_does_not_move_the_review_on(cast: Cast) -> None:
    from safelight.records.committee.facts import facts_from_above

    case = an_accepted_review(cast)
    edition = approved(cast, case)
    facts = facts_from_above(case, APPROVED)
    assert (facts.edition_approved, facts.draft_exists, facts.published_on) == (False, False, None)
    assert edition.state == EditionState.APPROVED


def test_a_recorded_harm_to_a_child_keeps_it_back_too(cast: Cast) -> None:
    from safelight.core.review.publishing import PublicationFacts, may_publish
    from safelight.records.cases.queries import regime_of

    regime = regime_of(an_accepted_review(cast), on=PUBLISHED)
    facts = PublicationFacts(paper=PaperKind.LEARNING_BRIEF, compelling_reason="A brother would be recognised.")
    reasons = [reason.rule for reason in may_publish(facts, regime=regime).reasons]
    assert "house/learning-brief" in reasons


def test_nobody_asks_for_it_as_a_paper(cast: Cast) -> None:
    case = an_accepted_review(cast)
    with pytest.raises(WrongInput) as wrong:
        disclosure.receive_request(
            case=case,
            paper_kind="learning_brief",
            reader="family",
            requester="An aunt",
            contact="07700 900310",
            purpose="P",
            user=None,
            by=cast.manager,
            at=AT,
        )
    assert wrong.value.field == "paper_kind"


def test_agencies_confirm_and_record_and_the_board_sees_which_have_not(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = published(cast, case)
    briefing.confirm_read(edition=edition, by=cast.police_author, at=READ)
    briefing.confirm_read(edition=edition, by=cast.police_author, at=READ)
    assert edition.read_by.count() == 1
    page = briefing_page(cast.manager, edition.pk)
    assert page.not_reached == tuple(
        name for name in cast.board.agencies.values_list("name", flat=True) if name != cast.police.name
    )
    briefing.record_discussion(
        edition=edition,
        agency=cast.health,
        team="North locality",
        held_on=READ.date(),
        people=9,
        by=cast.health_author,
        at=READ,
    )
    assert newest_entry().action == "publication.record_discussion"
    share = next(one for one in briefing_page(cast.chair, edition.pk).shares if one.name == cast.health.name)
    assert (share.readers, share.teams, share.people, share.reached) == (0, 1, 9, True)
    theirs = briefing_page(cast.police_author, edition.pk)
    assert (theirs.shares, theirs.discussions, theirs.read_on) == ((), (), READ.date())
    assert [one.team for one in briefing_page(cast.health_author, edition.pk).discussions] == ["North locality"]
    line = briefing_list(cast.manager).lines[0]
    assert (line.readers, line.people, line.agencies) == (1, 9, 2)
    assert briefing_bytes(cast.panel_member, edition.pk, form="pdf").startswith(b"%PDF")


def test_only_agencies_confirm_and_only_they_and_the_office_record(cast: Cast) -> None:
    edition = published(cast, an_accepted_review(cast))
    for user in (cast.manager, cast.chair, cast.author, cast.member, a_cast("Eastholm").police_author):
        with pytest.raises(NotForYou):
            briefing.confirm_read(edition=edition.pk, by=user, at=READ)
        assert newest_entry().action == "publication.confirm_read.refused"

    def record(by: User, **changed: object) -> object:
        given: dict[str, object] = {"agency": cast.police, "team": "T", "held_on": READ.date(), "people": 3}
        return briefing.record_discussion(edition=edition.pk, by=by, at=READ, **(given | changed))  # type: ignore[arg-type]

    for user in (cast.chair, cast.author, cast.member):
        with pytest.raises(NotForYou):
            record(user)
    record(cast.manager)
    for changed, field in (
        ({"agency": cast.health}, "agency"),
        ({"team": " "}, "team"),
        ({"people": 0}, "people"),
        ({"held_on": READ.date() + timedelta(days=1)}, "held_on"),
        ({"held_on": date(2010, 1, 1)}, "held_on"),
    ):
        with pytest.raises(WrongInput) as wrong:
            record(cast.police_author, **changed)
        assert wrong.value.field == field


def test_what_is_not_published_is_not_there_for_anybody(cast: Cast) -> None:
    case = an_accepted_review(cast)
    edition = approved(cast, case)
    for key in (edition.pk, uuid4(), a_published_edition(cast, case).pk):
        for look in (
            lambda key=key: briefing_page(cast.manager, key),
            lambda key=key: briefing_bytes(cast.manager, key, form="html"),
            lambda key=key: briefing.confirm_read(edition=key, by=cast.police_author, at=READ),
        ):
            with pytest.raises(NotForYou):
                look()
    with pytest.raises(NotForYou):
        briefing_list(cast.member)
