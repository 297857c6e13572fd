"""How is one thing of the register changed and everything else, notes in it included, left as it was written?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from safelight.core.anonymise.kinship import Relation, Sex, quoted, relation_as_toml
from safelight.core.anonymise.roster import Person, RegisterError, Roster, person_as_toml, read_register, write_register

_HEADER: Final = re.compile(r"^[ \t]*\[.*$", re.MULTILINE)


def with_relation(text: str, *, relation: Relation) -> str:
    """The register with one relation more.

    Raises:
        RegisterError: when it cannot stand beside what is there.
    """
    roster = read_register(text)
    wanted = replace(roster, relations=(*roster.relations, relation))
    return _amended(wanted, try_first=lambda: f"{text.rstrip()}\n\n{relation_as_toml(relation)}\n")


def without_relation(text: str, *, relation: Relation) -> str:
    """The register without a relation, whatever its dates are.

    Raises:
        RegisterError: when there is no such relation.
    """
    roster = read_register(text)
    numbers = [number for number, each in enumerate(roster.relations) if each.same_as(relation)]
    if not numbers:
        raise RegisterError("The register has no such relation any more. Look at the family tree again.")
    number = numbers[0]
    wanted = replace(roster, relations=(*roster.relations[:number], *roster.relations[number + 1 :]))

    def cut() -> str:
        begin, end = _table(text, "relation", number)
        # A note above the next table belongs to that one.
        end = begin + len(re.sub(r"(?:\s*(?:#[^\n]*)?)*\Z", "", text[begin:end]))
        return f"{text[:begin].rstrip()}\n\n{text[end:].lstrip()}".rstrip() + "\n"

    return _amended(wanted, try_first=cut)


def with_sex(text: str, *, person: str, sex: Sex | None) -> str:
    """The register with somebody's sex as given; None takes it out.

    Raises:
        RegisterError: when there is no such person.
    """
    roster = read_register(text)
    numbers = [number for number, each in enumerate(roster.people) if each.id == person]
    if not numbers:
        raise RegisterError(f"There is no person with the id '{person}'. Choose one of the list.")
    number = numbers[0]
    people = list(roster.people)
    people[number] = replace(people[number], sex=sex)

    def written() -> str:
        begin, end = _table(text, "person", number)
        table = re.sub(r'^[ \t]*sex[ \t]*=[ \t]*"\w+"[ \t]*\n', "", text[begin:end], flags=re.MULTILINE)
        line = f'sex = "{sex}"\n' if sex else ""
        head, _, rest = table.partition("\n")
        return f"{text[:begin]}{head}\n{line}{rest}{text[end:]}"

    return _amended(replace(roster, people=tuple(people)), try_first=written)


def with_person(text: str, *, person: Person) -> str:
    """The register with one person more.

    Raises:
        RegisterError: when the id is taken, or what they are called gives somebody away.
    """
    roster = read_register(text)
    wanted = replace(roster, people=(*roster.people, person))
    return _amended(wanted, try_first=lambda: f"{text.rstrip()}\n\n{person_as_toml(person)}\n")


def with_pseudonyms(text: str, *, labels: Mapping[str, str]) -> str:
    """The register in which everybody is called what `labels` says, by id; who is not in it stays as called.

    Raises:
        RegisterError: when a label gives somebody or somewhere away.
    """
    roster = read_register(text)
    people = tuple(replace(person, pseudonym=labels.get(person.id, person.pseudonym)) for person in roster.people)

    def written() -> str:
        changed = text
        for number in reversed(range(len(people))):
            begin, end = _table(changed, "person", number)
            head, _, rest = changed[begin:end].partition("\n")
            rest = re.sub(r'^[ \t]*pseudonym[ \t]*=[ \t]*"[^"\n]*"[ \t]*\n', "", rest, flags=re.MULTILINE)
            changed = f"{changed[:begin]}{head}\npseudonym = {quoted(people[number].pseudonym)}\n{rest}{changed[end:]}"
        return changed

    return _amended(replace(roster, people=people), try_first=written)


def _table(text: str, name: str, number: int) -> tuple[int, int]:
    """Where the table of this name and number begins and ends."""
    headers = list(_HEADER.finditer(text))
    wanted = [at for at, header in enumerate(headers) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", header.group())]
    at = wanted[number]
    return headers[at].start(), headers[at + 1].start() if at + 1 < len(headers) else len(text)


def _amended(wanted: Roster, *, try_first: Callable[[], str]) -> str:
    """The text as amended by hand where it says just what is wanted; else the register written anew."""
    try:
        text = try_first()
        if read_register(text) == wanted:
            return text
    except (RegisterError, IndexError):
        pass
    anew = write_register(wanted)
    read_register(anew)
    return anew
