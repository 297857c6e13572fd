"""Which pages and texts are ordinary, though they look odd? As programs export them and as people write them."""

from __future__ import annotations

import base64
from collections.abc import Callable

from tests.core.papers.builders import page, picture_png
from tests.corpus.canary import Benign

Build = Callable[[], bytes]
SAID = (
    "It may be that in May the bill was paid. She will mark the work, rose to speak, and had the grace to say so. "
    "Margaret Ellison chaired the panel."
)

WORD_PAGE = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<title>Executive summary</title>
<style>
@font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4; mso-font-charset:0;}
p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin-top:0cm; margin-bottom:8.0pt; font-size:11.0pt;}
@page WordSection1 {size:595.3pt 841.9pt; margin:72.0pt 72.0pt 72.0pt 72.0pt;}
div.WordSection1 {page:WordSection1;}
</style>
</head>
<body lang=EN-GB style='tab-interval:36.0pt;word-wrap:break-word'>
<div class=WordSection1>
<p class=MsoNormal><b><span style='font-size:14.0pt;color:#2F5496'>Executive summary<o:p></o:p></span></b></p>
<p class=MsoNormal>The panel\x92s work cost \xa340,000 \x96 less than feared.<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>
<tr style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.4pt;padding:0cm 5.4pt 0cm 5.4pt'>
<p class=MsoNormal>Agency</p></td></tr></table>
</div>
</body>
</html>
"""
OFFICE_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 24.2.7.2 (Linux)"/>
<style type="text/css">@page { size: 21cm 29.7cm; margin: 2cm } p { line-height: 115%; margin-bottom: 0.25cm }
a:link { color: #000080; so-language: zxx; text-decoration: underline }</style></head>
<body lang="en-GB" link="#000080" vlink="#800000" dir="ltr"><p style="line-height: 100%; margin-bottom: 0cm">
<font face="Liberation Serif, serif"><font size="3" style="font-size: 12pt">The panel met in March.</font></font></p>
</body></html>
"""
EXPORTED_PAGE = """<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style type="text/css">.lst-kix_1-0>li:before{content:"- "}ol{margin:0;padding:0}.c1{color:#000000;font-weight:400;
font-size:11pt;font-family:"Arial"}.c0{background-color:#ffffff;max-width:451.4pt;padding:72pt 72pt 72pt 72pt}</style>
</head><body class="c0 doc-content"><p class="c2"><span class="c1">The panel met in March.</span></p>
<ul class="c3 lst-kix_1-0 start"><li class="c2 li-bullet-0"><span class="c1">It agreed.</span></li></ul></body></html>
"""
PANDOC_PAGE = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB">
<head><meta charset="utf-8" /><meta name="generator" content="pandoc" />
<meta name="viewport" content="width=device-width, initial-scale=1.0, user-scalable=yes" />
<title>Executive summary</title>
<style>code{white-space: pre-wrap;} span.smallcaps{font-variant: small-caps;} div.columns{display: flex; gap: 1.5em;}
ul.task-list li input[type="checkbox"] {width: 0.8em;} @media print {html {background-color: transparent;}}
#TOC li {list-style: none;} .footnote-back {text-decoration: none}</style></head>
<body><header id="title-block-header"><h1 class="title">Executive summary</h1></header>
<nav id="TOC" role="doc-toc"><ul><li><a href="#findings" id="toc-findings">Findings</a></li></ul></nav>
<h2 id="findings">Findings</h2><p>The panel met.<a href="#fn1" class="footnote-ref" id="fnref1"
role="doc-noteref"><sup>1</sup></a></p>
<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr /><ol><li id="fn1"><p>In
March.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section></body></html>
"""
GOV_STYLE = """<style>
.govuk-visually-hidden{position:absolute!important;width:1px!important;height:1px!important;margin:0!important;
padding:0!important;overflow:hidden!important;clip:rect(0 0 0 0)!important;clip-path:inset(50%)!important;
border:0!important;white-space:nowrap!important}
.govuk-skip-link{position:absolute!important;width:1px!important;height:1px!important;overflow:hidden!important}
.govuk-skip-link:focus{position:static!important;width:auto!important;height:auto!important}
.js-enabled .govuk-tabs__panel--hidden{display:none} .govuk-button::before{content:"";display:block}
@media (max-width:40em){.govuk-grid-column-one-third{display:none}} [hidden]{display:none}
.govuk-header{background:#0b0c0c;color:#fff} .govuk-tag--blue{color:#0c2d4a;background-color:#bbd4ea}
@media print{.govuk-header{display:none}}</style>"""
GOV_PAGE = """<a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
<header class="govuk-header" data-module="govuk-header"><div class="govuk-header__logo">Northmere</div></header>
<main class="govuk-main-wrapper" id="main-content" role="main"><h2 class="govuk-heading-l">Findings</h2>
<div class="govuk-grid-row"><div class="govuk-grid-column-one-third">
<p class="govuk-body">The panel met.</p></div></div>
<a class="govuk-link" href="#a">Change<span class="govuk-visually-hidden"> the date of the meeting</span></a>
<details class="govuk-details"><summary class="govuk-details__summary">What a panel is</summary>
<div class="govuk-details__text">People from each agency.</div></details>
<svg aria-hidden="true" focusable="false" width="16" height="16" viewBox="0 0 16 16"><path fill="currentColor"
d="M8 0 L16 16 L0 16 Z"/></svg></main>"""
PACKED = base64.b64encode(picture_png()).decode()
ICON = (
    "data:image/svg+xml,%3csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3e%3cpath d='M0 0h8'/%3e%3c/svg%3e"
)

PAGES: dict[str, Build] = {
    "exported-by-word": lambda: WORD_PAGE.encode("latin-1"),
    "exported-by-libreoffice": lambda: OFFICE_PAGE.encode(),
    "exported-from-the-web": lambda: EXPORTED_PAGE.encode(),
    "exported-by-pandoc": lambda: PANDOC_PAGE.encode(),
    "like-a-government-page": lambda: page(GOV_PAGE, head=GOV_STYLE),
    "ordinary-words-that-are-names": lambda: page(f"<p>{SAID}</p>"),
    "table-with-a-caption": lambda: page(
        "<table><caption>Visits</caption><thead><tr><th scope=col>Agency<th scope=col>Visits<tbody><tr><td>Health<td>4"
        "</table>"
    ),
    "figure-with-a-caption": lambda: page(
        '<figure><img src="chart.png" alt="A chart of visits by month" width="400" height="200"><figcaption>Visits by '
        "month</figcaption></figure>"
    ),
    "picture-in-the-page": lambda: page(f'<img alt="A chart" src="data:image/png;base64,{PACKED}">'),
    "icon-in-the-style": lambda: page("<ul><li>x</li></ul>", head=f'<style>li{{background:url("{ICON}")}}</style>'),
    "white-on-a-dark-header": lambda: page('<div style="background:#003078"><p style="color:#fff">Findings</p></div>'),
    "details-that-open": lambda: page("<details><summary>More</summary><p>Told on asking.</p></details>"),
    "columns-for-narrow-screens": lambda: page(
        '<p class="wide">x</p>', head="<style>@media (max-width:600px){.wide{display:none}}</style>"
    ),
    "shown-when-touched": lambda: page(
        '<p class="tip">x</p>', head="<style>.tip:hover{opacity:0} .tip::after{display:none}</style>"
    ),
    "definition-list": lambda: page("<dl><dt>Chair</dt><dd>Margaret Ellison</dd></dl>"),
    "links-and-footnotes": lambda: page(
        '<p>See <a href="https://example.org/reports/?year=2010&amp;page=2" rel="noopener" target="_blank">the report'
        '</a><sup id="r1"><a href="#n1">1</a></sup>.</p><ol><li id="n1">Northmere Primary Care Trust. '
        '<a href="#r1">Back</a></ol>'
    ),
    "characters-by-name": lambda: page("<p>5&nbsp;&pound; &ndash; &ldquo;fine&rdquo; &amp; done&hellip;</p>"),
    "form-with-choices": lambda: page(
        '<form action="/search" method="get"><label for="q">Search</label><input id="q" name="q" type="search" '
        'autocomplete="off"><select name="year"><option value="2009">2009</option></select><button>Go</button></form>'
    ),
    "language-marks": lambda: page('<p lang="cy" dir="ltr">Bwrdd</p>', head='<meta name="robots" content="noindex">'),
    "older-markup": lambda: (
        b"<html><body bgcolor=white text=black><center><font size=2>Findings</font></center><p>x<p>y"
    ),
    "bold-italic-small": lambda: page("<p><b>One</b> <i>two</i> <small>three</small> H<sub>2</sub>O</p>"),
}
TEXTS: dict[str, Build] = {
    "words-that-are-names": lambda: f"{SAID}\n".encode(),
    "windows-line-ends": lambda: b"The panel met.\r\n\r\nIt agreed.\r\n",
    "older-windows": lambda: "The panel\x92s work cost \xa340 \x96 less than feared.\r\n".encode("latin-1"),
    "tabs-in-columns": lambda: b"Agency\tVisits\tCost\nHealth\t4\t10\n",
    "one-long-line": lambda: ("The panel met and agreed. " * 800).encode(),
    "page-breaks": lambda: b"Page one.\n\x0cPage two.\n",
    "wide-table": lambda: f"Agency{' ' * 80}Visits\nHealth{' ' * 80}4\n".encode(),
    "sixteen-bits": lambda: "The panel met.\r\n".encode("utf-16"),
    "mark-in-front": lambda: b"\xef\xbb\xbfThe panel met.\r\n",
    "pictures-and-flags": lambda: (
        "Fine \U0001f44d\U0001f3fd \u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2713\n".encode()
    ),
    "old-line-ends": lambda: b"The panel met.\rIt agreed.\r",
    "other-languages": lambda: "Caffè, naïve, Świętokrzyskie, Ελλάδα, Кириллица\n".encode(),
    "quoted-mail": lambda: b"> The panel met.\n>> It agreed.\n\n--\nNorthmere Primary Care Trust\n",
}
MARKDOWN: dict[str, Build] = {
    "report": lambda: f"# Report\n\n{SAID}\n\n- one\n- two\n\n1. first\n2. second\n\n> quoted\n".encode(),
    "code-fence": lambda: b"# Report\n\n```html\n<!-- shown as it stands -->\n<p hidden>shown</p>\n```\n",
    "code-in-a-line": lambda: b"Write `<!-- x -->` for a comment and `<b>` for bold.\n",
    "table": lambda: b"| Agency | Visits |\n|:-------|------:|\n| Health | 4 |\n",
    "front-matter": lambda: b"---\ntitle: Executive summary\nlang: en-GB\n---\n\nThe panel met.\n",
    "footnotes": lambda: b"The panel met.[^1]\n\n[^1]: In March.\n",
    "link-definitions": lambda: (
        b"See [the report][r] and [guidance].\n\n[r]: https://example.org/\n[guidance]: https://example.org/g\n"
    ),
    "emphasis-and-stars": lambda: b"*One* **two** ***three*** 2 * 3 * 4 snake_case_word ~~gone~~ a < b > c & d\n",
    "picture": lambda: b"![A chart of visits](chart.png)\n",
    "breaks-in-html": lambda: b"One<br>two<br/>three <kbd>x</kbd> H<sub>2</sub>O\n",
    "escaped-marks": lambda: rb"1\. not a list \* not a star 5 &lt; 6 &amp; 7" + b"\n",
    "task-list": lambda: b"- [x] met\n- [ ] agreed\n",
}

BENIGN = (
    *(Benign(f"benign-html-{name}.html", build) for name, build in PAGES.items()),
    *(Benign(f"benign-text-{name}.txt", build) for name, build in TEXTS.items()),
    *(Benign(f"benign-markdown-{name}.md", build) for name, build in MARKDOWN.items()),
)
