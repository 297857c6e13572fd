"""The assurance record: every rule is in it once, says how it stands, and claims nothing that no record shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from safelight.core.papers.manuscript import Bullets, Heading, Paragraph
from safelight.core.review.assurance import STAND_OUT, AssuranceRecord, Departed, Entry, Given, Head, State, build
from safelight.core.review.assurance_paper import cover_of, manuscript_of, render_record
from safelight.core.review.calendar import ENGLAND
from safelight.core.review.clocks import clocks
from safelight.core.review.deadlines import Deadline
from safelight.core.review.deeds import Deed, Shown
from safelight.core.review.facts import CaseFacts
from safelight.core.review.keeping import BY_CHECK, BY_DUTY, BY_SUBJECT, STANDS, kept
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import day_in_words
from safelight.core.vocabulary import CitationStatus, Force

ON = date(2011, 3, 1)
EDITIONS = [named.id for named in load_rulebook().coverage.editions]
NOTHING = CaseFacts()
HEAD = Head(
    board="Northmere Safeguarding Children Board",
    contact="board@example.org",
    public_name="Child N",
    reference="SCR-2010-02",
    stage="Drafting",
    sealed=(79, "ab" * 32),
)


def april_2010() -> Regime:
    return load_rulebook().regime(initiated_on=date(2010, 4, 1))


def given(
    facts: CaseFacts = NOTHING,
    *,
    deeds: tuple[Deed, ...] = (),
    departures: tuple[Departed, ...] = (),
    regime: Regime | None = None,
    clocked: tuple[Deadline, ...] | None = None,
    on: date = ON,
) -> Given:
    rules = regime or april_2010()
    running = tuple(clocks(facts, regime=rules, calendar=ENGLAND).values())
    return Given(
        head=HEAD,
        on=on,
        regime=rules,
        facts=facts,
        clocks=running if clocked is None else clocked,
        deeds=deeds,
        departures=departures,
    )


def a_deed(shown: Shown, about: str = "", *, on: date = date(2010, 4, 1), what: str = "Done") -> Deed:
    return Deed(shown=shown, about=about, on=on, what=what, by="Margaret Ellison, the chair of the board")


def entry(record: AssuranceRecord, duty: str) -> Entry:
    return next(entry for entry in record.entries if entry.rule.duty == duty)


# The table from question to records


def test_every_question_of_the_rulebook_says_how_it_is_kept() -> None:
    framework = load_rulebook().framework
    silent = [
        name
        for name, duty in framework.duties.items()
        if duty.phase is None
        and name not in BY_DUTY
        and not all(check in BY_CHECK or check in BY_SUBJECT for check in duty.checks)
    ]
    assert silent == []


def test_the_table_holds_no_question_that_is_gone_or_recorded_as_a_duty() -> None:
    duties = load_rulebook().framework.duties
    assert [name for name in BY_DUTY if name not in duties or duties[name].phase is not None] == []


@pytest.mark.parametrize("name", EDITIONS)
def test_what_no_record_can_show_is_explained_in_a_sentence(name: str) -> None:
    regime = load_rulebook().edition(name)
    for rule in regime.rules:
        how = kept(rule, phase=regime.duty(rule).phase is not None)
        assert how.lacks is not None or how.how.endswith("."), rule.duty
        assert how is not STANDS, rule.duty


# Every rule, once


@pytest.mark.parametrize("name", EDITIONS)
def test_every_rule_is_in_the_record_once_under_its_heading_with_a_state_and_its_source(name: str) -> None:
    regime = load_rulebook().edition(name)
    record = build(given(regime=regime))
    assert sorted(entry.rule.id for entry in record.entries) == sorted(rule.id for rule in regime.rules)
    headings = dict(regime.framework.headings)
    for section in record.sections:
        assert {headings[entry.rule.duty.partition(".")[0]] for entry in section.entries} == {section.heading}
    assert sum(number for _, number in record.tally) == len(regime.rules)


@pytest.mark.parametrize("name", EDITIONS)
def test_every_question_without_a_rule_is_listed_once_with_the_stated_reason(name: str) -> None:
    regime = load_rulebook().edition(name)
    record = build(given(regime=regime))
    open_questions = [duty.question for name, duty in regime.framework.duties.items() if regime.find(name) is None]
    assert sorted(question for silence in record.silences for question in silence.questions) == sorted(open_questions)
    assert len({silence.why for silence in record.silences}) == len(record.silences)


@pytest.mark.parametrize("name", EDITIONS)
def test_no_provision_that_nobody_has_checked_is_printed(name: str) -> None:
    regime = load_rulebook().edition(name)
    manuscript = manuscript_of(build(given(regime=regime)))
    assert "not checked" not in manuscript.text()
    for rule in regime.rules:
        words, source = manuscript.section(regime.duty(rule).question).blocks[0].text.split("\n")
        assert words.endswith(rule.says)
        assert source.startswith(f"{rule.citation.outside()}. In force")
        if rule.provision and rule.citation_status is CitationStatus.UNVERIFIED:
            assert source.startswith(f"{rule.source.title}. In force")


# How a rule stands

DECIDED = CaseFacts(noticed_on=date(2010, 3, 22), decided_on=date(2010, 4, 1), decision="review")
LATE = replace(DECIDED, decided_on=date(2010, 5, 20))
ACCEPTED = a_deed(Shown.ACT, "board_acceptance", on=date(2010, 8, 16))
TOLD = a_deed(Shown.DUTY, "notify.evaluator")
DECISION = a_deed(Shown.ACT, "decision")
NO_REVIEW = replace(DECIDED, decision="no_review", decision_reason="Nobody worked badly together.")


@pytest.mark.parametrize(
    ("duty", "facts", "deeds", "state"),
    [
        ("clock.decision", DECIDED, (DECISION,), State.DONE),
        ("clock.decision", LATE, (DECISION,), State.LATE),
        ("clock.decision", CaseFacts(noticed_on=date(2011, 2, 20)), (), State.OPEN),
        ("clock.decision", CaseFacts(noticed_on=date(2010, 3, 22)), (), State.NOT_DONE),
        ("notify.evaluator", DECIDED, (), State.OPEN),
        ("notify.evaluator", DECIDED, (TOLD,), State.DONE),
        ("notify.evaluator", replace(DECIDED, closed_on=date(2011, 2, 1)), (), State.NOT_DONE),
        ("notify.evaluator", NO_REVIEW, (), State.NOT_ASKED),
        ("clock.completion", NO_REVIEW, (), State.NOT_ASKED),
        ("scope.terms", NO_REVIEW, (), State.NOT_ASKED),
        ("scope.terms", DECIDED, (), State.OPEN),
        ("decision.against-recorded", DECIDED, (DECISION,), State.NOT_ASKED),
        ("decision.against-recorded", NO_REVIEW, (DECISION,), State.DONE),
        ("clock.delay-explained", DECIDED, (), State.NOT_ASKED),
        ("criteria.death", DECIDED, (a_deed(Shown.CRITERION, "criteria.custody"),), State.OPEN),
        ("criteria.death", DECIDED, (a_deed(Shown.CRITERION, "criteria.death"),), State.DONE),
        ("notice.referral", DECIDED, (), State.ALLOWED),
        ("publication.two-people", DECIDED, (), State.KEPT),
        ("publication.criminal-proceedings", DECIDED, (), State.KEPT),
        ("publication.summary", DECIDED, (a_deed(Shown.PUBLISHED, "overview"),), State.OPEN),
        ("publication.summary", DECIDED, (a_deed(Shown.PUBLISHED, "executive_summary"),), State.DONE),
        ("publication.summary", DECIDED, (a_deed(Shown.ACT, "not_to_publish"),), State.DONE),
        ("scope.child-at-centre", DECIDED, (), State.STANDS),
        ("independence.panel-chair", DECIDED, (a_deed(Shown.APPOINTMENT, "refused"),), State.OPEN),
    ],
)
def test_how_a_rule_stands_follows_from_its_records_and_its_clock(
    duty: str, facts: CaseFacts, deeds: tuple[Deed, ...], state: State
) -> None:
    assert entry(build(given(facts, deeds=deeds)), duty).state is state


def test_no_rule_is_called_done_while_nothing_is_recorded() -> None:
    record = build(given(CaseFacts(noticed_on=date(2011, 2, 20))))
    claimed = [each.rule.duty for each in record.entries if each.state in {State.DONE, State.LATE, State.DEPARTED}]
    # The facts alone say that nothing is missing: these rest on records that other tests look at.
    assert set(claimed) <= {"family.involved"}


def test_a_departure_shows_at_its_rule_with_the_reason_whatever_else_was_done() -> None:
    rule = april_2010().rule("notify.evaluator")
    departed = Departed(
        rule=rule.id,
        question=april_2010().duty(rule).question,
        where="For the review as a whole",
        reason="The office was closed by the flood.",
        on=date(2010, 5, 4),
        by="Margaret Ellison",
    )
    record = build(given(DECIDED, deeds=(TOLD,), departures=(departed,)))
    shown = entry(record, "notify.evaluator")
    assert (shown.state, shown.departures) == (State.DEPARTED, (departed,))
    assert shown in record.standing_out
    text = manuscript_of(record).text()
    assert text.count("The office was closed by the flood.") == 3  # at a glance, at the rule, in the list of departures


def test_an_extension_leaves_the_first_date_reported_as_missed() -> None:
    extension = Deed(
        shown=Shown.EXTENSION,
        about="clock.completion",
        on=date(2010, 9, 20),
        what="Extended from 1 October 2010 to 1 December 2010",
        note="Reason: the trial. Told: Ofsted.",
    )
    facts = replace(DECIDED, accepted_on=date(2010, 11, 5), extensions=(("clock.completion", date(2010, 12, 1)),))
    record = build(given(facts, deeds=(extension, replace(ACCEPTED, on=date(2010, 11, 5)))))
    shown = entry(record, "clock.completion")
    assert shown.state is State.LATE
    assert "the first date was missed" in shown.sentence
    assert shown.extensions == (extension,)
    assert entry(record, "clock.delay-explained").state is State.DONE


def test_what_stands_out_comes_in_one_order_and_leaves_nothing_out() -> None:
    record = build(given(replace(LATE, closed_on=date(2011, 2, 1)), deeds=(DECISION,)))
    states = [each.state for each in record.standing_out]
    assert states == sorted(states, key=STAND_OUT.index)
    assert len(states) == sum(number for state, number in record.tally if state in STAND_OUT) > 10


# The document


def test_the_document_begins_with_the_review_its_rules_and_their_fingerprint() -> None:
    record = build(given(DECIDED, deeds=(DECISION,)))
    text = manuscript_of(record).section("About this record").text()
    assert {HEAD.board, "Child N (SCR-2010-02)", record.given.regime.fingerprint} <= {
        line.partition("\t")[2] for line in text.splitlines()
    }
    cover = cover_of(record)
    assert (cover.kind_title, cover.title, cover.reference) == ("Assurance record", "Child N", "Reference SCR-2010-02")


def test_each_rule_stands_under_its_question_with_force_source_and_the_days_between_which_it_stood() -> None:
    record = build(given(DECIDED))
    blocks = manuscript_of(record).blocks
    for number, block in enumerate(blocks):
        shown = next(
            (each for each in record.entries if isinstance(block, Heading) and block.text == each.question), None
        )
        if shown is None:
            continue
        rule, following = shown.rule, blocks[number + 1]
        assert isinstance(following, Paragraph)
        assert following.text.startswith({"must-not": "Must not."}.get(rule.force, f"{rule.force.capitalize()}."))
        assert f"In force from {day_in_words(rule.start)}" in following.text
        assert (" to " in following.text.partition("In force")[2]) == (rule.until is not None)


def test_deeds_are_told_with_day_name_and_reason_and_their_details_only_in_their_own_list() -> None:
    deed = replace(DECISION, note="Reasons: I accept the advice.", details=(("What it rests on", "A letter."),))
    manuscript = manuscript_of(build(given(DECIDED, deeds=(deed,))))
    line = "1 April 2010: Done. By Margaret Ellison, the chair of the board.\nReasons: I accept the advice."
    assert Bullets((line,)) in manuscript.section("Who decides whether a review is held?").blocks
    acts = manuscript.section("The formal acts, in order")
    assert acts.blocks == (Bullets((f"{line}\nWhat it rests on: A letter.",), start=1),)


def test_the_audit_trails_newest_entry_closes_the_document() -> None:
    text = manuscript_of(build(given())).section("The audit trail").text()
    assert "79\t" + "ab" * 32 in text


def test_the_files_are_the_same_every_time_accessible_and_name_their_readers() -> None:
    record = build(given(DECIDED, deeds=(DECISION,)))
    html, pdf = render_record(record)
    assert (html, pdf) == render_record(record)
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf
    page = html.decode()
    assert "Made <time" in page
    assert "not for publication" in page
    assert "Published" not in page.partition("<nav")[0]


def test_a_character_that_cannot_be_printed_does_not_keep_the_record_from_being_made() -> None:
    deed = replace(DECISION, note="Agreed \U0001f44d by everybody, Zoë Łuczak too.")
    html, pdf = render_record(build(given(DECIDED, deeds=(deed,))))
    assert "Agreed [U+1F44D] by everybody, Zoë Łuczak too." in html.decode()
    assert pdf.startswith(b"%PDF")


def test_a_rule_that_may_is_never_counted_as_something_to_be_done() -> None:
    record = build(given(DECIDED))
    states = {each.state for each in record.entries if each.rule.force is Force.MAY and each.rule.check != "criterion"}
    assert states == {State.ALLOWED}
