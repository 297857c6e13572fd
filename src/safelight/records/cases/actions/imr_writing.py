"""An agency writes its review here: every save is a version, and two people who write at once lose nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from safelight.core.review.imr.merging import choose, merge
from safelight.core.review.imr.words import FIELDS, PartKind, Way
from safelight.records.audit.queries import quarter_of
from safelight.records.cases.acting import Acting, acting, sought
from safelight.records.cases.models import AgencyReview, PartVersion, ReviewPart, ReviewState
from safelight.records.cases.parts import Values, add_version, outline_of, standing, values_of
from safelight.records.cases.words import BEING_WRITTEN, DONE_WITH
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput

ReviewKey = AgencyReview | UUID
LONGEST = 200_000
"""Characters in one field: about sixty pages."""
MOST_ROWS = 500
KEPT_ASIDE = (
    "This review is not open for writing any more. What you typed is kept in the history of this section, but it does "
    "not stand in the review. Ask for the review to be opened again, and take it back from there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of a save.

    `own` is the version that holds exactly what was sent, and `version` the one that stands now, with its words. The
    two differ where somebody else had saved meanwhile. `kept_aside` is "" or says why it does not stand.
    """

    key: str
    own: int
    version: int
    values: tuple[tuple[str, str], ...]
    to_choose: int
    kept_aside: str = ""


def save_part(
    *, review: ReviewKey, key: str, values: Mapping[str, str], base: int, page: str = "", by: User, at: datetime
) -> Saved:
    """Save one section, or one row of a list, that was begun from version `base` of it (0: from nothing).

    Where somebody else has saved since, both are brought together; what was sent is kept as it was besides. `page` is
    a random number of the open page. What one page sends goes on from what it sent before, even where it has not heard
    yet that this arrived.

    Raises:
        NotForYou
        NotNow: before somebody has said who writes, once the panel has accepted it or agreed the overview report.
        WrongInput: a part, a field or a version that there is not, or a text that is too long.
    """
    row, act = _about(review, by=by, at=at)
    with _writing(row, act) as held:
        part = _part(held, key)
        kind = PartKind(part.kind)
        sent = _checked(values, kind=kind)
        page = page[:32]
        sent_before = part.versions.filter(page=page, way=Way.TYPED, saved_by=by, number__gt=base).last()
        if page and sent_before is not None:
            base = sent_before.number
        begun_from = part.versions.filter(number=base).first() if base else None
        if base and begun_from is None:
            raise WrongInput("That version is not one of this section. Load the page again.", field="base")
        if held.state not in BEING_WRITTEN:
            aside = add_version(part, sent, base=base, way=Way.TYPED, by=by, at=at, aside=True, page=page)
            _note(act, part, aside, at=at)
            return _saved(part, own=aside.number, kept_aside=KEPT_ASIDE)
        before = values_of(begun_from, kind=kind)
        own, version = _bring_together(part, sent, before=before, base=base, page=page, by=by, at=at)
        if version is not None:
            _begun(held)
            _note(act, part, version, at=at)
        return _saved(part, own=own)


def _bring_together(
    part: ReviewPart, sent: Values, *, before: Values, base: int, page: str, by: User, at: datetime
) -> tuple[int, PartVersion | None]:
    """The version that holds what was sent, and the newest one if any was added."""
    kind, current = PartKind(part.kind), standing(part)
    there = values_of(current, kind=kind)
    if sent == there and not (current is not None and current.gone):
        return part.version, None
    if base == part.version:
        version = add_version(part, sent, base=base, way=Way.TYPED, by=by, at=at, page=page)
        return version.number, version
    if sent == before:
        return part.version, None
    merged = {field: merge(before[field], sent[field], there[field]).text for field in sent}
    own = add_version(part, sent, base=base, way=Way.TYPED, by=by, at=at, aside=merged != sent, page=page)
    if merged == sent:
        return own.number, own
    return own.number, add_version(part, merged, base=own.number, way=Way.MERGED, by=by, at=at)


def add_row(*, review: ReviewKey, kind: str, values: Mapping[str, str] | None = None, by: User, at: datetime) -> str:
    """Begin a row of one of the lists: a document, an interview, a recommendation. The answer is its key.

    Raises:
        NotForYou, NotNow
        WrongInput: a list that this review does not have, or too many rows.
    """
    row, act = _about(review, by=by, at=at)
    with _writing(row, act) as held:
        _check_open(held)
        if kind not in set(PartKind) or not outline_of(held).asks_for(PartKind(kind)):
            raise WrongInput("This review has no such list. Choose one of those on the page.", field="kind")
        if held.parts.filter(kind=kind).count() >= MOST_ROWS:
            raise WrongInput(f"There are {MOST_ROWS} rows already. Put several into one.", field="kind")
        part = ReviewPart.objects.create(review=held, kind=kind, key=uuid.uuid4().hex)
        sent = _checked(values or {}, kind=PartKind(kind))
        _note(act, part, add_version(part, sent, base=0, way=Way.TYPED, by=by, at=at), at=at)
        _begun(held)
        return part.key


def remove_row(*, review: ReviewKey, key: str, by: User, at: datetime) -> None:
    """Take a row off its list. Its history stays, and it can be taken back from there.

    Raises:
        NotForYou, NotNow
        WrongInput: for a section, or a row that there is not.
    """
    row, act = _about(review, by=by, at=at)
    with _writing(row, act) as held:
        _check_open(held)
        part = held.parts.exclude(kind=PartKind.SECTION).filter(key=key).first()
        if part is None:
            raise WrongInput("That row is not there. Load the page again.", field="key")
        values = values_of(standing(part), kind=PartKind(part.kind))
        version = add_version(part, values, base=part.version, way=Way.TYPED, by=by, at=at, gone=True)
        act.record(part, version=version.number, removed=True)


