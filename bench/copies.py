"""What does a clean copy still hold, and what has it kept? Asked of a reader that shares no code with the product."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpus import Bench, in_formats
from bench.table import heading, listed, row, share
from safelight.core.anonymise.engine import CannotAnonymise, anonymise_paper
from safelight.core.anonymise.roster import Roster, read_register
from safelight.core.papers.paper import UnreadablePaper
from safelight.demo.case.northmere import first_case
from tests.corpus.canary import REGISTER, Benign, Canary
from tests.corpus.every import BENIGN, CANARIES
from tests.corpus.search import still_there

WORD = re.compile(r"\w+")
MONTHS = "January February March April May June July August September October November December"


@dataclass(kw_only=True)
class Tally:
    """What became of some papers. `words` and `kept` count the words that are about nobody of the register."""

    papers: int = 0
    copies: int = 0
    words: int = 0
    kept: int = 0
    still: list[str] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def print_copies(bench: Bench) -> None:
    """One table: our copies, and beside them the words that are left in mat2's."""
    heading(
        "Clean copies: what is left, and what is kept",
        says="`anonymise` over every paper from which a clean copy can be made, and the demo's overview report. Still "
        "there: what a reader finds that unpacks and decodes the bytes and knows nothing of Safelight. Kept: of the "
        "words that are not in the register, as python-docx, odfdo, pdfminer and lxml read them before and after; what "
        "was hidden is rightly gone. mat2 takes no names out of a text; its share shows what becomes of the words.",
        columns=("papers", "of them", "copies", "still there", "words kept", "words kept by mat2"),
    )
    total = Tally()
    for kind, canaries in in_formats([canary for canary in CANARIES if canary.cleans]):
        _print(f"hiding places, {kind}", canaries, bench=bench, total=total)
    for kind, papers in in_formats(BENIGN):
        _print(f"harmless, {kind}", papers, bench=bench, total=total)
    case = first_case()
    overview = Benign(name="overview.docx", build=lambda: case.overview.data)
    bench.path(overview).write_bytes(overview.build())
    _print("the 60-page overview", [overview], bench=bench, total=total, register=case.register)
    for reason, names in total.refused.items():
        listed(f"No copy: {reason}", names=names)
    listed("Still there", names=total.still)


def _print(
    what: str, papers: Sequence[Canary | Benign], *, bench: Bench, total: Tally, register: str = REGISTER
) -> None:
    roster, identifying = read_register(register), _words_of_the(register)
    ours, theirs = Tally(), Tally()
    for paper in papers:
        bench.ask_ahead("mat2", bench.path(paper))
    for paper in papers:
        path = bench.path(paper)
        planted = (paper.word,) if isinstance(paper, Canary) else ()
        about = identifying.union(*map(_words, planted))
        ours.papers += 1
        if copy := _our_copy(path, roster=roster, tally=ours):
            if still_there(copy.read_bytes(), words=planted):
                ours.still.append(paper.name)
            _count(ours, path, copy, bench=bench, about=about)
        answer = bench.ask("mat2", path)
        if answer and answer["verdict"] == "cleaned":
            _count(theirs, path, Path(answer["output"]), bench=bench, about=about)
    kept = (share(tally.kept, of=tally.words) for tally in (ours, theirs))
    row(what, ours.papers, ours.copies, len(ours.still), *kept)
    total.still += ours.still
    for reason, names in ours.refused.items():
        total.refused[reason] += names


def _our_copy(path: Path, *, roster: Roster, tally: Tally) -> Path | None:
    try:
        copy = anonymise_paper(path.read_bytes(), name=path.name, roster=roster).data
    except (CannotAnonymise, UnreadablePaper) as problem:
        tally.refused[_reason(problem, path)].append(path.name)
        return None
    except Exception as problem:  # noqa: BLE001 - a crash is a line of the table, not the end of it
        tally.refused[f"crashed with {type(problem).__name__}"].append(path.name)
        return None
    tally.copies += 1
    clean = path.with_name(f"{path.stem}.ours{path.suffix}")
    clean.write_bytes(copy)
    return clean


def _reason(problem: CannotAnonymise | UnreadablePaper, path: Path) -> str:
    reasons = problem.reasons if isinstance(problem, CannotAnonymise) else (str(problem),)
    return "; ".join(dict.fromkeys(reason.replace(path.name, "it") for reason in reasons))[:160].rstrip(".")


def _count(tally: Tally, path: Path, copy: Path, *, bench: Bench, about: frozenset[str]) -> None:
    """How many of the words that stood there still do, wherever: a pseudonym shifts all that come after it."""
    before, after = (bench.ask("text", one) for one in (path, copy))
    if not before or not after or before["verdict"] != "read":
        return
    words = Counter(word for word in WORD.findall(before["text"].casefold()) if word not in about)
    tally.words += words.total()
    tally.kept += (words & Counter(WORD.findall(after.get("text", "").casefold()))).total()


def _words_of_the(register: str) -> frozenset[str]:
    """The words by which the register knows somebody, and those in which dates are written."""
    read = tomllib.loads(register)
    values: list[object] = [read["case"]]
    for person in read.get("person", ()):
        values += [value for name, value in person.items() if name not in {"id", "role", "pseudonym"}]
    values += [place["names"] for place in read.get("place", ())]
    return frozenset().union(*map(_words, (MONTHS, *map(str, values))))


def _words(text: str) -> frozenset[str]:
    return frozenset(form for word in WORD.findall(text.casefold()) for form in (word, word.lstrip("0")))
