"""How long does the public site of 500 reviews take to freeze, and to follow one change? A script with its own data."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

REVIEWS = int(os.environ.get("SAFELIGHT_BENCH_REVIEWS", "500"))
PARAGRAPHS = 60
ON = date(2011, 3, 1)
_SYLLABLES = ("Bra", "Cor", "Del", "Fen", "Gar", "Hal", "Kes", "Lor", "Mar", "Nor", "Pel", "Ras", "Sel", "Tor", "Wen")
_ENDINGS = ("rick", "thorpe", "combe", "wick", "gate", "stead", "holt", "mere", "shaw", "burn")


def a_family(number: int) -> str:
    """A family name of its own for each of the reviews."""
    ends, rest = len(_ENDINGS), number // len(_ENDINGS)
    many = len(_SYLLABLES)
    first, second, third = rest % many, rest // many % many, rest // many**2
    return _SYLLABLES[first] + _SYLLABLES[second].lower() * (third or 1) + _ENDINGS[number % ends]


def a_register(number: int) -> str:
    """Six people of one family, with a school and a home."""
    family, given = a_family(number), ("Tobias", "Corinna", "Leonora", "Quentin", "Rosamund", "Barnaby")
    people = [
        f'[[person]]\nid = "p{n}"\nnames = ["{name} {family}"]\npseudonym = "Person {n}"\n'
        f"date_of_birth = {2006 - n * 3}-0{n + 1}-1{number % 10}\n"
        for n, name in enumerate(given)
    ]
    place = f'[[place]]\nid = "school"\nkind = "school"\nnames = ["{family} Lane School"]\nreplacement = "a school"\n'
    return "\n".join([f'[case]\nreference = "SCR-{number:05}"\n', *people, place])


def build_reviews() -> Any:
    """One review published in earnest, and copies of its rows with other names, registers and bytes."""
    from safelight.records.cases import vault
    from safelight.records.publication.actions import publishing
    from tests.factories import a_cast, moment
    from tests.upper_factories import PUBLISHED, SUMMARY, an_accepted_review, an_action, an_approved_edition

    cast = a_cast()
    case = an_accepted_review(cast)
    told = " The visit was written down on the day, and nobody asked what the other agency had seen in the same month."
    more = "".join(f"\n\nParagraph {n}.{told * 4}" for n in range(PARAGRAPHS))
    text = SUMMARY.replace("\n\n## Key issues", f"{more}\n\n## Key issues")
    approved = an_approved_edition(cast, case, text=text)
    edition = publishing.publish_edition(edition=approved, by=cast.manager, at=moment(PUBLISHED))
    action = an_action(cast, case)
    files = {form: vault.get(getattr(edition, f"{form}_sha256")) for form in ("html", "pdf", "odt")}
    for number in range(1, REVIEWS):
        _copy_review(number, case=case, edition=edition, action=action, files=files)
    return cast


def _again(row: Any, **changed: Any) -> Any:
    other = copy.copy(row)
    other._state = copy.copy(row._state)
    other._state.adding, other.pk = True, uuid.uuid4() if row._meta.pk.get_internal_type() == "UUIDField" else None
    for name, value in changed.items():
        setattr(other, name, value)
    other.save(force_insert=True)
    return other


def _copy_review(number: int, *, case: Any, edition: Any, action: Any, files: dict[str, bytes]) -> None:
    from safelight.records.cases import vault

    kept = vault.put(a_register(number).encode(), shelf=vault.Shelf.NAMES)
    other = _again(case, reference=f"SCR-{number:05}", public_name=f"Child {number}", register_sha256=kept)
    for rows in (case.appointments, case.panel, case.agency_reviews):
        for row in rows.all():
            _again(row, case=other)
    draft = _again(edition.draft, case=other)
    mark = f"Child {number}".encode()
    changed = {
        f"{form}_sha256": vault.put(data.replace(b"Child N", mark) if form == "html" else data + mark)
        for form, data in files.items()
    }
    opaque = hashlib.sha256(mark).hexdigest()[:16]
    _again(edition, case=other, draft=draft, public_id=opaque, **changed,
           published_at=edition.published_at + timedelta(minutes=number))  # fmt: skip
    recommendation = _again(action.recommendation, case=other)
    _again(action, recommendation=recommendation)


def measured() -> Iterator[dict[str, object]]:
    """One line a step: its name, seconds by the clock and of the processor."""
    from django.conf import settings

    from safelight.records.plans.models import Action, Recommendation
    from safelight.records.publication.looked_before import programs
    from safelight.web.public.build import rebuild

    build_reviews()
    programs()
    site: Path = settings.PUBLIC_SITE

    def forget() -> None:
        for file in site.parent.glob(f".{site.name}-looked-at.json"):
            file.unlink()

    def change_one() -> None:
        last = Recommendation.objects.order_by("-case__reference")[0]
        last.text = "Visit the home within five days of a missed appointment."
        last.save()
        assert Action.objects.count() == REVIEWS

    yield _step("everything, for the first time", rebuild)
    yield _step("again, with nothing changed", rebuild)
    change_one()
    yield _step("one recommendation changed", rebuild)
    forget()
    yield _step("the same, with nothing remembered", rebuild)


def _step(name: str, rebuild: Callable[..., Path]) -> dict[str, object]:
    began, busy = time.perf_counter(), time.process_time()
    rebuild(on=ON)
    return {"name": name, "clock": time.perf_counter() - began, "worked": time.process_time() - busy}


def main() -> None:
    """Everything in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="safelight-site-") as folder:
        os.environ |= {"SAFELIGHT_DATA": folder, "DJANGO_SETTINGS_MODULE": "safelight.web.settings"}
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("SAFELIGHT_PUBLIC_SITE", None)
        sys.path.insert(0, str(Path(__file__).parents[1]))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from django.conf import settings

        from bench.search_times import searched

        steps = list(measured())
        print(json.dumps({"steps": steps, "searches": list(searched(settings.PUBLIC_SITE))}))


if __name__ == "__main__":
    main()
