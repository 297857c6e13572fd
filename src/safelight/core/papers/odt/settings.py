"""Which settings of an OpenDocument file steer its layout, and which tell of a printer, a database or an editor?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.odt.names import local, q, value
from safelight.core.papers.tree import drop, is_element

LAYOUT: Final = frozenset({
    "AddExternalLeading", "AddFrameOffsets", "AddParaLineSpacingToTableCells", "AddParaSpacingToTableCells",
    "AddParaTableSpacing", "AddParaTableSpacingAtStart", "AddVerticalFrameOffsets", "AlignTabStopPosition",
    "AllowPrintJobCancel", "ApplyParagraphMarkFormatToNumbering", "ApplyTextAttrToEmptyLineAtEndOfParagraph",
    "ApplyUserData", "AutoFirstLineIndentDisregardLineSpace", "BackgroundParaOverDrawings", "CharacterCompressionType",
    "ChartAutoUpdate", "ClipAsCharacterAnchoredWriterFlyFrames", "ClippedPictures", "CollapseEmptyCellPara",
    "ConsiderTextWrapOnObjPos", "ContinuousEndnotes", "CurrentDatabaseCommandType", "DisableOffPagePositioning",
    "DoNotBreakWrappedTables", "DoNotCaptureDrawObjsOnPage", "DoNotJustifyLinesWithManualBreak",
    "DoNotMirrorRtlDrawObjs", "DoNotResetParaAttrsForNumFont", "DropCapPunctuation", "EmbedAsianScriptFonts",
    "EmbedComplexScriptFonts", "EmbedFonts", "EmbedLatinScriptFonts", "EmbedOnlyUsedFonts", "EmbedSystemFonts",
    "EmptyDbFieldHidesPara", "FieldAutoUpdate", "FloattableNomargins", "FootnoteInColumnToPageEnd",
    "FrameAutowidthWithMorePara", "GutterAtTop", "HeaderSpacingBelowLastPara", "HyphenateURLs",
    "IgnoreFirstLineIndentInNumbering", "IgnoreTabsAndBlanksForLineCalculation", "ImagePreferredDPI", "InBrowseMode",
    "InvertBorderSpacing", "IsKernAsianPunctuation", "IsLabelDocument", "JustifyLinesWithShrinking", "LinkUpdateMode",
    "LoadReadonly", "MathBaselineAlignment", "MinRowHeightInclBorder", "MsWordCompMinLineHeightByFly",
    "MsWordCompTrailingBlanks", "MsWordUlTrailSpace", "NoClippingWithWrapPolygon", "NoGapAfterNoteNumber",
    "NoNumberingShowFollowBy", "NumberingParagraphBorders", "OutlineLevelYieldsNumbering", "PrintAnnotationMode",
    "PrintBlackFonts", "PrintControls", "PrintDrawings", "PrintEmptyPages", "PrintGraphics", "PrintHiddenText",
    "PrintLeftPages", "PrintPageBackground", "PrintPaperFromSetup", "PrintProspect", "PrintProspectRTL",
    "PrintReversed", "PrintRightPages", "PrintSingleJobs", "PrintTables", "PrintTextPlaceholder",
    "PrinterIndependentLayout", "PrinterPaperFromSetup", "PropLineSpacingShrinksFirstLine", "ProtectBookmarks",
    "ProtectFields", "ProtectForm", "SaveGlobalDocumentLinks", "SaveThumbnail", "SaveVersionOnClose",
    "ShowRedlineChanges", "SmallCapsPercentage66", "StylesNoDefault", "SubtractFlysAnchoredAtFlys",
    "SurroundTextWrapSmall", "TabAtLeftIndentForParagraphsInList", "TabOverMargin", "TabOverSpacing", "TabOverflow",
    "TableRowKeep", "TabsRelativeToIndent", "TreatSingleColumnBreakAsPageBreak", "UnbreakableNumberings",
    "UnxForceZeroExtLeading", "UpdateFromTemplate", "UseFormerLineSpacing", "UseFormerObjectPositioning",
    "UseFormerTextWrapping", "UseOldNumbering", "UseOldPrinterMetrics", "UseVariableWidthNBSP",
    "WordLikeWrapForAsCharFlys", "WrapAsCharFlysLikeInOOXML",
})  # fmt: skip
"""What a copy keeps: how lines are broken and pages are filled."""

OTHER_NAMES: Final = frozenset({
    "CurrentDatabaseCommand", "CurrentDatabaseDataSource", "EmbeddedDatabaseName", "PrinterName", "PrinterSetup",
    "PrintFaxName", "Rsid", "RsidRoot", "RedlineProtectionKey", "ForbiddenCharacters", "Language", "Country", "Variant",
    "BeginLine", "EndLine", "Views", "ViewId", "ViewLeft", "ViewTop", "VisibleLeft", "VisibleTop", "VisibleRight",
    "VisibleBottom", "ZoomType", "ViewLayoutColumns", "ViewLayoutBookMode", "ZoomFactor", "IsSelectedFrame",
    "KeepRatio", "AnchoredTextOverflowLegacy", "LegacySingleLineFontwork", "ConnectorUseSnapRect",
    "IgnoreBreakAfterMultilineField", "ViewAreaTop", "ViewAreaLeft", "ViewAreaWidth", "ViewAreaHeight",
    "ooo:view-settings", "ooo:configuration-settings", "ooo:document-view-settings", "view-settings",
    "configuration-settings", "SaveVersion", "AddParaTableSpacingAtEnd", "ScaleFactor", "ShowNotes",
    "PrintAnnotationsInMargins", "PrintDefault", "Alignment", "BaseFontHeight", "BaseLine", "BottomMargin",
    "CustomFontNameFixed", "FontFixedIsBold", "FontFixedIsItalic", "FontNameFixed", "FontNameFunctions",
    "FontNameNumbers", "FontNameSans", "FontNameSerif", "FontNameText", "FontNameVariables", "Formula", "LeftMargin",
    "LowerLimitDistance", "LowerLimitPosition", "MatrixColumnSpacing", "MatrixLineSpacing", "NumeratorDistance",
    "OperatorHeight", "OperatorSpace", "OrnamentHeight", "OrnamentSpace", "RelativeBracketDistance",
    "RelativeBracketExcess", "RelativeFontHeightFunctions", "RelativeFontHeightIndices", "RelativeFontHeightLimits",
    "RelativeFontHeightOperators", "RelativeFontHeightText", "RelativeIndexSubscript", "RelativeIndexSuperscript",
    "RelativeLineSpacing", "RelativeRootSpacing", "RelativeScaleBracketExcess", "RelativeSpacing",
    "RelativeSymbolMinimumHeight", "RelativeSymbolPrimaryHeight", "RightMargin", "TopMargin", "UpperLimitDistance",
    "UpperLimitPosition", "FontVariablesIsItalic", "FontVariablesIsBold", "FontFunctionsIsItalic",
    "FontFunctionsIsBold", "FontNumbersIsItalic", "FontNumbersIsBold", "FontTextIsItalic", "FontTextIsBold",
    "FontSerifIsItalic", "FontSerifIsBold", "FontSansIsItalic", "FontSansIsBold", "BaseLineDistance",
    "IsScaleAllBrackets", "IsTextMode", "FractionBarExcess", "FractionBarLineWeight", "DenominatorDistance",
    "GreekCharStyle", "Symbols", "TopPrintMargin", "IsRightToLeft", "DefaultTabStop",
})  # fmt: skip
KNOWN_NAMES: Final = LAYOUT | OTHER_NAMES
PLAIN: Final = re.compile(r"true|false|-?\d{1,12}|high-resolution|low-resolution|disabled|enabled|view\d{1,3}")
TYPES: Final = frozenset({"boolean", "short", "int", "long", "double", "string", "datetime", "base64Binary"})
HARMLESS_TEXTS: Final = frozenset({"BeginLine", "EndLine", "Language", "Country", "Variant", "Formula",
                                   "FontNameFixed",
                                   "FontNameFunctions", "FontNameNumbers", "FontNameSans", "FontNameSerif",
                                   "FontNameText",
                                   "FontNameVariables", "CustomFontNameFixed"})  # fmt: skip


def is_plain_setting(element: etree._Element) -> bool:
    """Whether a setting's value is one that a program works with: yes or no, a number, a known word."""
    text = (element.text or "").strip()
    if not PLAIN.fullmatch(text):
        return False
    return (
        text in {"true", "false"} or not text.isdigit() or len(text) < 10 or value(element, "config:name")[:4] == "Rsid"
    )


def telling_settings(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Settings that tell of a printer, a path, a database or an editor, as name and value."""
    for item in root.iter(q("config:config-item")):
        said, name = (item.text or "").strip(), value(item, "config:name")
        strange = name not in KNOWN_NAMES and value(item, "config:type") == "string"
        if said and (strange or (not PLAIN.fullmatch(said) and name not in HARMLESS_TEXTS)):
            yield name, said


def keep_layout_settings(root: etree._Element) -> None:
    """Take out every setting but those that steer the layout."""
    for holder in list(root.iter(q("config:config-item-set"))):
        if value(holder, "config:name") != "ooo:configuration-settings":
            drop(holder)
    for element in list(root.iter()):
        if not is_element(element) or element.getparent() is None:
            continue
        if local(element) == "config-item":
            if value(element, "config:name") not in LAYOUT or not is_plain_setting(element):
                drop(element)
        elif local(element) not in {"settings", "config-item-set", "document-settings"}:
            drop(element)
