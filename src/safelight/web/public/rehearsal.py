"""Would a withdrawal leave anything on the site? Rehearsed in a folder of its own, and read back from the live one."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path

from django.conf import settings

from safelight.records.people.permission import NotNow
from safelight.records.people.public import public_board
from safelight.records.plans.public import public_themes
from safelight.records.publication.queries import PublishedEdition, edition_as_public
from safelight.records.publication.said import words_in
from safelight.records.publication.site import SiteLeaks
from safelight.web.public.build import check_pages, pages_of, public_reviews
from safelight.web.public.pages import site_pages
from safelight.web.public.reviews import FORMS, PublicReview, edition_paper, file_name, on_day, papers_of
from safelight.web.public.search import FOLDER, folded_words
from safelight.web.words import day

ROW = 6
"""How many words in a row, found in a file, tell that a text stands there: fewer are said by everybody."""
PAPERS = f"{FOLDER}/papers.js"
CALLED = frozenset({"shard"})
"""What every file of the index says of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What the site without an edition was like: `failures` are sentences with paths in them, never with its words."""

    milliseconds: int
    files: int
    failures: tuple[str, ...]


Row = tuple[str, ...]
Learned = tuple[str, tuple[str, ...]]
"""A theme, and what was learned under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """By what an edition that has gone would be recognised: its bytes, its words, and addresses that no other has."""

    hashes: Mapping[str, str]
    rows: frozenset[Row]
    words: frozenset[str]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What of its words was seen in a folder, by file; and every word that the pages say beside the index of search."""

    rows: dict[str, frozenset[Row]]
    indexed: dict[str, frozenset[str]]
    vocabulary: set[str]


def rehearse(public_ids: Collection[str], *, at: datetime, on: date) -> Rehearsed:
    """Build the site as it would be without these editions, in a temporary folder, and look for them in its files.

    Neither the live site nor the records are touched; what was looked at before is read, and nothing is added to it.

    Raises:
        NotNow: when one of them is not on the site.
    """
    began = time.monotonic()
    before = public_reviews(on=on)
    if len(_editions(before, public_ids)) < len(public_ids):
        raise NotNow("This edition is not on the site now, because a newer one stands in its place. Rehearse that one.")
    after = _taken_down(before, public_ids, at=at)
    with tempfile.TemporaryDirectory(prefix="safelight-rehearsal-") as folder:
        failures, site = list[str](), Path(folder)
        _write(site, pages_of(after, on=on))
        try:
            check_pages(site, after, on=on)
        except SiteLeaks as leak:
            failures.append(f"{leak} What is withdrawn would still be taken off it, and nothing else would change.")
        failures += left_in(site, before, public_ids, at=at, on=on)
        files = sum(1 for file in site.rglob("*") if file.is_file())
    return Rehearsed(
        milliseconds=round((time.monotonic() - began) * 1000), files=max(files, 1), failures=tuple(failures)
    )


def read_back(public_id: str, *, on: date) -> tuple[str, ...]:
    """What the live site still holds of a withdrawn edition, and whether the notice is there; else nothing."""
    before = public_reviews(on=on)
    edition = _editions(before, {public_id})[0]
    assert edition.withdrawn_at is not None
    return tuple(left_in(settings.PUBLIC_SITE, before, {public_id}, at=edition.withdrawn_at, on=on))


def addresses_of(public_id: str, *, on: date) -> tuple[str, ...]:
    """Every address under which the public could read an edition; with a gap to fill in where no address is set."""
    address = settings.PUBLIC_ADDRESS or "[the address of the board's site]"
    for review in public_reviews(on=on):
        for edition in review.editions:
            if edition.public_id == public_id:
                return tuple(f"{address}/{path}" for path in _paths(review, edition))
    return ()


def left_in(
    site: Path, reviews: tuple[PublicReview, ...], public_ids: Collection[str], *, at: datetime, on: date
) -> Iterator[str]:
    """What of these editions a folder still holds, and each notice that it lacks, one sentence for each file."""
    after = [on_day(review, on=on) for review in _taken_down(reviews, public_ids, at=at)]
    traces, seen = _traces(reviews, after, public_ids), Seen(rows={}, indexed={}, vocabulary=set())
    for file in sorted(site.rglob("*")):
        if file.is_file():
            path, data = file.relative_to(site).as_posix(), file.read_bytes()
            said = words_in(data, path=path)
            plainly = _plainly_left(path, data, said or (), traces)
            if plainly:
                yield plainly
            elif said is not None:
                _read(path, said, traces, seen)
    yield from _words_left(seen, after, on=on)
    for review in reviews:
        for edition in review.editions:
            if edition.public_id in public_ids:
                yield from _lacking_notice(site, review, edition, at=at)


def _plainly_left(path: str, data: bytes, said: Iterable[str], traces: Traces) -> str:
    """What shows at once that a file has stayed or still leads there; empty where nothing does."""
    form = traces.hashes.get(hashlib.sha256(data).hexdigest())
    if form is not None:
        return f"{path} is the withdrawn file itself ({form})."
    if path in traces.paths:
        return f"{path} still stands at the address of the withdrawn edition."
    beside = _beside(path, traces)
    if any(text in beside or any(gone in text for gone in traces.paths) for text in said):
        return f"{path} still leads to the withdrawn edition."
    return ""


def _read(path: str, said: Sequence[str], traces: Traces, seen: Seen) -> None:
    """Note what a file says that the edition says too. The list of what search finds is read for addresses alone."""
    if path == PAPERS:
        return
    if path.startswith(f"{FOLDER}/"):
        seen.indexed[path] = traces.words.intersection(said)
        return
    rows = set[Row]()
    for text in said:
        words = folded_words(text)
        seen.vocabulary.update(words)
        rows |= traces.rows.intersection(_rows(words))
    if rows:
        seen.rows[path] = frozenset(rows)


def _words_left(seen: Seen, after: Iterable[PublicReview], *, on: date) -> Iterator[str]:
    """Which files say words of the edition that nothing else says, which is worked out only where any were seen."""
    own = {row for rows in seen.rows.values() for row in rows}
    learned = public_themes(review.case_id for review in after) if own else {}
    still = (text for review in after for text in _still_said(review, learned[review.case_id]))
    for text in chain(_always_said(on=on), still):
        if not own:
            break
        own.difference_update(_rows(folded_words(text)))
    yield from (f"{path} still says words of the withdrawn edition." for path, rows in seen.rows.items() if rows & own)
    for path, words in seen.indexed.items():
        if words - seen.vocabulary:
            yield f"{path} still finds a word that stood in the withdrawn edition alone."


def _beside(path: str, traces: Traces) -> frozenset[str]:
    """How a page in the edition's own folder would lead to it."""
    folder = path.rpartition("/")[0]
    return frozenset(name for at, _, name in (gone.rpartition("/") for gone in traces.paths) if at == folder)


