"""What does a person read on the pages of this file, as other people's libraries hand it over?

Used as a script, it answers with the words of a file: a second opinion on what a clean copy has kept. It is also what
gives Presidio its text.
"""

import html
import json
import re
import sys
import zipfile
from pathlib import Path

TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def visible_text(path: str) -> str:
    """The text as python-docx, odfdo, pdfminer or lxml gives it."""
    return READERS.get(Path(path).suffix, _plain)(path)


def _word(path: str) -> str:
    import docx

    try:
        document = docx.Document(path)
    except KeyError:  # a copy that still points at parts which mat2 has taken out
        return _word_by_hand(path)
    rows = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    edges = [
        paragraph.text
        for section in document.sections
        for edge in (section.header, section.footer)
        for paragraph in edge.paragraphs
    ]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows, *edges])


def _word_by_hand(path: str) -> str:
    with zipfile.ZipFile(path) as archive:
        story = archive.read("word/document.xml").decode()
    return html.unescape("\n".join("".join(TEXT.findall(paragraph)) for paragraph in story.split("</w:p>")))


def _open_document(path: str) -> str:
    from odfdo import Document

    return str(Document(path).get_formatted_text())


def _pdf(path: str) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(path)


def _page(path: str) -> str:
    from lxml import html as lxml_html

    body = lxml_html.document_fromstring(Path(path).read_bytes()).body
    for hidden in body.xpath(".//script | .//style | .//template"):
        hidden.drop_tree()
    return str(body.text_content())


def _plain(path: str) -> str:
    return Path(path).read_bytes().decode("utf-8", "replace")


READERS = {".docx": _word, ".odt": _open_document, ".pdf": _pdf, ".html": _page}

if __name__ == "__main__":
    print(json.dumps({"version": ""}), flush=True)
    for line in sys.stdin:
        try:
            said = {"verdict": "read", "text": visible_text(json.loads(line)["path"])}
        except Exception as problem:  # noqa: BLE001 - whatever a library trips over is its answer
            said = {"verdict": "failed", "why": f"{type(problem).__name__}: {problem}"[:200]}
        print(json.dumps(said), flush=True)
