// The chronology scrolls without end: the next hundred rows are fetched as their place comes near, by the page's own form,
// and those far away are taken out again. Without this script the page has buttons for the next and the previous hundred.
const MOST_PAGES = 5;
const AHEAD = 1500; // pixels

export function scroll(form) {
  const table = form.querySelector("table");
  const region = form.querySelector(".sl-scroll");
  const status = form.querySelector("[data-position]");
  const pageField = form.querySelector("input[name=page]");
  const given = form.dataset;
  const pages = Number(given.pages);
  const perPage = Number(given.perPage);
  const total = Number(given.total);
  if (pages < 2) return;

  const heights = new Map(); // page: pixels, once it was seen
  const shown = new Map(); // page: its tbody
  const ticked = new Set([...form.querySelectorAll("input[name=rows]:checked")].map((box) => box.value));
  let first = table.querySelector("tbody");
  const above = spacer();
  const below = spacer();
  let busy = false;
  let stopped = false;
  let lastFocus = null;
  let soon = 0;

  form.querySelector("[data-pages-nav]").hidden = true;
  shown.set(Number(given.page), first);
  first.before(above);
  first.after(below);
  measure();
  space();

  form.addEventListener("change", (event) => {
    if (event.target.name !== "rows") return;
    if (event.target.checked) ticked.add(event.target.value);
    else ticked.delete(event.target.value);
    keepTicks();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-first]");
    if (!button) return;
    event.preventDefault();
    goTo(Number(button.value), Number(button.dataset.first));
  });
  addEventListener("scroll", () => requestAnimationFrame(look), { passive: true });
  addEventListener("resize", () => requestAnimationFrame(look), { passive: true });
  look();

  function spacer() {
    const body = document.createElement("tbody");
    body.setAttribute("aria-hidden", "true");
    const line = body.insertRow();
    const cell = line.insertCell();
    cell.colSpan = 9;
    cell.className = "sl-spacer";
    return body;
  }

  function numbers() {
    return [...shown.keys()].sort((one, two) => one - two);
  }

  function usual() {
    const seen = [...heights.entries()].filter(([page]) => page < pages || heights.size === 1);
    return seen.reduce((sum, [, height]) => sum + height, 0) / Math.max(seen.length, 1) || 8000;
  }

  function height(page) {
    if (heights.has(page)) return heights.get(page);
    return page < pages ? usual() : (usual() * (total - (pages - 1) * perPage)) / perPage;
  }

  function measure() {
    for (const [page, body] of shown) heights.set(page, body.getBoundingClientRect().height);
  }

  function space() {
    const line = numbers();
    let before = 0;
    let after = 0;
    for (let page = 1; page < line[0]; page += 1) before += height(page);
    for (let page = line.at(-1) + 1; page <= pages; page += 1) after += height(page);
    set(above, before);
    set(below, after);
  }

  function set(body, pixels) {
    body.firstElementChild.firstElementChild.style.height = `${pixels}px`;
    body.hidden = pixels < 1;
  }

  // What is missing near the part of the page that can be seen?
  async function look() {
    tell();
    if (busy || stopped) return;
    const line = numbers();
    const start = shown.get(line[0]).getBoundingClientRect().top;
    const end = shown.get(line.at(-1)).getBoundingClientRect().bottom;
    if (end < 0 || start > innerHeight) {
      const page = pageAt();
      if (!shown.has(page)) return jump(page);
    }
    if (end < innerHeight + AHEAD && line.at(-1) < pages) return add(line.at(-1) + 1);
    if (start > -AHEAD && line[0] > 1) return add(line[0] - 1);
  }

  // Which page lies where the middle of the window is?
  function pageAt() {
    let left = innerHeight / 2 - table.tBodies[0].getBoundingClientRect().top;
    if (above.hidden) left = innerHeight / 2 - table.tHead.getBoundingClientRect().bottom;
    for (let page = 1; page < pages; page += 1) {
      left -= height(page);
      if (left < 0) return page;
    }
    return pages;
  }

  async function fetched(page) {
    const sent = new FormData(form);
    for (const name of ["do", "rows", "new_theme", "finding", "form"]) sent.delete(name);
    sent.set("page", String(page));
    sent.set("part", "rows");
    const answer = await fetch(form.action, { method: "POST", body: sent, redirect: "manual" });
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    const body = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("tbody");
    if (!body) throw new Error("no rows");
    for (const box of body.querySelectorAll("input[name=rows]")) box.checked = ticked.has(box.value);
    return document.adoptNode(body);
  }

  async function add(page) {
    await alone(async () => {
      const body = await fetched(page);
      const was = height(page);
      const onTop = page < numbers()[0];
      if (onTop) above.after(body);
      else below.before(body);
      shown.set(page, body);
      measure();
      const line = numbers();
      if (line.length > MOST_PAGES) remove(onTop ? line.at(-1) : line[0]);
      space();
      if (onTop) scrollBy(0, heights.get(page) - was);
      refocus();
    });
  }

  async function jump(page) {
    await alone(async () => {
      const body = await fetched(page);
      for (const other of numbers()) remove(other);
      above.after(body);
      shown.set(page, body);
      measure();
      space();
      refocus();
    });
  }

  async function goTo(page, number) {
    while (busy) await new Promise((wait) => setTimeout(wait, 50));
    if (!shown.has(page)) await jump(page);
    if (!shown.has(page)) return;
    const line = table.querySelector(`[aria-rowindex="${number + 1}"]`) ?? shown.get(page).firstElementChild;
    line.scrollIntoView({ block: "start" });
    line.querySelector("a")?.focus({ preventScroll: true });
    await look();
  }

  // One thing is fetched at a time; what has become missing meanwhile is looked for afterwards.
  async function alone(work) {
    if (busy) return;
    busy = true;
    try {
      await work();
      busy = false;
      requestAnimationFrame(look);
    } catch {
      stopped = true;
      busy = false;
      // Not again by itself: the session may have ended. The buttons come back and say what is wrong when pressed.
      status.textContent = "More rows could not be fetched. Use the buttons below the rows, or load the page again.";
      form.querySelector("[data-pages-nav]").hidden = false;
    }
  }

  // The focus never falls out of the table: where its row goes, it waits at the table and returns with the row.
  function remove(page) {
    const body = shown.get(page);
    if (body.contains(document.activeElement)) {
      lastFocus = document.activeElement.id || document.activeElement.closest("tr").id;
      region.focus({ preventScroll: true });
    }
    body.remove();
    shown.delete(page);
    keepTicks();
  }

  function refocus() {
    if (!lastFocus || document.activeElement !== region) return;
    const back = document.getElementById(lastFocus);
    if (!back) return;
    (back.matches("input, a") ? back : back.querySelector("a")).focus({ preventScroll: true });
    lastFocus = null;
  }

  // Rows that were ticked and are not in the document are sent with the form all the same.
  function keepTicks() {
    for (const field of form.querySelectorAll("input[data-kept]")) field.remove();
    const here = new Set([...form.querySelectorAll("input[name=rows]")].map((box) => box.value));
    for (const key of ticked) {
      if (here.has(key)) continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "rows", value: key });
      field.dataset.kept = "";
      form.append(field);
    }
  }

  function say(words) {
    if (status.textContent !== words) status.textContent = words;
  }

  function tell() {
    clearTimeout(soon);
    soon = setTimeout(() => {
      const seen = [...table.querySelectorAll("tr[aria-rowindex]")].filter((line) => {
        const box = line.getBoundingClientRect();
        return line.parentElement !== table.tHead && box.bottom > 0 && box.top < innerHeight;
      });
      if (!seen.length) {
        if (shown.has(1)) say(`${total.toLocaleString("en-GB")} rows`);
        return;
      }
      const [from, to] = [seen[0], seen.at(-1)].map((line) => line.ariaRowIndex - 1);
      say(`Rows ${from.toLocaleString("en-GB")} to ${to.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}`);
      pageField.value = String(Math.ceil(from / perPage));
    }, 400);
  }
}
