"""A register of as many made-up people as are asked for: what does a long one cost?"""

from __future__ import annotations

from random import Random

SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvwz" for vowel in "aeio"]


def register_of(count: int) -> str:
    """The register, as TOML; every second person with a day of birth. The same people each time."""
    chance = Random(count)
    rows = ['[case]\nreference = "SCR-2009-03"\n']
    for number in range(count):
        given, surname = (_name(chance, syllables) for syllables in ((2, 3), (3, 4)))
        rows += [f'[[person]]\nid = "p{number}"\nrole = "other"', f'names = ["{given} {surname}"]']
        if number % 2:
            born = f"{chance.randint(1950, 2008)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            rows.append(f"date_of_birth = {born}")
        rows.append(f'pseudonym = "Person {number}"\n')
    return "\n".join(rows)


def _name(chance: Random, syllables: tuple[int, int]) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice(syllables))).title()
