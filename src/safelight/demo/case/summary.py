"""What did the author's first draft of the executive summary say, and what was published in the end?"""

from __future__ import annotations

from typing import Any

from safelight.core.papers.manuscript import Block, Heading, Manuscript, manuscript_from_markdown
from safelight.demo.case.material import Paper, Recommendation, ReviewFinding, SummaryMaterial
from safelight.demo.case.plan import action_plan_text, findings_text, panel_text, recommendations_text
from safelight.demo.case.texts import fill, read_table, read_text
from safelight.demo.case.untidy import (
    add_comment,
    add_custom_properties,
    add_hidden_words,
    paragraph_with,
    set_running_heads,
    track_deletion,
)
from safelight.demo.case.word import add_manuscript, open_document, save


class StaleSlip(ValueError):
    """A slip of the draft no longer fits the final text. Change `from` in draft.toml to words of summary.txt."""


def summary_material(
    *, findings: tuple[ReviewFinding, ...], recommendations: tuple[Recommendation, ...]
) -> SummaryMaterial:
    """Both ends of the summary's way through the gate."""
    final = fill(
        read_text("summary.txt"),
        panel=panel_text(read_table("register.toml")),
        findings=findings_text(findings),
        recommendations=recommendations_text(recommendations, level=3),
        action_plan=action_plan_text(recommendations),
    )
    draft = read_table("draft.toml")
    return SummaryMaterial(
        draft=Paper(
            name="Child R executive summary DRAFT 1 PR.docx", data=_draft_file(_draft_text(final, draft), draft)
        ),
        final_markdown=final,
        final=manuscript_from_markdown(final),
        slips=tuple(slip["what"] for slip in draft["slip"]),
        linking_phrase=next(slip["to"] for slip in draft["slip"] if "trial" in slip["what"]),
    )


def _draft_text(final: str, draft: dict[str, Any]) -> Manuscript:
    text = final
    for slip in draft["slip"]:
        if text.count(slip["from"]) != 1:
            raise StaleSlip(f"'{slip['what']}' of draft.toml does not fit summary.txt once. Change its `from`.")
        text = text.replace(slip["from"], slip["to"])
    history = draft["history"]
    text = text.replace(history["after"], f"{history['title']}\n\n{history['text'].strip()}\n\n{history['after']}")
    return _without(manuscript_from_markdown(text), sections=frozenset(draft["leave_out"]))


def _without(manuscript: Manuscript, *, sections: frozenset[str]) -> Manuscript:
    kept: list[Block] = []
    dropping = 0
    for block in manuscript.blocks:
        if isinstance(block, Heading):
            if dropping and block.level <= dropping:
                dropping = 0
            if block.text in sections:
                dropping = block.level
        if not dropping:
            kept.append(block)
    return Manuscript(tuple(kept))


def _draft_file(text: Manuscript, draft: dict[str, Any]) -> bytes:
    left = draft["file"]
    document = open_document(author=left["author"], title="Adeyemi-Holt executive summary")
    document.core_properties.last_modified_by = left["last_modified_by"]
    add_manuscript(document, text)
    set_running_heads(document, header=left["header"], footer=left["footer"])
    on = draft["drafted_on"]
    struck = paragraph_with(document, left["deleted_after"])
    track_deletion(struck, left["deleted"], by=left["author"], on=on, number=901)
    asked = paragraph_with(document, left["comment_on"])
    add_comment(document, asked, left["comment"], by=left["author"], initials="PR", on=on)
    add_hidden_words(asked, left["hidden"])
    add_custom_properties(document, {"Company": left["company"], "Case": "SCR-2010-01", "Checked by": "Helena Strand"})
    return save(document)
