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
from tests.corpus.odt import ODT_CANARIES
from tests.corpus.odt_builder import odt

SHOWN_IN_ODT = {
    f"odt-{place}.odt"
    for place in (
        "text-split-by-a-soft-page-break", "text-split-over-spans-and-blanks", "section-name", "name-of-a-table",
        "header", "footer-of-left-pages", "footnote", "text-box", "ruby-text", "label-of-a-numbered-list",
        "target-of-a-link", "percent-signs-in-a-link", "tip-of-a-link", "alternative-text-of-a-picture",
        "title-of-a-picture", "file-name-of-a-picture", "name-of-a-style", "name-of-a-font", "prefix-of-a-namespace",
        "figures-behind-a-chart", "name-of-a-part", "manifest-entry-of-a-part-that-is-gone",
    )
}  # fmt: skip
"""Places where a name merely stands: on the page, or in the name of something that is no secret in itself."""

ACCEPTED_IN_ODT = {"odt-tracked-insertion.odt", "odt-edge-cut-off-a-picture.odt", "odt-preview-picture.odt"}
"""Where the word stays on the page when what hid is gone, or where there is no word."""


class TestDocx(RewritingContract):
    ending = ".docx"
    clean = staticmethod(lambda: plain_docx("The review was agreed in March."))
    hiding = HIDDEN_IN_DOCX
    showing = SHOWN_IN_DOCX

    def raw_words(self, data: bytes) -> str:
        members = members_of(data)
        return "\n".join([*members, *(super(TestDocx, self).raw_words(content) for content in members.values())])


class TestOdt(RewritingContract):
    ending = ".odt"
    clean = staticmethod(odt)
    hiding = {one.name: one.build for one in ODT_CANARIES if one.name not in SHOWN_IN_ODT | ACCEPTED_IN_ODT}
    showing = {one.name: one.build for one in ODT_CANARIES if one.name in SHOWN_IN_ODT}

    def raw_words(self, data: bytes) -> str:
        members = members_of(data)
        return "\n".join([*members, *(super(TestOdt, self).raw_words(content) for content in members.values())])


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
