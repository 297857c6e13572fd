"""Whoever does whatever in whatever order: does anything reach the public site that no second person approved?"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from safelight.core.vocabulary import PaperKind
from safelight.records.audit.queries import verify_chain
from safelight.records.cases.actions import deciding, intake, proceedings
from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.actions import drafting, proving, publishing, settling
from safelight.records.publication.files import hashes_of
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.site import SiteLeaks
from safelight.records.publication.words import EditionState, Settlement
from safelight.web.public.build import rebuild
from tests.factories import Cast, a_cast, fresh, moment
from tests.upper_factories import DRAFTED, FULL_REGISTER, LEAK, SUMMARY, an_accepted_review

pytestmark = pytest.mark.django_db
REFUSALS = (NotForYou, NotNow, RefusedByRule, WrongInput)
TEXTS = (SUMMARY, f"{SUMMARY}\n\nA last word.", f"{SUMMARY}\n\n{LEAK}", f"{SUMMARY}\n\nHe was often at Harrow Lodge.")
HARROW = '\n[[place]]\nid = "home"\nkind = "home"\nnames = ["Harrow Lodge"]\nreplacement = "a house"\n'
STEPS = ("find", "settle", "apply", "gate", "make", "approve", "publish")
PEOPLE = ("manager", "chair", "auditor", "panel_chair", "author", "police_author", "member")
LIKELY = {
    "approve": ("chair", "panel_chair", "chair", "manager"),
    "publish": ("manager", "manager", "manager", "chair"),
}
"""Who is tried oftenest, so that a good part of the walks get as far as publication."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Publishing(RuleBasedStateMachine):
    """One review, its summary and everybody round it. What was approved is remembered beside the records."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = moment(DRAFTED)
        self.written: list[tuple[int, User]] = []
        """Each version of the text with whoever saved it, in order."""
        self.approved: set[tuple[str, User | None]] = set()
        """The hash of each file that somebody has approved, with who did."""
        self.published = 0

    @initialize()
    def a_review(self) -> None:
        self.cast: Cast = a_cast()
        self.case: Case = an_accepted_review(self.cast)
        self.write("author", SUMMARY)
        django_settings.PUBLIC_SITE = django_settings.VAULT.parent / f"public-{secrets.token_hex(4)}"

    def attempt(self, act: Callable[[], Any]) -> Any:
        """What an act gives; None where it is refused. Nothing but a plain refusal may come out of one."""
        self.at += timedelta(minutes=1)
        try:
            return act()
        except REFUSALS:
            return None

    def newest(self) -> Draft | None:
        return self.case.drafts.filter(kind=PaperKind.EXECUTIVE_SUMMARY).order_by("version").last()

    def editions(self) -> list[Edition]:
        return list(Edition.objects.order_by("made_at"))

    @rule(who=st.sampled_from(("author", "manager", "chair")), text=st.sampled_from(TEXTS))
    def write(self, who: str, text: str) -> None:
        by = getattr(self.cast, who)
        made = self.attempt(
            lambda: drafting.save_draft(case=self.case, kind=PaperKind.EXECUTIVE_SUMMARY, text=text, by=by, at=self.at)
        )
        if made is not None:
            self.written.append((made.version, by))

    @rule(who=st.sampled_from(PEOPLE), step=st.sampled_from(STEPS), old=st.booleans(), data=st.data())
    def step(self, who: str, step: str, old: bool, data: st.DataObject) -> None:
        """One step on the newest text, or on any older one, by anybody."""
        drafts = list(self.case.drafts.order_by("version"))
        if drafts:
            draft = data.draw(st.sampled_from(drafts)) if old else drafts[-1]
            self.do(step, getattr(self.cast, who), draft, data if old else None)

    @rule(data=st.data())
    def go_on_again(self, data: st.DataObject) -> None:
        """Twice among the rules: else most walks would wander about before the gate."""
        self.go_on(data)

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """The proper steps one after another, mostly by those whose part it is, as far as they come."""
        draft = self.newest()
        for step in STEPS[: data.draw(st.sampled_from((3, 5, 6, 7, 7, 7, 7)))]:
            if draft is not None:
                who = data.draw(st.sampled_from(LIKELY.get(step, ("author",))))
                self.do(step, getattr(self.cast, who), self.newest() or draft, None)

    def do(self, step: str, by: User, draft: Draft, data: st.DataObject | None) -> None:
        """One step by somebody, on this draft; of editions, on any where there is data to draw one with."""
        if step in {"approve", "publish"}:
            editions = self.editions() if data is not None else list(draft.editions.order_by("made_at"))[-1:]
            if editions:
                edition = data.draw(st.sampled_from(editions)) if data is not None else editions[0]
                (self.approve if step == "approve" else self.publish)(edition, by)
        elif step == "settle":
            self.settle(draft, by)
        else:
            act: Any = {
                "find": drafting.find_people,
                "apply": settling.apply_settlements,
                "gate": proving.run_gate,
                "make": proving.make_edition,
            }[step]
            made = self.attempt(lambda: act(draft=draft, by=by, at=self.at))
            if step == "apply" and made is not None:
                self.written.append((made.version, by))

    def settle(self, draft: Draft, by: User) -> None:
        self.attempt(lambda: settling.settle_by_register(draft=draft, by=by, at=self.at))
        for finding in draft.found.filter(settlement=""):
            self.attempt(
                lambda finding=finding: settling.settle_finding(  # type: ignore[misc]
                    finding=finding.pk, settlement=Settlement.KEEP, reason="It identifies nobody.", by=by, at=self.at
                )
            )

    def approve(self, edition: Edition, by: User) -> None:
        if self.attempt(lambda: publishing.approve_edition(edition=edition, by=by, at=self.at)) is not None:
            edition.refresh_from_db()
            assert not self.wrote(by, edition), "whoever wrote some of it approved it"
            self.approved |= {(file, by) for file in hashes_of(edition).values()}

    def publish(self, edition: Edition, by: User) -> None:
        if self.attempt(lambda: publishing.publish_edition(edition=edition, by=by, at=self.at)) is not None:
            self.published += 1
            edition.refresh_from_db()
            newest = self.newest()
            assert newest is not None
            assert edition.draft_id == newest.pk, "a text was published that is not the newest"
            assert not self.wrote(by, edition), "whoever wrote some of it published it"
            assert not self.case.proceedings.filter(ended_on=None).exists(), "published under a hold"

    def wrote(self, by: User, edition: Edition) -> bool:
        """Whether somebody wrote any of it since an edition before this one was published."""
        public = Edition.objects.filter(published_at__isnull=False, draft__version__lt=edition.draft.version)
        since = max(public.values_list("draft__version", flat=True), default=0)
        return any(since < version <= edition.draft.version and writer == by for version, writer in self.written)

    @rule(who=st.sampled_from(PEOPLE))
    def withdraw(self, who: str) -> None:
        for edition in self.editions():
            self.attempt(
                lambda edition=edition: publishing.withdraw_edition(
                    edition=edition, reason="A date is wrong.", by=getattr(self.cast, who), at=self.at
                )
            )

    @rule(end=st.booleans())
    def a_trial(self, end: bool) -> None:
        running = self.case.proceedings.filter(ended_on=None).first()
        if running is not None and end:
            self.attempt(
                lambda: proceedings.end_proceeding(
                    proceeding=running, ending="Over.", ended_on=self.at.date(), by=self.cast.manager, at=self.at
                )
            )
        elif running is None and not end:
            self.attempt(
                lambda: proceedings.open_proceeding(
                    case=self.case, kind="criminal", court="C", scope="S", opened_on=self.at.date(),
                    by=self.cast.manager, at=self.at,
                )
            )  # fmt: skip

    @rule()
    def the_register_grows(self) -> None:
        self.attempt(
            lambda: intake.keep_register(
                case=self.case, untrusted_toml=FULL_REGISTER + HARROW, by=self.cast.manager, at=self.at
            )
        )

    @rule(rarely=st.integers(0, 9))
    def the_board_resolves_not_to_publish(self, rarely: int) -> None:
        if rarely < 9:
            return  # after it, nothing else may happen: a walk that begins so shows little
        self.attempt(
            lambda: deciding.resolve_not_to_publish(
                case=fresh(self.case), reasons="R", review_on=self.at.date() + timedelta(days=300),
                by=self.cast.chair, at=self.at,
            )
        )  # fmt: skip

    @rule()
    def rebuild_site(self) -> None:
        with suppress(SiteLeaks):  # the old site stays; the invariants below look at whatever there is
            rebuild(on=self.at.date())

    @invariant()
    def what_is_public_was_approved_by_somebody_else(self) -> None:
        for edition in Edition.objects.filter(state=EditionState.PUBLISHED):
            for file in hashes_of(edition).values():
                assert (file, edition.approved_by) in self.approved
            assert edition.text_sha256 == edition.approved_sha256 == edition.draft.text_sha256
        for path, data in self.edition_files():
            assert sha256(data) in {file for file, _ in self.approved}, path
            for name in (b"Tobias", b"Wren-Halloran", b"Oswin"):
                assert name not in data

    def edition_files(self) -> Iterator[tuple[Path, bytes]]:
        """The files of editions on the site, without the pages that Safelight puts round them."""
        for file in sorted(django_settings.PUBLIC_SITE.glob("reviews/*/executive-summary*")):
            yield file, file.read_bytes()

    def teardown(self) -> None:
        assert verify_chain().whole
        WALKS.append(self.published)
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)


WALKS: list[int] = []
"""How many times each walk got as far as publishing: a search that never gets there shows nothing."""


def test_no_sequence_of_acts_reaches_the_public_site_without_a_second_persons_approval(styles: None) -> None:
    WALKS.clear()
    run_state_machine_as_test(
        Publishing,
        settings=settings(
            max_examples=10,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            phases=(Phase.explicit, Phase.generate),  # shrinking would try the database for minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert sum(map(bool, WALKS)) >= 1, "the search hardly ever got as far as publishing"


@pytest.fixture
def styles(settings: Any, tmp_path: Path) -> None:
    """A style sheet for the site to take along."""
    settings.NODE_MODULES = tmp_path / "node_modules"
    sheet = settings.NODE_MODULES / ".safelight" / "safelight.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("body { color: black }\n")
