"""Where can a name hide in an OpenDocument Text? A paper for each place."""

from __future__ import annotations

from tests.core.papers.builders import picture_png
from tests.corpus.canary import Canary
from tests.corpus.odt_builder import (
    cell,
    frame,
    odt,
    para,
    picture,
    row,
    span,
    style,
    table,
    text_style,
)
from tests.corpus.odt_parts import PART_CANARIES, hidden


def formatted(word: str, settings: str, *, parent: str = "") -> bytes:
    """A paper with a word in a format of its own."""
    return odt(para(f"Agreed. {span(word, 'T9')}"), automatic=text_style("T9", settings, parent=parent))


def in_paragraph(word: str, properties: str) -> bytes:
    """A paper with a word in a paragraph with a format of its own."""
    return odt(para(word, "P9"), automatic=style("P9", "paragraph", properties))


def in_master(word: str, part: str, *, more: str = "", used: bool = True) -> bytes:
    """A paper with a word in a header or footer of a page of some kind."""
    inner = f'<style:{part} {more}><text:p text:style-name="Header">About {word}</text:p></style:{part}>'
    if used:
        return odt(header=inner)
    master = '<style:master-page style:name="Landscape" style:page-layout-name="Mpm1">' + inner + "</style:master-page>"
    return odt(masters=master)


STYLED = (
    hidden("text-in-a-span-with-display-none", lambda w: formatted(w, 'text:display="none"')),
    hidden(
        "text-hidden-by-a-parent-style",
        lambda w: odt(
            para(f"Agreed. {span(w, 'T9')}"),
            automatic=text_style("T9", 'fo:font-weight="bold"', parent="Ghost"),
            styles=text_style("Ghost", 'text:display="none"'),
        ),
    ),
    hidden(
        "paragraph-hidden-by-its-style",
        lambda w: in_paragraph(w, '<style:text-properties text:display="none"/>'),
    ),
    hidden("white-text", lambda w: formatted(w, 'fo:color="#ffffff"')),
    hidden(
        "nearly-white-text-in-a-paragraph-style",
        lambda w: in_paragraph(w, '<style:text-properties fo:color="#fdfdfd"/>'),
    ),
    hidden(
        "white-text-by-a-parent-style",
        lambda w: odt(
            para(f"{span('The review.', 'T8')} {w}", "P8"),
            automatic=text_style("T8", 'fo:color="#000000"')
            + style("P8", "paragraph", "", more='style:parent-style-name="Quiet"'),
            styles=style("Quiet", "paragraph", '<style:text-properties fo:color="#ffffff"/>'),
        ),
    ),
    hidden(
        "text-under-a-bar-of-its-own-colour", lambda w: formatted(w, 'fo:color="#000000" fo:background-color="#000000"')
    ),
    hidden("transparent-text", lambda w: formatted(w, 'fo:color="#222222" loext:opacity="0%"')),
    hidden("text-of-half-a-point", lambda w: formatted(w, 'fo:font-size="0.5pt"')),
    hidden("text-of-one-per-cent", lambda w: formatted(w, 'fo:font-size="1%"')),
    hidden("text-squeezed-to-nothing", lambda w: formatted(w, 'style:text-scale="1%"')),
    hidden(
        "text-in-lines-without-height",
        lambda w: in_paragraph(w, '<style:paragraph-properties fo:line-height="0.02cm"/>'),
    ),
    hidden("text-left-of-the-page", lambda w: in_paragraph(w, '<style:paragraph-properties fo:margin-left="-40cm"/>')),
    hidden(
        "white-text-in-a-white-cell-of-a-dark-table",
        lambda w: odt(
            table(row(cell(span(w, "T9"), 'table:style-name="C1"'), cell("Agreed"))),
            automatic=text_style("T9", 'fo:color="#ffffff"')
            + style("C1", "table-cell", '<style:table-cell-properties fo:background-color="#ffffff"/>'),
        ),
    ),
    hidden(
        "text-split-over-spans-and-blanks",
        lambda w: odt(
            para(
                f'{w[:3]}<text:span>{w[3:5]}</text:span><text:bookmark text:name="_GoBack"/>{w[5:]}<text:s '
                f'text:c="2"/>was seen.'
            )
        ),
    ),
    hidden("text-split-by-a-soft-page-break", lambda w: odt(para(f"{w[:4]}<text:soft-page-break/>{w[4:]} was seen."))),
)

