"""Text from outside is only ever text: it cannot become markup, code, layout or a way out of the page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safelight.core.edition.arrival import fold, missing
from safelight.core.edition.pdf import CannotRender
from safelight.core.edition.plain import UnprintableText
from safelight.core.edition.render import Edition, render_edition
from safelight.core.edition.routes import html_routes, pdf_routes
from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table
from tests.core.edition.sample import MASTHEAD, with_block
from tests.core.edition.tree import Element, page, tags

HOSTILE = [
    '#read("/etc/passwd")',
    '#eval("1+1") #import "x.typ": * #include "y"',
    "$ x^2 $ and #pagebreak() and #v(100pt)",
    "= not a heading\n/ term: not a list\n+ not a number",
    "*not bold* _not italic_ `not code` @not-a-reference <not-a-label>",
    "\\ \\u{41} ~ -- --- ... // not a comment /* nor this */",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)> \' " & &amp; &#60; </p></main></body>',
    "</style></title></textarea><!-- --> ]]> <?php ?>",
    "$language ${title} $$ {{ x }} {% y %} %s {0}",
    "javascript:alert(1) data:text/html,x https://example.org/a?b=c&d=e",
    "up\u202eside\u202c down\u2066 zero\u200bwidth",
    "W" * 500,
    "https://example.org/" + "path" * 80,
    "İıŁßŒæ ﬁ ½ № ™ £ € … — “ ” ‘ ’",
]


def _every_place(text: str) -> Manuscript:
    return with_block(
        Heading(2, text), Paragraph(text), Bullets((text, text)), Heading(3, text), Table((text, "b"), (("1", text),))
    )  # fmt: skip


def _in_order(edition: Edition) -> list[str]:
    routes = (*html_routes(edition.html), *pdf_routes(edition.pdf))
    return [route.text for route in routes if route.in_order]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_as_the_words_it_is(text: str) -> None:
    manuscript = _every_place(text)
    for found in _in_order(render_edition(manuscript, masthead=MASTHEAD)):
        assert missing(manuscript, text=found) == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_no_tag(text: str) -> None:
    harmless, hostile = (render_edition(_every_place(each), masthead=MASTHEAD) for each in ("Words", text))
    expected = [element.tag for element in page(harmless.html).elements if element.tag != "br"]
    found = [element for element in page(hostile.html).elements if element.tag != "br"]
    assert [element.tag for element in found if not _is_web_link(element, text)] == expected
    # Lines may fall otherwise, which moves nothing but the runs inside a tag.
    dropped = {"Link", "Span"} if "https://" in text else set()
    kinds = [[kind for kind, _ in tags(each.pdf) if kind not in dropped] for each in (hostile, harmless)]
    assert kinds[0] == kinds[1]


def _is_web_link(element: Element, text: str) -> bool:
    """Whether this is a link that shows where it leads, to an address of the web that stands in the text."""
    to = element.attributes.get("href") or ""
    return element.tag == "a" and to.startswith("https://") and to == element.text and to in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_never_leaves_its_page(text: str) -> None:
    document = pypdfium2.PdfDocument(render_edition(_every_place(text), masthead=MASTHEAD).pdf)
    for sheet in document:
        words = sheet.get_textpage()
        boxes = [words.get_charbox(at) for at in range(words.count_chars())]
        # Line ends that PDFium adds have boxes without width.
        assert all(left >= 30 and right <= sheet.get_width() - 30 for left, _, right, _ in boxes if right > left)


@pytest.mark.parametrize("text", [each for each in HOSTILE if len(each) < 200 and "\n" not in each])
def test_a_hostile_masthead_is_only_words_too(text: str) -> None:
    masthead = replace(MASTHEAD, board=text, title=text, reference=text, contact=text)
    edition = render_edition(with_block(), masthead=masthead)
    harmless = [element.tag for element in page(render_edition(with_block(), masthead=MASTHEAD).html).elements]
    # The manuscript's own title is not the masthead's here, so that it is shown below it.
    expected = [*harmless[: harmless.index("h1") + 1], "p", *harmless[harmless.index("h1") + 1 :]]
    assert [element.tag for element in page(edition.html).elements] == expected
    for found in _in_order(edition):
        assert fold(text) in fold(found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("#$@<>&\"'`\\*_=-/[](){}%~^\n\u202e\u200b"),
            st.characters(min_codepoint=32, max_codepoint=0x17F),
        ),
        max_size=120,
    )
)
def test_any_text_arrives_whole_or_is_refused(text: str) -> None:
    manuscript = with_block(Paragraph(text), Table(("a", "b"), ((text, "end"),)))
    try:
        edition = render_edition(manuscript, masthead=MASTHEAD)
    except (CannotRender, UnprintableText):
        return
    for found in _in_order(edition):
        assert missing(manuscript, text=found) == ()
