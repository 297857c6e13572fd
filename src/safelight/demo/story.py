"""Two made-up reviews, told by calling the same actions that the pages call."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from safelight.core.vocabulary import Reader
from safelight.demo import beginning, ending, later, learning, marking, middle, publishing
from safelight.demo.beginning import Say
from safelight.demo.case.material import CaseMaterial
from safelight.demo.case.northmere import first_case
from safelight.demo.case.second import second_case
from safelight.demo.cast import PASSWORD, Cast, gather, join
from safelight.records.audit.queries import verify_chain
from safelight.web.public.build import rebuild

OTHERS = (
    ("board", "Northmere Safeguarding Children Board", ""),
    ("saltmarsh", "Saltmarsh Housing Association", ""),
)


def tell(directory: Path) -> list[tuple[str, str, str]]:
    """Build both cases in the installation that is set up; print the story; answer one sign-in for each role."""
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:5.1f}s  {line}", flush=True)

    say("Preparing the papers that the agencies will send")
    material = first_case()
    register = directory / "register.toml"
    register.write_text(material.register, "utf-8")
    agencies = [(agency.id, agency.organisation, agency.author) for agency in material.agencies]
    cast = gather(board=material.board, council=material.council, agencies=[*agencies, *OTHERS], on=date(2010, 1, 4))

    say(f"The first review: {material.title}")
    _first(material, cast, say)
    say("The second review, begun after the rules changed on 10 June 2010")
    _second(cast, say, today=material.today)
    say("The public site is frozen to plain files, every page checked against the registers")
    rebuild(on=material.today)
    publishing.rehearse_withdrawal(cast, say, today=material.today)
    chain = verify_chain()
    say(
        f"The audit trail is whole: {chain.entries} entries"
        if chain.whole
        else f"The audit trail is BROKEN: {chain.why}"
    )
    return [
        (Reader(user.standing).replace("_", " "), user.email, PASSWORD)
        for user in {user.standing: user for user in reversed(cast.users.values())}.values()
    ]


def _first(material: CaseMaterial, cast: Cast, say: Say) -> None:
    case = beginning.refer(material, cast, say)
    beginning.decide(material, case, cast, say)
    beginning.appoint(material.appointments, material, case, cast, say)
    beginning.scope(material, case, cast, say)
    asked = middle.ask_agencies(material, case, cast, say)
    trial = middle.open_trial(material, case, cast, say)
    middle.answer(asked, material, cast, say)
    middle.merge_chronologies(material, case, cast, say)
    marking.mark(case, cast, say, on=material.dates.chronologies_merged_on)
    middle.overview(material, case, cast, say)
    made = ending.enter_plan(
        material.findings, material.recommendations, case, cast, say, on=material.dates.board_accepted_on
    )
    marking.cite(case, cast, say, on=material.dates.board_accepted_on)
    publishing.draft(material, case, cast, say)
    edition = publishing.rewrite(material, case, cast, say)
    publishing.publish(edition, trial, material, cast, say)
    ending.report(material, case, cast, say)
    ending.requests(material.requests, case, cast, say)
    ending.follow_up(made, case, cast, say, today=material.today)
    learning.learn(made, case, cast, say, published_on=material.dates.published_on, today=material.today)


def _second(cast: Cast, say: Say, *, today: date) -> None:
    material = second_case()
    for key, role, standing in (
        ("panel_chair", "panel_chair", Reader.PANEL_CHAIR),
        ("author", "overview_author", Reader.OVERVIEW_AUTHOR),
    ):
        name = next(row.name for row in material.appointments if row.role == role)
        cast = join(cast, key=key, name=name, standing=standing, on=material.dates.noticed_on)
    case = beginning.refer(material, cast, say)
    beginning.decide(material, case, cast, say)
    beginning.appoint(material.appointments, material, case, cast, say)
    later.review(material, case, cast, say)
    made = ending.enter_plan(
        later.findings(material), material.recommendations, case, cast, say, on=material.dates.board_accepted_on
    )
    learning.second_themes(case, cast, on=material.dates.board_accepted_on)
    publishing.publish_both(material, case, cast, say)
    ending.follow_up(made, case, cast, say, today=today)
