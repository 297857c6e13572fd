"""Which fields are ordinary machinery, such as page numbers, and which carry paths, addresses or people?"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from safelight.core.papers.docx.flow import XML_SPACE
from safelight.core.papers.docx.names import child, is_on, q, value
from safelight.core.papers.tree import drop, unwrap

PLAIN: Final = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT",
    "EQ", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "NUMWORDS", "NUMCHARS", "SYMBOL",
    "ADVANCE", "INDEX",
}  # fmt: skip
NAMED: Final = {"TOC", "SEQ", "LISTNUM", "STYLEREF"}
"""Fields whose words are the names of styles, counters and lists, which say no more than those themselves."""
FORMULA: Final = re.compile(
    r"\s*=[\s\d.,+*/()^<>=-]*(?:(?:SUM|AVERAGE|COUNT|MAX|MIN|PRODUCT|ROUND|INT|ABS)\s*"
    r"\(\s*(?:ABOVE|BELOW|LEFT|RIGHT|[A-Z]{1,2}\d{1,3}(?::[A-Z]{1,2}\d{1,3})?)\s*\)"
    r"|[A-Z]{1,2}\d{1,3}|[\s\d.,+*/()^<>=-])*(?:\\.\s*\S+\s*)*",
    re.IGNORECASE,
)
POINTING: Final = {"PAGEREF", "REF", "NOTEREF"}
LINKING: Final = "HYPERLINK"
WEB: Final = re.compile(r"(?:https?://|mailto:)[^\s\"\\]+", re.IGNORECASE)
TOKEN: Final = re.compile(r'"([^"]*)"|(\\\S)|(\S+)')
SMALL_WORD: Final = re.compile(
    r"\d+(?:-\d+)?|MERGEFORMAT|CHARFORMAT|ARABIC|ROMAN|ALPHABETIC|ORDINAL|CARDTEXT|UPPER|LOWER|FIRSTCAP|CAPS"
    r"|[dMyHhmsap/:., -]+|FIGURE|TABLE|EQUATION|CHART|BOX|RECOMMENDATION|[#0,.£$%()-]+|Symbol|Wingdings",
    re.IGNORECASE,
)
LONGEST_FORMULA: Final = 80
CHECKED, UNCHECKED = "\u2612", "\u2610"


@dataclass(slots=True)
class Field:
    """A field: its marks, the elements that hold its instruction, and the instruction's words."""

    marks: list[etree._Element] = field(default_factory=list)
    codes: list[etree._Element] = field(default_factory=list)
    ended: bool = False

    @property
    def instruction(self) -> str:
        """What the field does, as written."""
        if self.marks and self.marks[0].tag == q("w:fldSimple"):
            return value(self.marks[0], "w:instr")
        return "".join(code.text or "" for code in self.codes)


def fields_in(root: etree._Element) -> tuple[Field, ...]:
    """Every field of a part in order of its beginning, those inside others included."""
    found: list[Field] = []
    open_fields: list[Field] = []
    for element in root.iter(q("w:fldSimple"), q("w:fldChar"), q("w:instrText"), q("w:delInstrText")):
        if element.tag == q("w:fldSimple"):
            found.append(Field(marks=[element], ended=True))
        elif element.tag == q("w:fldChar"):
            _note_mark(element, found, open_fields)
        elif open_fields:
            open_fields[-1].codes.append(element)
        else:
            found.append(Field(codes=[element]))
    return tuple(found)


def _note_mark(element: etree._Element, found: list[Field], open_fields: list[Field]) -> None:
    kind = value(element, "w:fldCharType")
    if kind == "begin":
        open_fields.append(Field(marks=[element]))
        found.append(open_fields[-1])
    elif open_fields:
        open_fields[-1].marks.append(element)
        if kind == "end":
            open_fields.pop().ended = True
    else:
        found.append(Field(marks=[element]))


def is_ordinary(one: Field, *, bookmarks: Container[str]) -> bool:
    """Whether a field is machinery that any document has and that says nothing of its own."""
    tokens = _tokens(one.instruction)
    if not tokens or not one.ended or child(one.marks[0], "w:ffData") is not None:
        return False
    verb, rest = tokens[0].upper(), tokens[1:]
    if verb.startswith("="):
        return len(one.instruction) < LONGEST_FORMULA and FORMULA.fullmatch(one.instruction) is not None
    if verb in POINTING:
        return bool(rest) and rest[0] in bookmarks and _all_small(rest[1:])
    if verb == LINKING:
        return _is_plain_link(rest, bookmarks)
    if verb in NAMED:
        return True
    return verb in PLAIN and _all_small(rest)


def targets(one: Field) -> Iterator[str]:
    """The bookmarks that a field points to."""
    tokens = _tokens(one.instruction)
    if tokens and tokens[0].upper() in POINTING and len(tokens) > 1:
        yield tokens[1]
    if tokens and tokens[0].upper() == LINKING and "\\l" in tokens[:-1]:
        yield tokens[tokens.index("\\l") + 1]


def point_elsewhere(one: Field, names: dict[str, str]) -> None:
    """Write new bookmark names into a field's instruction."""
    old = one.instruction
    new = old
    for name in targets(one):
        new = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", names.get(name, name).replace("\\", r"\\"), new)
    if new == old:
        return
    if one.marks[0].tag == q("w:fldSimple"):
        one.marks[0].set(q("w:instr"), new)
        return
    for code in one.codes:
        code.text = ""
    one.codes[0].text = new
    one.codes[0].set(XML_SPACE, "preserve")


def unlink(one: Field) -> None:
    """Leave what a field shows and take the field itself away."""
    _show_form_value(one)
    for mark in one.marks:
        if mark.tag == q("w:fldSimple"):
            unwrap(mark)
        else:
            drop(mark)
    for code in one.codes:
        drop(code)


def _show_form_value(one: Field) -> None:
    """A tick box or a list to choose from shows a value that stands nowhere in the text."""
    data = child(one.marks[0], "w:ffData") if one.marks else None
    box, choices = child(data, "w:checkBox"), child(data, "w:ddList")
    shown = ""
    if box is not None:
        state = child(box, "w:checked")
        shown = CHECKED if is_on(state if state is not None else child(box, "w:default")) else UNCHECKED
    elif choices is not None:
        shown = chosen(choices)
    if shown:
        text = etree.Element(q("w:t"))
        text.text = shown
        one.marks[0].addprevious(text)


def chosen(choices: etree._Element) -> str:
    """The entry that a list to choose from shows."""
    entries = [value(entry) for entry in choices.iterchildren(q("w:listEntry"))]
    number = value(child(choices, "w:result")) or value(child(choices, "w:default")) or "0"
    return entries[int(number)] if number.isdigit() and int(number) < len(entries) else ""


def _is_plain_link(rest: list[str], bookmarks: Container[str]) -> bool:
    if rest and WEB.fullmatch(rest[0]):
        return _all_small(rest[1:])
    return len(rest) > 1 and rest[0] == "\\l" and rest[1] in bookmarks and _all_small(rest[2:])


def _all_small(tokens: list[str]) -> bool:
    return all(token.startswith("\\") or SMALL_WORD.fullmatch(token) for token in tokens)


def _tokens(instruction: str) -> list[str]:
    return [quoted or switch or bare for quoted, switch, bare in TOKEN.findall(instruction)]
