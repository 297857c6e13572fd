"""How many pages would this fill? Some 420 words of prose or 260 of table to a page."""

from __future__ import annotations

from safelight.core.papers.manuscript import Manuscript, Table, manuscript_from_docx
from safelight.demo.case.material import Paper


def pages_of(manuscript: Manuscript) -> float:
    in_tables = prose = 0
    for block in manuscript.blocks:
        words = len(Manuscript((block,)).text().split())
        if isinstance(block, Table):
            in_tables += words
        else:
            prose += words
    return prose / 420 + in_tables / 260


def opened(paper: Paper) -> Manuscript:
    return manuscript_from_docx(paper.data, name=paper.name)
