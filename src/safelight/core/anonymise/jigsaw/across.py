"""What do a draft and the papers of its case that have gone out tell together, that none of them tells alone?

Somebody who collects all of them lays them side by side: the briefing's "young child" is three years old in the
summary, and the committee's report has the work of a parent of whom the summary told the illness. So each paper may be
harmless and all of them together not (ICO, anonymisation guidance of 28 March 2025: linkability).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.jigsaw.beside import Fact, Place, Told
from safelight.core.anonymise.jigsaw.combining import ENOUGH, TRAIT_WORDS
from safelight.core.anonymise.jigsaw.disclosing import TOPIC_WORDS, Whom, said_of
from safelight.core.anonymise.jigsaw.mentions import Called
from safelight.core.anonymise.jigsaw.particulars import NOT_TOLD, OF_EVENTS, Particular
from safelight.core.anonymise.jigsaw.sentences import Span

_LOOKED_AT: Final = 12
"""How many places that may tell the same event are compared: a stem that more of them share tells no event."""
_KNOWS: Final = {
    "age": "the age",
    "when": "the day or the month",
    "detail": "what exactly is meant",
    "sex": "whether the child is a boy or a girl",
    "number": "how many children there are",
    "place": "which place it was",
    "register": "which place is meant",
}
_ANEW: Final = {
    "age": "the age",
    "number": "how many children there are",
    "sex": "whether the child is a boy or a girl",
}


class SeamKind(StrEnum):
    """What kind of seam there is between a draft and other papers."""

    TOGETHER = "told-together"
    MORE_EXACTLY = "told-more-exactly"
    OTHER_NAME = "told-by-another-name"
    LESS_EXACTLY = "told-less-exactly"
    ANEW = "told-anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """Something that a draft and other papers tell together. `about` is the same whatever papers are added.

    `blocks` says whether it is this draft that would tell it: then somebody has to decide before it goes out.
    """

    kind: SeamKind
    about: str
    why: str
    here: Place
    there: tuple[Place, ...]
    blocks: bool

    @property
    def words(self) -> str:
        """What a decision about it hangs on."""
        return f"{self.kind} {self.about}"


def look_across(
    draft: Told, others: Sequence[Told], *, people: tuple[Called, ...], small_area: bool = False
) -> tuple[Seam, ...]:
    """Every seam between a draft and other papers: what blocks first, then by kind, in the order of the text.

    What goes out beside the draft is asked for combinations and names alone: nobody has it yet, so that it can still
    be changed. The order of the papers changes nothing. A paper that is added takes no seam away, but where it alone
    tells all of a combination, or what was new; what it tells as exactly no longer blocks.
    """
    every = tuple({one.read.text: one for one in sorted(others, key=_in_order, reverse=True)}.values())[::-1]
    out = [one for one in every if one.is_out]
    found = [
        *_together(draft, every, enough=ENOUGH - small_area),
        *_more_exactly(draft, out),
        *_other_names(draft, every, people=people),
        *_less_exactly(draft, out),
        *_anew(draft, out),
    ]
    order = list(SeamKind)
    return tuple(sorted(found, key=lambda one: (not one.blocks, order.index(one.kind), one.here.start, one.about)))


def _in_order(told: Told) -> tuple[bool, str, str]:
    """What is out first: of two papers with the same words, that one counts."""
    return not told.is_out, told.name, told.read.text


def _together(draft: Told, others: Sequence[Told], *, enough: int) -> Iterator[Seam]:
    """Pieces of enough kinds that no paper has alone."""
    elsewhere = {trait for other in others for trait in other.pieces}
    every = elsewhere | set(draft.pieces)
    if len(every) < enough or not draft.pieces or any(every <= set(one.pieces) for one in (draft, *others)):
        return
    adds = [trait for trait in draft.pieces if trait not in elsewhere]
    brings = adds or list(draft.pieces)
    beside = list(dict.fromkeys(t for other in others for t in other.pieces if t not in draft.pieces))
    places = [other.place(other.pieces[trait]) for trait in beside for other in others if trait in other.pieces]
    here = [draft.place(draft.pieces[trait]) for trait in brings]
    said = [f"{TRAIT_WORDS[trait]} (“{place.text}”)" for trait, place in zip(brings, here, strict=True)]
    yield Seam(
        kind=SeamKind.TOGETHER,
        about=f"{' '.join(sorted(every))}: {' | '.join(place.text.casefold() for place in here)}",
        why=f"This draft tells {_listed(said)}, and other papers tell {_listed([_of(t, others) for t in beside])}. "
        "No paper has all of it, and whoever collects them has: "
        + (
            "make the most exact of what this draft adds general, or leave it out."
            if adds
            else "this draft adds nothing to what the others tell together already."
        ),
        here=here[0],
        there=tuple(places),
        blocks=bool(adds),
    )


def _of(trait: str, others: Sequence[Told]) -> str:
    first = next(other for other in others if trait in other.pieces)
    return f"{TRAIT_WORDS[trait]} (“{first.place(first.pieces[trait]).text}”)"


def _more_exactly(draft: Told, others: Sequence[Told]) -> Iterator[Seam]:
    """What this draft tells exactly, and another paper only in general."""
    for fact, mentions in draft.facts.items():
        pairs = [(other, found) for other in others if (found := _told_in_general(fact, mentions, other))]
        if not pairs:
            continue
        already = next((other for other in others if fact in other.facts or fact in other.within), None)
        (other, (one, general)), kind = pairs[0], fact[0]
        here = draft.place((one.start, one.end))
        yield Seam(
            kind=SeamKind.MORE_EXACTLY,
            about=" ".join(fact),
            why=f"“{here.text}”: {other.name} {_says(other, general)}. Whoever has both knows {_KNOWS[kind]}. "
            + (f"It is told as exactly in {already.name} already." if already else "Say it as generally as there."),
            here=here,
            there=tuple(each.place((said.start, said.end)) for each, (_, said) in pairs),
            blocks=already is None,
        )


def _told_in_general(fact: Fact, mentions: Sequence[Particular], other: Told) -> tuple[Particular, Particular] | None:
    """Which of these exact mentions another paper tells in general, and nowhere as exactly; and where."""
    if fact in other.facts or fact in other.within:
        return None
    for one in mentions if mentions[0].kind in OF_EVENTS else mentions[:1]:
        for value in sorted(one.within, key=lambda each: (-len(each), each)):
            general = _same(one, value, other)
            if general and not _exact_there(general, other):
                return one, general
    return None


def _less_exactly(draft: Told, others: Sequence[Told]) -> Iterator[Seam]:
    """What this draft tells in general, and a paper that is out tells exactly."""
    for fact in draft.facts:
        pairs = [(other, found) for other in others if (found := _told_exactly(fact, draft, other))]
        if not pairs:
            continue
        other, (mine, exact) = pairs[0]
        here, there = draft.place((mine.start, mine.end)), other.place((exact.start, exact.end))
        said = f"What stands here as “{here.text}”" if fact[2] == NOT_TOLD else f"“{here.text}”"
        yield Seam(
            kind=SeamKind.LESS_EXACTLY,
            about=" ".join(fact),
            why=f"{said} is told more exactly in {other.name}: “{there.text}”. Whoever has both knows "
            f"{_KNOWS[fact[0]]}, and what has gone out cannot be called back: read what is told here as they will.",
            here=here,
            there=tuple(each.place((told.start, told.end)) for each, (_, told) in pairs),
            blocks=False,
        )


def _told_exactly(fact: Fact, draft: Told, other: Told) -> tuple[Particular, Particular] | None:
    """Where the draft tells something in general, and nowhere exactly, that another paper tells exactly; and there."""
    for exact in other.within.get(fact, ()):
        value = (exact.kind, exact.whom, exact.said)
        if value in draft.facts or value in draft.within:
            continue
        mine = _same(exact, fact[2], draft)
        if mine and not _exact_there(mine, draft):
            return mine, exact
    return None


def _same(one: Particular, value: str, other: Told) -> Particular | None:
    """What another paper tells with a value; of an event, where its sentence is about the same."""
    if one.kind in OF_EVENTS:
        return _alike(one, value, other.events)
    return next(iter(other.facts.get((one.kind, one.whom, value), ())), None)


def _exact_there(general: Particular, paper: Told) -> bool:
    """Whether the paper that tells something in general tells the same thing exactly as well."""
    if general.kind in OF_EVENTS:
        return _alike(general, general.said, paper.events_within) is not None
    return (general.kind, general.whom, general.said) in paper.within


def _alike(
    one: Particular, value: str, listed: Mapping[tuple[str, str, str], Sequence[Particular]]
) -> Particular | None:
    """The first particular of a value whose sentence shares enough stems with this one's to tell the same event."""
    shared: Counter[int] = Counter()
    places: dict[int, Particular] = {}
    for stem in one.event:
        found = listed.get((one.kind, value, stem), ())
        if len(found) <= _LOOKED_AT:
            shared.update(each.start for each in found)
            places.update((each.start, each) for each in found)
    return next((places[at] for at in sorted(shared) if _one_event(shared[at], one.event, places[at].event)), None)


