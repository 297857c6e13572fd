"""What did the review ask, in its first terms of reference and in its second?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from safelight.demo.case.material import Question, TermsVersion
from safelight.demo.case.plan import in_full
from safelight.demo.case.texts import read_table


def read_terms() -> tuple[TermsVersion, ...]:
    """Both versions, each with the questions that it asks."""
    table = read_table("terms.toml")
    questions = tuple(
        Question(number=each["number"], since=each["since"], short=each["short"], text=each["text"])
        for each in table["question"]
    )
    return tuple(_version(each, table, questions) for each in table["version"])


def _version(version: dict[str, Any], table: dict[str, Any], questions: Sequence[Question]) -> TermsVersion:
    asked = tuple(question for question in questions if question.since <= version["number"])
    return TermsVersion(
        number=version["number"],
        agreed_on=version["agreed_on"],
        reason=version["reason"],
        questions=asked,
        text=_text(version, table, asked),
    )


def _text(version: dict[str, Any], table: dict[str, Any], questions: Sequence[Question]) -> str:
    listed = "\n".join(f"{question.number}. {question.text}" for question in questions)
    return "\n\n".join(
        (
            f"Version {version['number']}, agreed on {in_full(version['agreed_on'])}. {version['reason']}",
            "## Purpose",
            table["purpose"].strip(),
            "## Period",
            table["period"],
            "## Questions",
            listed,
            "## The family's part",
            table["family"],
            "## Other proceedings",
            table["parallel"],
            "## The press",
            table["media"],
        )
    )