def _lacking_notice(site: Path, review: PublicReview, edition: PublishedEdition, *, at: datetime) -> Iterator[str]:
    path = f"reviews/{review.public_id}/index.html"
    file = site / path
    notice = f"withdrawn {day(edition.withdrawn_at or at)}"
    if not file.exists() or notice not in file.read_text():
        yield f"{path} has no notice that the edition was withdrawn."


def _traces(reviews: tuple[PublicReview, ...], after: Sequence[PublicReview], public_ids: Collection[str]) -> Traces:
    gone = _editions(reviews, public_ids)
    whole = [edition_as_public(one.public_id) for one in gone]
    papers = [edition_paper(review, one) for review in reviews for one in whole if one.case_id == review.case_id]
    said = [folded_words(passage.text) for paper in papers for passage in paper.passages]
    up = {path for review in after for one in review.shown for path in _paths(review, one)}
    paths = (path for review in reviews for one in gone if one in review.editions for path in _paths(review, one))
    return Traces(
        hashes={
            hashlib.sha256(data).hexdigest(): form
            for one in whole
            for form, data in (("page", one.html), ("PDF", one.pdf), ("OpenDocument text", one.odt))
            if data
        },
        rows=frozenset(row for words in said for row in _rows(words)),
        words=frozenset(word for words in said for word in words if len(word) > 2) - CALLED,
        paths=tuple(path for path in paths if path not in up),
    )


def _still_said(review: PublicReview, learned: Iterable[Learned]) -> Iterator[str]:
    """What stays public of a review: its name, its other editions, its plan, and what it taught."""
    yield review.name
    yield from (edition.title for edition in review.editions)
    for paper in papers_of(review):
        yield f"{paper.title} {paper.kind}"
        yield from (passage.text for passage in paper.passages)
    if review.plan is not None and review.shown:
        for row in review.plan.recommendations:
            yield row.text
            for line in row.actions:
                yield from (line.text, line.agency, *(effect.in_public for effect in line.effects))
        yield from (text for name, texts in learned for text in (name, *texts))


def _always_said(*, on: date) -> Iterator[str]:
    """What the pages say whatever reviews there are."""
    for path, data in site_pages(public_board(), (), on=on):
        yield from words_in(data, path=path) or ()


def _taken_down(
    reviews: Iterable[PublicReview], public_ids: Collection[str], *, at: datetime
) -> tuple[PublicReview, ...]:
    return tuple(
        replace(
            review,
            editions=tuple(
                replace(one, withdrawn_at=one.withdrawn_at or at, html=b"", pdf=b"", odt=b"")
                if one.public_id in public_ids
                else one
                for one in review.editions
            ),
        )
        for review in reviews
    )


def _write(site: Path, pages: Iterable[tuple[str, bytes]]) -> None:
    for path, data in pages:
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _editions(reviews: Iterable[PublicReview], public_ids: Collection[str]) -> Sequence[PublishedEdition]:
    return [one for review in reviews for one in review.editions if one.public_id in public_ids]


def _paths(review: PublicReview, edition: PublishedEdition) -> tuple[str, ...]:
    return tuple(f"{file_name(review, edition)}{form}" for form in FORMS)


def _rows(words: Sequence[str]) -> Iterator[Row]:
    """Every run of so many words, as search spells them."""
    return zip(*(words[start:] for start in range(ROW)), strict=False)
