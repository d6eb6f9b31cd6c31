// Dialogs and menus: the elements do the work, this opens and closes them.
import { $, $$, on } from "./dom";

export function open(id: string): boolean {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return false;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector<HTMLElement>("[autofocus]")?.focus();
  return true;
}

on("click", "[data-open]", (opener: HTMLElement, event) => {
  if (open(opener.dataset.open!)) event.preventDefault();
});
on("click", "[data-close]", (button: HTMLElement, event) => {
  const dialog = button.closest("dialog");
  if (!dialog) return;
  event.preventDefault();
  dialog.close();
});
// a press on the backdrop lands on the dialog itself
on("mousedown", "dialog", (dialog: HTMLDialogElement, event) => {
  if (event.target !== dialog || dialog.dataset.modal === "strict") return;
  const box = dialog.getBoundingClientRect();
  const inside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
});
// a dialog that arrives as a fragment opens itself, and goes when it is closed
document.addEventListener("htmx:after:settle", () => {
  for (const dialog of $$<HTMLDialogElement>("dialog[data-now]:not([open])")) {
    dialog.showModal();
    dialog.addEventListener("close", () => dialog.remove(), { once: true });
  }
});
for (const dialog of $$<HTMLDialogElement>("dialog[data-now]")) {
  if (dialog.open) dialog.close();
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  for (const menu of $$<HTMLDetailsElement>("details.menu[open]")) {
    if (!(event.target instanceof Node) || !menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.target instanceof Element && event.target.closest<HTMLDetailsElement>("details.menu[open]");
  if (!menu) return;
  const items = $$(".menu-list :is(a, button, input, select)", menu);
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (event.key === "Escape") {
    menu.open = false;
    $("summary", menu)?.focus();
  } else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
  else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
