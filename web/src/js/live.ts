// One stream of events per page. An event says only what changed; whoever shows it asks for itself again, with its own rights.
//   <section data-live="ticket.changed:0190…" hx-get="/tickets/4711" hx-trigger="live" hx-swap="innerMorph">
import htmx from "htmx.org";
import { $$ } from "./dom";

const heard = new Set<string>();
const due = new Set<Element>();
let timer = 0;

/** Refreshes together what changed together; a page in the background waits until it is looked at. */
function flush() {
  timer = 0;
  if (document.hidden) return;
  for (const element of due) if (element.isConnected) htmx.trigger(element, "live", {}, false);
  due.clear();
}

function changed(name: string, id: string) {
  for (const element of $$("[data-live]")) {
    const wanted = element.dataset.live!.split(/\s+/);
    if (wanted.includes(name) || wanted.includes(`${name}:${id}`)) due.add(element);
  }
  if (due.size && !timer) timer = window.setTimeout(flush, 120);
}

function idOf(data: string): string {
  try {
    const parsed = JSON.parse(data);
    return String(parsed?.id ?? parsed ?? "");
  } catch {
    return data;
  }
}

const url = document.body.dataset.events;
if (url && window.EventSource && document.querySelector("[data-live]")) {
  const stream = new EventSource(url);
  let lost = false;
  const listen = () => {
    for (const element of $$("[data-live]")) {
      for (const word of element.dataset.live!.split(/\s+/)) {
        const name = word.split(":")[0];
        if (heard.has(name)) continue;
        heard.add(name);
        stream.addEventListener(name, (event) => changed(name, idOf((event as MessageEvent).data)));
      }
    }
  };
  listen();
  document.addEventListener("htmx:after:settle", listen);
  stream.onerror = () => (lost = true);
  // what happened while the line was down is unknown: ask for everything once
  stream.onopen = () => {
    if (lost) $$("[data-live]").forEach((element) => due.add(element));
    lost = false;
    flush();
  };
  window.addEventListener("pagehide", () => stream.close());
}
document.addEventListener("visibilitychange", flush);
