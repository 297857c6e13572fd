"""Made-up rule files for tests that break them."""

from __future__ import annotations

from safelight.core.rulebook.governing import Rulebook
from safelight.core.rulebook.loader import assemble, shipped_framework
from safelight.core.rulebook.reading import Read, read_source

FRAMEWORK = shipped_framework()
SOURCE = """
[source]
id = "{source}"
title = "A made-up source"
kind = "{kind}"
issued_under = ""
jurisdiction = "{jurisdiction}"
"""
RULE = {
    "id": '"made-up/rule"',
    "provision": '""',
    "citation_status": '"unverified"',
    "says": '"A review is completed within six months."',
    "duty": '"clock.completion"',
    "force": '"should"',
    "selected_by": '"review.initiated_on"',
    "in_force": "{ from = 2010-01-01 }",
    "check": '"due_within"',
    "args": '{ event = "decided_on", count = 6, unit = "calendar_month" }',
}
EXAMPLE = "[[rule.example]]\ngiven = { decided_on = 2010-04-01 }\nexpect = 2010-10-01\n"


def source(name: str = "made-up", *, kind: str = "statutory-guidance", jurisdiction: str = "england") -> str:
    """The head of a file."""
    return SOURCE.format(source=name, kind=kind, jurisdiction=jurisdiction)


def read(text: str) -> Read:
    """A made-up file, read as a rule file."""
    return read_source(text, file="made-up.toml", framework=FRAMEWORK)


def put_together(*files: Read, coverage: str = "") -> Rulebook:
    """A rulebook of these files alone."""
    return assemble(list(files), untrusted_coverage=coverage, framework=FRAMEWORK)


def rule(*, without: str = "", example: str = EXAMPLE, **changed: str) -> str:
    """One rule; `changed` values are TOML as it stands in the file."""
    lines = [f"{name} = {value}" for name, value in (RULE | changed).items() if name != without]
    return "\n".join(["[[rule]]", *lines, example])


def policy(**changed: str) -> str:
    """A board's own policy with one rule."""
    return source("northmere", kind="local-policy") + rule(
        **({"id": '"northmere/rule"', "citation_status": '"local"'} | changed)
    )


def about_papers(
    *, duty: str, check: str, papers: str, readers: str, start: str = "2010-04-13", force: str = "should"
) -> str:
    """A board's own policy about who has which papers."""
    answer = "refuse" if check == "reader_may_not_have" else "allow"
    return policy(
        duty=f'"{duty}"',
        check=f'"{check}"',
        force=f'"{force}"',
        in_force=f"{{ from = {start} }}",
        args=f"{{ papers = {papers}, readers = {readers} }}",
        example=f'[[rule.example]]\ngiven = {{ paper = "imr", reader = "public" }}\nexpect = "{answer}"\n',
    )
