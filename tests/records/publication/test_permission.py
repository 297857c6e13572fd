"""Who may do what with drafts and editions? Everybody else is refused, and the attempt stands in the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from safelight.core.vocabulary import PaperKind
from safelight.records.audit.models import Entry
from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import drafting, proving, public_facts, publishing, settling
from safelight.records.publication.bench import bench_page
from safelight.records.publication.checked import checks_page
from safelight.records.publication.intruder import intruder_page
from safelight.records.publication.models import Draft, DraftFinding, Edition, PublicFact
from safelight.records.publication.queries import (
    draft_page,
    edition_bytes,
    edition_page,
    publication_page,
)
from safelight.records.publication.told import fact_line, together_page
from safelight.records.publication.words import Settlement
from tests.factories import Cast, a_cast, moment
from tests.records.publication.intruding import tried
from tests.upper_factories import (
    DRAFTED,
    LEAK,
    PUBLISHED,
    SUMMARY,
    Call,
    a_made_edition,
    a_review,
    check_only_these_may,
)

pytestmark = pytest.mark.django_db
AT = moment(DRAFTED)
WRITERS = ("manager", "author")
READERS = ("manager", "author", "chair", "panel_chair", "auditor")


@dataclass
class World:
    """A draft that has been looked through, something found in it, and an edition made from a later one."""

    cast: Cast
    case: Case
    draft: Draft
    finding: DraftFinding
    edition: Edition
    fact: PublicFact


@pytest.fixture
def world(cast: Cast) -> World:
    case = a_review(cast)
    draft = drafting.save_draft(case=case, kind=PaperKind.EXECUTIVE_SUMMARY, text=LEAK, by=cast.author, at=AT)
    drafting.find_people(draft=draft, by=cast.author, at=AT)
    finding = draft.found.filter(listed=True).first()
    assert finding is not None
    edition = a_made_edition(cast, case)
    fact = public_facts.record_public_fact(case=case, text="T", source="S", terms=["U"], by=cast.author, at=AT)
    return World(cast=cast, case=case, draft=draft, finding=finding, edition=edition, fact=fact)


ACTS: dict[str, tuple[tuple[str, ...], Callable[[World, User], object]]] = {
    "save_draft": (
        WRITERS,
        lambda w, by: drafting.save_draft(case=w.case.pk, kind=PaperKind.OVERVIEW, text=SUMMARY, by=by, at=AT),
    ),
    "find_people": (WRITERS, lambda w, by: drafting.find_people(draft=w.draft.pk, by=by, at=AT)),
    "record_public_fact": (
        WRITERS,
        lambda w, by: public_facts.record_public_fact(case=w.case.pk, text="T", source="S", terms=["U"], by=by, at=AT),
    ),
    "take_back_fact": (
        WRITERS,
        lambda w, by: public_facts.take_back_fact(fact=w.fact.pk, reason="R", by=by, at=AT),
    ),
    "accept_telling": (
        ("chair", "panel_chair"),
        lambda w, by: public_facts.accept_telling(draft=w.draft.pk, words="0" * 64, reason="R", by=by, at=AT),
    ),
    "record_intruder_review": (
        ("manager", "author", "chair", "panel_chair"),
        lambda w, by: tried(w.draft.pk, by=by, on=DRAFTED),
    ),
    "settle_finding": (
        WRITERS,
        lambda w, by: settling.settle_finding(
            finding=w.finding.pk, settlement=Settlement.REPLACE, reason="R", by=by, at=AT
        ),
    ),
    "reopen_finding": (WRITERS, lambda w, by: settling.reopen_finding(finding=w.finding.pk, by=by, at=AT)),
    "settle_days": (WRITERS, lambda w, by: settling.settle_days(draft=w.draft.pk, by=by, at=AT)),
    "settle_by_register": (WRITERS, lambda w, by: settling.settle_by_register(draft=w.draft.pk, by=by, at=AT)),
    "apply_settlements": (WRITERS, lambda w, by: settling.apply_settlements(draft=w.draft.pk, by=by, at=AT)),
    "run_gate": (WRITERS, lambda w, by: proving.run_gate(draft=w.draft.pk, by=by, at=AT)),
    "make_edition": (WRITERS, lambda w, by: proving.make_edition(draft=w.draft.pk, by=by, at=AT)),
    "approve_edition": (
        ("chair", "panel_chair"),
        lambda w, by: publishing.approve_edition(edition=w.edition.pk, by=by, at=AT),
    ),
    "publish_edition": (
        ("manager",),
        lambda w, by: publishing.publish_edition(edition=w.edition.pk, by=by, at=moment(PUBLISHED)),
    ),
    "withdraw_edition": (
        ("manager", "chair"),
        lambda w, by: publishing.withdraw_edition(edition=w.edition.pk, reason="R", by=by, at=moment(PUBLISHED)),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_everybody_else_is_refused_and_the_attempt_is_audited(world: World, act: str) -> None:
    allowed, make = ACTS[act]
    call = Call(f"publication.{act}", allowed, lambda by: make(world, by))
    check_only_these_may(world.cast, call, case=world.case)
    with pytest.raises(NotForYou):
        make(world, a_cast("Eastholm").manager)


@pytest.mark.parametrize("act", ACTS)
def test_those_who_may_are_let_through_and_audited(world: World, act: str) -> None:
    allowed, make = ACTS[act]
    for part in allowed:
        user = getattr(world.cast, part)
        before = Entry.objects.filter(actor=str(user.pk)).count()
        try:
            make(world, user)
        except NotNow:
            continue  # let through; the tests of the journey look at when
        except RefusedByRule:
            assert Entry.objects.latest("number").action == f"publication.{act}.refused"
        assert Entry.objects.filter(actor=str(user.pk)).count() > before
        entry = Entry.objects.filter(action__startswith=f"publication.{act}", actor=str(user.pk)).latest("number")
        assert (entry.acting_as, entry.case) == (user.standing, str(world.case.pk))


@pytest.mark.parametrize("act", ACTS)
def test_an_unknown_key_looks_like_a_forbidden_one(world: World, act: str) -> None:
    strange = World(world.cast, *[world.cast.board] * 5)  # type: ignore[arg-type]
    with pytest.raises(NotForYou):
        ACTS[act][1](strange, world.cast.manager)
    assert Entry.objects.latest("number").action == f"publication.{act}.refused"


def test_only_those_with_a_part_in_publication_see_drafts_and_editions(world: World) -> None:
    looks: tuple[Callable[[User], object], ...] = (
        lambda user: publication_page(user, world.case.pk),
        lambda user: draft_page(user, world.draft.pk),
        lambda user: together_page(user, world.draft.pk),
        lambda user: intruder_page(user, world.draft.pk, on=DRAFTED),
        lambda user: checks_page(user, world.draft.pk),
        lambda user: fact_line(user, world.fact.pk),
        lambda user: bench_page(user, world.draft.pk, at=world.finding.pk),
        lambda user: edition_page(user, world.edition.pk, on=DRAFTED),
        lambda user: edition_bytes(user, world.edition.pk, form="pdf"),
    )
    for look in looks:
        for part in ("panel_member", "police_author", "health_author", "member"):
            with pytest.raises(NotForYou):
                look(getattr(world.cast, part))
        for part in READERS:
            assert look(getattr(world.cast, part))


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda w: drafting.save_draft(case=w.case, kind=PaperKind.IMR, text="T", by=w.cast.author, at=AT), "kind"),
        (
            lambda w: drafting.save_draft(case=w.case, kind=PaperKind.OVERVIEW, text=" \n", by=w.cast.author, at=AT),
            "text",
        ),
        (
            lambda w: drafting.save_draft(
                case=w.case, kind=PaperKind.OVERVIEW, text="a " * 1_000_001, by=w.cast.author, at=AT
            ),
            "text",
        ),
        (
            lambda w: drafting.save_draft(
                case=w.case, kind=PaperKind.OVERVIEW, untrusted_data=b"no", name="a.docx", by=w.cast.author, at=AT
            ),
            "file",
        ),
        (
            lambda w: public_facts.record_public_fact(
                case=w.case, text=" ", source="S", terms=[], by=w.cast.author, at=AT
            ),
            "text",
        ),
        (
            lambda w: public_facts.record_public_fact(
                case=w.case, text="T", source="S" * 201, terms=[], by=w.cast.author, at=AT
            ),
            "source",
        ),
        (
            lambda w: settling.settle_finding(
                finding=w.finding, settlement=Settlement.REPLACE, reason=" ", by=w.cast.author, at=AT
            ),
            "reason",
        ),
        (
            lambda w: settling.settle_finding(
                finding=w.finding, settlement="keep", reason="R", by=w.cast.author, at=AT
            ),
            "settlement",
        ),
        (
            lambda w: settling.settle_finding(
                finding=w.finding, settlement="maybe", reason="R", by=w.cast.author, at=AT
            ),
            "settlement",
        ),
        (
            lambda w: settling.settle_finding(
                finding=w.finding,
                settlement=Settlement.REPLACE,
                replacement="x" * 301,
                reason="R",
                by=w.cast.author,
                at=AT,
            ),
            "replacement",
        ),
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_field(
    world: World, call: Callable[[World], object], field: str
) -> None:
    before = Entry.objects.count()
    with pytest.raises(WrongInput) as wrong:
        call(world)
    assert wrong.value.field == field
    assert str(wrong.value).endswith(".")
    assert Entry.objects.count() == before
