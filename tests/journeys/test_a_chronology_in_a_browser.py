"""An agency pastes its chronology, corrects a column, confirms, and sends it again corrected: nothing is doubled."""

from __future__ import annotations

import pytest
from django.urls import reverse

from safelight.records.cases.models import ChronologyRow
from tests.factories import a_cast, a_scoped_case, requested_reviews
from tests.journeys.conftest import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADS = "When seen\tWhere written\tNature of contact\tNarrative"
LINES = (
    "?14/03/2008\tDiary\tVisit\tHome visit. The child was well and playing.",
    "15/03/2008\tDiary\tClinic\tDid not attend the clinic; nobody rang.",
    "16/03/2008\tDiary\tCall\tTelephone call from the nursery about lateness.",
)


def test_a_pasted_chronology_is_corrected_confirmed_and_sent_again(visitor: Visitor) -> None:
    cast = a_cast()
    for user in cast.all():
        user.set_password(PASSWORD)
        user.save()
    case = a_scoped_case(cast)
    requested_reviews(cast, case)
    page = visitor.page
    visitor.sign_in(cast.health_author.email)
    visitor.go(reverse("desk:chronologies", args=[case.pk]))

    visitor.press("Send a chronology")
    page.get_by_label("Department", exact=False).fill("Health visiting")
    page.get_by_label("Or paste the table here").fill("\n".join((HEADS, *LINES)))
    visitor.press("Send")
    assert "It waits for you to confirm what its columns are." in visitor.text()
    page.get_by_label("What “Where written” is taken for").select_option("Source of information")
    page.get_by_label("What “Nature of contact” is taken for").select_option("Kept beside the event")
    page.get_by_label("What “Narrative” is taken for").select_option("Event")
    visitor.press("See how it reads so")
    assert "3 rows: 1 doubtful date, 0 without a date, 0 without a source" in visitor.text()
    visitor.press("Confirm and take it in")
    assert "3 rows read: 3 new" in visitor.text()
    kept = set(ChronologyRow.objects.values_list("pk", flat=True))

    corrected = (LINES[0].replace("?", ""), *LINES[1:], "17/03/2008\tDiary\tVisit\tSeen again.")
    visitor.press("Send a chronology")
    page.get_by_label("Department", exact=False).fill("Health visiting")
    page.get_by_label("Or paste the table here").fill("\n".join((HEADS, *corrected)))
    visitor.press("Send")
    assert "4 rows read: 1 new, 1 changed, 0 gone" in visitor.text()
    assert kept < set(ChronologyRow.objects.values_list("pk", flat=True))
    assert ChronologyRow.objects.count() == 4
    visitor.follow("Look at how the columns were read", exact=False)
    assert "14 March 2008" in visitor.text()
