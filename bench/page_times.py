"""How long does the page of a chronology of 10,000 rows take, filter by filter? A script with data of its own."""

from __future__ import annotations

import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

ROWS = 10_000
TIMES = 7
FILTERS: dict[str, dict[str, str]] = {
    "no filter": {},
    "the last page": {"page": "200"},
    "real names": {"names": "real"},
    "one agency": {"agency": "…"},
    "one person": {"person": "…"},
    "key events": {"key_events": "yes"},
    "two years": {"since": "2007", "until": "2008"},
    "any mark": {"mark": "any"},
    "a word": {"words": "clinic"},
    "a phrase and real names": {"words": '"no reply"', "names": "real"},
    "a word that is nowhere": {"words": "zeppelin"},
    "everything at once": {"agency": "…", "since": "2007", "mark": "any", "words": "clinic"},
}
"""What is sent with the page's form; the dots are filled in from the page itself."""
_HAPPENED = (
    "Home visit by the health visitor; {who} was seen.",
    "{who} did not attend the clinic, no reply to two calls.",
    "Telephone call from the school about {who}.",
    "Referred to the duty team; the form was sent on.",
    "Review at the clinic: weight on the same line as before.",
    "Letter to the family about the appointment on the ward.",
)


def a_workbook(agency: str, *, seed: int) -> bytes:
    """Half of the rows as an agency would send them."""
    from openpyxl import Workbook

    draw, book = random.Random(seed), Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Date", "Time", "Agency", "Source", "Event"])
    for number in range(ROWS // 2):
        day = date(2006, 5, 11) + timedelta(days=draw.randrange(1_380))
        event = draw.choice(_HAPPENED).format(who=draw.choice(["Tobias", "Toby", "his mother"]))
        sheet.append([day.strftime("%d/%m/%Y"), "", agency, f"File {number % 9}", f"{event} Entry {number}."])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def the_case() -> tuple[Any, Any, bytes]:
    """A review with its rows merged, its author, and the same rows as a workbook."""
    from safelight.records.cases.actions import chronologies, exporting, integrating
    from safelight.records.cases.queries import RowFilters
    from safelight.records.cases.words import Names
    from tests.factories import MERGED, SENT, a_cast, a_scoped_case, fresh, moment

    cast = a_cast()
    case = a_scoped_case(cast)
    for agency, user in ((cast.police, cast.police_author), (cast.health, cast.health_author)):
        chronologies.submit_chronology(
            case=case,
            agency=agency,
            untrusted_data=a_workbook(agency.name, seed=len(agency.name)),
            name="chronology.xlsx",
            by=user,
            at=moment(SENT),
        )
    integrating.integrate(case=case, by=cast.author, at=moment(MERGED))
    book = exporting.export_rows(
        case=case, filters=RowFilters(), names=Names.REAL, form="xlsx", by=cast.author, at=moment(MERGED)
    )
    return fresh(case), cast.author, book.data


def measured() -> Iterator[dict[str, object]]:
    """One line a filter: name, milliseconds by the clock and of the processor, questions to the database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse
    from openpyxl import load_workbook

    case, author, book = the_case()
    client = Client()
    client.force_login(author)
    path = reverse("desk:chronology_rows", args=[case.pk])
    choices = _choices(client.get(path).content)
    for name, sent in FILTERS.items():
        asked = {field: choices[field] if value == "…" else value for field, value in sent.items()}
        clock, worked = [], []
        for _ in range(TIMES):
            began, busy = time.perf_counter(), time.process_time()
            answer = client.post(path, asked)
            clock.append(time.perf_counter() - began)
            worked.append(time.process_time() - busy)
        assert answer.status_code == 200, name
        with CaptureQueriesContext(connection) as asked_of:
            client.post(path, asked)
        yield {"name": name, "clock": median(clock), "worked": median(worked), "questions": len(asked_of)}
    began = time.perf_counter()
    rows = sum(1 for _ in load_workbook(io.BytesIO(book)).active.iter_rows())
    assert rows > ROWS
    yield {"name": "openpyxl", "clock": time.perf_counter() - began, "worked": 0, "questions": 0}


def _choices(page: bytes) -> dict[str, str]:
    """The first agency and the first person that the page's form offers."""
    from lxml import html

    form = html.fromstring(page)
    return {
        name: next(value for value in form.xpath(f"//select[@name='{name}']/option/@value") if value)
        for name in ("agency", "person")
    }


def main() -> None:
    """Everything in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="safelight-pages-") as folder:
        os.environ |= {"SAFELIGHT_DATA": folder, "DJANGO_SETTINGS_MODULE": "safelight.web.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(Path(__file__).parents[1]))
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        print(json.dumps(list(measured())))


if __name__ == "__main__":
    main()
