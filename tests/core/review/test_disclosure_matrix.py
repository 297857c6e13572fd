"""Every paper against every reader, as the rules stood in April 2010 and four days after the letter of June 2010."""

import pytest

from safelight.core.review.disclosure import DisclosureFacts, decide
from safelight.core.review.holds import Hold
from safelight.core.vocabulary import Outcome, PaperKind, Reader
from tests.core.review.regimes import AFTER_THE_LETTER, APRIL_2010, regime

LETTERS = {Outcome.ALLOW: "A", Outcome.REFER: "?", Outcome.REFUSE: "-"}

# A: may have it. ?: a named person decides. -: refused.
# The last column is an agency's author who asks for a paper of that agency.
READERS = """
elected_member staff subject_child family public media
business_manager board_chair panel_chair panel_member overview_author agency_author auditor
"""

NOT_PUBLISHED = """
referral               ? ? ? ? - -  A A A A A - -  -
terms_of_reference     ? ? ? ? - -  A A A A A A A  A
imr                    ? ? ? ? - -  A A A A A - -  A
health_overview        ? ? ? ? - -  A A A A A - -  A
chronology             ? ? ? ? - -  A A A A A - -  A
integrated_chronology  ? ? ? ? - -  A A A A A - -  -
overview               ? ? ? ? - -  A A A A A - -  -
executive_summary      ? ? ? ? - -  A A A A A - A  -
action_plan            ? ? ? ? - -  A A A A A - A  -
committee_report       ? ? ? ? - -  A A - - - - A  -
learning_brief         ? ? ? ? - -  A A A A A - A  -
"""

SAID_TO_BE_PUBLISHED = """
referral               ? ? ? ? - -  A A A A A - -  -
terms_of_reference     ? ? ? ? - -  A A A A A A A  A
imr                    ? ? ? ? - -  A A A A A - -  A
health_overview        ? ? ? ? - -  A A A A A - -  A
chronology             ? ? ? ? - -  A A A A A - -  A
integrated_chronology  ? ? ? ? - -  A A A A A - -  -
overview               ? ? ? ? - -  A A A A A - -  -
executive_summary      A A A A A A  A A A A A A A  A
action_plan            A A A A A A  A A A A A A A  A
committee_report       A A A A A A  A A A A A A A  A
learning_brief         A A A A A A  A A A A A A A  A
"""

SAID_TO_BE_PUBLISHED_AFTER_THE_LETTER = SAID_TO_BE_PUBLISHED.replace(
    "overview               ? ? ? ? - -  A A A A A - -  -", "overview               A A A A A A  A A A A A A A  A"
)


def rows(table):
    return {name: "".join(cells) for name, *cells in (line.split() for line in table.strip().splitlines())}


def test_the_tables_hold_every_paper_and_every_reader():
    assert [Reader(name) for name in READERS.split()] == list(Reader)
    for table in (NOT_PUBLISHED, SAID_TO_BE_PUBLISHED, SAID_TO_BE_PUBLISHED_AFTER_THE_LETTER):
        assert list(rows(table)) == list(PaperKind)
        assert {len(cells) for cells in rows(table).values()} == {len(READERS.split()) + 1}
    assert SAID_TO_BE_PUBLISHED_AFTER_THE_LETTER != SAID_TO_BE_PUBLISHED


@pytest.mark.parametrize("proceedings", [False, True])
@pytest.mark.parametrize("paper", list(PaperKind))
@pytest.mark.parametrize(
    ("on", "published", "table"),
    [
        (APRIL_2010, False, NOT_PUBLISHED),
        (APRIL_2010, True, SAID_TO_BE_PUBLISHED),
        (AFTER_THE_LETTER, False, NOT_PUBLISHED),
        (AFTER_THE_LETTER, True, SAID_TO_BE_PUBLISHED_AFTER_THE_LETTER),
    ],
)
def test_each_paper_is_for_the_readers_that_the_table_says(on, published, table, paper, proceedings):
    columns = [*((reader, False) for reader in Reader), (Reader.AGENCY_AUTHOR, True)]
    found = "".join(
        LETTERS[
            decide(
                DisclosureFacts(
                    paper=paper,
                    reader=reader,
                    own_agency_paper=own,
                    published=published,
                    held_by=tuple(Hold) if proceedings else (),
                ),
                regime=regime(on),
            ).outcome
        ]
        for reader, own in columns
    )
    assert found == rows(table)[paper]
