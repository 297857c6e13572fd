"""Real names and the published text are never in one file: not in the vault, in a row, or in what is handed out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.reading import read_paper
from safelight.records.cases import vault
from safelight.records.cases.actions import pseudonyms
from safelight.records.publication.actions import proving
from safelight.records.publication.models import Draft
from safelight.records.publication.texts import text_of
from tests.factories import moment
from tests.web.access_table import DESK, Kind
from tests.web.test_access import address
from tests.web.world import DRAFTED, FAMILY_NAME, World

NAMES = (FAMILY_NAME, "Tobias", "Corinna")
ENDINGS = {"pdf": "a.pdf", "sheet": "a.xlsx", "word": "a.docx", "html": "a.html"}


@pytest.fixture
def full(in_world: World) -> World:
    """The world after its leaking draft has been to the gate, and a scheme has been chosen for other readers."""
    author, at = in_world.cast.author, moment(DRAFTED, 19)
    proving.run_gate(draft=in_world.published["draft_id:untidy"], by=author, at=at)
    pseudonyms.choose_pseudonyms(
        case=in_world.published["case_id"], scheme="names", audience="the family", by=author, at=at
    )
    return in_world


@pytest.fixture
def published(full: World) -> list[str]:
    """Sentences of the text that was published."""
    text = text_of(Draft.objects.get(pk=full.published["draft_id"]))
    return [" ".join(line.split()) for line in text.splitlines() if len(line) > 60 and line[0].isalpha()]


def said(data: bytes, *, name: str = "") -> str:
    """The words of some bytes, whatever they are."""
    for guess in [name] if name else [*ENDINGS.values()] if data[:2] == b"PK" or data[:4] == b"%PDF" else []:
        try:
            return " ".join(" ".join(passage.text for passage in read_paper(data, name=guess).passages).split())
        except UnreadablePaper:
            continue
    return " ".join(data.decode("utf-8", "replace").split())


def blobs(shelf: vault.Shelf, folder: Path) -> Iterator[str]:
    for file in sorted((folder / "vault" / shelf.value).glob("*/*")):
        yield said(vault.get(file.name, shelf=shelf))


def holds(words: str, some: list[str] | tuple[str, ...]) -> bool:
    return any(one in words for one in some)


def test_no_file_of_the_vault_holds_both(full: World, published: list[str], settings: object) -> None:
    assert len(published) >= 3
    papers = list(blobs(vault.Shelf.PAPERS, full.folder))
    names = list(blobs(vault.Shelf.NAMES, full.folder))
    assert sum(holds(words, published) for words in papers) >= 3, "the draft, and the edition in two forms"
    assert sum(holds(words, NAMES) for words in names) >= 2, "the register, and what the gate found"
    assert not [words for words in papers if holds(words, published) and holds(words, NAMES)]
    assert not [words for words in names if holds(words, published)]


def test_but_for_the_register_no_file_of_names_has_a_pseudonym_beside_them(full: World) -> None:
    labels = ("Child N", "the mother")
    files = [words for words in blobs(vault.Shelf.NAMES, full.folder) if "[[person]]" not in words]
    assert any(holds(words, NAMES) for words in files), "what the gate found"
    assert any(holds(words, labels) for words in files), "who is called what, by key"
    assert not [words for words in files if holds(words, NAMES) and holds(words, labels)]


def test_no_row_of_the_database_holds_both_and_a_finding_holds_no_words(full: World, published: list[str]) -> None:
    rows = 0
    for model in apps.get_models():
        if not model.__module__.startswith("safelight."):
            continue
        for row in model._default_manager.values():
            words = " ".join(str(value) for value in row.values())
            assert not (holds(words, published) and holds(words, NAMES)), model.__name__
            assert model.__name__ != "DraftFinding" or not holds(words, NAMES)
            rows += 1
    assert rows > 100


BOTH = frozenset({"desk:compare_drafts"})
"""A page, not a file, that is there to show what was replaced: one version of a draft beside another."""


@pytest.mark.parametrize("role", ["manager", "author"])
def test_nothing_that_the_desk_hands_out_holds_both(
    full: World, published: list[str], visitors: dict[str, Client], role: str
) -> None:
    seen = {"names": 0, "published": 0}
    for name, row in DESK.items():
        if row.kind is Kind.BUTTON or role not in row.published or name in BOTH:
            continue
        response = visitors[role].get(address(name, full.published))
        words = said(body_of(response), name=_named(response))
        seen["names"] += holds(words, NAMES)
        seen["published"] += holds(words, published)
        assert not (holds(words, NAMES) and holds(words, published)), name
    assert min(seen.values()) >= 2


def body_of(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def _named(response: HttpResponse) -> str:
    kind = response.headers.get("Content-Type", "")
    return next((name for part, name in ENDINGS.items() if part in kind and part != "html"), "")
