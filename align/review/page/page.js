"use strict";
// The review page: lights up findings, moves by keyboard, filters and searches.
// It reads only the document around it and never makes markup out of text.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const texts = one("texts"), find = one("find"), keys = one("keys");
  const rows = all(".row"), findings = all(".findings li"), marks = all("mark");

  // Findings and their marks, by the finding's number.
  const items = new Map(findings.map((li) => [li.dataset.f, li]));
  const marksOf = new Map(findings.map((li) => [li.dataset.f, []]));
  const numbersOf = (el) => (el.dataset.f || "").split(" ");
  for (const m of marks) for (const n of numbersOf(m)) if (marksOf.has(n)) marksOf.get(n).push(m);

  // Lighting up: what the pointer is on, else what has the focus.
  let lit = [];
  const light = (el) => {
    for (const x of lit) x.classList.remove("lit");
    lit = [];
    if (!el) return;
    for (const n of numbersOf(el)) if (items.has(n)) lit.push(items.get(n), ...marksOf.get(n));
    for (const x of lit) x.classList.add("lit");
  };
  const carrier = (node) => node instanceof Element ? node.closest("mark, .findings li") : null;
  const focused = () => carrier(document.activeElement);
  texts.addEventListener("pointerover", (e) => light(carrier(e.target) || focused()));
  texts.addEventListener("pointerleave", () => light(focused()));
  texts.addEventListener("focusout", () => light(null));
  texts.addEventListener("click", (e) => {
    const m = e.target.closest("mark");
    if (m && getSelection().isCollapsed) go(numbersOf(m).map((n) => items.get(n)).find(shown));
  });

  // Moving: here is the last place that had the focus, even if a filter has
  // since hidden it.
  let here = null;
  texts.addEventListener("focusin", (e) => {
    here = e.target.closest(".findings li, .row");
    light(focused());
    place();
  });
  const shown = (el) => el && !el.hidden && !el.closest("[hidden]");
  const stop = (el) => el.matches(".row") ? el : el.querySelector("a");
  const go = (el) => {
    if (!el) return;
    const target = stop(el);
    target.focus({preventScroll: true});
    (el.matches(".row") ? el : el.closest(".row")).scrollIntoView({block: "nearest"});
    el.scrollIntoView({block: "nearest"});
  };
  const after = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  const step = (list, forward) => {
    const open = list.filter(shown);
    if (!here) return go(forward ? open[0] : open.at(-1));
    const from = list === rows ? here.closest(".row") : here;
    go(forward ? open.find((el) => after(from, el)) : open.findLast((el) => after(el, from) && !el.contains(from)));
  };
  const place = () => {
    const open = findings.filter(shown), at = open.indexOf(here);
    one("position").textContent = at < 0 ? "" : `${at + 1} of ${open.length}`;
  };

  // Filters: within a group of buttons any pressed one lets a finding through,
  // none pressed lets all through. The search narrows further.
  const pressed = (name) => all(`.facet[data-${name}][aria-pressed=true]`).map((b) => b.dataset[name]);
  const plain = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "“": "\"", "”": "\"", "‘": "'", "’": "'", "\u00a0": " "};
  const silent = /[\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u061c\ufeff]/, digits = /[٠-٩]/;
  const folds = new Map();
  const fold = (c) => {
    if (!folds.has(c)) folds.set(c, silent.test(c) ? "" : digits.test(c) ? String(c.charCodeAt(0) - 0x660) : plain[c] ?? c.toLowerCase());
    return folds.get(c);
  };
  const foldAll = (s) => Array.from(s, fold).join("");
  // unfold lists, for a text, its folded letters and where each stands.
  const unfold = (bdi) => {
    const at = [];
    let folded = "";
    const walk = document.createTreeWalker(bdi, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
      if (node.parentElement.matches(".chip")) continue;
      for (let i = 0; i < node.length; i++) {
        for (const c of fold(node.data[i])) {
          folded += c;
          at.push([node, i]);
        }
      }
    }
    return {folded, at};
  };
  const cells = new Map();
  const textOf = (row) => {
    if (!cells.has(row)) cells.set(row, all("bdi", row).filter((b) => b.closest("[data-text]")).map((b) => unfold(b)));
    return cells.get(row);
  };
  const ranges = (cell, query) => {
    const out = [];
    for (let i = cell.folded.indexOf(query); i >= 0; i = cell.folded.indexOf(query, i + query.length)) {
      const range = new Range();
      const [first, start] = cell.at[i], [last, end] = cell.at[i + query.length - 1];
      range.setStart(first, start);
      range.setEnd(last, end + 1);
      out.push(range);
    }
    return out;
  };
  const paint = (hits) => {
    if (!CSS.highlights) return;
    CSS.highlights.delete("search");
    if (hits.length) CSS.highlights.set("search", new Highlight(...hits));
  };
  const narrow = () => {
    const severities = pressed("sev"), groups = pressed("group"), query = foldAll(find.value.trim());
    const faceted = severities.length > 0 || groups.length > 0;
    for (const li of findings) {
      li.hidden = severities.length > 0 && !severities.includes(li.dataset.sev) || groups.length > 0 && !groups.includes(li.dataset.group);
    }
    for (const m of marks) m.classList.toggle("off", numbersOf(m).every((n) => items.has(n) && items.get(n).hidden));
    const hits = [];
    let count = 0;
    for (const row of rows) {
      const found = query ? textOf(row).flatMap((cell) => ranges(cell, query)) : [];
      const named = query && row.dataset.id.toLowerCase() === query;
      row.hidden = query && !found.length && !named || faceted && !all(".findings li", row).some((li) => !li.hidden);
      if (row.hidden) continue;
      count++;
      hits.push(...found);
    }
    for (const p of all(".para")) p.hidden = !all(".row", p).some((row) => !row.hidden);
    paint(hits);
    one("nothing").hidden = count > 0 || rows.length === 0;
    one("count").textContent = faceted || query ? `${count} of ${rows.length} sentences` : "";
    place();
  };
  const clear = () => {
    for (const b of all(".facet")) b.setAttribute("aria-pressed", "false");
    find.value = "";
    narrow();
  };
  find.addEventListener("input", narrow);
  find.addEventListener("focus", () => rows.forEach(textOf), {once: true});

  // A link to a sentence that a filter hides shows everything again.
  const reveal = () => {
    const el = one(decodeURIComponent(location.hash.slice(1)));
    if (!el || !texts.contains(el)) return;
    if (!shown(el)) clear();
    go(el.closest(".findings li, .row"));
  };
  addEventListener("hashchange", reveal);

  // Buttons and keys do the same things.
  const acts = {
    n: () => step(findings, true),
    p: () => step(findings, false),
    j: () => step(rows, true),
    k: () => step(rows, false),
    "/": () => find.select(),
    "?": () => keys.showModal(),
    close: () => keys.close(),
    clear,
  };
  document.addEventListener("click", (e) => {
    const b = e.target.closest("button");
    if (!b) return;
    if (b.dataset.do) return acts[b.dataset.do]();
    if (!b.matches(".facet")) return;
    b.setAttribute("aria-pressed", String(b.getAttribute("aria-pressed") !== "true"));
    narrow();
  });
  // letter is the key as on a Latin keyboard: under an Arabic layout the key n
  // gives another letter, but stands in the same place.
  const letter = (e) => {
    if (e.key.length === 1 && e.key < "\x7f") return e.key;
    if (e.code === "Slash") return e.shiftKey ? "?" : "/";
    return e.code.startsWith("Key") ? e.code.slice(3).toLowerCase() : "";
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || keys.open) return;
    if (e.key === "Escape" && e.target === find) {
      find.value = "";
      narrow();
      return;
    }
    if (e.target.closest("input, textarea, select, [contenteditable]") || !one("shortcuts").checked) return;
    const key = letter(e);
    if (!"npjk/?".includes(key) || !key) return;
    e.preventDefault();
    acts[key]();
  });

  // The header covers the top: jumps must stop below it.
  const head = one("head");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`);
  }).observe(head);
  if (location.hash) reveal();
})();
