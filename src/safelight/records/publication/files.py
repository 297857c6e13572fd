"""Which finished files does an edition have? Their hashes and their bytes, by form."""

from __future__ import annotations

from safelight.records.cases import vault
from safelight.records.publication.models import Edition

FORMS = ("html", "pdf", "odt")
"""The forms in which an edition is published; the last is missing in editions of before there was one."""


def hashes_of(edition: Edition) -> dict[str, str]:
    """The hash of each file that the edition has, by its form."""
    said = {"html": edition.html_sha256, "pdf": edition.pdf_sha256, "odt": edition.odt_sha256}
    return {form: sha256 for form, sha256 in said.items() if sha256}


def bytes_of(edition: Edition) -> dict[str, bytes]:
    """The finished bytes of each file that the edition has, by its form."""
    return {form: vault.get(sha256) for form, sha256 in hashes_of(edition).items()}
