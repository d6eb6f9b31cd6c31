// Light, dark, or as the device says: shown at once, remembered by the server.
import { $$, on } from "./dom";

on("submit", "form[data-theme-form]", (form: HTMLFormElement, event) => {
  event.preventDefault();
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  const theme = button?.value ?? "";
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  form.querySelectorAll("button[name=theme]").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
  form.removeAttribute("aria-busy");
  void fetch(form.action, { method: "POST", body: new URLSearchParams({ theme }) }).then(() => {
    // a mail in its frame is drawn by the server
    for (const mail of $$<HTMLIFrameElement>("iframe.mail-frame")) mail.setAttribute("src", mail.getAttribute("src")!);
  });
});
