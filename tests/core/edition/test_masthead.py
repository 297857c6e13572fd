"""A masthead that a document cannot be published under is refused with a word on what to fill in."""

from __future__ import annotations

from datetime import date

import pytest

from safelight.core.edition.masthead import Masthead, UnusableMasthead
from safelight.core.vocabulary import PaperKind


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"board": " "}, "board"),
        ({"title": "\u200b"}, "title"),
        ({"kind": PaperKind.IMR}, "imr"),
        ({"kind": PaperKind.REFERRAL}, "referral"),
        ({"language": 'en"><script>'}, "en-GB"),
        ({"language": "fr"}, "en-GB"),
    ],
)
def test_an_unusable_masthead_says_what_is_wrong(values: dict[str, object], said: str) -> None:
    good: dict[str, object] = {"board": "Northmere Board", "title": "Child N"}
    with pytest.raises(UnusableMasthead, match=said):
        Masthead(**{**good, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(("on", "words"), [(date(2010, 6, 4), "4 June 2010"), (None, "")])
def test_the_date_is_written_as_people_write_it(on: date | None, words: str) -> None:
    assert Masthead(board="Northmere Board", title="Child N", published_on=on).published == words
