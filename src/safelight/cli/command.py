"""What can be asked, and how does every command end? 0 done; 1 done, and something blocks; 2 could not be done.

With 2 there is one line on standard error and nothing on standard output, and never a traceback.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NoReturn

from safelight import __version__
from safelight.cli import chronologies, documents, rules, trail
from safelight.cli.answer import SPOKEN_INPUT, STANDARD_INPUT, STOPPED, UNUSABLE, Answer, Refused, on_one_line
from safelight.cli.files import forget_unfinished, shown_name, size_of, standard_input
from safelight.core.anonymise.kinds import LABEL_TITLES
from safelight.core.papers.limits import OverLimits, can_be_kept, do_apart, limits_for


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the command, instead of printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message.strip().rstrip('.')}. Run '{self.prog} --help' for how to use it.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; `argv` without the program's name. Answers with the exit code.

    As the command, a verb that reads a stranger's file does all its work in a process of its own, within limits.
    """
    _set_up_streams()
    try:
        options = _parser().parse_args(argv)
        if argv is None and _is_untrusted(options) and can_be_kept() and not _wants_tracebacks():
            return _run_within_limits(options)
        return _run(options)
    except Refused as refused:
        return _complain(str(refused))
    except SystemExit as leaving:  # --help and --version have printed what they had to
        return _finish(leaving.code if isinstance(leaving.code, int) else 0)
    except KeyboardInterrupt:
        _complain("stopped")
        return STOPPED


def _run(options: argparse.Namespace) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer: Answer = options.run(options)
    except Refused as refused:
        return _complain(str(refused))
    except MemoryError:
        return _complain(f"{_named(options)} takes more memory than is allowed: split it, or ask who sent it")
    except Exception as fault:
        # The last line of defence. What the fault says is left out, because it could name a child.
        if _wants_tracebacks():
            raise
        return _complain(
            f"this did not work ({type(fault).__name__}), which is a fault in Safelight: please report it; "
            "SAFELIGHT_DEBUG=yes shows where it happened"
        )
    return _finish(answer.code, answer.text, answer.lines)


def _run_within_limits(options: argparse.Namespace) -> int:
    """The same in a process of its own, which the system ends when the file is made to exhaust it."""
    size = sum(size_of(path) for path in _inputs(options))
    if STANDARD_INPUT in _inputs(options):
        # Read here, so that the clock does not run while somebody is typing.
        typed = standard_input()
        size += len(typed)
        sys.stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    limits = limits_for(size, plain=_named(options).endswith((".txt", ".text", ".md", ".markdown", SPOKEN_INPUT)))
    try:
        # A process that lives for one document is done before anything is worth collecting.
        gc.disable()
        return do_apart(lambda: _run(options), limits=limits)
    except OverLimits as over:
        forget_unfinished(getattr(options, "output", None), getattr(options, "report", None), process=over.process)
        return _complain(
            f"{_named(options)} cannot be read within {limits.said}: it is too large, or made to exhaust whoever "
            "opens it; split it, or ask who sent it"
        )


def _is_untrusted(options: argparse.Namespace) -> bool:
    """Lines of JSON are plain text, which cannot be made to unpack, and there may be any number of them."""
    return hasattr(options, "untrusted") and not getattr(options, "jsonl", False)


def _inputs(options: argparse.Namespace) -> tuple[str, ...]:
    given = getattr(options, options.untrusted)
    documents = (given,) if isinstance(given, str) else tuple(given) or (STANDARD_INPUT,)
    register = getattr(options, "register", None)
    return (*documents, *((register,) if register else ()))


def _named(options: argparse.Namespace) -> str:
    document = _inputs(options)[0]
    return SPOKEN_INPUT if document == STANDARD_INPUT else shown_name(document)


def _wants_tracebacks() -> bool:
    return os.environ.get("SAFELIGHT_DEBUG") == "yes"


def _set_up_streams() -> None:
    # Libraries that read PDFs and workbooks remark on what they meet; the one line on standard error is ours.
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(message: str) -> int:
    sys.stderr.write(f"safelight: {on_one_line(message)}\n")
    return UNUSABLE


