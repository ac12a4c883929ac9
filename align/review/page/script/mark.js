// Marking a fault of one's own, in the words of MQM.
const faults = [
  ["Accuracy/Mistranslation", "mistranslation"], ["Accuracy/Omission", "something is left out"], ["Accuracy/Addition", "something is added"],
  ["Accuracy/Untranslated", "left untranslated"], ["Accuracy/Mistranslation/Number", "number or date"], ["Accuracy/Mistranslation/Name", "name"],
  ["Terminology", "term"], ["Fluency/Grammar", "grammar"], ["Fluency/Spelling", "spelling"], ["Fluency/Punctuation", "punctuation"],
  ["Style", "style"], ["Locale convention", "locale convention"], ["Other", "other"],
];

// chosen is the part of a text that is selected, if it lies in this cell.
const chosen = (row, side) => {
  const selection = getSelection(), bdi = cellOf(row, side).querySelector("bdi");
  if (!selection.rangeCount || selection.isCollapsed || !bdi?.contains(selection.getRangeAt(0).commonAncestorContainer)) return "";
  return rawOf(selection.getRangeAt(0).cloneContents());
};

// points counts code points, as offsets in the record do.
const points = (text) => Array.from(text).length;
const spanIn = (text, words) => {
  const at = words ? text.indexOf(words) : -1;
  return at < 0 ? null : [[points(text.slice(0, at)), points(text.slice(0, at + words.length))]];
};

const mark = async (row) => {
  const part = (side) => {
    const cell = cellOf(row, side), text = textOf(row, side);
    return textField(`Words in the ${language(cell) || side} text (none: the whole)`, {
      rows: 1, dir: cell.dir, lang: cell.lang, value: chosen(row, side),
      check: (v) => v && !text.includes(v) ? "these words are not in the text" : "",
    });
  };
  const answer = await ask(`Mark a fault in ${label(row)}`, "Mark", [
    choiceField("Kind", faults.map(([mqm, words]) => [mqm, `${mqm}: ${words}`]), faults[0][0]),
    choiceField("Severity", ranks.toReversed().map((r) => [r, r]), "major"),
    part("target"), part("source"),
    textField("Note", {rows: 2}),
  ]);
  if (!answer) return;
  const [mqm, severity, inTarget, inSource, note] = answer, id = row.dataset.id;
  await act(row, (now) => {
    const src = spanIn(textOf(now, "source"), inSource), tgt = spanIn(textOf(now, "target"), inTarget);
    if (inSource && !src || inTarget && !tgt) throw new Error(`The words to mark are no longer in ${label(now)}: mark it again.`);
    return {op: "mark", mqm, severity, text: note.trim(), ...(src && {src}), ...(tgt && {tgt})};
  }, (event) => showing(id, (r) => showMark(r, event, inSource, inTarget)), `fault marked in ${label(row)}`);
};

const showMark = (row, e, inSource, inTarget) => {
  const group = e.src && !e.tgt ? "source" : e.tgt && !e.src ? "target" : "translation";
  const li = findingItem({sev: e.severity, group, key: "", mqm: e.mqm, by: me || "you", why: [{text: e.text ?? ""}]});
  let list = row.querySelector(".findings");
  if (!list) {
    list = el("ul", {class: "findings", "aria-label": `Findings in ${label(row)}`});
    cellOf(row, "target").after(list);
    const comments = row.querySelector(".comments");
    if (comments) comments.before(list); else row.append(list);
  }
  list.append(li);
  for (const [side, words] of [["source", inSource], ["target", inTarget]]) {
    const text = textOf(row, side), at = words ? text.indexOf(words) : -1;
    if (at >= 0) setText(row, side, text, [...spansOf(row, side), {start: at, end: at + words.length, f: li.dataset.f, sev: e.severity, why: e.text ?? ""}]);
  }
};
