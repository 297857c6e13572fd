"""Publication needs everything; whatever is missing is said, all of it, and the worst cannot be departed from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.decision import Citation, Decision, Reason
from safelight.core.edition.proof import Checked, Proof
from safelight.core.review.gate import ALL_CHECKS, Examination, GateFinding
from safelight.core.review.grounds import DEPARTED
from safelight.core.review.holds import Hold
from safelight.core.review.publishing import PublicationFacts, may_publish, set_aside, weigh_proof
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import CitationStatus, Force, Outcome, PaperKind, Severity

APRIL = load_rulebook().regime(initiated_on=date(2010, 4, 1))
JUNE_9 = load_rulebook().regime(initiated_on=date(2010, 6, 9))
JUNE_10 = load_rulebook().regime(initiated_on=date(2010, 6, 10))

TEXT, FILE = "a" * 64, "b" * 64


def _proof(outcome: Outcome, *, rule: str = "house/nothing-hidden", sha256: str = FILE) -> Proof:
    citation = Citation(source="Safelight's own safeguards", status=CitationStatus.LOCAL)
    reason = Reason(rule=rule, citation=citation, force=Force.MUST, says="Said.", found="Found.")
    checked = Checked(name="edition.html", sha256=sha256, routes=("raw characters",), characters=1)
    return Proof(decision=Decision(outcome=outcome, reasons=(reason,)), checked=(checked,))


def _examination(*findings: GateFinding, checks: frozenset[str] = ALL_CHECKS, sha256: str = FILE) -> Examination:
    return Examination(document="edition.html", sha256=sha256, findings=findings, checks=checks)


def _finding(check: str, rule: str, *, severity: Severity = Severity.BLOCK) -> GateFinding:
    return GateFinding(check=check, rule=rule, severity=severity, person="", where="page 1", text="", advice="mend it")


GOOD = PublicationFacts(
    paper=PaperKind.EXECUTIVE_SUMMARY,
    author="Ruth Adeyemi",
    publisher="Dana Whitlock",
    approved_sha256=TEXT,
    text_sha256=TEXT,
    unsettled=0,
    public_links=0,
    open_holds=(),
    examination=_examination(_finding("unlisted", "name", severity=Severity.WARN)),
    proof=_proof(Outcome.ALLOW),
    accepted_by_board=True,
)

SPOILS: dict[str, dict[str, object]] = {
    "an agency's review": {"paper": PaperKind.IMR},
    "the overview report": {"paper": PaperKind.OVERVIEW},
    "a chronology": {"paper": PaperKind.CHRONOLOGY},
    "a referral": {"paper": PaperKind.REFERRAL},
    "no author": {"author": " "},
    "no publisher": {"publisher": ""},
    "one person": {"publisher": "ruth  ADEYEMI"},
    "another text": {"text_sha256": "c" * 64},
    "no approval": {"approved_sha256": "", "text_sha256": ""},
    "a finding left": {"unsettled": 1},
    "a count that cannot be": {"unsettled": -1},
    "a link left": {"public_links": 1},
    "criminal proceedings": {"open_holds": (Hold.CRIMINAL_PROCEEDINGS,)},
    "family proceedings": {"open_holds": (Hold.FAMILY_PROCEEDINGS,)},
    "an inquest": {"open_holds": (Hold.INQUEST,)},
    "a court order": {"open_holds": (Hold.COURT_ORDER,)},
    "a child's welfare": {"open_holds": (Hold.CHILD_WELFARE,)},
    "not examined": {"examination": None},
    "half examined": {"examination": _examination(checks=frozenset({"hidden"}))},
    "somebody found": {"examination": _examination(_finding("identity", "name"))},
    "something hidden": {"examination": _examination(_finding("hidden", "comment"))},
    "something missing": {"examination": _examination(_finding("content", APRIL.rule("summary.contents").id))},
    "other bytes examined": {"examination": _examination(sha256="d" * 64)},
    "not proved": {"proof": None},
    "disproved": {"proof": _proof(Outcome.REFUSE)},
    "referred": {"proof": _proof(Outcome.REFER)},
    "other bytes proved": {"proof": _proof(Outcome.ALLOW, sha256="e" * 64)},
    "not accepted": {"accepted_by_board": False},
}


def _spoilt(*names: str) -> PublicationFacts:
    changes: dict[str, object] = {}
    for name in names:
        changes.update(SPOILS[name])
    return replace(GOOD, **changes)  # type: ignore[arg-type]


def test_with_everything_in_place_a_summary_may_be_published() -> None:
    decision = may_publish(GOOD, regime=APRIL)
    assert decision.outcome is Outcome.ALLOW
    assert APRIL.rule("publication.summary").id in {reason.rule for reason in decision.reasons}
    assert decision.rules == APRIL.fingerprint


def test_nothing_is_published_on_no_facts() -> None:
    assert may_publish(PublicationFacts(), regime=APRIL).outcome is Outcome.REFUSE


@pytest.mark.parametrize("name", SPOILS)
def test_one_thing_wrong_refuses(name: str) -> None:
    assert may_publish(_spoilt(name), regime=APRIL).outcome is Outcome.REFUSE


@given(st.sets(st.sampled_from(sorted(SPOILS)), min_size=1))
def test_no_mixture_of_wrongs_makes_a_right_and_every_reason_is_given(names: set[str]) -> None:
    decision = may_publish(_spoilt(*sorted(names)), regime=APRIL)
    assert decision.outcome is Outcome.REFUSE
    assert len(set(decision.reasons)) == len(decision.reasons)
    # Each change of facts that stands on its own brings its reason along.
    fields = {field for name in names for field in SPOILS[name]}
    assert len(decision.reasons) >= len(
        fields & {"accepted_by_board", "open_holds", "unsettled", "public_links", "paper"}
    )


EXAMINATIONS = [None, _examination(), _examination(_finding("identity", "name")), _examination(checks=frozenset())]


@given(
    paper=st.sampled_from(PaperKind),
    people=st.tuples(st.sampled_from(["", "A", "B"]), st.sampled_from(["", "A", "B"])),
    texts=st.tuples(st.sampled_from(["", TEXT, FILE]), st.sampled_from(["", TEXT, FILE])),
    counts=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    holds=st.lists(st.sampled_from(Hold), max_size=2),
    accepted=st.booleans(),
    examination=st.sampled_from(EXAMINATIONS),
    proof=st.sampled_from([None, _proof(Outcome.ALLOW), _proof(Outcome.REFUSE)]),
    regime=st.sampled_from([APRIL, JUNE_9, JUNE_10]),
)  # fmt: skip
def test_allow_means_that_every_single_fact_was_good(
    paper: PaperKind,
    people: tuple[str, str],
    texts: tuple[str, str],
    counts: tuple[int, int],
    holds: list[Hold],
    accepted: bool,
    examination: Examination | None,
    proof: Proof | None,
    regime: Regime,
) -> None:
    facts = PublicationFacts(
        paper=paper,
        author=people[0],
        publisher=people[1],
        approved_sha256=texts[0],
        text_sha256=texts[1],
        unsettled=counts[0],
        public_links=counts[1],
        open_holds=tuple(holds),
        examination=examination,
        proof=proof,
        accepted_by_board=accepted,
    )
    decision = may_publish(facts, regime=regime)
    public = {PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN} | (
        {PaperKind.OVERVIEW} if regime is JUNE_10 else set()
    )
    good = (
        paper in public
        and all(people)
        and people[0] != people[1]
        and texts[0] == texts[1] != ""
        and counts == (0, 0)
        and not holds
        and accepted
        and examination is not None
        and examination.checks == ALL_CHECKS
        and not examination.blocking
        and proof is not None
        and proof.decision.allowed
    )
    assert decision.allowed is good
    assert decision.outcome is not Outcome.REFER


@pytest.mark.parametrize(
    ("paper", "regime", "outcome"),
    [
        (PaperKind.OVERVIEW, APRIL, Outcome.REFUSE),
        (PaperKind.OVERVIEW, JUNE_9, Outcome.REFUSE),
        (PaperKind.OVERVIEW, JUNE_10, Outcome.ALLOW),
        (PaperKind.IMR, JUNE_9, Outcome.REFUSE),
        (PaperKind.IMR, JUNE_10, Outcome.REFUSE),
        (PaperKind.HEALTH_OVERVIEW, JUNE_10, Outcome.REFUSE),
        (PaperKind.EXECUTIVE_SUMMARY, JUNE_10, Outcome.ALLOW),
        (PaperKind.ACTION_PLAN, APRIL, Outcome.ALLOW),
    ],
)
def test_which_papers_come_out_depends_on_the_day_the_review_was_initiated(
    paper: PaperKind, regime: Regime, outcome: Outcome
) -> None:
    assert may_publish(replace(GOOD, paper=paper), regime=regime).outcome is outcome


def test_a_compelling_reason_keeps_the_overview_report_in() -> None:
    facts = replace(GOOD, paper=PaperKind.OVERVIEW, compelling_reason="A sibling's recovery would be harmed.")
    decision = may_publish(facts, regime=JUNE_10)
    assert decision.outcome is Outcome.REFUSE
    assert "recovery" in decision.reasons[0].found


def test_a_hold_cites_the_law_where_there_is_one() -> None:
    held = may_publish(_spoilt("family proceedings"), regime=APRIL)
    assert [reason.rule for reason in held.reasons] == [APRIL.rule("publication.family-proceedings").id]


def test_a_recorded_departure_lets_a_summary_out_without_a_section_and_shows() -> None:
    duty = "summary.contents"
    facts = replace(_spoilt("something missing"), departures=((duty, "The family asked for it."),))
    decision = may_publish(facts, regime=APRIL)
    assert decision.outcome is Outcome.ALLOW
    assert any("The family asked for it." in reason.found for reason in decision.reasons)
    blank = replace(facts, departures=((duty, "  "),))
    assert may_publish(blank, regime=APRIL).outcome is Outcome.REFUSE


def test_a_departure_also_answers_the_proof_that_missed_the_same_thing() -> None:
    rule = APRIL.rule("summary.officers-named").id
    facts = replace(GOOD, proof=_proof(Outcome.REFUSE, rule=rule))
    assert may_publish(facts, regime=APRIL).outcome is Outcome.REFUSE
    departed = replace(facts, departures=(("summary.officers-named", "A threat to the author."),))
    assert may_publish(departed, regime=APRIL).outcome is Outcome.ALLOW


def test_only_what_is_lacking_in_the_document_is_set_aside_and_only_under_the_rule_departed_from() -> None:
    contents, named = (APRIL.rule(duty).id for duty in ("summary.contents", "summary.officers-named"))
    anonymised = APRIL.rule("summary.anonymised").id
    found = _examination(
        *(_finding("content", rule) for rule in (contents, named, anonymised)), _finding("identity", contents)
    )
    departures = (("summary.contents", "R"), ("summary.anonymised", "R"))
    left = set_aside(found, paper=PaperKind.EXECUTIVE_SUMMARY, departures=departures, regime=APRIL)
    assert [(finding.check, finding.rule) for finding in left.blocking] == [
        ("content", named),
        ("content", anonymised),
        ("identity", contents),
    ]
    assert left.findings[0].advice == f"{DEPARTED}R"
    assert set_aside(found, paper=PaperKind.EXECUTIVE_SUMMARY, departures=(), regime=APRIL) == found


def test_a_proof_that_only_a_departure_sets_aside_is_shown_with_it() -> None:
    rule = APRIL.rule("summary.officers-named").id
    given = {"paper": PaperKind.EXECUTIVE_SUMMARY, "regime": APRIL}
    proof = _proof(Outcome.REFUSE, rule=rule)
    weighed = weigh_proof(proof, departures=(("summary.officers-named", "A threat."),), **given)
    assert (weighed.outcome, [reason.found for reason in weighed.reasons]) == (Outcome.ALLOW, [f"{DEPARTED}A threat."])
    assert weigh_proof(proof, departures=(("summary.contents", "R"),), **given).outcome is Outcome.REFUSE
    sound = _proof(Outcome.ALLOW)
    assert weigh_proof(sound, departures=(), **given) == sound.decision


@pytest.mark.parametrize("name", [name for name in SPOILS if name not in {"something missing", "the overview report"}])
def test_what_guards_children_cannot_be_departed_from(name: str) -> None:
    everything = tuple((rule.duty, "For a reason.") for rule in APRIL.rules)
    assert may_publish(replace(_spoilt(name), departures=everything), regime=APRIL).outcome is Outcome.REFUSE
