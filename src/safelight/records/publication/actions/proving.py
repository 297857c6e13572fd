"""Whether a draft may be published as it stands, and the edition rendered from it with the proof on its bytes."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from safelight.core.anonymise.roster import Roster
from safelight.core.decision import Decision
from safelight.core.edition.masthead import KIND_TITLES, UNNAMED_BOARD, Masthead
from safelight.core.edition.pdf import CannotRender, pages_of
from safelight.core.edition.plain import UnprintableText
from safelight.core.edition.proof import Proof
from safelight.core.edition.render import Edition as Rendered
from safelight.core.edition.render import render_edition
from safelight.core.papers.paper import Paper
from safelight.core.papers.reading import read_paper
from safelight.core.review.gate import Examination, examine
from safelight.core.review.intruder import not_remote
from safelight.core.review.publishing import set_aside, weigh_proof
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.queries import kind_of_review, regime_of, roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, RefusedByRule
from safelight.records.people.queries import blocking_kinds_of
from safelight.records.plans.acting import acting, sought
from safelight.records.publication.actions.drafting import NO_REGISTER, WRITERS
from safelight.records.publication.agreed import marks_and_founding
from safelight.records.publication.decided import nobody_asked, with_decisions
from safelight.records.publication.files import hashes_of
from safelight.records.publication.looked import without_pseudonyms
from safelight.records.publication.models import Draft, DraftFinding, Edition, GateResult
from safelight.records.publication.proof import page_examined, proved
from safelight.records.publication.put_together import put_together
from safelight.records.publication.texts import manuscript_of
from safelight.records.publication.tried import as_tried, review_of
from safelight.records.publication.unnamed import check_may_be_unnamed, check_names_no_board
from safelight.records.publication.versions import check_newest


def run_gate(*, draft: Draft | UUID, by: User, at: datetime) -> GateResult:
    """Put a draft through the gate: the uploaded file where it came as one, else the page made from its words.

    What the board lets block and nobody was asked about yet is put on the draft's list, to be settled like the rest.

    Raises:
        NotForYou
        NotNow: when there is no register yet, or its words cannot be set for publication.
    """
    draft = sought(Draft, draft, act="publication.run_gate", by=by, at=at)
    act = acting("publication.run_gate", case=draft.case_id, by=by, at=at, allowed=WRITERS)
    examination = examine_draft(draft)
    with act.writing():
        asked = DraftFinding.objects.bulk_create(nobody_asked(draft, examination))
        result = GateResult.objects.create(
            draft=draft,
            run_at=at,
            run_by=by,
            blocking=len(examination.blocking),
            warnings=len(examination.findings) - len(examination.blocking),
            examination_sha256=vault.put(
                without_pseudonyms(examination, roster=known_roster(draft)), shelf=vault.Shelf.NAMES
            ),
        )
        act.record(
            draft,
            verdict=examination.verdict,
            blocking=result.blocking,
            warnings=result.warnings,
            asked=len(asked),
            kinds=" ".join(sorted(blocking_kinds_of(draft.case.board))),
        )
    return result


def make_edition(*, draft: Draft | UUID, unnamed_because: str = "", by: User, at: datetime) -> Edition:
    """Render the edition from a draft that has passed the gate, and prove it on the finished bytes, re-opened.

    With `unnamed_because`, why the board's name would lead to the child, nothing in it names the board: it is then
    deposited with a national repository (`depositing.deposit_edition`) and never on the board's site.

    Raises:
        NotForYou
        NotNow: when the draft has not passed the gate, is not the newest, or something found in it is not settled;
            when the board is not to be named and the finished page names it; or for a briefing longer than a page.
        RefusedByRule: when the proof on the finished bytes fails.
    """
    draft = sought(Draft, draft, act="publication.make_edition", by=by, at=at)
    act = acting("publication.make_edition", case=draft.case_id, by=by, at=at, allowed=WRITERS)
    with act.writing() as held:
        _check_ready(draft)
        because = unnamed_because.strip()[:400]
        rendered = _rendered(draft, unnamed=bool(because))
        _check_one_page(rendered)
        if because:
            check_may_be_unnamed(act.regime)
            check_names_no_board(rendered.files(), case=held)
        proof = proved(rendered, manuscript_of(draft), known_roster(draft), act.regime)
        decision = weigh_proof(proof, paper=PaperKind(draft.kind), departures=_departures(draft), regime=act.regime)
        if not decision.allowed:
            raise RefusedByRule(decision)
        edition = Edition.objects.create(
            draft=draft,
            case=held,
            kind=draft.kind,
            public_id=secrets.token_hex(5),
            title=rendered.masthead.title,
            text_sha256=draft.text_sha256,
            html_sha256=vault.put(rendered.html),
            pdf_sha256=vault.put(rendered.pdf),
            odt_sha256=vault.put(rendered.odt),
            proof=_stored(proof, decision),
            author=draft.author,
            made_at=at,
            unnamed_because=because,
        )
        act.record(edition, decision=decision, **hashes_of(edition), unnamed=bool(because))
    return edition


def examine_draft(draft: Draft) -> Examination:
    """What the gate's own checks find in the draft, and what in its words leads to something that is already public."""
    roster, regime, blocking = known_roster(draft), regime_of(draft.case), blocking_kinds_of(draft.case.board)
    kind = PaperKind(draft.kind)
    if draft.upload_sha256:
        data, name = vault.get(draft.upload_sha256), draft.upload_name
        found = examine(data, name=name, roster=roster, regime=regime, blocking_labels=blocking, kind=kind)
    else:
        found = page_examined(_rendered(draft).html, roster, regime, blocking, kind)
        found = replace(found, document=f"{draft.kind}.html")
    found = with_decisions(draft, found, masthead=masthead_of(draft))
    found = set_aside(found, paper=PaperKind(draft.kind), departures=_departures(draft), regime=regime_of(draft.case))
    return replace(found, findings=(*put_together(draft), *marks_and_founding(draft), *found.findings))


