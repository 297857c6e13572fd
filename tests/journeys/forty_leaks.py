"""A summary into which forty leaks of all kinds are planted, one to a sentence, and how an outsider looks for them."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping

import pikepdf
from lxml import html
from pdfminer.high_level import extract_text

from tests.upper_factories import SUMMARY

REGISTER = """
[case]
reference = "SCR-2010-02"

[[person]]
id = "child"
role = "subject"
names = ["Tobias Wren-Halloran"]
known_as = ["Toby"]
date_of_birth = 2006-05-11
date_of_death = 2010-02-27
addresses = ["9 Tanner's Row, Northmere NM20 3XX"]
identifiers = { nhs = "943 476 5919", social_care = "P00817734" }
pseudonym = "Child N"

[[person]]
id = "mother"
role = "parent"
names = ["Corinna Wren-Halloran"]
known_as = ["Corinna Dask"]
phones = ["07700 900123"]
emails = ["corinna.family@example.org"]
pseudonym = "the mother"

[[person]]
id = "sister"
role = "sibling"
names = ["Philippa Wren-Halloran"]
known_as = ["Pip"]
date_of_birth = 2008-08-19
pseudonym = "the sibling"

[[person]]
id = "partner"
role = "carer"
names = ["Declan Rusk"]
pseudonym = "the mother's partner"

[[person]]
id = "grandmother"
role = "relative"
names = ["Maeve Halloran"]
pseudonym = "the grandmother"

[[person]]
id = "visitor"
role = "professional"
names = ["Annette Gilfoyle"]
pseudonym = "the health visitor"

[[place]]
id = "school"
kind = "school"
names = ["St Oswin's Primary School", "St Oswin's"]
replacement = "a primary school"

[[place]]
id = "nursery"
kind = "nursery"
names = ["Little Larches"]
replacement = "a nursery"

[[place]]
id = "surgery"
kind = "surgery"
names = ["Quayside Surgery"]
replacement = "a surgery"

[[place]]
id = "ward"
kind = "hospital"
names = ["Bramble Ward"]
replacement = "a ward"

[[officer]]
role = "board_chair"
name = "Margaret Ellison"

[[officer]]
role = "panel_chair"
name = "Dominic Achterberg"

[[officer]]
role = "overview_author"
name = "Helen Strickfield"

