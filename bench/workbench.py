"""How long does the workbench take for a draft of a megabyte with 3,000 findings? `python -m bench.workbench FOLDER`.

FOLDER is one that `python -m safelight.demo --directory FOLDER` has made; the draft is added to it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

RUNS = 7
CHARACTERS, FINDINGS = 1_000_000, 3_000


def main(folder: Path) -> None:
    """Print the median processor time of each page and act, in milliseconds."""
    os.environ |= {"SAFELIGHT_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "safelight.web.settings"}
    os.environ["SAFELIGHT_PUBLIC_SITE"] = str(folder / "public")
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import override_settings

    from safelight.records.publication.models import Draft, DraftFinding

    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        first = Draft.objects.filter(upload_name__gt="").earliest("version")
        draft = _long(first)
        client = Client()
        client.force_login(first.author)
        bench = f"/desk/drafts/{draft.pk}/bench/"
        rows = list(draft.found.values_list("pk", flat=True))
        some = iter(rows)

        def decide() -> object:
            given = {"finding": next(some), "settlement": "keep", "reason": "R", "scope": "words"}
            return client.post(f"{bench}decide/", given)

        print(f"| a draft of {CHARACTERS:,} characters with {len(rows):,} findings | ms |\n|---|---|")
        for what, act in (
            ("the workbench, first finding", lambda: client.get(bench)),
            ("the workbench, in the middle", lambda: client.get(f"{bench}?at={rows[1500]}&show=all")),
            ("the list, filtered by words", lambda: client.post(bench, {"words": "pellow"})),
            ("a decision, kept everywhere", decide),
            ("the draft's own page", lambda: client.get(f"/desk/drafts/{draft.pk}/")),
        ):
            print(f"| {what} | {_milliseconds(act):.0f} |", flush=True)
        DraftFinding.objects.filter(draft=draft).delete()
        draft.delete()


def _long(first):  # type: ignore[no-untyped-def]
    from safelight.core.vocabulary import PaperKind
    from safelight.records.publication.actions import drafting
    from safelight.records.publication.models import DraftFinding

    line = "On 14 March {year} Mrs Ida Pellow number{n} rang the office and asked again what was to be done. "
    text = "".join(line.format(year=1990 + n % 30, n=n) + "\n\n" * (n % 5 == 4) for n in range(CHARACTERS // 95))
    at = datetime.now(tz=UTC)
    draft = drafting.save_draft(case=first.case, kind=PaperKind.OVERVIEW, text=text, by=first.author, at=at)
    rows, place = [], 0
    for number in range(FINDINGS):
        words, label = (("14 March", "DATETIME"), ("Mrs Ida Pellow", "PERSON"))[number % 2]
        begin = text.index(words, place)
        place, end = begin + 1, begin + len(words) + (10 if label == "PERSON" else 5)
        rows.append(
            DraftFinding(draft=draft, start=begin, end=end, rule="name", label=label, listed=False, why="W", score=0.9)
        )
    DraftFinding.objects.bulk_create(rows)
    draft.searched_at = at
    draft.save()
    return draft


def _milliseconds(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        answer = act()
        taken.append(1000 * (time.process_time() - began))
        assert "sign-in" not in answer.headers.get("Location", ""), "not signed in"  # type: ignore[attr-defined]
        assert answer.status_code in {200, 302}, answer.status_code  # type: ignore[attr-defined]
    return median(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
