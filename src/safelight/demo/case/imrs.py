"""What does each agency say of its own work? Its individual management review, as a Word file, version by version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from safelight.core.papers.manuscript import manuscript_from_markdown
from safelight.demo.case.events import told_by
from safelight.demo.case.material import AgencyReviewVersion, Paper, WrittenReview
from safelight.demo.case.plan import grid, in_full
from safelight.demo.case.texts import read_table
from safelight.demo.case.untidy import set_running_heads
from safelight.demo.case.word import add_manuscript, open_document, save


def agency_reviews(agency: str) -> tuple[AgencyReviewVersion, ...]:
    """Every version that the agency sent, the accepted one last."""
    review = read_table(f"imr/{agency}.toml")
    poor = review.get("poor", ())
    versions = [
        AgencyReviewVersion(
            number=each["version"],
            submitted_on=each["submitted_on"],
            returned_on=each["returned_on"],
            returned_because=each["returned_because"],
            sections=tuple((number, said) for number, said in each.get("sections", ())),
            paper=_paper(agency, {**review, **each, "short": True}, number=each["version"]),
        )
        for each in poor
    ]
    last = len(poor) + 1
    versions.append(
        AgencyReviewVersion(
            number=last,
            submitted_on=review["submitted_on"],
            paper=_paper(agency, review, number=last),
        )
    )
    return tuple(versions)


def written_in_browser(agency: str, *, version: int) -> WrittenReview:
    """The same words as they are typed into Safelight, section by section, for an agency that writes there."""
    review = read_table(f"imr/{agency}.toml")
    poor = review.get("poor", ())
    told = {**review, **poor[version - 1], "story": ""} if version <= len(poor) else review
    return WrittenReview(
        story=told["story"].strip() or f"{review['nature']}.",
        answers=tuple(answer.strip() for answer in told["answers"]),
        context=tuple(review["context"]) if version > len(poor) else (),
        good="\n".join(f"- {item}" for item in told["good"]),
        lessons="\n".join(f"- {item}" for item in told["lessons"]),
        documents=tuple(item.strip() for item in review["documents"].split(";")),
        missing=review["missing"],
        interviews=tuple(told["interviews"]),
        recommendations=tuple(tuple(row) for row in told["recommendations"]),
    )


def imr(agency: str, *, version: int = 1) -> Paper:
    """One version of one agency's review. Raises LookupError if the agency did not send that version."""
    for each in agency_reviews(agency):
        if each.number == version:
            return each.paper
    raise LookupError(f"{agency} sent no version {version} of its review.")


def _paper(agency: str, review: Mapping[str, Any], *, number: int) -> Paper:
    document = open_document(author=review["author"], title=f"Individual management review: {review['agency']}")
    add_manuscript(document, manuscript_from_markdown("\n\n".join(_parts(agency, review))))
    set_running_heads(
        document,
        header=f"{review['agency']}: individual management review, version {number}. Confidential to the board.",
        footer="SCR-2010-01, Joel Adeyemi-Holt",
    )
    return Paper(name=f"{review['agency']} IMR v{number}.docx".replace("/", " "), data=save(document))


def _parts(agency: str, review: Mapping[str, Any]) -> list[str]:
    questions = read_table("terms.toml")["question"]
    parts = [f"# Individual management review: {review['agency']}", *_opening(review)]
    if not review.get("short"):
        parts += _method(review)
    parts += [
        "## 3. The agency's involvement",
        *_story(review),
        "The full chronology is submitted separately. These are the contacts on which this review relies.",
        _contacts(agency),
        "## 4. Analysis",
        *_answers(review["answers"], questions),
        "## 5. Good practice",
        _bullets(review["good"]),
        "## 6. What has been learned",
        _bullets(review["lessons"]),
        "## 7. Recommendations for this agency",
        grid(("Action", "Owner", "Date", "Expected outcome", "How measured"), review["recommendations"]),
    ]
    return parts if review.get("short") else [*parts, *_closing(review)]


def _opening(review: Mapping[str, Any]) -> list[str]:
    rows = [
        ("Agency", review["agency"]),
        ("Subject", "Joel Adeyemi-Holt, born 17 May 2005, died 12 December 2009"),
        ("Nature of involvement", review["nature"]),
        ("Date of the board's request", in_full(review["requested_on"])),
        ("Date records were secured", in_full(review["secured_on"])),
        ("Author", f"{review['author']}, {review['author_post']}"),
        ("Date of this version", in_full(review["submitted_on"])),
    ]
    return ["## 1. About this review", grid(("Item", "Entry"), rows)]


def _method(review: Mapping[str, Any]) -> list[str]:
    return [
        "### Declaration of independence",
        (
            f"I, {review['author']}, had no dealings with Joel or his family, gave no advice on their case, and was "
            "not the line manager of anyone who did. I was asked to write this review by the officer who has signed "
            "it, and have been free to say what I found."
        ),
        "## 2. How it was done",
        (
            "The review follows the board's terms of reference of 10 February 2010, as revised on 21 April 2010. I "
            "have read the records first and spoken to people afterwards. What was written at the time has been given "
            "most weight, what people remember less, and what people have been told by others least; where I rely on "
            "memory I say so. I have tried to describe what was known on the day and not what is known now, and to ask "
            "at each point why a sensible person did what was done."
        ),
        f"**Records read.** I read {review['documents']}.",
        f"**Records not found.** {review['missing']}",
        "### The setting",
        "What follows is not offered as an excuse. It is part of the answer to the question why.",
        _bullets(review["context"]),
        "### Interviews",
        "Everyone was told the purpose of the review, could bring a colleague, and has seen what is said of them.",
        _bullets(review["interviews"]),
    ]


def _story(review: Mapping[str, Any]) -> list[str]:
    return [] if review.get("short") or "story" not in review else [review["story"].strip()]


def _contacts(agency: str) -> str:
    rows = [
        (telling.day.strftime("%B %Y") if telling.only_month else in_full(telling.day), telling.time, telling.text)
        for telling in told_by(agency)
    ]
    return grid(("Date", "Time", "What the record says"), rows)


def _answers(answers: Sequence[str], questions: Sequence[Mapping[str, Any]]) -> list[str]:
    parts: list[str] = []
    for answer, question in zip(answers, questions, strict=False):
        parts += [f"### Question {question['number']}: {question['short']}", f"*{question['text']}*", answer]
    return parts


def _closing(review: Mapping[str, Any]) -> list[str]:
    return [
        "## 8. Feedback to staff",
        (
            "Those who took part met the author on the day before this review was submitted and were told what it "
            "says. They will be seen again before the board's summary is published. Support has been offered to "
            "each of them and taken up by most."
        ),
        "## 9. Signature",
        (
            f"I asked for this review, have read it, accept its findings, and will see that its recommendations are "
            f"carried out. Signed: {review['signed_by']}, {review['agency']}, {in_full(review['submitted_on'])}."
        ),
    ]


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"* {item}" for item in items)
