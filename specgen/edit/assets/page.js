// Save each change as it is made, and fetch the draft beside the form again. Without this script the buttons do the same.
"use strict";
(() => {
  const form = document.getElementById("answers");
  const draft = document.getElementById("draft");
  const state = document.getElementById("save-state");
  const summary = document.querySelector(".govuk-error-summary");
  if (summary) summary.focus();
  if (document.getElementById("pages-state")) setTimeout(() => location.reload(), 3000);
  if (!form || !draft) return;
  let running = false, again = false, pressed = null;

  async function save() {
    if (running) { again = true; return; }
    running = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Quiet": "1" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const figures = await answer.json();
      for (const [name, value] of Object.entries(figures.hidden)) {
        const field = form.elements.namedItem(name);
        if (field && "value" in field) field.value = value;
      }
      state.textContent = figures.unsaved
        ? "Some of it is not saved yet: choose Save to see why."
        : figures.errors ? "Saved. Something is to be put right: choose Save to see it." : "Saved.";
    } catch {
      state.textContent = "Not saved: specgen does not answer. What you typed still stands here; choose Save to try again.";
    }
    running = false;
    if (pressed) { const button = pressed; pressed = null; form.requestSubmit(button); return; }
    if (again) { again = false; save(); return; }
    await show().catch(() => {});
  }

  async function show() {
    const answer = await fetch(draft.dataset.address, { credentials: "same-origin" });
    if (answer.ok) draft.innerHTML = await answer.text();
  }

  // A form that is sent beside a change that is being saved would say that somebody else has changed its rows.
  form.addEventListener("submit", (event) => {
    if (!running) return;
    event.preventDefault();
    pressed = event.submitter;
  });

  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.name && !field.name.startsWith("choose:") && field.value !== "*remove") save();
  });
})();
