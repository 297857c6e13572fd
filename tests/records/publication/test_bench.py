"""The workbench: what is shown of one finding, what a decision reaches, and that nothing decided is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safelight.core.vocabulary import PaperKind
from safelight.records.audit.models import Entry
from safelight.records.cases import vault
from safelight.records.cases.actions import pseudonyms
from safelight.records.cases.models import Case
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.publication.actions import drafting, reading, settling
from safelight.records.publication.bench import ALL, SETTLED, WINDOW, bench_page
from safelight.records.publication.models import Draft, DraftFinding
from safelight.records.publication.words import Settlement
from tests.factories import Cast, moment
from tests.tagger import stand_in
from tests.upper_factories import DRAFTED, a_review

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
TELLING = (
    "Tobias Wren-Halloran's visit was on Friday 14 March 2008. Mrs Ida Pellow rang. "
    "Mrs Pellow came on 21 March 2008.\n\n"
    "Mrs Ida Pellow wrote on 14 March 2008. Mr Pellow left. Toby was at St Oswin's Primary School."
)


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)


def a_draft(cast: Cast, case: Case, text: str = TELLING) -> Draft:
    draft = drafting.save_draft(case=case, kind=PaperKind.OVERVIEW, text=text, by=cast.author, at=AT)
    return drafting.find_people(draft=draft, by=cast.author, at=AT)


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return a_draft(cast, a_review(cast))


def words_of(draft: Draft) -> str:
    return vault.get(draft.text_sha256).decode()


def the(draft: Draft, words: str) -> DraftFinding:
    text = words_of(draft)
    return next(row for row in draft.found.all() if text[row.start : row.end] == words)


def settle(draft: Draft, words: str, settlement: Settlement, replacement: str = "", **more: object) -> int:
    by, at = draft.author, more.pop("at", AT)
    return settling.settle_finding(
        finding=the(draft, words),
        settlement=settlement,
        replacement=replacement,
        reason="R",
        by=by,
        at=at,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def settle_the_rest(draft: Draft) -> None:
    for row in draft.found.filter(settlement=""):
        kind = Settlement.REPLACE if row.listed else Settlement.KEEP
        settling.settle_finding(finding=row, settlement=kind, reason="R", by=draft.author, at=AT)


def test_what_is_generalised_reads_well_in_the_next_version_and_is_not_asked_about_again(draft: Draft) -> None:
    assert settle(draft, "14 March 2008", Settlement.GENERALISE, "in March 2008") == 2
    assert settle(draft, "21 March 2008", Settlement.GENERALISE, "about a week later") == 1
    settle_the_rest(draft)
    following = settling.apply_settlements(draft=draft, by=draft.author, at=AT)
    text = words_of(following)
    assert text.startswith(
        "Child N's visit was in March 2008. Mrs Ida Pellow rang. Mrs Pellow came about a week later."
    )
    assert "Mrs Ida Pellow wrote in March 2008." in text
    assert not following.found.filter(settlement="").exists()
    kept = [row for row in following.found.all() if "2008" in text[row.start : row.end]]
    assert {(row.settlement, row.reason) for row in kept} <= {(Settlement.KEEP, "R")}


def test_the_same_person_is_settled_however_written_and_nobody_else(draft: Draft) -> None:
    assert settle(draft, "Mrs Ida Pellow", Settlement.REPLACE, "a neighbour", same_person=True) == 3
    assert the(draft, "Mr Pellow").settlement == ""
    listed = settle(draft, "Toby", Settlement.REPLACE, same_person=True)
    assert listed == draft.found.filter(key="child").count() == 2


def test_a_listed_person_is_never_kept_and_what_is_generalised_says_something(draft: Draft) -> None:
    with pytest.raises(WrongInput):
        settle(draft, "Toby", Settlement.KEEP)
    with pytest.raises(WrongInput):
        settle(draft, "14 March 2008", Settlement.GENERALISE)
    rows = draft.found.filter(listed=False)
    for settlement, replacement, row in (
        ("generalise", "", rows[0]),
        ("forget", "x", rows[0]),
        ("keep", "", the(draft, "Toby")),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            draft.found.filter(pk=row.pk).update(
                settlement=settlement, replacement=replacement, reason="R", settled_by=draft.author
            )


def test_every_exact_day_becomes_its_month_at_once(draft: Draft) -> None:
    assert settling.settle_days(draft=draft, by=draft.author, at=AT) == 3
    assert set(draft.found.filter(settlement="generalise").values_list("replacement", flat=True)) == {"in March 2008"}
    assert settling.settle_days(draft=draft, by=draft.author, at=AT) == 0


def test_a_decision_is_taken_back_with_all_that_was_decided_with_it(draft: Draft, cast: Cast) -> None:
    settle(draft, "Mrs Ida Pellow", Settlement.KEEP)
    settling.settle_by_register(draft=draft, by=cast.author, at=AT + timedelta(minutes=1))
    first = the(draft, "Toby")
    places = draft.found.filter(listed=True).count()
    assert settling.reopen_finding(finding=first, by=cast.author, at=AT) == places
    assert settling.reopen_finding(finding=first, by=cast.author, at=AT) == 0
    assert the(draft, "Mrs Ida Pellow").settlement == Settlement.KEEP
    settle(draft, "Toby", Settlement.REPLACE, "the boy")
    settling.reopen_finding(finding=first, by=cast.author, at=AT)
    assert the(draft, "Toby").replacement == "Child N", "what was typed and taken back is not said to be the register's"


def test_the_same_decision_twice_changes_nothing_and_is_recorded_once(draft: Draft) -> None:
    assert settle(draft, "Mrs Ida Pellow", Settlement.KEEP) == 2
    before, entries = list(draft.found.values()), Entry.objects.count()
    assert settle(draft, "Mrs Ida Pellow", Settlement.KEEP, at=AT + timedelta(minutes=5), seen="") == 0
    assert (list(draft.found.values()), Entry.objects.count()) == (before, entries)


def test_what_somebody_else_decided_meanwhile_stands(draft: Draft, cast: Cast) -> None:
    settling.settle_finding(
        finding=the(draft, "Mrs Pellow"), settlement=Settlement.KEEP, reason="A clerk.", by=cast.manager, at=AT
    )
    with pytest.raises(NotNow, match=f"{cast.manager.name} has decided"):
        settle(draft, "Mrs Pellow", Settlement.REPLACE, "a clerk", seen="")
    row = the(draft, "Mrs Pellow")
    assert row.reason == "A clerk."
    assert row.settled_at is not None
    assert settle(draft, "Mrs Pellow", Settlement.REPLACE, "a clerk", seen=row.settled_at.isoformat()) == 1


@pytest.mark.parametrize("act", ["settle", "undo", "register", "days"])
def test_an_older_version_is_not_settled_any_more(draft: Draft, cast: Cast, act: str) -> None:
    settle(draft, "Mrs Pellow", Settlement.KEEP)
    drafting.save_draft(case=draft.case, kind=PaperKind.OVERVIEW, text="Other words.", by=cast.manager, at=AT)
    before = list(draft.found.values())
    row = the(draft, "Mrs Pellow")
    acts = {
        "settle": lambda: settle(draft, "Toby", Settlement.REPLACE),
        "undo": lambda: settling.reopen_finding(finding=row, by=cast.author, at=AT),
        "register": lambda: settling.settle_by_register(draft=draft, by=cast.author, at=AT),
        "days": lambda: settling.settle_days(draft=draft, by=cast.author, at=AT),
    }
    with pytest.raises(NotNow, match="newer version of this draft, version 2"):
        acts[act]()
    assert list(draft.found.values()) == before


def test_looking_again_leaves_every_finding_its_key_and_its_decision(draft: Draft, cast: Cast) -> None:
    settle(draft, "Mrs Ida Pellow", Settlement.KEEP)
    before = list(draft.found.values_list("pk", "start", "settlement", "reason"))
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    assert list(draft.found.values_list("pk", "start", "settlement", "reason")) == before


def test_another_scheme_is_followed_by_what_was_left_to_the_register(draft: Draft, cast: Cast) -> None:
    settling.settle_by_register(draft=draft, by=cast.author, at=AT)
    pseudonyms.choose_pseudonyms(case=draft.case, scheme="names", by=cast.author, at=AT)
    label = pseudonyms.look_at_pseudonyms(case=draft.case, by=cast.author, at=AT).people[0].pseudonym
    pseudonyms.choose_pseudonyms(case=draft.case, scheme="relations", audience="the family", by=cast.author, at=AT)
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    assert {label, the(draft, "Toby").replacement} == {"Child N", "Child"}


def test_somebody_added_to_the_register_is_found_however_written(draft: Draft, cast: Cast) -> None:
    settle(draft, "Mr Pellow", Settlement.KEEP)
    pseudonyms.add_person(case=draft.case, name="Ida Pellow", role="relative", by=cast.author, at=AT)
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    pellow = [row for row in draft.found.filter(listed=True) if row.key == "person-2"]
    assert len(pellow) >= 3
    assert {row.settlement for row in pellow} == {""}, "what was kept is asked about again once the register knows it"


def test_the_page_shows_one_finding_with_all_that_helps(draft: Draft, cast: Cast) -> None:
    page = bench_page(cast.author, draft.pk, at=the(draft, "21 March 2008").pk)
    hand = page.hand
    assert hand is not None
    assert (hand.words, hand.times, hand.settlement) == ("21 March 2008", 1, None)
    assert [choice.text for choice in hand.choices if choice.only_here] == ["about a week later"]
    assert "in March 2008" in [choice.reading for choice in hand.choices]
    assert "when Child N was one" in [choice.text for choice in hand.choices]
    assert {settlement for settlement, _ in hand.reasons} == set(Settlement)
    shown = "".join(words for words, _ in page.pieces)
    assert shown == words_of(draft)
    assert [words for words, mark in page.pieces if mark and mark.in_hand] == ["21 March 2008"]
    listed = bench_page(cast.author, draft.pk, at=the(draft, "Toby").pk).hand
    assert listed is not None
    assert Settlement.KEEP not in dict(listed.reasons)
    assert (listed.instead, listed.times, listed.times_person) == ("Child N", 1, 2)
    pellow = bench_page(cast.author, draft.pk, at=the(draft, "Mrs Ida Pellow").pk).hand
    assert pellow is not None
    assert (pellow.times, pellow.times_person, pellow.may_be_a_person) == (2, 3, True)


def walk(draft: Draft) -> Iterator[str]:
    """What is in hand, deciding each and going past it, until nothing is open."""
    past = None
    while (page := bench_page(draft.author, draft.pk, past=past)).left:
        assert page.hand is not None
        yield page.hand.words
        past = page.hand.id
        row = draft.found.get(pk=past)
        kind = Settlement.REPLACE if row.listed else Settlement.KEEP
        settling.settle_finding(finding=row, settlement=kind, reason="R", by=draft.author, at=AT)


def test_going_from_one_to_the_next_meets_every_open_decision_once(draft: Draft) -> None:
    decisions = bench_page(draft.author, draft.pk).decisions
    met = list(walk(draft))
    assert len(met) == len(set(met)) == decisions
    page = bench_page(draft.author, draft.pk)
    assert (page.left, page.hand, page.found) == (0, None, 0)
    assert bench_page(draft.author, draft.pk, show=SETTLED).found == decisions


def test_the_list_is_narrowed_by_kind_and_by_words_and_begins_again_at_its_end(draft: Draft, cast: Cast) -> None:
    assert {line.kind for line in bench_page(cast.author, draft.pk, show="DATETIME").queue} == {"DATETIME"}
    page = bench_page(cast.author, draft.pk, show=ALL, words="pellow")
    assert {line.words for line in page.queue} == {"Mrs Ida Pellow", "Mrs Pellow", "Mr Pellow"}
    last = page.queue[-1]
    again = bench_page(cast.author, draft.pk, at=last.id, show=ALL, words="pellow")
    assert again.following == page.queue[0].id
    assert again.previous == page.queue[1].id


def test_a_long_draft_is_shown_in_parts_and_asks_the_database_no_more(cast: Cast) -> None:
    case = a_review(cast)
    short = a_draft(cast, case)
    text = "".join(f"Line {number} tells of Mrs Ada Number{number} at length.\n\n" for number in range(400))
    long = drafting.save_draft(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=text, by=cast.author, at=AT)
    places = [(at, at + 7) for at in range(0, len(text) - 10, 12)]
    DraftFinding.objects.bulk_create(
        DraftFinding(draft=long, start=start, end=end, rule="name", listed=False, label="PERSON", why="W")
        for start, end in places
    )
    Draft.objects.filter(pk=long.pk).update(searched_at=AT)
    with CaptureQueriesContext(connection) as few:
        bench_page(cast.author, short.pk)
    with CaptureQueriesContext(connection) as many:
        page = bench_page(cast.author, long.pk, at=long.found.all()[900].pk)
    assert len(many) <= len(few) + 1
    assert len(page.queue) == 50
    assert sum(len(words) for words, _ in page.pieces) <= WINDOW
    parts, start = [], 0
    while start is not None:
        part = bench_page(cast.author, long.pk, start=start)
        parts.append("".join(words for words, _ in part.pieces))
        start = part.later
    assert "".join(parts) == text


def test_reading_the_bench_is_recorded_once_in_a_quarter_of_an_hour(draft: Draft, cast: Cast) -> None:
    def read() -> int:
        return Entry.objects.filter(action="publication.read_draft", actor=str(cast.author.pk)).count()

    for minutes, entries in ((0, 1), (14, 1), (15, 2)):
        reading.read_bench(draft=draft.pk, by=cast.author, at=AT + timedelta(minutes=minutes))
        assert read() == entries
