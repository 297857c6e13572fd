"""What has been said of each section of a report, and do the words that it is about still stand there?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from safelight.records.cases import vault
from safelight.records.writing.models import SectionComment, WrittenReport
from safelight.records.writing.pages import CommentLine, ReplyLine


def seal_comment(*, quote: str, words: str) -> bytes:
    """A comment under the key of the papers."""
    return vault.seal(json.dumps({"quote": quote, "words": words}, ensure_ascii=False))


def stands_in(quote: str, text: str) -> bool:
    """Whether words stand in a text, however its lines are broken."""
    return " ".join(quote.split()) in " ".join(text.split())


def comments_in(report: WrittenReport, texts: Mapping[UUID, str]) -> dict[UUID, list[CommentLine]]:
    """The comments on each section, the oldest first; `texts` says what stands in each section now."""
    rows = SectionComment.objects.filter(section__report=report, answers=None)
    rows = rows.select_related("made_by", "resolved_by").prefetch_related("replies__made_by")
    told: dict[UUID, list[CommentLine]] = {}
    for row in rows:
        told.setdefault(row.section_id, []).append(_line(row, texts[row.section_id]))
    return told


def _line(row: SectionComment, text: str) -> CommentLine:
    quote, words = _unsealed(row)
    return CommentLine(
        id=row.pk,
        quote=quote,
        gone=not stands_in(quote, text),
        words=words,
        made_by=row.made_by.name,
        made_at=row.made_at,
        replies=tuple(
            ReplyLine(words=_unsealed(reply)[1], made_by=reply.made_by.name, made_at=reply.made_at)
            for reply in row.replies.all()
        ),
        resolved_by=row.resolved_by.name if row.resolved_by is not None else "",
        resolved_at=row.resolved_at,
    )


def _unsealed(row: SectionComment) -> tuple[str, str]:
    kept = json.loads(vault.unseal(row.sealed))
    return str(kept["quote"]), str(kept["words"])
