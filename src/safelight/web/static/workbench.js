// The workbench by keyboard. Without this script everything works by links and buttons; with it, by single keys as well,
// which can be switched off, and which never act in a box for text (WCAG 2.1.4).
const KEPT = "safelight-single-keys";
const TEXT = /^(?:text|search|email|url|tel|password|number)$/;

export function work(bench) {
  const form = bench.querySelector("[data-decide]");
  const say = bench.querySelector("[data-say]");
  const heading = bench.querySelector("#in-hand");
  const keys = bench.querySelector("[data-keys]");
  const toggle = bench.querySelector("[data-switch]");
  let wanted = null; // the decision that has been asked for and waits for its reason
  let choices = []; // what the figures choose

  toggle.addEventListener("click", () => switchTo(!on()));
  switchTo(on());
  document.addEventListener("keydown", pressed);
  keys.hidden = false; // they are told of once they work
  bench.querySelector("#here")?.scrollIntoView({ block: "nearest" });
  arrive();

  function on() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch {
      return true;
    }
  }

  function switchTo(state) {
    try {
      localStorage.setItem(KEPT, state ? "on" : "off");
    } catch {
      // Not remembered where the browser keeps nothing.
    }
    toggle.setAttribute("aria-pressed", String(state));
    toggle.textContent = state ? "Single keys are on: switch them off" : "Single keys are off: switch them on";
    for (const mark of bench.querySelectorAll("[data-key]")) mark.hidden = !state;
  }

  // After a decision the focus is on the next finding, and what was done is said.
  function arrive() {
    if (bench.querySelector(".govuk-error-summary")) return;
    if (location.hash === "#in-hand" && heading) heading.focus();
    const asked = new URLSearchParams(location.search);
    const last = bench.querySelector("[data-last]");
    if (asked.has("past") && last) setTimeout(() => tell(last.textContent), 300);
  }

  function tell(sentence) {
    say.textContent = "";
    requestAnimationFrame(() => (say.textContent = sentence));
  }

  function isTyping(target) {
    return target.isContentEditable || /^(?:TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && TEXT.test(target.type));
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      else if (event.key === "Enter" && wanted && form?.contains(event.target)) decide(event);
      return;
    }
    if (event.key === "Enter" && wanted && event.target.tagName !== "A" && event.target.tagName !== "BUTTON" && event.target.tagName !== "SUMMARY") return decide(event);
    if (!on() || event.repeat) return;
    const does = {
      n: () => bench.querySelector("[data-next]")?.click(),
      p: () => bench.querySelector("[data-previous]")?.click(),
      k: () => ask("keep"),
      r: () => ask("replace"),
      g: () => ask("generalise"),
      u: () => bench.querySelector("[data-undo]")?.requestSubmit(),
      "/": () => bench.querySelector("#words")?.focus(),
      "?": () => bench.querySelector("#keys").focus(),
    }[event.key];
    if (does) {
      event.preventDefault();
      does();
    } else if (/^[1-9]$/.test(event.key) && choices.length >= Number(event.key)) {
      event.preventDefault();
      choose(choices[Number(event.key) - 1]);
    }
  }

  // First what is to stand there instead, where that is not said yet; then the reason; then Enter decides.
  function ask(settlement) {
    const button = form?.querySelector(`button[value="${settlement}"]`);
    if (!button) return tell(form ? "That is not possible here." : "Nothing can be decided here.");
    wanted = button;
    for (const other of form.querySelectorAll("[data-wanted]")) delete other.dataset.wanted;
    button.dataset.wanted = "";
    const box = form.querySelector("#replacement");
    if (settlement === "replace" && !box.value.trim()) {
      box.focus();
      return tell("Type what is to stand there instead. Then press Escape and r again.");
    }
    if (settlement === "generalise" && !general()) {
      const offered = [...form.querySelectorAll("input[name=general]")];
      return offered.length ? offer(offered, "Choose how to say it.") : form.querySelector("#general_own").focus();
    }
    if (reason()) return offer([], "Press Enter to decide.", button);
    offer([...form.querySelectorAll(`input[data-for="${settlement}"]`)], "Choose a reason.");
  }

  function general() {
    return form.querySelector("input[name=general]:checked") || form.querySelector("#general_own").value.trim();
  }

  function reason() {
    return form.querySelector("input[name=reason_choice]:checked") || form.querySelector("#reason").value.trim();
  }

  function offer(some, sentence, focus) {
    choices = some;
    (focus ?? some[0])?.focus();
    const numbers = some.length ? ` Press 1 to ${some.length}.` : "";
    tell(`${sentence}${numbers}`);
  }

  function choose(radio) {
    radio.checked = true;
    radio.focus();
    if (radio.name === "general" && !reason()) {
      offer([...form.querySelectorAll('input[data-for="generalise"]')], "Choose a reason.");
    } else {
      tell("Chosen. Press Enter to decide.");
    }
  }

  function decide(event) {
    event.preventDefault();
    if (wanted.value === "generalise" && !general()) return ask("generalise");
    if (!reason()) return ask(wanted.value);
    form.requestSubmit(wanted);
  }
}
