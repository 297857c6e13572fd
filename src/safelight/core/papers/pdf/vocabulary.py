"""Is this name in a PDF one of the format's own words, or did somebody choose it?"""

from __future__ import annotations

import re
from typing import Final

from pdfminer.encodingdb import name2unicode

OWN_WORDS: Final = frozenset(
    """
    AESV2 AESV3 AFRelationship AIS ASCII85Decode ASCIIHexDecode Absolute AbsoluteColorimetric AcroForm Action
    ActualText After All Alt Alternate Annot Annotation Annots AntiAlias Arial ArialMT Art ArtBox Article Artifact
    Artwork Ascent Aside Attached AuthEvent Author AvgWidth BBox BDC BG2 Background BackgroundColor BaseEncoding
    BaseFont BaseVersion BaselineShift Bead Beads Before BitsPerComponent BitsPerCoordinate BitsPerFlag
    BitsPerSample Black BleedBox Block BlockQuote Blue Border BorderColor BorderStyle BorderThickness Both Bottom
    Bounds Btn ByteRange CAPI CCITTFaxDecode CFM CIDFontType0 CIDFontType0C CIDFontType2 CIDSet CIDSystemInfo
    CIDToGIDMap CMap CMapName CYX CalRGB Calibri Cap CapHeight Caption Caret Catalog Category Center CenterWindow
    Cert Changes CharProcs CharSet Chart Chartsheet CheckSum Circle ClassMap CloudyEffect ColSpan Collection
    CollectionItem Color ColorBurn ColorDodge ColorSpace ColorTransform Colors Column Columns Comment Comments
    Company Compatible Components Condensed Confidential Configs Contact ContactInfo Contents Coords Copy Count
    Cour Courier Create CreationDate Creator CreatorVersion CropBox Crypt CryptFilter Cyan DCTDecode Darken Dashed
    Data Date Decimal Decode DecodeParms Default DefaultCMYK DefaultGray DefaultRGB Delete Desc DescendantFonts
    Descent Design Dest DestOutputProfile Dests DeviceCMYK DeviceGray DeviceN DeviceRGB Diagram Dialogsheet
    Difference Differences Dimmed DingBats Direction Disc DisplayDocTitle Div DocMDP DocOpen DocTimeStamp Document
    DocumentFragment DocumentID Domain Dotted Double Draw DropCap Duplex Dur EFOpen Editable EmbeddedFDFs
    EmbeddedFile EmbeddedFiles Encode Encoding Encrypt EncryptMetadata EncryptedPayload End EndIndent Endnote
    Event ExDATA ExData Exclusion Export ExportState ExtGState Extend Extends ExtensionLevel Extensions FDF FENote
    FWParams FWPosition False Field FieldMDP Fields Figure FileAttachment Filespec FillIn Filter First FirstChar
    Fit FitB FitBH FitBV FitH FitR FitV FitWindow Fixed Flags FlateDecode Folio Font FontBBox FontDescriptor
    FontFamily FontFile FontMatrix FontName FontStretch FontWeight Footer Footnote Form FormType Formula FreeText
    FreeTextTypewriter FullSave FullScreen Fullbanner Function FunctionType Functions GTSPDFA GTS_PDFA1 GTS_PDFX
    GoTo GoToE GoToR Gray Green Grey Groove Group HTP HalftoneName HalftoneType Hanging HardLight HeBo Header
    Headers Height Helv Helvetica Hid HideAnnotation HideMenubar HideToolbar HideWindowUI Highlight Hue ICCBased
    IDS IDTree IRT ITXT Identity Image ImageB ImageC ImageI ImageMask Import ImportData Index Indexed Info Ink
    InkHighlight InkList Inline InlineShape Inset Inside Intent Interpolate Invisible ItalicAngle JBIG2Decode
    JPXDecode JavaScript Justify Keystroke Keywords Kids L2R LBody LZWDecode Lab Lang Last LastChar LastModified
    Launch Layout Lbl Leading Left Length Length1 Lighten Limits Line LineHeight Linearized Link ListMode
    ListNumbering Location Lock LockedContents LowerAlpha LowerRoman Luminosity MCID MCR MacRomanEncoding
    Macrosheet Magenta MarkInfo MarkStyle Marked Mask Math MathML Matrix MaxLen MaxWidth MediaBox Metadata
    MissingWidth MixingHints ModDate Modify Movie Multiply NChannel Name Named Names Namespace Namespaces
    NeedAppearances NeedsRendering NewParagraph NewWindow Next NoView NonEFontNoWarn NonFullScreenPageMode
    NonStruct None Normal Note Notes NumBlock NumCopies NumberTree Nums OBJR OCG OCGs OCMD OCProperties OFF OPM
    Obj ObjStm Off OneColumn Open OpenAction OpenType Opt Order Ordered Ordering OriginalDocumentID Outline
    Outlines OutputConditionIdentifier OutputIntent OutputIntents Outset Outside Overlay OverlayText Overprint PDF
    PDFDocEncoding PTEX PTEXFullbanner Padding Page PageElement PageLabel PageLabels PageLayout PageMode PageStyle
    PageTransformationMatrixList Pages Pagination PaintType Panose Paperclip Params Parent ParentTree
    ParentTreeNextKey Part Pattern PatternType Perceptual Perms PickTrayByPDFSize PieceInfo Placement Polygon
    Popup Predictor PresSteps Prev Preview Print PrintArea PrintClip PrintPageRange PrintScaling PrintState
    Printed PrinterMark ProcSet Process Producer Properties PubSec PushPin QuadPoints Quote R2L RBGroups REx Range
    Reason Rect Red Redact RedactAnnots Reference Registry RegistryName RelativeColorimetric Rename Rendering
    Rendition Replace Requirements ResetForm Resources RichMedia RichMediaContent Ridge Right Rights RoleMap
    RoleMapNS Root Rotate RoundtripVersion Row RowSpan Rows Ruby RunLengthDecode SHA1 SMask Saturation Scope
    Screen Sect Sep Separation SeparationInfo SetOCGState Shading ShadingType Short Sig SigFlags SigRef Signature
    Simplex SinglePage Size Slide SoftLight Solid Sound SourceModified SpaceAfter SpaceBefore Spacing Span
    SpellCheck SpiderInfo Spot Square Squiggly Stamp Standard Start StartIndent StdCF StemH StemV StmF Story StrF
    StrikeOut Strikeout Strong StructElem StructParent StructParents StructTreeRoot Style Sub SubFilter Subform
    Subj Subject SubmitForm Subscript Subtype Summary Superscript Supplement Symbol TBody TFoot THead TOC TOCI TR2
    Table Tabs Tag Tahoma Template TemplateInstantiated Templates Text TextAlign TextBox TextDecorationType
    TextIndent TextString Textbox Thread Threads Thumb ThumbNail TiRo TilingType TimesNewRoman TimesNewRomanPSMT
    Title ToUnicode ToggleHidden Top Trans TransGs TransMode TransformMethod TransformParams Transparency TrapNet
    TrapRegions Trapped TrimBox TrueType TrustedMode TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight Type
    Type0 Type1 Type1C Type3 Typewriter UCR UCR2 UR3 URI URL URLS Ugly Unchanged Underline UpperAlpha UpperRoman
    Usage UseAttachments UseNone UseOC UseOutlines UseThumbs UserProperties UserUnit Version Vertices View
    ViewArea ViewClip ViewState ViewerPreferences Viewport Visible WMode Warichu Watermark WebCapture White
    WhitePoint Widget Width Widths Win WinAnsiEncoding Wipe Workbook Worksheet WritingMode XFA XFAResources
    XHeight XML XObject XRef XStep XRefStm XYZ Xor YStep Yellow Yes ZaDb ZapfDingbats Zoom body circlecopyrt description
    display footnote inline justify list math part pdf quotation quote span subparagraph subsection subsubsection
    text
    """.split()  # noqa: SIM905 - a list of words reads as words
)
"""What the format itself calls things (ISO 32000), as far as it is longer than two letters."""

