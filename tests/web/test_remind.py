"""Reminders go to a real mail server, one to a person, and say nothing about any review."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from datetime import date
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from safelight.records.audit.models import Entry
from safelight.records.diary.models import ReminderSent
from safelight.records.diary.queries import Reminder, reminders_due
from safelight.records.people.actions import switch_reminders
from safelight.web import remind
from tests.factories import moment
from tests.web.identifying import identifying
from tests.web.world import TODAY, World

DESK = "https://desk.example.org"


class Sink:
    """A mail server that keeps what it is given, and turns away whom it is told to."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Message]] = []
        self.turned_away: set[str] = set()
        self.hangs_up_on: set[str] = set()

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.turned_away:
            return f"550 5.1.1 no such person: {address}"
        if address in self.hangs_up_on:
            assert server.transport is not None
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        (to,) = envelope.rcpt_tos
        self.taken.append((to, email.message_from_bytes(envelope.content)))
        return "250 OK"

    @property
    def to(self) -> set[str]:
        return {to for to, _ in self.taken}


def a_free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """The server that the settings name."""
    kept = Sink()
    controller = Controller(kept, hostname="127.0.0.1", port=a_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "safelight@example.org"
    settings.DESK_ADDRESS = DESK
    yield kept
    controller.stop()


@pytest.fixture
def real_day(in_world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    """An installation that is no demonstration, on the day of the made-up world."""
    settings.PRETEND_TODAY = ""
    monkeypatch.setattr("safelight.web.pages.today", lambda: TODAY)
    monkeypatch.setattr("safelight.web.pages.now", lambda: moment(TODAY))
    return in_world


@pytest.fixture
def due(real_day: World, an_action_late: None) -> World:
    """The police and the business manager have something late."""
    return real_day


def text_of(mail: Message) -> str:
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_whoever_has_something_late_gets_one_mail_that_says_how_many_and_where(
    due: World, sink: Sink, capsys: pytest.CaptureFixture[str]
) -> None:
    assert remind.main() == 0
    police, manager = due.roles["police"].email, due.roles["manager"].email
    assert sorted(to for to, _ in sink.taken) == sorted([police, manager])
    mail = next(mail for to, mail in sink.taken if to == police)
    said = text_of(mail)
    assert "1 thing in Safelight is late or due within seven days, 1 of them late." in said
    assert "The first was due on 20 November 2010." in said
    assert f"{DESK}/desk/calendar/" in said
    assert mail["Subject"] == "Safelight: dates to look at"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert capsys.readouterr().out == "Reminders sent: 2.\n"
    assert ReminderSent.objects.count() == 2


def test_nothing_in_a_mail_says_whom_or_where_it_concerns(due: World, sink: Sink) -> None:
    remind.main()
    assert sink.taken
    for to, mail in sink.taken:
        whole = f"{mail.as_string()}\n{text_of(mail)}".replace(to, "")
        for word in identifying(due):
            assert word.casefold() not in whole.casefold(), word
        assert set(mail.keys()) <= {
            *("Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date"),
            *("Message-ID", "Auto-Submitted", "X-Peer", "X-MailFrom", "X-RcptTo"),
        }


def test_the_next_run_of_the_same_day_sends_nothing(due: World, sink: Sink) -> None:
    remind.main()
    sink.taken.clear()
    assert remind.main() == 0
    assert sink.taken == []


def test_who_has_switched_reminders_off_gets_none(due: World, sink: Sink) -> None:
    switch_reminders(wanted=False, by=due.roles["police"], at=moment(TODAY))
    remind.main()
    assert sink.to == {due.roles["manager"].email}


def test_one_address_that_is_turned_away_stops_nobody_else_and_is_tried_again(
    due: World, sink: Sink, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    police, manager = due.roles["police"].email, due.roles["manager"].email
    sink.turned_away = {manager}
    assert remind.main() == 1
    assert sink.to == {police}
    said = "".join(capsys.readouterr()) + caplog.text
    assert "Not sent, and for the next run: 1 (SMTPRecipientsRefused)." in said
    assert "@" not in said
    sink.turned_away.clear()
    assert remind.main() == 0
    assert sink.to == {police, manager}


def test_a_server_that_hangs_up_on_one_is_called_again_for_the_next(due: World, sink: Sink) -> None:
    manager = due.roles["manager"].email
    sink.hangs_up_on = {manager}
    assert remind.main() == 1
    assert sink.to == {due.roles["police"].email}
    sink.hangs_up_on.clear()
    assert remind.main() == 0
    assert manager in sink.to


def test_a_server_that_is_not_there_loses_nothing_and_no_address_is_said(
    due: World,
    sink: Sink,
    settings: Any,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, a_free_port()
    before = Entry.objects.count()
    assert remind.main() == 1
    said = "".join(capsys.readouterr()) + caplog.text
    assert "Not sent, and for the next run: 2 (ConnectionRefusedError)." in said
    assert "@" not in said
    assert not ReminderSent.objects.exists()
    assert Entry.objects.count() == before
    settings.EMAIL_PORT = there
    assert remind.main() == 0
    assert len(sink.taken) == 2


def test_after_three_failures_in_a_row_the_rest_waits(sink: Sink, settings: Any) -> None:
    from django.core.mail import get_connection

    settings.EMAIL_PORT = a_free_port()
    five = [
        Reminder(
            user_id=0,  # type: ignore[arg-type]
            email=f"person-{number}@example.org",
            waiting=1,
            late=0,
            next_on=TODAY,
            oldest_on=TODAY,
            reminded_of=(),
        )
        for number in range(5)
    ]
    done = remind.send(five, connection=get_connection(), address=DESK)
    assert (done.sent, done.failed) == (0, 5)
    assert done.errors == ("ConnectionRefusedError", "not tried")


@pytest.mark.parametrize(
    ("waiting", "late", "next_on", "saying"),
    [
        (1, 0, date(2010, 12, 10), "1 thing in Safelight is late or due within seven days.\nThe next is due on 10"),
        (
            3,
            2,
            date(2010, 12, 10),
            "3 things in Safelight are late or due within seven days, 2 of them late.\nThe next",
        ),
        (
            2,
            2,
            None,
            "2 things in Safelight are late or due within seven days, 2 of them late.\nThe first was due on 1 ",
        ),
    ],
)
def test_the_mail_is_plain_english(waiting: int, late: int, next_on: date | None, saying: str) -> None:
    reminder = Reminder(
        user_id=0,  # type: ignore[arg-type]
        email="",
        waiting=waiting,
        late=late,
        next_on=next_on,
        oldest_on=date(2010, 12, 1),
        reminded_of=(),
    )
    assert saying in remind.words_of(reminder, address=DESK)


def test_nobody_in_a_demonstration_is_reminded(in_world: World, sink: Sink, capsys: pytest.CaptureFixture[str]) -> None:
    assert reminders_due(on=date(2010, 12, 28))
    assert remind.main() == 1
    assert "demonstration" in capsys.readouterr().err
    assert sink.taken == []


def test_without_a_mail_server_it_says_what_is_missing(
    due: World, sink: Sink, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_HOST = ""
    assert remind.main() == 1
    assert "SAFELIGHT_SMTP_URL" in capsys.readouterr().err
    assert sink.taken == []
