"""Finished bytes are proved, or refused with what stands against them; and no reason repeats a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster
from safelight.core.decision import Decision
from safelight.core.edition.proof import Proof, prove_edition, stands_together
from safelight.core.edition.render import Edition, render_edition
from safelight.core.edition.routes import pdf_routes
from safelight.core.papers.manuscript import Manuscript, Paragraph
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import OfficerRole, Outcome, PaperKind
from tests.core.edition.sample import MANUSCRIPT, MASTHEAD, ROSTER, with_block, without


@pytest.fixture(scope="module")
def regime() -> Regime:
    return load_rulebook().regime(initiated_on=date(2010, 4, 1))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return render_edition(MANUSCRIPT, masthead=MASTHEAD)


def _prove(
    manuscript: Manuscript, *, regime: Regime, roster: Roster = ROSTER, approved: Manuscript | None = None
) -> Proof:
    edition = render_edition(manuscript, masthead=MASTHEAD)
    return prove_edition(edition, roster=roster, manuscript=approved or manuscript, regime=regime)


def _rules(decision: Decision, *, starting: str = "") -> set[str]:
    return {reason.rule for reason in decision.reasons if reason.found.startswith(starting)}


def test_a_good_edition_is_allowed_and_the_proof_says_what_was_opened(edition: Edition, regime: Regime) -> None:
    proof = prove_edition(edition, roster=ROSTER, manuscript=MANUSCRIPT, regime=regime)
    assert proof.decision.outcome is Outcome.ALLOW, proof.decision.reasons
    assert {each.name: each.sha256 for each in proof.checked} == edition.sha256s()
    assert all(len(each.routes) >= 3 and each.characters > 3000 for each in proof.checked)
    assert proof.decision.rules == regime.fingerprint
    duties = {rule.id: rule.duty for rule in regime.rules}
    assert {duties.get(reason.rule) for reason in proof.decision.reasons} >= {
        "summary.anonymised",
        "summary.officers-named",
        "summary.panel-by-post",
    }
    assert all(proof.covers(sha256) for sha256 in edition.sha256s().values())
    assert not proof.covers("0" * 64)


@pytest.mark.parametrize(
    "words",
    [
        "It was Liam Okafor-Reed.",
        "It was liam okafor reed.",
        "It was L\u200bi\u200ba\u200bm Okafor-Reed.",
        "The file SCR-2009-03.",
        "Born on 11 February 2005.",
        "At 14 Marl Street.",
        "Ring 07700 900123.",
        "Write to liam.family@example.org.",
        "NHS number 943 476 5919.",
        "The head of St Oswin's Primary School.",
    ],
)
def test_anything_in_the_register_refuses_by_every_file_and_is_not_repeated(words: str, regime: Regime) -> None:
    decision = _prove(with_block(Paragraph(words)), regime=regime).decision
    rule = regime.rule("summary.anonymised").id
    assert decision.outcome is Outcome.REFUSE
    assert rule in _rules(decision, starting="edition.html")
    assert rule in _rules(decision, starting="edition.pdf")
    assert rule in _rules(decision, starting="edition.odt")
    said = " ".join(reason.found for reason in decision.reasons)
    assert "Okafor" not in said
    assert "Marl Street" not in said


def test_a_name_cut_by_a_line_end_in_the_pdf_is_found_wherever_the_line_ends() -> None:
    fillers = ["x" * (length % 7 + 1) + " words" * (length // 6) for length in range(55, 95, 2)]
    manuscript = Manuscript(tuple(Paragraph(f"{filler} Liam Okafor-Reed") for filler in fillers))
    routes = pdf_routes(render_edition(manuscript, masthead=MASTHEAD).pdf)
    by_name = {route.name: route.text for route in routes}
    assert "Okafor\ufffe" in by_name["PDFium"], "some line ends within the name"
    for name in ("pdfminer, as drawn", "PDFium"):
        assert len(find_listed(by_name[name], roster=ROSTER)) == len(fillers)
        assert len(residue(by_name[name], roster=ROSTER)) >= len(fillers)


def _pdf_author(edition: Edition) -> Edition:
    return _changed(edition, lambda document: document.docinfo.__setitem__("/Author", "Liam Okafor-Reed"))


def _pdf_attachment(edition: Edition) -> Edition:
    return _changed(edition, lambda document: document.attachments.__setitem__("notes.txt", b"Liam Okafor-Reed"))


def _pdf_page_lost(edition: Edition) -> Edition:
    return _changed(edition, lambda document: document.pages.__delitem__(2))


def _pdf_broken(edition: Edition) -> Edition:
    return replace(edition, pdf=b"%PDF-1.7 and no more")


def _html_comment(edition: Edition) -> Edition:
    return replace(edition, html=edition.html.replace(b"</main>", b"<!-- a harmless remark --></main>"))


def _html_script(edition: Edition) -> Edition:
    return replace(edition, html=edition.html.replace(b"</main>", b"<script>1</script></main>"))


def _html_sentence_lost(edition: Edition) -> Edition:
    return replace(edition, html=edition.html.replace(b"The mother met the author twice.", b""))


def _html_sentence_added(edition: Edition) -> Edition:
    return replace(edition, html=edition.html.replace(b"</main>", b"<p>Somebody smuggled this.</p></main>"))


def _html_attribute(edition: Edition) -> Edition:
    return replace(edition, html=edition.html.replace(b"<main ", b'<main title="Liam Okafor-Reed" '))


def _html_latin(edition: Edition) -> Edition:
    return replace(edition, html=edition.html + b"\xe9")


def _changed(edition: Edition, change: Callable[[pikepdf.Pdf], None]) -> Edition:
    written = BytesIO()
    with pikepdf.open(BytesIO(edition.pdf)) as document:
        change(document)
        document.save(written)
    return replace(edition, pdf=written.getvalue())


@pytest.mark.parametrize(
    "change",
    [
        _pdf_author,
        _pdf_attachment,
        _pdf_page_lost,
        _pdf_broken,
        _html_comment,
        _html_script,
        _html_sentence_lost,
        _html_sentence_added,
        _html_attribute,
        _html_latin,
    ],
)
def test_bytes_that_are_not_the_approved_words_and_nothing_else_are_refused(
    change: Callable[[Edition], Edition], edition: Edition, regime: Regime
) -> None:
    proof = prove_edition(change(edition), roster=ROSTER, manuscript=MANUSCRIPT, regime=regime)
    assert proof.decision.outcome is Outcome.REFUSE
    changed = "edition.pdf" if change.__name__.startswith("_pdf") else "edition.html"
    assert all(reason.found.startswith(changed) for reason in proof.decision.reasons)


def test_words_that_were_never_approved_are_refused_although_they_are_harmless(regime: Regime) -> None:
    decision = _prove(with_block(Paragraph("An afterthought.")), approved=MANUSCRIPT, regime=regime).decision
    assert _rules(decision) == {"house/nothing-added"}


@pytest.mark.parametrize(
    ("gone", "duty"),
    [
        ("Margaret Ellison", "summary.officers-named"),
        ("Peter Hargrave", "summary.officers-named"),
        ("Designated Nurse', 'Northmere Primary", "summary.panel-by-post"),
    ],
)
def test_whoever_must_be_named_and_is_not_refuses(gone: str, duty: str, regime: Regime) -> None:
    decision = _prove(without(gone), regime=regime).decision
    assert regime.rule(duty).id in _rules(decision)


@pytest.mark.parametrize(
    ("roster", "duty"),
    [
        (replace(ROSTER, people=()), "summary.anonymised"),
        (replace(ROSTER, panel=()), "summary.panel-by-post"),
        (replace(ROSTER, officers=ROSTER.officers[:2]), "summary.officers-named"),
    ],
)
def test_a_register_that_does_not_say_enough_proves_nothing(roster: Roster, duty: str, regime: Regime) -> None:
    decision = _prove(MANUSCRIPT, roster=roster, regime=regime).decision
    assert decision.outcome is Outcome.REFUSE
    assert _rules(decision) == {regime.rule(duty).id}


def test_an_action_plan_need_not_name_the_officers(regime: Regime) -> None:
    manuscript = without(*(officer.name for officer in ROSTER.officers))
    edition = render_edition(manuscript, masthead=replace(MASTHEAD, kind=PaperKind.ACTION_PLAN))
    assert prove_edition(edition, roster=ROSTER, manuscript=manuscript, regime=regime).decision.allowed


def test_each_missing_officer_is_told_apart(regime: Regime) -> None:
    decision = _prove(without("Peter Hargrave"), regime=regime).decision
    said = " ".join(reason.found for reason in decision.reasons)
    assert "the chair of the review panel" in said
    assert "the author of the overview report" in said
    assert "the chair of the board" not in said
    assert {officer.role for officer in ROSTER.officers} == set(OfficerRole)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("designatednursenorthmeretrust", True),
        ("northmeretrustdesignatednurse", True),
        ("designatednurse" + "x" * 900 + "northmeretrust", False),
        ("designatednurse" + "x" * 900 + "designatednursenorthmeretrust", True),
        ("designatednurse", False),
        ("", False),
    ],
)
def test_a_post_counts_only_beside_its_employer(text: str, together: bool) -> None:
    assert stands_together("Designated Nurse", "Northmere Trust", folded=text) is together


def test_an_empty_post_is_never_found() -> None:
    assert not stands_together("", "Northmere Trust", folded="northmeretrust")
