"""What is an entry about, once the words are taken out that any entry may have?"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.likeness import story_of

_BEGINNING: Final = 7
_GENERAL: Final = frozenset(
    story_of(
        """
        will shall plan planned next week weeks month months day days tomorrow today again arrange arranged
        arranging made make making sent send sending booked book offer offered complete completed held hold
        needs agreed undertook promised also then now try soon still further another new second third first
        about with mother father child family home joint urgent routine letter call ring rang telephone phone
        contact visit visited appointment clinic see seen meet meeting discussion review refer referral request
        requested ask asked awaiting did not attend attended missed failed brought dna was were no access reply
        answer door card left chase chased obtain obtained follow followed up monday tuesday wednesday thursday
        friday january february march april may june july august september october november december one two
        three four five six eight ten twelve team service worker please and report received receive taken
        concern concerns notification information message note noted form fax copy passed need speak talk write
        wrote email
        """
    ).telling
)


@lru_cache(maxsize=50_000)
def subject_of(text: str) -> frozenset[str]:
    """The telling words of a text that say what it was about; none where it says only that something was done.

    Cut to their beginnings, so that "paediatric" and "paediatrician" are one.
    """
    return frozenset(word[:_BEGINNING] for word in story_of(text).telling if word not in _GENERAL)
