"""Where does somebody hide on a web page? In what is written round the words, in what is not drawn, in its bytes."""

from __future__ import annotations

import base64
import urllib.parse
from collections.abc import Callable

from tests.core.papers.builders import page, picture_jpeg, picture_png
from tests.corpus.canary import Canary, Caught

Build = Callable[[str], bytes]


def body(markup: str) -> Build:
    """A page with this in it, `{}` being the word."""
    return lambda word: page(f"<p>The panel met.</p>{markup.replace('{}', word)}")


def styled(css: str, markup: str) -> Build:
    """A page with a style sheet and something that it styles."""
    return lambda word: page(
        f"<p>The panel met.</p>{markup.replace('{}', word)}", head=f"<style>{css.replace('{}', word)}</style>"
    )


def head(markup: str) -> Build:
    """A page with this in its head."""
    return lambda word: page("<p>The panel met.</p>", head=markup.replace("{}", word))


def packed(kind: str, content: str, *, around: str) -> Build:
    """A page with a file written into an address."""

    def build(word: str) -> bytes:
        inside = base64.b64encode(content.replace("{}", word).encode()).decode()
        return page("<p>The panel met.</p>" + around.replace("{}", f"data:{kind};base64,{inside}"))

    return build


def _entities(word: str, form: str) -> str:
    return "".join(form.format(ord(one)) for one in word)


def _encoded(encoding: str, *, mark: bytes = b"", declared: str = "utf-8") -> Build:
    def build(word: str) -> bytes:
        text = page(f"<p>About {word}.</p>").decode().replace("utf-8", declared)
        return mark + text.encode(encoding)

    return build


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'

