"""What everybody of a case is called in what is published: looked at, chosen by a scheme, and swapped for another."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from safelight.core.anonymise.amending import with_person, with_pseudonyms
from safelight.core.anonymise.roster import DEFAULT_PSEUDONYMS, Person, RegisterError, Roster, read_register
from safelight.core.anonymise.schemes.checking import check
from safelight.core.anonymise.schemes.proposing import propose
from safelight.core.anonymise.schemes.scheme import Scheme
from safelight.core.vocabulary import Stage
from safelight.records.cases import vault
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import Acting, acting
from safelight.records.cases.actions.intake import checked_register
from safelight.records.cases.models import Case, PseudonymScheme
from safelight.records.cases.queries.pseudonyms import PseudonymsPage, labels_of, pseudonyms_page, taken_elsewhere
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput

NO_REGISTER = "This case has no register of people yet. Add one first."
STAYS = "Something of this review is published by these pseudonyms, so they stay. Choose the scheme for other readers."
PUBLISHED, ENTERED = "what is published", "as entered in the register"


def look_at_pseudonyms(*, case: CaseKey, by: User, at: datetime) -> PseudonymsPage:
    """Everybody's real name beside what they are called, and what is wrong with it. Audited first, as the register is.

    Raises:
        NotForYou
        NotNow: while there is no register.
    """
    act = acting(case, to="look_at_pseudonyms", by=by, at=at)
    with act.writing() as held:
        if not held.register_sha256:
            raise NotNow(NO_REGISTER)
        act.record(held, register=held.register_sha256)
    return pseudonyms_page(held, reader=act.reader)


def choose_pseudonyms(
    *, case: CaseKey, scheme: str, neutral: bool = False, audience: str = PUBLISHED, by: User, at: datetime
) -> PseudonymScheme:
    """Call everybody of the case by a scheme, for what is published or for a second circle of readers, and use it.

    The same scheme again for the same readers changes nobody: whoever was added since is given a pseudonym. What the
    register said before is kept, to go back to.

    Raises:
        NotForYou
        NotNow: while there is no register; another scheme for what is published, once something is.
        WrongInput: a scheme that there is none of, nobody named as its readers, or one that cannot be kept.
    """
    act = acting(case, to="choose_pseudonyms", by=by, at=at)
    audience = audience.strip()
    if scheme not in set(Scheme) - {Scheme.ENTERED}:
        raise WrongInput("Choose one of the schemes.", field="scheme")
    if not audience or len(audience) > 60 or audience == ENTERED:
        raise WrongInput("Say for which readers, in at most 60 characters.", field="audience")
    with act.writing() as held:
        roster = _register(held)
        _keep_as_entered(held, roster, act=act)
        before = held.pseudonym_schemes.filter(audience=audience).first()
        same = before is not None and (before.scheme, before.neutral) == (scheme, neutral)
        if not same and audience == PUBLISHED and held.stage in {Stage.PUBLISHED, Stage.CLOSED}:
            raise NotNow(STAYS)
        seed = before.seed if before is not None and same else secrets.token_hex(8)
        taken = taken_elsewhere(held)
        known = _public_name(held, roster, taken=taken) if audience == PUBLISHED else {}
        kept = labels_of(before) if before is not None and same else known
        labels = propose(roster, scheme=Scheme(scheme), seed=seed, taken=taken, kept=kept, neutral=neutral)
        row, _ = PseudonymScheme.objects.update_or_create(
            case=held,
            audience=audience,
            defaults={
                "scheme": scheme,
                "neutral": neutral,
                "seed": seed,
                "labels_sha256": _put(labels),
                "in_use": False,
                "chosen_by": by,
                "chosen_at": at,
            },
        )
        _use(row, held, labels=labels)
        act.record(held, scheme=scheme, neutral=neutral, people=len(labels), register=held.register_sha256)
    return row


def use_pseudonyms(*, case: CaseKey, audience: str, by: User, at: datetime) -> PseudonymScheme:
    """Write the pseudonyms that were chosen for these readers into the register. Those before them stay to go back to.

    Raises:
        NotForYou
        NotNow: while there is no register, or nothing was chosen for such readers.
    """
    act = acting(case, to="use_pseudonyms", by=by, at=at)
    with act.writing() as held:
        roster = _register(held)
        row = held.pseudonym_schemes.filter(audience=audience).first()
        if row is None:
            raise NotNow("No scheme was chosen for these readers. Choose one first.")
        labels = labels_of(row)
        if row.scheme != Scheme.ENTERED:
            taken = taken_elsewhere(held)
            labels = propose(
                roster, scheme=Scheme(row.scheme), seed=row.seed, taken=taken, kept=labels, neutral=row.neutral
            )
        _use(row, held, labels=labels)
        act.record(held, scheme=row.scheme, people=len(labels), register=held.register_sha256)
    return row


def add_person(
    *, case: CaseKey, name: str, role: str, known_as: str = "", pseudonym: str = "", by: User, at: datetime
) -> Case:
    """Add somebody to the register. Without a pseudonym they get the one of the scheme in use, or that of their part.

    `known_as` are other ways to write the name, divided by commas.

    Raises:
        NotForYou
        NotNow: while there is no register.
        WrongInput: no name, an unknown part, or a pseudonym that gives somebody away.
    """
    act = acting(case, to="add_person", by=by, at=at)
    names, others = name.strip(), tuple(part.strip() for part in known_as.split(",") if part.strip())
    if not names:
        raise WrongInput("Enter the name in full.", field="name")
    if role not in DEFAULT_PSEUDONYMS:
        raise WrongInput("Choose what they are in the case.", field="role")
    with act.writing() as held:
        roster = _register(held)
        taken = {person.id for person in roster.people} | {place.id for place in roster.places}
        key = next(
            f"person-{n}" for n in range(len(roster.people) + 1, 2 * len(taken) + 3) if f"person-{n}" not in taken
        )
        person = Person(id=key, role=role, names=(names,), known_as=others, pseudonym=DEFAULT_PSEUDONYMS[role])
        label = pseudonym.strip() or _by_scheme(held, roster, person) or person.pseudonym
        person = Person(id=key, role=role, names=(names,), known_as=others, pseudonym=label)
        _write(held, lambda text: with_person(text, person=person), field="pseudonym" if pseudonym.strip() else "name")
        act.record(held, people=len(roster.people) + 1, register=held.register_sha256)
    return held


def _register(held: Case) -> Roster:
    if not held.register_sha256:
        raise NotNow(NO_REGISTER)
    return read_register(vault.get(held.register_sha256, shelf=vault.Shelf.NAMES).decode())


def _keep_as_entered(held: Case, roster: Roster, *, act: Acting) -> None:
    """What was typed into the register before any scheme, kept once."""
    if held.pseudonym_schemes.exists():
        return
    PseudonymScheme.objects.create(
        case=held,
        audience=ENTERED,
        scheme=Scheme.ENTERED,
        neutral=False,
        seed="",
        labels_sha256=_put({person.id: person.pseudonym for person in roster.people}),
        in_use=False,
        chosen_by=act.by,
        chosen_at=act.at,
    )


def _public_name(held: Case, roster: Roster, *, taken: tuple[str, ...]) -> dict[str, str]:
    """The child keeps the name under which the review is known, unless that gives them away."""
    subjects = [person.id for person in roster.people if person.role == "subject"]
    if len(subjects) != 1 or check(roster, {subjects[0]: held.public_name}, taken=taken):
        return {}
    return {subjects[0]: held.public_name}


def _by_scheme(held: Case, roster: Roster, person: Person) -> str:
    row = held.pseudonym_schemes.filter(in_use=True).exclude(scheme=Scheme.ENTERED).first()
    if row is None:
        return ""
    more = Roster(people=(*roster.people, person), places=roster.places, relations=roster.relations)
    kept = {each.id: each.pseudonym for each in roster.people}
    made = propose(
        more, scheme=Scheme(row.scheme), seed=row.seed, taken=taken_elsewhere(held), kept=kept, neutral=row.neutral
    )
    return made[person.id]


def _use(row: PseudonymScheme, held: Case, *, labels: Mapping[str, str]) -> None:
    """Let the register say these labels, and the review's public name with them; one scheme is in use."""
    _write(held, lambda text: with_pseudonyms(text, labels=labels), field="scheme")
    subjects = [person.id for person in _register(held).people if person.role == "subject"]
    if len(subjects) == 1 and row.audience == PUBLISHED and held.stage not in {Stage.PUBLISHED, Stage.CLOSED}:
        held.public_name = labels.get(subjects[0], held.public_name)[:60]
        held.save(update_fields=["public_name"])
    held.pseudonym_schemes.filter(in_use=True).update(in_use=False)
    row.labels_sha256, row.in_use = _put(labels), True
    row.save(update_fields=["labels_sha256", "in_use"])


def _write(held: Case, change: Callable[[str], str], *, field: str) -> None:
    try:
        text = change(vault.get(held.register_sha256, shelf=vault.Shelf.NAMES).decode())
    except RegisterError as fault:
        raise WrongInput(str(fault), field=field) from fault
    checked_register(text, reference=held.reference)
    held.register_sha256 = vault.put(text.encode(), shelf=vault.Shelf.NAMES)
    held.save(update_fields=["register_sha256"])


def _put(labels: Mapping[str, str]) -> str:
    return vault.put(json.dumps(dict(labels), sort_keys=True).encode(), shelf=vault.Shelf.NAMES)
