// Two minutes before a session ends for lack of use, the page asks; what is written stays in its draft.
import { $, on } from "./dom";

const seconds = Number(document.body.dataset.idle ?? 0);
let last = Date.now();
const touched = () => (last = Date.now());

if (seconds > 180) {
  document.addEventListener("htmx:after:request", touched);
  setInterval(() => {
    const left = seconds - (Date.now() - last) / 1000;
    const dialog = $<HTMLDialogElement>("#idle");
    if (!dialog) return;
    if (left <= 0) location.reload();
    else if (left <= 120 && !dialog.open) dialog.showModal();
    const clock = $("[data-left]", dialog);
    if (clock && dialog.open) clock.textContent = `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`;
  }, 1000);
  on("click", "[data-stay]", async (button: HTMLElement) => {
    const answer = await fetch(location.href, { method: "HEAD" });
    if (!answer.ok || answer.redirected) return location.reload();
    touched();
    button.closest("dialog")?.close();
  });
}
