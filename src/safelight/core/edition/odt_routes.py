"""By which routes can the words in a finished OpenDocument edition be read again? By none of those that wrote them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from html import unescape
from io import BytesIO
from typing import Final
from xml.parsers import expat

from safelight.core.edition.machinery import is_own_odt_value, without_odt_machinery
from safelight.core.edition.odt import styles_asset
from safelight.core.edition.reopened import CannotReopen, Route

_SPACES: Final = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
_INLINE: Final = frozenset({"text:a", "text:span", "text:bookmark", "text:page-number", *_SPACES})
_MOST_BYTES: Final = 50_000_000
"""No edition of ours comes near: a larger member was not written here."""


def odt_routes(data: bytes) -> tuple[Route, ...]:
    """The document's words by a parser that did not write it, everything beside them, and the raw characters.

    Raises:
        CannotReopen: when any of the readers cannot open the file.
    """
    try:
        members, wrapping = _unpacked(data)
        parsed = {name: _Parsed(source) for name, source in members.items() if name.endswith(".xml")}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise CannotReopen(f"The OpenDocument file cannot be read back: {error}.") from error
    except (expat.ExpatError, UnicodeDecodeError, RuntimeError) as error:
        raise CannotReopen("The OpenDocument file cannot be read back: a part of it is damaged.") from error
    if "content.xml" not in parsed:
        raise CannotReopen("The OpenDocument file cannot be read back: there is no content in it.")
    content = parsed.pop("content.xml")
    rest = [*wrapping, *content.unshown]
    for one in parsed.values():
        rest += [*one.shown, *one.unshown]
    return (
        Route(name="Expat, in document order", text="".join(content.shown), in_order=True),
        Route(name="headers, properties, attributes and comments", text="\n".join(rest)),
        Route(name="raw characters", text="\n".join(_raw(members))),
    )


def _unpacked(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Every member, and the words of the wrapping: names, comments and fields, and bytes that belong to no member."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        rows = archive.infolist()
        if any(row.file_size > _MOST_BYTES for row in rows) or len({row.filename for row in rows}) < len(rows):
            raise CannotReopen("The OpenDocument file cannot be read back: it is not one that was written here.")
        wrapping = [archive.comment.decode("latin-1")]
        for row in rows:
            own = is_own_odt_value(row.filename) or row.filename in {"mimetype", "META-INF/manifest.xml"}
            wrapping += [] if own else [row.filename]
            wrapping += [row.comment.decode("latin-1"), row.extra.decode("latin-1")]
        return {row.filename: archive.read(row) for row in rows}, [one for one in wrapping if one]


def _raw(members: dict[str, bytes]) -> Iterator[str]:
    for data in members.values():
        yield unescape(without_odt_machinery(data.decode("utf-8"), values=_own_values()))


class _Parsed:
    """One member taken apart into its words and everything else that it says."""

    def __init__(self, source: bytes) -> None:
        self.shown: list[str] = []
        self.unshown: list[str] = []
        self._own = _own_values()
        parser = expat.ParserCreate(encoding="utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.shown.append
        parser.CommentHandler = self.unshown.append
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(source, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.shown.append(_SPACES.get(name, "" if name in _INLINE else "\n"))
        self.unshown += [
            value
            for key, value in attributes.items()
            if not key.startswith("xmlns") and value not in self._own and not is_own_odt_value(value)
        ]

    def _end(self, name: str) -> None:
        if name not in _INLINE:
            self.shown.append("\n")

    def _instruction(self, target: str, data: str) -> None:
        self.unshown.append(f"{target} {data}")

    def _doctype(self, *_: object) -> None:
        raise CannotReopen(
            "The OpenDocument file cannot be read back: it holds a document type, which none of ours has."
        )


@cache
def _own_values() -> frozenset[str]:
    """Every value that stands in the attributes of our own style sheet."""
    found: set[str] = set()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.StartElementHandler = lambda name, attributes: found.update(attributes.values())
    parser.Parse(styles_asset(), True)
    return frozenset(found)
