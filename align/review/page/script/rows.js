// A row is one segment. What it holds is read from the document and written back
// to it: there is no second copy.
// The collection is live: in a long article it is found once.
const rowElements = texts.getElementsByClassName("row");
const rowsNow = () => [...rowElements];
const rowOf = (id) => {
  const row = one(id); // most rows are called like their segment
  return row && row.dataset.id === id ? row : rowsNow().find((r) => r.dataset.id === id);
};
const cellOf = (row, side) => row.querySelector(`[data-text=${side}]`);
const textOf = (row, side) => rawOf(cellOf(row, side).querySelector("bdi"));
const countOf = (row, side) => Number(cellOf(row, side).dataset.n ?? 1);
// editorOf is the text field of a row that is being edited, and finish what is
// said to somebody who should leave it first.
const editorOf = (row) => row?.querySelector("textarea.edit");
const finish = (row) => {
  trouble(`${label(row)} is being edited: Enter keeps the new text, Esc leaves the old one.`);
  editorOf(row).focus();
};
const nextRow = (row) => besideRow(row, true);
const label = (row) => row.querySelector(".no a").textContent;

// sentencesOf takes a side apart; null where the borders are not known.
const sentencesOf = (row, side) => {
  const n = countOf(row, side), text = textOf(row, side), cell = cellOf(row, side);
  if (n === 0) return text ? null : [];
  if (n === 1) return [text];
  const cuts = (cell.dataset.cuts || "").split(" ").filter(Boolean).map(Number);
  if (cuts.length !== n - 1) return null;
  return [0, ...cuts].map((at, i) => i < cuts.length ? text.slice(at, cuts[i]).replace(/ +$/, "") : text.slice(at));
};

// spansOf lists the marks of a text.
const spansOf = (row, side) => {
  const spans = [];
  rawOf(cellOf(row, side).querySelector("bdi"), (m, start, end) => {
    for (const f of m.dataset.f.split(" ")) {
      const li = row.querySelector(`li[data-f="${f}"]`);
      if (!li) continue;
      const last = spans.findLast((s) => s.f === f);
      if (last && last.end === start && start !== end) last.end = end;
      else spans.push({start, end, f, sev: li.dataset.sev, why: li.querySelector(".why").textContent});
    }
  });
  return spans;
};

const language = (cell) => cell.lang === "ar" ? "Arabic" : cell.lang === "en" ? "English" : cell.lang;

// setText shows another text in a cell.
const setText = (row, side, text, spans) => {
  const cell = cellOf(row, side), old = cell.querySelector(":scope > p");
  let p;
  if (text) {
    p = el("p", row.matches(".heading") ? {role: "heading", "aria-level": old?.getAttribute("aria-level") ?? "2"} : {}, el("bdi", {dir: cell.dir}, ...runs(text, spans)));
  } else {
    const what = side === "source" ? "Nothing in the source stands for this" : "Not translated";
    p = el("p", {class: "none", lang: "en", dir: "ltr"}, `${what}: no ${language(cell)} sentence is linked here`);
  }
  if (old) old.replaceWith(p); else cell.prepend(p);
};

// setSentences shows sentences, joined by a space, and says where they begin.
const setSentences = (row, side, list) => {
  const cell = cellOf(row, side), cuts = [];
  let text = "";
  list.forEach((s, i) => {
    if (text && s) text += " ";
    if (i > 0) cuts.push(text.length);
    text += s;
  });
  if (list.length === 1) delete cell.dataset.n; else cell.dataset.n = String(list.length);
  if (cuts.length) cell.dataset.cuts = cuts.join(" "); else delete cell.dataset.cuts;
  setText(row, side, text, []);
};

// setStatus shows how far a row is in review.
const setStatus = (row, status, note = "") => {
  row.dataset.st = status;
  const cell = cellOf(row, "target");
  cell.querySelectorAll(".tag.status").forEach((t) => t.remove());
  row.setAttribute("aria-label", `Sentence ${label(row)}${status === "draft" ? "" : ", " + status}`);
  if (status === "draft") return;
  cell.append(el("span", {class: `tag status ${status}`, lang: "en", dir: "ltr"}, note ? `${status}: ${visible(note)}` : status));
};

const addComment = (row, who, text) => {
  let list = row.querySelector(".comments");
  if (!list) {
    list = el("ul", {class: "comments", "aria-label": `Comments on ${label(row)}`});
    row.append(list);
  }
  list.append(el("li", {}, el("small", {}, who), " ", el("bdi", {}, ...pieces(text))));
};

let findingNumber = 0;
for (const li of all(".findings > li", texts)) findingNumber = Math.max(findingNumber, Number(li.dataset.f));

// findingItem is the list item of a finding as the server describes it.
const findingItem = (f) => {
  const n = ++findingNumber;
  const li = el("li", {class: f.sev + (f.ignored ? " ignored" : ""), id: `f${n}`, "data-f": n, "data-sev": f.sev, "data-group": f.group, "data-key": f.key},
    el("a", {class: "rule", href: `#f${n}`, "aria-describedby": `m${n}`}, el("b", {}, f.sev), " ", el("span", {title: f.mqm}, f.by ? f.mqm : f.rule)));
  const where = {source: "source text", target: "target text"}[f.group];
  for (const text of [f.by && `marked by ${f.by}`, where, f.count]) if (text) li.append(" ", el("span", {class: "where"}, text));
  for (const v of f.values || []) li.append(" ", el("span", {class: "value"}, el("small", {}, v.language), " ", el("bdi", {}, ...pieces(v.text))));
  const why = el("bdi", {dir: "ltr"});
  for (const part of f.why) why.append(...(part.isolated ? [el("bdi", {}, ...pieces(part.text))] : pieces(part.text)));
  li.append(" ", el("span", {class: "why", id: `m${n}`}, why));
  if (f.fix) li.append(" ", el("span", {class: "value fix"}, el("small", {}, "Suggestion"), " ", el("bdi", {}, ...pieces(f.fix))));
  if (f.ignored) li.append(" ", el("span", {class: "where"}, "passed over: ", el("bdi", {}, ...pieces(f.reason))));
  return li;
};

// setFindings shows the findings of a row anew.
const setFindings = (row, list) => {
  row.querySelector(".findings")?.remove();
  const spans = {source: [], target: []};
  if (list.length) {
    const ul = el("ul", {class: "findings", "aria-label": `Findings in ${label(row)}`});
    for (const f of list) {
      const li = findingItem(f);
      ul.append(li);
      if (f.ignored) continue;
      for (const side of ["source", "target"]) {
        for (const [start, end] of f[side] || []) spans[side].push({start, end, f: li.dataset.f, sev: f.sev, why: f.title});
      }
    }
    const comments = row.querySelector(".comments");
    if (comments) comments.before(ul); else row.append(ul);
  }
  for (const side of ["source", "target"]) {
    const text = textOf(row, side);
    if (text && cellOf(row, side).querySelector("bdi")) setText(row, side, text, spans[side]);
  }
};
