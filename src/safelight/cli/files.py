"""How do files come in and go out? Read with a plain word on what is wrong; written all or none, in one step."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from safelight.cli.answer import SPOKEN_INPUT, STANDARD_INPUT, Refused


def read(path: str) -> bytes:
    """The bytes of a file, or of standard input for "-", which must be UTF-8 text.

    Raises:
        Refused: when there is nothing that can be read.
    """
    if path == STANDARD_INPUT:
        return as_text(standard_input(), name=SPOKEN_INPUT).encode()
    with _saying_what_is_wrong(path):
        return Path(path).read_bytes()


@contextmanager
def _saying_what_is_wrong(path: str) -> Iterator[None]:
    try:
        if Path(path).is_dir():
            raise Refused(f"{path} is a directory: give the name of a file")
        yield
    except FileNotFoundError:
        raise Refused(f"{path} does not exist: check its name and where it is") from None
    except (OSError, ValueError) as problem:
        raise Refused(f"{path} cannot be read ({_said_by(problem)}): check its name and that you may open it") from None


def standard_input() -> bytes:
    """Everything that comes in on standard input.

    Raises:
        Refused: when there is none.
    """
    return _in_bytes(_typed().read())


def lines_of(path: str) -> Iterator[bytes]:
    """The lines of a file or of standard input, one at a time; only a line feed ends a line.

    Raises:
        Refused: when there is nothing that can be read.
    """
    if path == STANDARD_INPUT:
        yield from map(_in_bytes, _typed())
        return
    with _saying_what_is_wrong(path), Path(path).open("rb") as lines:
        yield from lines


def _typed() -> IO[Any]:
    stream: IO[Any] | None = sys.stdin
    if stream is None:
        raise Refused("there is nothing on standard input: give a file's name instead of -")
    return getattr(stream, "buffer", stream)


def _in_bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode(errors="surrogateescape")


def size_of(path: str) -> int:
    """How many bytes a file holds, as far as that can be known before it is opened."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _said_by(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem)


def as_text(data: bytes, *, name: str) -> str:
    """The bytes as UTF-8 text, without the mark that some programs put in front.

    Raises:
        Refused: when they are something else.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refused(f"{name} is not UTF-8 text (see byte {problem.start}): save it again as UTF-8") from None


def name_of(path: str) -> str:
    """What to call a file towards core, which goes by the ending."""
    return f"{SPOKEN_INPUT}.txt" if path == STANDARD_INPUT else Path(path).name


def shown_name(path: str) -> str:
    """What to call a file towards people."""
    return path if path == STANDARD_INPUT else Path(path).name


def check_outputs(*paths: str | None, inputs: Sequence[str]) -> None:
    """Look, before any work is done, whether the outputs can be written and overwrite none of the inputs.

    Raises:
        Refused: naming the output that cannot be.
    """
    taken = {Path(path).resolve() for path in inputs if path != STANDARD_INPUT}
    seen: set[Path] = set()
    for path in (Path(given) for given in paths if given is not None):
        target = path.resolve()
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise Refused(f"{path} is not a file that can be written: give another name")
        if not target.parent.is_dir():
            raise Refused(f"{path} cannot be written: there is no directory {path.parent}, so make it first")
        if target in taken:
            raise Refused(f"{path} is also an input and would be overwritten: give the output another name")
        if target in seen:
            raise Refused(f"{path} is given for two outputs: give each a name of its own")
        seen.add(target)


def write(outputs: Sequence[tuple[str, bytes]]) -> None:
    """Write all of the files or none: each is written beside its place first, and then put there in one step.

    Raises:
        Refused: when one of them cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in outputs:
            target = Path(path).resolve()
            beside = _beside(target, process=os.getpid())
            with beside.open("xb") as stream:
                waiting.append((beside, target))
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for beside, target in waiting:
            beside.replace(target)
    except OSError as problem:
        raise Refused(
            f"{outputs[0][0]} cannot be written ({_said_by(problem)}): check that you may write there and there is room"
        ) from None
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)


def _beside(target: Path, *, process: int) -> Path:
    return target.with_name(f".{target.name[:200]}.{process}.part")


def forget_unfinished(*paths: str | None, process: int) -> None:
    """Take away what a process that was ended in the middle of writing has left beside its outputs."""
    for path in paths:
        if path is not None:
            _beside(Path(path).resolve(), process=process).unlink(missing_ok=True)
