// Short messages: spoken, shown for at least six seconds, and kept in a log that can be read again.
import { $, $$, icon, on, t } from "./dom";

export type Toast = { text: string; tone?: "ok" | "info" | "warn" | "danger"; undo?: string };

const ICONS = { ok: "circle-check", info: "info", warn: "triangle-alert", danger: "octagon-alert" };
const log: { at: Date; text: string }[] = [];

export function toast({ text, tone = "info", undo }: Toast) {
  if (!text) return;
  log.unshift({ at: new Date(), text });
  log.length = Math.min(log.length, 50);
  const box = $("#toasts");
  if (!box) return;
  const item = document.createElement("div");
  item.className = `toast ${tone}`;
  const line = document.createElement("p");
  line.textContent = text;
  const back = undo && /^\/(?!\/)/.test(undo) ? undoForm(undo) : closeButton();
  item.append(icon(ICONS[tone] ?? "info"), line, back);
  box.append(item);
  raise(box);
  fade(item, undo ? 8000 : tone === "danger" ? 15000 : 6000);
}

function closeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet icon-only";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", t("close"));
  button.append(icon("x"));
  return button;
}

function undoForm(action: string) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  const button = document.createElement("button");
  button.className = "button";
  button.dataset.key = "z";
  button.textContent = t("undo");
  form.append(button);
  return form;
}

/** Above an open dialog too: the top layer knows no z-index. */
function raise(box: HTMLElement) {
  if (!box.showPopover) return;
  box.popover = "manual";
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
}

/** Goes away after its time, but not while it is read: pointer or focus on it hold it. */
function fade(item: HTMLElement, after: number) {
  window.setTimeout(() => (item.matches(":hover, :focus-within") ? fade(item, 2000) : item.remove()), after);
}

on("click", "[data-dismiss]", (button) => button.closest(".toast, .notice")?.remove());
// what the page brought along is put there once more: only what comes later is read out
for (const item of $$("#toasts > .toast")) {
  log.unshift({ at: new Date(), text: $("p", item)?.textContent ?? "" });
  requestAnimationFrame(() => {
    item.parentElement?.append(item);
    raise(item.parentElement!);
    fade(item, item.matches(".danger") ? 15000 : 8000);
  });
}

// where only a part of a page changes it is in a cookie, once
function tell() {
  const told = document.cookie.match(/(?:^|; )(__Host-kontor-toast|kontor-toast-insecure)=([^;]*)/);
  if (!told) return;
  const secure = told[1].startsWith("__Host-") ? "; Secure" : "";
  document.cookie = `${told[1]}=; Path=/; Max-Age=0; SameSite=Strict${secure}`;
  try {
    toast(JSON.parse(decodeURIComponent(told[2])));
  } catch {
    // a cookie that someone else wrote is no message of ours
  }
}
tell();
document.addEventListener("htmx:after:request", tell);

// the server says it with the header HX-Trigger: {"toast": {…}}
document.addEventListener("toast", (event) => toast((event as CustomEvent).detail));

on("click", '[data-open="toast-log"]', () => {
  const list = $("#toast-log .toast-log");
  if (!list || !log.length) return;
  list.replaceChildren(
    ...log.map(({ at, text }) => {
      const item = document.createElement("li");
      const time = document.createElement("time");
      time.textContent = at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      item.append(time, text);
      return item;
    }),
  );
});
