// Filters: within a group of buttons any pressed one lets a finding or sentence
// through, none pressed lets all through. The search narrows further.
const pressed = (name) => all(`.facet[data-${name}][aria-pressed=true]`, head).map((b) => b.dataset[name]);
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
let unfolded = new WeakMap(); // by the element that holds a text
const searchable = (row) => all("[data-text] > p > bdi", row).map((b) => {
  if (!unfolded.has(b)) unfolded.set(b, unfold(b));
  return unfolded.get(b);
});
const ranges = (cell, query) => {
  const out = [];
  for (let i = cell.folded.indexOf(query); i >= 0; i = cell.folded.indexOf(query, i + query.length)) {
    const [startContainer, startOffset] = cell.at[i], [endContainer, end] = cell.at[i + query.length - 1];
    out.push({startContainer, startOffset, endContainer, endOffset: end + 1});
  }
  return out;
};
// Its style is set here, where browsers and validators that do not know it see none
// of it.
if (CSS.highlights) document.styleSheets[0].insertRule("::highlight(search) { background: #ffe27a; color: #1c1e21; }");
const mostPainted = 2000; // a single letter is found everywhere
const paint = (hits) => {
  if (!CSS.highlights) return;
  CSS.highlights.delete("search");
  if (hits.length) CSS.highlights.set("search", new Highlight(...hits.slice(0, mostPainted).map((h) => new StaticRange(h))));
};
const narrow = () => {
  const severities = pressed("sev"), groups = pressed("group"), states = pressed("st"), query = foldAll(find.value.trim());
  const faceted = severities.length > 0 || groups.length > 0;
  const out = (li) => severities.length > 0 && !severities.includes(li.dataset.sev) || groups.length > 0 && !groups.includes(li.dataset.group) || faceted && li.matches(".ignored");
  const hits = [], rows = rowsNow();
  let count = 0;
  for (const row of rows) {
    const items = all(".findings li", row);
    for (const li of items) li.hidden = out(li);
    for (const m of all("mark", row)) m.classList.toggle("off", faceted && numbersOf(m).every((n) => items.some((li) => li.dataset.f === n && li.hidden)));
    const found = query ? searchable(row).flatMap((cell) => ranges(cell, query)) : [];
    const named = query && row.dataset.id.toLowerCase() === query;
    row.hidden = query && !found.length && !named || faceted && !items.some((li) => !li.hidden) || states.length > 0 && !states.includes(row.dataset.st);
    if (row.hidden) continue;
    count++;
    hits.push(...found);
  }
  for (const p of all(".para")) p.hidden = !all(".row", p).some((row) => !row.hidden);
  paint(hits);
  one("nothing").hidden = count > 0 || rows.length === 0;
  one("count").textContent = faceted || query || states.length ? `${count} of ${rows.length} sentences` : "";
  place();
};
const clear = () => {
  for (const b of all(".facet[aria-pressed]:not(#plan)")) b.setAttribute("aria-pressed", "false");
  find.value = "";
  narrow();
};
// A long article is searched once the typing pauses.
let typing = 0;
find.addEventListener("input", () => {
  clearTimeout(typing);
  if (rowElements.length > 500) typing = setTimeout(narrow, 120); else narrow();
});
find.addEventListener("focus", () => rowsNow().forEach(searchable), {once: true});

// A link to a sentence that a filter hides shows everything again.
const reveal = () => {
  const e = one(decodeURIComponent(location.hash.slice(1)));
  if (!e || !texts.contains(e)) return;
  if (!shown(e)) clear();
  go(e.closest(".findings li, .row"));
};
addEventListener("hashchange", reveal);
