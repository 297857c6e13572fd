"""Search without a server: what is published, as an index in small files that a page loads as it needs them.

A file holds the words that begin with the same two letters, and which papers they stand in. A second kind holds one
paper's paragraphs, for the place and the lines round what was found. Both are scripts that call one function, because
a page that is opened from a disk may load a script but may not fetch a file.

Every word of the index stands in the second kind of file, which the build holds against the review's own register
like any page; so the index itself says nothing that was not looked at.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safelight.web.public.passages import Passage

SCRIPT = "search.js"
FOLDER = "search"
_DROPPED = re.compile("[\u0300-\u036f'\u2019\u02bc]")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HEAVIEST = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One page that can be found: what it is called, what kind it is, where it lies, and what it says."""

    title: str
    kind: str
    path: str
    passages: tuple[Passage, ...]

    @property
    def words_path(self) -> str:
        """Where its paragraphs lie, beside the page itself."""
        return f"{self.path.removesuffix('.html')}.words.js"


def folded_words(text: str) -> list[str]:
    """The words as the index spells them: small letters, no accents, no apostrophes. The script does the same."""
    plain: list[str] = _WORD.findall(_DROPPED.sub("", unicodedata.normalize("NFKD", text).lower()))
    return plain


def shard_of(word: str) -> str:
    """The name of the file that holds a word: its first two letters, or one file for all other scripts."""
    return word[:2] if word[:2].isascii() else "other"


def search_script() -> bytes:
    """The one script of the site."""
    return (Path(__file__).parents[1] / "static" / SCRIPT).read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFile:
    """One paper's paragraphs as a file beside its page."""

    paper: Paper
    path: str
    data: bytes


def words_file(paper: Paper) -> WordsFile:
    """One paper's paragraphs, with the section that each stands in and the anchor that leads to it."""
    rows = [[passage.anchor, "" if passage.heading else passage.section, passage.text] for passage in paper.passages]
    return WordsFile(paper=paper, path=paper.words_path, data=_called("words", paper.path, rows))


def index_files(files: Sequence[WordsFile]) -> Iterator[tuple[str, bytes]]:
    """The list of papers, and the words by their first letters."""
    papers = [one.paper for one in files]
    rows = [[one.paper.title, one.paper.kind, one.paper.path, math.ceil(len(one.data) / 1024)] for one in files]
    shards: defaultdict[str, defaultdict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for number, paper in enumerate(papers):
        for word, weight in _weights(paper).items():
            shards[shard_of(word)][word].append((number, weight))
    yield f"{FOLDER}/papers.js", _called("papers", sorted(shards), rows)
    for name, words in sorted(shards.items()):
        yield f"{FOLDER}/{name}.js", _called("shard", name, {word: _packed(words[word]) for word in sorted(words)})


def _weights(paper: Paper) -> dict[str, int]:
    """How much each word of a paper counts, from 1 to 26: its title most, then headings, then how often it stands."""
    headings = "\n".join(one.text for one in paper.passages if one.heading)
    texts = "\n".join(one.text for one in paper.passages if not one.heading)
    words = folded_words(f"{paper.title} {paper.kind}") * 12 + folded_words(headings) * 4 + folded_words(texts)
    return {word: _weight(count) for word, count in Counter(words).items() if len(word) > 1}


@cache
def _weight(count: int) -> int:
    return min(_HEAVIEST, 1 + int(4 * math.log(count)))


def _packed(postings: Sequence[tuple[int, int]]) -> str:
    """Papers and weights as short text: how far the paper is from the one before it in base 36, then A to Z."""
    said, before = [], 0
    for number, weight in postings:
        said.append(f"{_base36(number - before)}{chr(ord('A') + weight - 1)}")
        before = number
    return "".join(said)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _called(what: str, key: object, value: object) -> bytes:
    """A script that hands over one value. "<" is written so that no reader takes it for markup."""
    said = ",".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (what, key, value))
    return f"safelightFound({said.replace('<', chr(92) + 'u003c')});\n".encode()
