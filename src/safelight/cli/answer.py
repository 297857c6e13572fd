"""How does a verb answer? With a text and an exit code, or by refusing in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

DONE, BLOCKED, UNUSABLE, STOPPED = 0, 1, 2, 130
STANDARD_INPUT: Final = "-"
SPOKEN_INPUT: Final = "standard input"


class Refused(Exception):
    """Wrong usage, or input that cannot be read: what is wrong with which file and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb prints, and its exit code: `text`, or `lines` where the answer may be too long to be held at once."""

    text: str
    code: int = DONE
    lines: Iterable[str] = ()


@contextmanager
def refusing(*, about: str = "") -> Iterator[None]:
    """Turn what core says about unusable input into the one line on standard error; `about` is the file's name."""
    from safelight.core.anonymise.roster import RegisterError
    from safelight.core.papers.paper import UnreadablePaper
    from safelight.core.rulebook.model import RulebookError

    try:
        yield
    except (UnreadablePaper, RegisterError, RulebookError) as problem:
        said = f"{about}: {problem}" if about and about not in str(problem) else str(problem)
        raise Refused(said.replace(f"{SPOKEN_INPUT}.txt", SPOKEN_INPUT)) from None


def counted(number: int, thing: str) -> str:
    """ "1 row", "2 rows"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def on_one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())
