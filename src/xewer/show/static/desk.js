// Keys, word help on tap, remembered marks, letters, dragging. Every page works without this file.
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

  // On a phone the fields of a filter would fill the screen: there they are folded, what is set stands in the fold.
  const narrow = matchMedia("(max-width: 44rem)");
  const fold = () => all("details.fold").forEach((part) => { part.open = !narrow.matches; });
  fold();
  narrow.addEventListener("change", fold);

  // A tap on a word, or Enter on it, tells what its tooltip tells, and where else it stands.
  const panel = find("#wordbox");
  const text = find("#text");
  const explain = (word) => {
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
    if (word.classList.contains("w")) {
      const there = document.createElement("a");
      const address = new URL(find(".top .name").href);
      address.searchParams.set("q", word.title.split(" · ")[0]);
      there.href = address;
      there.textContent = panel.dataset.elsewhere;
      const p = document.createElement("p");
      p.append(there);
      lines.push(p);
    }
    panel.querySelector("div").replaceChildren(...lines);
    panel.hidden = false;
  };
  const unexplain = () => { if (panel) panel.hidden = true; all(".w.now").forEach((w) => w.classList.remove("now")); };
  if (panel && text) {
    text.addEventListener("click", (event) => {
      const word = event.target.closest(".w, .m");
      if (word && getSelection().isCollapsed) explain(word);
    });
    find("#word-close").addEventListener("click", unexplain);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") unexplain(); });
  }

  // In another script the same paragraph stays at the top.
  const passing = { get: () => { try { return JSON.parse(sessionStorage.getItem("place")); } catch { return null; } }, set: (v) => { try { sessionStorage.setItem("place", JSON.stringify(v)); } catch { /* private window */ } } };
  const scripts = find("#scripts");
  if (text && scripts) {
    const lines = [...text.querySelectorAll("p")];
    const was = passing.get();
    passing.set(null);
    if (was && was[0] === location.pathname && was[1] === text.dataset.part && lines[was[2]]) lines[was[2]].scrollIntoView({ block: "start", behavior: "instant" });
    scripts.addEventListener("click", (event) => {
      const first = lines.findIndex((line) => line.getBoundingClientRect().bottom > 80);
      if (event.target.closest("a") && scrollY > 0 && first > 0) passing.set([location.pathname, text.dataset.part, first]);
    });
  }

  // A selection is cited by its place in the text as it is displayed; the desk finds the place in the original.
  const cite = find("#cite");
  const points = (string) => [...string].length;
  const place = (node, offset) => {
    const block = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!block || !text.contains(block)) return null;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return Number(block.dataset.at) + points(range.toString());
  };
  const chosen = () => {
    const selection = getSelection();
    if (!text || !text.dataset.cite || selection.isCollapsed || !text.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const from = place(range.startContainer, range.startOffset), to = place(range.endContainer, range.endOffset);
    return from !== null && to !== null && from < to ? { from, to, words: selection.toString().trim() } : null;
  };
  if (cite && text) {
    const plain = cite.href;
    document.addEventListener("selectionchange", () => {
      const now = chosen();
      const address = new URL(plain);
      if (now) {
        address.searchParams.set("cut", `${now.from}-${now.to}`);
        address.searchParams.set("part", text.dataset.part);
        const words = find("#note-words");
        if (words && !text.dataset.script) words.value = now.words.split("\n")[0];
      }
      cite.href = address;
    });
  }

  // Reading aloud begins only when it is asked for; what is selected, else the whole text.
  const speak = find("#speak"), voice = find("#voice");
  if (speak && voice) {
    speak.addEventListener("click", (event) => {
      event.preventDefault();
      const now = chosen();
      const address = new URL(speak.href);
      if (now) { address.searchParams.set("cut", `${now.from}-${now.to}`); address.searchParams.set("script", text.dataset.script); address.searchParams.set("part", text.dataset.part); }
      voice.src = address;
      voice.hidden = false;
      voice.play();
    });
  }

  // Letters for those who have no Uyghur keyboard.
  const letters = find("#letters"), query = find("#q");
  if (letters && query) {
    letters.hidden = false;
    letters.addEventListener("click", (event) => {
      const key = event.target.closest("button[data-letter]");
      if (!key) return;
      const from = query.selectionStart ?? query.value.length, to = query.selectionEnd ?? from;
      const letter = key.dataset.letter;
      query.setRangeText(letter, letter || from !== to ? from : Math.max(0, from - 1), to, "end");
    });
    // With an English keyboard its keys type what they would type under the usual Uyghur layout.
    const typing = find("#typing");
    typing.checked = kept.get("typing") === "on";
    if (typing.checked) letters.open = true;
    typing.addEventListener("change", () => { kept.set("typing", typing.checked ? "on" : "off"); query.focus(); });
    fetch("/static/keyboard.json").then((answer) => answer.json()).then((keys) => {
      query.addEventListener("keydown", (event) => {
        if (!typing.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
        const key = keys.find((k) => k.code === event.code && (k.shift === "yes") === event.shiftKey);
        if (!key) return;
        event.preventDefault();
        query.setRangeText(key.letter, query.selectionStart, query.selectionEnd, "end");
      });
    });
  }

  // Dragging over the bars asks for a span of time.
  const over = find("#over-time");
  if (over && over.querySelector("a[data-period]")) {
    const hint = find(".drag");
    if (hint) hint.hidden = false;
    const bars = [...over.querySelectorAll("a[data-period]")];
    const at = (event) => bars.findIndex((bar) => { const box = bar.getBoundingClientRect(); return event.clientX >= box.left - 3 && event.clientX <= box.right + 3; });
    let begun = -1, moved = false;
    const show = (from, to) => bars.forEach((bar, n) => bar.classList.toggle("chosen", n >= Math.min(from, to) && n <= Math.max(from, to)));
    over.addEventListener("dragstart", (event) => event.preventDefault());
    over.addEventListener("pointerdown", (event) => { begun = at(event); moved = false; });
    over.addEventListener("pointermove", (event) => { if (begun >= 0 && at(event) >= 0 && at(event) !== begun) { moved = true; show(begun, at(event)); } });
    window.addEventListener("pointerup", (event) => {
      if (begun < 0) return;
      const end = at(event), first = begun;
      begun = -1;
      if (!moved || end < 0) { bars.forEach((bar) => bar.classList.remove("chosen")); return; }
      const [from, to] = [first, end].sort((a, b) => a - b).map((n) => bars[n].dataset.period);
      const address = new URL(location.href);
      address.searchParams.delete("page");
      address.searchParams.delete("saved");
      address.searchParams.set("q", `${over.dataset.query} date:${from}..${to}`);
      location.href = address;
    });
    over.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  }

  // A drawing as PNG: the SVG drawn on a canvas, twice as large.
  all("a[data-png]").forEach((link) => {
    link.hidden = false;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const image = new Image();
      image.addEventListener("load", () => {
        const canvas = document.createElement("canvas");
        canvas.width = image.width * 2;
        canvas.height = image.height * 2;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => {
          const save = document.createElement("a");
          save.href = URL.createObjectURL(blob);
          save.download = link.dataset.png;
          save.click();
          setTimeout(() => URL.revokeObjectURL(save.href), 10000);
        });
      });
      image.src = link.href;
    });
  });

  // Files dropped anywhere on the page of bringing in.
  const drop = find("#drop");
  if (drop) {
    const field = drop.querySelector("input[type=file]"), list = find("#chosen");
    const told = () => list.replaceChildren(...[...field.files].slice(0, 20).map((file) => { const li = document.createElement("li"); const bdi = document.createElement("bdi"); bdi.textContent = `${file.name} (${Math.ceil(file.size / 1000)} kB)`; li.append(bdi); return li; }));
    field.addEventListener("change", told);
    document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over-it"); });
    document.addEventListener("dragleave", () => drop.classList.remove("over-it"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over-it");
      if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; told(); }
    });
  }

  // Articles that are nearly the same are looked for after the page is drawn, since that takes longer than to draw it.
  const near = find("#twins");
  if (near) {
    fetch(near.querySelector("a").href).then((answer) => answer.text()).then((page) => {
      const told = new DOMParser().parseFromString(page, "text/html");
      const list = told.querySelector("#alike"), none = told.querySelector("main .notice");
      if (!list) {
        if (none) { none.className = "quiet"; near.replaceChildren(document.adoptNode(none)); }
        return;
      }
      const fold = document.createElement("details"), head = document.createElement("summary"), many = document.createElement("span");
      many.className = "n";
      many.textContent = list.children.length;
      head.append(`${near.textContent.trim()} `, many);
      list.removeAttribute("id");
      fold.open = true;
      fold.append(head, document.adoptNode(list));
      near.replaceChildren(fold);
    }).catch(() => { /* the link stays */ });
  }

  // A batch that runs is asked how far it is; when it has its tally, the page is drawn anew.
  const batch = find("#batch");
  if (batch && batch.dataset.running === "yes") {
    const ask = () => fetch(batch.dataset.twin).then((answer) => answer.json()).then((now) => {
      if (!now.running) { location.reload(); return; }
      const way = find("#way"), done = find("#done");
      if (now.size) { way.max = now.size; way.value = now.done; if (done) done.textContent = `${Math.round(now.done / 1000).toLocaleString("en")} / ${Math.round(now.size / 1000).toLocaleString("en")} kB`; }
      find("#now bdi").textContent = now.now;
      Object.entries(now.counts).forEach(([name, n]) => { const cell = find(`#n-${name}`); if (cell && cell.textContent !== String(n)) cell.textContent = n; });
      setTimeout(ask, 700);
    }).catch(() => setTimeout(ask, 3000));
    setTimeout(ask, 400);
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
    if (panel && text && list[at].matches(".m")) explain(list[at]);
  };
  const spell = (by) => {
    if (!panel || !text) return;
    const words = [...text.querySelectorAll(".w")];
    const now = words.findIndex((w) => w.classList.contains("now"));
    const first = words.findIndex((w) => w.getBoundingClientRect().top > 0);
    const word = words[now < 0 ? Math.max(first, 0) : Math.min(Math.max(now + by, 0), words.length - 1)];
    if (word) { explain(word); word.scrollIntoView({ block: "nearest" }); }
  };
  const follow = (path) => { const link = all(".top nav a").find((a) => new URL(a.href).pathname === path); if (link) link.click(); };
  const does = {
    key_search: () => { const box = find("#q"); if (box) { box.focus(); box.select(); } else location.href = find(".top .name").href; },
    key_next: () => go(1),
    key_previous: () => go(-1),
    key_word_next: () => spell(1),
    key_word_previous: () => spell(-1),
    key_open: () => { const row = steps()[at]; const link = row && row.querySelector("a.open"); if (link) link.click(); else if (row && row.id) location.hash = row.id; },
    key_marks: () => { const on = boxes.some((b) => b.checked); boxes.forEach((b) => { b.checked = !on; }); remember(); },
    key_script: () => { const links = all("#scripts a"); const now = links.findIndex((a) => a.hasAttribute("aria-current")); if (links.length) links[(now + 1) % links.length].click(); },
    key_gloss: () => { if (!text) return; const address = new URL(location.href); if (address.searchParams.has("gloss")) { address.searchParams.delete("gloss"); address.hash = ""; } else { address.searchParams.set("gloss", "1"); address.hash = "glosses"; } location.href = address; },
    key_cite: () => { if (cite) cite.click(); },
    key_ledger: () => follow("/ledger"),
    key_timeline: () => follow("/timeline"),
    key_figures: () => follow("/figures"),
    key_bring: () => follow("/bring"),
    key_help: () => follow("/help"),
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
      if (event.target.closest("input, select, textarea, audio, [contenteditable]")) { if (event.key === "Escape") event.target.blur(); return; }
      const key = keys.find((k) => k.code === event.code && (k.shift === "yes") === event.shiftKey);
      if (!key) return;
      event.preventDefault();
      does[key.does]();
    });
  });
})();
