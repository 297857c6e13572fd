"""Where can a name hide beside the text of an OpenDocument file: in marks, names, properties and other members?"""

from __future__ import annotations

import base64
import io
import zipfile

from tests.core.papers.builders import picture_jpeg, picture_png
from tests.corpus.canary import Canary, Caught
from tests.corpus.odt_builder import (
    HEAD,
    OASIS,
    changed,
    embedded,
    frame,
    odt,
    para,
    picture,
    style,
    zipped,
)

MARK = 'text:change-id="ct1"'
SIGNED = (
    f'{HEAD}<document-signatures xmlns="{OASIS}digitalsignature:1.0"><Signature '
    f'xmlns="http://www.w3.org/2000/09/xmldsig#">'
    "<X509IssuerName>CN={}</X509IssuerName></Signature></document-signatures>"
)
MODULE = (
    f'{HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">'
    'Sub Main\nMsgBox "{}"\nEnd Sub</script:module>'
)
VERSIONS = (
    f'{HEAD}<VL:version-list xmlns:VL="http://openoffice.org/2001/versions-list" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><VL:version-entry VL:title="Version1" VL:comment="{}" '
    'VL:creator="An author" dc:date-time="2009-03-02T09:00:00"/></VL:version-list>'
)
MATH = (
    f'{HEAD}<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi>'
    '<annotation encoding="StarMath 5.0">x %% {}</annotation></semantics></math>'
)
SHEET = (
    '<office:spreadsheet><table:table table:name="Sheet1"><table:table-row><table:table-cell><text:p>{}</text:p>'
    "</table:table-cell></table:table-row></table:table></office:spreadsheet>"
)


def with_object(content: str) -> bytes:
    """A paper with an embedded document."""
    drawn = '<draw:object xlink:href="./Object 1" xlink:type="simple"/>'
    return odt(para(frame(drawn, name="Object1")), members={"Object 1/content.xml": content})


def with_picture(data: bytes, *, name: str = "Pictures/image1.png", inner: str = "", called: str = "Image1") -> bytes:
    """A paper with a picture in it."""
    return odt(para(frame(picture(name), after=inner, name=called)), members={name: data})


def tracked(kind: str, body: str, *, who: str = "An author", deleted: str = "") -> bytes:
    """A paper with one tracked change."""
    return odt(para(body), before=changed(kind, who, deleted))


def listed(word: str) -> bytes:
    """A paper whose manifest lists a part that is not there."""
    with zipfile.ZipFile(io.BytesIO(odt())) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    manifest = members["META-INF/manifest.xml"]
    assert isinstance(manifest, bytes)
    gone = f'<manifest:file-entry manifest:full-path="{word}.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    members["META-INF/manifest.xml"] = manifest.replace(b"</manifest:manifest>", gone.encode())
    return zipped(members)


def hidden(name: str, build: object, *, by: Caught = Caught.IDENTITY, cleans: bool = True) -> Canary:
    """A paper of this corpus; its name says where the word hides."""
    return Canary(f"odt-{name}.odt", build, by, cleans)  # type: ignore[arg-type]


