// The few words that all parts use.
export const $ = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document) =>
  root.querySelector<T>(selector);
export const $$ = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document) =>
  [...root.querySelectorAll<T>(selector)];

/** Listens on the document for events from elements that match, also from ones that arrive later. */
export function on<K extends keyof DocumentEventMap>(
  type: K,
  selector: string,
  listener: (element: any, event: DocumentEventMap[K]) => void,
) {
  document.addEventListener(
    type,
    (event) => {
      const element = event.target instanceof Element && event.target.closest(selector);
      if (element) listener(element, event);
    },
    // focus and blur do not bubble
    type === "blur" || type === "focus" || type === "toggle",
  );
}

const texts: Record<string, string> = JSON.parse($("#ui-texts")?.textContent || "{}");

/** A text of the page's language, with `{name}` filled in. */
export function t(key: string, args: Record<string, string | number> = {}): string {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(args[name] ?? ""));
}

/** Whether single keys are commands for this person. */
export const single = () => document.body.dataset.keys !== "off";
export const wide = (width = 900) => window.innerWidth >= width;
export const visible = (element: Element) => element.getClientRects().length > 0;
export const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));

export function debounce(wait: number, work: () => void) {
  let timer = 0;
  return {
    soon: () => {
      clearTimeout(timer);
      timer = window.setTimeout(work, wait);
    },
    stop: () => clearTimeout(timer),
  };
}

/** An icon out of the sprite that the page already uses. */
export function icon(name: string): SVGElement {
  const sprite = document.body.dataset.sprite;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** Remembers a small choice of this browser; a browser that forbids it forgets. */
export const memory = {
  get: (key: string) => {
    try {
      return localStorage.getItem(`kontor-${key}`);
    } catch {
      return null;
    }
  },
  set: (key: string, value: string) => {
    try {
      localStorage.setItem(`kontor-${key}`, value);
    } catch {
      // private windows may refuse: the choice lasts as long as the page
    }
  },
};
