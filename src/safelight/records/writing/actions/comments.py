"""Author and panel say what they think of a section, beside its words and never in them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import entered, sought
from safelight.records.writing.commenting import seal_comment, stands_in
from safelight.records.writing.models import SectionComment
from safelight.records.writing.sections import COMMENTERS, changing, standing, words_of

LONGEST_COMMENT = 5000


def make_comment(*, section: UUID, words: str, quote: str = "", by: User, at: datetime) -> SectionComment:
    """Comment on a section, or on the words of it that `quote` repeats.

    Raises:
        NotForYou, NotNow
        WrongInput: without words, or where those quoted do not stand in the section.
    """
    with changing(section, act="writing.make_comment", by=by, at=at, allowed=COMMENTERS) as (row, act):
        if not stands_in(quote, words_of(standing(row)).text):
            raise WrongInput("Those words do not stand in the section. Copy them from it.", field="quote")
        sealed = seal_comment(quote=" ".join(quote.split()), words=_said(words))
        made = SectionComment.objects.create(section=row, sealed=sealed, made_at=at, made_by=by)
        act.record(made)
    return made


def answer_comment(*, comment: UUID, words: str, by: User, at: datetime) -> SectionComment:
    """Reply to a comment.

    Raises:
        NotForYou
        NotNow: once it is resolved.
        WrongInput: without words.
    """
    act = "writing.answer_comment"
    about = sought(SectionComment, comment, act=act, by=by, at=at)
    with changing(about.section_id, act=act, by=by, at=at, allowed=COMMENTERS) as (row, deed):
        about = _open(about)
        made = SectionComment.objects.create(
            section=row, answers=about, sealed=seal_comment(quote="", words=_said(words)), made_at=at, made_by=by
        )
        deed.record(made)
    return made


def resolve_comment(*, comment: UUID, by: User, at: datetime) -> SectionComment:
    """Say that a comment is dealt with. It stays, with who said so and when.

    Raises:
        NotForYou
        NotNow: once it is resolved.
    """
    act = "writing.resolve_comment"
    about = sought(SectionComment, comment, act=act, by=by, at=at)
    with changing(about.section_id, act=act, by=by, at=at, allowed=COMMENTERS) as (_, deed):
        about = _open(about)
        about.resolved_at, about.resolved_by = at, by
        about.save(update_fields=["resolved_at", "resolved_by"])
        deed.record(about)
    return about


def _open(comment: SectionComment) -> SectionComment:
    """The comment as it is now that nobody else can change it."""
    now = SectionComment.objects.get(pk=comment.pk)
    if now.resolved_at is not None or now.answers_id is not None:
        raise NotNow("This comment is resolved already. Make a new one if there is more to say.")
    return now


def _said(words: str) -> str:
    return entered(words.replace("\0", ""), field="words", ask="Write your comment first.", longest=LONGEST_COMMENT)
