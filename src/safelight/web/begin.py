"""`make begin`: sets up the first board and its business manager, who makes every other account from there."""

from __future__ import annotations

import getpass
import os
import sys

QUESTIONS = (
    ("board", "Name of the board"),
    ("council", "Name of the council"),
    ("contact", "How the public reaches the board's office"),
    ("name", "Your name (business manager)"),
    ("email", "Your e-mail address"),
)


def main() -> int:
    """Ask, check, and write the board and the account in one go; on a wrong answer nothing is kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safelight.web.settings")
    import django

    django.setup()

    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from safelight.core.vocabulary import Reader
    from safelight.records.people import actions
    from safelight.records.people.permission import WrongInput

    call_command("migrate", verbosity=0)
    answers = {key: input(f"{question}: ") for key, question in QUESTIONS}
    password = getpass.getpass("A password of at least twelve characters: ")
    try:
        with transaction.atomic():
            board = actions.create_board(
                name=answers["board"],
                council=answers["council"],
                contact=answers["contact"],
                by=None,
                at=timezone.now(),
            )
            actions.add_user(
                board=board,
                email=answers["email"],
                name=answers["name"],
                standing=Reader.BUSINESS_MANAGER,
                password=password,
                by=None,
                at=timezone.now(),
            )
    except WrongInput as wrong:
        sys.stderr.write(f"{wrong} Nothing was kept: run this again.\n")
        return 1
    sys.stdout.write("The board is set up. Start Safelight with `make run` and sign in.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
