"""What must not be left behind: no page in a cache, no request's words in a log line."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class KeepPagesPrivate:
    """Every answer of the desk is kept out of caches, search engines and other sites' frames."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers on the way out."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class BareFormatter(logging.Formatter):
    """Level, logger and the kind of error only: an exception's words and a request's path can carry a name."""

    def format(self, record: logging.LogRecord) -> str:
        """One line without arguments, paths or messages of exceptions."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        status = getattr(record, "status_code", "")
        return " ".join(
            str(part) for part in (self.formatTime(record), record.levelname, record.name, status, kind) if part
        )
