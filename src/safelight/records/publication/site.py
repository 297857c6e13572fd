"""Does anything that is about to be put on the public site identify somebody? Asked of every file before the swap."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.narrowing import narrowed
from safelight.core.anonymise.replace import NAME_RULES
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Person, Roster
from safelight.records.publication.looked_before import Looked
from safelight.records.publication.said import PROGRAM, WITH_WORDS, Said, said_in

FOLDER = "reviews/"
_LEADS_TO_SOMEBODY = frozenset({"case-reference", "identifier", "phone", "email", "link", "postcode", "address"})
"""What leads to one person or family wherever it stands, as a word or a day of the year does not."""


class SiteLeaks(RuntimeError):
    """A page of the site would identify somebody: the site is not touched. Names the pages, never the words."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of several files as one text, and on which file each begins."""

    text: str
    starts: Sequence[int]
    said: Sequence[Said]

    def at(self, place: int) -> Said:
        """What stands at a place of the text."""
        return self.said[bisect_right(self.starts, place) - 1]


def is_looked_at(path: str) -> bool:
    """Whether a file of the site is held against registers: all that hold words, but for the index of search.

    The index holds single words and titles. Each stands in its own review's pages and paragraphs, which are looked at;
    beside the registers of other reviews, single words such as "baker" would only find people who are not meant.
    """
    return path.endswith(WITH_WORDS) and path != PROGRAM and not path.startswith("search/")


def check_site(folder: Path, *, cases: Mapping[str, UUID], looked: Looked, built: str) -> None:
    """Look for everybody in the registers of these cases, by two methods that share no code.

    What a review says, in its own folder and on the pages that all reviews share, is held against its own register, and
    against every other one for whole names and what else leads to one person. What is no review's own is held against
    all registers. Files and registers that were looked at together before are not looked at again.

    Args:
        folder: the finished site, before the swap.
        cases: the case of each review, by the name of its folder.
        looked: what was looked at before, and where the registers are.
        built: how pages write the day of building. It is on all of them and changes daily, so it is not looked at.

    Raises:
        SiteLeaks: when anybody shows, or a case has no register to look by.
    """
    own, shared = _own_and_shared(folder, cases)
    on_shared: defaultdict[str, list[Said]] = defaultdict(list)
    for path in shared:
        for said in said_in((folder / path).read_bytes(), path=path, reviews=cases):
            on_shared[said.review].append(said)
    for review, case_id in cases.items():
        _check_review(folder, own[review], on_shared[review], case_id=case_id, looked=looked, built=built)
    _check_together(on_shared, cases=cases, looked=looked, built=built)


def _own_and_shared(folder: Path, cases: Mapping[str, UUID]) -> tuple[Mapping[str, list[str]], list[str]]:
    """The files of each review, and all others, whatever folder they lie in."""
    own: defaultdict[str, list[str]] = defaultdict(list)
    shared: list[str] = []
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if not is_looked_at(path) or not file.is_file():
            continue
        review = path.removeprefix(FOLDER).partition("/")[0] if path.startswith(FOLDER) else ""
        (own[review] if review in cases else shared).append(path)
    return own, shared


def _check_review(
    folder: Path, files: Sequence[str], shared: Sequence[Said], *, case_id: UUID, looked: Looked, built: str
) -> None:
    """Hold what a review says against its own register."""
    pages = {path: (folder / path).read_bytes() for path in files}
    digest = _digest([*pages, *pages.values(), *(said.words.encode() for said in shared)], but=built)
    if looked.is_clean(digest, register=looked.print_of(case_id)):
        return
    words = _together(
        [said for path, data in pages.items() for said in said_in(data, path=path)] + [*shared], but=built
    )
    roster = looked.roster(case_id)
    for found in () if roster is None else _found(words.text, roster=roster):
        raise _leak(words.at(found.start))
    if roster is None and words.said:
        raise _leak(words.said[0])
    looked.note(digest, register=looked.print_of(case_id))


def _told(pages: Mapping[str, bytes]) -> Iterator[Said]:
    """What a review's files say. The scripts of the search repeat what stands on pages: that is looked at there."""
    said = [one for path, data in pages.items() if not path.endswith(".js") for one in said_in(data, path=path)]
    yield from said
    whole = " ".join(" ".join(one.words for one in said).split())
    for path, data in pages.items():
        if path.endswith(".js"):
            yield from (one for one in said_in(data, path=path) if " ".join(one.words.split()) not in whole)


def _check_together(
    shared: Mapping[str, Sequence[Said]], *, cases: Mapping[str, UUID], looked: Looked, built: str
) -> None:
    """Hold what stands on the pages that all reviews share against everybody of all registers together."""
    register = looked.print_of_all()
    digests = {review: _digest((one.words.encode() for one in said), but=built) for review, said in shared.items()}
    fresh = {review: one for review, one in digests.items() if not looked.is_clean(one, register=register)}
    if not fresh:
        return
    words = _together([one for review in fresh for one in shared[review]], but=built)
    everybody = narrowed(looked.everybody(), text=words.text)
    people = {person.id: person for person in everybody.people}
    for found in _found(words.text, roster=everybody):
        review = words.at(found.start).review
        if not review or (not looked.is_of(found.key, cases[review]) and _is_one_of(people.get(found.key), found)):
            raise _leak(words.at(found.start))
    for digest in fresh.values():
        looked.note(digest, register=register)


def _is_one_of(person: Person | None, found: Finding) -> bool:
    """Whether this can only be somebody of another review's register, and no word that many share."""
    if found.rule not in NAME_RULES:
        return found.rule in _LEADS_TO_SOMEBODY
    told = set(fold_words(found.text))
    names = [set(fold_words(name)) for name in (person.names if person else ())]
    return any(len(name) > 1 and name <= told for name in names)


def _found(text: str, *, roster: Roster) -> Iterator[Finding]:
    yield from find_listed(text, roster=roster)
    yield from residue(text, roster=roster)


def _together(said: Iterable[Said], *, but: str) -> _Words:
    """Everything that is said, each thing once and in order, on lines of its own."""
    once: dict[str, Said] = {}
    for one in said:
        once.setdefault(one.words.replace(but, ""), one)
    lines = [*once.items()]
    starts, at = list[int](), 0
    for words, _ in lines:
        starts.append(at)
        at += len(words) + 1
    return _Words("\n".join(words for words, _ in lines), starts, [one for _, one in lines])


def _digest(parts: Iterable[bytes | str], *, but: str) -> bytes:
    whole = hashlib.sha256()
    for part in parts:
        data = (part.encode() if isinstance(part, str) else part).replace(but.encode(), b"")
        whole.update(b"%d " % len(data) + data)
    return whole.digest()


def _leak(said: Said) -> SiteLeaks:
    return SiteLeaks(f"The page {said.path} would identify somebody, so the public site was left as it was.")
