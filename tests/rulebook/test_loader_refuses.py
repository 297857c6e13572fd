"""Is a rule that lacks something refused, with the file, the rule and what to add?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.rulebook.coverage import check_gaps
from safelight.core.rulebook.loader import RulebookError, load_rulebook
from safelight.core.rulebook.model import Gap

from .sources import EXAMPLE, FRAMEWORK, RULE, put_together, read, rule, source

NO_EXAMPLES = ""


def test_the_made_up_rule_that_the_other_tests_break_is_whole() -> None:
    assert [each.id for each in read(source() + rule()).rules] == ["made-up/rule"]


@pytest.mark.parametrize(
    "name",
    ["provision", "citation_status", "says", "duty", "force", "selected_by", "in_force", "check"],
)
def test_a_rule_without_one_of_its_parts_is_refused_with_what_to_add(name: str) -> None:
    with pytest.raises(RulebookError, match=rf"made-up\.toml, rule made-up/rule: '{name}' is missing\. Add "):
        read(source() + rule(without=name))


def test_a_rule_without_an_example_is_refused() -> None:
    with pytest.raises(RulebookError, match=r"made-up/rule: 'example' is missing\. Add at least one"):
        read(source() + rule(example=NO_EXAMPLES))


def test_a_rule_without_an_id_is_refused_by_file() -> None:
    with pytest.raises(RulebookError, match=r"made-up\.toml, rule without an id: 'id' is missing"):
        read(source() + rule(without="id"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"says": '"  "'}, "'says' is empty. Add one or two sentences in our own words"),
        ({"citation_status": '"certain"'}, "'citation_status' has 'certain', a word nobody knows"),
        ({"force": '"shall"'}, "a word nobody knows"),
        ({"force": '"shoud"'}, "Did you mean 'should'?"),
        ({"selected_by": '"today"'}, "'selected_by' has 'today'"),
        ({"check": '"eval"'}, "'check' has 'eval', a word nobody knows"),
        ({"duty": '"clock.completoin"'}, "Did you mean 'clock.completion'?"),
        (
            {"check": '"recorded"', "args": "{}"},
            "cannot answer 'clock.completion'. Use due_within",
        ),
        ({"id": '"other/rule"'}, "its id is to be made-up/"),
        ({"id": '"made-up/A Rule"'}, "its id is to be made-up/"),
        ({"in_force": "{ until = 2010-06-10 }"}, "in_force has no 'from'"),
        ({"in_force": '{ from = "2010-06-10" }'}, "a date without quotation marks"),
        ({"in_force": "{ from = 2010-06-10T09:00:00 }"}, "a date without quotation marks"),
        ({"in_force": "{ from = 2010-06-10, until = 2010-06-10 }"}, "'until' is not after 'from'"),
        ({"in_force": "{ from = 2010-06-10, to = 2011-06-10 }"}, "nobody knows 'to' here"),
        ({"in_force": "2010-06-10"}, "it needs in_force as"),
        ({"replaced_by": '"made-up/next"'}, "it is replaced but has no end"),
        ({"colour": '"red"'}, "nobody knows 'colour' here"),
        ({"args": "{}"}, "the check due_within needs 'event' in args"),
        ({"args": '{ event = "decided_on", count = 6, unit = "calendar_month", pause = 1 }'}, "not 'pause'"),
        (
            {"args": '{ event = "decided_on", count = 0, unit = "calendar_month" }'},
            "'count' is to be a whole number of 1",
        ),
        (
            {"args": '{ event = "decided_on", count = true, unit = "calendar_month" }'},
            "'count' is to be a whole number",
        ),
        ({"args": '{ event = "decided_on", count = 6, unit = "calender_month" }'}, "Did you mean 'calendar_month'?"),
        ({"args": '{ event = ["decided_on"], count = 6, unit = "calendar_month" }'}, "'event' is to be an event"),
        ({"args": "{ event = { a = 1 } }"}, "a word, a whole number, a date or a list of words"),
        ({"args": "6"}, "it needs args in curly brackets"),
    ],
)
def test_a_rule_that_says_something_unusable_is_refused(changed: dict[str, str], words: str) -> None:
    with pytest.raises(RulebookError, match=r"made-up\.toml, rule .*" + words.replace("?", r"\?").replace("(", r"\(")):
        read(source() + rule(**changed))


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ('{ papers = ["overveiw"], readers = ["public"] }', "'overveiw', a word nobody knows. Did you mean 'overview'"),
        ('{ papers = ["overview"], readers = ["press"] }', "'press', a word nobody knows"),
        ('{ papers = [], readers = ["public"] }', "a list of words, and not an empty one"),
        ('{ papers = ["overview", "overview"], readers = ["public"] }', "holds a word twice"),
        ('{ papers = "overview", readers = ["public"] }', "'papers' is to be a list of words"),
    ],
)
def test_papers_and_readers_come_from_the_closed_lists(args: str, words: str) -> None:
    text = rule(duty='"publication.overview"', check='"publish"', args=args)
    with pytest.raises(RulebookError, match=words):
        read(source() + text)


@pytest.mark.parametrize(
    ("example", "words"),
    [
        ("[[rule.example]]\nexpect = 2010-10-01\n", "it needs given"),
        ("[[rule.example]]\ngiven = {}\nexpect = 2010-10-01\n", "'given' holds no facts"),
        ("[[rule.example]]\ngiven = { decided_on = 2010-04-01 }\n", "'expect' is None"),
        ('[[rule.example]]\ngiven = { decided_on = 2010-04-01 }\nexpect = "allow"\n', "which due_within never answers"),
        (
            '[[rule.example]]\ngiven = { decided_on = 2010-04-01 }\nexpect = "a date"\n',
            "which due_within never answers",
        ),
        ("[rule.example]\ngiven = { decided_on = 2010-04-01 }\nexpect = 2010-10-01\n", "double square brackets"),
    ],
)
def test_an_example_is_facts_and_an_answer_that_the_check_can_give(example: str, words: str) -> None:
    with pytest.raises(RulebookError, match=words):
        read(source() + rule(example=example))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[source", r"made-up\.toml is not readable as TOML"),
        ("", r"made-up\.toml: it needs a \[source\] table"),
        (source(), "there is no rule in it"),
        (source(kind="rumour") + rule(), "'kind' has 'rumour'"),
        (source(jurisdiction="mercia") + rule(), "'jurisdiction' has 'mercia'"),
        (source("Made Up") + rule(), "small letters, figures and hyphens"),
        ("stray = 1\n" + source() + rule(), "nobody knows 'stray' here"),
        ("[[source]]\nid = 1\n" + rule(), r"it needs a \[source\] table"),
        (f"deep = {'[' * 5000}{']' * 5000}", "too deeply|not readable as TOML"),
    ],
)
def test_a_file_that_is_no_rule_file_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(RulebookError, match=words) as refused:
        read(text)
    assert "\n" not in str(refused.value)


def test_two_sources_or_two_rules_with_one_id_are_refused() -> None:
    one = read(source() + rule(in_force="{ from = 2010-01-01, until = 2011-01-01 }"))
    again = read(source() + rule(in_force="{ from = 2011-01-01 }"))
    with pytest.raises(RulebookError, match="made-up: two sources have this id"):
        put_together(one, again)
    twice = read(
        source() + rule(in_force="{ from = 2010-01-01, until = 2011-01-01 }") + rule(in_force="{ from = 2011-01-01 }")
    )
    with pytest.raises(RulebookError, match="made-up/rule: two rules have this id"):
        put_together(twice)


def test_two_rules_for_one_question_on_one_day_in_one_place_are_refused() -> None:
    text = (
        source()
        + rule(in_force="{ from = 2010-01-01, until = 2010-06-10 }")
        + rule(id='"made-up/next"', in_force="{ from = 2010-06-09 }")
    )
    with pytest.raises(RulebookError, match=r"both govern 'clock\.completion' on 9 June 2010"):
        put_together(read(text))


def test_a_rule_for_everywhere_collides_with_one_for_england_and_wales_does_not() -> None:
    england = read(source("one") + rule(id='"one/rule"'))
    everywhere = read(source("two", jurisdiction="uk") + rule(id='"two/rule"'))
    wales = read(source("three", jurisdiction="wales") + rule(id='"three/rule"'))
    with pytest.raises(RulebookError, match="both govern"):
        put_together(england, everywhere)
    with pytest.raises(RulebookError, match=r"coverage\.toml says nothing about one"):
        put_together(england, wales)


@pytest.mark.parametrize(
    ("successor", "words"),
    [
        (rule(id='"made-up/nxt"', in_force="{ from = 2010-06-10 }"), "which no file holds. Did you mean 'made-up/nxt'"),
        (rule(id='"made-up/next"', in_force="{ from = 2010-06-11 }"), "does not begin on the day when it ends"),
        (
            rule(id='"made-up/next"', duty='"clock.decision"', in_force="{ from = 2010-06-10 }"),
            "or answers another question",
        ),
    ],
)
def test_what_a_rule_says_replaces_it_takes_over_on_the_day_it_ends(successor: str, words: str) -> None:
    replaced = rule(in_force="{ from = 2010-01-01, until = 2010-06-10 }", replaced_by='"made-up/next"')
    with pytest.raises(RulebookError, match=words):
        put_together(read(source() + replaced + successor))


COVERED = '[[source]]\nid = "made-up"\nencoded = "One rule."\nleft_out = "The rest."\nwhy = "It is made up."\n'


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (COVERED.replace('encoded = "One rule."\n', ""), "source made-up: 'encoded' is missing"),
        (COVERED + COVERED.replace("made-up", "mad-up"), "no file holds this source. Did you mean 'made-up'"),
        (COVERED, "nothing governs .* from 1 January 1999, and no gap says why"),
        (COVERED + '[[gap]]\njurisdiction = "england"\nreviews = ["scr"]\nduties = ["clock"]\n', "'says' is missing"),
        (COVERED + '[[gap]]\njurisdiction = "england"\nsays = "Gap."\n', "'duties' is missing"),
        (
            COVERED + '[[gap]]\njurisdiction = "england"\nsays = "Gap."\nduties = ["clok"]\n',
            "neither a duty nor a group",
        ),
        (
            COVERED + '[[gap]]\njurisdiction = "england"\nsays = "Gap."\nduties = ["clock"]\n',
            "'reviews' is to be a list",
        ),
        (
            COVERED + '[[gap]]\njurisdiction = "england"\nreviews = ["scrr"]\nsays = "G."\nduties = ["clock"]\n',
            "no process of processes.toml. Did you mean 'scr'",
        ),
        (
            COVERED + '[[edition]]\nid = "a"\ntitle = "A"\njurisdiction = "england"\nprocess = "scrr"\n'
            "initiated_on = 2010-04-01\n",
            "no process of processes.toml",
        ),
        (
            COVERED + '[[edition]]\nid = "a"\ntitle = "A"\nprocess = "scr"\njurisdiction = "england"\n',
            "'initiated_on' is to be a date",
        ),
    ],
)
def test_what_is_not_covered_has_to_be_said(coverage: str, words: str) -> None:
    with pytest.raises(RulebookError, match=words):
        put_together(read(source() + rule()), coverage=coverage)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"provision": '"paragraph 8.99"'}, "which provisions.toml does not know"),
        ({"args": '{ event = "clock.decison", count = 6, unit = "calendar_month" }'}, "which is no duty. Did you mean"),
    ],
)
def test_nothing_is_cited_that_was_not_read_and_no_clock_starts_with_a_duty_that_is_not_there(
    changed: dict[str, str], words: str
) -> None:
    with pytest.raises(RulebookError, match=words):
        put_together(read(source() + rule(**changed)))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"check": '"recorded"', "args": "{ count = 5 }"}, "needs 'event' in args"),
        ({"check": '"told"', "args": "{}", "duty": '"notify.incident"'}, "needs 'body' in args"),
        ({"task": '"Decide"'}, "has no line in the task list"),
        ({"prompts": '""'}, "'prompts' is to be a list of words"),
    ],
)
def test_what_a_task_needs_is_asked_for(changed: dict[str, str], words: str) -> None:
    defaults = {"duty": '"notice.children-safe"'} if changed.get("check") == '"recorded"' else {}
    with pytest.raises(RulebookError, match=words):
        read(source() + rule(**defaults | changed))


def test_a_source_names_only_kinds_of_review_that_there_are() -> None:
    with pytest.raises(RulebookError, match=r"'scrr' is no process of processes\.toml"):
        read(source() + 'reviews = ["scrr"]\n' + rule())


def test_a_gap_may_not_be_stated_where_a_rule_governs() -> None:
    rulebook = load_rulebook()
    false_gap = Gap(
        jurisdiction="england", reviews=("scr",), duties=("clock.completion",), start=None, until=None, says="Not so."
    )
    with pytest.raises(RulebookError, match=r"a gap is stated for clock\.completion .* which wt2006/complete"):
        check_gaps(rulebook.rules, (*rulebook.coverage.gaps, false_gap), framework=FRAMEWORK)


def test_taking_a_rule_away_leaves_a_hole_that_is_noticed() -> None:
    rulebook = load_rulebook()
    kept = [rule for rule in rulebook.rules if rule.id != "wt2010/publish-summary"]
    with pytest.raises(
        RulebookError, match=r"nothing governs publication\.summary \(scr, england\) from 17 March 2010"
    ):
        check_gaps(kept, rulebook.coverage.gaps, framework=FRAMEWORK)


def test_an_example_that_is_kept_is_read_word_for_word() -> None:
    (only,) = read(source() + rule(example=EXAMPLE)).rules[0].examples
    assert only.expect == "2010-10-01"
    assert str(only.given["decided_on"]) == "2010-04-01"


VALUES = [
    '""',
    '"words"',
    "0",
    "-1",
    "1.5",
    "true",
    "2010-04-01",
    "09:30:00",
    "[]",
    "[1]",
    '["a", "a"]',
    "{}",
    "{ a = [[]] }",
    "inf",
]


@settings(deadline=None)
@given(changed=st.dictionaries(st.sampled_from([*RULE, "replaced_by", "example"]), st.sampled_from(VALUES), max_size=3))
def test_whatever_stands_in_a_rule_it_is_read_or_refused_by_name(changed: dict[str, str]) -> None:
    example = "" if "example" in changed else EXAMPLE
    pairs = "\n".join(f"{name} = {value}" for name, value in (RULE | changed).items())
    try:
        (only,) = read(f"{source()}[[rule]]\n{pairs}\n{example}").rules
    except RulebookError as refused:
        assert str(refused).startswith("made-up.toml")  # noqa: PT017
    else:
        assert only.says
        assert only.examples


@settings(deadline=None)
@given(value=st.sampled_from(VALUES), name=st.sampled_from(["given", "expect"]))
def test_whatever_stands_in_an_example_it_is_read_or_refused_by_name(value: str, name: str) -> None:
    parts = {"given": "{ decided_on = 2010-04-01 }", "expect": "2010-10-01"} | {name: value}
    example = "[[rule.example]]\n" + "\n".join(f"{key} = {text}" for key, text in parts.items())
    try:
        (only,) = read(source() + rule(example=example)).rules[0].examples
    except RulebookError as refused:
        assert "made-up.toml, rule made-up/rule" in str(refused)  # noqa: PT017
    else:
        assert only.expect
