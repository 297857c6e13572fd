"""How do bytes that somebody sent become one version of a paper? Looked through, kept in the vault, then filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.db.models import Max

from safelight.core.papers.apart import count_hidden_apart
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.reading import ENDINGS
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.models import Case, Paper
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import WrongInput

LARGEST = 50 * 1024 * 1024
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Bytes that were looked through and lie in the vault, not yet filed under any case."""

    name: str
    sha256: str
    size: int
    hidden: int


def arrive(untrusted_data: bytes, *, name: str, looked_through: bool = False) -> Arrival:
    """Check what was sent, count what hides in it and keep it. Nothing is filed yet, so that a refusal leaves no trace.

    `looked_through` is for a chronology: its own reader has opened the file already, whatever tables it comes in.

    Raises:
        WrongInput: an empty, too large or unreadable file, with what to do.
    """
    called = check_file(untrusted_data, name=name)
    hidden = 0
    if not looked_through or PurePath(called).suffix.lower() in ENDINGS:
        try:
            hidden = _count_hidden(untrusted_data, name=called)
        except UnreadablePaper as fault:
            raise WrongInput(str(fault), field="file") from fault
    return keep(untrusted_data, name=called, hidden=hidden)


def _count_hidden(untrusted_data: bytes, *, name: str) -> int:
    """A stranger's file is opened by a process of its own, so that it cannot bring the desk down with it."""
    if settings.PAPERS_READ_APART:
        return count_hidden_apart(untrusted_data, name=name)
    return len(find_hidden(untrusted_data, name=name))


def keep(data: bytes, *, name: str, hidden: int = 0) -> Arrival:
    """Put bytes that were looked through, or that Safelight has written itself, into the vault."""
    return Arrival(name=name, sha256=vault.put(data), size=len(data), hidden=hidden)


def check_file(untrusted_data: bytes, *, name: str) -> str:
    """The file's own name without folders or control characters.

    Raises:
        WrongInput: no name, no content, or too much of either.
    """
    called = "".join(c for c in PurePath(name.replace("\\", "/")).name if c.isprintable()).strip()
    if not called:
        raise WrongInput("The file has no name. Give it one, with its ending, and send it again.", field="file")
    if len(called) > LONGEST_NAME:
        raise WrongInput("The file's name is longer than 200 characters. Shorten it and send it again.", field="file")
    if not untrusted_data:
        raise WrongInput("The file is empty. Check that the right one was chosen, and send it again.", field="file")
    if len(untrusted_data) > LARGEST:
        raise WrongInput("The file is larger than 50 MB. Split it, or save it without pictures.", field="file")
    return called


def file(
    arrival: Arrival, *, case: Case, kind: PaperKind, agency: Agency | None = None, by: User, at: datetime
) -> Paper:
    """File what arrived as the next version of its kind, within the transaction of the act."""
    earlier = Paper.objects.filter(case=case, kind=kind, agency=agency).aggregate(last=Max("version"))["last"]
    return Paper.objects.create(
        case=case,
        kind=kind,
        agency=agency,
        version=(earlier or 0) + 1,
        name=arrival.name,
        sha256=arrival.sha256,
        size=arrival.size,
        hidden=arrival.hidden,
        filed_at=at,
        filed_by=by,
    )
