"""What identifies somebody in this document, and can it be taken out? The verbs check, anonymise and detect."""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safelight.cli.answer import (
    BLOCKED,
    DONE,
    SPOKEN_INPUT,
    STANDARD_INPUT,
    Answer,
    Refused,
    counted,
    on_one_line,
    refusing,
)
from safelight.cli.files import as_text, check_outputs, lines_of, name_of, read, shown_name, write
from safelight.core.anonymise.kinds import FOUND_BY, LABEL_TITLES, sureness

if TYPE_CHECKING:
    from safelight.core.anonymise.finding import Finding
    from safelight.core.anonymise.roster import Roster
    from safelight.core.review.examination import Examination, GateFinding

CHECK_TITLES: Final = {
    "identity": "Identifies somebody",
    "hidden": "Hidden in the file, or not checkable",
    "unlisted": "Not in the register: please look",
    "content": "Required by the rulebook",
}
ROUNDS: Final = 6
"""How many times what reading a document may take its rewriting may: it is read, searched and written several times."""
_KEPT_IN_MEMORY: Final = 4 * 1024 * 1024
"""Bytes of an answer that are held before they are put aside."""


def check(options: argparse.Namespace) -> Answer:
    """The publication gate over one document."""
    from safelight.core.review.gate import examine
    from safelight.core.rulebook.loader import find_edition, load_rulebook

    checks = frozenset(part.strip() for part in options.checks.split(",") if part.strip())
    if not checks or checks - set(CHECK_TITLES):
        raise Refused(f"--checks {options.checks}: name one or more of {', '.join(CHECK_TITLES)}, with commas between")
    blocking = _labels(options.block, checks=checks)
    with refusing():
        edition = find_edition(options.rulebook)
        # Reading all the rules takes longer than a short text does, and only the check of contents asks them.
        regime = load_rulebook().edition(edition.id) if "content" in checks else None
    roster, data = _register_and_document(options)
    with refusing(about=name_of(options.document)):
        found = examine(
            data,
            name=name_of(options.document),
            roster=roster,
            regime=regime,
            checks=checks,
            blocking_labels=blocking,
        )
    found = dataclasses.replace(found, document=shown_name(options.document))
    text = found.to_json() if options.format == "json" else _examined(found, rules=edition.title)
    return Answer(text, BLOCKED if found.verdict == "blocked" else DONE)


def _labels(untrusted_list: str | None, *, checks: frozenset[str]) -> frozenset[str]:
    """The kinds of unlisted findings that block: none if nobody asked."""
    if untrusted_list is None:
        return frozenset()
    labels = frozenset(part.strip().upper() for part in untrusted_list.split(",") if part.strip())
    if not labels or labels - set(LABEL_TITLES):
        raise Refused(f"--block {untrusted_list}: name one or more of {', '.join(LABEL_TITLES)}, with commas between")
    if "unlisted" not in checks:
        raise Refused("--block is about what the check 'unlisted' finds: add it to --checks")
    return labels


def _register_and_document(options: argparse.Namespace) -> tuple[Roster, bytes]:
    from safelight.core.anonymise.roster import read_register

    if options.document == options.register == STANDARD_INPUT:
        raise Refused("the document and the register cannot both come from standard input: give one file's name")
    text = as_text(read(options.register), name=options.register)
    with refusing(about=options.register):
        return read_register(text), read(options.document)


def _examined(found: Examination, *, rules: str) -> str:
    blocking = len(found.blocking)
    looks = len(found.findings) - blocking
    verdict = f"BLOCKED, {counted(blocking, 'finding')}" if blocking else "pass, nothing found that blocks publication"
    lines = [f"{found.document}: {verdict}" + (f"; {looks} to look at" if looks else ""), f"Rules: {rules}"]
    for kind, title in CHECK_TITLES.items():
        rows = [finding for finding in found.findings if finding.check == kind]
        if rows:
            lines += ["", f"{title} ({len(rows)})"]
        for row in rows:
            words = f"“{on_one_line(row.text)}”" if row.text else ""
            who = f"[{row.person}]" if row.person else ""
            lines.append("  " + " ".join(part for part in (f"{row.where}:", words, who, f"({row.rule})") if part))
            if row.label:
                lines.append(f"      {_kind(row)}")
            lines.append(f"      {on_one_line(row.advice)}")
    return "\n".join(lines)


def _kind(row: GateFinding) -> str:
    """What kind of mention the detector takes it for, how surely, and which part of it does."""
    sure = f"; {sureness(row.score)} ({row.score:.2f})" if row.score is not None else ""
    by = f"; {FOUND_BY[row.found_by]}" if row.found_by in FOUND_BY else ""
    return f"{LABEL_TITLES[row.label]}{sure}{by}"


