"""What does the family tree in the overview report look like? Squares, circles and lines, as a small PNG."""

from __future__ import annotations

import itertools
import struct
import zlib
from typing import Final

WIDTH: Final = 560
HEIGHT: Final = 300
_INK: Final = 40
_PAPER: Final = 255


class _Sheet:
    """A grey sheet of paper, drawn on pixel by pixel."""

    def __init__(self) -> None:
        self.rows = [bytearray([_PAPER] * WIDTH) for _ in range(HEIGHT)]

    def dot(self, x: int, y: int) -> None:
        for across in (0, 1):
            for down in (0, 1):
                if 0 <= x + across < WIDTH and 0 <= y + down < HEIGHT:
                    self.rows[y + down][x + across] = _INK

    def line(self, x1: int, y1: int, x2: int, y2: int) -> None:
        steps = max(abs(x2 - x1), abs(y2 - y1), 1)
        for step in range(steps + 1):
            self.dot(x1 + (x2 - x1) * step // steps, y1 + (y2 - y1) * step // steps)

    def square(self, x: int, y: int, *, half: int = 20) -> None:
        corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
        for (ax, ay), (bx, by) in itertools.pairwise(corners):
            self.line(x + ax, y + ay, x + bx, y + by)

    def circle(self, x: int, y: int, *, radius: int = 21) -> None:
        for across in range(-radius, radius + 1):
            down = int((radius * radius - across * across) ** 0.5)
            for at_x, at_y in ((across, down), (across, -down), (down, across), (-down, across)):
                self.dot(x + at_x, y + at_y)


def draw_genogram() -> bytes:
    """The family of the first case: grandmother; father, mother and partner; three children, one of them crossed."""
    sheet = _Sheet()
    sheet.circle(280, 45)
    sheet.line(280, 67, 280, 128)
    sheet.square(120, 150)
    sheet.circle(280, 150)
    sheet.square(440, 150)
    sheet.line(141, 150, 258, 150)
    sheet.line(302, 150, 419, 150)
    sheet.line(280, 172, 280, 234)
    sheet.circle(280, 255)
    sheet.line(200, 150, 200, 234)
    sheet.square(200, 255)
    sheet.line(180, 235, 220, 275)
    sheet.line(220, 235, 180, 275)
    sheet.line(360, 150, 360, 234)
    sheet.circle(360, 255)
    return _png(sheet.rows)


def _png(rows: list[bytearray]) -> bytes:
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    pixels = b"".join(b"\0" + bytes(row) for row in rows)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body) for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
