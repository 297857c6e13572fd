"""Which server takes our mail? One address in the environment says it all."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 587, "smtps": 465}


class NoMailAddress(ValueError):
    """An address of a mail server that cannot be read: what is wrong with it, and how one looks. Never the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed over; an empty `host` means nowhere. `tls` begins at once, `starttls` after a greeting."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def mail_server(url: str) -> MailServer:
    """Read `smtp://user:password@host:port` or `smtps://…`; what is in the user name and password is percent-encoded.

    Only mail for this machine goes without encryption; for a relay inside the house, `?encrypted=no` allows it.

    Raises:
        NoMailAddress
    """
    if not url.strip():
        return MailServer()
    parts = urlsplit(url.strip())
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query not in {"", PLAIN}:
        raise NoMailAddress(f"SAFELIGHT_SMTP_URL is no mail server: write {EXAMPLE}.")
    here = parts.hostname in THIS_MACHINE
    try:
        port = parts.port or (25 if here and parts.scheme == "smtp" else PORTS[parts.scheme])
    except ValueError:
        raise NoMailAddress(f"The port in SAFELIGHT_SMTP_URL is no number: write {EXAMPLE}.") from None
    plain = here or parts.query == PLAIN
    if parts.username and plain and not here and parts.scheme == "smtp":
        raise NoMailAddress("SAFELIGHT_SMTP_URL would send its password unencrypted: leave ?encrypted=no out.")
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and not plain,
    )


PLAIN = "encrypted=no"
EXAMPLE = "smtp://user:password@mail.example.org:587"
