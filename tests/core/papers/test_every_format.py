"""Every format keeps the same promises."""

from __future__ import annotations

from tests.core.papers.builders import SHOWN, members_of, page, plain_docx, plain_pdf
from tests.core.papers.contract import PaperContract, RewritingContract
from tests.core.papers.hiding_places import (
    HIDDEN_IN_DOCX,
    HIDDEN_IN_HTML,
    HIDDEN_IN_MARKDOWN,
    HIDDEN_IN_PDF,
    SHOWN_IN_DOCX,
    SHOWN_IN_HTML,
    SHOWN_IN_PDF,
)


class TestDocx(RewritingContract):
    ending = ".docx"
    clean = staticmethod(lambda: plain_docx("The review was agreed in March."))
    hiding = HIDDEN_IN_DOCX
    showing = SHOWN_IN_DOCX

    def raw_words(self, data: bytes) -> str:
        members = members_of(data)
        return "\n".join([*members, *(super(TestDocx, self).raw_words(content) for content in members.values())])


class TestHtml(RewritingContract):
    ending = ".html"
    clean = staticmethod(lambda: page("<p>The review was agreed in March.</p>"))
    hiding = HIDDEN_IN_HTML
    showing = SHOWN_IN_HTML


class TestMarkdown(RewritingContract):
    ending = ".md"
    clean = staticmethod(lambda: f"# {SHOWN}\n\nThe review was agreed in March.\n".encode())
    hiding = HIDDEN_IN_MARKDOWN
    showing = {"paragraph": lambda word: f"# {SHOWN}\n\nAbout {word}.\n".encode()}


class TestText(RewritingContract):
    ending = ".txt"
    clean = staticmethod(lambda: f"{SHOWN}\r\n\r\nThe review was agreed in March.\r\n".encode())
    hiding = {"title for a terminal's window": lambda word: f"{SHOWN}\n\n\x1b]0;{word}\x07Text.\n".encode()}
    showing = {"wide characters": lambda word: f"{SHOWN} {word}".encode("utf-16")}


class TestPdf(PaperContract):
    ending = ".pdf"
    clean = staticmethod(lambda: plain_pdf("The review was agreed in March."))
    hiding = HIDDEN_IN_PDF
    showing = SHOWN_IN_PDF
