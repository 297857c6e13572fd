"""Does a board's own policy narrow, never widen, and give way when national change overtakes it?"""

from datetime import date

import pytest

from safelight.core.rulebook.loader import RulebookError, example_policy, load_rulebook

from .sources import about_papers, policy, rule, source

APRIL = date(2010, 4, 20)
JULY = date(2010, 7, 1)
PUBLIC = '["public", "media"]'
WHILE_WT2010_STANDS = "{ from = 2010-04-13, until = 2013-04-15 }"
CALL_IN = {
    "duty": '"committee.call-in"',
    "check": '"working_days_after"',
    "args": '{ event = "decision_published", count = 3 }',
    "example": "[[rule.example]]\ngiven = { decision_published = 2010-04-13, closed = [] }\nexpect = 2010-04-16\n",
}


def test_the_example_policy_is_shipped_and_not_loaded_by_itself() -> None:
    assert load_rulebook().local_rules == ()
    assert [rule.id for rule in load_rulebook(local=(example_policy(),)).local_rules] == [
        "northmere-2010-04-13/summary-only"
    ]


def test_a_resolution_of_april_2010_is_overtaken_from_10_june_2010_and_stays_so() -> None:
    rulebook = load_rulebook(local=(example_policy(),))
    assert rulebook.overtaken(on=date(2010, 6, 9)) == ()
    for day in (date(2010, 6, 10), date(2013, 4, 15), date(2026, 11, 2)):
        (overtaken,) = rulebook.overtaken(on=day)
        assert overtaken.local.id == "northmere-2010-04-13/summary-only"
        assert overtaken.by.id == "letter-2010-06-10/publish-overview"
        assert overtaken.since == date(2010, 6, 10)
        assert "10 June 2010" in overtaken.sentence
        assert "minute 7" in overtaken.sentence


def test_a_resolution_that_has_been_repealed_is_not_reported() -> None:
    text = example_policy().replace("{ from = 2010-04-13 }", "{ from = 2010-04-13, until = 2010-06-10 }")
    assert text != example_policy()
    assert load_rulebook(local=(text,)).overtaken(on=JULY) == ()


def test_the_national_rule_governs_before_and_after_a_resolution_that_only_repeats_it() -> None:
    rulebook = load_rulebook(local=(example_policy(),))
    assert rulebook.governing("publication.overview", on=APRIL).id == "wt2010/overview-and-imr-not-public"
    assert rulebook.governing("publication.overview", on=JULY).id == "letter-2010-06-10/publish-overview"
    assert rulebook.regime(initiated_on=APRIL).fingerprint == load_rulebook().regime(initiated_on=APRIL).fingerprint


def test_a_resolution_made_against_a_national_rule_does_not_govern_either() -> None:
    text = about_papers(
        duty="publication.overview",
        check="reader_may_not_have",
        papers='["overview"]',
        readers=PUBLIC,
        start="2010-09-01",
    )
    rulebook = load_rulebook(local=(text,))
    assert rulebook.governing("publication.overview", on=date(2010, 10, 1)).id == "letter-2010-06-10/publish-overview"
    (overtaken,) = rulebook.overtaken(on=date(2010, 10, 1))
    assert overtaken.since == date(2010, 9, 1)


@pytest.mark.parametrize(
    ("duty", "check", "papers", "readers"),
    [
        ("publication.overview", "publish", '["overview"]', PUBLIC),
        ("publication.overview", "publish_unless_compelling", '["overview"]', PUBLIC),
        ("publication.imr", "publish", '["imr"]', '["media"]'),
        ("publication.summary", "publish", '["executive_summary", "overview"]', PUBLIC),
        ("publication.summary", "publish", '["executive_summary", "chronology"]', PUBLIC),
        ("publication.action-plan", "publish", '["integrated_chronology"]', PUBLIC),
        ("disclosure.panel", "reader_may_have", '["overview"]', '["elected_member"]'),
        ("disclosure.auditor", "reader_may_have", '["imr"]', '["auditor"]'),
        ("disclosure.own-agency", "reader_may_have", '["overview"]', '["agency_author"]'),
        ("disclosure.author", "reader_may_have", '["overview"]', '["overview_author", "family"]'),
    ],
)
def test_a_policy_that_releases_what_a_higher_rule_withholds_is_refused(
    duty: str, check: str, papers: str, readers: str
) -> None:
    text = about_papers(duty=duty, check=check, papers=papers, readers=readers)
    with pytest.raises(RulebookError, match=r"northmere/rule would loosen"):
        load_rulebook(local=(text,))


