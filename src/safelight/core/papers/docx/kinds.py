"""What is each part of a Word file for? By content type and by the name of its folder."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from safelight.core.papers.docx.package import Package


class Kind(StrEnum):
    """What a member of a Word file is for."""

    MAIN = "main"
    HEADER = "header"
    FOOTER = "footer"
    NOTES = "notes"
    COMMENTS = "comments"
    GLOSSARY = "glossary"
    PEOPLE = "people"
    STYLES = "styles"
    NUMBERING = "numbering"
    SETTINGS = "settings"
    FONTS = "fonts"
    THEME = "theme"
    WEB = "web"
    PROPERTIES = "properties"
    CUSTOM_XML = "custom-xml"
    CHART = "chart"
    DIAGRAM = "diagram"
    PICTURE = "picture"
    THUMBNAIL = "thumbnail"
    EMBEDDED = "embedded"
    MACRO = "macro"
    CONTROL = "control"
    IMPORTED = "imported"
    FONT_FILE = "font-file"
    PRINTER = "printer"
    WRAPPING = "wrapping"
    UNKNOWN = "unknown"


STORIES: Final = {Kind.MAIN, Kind.HEADER, Kind.FOOTER, Kind.NOTES, Kind.COMMENTS, Kind.GLOSSARY}
"""The kinds of part that hold paragraphs."""

BY_TYPE: Final = (
    ("glossary+xml", Kind.GLOSSARY),
    ("main+xml", Kind.MAIN),
    ("header+xml", Kind.HEADER),
    ("footer+xml", Kind.FOOTER),
    ("footnotes+xml", Kind.NOTES),
    ("endnotes+xml", Kind.NOTES),
    ("comments+xml", Kind.COMMENTS),
    ("commentsextended+xml", Kind.COMMENTS),
    ("commentsids+xml", Kind.COMMENTS),
    ("commentsextensible+xml", Kind.COMMENTS),
    ("people+xml", Kind.PEOPLE),
    ("styles+xml", Kind.STYLES),
    ("styleswitheffects+xml", Kind.STYLES),
    ("numbering+xml", Kind.NUMBERING),
    ("wordprocessingml.settings+xml", Kind.SETTINGS),
    ("fonttable+xml", Kind.FONTS),
    ("theme+xml", Kind.THEME),
    ("themeoverride+xml", Kind.THEME),
    ("websettings+xml", Kind.WEB),
    ("core-properties+xml", Kind.PROPERTIES),
    ("extended-properties+xml", Kind.PROPERTIES),
    ("custom-properties+xml", Kind.PROPERTIES),
    ("customxmlproperties+xml", Kind.CUSTOM_XML),
    ("drawingml.chart+xml", Kind.CHART),
    ("drawingml.chartshapes+xml", Kind.CHART),
    ("ms-office.chartstyle+xml", Kind.CHART),
    ("ms-office.chartcolorstyle+xml", Kind.CHART),
    ("ms-office.chartex+xml", Kind.CHART),
    ("diagramdata+xml", Kind.DIAGRAM),
    ("diagramlayout+xml", Kind.DIAGRAM),
    ("diagramstyle+xml", Kind.DIAGRAM),
    ("diagramcolors+xml", Kind.DIAGRAM),
    ("diagramdrawing+xml", Kind.DIAGRAM),
    ("vbaproject", Kind.MACRO),
    ("vbadata+xml", Kind.MACRO),
    ("keymapcustomizations+xml", Kind.MACRO),
    ("activex", Kind.CONTROL),
    ("controlproperties+xml", Kind.CONTROL),
    ("printersettings", Kind.PRINTER),
    ("obfuscatedfont", Kind.FONT_FILE),
    ("x-font", Kind.FONT_FILE),
    ("oleobject", Kind.EMBEDDED),
    ("image/", Kind.PICTURE),
)

BY_FOLDER: Final = (
    ("word/embeddings/", Kind.EMBEDDED),
    ("word/activex/", Kind.CONTROL),
    ("word/media/", Kind.PICTURE),
    ("word/fonts/", Kind.FONT_FILE),
    ("customxml/", Kind.CUSTOM_XML),
    ("docprops/", Kind.PROPERTIES),
)


def kind_of(package: Package, member: str) -> Kind:
    """What a member is for, as far as its content type, its relationships and its folder tell."""
    return package.once(("kind", member), lambda: _kind_of(package, member))


def _kind_of(package: Package, member: str) -> Kind:
    if member == "[Content_Types].xml" or member.endswith(".rels"):
        return Kind.WRAPPING
    special = _by_relation(package, member)
    if special is not None:
        return special
    said = package.content_type(member).casefold()
    for sign, kind in BY_TYPE:
        if sign in said:
            return kind
    for folder, kind in BY_FOLDER:
        if member.casefold().startswith(folder):
            return kind
    return Kind.UNKNOWN


def _by_relation(package: Package, member: str) -> Kind | None:
    """Kinds that only the arrow pointing at a part can tell."""
    for row in package.relations():
        if row.target == member and row.kind == "thumbnail":
            return Kind.THUMBNAIL
    folder = member.casefold()
    if folder.startswith("docprops/thumbnail"):
        return Kind.THUMBNAIL
    if member in package.imported():
        return Kind.IMPORTED
    return None
