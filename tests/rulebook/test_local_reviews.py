"""What is asked of a local child safeguarding practice review, and what holds for every kind of review?"""

from datetime import date

import pytest

from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import Process, Rule

from .sources import rule, source

RULEBOOK = load_rulebook()
EARLIER, LATER = RULEBOOK.edition("lcspr-2018"), RULEBOOK.edition("lcspr-2023")
RESTRAINTS = {
    "publication.criminal-proceedings": "held_while",
    "publication.family-proceedings": "held_while",
    "publication.court-order": "held_while",
    "publication.inquest": "held_while",
    "publication.private-proceedings": "recorded",
    "publication.child-witness": "recorded",
    "publication.motivated-intruder": "recorded",
    "publication.recheck": "recorded",
    "publication.two-people": "two_people",
}
CHANGES = {
    "committee.key-decision": ("si-2000-3272/key-decision", "si-2012-2089/key-decision", date(2012, 9, 10)),
    "committee.notice": ("si-2000-3272/forward-plan", "si-2012-2089/clear-days", date(2012, 9, 10)),
    "committee.scrutiny-reconsiders": (
        "lga2000/scrutiny-asks-again",
        "lga2000/scrutiny-asks-again-2012",
        date(2012, 5, 4),
    ),
}


def local_review(day: date) -> Regime:
    return RULEBOOK.regime(initiated_on=day, process="lcspr")


def asked(found: Rule) -> dict[str, object]:
    return dict(found.args)


def test_the_clocks_run_from_the_right_event_in_the_right_unit() -> None:
    for regime in (EARLIER, LATER):
        clocks = {
            duty: [asked(regime.rule(duty))[name] for name in ("event", "count", "unit")]
            for duty in ("notify.incident", "consider.rapid-review", "clock.completion", "publication.copies-before")
        }
        assert clocks == {
            "notify.incident": ["noticed_on", 5, "working_day"],
            "consider.rapid-review": ["notify.incident", 15, "working_day"],
            "clock.completion": ["decided_on", 6, "calendar_month"],
            "publication.copies-before": ["planned_publication_on", 7, "working_day"],
        }


def test_only_a_rapid_review_of_the_later_edition_asks_about_racism_and_protected_characteristics() -> None:
    assert [each.duty for each in EARLIER.rules] == [each.duty for each in LATER.rules]
    differ = {
        one.duty
        for one, other in zip(EARLIER.rules, LATER.rules, strict=True)
        if (one.says, asked(one), one.force) != (other.says, asked(other), other.force)
    }
    assert differ == {"consider.rapid-review-asks"}
    added = set(LATER.rule("consider.rapid-review-asks").words("questions")) - set(
        EARLIER.rule("consider.rapid-review-asks").words("questions")
    )
    assert len(added) == 2
    assert any("racism" in question for question in added)
    assert any("protected characteristics" in question for question in added)


def test_the_later_edition_governs_from_the_day_of_its_publication() -> None:
    assert local_review(date(2023, 12, 14)).rule("clock.completion").source.id == "wt2018"
    assert local_review(date(2023, 12, 15)).rule("clock.completion").source.id == "wt2023"


def test_a_report_that_would_be_inappropriate_to_publish_leaves_the_improvements_to_be_published() -> None:
    assert LATER.rule("publication.overview").check == "publish_unless_compelling"
    assert LATER.rule("publication.improvements").force == "must"
    assert LATER.find("summary.contents") is None
    assert "no executive summary model" in LATER.why_none("summary.contents")


def test_a_reviewer_may_chair_and_may_not_work_for_an_agency_involved() -> None:
    ties = LATER.rule("independence.overview-author").words("ties")
    assert {"employed_by_involved_agency", "directly_concerned"} <= set(ties)
    assert "panel_chair" not in ties
    assert LATER.find("independence.separate-officers") is None


@pytest.mark.parametrize("duty", ["clock.decision", "clock.completion", "consider.rapid-review"])
def test_from_18_march_2026_the_clocks_are_a_stated_gap_and_the_law_still_stands(duty: str) -> None:
    assert local_review(date(2026, 3, 17)).find(duty) is not None
    regime = local_review(date(2026, 3, 18))
    assert regime.find(duty) is None
    assert "enters its own clocks as local policy" in regime.why_none(duty)
    assert regime.rule("notify.incident").force == "must"


def test_in_that_gap_the_partners_own_clock_governs() -> None:
    own = source("northmere", kind="local-policy") + rule(id='"northmere/clock"', citation_status='"local"')
    regime = load_rulebook(local=(own,)).regime(initiated_on=date(2026, 4, 1), process="lcspr")
    assert regime.rule("clock.completion").id == "northmere/clock"


def test_in_the_five_days_between_the_law_and_the_guidance_only_the_law_governs() -> None:
    regime = local_review(date(2018, 6, 29))
    assert regime.rule("notify.incident").source.id == "ca2004"
    assert regime.find("consider.rapid-review") is None
    assert local_review(date(2018, 6, 28)).find("notify.incident") is None


@pytest.mark.parametrize("process", RULEBOOK.framework.processes, ids=lambda process: process.id)
def test_what_courts_and_the_law_on_data_forbid_holds_for_every_kind_of_review(process: Process) -> None:
    for place in process.jurisdictions:
        regime = RULEBOOK.regime(
            initiated_on=date(2017, 3, 1), acting_on=date(2025, 4, 1), process=process.id, jurisdiction=place
        )
        found = {duty: regime.rule(duty).check for duty in RESTRAINTS if duty != "publication.criminal-proceedings"}
        assert found.items() <= RESTRAINTS.items()


def test_how_identification_is_tested_is_picked_by_the_day_of_publication_not_of_the_review() -> None:
    day = date(2024, 2, 1)
    before = RULEBOOK.regime(initiated_on=day, acting_on=date(2025, 3, 27), process="lcspr")
    after = RULEBOOK.regime(initiated_on=day, acting_on=date(2025, 3, 28), process="lcspr")
    assert before.find("publication.motivated-intruder") is None
    assert after.rule("publication.motivated-intruder").source.id == "ico-2025"


@pytest.mark.parametrize(("duty", "change"), CHANGES.items())
def test_the_law_on_councils_changes_by_the_day_of_the_meeting(duty: str, change: tuple[str, str, date]) -> None:
    before, after, day = change
    for on, expected in ((date(2010, 4, 13), before), (day, after)):
        regime = RULEBOOK.regime(initiated_on=date(2010, 4, 1), acting_on=on, process="scr")
        assert regime.rule(duty).id == expected
    assert RULEBOOK.regime(initiated_on=date(2010, 4, 1), acting_on=date(2009, 12, 31)).find(duty) is None
