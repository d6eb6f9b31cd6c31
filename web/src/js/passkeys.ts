// Passkeys (WebAuthn): asks the browser for one, or to make one, and sends what it answers as an ordinary form. The forms
// are hidden until this browser, at this address, can do it: without scripts the password remains.
import { $, $$, on } from "./dom";

const browser = (window as any).PublicKeyCredential;
const able = () => Boolean(browser?.parseRequestOptionsFromJSON && browser?.parseCreationOptionsFromJSON);

function show() {
  for (const form of $$<HTMLFormElement>("form[data-passkey]")) {
    const possible = able() && location.origin === form.dataset.origin;
    form.hidden = !possible;
    for (const instead of $$("[data-passkey-missing]")) instead.hidden = possible;
  }
}

/** The options that stand on the page or come from the server, with the ceremony's cookie. */
async function options(form: HTMLFormElement, signal: AbortSignal): Promise<any> {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.from!, { method: "POST", body: new URLSearchParams(), signal });
  if (!answer.ok || answer.redirected) throw new Error(`options: ${answer.status}`);
  return answer.json();
}

// only one question at a time: a click ends what the field for the name was offering
let asking = new AbortController();

async function ask(form: HTMLFormElement, mediation?: string) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const json = await options(form, signal);
  const answer =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: browser.parseCreationOptionsFromJSON(json), signal })
      : await navigator.credentials.get({
          publicKey: browser.parseRequestOptionsFromJSON(json),
          signal,
          ...(mediation && { mediation }),
        } as any);
  if (!answer) throw new Error("no answer");
  $<HTMLInputElement>("[data-passkey-answer]", form)!.value = JSON.stringify(answer);
  form.requestSubmit();
}

on("click", "[data-passkey-begin]", async (button: HTMLButtonElement) => {
  const form = button.form!;
  if (!form.reportValidity()) return;
  const status = $("[role=status]", form)!;
  status.textContent = "";
  button.disabled = true;
  try {
    await ask(form);
  } catch {
    // whoever closed the browser's window, or waited too long, may begin again
    status.textContent = form.dataset.stopped ?? "";
  } finally {
    button.disabled = false;
  }
});

// A ceremony is over after five minutes: as long as the page is looked at, the field for the name goes on offering.
const AGAIN = 4.5 * 60_000;
const OFFERS = 12;

async function offer(form: HTMLFormElement) {
  if (!(await browser.isConditionalMediationAvailable?.())) return;
  for (let n = 0; n < OFFERS; n++) {
    const mine = ask(form, "conditional").then(
      () => true,
      () => false,
    );
    const { signal } = asking;
    const done = await Promise.race([mine, new Promise((over) => window.setTimeout(() => over(null), AGAIN))]);
    // answered, refused, or replaced by a click; what is over by time alone begins again
    if (done !== null || signal.aborted || document.hidden) return;
  }
}

show();
document.addEventListener("htmx:after:swap", show);
const open = $<HTMLFormElement>("form[data-autofill]:not([hidden])");
if (open) void offer(open);