NUMBERED: Final = re.compile(
    r"[A-Za-z]{0,2}[_.-]?\d{1,5}(?:[_.-]\d{1,4})?|(?:Im|Img|Image|Fm|Form|GS|Gs|Sh|Pat|Fnt|Font|Res|Obj|Xf|XO|uni|cid|glyph|gid"
    r"|index|Page|page|Layer|layer|Meta)[A-Fa-f\d_.-]+|u[A-F\d]{4,6}"
)
"""What a program calls things when it counts them: F1, Im12, C0_1."""

FONT_FAMILIES: Final = tuple(
    """
    Agency Aharoni Aptos Arial Andale Avenir Baskerville Bahnschrift Bembo Bitstream BookAntiqua Bookman Bodoni
    Calibri Cambria Candara Carlito Caladea Century CMB CMMI CMR CMSY CMTI CMTT Comic Computer Consolas Constantia
    Corbel Courier DejaVu DroidSans DroidSerif EBGaramond Ebrima FiraSans FiraMono FranklinGothic Frutiger Futura
    Gadugi Garamond Georgia GillSans Gotham Helvetica HelveticaNeue Impact Inter Lato Latin LatinModern LMRoman
    LMSans Liberation Libertinus Libre Linux Lucida Malgun MathJax Merriweather Microsoft MinionPro Minion
    Montserrat MS-Gothic MS-Mincho Myriad NewComputerModern Nimbus Noto OpenSans Optima Oswald Palatino PTSans
    PTSerif Playfair Poppins Raleway Roboto Rockwell SegoeUI Segoe SFNS SimSun Source Symbol Tahoma Times
    TimesNewRoman Trebuchet TrebuchetMS Ubuntu Univers URW Verdana Vera Wingdings Webdings ZapfDingbats Yu
    """.split()  # noqa: SIM905 - a list of words reads as words
)
STYLES: Final = re.compile(
    r"(?:PSMT|MT|PS|Std|Pro|LT|Sans|Serif|Mono|Bold|Italic|Oblique|Regular|Roman|Light|Medium|Book|Semi|Demi|Extra|Black"
    r"|Thin|Condensed|Cond|Narrow|Display|Text|Caption|UI|Neue|New|Math|Code|Heavy|Ultra|Slab|Regu|Ital|Medi|Subset|VF|MS"
    r"|Linotype|Unicode|Gothic|Antiqua|Schoolbook|Old|Style|Modern|Console|Typewriter|Emoji|Color|Symbols?|Roman"
    r"|[A-Z]{2,3}|[-,_ \d])*"
)


def is_own_word(name: str) -> bool:
    """Whether a name says nothing of its own: a word of the format, a numbered resource, a letter's shape, a font."""
    if len(name) < 3 or name in OWN_WORDS or NUMBERED.fullmatch(name):
        return True
    return _is_shape(name) or is_usual_font(name)


def is_usual_font(name: str) -> bool:
    """Whether this is one of the fonts that everybody has, under a name that adds nothing to it."""
    plain = name.rpartition("+")[2] if name[6:7] == "+" else name
    return any(plain.startswith(one) and STYLES.fullmatch(plain[len(one) :]) for one in FONT_FAMILIES)


def _is_shape(name: str) -> bool:
    try:
        return bool(name2unicode(name))
    except (KeyError, ValueError):
        return False
