"""What the public may know of the board: its name and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass

from safelight.records.people.models import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBoard:
    """The board on the published site."""

    name: str
    council: str
    contact: str


class NoBoard(RuntimeError):
    """There is no board in this installation yet: create one before building the site."""


def public_board() -> PublicBoard:
    """The board whose site this is; an installation serves one.

    Raises:
        NoBoard: before the first board is created.
    """
    board = Board.objects.order_by("name").first()
    if board is None:
        raise NoBoard("There is no board in this installation yet. Create it first.")
    return PublicBoard(name=board.name, council=board.council, contact=board.contact)
