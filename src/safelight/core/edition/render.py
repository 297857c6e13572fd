"""One manuscript, one masthead: the same edition as page, PDF and OpenDocument Text, the same bytes every time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from safelight.core.edition.html import render_html
from safelight.core.edition.masthead import Cover, Masthead
from safelight.core.edition.odt import render_odt
from safelight.core.edition.outline import outline
from safelight.core.edition.pdf import render_pdf
from safelight.core.papers.manuscript import Manuscript


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The finished bytes, and the masthead they were made under. `odt` is empty in editions of before there was one."""

    html: bytes
    pdf: bytes
    odt: bytes = b""
    masthead: Masthead

    def sha256s(self) -> dict[str, str]:
        """The hash of each file, by its name."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in self.files().items()}

    def files(self) -> dict[str, bytes]:
        """The bytes of each file, by the name it is published under."""
        made = {"edition.html": self.html, "edition.pdf": self.pdf, "edition.odt": self.odt}
        return {name: data for name, data in made.items() if data or name != "edition.odt"}


def render_edition(manuscript: Manuscript, *, masthead: Masthead) -> Edition:
    """Render approved words for publication. Nothing of an uploaded file is in the result: only its words.

    Raises:
        UnprintableText: for characters that cannot be shown faithfully.
        CannotRender: when the words cannot be set as an accessible PDF.
    """
    outlined = outline(manuscript, title=masthead.title)
    return Edition(
        html=render_html(outlined, masthead=masthead),
        pdf=render_pdf(outlined, masthead=masthead),
        odt=render_odt(outlined, masthead=masthead),
        masthead=masthead,
    )


def render_both(manuscript: Manuscript, *, cover: Cover) -> tuple[bytes, bytes]:
    """The words under a cover of any kind, as a page and as a PDF.

    Raises:
        UnprintableText, CannotRender: as for `render_edition`.
    """
    outlined = outline(manuscript, title=cover.title)
    return render_html(outlined, masthead=cover), render_pdf(outlined, masthead=cover)
