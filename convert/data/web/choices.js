// Text size and colours: chosen once, kept on this device, used by every page.
"use strict";
(() => {
  const root = document.documentElement;
  const names = ["text", "colours"];

  // A browser may refuse storage (private windows, some folders); the choice then lasts for the page.
  const kept = (name) => {
    try { return localStorage.getItem(`allways-${name}`) || ""; } catch { return ""; }
  };
  const keep = (name, value) => {
    try { localStorage.setItem(`allways-${name}`, value); } catch { /* lasts for the page */ }
  };
  const use = (name, value) => {
    if (value) root.dataset[name] = value; else delete root.dataset[name];
  };

  for (const name of names) use(name, kept(name));

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector(".choices");
    if (!panel) return;
    panel.hidden = false;
    // On a small screen the words come first.
    if (matchMedia("(max-width: 40rem)").matches) panel.querySelector("details").open = false;
    for (const name of names) {
      for (const radio of panel.querySelectorAll(`input[name="${name}"]`)) {
        radio.checked = radio.value === (root.dataset[name] || "");
        radio.addEventListener("change", () => { use(name, radio.value); keep(name, radio.value); });
      }
    }
  });
})();
