"""Freezes the published site to plain files: a reader sees the old site or the new one, never half."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from safelight.core.collecting import without_collecting
from safelight.records.people.public import public_board
from safelight.records.plans.public import public_plans
from safelight.records.publication.looked_before import Looked
from safelight.records.publication.queries import PublishedEdition, published_editions
from safelight.records.publication.should_be_up import should_be_up
from safelight.records.publication.site import check_site
from safelight.web.pages import today
from safelight.web.public.pages import PublicReview, edition_files, plan_paths, site_pages
from safelight.web.public.reviews import on_day
from safelight.web.public.search import FOLDER
from safelight.web.words import day

STYLES = "safelight.css"


def rebuild(*, on: date | None = None) -> Path:
    """Write the whole site anew beside the old one, then swap the two with one rename. Returns where it lies.

    Raises:
        SiteLeaks: when a page would identify somebody. The old site stays, less what has been withdrawn since.
    """
    on = on or today()
    site: Path = settings.PUBLIC_SITE
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone(site), without_collecting():
        _tidy(site)
        made_of, reviews = should_be_up(), public_reviews(on=on)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
        try:
            _write(site, fresh, reviews, on=on)
            _swap(fresh, site)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            _take_down(site, [on_day(review, on=on) for review in reviews])
            raise
        _note(site, made_of)
    return site


def catch_up() -> bool:
    """Build the site where it is not made of what the records say: a process was killed between the two.

    Asked at every start. The answer is whether anything was built.

    Raises:
        SiteLeaks: as for `rebuild`.
    """
    site: Path = settings.PUBLIC_SITE
    made_of = should_be_up()
    if not made_of or (site.exists() and _noted(site) == made_of):
        return False
    rebuild()
    return True


def _note(site: Path, made_of: str) -> None:
    """Keep beside the site what it is made of; after the swap, so that a site cut off before is built again."""
    fresh = _note_of(site).with_suffix(".new")
    fresh.write_text(made_of, encoding="ascii")
    os.replace(fresh, _note_of(site))


def _noted(site: Path) -> str:
    try:
        return _note_of(site).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _note_of(site: Path) -> Path:
    return site.with_name(f".{site.name}-made-of")


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """One at a time: else whoever read the records first could finish last, and bring back what was withdrawn."""
    with site.with_name(f"{_prefix(site)}lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prefix(site: Path) -> str:
    """What the names of the folders that a site is built in begin with."""
    return f".{site.name}-frozen-"


def _tidy(site: Path) -> None:
    """Remove what a build that was cut off has left behind: it can hold what was withdrawn since."""
    for left in site.parent.glob(f"{_prefix(site)}*"):
        if left.is_symlink():
            left.unlink()
        elif left.is_dir() and left.name != _live(site):
            shutil.rmtree(left, ignore_errors=True)


def _live(site: Path) -> str:
    """The name of the folder that the site's link points at; empty where there is none yet."""
    return Path(os.readlink(site)).name if site.is_symlink() else ""


def pages_of(reviews: Sequence[PublicReview], *, on: date) -> Iterator[tuple[str, bytes]]:
    """Every page that these reviews make, with its path; the board's name is on all of them."""
    return site_pages(public_board(), reviews, on=on)


def check_pages(folder: Path, reviews: Sequence[PublicReview], *, on: date) -> Looked:
    """Hold the finished pages of these reviews against the registers. What was looked at is kept by whoever asks.

    Raises:
        SiteLeaks: when a page would identify somebody.
    """
    cases = {review.public_id: review.case_id for review in reviews}
    looked = Looked(_looked_before(settings.PUBLIC_SITE), cases=cases.values())
    check_site(folder, cases=cases, looked=looked, built=day(on))
    return looked


def _write(site: Path, fresh: Path, reviews: Sequence[PublicReview], *, on: date) -> None:
    for path, data in pages_of(reviews, on=on):
        _place(fresh / path, data, before=site / path)
    looked = check_pages(fresh, reviews, on=on)
    shutil.copyfile(_styles(), fresh / STYLES)
    fresh.chmod(0o755)
    looked.keep()


def _place(file: Path, data: bytes, *, before: Path) -> None:
    """Put a file into the new site; one that is the same in the site before is that file under a second name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        if before.read_bytes() == data:
            os.link(before, file)
            return
    except OSError:
        pass  # It is new, or the disk knows no second names.
    file.write_bytes(data)


def _looked_before(site: Path) -> Path:
    """Where it is kept, beside the site and never in it, what was looked at and found clean."""
    return site.with_name(f".{site.name}-looked-at.json")


def _take_down(site: Path, reviews: Iterable[PublicReview]) -> None:
    """Whatever keeps the new site from being written, what is no longer to be read goes from the old one.

    With it go the plan of a review of which nothing is left, and the index of the search, which holds its words.
    """
    down = [site / path for review in reviews for path in _no_longer_up(site, review)]
    if down:
        shutil.rmtree(site / FOLDER, ignore_errors=True)
    for file in down:
        file.unlink(missing_ok=True)


def _no_longer_up(site: Path, review: PublicReview) -> Iterator[str]:
    """What of a review nobody is to read in the old site any more; a newer edition may lie in its place and stays."""
    shown = dict(pair for edition in review.shown for pair in edition_files(review, edition))
    gone = (edition for edition in review.editions if edition not in review.shown)
    paths = [path for edition in gone for path, _ in edition_files(review, edition)]
    for path in paths if review.shown else [*paths, *plan_paths(review)]:
        file = site / path
        if file.exists() and file.read_bytes() != shown.get(path):
            yield path


def _swap(fresh: Path, site: Path) -> None:
    """Point the site's link at the fresh folder; the folder that it pointed at before is removed afterwards."""
    if site.exists() and not site.is_symlink():
        raise FileExistsError("Something that Safelight did not make is in the public site's place. Move it away.")
    link = site.with_name(f"{fresh.name}.link")
    link.symlink_to(fresh.name)
    os.replace(link, site)
    _tidy(site)


def _styles() -> Path:
    return Path(settings.NODE_MODULES) / ".safelight" / STYLES


def public_reviews(*, on: date) -> tuple[PublicReview, ...]:
    """Every review that is or was public, as the site is built from it."""
    by_case: defaultdict[UUID, list[PublishedEdition]] = defaultdict(list)
    for edition in published_editions():
        by_case[edition.case_id].append(edition)
    plans = public_plans(by_case, on=on)
    return tuple(
        PublicReview(
            # The oldest edition's opaque number stays the review's address, whatever comes after it.
            public_id=editions[-1].public_id,
            name=editions[-1].public_name,
            editions=_standing(editions),
            plan=plans.get(case_id),
        )
        for case_id, editions in by_case.items()
    )


def _standing(newest_first: Sequence[PublishedEdition]) -> tuple[PublishedEdition, ...]:
    """The newest edition of each kind takes the place of those before it; of a withdrawn one a notice stays."""
    newest: dict[str, PublishedEdition] = {}
    for edition in newest_first:
        newest.setdefault(edition.kind, edition)
    return tuple(one for one in newest_first if one.withdrawn_at or newest[one.kind] is one)
