"""What is sent to the national repository: one file with the approved bytes, a catalogue sheet, and how to send it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.edition.masthead import KIND_TITLES, UNNAMED_BOARD
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.reading import read_paper
from safelight.core.papers.zipped import pack, unpack
from safelight.core.review.wording import in_words
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.queries import roster_of
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.people.permission import NotNow
from safelight.records.plans.public import public_themes
from safelight.records.publication.files import bytes_of, hashes_of
from safelight.records.publication.models import Edition
from safelight.records.publication.unnamed import check_names_no_board, names_of_board

NAME = "review-for-the-repository.zip"
README, SHEET = "READ-ME-FIRST.txt", "catalogue.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the office adds to what the records know: whom to ask, words to find it by, not before which day."""

    contact: str
    key_words: tuple[str, ...] = ()
    not_before: date | None = None


def package_of(edition: Edition, asked: Asked) -> bytes:
    """The package: the same edition and the same additions always give the same bytes.

    Raises:
        NotNow: when anybody of the register shows in it, something hides in it, or an edition without the board's
            name would name it.
    """
    files = {f"review.{form}": data for form, data in bytes_of(edition).items()}
    members = {README: _readme(edition).encode(), SHEET: _sheet(edition, asked).encode(), **files}
    packed = pack(members, first=[README, SHEET])
    prove_package(packed, edition)
    return packed


def prove_package(packed: bytes, edition: Edition) -> None:
    """Open the finished package again and look: are its files the approved ones, and does nothing show or hide?

    Raises:
        NotNow: in one sentence that says which file, never whom.
    """
    opened = unpack(packed, name=NAME)
    members = opened.members
    if opened.remark:
        raise NotNow("The package has a remark of its own. It was not made: nothing but its files may be in it.")
    for form, sha256 in hashes_of(edition).items():
        if hashlib.sha256(members[f"review.{form}"]).hexdigest() != sha256:
            raise NotNow(f"The file review.{form} in the package is not the approved one. The package was not made.")
    roster = roster_of(edition.case)
    for name, data in members.items():
        passages = [passage.text for passage in read_paper(data, name=name).passages]
        if any(find_listed(text, roster=roster) or residue(text, roster=roster) for text in (*passages, name)):
            raise NotNow(f"Somebody of the register shows in {name}. Change what you entered: no package was made.")
        if find_hidden(data, name=name):
            raise NotNow(f"Something hides in {name} that its readers would not see. The package was not made.")
    if edition.unnamed_because:
        check_names_no_board(members, case=edition.case)
        _check_bytes_name_no_board(members, edition)


def _check_bytes_name_no_board(members: Mapping[str, bytes], edition: Edition) -> None:
    """Look beside what a reader sees: in file names and in the bytes, those of packed files too."""
    names = names_of_board(edition.case)
    shown = [*members.items()]
    if "review.odt" in members:
        shown += unpack(members["review.odt"], name="review.odt").members.items()
    for file, data in shown:
        low = data.lower()
        for name in names:
            said = name.lower()
            if said in file.lower() or said.encode() in low or said.encode("utf-16-be") in low:
                raise NotNow(f"{file} names the board or its area. The package was not made.")


def _sheet(edition: Edition, asked: Asked) -> str:
    """The catalogue sheet: one thing on each line, as a cataloguer types it in."""
    kind = KIND_TITLES[PaperKind(edition.kind)]
    # The board's own words for its themes stand on its own site: beside them, the review would lead there.
    themes = [] if edition.unnamed_because else [name for name, _ in public_themes([edition.case_id])[edition.case_id]]
    rows = [
        ("Title", edition.title),
        ("Kind of paper", kind),
        ("Published by", UNNAMED_BOARD if edition.unnamed_because else edition.case.board.name),
        ("Show the publisher's name", "No. Publish it without the board's name." if edition.unnamed_because else "Yes"),
        ("Year", str(_year(edition))),
        ("Themes", "; ".join(themes) or "None given"),
        ("Key words", "; ".join(asked.key_words) or "None given"),
        ("Language", "English (en-GB)"),
        ("Contact, a post", asked.contact),
        ("Not to be shown before", in_words(asked.not_before) if asked.not_before else "May be shown at once"),
        ("The board itself shows it until", in_words(edition.show_until) if edition.show_until else "It does not"),
    ]
    files = [(f"SHA-256 of review.{form}", sha256) for form, sha256 in hashes_of(edition).items()]
    return "".join(f"{name}: {value}\n" for name, value in (*rows, *files))


def _year(edition: Edition) -> int:
    """When it was published or, before that, approved."""
    if edition.deposited_on is not None:
        return edition.deposited_on.year
    day = edition.published_at or edition.approved_at
    assert day is not None
    return day.astimezone(OFFICE_HOURS).year


def _readme(edition: Edition) -> str:
    return README_TEXT.format(how=_UNNAMED if edition.unnamed_because else _NAMED)


README_TEXT = """What this is
============

A review for the national repository of case reviews, with a sheet for its catalogue.

review.pdf, review.html and review.odt hold the same text: an accessible PDF, a web page, and a text for word
processors. catalogue.txt says what it is, who may be asked, and how each file can be told from a changed one.


How to send it
==============

1. Ask the repository by telephone or through its website how it takes files. Send nothing before you know.
2. {how}
3. Send this one file as it is. Do not change the files in it, nor save them anew: the catalogue sheet has the SHA-256
   of each, and they must stay the same.
4. Ask for an answer that says on which day it was taken in, and under which number.
5. Write down at your desk that the repository has it, and on which day. If the review is ever withdrawn, Safelight then
   puts the repository on the list of those to ask.


What the repository should know
===============================

Nobody can be recognised from these files: please add no place, name or date to the catalogue. If the review is
withdrawn, the contact on the catalogue sheet will ask you to take it down and to leave only a notice.
"""
_NAMED = "Send it from the mailbox of the board's office."
_UNNAMED = """This review is published without the board's name. Send it from an address that the repository keeps
   to itself, and say so in the message. Put the name of the board or its area neither in the subject nor in the name
   of this file, and nowhere in what the repository shows."""
