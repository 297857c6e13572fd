"""What does a table of the page look like? Markdown, a line at a time, as soon as it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def heading(title: str, *, says: str, columns: Sequence[str]) -> None:
    """The head of a chapter and of its table."""
    print(f"\n## {title}\n\n{says}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)


def row(*cells: object) -> None:
    """One line of the table."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def listed(title: str, *, names: Iterable[str]) -> None:
    """Below a table: which ones they were, if there are any."""
    if names := list(names):
        print(f"\n{title} ({len(names)}): {'; '.join(names)}.", flush=True)


def share(part: int, *, of: int) -> str:
    """A share of a hundred, never rounded up to a whole one."""
    return "–" if of == 0 else "100 %" if part == of else f"{int(1000 * part / of) / 10} %"
