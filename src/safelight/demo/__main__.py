"""`python -m safelight.demo`: builds the made-up reviews in a folder of their own, tells the story, and serves them."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from datetime import date
from pathlib import Path

MARK = ".safelight-demo"
TODAY = date(2011, 3, 1)


def main() -> int:
    """Build the demo afresh; serve it if asked to."""
    parser = argparse.ArgumentParser(prog="python -m safelight.demo", description=__doc__)
    parser.add_argument("--directory", type=Path, default=Path("var/demo"))
    parser.add_argument("--serve", action="store_true", help="serve the demo when it is built")
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args()
    directory = asked.directory.resolve()
    if not _clear(directory):
        print(f"{asked.directory} holds something that is not a demo. Choose another --directory.", file=sys.stderr)
        return 2
    _set_up(directory)

    from safelight.demo.story import tell

    sign_ins = tell(directory)
    address = f"http://127.0.0.1:{asked.port}"
    print(f"\nSign in at {address}/sign-in/ as")
    for role, email, password in sign_ins:
        print(f"  {role:<18} {email:<34} {password}")
    print(f"\nThe published site: {directory / 'public' / 'index.html'}, also at {address}/published/")
    if not asked.serve:
        return 0
    print(f"\nServing at {address} (Ctrl-C stops it)", flush=True)
    return os.execv(
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            f"--bind=127.0.0.1:{asked.port}",
            "--workers=2",
            "--threads=4",
            "--timeout=120",
            "--log-level=warning",
            "safelight.web.wsgi",
        ],
    )


def _clear(directory: Path) -> bool:
    """Remove an earlier demo; anything else is left alone."""
    if directory.exists() and any(directory.iterdir()):
        if not (directory / MARK).exists():
            return False
        shutil.rmtree(directory)
    directory.mkdir(parents=True, exist_ok=True)
    (directory / MARK).write_text(TODAY.isoformat(), "ascii")
    return True


def _set_up(directory: Path) -> None:
    """A database, keys and static files of the demo's own, whatever else is installed on this machine."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["SAFELIGHT_DATA"] = str(directory)
    os.environ["SAFELIGHT_PUBLIC_SITE"] = str(directory / "public")
    os.environ["SAFELIGHT_EMAIL_BACKEND"] = "django.core.mail.backends.filebased.EmailBackend"
    os.environ["DJANGO_SETTINGS_MODULE"] = "safelight.web.settings"

    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.PAPERS_READ_APART = False  # The papers of the story are our own.
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
