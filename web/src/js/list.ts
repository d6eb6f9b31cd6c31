// Lists by keyboard: J and K walk, Enter opens, X picks; the detail follows when the walk rests.
import { $, $$, debounce, on, single, typing, wide } from "./dom";

const links = () => $$<HTMLAnchorElement>("[data-list] .row-main > a");
const tickOf = (link: Element | null | undefined) => link?.closest(".row")?.querySelector<HTMLInputElement>(".tick");
const follow = debounce(150, () => {
  if (wide() && document.activeElement instanceof HTMLAnchorElement) document.activeElement.click();
});
// whoever opens a line now does not want it opened once more in a moment
on("click", "[data-list] .row-main > a", () => follow.stop());
let anchor: HTMLInputElement | null = null;

function here(): number {
  const all = links();
  const focused = all.findIndex((link) => link.closest(".row")?.contains(document.activeElement));
  return focused >= 0 ? focused : all.findIndex((link) => link.ariaCurrent);
}

function walk(step: number): boolean {
  const all = links();
  const next = all[Math.min(Math.max(here() + step, 0), all.length - 1)];
  if (!next) return false;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  if (next.hasAttribute("hx-get")) follow.soon();
  return true;
}

function pick(range: boolean): boolean {
  const tick = tickOf(links()[here()]);
  if (!tick) return false;
  if (range && anchor) between(anchor, tick);
  else tick.click();
  anchor = tick;
  return true;
}

function between(from: HTMLInputElement, to: HTMLInputElement) {
  const ticks = $$<HTMLInputElement>("[data-list] .tick");
  const [a, b] = [ticks.indexOf(from), ticks.indexOf(to)].sort((x, y) => x - y);
  ticks.slice(a, b + 1).forEach((tick) => (tick.checked = true));
  count();
}

export function bulk(what: "all" | "none"): boolean {
  const ticks = $$<HTMLInputElement>("[data-list] .tick");
  const all = what === "all" && !ticks.every((tick) => tick.checked);
  ticks.forEach((tick) => (tick.checked = all));
  count();
  return ticks.length > 0;
}

function count() {
  const picked = $$("[data-list] .tick:checked").length;
  $$("[data-picked]").forEach((place) => (place.textContent = String(picked)));
}

on("change", "[data-list] .tick", count);
on("click", "[data-list] .tick", (tick: HTMLInputElement, event) => {
  if (event.shiftKey && anchor) between(anchor, tick);
  anchor = tick;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || $("dialog[open]")) return;
  if (event.key === "Escape") return back(event);
  if (typing(event.target)) return;
  const inList = event.target instanceof Element && !!event.target.closest("[data-list]");
  const letters = single();
  let done = false;
  if ((letters && event.key === "j") || (inList && event.key === "ArrowDown")) done = walk(1);
  else if ((letters && event.key === "k") || (inList && event.key === "ArrowUp")) done = walk(-1);
  else if (letters && event.key === "o") links()[here()]?.click();
  else if (letters && (event.key === "x" || event.key === "X")) done = pick(event.key === "X");
  if (done) event.preventDefault();
});

/** Escape: out of a field, then from the detail back to its row. */
function back(event: KeyboardEvent) {
  if (event.target instanceof HTMLElement && typing(event.target)) return event.target.blur();
  const way = $<HTMLAnchorElement>(".back");
  if (way && !wide()) return way.click();
  links()[here()]?.focus();
}
