"""What is carried inside an address? Whole files written as `data:`; pictures, pages, fonts."""

from __future__ import annotations

import base64
import binascii
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

DATA: Final = re.compile(r"data:([\w.+/-]*)((?:;[\w.+=\"-]+)*),((?:[^\"'()\s]|\s(?=[A-Za-z0-9+/=%<]))*)", re.IGNORECASE)
MARKUP: Final = re.compile(r"<[^<>]*>")
SAYING: Final = re.compile(
    r"<(?:text|title|desc|metadata|foreignobject|style|script|image|a|use|!--)\b|<!--", re.IGNORECASE
)
PICTURES: Final = {"png", "jpeg", "jpg", "gif", "webp", "bmp", "tiff", "x-icon", "vnd.microsoft.icon", "avif"}
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Carried:
    """A file written into an address: what kind it says it is, and its bytes. `written` is the address itself."""

    kind: str
    content: bytes
    written: str

    @property
    def is_picture(self) -> bool:
        """Whether it is made of pixels."""
        return self.kind.startswith("image/") and self.kind.removeprefix("image/") in PICTURES

    @property
    def is_text(self) -> bool:
        """Whether what it says can be read as it stands."""
        return self.kind.startswith("text/") or self.kind in {"", "image/svg+xml"} or self.kind.endswith(
            ("+xml", "/json", "+json", "/xml", "/javascript", "/xhtml+xml")
        )  # fmt: skip

    @property
    def is_drawing(self) -> bool:
        """Whether it is a drawing of lines alone, such as the icons that style sheets hold: it has no words in it."""
        return self.kind == "image/svg+xml" and not SAYING.search(self.text)

    @property
    def text(self) -> str:
        """Its words, for whoever looks for somebody in them."""
        return self.content.decode("utf-8", "replace")

    @property
    def words(self) -> str:
        """The text as it is shown: markup between two letters parts no word."""
        return f"{self.text}\n{MARKUP.sub('', self.text)}" if "<" in self.text else self.text


def carried_in(said: str) -> Iterator[Carried]:
    """Every file that is written into an address, or into a style that holds addresses."""
    if "data:" not in said.casefold():
        return
    for number, found in enumerate(DATA.finditer(said)):
        if number == MOST:
            return
        kind, options, body = found.group(1).casefold(), found.group(2).casefold(), found.group(3)
        if content := _content(body, packed=";base64" in options):
            yield Carried(kind, content, found.group())


def _content(body: str, *, packed: bool) -> bytes:
    plain = urllib.parse.unquote_to_bytes(body)
    if not packed:
        return plain
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", plain.replace(b"-", b"+").replace(b"_", b"/"))
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return b""
