"""What exactly goes out? The published edition where there is one, else a copy of the paper in the form decided on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from safelight.core.anonymise.engine import CannotAnonymise, anonymise_paper
from safelight.core.anonymise.roster import RegisterError
from safelight.core.papers.paper import Edit, Passage, UnreadablePaper
from safelight.core.papers.reading import rewrite_paper
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.models import Paper
from safelight.records.cases.queries import roster_of
from safelight.records.disclosure.facts import newest_paper, published_edition
from safelight.records.disclosure.models import Request
from safelight.records.disclosure.words import Form
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.publication.models import Edition

CONTENT_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
IN_A_ROOM = "Let it be read in a room, or ask the author for a version that can be released."


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPaper:
    """The bytes of a paper, for the one who may have them. The name is ours, not the one the file came with."""

    data: bytes
    name: str
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What goes out for one request; no bytes where the paper is read in a room."""

    data: bytes
    name: str
    paper: Paper | None = None
    edition: Edition | None = None


def make_copy(request: Request, *, form: Form) -> Copy:
    """The copy for this recipient.

    Raises:
        NotNow: when there is nothing to release.
        WrongInput: when the copy cannot be made safely: then there is none.
    """
    kind = PaperKind(request.paper_kind)
    edition = published_edition(request.case, kind)
    if edition is not None:
        data = b"" if form is Form.READ_IN_ROOM else vault.get(edition.pdf_sha256)
        return Copy(data=data, name=f"{kind}.pdf".replace("_", "-"), edition=edition)
    paper = newest_paper(request.case, kind, agency=request.agency)
    if paper is None:
        raise NotNow("This paper has not been filed yet: there is nothing to release.")
    return Copy(data=_data(paper, form=form), name=plain_name(paper), paper=paper)


def plain_name(paper: Paper) -> str:
    """A file name that says what the paper is and nothing about anybody."""
    suffix = PurePosixPath(paper.name).suffix.lower()
    return f"{paper.kind}-v{paper.version}{suffix}".replace("_", "-")


def opened(data: bytes, *, name: str) -> OpenedPaper:
    """The bytes as they are handed to whoever may have them."""
    suffix = PurePosixPath(name).suffix
    return OpenedPaper(data=data, name=name, content_type=CONTENT_TYPES.get(suffix, "application/octet-stream"))


def _data(paper: Paper, *, form: Form) -> bytes:
    if form is Form.READ_IN_ROOM:
        return b""
    data = vault.get(paper.sha256)
    return _full(paper, data) if form is Form.FULL else _anonymised(paper, data)


def _full(paper: Paper, data: bytes) -> bytes:
    """All its words, but nothing that hides behind them: comments, deleted text and the like stay with the board."""
    if not paper.hidden:
        return data
    try:
        return rewrite_paper(data, name=paper.name, edits=_no_edits)
    except UnreadablePaper:
        raise WrongInput(
            f"Something hides in this file that cannot be taken out, so no copy was made. {IN_A_ROOM}", field="form"
        ) from None


def _no_edits(_: Passage) -> tuple[Edit, ...]:
    return ()


def _anonymised(paper: Paper, data: bytes) -> bytes:
    if not paper.case.register_sha256:
        raise NotNow("Enter the register of people and places first: without it nothing can be anonymised.")
    try:
        return anonymise_paper(data, name=paper.name, roster=roster_of(paper.case)).data
    except (CannotAnonymise, UnreadablePaper, RegisterError):
        raise WrongInput(
            f"An anonymised copy of this paper could not be proved clean, so none was made. {IN_A_ROOM}", field="form"
        ) from None
