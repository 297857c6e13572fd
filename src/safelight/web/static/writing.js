// An agency's review is saved as it is typed. Without this, each section has a button that does the same.
//
// Nothing is kept in the browser's own stores: what is not saved yet stands in the page, and the page says so.

const EVERY = 3000; // at most this long, in milliseconds, what is typed waits to be saved
const LOOK = 5000; // how often the page asks what others have written
const AGAIN = 5000; // how soon a save that failed is tried again

const room = document.querySelector("[data-writing]");
const trouble = room.querySelector("[data-trouble]");
const others = room.querySelector("[data-others]");
// This open page: what it sends goes on from what it sent before, even where the answer to that got lost.
const page = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

function token() {
  const found = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return found ? decodeURIComponent(found.slice("csrftoken=".length)) : "";
}

class SignedOut extends Error {}
class Refused extends Error {}

let last = Promise.resolve();

// One request at a time, so that what a page sends arrives in order; what is sent while it closes waits for nothing.
function inTurn(doing) {
  const mine = last.then(doing, doing);
  last = mine.catch(() => {});
  return mine;
}

async function ask(address, options = {}) {
  const answer = await fetch(address, {
    ...options,
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
  });
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new SignedOut();
  if (answer.status === 204) return null;
  if (!(answer.headers.get("Content-Type") || "").includes("json")) {
    if (answer.status === 404) throw new Refused("This review is not there for you any more.");
    throw new Error(String(answer.status));
  }
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.says);
  return told;
}

// The length of what two texts begin with, and of what they end with besides.
function edges(one, two) {
  const most = Math.min(one.length, two.length);
  let start = 0;
  while (start < most && one[start] === two[start]) start += 1;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end += 1;
  return [start, end];
}

// What was typed since the save, put into the text that came back; null where it is not plain where it goes.
function retyped(sent, typed, came) {
  const [start, end] = edges(sent, typed);
  const before = sent.slice(0, start);
  const after = sent.slice(sent.length - end);
  const taken = sent.slice(start, sent.length - end);
  const put = typed.slice(start, typed.length - end);
  if (came.startsWith(before + taken)) return before + put + came.slice(before.length + taken.length);
  if (came.endsWith(taken + after)) return came.slice(0, came.length - taken.length - after.length) + put + after;
  return null;
}

// Another text in the box, with the caret where the writer left it.
function show(box, text) {
  if (box.value === text) return;
  const [start, end] = edges(box.value, text);
  const moved = (place) => {
    if (place <= start) return place;
    const fromEnd = box.value.length - place;
    return fromEnd <= end ? text.length - fromEnd : start;
  };
  const [from, to] = [moved(box.selectionStart), moved(box.selectionEnd)];
  const focused = document.activeElement === box;
  const scroll = box.scrollTop;
  box.value = text;
  if (focused) box.setSelectionRange(from, to);
  box.scrollTop = scroll;
}

