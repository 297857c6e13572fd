"""The package for the national repository: made, proved and kept, and opened again by the office that sends it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases import vault
from safelight.records.cases.access import readers_on
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.actions.copies import check_names_nobody
from safelight.records.publication.actions.publishing import PUBLISHERS, check_goes_on, decide_publication
from safelight.records.publication.models import Edition, RepositoryPackage
from safelight.records.publication.package import Asked, package_of
from safelight.records.publication.unnamed import check_may_be_unnamed
from safelight.records.publication.words import PUBLIC, EditionState

MOST_KEY_WORDS = 20


def make_package(
    *, edition: Edition | UUID, contact: str, key_words: str, not_before: date | None, by: User, at: datetime
) -> RepositoryPackage:
    """Pack the approved files of an edition with a catalogue sheet, prove the finished package, and keep it.

    `key_words` are separated by commas or lines. The same edition and additions give the same bytes, kept once.

    Raises:
        NotForYou
        NotNow: before it is approved or after it was withdrawn; when anything shows or hides in the package, or the
            review went out the other way, with or without the board's name.
        WrongInput: no contact, one that names a person, or too many key words.
        RefusedByRule: when it is not public yet and the gate does not allow it to be.
    """
    edition = sought(Edition, edition, act="publication.make_package", by=by, at=at)
    act = acting("publication.make_package", case=edition.case_id, by=by, at=at, allowed=PUBLISHERS)
    ask = "Say whom the repository can ask: a post and its mailbox."
    asked = Asked(
        contact=entered(_one_line(contact), field="contact", ask=ask, longest=200),
        key_words=_listed(key_words),
        not_before=not_before,
    )
    check_names_nobody(edition.case, contact=asked.contact, key_words="; ".join(asked.key_words))
    with act.writing():
        edition.refresh_from_db()
        _check_may_go(edition)
        if edition.state == EditionState.APPROVED:
            decision = decide_publication(edition=edition, publisher=by, on=act.on)
            if not decision.allowed:
                raise RefusedByRule(decision)
        if edition.unnamed_because:
            check_may_be_unnamed(act.regime)
        sha256 = vault.put(package_of(edition, asked))
        made, _ = RepositoryPackage.objects.get_or_create(
            edition=edition, zip_sha256=sha256, defaults={"made_at": at, "made_by": by}
        )
        act.record(made, sha256=sha256, unnamed=bool(edition.unnamed_because))
    return made


def open_package(*, package: RepositoryPackage | UUID, by: User, at: datetime) -> bytes:
    """The bytes of a package, for the office that sends it. That it was downloaded is recorded first.

    Raises:
        NotForYou: to anybody else; the attempt is recorded.
        NotNow: once the edition has been withdrawn.
    """
    name = "publication.open_package"
    package = sought(RepositoryPackage, package, act=name, by=by, at=at)
    edition = package.edition
    held = PUBLISHERS.intersection(readers_on(by, edition.case))
    if not held:
        record_refusal(name, by=by, at=at, case=str(edition.case_id), subject=f"RepositoryPackage:{package.pk}")
        raise NotForYou
    _check_may_go(edition)
    with transaction.atomic():
        record(
            name,
            by=by,
            at=at,
            acting_as=next(iter(held)),
            case=edition.case,
            subject=package,
            sha256=package.zip_sha256,
        )
    return vault.get(package.zip_sha256)


def _check_may_go(edition: Edition) -> None:
    check_goes_on(edition)
    if edition.state not in {EditionState.APPROVED, *PUBLIC}:
        raise NotNow("A package is made of an edition that has been approved, and that has not been withdrawn.")
    if _other_way(edition).filter(Q(published_at__isnull=False) | Q(packages__isnull=False)).exists():
        how = "with" if edition.unnamed_because else "without"
        raise NotNow(
            f"This review has been published or packed {how} the board's name before. Two editions side by side, one "
            "with the name and one without, would tell whose it is."
        )


def _other_way(edition: Edition) -> QuerySet[Edition]:
    """The editions of the same review that name the board where this one does not, or the other way round."""
    editions = edition.case.editions
    return editions.filter(unnamed_because="") if edition.unnamed_because else editions.exclude(unnamed_because="")


def _listed(key_words: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(_one_line(word) for word in key_words.replace("\n", ",").split(",") if word.strip()))
    if len(words) > MOST_KEY_WORDS or any(len(word) > 80 for word in words):
        raise WrongInput(f"Give at most {MOST_KEY_WORDS} key words of at most 80 characters.", field="key_words")
    return words


def _one_line(text: str) -> str:
    return " ".join(text.split())