[[panel_member]]
job_title = "Designated Nurse"
organisation = "Northmere Primary Care Trust"
"""

PUBLIC_FACTS = (
    (
        "Declan Rusk was sentenced at Oxmere Crown Court in July 2010 for causing the death of a child.",
        "The Northmere Courier, 10 July 2010",
        ["Oxmere Crown Court"],
    ),
    (
        "A house fire at Tanner's Row a year before the death; a dog was rescued.",
        "The Northmere Courier, 4 January 2009",
        [],
    ),
    ("The coroner opened an inquest in March 2010.", "List of the coroner, March 2010", []),
)
"""What the press and the courts have told: text, source, and words that would tie a text to it."""

LEAKS: tuple[tuple[str, str, str], ...] = (
    # The people of the register, however they are written.
    ("name", "Tobias Wren-Halloran", "Staff last saw Tobias Wren-Halloran at home."),
    ("nickname", "Toby", "The records call him Toby throughout."),
    ("possessive", "Toby's", "Nobody asked for Toby's own view."),
    ("surname", "Wren-Halloran", "The Wren-Halloran household was known to three services."),
    ("surname first", "Wren-Halloran, Corinna", "The file is kept under Wren-Halloran, Corinna."),
    ("maiden name", "Corinna Dask", "She was registered as Corinna Dask until then."),
    ("in capitals", "CORINNA", "The form says CORINNA DID NOT ANSWER."),
    ("misspelt", "Phillipa", "His sister Phillipa was present."),
    ("short name", "Pip", "Workers knew the girl as Pip."),
    ("carer", "Declan Rusk", "Declan Rusk had moved in by then."),
    ("initials", "D.R.", "Both entries are signed off to D.R. by the clerk."),
    ("relative", "Maeve Halloran", "A call came from Maeve Halloran that week."),
    ("professional", "Annette Gilfoyle", "The visit was made by Annette Gilfoyle alone."),
    ("letters apart", "D e c l a n", "The note was headed D e c l a n in wide letters."),
    ("look-alike letters", "Тobias", "One entry reads Тobias in another alphabet."),
    ("run together", "TobiasWrenHalloran", "A login of TobiasWrenHalloran was used."),
    # Who took part in the review, other than the three who are named.
    ("panel member", "Ruth Calloway", "Ruth Calloway asked for the record to be checked."),
    ("author of an agency's review", "Karl Benwick", "Karl Benwick wrote for the police."),
    # Numbers, addresses, days.
    ("address", "9 Tanner's Row", "The home was 9 Tanner's Row at the time."),
    ("postcode", "NM20 3XX", "Visits in NM20 3XX were unallocated."),
    ("telephone", "07700 900123", "Messages to 07700 900123 went unanswered."),
    ("e-mail", "corinna.family@example.org", "Letters went to corinna.family@example.org instead."),
    ("NHS number", "943 476 5919", "The chart is numbered 943 476 5919 in ink."),
    ("social care number", "P00817734", "The duty team opened P00817734 again."),
    ("case reference", "SCR-2010-02", "The board's file is SCR-2010-02 and is closed."),
    ("day of birth", "11 May 2006", "The child was born on 11 May 2006 at term."),
    ("day of death", "27/02/2010", "Death was confirmed on 27/02/2010 by a doctor."),
    ("sibling's birth", "19 August 2008", "A second child followed on 19 August 2008."),
    # Places.
    ("school", "St Oswin's", "A place at St Oswin's was offered."),
    ("nursery", "Little Larches", "He attended Little Larches twice a week."),
    ("surgery", "Quayside Surgery", "Quayside Surgery held the immunisation record."),
    ("hospital", "Bramble Ward", "He was seen on Bramble Ward overnight."),
    # Whom nobody listed.
    ("neighbour", "Ida Pellow", "A neighbour, Mrs Ida Pellow, told the police."),
    ("unlisted number", "07700 900456", "She could be reached on 07700 900456 at night."),
    ("unlisted street", "14 Cobbler's Yard", "The partner kept a flat at 14 Cobbler's Yard too."),
    # What leads to something that is already public.
    ("court", "Oxmere Crown Court", "The case was heard at Oxmere Crown Court."),
    ("month of the trial", "July 2010", "It ended in July 2010 after two weeks."),
    ("sentence", "sentenced", "A man was later sentenced."),
    ("inquest", "inquest in March", "There was an inquest in March of that year."),
    ("fire", "house fire", "The family had been rehoused after a house fire."),
)
"""What kind of leak, the words that leak, and the sentence that carries them."""

INSTEAD = {
    "court": "another town",
    "month of the trial": "that year",
    "sentence": "held to account",
    "inquest": "an enquiry in the spring",
    "fire": "a loss",
}
"""What an author would write instead where the register knows nothing; elsewhere "somebody" does."""


SHORT = 3


def instead_of(words: str) -> str:
    """What an author types for what was found, where nothing is offered."""
    for kind, leak, _ in LEAKS:
        if kind in INSTEAD and (words in leak or leak in words):
            return INSTEAD[kind]
    return "somebody"


def shown_in(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """For each leak the files in which an outsider finds it, reading them with other tools than Safelight's."""
    texts = {name: READERS[name.rpartition(".")[2]](data) for name, data in files.items()}
    bare = {name: plain(text) for name, text in texts.items()}
    return {
        kind: where
        for kind, words, _ in LEAKS
        if (where := [name for name in files if _stands(words, text=texts[name], bare=bare[name])])
    }


def _stands(words: str, *, text: str, bare: str) -> bool:
    """Whatever signs stand between its letters; so few that other words have them count only as written."""
    letters = plain(words)
    if len(letters) > SHORT:
        return letters in bare
    spelt = r"[\W_]{0,3}".join(re.sub(r"[\W_]", "", words))
    return re.search(rf"(?<!\w){spelt}(?!\w)", text) is not None


def _words_of_html(data: bytes) -> str:
    """Text and attributes; the style sheet has no words."""
    page = html.fromstring(data)
    for style in page.xpath("//style"):
        style.getparent().remove(style)
    return "\n".join([page.text_content(), *page.xpath("//@*")])


def _words_of_pdf(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as book:
        told = [str(value) for value in book.docinfo.values()] if book.trailer.get("/Info") else []
        told += [item.title for item in _items(book)]
    return "\n".join([extract_text(io.BytesIO(data)), *told])


def _items(book: pikepdf.Pdf) -> Iterator[pikepdf.OutlineItem]:
    with book.open_outline() as outline:
        ahead = list(outline.root)
        while ahead:
            item = ahead.pop()
            yield item
            ahead += item.children


def _words_of_odt(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return "\n".join(re.sub(r"<[^>]*>", "", part) + " ".join(re.findall(r'"([^"]*)"', part)) for part in parts)


def _words_of_script(data: bytes) -> str:
    """The paper's words for the search, with whatever is written by its number in them."""
    return data.decode("unicode_escape") + data.decode()


READERS = {"html": _words_of_html, "pdf": _words_of_pdf, "odt": _words_of_odt, "js": _words_of_script}


def untidy_summary() -> str:
    """The summary with all forty sentences, spread over its section on events."""
    sentences = [sentence for _, _, sentence in LEAKS]
    paragraphs = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
    head, tail = SUMMARY.split("## Key issues")
    return f"{head}{paragraphs}\n\n## Key issues{tail}"


def plain(text: str) -> str:
    """A text as an outsider would search it: no marks, no case, no signs between letters."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", "".join(sign for sign in bare if not unicodedata.combining(sign)))
