"""The pages of the published site, as plain strings: what is public, and nothing that knows more."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from safelight.records.people.public import PublicBoard
from safelight.records.plans.public import public_themes
from safelight.records.publication.queries import PublishedEdition
from safelight.web.public.feeds import feed_files, robots, sitemap
from safelight.web.public.reviews import PublicReview, called, edition_paper, file_name, grouped, on_day, papers_of
from safelight.web.public.search import SCRIPT, WordsFile, folded_words, index_files, search_script, words_file
from safelight.web.words import day, plain

__all__ = ["PublicReview", "edition_files", "site_pages"]

LONG = 50
"""With more reviews than this, the first page shows the newest, and each year has a page of its own."""

Files = Iterator[tuple[str, bytes]]
Themes = dict[str, list[tuple[PublicReview, tuple[str, ...]]]]


def site_pages(board: PublicBoard, reviews: Sequence[PublicReview], *, on: date) -> Files:
    """Every file of the site with its path; the same facts always give the same bytes."""
    reviews, listed, address = [on_day(review, on=on) for review in reviews], list[str](), settings.PUBLIC_ADDRESS
    themes, papers = _themes(reviews), list[WordsFile]()
    for review in reviews:
        words = [words_file(paper) for paper in papers_of(review)]
        papers += words
        for path, data in _of_review(board, review, words, on=on):
            if path.endswith((".html", ".pdf")) and not review.noindex:
                listed.append(path)
            yield path, data
    for path, data in _shared(board, reviews, themes, on=on):
        listed.append(path)
        yield path, data
    yield from index_files(papers)
    yield SCRIPT, search_script()
    yield from feed_files(board, reviews, on=on, address=address)
    yield "robots.txt", robots(reviews, address=address)
    if address:
        yield "sitemap.xml", sitemap(listed, address=address)


def edition_files(review: PublicReview, edition: PublishedEdition) -> Files:
    """The files of an edition with their paths in the site; a withdrawn one's are empty. Old ones have no ODT."""
    yield from _forms(review, edition)
    words = words_file(edition_paper(review, edition))
    yield words.path, words.data


def _forms(review: PublicReview, edition: PublishedEdition) -> Files:
    name = file_name(review, edition)
    yield f"{name}.html", edition.html
    yield f"{name}.pdf", edition.pdf
    if edition.odt or edition.withdrawn_at:
        yield f"{name}.odt", edition.odt


def plan_paths(review: PublicReview) -> tuple[str, ...]:
    """The files of the site that hold a review's plan, and what programs read of the review."""
    return tuple(f"reviews/{review.public_id}/{name}" for name in ("plan.html", "plan.words.js", "index.jsonld"))


def _shared(board: PublicBoard, reviews: Sequence[PublicReview], themes: Themes, *, on: date) -> Files:
    """The pages that all reviews share."""
    years = sorted({review.year for review in reviews}, reverse=True) if len(reviews) > LONG else []
    lists = {"years": years, "themes": [(name, _theme_path(name)) for name in themes], "long": LONG}
    of_children = all(edition.of_a_child for review in reviews for edition in review.editions)
    heading = {"called": called(reviews), "of_children": of_children}
    yield "index.html", _page("index", "", board, reviews=reviews, on=on, **heading, **lists)
    yield "index.jsonld", _json_ld(_catalogue(board, reviews))
    for name in ("asking", "accessibility"):
        yield f"{name}.html", _page(name, "", board, on=on)
    a_to_z = sorted(reviews, key=lambda review: (_as_people_sort(review.name), review.public_id))
    yield "search.html", _page("search", "", board, reviews=a_to_z, on=on, **lists)
    groups = grouped(reviews)
    yield "recommendations.html", _page("recommendations", "", board, groups=groups, on=on)
    for year in years:
        rows = [review for review in reviews if review.year == year]
        yield f"years/{year}.html", _page("year", "../", board, year=year, reviews=rows, on=on)
    if themes:
        yield "themes.html", _page("themes", "", board, themes=themes, paths=_theme_path, on=on)
    for name, lessons in themes.items():
        yield _theme_path(name), _page("theme", "../", board, theme=name, rows=lessons, on=on)


def _of_review(board: PublicBoard, review: PublicReview, words: Sequence[WordsFile], *, on: date) -> Files:
    folder = f"reviews/{review.public_id}"
    yield f"{folder}/index.html", _page("review", "../../", board, review=review, on=on)
    if review.shown:
        yield f"{folder}/index.jsonld", _json_ld(_report(board, review))
    for edition in review.shown:
        yield from _forms(review, edition)
    yield from ((one.path, one.data) for one in words)
    if review.plan is not None and review.shown:
        yield f"{folder}/plan.html", _page("plan", "../../", board, review=review, plan=review.plan, on=on)


def _themes(reviews: Sequence[PublicReview]) -> Themes:
    """Every theme, with the reviews that are up and what each taught under it."""
    themes: defaultdict[str, list[tuple[PublicReview, tuple[str, ...]]]] = defaultdict(list)
    shown = [review for review in reviews if review.shown]
    learned = public_themes(review.case_id for review in shown)
    for review in shown:
        for name, lessons in learned[review.case_id]:
            themes[name].append((review, lessons))
    return dict(sorted(themes.items(), key=lambda pair: pair[0].casefold()))


def _as_people_sort(name: str) -> list[tuple[int, int, str]]:
    """A name's order in a list: without regard to capitals, and 10 after 9."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _theme_path(name: str) -> str:
    return f"themes/{'-'.join(folded_words(name))}.html"


def _catalogue(board: PublicBoard, reviews: Sequence[PublicReview]) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": f"{called(reviews)} – {board.name}",
        "description": "What agencies learned when somebody died or was badly hurt, and what they do about it.",
        "inLanguage": "en-GB",
        "publisher": {"@type": "Organization", "name": board.name},
        "hasPart": [
            {"@type": "Report", "name": one.name, "url": _where(f"reviews/{one.public_id}/index.html")}
            for one in reviews
            if one.shown and not one.noindex
        ],
    }


def _report(board: PublicBoard, review: PublicReview) -> dict[str, Any]:
    return {
        "@type": "Report",
        "name": review.name,
        "url": _where(f"reviews/{review.public_id}/index.html", root="../../"),
        "description": f"{review.kind} published by {board.name}.",
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "datePublished": min(one.published_at for one in review.shown).date().isoformat(),
        "publisher": {"@type": "Organization", "name": board.name},
        "hasPart": [
            {"@type": "Report", "name": plain(one.kind), "url": _where(f"{file_name(review, one)}.html", root="../../")}
            for one in review.shown
        ],
    }


def _where(path: str, *, root: str = "") -> str:
    return f"{settings.PUBLIC_ADDRESS}/{path}" if settings.PUBLIC_ADDRESS else f"{root}{path}"


def _json_ld(said: dict[str, Any]) -> bytes:
    """What search engines and other programs read, in a file beside the page: nothing on a page is hidden."""
    return json.dumps({"@context": "https://schema.org", **said}, ensure_ascii=False).encode()


def _page(name: str, root: str, board: PublicBoard, *, on: date, **context: Any) -> bytes:
    shown = {"board": board, "root": root, "built": day(on), "address": settings.PUBLIC_ADDRESS, **context}
    return render_to_string(f"public/{name}.html", shown).encode()
