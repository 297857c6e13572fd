"""`make freeze`: writes the public site anew. For a daily timer, because a plan's standing changes with the day."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Freeze the site; on a leak it is left as it was, and the reason says which page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safelight.web.settings")
    import django

    django.setup()

    from safelight.records.people.public import NoBoard
    from safelight.records.publication.site import SiteLeaks
    from safelight.web.public.build import rebuild

    try:
        rebuild()
    except (NoBoard, SiteLeaks) as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    sys.stdout.write("The public site is written anew.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
