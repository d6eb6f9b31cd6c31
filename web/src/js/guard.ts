// htmx without any way to run code: attributes cannot hold it, and fragments cannot bring it.
import htmx from "htmx.org";

/** A script in a fragment stays a dead data block: of two `type` attributes the first one counts (HTML §13.2.5.33). */
const inert = (html: string) => html.replace(/<script\b/gi, '<script type="inert" ');

const rules = { createHTML: inert, createScript: () => "" };
const policy: typeof rules = (window as any).trustedTypes?.createPolicy("htmx", rules) ?? rules;

class NoCode {
  constructor() {
    throw new Error("code in attributes is switched off");
  }
}

htmx.registerExtension("guard", {
  init: (api: any) => api.initSecurity(policy, NoCode, NoCode),
});

/** Puts a fragment from our own server into an element and wires its hx-attributes. */
export function fill(target: Element, html: string) {
  target.innerHTML = policy.createHTML(html);
  htmx.process(target);
}

/** What a response says when it is shown as a toast: the heading of its problem, else its first line. */
export function gist(html: string): string {
  const page = new DOMParser().parseFromString(policy.createHTML(html), "text/html");
  const problem = page.querySelector("[data-problem]") ?? page.body;
  return (problem.textContent ?? "").trim().split("\n")[0].slice(0, 300);
}
