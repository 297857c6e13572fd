"""An agency writes its review: every save is a version, and two writers lose nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from safelight.core.review.imr.merging import choices_in
from safelight.records.audit.models import Entry
from safelight.records.cases.actions import imr_course, imr_writing
from safelight.records.cases.models import AgencyReview, PartVersion
from safelight.records.cases.queries import choose_page, history_page, pulse, whole_page, writing_page
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import Cast, a_docx, a_scoped_case, requested_reviews
from tests.records.cases.conftest import Newest
from tests.records.cases.imr import AT, NO_TIES, a_review_to_write, text_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast: Cast) -> AgencyReview:
    return a_review_to_write(cast)


def test_nobody_writes_before_the_three_questions_are_answered(cast: Cast) -> None:
    review, _ = requested_reviews(cast, a_scoped_case(cast))
    with pytest.raises(NotNow, match="three questions"):
        typed(review, cast.police_author, "We knew the family.")
    with pytest.raises(WrongInput):
        imr_course.declare_author(
            review=review, author_name="Lena Ostrow", answers={"line_manager": False}, by=cast.police_author, at=AT
        )


def test_the_first_word_makes_a_request_a_draft(cast: Cast, review: AgencyReview) -> None:
    saved = typed(review, cast.police_author, "We knew the family.")
    review.refresh_from_db()
    assert (saved.own, saved.version, review.state) == (1, 1, "drafting")
    assert text_of(review) == "We knew the family."


def test_two_writers_in_different_places_are_brought_together(cast: Cast, review: AgencyReview) -> None:
    typed(review, cast.police_author, "One.\n\nTwo.\n")
    mine = typed(review, cast.police_author, "One, changed.\n\nTwo.\n", base=1)
    theirs = typed(review, cast.manager, "One.\n\nTwo, changed.\n", base=1)
    assert (mine.version, theirs.own, theirs.version) == (2, 3, 4)
    assert text_of(review) == "One, changed.\n\nTwo, changed.\n"
    kept = PartVersion.objects.get(part__review=review, number=3)
    assert (kept.aside, kept.saved_by) == (True, cast.manager)


def test_where_both_changed_the_same_words_somebody_chooses_before_it_is_signed(
    cast: Cast, review: AgencyReview
) -> None:
    typed(review, cast.police_author, "She came on Monday.")
    typed(review, cast.police_author, "She came on Tuesday.", base=1)
    saved = typed(review, cast.manager, "She came on Friday.", base=1)
    assert saved.to_choose == 1
    with pytest.raises(NotNow, match="Choose there first"):
        imr_course.check_review(review=review, checked_by="Head of Quality", by=cast.police_author, at=AT)
    page = choose_page(cast.police_author, review.pk, key="involvement")
    [place] = page.places
    assert {place.choice.first.strip(), place.choice.second.strip()} == {"Tuesday.", "Friday."}
    given = {"review": review, "key": "involvement", "field": "text", "by": cast.police_author, "at": AT}
    with pytest.raises(NotNow, match="meanwhile"):
        imr_writing.choose_words(place=0, keep="x", base=1, **given)
    imr_writing.choose_words(place=0, keep=place.choice.second, base=page.version, **given)
    assert choices_in(text_of(review)) == ()
    assert " ".join(text_of(review).split()) == "She came on Friday."


def test_a_page_that_never_heard_that_its_save_arrived_is_not_taken_for_two_writers(
    cast: Cast, review: AgencyReview
) -> None:
    typed(review, cast.police_author, "We kn", page="a")
    saved = typed(review, cast.police_author, "We knew the family.", page="a")
    assert (text_of(review), saved.to_choose) == ("We knew the family.", 0)
    typed(review, cast.manager, "We knew the family. So did others.", base=2, page="b")
    typed(review, cast.police_author, "We knew the family well.", base=2, page="a")
    assert "So did others" in text_of(review)
    assert "well" in text_of(review)


def test_the_same_text_again_is_no_new_version(cast: Cast, review: AgencyReview) -> None:
    typed(review, cast.police_author, "The same.")
    before = Entry.objects.count()
    assert typed(review, cast.police_author, "The same.").version == 1
    assert typed(review, cast.manager, "", base=0).version == 1
    assert Entry.objects.count() == before


def test_one_entry_stands_for_what_one_person_saves_in_a_quarter_of_an_hour(cast: Cast, review: AgencyReview) -> None:
    def entries() -> int:
        return Entry.objects.filter(action="cases.write_review").count()

    for number in range(4):
        typed(review, cast.police_author, f"Draft {number}.", base=number, at=AT + timedelta(seconds=3 * number))
    assert entries() == 1
    typed(review, cast.manager, "Draft 3. More.", base=4, at=AT + timedelta(minutes=1))
    assert entries() == 2
    typed(review, cast.police_author, "Later.", base=5, at=AT + timedelta(minutes=15))
    assert entries() == 3
    assert "Later" not in "".join(Entry.objects.values_list("detail", flat=True))
    by = PartVersion.objects.filter(part__review=review).values_list("saved_by__name", "saved_at")
    assert len(set(by)) == 6


def test_an_earlier_version_can_be_looked_at_compared_and_taken_back(
    cast: Cast, review: AgencyReview, newest: Newest
) -> None:
    typed(review, cast.police_author, "The nurse came.")
    typed(review, cast.police_author, "The school nurse came.", base=1)
    page = history_page(cast.police_author, review.pk, key="involvement")
    assert [(line.number, line.stands) for line in page.versions] == [(2, True), (1, False)]
    [field] = page.fields
    assert [(piece.before, piece.after) for piece in field.pieces if not piece.same] == [("", " school")]
    imr_writing.take_back(review=review, key="involvement", number=1, by=cast.police_author, at=AT)
    assert newest().action == "cases.write_review"
    assert text_of(review) == "The nurse came."
    with pytest.raises(WrongInput):
        imr_writing.take_back(review=review, key="involvement", number=9, by=cast.police_author, at=AT)


def test_the_database_refuses_to_change_a_version(cast: Cast, review: AgencyReview) -> None:
    typed(review, cast.police_author, "As it was.")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        PartVersion.objects.update(words=7)


def test_words_lie_sealed_in_the_database(cast: Cast, review: AgencyReview) -> None:
    typed(review, cast.police_author, "Tobias was seen.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM cases_partversion")
        [(sealed,)] = cursor.fetchall()
    assert b"Tobias" not in bytes(sealed)


def test_rows_of_the_lists_are_protected_in_the_same_way(cast: Cast, review: AgencyReview) -> None:
    key = imr_writing.add_row(review=review, kind="recommendation", by=cast.police_author, at=AT)

    def save(by: object, base: int, **values: str) -> imr_writing.Saved:
        return imr_writing.save_part(review=review, key=key, values=values, base=base, by=by, at=AT)  # type: ignore[arg-type]

    save(cast.police_author, 1, action="Visit again.", owner="Head of Unit")
    both = save(cast.manager, 1, measure="An audit of 40 files.")
    assert dict(both.values) == {
        "action": "Visit again.",
        "owner": "Head of Unit",
        "date": "",
        "outcome": "",
        "measure": "An audit of 40 files.",
    }
    imr_writing.remove_row(review=review, key=key, by=cast.police_author, at=AT)
    assert writing_page(cast.police_author, review.pk, group="recommendations").lists[0].rows == ()
    imr_writing.take_back(review=review, key=key, number=both.version, by=cast.police_author, at=AT)
    assert len(writing_page(cast.police_author, review.pk, group="recommendations").lists[0].rows) == 1
    with pytest.raises(WrongInput):
        imr_writing.add_row(review=review, kind="section", by=cast.police_author, at=AT)


def test_what_is_typed_while_others_sign_is_kept_aside_and_does_not_stand(cast: Cast, review: AgencyReview) -> None:
    typed(review, cast.police_author, "What is signed.")
    imr_course.check_review(review=review, checked_by="Head of Quality", by=cast.police_author, at=AT)
    saved = typed(review, cast.police_author, "What is signed. And this?", base=1)
    assert "kept in the history" in saved.kept_aside
    assert (saved.version, text_of(review)) == (1, "What is signed.")
    with pytest.raises(NotNow):
        imr_writing.take_back(review=review, key="involvement", number=2, by=cast.police_author, at=AT)
    imr_course.reopen_review(review=review, by=cast.police_author, at=AT)
    imr_writing.take_back(review=review, key="involvement", number=2, by=cast.police_author, at=AT)
    assert text_of(review) == "What is signed. And this?"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"key": "nowhere"}, "key"), ({"base": 7}, "base"), ({"values": {"what": "x"}}, "what"),
     ({"values": {"text": "x" * 200_001}}, "text")],
)  # fmt: skip
def test_what_does_not_belong_is_sent_back(
    cast: Cast, review: AgencyReview, changes: dict[str, object], field: str
) -> None:
    given: dict[str, object] = {"key": "involvement", "values": {"text": "x"}, "base": 0}
    with pytest.raises(WrongInput) as wrong:
        imr_writing.save_part(review=review, **{**given, **changes}, by=cast.police_author, at=AT)  # type: ignore[arg-type]
    assert wrong.value.field == field


def test_only_the_agency_and_the_manager_see_what_is_being_written(cast: Cast, review: AgencyReview) -> None:
    typed(review, cast.police_author, "We knew the family.")
    for user in (cast.panel_chair, cast.panel_member, cast.author, cast.auditor, cast.chair, cast.health_author):
        for page in (
            lambda user=user: writing_page(user, review.pk, group="involvement"),
            lambda user=user: whole_page(user, review.pk),
            lambda user=user: history_page(user, review.pk, key="involvement"),
            lambda user=user: pulse(user, review.pk, group="involvement", at=AT),
        ):
            with pytest.raises(NotForYou):
                page()
    assert whole_page(cast.manager, review.pk).chapters[0].sections[0][1] == "We knew the family."


def test_others_who_have_just_saved_are_said_to_be_writing(cast: Cast, review: AgencyReview) -> None:
    typed(review, cast.police_author, "We knew the family.")
    beat = pulse(cast.manager, review.pk, group="involvement", at=AT + timedelta(seconds=30))
    assert [name for name, _ in beat.others] == [cast.police_author.name]
    assert [part.version for part in beat.parts] == [1]
    assert pulse(cast.police_author, review.pk, group="involvement", at=AT).others == ()
    assert pulse(cast.manager, review.pk, group="involvement", at=AT + timedelta(minutes=2)).others == ()


def test_a_file_is_laid_out_into_the_sections_and_nothing_of_it_is_lost(cast: Cast, review: AgencyReview) -> None:
    from safelight.records.cases.queries import upload_page

    typed(review, cast.police_author, "Typed before.")
    given = {"by": cast.police_author, "at": AT}
    with pytest.raises(WrongInput):
        imr_course.upload_review(review=review, untrusted_data=b"words", name="review.txt", **given)  # type: ignore[arg-type]
    upload = imr_course.upload_review(
        review=review,
        untrusted_data=a_docx("Written in Word."),
        name="review.docx",
        **given,  # type: ignore[arg-type]
    )
    [piece] = upload_page(cast.police_author, upload.pk).pieces
    assert (piece.text, piece.section) == ("Written in Word.", "else")
    lay = {"upload": upload.pk, **given}
    imr_course.lay_out_upload(chosen={piece.number: "involvement"}, replace=False, **lay)  # type: ignore[arg-type]
    assert text_of(review) == "Typed before.\n\nWritten in Word."
    imr_course.lay_out_upload(chosen={}, replace=True, **lay)  # type: ignore[arg-type]
    assert text_of(review, "else") == "Written in Word."
    assert PartVersion.objects.filter(way="from_file").count() == 2


def test_a_question_that_is_asked_no_more_keeps_its_words(cast: Cast, review: AgencyReview) -> None:
    from safelight.core.review.imr.outline import key_of
    from safelight.records.cases.actions import scoping

    typed(review, cast.police_author, "It was seen.", key=key_of("terms", "Was the risk seen?"))
    scoping.set_terms(case=review.case, text="Wider.", questions=["Was it shared?"], by=cast.manager, at=AT)
    lines = writing_page(cast.police_author, review.pk, group="else").sections
    assert [(line.title, line.fields[0].text) for line in lines[1:]] == [("Was the risk seen?", "It was seen.")]


def test_an_author_who_was_too_close_does_not_write(cast: Cast) -> None:
    from safelight.records.people.permission import RefusedByRule

    review, _ = requested_reviews(cast, a_scoped_case(cast))
    given = {"review": review, "author_name": "Lena Ostrow", "by": cast.police_author, "at": AT}
    with pytest.raises(RefusedByRule) as refused:
        imr_course.declare_author(answers={**NO_TIES, "line_manager": True}, **given)  # type: ignore[arg-type]
    assert refused.value.decision.reasons[0].rule == "wt2010/imr-author-independent"
    imr_course.declare_author(
        answers={**NO_TIES, "line_manager": True},
        departure="The service has two people in all.",
        **given,  # type: ignore[arg-type]
    )
    assert typed(review, cast.police_author, "Now we write.").version == 1
