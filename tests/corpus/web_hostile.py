"""Which pages and texts are made to do harm, or are not what they say?"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable

from tests.core.papers.builders import page, picture_png, plain_docx, plain_pdf
from tests.corpus.canary import Hostile

Build = Callable[[], bytes]
MANY = 100_000


def _declared(charset: str, said: bytes = b"About +AEwAaQBhAG0-") -> bytes:
    return b'<html><head><meta charset="' + charset.encode() + b'"></head><body><p>' + said + b"</p></body></html>"


def _styles() -> bytes:
    rules = "".join(f".a{number}{{color:#000}}" for number in range(MANY))
    return page("<p class=a1>x</p>" * 1000, head=f"<style>{rules}</style>")


def _choosers() -> bytes:
    rules = "".join(f'[class*="{number}"] > *{{color:#000}}' for number in range(5000))
    return page('<div class="x"><p class="y">z</p></div>' * 4000, head=f"<style>{rules}</style>")


PAGES: dict[str, Build] = {
    "nested-a-million-deep": lambda: page("<div>" * 1_000_000),
    "nested-a-thousand-deep": lambda: page("<div>" * 1_000 + "x"),
    "nested-in-one-line-of-bold": lambda: page("<b>" * 50_000 + "x"),
    "a-million-elements": lambda: page("<p>" * 1_000_000),
    "a-hundred-thousand-rules": _styles,
    "rules-that-fit-everything": _choosers,
    "declared-in-seven-bits": lambda: _declared("utf-7"),
    "declared-in-another-alphabet": lambda: _declared("koi8-r"),
    "declared-in-two-ways": lambda: _declared("utf-8", b'<meta charset="shift_jis">'),
    "declared-by-its-xml": lambda: b'<?xml version="1.0" encoding="cp037"?><html><body>x</body></html>',
    "thirty-two-bits": lambda: page("<p>x</p>").decode().encode("utf-32"),
    "sixteen-bits-without-a-mark": lambda: page("<p>x</p>").decode().encode("utf-16-le"),
    "of-a-mainframe": lambda: page("<p>About Okafor-Reed</p>").decode().encode("cp037"),
    "nothing-but-nulls": lambda: bytes(5_000_000),
    "picture-called-a-page": picture_png,
    "pdf-called-a-page": plain_pdf,
    "word-file-called-a-page": plain_docx,
    "nothing-in-it": lambda: b"",
    "half-a-letter": lambda: b"\xff\xfe<",
    "broken-letters": lambda: b"<p>\xc3\x28\xa0\xa1\xe2\x28\xa1\x81\x8d</p>",
    "in-eight-bits-of-another-alphabet": lambda: "<p>Привет, это отчёт</p>".encode("koi8-r"),
}
TEXTS: dict[str, Build] = {
    "program-called-a-text": lambda: b"\x7fELF\x02\x01\x01" + bytes(200) + b"text" * 50,
    "chance": lambda: b"\x81" + os.urandom(20_000),
    "packed": lambda: zlib.compress(b"The panel met. " * 1000) + b"\0",
    "thirty-two-bits": lambda: "The panel met.\n".encode("utf-32"),
    "sixteen-bits-without-a-mark": lambda: "The panel met.\n".encode("utf-16-be"),
    "of-a-mainframe": lambda: "The panel met about Okafor-Reed.\n".encode("cp500"),
    "in-another-alphabet": lambda: "Привет, это отчёт\n".encode("koi8-r"),
    "longer-than-can-be-read": lambda: b"x" * 41_000_000,
    "old-word-file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rich-text": lambda: rb"{\rtf1\ansi The panel met.}",
    "a-mark-and-broken-letters": lambda: b"\xef\xbb\xbf\xff\xfe\xfa",
}
MARKDOWN: dict[str, Build] = {
    "pdf-called-markdown": plain_pdf,
    "nulls-in-the-middle": lambda: b"# Report\n\n\0\0\0\n",
}

HOSTILE = (
    *(Hostile(f"hostile-html-{name}.html", build) for name, build in PAGES.items()),
    *(Hostile(f"hostile-text-{name}.txt", build) for name, build in TEXTS.items()),
    *(Hostile(f"hostile-markdown-{name}.md", build) for name, build in MARKDOWN.items()),
)
