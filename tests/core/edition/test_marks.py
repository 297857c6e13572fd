"""A mark that speaks of a paragraph leads to that paragraph, wherever the text around it goes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.edition.marks import Marked, resolve
from safelight.core.edition.outline import NumberedParagraph, outline
from safelight.core.edition.references import References
from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Paragraph, manuscript_from_markdown
from safelight.core.review.composing import PlanFacts, SectionText, compose
from safelight.core.review.marking import look_at_marks
from tests.core.edition.sample import MASTHEAD
from tests.core.edition.tree import page

NAMES = ("first visit", "Second Visit", "what-was-known", "the 3rd call")
PLAN = PlanFacts(findings={2: "Nobody asked."}, recommendations={3: "Ask."}, actions=(), answers={3: (2,)})
NO_PLAN = PlanFacts(findings={}, recommendations={}, actions=())


def marked(text: str) -> Marked:
    return resolve(manuscript_from_markdown(text))


def printed(text: str) -> list[str]:
    made = marked(text)
    assert made.lost == ()
    return [block.text for block in made.manuscript.blocks if isinstance(block, Paragraph)]


def test_a_named_paragraph_is_spoken_of_by_its_number() -> None:
    names = "{#first visit} She came ({paragraph: first visit})."
    text = f"# T\n\n## A\n\nSee {{Paragraph:  First\nvisit}}.\n\n## B\n\nOne.\n\n{names}\n"
    assert printed(text) == ["See Paragraph 2.2.", "One.", "She came (paragraph 2.2)."]


@given(data=st.data())
def test_whatever_is_moved_or_put_in_a_mark_leads_to_the_same_paragraph(data: st.DataObject) -> None:
    told = {name: f"{{#{name}}} This tells of {place}." for place, name in enumerate(NAMES)}
    speaks = [f"As {{paragraph: {name}}} says, under the Act and this report, {name}." for name in NAMES]
    other = st.sampled_from(
        ("Plain words.", "- an item\n- another", "### Below", "| A | B |\n| --- | --- |\n| c | d |")
    )
    pieces = data.draw(st.permutations([*told.values(), *speaks, *data.draw(st.lists(other, max_size=6))]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(pieces)), max_size=3)))
    sections = [pieces[start:end] for start, end in zip([0, *cuts], [*cuts, len(pieces)], strict=True)]
    report = [SectionText(heading=f"Part {at}", text="\n\n".join(each)) for at, each in enumerate(sections)]
    whole = compose("Report", report, plan=NO_PLAN)
    assert whole.problems == ()
    assert look_at_marks({at: one.text for at, one in enumerate(report)}, plan=NO_PLAN).astray == {}
    outlined = outline(resolve(manuscript_from_markdown(whole.text)).manuscript, title="Report")
    paragraphs = [piece for piece in outlined.pieces if isinstance(piece, NumberedParagraph)]
    by_number = {f"paragraph {one.number}": one for one in paragraphs}
    references = References(outlined)
    for place, name in enumerate(NAMES):
        (speaker,) = [one.text for one in paragraphs if one.text.endswith(f", {name}.")]
        (link,) = [one for one in references.stretches(speaker) if one.to]
        there = by_number[link.text]
        assert there.text == f"This tells of {place}."
        assert link.to == f"#{there.anchor}"


def test_an_author_s_own_numbers_are_printed() -> None:
    text = "## 4. What happened\n\n4.1 It began.\n\n{#end} 4.2 It ended.\n\n4.3 See {paragraph: end}.\n"
    assert printed(text)[-1] == "4.3 See paragraph 4.2."


def test_a_finding_is_spoken_of_shortly_and_the_link_leads_to_it_in_every_format() -> None:
    words = "# T\n\n## A\n\nUnder the Act, the report says {finding 2} and {Recommendation 3}.\n\n"
    text = f"{words}{{#finding 2}} Nobody asked her.\n\n### Recommendation 3: ask\n\nAsk.\n"
    edition = render_edition(marked(text).manuscript, masthead=MASTHEAD)
    links = [link.attributes["href"] for link in page(edition.html).all("a")]
    assert {"#para-1-2", "#section-1-part-1"} <= set(links)
    body = zipfile.ZipFile(BytesIO(edition.odt)).read("content.xml").decode()
    assert {"#para-1-2", "#section-1-part-1"} <= set(re.findall(r'href="(#[^"]+)"', body))
    with pikepdf.open(BytesIO(edition.pdf)) as document:
        notes = [note for each in document.pages for note in each.obj.get("/Annots", [])]
        assert len(notes) >= 1 + 2, "the contents list has one entry and the text two references"
    assert "{" not in body


@pytest.mark.parametrize(
    ("text", "mark", "says"),
    [
        ("See {paragraph: nothing}.", "{paragraph: nothing}", "no paragraph begins with {#nothing}"),
        ("See {finding 9}.", "{finding 9}", "finding 9 does not stand in this text"),
        ("Words {#late} here.", "{#late}", "very beginning"),
        ("- {#item} One\n- Two", "{#item}", "very beginning"),
        ("{#alone}\n\nWords.", "{#alone}", "stands alone"),
        ("{#one} A.\n\n{#One } B. {paragraph: one}", "{#One }", "another paragraph already"),
        ("{findings}", "{findings}", "Type the words here"),
        ("{finding 2 in full}", "{finding 2 in full}", "Type the words here"),
    ],
)
def test_a_mark_that_leads_nowhere_is_left_and_said(text: str, mark: str, says: str) -> None:
    made = marked(f"## Analysis\n\n{text}\n")
    one = made.lost[0]
    assert (one.under, one.mark) == ("Analysis", mark)
    assert says in one.says
    assert mark.replace(" }", "") in made.manuscript.text() or mark == "{#One }"


def test_two_paragraphs_of_one_name_are_spoken_of_by_no_number() -> None:
    made = marked("## A\n\n{#one} A.\n\n{#one} B.\n\nSee {paragraph: one}.\n")
    assert "{paragraph: one}" in made.manuscript.text()


def test_the_plan_may_stand_in_twice() -> None:
    assert marked("## A\n\n{#finding 2} Once.\n\n{#finding 2} Again. {finding 2}\n").lost == ()


def test_what_cannot_be_printed_is_refused_elsewhere_and_not_here() -> None:
    text = "## A\n\n\ue000 odd.\n\n{#one} Words.\n\nSee {paragraph: one}.\n"
    assert "paragraph 1.2" in marked(text).manuscript.text()


def test_braces_that_are_no_mark_stay() -> None:
    assert printed("## A\n\nA {set} of {paragraphs}.") == ["A {set} of {paragraphs}."]
