"""Whatever a page or a text is made of: it is read or refused in one sentence, nobody is lost, and a copy is clean."""

from __future__ import annotations

import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.reading import read_paper, rewrite_paper
from tests.core.papers.contract import WORD, relabel

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAGS = ["p", "div", "span", "b", "table", "tr", "td", "ul", "li", "details", "select", "option", "svg", "math",
        "template", "textarea", "title", "noscript", "bdo", "a", "h2", "pre",
        "form", "button", "x-y", "style", "dialog"]  # fmt: skip
ATTRIBUTES = [
    "title",
    "class",
    "id",
    "style",
    "href",
    "alt",
    "data-x",
    "hidden",
    "lang",
    "onclick",
    "content",
    "x-made-up",
]
STYLES = [
    "display:none",
    "color:#fff",
    "font-size:1px",
    "opacity:0",
    "left:-999px;position:absolute",
    "color:var(--a)",
    "",
]
WORDS = st.sampled_from(
    [WORD, "panel", "met", "-->", "<!--", "]]>", "{}", "&amp;", "&#x51;", "\u200b", "/*", "}", '"', "'"]
)
SAID = st.lists(WORDS, max_size=4).map(" ".join)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attribute = st.tuples(st.sampled_from(ATTRIBUTES), SAID | st.sampled_from(STYLES)).map(
        lambda pair: f' {pair[0]}="{html.escape(pair[1])}"'
    )
    return st.builds(
        lambda tag, given, inside, end: f"<{tag}{''.join(given)}>{''.join(inside)}" + (f"</{tag}>" if end else ""),
        st.sampled_from(TAGS), st.lists(attribute, max_size=3), st.lists(inner, max_size=3), st.booleans(),
    )  # fmt: skip


MARKUP = st.recursive(
    st.one_of(SAID, SAID.map(lambda said: f"<!--{said}-->"), SAID.map(lambda said: f"<?x {said}?>"), st.just("<br>")),
    element,
    max_leaves=12,
)
LINES = st.lists(
    st.one_of(
        SAID,
        SAID.map(lambda said: f"[{said}]: https://example.org/ '{said}'"),
        SAID.map(lambda said: f"**{said}**_{said}_`{said}`"),
        st.sampled_from(
            ["```", "---", "    code", "| a | b |", "\x1b[1m", "\r", "[^1]: note", "- [ ] x", "<p hidden>", "\x0c"]
        ),
        MARKUP,
    ),
    max_size=8,
).map("\n".join)


def said_in(data: bytes, name: str) -> str:
    """Everything that is read of a file, and everything that is said to hide in it."""
    paper = read_paper(data, name=name)
    said = [one.text for one in paper.passages] + [one.text for one in find_hidden(data, name=name, paper=paper)]
    return "\n".join(said)


@QUICK
@given(MARKUP)
def test_a_name_in_a_page_is_read_wherever_it_stands(markup: str) -> None:
    data = f"<!DOCTYPE html><html><head><title>x</title></head><body>{markup}".encode()
    try:
        assert WORD not in markup or WORD in said_in(data, "a.html")
    except UnreadablePaper as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 - either end is right


@QUICK
@given(MARKUP)
def test_a_copy_of_a_page_is_clean_and_stays_as_it_is(markup: str) -> None:
    data = f"<!DOCTYPE html><html><head><title>x</title></head><body>{markup}".encode()
    try:
        copy = rewrite_paper(rewrite_paper(data, name="a.html", edits=relabel), name="a.html", edits=relabel)
    except UnreadablePaper:
        return
    assert WORD not in copy.decode()
    assert find_hidden(copy, name="a.html") == ()
    assert rewrite_paper(copy, name="a.html", edits=relabel) == copy


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@QUICK
@given(text=LINES)
def test_a_name_in_a_text_is_read_and_a_copy_is_clean(name: str, text: str) -> None:
    data = (text + "\nend").encode()
    try:
        assert WORD not in text or WORD in said_in(data, name)
        copy = rewrite_paper(rewrite_paper(data, name=name, edits=relabel), name=name, edits=relabel)
    except UnreadablePaper:
        return
    assert find_hidden(copy, name=name) == ()
    assert WORD.encode() not in copy
    assert rewrite_paper(copy, name=name, edits=relabel) == copy


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>x</p><\x0fb>y",
        "<style>p{color:\x1fred}</style>",
        "<p>&#1;&#x1f;x&#xffff;</p>",
        "<p>a\ufffeb</p>",
    ],
)
def test_what_fuzzing_found_on_pages(markup: str) -> None:
    copy = rewrite_paper(f"<html><body>{markup}".encode(), name="a.html", edits=relabel)
    assert rewrite_paper(copy, name="a.html", edits=relabel) == copy


def test_a_control_character_parts_no_name() -> None:
    assert WORD in said_in(f"<p>{WORD[:3]}\x01{WORD[3:5]}&#2;{WORD[5:]}</p>".encode(), "a.html")


@QUICK
@given(st.binary(max_size=400), st.sampled_from(["a.html", "a.txt", "a.md", "a.docx", "a.odt", "a.pdf"]))
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes, name: str) -> None:
    for start in (b"", b"<p>", b"%PDF-1.4\n", b"PK\x03\x04[Content_Types].xml"):
        try:
            read_paper(start + data, name=name)
        except UnreadablePaper as refusal:
            assert str(refusal).startswith(name)  # noqa: PT017 - either end is right
            assert "\n" not in str(refusal)  # noqa: PT017
