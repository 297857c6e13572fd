"""Serves the frozen site from this installation, for a board that has no other web server for it."""

from __future__ import annotations

from csp.decorators import csp_exempt
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@csp_exempt()  # type: ignore[arg-type]  # the frozen pages carry their own policy, because they must work from any server and from disk
@require_safe
def frozen(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file of the site; a folder's address shows its index. No database, no session."""
    if not settings.PUBLIC_SITE.exists():
        raise Http404
    file = f"{path}index.html" if path == "" or path.endswith("/") else path
    try:
        response = serve(request, file, str(settings.PUBLIC_SITE))
    except SuspiciousFileOperation:  # an address that tries to climb out of the site
        raise Http404 from None
    response.headers["Cache-Control"] = "public, max-age=60"
    response.headers["X-Robots-Tag"] = "noindex, noarchive" if _is_left_out(file) else "noarchive"
    return response


def _is_left_out(file: str) -> bool:
    """Whether the board asks search engines to leave a file out; an edition's own bytes cannot say so themselves."""
    robots = settings.PUBLIC_SITE / "robots.txt"
    lines = robots.read_text().splitlines() if robots.exists() else []
    return any(line.startswith("Disallow: ") and line.endswith(f"/{file}") for line in lines)