ADDED = (
    hidden(
        "comment",
        lambda w: odt(
            para(f"Agreed<office:annotation><dc:creator>An author</dc:creator>{para(w)}</office:annotation>")
        ),
    ),
    hidden(
        "author-of-a-comment",
        lambda w: odt(
            para(f"Agreed<office:annotation><dc:creator>{w}</dc:creator>{para('See me')}</office:annotation>")
        ),
    ),
    hidden(
        "tracked-deletion", lambda w: tracked("deletion", f"Agreed <text:change {MARK}/>today.", deleted=para(f"{w} "))
    ),
    hidden(
        "half-of-a-word-deleted",
        lambda w: tracked("deletion", f"Seen: {w[:4]}<text:change {MARK}/>.", deleted=para(w[4:])),
    ),
    hidden(
        "tracked-insertion",
        lambda w: tracked("insertion", f"Agreed <text:change-start {MARK}/>{w}<text:change-end {MARK}/>."),
    ),
    hidden(
        "author-of-a-tracked-change-of-format",
        lambda w: tracked("format-change", f"<text:change-start {MARK}/>Agreed<text:change-end {MARK}/>.", who=w),
    ),
    hidden(
        "user-field-that-is-not-shown",
        lambda w: odt(
            before=(
                f'<text:user-field-decls><text:user-field-decl office:value-type="string" office:string-value="{w}" '
                'text:name="child"/></text:user-field-decls>'
            )
        ),
    ),
    hidden(
        "variable-set-and-not-shown",
        lambda w: odt(
            para(
                f'Agreed<text:variable-set text:name="v" text:display="none" office:value-type="string" '
                f'office:string-value="{w}">'
                f"{w}</text:variable-set>."
            )
        ),
    ),
    hidden(
        "hidden-text-field",
        lambda w: odt(
            para(f'Agreed<text:hidden-text text:condition="ooow:1" text:string-value="{w}" text:is-hidden="true"/>.')
        ),
    ),
    hidden(
        "other-half-of-a-conditional-text",
        lambda w: odt(
            para(
                f'<text:conditional-text text:condition="ooow:1==1" text:string-value-if-true="Agreed" '
                f'text:string-value-if-false="{w}" text:current-value="true">Agreed</text:conditional-text>.'
            )
        ),
    ),
    hidden(
        "choice-of-a-drop-down-field",
        lambda w: odt(
            para(
                f'<text:drop-down text:name="who"><text:label text:value="{w}"/><text:label '
                f'text:current-selected="true" '
                'text:value="Agreed"/>Agreed</text:drop-down>.'
            )
        ),
    ),
    hidden(
        "hint-of-a-placeholder",
        lambda w: odt(
            para(
                f'<text:placeholder text:placeholder-type="text" text:description="{w}">&lt;name&gt;</text:placeholder>'
            )
        ),
    ),
    hidden(
        "macro-field",
        lambda w: odt(para(f'Agreed<text:script script:language="JavaScript">tell("{w}")</text:script>.')),
    ),
    hidden(
        "database-field",
        lambda w: odt(
            para(
                f'<text:database-display text:database-name="{w}" text:table-name="t" '
                f'text:column-name="c">Agreed</text:database-display>'
            )
        ),
    ),
    hidden(
        "form-control",
        lambda w: odt(
            before='<office:forms><form:form form:name="Form"><form:text form:id="control1" '
            'form:current-value="Agreed" '
            f'form:title="{w}"/></form:form></office:forms>',
            body=para(
                '<draw:control draw:control="control1" text:anchor-type="as-char" svg:width="2cm" svg:height="1cm"/>'
            ),
        ),
    ),
    hidden(
        "index-entry",
        lambda w: odt(para(f'Agreed<text:alphabetical-index-mark text:string-value="{w}" text:key1="children"/>.')),
    ),
    hidden(
        "bookmark",
        lambda w: odt(
            para(f'<text:bookmark-start text:name="{w}_home"/>Agreed<text:bookmark-end text:name="{w}_home"/>')
        ),
    ),
    hidden("reference-mark", lambda w: odt(para(f'Agreed<text:reference-mark text:name="about {w}"/>'))),
    hidden("target-of-a-link", lambda w: odt(para(f'<text:a xlink:href="https://example.org/{w}">Agreed</text:a>'))),
    hidden(
        "percent-signs-in-a-link",
        lambda w: odt(
            para(f'<text:a xlink:href="https://example.org/{"".join(f"%{ord(one):02x}" for one in w)}">Agreed</text:a>')
        ),
    ),
    hidden(
        "tip-of-a-link",
        lambda w: odt(para(f'<text:a xlink:href="https://example.org/" office:title="{w}">Agreed</text:a>')),
    ),
    hidden("link-to-a-file", lambda w: odt(para(f'<text:a xlink:href="../../Cases/{w}/notes.odt">Agreed</text:a>'))),
    hidden(
        "section-linked-to-a-file",
        lambda w: odt(
            f'<text:section text:name="Section1"><text:section-source '
            f'xlink:href="file:///cases/{w}.odt"/>{para("Agreed")}</text:section>'
        ),
    ),
    hidden(
        "data-link",
        lambda w: odt(
            before=(
                f'<text:dde-connection-decls><text:dde-connection-decl office:name="a" '
                f'office:dde-application="soffice" '
                f'office:dde-topic="{w}.ods" office:dde-item="A1"/></text:dde-connection-decls>'
            )
        ),
    ),
    hidden(
        "event-of-a-link",
        lambda w: odt(
            para(
                '<text:a xlink:href="https://example.org/"><office:event-listeners><script:event-listener '
                'script:language="ooo:script" '
                f'script:event-name="dom:click" '
                f'xlink:href="vnd.sun.star.script:{w}.Main"/></office:event-listeners>Agreed</text:a>'
            )
        ),
    ),
    hidden(
        "meaning-attached-to-a-paragraph",
        lambda w: odt(
            f'<text:p xhtml:about="#p" xhtml:property="https://example.org/name" xhtml:content="{w}">Agreed</text:p>'
        ),
    ),
)

