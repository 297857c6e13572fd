"""One agency writes its review in Safelight: typed, listed, checked, signed and handed in, version after version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from safelight.core.review.imr.outline import ELSE, GOOD_PRACTICE, INVOLVEMENT, LESSONS, METHOD
from safelight.core.review.imr.words import FIELDS, PartKind
from safelight.demo.case.imrs import written_in_browser
from safelight.demo.case.material import AgencyMaterial, WrittenReview
from safelight.demo.cast import Cast, at
from safelight.records.cases.actions import imr_course, imr_writing
from safelight.records.cases.models import AgencyReview, Submission
from safelight.records.cases.queries import review_page, writing_page

WRITES_HERE = "housing"
ANSWERS_CONTEXT = {0: "reorganised", 1: "budget", 2: "workload", 4: "policy on risk", 5: "training"}
"""Which of the agency's circumstances answers which question of the rules, by a word of the question."""
METHOD_TEXT = (
    "I read the records first and spoke to people afterwards. What was written at the time has been given most weight, "
    "what people remember less, and what people were told by others least; where I rely on memory I say so."
)


def write(review: AgencyReview, agency: AgencyMaterial, *, version: int, on: date, cast: Cast) -> Submission:
    """Write a version over what stands, have it checked and signed, and hand it in."""
    author, manager = cast[agency.id], cast["manager"]
    words = written_in_browser(agency.id, version=version)
    if not review.declarations.exists():
        imr_course.declare_author(
            review=review,
            author_name=agency.author,
            answers=dict.fromkeys(imr_course.INDEPENDENCE, False),
            by=author,
            at=at(on - timedelta(days=6), 9),
        )
    titles = review_page(author, review.pk, on=on).sections
    for number, (key, text) in enumerate(_texts(words, review, cast, agency, titles)):
        _type(review, key, text, cast=cast, agency=agency, on=on - timedelta(days=5 - number % 4), minute=number)
    _list(review, words, cast=cast, agency=agency, on=on)
    imr_course.check_review(review=review, checked_by="Head of Governance", by=author, at=at(on, 9))
    imr_course.countersign_review(review=review, post=agency.signed_by, by=manager, at=at(on, 10))
    return imr_course.hand_in_review(review=review, by=author, at=at(on, 11))


def reasons_by_section(
    review: AgencyReview, said: tuple[tuple[int, str], ...], *, cast: Cast, on: date
) -> dict[str, str]:
    """What the panel said of single questions, by the key of each question's section."""
    page = review_page(cast["panel_chair"], review.pk, on=on)
    assert page.terms is not None
    keys = {title: key for key, title in page.sections}
    return {keys[page.terms.questions[number - 1]]: reason for number, reason in said}


def _texts(
    words: WrittenReview, review: AgencyReview, cast: Cast, agency: AgencyMaterial, titles: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, str]]:
    page = review_page(cast[agency.id], review.pk, on=agency.requested_on)
    keys = {title: key for key, title in titles}
    yield INVOLVEMENT, words.story
    yield METHOD, METHOD_TEXT
    assert page.terms is not None
    for question, answer in zip(page.terms.questions, words.answers, strict=False):
        yield keys[question], answer
    rest = []
    for number, circumstance in enumerate(words.context):
        sign = ANSWERS_CONTEXT.get(number)
        asked = next((key for key, title in titles if key.startswith("context-") and sign and sign in title), None)
        if asked is None:
            rest.append(circumstance)
        else:
            yield asked, circumstance
    yield GOOD_PRACTICE, words.good
    yield LESSONS, words.lessons
    if rest:
        yield ELSE, "\n\n".join(rest)


def _type(
    review: AgencyReview, key: str, text: str, *, cast: Cast, agency: AgencyMaterial, on: date, minute: int
) -> None:
    """As it is typed: the first half is saved on the way."""
    part = review.parts.filter(key=key).first()
    base = part.version if part is not None else 0
    for share, second in ((len(text) // 2, 0), (len(text), 3)):
        saved = imr_writing.save_part(
            review=review,
            key=key,
            values={"text": text[:share]},
            base=base,
            by=cast[agency.id],
            at=at(on, 14, minute).replace(second=second),
        )
        base = saved.version


def _list(review: AgencyReview, words: WrittenReview, *, cast: Cast, agency: AgencyMaterial, on: date) -> None:
    """The lists anew: what stood in them comes off first."""
    author, when = cast[agency.id], at(on - timedelta(days=1), 15)
    for group in ("method", "recommendations"):
        for listed in writing_page(author, review.pk, group=group).lists:
            for row in listed.rows:
                imr_writing.remove_row(review=review, key=row.key, by=author, at=when)
    rows: list[tuple[PartKind, dict[str, str]]] = [
        (PartKind.DOCUMENT, {"what": document, "found": "Seen"}) for document in words.documents
    ]
    rows.append((PartKind.DOCUMENT, {"what": "Not everything was found", "found": "Not found", "why": words.missing}))
    for interview in words.interviews:
        post, _, day = interview.partition(", ")
        rows.append((PartKind.INTERVIEW, {"post": post, "day": day, "held": "Held"}))
    fields = tuple(FIELDS[PartKind.RECOMMENDATION])
    rows += [(PartKind.RECOMMENDATION, dict(zip(fields, row, strict=True))) for row in words.recommendations]
    for kind, values in rows:
        imr_writing.add_row(review=review, kind=kind, values=values, by=author, at=when)
