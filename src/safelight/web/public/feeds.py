"""What was published, withdrawn or taken down: as Atom (RFC 4287), as JSON Feed 1.1, and as a list of addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from safelight.records.people.public import PublicBoard
from safelight.web.public.reviews import FORMS, PublicReview, called, file_name
from safelight.web.words import day, plain

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that happened to an edition, in words for everybody."""

    key: str
    title: str
    path: str
    at: datetime
    says: str


def news_of(reviews: Sequence[PublicReview]) -> tuple[News, ...]:
    """Everything that happened, newest first."""
    return tuple(sorted((one for review in reviews for one in _of(review)), key=lambda one: (one.at, one.key))[::-1])


def feed_files(board: PublicBoard, reviews: Sequence[PublicReview], *, on: date, address: str) -> Iterator[Any]:
    """Both feeds with their paths; without the site's address their links are relative, as both may be."""
    news, title = news_of(reviews), f"{called(reviews)} – {board.name}"
    yield "feed.xml", _atom(board, news, title=title, on=on, address=address)
    yield "feed.json", _json(board, news, title=title, address=address)


def sitemap(paths: Sequence[str], *, address: str) -> bytes:
    """The addresses of all pages that search engines may list."""
    root = Element("urlset", xmlns=SITEMAP)
    for path in paths:
        SubElement(SubElement(root, "url"), "loc").text = f"{address}/{path}"
    return _written(root)


def robots(reviews: Sequence[PublicReview], *, address: str) -> bytes:
    """What search engines are asked to leave out: the files of editions, which cannot say so themselves."""
    start = f"{urlsplit(address).path}/"
    lines = ["User-agent: *"]
    for review in reviews:
        for edition in review.shown:
            if edition.noindex:
                lines += [f"Disallow: {start}{file_name(review, edition)}{form}" for form in FORMS]
    lines += [] if len(lines) > 1 else ["Disallow:"]
    lines += [f"Sitemap: {address}/sitemap.xml"] if address else []
    return ("\n".join(lines) + "\n").encode()


def _of(review: PublicReview) -> Iterator[News]:
    for edition in review.editions:
        title, page = f"{review.name}: {plain(edition.kind).lower()}", f"reviews/{review.public_id}/index.html"
        path = f"{file_name(review, edition)}.html" if edition in review.shown else page
        yield News(
            key=f"{edition.public_id}/published",
            title=title,
            path=path,
            at=edition.published_at,
            says=f"Published on {day(edition.published_at)}.",
        )
        if edition.withdrawn_at is not None:
            says = f"Withdrawn on {day(edition.withdrawn_at)}. If you have a copy, please do not pass it on."
            yield News(
                key=f"{edition.public_id}/withdrawn",
                title=f"Withdrawn: {title}",
                path=page,
                at=edition.withdrawn_at,
                says=says,
            )
        elif edition.ended and edition.show_until is not None:
            yield News(
                key=f"{edition.public_id}/ended",
                title=f"No longer here: {title}",
                path=page,
                at=datetime.combine(edition.show_until, time(23, 59, 59), tzinfo=UTC),
                says=f"It was published until {day(edition.show_until)}.",
            )


def _atom(board: PublicBoard, news: Sequence[News], *, title: str, on: date, address: str) -> bytes:
    newest = max((one.at for one in news), default=datetime.combine(on, time(), tzinfo=UTC))
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    SubElement(feed, "id").text = _urn(f"{board.name}/feed")
    SubElement(feed, "title").text = title
    SubElement(feed, "updated").text = _stamp(newest)
    SubElement(SubElement(feed, "author"), "name").text = board.name
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=_where("feed.xml", address))
    SubElement(feed, "link", rel="alternate", type="text/html", href=_where("index.html", address))
    for one in news:
        entry = SubElement(feed, "entry")
        SubElement(entry, "id").text = _urn(one.key)
        SubElement(entry, "title").text = one.title
        SubElement(entry, "published").text = SubElement(entry, "updated").text = _stamp(one.at)
        SubElement(entry, "link", rel="alternate", type="text/html", href=_where(one.path, address))
        SubElement(entry, "summary").text = one.says
    return _written(feed)


def _json(board: PublicBoard, news: Sequence[News], *, title: str, address: str) -> bytes:
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": "en-GB",
        "authors": [{"name": board.name}],
        "items": [
            {
                "id": _urn(one.key),
                "url": _where(one.path, address),
                "title": one.title,
                "content_text": one.says,
                "date_published": _stamp(one.at),
            }
            for one in news
        ],
    }
    if address:
        feed |= {"home_page_url": f"{address}/index.html", "feed_url": f"{address}/feed.json"}
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _where(path: str, address: str) -> str:
    return f"{address}/{path}" if address else path


def _urn(key: str) -> str:
    """An address of its own for each thing, which stays when the site moves."""
    return uuid5(NAMESPACE_URL, f"safelight:{key}").urn


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _written(root: Element) -> bytes:
    indent(root, " ")
    said: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return said + b"\n"
