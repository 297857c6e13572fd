"""A script: publish, kill the building of the site at each of its steps in turn, and start again. Prints what it saw.

It runs in a process of its own with data of its own, and kills children that it has forked.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1])
os.environ |= {
    "SAFELIGHT_DATA": str(FOLDER / "data"),
    "SAFELIGHT_PUBLIC_SITE": str(FOLDER / "web" / "public"),
    "DJANGO_SETTINGS_MODULE": "tests.settings",
}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402
from django.conf import settings  # noqa: E402

django.setup()
settings.PUBLIC_SITE = FOLDER / "web" / "public"
settings.NODE_MODULES = FOLDER / "node_modules"
settings.PRETEND_TODAY = "2010-12-06"

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from safelight.records.publication.actions import publishing  # noqa: E402
from safelight.web.public.build import catch_up, rebuild  # noqa: E402
from tests.factories import a_cast, moment  # noqa: E402
from tests.upper_factories import (  # noqa: E402
    PUBLISHED,
    SUMMARY,
    a_published_edition,
    an_accepted_review,
    an_approved_edition,
)

STEPS: tuple[tuple[Any, str], ...] = (
    (os, "replace"),
    (Path, "write_bytes"),
    (Path, "write_text"),
    (Path, "symlink_to"),
    (Path, "mkdir"),
    (Path, "unlink"),
    (Path, "chmod"),
    (os, "link"),
    (shutil, "copyfile"),
    (shutil, "rmtree"),
    (tempfile, "mkdtemp"),
)
SWAP, EVERY = 9, 14
SITE: Path = settings.PUBLIC_SITE


def files() -> dict[str, bytes]:
    """Every file of the site as a visitor finds it."""
    return {str(file.relative_to(SITE)): file.read_bytes() for file in sorted(SITE.rglob("*")) if file.is_file()}


def counted(kill_at: int) -> Callable[[], int]:
    """From now on the n-th step of this process is its last. The answer gives how many steps there have been."""
    taken = [0]

    def stepping(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            taken[0] += 1
            if taken[0] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return step

    for owner, name in STEPS:
        setattr(owner, name, stepping(getattr(owner, name)))
    return lambda: taken[0]


def forked(work: Callable[[], int]) -> tuple[int, int]:
    """Do something in a child: the signal that ended it, and what it answered."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as said:
        answer = said.read()
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, json.loads(answer or "-1")


def building(kill_at: int) -> Callable[[], int]:
    def build() -> int:
        steps = counted(kill_at)
        rebuild()
        return steps()

    return build


def main() -> None:
    """The old site, the new one, and what stood there after each kill and after the start that followed."""
    call_command("migrate", verbosity=0)
    (FOLDER / "node_modules" / ".safelight").mkdir(parents=True)
    (FOLDER / "node_modules" / ".safelight" / "safelight.css").write_text("body { color: black }\n")
    cast = a_cast()
    case = an_accepted_review(cast)
    a_published_edition(cast, case)
    rebuild()
    old = files()
    edition = an_approved_edition(cast, case, text=f"{SUMMARY}\n\nA last word.")
    publishing.publish_edition(edition=edition, by=cast.manager, at=moment(PUBLISHED, 16))
    before = SITE.parent.with_name("before")
    shutil.copytree(SITE.parent, before, symlinks=True)

    def put_back() -> None:
        shutil.rmtree(SITE.parent)
        shutil.copytree(before, SITE.parent, symlinks=True)

    _, steps = forked(building(0))
    new = files()
    seen = []
    # The last steps are the swap; before it most are one file after another.
    for step in (step for step in range(1, steps + 1) if step > steps - SWAP or step % EVERY == 1):
        put_back()
        ended, _ = forked(building(step))
        now = files()
        _, caught_up = forked(lambda: int(catch_up()))
        left = [one.name for one in SITE.parent.iterdir() if "-frozen-" in one.name and not one.name.endswith("lock")]
        seen.append(
            {
                "killed": ended == signal.SIGKILL,
                "whole": "old" if now == old else "new" if now == new else "half",
                "caught_up": bool(caught_up),
                "repaired": files() == new,
                "left": len(left),
            }
        )
    print(json.dumps({"differ": old != new, "steps": seen}))


if __name__ == "__main__":
    main()
