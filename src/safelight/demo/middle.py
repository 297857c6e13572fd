"""From the agencies' reviews to the board's acceptance of the overview report."""

from __future__ import annotations

from datetime import date, timedelta

from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import PaperKind, Reader
from safelight.demo import duties, writing
from safelight.demo.beginning import Say, _day
from safelight.demo.case.chronologies import sent_by
from safelight.demo.case.material import AgencyMaterial, CaseMaterial
from safelight.demo.cast import Cast, at
from safelight.records.cases.actions import (
    agency_reviews,
    appointing,
    chronologies,
    deciding,
    imr_course,
    integrating,
    papers,
    proceedings,
)
from safelight.records.cases.models import AgencyReview, Case, Proceeding


def ask_agencies(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> dict[str, AgencyReview]:
    """Every agency that knew the child is asked for a review and a chronology."""
    asked = {}
    for agency in material.agencies:
        asked[agency.id] = agency_reviews.request_review(
            case=case,
            agency=cast.agency(agency.organisation),
            kind=PaperKind.IMR,
            due_on=material.dates.imrs_due,
            securing="Secure every record of the child and the family, on paper and in your systems, today. Nobody is "
            "to change or remove anything from then on; take copies for work that goes on.",
            by=cast["manager"],
            at=at(agency.requested_on),
        )
        appointing.give_seat(
            case=case,
            user=cast[agency.id],
            reader=Reader.AGENCY_AUTHOR,
            agency=cast.agency(agency.organisation),
            by=cast["manager"],
            at=at(agency.requested_on, 11),
        )
        agency_reviews.open_request(
            review=asked[agency.id], by=cast[agency.id], at=at(agency.requested_on + timedelta(days=1))
        )
        agency_reviews.secure_records(
            review=asked[agency.id],
            secured_on=agency.secured_on,
            by=cast["manager"],
            at=at(max(agency.secured_on, agency.requested_on), 12),
        )
    say(f"{_day(material.dates.requested_on)}: {len(asked)} agencies are asked for their reviews and chronologies")
    return asked


def answer(asked: dict[str, AgencyReview], material: CaseMaterial, cast: Cast, say: Say) -> None:
    """They come in as Word files, or are written here: accepted, returned with reasons, or late."""
    events = sorted(
        (
            (version.submitted_on, number, agency.id)
            for agency in material.agencies
            for number, version in enumerate(agency.versions)
        )
    )
    by_id = {agency.id: agency for agency in material.agencies}
    for _, number, key in events:
        _one_version(asked[key], by_id[key], number, cast, say, due=material.dates.imrs_due)


def _one_version(review: AgencyReview, agency: AgencyMaterial, number: int, cast: Cast, say: Say, *, due: date) -> None:
    version = agency.versions[number]
    if agency.id == writing.WRITES_HERE and number:
        submission = writing.write(review, agency, version=number + 1, on=version.submitted_on, cast=cast)
    else:
        submission = agency_reviews.submit_review(
            review=review,
            untrusted_data=version.paper.data,
            name=version.paper.name,
            author_name=agency.author,
            countersigned_by=agency.signed_by,
            ties=(),
            by=cast[agency.id],
            at=at(version.submitted_on),
        )
    late = "" if version.submitted_on <= due else ", late"
    hidden = f"{submission.paper.hidden} hidden things in the file"
    if version.returned_because:
        agency_reviews.return_review(
            review=review,
            reasons=version.returned_because,
            sections=writing.reasons_by_section(review, version.sections, cast=cast, on=version.submitted_on),
            by=cast["panel_chair"],
            at=at(version.returned_on or version.submitted_on, 15),
        )
        say(f"  {agency.name}, version {number + 1}{late}: returned ({hidden})")
    else:
        agency_reviews.accept_review(review=review, by=cast["panel_chair"], at=at(agency.accepted_on, 15))
        say(f"  {agency.name}, version {number + 1}{late}: accepted ({hidden})")
        imr_course.record_debrief(
            review=review,
            which="first",
            held_on=agency.accepted_on,
            said="Staff heard what the review found, and corrected two dates.",
            by=cast[agency.id],
            at=at(agency.accepted_on, 17),
        )


def open_trial(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> Proceeding:
    """Criminal proceedings open: they hold publication by themselves."""
    assert material.dates.held_from is not None
    opened = proceedings.open_proceeding(
        case=case,
        kind="criminal",
        court="Crown Court",
        scope=material.hold.reason,
        protects="Every child of the household",
        varied_by="The trial judge",
        opened_on=material.dates.held_from,
        by=cast["manager"],
        at=at(material.dates.held_from),
    )
    say(f"{_day(material.dates.held_from)}: criminal proceedings open; they hold publication while they last")
    return opened


def merge_chronologies(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """Eight chronologies in eight layouts become one; one comes by department, and one is corrected and sent again."""
    unreadable: dict[tuple[str, str], int] = {}
    for agency in material.agencies:
        for times, (department, sent) in enumerate(sent_by(agency.id)):
            made = chronologies.submit_chronology(
                case=case,
                agency=cast.agency(agency.organisation),
                department=department,
                untrusted_data=sent.paper.data,
                name=sent.paper.name,
                by=cast[agency.id],
                at=at(agency.versions[0].submitted_on, 12 + times),
            )
            unreadable[agency.id, department] = len(made.unreadable)
            say(
                f"  {sent.paper.name}: {made.rows_read} rows ({made.added} new, {made.changed} changed, "
                f"{made.gone} gone), {len(made.unreadable)} unreadable"
            )
    merged = integrating.integrate(case=case, by=cast["author"], at=at(material.dates.chronologies_merged_on))
    say(
        f"{_day(material.dates.chronologies_merged_on)}: one chronology of {merged.rows} rows; "
        f"{merged.duplicates} events told more than once, {merged.conflicts} told differently, "
        f"{len(merged.gaps)} gaps, {sum(unreadable.values())} rows unreadable"
    )


def overview(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """The overview report is filed, agreed, accepted, submitted and graded."""
    dates = material.dates
    _health_overview(material, case, cast)
    report = papers.file_paper(
        case=case,
        kind=PaperKind.OVERVIEW,
        untrusted_data=material.overview.data,
        name=material.overview.name,
        by=cast["author"],
        at=at(dates.overview_drafted_on),
    )
    say(f"{_day(dates.overview_drafted_on)}: the overview report is filed ({report.hidden} hidden things in the file)")
    duties.record(Phase.AGENCIES, Phase.REPORT, case=case, cast=cast, on=dates.panel_agreed_on, say=say)
    deciding.agree_panel(
        case=case, reasons="The panel agrees the report.", by=cast["panel_chair"], at=at(dates.panel_agreed_on)
    )
    deciding.accept_report(
        case=case,
        reasons="The board accepts the report and its recommendations.",
        by=cast["chair"],
        at=at(dates.board_accepted_on),
    )
    say(f"{_day(dates.board_accepted_on)}: the board accepts it")
    deciding.submit_for_evaluation(
        case=case, told="Ofsted", reasons="The whole review was sent.", by=cast["manager"], at=at(dates.submitted_on)
    )
    duties.record(Phase.EVALUATION, case=case, cast=cast, on=dates.submitted_on, say=say)
    deciding.record_grade(
        case=case, grade=material.grade.word, reasons=material.grade.letter, by=cast["manager"], at=at(dates.graded_on)
    )
    say(f"{_day(dates.graded_on)}: Ofsted's grade is “{material.grade.word}”")


def _health_overview(material: CaseMaterial, case: Case, cast: Cast) -> None:
    """Several health agencies reported: the Primary Care Trust draws their reviews together."""
    asked, sent = material.dates.board_accepted_on - timedelta(days=40), material.dates.overview_drafted_on
    review = agency_reviews.request_review(
        case=case,
        agency=cast.agency("Northmere Primary Care Trust"),
        kind=PaperKind.HEALTH_OVERVIEW,
        due_on=sent,
        by=cast["manager"],
        at=at(asked),
    )
    agency_reviews.submit_review(
        review=review,
        untrusted_data=material.health_overview.data,
        name=material.health_overview.name,
        author_name="",
        countersigned_by="Director of Public Health",
        ties=(),
        by=cast["manager"],
        at=at(sent - timedelta(days=7)),
    )
    agency_reviews.accept_review(review=review, by=cast["panel_chair"], at=at(sent - timedelta(days=5)))
