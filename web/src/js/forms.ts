// Sending forms: Ctrl+Enter, once only, and the first mistake gets the focus.
import htmx from "htmx.org";
import { $, $$, on, t, typing } from "./dom";
import { gist } from "./guard";
import { toast } from "./toasts";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return;
  const form = event.target.closest("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector<HTMLElement>("button.primary[type=submit], button.primary:not([type])"));
});

// a second click while the first one is on its way sends nothing
on("submit", "form", (form: HTMLFormElement, event) => {
  if (form.method === "dialog" || event.defaultPrevented || form.matches("[hx-post], [hx-get], [hx-put]")) return;
  if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
  form.setAttribute("aria-busy", "true");
  window.setTimeout(() => form.removeAttribute("aria-busy"), 15000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
});

// a select or a tick that applies at once; the button beside it is for those without scripts
on("change", "[data-submit]", (control) => control.form?.requestSubmit());

function focusMistake(root: ParentNode) {
  const wrong = $("[aria-invalid=true]", root);
  if (wrong && !typing(document.activeElement)) wrong.focus();
}
focusMistake(document);

// forms that change a pane in place wait for each other: what waited goes with the version that the one before left
document.addEventListener("htmx:before:request", (event: any) => {
  const { form, body } = event.detail?.ctx?.request ?? {};
  const version = form?.elements?.version;
  if (version && body?.has?.("version")) body.set("version", version.value);
});
// a choice that somebody made meanwhile shows, unless one is just choosing oneself
document.addEventListener("htmx:after:swap", () => {
  for (const list of $$<HTMLSelectElement>("select[data-submit]")) {
    if (list === document.activeElement) continue;
    for (const option of list.options) if (option.selected !== option.defaultSelected) option.selected = option.defaultSelected;
  }
});

document.addEventListener("htmx:after:swap", (event: any) => {
  const target = event.detail?.ctx?.target;
  if (target instanceof Element && event.detail.ctx.response?.status === 422) $("[aria-invalid=true]", target)?.focus();
});

// a refusal belongs where the answer was to go, if there is room for it; else it is a toast
const ROOM = ".pane, .pane-body, .main, .tile-body, .panel-body, .dialog, #layer";
document.addEventListener("htmx:before:swap", (event: any) => {
  const { ctx, tasks } = event.detail ?? {};
  const status = ctx?.response?.status;
  if (!status || status < 400) return;
  const target = ctx.target instanceof Element ? ctx.target : null;
  // a pane is not replaced by a refusal: it draws itself anew, so that it shows what holds
  if (ctx.request?.method === "POST" && target?.matches(".pane") && status !== 401) {
    event.preventDefault();
    toast({ text: gist(ctx.text), tone: "danger" });
    if (status === 409) htmx.trigger(target, "live", {}, false);
    return;
  }
  if (status === 422 || status === 409) return;
  if (ctx.sourceEvent?.type === "live" && target?.id !== "layer") return event.preventDefault();
  if (!target?.matches(ROOM)) {
    event.preventDefault();
    return toast({ text: gist(ctx.text), tone: "danger" });
  }
  // the place itself stays, so that the next answer finds it
  for (const task of tasks ?? []) if (task.type === "main" && task.target === target) task.swapSpec.style = "innerHTML";
});
document.addEventListener("htmx:error", (event: any) => {
  if (event.detail?.ctx && !event.detail.ctx.response) toast({ text: t("offline"), tone: "danger" });
});

// copy what stands beside the button
on("click", "[data-copy]", async (button: HTMLElement) => {
  await navigator.clipboard?.writeText(button.dataset.copy ?? "");
  toast({ text: t("copied"), tone: "ok" });
});

// show and hide a password
on("click", "[data-reveal]", (button: HTMLElement) => {
  const input = document.getElementById(button.dataset.reveal!) as HTMLInputElement | null;
  if (!input) return;
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
});