NAMED = (
    hidden("alternative-text-of-a-picture", lambda w: with_picture(picture_png(), inner=f"<svg:desc>{w}</svg:desc>")),
    hidden("title-of-a-picture", lambda w: with_picture(picture_png(), inner=f"<svg:title>{w}</svg:title>")),
    hidden("name-of-a-picture", lambda w: with_picture(picture_png(), called=f"{w}.png")),
    hidden("file-name-of-a-picture", lambda w: with_picture(picture_png(), name=f"Pictures/{w}.png")),
    hidden("remark-in-a-picture", lambda w: with_picture(picture_png(remark=w))),
    hidden("camera-data-in-a-photograph", lambda w: with_picture(picture_jpeg(remark=w), name="Pictures/image1.jpeg")),
    hidden(
        "edge-cut-off-a-picture",
        lambda w: odt(
            para(
                frame(picture("Pictures/image1.png"), more='draw:style-name="fr9" svg:width="1cm" svg:height="1cm"')
                + f" {w}"
            ),
            automatic=style("fr9", "graphic", '<style:graphic-properties fo:clip="rect(0cm, 0.4cm, 0cm, 0.4cm)"/>'),
            members={"Pictures/image1.png": picture_png()},
        ),
    ),
    hidden(
        "name-of-a-style",
        lambda w: odt(
            para("Agreed", "P9"),
            automatic=style("P9", "paragraph", "", more=(f'style:parent-style-name="{w}_20_quote"')),
            styles=style(
                f"{w}_20_quote",
                "paragraph",
                "",
                more=f'style:display-name="{w} quote" style:parent-style-name="Standard"',
            ),
        ),
    ),
    hidden("name-of-a-font", lambda w: odt(fonts=f'<style:font-face style:name="{w}" svg:font-family="{w} Sans"/>')),
    hidden("prefix-of-a-namespace", lambda w: odt(f'<text:p xmlns:{w}="https://example.org/{w}">Agreed</text:p>')),
    hidden(
        "foreign-element",
        lambda w: odt(para(f'Agreed<x:note xmlns:x="https://example.org/x" x:who="{w}">{w}</x:note>.')),
    ),
    hidden("xml-comment", lambda w: odt(f"<!-- {w} -->{para('Agreed')}")),
    hidden("processing-instruction", lambda w: odt(f"<?note {w}?>{para('Agreed')}")),
    hidden("stray-text-between-paragraphs", lambda w: odt(f"{w}{para('Agreed')}")),
)

