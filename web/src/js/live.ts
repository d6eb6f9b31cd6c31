// One stream of events per page. An event says only which topics changed; whoever shows one asks for itself again.
//   <section data-live="ticket:0190… tickets" hx-get="/tickets/4711" hx-trigger="live" hx-target="this" hx-swap="outerMorph">
import htmx from "htmx.org";
import { $, $$ } from "./dom";

const due = new Set<Element>();
let timer = 0;

/** Refreshes together what changed together; a page in the background waits until it is looked at. */
function flush() {
  timer = 0;
  if (document.hidden) return;
  for (const element of due) {
    if (element.isConnected && isReadFarDown(element)) continue;
    due.delete(element);
    if (element.isConnected) htmx.trigger(element, "live", {}, false);
  }
}

/** A long list that someone has scrolled into would fall back to its first page: it waits until they are on top again. */
function isReadFarDown(element: Element): boolean {
  const body = element.querySelector(".pane-body");
  if (element.id !== "list" || !body || body.querySelectorAll(".row").length <= 50) return false;
  if (body.scrollTop < 200) return false;
  body.addEventListener("scrollend", flush, { once: true });
  return true;
}

function changed(topics: string[]) {
  for (const element of $$("[data-live]")) {
    const shown = element.dataset.live!.split(/\s+/);
    if (topics.includes("*") || shown.some((topic) => topics.includes(topic))) due.add(element);
  }
  if (due.size && !timer) timer = window.setTimeout(flush, 120);
}

// a refresh is nothing that the person did: it keeps no session awake
document.addEventListener("htmx:config:request", (event: any) => {
  const ctx = event.detail?.ctx;
  if (ctx?.sourceEvent?.type === "live") ctx.request.headers["X-Kontor-Background"] = "live";
});

const url = document.body.dataset.events;
let lost = false;

/** The browser takes up a line that broke by itself, with the cookie of that moment; not one that was refused. */
function listen() {
  const stream = new EventSource(url!);
  stream.addEventListener("changed", (event) => changed((event as MessageEvent<string>).data.split(/\s+/)));
  stream.onerror = () => {
    lost = true;
    if (stream.readyState === EventSource.CLOSED) window.setTimeout(listen, 15000);
  };
  // what happened while the line was down is unknown: ask for everything once
  stream.onopen = () => {
    if (lost) changed(["*"]);
    lost = false;
  };
  window.addEventListener("pagehide", () => stream.close());
}
if (url && window.EventSource && $("[data-live]")) {
  listen();
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
}
document.addEventListener("visibilitychange", flush);
