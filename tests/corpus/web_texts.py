"""Where does somebody hide in plain text and in Markdown?"""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.canary import Canary, Caught

Build = Callable[[str], bytes]


def text(written: str, *, encoding: str = "utf-8") -> Build:
    """A text with this in it, `{}` being the word."""
    return lambda word: written.replace("{}", word).encode(encoding)


def numbered(pattern: str, around: str) -> Build:
    """A text with the word written letter by letter."""
    return lambda word: around.replace("{}", "".join(pattern.format(ord(one)) for one in word)).encode()


def selectors(word: str) -> bytes:
    """Letters behind a picture, each as a choice of its shape."""
    chosen = (
        chr(0xFE00 + one) if one < 16 else chr(0xE0100 + one - 16) for one in word.encode()
    )  # as it is done where people pass notes in emoji
    return f"The panel met.\U0001f600{''.join(chosen)}\n".encode()


def widthless(word: str) -> bytes:
    """Letters as rows of two characters of no width."""
    code = "".join(f"{ord(one):08b}" for one in word).replace("0", "\u200b").replace("1", "\u200c")
    return f"The panel{code} met.\n".encode()


TEXTS: dict[str, Build] = {
    "in-small-letters": lambda word: f"about {word.lower()} at home\n".encode(),
    "surname-first": lambda word: f"{word.upper()}, Liam (DOB 11/02/2005)\n".encode(),
    "with-zero-width-letters": lambda word: "\u200b".join(word).encode(),
    "with-soft-hyphens": lambda word: "\u00ad".join(word).encode(),
    "with-look-alikes": lambda _: "Оkаfоr-Rееd\n".encode(),
    "in-full-width-letters": lambda word: "".join(chr(ord(one) + 0xFEE0) for one in word).encode(),
    "over-two-lines": lambda word: f"about {word[:7]}\n{word[7:]} at home\n".encode(),
    "letters-apart": lambda word: " ".join(word.replace("-", "")).encode(),
    "in-an-address": text("Write to {}@example.org for more.\n"),
    "in-a-file-name": text(r"Kept as S:\cases\{}\notes.docx" + "\n"),
    "in-a-hashtag": lambda word: f"#Justice{word.replace('-', '')}\n".encode(),
    "after-a-form-feed": text("The panel met.\n\x0c\n{}\n"),
    "after-much-space": text("The panel met." + " " * 4000 + "{}\n"),
    "after-many-lines": text("The panel met.\n" + "\n" * 900 + "{}\n"),
    "written-over": text("{} was seen\rThe panel met.          \nAnd agreed.\n"),
    "behind-an-escape": text("The panel met.\x1b[8m{}\x1b[0m\n"),
    "title-of-a-terminal": text("\x1b]0;{}\x07The panel met.\n"),
    "rubbed-out": lambda word: word.encode() + b"\b \b" * len(word) + b"The panel met.\n",
    "after-the-end-of-a-dos-file": text("The panel met.\n\x1a{}\n"),
    "sixteen-bits": text("About {}.\n", encoding="utf-16"),
    "mark-twice": lambda word: b"\xef\xbb\xbf\xef\xbb\xbf" + word.encode() + b"\n",
    "older-windows": lambda word: f"It cost \xa35 for {word} \x96 agreed\n".encode("latin-1"),
    "old-line-ends": text("The panel met.\r{} was seen.\r"),
    "one-long-line": text("the panel met " * 3000 + "{}"),
}
UNSEEN_TEXTS: dict[str, Build] = {
    "letters-as-tags": lambda word: f"The panel met.{''.join(chr(0xE0000 + ord(one)) for one in word)}\n".encode(),
    "letters-as-variants": selectors,
    "letters-of-no-width": widthless,
    "struck-over": lambda word: "".join(f"x\b{one}" for one in word).encode() + b" met\n",
    "turned-round": lambda word: f"About \u202e{word[::-1]}\u202c.\n".encode(),
}
MARKDOWN: dict[str, Build] = {
    "comment": text("# Report\n\n<!-- {} -->\n\nThe panel met.\n"),
    "comment-as-a-link": text("# Report\n\n[//]: # ({})\n\nThe panel met.\n"),
    "comment-over-lines": text("# Report\n\n<!--\nabout {}\n-->\n\nThe panel met.\n"),
    "front-matter": text("---\nauthor: {}\n---\n\nThe panel met.\n"),
    "definition-that-nothing-uses": text('# Report\n\nThe panel met.\n\n[home]: https://example.org/ "{}"\n'),
    "label-of-a-definition": text("# Report\n\nThe panel met.\n\n[{}]: https://example.org/\n"),
    "note-that-nothing-uses": text("# Report\n\nThe panel met.\n\n[^1]: About {}.\n"),
    "title-of-a-link": text('The [panel](https://example.org/ "{}") met.\n'),
    "address-of-a-link": text("The [panel](https://example.org/{}) met.\n"),
    "percent-letters": numbered("%{:02X}", "The [panel](https://example.org/{}) met.\n"),
    "alternative-text": text("![{}](a.png)\n\nThe panel met.\n"),
    "named-entity": lambda word: f"About {word.replace('-', '&hyphen;')}.\n".encode(),
    "decimal-entities": numbered("&#{};", "About {}.\n"),
    "hex-entities": numbered("&#x{:X};", "About {}.\n"),
    "backslashes": lambda word: f"About {word.replace('-', chr(92) + '-')}.\n".encode(),
    "split-by-bold": lambda word: f"About {word[:3]}**{word[3:6]}**{word[6:]}.\n".encode(),
    "split-by-an-element": lambda word: f"About {word[:3]}<b>{word[3:6]}</b>{word[6:]}.\n".encode(),
    "hidden-element": text('# Report\n\n<p style="display:none">{}</p>\n\nThe panel met.\n'),
    "hidden-attribute": text("# Report\n\n<div hidden>\n{}\n</div>\n\nThe panel met.\n"),
    "script": text("# Report\n\n<script>var child = '{}'</script>\n\nThe panel met.\n"),
    "attribute": text('# Report\n\n<span title="{}">The panel</span> met.\n'),
    "language-of-a-fence": text("# Report\n\n```{}\nx\n```\n"),
    "code": text("# Report\n\n```\n{}\n```\n"),
    "table": text("| a | b |\n|---|---|\n| x | {} |\n"),
    "processing-instruction": text("# Report\n\n<?child {} ?>\n\nThe panel met.\n"),
    "heading-anchor": text("# Report {#{}}\n\nThe panel met.\n"),
}

CANARIES = (
    *(Canary(f"text-{name}.txt", build) for name, build in TEXTS.items()),
    *(Canary(f"text-{name}.txt", build, Caught.HIDDEN) for name, build in UNSEEN_TEXTS.items()),
    *(Canary(f"markdown-{name}.md", build) for name, build in MARKDOWN.items()),
    Canary("text-harmless-but-pushed-away.txt", text("The panel met." + " " * 4000 + "harmless\n"), Caught.HIDDEN),
    Canary("text-harmless-escape.txt", text("The panel \x1b[31mmet\x1b[0m.\n"), Caught.HIDDEN),
    Canary("markdown-harmless-comment.md", text("# Report\n\n<!-- harmless -->\n\nText.\n"), Caught.HIDDEN),
    Canary("markdown-harmless-hidden-element.md", text("Text.\n\n<div hidden>harmless</div>\n"), Caught.HIDDEN),
)