def anonymise(options: argparse.Namespace) -> Answer:
    """A copy of a document without anybody of the register in it, or none at all."""
    from safelight.core.anonymise.engine import CannotAnonymise, anonymise_paper
    from safelight.core.papers.limits import go_on
    from safelight.core.papers.reading import read_paper

    check_outputs(options.output, options.report, inputs=(options.document, options.register))
    _check_same_format(options.document, options.output)
    roster, data = _register_and_document(options)
    try:
        with refusing(about=name_of(options.document)):
            paper = read_paper(data, name=name_of(options.document))
            go_on(ROUNDS)
            done = anonymise_paper(data, name=paper.name, roster=roster, paper=paper)
    except CannotAnonymise as problem:
        reasons = "\n".join(f"  {on_one_line(reason)}" for reason in problem.reasons)
        name = shown_name(options.document)
        return Answer(f"{name} could not be anonymised, and nothing was written:\n{reasons}", BLOCKED)
    replaced = [
        {
            "person": placed.finding.key,
            "rule": placed.finding.rule,
            "where": placed.where,
            "text": placed.finding.text,
            "replacement": placed.finding.replacement,
        }
        for placed in done.replaced
    ]
    report = {
        "document": shown_name(options.document),
        "output": shown_name(options.output),
        "replaced": replaced,
    }
    outputs = [(options.output, done.data)]
    if options.report is not None:
        outputs.append((options.report, json.dumps(report, ensure_ascii=False, indent=2).encode() + b"\n"))
    write(outputs)
    return Answer(f"Wrote {options.output}: {counted(len(replaced), 'mention')} replaced, hidden data removed.")


def _check_same_format(document: str, output: str) -> None:
    from safelight.core.papers.reading import ENDINGS

    given = ENDINGS.get(Path(name_of(document)).suffix.casefold())
    wanted = ENDINGS.get(Path(output).suffix.casefold())
    if given is not None and wanted is not None and given is not wanted:
        raise Refused(f"{output} is of another format than {document}: a copy keeps its format, so give it that ending")


def detect(options: argparse.Namespace) -> Answer:
    """Personal and identifying mentions in documents, or in lines of JSON, without a register."""
    files = options.files or [STANDARD_INPUT]
    if options.jsonl:
        return Answer("", lines=_kept(line for path in files for line in _detected_lines(path)))
    found = [(shown_name(path), list(_detected(path))) for path in files]
    if options.format == "json":
        documents = [{"document": name, "spans": [_span(where, one) for where, one in rows]} for name, rows in found]
        return Answer(json.dumps({"documents": documents}, ensure_ascii=False, indent=2))
    return Answer("\n\n".join(_mentions(name, rows) for name, rows in found))


def _kept(lines: Iterable[str]) -> Iterable[str]:
    """All lines, now that the last of them is known to be right; meanwhile they lay in a file without a name.

    They hold ids and numbers, no words of the texts.
    """
    kept = tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY, "w+", encoding="utf-8")  # noqa: SIM115 - read until printed
    kept.writelines(f"{line}\n" for line in lines)
    kept.seek(0)
    return kept


def _detected_lines(path: str) -> Iterator[str]:
    from safelight.core.anonymise.engine import find_unlisted

    called = SPOKEN_INPUT if path == STANDARD_INPUT else path
    for number, line in enumerate(lines_of(path), 1):
        text = as_text(line, name=f"{called}, line {number},")
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
            raise Refused(f'{called}, line {number} is not {{"id": …, "text": "…"}}: correct that line')
        spans = [[one.start, one.end, one.label, one.score] for one in find_unlisted(record["text"], roster=None)]
        yield json.dumps({"id": record["id"], "spans": spans}, ensure_ascii=False)


def _detected(path: str) -> Iterator[tuple[str, Finding]]:
    from safelight.core.anonymise.engine import find_unlisted, find_unlisted_in_paper
    from safelight.core.papers.limits import go_on
    from safelight.core.papers.reading import read_paper

    if path == STANDARD_INPUT:
        typed = read(path).decode()
        go_on(work=ROUNDS)
        yield from (("", one) for one in find_unlisted(typed, roster=None))
        return
    data = read(path)
    with refusing(about=name_of(path)):
        paper = read_paper(data, name=name_of(path))
    go_on(work=ROUNDS)
    yield from ((placed.where, placed.finding) for placed in find_unlisted_in_paper(paper, roster=None))


def _span(where: str, one: Finding) -> dict[str, object]:
    offsets = {"where": where, "start": one.start, "end": one.end}
    return {**offsets, "label": one.label, "score": one.score, "text": one.text}


def _mentions(name: str, rows: Sequence[tuple[str, Finding]]) -> str:
    lines = [f"{name}: {counted(len(rows), 'mention')} found"]
    for label, title in LABEL_TITLES.items():
        of_kind = [(where, one) for where, one in rows if one.label == label]
        if of_kind:
            lines += ["", f"{title} ({len(of_kind)})"]
        for where, one in of_kind:
            lines.append(f"  “{on_one_line(one.text)}”  {where or f'characters {one.start} to {one.end}'}")
    return "\n".join(lines)