def paper_of(draft: Draft) -> Paper:
    """What the gate reads of a draft: the uploaded file where it came as one, else the page made from its words.

    Raises:
        NotNow: when its words cannot be set for publication.
    """
    if draft.upload_sha256:
        return read_paper(vault.get(draft.upload_sha256), name=draft.upload_name)
    return read_paper(_rendered(draft).html, name="edition.html")


def masthead_of(draft: Draft, *, unnamed: bool = False) -> Masthead:
    """What stands on the cover: the board, where it is named, and the child's public name; never the reference."""
    kind = PaperKind(draft.kind)
    board = draft.case.board
    return Masthead(
        board=UNNAMED_BOARD if unnamed else board.name,
        title=f"{kind_of_review(draft.case).title}: {draft.case.public_name}",
        reference="",  # the title says it
        kind=kind,
        contact="" if unnamed else board.contact,
    )


def known_roster(draft: Draft) -> Roster:
    """The case's register.

    Raises:
        NotNow: when there is none, because then nobody can be looked for.
    """
    roster = roster_of(draft.case)
    if not draft.case.register_sha256:
        raise NotNow(NO_REGISTER)
    return roster


def _rendered(draft: Draft, *, unnamed: bool = False) -> Rendered:
    """The page and the PDF of a draft's words.

    Raises:
        NotNow: when they cannot be set faithfully, with what to change in the text.
    """
    try:
        return render_edition(manuscript_of(draft), masthead=masthead_of(draft, unnamed=unnamed))
    except (UnprintableText, CannotRender) as fault:
        raise NotNow(str(fault)) from fault


def _check_one_page(rendered: Rendered) -> None:
    """A briefing is one page on paper: what is longer is not read in a team meeting.

    Raises:
        NotNow
    """
    pages = pages_of(rendered.pdf) if rendered.masthead.one_page else 1
    if pages > 1:
        raise NotNow(f"This briefing is {pages} pages long in print. Shorten it to one: leave the lesser points out.")


def _departures(draft: Draft) -> tuple[tuple[str, str], ...]:
    return tuple(draft.case.departures.values_list("duty", "reason"))


def _check_ready(draft: Draft) -> None:
    check_newest(draft, verb="Make the edition from")
    kind = KIND_TITLES[PaperKind(draft.kind)].lower()
    if draft.searched_at is None:
        raise NotNow(f"Look for people in this version of the {kind} first.")
    left = draft.found.filter(settlement="").count()
    replaced = draft.found.filter(settlement="replace").count()
    if left or replaced:
        raise NotNow(
            f"{left} of the things found are not settled and {replaced} replacements are not made yet: "
            "settle them and make the replacements first."
        )
    result = draft.gate_results.last()
    if result is None or result.blocking:
        raise NotNow(f"This version of the {kind} has not passed the gate. Run the gate and mend what it names.")
    review = review_of(draft)
    if review is not None and not (tried := as_tried(review)).remote:
        raise NotNow(f"{not_remote(tried)} Change the text: what is to change stands with that review.")


def _stored(proof: Proof, decision: Decision) -> str:
    return json.dumps(
        {
            "decision": decision.to_json(),
            "checked": [
                {
                    "name": checked.name,
                    "sha256": checked.sha256,
                    "routes": list(checked.routes),
                    "characters": checked.characters,
                }
                for checked in proof.checked
            ],
        },
        sort_keys=True,
    )
