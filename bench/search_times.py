"""How quickly does the search of a frozen site answer in a browser, and how much does it load for it?"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ASKED = ("appointment", "missed visit", "child 77", "agencies month written", "appoint")
"""A common word, two words, one review by its name, three words, the beginning of a word."""
_ASK = """async asked => {
  const status = document.getElementById("search-status"), box = document.getElementById("search-words");
  const began = performance.now();
  box.value = asked;
  document.getElementById("search").requestSubmit();
  while (!(/ in (it|them)\\.$/.test(status.textContent) && document.querySelector("#search-results mark"))) {
    if (performance.now() - began > 20000) throw new Error("no answer: " + status.textContent);
    await new Promise(done => setTimeout(done, 1));
  }
  const took = performance.now() - began;
  await new Promise(done => setTimeout(done, 500));
  const loaded = performance.getEntriesByType("resource").map(one => one.encodedBodySize);
  return [took, loaded.reduce((a, b) => a + b, 0) / 1024];
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the page of figures is what is printed."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site.resolve())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/search.html"
    server.shutdown()


def searched(site: Path) -> Iterator[dict[str, object]]:
    """One line a question: milliseconds to the first words found, KB loaded, and reading every page for it instead."""
    if not CHROMIUM.exists():
        return
    with _served(site) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        browser.new_page().goto(address)  # So that the browser itself has started.
        for asked in ASKED:
            context = browser.new_context()  # So that nothing of the site is loaded yet.
            page = context.new_page()
            page.goto(address)
            took, loaded = page.evaluate(_ASK, asked)
            context.close()
            yield {"asked": asked, "took": took, "loaded": loaded, "reading": _read_through(site, asked)}
        browser.close()


def _read_through(site: Path, asked: str) -> float:
    """Milliseconds in which every paper's words are read from the disk and looked through, as without an index."""
    began, words = time.perf_counter(), asked.encode().split()
    papers = [file for file in site.rglob("*.words.js") if all(word in file.read_bytes().lower() for word in words)]
    assert papers
    return (time.perf_counter() - began) * 1000
