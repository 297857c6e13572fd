"""The board's own papers, and the overview report, are filed version by version."""

from __future__ import annotations

from datetime import datetime

from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import ACTS, CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.filing import arrive, file
from safelight.records.cases.models import Paper
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import WrongInput, found
from safelight.records.people.queries import AgencyKey

SENT_ELSEWHERE = {
    PaperKind.IMR: "Send an agency's review under the review that was asked for.",
    PaperKind.HEALTH_OVERVIEW: "Send the health overview report under the review that was asked for.",
    PaperKind.CHRONOLOGY: "Send a chronology on the page of the chronologies, where its rows are read.",
    PaperKind.INTEGRATED_CHRONOLOGY: "The integrated chronology is made here from the agencies' own: merge them.",
    PaperKind.LEARNING_BRIEF: "A briefing is written here: draft it on the page of publication.",
}
DIVIDED = {PaperKind.OVERVIEW: "file_overview", PaperKind.ACTION_PLAN: "file_evidence"}


def file_paper(
    *,
    case: CaseKey,
    kind: str,
    untrusted_data: bytes,
    name: str,
    agency: AgencyKey | None = None,
    by: User,
    at: datetime,
) -> Paper:
    """File the next version of a paper. The overview report comes from its author alone.

    `agency` is the one whose evidence a paper of the action plan is; its own author may file that.

    Raises:
        NotForYou
        NotNow: an overview report before the chair's decision or after the panel has agreed it.
        WrongInput: a kind that is sent elsewhere, a file that cannot be read; nothing is filed then.
    """
    chosen = _kind(kind)
    whose = found(Agency, agency) if agency is not None else None
    act = acting(case, to="file_paper", by=by, at=at, agency=whose, allowed=ACTS[DIVIDED.get(chosen, "file_paper")])
    if chosen is PaperKind.OVERVIEW:
        act.check_before_agreement()
    arrival = arrive(untrusted_data, name=name)
    with act.writing() as held:
        if chosen is PaperKind.OVERVIEW:
            act.check_before_agreement()
        paper = file(arrival, case=held, kind=chosen, agency=whose, by=by, at=at)
        act.record(paper, kind=chosen, version=paper.version, sha256=paper.sha256, hidden=paper.hidden)
    return paper


def _kind(untrusted_kind: str) -> PaperKind:
    try:
        kind = PaperKind(untrusted_kind)
    except ValueError:
        raise WrongInput("Choose what kind of paper it is from the list.", field="kind") from None
    if kind in SENT_ELSEWHERE:
        raise WrongInput(SENT_ELSEWHERE[kind], field="kind")
    return kind