ATTRIBUTES = {
    "title": '<p title="{}">x</p>',
    "alt": '<img src="a.png" alt="{}">',
    "aria-label": '<nav aria-label="{}">x</nav>',
    "aria-description": '<p aria-description="{}">x</p>',
    "data": '<p data-child="{} Hart">x</p>',
    "placeholder": '<input placeholder="{}">',
    "value": '<input value="{}">',
    "srcdoc": '<iframe srcdoc="{}"></iframe>',
    "href": '<a href="https://example.org/{}">x</a>',
    "src": '<img src="{}.png" alt="">',
    "srcset": '<img src="a.png" srcset="{}.png 2x" alt="">',
    "ping": '<a href="#a" ping="https://example.org/{}">x</a>',
    "cite": '<blockquote cite="https://example.org/{}">x</blockquote>',
    "datetime": '<time datetime="{}">then</time>',
    "style": '<p style="--child:{}">x</p>',
    "class": '<p class="{}">x</p>',
    "id": '<p id="{}">x</p>',
    "custom": '<p child="{}">x</p>',
    "name-of-an-attribute": "<p {}>x</p>",
    "name-of-an-element": "<{}>x</{}>",
    "language": '<p lang="{}">x</p>',
    "role": '<p role="{}">x</p>',
    "type": '<ol type="{}"><li>x</li></ol>',
    "target": '<a href="#a" target="{}">x</a>',
    "width": '<table width="{}"><tr><td>x</td></tr></table>',
    "hidden": '<p hidden="{}">x</p>',
    "said-twice": '<p class="a" class="{}">x</p>',
    "on-an-end-tag": '<p>x</p title="{}">',
    "microdata": '<div itemscope><meta itemprop="name" content="{}"></div>',
    "rdfa": '<span property="dc:creator" content="{}">x</span>',
    "form-action": '<form action="/{}"></form>',
    "input-name": '<input name="{}">',
    "map-area": '<map name="m"><area href="#a" alt="{}"></map>',
    "button-form": '<button formaction="/{}">x</button>',
    "label-of-a-group": '<select><optgroup label="{}"></optgroup></select>',
    "table-summary": '<table summary="{}"><tr><td>x</td></tr></table>',
    "abbr": '<table><tr><th abbr="{}">x</th></tr></table>',
    "event": "<p onclick=\"say('{}')\">x</p>",
    "script-link": "<a href=\"javascript:say('{}')\">x</a>",
    "mail-link": '<a href="mailto:{}@example.org">x</a>',
    "download-name": '<a href="#a" download="{}.docx">x</a>',
}
UNSEEN = {
    "hidden-attribute": "<p hidden>{}</p>",
    "not-displayed": '<p style="display:none">{}</p>',
    "not-displayed-in-capitals": '<p style="DISPLAY : NONE !important">{}</p>',
    "not-displayed-by-an-escape": '<p style="d\\69splay:none">{}</p>',
    "not-displayed-by-a-comment": '<p style="display:/**/none">{}</p>',
    "not-visible": '<p style="visibility:hidden">{}</p>',
    "see-through": '<p style="opacity:0">{}</p>',
    "nearly-see-through": '<p style="opacity:.01">{}</p>',
    "clipped": '<p style="position:absolute;clip:rect(0 0 0 0)">{}</p>',
    "clipped-by-a-path": '<p style="clip-path:inset(100%)">{}</p>',
    "off-screen": '<p style="position:absolute;left:-9999px">{}</p>',
    "indented-away": '<p style="text-indent:-9999px">{}</p>',
    "no-size": '<p style="font-size:0">{}</p>',
    "no-size-in-short": '<p style="font:0/0 a">{}</p>',
    "no-height": '<p style="height:0;overflow:hidden">{}</p>',
    "scaled-away": '<p style="transform:scale(0)">{}</p>',
    "moved-away": '<p style="transform:translateX(-5000px)">{}</p>',
    "white": '<p style="color:#fff">{}</p>',
    "white-by-name": '<p style="color:White">{}</p>',
    "white-by-numbers": '<p style="color:rgb(100%,100%,100%)">{}</p>',
    "white-by-hue": '<p style="color:hsl(0,0%,100%)">{}</p>',
    "transparent-ink": '<p style="color:transparent">{}</p>',
    "see-through-ink": '<p style="color:rgba(0,0,0,0)">{}</p>',
    "same-colour": '<p style="background:#123456;color:#123456">{}</p>',
    "font-element": '<font color="white">{}</font>',
    "same-colour-from-the-cell": '<table><tr><td bgcolor="navy"><font color="navy">{}</font></td></tr></table>',
    "template": "<template><p>{}</p></template>",
    "no-script": "<noscript>{}</noscript>",
    "closed-dialog": "<dialog>{}</dialog>",
    "data-list": '<datalist><option value="{}"></datalist>',
    "hidden-field": '<input type="hidden" name="a" value="{}">',
    "no-frames": "<noframes>{}</noframes>",
    "no-embed": "<noembed>{}</noembed>",
    "popover": "<div popover>{}</div>",
    "script": "<script>var child = '{}'</script>",
    "data-script": '<script type="application/json">{"child":"{}"}</script>',
    "drawing-metadata": DRAWING.replace("{}", "<metadata>{}</metadata>"),
    "formula-note": '<math><semantics><mi>x</mi><annotation encoding="text/plain">{}</annotation></semantics></math>',
    "object": '<object data="a.pdf">{}</object>',
    "frame": '<iframe src="a.html">{}</iframe>',
    "comment": "<!-- {} -->",
    "conditional-comment": "<!--[if mso]><p>{}</p><![endif]-->",
    "cdata": "<p><![CDATA[{}]]></p>",
    "processing-instruction": "<?child {} ?>",
    "bogus-comment": "</ {}>",
    "declaration": "<!CHILD {}>",
    "comment-in-a-comment": "<!-- a <!-- b --> {} -->",
    "comment-never-closed": "<p>x</p><!-- {}",
    "comment-closed-at-once": "<!--> {} -->",
    "tag-never-closed": '<p>x</p><p title="{}',
    "turned-round": '<bdo dir="rtl">{}</bdo>',
}
STYLED = {
    "by-a-class": (".gone{display:none}", '<p class="gone">{}</p>'),
    "by-an-id": ("#k{display:none}", '<p id="k">{}</p>'),
    "by-a-descendant": (".a .b{display:none}", '<div class="a"><p class="b">{}</p></div>'),
    "by-a-child": ("div>p{display:none}", "<div><p>{}</p></div>"),
    "by-a-neighbour": ("h2+p{visibility:hidden}", "<h2>a</h2><p>{}</p>"),
    "by-an-attribute": ('[data-x="1"]{display:none}', '<p data-x="1">{}</p>'),
    "by-a-pseudo-class": ("li:last-child{opacity:0}", "<ul><li>a</li><li>{}</li></ul>"),
    "by-not": ("p:not(.shown){display:none}", '<p class="a">{}</p><p class="shown">b</p>'),
    "by-a-variable": (":root{--x:none}.a{display:var(--x)}", '<p class="a">{}</p>'),
    "on-a-screen": ("@media screen{.a{display:none}}", '<p class="a">{}</p>'),
    "white-by-a-class": (".a{color:#fffffe}", '<p class="a">{}</p>'),
    "content": ('p.a::before{content:"{}"}', '<p class="a">x</p>'),
    "comment": ("/* {} */ p{margin:0}", ""),
    "class-name": (".{}{margin:0}", ""),
    "font-name": ('p{font-family:"{}"}', ""),
    "address": ('p{background:url("{}.png")}', ""),
}
HEADS = {
    "author": '<meta name="author" content="{}">',
    "description": '<meta name="description" content="{}">',
    "open-graph": '<meta property="og:title" content="{}">',
    "linked-data": '<script type="application/ld+json">{"author":"{}"}</script>',
    "title": "<title>{}</title>",
    "prefetch": '<link rel="prefetch" href="/{}.html">',
    "manifest": '<link rel="manifest" href="/{}.json">',
    "base": '<base href="https://example.org/{}/">',
    "refresh": '<meta http-equiv="refresh" content="9;url=/{}">',
    "generator": '<meta name="generator" content="{}">',
    "keywords": '<meta name="keywords" content="{}">',
}
SPLIT = {
    "over-elements": "<p>About Oka<b>for</b>-Reed.</p>",
    "over-a-break-of-word": "<p>Okafor-<wbr>Reed</p>",
    "with-soft-hyphens": "<p>Oka&shy;for-Re&shy;ed</p>",
    "with-zero-width": "<p>Ok&#8203;afor-Re&#8203;ed</p>",
    "in-named-entities": "<p>Okafor&hyphen;Reed</p>",
    "with-look-alikes": "<p>Оkаfоr-Rееd</p>",
    "with-empty-elements": "<p>Oka<span></span>for-<i></i>Reed</p>",
    "with-a-comment": "<p>Oka<!-- -->for-Reed</p>",
}


