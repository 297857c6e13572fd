"""What does a paper say, and where in the file does it say it? Text that remembers its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class UnreadablePaper(ValueError):
    """Raised for a file that cannot be read. The message is for the user: which file, what is wrong, what to do."""


class PaperFormat(StrEnum):
    """The kinds of file that a paper may come in; the value is the file's ending without the dot."""

    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    HTML = "html"
    TEXT = "txt"
    MARKDOWN = "md"


class Part(StrEnum):
    """Which kind of place a passage stands in."""

    BODY = "body"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    COMMENT = "comment"
    DELETED = "deleted"
    INSERTED = "inserted"
    TEXT_BOX = "text_box"
    ALT_TEXT = "alt_text"
    METADATA = "metadata"
    FIELD = "field"
    LINK = "link"
    ATTRIBUTE = "attribute"
    SCRIPT = "script"
    STYLE = "style"
    BOOKMARK = "bookmark"
    ATTACHMENT = "attachment"
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that belongs together, such as one paragraph or one metadata value.

    `where` is for people ("word/header1.xml, paragraph 1"); `visible` is False where a reader of the page would not
    see it; `key` is its position in `Paper.passages`.
    """

    text: str
    where: str
    part: Part = Part.BODY
    visible: bool = True
    key: int = 0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something in a paper that could not be turned into text, so nobody can say what it gives away."""

    where: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything a file says, in every part of it. `sha256` is of the bytes that were read."""

    format: PaperFormat
    name: str
    sha256: str
    passages: tuple[Passage, ...]
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` of one passage with `text`; offsets in Unicode code points."""

    start: int
    end: int
    text: str


Edits = Callable[[Passage], Sequence[Edit]]
"""What to change in a passage; it is asked for every passage and answers with edits that do not overlap."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing in a file that a reader of the page does not see.

    `rule` names the kind ("comment", "tracked-change", "hidden-text", "metadata"), `text` is what it says, if it says
    anything, and `advice` what to do about it.
    """

    rule: str
    where: str
    text: str
    advice: str
