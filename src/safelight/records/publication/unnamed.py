"""May a review be published without the board's name, and does the finished page really not name it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Person, Place, Roster
from safelight.core.anonymise.words import is_ordinary
from safelight.core.papers.reading import read_paper
from safelight.core.review.grounds import answer, house_reason
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import OfficerRole, Outcome, Reader
from safelight.records.cases.models import Case
from safelight.records.people.permission import NotNow, RefusedByRule

REPOSITORY = "publication.repository"


def check_may_be_unnamed(regime: Regime) -> Rule:
    """The rule under which a national repository publishes without the board's name.

    Raises:
        RefusedByRule: where the rules of the review have none.
    """
    rule = regime.find(REPOSITORY)
    if rule is None:
        says = "A review is published without the board's name only where its rules say that it may be."
        refusal = house_reason("unnamed", says=says, found="The rules of this review do not.")
        raise RefusedByRule(answer(Outcome.REFUSE, refusal, regime=regime))
    return rule


def check_names_no_board(files: Mapping[str, bytes], *, case: Case) -> None:
    """Read the finished files back, by their names, and look for the board, its council, agencies and officers.

    Raises:
        NotNow: when one of them is named, with what to write instead.
    """
    roster = _board(case)
    passages = (passage for name, data in files.items() for passage in read_paper(data, name=name).passages)
    for passage in passages:
        shown = find_listed(passage.text, roster=roster) or residue(passage.text, roster=roster)
        if shown:
            instead = f"Write '{shown[0].replacement}' instead" if shown[0].replacement else "Leave it out"
            raise NotNow(
                f"The text names the board or those who work with it: '{shown[0].text}'. {instead} in a new version, "
                "and make the edition without the board's name from that."
            )


def names_of_board(case: Case) -> tuple[str, ...]:
    """The words that lead to the board wherever they stand, in the bytes of a file too: no ordinary word is one."""
    said = (*_bodies(case), *_area(case.board.name, case.board.council))
    return tuple(
        dict.fromkeys(name for name in said if len(name) > 3 and (" " in name or not is_ordinary(name.lower())))
    )


def _bodies(case: Case) -> tuple[str, ...]:
    return case.board.name, case.board.council, *case.board.agencies.values_list("name", flat=True)


def _board(case: Case) -> Roster:
    board = case.board
    officers = {row.name for row in case.appointments.filter(outcome=Outcome.ALLOW, role__in=set(OfficerRole))}
    officers |= {user.name for user in board.users.filter(standing=Reader.BOARD_CHAIR)}
    return Roster(
        case_reference=case.reference,
        people=tuple(
            Person(id=f"officer-{number}", role="professional", names=(name,), pseudonym="an officer of the board")
            for number, name in enumerate(sorted(officers))
        ),
        places=(
            Place(id="bodies", names=tuple(dict.fromkeys(_bodies(case))), replacement="a local agency"),
            Place(id="area", names=tuple(dict.fromkeys(_area(board.name, board.council))), replacement="the area"),
        ),
    )


def _area(*names: str) -> Iterator[str]:
    """The words that set this board apart from others: those that are no ordinary English, such as a town's name.

    A town that is called by an ordinary word stands in the register of the case, or is found with the whole name alone.
    """
    for word in " ".join(names).split():
        plain = word.strip(".,()'’")
        if plain[:1].isupper() and not is_ordinary(plain.lower()):
            yield plain
    yield names[0]
