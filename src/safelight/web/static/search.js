// Search in the published site without a server: loads the parts of the index that a question needs, as scripts.
(function () {
  "use strict";
  const AT_ONCE = 10;
  const TEXT_BUDGET = 400; // KB of papers' texts that one list of results may load
  const loaded = new Map(); // address -> promise
  const handed = new Map(); // "kind key" -> value
  let shards = new Set();
  let papers = [];
  let turn = 0;

  const form = document.getElementById("search");
  const box = document.getElementById("search-words");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const found = document.getElementById("search-found");
  if (!found || !form || !box || !status || !list || !more) return;

  window.safelightFound = function (kind, key, value) {
    if (kind === "papers") {
      shards = new Set(key);
      papers = value;
    } else {
      handed.set(kind + " " + key, value);
    }
  };

  function load(address) {
    if (!loaded.has(address)) {
      loaded.set(address, new Promise(function (done, failed) {
        const script = document.createElement("script");
        script.src = address;
        script.onload = function () { done(); };
        script.onerror = function () { loaded.delete(address); failed(new Error("not loaded")); };
        document.head.append(script);
      }));
    }
    return loaded.get(address);
  }

  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'\u2019\u02bc]/g, "");
  }

  function wordsOf(text) {
    return Array.from(new Set(fold(text).match(/[\p{L}\p{N}]+/gu) || [])).filter((word) => word.length > 1);
  }

  function shardOf(word) {
    const start = word.slice(0, 2);
    return /^[\x00-\x7f]+$/.test(start) ? start : "other";
  }

  // Postings are the step from the paper before, in base 36, then how much the word counts there, from A to Z.
  function weigh(packed, times, weights) {
    let paper = 0;
    let step = 0;
    for (let at = 0; at < packed.length; at++) {
      const code = packed.charCodeAt(at);
      if (code >= 97) step = step * 36 + code - 87;
      else if (code < 65) step = step * 36 + code - 48;
      else {
        paper += step;
        step = 0;
        weights[paper] = Math.max(weights[paper], (code - 64) * times);
      }
    }
  }

  // How much a word counts in each paper, whole or as the beginning of a longer one; 0 where it does not occur.
  function weightsOf(word) {
    const weights = new Array(papers.length).fill(0);
    const words = handed.get("shard " + shardOf(word)) || {};
    for (const one of Object.keys(words)) {
      if (one.startsWith(word)) weigh(words[one], one === word ? 3 : 1, weights);
    }
    return weights;
  }

  function ranked(asked) {
    const scores = new Array(papers.length).fill(0);
    const missing = new Array(papers.length).fill(false);
    for (const word of asked) {
      const weights = weightsOf(word);
      const rare = Math.log(1 + papers.length / Math.max(1, weights.filter(Boolean).length));
      weights.forEach(function (weight, paper) {
        if (weight) scores[paper] += weight * rare;
        else missing[paper] = true;
      });
    }
    const order = papers.map((_, paper) => paper).filter((paper) => !missing[paper]);
    return order.sort((a, b) => scores[b] - scores[a] || a - b);
  }

  function hits(text, asked) {
    const places = [];
    for (const piece of text.matchAll(/[\p{L}\p{N}\p{M}'\u2019\u02bc]+/gu)) {
      const word = fold(piece[0]);
      const which = asked.findIndex((one) => word.startsWith(one));
      if (which >= 0) places.push({ which: which, start: piece.index, end: piece.index + piece[0].length });
    }
    return places;
  }

  function bestPassage(passages, asked) {
    let best = null;
    for (const [anchor, section, text] of passages) {
      const places = hits(text, asked);
      const different = new Set(places.map((place) => place.which)).size;
      const score = different * 100 + Math.min(places.length, 9) + (section ? 10 : 0);
      if (places.length && (!best || score > best.score)) best = { score, anchor, section, text, places };
    }
    return best;
  }

  function snippet(best) {
    const from = Math.max(0, best.text.lastIndexOf(" ", Math.max(0, best.places[0].start - 80)));
    const to = best.text.length - from > 260 ? best.text.lastIndexOf(" ", from + 260) : best.text.length;
    const line = document.createElement("p");
    line.className = "govuk-body govuk-!-margin-bottom-1";
    let at = from;
    line.append(from > 0 ? "… " : "");
    for (const place of best.places.filter((one) => one.start >= from && one.end <= to)) {
      const mark = document.createElement("mark");
      mark.textContent = best.text.slice(place.start, place.end);
      line.append(best.text.slice(at, place.start), mark);
      at = place.end;
    }
    line.append(best.text.slice(at, to), to < best.text.length ? " …" : "");
    return line;
  }

  function link(address, text, look) {
    const one = document.createElement("a");
    one.className = look;
    one.href = address;
    one.textContent = text;
    return one;
  }

  function item(number) {
    const [title, kind, path] = papers[number];
    const entry = document.createElement("li");
    entry.className = "govuk-!-margin-bottom-5";
    const head = document.createElement("h3");
    head.className = "govuk-heading-s govuk-!-margin-bottom-1";
    head.append(link(path, title === kind ? title : title + ": " + kind.toLowerCase(), "govuk-link"));
    entry.append(head);
    return entry;
  }

  // The lines round what was found come when the paper's words have been loaded; without them the title stands alone.
  async function addPlace(entry, number, asked) {
    const [title, , path] = papers[number];
    try { await load(path.replace(/\.html$/, ".words.js")); } catch (_) { return; }
    const best = bestPassage(handed.get("words " + path) || [], asked);
    if (best) {
      entry.append(snippet(best));
      const place = document.createElement("p");
      place.className = "govuk-body-s govuk-!-margin-bottom-0";
      const where = best.section ? "Go to this place, in “" + best.section + "”" : "Go to this place";
      place.append(link(path + "#" + encodeURIComponent(best.anchor), where, "govuk-link"));
      const whose = document.createElement("span");
      whose.className = "govuk-visually-hidden";
      whose.textContent = " of " + title;
      place.lastChild.append(whose);
      entry.append(place);
    }
  }

  function show(order, from, asked) {
    const part = order.slice(from, from + AT_ONCE);
    let left = TEXT_BUDGET;
    for (const number of part) {
      const entry = item(number);
      list.append(entry);
      left -= papers[number][3];
      if (left >= 0) addPlace(entry, number, asked);
    }
    more.hidden = from + AT_ONCE >= order.length;
    more.onclick = function () {
      const first = list.children.length;
      show(order, from + AT_ONCE, asked);
      const next = list.children[first];
      if (next) next.querySelector("a").focus();
    };
  }

  async function search() {
    const mine = ++turn;
    const asked = wordsOf(box.value);
    try { history.replaceState(null, "", box.value ? "#q=" + encodeURIComponent(box.value) : "#"); } catch (_) { /* on some disks */ }
    found.hidden = true;
    more.hidden = true;
    if (!asked.length) {
      list.replaceChildren();
      status.textContent = box.value.trim() ? "Write a word of two letters or more." : "";
      return;
    }
    try {
      await load("search/papers.js");
      const names = asked.map(shardOf).filter((name) => shards.has(name));
      await Promise.all(names.map((name) => load("search/" + name + ".js")));
    } catch (_) {
      if (mine !== turn) return;
      list.replaceChildren();
      status.textContent = "Search could not be loaded. Use the lists below.";
      return;
    }
    if (mine !== turn) return;
    const order = ranked(asked);
    list.replaceChildren();
    found.hidden = order.length === 0;
    show(order, 0, asked);
    const words = asked.length === 1 ? "this word" : "all of these words";
    status.textContent = order.length === 0
      ? "Nothing has " + words + " in it. Try fewer or other words, or use the lists below."
      : order.length + (order.length === 1 ? " paper has " : " papers have ") + words + " in " + (order.length === 1 ? "it." : "them.");
  }

  function fromAddress() {
    const said = /^#q=(.*)$/.exec(location.hash);
    if (!said) return;
    try { box.value = decodeURIComponent(said[1]); } catch (_) { return; }
    search();
  }

  let waiting = 0;
  form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(waiting); search(); });
  box.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(search, 250); });
  window.addEventListener("hashchange", fromAddress);
  form.hidden = false;
  load("search/papers.js").catch(function () {});
  fromAddress();
})();
