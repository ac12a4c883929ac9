// Text as the page shows it: chips stand for characters that do not show, marks
// for findings. Places are UTF-16 units of the text itself.
const invisibles = JSON.parse(one("invisibles").textContent);

const chipOf = (cp) => {
  if (cp >= 0x20 && cp < 0x7f || cp === 9 || cp === 10) return null;
  let low = 0, high = invisibles.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1, [first, last, label, name, kept] = invisibles[mid];
    if (cp < first) high = mid - 1;
    else if (cp > last) low = mid + 1;
    else {
      const tag = label === "TAG" && cp > 0xe0020 && cp < 0xe007f ? " " + String.fromCodePoint(cp - 0xe0000) : "";
      return {label: label + tag, title: `U+${cp.toString(16).toUpperCase().padStart(4, "0")} ${name}`, kept};
    }
  }
  return null;
};

// Joiners and selectors inside an emoji are part of it.
const emoji = /^(?=[^]{2,30}$)[\p{Emoji}\u200d\ufe0f\ufe0e\u20e3\u{1f3fb}-\u{1f3ff}\u{e0061}-\u{e007f}]+$/u;
const graphemes = Intl.Segmenter ? new Intl.Segmenter("und", {granularity: "grapheme"}) : null;
const clusters = (text) => graphemes ? [...graphemes.segment(text)].map((s) => s.segment) : Array.from(text);

// pieces are the nodes that show a text.
const pieces = (text) => {
  const out = [];
  let plain = "";
  const flush = () => { if (plain) out.push(plain); plain = ""; };
  for (const cluster of clusters(text)) {
    if (cluster.length > 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(cluster) && emoji.test(cluster)) {
      plain += cluster;
      continue;
    }
    for (const c of cluster) {
      const chip = chipOf(c.codePointAt(0));
      if (!chip || chip.kept) plain += c;
      if (!chip) continue;
      flush();
      out.push(el("span", {class: chip.kept ? "chip kept" : "chip", title: chip.title}, chip.label));
    }
  }
  flush();
  return out;
};

// visible is text for places that hold no markup.
const visible = (text) => pieces(text).map((p) => typeof p === "string" ? p : `⟨${p.textContent}⟩`).join("");

// rawOf is the text that nodes made by pieces or by the server stand for. A chip
// that took the place of its character names it in its title.
const rawOf = (root, visit = () => {}) => {
  let out = "";
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      out += node.data;
    } else if (node.matches(".chip")) {
      const hex = /^U\+([0-9A-F]+)/.exec(node.title);
      if (!node.matches(".kept")) out += hex ? String.fromCodePoint(parseInt(hex[1], 16)) : "\ufffd";
    } else {
      const start = out.length;
      node.childNodes.forEach(walk);
      if (node.matches("mark")) visit(node, start, out.length);
    }
  };
  if (root) root.childNodes.forEach(walk);
  return out;
};

const ranks = ["info", "minor", "major", "critical"];
const maxOverlap = 8;

// runs are the nodes of a text under spans {start, end, f, sev, why}: widened to
// whole characters, overlapping ones sharing marks that never nest.
const runs = (text, spans) => {
  if (spans.length === 0) return pieces(text);
  const bounds = [0];
  for (const c of clusters(text)) bounds.push(bounds.at(-1) + c.length);
  const floor = (at) => bounds.findLast((b) => b <= at) ?? 0;
  const ceil = (at) => bounds.find((b) => b >= at) ?? text.length;
  const wide = spans.map((s) => ({...s, start: floor(s.start), end: ceil(Math.max(s.end, s.start))}));
  wide.sort((a, b) => ranks.indexOf(b.sev) - ranks.indexOf(a.sev));
  const cuts = [...new Set([0, text.length, ...wide.flatMap((s) => [s.start, s.end])])].sort((a, b) => a - b);
  const out = [];
  const mark = (from, to, nodes) => {
    const over = [];
    for (const s of wide) {
      const point = s.start === s.end;
      if (over.length < maxOverlap && point === (from === to) && s.start <= from && s.end >= to && !over.some((o) => o.f === s.f)) over.push(s);
    }
    if (over.length === 0) return nodes;
    return [el("mark", {
      class: over[0].sev + (from === to ? " point" : ""), "data-f": over.map((s) => s.f).join(" "),
      title: over.map((s) => `${s.sev}: ${s.why}`).join("\n"), "aria-describedby": over.map((s) => `m${s.f}`).join(" "),
    }, ...nodes)];
  };
  cuts.forEach((at, i) => {
    const point = mark(at, at, []);
    out.push(...point);
    if (i + 1 < cuts.length) out.push(...mark(at, cuts[i + 1], pieces(text.slice(at, cuts[i + 1]))));
  });
  return out;
};
