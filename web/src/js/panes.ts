// List – detail – context: what shows on a narrow screen, and which panes are folded away.
import { $, $$, memory, on, wide } from "./dom";

const panes = () => $(".panes");

export function toggle(which: "list" | "context") {
  const box = panes();
  if (!box?.querySelector(`.pane-${which}`)) return;
  if (which === "context" && !wide(1200)) return void box.classList.toggle("show-context");
  memory.set(which, box.classList.toggle(`no-${which}`) ? "off" : "on");
  state();
}

function state() {
  const box = panes();
  for (const button of $$("[data-pane]")) {
    const which = button.dataset.pane!;
    const on = which === "context" && !wide(1200) ? box?.classList.contains("show-context") : !box?.classList.contains(`no-${which}`);
    button.setAttribute("aria-expanded", String(!!on));
  }
}

for (const which of ["list", "context"]) {
  if (memory.get(which) === "off") panes()?.classList.add(`no-${which}`);
}
state();

on("click", "[data-pane]", (button: HTMLElement) => {
  toggle(button.dataset.pane as "list" | "context");
  state();
});
// the way back to the list is a link; with the list already here it only has to be shown
on("click", ".back", (_link, event) => {
  const box = panes();
  if (!box?.querySelector(".pane-list .row")) return;
  event.preventDefault();
  box.dataset.show = "list";
  heading(true);
  history.pushState({ htmx: true }, "", $<HTMLAnchorElement>(".pane-list")?.dataset.href ?? location.pathname);
  $<HTMLElement>(".pane-list [aria-current]")?.focus();
});

/** The list's own heading, unseen, is there only while no detail has one. */
function heading(shown: boolean) {
  const own = $(".main > h1.visually-hidden");
  if (own) own.hidden = !shown;
}

function mark() {
  for (const link of $$<HTMLAnchorElement>("[data-list] .row-main > a")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

document.addEventListener("htmx:after:swap", (event: any) => {
  const ctx = event.detail?.ctx;
  if (ctx?.target?.id === "list") mark();
  const target = document.getElementById("detail");
  const box = panes();
  // a live refresh of the detail itself moves nothing
  if (!target || !box || ctx?.target?.id !== "detail" || ctx.sourceEvent?.type === "live") return;
  box.dataset.show = "detail";
  heading(false);
  box.classList.remove("show-context");
  if (!wide()) window.scrollTo(0, 0);
  mark();
  const here = $(".crumbs [aria-current]");
  if (here && ctx.title) here.textContent = ctx.title.replace(/ · Kontor$/, "");
  const title = target.querySelector("h1")?.textContent;
  const region = $("#live");
  if (region && title) region.textContent = title;
});
