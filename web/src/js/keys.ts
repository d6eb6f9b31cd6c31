// The keyboard map. A view gives a control `data-key="r"`, one that is only gone to `data-key-focus="s"`, and a place `data-chord="t"` (after g); nothing else is needed.
import { $, $$, on, single, typing, visible } from "./dom";
import { open } from "./dialogs";
import { bulk } from "./list";
import { toggle } from "./panes";

let chord = "";
let chordTimer = 0;

function press(key: string): boolean {
  const scope = $("dialog[open]") ?? document;
  const all = $$(`[data-key="${CSS.escape(key)}"]`, scope).filter(visible);
  // while lines are ticked, a key means them
  const control = all.find((one) => one.closest(".bulk")) ?? all.at(-1);
  const goal = $$(`[data-key-focus="${CSS.escape(key)}"]`, scope).filter(visible).at(-1);
  if (!control && goal) {
    goal.focus();
    return true;
  }
  if (!control || control.matches(":disabled")) return false;
  if (control.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) {
    control.focus();
    if (control instanceof HTMLInputElement) control.select();
  } else if (control.matches("details")) {
    (control as HTMLDetailsElement).open = true;
    $("summary", control)?.focus();
  } else control.click();
  return true;
}

function start(first: string) {
  chord = first;
  clearTimeout(chordTimer);
  chordTimer = window.setTimeout(() => (chord = ""), 1200);
}

function second(key: string): boolean {
  const first = chord;
  chord = "";
  if (first === "*" && key === "a") return bulk("all");
  const place = first === "g" && $(`[data-chord="${CSS.escape(key)}"]`);
  if (place) place.click();
  return !!place;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open("palette");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !single()) return;
  const inDialog = !!$("dialog[open]");
  let done = true;
  if (chord) done = second(event.key);
  else if (!inDialog && (event.key === "g" || event.key === "*")) start(event.key);
  else if (event.key === "?") open("keys");
  else if (!inDialog && event.key === "]") toggle("context");
  else if (!inDialog && event.key === "[") toggle("list");
  else done = event.key.length === 1 && press(event.key);
  if (done) event.preventDefault();
});

// WCAG 2.1.4: single keys can be switched off
on("change", "[data-keys-switch]", (box: HTMLInputElement) => {
  document.body.dataset.keys = box.checked ? "on" : "off";
  void fetch("/keys", { method: "POST", body: new URLSearchParams(box.checked ? { single: "on" } : {}) });
});
if (/Mac|iP(hone|ad|od)/.test(navigator.platform)) $$("[data-mod]").forEach((key) => (key.textContent = "⌘K"));
