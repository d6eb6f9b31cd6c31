// "3 min ago" goes on counting while the page is open.
import { $$, t } from "./dom";

function tick() {
  const now = Date.now();
  for (const time of $$<HTMLTimeElement>("time[data-clock]")) {
    const minutes = Math.floor((now - Date.parse(time.dateTime)) / 60000);
    if (minutes < 0) continue;
    const text = minutes < 1 ? t("now") : minutes < 60 ? t("minutes-ago", { n: minutes }) : time.dataset.clock!;
    if (time.textContent !== text) time.textContent = text;
    if (minutes >= 60) time.removeAttribute("data-clock");
  }
}
setInterval(tick, 20000);
document.addEventListener("visibilitychange", () => document.hidden || tick());
