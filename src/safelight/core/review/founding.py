"""Which recommendations of a text, known by record, answer no finding that stands in the same text?

Known by record are those that were drawn in from the plan, or that their author has named: such a paragraph begins
with `{#recommendation 3}`. What is not known so is held against the findings by likeness (`agreeing.unfounded`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safelight.core.edition.marks import NUMBERED, Marked
from safelight.core.review.agreeing import Disagreement


def without_finding(marked: Marked, *, answers: Mapping[int, Sequence[int]]) -> tuple[Disagreement, ...]:
    """Each recommendation that rests on nothing; `answers` says which findings each of the plan answers."""
    found = []
    for name, paragraph in marked.names.items():
        own = NUMBERED.fullmatch(name)
        if not own or own[1] != "recommendation":
            continue
        number = int(own[2])
        findings = sorted(answers.get(number, ()))
        if any(("finding", one) in marked.tells for one in findings):
            continue
        found.append(
            Disagreement(
                what=f"Recommendation {number} {_answers(findings)}",
                where=paragraph.under,
                here=paragraph.text,
                there="",
                to_do=_to_do(number, findings),
            )
        )
    return tuple(found)


def known_by_record(marked: Marked) -> tuple[str, ...]:
    """The words of every recommendation of the text that is known by record."""
    return tuple(
        paragraph.text
        for name, paragraph in marked.names.items()
        if (own := NUMBERED.fullmatch(name)) and own[1] == "recommendation"
    )


def _answers(findings: Sequence[int]) -> str:
    if not findings:
        return "answers no finding of the action plan"
    if len(findings) == 1:
        return f"answers finding {findings[0]}, and that does not stand in this text"
    numbers = f"{', '.join(map(str, findings[:-1]))} and {findings[-1]}"
    return f"answers findings {numbers}, and none of them stands in this text"


def _to_do(number: int, findings: Sequence[int]) -> str:
    if not findings:
        return f"Say in the action plan which finding recommendation {number} answers, or leave it out"
    return (
        f"Tell finding {findings[0]} in a paragraph that begins with {{#finding {findings[0]}}}, "
        f"or leave recommendation {number} out"
    )
