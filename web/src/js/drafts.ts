// What is being written is kept on the server: 800 ms after a pause, and when the page is left.
import { $, debounce, on, t } from "./dom";

const keepers = new WeakMap<HTMLFormElement, ReturnType<typeof debounce>>();

function body(form: HTMLFormElement) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  return fields;
}

async function keep(form: HTMLFormElement, leaving = false) {
  if (!form.hasAttribute("data-dirty") || form.getAttribute("aria-busy") === "true") return;
  const status = $("[data-draft-status]", form);
  form.dataset.keeping = String(Number(form.dataset.keeping ?? 0) + 1);
  const mine = form.dataset.keeping;
  try {
    const answer = await fetch(form.dataset.draft!, { method: "POST", body: body(form), keepalive: leaving });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    if (mine !== form.dataset.keeping) return;
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    if (status) status.textContent = t("draft-kept", { time });
  } catch {
    if (status) status.textContent = t("draft-lost");
  }
}

on("input", "form[data-draft]", (form: HTMLFormElement) => {
  // a live refresh leaves a form alone that is being written in
  form.setAttribute("data-dirty", "");
  if (!keepers.has(form)) keepers.set(form, debounce(800, () => keep(form)));
  keepers.get(form)!.soon();
});
on("submit", "form[data-draft]", (form: HTMLFormElement) => {
  keepers.get(form)?.stop();
  form.removeAttribute("data-dirty");
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    document.querySelectorAll<HTMLFormElement>("form[data-draft][data-dirty]").forEach((form) => keep(form, true));
  }
});
