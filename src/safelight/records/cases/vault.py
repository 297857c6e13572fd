"""Where the bytes lie: encrypted files named by the SHA-256 of what is in them; only cases and above open them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from enum import StrEnum
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Shelf(StrEnum):
    """The two shelves of the vault: real names lie apart from papers, under a key of their own."""

    PAPERS = "papers"
    NAMES = "names"


class LostFromVault(RuntimeError):
    """A file is missing or no longer what was put in: restore it from the backup before going on."""


def put(data: bytes, *, shelf: Shelf = Shelf.PAPERS) -> str:
    """Encrypt and keep these bytes; the answer is their SHA-256, by which `get` finds them. Twice is harmless."""
    digest = hashlib.sha256(data).hexdigest()
    file = _file(digest, shelf=shelf)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(_cipher(shelf).encrypt(data))
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, file)
    return digest


def get(digest: str, *, shelf: Shelf = Shelf.PAPERS) -> bytes:
    """The bytes that `put` kept under this SHA-256.

    Raises:
        LostFromVault: when they are not there, or not whole.
    """
    try:
        data = _cipher(shelf).decrypt(_file(digest, shelf=shelf).read_bytes())
    except (FileNotFoundError, InvalidToken) as fault:
        raise LostFromVault("A paper in the vault is missing or damaged. Restore the vault from its backup.") from fault
    if hashlib.sha256(data).hexdigest() != digest:
        raise LostFromVault("A paper in the vault is not the one that was filed. Restore the vault from its backup.")
    return data


def seal(text: str) -> bytes:
    """Words encrypted with the key of the papers, for a row that changes too often to be a file."""
    return _cipher(Shelf.PAPERS).encrypt(text.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The words that `seal` encrypted.

    Raises:
        LostFromVault: when they were changed, or sealed with another key.
    """
    try:
        return _cipher(Shelf.PAPERS).decrypt(bytes(sealed)).decode()
    except InvalidToken as fault:
        raise LostFromVault(
            "Words in the database are damaged. Restore it, and the vault's key, from a backup."
        ) from fault


def _file(digest: str, *, shelf: Shelf) -> Path:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise LostFromVault("That is not a key of the vault.")
    return Path(settings.VAULT) / shelf.value / digest[:2] / digest


def _cipher(shelf: Shelf) -> Fernet:
    return Fernet(settings.VAULT_KEY if shelf is Shelf.PAPERS else settings.NAMES_KEY)
