"""Where the installation's keys come from: the environment, or a file made on first use for its owner alone."""

import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path


def key_from(variable: str, file: Path) -> str:
    """The key in the environment variable, else in the file; the file is made once, with a new random key.

    The form is 32 random bytes in URL-safe base 64, as `cryptography.fernet` takes it.
    """
    given = os.environ.get(variable)
    if given:
        return given
    try:
        return file.read_text("ascii")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process made it a moment ago
            return file.read_text("ascii")
        with os.fdopen(handle, "w") as out:
            out.write(key)
        return key