class Part {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.part;
    this.title = form.dataset.title;
    this.base = Number(form.dataset.version);
    this.boxes = [...form.querySelectorAll("textarea")];
    this.state = form.querySelector("[data-state]");
    this.saved = this.values();
    this.timer = 0;
    this.busy = false;
    this.why = "";
    this.missed = null;
    this.readonly = this.boxes.every((box) => box.readOnly);
    if (this.readonly) return;
    form.querySelector("[data-save]").hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    for (const box of this.boxes) {
      box.addEventListener("input", () => this.changed());
      box.addEventListener("blur", () => this.save());
    }
    // A browser may bring back what stood in a box before the page was loaded again.
    if (this.dirty()) this.changed();
  }

  values() {
    return Object.fromEntries(this.boxes.map((box) => [box.name, box.value]));
  }

  dirty() {
    return this.boxes.some((box) => box.value !== this.saved[box.name]);
  }

  changed() {
    if (!this.dirty()) return;
    if (!this.why) this.state.textContent = "Not saved yet.";
    this.later(EVERY);
  }

  later(wait) {
    if (!this.timer) this.timer = setTimeout(() => this.save(), wait);
  }

  body(values) {
    const data = new FormData();
    data.set("key", this.key);
    data.set("base", String(this.base));
    data.set("page", page);
    data.set("group", this.form.elements.group.value);
    for (const [name, text] of Object.entries(values)) data.set(name, text);
    return data;
  }

  async save({ leaving = false } = {}) {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.readonly || !this.dirty()) return;
    if (this.busy && !leaving) return;
    this.busy = true;
    const sent = this.values();
    try {
      const send = () => ask(this.form.action, { method: "POST", body: this.body(sent), keepalive: leaving });
      const told = await (leaving ? send() : inTurn(send));
      this.why = "";
      this.take(sent, told);
      marks(told.marks);
    } catch (failed) {
      this.failed(failed);
    } finally {
      this.busy = false;
    }
    if (this.dirty()) this.later(this.why ? AGAIN : EVERY);
    tell();
  }

  take(sent, told) {
    if (told.kept_aside) {
      this.saved = sent;
      this.base = told.own;
      this.why = told.kept_aside;
      this.state.textContent = told.kept_aside;
      return;
    }
    // What was typed meanwhile goes on from the text that came back, or else from the one that was sent.
    const now = this.values();
    const next = {};
    for (const [name, text] of Object.entries(sent)) {
      next[name] = now[name] === text ? told.values[name] : retyped(text, now[name], told.values[name]);
    }
    if (Object.values(next).every((text) => text !== null)) {
      for (const box of this.boxes) show(box, next[box.name]);
      this.base = told.version;
      this.saved = told.values;
    } else {
      this.base = told.own;
      this.saved = sent;
    }
    const together = told.own !== told.version ? " Somebody else was writing here: both texts are together now." : "";
    this.said(`Saved at ${clock.format(new Date())}.${together}`, told);
  }

  said(sentence, told) {
    this.state.textContent = sentence;
    this.offer("[data-choose]", Boolean(told.to_choose));
    this.offer("[data-history]", true);
    this.form.elements.base.value = String(this.base);
  }

  // A link leads somewhere once there is something behind it.
  offer(which, there) {
    const link = this.form.querySelector(which);
    link.hidden = !there;
    if (there) link.href = link.dataset.address;
  }

  failed(failed) {
    if (failed instanceof SignedOut) this.why = "signed out";
    else if (failed instanceof Refused) this.why = failed.message;
    else this.why = "no connection";
    this.state.textContent = "Not saved.";
  }

  // What others have saved, where nothing here waits to be saved; until then it is kept.
  follow(there) {
    this.missed = null;
    if (there.version <= this.base) return;
    if (this.busy || this.dirty()) {
      this.missed = there;
      return;
    }
    for (const box of this.boxes) show(box, there.values[box.name]);
    this.base = there.version;
    this.saved = there.values;
    this.said("Somebody else has changed this. You see what they saved.", there);
  }
}

const parts = [...document.querySelectorAll("form[data-part]")].map((form) => new Part(form));

function tell() {
  const whys = new Set(parts.filter((part) => part.why && part.dirty()).map((part) => part.why));
  let sentence = "";
  if (whys.has("signed out")) {
    sentence = "You are signed out, so what you type is not saved. It is still on this page. Sign in in another tab, and come back: it is saved then.";
  } else if (whys.has("no connection")) {
    sentence = "There is no connection, so what you type is not saved. It is still on this page, and it is tried again every few seconds. Leave the page open.";
  } else if (whys.size) {
    sentence = `${[...whys][0]} What you typed is still on this page: copy it before you leave.`;
  }
  if (trouble.dataset.says === sentence) return;
  trouble.dataset.says = sentence;
  trouble.textContent = sentence;
  if (whys.has("signed out")) {
    const link = document.createElement("a");
    link.href = room.dataset.signIn;
    link.target = "_blank";
    link.rel = "noopener";
    link.className = "govuk-link";
    link.textContent = "Sign in (opens in a new tab)";
    trouble.append(" ", link);
  }
}

