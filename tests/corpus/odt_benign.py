"""Which OpenDocument Texts are harmless, with everything that ordinary documents have?"""

from __future__ import annotations

import io
import zipfile

from PIL import Image

from tests.core.papers.builders import picture_png
from tests.corpus.canary import Benign
from tests.corpus.odt_builder import (
    HEAD,
    cell,
    embedded,
    frame,
    odt,
    packed,
    para,
    picture,
    row,
    span,
    style,
    table,
    text_style,
)

FOOTNOTE = (
    '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    '<text:p text:style-name="Standard">Working together, chapter 8.</text:p></text:note-body></text:note>'
)
CONTENTS = """<text:table-of-content text:style-name="Sect1" text:protected="true" text:name="Table of Contents1">
<text:table-of-content-source text:outline-level="10"><text:index-title-template
 text:style-name="Standard">Contents</text:index-title-template>
<text:table-of-content-entry-template text:outline-level="1" text:style-name="Standard"><text:index-entry-link-start
 text:style-name="Internet_20_link"/><text:index-entry-chapter/><text:index-entry-text/><text:index-entry-tab-stop
 style:type="right" style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/>
</text:table-of-content-entry-template></text:table-of-content-source><text:index-body><text:index-title
 text:style-name="Sect1" text:name="Table of Contents1_Head"><text:p text:style-name="Standard">Contents</text:p>
</text:index-title><text:p text:style-name="Standard"><text:a xlink:type="simple" xlink:href="#__RefHeading___Toc12_3"
 text:style-name="Internet_20_link">Findings<text:tab/>1</text:a></text:p></text:index-body></text:table-of-content>
<text:h text:style-name="Heading_20_1" text:outline-level="1"><text:bookmark-start
 text:name="__RefHeading___Toc12_3"/>Findings<text:bookmark-end
 text:name="__RefHeading___Toc12_3"/></text:h>"""
LIST = (
    '<text:list text:style-name="{0}" xml:id="list123456789"><text:list-item>{1}</text:list-item><text:list-item>{2}'
    "<text:list><text:list-item>{3}</text:list-item></text:list></text:list-item></text:list>"
)
FORMULA = (
    f'{HEAD}<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>'
    '<annotation encoding="StarMath 5.0">a + b</annotation></semantics></math>'
)
CHART = embedded(
    '<office:chart><chart:chart chart:class="chart:bar" svg:width="8cm" svg:height="7cm"><chart:title svg:x="1cm" '
    'svg:y="1cm"><text:p>Visits by month</text:p></chart:title><chart:plot-area><chart:series '
    'chart:values-cell-range-address="local-table.$B$2:.$B$3" chart:class="chart:bar"><chart:data-point '
    'chart:repeated="2"/></chart:series></chart:plot-area><table:table table:name="local-table"><table:table-rows>'
    '<table:table-row><table:table-cell office:value-type="float" '
    'office:value="3"><text:p>3</text:p></table:table-cell>'
    "</table:table-row></table:table-rows></table:table></chart:chart></office:chart>"
)


def photograph() -> bytes:
    """A photograph with nothing but its pixels."""
    written = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 120, 90)).save(written, "JPEG")
    return written.getvalue()


def plain() -> bytes:
    """Headings and paragraphs only."""
    return odt(
        para("Agencies shared what they knew.") + para("The panel met four times.<text:line-break/>It may meet again.")
    )


def with_pages() -> bytes:
    """Page numbers, a chapter and a date in header and footer; a page of another kind in the middle."""
    chapter = '<text:chapter text:display="name" text:outline-level="1">Serious case review</text:chapter>'
    number = '<text:page-number text:select-page="current">1</text:page-number> of <text:page-count>2</text:page-count>'
    top = f'<text:p text:style-name="Header">Executive summary<text:tab/>{chapter}</text:p>'
    header = f"<style:header>{top}</style:header>"
    footer = f'<style:footer><text:p text:style-name="Footer">Page {number}</text:p></style:footer>'
    wide = (
        '<style:master-page style:name="Landscape" style:page-layout-name="Mpm1" '
        f'style:next-style-name="Standard">{footer}</style:master-page>'
    )
    return odt(
        para("A wide table follows.", "P1")
        + para('Printed on <text:date text:date-value="2009-03-02">2 March 2009</text:date>.'),
        header=header + footer,
        masters=wide,
        automatic=style(
            "P1", "paragraph", "", more='style:parent-style-name="Standard" style:master-page-name="Landscape"'
        ),
    )