WRAPPED = (
    hidden("creator", lambda w: odt(meta=f"<dc:creator>{w}</dc:creator>")),
    hidden("description-in-the-properties", lambda w: odt(meta=f"<dc:description>{w}</dc:description>")),
    hidden("keyword-in-the-properties", lambda w: odt(meta=f"<meta:keyword>{w}</meta:keyword>")),
    hidden("own-property", lambda w: odt(meta=f'<meta:user-defined meta:name="{w}">yes</meta:user-defined>')),
    hidden("template", lambda w: odt(meta=f'<meta:template xlink:href="../{w}/letter.ott" xlink:title="{w}"/>')),
    hidden(
        "name-of-a-printer",
        lambda w: odt(
            settings=f'<config:config-item config:name="PrintFaxName" config:type="string">{w}</config:config-item>'
        ),
    ),
    hidden(
        "encoded-settings-of-a-printer",
        lambda w: odt(
            settings='<config:config-item config:name="PrinterSetup" config:type="base64Binary">'
            f"{base64.b64encode(bytes(20) + w.encode('utf-16-le') + bytes(20)).decode()}</config:config-item>"
        ),
    ),
    hidden(
        "name-of-a-database",
        lambda w: odt(
            settings=f'<config:config-item config:name="CurrentDatabaseDataSource" '
            f'config:type="string">{w}</config:config-item>'
        ),
    ),
    hidden(
        "graph-of-statements",
        lambda w: odt(
            rdf=f'<rdf:Description rdf:about="content.xml"><x:who '
            f'xmlns:x="https://example.org/">{w}</x:who></rdf:Description>'
        ),
    ),
    hidden(
        "preview-picture",
        lambda _: odt(members={"Thumbnails/thumbnail.png": picture_png(size=(9, 9), remark="x")}),
        by=Caught.HIDDEN,
    ),
    hidden("basic-macro", lambda w: odt(members={"Basic/Standard/Module1.xml": MODULE.format(w)})),
    hidden("python-macro", lambda w: odt(members={"Scripts/python/tell.py": f"# {w}\n"})),
    hidden(
        "menu",
        lambda w: odt(
            members={
                "Configurations2/menubar/menubar.xml": (
                    f'{HEAD}<menu:menubar xmlns:menu="http://openoffice.org/2001/menu"><menu:menu '
                    f'menu:label="{w}"/></menu:menubar>'
                )
            }
        ),
    ),
    hidden("signature", lambda w: odt(members={"META-INF/documentsignatures.xml": SIGNED.format(w)})),
    hidden(
        "older-version",
        lambda w: odt(
            members={
                "VersionList.xml": VERSIONS.format("before the meeting"),
                "Versions/Version1": odt(para(f"About {w}")),
            }
        ),
    ),
    hidden(
        "remark-on-an-older-version",
        lambda w: odt(members={"VersionList.xml": VERSIONS.format(w), "Versions/Version1": odt()}),
    ),
    hidden("embedded-spreadsheet", lambda w: with_object(embedded(SHEET.format(w)))),
    hidden("remark-in-a-formula", lambda w: with_object(MATH.format(w))),
    hidden(
        "figures-behind-a-chart",
        lambda w: with_object(
            embedded(
                '<office:chart><chart:chart chart:class="chart:bar"><chart:title><text:p>Visits</text:p></chart:title>'
                f"<table:table "
                f'table:name="local-table"><table:table-row><table:table-cell><text:p>{w}</text:p></table:table-cell>'
                "</table:table-row></table:table></chart:chart></office:chart>"
            )
        ),
    ),
    hidden(
        "embedded-file-of-another-program",
        lambda w: odt(
            para(frame('<draw:object-ole xlink:href="./Object 2" xlink:type="simple"/>')),
            members={"Object 2": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + w.encode("utf-16-le") * 3},
        ),
        by=Caught.UNREADABLE,
    ),
    hidden("unknown-part", lambda w: odt(members={"notes.txt": f"About {w}"})),
    hidden("unknown-binary-part", lambda _: odt(members={"cache.dat": bytes(range(256)) * 4}), by=Caught.UNREADABLE),
    hidden("name-of-a-part", lambda w: odt(members={f"Pictures/{w}/image1.png": picture_png()})),
    hidden("manifest-entry-of-a-part-that-is-gone", listed),
)

PART_CANARIES: tuple[Canary, ...] = (*ADDED, *NAMED, *WRAPPED)