// The list of marks stands in the section that is being written, and puts a mark in where its writer was typing.
class Marks {
  constructor(room) {
    this.room = room;
    this.list = room.querySelector("[data-offered]");
    this.box = null;
    this.said = "";
    room.querySelector("[data-typed]").hidden = true;
    room.querySelector("[data-pressed]").hidden = false;
    room.querySelector("[data-naming]").hidden = false;
    room.querySelector("[data-name]").addEventListener("click", () => this.name());
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.put(button.dataset.mark);
    });
    for (const mark of this.list.querySelectorAll("[data-mark]")) mark.replaceWith(this.button(mark.textContent));
    for (const part of parts) part.boxes[0].addEventListener("focus", () => this.follow(part.boxes[0]));
    if (parts.length) this.follow(parts[0].boxes[0], { typed: false });
  }

  // Beside the box that somebody writes in.
  follow(box, { typed = true } = {}) {
    if (this.box === box && (this.typed || !typed)) return;
    this.typed = typed;
    if (this.box !== box) box.form.querySelector("[data-astray]").after(this.room);
    this.box = box;
  }

  button(mark) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "sl-year";
    made.dataset.mark = mark;
    const hidden = document.createElement("span");
    hidden.className = "govuk-visually-hidden";
    hidden.textContent = "Put in ";
    made.append(hidden, mark);
    return made;
  }

  // What is drawn in as a paragraph or a table has a line to itself.
  put(mark) {
    const text = this.box.value;
    const from = this.typed ? this.box.selectionStart : text.length;
    const to = this.typed ? this.box.selectionEnd : text.length;
    if (!/ in full\}$|^\{(findings|recommendations|action plan)\}$/.test(mark)) {
      this.type(mark, from, to);
      return;
    }
    const before = text.slice(0, from).trimEnd() ? "\n\n".slice(/\n*$/.exec(text.slice(0, from))[0].length) : "";
    const after = text.slice(to).trimStart() ? "\n\n".slice(/^\n*/.exec(text.slice(to))[0].length) : "\n";
    this.type(before + mark + after, from, to);
  }

  // The name of the paragraph that the writer is in, ready to be typed over.
  name() {
    const text = this.box.value;
    const start = text.lastIndexOf("\n\n", Math.max(0, this.box.selectionStart - 1));
    const place = start < 0 ? 0 : start + 2;
    const there = /^\{#([^{}]*)\}/.exec(text.slice(place));
    if (!there) this.type("{#name} ", place, place);
    else this.box.focus();
    this.box.setSelectionRange(place + 2, place + 2 + (there ? there[1].length : 4));
  }

  // As if it were typed, so that the browser can undo it.
  type(words, from, to) {
    this.box.focus();
    this.box.setSelectionRange(from, to);
    if (document.execCommand("insertText", false, words)) return;
    this.box.setRangeText(words, from, to, "end");
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  show(groups) {
    const said = JSON.stringify(groups);
    if (said === this.said || this.list.contains(document.activeElement)) return;
    this.said = said;
    const pieces = groups.flatMap((group) => {
      const title = document.createElement("h3");
      title.className = "govuk-heading-s govuk-!-margin-bottom-1";
      title.textContent = group.title;
      const list = document.createElement("ul");
      list.className = "govuk-list";
      for (const line of group.lines) {
        const item = document.createElement("li");
        item.append(line.words);
        for (const mark of line.marks) item.append(" ", this.button(mark));
        list.append(item);
      }
      return [title, list];
    });
    if (pieces.length) this.list.replaceChildren(...pieces);
  }
}

const marksRoom = document.querySelector("[data-marks]");
const insert = marksRoom ? new Marks(marksRoom) : null;

// What is wrong with the marks of a report, beside each section; and those that can be put in.
function marks(told) {
  if (!told) return;
  insert?.show(told.offered);
  for (const part of parts) {
    const room = part.form.querySelector("[data-astray]");
    const sentences = told.astray[part.key] || [];
    if ([...room.querySelectorAll("li")].map((line) => line.textContent).join("\n") === sentences.join("\n")) continue;
    const list = document.createElement("ul");
    list.className = "govuk-list";
    for (const sentence of sentences) {
      const line = document.createElement("li");
      line.className = "govuk-error-message";
      line.textContent = sentence;
      list.append(line);
    }
    room.replaceChildren(...(sentences.length ? [list] : []));
  }
}

async function look() {
  try {
    const known = room.dataset.since ? `?since=${room.dataset.since}&page=${page}` : "";
    const now = (await inTurn(() => ask(room.dataset.now + known))) || { parts: [], others: [] };
    if (now.since) room.dataset.since = now.since;
    for (const part of parts) if (part.missed) part.follow(part.missed);
    for (const there of now.parts) parts.find((part) => part.key === there.key)?.follow(there);
    marks(now.marks);
    const names = now.others.map((other) => `${other.name} is writing under “${other.where}”.`).join(" ");
    if (others.textContent !== names) others.textContent = names;
  } catch {
    // Whatever keeps the page from asking keeps it from saving, and that is said where it matters.
  }
}

function saveAll(options) {
  for (const part of parts) part.save(options);
}

setInterval(() => {
  if (document.visibilityState === "visible") look();
}, LOOK);
window.addEventListener("online", () => saveAll());
window.addEventListener("focus", () => saveAll());
document.addEventListener("visibilitychange", () => saveAll({ leaving: document.visibilityState === "hidden" }));
window.addEventListener("pagehide", () => saveAll({ leaving: true }));
window.addEventListener("beforeunload", (event) => {
  if (parts.some((part) => part.dirty())) event.preventDefault();
});
