"""How does a text become the next version of a draft?"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from safelight.core.papers.manuscript import manuscript_from_markdown
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.publication.models import Draft
from safelight.records.writing.models import ReportDrafted

LARGEST_TEXT = 2_000_000  # code points; published reports run to about 820,000


def add_version(*, case: Case, kind: PaperKind, text: str, author: User, saved_at: datetime) -> Draft:
    """Keep the text as the next version of its kind, within the transaction of the act and with the case locked.

    Raises:
        WrongInput: when there is no text, or too much of it.
    """
    check_text(text)
    last = Draft.objects.filter(case=case, kind=kind).aggregate(last=Max("version"))["last"] or 0
    return Draft.objects.create(
        case=case,
        kind=kind,
        version=last + 1,
        text_sha256=vault.put(text.encode()),
        author=author,
        saved_at=saved_at,
    )


def check_text(text: str) -> None:
    """Whether there is a text at all, and not more of it than can be worked on.

    Raises:
        WrongInput
    """
    if not text.strip() or not manuscript_from_markdown(text).blocks:
        raise WrongInput("There is no text in this draft: type it, or choose a Word file.", field="text")
    if len(text) > LARGEST_TEXT:
        raise WrongInput(f"The text is longer than {LARGEST_TEXT:,} characters: divide it.", field="text")


def newest_version(case: Case, kind: str) -> Draft | None:
    """The newest draft of a kind."""
    return case.drafts.filter(kind=kind).order_by("version").last()


def check_newest(draft: Draft, *, verb: str) -> None:
    """Let only the newest version through: what is done to an older one would undo what came after it.

    Raises:
        NotNow
    """
    newest = newest_version(draft.case, draft.kind)
    if newest is not None and newest.version > draft.version:
        raise NotNow(f"There is a newer version of this draft, version {newest.version}. {verb} that one.")


def drafted_for(draft: Draft) -> tuple[ReportDrafted, Draft] | None:
    """The draft that was last made of the written sections, this one or before it, and which of them it had."""
    earlier = {one.pk: one for one in draft.case.drafts.filter(kind=draft.kind, version__lte=draft.version)}
    row = ReportDrafted.objects.filter(draft__in=list(earlier)).select_related("report").order_by("id").last()
    return (row, earlier[row.draft]) if row is not None else None