def _one_event(shared: int, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether sentences with so many stems in common tell of one event: half of the shorter, and not one of many."""
    fewer = min(len(one), len(other))
    return 2 * shared >= fewer and (shared > 1 or fewer == 1)


def _says(other: Told, general: Particular) -> str:
    if general.said == NOT_TOLD:
        return "does not tell that"
    return f"says only “{other.place((general.start, general.end)).text}”"


def _other_names(draft: Told, others: Sequence[Told], *, people: tuple[Called, ...]) -> Iterator[Seam]:
    """One person under two names; surely where both are kept in the register, perhaps where a code is nobody's."""
    now = {_folded(person.now) for person in people}
    known = now | {_folded(label) for person in people for label in person.also}
    for person in people:
        labels = {_folded(label) for label in (person.now, *person.also)}
        mine = [label for label in sorted(labels) if label in draft.read.names]
        own = _folded(person.now)
        pairs = [
            (other, label)
            for other in others
            if mine and not any(label in other.read.names for label in mine)
            for label in sorted(labels - set(mine) - (now - {own}))
            if label in other.read.names
        ]
        if pairs:
            yield _named(draft, mine[0], draft.read.names[mine[0]], [(o, o.read.names[label]) for o, label in pairs])
    for code, span in draft.codes.items():
        head = code.rpartition(" ")[0]
        strangers = [
            (other, place)
            for other in others
            if code not in other.codes
            for there, place in other.codes.items()
            if there.rpartition(" ")[0] == head
            and there not in draft.codes
            and not {_folded(code), _folded(there)} <= known
        ]
        if strangers:
            yield _named(draft, _folded(code), span, strangers, sure=False)


def _folded(label: str) -> str:
    return " ".join(fold_words(label))


def _named(draft: Told, label: str, span: Span, there: Sequence[tuple[Told, Span]], *, sure: bool = True) -> Seam:
    here, places = draft.place(span), tuple(other.place(place) for other, place in there)
    joined = "whoever reads both can join what is told under the one with what is told under the other"
    one, other, paper = f"“{here.text}”", f"“{places[0].text}”", places[0].paper
    return Seam(
        kind=SeamKind.OTHER_NAME,
        about=f"{'is' if sure else 'may be'} {label}",
        why=f"{one} is called {other} in {paper}: {joined}. Use one of them for good."
        if sure
        else f"{other} in {paper} stands nowhere here, and {one} nowhere there. If they are one person, {joined}.",
        here=here,
        there=places,
        blocks=sure,
    )


def _anew(draft: Told, others: Sequence[Told]) -> Iterator[Seam]:
    """What no other paper tells at all, once any of them tells something of the family."""
    told = {matter for other in others for matter in other.matters}
    kinds = {(kind, whom) for other in others for kind, whom, _ in other.facts}
    if not told and not kinds:
        return
    for (topic, whom), span in draft.matters.items():
        if (topic, whom) not in told:
            what = f"{TOPIC_WORDS[topic]}, about {said_of(Whom(whom))}"
            yield _first_told(draft, f"{topic} {whom}", what, span)
    for (kind, whom, said), (one, *_) in draft.facts.items():
        if kind in _ANEW and said != NOT_TOLD and (kind, whom) not in kinds:
            kinds.add((kind, whom))
            yield _first_told(draft, f"{kind} {whom}", _ANEW[kind] + _of_whom(kind, whom), (one.start, one.end))


def _of_whom(kind: str, whom: str) -> str:
    """Whose age it is, as far as a word says so."""
    if kind != "age":
        return ""
    return f" of {said_of(Whom(whom))}" if whom in set(Whom) else " of an adult of the family"


def _first_told(draft: Told, about: str, what: str, span: Span) -> Seam:
    why = f"This tells {'of ' if ', about ' in what else ''}{what}. No paper of this review that has gone out does."
    return Seam(kind=SeamKind.ANEW, about=about, why=why, here=draft.place(span), there=(), blocks=False)


def _listed(words: Iterable[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