@pytest.mark.parametrize(
    ("papers", "readers", "governed_by"),
    [
        ('["imr", "health_overview", "executive_summary"]', PUBLIC, "wt2010/publish-summary"),
        ('["imr", "health_overview"]', '["public", "media", "panel_member"]', "house/panel-reads"),
    ],
)
def test_a_policy_about_one_question_may_not_undo_the_answer_to_another(
    papers: str, readers: str, governed_by: str
) -> None:
    text = about_papers(
        duty="publication.imr", check="reader_may_not_have", papers=papers, readers=readers, force="must-not"
    )
    with pytest.raises(RulebookError, match=f"would withhold, from .*, what {governed_by} lets somebody have"):
        load_rulebook(local=(text,))


def test_a_policy_that_begins_harmless_and_would_release_later_is_refused_with_the_day() -> None:
    """Before 1 April 2006 nothing encoded speaks against it; from then on something does."""
    text = about_papers(
        duty="publication.overview", check="publish", papers='["overview"]', readers=PUBLIC, start="2005-01-03"
    )
    with pytest.raises(RulebookError, match="from 1 April 2006"):
        load_rulebook(local=(text,))


def test_publishing_without_the_exception_for_a_childs_welfare_is_refused() -> None:
    text = about_papers(
        duty="publication.overview", check="publish", papers='["overview"]', readers=PUBLIC, start="2010-07-01"
    )
    with pytest.raises(RulebookError, match="publish no more than"):
        load_rulebook(local=(text,))


def test_a_policy_may_let_fewer_people_read_less() -> None:
    text = about_papers(
        duty="disclosure.panel", check="reader_may_have", papers='["overview"]', readers='["panel_chair"]', force="may"
    )
    assert load_rulebook(local=(text,)).governing("disclosure.panel", on=APRIL).id == "northmere/rule"


def test_a_policy_may_withhold_more_than_the_national_rule() -> None:
    text = about_papers(
        duty="publication.imr",
        check="reader_may_not_have",
        papers='["imr", "health_overview", "integrated_chronology"]',
        readers=PUBLIC,
        force="must-not",
    )
    assert load_rulebook(local=(text,)).governing("publication.imr", on=APRIL).id == "northmere/rule"


@pytest.mark.parametrize(("count", "governs"), [(5, "northmere/rule"), (6, "wt2010/complete-within-six-months")])
def test_a_policy_may_set_a_shorter_time(count: int, governs: str) -> None:
    text = policy(args=f'{{ event = "decided_on", count = {count}, unit = "calendar_month" }}')
    assert load_rulebook(local=(text,)).governing("clock.completion", on=APRIL).id == governs


@pytest.mark.parametrize(
    "changed",
    [
        {"args": '{ event = "decided_on", count = 7, unit = "calendar_month" }'},
        {"args": '{ event = "noticed_on", count = 5, unit = "calendar_month" }'},
        {"args": '{ event = "decided_on", count = 5, unit = "working_day" }'},
        {"force": '"may"'},
    ],
)
def test_a_policy_may_not_loosen_a_clock(changed: dict[str, str]) -> None:
    with pytest.raises(RulebookError, match="would loosen"):
        load_rulebook(local=(policy(**changed),))


@pytest.mark.parametrize(
    ("ties", "governs"),
    [
        (
            '["board_member", "employed_by_involved_agency", "overview_author", "advised_on_case"]',
            "northmere/rule",
        ),
        ('["board_member", "employed_by_involved_agency", "overview_author"]', "wt2010/panel-chair-independent"),
    ],
)
def test_a_policy_may_ask_for_more_independence(ties: str, governs: str) -> None:
    assert load_rulebook(local=(independence(ties),)).governing("independence.panel-chair", on=APRIL).id == governs


def test_a_policy_may_not_ask_for_less_independence() -> None:
    with pytest.raises(RulebookError, match="keep all ties of the rule above it"):
        load_rulebook(local=(independence('["overview_author"]'),))


def independence(ties: str) -> str:
    return policy(
        duty='"independence.panel-chair"',
        check='"role_may_not_be"',
        in_force=WHILE_WT2010_STANDS,
        args=f'{{ role = "panel_chair", ties = {ties} }}',
        example='[[rule.example]]\ngiven = { ties = ["overview_author"] }\nexpect = "refuse"\n',
    )


@pytest.mark.parametrize(("effect", "governs"), [("must_hold", "northmere/rule"), ("consider", "wt2010/serious-harm")])
def test_a_policy_may_hold_a_review_in_every_case_of_serious_harm(effect: str, governs: str) -> None:
    rulebook = load_rulebook(local=(criterion("criteria.serious-harm", effect),))
    assert rulebook.governing("criteria.serious-harm", on=APRIL).id == governs


def test_a_policy_may_not_merely_consider_a_review_after_a_death() -> None:
    with pytest.raises(RulebookError, match="hold a review wherever the rule above it does"):
        load_rulebook(local=(criterion("criteria.death", "consider"),))


def criterion(duty: str, effect: str) -> str:
    return policy(
        duty=f'"{duty}"',
        check='"criterion"',
        in_force=WHILE_WT2010_STANDS,
        args=f'{{ effect = "{effect}" }}',
        example=f'[[rule.example]]\ngiven = {{ met = true }}\nexpect = "{effect}"\n',
    )