def with_table() -> bytes:
    """A table with a heading row, repeated columns, a merged cell and a shaded row with white letters."""
    head = (
        "<table:table-header-rows>"
        + row(
            cell(span("Agency", "T1"), 'table:style-name="Table1.A1"'),
            cell(span("Records", "T1"), 'table:style-name="Table1.A1"'),
        )
        + "</table:table-header-rows>"
    )
    merged = row(cell("Both agencies", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
    numbers = row(
        cell("Visits"),
        '<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell>',
    )
    edges = 'fo:padding="0.1cm" fo:border="0.5pt solid #000000"'
    dark = f'<style:table-cell-properties fo:background-color="#1d3b6b" {edges}/>'
    return odt(
        table(head, row(cell("Health"), cell("Complete")), merged, numbers),
        automatic=style("Table1.A1", "table-cell", dark) + text_style("T1", 'fo:color="#ffffff" fo:font-weight="bold"'),
    )


def with_pictures() -> bytes:
    """Pictures with alternative text, in a frame with a caption as well."""
    number = (
        'Figure <text:sequence text:ref-name="refFigure0" text:name="Figure" text:formula="ooow:Figure+1" '
        'style:num-format="1">1</text:sequence>: the steps'
    )
    drawn = frame(picture("Pictures/10000201000000280000001E1234ABCD.png"))
    caption = frame(f'<draw:text-box fo:min-height="2cm">{para(drawn + number)}</draw:text-box>', name="Frame1")
    return odt(
        para(frame(picture("Pictures/image2.jpeg"), after="<svg:desc>Three steps in a row</svg:desc>")) + para(caption),
        members={"Pictures/10000201000000280000001E1234ABCD.png": picture_png(), "Pictures/image2.jpeg": photograph()},
    )


def with_formatting() -> bytes:
    """Bold, coloured, small, raised and struck-out text, a pull quote with a tinted background, and own styles."""
    automatic = (
        text_style("T1", 'fo:font-weight="bold"')
        + text_style("T2", 'fo:color="#9c1111"')
        + text_style("T3", 'fo:font-size="7pt"')
        + text_style("T4", 'style:text-position="super 58%"')
        + text_style("T5", 'style:text-line-through-style="solid"')
        + text_style("T6", 'fo:color="#ffffff" fo:background-color="#00703c"')
        + style(
            "P1",
            "paragraph",
            '<style:paragraph-properties fo:background-color="#f3f2f1" fo:margin-left="1cm"/>',
            more='style:parent-style-name="Standard"',
        )
    )
    inner = " ".join(
        span(word, f"T{number}") for number, word in enumerate(("may", "will", "mark", "th", "rose", "grace"), 1)
    )
    return odt(
        para(inner, "P1") + para('Two<text:s text:c="3"/>blanks<text:tab/>and a tab.', "Board_20_text"),
        automatic=automatic,
        styles=style(
            "Board_20_text",
            "paragraph",
            '<style:text-properties fo:font-size="11pt"/>',
            more='style:display-name="Board text" style:parent-style-name="Standard"',
        ),
    )


def with_links() -> bytes:
    """Links to the web, to a mailbox and to a heading, and a cross-reference."""
    return odt(
        para(
            '<text:a xlink:type="simple" xlink:href="https://www.example.org/guidance" '
            'text:style-name="Internet_20_link" '
            'text:visited-style-name="Internet_20_link">the guidance</text:a> or '
            '<text:a xlink:href="mailto:board@example.org">the board</text:a>.'
        )
        + para(
            'See <text:bookmark-ref text:reference-format="text" text:ref-name="findings">the '
            "findings</text:bookmark-ref>."
        )
        + para('<text:bookmark-start text:name="findings"/>the findings<text:bookmark-end text:name="findings"/>')
    )


def with_lists() -> bytes:
    """Bullets and numbers, one list inside another."""
    items = [para("First"), para("Second"), para("Within the second")]
    return odt(
        LIST.format("List_20_1", *items) + LIST.format("Numbering_20_1", *items).replace("123456789", "987654321")
    )


def with_sections() -> bytes:
    """Two columns in a section that is shown, and a text box beside them."""
    return odt(
        f'<text:section text:style-name="Sect1" text:name="Section1">{para("Left and right.")}</text:section>'
        + para(frame(f"<draw:text-box>{para('What we learned')}</draw:text-box>", name="Frame1") + "Beside it."),
        automatic=style(
            "Sect1",
            "section",
            '<style:section-properties><style:columns fo:column-count="2"/></style:section-properties>',
        ),
    )


def as_libreoffice_keeps_it() -> bytes:
    """Empty folders for menus, an empty list of keys, a layout that is remembered, marks of editing sessions."""
    body = f'<text:p text:style-name="P1">Agreed {span("today", "T1")}.</text:p><text:p text:style-name="P1"/>'
    rsid = 'officeooo:rsid="0012ab34" officeooo:paragraph-rsid="0012ab34"'
    before = (
        '<text:sequence-decls><text:sequence-decl text:display-outline-level="0" text:name="Illustration"/>'
        '<text:sequence-decl text:display-outline-level="0" text:name="Table"/></text:sequence-decls>'
        '<office:forms form:automatic-focus="false" form:apply-design-mode="false"/>'
        '<text:tracked-changes text:track-changes="false"/>'
    )
    return odt(
        body,
        before=before,
        automatic=style("P1", "paragraph", f"<style:text-properties {rsid}/>") + text_style("T1", rsid),
        settings='<config:config-item config:name="Rsid" config:type="int">1223476</config:config-item>'
        '<config:config-item config:name="PrinterSetup" config:type="base64Binary"/>',
        members={"Configurations2/accelerator/current.xml": b""},
    )


def by_another_program() -> bytes:
    """Only what must be there, under prefixes as another program writes them, broken over lines."""
    content = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
  <office:body>
    <office:text>
      <text:h text:outline-level="1">Serious case review</text:h>
      <text:p>The review was
        agreed in <text:span>March</text:span>.</text:p>
    </office:text>
  </office:body>
</office:document-content>"""
    return packed({"content.xml": content})


def repacked() -> bytes:
    """A file that was unpacked and packed again by hand, its type compressed and not in front."""
    with zipfile.ZipFile(io.BytesIO(plain())) as archive:
        members = {name: archive.read(name) for name in sorted(archive.namelist())}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def with_object(content: str) -> bytes:
    """A paper with an embedded document that can be read."""
    drawn = frame(
        '<draw:object xlink:href="./Object 1" xlink:type="simple" xlink:show="embed"/>'
        '<draw:image xlink:href="./ObjectReplacements/Object 1" xlink:type="simple"/>',
        name="Object1",
    )
    members: dict[str, bytes | str] = {"Object 1/content.xml": content, "ObjectReplacements/Object 1": picture_png()}
    return odt(para(drawn), members=members)


ODT_BENIGN: tuple[Benign, ...] = (
    Benign("benign-odt-plain.odt", plain),
    Benign(
        "benign-odt-contents-list-and-headings.odt", lambda: odt(CONTENTS + para("Agencies shared what they knew."))
    ),
    Benign("benign-odt-page-numbers-and-a-wide-page.odt", with_pages),
    Benign("benign-odt-table-with-a-dark-heading.odt", with_table),
    Benign("benign-odt-footnote.odt", lambda: odt(para(f"As the guidance says{FOOTNOTE}, it was agreed."))),
    Benign("benign-odt-pictures-and-a-caption.odt", with_pictures),
    Benign("benign-odt-formatting-and-own-styles.odt", with_formatting),
    Benign("benign-odt-links-and-cross-references.odt", with_links),
    Benign("benign-odt-lists.odt", with_lists),
    Benign("benign-odt-columns-and-a-text-box.odt", with_sections),
    Benign("benign-odt-as-libreoffice-keeps-it.odt", as_libreoffice_keeps_it),
    Benign("benign-odt-by-another-program.odt", by_another_program),
    Benign("benign-odt-repacked-by-hand.odt", repacked),
    Benign("benign-odt-formula.odt", lambda: with_object(FORMULA)),
    Benign("benign-odt-chart.odt", lambda: with_object(CHART)),
    Benign("benign-odt-title-in-its-properties.odt", lambda: odt(meta="<dc:title>Executive summary</dc:title>")),
)
