// Attaching: choose, drop or paste; with `data-upload` each file goes up at once and its line comes back.
import { $, on, t } from "./dom";
import { fill, gist } from "./guard";
import { toast } from "./toasts";

const size = (bytes: number) =>
  new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: bytes < 1e6 ? "kilobyte" : "megabyte",
    maximumFractionDigits: 1,
  }).format(bytes / (bytes < 1e6 ? 1e3 : 1e6));

function line(name: string, note: string) {
  const item = document.createElement("li");
  item.className = "file";
  const label = document.createElement("span");
  label.className = "name";
  label.textContent = name;
  const meta = document.createElement("span");
  meta.className = "meta";
  meta.textContent = note;
  item.append(label, meta);
  return item;
}

/** Sends by XMLHttpRequest: it alone tells how far an upload is. */
function send(url: string, data: FormData, bar: HTMLProgressElement, done: (request: XMLHttpRequest) => void) {
  const request = new XMLHttpRequest();
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  };
  request.onloadend = () => {
    bar.remove();
    done(request);
  };
  request.open("POST", url);
  request.setRequestHeader("HX-Request", "true");
  request.setRequestHeader("HX-Request-Type", "partial");
  request.send(data);
}

function attach(input: HTMLInputElement, files: File[]) {
  const url = input.dataset.upload;
  const list = document.getElementById(input.dataset.list ?? "");
  if (!url) {
    const all = new DataTransfer();
    const kept = input.multiple ? [...(input.files ?? []), ...files] : files.slice(-1);
    kept.forEach((file) => all.items.add(file));
    input.files = all.files;
    return show(input);
  }
  for (const file of files) {
    const item = line(file.name, size(file.size));
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", t("uploading", { name: file.name }));
    item.append(bar);
    list?.append(item);
    const data = new FormData();
    data.append("file", file, file.name);
    send(url, data, bar, (request) => {
      if (request.status < 300 && request.status >= 200 && list) {
        const holder = document.createElement("ul");
        fill(holder, request.responseText);
        item.replaceWith(...holder.children);
        // the draft remembers it
        list.dispatchEvent(new Event("input", { bubbles: true }));
      } else {
        item.remove();
        toast({ text: request.status ? gist(request.responseText) : t("offline"), tone: "danger" });
      }
    });
  }
}

function show(input: HTMLInputElement) {
  const list = document.getElementById(input.dataset.list ?? "");
  list?.replaceChildren(...[...(input.files ?? [])].map((file) => line(file.name, size(file.size))));
}

on("change", "input[type=file][data-list]", (input: HTMLInputElement) => {
  if (!input.dataset.upload) return show(input);
  const files = [...(input.files ?? [])];
  input.value = "";
  attach(input, files);
});

const fileInput = (element: Element | null) =>
  element?.closest("form")?.querySelector<HTMLInputElement>("input[type=file][data-list]") ?? null;

on("paste", "form textarea", (area: HTMLElement, event) => {
  const input = fileInput(area);
  const files = [...(event.clipboardData?.files ?? [])];
  if (!input || !files.length) return;
  event.preventDefault();
  attach(input, files);
});
on("dragover", "form", (form: HTMLElement, event) => {
  if (!fileInput(form) || !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("dropping");
});
on("dragleave", "form", (form: HTMLElement) => form.classList.remove("dropping"));
on("drop", "form", (form: HTMLElement, event) => {
  form.classList.remove("dropping");
  const input = fileInput(form);
  const files = [...(event.dataTransfer?.files ?? [])];
  if (!input || !files.length) return;
  event.preventDefault();
  attach(input, files);
});

// a form with files and `data-progress` shows how far it is; its answer is a page to go to, or the form with its mistakes
on("submit", "form[data-progress]", (form: HTMLFormElement, event) => {
  const files = form.querySelector<HTMLInputElement>("input[type=file]")?.files;
  const bar = $<HTMLProgressElement>("progress", form);
  if (!files?.length || !bar || event.defaultPrevented) return;
  event.preventDefault();
  bar.hidden = false;
  const twin = bar.cloneNode() as HTMLProgressElement;
  bar.after(twin);
  bar.hidden = true;
  send(form.action, new FormData(form), twin, (request) => {
    form.removeAttribute("aria-busy");
    const there = new URL(request.responseURL || form.action, location.href);
    if (request.status >= 200 && request.status < 300) location.assign(there);
    else toast({ text: request.status ? gist(request.responseText) : t("offline"), tone: "danger" });
  });
});