PLACED = (
    hidden(
        "hidden-section",
        lambda w: odt(f'<text:section text:name="Section1" text:display="none">{para(w)}</text:section>'),
    ),
    hidden(
        "section-hidden-by-a-condition",
        lambda w: odt(
            f'<text:section text:name="Section1" text:display="condition" '
            f'text:condition="ooow:1==1">{para(w)}</text:section>'
        ),
    ),
    hidden("section-name", lambda w: odt(f'<text:section text:name="{w} notes">{para("Agreed")}</text:section>')),
    hidden(
        "hidden-row",
        lambda w: odt(
            table(row(cell("Agreed"), cell("x")), row(cell(w), cell("x"), more='table:visibility="collapse"'))
        ),
    ),
    hidden(
        "hidden-column",
        lambda w: odt(
            table(
                row(cell("Agreed"), cell(w)),
                columns='<table:table-column/><table:table-column table:visibility="collapse"/>',
            )
        ),
    ),
    hidden(
        "cell-covered-by-another",
        lambda w: odt(
            table(
                row(
                    cell("Agreed", 'table:number-columns-spanned="2"'),
                    f"<table:covered-table-cell>{para(w)}</table:covered-table-cell>",
                )
            )
        ),
    ),
    hidden(
        "row-without-height",
        lambda w: odt(
            table(row(cell("Agreed"), cell("x")), row(cell(w), cell("x"), more='table:style-name="R9"')),
            automatic=style("R9", "table-row", '<style:table-row-properties style:row-height="0.01cm"/>'),
        ),
    ),
    hidden("value-behind-a-cell", lambda w: odt(table(row(cell("Agreed", f'office:string-value="{w}"'), cell("x"))))),
    hidden(
        "formula-in-a-cell",
        lambda w: odt(table(row(cell("Agreed", f'table:formula="ooow:&quot;{w}&quot;"'), cell("x")))),
    ),
    hidden("name-of-a-table", lambda w: odt(table(row(cell("Agreed"), cell("x"))).replace("Table1", f"{w} dates"))),
    hidden("header", lambda w: in_master(w, "header")),
    hidden("footer-of-left-pages", lambda w: in_master(w, "footer-left")),
    hidden("header-of-a-page-that-is-not-used", lambda w: in_master(w, "header", used=False)),
    hidden(
        "header-of-the-first-page-switched-off", lambda w: in_master(w, "header-first", more='style:display="false"')
    ),
    hidden(
        "footnote",
        lambda w: odt(
            para(
                f'Agreed<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                f"<text:note-body>{para(w)}</text:note-body></text:note>."
            )
        ),
    ),
    hidden("text-box", lambda w: odt(para(frame(f"<draw:text-box>{para(w)}</draw:text-box>", name="Frame1")))),
    hidden(
        "text-in-a-shape-off-the-page",
        lambda w: odt(
            para(
                f'<draw:custom-shape draw:name="Shape1" text:anchor-type="page" svg:x="60cm" svg:y="2cm" '
                f'svg:width="3cm" '
                f'svg:height="2cm">{para(w)}<draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape> Agreed.'
            )
        ),
    ),
    hidden(
        "second-choice-of-a-frame",
        lambda w: odt(
            para(frame(picture("Pictures/image1.png") + f"<draw:text-box>{para(w)}</draw:text-box>")),
            members={"Pictures/image1.png": picture_png()},
        ),
    ),
    hidden(
        "ruby-text",
        lambda w: odt(
            para(f"<text:ruby><text:ruby-base>Child</text:ruby-base><text:ruby-text>{w}</text:ruby-text></text:ruby>")
        ),
    ),
    hidden(
        "label-of-a-numbered-list",
        lambda w: odt(
            f'<text:list text:style-name="L9"><text:list-item>{para("Agreed")}</text:list-item></text:list>',
            automatic='<text:list-style style:name="L9"><text:list-level-style-number text:level="1" '
            f'style:num-prefix="{w} " style:num-format="1"/></text:list-style>',
        ),
    ),
)

ODT_CANARIES: tuple[Canary, ...] = (*STYLED, *PLACED, *PART_CANARIES)
