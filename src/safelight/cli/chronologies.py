"""What did the agencies know, and when? The verb chronology merge."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safelight.cli.answer import BLOCKED, DONE, STANDARD_INPUT, Answer, Refused, counted, refusing
from safelight.cli.beside import in_a_copy
from safelight.cli.files import check_outputs, read, write
from safelight.core.collecting import without_collecting

if TYPE_CHECKING:
    from safelight.core.review.chronology.aside import Aside
    from safelight.core.review.chronology.model import ChronologyFile, Merged

WORTH_SHARING: Final = 300_000
"""From how many bytes in all it is worth starting further processes."""
ROWS_WORTH_SHARING: Final = 2_000
"""From how many rows in all it is worth going through them in two processes."""


def merge(options: argparse.Namespace) -> Answer:
    """Merge agencies' chronologies into one file; exit code 1 if there is any row that cannot be read."""
    from safelight.core.review.chronology import merge as merging
    from safelight.core.review.chronology.write import WRITERS, write_chronology
    from safelight.core.review.chronology.write_office import TooLongForACell

    suffix = Path(options.output).suffix
    if suffix.casefold() not in WRITERS:
        raise Refused(f"{options.output} cannot be written: give it one of the endings {', '.join(WRITERS)}")
    check_outputs(options.output, options.report, inputs=options.files)
    with without_collecting():
        files = _read_all(list(_named_apart(options.files)))
        try:
            merged = merging.merge(files, born=options.born, aside=_aside(files))
            outputs = [(options.output, write_chronology(merged, suffix=suffix))]
        except (merging.SameFileTwice, TooLongForACell) as problem:
            raise Refused(str(problem)) from None
    if options.report is not None:
        outputs.append((options.report, merged.to_json().encode() + b"\n"))
    write(outputs)
    return Answer(_summary(merged, options.output, len(files)), BLOCKED if merged.unreadable else DONE)


def _read_all(named: Sequence[tuple[str, str]]) -> list[ChronologyFile]:
    """Every file, in the order given; large ones side by side, as many at once as there are processors."""
    if any(path == STANDARD_INPUT for path, _ in named):
        raise Refused("a chronology cannot come from standard input: give the file's name")
    sizes = [_size(path) for path, _ in named]
    at_once = min(len(named), os.cpu_count() or 1)
    if at_once == 1 or sum(sizes) < WORTH_SHARING:
        return [_read(path, name) for path, name in named]
    with ProcessPoolExecutor(at_once, initializer=gc.disable) as pool:
        # The largest first, so that no processor is left alone with it at the end.
        started = {at: pool.submit(_read, *named[at]) for at in sorted(range(len(named)), key=lambda at: -sizes[at])}
        return [started[at].result() for at in range(len(named))]


def _aside(files: Sequence[ChronologyFile]) -> Aside:
    from safelight.core.review.chronology.aside import in_turn

    return in_a_copy if sum(len(file.rows) for file in files) >= ROWS_WORTH_SHARING else in_turn


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # reading it says what is wrong


def _read(path: str, name: str) -> ChronologyFile:
    from safelight.core.review.chronology.read import read_chronology

    data = read(path)
    with refusing(about=name):
        return read_chronology(data, name=name)


def _named_apart(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each path with the name to show for it: the file's own, or the whole path where two files have one name."""
    resolved = [Path(path).resolve() for path in paths]
    names = [Path(path).name for path in paths]
    for path, whole, name in zip(paths, resolved, names, strict=True):
        if resolved.count(whole) > 1:
            raise Refused(f"{path} is given twice: leave one out")
        yield path, name if names.count(name) == 1 else path


def _summary(merged: Merged, output: str, files: int) -> str:
    found = (
        counted(len(merged.duplicates), "duplicate"),
        counted(len(merged.conflicts), "conflict"),
        f"{counted(len(merged.gaps), 'gap')} without contact",
    )
    rows = f"{len(merged.rows)} of {counted(merged.rows_read, 'row')} from {counted(files, 'file')}"
    lines = [f"Wrote {output}: {rows}.", f"Found {', '.join(found)}."]
    if merged.unreadable:
        lines += ["", f"Rows from which nothing could be taken ({len(merged.unreadable)})"]
        lines += [f"  {bad.file}, row {bad.row}: {bad.why}" for bad in merged.unreadable]
    return "\n".join(lines)
