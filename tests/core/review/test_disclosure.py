"""May this reader have this paper?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.disclosure import (
    FACTOR_WORDS,
    BalanceIncomplete,
    CannotSettle,
    DisclosureFacts,
    decide,
    settle,
)
from safelight.core.review.grounds import DEPARTED
from safelight.core.review.holds import ASK_FIRST, STANDS, Hold
from safelight.core.vocabulary import INTERESTS, BalanceFactor, Force, Outcome, PaperKind, Reader
from tests.core.review.regimes import AFTER_THE_LETTER, APRIL_2010, UNHURRIED, regime

BALANCE = tuple((factor, f"Weighed {factor}.") for factor in BalanceFactor)
OUTSIDE = (Reader.PUBLIC, Reader.MEDIA)
ASKED_FOR_BY_RIGHT = tuple(reader for reader in INTERESTS if reader not in OUTSIDE)
TRIAL = (Hold.CRIMINAL_PROCEEDINGS,)
REASON = "The trial has made all of it public already, and the family asks for it."

any_request = st.builds(
    DisclosureFacts,
    paper=st.sampled_from(PaperKind),
    reader=st.sampled_from(Reader),
    own_agency_paper=st.booleans(),
    published=st.booleans(),
    held_by=st.lists(st.sampled_from(Hold), unique=True).map(tuple),
)
any_regime = st.sampled_from([APRIL_2010, AFTER_THE_LETTER]).map(regime)


def ask(paper, reader, *, on=APRIL_2010, **changes):
    return decide(DisclosureFacts(paper=paper, reader=reader, **changes), regime=regime(on))


def settled(facts, *, outcome=Outcome.ALLOW, balance=BALANCE, by="Board chair", on=APRIL_2010, departure=""):
    return settle(facts, outcome=outcome, balance=balance, decided_by=by, regime=regime(on), departure=departure)


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.parametrize("published", [False, True])
def test_the_overview_report_of_a_review_begun_before_10_june_2010_is_refused_by_the_rule(reader, published):
    decision = ask(PaperKind.OVERVIEW, reader, published=published)
    assert decision.outcome is Outcome.REFUSE
    assert [reason.rule for reason in decision.reasons] == [regime(APRIL_2010).rule("publication.overview").id]
    assert decision.rules == regime(APRIL_2010).fingerprint


@pytest.mark.parametrize("on", [APRIL_2010, AFTER_THE_LETTER])
@pytest.mark.parametrize("reader", OUTSIDE)
def test_an_agencys_review_is_refused_to_the_public_under_every_rule_book(reader, on):
    decision = ask(PaperKind.IMR, reader, on=on, published=True)
    assert decision.outcome is Outcome.REFUSE
    assert decision.reasons[0].rule == regime(on).rule("publication.imr").id


@pytest.mark.parametrize("reader", list(Reader))
@pytest.mark.parametrize("proceedings", [False, True])
def test_anybody_may_have_the_executive_summary_once_it_is_published(reader, proceedings):
    decision = ask(PaperKind.EXECUTIVE_SUMMARY, reader, published=True, held_by=TRIAL if proceedings else ())
    assert decision.allowed


@pytest.mark.parametrize("reader", list(Reader))
def test_anybody_may_have_the_overview_report_of_a_later_review_once_it_is_published(reader):
    assert ask(PaperKind.OVERVIEW, reader, on=AFTER_THE_LETTER, published=True).allowed


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.parametrize("paper", [PaperKind.EXECUTIVE_SUMMARY, PaperKind.OVERVIEW])
def test_what_is_to_be_published_is_not_the_publics_until_it_is(reader, paper):
    decision = ask(paper, reader, on=AFTER_THE_LETTER)
    assert decision.outcome is Outcome.REFUSE
    assert "has not been published" in decision.reasons[0].found


@pytest.mark.parametrize("reader", ASKED_FOR_BY_RIGHT)
@pytest.mark.parametrize("paper", list(PaperKind))
def test_an_interest_that_asks_for_an_unpublished_paper_is_referred_with_the_five_factors(reader, paper):
    decision = ask(paper, reader)
    assert decision.outcome is Outcome.REFER
    assert decision.reasons[0].rule == regime(APRIL_2010).rule("disclosure.interests").id
    assert "8.49" in decision.reasons[0].citation.provision
    assert all(words in decision.reasons[0].found for words in FACTOR_WORDS.values())


def test_a_complete_balance_is_still_for_a_person_to_decide():
    decision = ask(PaperKind.OVERVIEW, Reader.FAMILY, balance=BALANCE)
    assert decision.outcome is Outcome.REFER
    assert "named person" in decision.reasons[0].found


@pytest.mark.parametrize("blank", list(BalanceFactor))
@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_balance_with_a_blank_is_an_error_that_names_it(blank, note):
    balance = tuple((factor, note if factor is blank else words) for factor, words in BALANCE)
    with pytest.raises(BalanceIncomplete) as caught:
        ask(PaperKind.OVERVIEW, Reader.FAMILY, balance=balance)
    others = [words for factor, words in FACTOR_WORDS.items() if factor is not blank]
    assert FACTOR_WORDS[blank] in str(caught.value)
    assert not any(words in str(caught.value) for words in others)


def test_a_balance_that_leaves_factors_out_is_an_error_that_names_them():
    with pytest.raises(BalanceIncomplete, match=r"participation, .* and limits set by criminal proceedings"):
        ask(PaperKind.OVERVIEW, Reader.FAMILY, balance=BALANCE[:2])


@pytest.mark.parametrize("reader", ASKED_FOR_BY_RIGHT)
def test_open_criminal_proceedings_say_that_access_may_not_be_in_the_boards_hands(reader):
    decision = ask(PaperKind.OVERVIEW, reader, held_by=TRIAL)
    assert decision.outcome is Outcome.REFER
    assert any("may not be in the board's hands" in reason.found for reason in decision.reasons)


def test_an_agency_author_has_the_papers_of_the_own_agency_alone():
    assert ask(PaperKind.IMR, Reader.AGENCY_AUTHOR, own_agency_paper=True).allowed
    assert ask(PaperKind.IMR, Reader.AGENCY_AUTHOR).outcome is Outcome.REFUSE
    assert ask(PaperKind.OVERVIEW, Reader.AGENCY_AUTHOR, own_agency_paper=True).outcome is Outcome.REFUSE


def test_without_any_rules_everything_is_refused():
    bare = replace(regime(APRIL_2010), rules=())
    for paper in PaperKind:
        for reader in Reader:
            decision = decide(DisclosureFacts(paper=paper, reader=reader), regime=bare)
            assert decision.outcome is Outcome.REFUSE
            assert decision.reasons[0].rule == "house/deny-by-default"


@UNHURRIED
@given(facts=any_request, rules=any_regime)
def test_the_public_never_gets_what_is_not_published_and_never_an_agencys_review(facts, rules):
    decision = decide(facts, regime=rules)
    if facts.reader in OUTSIDE and (not facts.published or facts.paper is PaperKind.IMR):
        assert decision.outcome is Outcome.REFUSE


@UNHURRIED
@given(facts=any_request, rules=any_regime)
def test_an_outsider_is_allowed_an_unpublished_paper_by_no_rule(facts, rules):
    if facts.reader in INTERESTS and not facts.published:
        assert not decide(facts, regime=rules).allowed


@UNHURRIED
@given(facts=any_request, rules=any_regime, hold=st.sampled_from(Hold))
def test_open_proceedings_never_open_a_paper(facts, rules, hold):
    shut = decide(replace(facts, held_by=()), regime=rules)
    with_proceedings = decide(replace(facts, held_by=(hold,)), regime=rules)
    assert with_proceedings.outcome is shut.outcome


# A named person's decision.

FAMILY_ASKS = DisclosureFacts(paper=PaperKind.OVERVIEW, reader=Reader.FAMILY)
MEDIA_ASKS = DisclosureFacts(paper=PaperKind.OVERVIEW, reader=Reader.MEDIA)


@pytest.mark.parametrize(("outcome", "verb"), [(Outcome.ALLOW, "Released"), (Outcome.REFUSE, "Refused")])
def test_a_named_person_releases_or_refuses_and_every_note_is_kept(outcome, verb):
    decision = settled(FAMILY_ASKS, outcome=outcome)
    assert decision.outcome is outcome
    assert decision.reasons[0].found.startswith(f"{verb} by Board chair")
    assert all(note in decision.reasons[0].found for _, note in BALANCE)
    assert decision.rules == regime(APRIL_2010).fingerprint


@pytest.mark.parametrize("outcome", [Outcome.ALLOW, Outcome.REFUSE])
def test_nobody_decides_on_an_incomplete_balance(outcome):
    with pytest.raises(BalanceIncomplete, match="criminal proceedings"):
        settled(FAMILY_ASKS, outcome=outcome, balance=BALANCE[:4])


@pytest.mark.parametrize("by", ["", "  "])
def test_a_decision_is_somebodys(by):
    with pytest.raises(CannotSettle, match="name who decides"):
        settled(FAMILY_ASKS, by=by)


def test_to_refer_again_is_no_decision():
    with pytest.raises(CannotSettle, match="choose one of the two"):
        settled(FAMILY_ASKS, outcome=Outcome.REFER)


@pytest.mark.parametrize("outcome", [Outcome.ALLOW, Outcome.REFUSE])
def test_what_the_rules_allow_leaves_nothing_to_settle(outcome):
    published = DisclosureFacts(paper=PaperKind.EXECUTIVE_SUMMARY, reader=Reader.PUBLIC, published=True)
    with pytest.raises(CannotSettle, match="nothing to settle"):
        settled(published, outcome=outcome)


def test_nobody_releases_while_criminal_proceedings_are_open():
    decision = settled(replace(FAMILY_ASKS, held_by=TRIAL))
    assert decision.outcome is Outcome.REFER
    assert "may not be in the board's hands" in decision.reasons[0].found


def test_a_decision_that_must_wait_does_not_say_that_anything_was_released():
    found = " ".join(reason.found for reason in settled(replace(FAMILY_ASKS, held_by=TRIAL)).reasons)
    assert "Not released yet by Board chair" in found


def test_nobody_is_asked_to_weigh_what_cannot_be_released():
    facts = DisclosureFacts(paper=PaperKind.CHRONOLOGY, reader=Reader.PUBLIC)
    assert settled(facts, balance=()).outcome is Outcome.REFUSE


@pytest.mark.parametrize("hold", Hold)
def test_whatever_holds_papers_back_is_named_with_whom_to_ask(hold):
    asked = ask(PaperKind.OVERVIEW, Reader.FAMILY, held_by=(hold,))
    decision = settled(replace(FAMILY_ASKS, held_by=(hold,)))
    assert (asked.outcome, decision.outcome) == (Outcome.REFER, Outcome.REFER)
    for found in (asked.reasons[1].found, decision.reasons[0].found):
        assert found == f"{STANDS[hold]}: access may not be in the board's hands. {ASK_FIRST[hold]}"


@pytest.mark.parametrize("hold", [Hold.INQUEST, Hold.CHILD_WELFARE])
def test_what_is_open_beside_is_put_before_the_person_who_may_release_all_the_same(hold):
    facts = replace(FAMILY_ASKS, open_beside=(hold,))
    assert decide(facts, regime=regime(APRIL_2010)).reasons[-1].found.startswith(f"{STANDS[hold]}: weigh that too.")
    assert settled(facts).outcome is Outcome.ALLOW


def test_family_proceedings_are_cited_from_the_act_that_speaks_of_them():
    decision = settled(replace(FAMILY_ASKS, held_by=(Hold.FAMILY_PROCEEDINGS,)))
    assert decision.reasons[0].rule == regime(APRIL_2010).rule("publication.family-proceedings").id


def test_a_person_may_still_refuse_while_criminal_proceedings_are_open():
    decision = settled(replace(FAMILY_ASKS, held_by=TRIAL), outcome=Outcome.REFUSE)
    assert decision.outcome is Outcome.REFUSE


def test_what_a_should_withholds_is_released_only_for_an_exceptional_reason_that_then_shows():
    assert regime(APRIL_2010).rule("publication.overview").force is Force.SHOULD
    without = settled(MEDIA_ASKS)
    assert without.outcome is Outcome.REFUSE
    assert "house/departure" in {reason.rule for reason in without.reasons}
    decision = settled(MEDIA_ASKS, departure=REASON)
    assert decision.allowed
    assert decision.reasons[0].found == DEPARTED + REASON
    assert decision.reasons[0].rule == regime(APRIL_2010).rule("publication.overview").id


def test_a_departure_too_waits_for_criminal_proceedings():
    decision = settled(replace(MEDIA_ASKS, held_by=TRIAL), departure=REASON)
    assert decision.outcome is Outcome.REFER


def test_a_refusal_by_rule_stands_as_it_is_when_a_person_confirms_it():
    assert settled(MEDIA_ASKS, outcome=Outcome.REFUSE, balance=()) == decide(MEDIA_ASKS, regime=regime(APRIL_2010))


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.parametrize("force", [Force.SHOULD, Force.MUST_NOT])
def test_no_reason_however_exceptional_releases_an_agencys_review_to_the_public(reader, force):
    real = regime(APRIL_2010)
    rules = tuple(replace(rule, force=force) if rule.duty == "publication.imr" else rule for rule in real.rules)
    facts = DisclosureFacts(paper=PaperKind.IMR, reader=reader)
    decision = settle(
        facts,
        outcome=Outcome.ALLOW,
        balance=BALANCE,
        decided_by="Board chair",
        regime=replace(real, rules=rules),
        departure=REASON,
    )
    assert decision.outcome is Outcome.REFUSE


@pytest.mark.parametrize("paper", [PaperKind.CHRONOLOGY, PaperKind.INTEGRATED_CHRONOLOGY, PaperKind.REFERRAL])
def test_what_no_rule_lets_out_is_let_out_by_no_departure(paper):
    decision = settled(DisclosureFacts(paper=paper, reader=Reader.PUBLIC), departure=REASON)
    assert decision.outcome is Outcome.REFUSE


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.parametrize("paper", [PaperKind.EXECUTIVE_SUMMARY, PaperKind.OVERVIEW, PaperKind.ACTION_PLAN])
def test_what_is_to_be_published_reaches_the_public_by_the_gate_and_by_no_departure(paper, reader):
    decision = settled(DisclosureFacts(paper=paper, reader=reader), on=AFTER_THE_LETTER, departure=REASON)
    assert decision.outcome is Outcome.REFUSE


@UNHURRIED
@given(facts=any_request, rules=any_regime, departure=st.sampled_from(["", REASON]))
def test_no_settlement_whatever_opens_a_binding_refusal_or_an_open_trial(facts, rules, departure):
    ruled = decide(facts, regime=rules)
    if ruled.allowed:
        return
    decision = settle(
        facts, outcome=Outcome.ALLOW, balance=BALANCE, decided_by="Board chair", regime=rules, departure=departure
    )
    if decision.allowed:
        assert not facts.held_by
        assert not (facts.paper is PaperKind.IMR and facts.reader in OUTSIDE)
        assert ruled.outcome is Outcome.REFER or departure
        assert all(reason.force in (Force.SHOULD, Force.MAY) for reason in ruled.reasons)
