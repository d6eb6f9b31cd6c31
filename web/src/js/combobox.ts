// Typing asks the server, arrows choose: the palette and every combobox.
import { $, $$, debounce, on } from "./dom";
import { fill } from "./guard";

const lists = new WeakMap<HTMLInputElement, { soon: () => void }>();
const asks = new WeakMap<HTMLInputElement, AbortController>();
/** Who pressed Enter before the hits of what is typed were there: the first of them is taken when they come. */
const hasty = new WeakSet<HTMLInputElement>();
const listOf = (input: HTMLInputElement) => document.getElementById(input.getAttribute("aria-controls") ?? "");
const optionsOf = (list: Element | null) => (list ? $$("[role=option]", list) : []);

async function ask(input: HTMLInputElement) {
  const list = listOf(input);
  const source = input.dataset.source;
  if (!list || !source) return;
  const text = input.value.trim();
  asks.get(input)?.abort();
  const asking = new AbortController();
  asks.set(input, asking);
  try {
    const url = `${source}${source.includes("?") ? "&" : "?"}q=${encodeURIComponent(text)}`;
    const answer = await fetch(url, {
      signal: asking.signal,
      headers: { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": `ul#${list.id}` },
    });
    if (!answer.ok) return;
    fill(list, await answer.text());
    optionsOf(list).forEach((option, at) => (option.id ||= `${list.id}-${at}`));
    list.dataset.for = text;
    choose(input, "palette" in input.dataset ? 0 : -1);
    if (hasty.delete(input)) take(input, optionsOf(list)[0]);
  } catch (error) {
    if ((error as Error).name === "AbortError") return;
    hasty.delete(input);
    throw error;
  }
}

/** Whether the list shows what belongs to the text, and not to an earlier one. */
const isCurrent = (input: HTMLInputElement) => listOf(input)?.dataset.for === input.value.trim();

function choose(input: HTMLInputElement, at: number) {
  const list = listOf(input);
  const options = optionsOf(list);
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
  input.setAttribute("aria-expanded", String(options.length > 0));
  const chosen = options[at];
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

function shut(input: HTMLInputElement) {
  asks.get(input)?.abort();
  hasty.delete(input);
  const list = listOf(input);
  list?.replaceChildren();
  delete list?.dataset.for;
  choose(input, -1);
}

/** The matches that came back with the form are of what was typed then. */
const forget = (input: HTMLInputElement) =>
  $$<HTMLInputElement>(".matches input", input.closest(".field") ?? document.createElement("i")).forEach(
    (match) => (match.checked = !match.value),
  );

/** Takes an option: a link is followed; a value goes into the hidden field that the form sends. */
function take(input: HTMLInputElement, option?: HTMLElement) {
  if (!option) return;
  const link = option instanceof HTMLAnchorElement ? option : $<HTMLAnchorElement>("a", option);
  if (link) return link.click();
  const hidden = input.closest(".combobox")?.querySelector<HTMLInputElement>("input[type=hidden]");
  input.value = option.dataset.label ?? option.textContent?.trim() ?? "";
  if (hidden) hidden.value = option.dataset.value ?? "";
  forget(input);
  shut(input);
  input.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: { ...option.dataset } }));
  (hidden ?? input).dispatchEvent(new Event("change", { bubbles: true }));
}

on("input", "[role=combobox]", (input: HTMLInputElement) => {
  // text that was typed over is no longer the one that was chosen
  const hidden = input.closest(".combobox")?.querySelector<HTMLInputElement>("input[type=hidden]");
  if (hidden) hidden.value = "";
  forget(input);
  hasty.delete(input);
  if (!("palette" in input.dataset)) choose(input, -1);
  if (!lists.has(input)) lists.set(input, debounce(120, () => ask(input)));
  lists.get(input)!.soon();
});
on("focusin", "[role=combobox][data-eager]", (input: HTMLInputElement) => {
  input.select();
  ask(input);
});
on("keydown", "[role=combobox]", (input: HTMLInputElement, event) => {
  if (event.isComposing) return;
  const options = optionsOf(listOf(input));
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") {
    if (options.length) choose(input, (at + 1) % options.length);
    else ask(input);
  } else if (event.key === "ArrowUp") choose(input, at <= 0 ? options.length - 1 : at - 1);
  else if (event.key === "Enter" && "palette" in input.dataset && !isCurrent(input)) {
    hasty.add(input);
    ask(input);
  } else if (event.key === "Enter" && at >= 0 && isCurrent(input) && !event.ctrlKey && !event.metaKey) take(input, options[at]);
  else if (event.key === "Escape" && options.length && !("palette" in input.dataset)) {
    shut(input);
    event.stopPropagation();
  } else return;
  event.preventDefault();
});
on("mousedown", ".combobox-list [role=option]", (option: HTMLElement, event) => {
  event.preventDefault();
  const list = option.closest("[role=listbox]");
  const input = list && $<HTMLInputElement>(`[aria-controls="${list.id}"]`);
  if (input) take(input, option);
});
on("focusout", ".combobox", (box: HTMLElement, event) => {
  if (event.relatedTarget instanceof Node && box.contains(event.relatedTarget)) return;
  const input = $<HTMLInputElement>("[role=combobox]", box);
  if (input) shut(input);
});
