"""Which OpenDocument Texts are made to do harm, or are too broken to be read?"""

from __future__ import annotations

from tests.corpus.canary import Hostile
from tests.corpus.odt_builder import HEAD, OASIS, TEXT, cell, embedded, odt, packed, para, row, table, zipped

CONTENT = embedded("<office:text><text:p>Agreed</text:p></office:text>")
BILLION = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
OTHER_TYPE = '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">'
LOCKED = (
    f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{TEXT}"/><manifest:file-entry manifest:full-path="content.xml" '
    f'manifest:media-type="text/xml">'
    '<manifest:encryption-data manifest:checksum="abc"><manifest:algorithm manifest:algorithm-name="x"/>'
    "</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
)


def with_type(declared: str) -> bytes:
    """A paper whose content begins with a document type."""
    return packed({"content.xml": CONTENT.replace(HEAD, HEAD + declared).replace("Agreed", "&a;")})


def deep(levels: int) -> bytes:
    """A paper with spans inside spans."""
    return odt(para("<text:span>" * levels + "x" + "</text:span>" * levels))


def flat() -> bytes:
    """A document in one XML file, under the ending of one in a zip file."""
    return (
        f'{HEAD}<office:document xmlns:office="{OASIS}office:1.0" '
        f'office:mimetype="{TEXT}"><office:body/></office:document>'
    ).encode()


ODT_HOSTILE: tuple[Hostile, ...] = (
    Hostile("hostile-odt-zip-bomb.odt", lambda: packed({"content.xml": CONTENT, "Pictures/a.png": bytes(40_000_000)})),
    Hostile("hostile-odt-entity-expansion.odt", lambda: with_type(BILLION)),
    Hostile("hostile-odt-external-entity.odt", lambda: with_type(OUTSIDE)),
    Hostile("hostile-odt-document-type-elsewhere.odt", lambda: with_type(OTHER_TYPE)),
    Hostile(
        "hostile-odt-encrypted.odt",
        lambda: zipped({"mimetype": TEXT, "content.xml": bytes(200), "META-INF/manifest.xml": LOCKED}),
    ),
    Hostile("hostile-odt-cut-off.odt", lambda: odt()[:2000]),
    Hostile(
        "hostile-odt-thousands-of-members.odt", lambda: odt(members={f"Pictures/{n}.png": b"" for n in range(9_000)})
    ),
    Hostile(
        "hostile-odt-a-spreadsheet.odt", lambda: packed({"content.xml": CONTENT}, mimetype=TEXT[:-4] + "spreadsheet")
    ),
    Hostile("hostile-odt-a-template.odt", lambda: packed({"content.xml": CONTENT}, mimetype=TEXT + "-template")),
    Hostile("hostile-odt-type-that-is-no-type.odt", lambda: packed({"content.xml": CONTENT}, mimetype="text/plain")),
    Hostile("hostile-odt-deeply-nested.odt", lambda: deep(20_000)),
    Hostile(
        "hostile-odt-a-thousand-million-columns.odt",
        lambda: odt(table(row(cell("x", 'table:number-columns-repeated="1000000000"')))),
    ),
    Hostile(
        "hostile-odt-a-thousand-million-rows.odt",
        lambda: odt(table(row(cell("x"), more='table:number-rows-repeated="1000000000"'))),
    ),
    Hostile("hostile-odt-a-thousand-million-blanks.odt", lambda: odt(para('a<text:s text:c="1000000000"/>b'))),
    Hostile("hostile-odt-member-that-leads-out.odt", lambda: odt(members={"../../evil.xml": "x"})),
    Hostile("hostile-odt-no-content.odt", lambda: packed({"styles.xml": CONTENT})),
    Hostile("hostile-odt-content-that-is-not-xml.odt", lambda: packed({"content.xml": "Just words & more"})),
    Hostile("hostile-odt-flat-file-called-odt.odt", flat),
)
