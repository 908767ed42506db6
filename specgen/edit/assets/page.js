// Save each change as it is made, and fetch the draft beside the form again. Without this script the buttons do the same.
"use strict";
(() => {
  const form = document.getElementById("answers");
  const draft = document.getElementById("draft");
  const state = document.getElementById("save-state");
  const byId = (id) => document.getElementById(decodeURIComponent(id));

  // A field is seen with its title and with what is said of it: a link alone would bring its box to the upper edge.
  function reveal(target) {
    (target.closest(".question") ?? target).scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a[href^='#']");
    const target = link && byId(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    reveal(target);
  });
  const summary = document.querySelector(".govuk-error-summary");
  const PLACE = "place on the page";  // to which the button led that was pressed last
  const hash = sessionStorage.getItem(PLACE) ?? location.hash;
  sessionStorage.removeItem(PLACE);
  const asked = hash && byId(hash.slice(1));
  if (asked && document.querySelector("main").contains(asked) && asked !== document.querySelector("main")) reveal(asked);
  else if (summary) summary.focus();
  if (document.getElementById("pages-state")) setTimeout(() => location.reload(), 3000);
  if (!form || !draft) return;

  const NO_ANSWER = "Not saved: specgen does not answer. What you typed still stands here; choose Save to try again.";
  let running = false, again = false, pressed = null, last = "";
  const typed = new Set();  // the answers that were changed and are not saved yet
  let sent = new Set();  // those that are being saved
  const pathOf = (field) => field.name.slice(field.name.indexOf(":") + 1);
  const question = (id) => form.querySelector(`.question[data-id="${CSS.escape(id)}"]`);

  async function save() {
    if (running) { again = true; return; }
    running = true;
    sent = new Set(typed);
    typed.clear();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Quiet": "1" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      renew(await answer.json());
    } catch {
      sent.forEach((path) => typed.add(path));
      state.textContent = NO_ANSWER;
    }
    sent = new Set();
    running = false;
    if (pressed) { const button = pressed; pressed = null; send(button); return; }
    if (again) { again = false; save(); return; }
    await show().catch(() => {});
  }

  // Say at each field what is found there now, and take over what stands in the file.
  function renew(figures) {
    for (const [name, value] of Object.entries(figures.hidden)) {
      const field = form.elements.namedItem(name);
      if (field && "value" in field) field.value = value;
    }
    for (const [name, value] of Object.entries(figures.emptied)) {
      const field = form.elements.namedItem(name);
      if (field && field.value === value) field.value = "";
    }
    for (const one of form.querySelectorAll(".question")) sayAt(one, figures.found[one.dataset.id] ?? {});
    for (const [id, html] of Object.entries(figures.disputes)) showBoth(question(id), id, html);
    const old = document.querySelector(".govuk-error-summary");
    if (old && figures.summary.trim()) old.outerHTML = figures.summary;
    else if (old) old.remove();
    if (!figures.errors) document.title = document.title.replace(/^Error: /, "");
    const error = figures.found[last]?.error;
    state.textContent = figures.unsaved
      ? `Some of it is not saved yet. ${error || "What stands in the way is said at its field."}`
      : error ? `Saved, and to be put right: ${error}` : "Saved.";
  }

  // Show both answers in the place of a field that somebody else has changed, unless it is being typed into.
  function showBoth(one, id, html) {
    const isTyped = one && [...typed].some((path) => form.elements.namedItem(`was:${path}`)?.closest(".question") === one);
    if (!one || isTyped || one.querySelector("input[name^='choose:']")) return;
    const hasFocus = one.contains(document.activeElement);
    one.outerHTML = html;
    if (hasFocus) byId(id)?.focus();
  }

  function sayAt(one, { error = "", notes = "", acts = [] }) {
    const id = one.dataset.id, control = document.getElementById(id);
    if (one.querySelector("input[name^='choose:']")) return;  // both answers stand there, and say so
    if (error && one.contains(document.activeElement) && [...typed].some((path) => form.elements.namedItem(`was:${path}`)?.closest(".question") === one)) return;
    for (const button of one.querySelectorAll(".quiet-button")) button.hidden = !acts.includes(button.value.split(" ")[0]);
    const listed = one.querySelector(".question-notes");
    if (listed && listed.innerHTML.trim() !== notes.trim()) listed.innerHTML = notes;
    let message = document.getElementById(`${id}-error`);
    if (message && !error) message.remove();
    if (error && !message) {
      message = document.createElement("p");
      message.id = `${id}-error`;
      message.className = "govuk-error-message";
      const hint = document.getElementById(`${id}-hint`);
      if (hint) hint.after(message); else one.prepend(message);
    }
    if (error && message.dataset.said !== error) {
      const spoken = document.createElement("span");
      spoken.className = "govuk-visually-hidden";
      spoken.textContent = "Error: ";
      message.replaceChildren(spoken, error);
      message.dataset.said = error;
    }
    one.querySelector(".govuk-form-group")?.classList.toggle("govuk-form-group--error", Boolean(error));
    for (const kind of ["input", "textarea", "select"]) {
      if (control?.classList.contains(`govuk-${kind}`)) control.classList.toggle(`govuk-${kind}--error`, Boolean(error));
    }
    const described = control?.closest("fieldset[aria-describedby]") ?? control;
    if (!described || !one.contains(described)) return;
    const ids = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && name !== `${id}-error`);
    if (error) ids.push(`${id}-error`);
    if (ids.length) described.setAttribute("aria-describedby", ids.join(" "));
    else described.removeAttribute("aria-describedby");
  }

  async function show() {
    const answer = await fetch(draft.dataset.address, { credentials: "same-origin" });
    if (!answer.ok) return;
    draft.innerHTML = await answer.text();
    follow(document.activeElement);
  }

  // Show beside a field where its answer is printed, or the gap that it leaves, if the draft has a scroll bar of its own.
  function follow(field) {
    const path = field?.name && form.contains(field) && pathOf(field);
    if (!path || draft.scrollHeight <= draft.clientHeight + 1) return;
    const place = placeOf(path, field);
    if (place) draft.scrollTop += place.getBoundingClientRect().top - draft.getBoundingClientRect().top - draft.clientHeight / 3;
  }

  function placeOf(path, field) {
    const gaps = [...draft.querySelectorAll("[data-key]")];
    const ids = (list, number) => form.elements.namedItem(`answer:${list}[${number}].id`)?.value || number;
    const key = path.replace(/^(.*?)\[(\d+)\]/, (_, list, number) => `${list}.${ids(list, number)}`);  // draft names rows by id
    const gap = gaps.find((one) => one.dataset.key === key) ?? gaps.find((one) => one.dataset.key.startsWith(`${key}.`));
    if (gap) return gap;
    const blocks = [...draft.querySelectorAll("h2, h3, h4, h5, h6, p, li, td, caption")];
    const has = (words) => words.length > 3 && blocks.find((one) => one.textContent.toLowerCase().includes(words.toLowerCase()));
    const shown = ["radio", "checkbox"].includes(field.type) ? field.labels[0]?.textContent ?? "" : field.value;
    const row = field.closest(".question-row")?.querySelector("legend")?.textContent.split(": ") ?? [];
    return has(shown.trim().split("\n")[0]) || has(row.slice(2).join(": ").trim()) || row[1]
      && blocks.find((one) => one.textContent.trim() === row[1].trim());
  }
  form.addEventListener("focusin", (event) => follow(event.target));

  // What was typed into a field and not saved yet outlives a reload, and the end of the page.
  const KEPT = `typed ${location.pathname}`;
  function keep() {
    const kept = {}, body = new URLSearchParams();
    for (const path of new Set([...typed, ...sent])) {
      const was = form.elements.namedItem(`was:${path}`);
      if (!was) continue;
      const fields = [...new FormData(form)].filter(([name]) => name.slice(name.indexOf(":") + 1) === path);
      kept[path] = { was: was.value, fields };
      fields.forEach(([name, value]) => body.append(name, value));
    }
    if (!body.size) return;
    for (const mark of form.querySelectorAll("input[name^='rows:']")) body.set(mark.name, mark.value);
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
    fetch(form.action, { method: "POST", body, headers: { "X-Quiet": "1" }, credentials: "same-origin", keepalive: true }).catch(() => {});
  }
  addEventListener("beforeunload", keep);
  addEventListener("pagehide", keep);

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    sessionStorage.removeItem(KEPT);
    for (const [path, { was, fields }] of Object.entries(kept)) {
      if (form.elements.namedItem(`was:${path}`)?.value !== was) continue;  // it is saved, or somebody else has changed it
      for (const field of form.elements) {
        if (!field.name || field.type === "hidden" || field.type === "submit" || pathOf(field) !== path) continue;
        const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
        else field.value = values[0] ?? field.value;
      }
      typed.add(path);
    }
    if (typed.size) save();
  }

  // A form that is sent beside a change that is being saved would say that somebody else has changed its rows.
  form.addEventListener("submit", (event) => {
    if (plain) return;
    event.preventDefault();
    if (running) pressed = event.submitter; else send(event.submitter);
  });

  // What is saved three times is one step back, and not three: so the page is loaded again where it would be sent to itself.
  let plain = false;
  async function send(button) {
    running = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      if (button?.name) body.append(button.name, button.value);
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Next": "1" }, credentials: "same-origin" });
      typed.clear();
      sent.clear();
      if (!answer.ok) { plain = true; form.requestSubmit(button); return; }
      const next = new URL((await answer.json()).next, location.href);
      if (next.pathname !== location.pathname) { location.assign(next); return; }
      history.scrollRestoration = "manual";
      sessionStorage.setItem(PLACE, next.hash);
      location.reload();
    } catch {
      running = false;
      state.textContent = NO_ANSWER;
    }
  }
  form.addEventListener("input", (event) => { if (event.target.name) typed.add(pathOf(event.target)); });
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.name || field.name.startsWith("choose:")) return;
    last = field.closest(".question")?.dataset.id ?? "";
    typed.add(pathOf(field));
    if (field.value) field.closest(".question-row")?.querySelector(":scope > .row-empty")?.remove();
    save();
  });
  restore();
})();
