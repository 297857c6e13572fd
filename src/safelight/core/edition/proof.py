"""Do the finished bytes identify nobody, hide nothing, and say all that was approved? Unknown means no."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster
from safelight.core.decision import Citation, Decision, Reason
from safelight.core.edition.arrival import fold, missing, strangers
from safelight.core.edition.odt_routes import odt_routes
from safelight.core.edition.render import Edition
from safelight.core.edition.reopened import CannotReopen, Route
from safelight.core.edition.routes import html_routes, pdf_routes
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.manuscript import Manuscript
from safelight.core.papers.paper import Paper, PaperFormat, UnreadablePaper
from safelight.core.papers.reading import read_paper
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import CitationStatus, Force, OfficerRole, Outcome, PaperKind

_ROUTES = {"edition.html": html_routes, "edition.pdf": pdf_routes, "edition.odt": odt_routes}
_PANEL_REACH = 200
"""How many letters a member's post and employer may stand apart: a table's row, or a sentence."""
_SHOWN_AT_MOST = 5
"""How many missing or foreign words a reason lists; the count is always given."""

OFFICER_TITLES: Mapping[str, str] = {
    OfficerRole.BOARD_CHAIR: "the chair of the board",
    OfficerRole.PANEL_CHAIR: "the chair of the review panel",
    OfficerRole.OVERVIEW_AUTHOR: "the author of the overview report",
}
"""The three whom the executive summary names, in words."""
_HOUSE = Citation(source="Safelight's own safeguards", status=CitationStatus.LOCAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One finished file: its name, the hash of the bytes that were opened, by which routes, and how much they read."""

    name: str
    sha256: str
    routes: tuple[str, ...]
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The answer on an edition's finished bytes: ALLOW with what was proved, or REFUSE with everything found.

    No reason repeats a name that was found: a proof is kept for longer, and shown to more people, than the register.
    """

    decision: Decision
    checked: tuple[Checked, ...]

    def covers(self, sha256: str) -> bool:
        """Whether these very bytes were among those proved."""
        return any(each.sha256 == sha256 for each in self.checked)


def prove_edition(edition: Edition, *, roster: Roster, manuscript: Manuscript, regime: Regime) -> Proof:
    """Open the finished bytes again, by other routes than the ones that wrote them, and look at everything there."""
    checked: list[Checked] = []
    refusals: list[Reason] = []
    for name, data in edition.files().items():
        paper: Paper | None = None
        routes: tuple[Route, ...] = ()
        try:
            paper = read_paper(data, name=name)
            routes = (*_ROUTES[name](data), _as_incoming(paper))
        except (CannotReopen, UnreadablePaper) as error:
            refusals.append(_house("readable", "What cannot be read back is not published.", f"{name}: {error}"))
        checked.append(
            Checked(
                name=name,
                sha256=hashlib.sha256(data).hexdigest(),
                routes=tuple(route.name for route in routes),
                characters=sum(len(route.text) for route in routes),
            )
        )
        refusals += _against(routes, name=name, edition=edition, roster=roster, manuscript=manuscript, regime=regime)
        if paper is not None:
            refusals += _hidden(data, paper=paper)
    refusals += _unprovable(edition, roster=roster, regime=regime)
    if refusals:
        decision = Decision(outcome=Outcome.REFUSE, reasons=tuple(dict.fromkeys(refusals)), rules=regime.fingerprint)
    else:
        decision = Decision(
            outcome=Outcome.ALLOW, reasons=tuple(_proved(checked, edition, regime)), rules=regime.fingerprint
        )
    return Proof(decision=decision, checked=tuple(checked))


def _as_incoming(paper: Paper) -> Route:
    """What the reader of papers that come in makes of a file, which it knows nothing of."""
    words = "\n".join(passage.text for passage in paper.passages if passage.visible)
    return Route(name="reader of incoming papers", text=words, in_order=paper.format is PaperFormat.ODT)


def _against(
    routes: tuple[Route, ...],
    *,
    name: str,
    edition: Edition,
    roster: Roster,
    manuscript: Manuscript,
    regime: Regime,
) -> Iterator[Reason]:
    """Everything in one file that stands against publishing it."""
    kind = edition.masthead.kind
    for route in routes:
        yield from _identified(name, route, kind=kind, roster=roster, regime=regime)
    for route in routes:
        if route.in_order:
            yield from _arrived(name, route, manuscript=manuscript, edition=edition)
            if kind is PaperKind.EXECUTIVE_SUMMARY:
                yield from _named(name, route, roster=roster, regime=regime)


def _identified(name: str, route: Route, *, kind: PaperKind, roster: Roster, regime: Regime) -> Iterator[Reason]:
    found = (*find_listed(route.text, roster=roster), *residue(route.text, roster=roster))
    for key, rule in sorted({(finding.key, finding.rule) for finding in found}):
        whom = "the case reference" if key == "case" else f"'{key}' of the register ({rule})"
        yield _anonymised(regime, kind, f"{name}, {route.name}: {whom} can be found.")


def _anonymised(regime: Regime, kind: PaperKind, found: str) -> Reason:
    rule = regime.find("overview.anonymised" if kind is PaperKind.OVERVIEW else "summary.anonymised")
    return rule.reason(found) if rule else _house("anonymous", "A published document identifies nobody.", found)


def _hidden(data: bytes, *, paper: Paper) -> Iterator[Reason]:
    name, says = paper.name, "A published file holds nothing that its reader does not see."
    try:
        for each in find_hidden(data, name=name, paper=paper):
            yield _house("nothing-hidden", says, f"{name}, {each.where}: {each.rule}.")
        for gap in paper.unreadable:
            yield _house("readable", "What cannot be read back is not published.", f"{name}, {gap.where}: {gap.why}")
    except UnreadablePaper as error:
        yield _house("readable", "What cannot be read back is not published.", f"{name}: {error}")


def _arrived(name: str, route: Route, *, manuscript: Manuscript, edition: Edition) -> Iterator[Reason]:
    lost = missing(manuscript, text=route.text)
    if lost:
        where = "; ".join(unit.where for unit in lost[:_SHOWN_AT_MOST])
        says = "Every approved word is in the published file, in its order."
        yield _house("complete", says, f"{name}, {route.name}: {len(lost)} parts are missing or out of order: {where}.")
    added = strangers(manuscript, masthead=edition.masthead, text=route.text)
    if added:
        says = "Nothing is in the published file that nobody approved."
        yield _house("nothing-added", says, f"{name}, {route.name}: {len(added)} words that are in no approved text.")


def _named(name: str, route: Route, *, roster: Roster, regime: Regime) -> Iterator[Reason]:
    """Those who must be named are, and the panel stands there by post and employer."""
    text = fold(route.text)
    if rule := regime.find("summary.officers-named"):
        wanted = rule.words("officers")
        for officer in roster.officers:
            if officer.role in wanted and fold(officer.name) not in text:
                yield rule.reason(f"{name}, {route.name}: {OFFICER_TITLES[officer.role]} is not named.")
    if rule := regime.find("summary.panel-by-post"):
        for member in roster.panel:
            if not stands_together(member.job_title, member.organisation, folded=text):
                post = f"{member.job_title}, {member.organisation}"
                yield rule.reason(f"{name}, {route.name}: the panel's '{post}' is not listed by post and employer.")


def stands_together(first: str, second: str, *, folded: str) -> bool:
    """Whether the two stand within a row or sentence of each other, in either order, in a folded text."""
    one, other = fold(first), fold(second)
    at = folded.find(one)
    while one and other and at >= 0:
        if other in folded[max(0, at - _PANEL_REACH - len(other)) : at + len(one) + _PANEL_REACH + len(other)]:
            return True
        at = folded.find(one, at + 1)
    return False


def _unprovable(edition: Edition, *, roster: Roster, regime: Regime) -> Iterator[Reason]:
    """What the register must say before anything can be proved: without it the answer is unknown, so no."""
    if not roster.people:
        yield _anonymised(
            regime, edition.masthead.kind, "The register lists nobody, so that nothing could be looked for."
        )
    if edition.masthead.kind is not PaperKind.EXECUTIVE_SUMMARY:
        return
    if rule := regime.find("summary.officers-named"):
        known = {officer.role for officer in roster.officers if fold(officer.name)}
        for role in rule.words("officers"):
            if role not in known:
                yield rule.reason(f"The register does not say who {OFFICER_TITLES[role]} is: add an [[officer]].")
    if (rule := regime.find("summary.panel-by-post")) and not roster.panel:
        yield rule.reason("The register lists no panel members: add each as a [[panel_member]].")


def _proved(checked: Iterable[Checked], edition: Edition, regime: Regime) -> Iterator[Reason]:
    files = "; ".join(f"{each.name} by {len(each.routes)} routes" for each in checked)
    yield _anonymised(regime, edition.masthead.kind, f"Nobody in the register can be found in {files}.")
    if edition.masthead.kind is PaperKind.EXECUTIVE_SUMMARY:
        if rule := regime.find("summary.officers-named"):
            yield rule.reason("Each is named in every file.")
        if rule := regime.find("summary.panel-by-post"):
            yield rule.reason("Each member is listed by post and employer in every file.")
    yield _house("complete", "Every approved word is in the published file, in its order.", "All of it is there.")
    yield _house("nothing-hidden", "A published file holds nothing that its reader does not see.", "Nothing is hidden.")


def _house(name: str, says: str, found: str) -> Reason:
    return Reason(rule=f"house/{name}", citation=_HOUSE, force=Force.MUST, says=says, found=found)
