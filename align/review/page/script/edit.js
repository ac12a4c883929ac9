// Editing in place. The text is edited as it is, without chips and marks. While a
// new text is being saved its field stays, to be written in again if that fails.
const edit = (row) => {
  const cell = cellOf(row, "target"), open = editorOf(row);
  if (open) {
    open.readOnly = false;
    return open.focus();
  }
  const area = el("textarea", {class: "edit", dir: cell.dir, lang: cell.lang, spellcheck: "true", "aria-label": `Translation of ${label(row)}`});
  area.value = textOf(row, "target");
  cell.querySelector(".diff")?.remove();
  cell.classList.remove("differs");
  cell.querySelector(":scope > p").after(area);
  row.classList.add("editing");
  const grow = () => { area.rows = 1; area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
  grow();
  area.addEventListener("input", grow);
  area.focus({preventScroll: true});
  area.setSelectionRange(area.value.length, area.value.length);
  area.addEventListener("keydown", (e) => {
    if (e.isComposing || area.readOnly) return;
    if (e.key === "Escape") {
      e.preventDefault();
      leave(area);
      row.focus({preventScroll: true});
    } else if (e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      keep(row, area);
      if (e.ctrlKey || e.metaKey) approve(row);
    }
  });
};

// leave closes the field of a row.
const leave = (area) => {
  const row = area.closest(".row");
  area.remove();
  row.classList.remove("editing");
  showDiff(row);
  recheck();
};

// keep saves what was written in a field.
const keep = async (row, area) => {
  const before = textOf(row, "target"), text = area.value.normalize() === before.normalize() ? before : area.value.trim();
  row.focus({preventScroll: true});
  if (text === before && !inLine(row.dataset.id)) return leave(area);
  area.readOnly = true;
  const ok = await act(row, (now) => {
    if (textOf(now, "target") !== text) return {op: "edit", text};
    if (area.readOnly) leave(area);
    return null;
  }, (event) => {
    if (area.isConnected && area.readOnly) leave(area);
    return showing(event.seg, (r) => retext(r, text));
  }, `${label(row)} edited`);
  if (ok || !area.isConnected) return;
  area.readOnly = false;
  area.focus();
};

// showing changes the row of this name and returns how to put the old one back.
const showing = (id, how) => {
  const row = rowOf(id), old = row.cloneNode(true);
  for (const passing of all(".bar2, textarea.edit", old)) passing.remove();
  old.classList.remove("editing");
  how(row);
  showDiff(row);
  return () => {
    rowOf(id).replaceWith(old);
    if (here && !here.isConnected) here = old;
    showDiff(old);
  };
};

// retext shows an edited text: findings whose words are still there stay.
const retext = (row, text) => {
  const cell = cellOf(row, "target"), before = textOf(row, "target"), spans = spansOf(row, "target");
  if (!("machine" in cell.dataset)) cell.dataset.machine = before;
  let pre = 0, post = 0;
  while (pre < before.length && pre < text.length && before[pre] === text[pre]) pre++;
  while (post < before.length - pre && post < text.length - pre && before.at(-1 - post) === text.at(-1 - post)) post++;
  const shift = text.length - before.length, end = before.length - post;
  const kept = spans.filter((s) => s.end <= pre || s.start >= end).map((s) => s.end <= pre ? s : {...s, start: s.start + shift, end: s.end + shift});
  if (!live) {
    for (const f of new Set(spans.map((s) => s.f))) if (!kept.some((s) => s.f === f)) drop(row, f);
  }
  const n = countOf(row, "target"), cuts = (cell.dataset.cuts ?? "").split(" ").filter(Boolean).map(Number);
  if (cuts.length) cell.dataset.cuts = cuts.map((at) => at <= pre ? at : at >= end ? at + shift : text.length - post).join(" ");
  if (n === 0 && text) delete cell.dataset.n;
  setText(row, "target", text, kept.filter((s) => row.querySelector(`li[data-f="${s.f}"]`)));
  cell.querySelectorAll(".tag.gloss").forEach((t) => t.remove());
  delete row.dataset.gloss;
  if (cell.dataset.machine === text) delete cell.dataset.machine;
  cell.classList.remove("differs");
  setStatus(row, "edited");
};

// drop takes a finding out whose words an edit changed.
const drop = (row, f) => {
  row.querySelector(`li[data-f="${f}"]`)?.remove();
  const list = row.querySelector(".findings");
  if (list && !list.children.length) list.remove();
  const source = spansOf(row, "source");
  if (textOf(row, "source")) setText(row, "source", textOf(row, "source"), source.filter((s) => s.f !== f));
};
