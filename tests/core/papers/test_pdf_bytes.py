"""The bytes of a PDF are unpacked within limits, and nothing in them is passed over."""

from __future__ import annotations

import zlib

import pytest

from safelight.core.papers.pdf.filters import NotUnpacked, TooLarge, unpacked
from safelight.core.papers.pdf.rawfile import raw_streams, tokens
from safelight.core.papers.pdf.squares import share_a_place
from safelight.core.papers.pdf.streams import words_in
from safelight.core.papers.pdf.vocabulary import is_own_word

SAID = b"Some words, said more than once. Some words, said more than once."


@pytest.mark.parametrize(
    ("packed", "filters"),
    [
        (zlib.compress(SAID), ["FlateDecode"]),
        (zlib.compress(zlib.compress(SAID)), ["Fl", "FlateDecode"]),
        (SAID.hex().encode() + b">", ["ASCIIHexDecode"]),
        (bytes([len(SAID) - 1]) + SAID + b"\x80", ["RunLengthDecode"]),
        (SAID, []),
    ],
)
def test_what_was_packed_comes_out_again(packed: bytes, filters: list[str]) -> None:
    assert unpacked(packed, filters, most=1000) == SAID


def test_lzw_comes_out_again() -> None:
    packed = bytes([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01])
    assert unpacked(packed, ["LZWDecode"], most=100) == b"-----A---B"


def test_no_step_of_unpacking_goes_past_its_limit() -> None:
    with pytest.raises(TooLarge):
        unpacked(zlib.compress(zlib.compress(bytes(10_000))), ["FlateDecode", "FlateDecode"], most=5_000)


def test_packing_that_nobody_knows_is_said_to_be_unknown() -> None:
    with pytest.raises(NotUnpacked):
        unpacked(b"x", ["Crypt"], most=10)


def test_strings_names_remarks_and_stray_words_are_told_apart() -> None:
    found = [
        (one.kind, one.raw) for one in tokens(rb"1 0 obj << /Own#20name (a\(b\)\101) <4142> >> stray endobj % said")
    ]
    assert found == [
        ("name", b"Own name"),
        ("string", b"a(b)A"),
        ("string", b"AB"),
        ("stray", b"stray"),
        ("remark", b" said"),
    ]


def test_a_stream_that_holds_the_word_stream_is_one_stream() -> None:
    data = b"1 0 obj << /Length 12 >>\nstream\na stream\nb c\nendstream endobj"
    assert [data[one.start : one.end] for one in raw_streams(data)] == [b"a stream\nb c"]


def test_words_are_made_out_in_one_byte_and_in_two() -> None:
    assert {"Northmere", "Marl Street"} <= set(words_in(b"\0\1\2Northmere\xff" + "Marl Street".encode("utf-16-be")))


@pytest.mark.parametrize("name", ["MediaBox", "F1", "C0_1", "eacute", "ABCDEF+Georgia-Bold", "TimesNewRomanPSMT"])
def test_the_formats_own_words_say_nothing(name: str) -> None:
    assert is_own_word(name)


@pytest.mark.parametrize("name", ["Quillon", "ABCDEF+Quillon-Bold", "Notes Quillon", "P00817734X", "GeorgiaQuillon"])
def test_a_name_that_somebody_chose_is_read(name: str) -> None:
    assert not is_own_word(name)


def test_boxes_that_stand_in_one_place_are_found_however_far_apart_they_are_listed() -> None:
    apart = [(float(place * 20), 0.0, float(place * 20 + 10), 10.0) for place in range(50)]
    assert not share_a_place(apart, share=0.3)
    assert share_a_place([*apart, (1.0, 1.0, 9.0, 9.0)], share=0.3)