def _picture(remark: str, kind: str) -> bytes:
    data = picture_png(remark=remark) if kind == "png" else picture_jpeg(remark=remark)
    inside = base64.b64encode(data).decode()
    return page(f'<p>x</p><img alt="A chart" src="data:image/{kind};base64,{inside}">')


def _quoted(word: str) -> bytes:
    return page(f'<a href="https://example.org/{"".join(f"%{one:02X}" for one in word.encode())}">x</a>')


def _drawn_address(word: str) -> bytes:
    drawing = urllib.parse.quote(DRAWING.replace("{}", f"<text>{word}</text>"))
    return page("<p>x</p>", head=f'<style>p{{background:url("data:image/svg+xml,{drawing}")}}</style>')


UNREAD = {"letters-as-tags", "picture-with-a-remark", "photograph-with-camera-data"}
OTHERS: dict[str, Build] = {
    "picture-with-a-remark": lambda word: _picture(word, "png"),
    "photograph-with-camera-data": lambda word: _picture(word, "jpeg"),
    "percent-letters": _quoted,
    "style-with-a-drawing": _drawn_address,
    "decimal-entities": lambda word: page(f"<p>{_entities(word, '&#{};')}</p>"),
    "hex-entities": lambda word: page(f"<p>{_entities(word, '&#x{:x};')}</p>"),
    "style-escapes": lambda word: page(
        "<p>x</p>", head=f"<style>p::after{{content:'{_entities(word, chr(92) + '{:06x}')}'}}</style>"
    ),
    "page-in-an-address": packed("text/html", "<p>{}</p>", around='<a href="{}">x</a>'),
    "drawing-in-an-address": packed(
        "image/svg+xml", DRAWING.replace("{}", "<title>{}</title>"), around='<img src="{}">'
    ),
    "text-in-an-address": packed("text/plain", "{}", around='<a href="{}">x</a>'),
    "drawing-title": body(DRAWING.replace("{}", "<title>{}</title>")),
    "drawing-words": body(DRAWING.replace("{}", "<text>{}</text>")),
    "drawing-foreign": body(DRAWING.replace("{}", "<foreignObject><p>{}</p></foreignObject>")),
    "details-closed": body("<details><summary>More</summary><p>{}</p></details>"),
    "options-of-a-choice": body("<select><option>a</option><option>{}</option></select>"),
    "text-field": body("<textarea>{}</textarea>"),
    "other-host-letters": lambda _: page('<a href="https://xn--okfor-reed-q9a.example.org/okafor-reed">x</a>'),
    "plain-text-element": body("<plaintext>{}"),
    "sixteen-bits": _encoded("utf-16"),
    "older-windows": lambda word: (
        page(f"<p>\xa35 from {word} \x96 agreed</p>").replace(b"utf-8", b"windows-1252").decode().encode("latin-1")
    ),
    "document-type": lambda word: page("<p>x</p>").replace(
        b"<!DOCTYPE html>", f'<!DOCTYPE html PUBLIC "{word}">'.encode()
    ),
    "after-the-end": lambda word: page("<p>x</p>") + f"<p>{word}</p>".encode(),
    "letters-as-tags": lambda word: page(f"<p>x{''.join(chr(0xE0000 + ord(one)) for one in word)}</p>"),
}

