"""What has been drafted, found, proved, approved and published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from safelight.core.decision import Decision
from safelight.core.review.intruder import latest_of, still_to_do
from safelight.core.vocabulary import PaperKind, Reader, Severity
from safelight.records.cases import vault
from safelight.records.cases.access import readers_on
from safelight.records.cases.guard import case_for
from safelight.records.cases.models import Case
from safelight.records.cases.queries import kind_of_review, regime_of, roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.actions.publishing import APPROVERS, PUBLISHERS, WITHDRAWERS, decide_publication
from safelight.records.publication.facts import resolved_not_to_publish, writers_of
from safelight.records.publication.files import bytes_of, hashes_of
from safelight.records.publication.groups import grouped
from safelight.records.publication.looked import advised
from safelight.records.publication.models import Draft, DraftFinding, Edition, GateResult
from safelight.records.publication.pages import (
    DraftLine,
    DraftPage,
    EditionLine,
    EditionPage,
    FoundLine,
    GateLine,
    GatePage,
    PublicationPage,
    TextLine,
)
from safelight.records.publication.should_be_up import on_the_boards_site
from safelight.records.publication.texts import text_of
from safelight.records.publication.tried import texts_that_are_public, tries_by_kind, tries_of
from safelight.records.publication.unnamed import REPOSITORY
from safelight.records.publication.versions import drafted_for, newest_version
from safelight.records.publication.words import PUBLIC, EditionState, Settlement

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SEES_DRAFTS = WRITERS | APPROVERS | PUBLISHERS | {Reader.AUDITOR}
SEES_COPIES = WITHDRAWERS | {Reader.AUDITOR}
"""Who is shown where copies of an edition went: the officers of the board."""
CONTEXT = 70  # characters shown on each side of something found


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEdition:
    """An edition as the public site shows it; a withdrawn one has no bytes."""

    public_id: str
    case_id: UUID
    public_name: str
    kind: PaperKind
    title: str
    published_at: datetime
    withdrawn_at: datetime | None
    html: bytes
    pdf: bytes
    odt: bytes = b""
    show_until: date | None = None
    noindex: bool = False
    ended: bool = False
    """Whether its last day on the site has passed."""
    review: str = "Serious case review"
    """What a review of its kind is called."""
    of_a_child: bool = True


def publication_page(reader: User, case_id: UUID) -> PublicationPage:
    """Drafts and editions of a case.

    Raises:
        NotForYou: when the reader has no part in its publication.
    """
    case, held = case_of_drafts(reader, case_id)
    drafts = list(_drafts(Draft.objects.filter(case=case)).order_by("kind", "-version"))
    newest = {draft.kind: draft.version for draft in reversed(drafts)}
    editions = case.editions.select_related("draft").order_by("-made_at")
    return PublicationPage(
        case_id=case.pk,
        reference=case.reference,
        public_name=case.public_name,
        drafts=tuple(_draft_line(draft, newest=newest[draft.kind]) for draft in drafts),
        editions=tuple(_edition_line(edition) for edition in editions),
        facts=tuple((fact.pk, fact.text, fact.source) for fact in case.public_facts.filter(taken_back_on=None)),
        texts=tuple(_text_lines(case, drafts)),
        may_write=bool(held & WRITERS),
        may_approve=bool(held & APPROVERS),
        may_publish=bool(held & PUBLISHERS),
    )


def draft_page(reader: User, draft_id: UUID) -> DraftPage:
    """One draft for the workbench.

    Raises:
        NotForYou: when the reader has no part in its publication.
    """
    case, held = case_of_drafts(reader, found(Draft, draft_id).case_id)
    draft = _drafts(Draft.objects.filter(pk=draft_id)).get()
    newest = newest_version(case, draft.kind)
    text = text_of(draft)
    rows = list(draft.found.all())
    lines = _found_lines(rows, text=text)
    gate, tries = draft.gate_results.last(), tries_of(draft)
    kept = {line.text: line.reason for line in lines if line.settlement is Settlement.KEEP}
    return DraftPage(
        case_id=case.pk,
        reference=case.reference,
        line=_draft_line(draft, newest=newest.version if newest else draft.version),
        text=text,
        pieces=tuple(_pieces(rows, lines, text=text)),
        found=tuple(lines),
        groups=grouped(lines),
        gate=_gate_page(gate, kept=kept) if gate else None,
        editions=tuple(_edition_line(edition) for edition in draft.editions.select_related("draft")),
        tried=latest_of(tries, text_sha256=draft.text_sha256),
        tried_lacking=still_to_do(tries, text_sha256=draft.text_sha256),
        may_write=bool(held & WRITERS),
        may_take_back=bool(held & WRITERS) and drafted_for(draft) is not None,
        may_leave_board_out=regime_of(case).find(REPOSITORY) is not None,
    )


def edition_page(reader: User, edition_id: UUID, *, on: date) -> EditionPage:
    """One edition for the second person.

    Raises:
        NotForYou: when the reader has no part in its publication.
    """
    edition = found(Edition, edition_id)
    case, held = case_of_drafts(reader, edition.case_id)
    proof = json.loads(edition.proof)
    barred = reader.pk in writers_of(edition) or resolved_not_to_publish(case) is not None
    may_send = not barred and bool(held & PUBLISHERS) and edition.state == EditionState.APPROVED
    return EditionPage(
        line=_edition_line(edition),
        case_id=case.pk,
        reference=case.reference,
        author=edition.author.name,
        proof=Decision.from_json(proof["decision"]),
        checked=tuple(
            (row["name"], row["sha256"], "; ".join(row["routes"]), row["characters"]) for row in proof["checked"]
        ),
        checklist=Decision.from_json(edition.decision)
        if edition.decision
        else decide_publication(edition=edition, publisher=reader, on=on),
        may_approve=not barred and bool(held & APPROVERS) and edition.state == EditionState.MADE,
        may_publish=may_send and not edition.unnamed_because,
        may_deposit=may_send and bool(edition.unnamed_because),
        sees_copies=bool(held & SEES_COPIES) and edition.approved_at is not None,
        may_withdraw=bool(held & WITHDRAWERS) and edition.state in PUBLIC,
        may_prolong=bool(held & WITHDRAWERS) and edition.state == EditionState.PUBLISHED,
        may_index=bool(held & WITHDRAWERS) and edition.state in {EditionState.APPROVED, EditionState.PUBLISHED},
    )


def edition_bytes(reader: User, edition_id: UUID, *, form: str) -> bytes:
    """The finished bytes, `form` being "html", "pdf" or "odt", for those who prepare publication.

    Raises:
        NotForYou: when the reader has no part in it, or there is no such form.
    """
    edition = found(Edition, edition_id)
    case_of_drafts(reader, edition.case_id)
    sha256 = hashes_of(edition).get(form)
    if sha256 is None:
        raise NotForYou
    return vault.get(sha256)


def published_editions() -> Sequence[PublishedEdition]:
    """Every edition that is or was public, newest first: what the public site is built from."""
    rows = on_the_boards_site(Edition.objects.select_related("case__board"))
    return tuple(_published(edition) for edition in rows.order_by("-published_at"))


def edition_as_public(public_id: str) -> PublishedEdition:
    """An edition as it was on the board's site, with its bytes though it be withdrawn: to look whether any are left.

    Raises:
        NotForYou: when nothing of this number was ever there.
    """
    edition = on_the_boards_site(Edition.objects.select_related("case__board")).filter(public_id=public_id).first()
    if edition is None:
        raise NotForYou
    return _published(edition, whole=True)


def _published(edition: Edition, *, whole: bool = False) -> PublishedEdition:
    withdrawn = edition.state == EditionState.WITHDRAWN and not whole
    review = kind_of_review(edition.case)
    assert edition.published_at is not None
    files = {} if withdrawn else bytes_of(edition)
    return PublishedEdition(
        public_id=edition.public_id,
        case_id=edition.case_id,
        public_name=edition.case.public_name,
        kind=PaperKind(edition.kind),
        title=edition.title,
        published_at=edition.published_at,
        withdrawn_at=edition.withdrawn_at,
        html=files.get("html", b""),
        pdf=files.get("pdf", b""),
        odt=files.get("odt", b""),
        show_until=edition.show_until,
        noindex=edition.noindex,
        review=review.title,
        of_a_child=review.subject == "child",
    )


def case_of_drafts(reader: User, case_id: UUID) -> tuple[Case, frozenset[Reader]]:
    """The case and everything that the reader is for it, for those who see its drafts.

    Raises:
        NotForYou
    """
    case = case_for(reader, case_id)
    held = frozenset(readers_on(reader, case))
    if not held & SEES_DRAFTS:
        raise NotForYou
    return case, held


def draft_line(draft: Draft, *, newest: int) -> DraftLine:
    """The line of one draft."""
    return _draft_line(_drafts(Draft.objects.filter(pk=draft.pk)).get(), newest=newest)


class _Counted(TypedDict):
    """What `_drafts` adds to each draft."""

    left: int
    blocking: int | None


def _drafts(rows: QuerySet[Draft]) -> QuerySet[WithAnnotations[Draft, _Counted]]:
    """Drafts with what a line of them says, in one question to the database however many there are."""
    gate = GateResult.objects.filter(draft=OuterRef("pk")).order_by("-id")
    return rows.select_related("author").annotate(
        left=Count("found", filter=Q(found__settlement="")), blocking=Subquery(gate.values("blocking")[:1])
    )


def _draft_line(draft: WithAnnotations[Draft, _Counted], *, newest: int) -> DraftLine:
    """The line of a draft that `_drafts` gave."""
    return DraftLine(
        id=draft.pk,
        kind=PaperKind(draft.kind),
        version=draft.version,
        saved_at=draft.saved_at,
        author=draft.author.name,
        from_file=bool(draft.upload_sha256),
        searched=draft.searched_at is not None,
        unsettled=draft.left,
        blocking=draft.blocking,
        is_newest=draft.version == newest,
    )


def _text_lines(case: Case, drafts: Sequence[Draft]) -> Iterator[TextLine]:
    """The newest draft of each kind and what is public, each with how it stands; three questions however many."""
    tries = tries_by_kind(case)
    public = texts_that_are_public(case)
    newest = {draft.kind: draft.pk for draft in reversed(drafts)}
    for draft in drafts:
        if draft.pk != newest[draft.kind] and draft.text_sha256 not in public:
            continue
        of_kind = tries.get(draft.kind, ())
        yield TextLine(
            draft_id=draft.pk,
            kind=PaperKind(draft.kind),
            version=draft.version,
            public=draft.text_sha256 in public,
            tried=latest_of(of_kind, text_sha256=draft.text_sha256),
            lacking=still_to_do(of_kind, text_sha256=draft.text_sha256),
        )


def _found_lines(rows: Sequence[DraftFinding], *, text: str) -> list[FoundLine]:
    times = Counter(_alike(row, text) for row in rows)
    return [
        FoundLine(
            id=row.pk,
            text=text[row.start : row.end],
            before=text[max(0, row.start - CONTEXT) : row.start],
            after=text[row.end : row.end + CONTEXT],
            rule=row.rule,
            key=row.key,
            listed=row.listed,
            why=row.why,
            replacement=row.replacement,
            settlement=Settlement(row.settlement) if row.settlement else None,
            reason=row.reason,
            times=times[_alike(row, text)],
            label=row.label,
            score=row.score,
            found_by=row.finder,
        )
        for row in rows
    ]


def _alike(row: DraftFinding, text: str) -> tuple[object, ...]:
    """What `settling.settle_finding` settles together."""
    return row.rule, row.key, row.listed, text[row.start : row.end]


def _pieces(
    rows: Sequence[DraftFinding], lines: Sequence[FoundLine], *, text: str
) -> Iterator[tuple[str, FoundLine | None]]:
    at = 0
    for row, line in zip(rows, lines, strict=True):
        if row.start > at:
            yield text[at : row.start], None
        yield line.text, line
        at = max(at, row.end)
    if at < len(text):
        yield text[at:], None


def _gate_page(result: GateResult, *, kept: Mapping[str, str]) -> GatePage:
    stored = json.loads(vault.get(result.examination_sha256, shelf=vault.Shelf.NAMES))
    return GatePage(
        run_at=result.run_at,
        blocking=result.blocking,
        warnings=result.warnings,
        findings=tuple(
            GateLine(
                check=row["check"],
                rule=row["rule"],
                severity=row["severity"],
                where=row["where"],
                text=row["text"],
                advice=row["advice"],
                label=row.get("label", ""),
                kept=kept.get(row["text"], "") if row["severity"] == Severity.WARN else "",
            )
            for row in advised(stored["findings"], roster=roster_of(result.draft.case))
        ),
    )


def _edition_line(edition: Edition) -> EditionLine:
    return EditionLine(
        id=edition.pk,
        draft_id=edition.draft_id,
        public_id=edition.public_id,
        kind=PaperKind(edition.kind),
        title=edition.title,
        version=edition.draft.version,
        state=EditionState(edition.state),
        made_at=edition.made_at,
        approved_at=edition.approved_at,
        published_at=edition.published_at,
        show_until=edition.show_until,
        noindex=edition.noindex,
        withdrawn_at=edition.withdrawn_at,
        unnamed_because=edition.unnamed_because,
        deposited_with=edition.deposited_with,
        deposited_on=edition.deposited_on,
        has_odt=bool(edition.odt_sha256),
    )