def take_back(*, review: ReviewKey, key: str, number: int, by: User, at: datetime) -> Saved:
    """Let an earlier version of a part stand again, as a new version.

    Raises:
        NotForYou, NotNow
        WrongInput: for a version that there is not.
    """
    row, act = _about(review, by=by, at=at)
    with _writing(row, act) as held:
        _check_open(held)
        part = _part(held, key)
        earlier = part.versions.filter(number=number).first()
        if earlier is None:
            raise WrongInput("That version is not there. Choose one from the list.", field="number")
        values = values_of(earlier, kind=PartKind(part.kind))
        version = add_version(part, values, base=part.version, way=Way.TAKEN_BACK, by=by, at=at)
        _begun(held)
        act.record(part, version=version.number, taken_back=number)
        return _saved(part, own=version.number)


def choose_words(
    *, review: ReviewKey, key: str, field: str, place: int, keep: str, base: int, by: User, at: datetime
) -> Saved:
    """Settle one place where two people had changed the same words: `keep` is what is to stand there.

    Raises:
        NotForYou
        NotNow: when the part has changed since the choice was shown.
        WrongInput: for a place that there is not.
    """
    row, act = _about(review, by=by, at=at)
    with _writing(row, act) as held:
        _check_open(held)
        part = _part(held, key)
        if part.version != base:
            raise NotNow("Somebody has changed this section meanwhile. Go back, look at it again, and choose then.")
        values = values_of(standing(part), kind=PartKind(part.kind))
        try:
            settled = {**values, field: choose(values[field], place, keep=keep)}
        except (IndexError, KeyError):
            raise WrongInput("There is nothing to choose at that place any more.", field="keep") from None
        version = add_version(part, settled, base=base, way=Way.CHOSEN, by=by, at=at)
        act.record(part, version=version.number, chosen=True)
        return _saved(part, own=version.number)


def put_into_sections(
    *, row: AgencyReview, act: Acting, texts: Mapping[str, str], replace: bool, at: datetime
) -> Sequence[str]:
    """Put the texts of an uploaded file into their sections, each as a new version, within the act of laying it out."""
    done = []
    for key, text in texts.items():
        part = _part(row, key)
        before = values_of(standing(part), kind=PartKind.SECTION)
        kept = "" if replace else before["text"].strip()
        values = _checked({"text": f"{kept}\n\n{text}" if kept else text}, kind=PartKind.SECTION)
        if values != before:
            version = add_version(part, values, base=part.version, way=Way.FROM_FILE, by=act.by, at=at)
            act.record(part, version=version.number)
            done.append(key)
    _begun(row)
    return done


def _about(review: ReviewKey, *, by: User, at: datetime) -> tuple[AgencyReview, Acting]:
    row = sought(AgencyReview, review, to="write_review", by=by, at=at)
    return row, acting(row.case, to="write_review", by=by, at=at, agency=row.agency)


@contextmanager
def _writing(row: AgencyReview, act: Acting) -> Iterator[AgencyReview]:
    """The transaction of a save, the review locked: others may write in other reviews of the case meanwhile.

    Nothing that is typed moves the case to another stage, so the case itself is not locked.
    """
    with transaction.atomic():
        held = AgencyReview.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        act.check_before_agreement()
        if held.state in DONE_WITH:
            raise NotNow("The panel has accepted this review, so nothing in it is changed any more.")
        if not held.declarations.exists():
            raise NotNow("Say first who writes this review, and answer the three questions about them.")
        yield held


def _check_open(held: AgencyReview) -> None:
    if held.state not in BEING_WRITTEN:
        raise NotNow("This review is with those who check and sign it, or with the panel. Open it for writing first.")


def _part(held: AgencyReview, key: str) -> ReviewPart:
    part = held.parts.filter(key=key).first()
    if part is not None:
        return part
    section = outline_of(held).find(key)
    if section is None:
        raise WrongInput("This review has no such section. Load the page again.", field="key")
    return ReviewPart.objects.create(review=held, kind=PartKind.SECTION, key=key, title=section.title)


def _checked(untrusted_values: Mapping[str, str], *, kind: PartKind) -> dict[str, str]:
    if unknown := set(untrusted_values) - set(FIELDS[kind]):
        raise WrongInput("There is a field here that does not belong. Load the page again.", field=min(unknown))
    values = {}
    for field in FIELDS[kind]:
        text = untrusted_values.get(field, "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        if len(text) > LONGEST:
            raise WrongInput(
                f"This is longer than {LONGEST:,} characters. Put a part of it under “Everything else”.", field=field
            )
        values[field] = text
    return values


def _begun(held: AgencyReview) -> None:
    if held.state == ReviewState.REQUESTED:
        held.state = ReviewState.DRAFTING
        held.save(update_fields=["state"])


def _note(act: Acting, part: ReviewPart, version: PartVersion, *, at: datetime) -> None:
    """One entry for all that somebody saves in a part within a quarter of an hour: each version says who and when."""
    first = version.base if version.way == Way.MERGED else version.number
    if not part.versions.filter(saved_by=act.by, saved_at__gte=quarter_of(at), number__lt=first).exists():
        act.record(part, version=version.number)


def _saved(part: ReviewPart, *, own: int, kept_aside: str = "") -> Saved:
    there = standing(part)
    values = values_of(there, kind=PartKind(part.kind))
    return Saved(
        key=part.key,
        own=own,
        version=part.version,
        values=tuple(values.items()),
        to_choose=there.to_choose if there is not None else 0,
        kept_aside=kept_aside,
    )