def _finish(code: int, text: str = "", lines: Iterable[str] = ()) -> int:
    try:
        if text:
            sys.stdout.write(f"{text}\n")
        sys.stdout.writelines(lines)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has gone; nothing is to complain about it when Python closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _parser() -> _Parser:
    parser = _Parser(prog="safelight", description="Let nothing out that identifies a child.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"safelight {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add_documents(verbs)
    _add_chronology(verbs)
    _add_records(verbs)
    return parser


def _add_documents(verbs: argparse._SubParsersAction[_Parser]) -> None:
    check = verbs.add_parser("check", help="the publication gate over one document")
    check.add_argument("document", metavar="DOCUMENT", help=".docx .odt .pdf .html .txt .md, or - for standard input")
    check.add_argument("--register", required=True, metavar="FILE", help="the people register (TOML)")
    check.add_argument("--checks", default=",".join(documents.CHECK_TITLES), metavar="LIST", help="of: %(default)s")
    check.add_argument("--block", metavar="LABELS", help=f"unlisted kinds that block, of: {','.join(LABEL_TITLES)}")
    check.add_argument("--rulebook", default="scr-2010", metavar="ID", help="default: %(default)s")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.set_defaults(run=documents.check, untrusted="document")

    anonymise = verbs.add_parser("anonymise", help="write a copy in which nobody of the register can be recognised")
    anonymise.add_argument("document", metavar="DOCUMENT", help="the file, or - for text on standard input")
    anonymise.add_argument("--register", required=True, metavar="FILE", help="the people register (TOML)")
    anonymise.add_argument("--output", required=True, metavar="FILE", help="where to write the copy")
    anonymise.add_argument("--report", metavar="FILE.json", help="what was replaced, and where")
    anonymise.set_defaults(run=documents.anonymise, untrusted="document")

    detect = verbs.add_parser("detect", help="find personal and identifying mentions without a register")
    detect.add_argument("files", nargs="*", metavar="FILE", help="default: standard input")
    detect.add_argument("--jsonl", action="store_true", help='read one {"id": …, "text": …} per line')
    detect.add_argument("--format", choices=("text", "json"), default="text")
    detect.set_defaults(run=documents.detect, untrusted="files")


def _add_chronology(verbs: argparse._SubParsersAction[_Parser]) -> None:
    chronology = verbs.add_parser("chronology", help="agencies' chronologies")
    merge = chronology.add_subparsers(metavar="VERB", required=True).add_parser("merge", help="merge them into one")
    merge.add_argument("files", nargs="+", metavar="FILE", help=".xlsx .csv .docx")
    merge.add_argument("--output", required=True, metavar="FILE", help=".xlsx .csv .docx .html")
    merge.add_argument("--report", metavar="FILE.json", help="unreadable rows, duplicates, conflicts and gaps")
    merge.add_argument("--born", type=_date, metavar="YYYY-MM-DD", help="the child's date of birth")
    merge.set_defaults(run=chronologies.merge)


def _add_records(verbs: argparse._SubParsersAction[_Parser]) -> None:
    audit = verbs.add_parser("audit", help="the audit trail")
    verify = audit.add_subparsers(metavar="VERB", required=True).add_parser("verify", help="is the trail whole?")
    verify.add_argument("--database", metavar="DIRECTORY", help="the data directory (default: SAFELIGHT_DATA)")
    verify.set_defaults(run=trail.verify)

    rulebook = verbs.add_parser("rulebook", help="the law as dated data")
    show = rulebook.add_subparsers(metavar="VERB", required=True).add_parser("show", help="the rules of one regime")
    show.add_argument(
        "id", nargs="?", default="", metavar="REGIME", help="a rulebook, such as scr-2010, or a kind of review: sar"
    )
    show.add_argument("--on", type=_date, metavar="YYYY-MM-DD", help="as it stood for a review initiated on that day")
    show.add_argument("--jurisdiction", default="", help="england or wales; default: where such reviews are held")
    show.add_argument("--format", choices=("text", "json"), default="text")
    show.set_defaults(run=rules.show)


def _date(untrusted_text: str) -> date:
    try:
        return date.fromisoformat(untrusted_text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{untrusted_text}' is not a date: write it as 2005-02-11") from None
