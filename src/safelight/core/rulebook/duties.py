"""Which kinds of review are there, which questions does the rulebook answer, and what may it cite?"""

from __future__ import annotations

from safelight.core.rulebook.checks import Check, suggest
from safelight.core.rulebook.model import REVIEWED_IN, Duty, Framework, Phase, Process, Provision, RulebookError, When
from safelight.core.rulebook.reading import NAME, Table, day_of, one_of, only_keys, parse, tables, word_list, words_of
from safelight.core.vocabulary import CitationStatus, Reader

WORDS = (
    "review",
    "board",
    "board_chair",
    "panel",
    "panel_chair",
    "author",
    "agencies",
    "report",
    "summary",
    "imr",
    "evaluator",
)
"""What a process gives words for, so that the same sentences speak of partners, partnerships and boards."""
DUTY_KEYS = ("id", "question", "checks", "task", "who", "phase", "when", "after")
PROCESS_KEYS = ("id", "title", "subject", "jurisdictions", "from", "until", "by_choice", "words")


def read_framework(*, untrusted_processes: str, untrusted_duties: str, untrusted_provisions: str) -> Framework:
    """Read processes.toml, duties.toml and provisions.toml.

    Raises:
        RulebookError: an entry lacks something or says what nobody knows; says where and what to do.
    """
    processes = tuple(_process(table) for table in _entries(untrusted_processes, "processes.toml", "process"))
    headings = tuple(_heading(table) for table in _entries(untrusted_duties, "duties.toml", "group"))
    duties: dict[str, Duty] = {}
    for table in _entries(untrusted_duties, "duties.toml", "duty"):
        name, duty = _duty(table, groups=[group for group, _ in headings])
        if name in duties:
            raise RulebookError(f"duties.toml: {name} stands there twice. Keep it once.")
        duties[name] = duty
    provisions = tuple(_provision(table) for table in _entries(untrusted_provisions, "provisions.toml", "provision"))
    return Framework(processes=processes, headings=headings, duties=duties, provisions=provisions)


def _entries(untrusted_toml: str, file: str, what: str) -> list[Table]:
    return tables(parse(untrusted_toml, file=file).get(what), file, f"[[{what}]]")


def _process(table: Table) -> Process:
    where = f"processes.toml, process {table.get('id', 'without an id')}"
    only_keys(table, PROCESS_KEYS, where=where)
    said = table.get("words")
    given = said if isinstance(said, dict) else {}
    only_keys(given, WORDS, where=f"{where}, words")
    places = word_list(table, "jurisdictions", where=where, advice="the places where such reviews are held")
    for place in places:
        if place not in set(REVIEWED_IN):
            raise RulebookError(f"{where}: no reviews are held in {place!r}. {suggest(place, REVIEWED_IN)}")
    return Process(
        id=words_of(table, "id", where=where, advice="a short name in small letters"),
        title=words_of(table, "title", where=where, advice="what such a review is called"),
        subject=words_of(table, "subject", where=where, advice="whom it is about, such as child"),
        jurisdictions=places,
        start=day_of(table["from"], where=where, name="from") if "from" in table else None,
        until=day_of(table["until"], where=where, name="until") if "until" in table else None,
        words=tuple(
            (name, words_of(given, name, where=f"{where}, words", advice=f'{name} = "what it is called"'))
            for name in WORDS
        ),
        by_choice=words_of(table, "by_choice", where=where, advice="why") if "by_choice" in table else "",
    )


def _heading(table: Table) -> tuple[str, str]:
    where = "duties.toml, [[group]]"
    only_keys(table, ("id", "heading"), where=where)
    return (
        words_of(table, "id", where=where, advice="the first part of its duties' names"),
        words_of(table, "heading", where=where, advice="the heading above them"),
    )


def _duty(table: Table, *, groups: list[str]) -> tuple[str, Duty]:
    where = f"duties.toml, duty {table.get('id', 'without an id')}"
    only_keys(table, DUTY_KEYS, where=where)
    name = words_of(table, "id", where=where, advice="a group, a full stop and a short name")
    group, _, rest = name.partition(".")
    if group not in groups or not NAME.fullmatch(rest):
        raise RulebookError(f"{where}: its id is to be one of the groups, a full stop, and a short name in hyphens.")
    checks = tuple(
        str(one_of(Check, word, where=where, name="checks"))
        for word in word_list(table, "checks", where=where, advice="the checks that may answer it")
    )
    task = words_of(table, "task", where=where, advice="its title") if "task" in table else ""
    duty = Duty(
        question=words_of(table, "question", where=where, advice="the question in plain words"),
        checks=checks,
        task=task,
        who=_who(table, where=where) if task else "",
        phase=one_of(Phase, str(table.get("phase")), where=where, name="phase") if task else None,
        when=one_of(When, str(table.get("when", When.REVIEW)), where=where, name="when"),
        after=word_list(table, "after", where=where, advice="what is done before it") if "after" in table else (),
    )
    if not task and not {"who", "phase", "when", "after"}.isdisjoint(table):
        raise RulebookError(f"{where}: only a duty with a task has somebody who does it and a place in the work.")
    return name, duty


def _who(table: Table, *, where: str) -> str:
    return str(one_of(Reader, words_of(table, "who", where=where, advice="who does it"), where=where, name="who"))


def _provision(table: Table) -> Provision:
    where = f"provisions.toml, {table.get('source', '')} {table.get('cite', '')}"
    only_keys(table, ("source", "cite", "status", "read"), where=where)
    return Provision(
        source=words_of(table, "source", where=where, advice="the id of the source"),
        cite=words_of(table, "cite", where=where, advice="the provision as rules cite it"),
        status=one_of(
            CitationStatus,
            words_of(table, "status", where=where, advice="verified, secondary or unverified"),
            where=where,
            name="status",
        ),
        read=words_of(table, "read", where=where, advice="where that was read"),
    )
