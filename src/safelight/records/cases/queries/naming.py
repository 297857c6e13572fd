"""By which names are people called on a page of the chronology, for this reader and as they asked?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.crypto import salted_hmac

from safelight.core.anonymise.many import anonymise_many
from safelight.core.anonymise.roster import Roster
from safelight.records.cases.models import Case, ChronologyRow
from safelight.records.cases.pseudonyms import CANNOT, Texts, in_pseudonyms, texts_of
from safelight.records.cases.queries.heads import Look
from safelight.records.cases.queries.overview import roster_of
from safelight.records.cases.words import Names

NOT_SHOWN = "Not shown: there is no register of people yet, so nobody's name can be replaced."


class Manner(StrEnum):
    """What comes of what a reader may see and asked for."""

    AS_WRITTEN = "as_written"
    REAL = "real"
    PSEUDONYMS = "pseudonyms"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How people are named on one page. `roster` is there only where pseudonyms are shown."""

    manner: Manner
    case: Case
    roster: Roster | None = None

    @property
    def in_clear(self) -> bool:
        """Whether the agencies' own words are shown."""
        return self.manner in {Manner.AS_WRITTEN, Manner.REAL}

    @property
    def may_switch(self) -> bool:
        """Whether the reader can choose between real names and pseudonyms."""
        return self.sees_all

    @property
    def sees_all(self) -> bool:
        """Whether the reader sees every agency's rows, what comparing them found, and what the panel made of it."""
        return self.manner is not Manner.AS_WRITTEN

    def rows(self, rows: Sequence[ChronologyRow]) -> dict[int, Texts]:
        """The words of these rows as this reader sees them, by the row's id."""
        if self.in_clear:
            return {row.pk: texts_of(row) for row in rows}
        if self.roster is None:
            return {row.pk: Texts("", "", NOT_SHOWN, "") for row in rows}
        return dict(in_pseudonyms(rows, roster=self.roster))

    def texts(self, texts: Sequence[str]) -> dict[str, str]:
        """Each of these texts as this reader sees it."""
        told = list(dict.fromkeys(texts))
        if self.in_clear:
            return {text: text for text in told}
        if self.roster is None:
            return {text: NOT_SHOWN if text else "" for text in told}
        shown = anonymise_many(told, roster=self.roster)
        return {text: CANNOT if one.text is None else one.text for text, one in zip(told, shown, strict=True)}

    def days(self, days: Sequence[str]) -> dict[str, str]:
        """Each of these ISO dates, in words where it is a day that would identify somebody."""
        told = list(dict.fromkeys(days))
        if self.roster is None:
            return {day: day for day in told}
        shown = anonymise_many(told, roster=self.roster)
        return {day: one.text if one.text is not None else "" for day, one in zip(told, shown, strict=True)}

    def key_of(self, person: str) -> str:
        """What stands for somebody in a form: their key in the register may itself be a name."""
        return salted_hmac(f"chronology:{self.case.pk}", person).hexdigest()[:16]


def naming_for(seen: Look, *, names: Names = Names.PSEUDONYMS) -> Naming:
    """Pseudonyms, unless real names were asked for; an agency's author reads that agency's rows as they are written."""
    if seen.own is not None:
        return Naming(manner=Manner.AS_WRITTEN, case=seen.case)
    if names is Names.REAL:
        return Naming(manner=Manner.REAL, case=seen.case)
    if not seen.case.register_sha256:
        return Naming(manner=Manner.WITHHELD, case=seen.case)
    return Naming(manner=Manner.PSEUDONYMS, case=seen.case, roster=roster_of(seen.case))
