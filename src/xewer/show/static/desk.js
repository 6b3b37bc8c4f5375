// Keys, word help on tap, and remembered marks. Every page works without this file.
"use strict";
(() => {
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const kept = { get: (k) => { try { return localStorage.getItem(k); } catch { return null; } }, set: (k, v) => { try { localStorage.setItem(k, v); } catch { /* private window */ } } };

  // Marks that were switched off stay off, unless the address names kinds itself.
  const boxes = all("#kinds input[type=checkbox]");
  if (boxes.length && !new URLSearchParams(location.search).has("kinds")) {
    const off = new Set((kept.get("marks-off") || "").split(" "));
    boxes.forEach((box) => { if (off.has(box.value)) box.checked = false; });
  }
  const remember = () => kept.set("marks-off", boxes.filter((b) => !b.checked).map((b) => b.value).join(" "));
  boxes.forEach((box) => box.addEventListener("change", remember));

  // A tap on a word tells what its tooltip tells.
  const panel = find("#wordbox");
  const text = find("#text");
  if (panel && text) {
    text.addEventListener("click", (event) => {
      const word = event.target.closest(".w, .m");
      if (!word) return;
      all(".w.now").forEach((w) => w.classList.remove("now"));
      if (word.classList.contains("w")) word.classList.add("now");
      // each part on its own: Uyghur and English beside each other would change places
      const lines = word.title.split("\n").map((line) => {
        const p = document.createElement("p");
        p.dir = "ltr";
        line.split(" · ").forEach((part, n) => {
          const bdi = document.createElement("bdi");
          bdi.textContent = part;
          p.append(n ? " · " : "", bdi);
        });
        return p;
      });
      panel.querySelector("div").replaceChildren(...lines);
      panel.hidden = false;
    });
  }

  const steps = () => { const rows = all(".hit, .lines li, .ledger tbody tr"); return rows.length ? rows : all(".text .m[id]"); };
  let at = -1;
  const go = (by) => {
    const list = steps();
    if (!list.length) return;
    at = Math.min(Math.max(at + by, 0), list.length - 1);
    all(".now").forEach((e) => e.classList.remove("now"));
    list[at].classList.add("now");
    list[at].scrollIntoView({ block: "nearest" });
  };
  const does = {
    key_search: () => { const box = find("#q"); if (box) { box.focus(); box.select(); } else location.href = "/"; },
    key_next: () => go(1),
    key_previous: () => go(-1),
    key_open: () => { const row = steps()[at]; const link = row && row.querySelector("a.open"); if (link) link.click(); else if (row && row.id) location.hash = row.id; },
    key_marks: () => { const on = boxes.some((b) => b.checked); boxes.forEach((b) => { b.checked = !on; }); remember(); },
    key_script: () => { const links = all("#scripts a"); const now = links.findIndex((a) => a.hasAttribute("aria-current")); if (links.length) links[(now + 1) % links.length].click(); },
    key_help: () => { const link = all(".top nav a").find((a) => new URL(a.href).pathname === "/help"); if (link) link.click(); },
  };

  const box = find("#keys-on");
  if (box) {
    find("#keys-switch").hidden = false;
    box.checked = kept.get("keys") !== "off";
    box.addEventListener("change", () => kept.set("keys", box.checked ? "on" : "off"));
  }
  // Physical keys: under a Uyghur layout the letters are others.
  fetch("/static/keys.json").then((answer) => answer.json()).then((keys) => {
    document.addEventListener("keydown", (event) => {
      if (kept.get("keys") === "off" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.target.closest("input, select, textarea, [contenteditable]")) { if (event.key === "Escape") event.target.blur(); return; }
      const key = keys.find((k) => k.code === event.code && (k.shift === "yes") === event.shiftKey);
      if (!key) return;
      event.preventDefault();
      does[key.does]();
    });
  });
})();
