"""What does another reader find in the same web page? The standard library's, which shares no code with the first."""

from __future__ import annotations

from html.parser import HTMLParser


def second_texts(source: str) -> tuple[str, ...]:
    """Every text and every comment of a page, in order, as Python's own forgiving reader finds them."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return tuple(text for text in reader.texts if text.strip())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.texts.append(data)

    def unknown_decl(self, data: str) -> None:
        self.texts.append(data)

    def handle_pi(self, data: str) -> None:
        self.texts.append(data)