def test_a_councils_constitution_sets_its_own_call_in() -> None:
    rule = load_rulebook(local=(policy(**CALL_IN),)).governing("committee.call-in", on=APRIL)
    assert (rule.id, rule.text("event"), rule.number("count")) == ("northmere/rule", "decision_published", 3)


@pytest.mark.parametrize(
    ("check", "readers", "governs", "overtaken"),
    [
        ("publish", PUBLIC, "wt2010/publish-summary", False),
        ("publish", '["public"]', "wt2010/publish-summary", True),
        ("publish_unless_compelling", PUBLIC, "wt2010/publish-summary", True),
        ("reader_may_not_have", PUBLIC, "wt2010/publish-summary", True),
    ],
)
def test_a_policy_that_publishes_less_than_the_national_rule_is_set_aside_and_reported(
    check: str, readers: str, governs: str, overtaken: bool
) -> None:
    text = about_papers(duty="publication.summary", check=check, papers='["executive_summary"]', readers=readers)
    rulebook = load_rulebook(local=(text,))
    assert rulebook.governing("publication.summary", on=APRIL).id == governs
    assert bool(rulebook.overtaken(on=APRIL)) is overtaken


def test_a_policy_may_turn_should_into_must() -> None:
    text = policy(force='"must"')
    assert load_rulebook(local=(text,)).governing("clock.completion", on=APRIL).force == "must"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {
                "duty": '"independence.panel-chair"',
                "check": '"role_may_not_be"',
                "args": '{ role = "board_chair", ties = ["board_member"] }',
                "example": '[[rule.example]]\ngiven = { ties = [] }\nexpect = "allow"\n',
            },
            "speak of the same thing",
        ),
        (
            {
                "duty": '"notify.evaluator"',
                "check": '"told"',
                "args": '{ body = "the council" }',
                "example": '[[rule.example]]\ngiven = { told = false }\nexpect = "refuse"\n',
            },
            "give the same args",
        ),
        (
            {
                "duty": '"publication.summary"',
                "check": '"publish"',
                "args": '{ papers = ["action_plan"], readers = ["public"] }',
                "example": '[[rule.example]]\ngiven = { paper = "imr", reader = "public" }\nexpect = "silent"\n',
            },
            "speak of the same papers and readers",
        ),
    ],
)
def test_a_policy_speaks_of_the_thing_that_its_question_is_about(changed: dict[str, str], words: str) -> None:
    with pytest.raises(RulebookError, match=words):
        load_rulebook(local=(policy(**changed),))


def test_two_people_are_no_matter_for_a_policy_to_give_up() -> None:
    text = policy(
        duty='"publication.two-people"',
        check='"two_people"',
        force='"should"',
        args='{ roles = ["author", "publisher"] }',
        example='[[rule.example]]\ngiven = { author = "A", publisher = "A" }\nexpect = "refuse"\n',
    )
    with pytest.raises(RulebookError, match="would loosen house/two-people"):
        load_rulebook(local=(text,))


def test_a_policy_governs_where_no_national_rule_stands_and_releases_nothing_there() -> None:
    rulebook = load_rulebook(local=(policy(args='{ event = "decided_on", count = 2, unit = "calendar_month" }'),))
    assert load_rulebook().regime(initiated_on=date(2026, 11, 2)).find("clock.completion") is None
    assert rulebook.regime(initiated_on=date(2026, 11, 2)).rule("clock.completion").id == "northmere/rule"
    text = about_papers(duty="publication.summary", check="publish", papers='["executive_summary"]', readers=PUBLIC)
    releasing = load_rulebook(local=(text,))
    assert releasing.local_rules
    assert releasing.regime(initiated_on=date(2014, 1, 6)).find("publication.summary") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (source("northmere") + rule(id='"northmere/rule"', citation_status='"local"'), "kind = 'local-policy'"),
        (policy(citation_status='"verified"'), "citation_status = 'local'"),
        (source("house", kind="local-policy") + rule(id='"house/x"', citation_status='"local"'), "two sources have"),
        (policy(without="says"), r"local policy 1, rule northmere/rule: 'says' is missing"),
        ("not toml", "local policy 1 is not readable as TOML"),
    ],
)
def test_a_policy_that_is_not_marked_or_not_whole_is_refused(text: str, words: str) -> None:
    with pytest.raises(RulebookError, match=words):
        load_rulebook(local=(text,))


def test_two_policies_stand_side_by_side_and_the_same_one_twice_is_refused() -> None:
    rulebook = load_rulebook(local=(example_policy(), policy(**CALL_IN)))
    assert len(rulebook.local_rules) == 2
    with pytest.raises(RulebookError, match="two sources have this id"):
        load_rulebook(local=(example_policy(), example_policy()))
