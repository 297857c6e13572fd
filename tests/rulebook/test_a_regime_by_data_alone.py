"""Is a new kind of review added by data alone? A made-up one, with its own clocks, its own words and its own duties."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

from safelight.core.review.facts import CaseFacts
from safelight.core.review.independence import Candidate, Tie, may_appoint
from safelight.core.review.stages import current_stage
from safelight.core.review.tasks import TaskState, task_list
from safelight.core.rulebook.duties import read_framework
from safelight.core.rulebook.governing import Rulebook
from safelight.core.rulebook.loader import assemble
from safelight.core.rulebook.model import Framework
from safelight.core.rulebook.page import page, show
from safelight.core.rulebook.reading import read_source
from safelight.core.vocabulary import Outcome, Stage

PROCESS = """
[[process]]
id = "harbour"
title = "Harbour review"
subject = "child"
jurisdictions = ["england"]
from = 2031-01-01

[process.words]
review = "harbour review"
board = "the harbour board"
board_chair = "the harbour master"
panel = "the crew"
panel_chair = "the first mate"
author = "the pilot"
agencies = "the ships"
report = "the log"
summary = "the short log"
imr = "ship's report"
evaluator = "the lighthouse"
"""
DUTIES = """
[[group]]
id = "harbour"
heading = "What only a harbour review asks for"

[[duty]]
id = "harbour.bell-rung"
question = "Is the bell rung when a case comes in?"
checks = ["recorded"]
task = "Ring the bell"
who = "business_manager"
phase = "notice"
when = "always"

[[duty]]
id = "harbour.lighthouse-told"
question = "Is the lighthouse told once the bell has been rung?"
checks = ["told"]
task = "Tell the lighthouse"
who = "board_chair"
phase = "notice"
when = "always"
"""
RULES = """
[source]
id = "harbour-act"
title = "Harbour Reviews Act 2030"
kind = "act"
issued_under = ""
jurisdiction = "england"
reviews = ["harbour"]
""" + "".join(
    f"""
[[rule]]
id = "harbour-act/{name}"
provision = ""
citation_status = "unverified"
says = "{says}"
duty = "{duty}"
force = "{force}"
selected_by = "review.initiated_on"
in_force = {{ from = 2031-01-01 }}
check = "{check}"
args = {args}

[[rule.example]]
given = {given}
expect = {expect}
"""
    for name, says, duty, force, check, args, given, expect in (
        ("any-wreck", "Every wreck with a child aboard is reviewed.", "criteria.death", "must", "criterion",
         '{ effect = "must_hold" }', "{ met = true }", '"must_hold"'),
        ("in-ten-days", "The harbour master decides within ten working days.", "clock.decision", "must", "due_within",
         '{ event = "noticed_on", count = 10, unit = "working_day" }', "{ noticed_on = 2031-02-03 }", "2031-02-17"),
        ("ring", "The bell is rung.", "harbour.bell-rung", "must", "recorded", "{}", "{ done = true }", '"allow"'),
        ("shine", "The lighthouse is told within two days of the bell.", "harbour.lighthouse-told", "should", "told",
         '{ body = "the lighthouse", event = "harbour.bell-rung", count = 2, unit = "calendar_day" }',
         "{ told = false }", '"refuse"'),
        ("no-own-ship", "The pilot is of no ship concerned.", "independence.overview-author", "must",
         "role_may_not_be", '{ role = "overview_author", ties = ["employed_by_involved_agency"] }',
         "{ ties = [] }", '"allow"'),
    )
)  # fmt: skip
DAY = date(2031, 2, 3)


def data(name: str) -> str:
    return (files("safelight.core.rulebook") / "data" / name).read_text(encoding="utf-8")


def framework() -> Framework:
    return read_framework(
        untrusted_processes=data("processes.toml") + PROCESS,
        untrusted_duties=data("duties.toml") + DUTIES,
        untrusted_provisions=data("provisions.toml"),
    )


def rulebook() -> Rulebook:
    """The made-up act alone, with everything that it does not ask for stated as a gap."""
    frame = framework()
    frame = replace(frame, processes=tuple(each for each in frame.processes if each.id == "harbour"))
    act = read_source(RULES, file="harbour-act.toml", framework=frame)
    governed = {rule.duty for rule in act.rules}
    silent = ", ".join(f'"{duty}"' for duty in frame.duties if duty not in governed)
    before = ", ".join(f'"{duty}"' for duty in governed)
    gap = '[[gap]]\njurisdiction = "england"\nreviews = ["harbour"]\n'
    coverage = (
        '[[source]]\nid = "harbour-act"\nencoded = "All."\nleft_out = "Nothing."\nwhy = "It is made up."\n'
        f'{gap}duties = [{silent}]\nsays = "The Act asks for nothing of the kind."\n'
        f'{gap}duties = [{before}]\nuntil = 2031-01-01\nsays = "Before the Act."\n'
        '[[edition]]\nid = "harbour-2031"\ntitle = "Harbour review"\nprocess = "harbour"\n'
        'jurisdiction = "england"\ninitiated_on = 2031-02-03\n'
    )
    return assemble([act], untrusted_coverage=coverage, framework=frame)


REGIME = rulebook().edition("harbour-2031")
NOTICED = CaseFacts(noticed_on=DAY, criteria_total=1)


def test_the_new_review_is_shown_and_written_about_without_a_line_of_code() -> None:
    assert "The harbour master decides within ten working days." in " ".join(show(REGIME).split())
    assert "Harbour Reviews Act 2030" in page(rulebook())


def test_its_task_list_has_its_duties_its_clocks_and_its_words() -> None:
    tasks = {task.key: task for task in task_list(NOTICED, regime=REGIME, on=DAY)}
    assert (tasks["decision"].holder, tasks["decision"].due_on) == ("the harbour master", date(2031, 2, 17))
    assert tasks["overview"].title == "Write the log"
    assert tasks["harbour.bell-rung"].state is TaskState.NOW
    assert tasks["harbour.lighthouse-told"].state is TaskState.WAITING
    rung = replace(NOTICED, records=(("harbour.bell-rung", DAY),))
    told = {task.key: task for task in task_list(rung, regime=REGIME, on=DAY)}["harbour.lighthouse-told"]
    assert (told.title, told.state, told.due_on) == ("Tell the lighthouse", TaskState.NOW, date(2031, 2, 5))
    assert "agency-reviews" not in tasks, "its rules ask for none"


def test_it_moves_through_its_stages_and_refuses_whom_its_rules_refuse() -> None:
    assert current_stage(NOTICED, regime=REGIME) is Stage.REFERRED
    decided = replace(
        NOTICED, criteria_assessed=1, panel_recommended_on=DAY, decided_on=DAY, decision="review", panel_size=2,
        panel_chair_appointed=True, author_appointed=True, terms_versions=1,
    )  # fmt: skip
    assert current_stage(decided, regime=REGIME) is Stage.DRAFTING, "it has no agencies' reviews to wait for"
    pilot = Candidate(role="overview_author", ties=frozenset({Tie.EMPLOYED_BY_INVOLVED_AGENCY}), declared_on=DAY)
    refused = may_appoint(pilot, regime=REGIME, departure="He is the best we have.")
    assert refused.outcome is Outcome.REFUSE
    assert refused.reasons[0].rule == "harbour-act/no-own-ship"
