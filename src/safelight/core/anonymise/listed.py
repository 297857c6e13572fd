"""Where does anybody or anything of a register stand in a text? Every finder is asked, and overlaps are settled."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from safelight.core.anonymise import policy
from safelight.core.anonymise.finders.context import words_of
from safelight.core.anonymise.finders.dates import DateHit, find_listed_dates
from safelight.core.anonymise.finders.disguises import Disguises, disguises_of, find_disguised
from safelight.core.anonymise.finders.identifiers import (
    A_LINK,
    AN_EMAIL,
    EMAIL,
    LINK,
    find_same_mailbox,
    identifier_needles,
)
from safelight.core.anonymise.finders.mention import Mention
from safelight.core.anonymise.finders.names import FAMILY, describe, find_mentions, joined, name_needles
from safelight.core.anonymise.finders.needles import Haystack, Hit, Needles, compile_needles, haystack, search
from safelight.core.anonymise.finders.places import A_STREET, house_before, past_kind, place_needles
from safelight.core.anonymise.finders.run_together import is_by_chance
from safelight.core.anonymise.finding import Finding, moved
from safelight.core.anonymise.fold import View, fold
from safelight.core.anonymise.naming import NameBook, name_book
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.anonymise.stretches import stretches

_CERTAIN_FIRST: Final = ("case-reference", "identifier", "phone", "email", "link", "postcode", "address", "place")


@dataclass(frozen=True, slots=True)
class _Kit:
    """A roster made ready to be searched for."""

    roster: Roster
    people: Mapping[str, Person]
    book: NameBook
    disguises: Disguises
    needles: Needles
    kept: Needles
    areas: frozenset[str]


@lru_cache(maxsize=64)
def _kit(roster: Roster) -> _Kit:
    book = name_book(roster)
    needles = (*name_needles(book), *identifier_needles(roster), *place_needles(roster))
    return _Kit(
        roster=roster,
        people={person.id: person for person in roster.people},
        book=book,
        disguises=disguises_of(book, roster=roster),
        needles=compile_needles(needles),
        kept=policy.kept_needles(roster),
        areas=frozenset(place.id for place in roster.places if place.kind == "area"),
    )


def find_listed(text: str, *, roster: Roster, across: list[tuple[int, int]] | None = None) -> tuple[Finding, ...]:
    """Every mention of anybody and anything in the register, in order and without overlaps.

    Where something might run over a wall between passages it is not found, but `across` is told where.
    """
    kit = _kit(roster)
    found: list[Finding] = []
    parts = 0
    for part in stretches(text):
        parts += 1
        apart: list[tuple[int, int]] = []
        inside = (one for one in _in_stretch(part.text, kit, apart) if part.first <= one.start < part.last)
        found += [moved(one, by=part.offset) for one in inside]
        if across is not None:
            across += [(start + part.offset, end + part.offset) for start, end in apart]
    return settle(text, found) if parts > 1 else tuple(found)


def _in_stretch(text: str, kit: _Kit, across: list[tuple[int, int]]) -> tuple[Finding, ...]:
    view = fold(text)
    words = words_of(view)
    hay = haystack(words)
    folded: list[tuple[int, int]] = []
    disguised = set(find_disguised(words, names=kit.disguises))
    mentions = joined(words, [*find_mentions(words, book=kit.book), *disguised], book=kit.book)
    found = [
        *(_of_mention(view, m, kit, finder="disguises" if m in disguised else "names") for m in mentions),
        *(
            _of_hit(view, hit, kit)
            for hit in search(view, hay, kit.needles, across=folded)
            if not is_by_chance(view, hit)
        ),
        *(_of_date(view, hit, kit) for hit in find_listed_dates(view, roster=kit.roster)),
        *_of_mailboxes(view, kit.roster),
    ]
    across += [view.span(start, end) for start, end in folded]
    found = _widened(text, _without_kept(found, view, hay, kit), view)
    return settle(text, found)


def _finding(view: View, start: int, end: int, **rest: str | float) -> Finding:
    first, last = view.span(start, end)
    return Finding(start=first, end=last, text=view.original[first:last], **rest)  # type: ignore[arg-type]


def _past_possessive(view: View, end: int) -> int:
    after = view.text[end : end + 3]
    if after[:2] == "'s" and not after[2:].isalnum():
        return end + 2
    if after[:1] == "'" and view.text[end - 1] == "s" and not after[1:2].isalnum():
        return end + 1 if view.text.rfind(" '", max(0, end - 40), end) < 0 else end
    return end


def _of_mention(view: View, mention: Mention, kit: _Kit, *, finder: str = "names") -> Finding:
    end = _past_possessive(view, mention.end)
    rule, key, label, why = describe(mention, kit.book)
    if finder == "disguises":
        why = f"looks like {why}"
    return _finding(
        view, mention.start, end, rule=rule, key=key, replacement=label, why=why, finder=finder, score=mention.score
    )


def _of_hit(view: View, hit: Hit, kit: _Kit) -> Finding:
    needle, start, end = hit.needle, hit.start, hit.end
    label = needle.replacement
    if needle.label in {"PERSON", "LOC"}:
        end = _past_possessive(view, end)
        if view.text[end : end + 1] == "s" and not view.text[end + 1 : end + 2].isalnum():
            end, label = end + 1, label if needle.label == "LOC" or label == FAMILY else label + "'s"
    if needle.rule == "place" and needle.key not in kit.areas:
        end = past_kind(view, end)
    if needle.replacement == A_STREET:
        start, label = house_before(view, start)
    if needle.rule == "phone":
        before = view.text[max(0, start - 1) : start]
        start -= before == "+" or (before == "(" and ")" in view.text[start:end])
    return _finding(
        view, start, end, rule=needle.rule, key=needle.key, replacement=label, why=needle.why,
        finder="needles", label=needle.label,
    )  # fmt: skip


def _of_date(view: View, hit: DateHit, kit: _Kit) -> Finding:
    person = kit.people[hit.key]
    before = view.text[max(0, hit.start - 7) : hit.start].strip()
    if hit.rule == "date-of-death" and person.date_of_death:
        wording = policy.death_wording(person.date_of_death)
    else:
        labelled = not before or before[-1] in ":(|" or before.endswith(("dob", "o.b", "o.b."))
        wording = policy.birth_wording(person, is_said_to_be=hit.has_cue, is_labelled=labelled)
    why = f"the {hit.rule.replace('-', ' ')} of '{hit.key}' in the register" + (
        "" if hit.score == 1 else ", in part or in another order"
    )
    return _finding(
        view, hit.start, hit.end, rule=hit.rule, key=hit.key, replacement=wording, why=why, finder="dates",
        score=hit.score, label="DATETIME",
    )  # fmt: skip


def _of_mailboxes(view: View, roster: Roster) -> Iterator[Finding]:
    for start, end, key in find_same_mailbox(view, roster=roster):
        why = f"an e-mail address with the same name before the @ as one of '{key}' in the register"
        yield _finding(
            view, start, end, rule="email", key=key, replacement=AN_EMAIL, why=why, finder="identifiers",
            score=0.9, label="CODE",
        )  # fmt: skip


def _without_kept(found: list[Finding], view: View, hay: Haystack, kit: _Kit) -> list[Finding]:
    kept = sorted((*view.span(k.start, k.end), k.reason) for k in policy.kept(view, hay, kit.kept))
    return [
        finding
        for finding in found
        if not any(policy.stays(finding.rule, why, is_area=finding.key in kit.areas) for why in _around(finding, kept))
    ]


def _around(finding: Finding, kept: list[tuple[int, int, str]]) -> Iterator[str]:
    """Why the text around a finding is kept, if it is. A possessive may reach past it: "Margaret Ellison's"."""
    number = bisect_right(kept, (finding.start, sys.maxsize, ""))
    for start, end, reason in kept[max(0, number - 5) : number]:
        reach = finding.text[end - finding.start :] if end < finding.end else ""
        if start <= finding.start < end and reach.lower() in {"", "s", "'s", "’s", "'", "’"}:
            yield reason


def _widened(text: str, found: list[Finding], view: View) -> list[Finding]:
    """A name inside an e-mail address or a link takes the whole of it along: the rest would lead back to it."""
    frames = [(m, "email", AN_EMAIL) for m in EMAIL.finditer(view.text)] if "@" in view.text else []
    if "://" in view.text or "www." in view.text or "mailto:" in view.text:
        frames += [(m, "link", A_LINK) for m in LINK.finditer(view.text)]
    spans = sorted((*view.span(*match.span()), rule, label) for match, rule, label in frames)
    return [_in_frame(text, finding, spans) for finding in found] if spans else found


def _in_frame(text: str, finding: Finding, spans: list[tuple[int, int, str, str]]) -> Finding:
    number = bisect_right(spans, (finding.start, sys.maxsize))
    for start, end, rule, label in spans[max(0, number - 3) : number]:
        if start <= finding.start and finding.end <= end:
            return replace(
                finding, start=start, end=end, text=text[start:end], rule=rule, replacement=label,
                why=f"{finding.why}, inside an address", label="CODE",
            )  # fmt: skip
    return finding


def _priority(finding: Finding) -> tuple[int, float, int]:
    certain = _CERTAIN_FIRST.index(finding.rule) if finding.rule in _CERTAIN_FIRST else len(_CERTAIN_FIRST)
    if finding.replacement == A_STREET:
        certain = len(_CERTAIN_FIRST)  # a listed place has a label of its own, and knows better what it is
    return (-finding.length, -finding.score, certain)


def settle(text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Where findings overlap, keep the longest and most certain; put the pieces of one address together."""
    settled: list[Finding] = []
    cluster: list[Finding] = []
    reach = -1
    for finding in sorted(findings, key=lambda f: f.start):
        if finding.start >= reach:
            settled += _chosen(cluster)
            cluster = []
        cluster.append(finding)
        reach = max(reach, finding.end)
    settled += _chosen(cluster)
    return tuple(_joined_addresses(text, settled))


def _chosen(cluster: list[Finding]) -> list[Finding]:
    chosen: list[Finding] = []
    for finding in sorted(cluster, key=_priority):
        if all(finding.end <= other.start or other.end <= finding.start for other in chosen):
            chosen.append(finding)
    return sorted(chosen, key=lambda f: f.start)


def _joined_addresses(text: str, findings: list[Finding]) -> Iterator[Finding]:
    last: Finding | None = None
    for finding in findings:
        parts = {"address", "postcode"}
        if last and {last.rule, finding.rule} <= parts and not text[last.end : finding.start].strip(" ,\n\r\t"):
            end = finding.end
            last = replace(last, end=end, text=text[last.start : end], rule="address", replacement="an address")
            continue
        if last:
            yield last
        last = finding
    if last:
        yield last


def find_kept(text: str, *, roster: Roster) -> tuple[tuple[int, int], ...]:
    """Every stretch of a text that stays: officers' names, the panel's employers and the labels in use."""
    view = fold(text)
    hay = haystack(words_of(view))
    return tuple(sorted(view.span(k.start, k.end) for k in policy.kept(view, hay, _kit(roster).kept)))
