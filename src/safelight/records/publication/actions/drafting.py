"""How a text meant for publication comes in, and what in it may identify somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from safelight.core.anonymise.engine import find_listed, find_unlisted
from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.jigsaw.links import find_links
from safelight.core.papers.manuscript import manuscript_from_file, manuscript_to_markdown
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.imr.merging import merge
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases import vault
from safelight.records.cases.filing import check_file
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans.acting import acting, sought
from safelight.records.publication.models import Draft, DraftFinding
from safelight.records.publication.texts import facts_of_case, text_of
from safelight.records.publication.versions import add_version, check_text, newest_version
from safelight.records.publication.words import PUBLIC_LINK, Settlement

WRITERS = frozenset({Reader.OVERVIEW_AUTHOR, Reader.BUSINESS_MANAGER})
PUBLISHABLE = frozenset({PaperKind.EXECUTIVE_SUMMARY, PaperKind.OVERVIEW, PaperKind.LEARNING_BRIEF})
BY_THE_REGISTER = "The register says what this person or place is called in a published document."
NO_REGISTER = "Enter the register of people and places first: without it nobody can be looked for."


def save_draft(
    *,
    case: Case | UUID,
    kind: PaperKind,
    by: User,
    at: datetime,
    text: str = "",
    untrusted_data: bytes = b"",
    name: str = "",
    base: UUID | None = None,
) -> Draft:
    """Keep a new version of a draft, from Markdown typed in the browser or from a Word or OpenDocument file.

    `base` is the version that the typed text was made from. Where somebody has saved another meanwhile, the words of
    both are brought together; what both changed stands twice, marked, and the gate refuses it until one is chosen.

    Raises:
        NotForYou: when `by` does not write for this review, or the base is no version of this draft.
        WrongInput: when there is no text, too much of it, or the file cannot be read.
    """
    act = acting("publication.save_draft", case=case, by=by, at=at, allowed=WRITERS)
    if kind not in PUBLISHABLE:
        raise WrongInput(
            "Only an executive summary, an overview report or a learning briefing is drafted for publication.",
            field="kind",
        )
    kind, upload = PaperKind(kind), ""
    if untrusted_data:
        upload = check_file(untrusted_data, name=name)
        try:
            text = manuscript_to_markdown(manuscript_from_file(untrusted_data, name=upload))
        except UnreadablePaper as unreadable:
            raise WrongInput(str(unreadable), field="file") from None
    check_text(text)
    with act.writing() as held:
        if base is not None:
            text = _with_what_came_meanwhile(text, base=base, case=held, kind=kind)
        draft = add_version(case=held, kind=kind, text=text, author=by, saved_at=at)
        if upload:
            draft.upload_sha256 = vault.put(untrusted_data)
            draft.upload_name = upload
            draft.save(update_fields=["upload_sha256", "upload_name"])
        act.record(draft, kind=kind, version=draft.version, text_sha256=draft.text_sha256)
    return draft


def _with_what_came_meanwhile(text: str, *, base: UUID, case: Case, kind: PaperKind) -> str:
    """The typed text together with what was saved since its author opened it."""
    opened, newest = case.drafts.filter(kind=kind, pk=base).first(), newest_version(case, kind)
    if opened is None or newest is None:
        raise NotForYou
    if newest.pk == opened.pk:
        return text
    return merge(text_of(opened), text, text_of(newest)).text


def find_people(*, draft: Draft | UUID, by: User, at: datetime) -> Draft:
    """Look through a draft for everybody the register knows, for people it does not know, and for public links.

    Looking again keeps what was settled about the same words in the same place.

    Raises:
        NotForYou
        NotNow: when there is no register yet.
    """
    draft = sought(Draft, draft, act="publication.find_people", by=by, at=at)
    act = acting("publication.find_people", case=draft.case_id, by=by, at=at, allowed=WRITERS)
    if not act.case.register_sha256:
        raise NotNow(NO_REGISTER)
    listed, others = _found_in(text_of(draft), case=act.case)
    with act.writing():
        earlier = {(row.rule, row.start, row.end): row for row in draft.found.all()}
        rows = [_row(draft, finding, listed=True) for finding in listed]
        rows += [_row(draft, finding, listed=False) for finding in others]
        for row in rows:
            _settle_as_before(row, earlier.get((row.rule, row.start, row.end)))
        rows += _still_kept([row for row in earlier.values() if row.settlement], among=rows)
        draft.found.all().delete()
        DraftFinding.objects.bulk_create(rows)
        draft.searched_at = at
        draft.save(update_fields=["searched_at"])
        act.record(draft, listed=len(listed), others=len(others))
    return draft


def _found_in(text: str, *, case: Case) -> tuple[tuple[Finding, ...], list[Finding]]:
    """Those that the register knows, and all others that a person has to look at."""
    roster = roster_of(case)
    listed = find_listed(text, roster=roster)
    links = [
        Finding(
            start=link.start,
            end=link.end,
            text=link.text,
            rule=PUBLIC_LINK,
            key="",
            replacement="",
            why=link.why,
            finder="jigsaw",
            label="MISC",
        )
        for link in find_links(text, facts=facts_of_case(case))
    ]
    return listed, _apart_from([*links, *find_unlisted(text, roster=roster)], known=listed)


def _apart_from(findings: Sequence[Finding], *, known: tuple[Finding, ...]) -> list[Finding]:
    """Those findings that overlap nothing already found, first come first served."""
    kept: list[Finding] = list(known)
    fresh: list[Finding] = []
    for finding in findings:
        if all(finding.end <= other.start or finding.start >= other.end for other in kept):
            kept.append(finding)
            fresh.append(finding)
    return sorted(fresh, key=lambda finding: finding.start)


def _row(draft: Draft, finding: Finding, *, listed: bool) -> DraftFinding:
    return DraftFinding(
        draft=draft,
        start=finding.start,
        end=finding.end,
        rule=finding.rule,
        key=finding.key,
        listed=listed,
        replacement=finding.replacement[:300],
        why=finding.why[:400],
        label=finding.label,
        score=finding.score,
        finder=finding.finder,
    )


def _still_kept(settled: Sequence[DraftFinding], *, among: Sequence[DraftFinding]) -> list[DraftFinding]:
    """What a person kept although this look does not find it, as where only the gate did; nothing found may overlap."""
    return [
        row
        for row in settled
        if row.settlement == Settlement.KEEP
        and all(row.end <= other.start or row.start >= other.end for other in among)
    ]


def _settle_as_before(row: DraftFinding, earlier: DraftFinding | None) -> None:
    """What a person decided about these very words stands, unless the register has come to know them since.

    The entry keeps its key, so that a page which somebody has open still leads to it. What the register was to say is
    what it says now.
    """
    if earlier is None or earlier.listed != row.listed:
        return
    row.pk = earlier.pk
    if not earlier.settlement:
        return
    row.settlement, row.reason = earlier.settlement, earlier.reason
    if earlier.reason != BY_THE_REGISTER:
        row.replacement = earlier.replacement
    row.settled_by, row.settled_at = earlier.settled_by, earlier.settled_at
