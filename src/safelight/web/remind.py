"""`make remind`: one mail to each person for whom something is late or soon due. For a daily timer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from safelight.records.diary.queries import Reminder

GIVE_UP_AFTER = 3
"""How many mails in a row may fail with the server gone before the rest waits for the next run."""

SUBJECT = "Safelight: dates to look at"
LINES = """\
{things} in Safelight {are} late or due within {within} days{late}.
{soonest}

Sign in to see what:
{address}

This mail says no more, because mail is no private place. On the same page these reminders can be switched off.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How many mails went, how many did not, and the kinds of error; never to whom."""

    sent: int
    failed: int
    errors: tuple[str, ...] = ()


def words_of(reminder: Reminder, *, address: str) -> str:
    """The whole mail: counts, one day, and where the desk is."""
    from safelight.core.review.wording import counted, in_words

    late = f", {reminder.late} of them late" if reminder.late else ""
    soonest = f"The next is due on {in_words(reminder.next_on)}." if reminder.next_on else ""
    if not soonest:
        soonest = f"The first was due on {in_words(reminder.oldest_on)}."
    return LINES.format(
        things=counted(reminder.waiting, "thing", "things"),
        are="is" if reminder.waiting == 1 else "are",
        within={7: "seven", 14: "fourteen"}.get(reminder.within, str(reminder.within)),
        late=late,
        soonest=soonest,
        address=address,
    )


def send(reminders: Iterable[Reminder], *, connection: BaseEmailBackend, address: str) -> Sent:
    """Send each mail by itself and note that it went. One that fails is not noted, so the next run sends it."""
    from django.core.mail import EmailMessage

    from safelight.records.diary.actions import note_reminder
    from safelight.web.pages import now

    sent, errors, gone = 0, list[str](), 0
    for reminder in reminders:
        if gone == GIVE_UP_AFTER:
            errors.append("not tried")
            continue
        mail = EmailMessage(
            SUBJECT,
            words_of(reminder, address=address),
            to=[reminder.email],
            headers={"Auto-Submitted": "auto-generated"},
            connection=connection,
        )
        try:
            mail.send()
        except (SMTPRecipientsRefused, SMTPResponseException) as refused:  # this mail; the next one may go
            errors.append(type(refused).__name__)
            gone = 0
        except OSError as failed:  # the server is gone, or was never there
            errors.append(type(failed).__name__)
            gone += 1
        else:
            note_reminder(
                user=reminder.user_id, reminded_of=reminder.reminded_of, chased=reminder.chased, by=None, at=now()
            )
            sent, gone = sent + 1, 0
            continue
        connection.close()
    return Sent(sent=sent, failed=len(errors), errors=tuple(dict.fromkeys(errors)))


def main() -> int:
    """Remind everybody who is to be reminded today; whatever could not be sent is for the next run, and ends with 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safelight.web.settings")
    import django

    from safelight.web.mail import NoMailAddress

    try:
        django.setup()
    except NoMailAddress as wrong:
        return _refuse(str(wrong))

    from django.conf import settings
    from django.core.mail import get_connection

    from safelight.records.diary.queries import reminders_due
    from safelight.web.pages import today

    if settings.PRETEND_TODAY:
        return _refuse("This is a demonstration: nobody in it is there to be reminded.")
    connection = get_connection()
    if not settings.EMAIL_HOST and "smtp" in settings.EMAIL_BACKEND:
        return _refuse("No mail server is set: say which takes the mail with SAFELIGHT_SMTP_URL.")
    done = send(reminders_due(on=today()), connection=connection, address=f"{settings.DESK_ADDRESS}/desk/calendar/")
    sys.stdout.write(f"Reminders sent: {done.sent}.\n")
    if done.failed:
        return _refuse(f"Not sent, and for the next run: {done.failed} ({', '.join(done.errors)}).")
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
