"""One address in the environment says which server takes our mail, and whether the way there is encrypted."""

from __future__ import annotations

import pytest

from safelight.web.mail import MailServer, NoMailAddress, mail_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", MailServer()),
        ("smtp://localhost", MailServer(host="localhost", port=25)),
        ("smtp://127.0.0.1:8025/", MailServer(host="127.0.0.1", port=8025)),
        ("smtp://mail.example.org", MailServer(host="mail.example.org", port=587, starttls=True)),
        (
            "smtp://desk%40example.org:pa%3Ass@mail.example.org:2525",
            MailServer(host="mail.example.org", port=2525, user="desk@example.org", password="pa:ss", starttls=True),
        ),
        ("smtps://mail.example.org", MailServer(host="mail.example.org", port=465, tls=True)),
        ("smtp://relay.example.org:25?encrypted=no", MailServer(host="relay.example.org", port=25)),
    ],
)
def test_an_address_says_host_port_account_and_encryption(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://mail.example.org/inbox",
        "smtp://mail.example.org?encrypted=maybe",
        "smtp://mail.example.org:post",
        "smtp://desk:secret@relay.example.org?encrypted=no",
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(NoMailAddress) as refused:
        mail_server(url)
    assert "SAFELIGHT_SMTP_URL" in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "relay" not in str(refused.value)