CANARIES = (
    *(Canary(f"html-attribute-{name}.html", body(markup)) for name, markup in ATTRIBUTES.items()),
    *(Canary(f"html-unseen-{name}.html", body(markup)) for name, markup in UNSEEN.items() if name != "turned-round"),
    *(Canary(f"html-style-{name}.html", styled(*pair)) for name, pair in STYLED.items()),
    *(Canary(f"html-head-{name}.html", head(markup)) for name, markup in HEADS.items()),
    *(Canary(f"html-split-{name}.html", body(markup)) for name, markup in SPLIT.items()),
    *(
        Canary(f"html-{name}.html", build, Caught.HIDDEN if name in UNREAD else Caught.IDENTITY)
        for name, build in OTHERS.items()
    ),
    Canary("html-turned-round.html", lambda word: page(f'<p><bdo dir="rtl">{word[::-1]}</bdo></p>'), Caught.HIDDEN),
    Canary("html-turned-round-by-a-letter.html", lambda word: page(f"<p>\u202e{word[::-1]}\u202c</p>"), Caught.HIDDEN),
    Canary("html-harmless-but-hidden.html", lambda _: page("<p>x</p><p hidden>harmless</p>"), Caught.HIDDEN),
    Canary("html-harmless-but-white.html", lambda _: page('<p>x</p><p style="color:#fff">harmless</p>'), Caught.HIDDEN),
    Canary("html-harmless-but-off-screen.html",
           lambda _: page('<p>x</p><p style="position:absolute;left:-9999px">harmless</p>'), Caught.HIDDEN),
    Canary("html-harmless-comment.html", lambda _: page("<p>x</p><!-- harmless -->"), Caught.HIDDEN),
    Canary("html-harmless-script.html", lambda _: page("<p>x</p><script>let a = 1</script>"), Caught.HIDDEN),
    Canary("html-embedded-font.html",
           packed("font/woff2", "{}", around="<style>@font-face{src:url({})}</style>"), Caught.UNREADABLE),
    Canary("html-file-in-a-link.html", packed("application/pdf", "{}", around='<a href="{}">x</a>'), Caught.UNREADABLE),
)  # fmt: skip
