"""What does Markdown show, and what stands in its source that is never shown?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from safelight.core.papers.html.attributes import link_as_meant
from safelight.core.papers.html.format import hidden_in_html, read_html
from safelight.core.papers.paper import Hidden, UnreadablePaper

ENDINGS: Final = (".md", ".markdown")
COMMENT: Final = re.compile(
    r"<!--.*?(?:-->|\Z)\n?|<\?.*?(?:\?>|\Z)\n?|<!\[CDATA\[.*?(?:\]\]>|\Z)|^[ ]{0,3}\[//\]:[^\n]*\n?",
    re.DOTALL | re.MULTILINE,
)
FRONT: Final = re.compile(r"\A---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FRONT_KEY: Final = re.compile(r"^([\w -]+):", re.MULTILINE)
ORDINARY_KEYS: Final = {
    "title", "subtitle", "date", "lang", "language", "layout", "permalink", "toc", "output", "documentclass",
    "geometry", "fontsize", "papersize", "linkcolor", "nav_order", "weight", "draft", "numbersections", "theme", "slug",
    "type",
}  # fmt: skip
FENCE: Final = re.compile(r"^[ ]{0,3}(```+|~~~+)[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
CODE: Final = re.compile(r"(?<!`)(`{1,3})(?!`)[^\n]{1,400}?(?<!`)\1(?!`)|^(?: {4}|\t)[^\n]*", re.MULTILINE)
TAG: Final = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|<[A-Za-z][\w:-]*\s[^<>]*\Z")
CONTAINER: Final = re.compile(
    r"<(script|style|template|noscript|iframe|object|embed|datalist|dialog|audio|video|svg|math|noembed|noframes|frameset)"
    r"\b[^>]*>(?:.*?</\1\s*>|[^\n]*)\n?|<(?:meta|link|base|input|embed|param|frame)\b[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
STYLED: Final = re.compile(
    r"<([a-z][\w-]*)\b(?=[^>]*\s(?:style|hidden|class|on\w+|data-[\w-]+|color|popover)\b)[^>]*>(.*?</\1\s*>)?",
    re.DOTALL | re.IGNORECASE,
)
DEFINITION: Final = re.compile(
    r"^[ ]{0,3}\[(\^?[^\]\n]{1,200})\]:[^\n]*(?:\n[ \t]+[\"'(][^\n]*)?(?:\n|\Z)", re.MULTILINE
)
HEAD: Final = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:", re.MULTILINE)
USE: Final = re.compile(r"\[(\^?[^\[\]]{1,200})\]")
INSIDE: Final = re.compile(
    r"(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<=[^\W\d_])(?P<mark>\*{1,3}|~~|`+|__)(?=[^\W\d_-])|(?<=-)(?P<after>\*{1,3}|~~)(?=[^\W\d_])"
    r"|(?<=[^\W\d_*])(?P<bare></?(?:b|i|em|strong|u|s|span|font|wbr|small|big|mark|sub|sup|code)\s*/?>)(?=[^\W\d_-])"
    r"|(?P<link>\b(?:https?://|mailto:|www\.)[^\s<>()\"']{0,2000}?(?:%[0-9A-Fa-f]{2}|xn--)[^\s<>()\"']*)"
)


def is_markdown(name: str) -> bool:
    """Whether a file is to be read as Markdown, by its ending."""
    return name.casefold().endswith(ENDINGS)


def pieces_of(block: str) -> list[tuple[str, str]]:
    """The source of a block cut into pieces, each beside what it reads as."""
    pieces: list[tuple[str, str]] = []
    reached = 0
    for found in INSIDE.finditer(block):
        if found.start() > reached:
            pieces.append((block[reached : found.start()],) * 2)
        pieces.append((found.group(), _shown(found)))
        reached = found.end()
    pieces.append((block[reached:],) * 2)
    return pieces


def _shown(found: re.Match[str]) -> str:
    if found["entity"]:
        return html.unescape(html.unescape(found.group()))
    if found["escaped"]:
        return found["escaped"]
    return link_as_meant(found["link"]) if found["link"] else ""


def hidden_in_markdown(text: str) -> Iterator[Hidden]:
    """Comments, what stands before the text for a program, definitions that nothing uses, and what HTML hides."""
    plain = _without_code(text)
    for found in COMMENT.finditer(plain):
        yield Hidden("comment", f"line {_line(text, found.start())}", found.group().strip(), "Delete the comment.")
    if _telling_front(text):
        front = FRONT.match(text)
        yield Hidden("metadata", "line 1", front.group(1).strip() if front else "", "Delete the block before the text.")
    for found in _unused(plain):
        where = f"line {_line(text, found.start())}"
        yield Hidden("hidden-text", where, found.group().strip(), "Delete the definition, which nothing uses.")
    if TAG.search(plain):
        page = f"<body>{COMMENT.sub('', plain)}".encode()
        try:
            passages, unreadable = read_html(page, name="page.html")
            yield from hidden_in_html(page, name="page.html", passages=tuple(passages))
        except UnreadablePaper as problem:
            yield Hidden("hidden-text", "HTML in the text", str(problem), "Take the HTML out.")
            return
        for one in unreadable:
            yield Hidden("attachment", one.where, one.why, one.advice)


def without_hidden(text: str) -> str:
    """The same text without any of that."""
    if _telling_front(text):
        text = FRONT.sub("", text, count=1)
    text = _outside_code(text, COMMENT)
    plain = _without_code(text)
    for found in reversed(list(_unused(plain))):
        text = text[: found.start()] + text[found.end() :]
    if any(hidden_in_markdown(text)):
        text = _outside_code(_outside_code(text, CONTAINER), STYLED)
    if any(hidden_in_markdown(text)):
        text = _outside_code(text, TAG)
    return text


def _telling_front(text: str) -> bool:
    front = FRONT.match(text)
    return bool(front and {key.strip().casefold() for key in FRONT_KEY.findall(front.group(1))} - ORDINARY_KEYS)


def _unused(plain: str) -> Iterator[re.Match[str]]:
    """Definitions of links and notes that no place in the text refers to."""
    defined = list(DEFINITION.finditer(plain))
    if not defined:
        return
    used = {_label(found.group(1)) for found in USE.finditer(HEAD.sub("", plain))}
    for found in defined:
        if _label(found.group(1)) not in used and not found.group(1).startswith("//"):
            yield found


def _label(said: str) -> str:
    return " ".join(said.split()).casefold()


def _without_code(text: str) -> str:
    """The text with blanks where it shows code, so that every other place stays where it was."""
    for pattern in (FENCE, CODE):
        text = pattern.sub(lambda one: re.sub(r"[^\n]", " ", one.group()), text)
    return text


def _outside_code(text: str, pattern: re.Pattern[str]) -> str:
    for found in reversed(list(pattern.finditer(_without_code(text)))):
        text = text[: found.start()] + text[found.end() :]
    return text


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
