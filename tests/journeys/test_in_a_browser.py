"""Journeys 2 and 4 as people walk them: from sign-in to the published page, and from a request to its answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installation
from django.urls import reverse

from safelight.core.vocabulary import Reader
from safelight.records.cases.actions import appointing
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of
from tests.factories import DECIDED, Cast, a_cast, a_docx, a_graded_case, moment
from tests.journeys.conftest import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEAK = "Tobias Wren-Halloran was three when he died. The trial at Northmere Crown Court in November 2009 was reported."
SECTIONS = {
    "Why this review was held": "A child of three died. Neglect was suspected, so the board held a review.",
    "The review process": "Agencies that knew the family wrote reviews of their own part in it.",
    "Parallel processes": "Enquiries by the police ran beside the review.",
    "Family involvement": "The family were offered a part, and took it.",
    "Summary of events": "Visits were missed and nobody asked why.",
    "Key issues": "Nobody put together what each agency knew.",
    "Conclusions": "The agencies learned to ask what a missed visit means.",
    "Recommendations": "1. The board should have one rule for missed visits.",
    "Action plan": "The board will write the rule by July and count missed visits each month.",
}


@pytest.fixture
def cast() -> Cast:
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    return made


@pytest.fixture
def case(cast: Cast) -> Case:
    made = a_graded_case(cast)
    appointing.propose_appointment(
        case=made,
        role=Reader.BOARD_CHAIR,
        name=cast.chair.name,
        user=cast.chair,
        ties=(),
        statement="I chair the board and work for none of its agencies.",
        declared_on=DECIDED,
        by=cast.manager,
        at=moment(DECIDED, 15),
    )
    return made


@pytest.fixture(autouse=True)
def frozen_site(settings: Any, tmp_path: Path) -> None:
    settings.PUBLIC_SITE = tmp_path / "public"
    settings.NODE_MODULES = installation.NODE_MODULES


def summary(case: Case) -> str:
    roster = roster_of(case)
    people = "\n".join(f"- {officer.role.replace('_', ' ')}: {officer.name}" for officer in roster.officers)
    panel = "\n".join(f"- {member.job_title}, {member.organisation}" for member in roster.panel)
    parts = [f"## {title}\n\n{text}" for title, text in SECTIONS.items()]
    return f"# Child N\n\n## Who took part\n\n{people}\n\nThe panel:\n\n{panel}\n\n" + "\n\n".join(parts)


def settle_everything(visitor: Visitor) -> None:
    page = visitor.page
    if not page.get_by_role("button", name="Settle them at the workbench").count():
        return
    visitor.press("Settle them at the workbench")
    if page.get_by_role("button", name="Replace everything the register knows").count():
        visitor.press("Replace everything the register knows", exact=False)
    while page.get_by_role("button", name="Keep").count():
        page.get_by_label("Your own reason").fill("It identifies nobody in this case.")
        visitor.press("Keep", exact=False)
    visitor.follow("Back")


def test_a_summary_goes_from_a_leaking_draft_to_the_published_page(
    visitor: Visitor, cast: Cast, case: Case, tmp_path: Path
) -> None:
    page = visitor.page
    visitor.sign_in(cast.author.email)
    visitor.follow("Child N", exact=False)
    visitor.follow("Publication")
    visitor.press("Bring in a draft")
    draft = tmp_path / "draft.docx"
    draft.write_bytes(a_docx(LEAK))
    page.get_by_label("Word file").set_input_files(draft)
    visitor.press("Save")

    visitor.press("Look for people")
    assert "In the register" in visitor.text()
    visitor.press("Run the gate now")
    assert "Refused" in visitor.text()
    assert "replace with 'Child N'" in visitor.text()
    settle_everything(visitor)
    visitor.press("Make the replacements")
    assert "Halloran" not in page.locator(".sl-paper").inner_text()
    visitor.press("Run the gate", exact=False)
    assert "action plan" in page.locator("#gate ~ div").first.inner_text(), "what is missing is named too"

    visitor.follow("Change the text")
    page.get_by_label("Text").fill(summary(case))
    visitor.press("Save as a new version")
    visitor.press("Look for people")
    settle_everything(visitor)
    visitor.press("Run the gate", exact=False)
    assert "Passed" in visitor.text(), visitor.text()
    visitor.press("Make the edition")
    edition = page.url
    assert "Proof on the finished bytes" in visitor.text()
    assert not page.get_by_role("button", name="Approve this text").count()
    visitor.sign_out()

    visitor.sign_in(cast.chair.email)
    page.goto(edition)
    visitor.check()
    visitor.press("Approve this text")
    assert not page.get_by_role("button", name="Publish", exact=True).count(), "the approver does not publish"
    visitor.sign_out()

    visitor.sign_in(cast.manager.email)
    page.goto(edition)
    visitor.press("Publish")
    assert "Not done yet: “Try to identify anybody as a determined outsider would" in visitor.text()
    page.goto(page.url.partition("/desk/")[0] + reverse("desk:review", args=[case.pk]))
    visitor.follow("Try to identify anybody", exact=False)
    page.locator("#intruder ~ ul a").first.click()
    visitor.press("Try with this text")
    place = page.get_by_role("group", name="Place 1")
    place.get_by_label("Where?").select_option("press")
    place.get_by_label("What was looked for?").fill("The months that the summary tells.")
    page.locator("#id_found_0").fill("Nothing about a family.")
    for box in ("neighbour", "family", "staff", "singling_out_why", "linking_why", "inferring_why"):
        page.locator(f"#id_{box}").fill("Nothing that could be seen.")
    for question in ("singling_out", "linking", "inferring"):
        page.locator(f"input[name={question}][value=no]").check()
    page.get_by_label("Sufficiently remote").check()
    visitor.press("Record it")
    assert "Sufficiently remote" in visitor.text(), visitor.text()
    page.goto(edition)
    visitor.press("Publish")
    assert "Published" in visitor.text()

    visitor.go("/published/")
    visitor.follow("Child N")
    visitor.follow("Read the executive summary")
    assert cast.chair.name in visitor.text()
    assert "Nobody put together what each agency knew." in visitor.text()
    assert "Halloran" not in page.content()
    pdf = page.request.get(page.url.replace(".html", ".pdf"))
    assert pdf.status == 200
    assert pdf.body().startswith(b"%PDF-")
    assert len(set(visitor.met)) > 10


def test_a_request_goes_from_receipt_to_its_answer(visitor: Visitor, cast: Cast, case: Case) -> None:
    page = visitor.page
    visitor.sign_in(cast.manager.email)
    visitor.follow("Child N", exact=False)
    visitor.follow("Requests for papers")
    visitor.press("Somebody asks for a paper")
    page.get_by_label("Which paper is asked for?").select_option("overview")
    page.get_by_label("Press or broadcaster").check()
    page.get_by_label("Name of the person or newspaper").fill("The Northmere Courier")
    page.get_by_label("Where the answer goes").fill("newsdesk@example.org")
    visitor.press("See what the rules say")
    assert "The board cannot let you have it." in visitor.text()

    visitor.follow("Back")
    visitor.press("Somebody asks for a paper")
    page.get_by_label("Which paper is asked for?").select_option("overview")
    page.get_by_label("Elected member", exact=True).check()
    page.get_by_label("Name of the person or newspaper").fill(cast.member.name)
    page.get_by_label("Where the answer goes").fill("councillor@example.org")
    page.get_by_label("If it is an elected member", exact=False).select_option(str(cast.member.pk))
    visitor.press("See what the rules say")
    assert "A person must decide" in visitor.text()
    answer = page.url
    visitor.sign_out()

    visitor.sign_in(cast.chair.email)
    page.goto(answer)
    visitor.press("Weigh the interests and decide")
    page.get_by_label("Keeping personal information confidential").fill("Health details of living children.")
    page.get_by_label("Let them have it").check()
    visitor.press("Decide")
    assert "There is a problem" in visitor.text(), "no consideration may be left blank"
    assert page.get_by_label("Keeping personal information confidential").input_value().startswith("Health details")
    for label in (
        "Accountability and public confidence",
        "Full and open participation by agencies",
        "Those with a legitimate interest",
        "Criminal proceedings",
    ):
        page.get_by_label(label).fill("Weighed, and it stands in favour.")
    visitor.press("Decide")
    assert "Your decision and your reasons are recorded." in visitor.text()
    visitor.sign_out()

    visitor.sign_in(cast.manager.email)
    page.goto(answer)
    visitor.press("Make the copy")
    page.get_by_label("To be read at the board's office", exact=False).check()
    visitor.press("Make the copy")
    assert "You may read it at the board's office by appointment." in visitor.text()
    visitor.sign_out()

    visitor.sign_in(cast.member.email)
    visitor.follow("Papers you have asked for")
    visitor.follow("Overview report", exact=False)
    assert "You may read it at the board's office by appointment." in visitor.text()
    assert "Weighed, and it stands in favour." not in visitor.text(), "the decider's notes stay with the board"
