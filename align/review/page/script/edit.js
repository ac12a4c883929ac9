// Editing in place. The text is edited as it is, without chips and marks.
const edit = (row) => {
  const cell = cellOf(row, "target"), p = cell.querySelector(":scope > p");
  if (cell.querySelector("textarea")) return cell.querySelector("textarea").focus();
  const before = textOf(row, "target");
  const area = el("textarea", {class: "edit", dir: cell.dir, lang: cell.lang, spellcheck: "true", "aria-label": `Translation of ${label(row)}`});
  area.value = before;
  p.hidden = true;
  cell.querySelector(".diff")?.remove();
  cell.classList.remove("differs");
  p.after(area);
  row.classList.add("editing");
  const grow = () => { area.rows = 1; area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
  grow();
  area.addEventListener("input", grow);
  area.focus({preventScroll: true});
  area.setSelectionRange(before.length, before.length);
  const leave = () => {
    area.remove();
    p.hidden = false;
    row.classList.remove("editing");
    showDiff(row);
    row.focus({preventScroll: true});
  };
  area.addEventListener("keydown", async (e) => {
    if (e.isComposing) return;
    if (e.key === "Escape") {
      e.preventDefault();
      leave();
    } else if (e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      const approves = e.ctrlKey || e.metaKey;
      const text = area.value.normalize() === before.normalize() ? before : area.value.trim();
      if (text !== before && !await change(row, text, leave)) return;
      if (area.isConnected) leave();
      if (approves) await approve(row);
    }
  });
};

// change gives a sentence another translation.
const change = (row, text, leave = () => {}) => {
  const id = row.dataset.id;
  return act(row, [{op: "edit", seg: id, text}], () => {
    leave();
    return showing(id, (r) => retext(r, text));
  }, `${label(row)} edited`);
};

// showing changes the row of this name and returns how to put the old one back.
const showing = (id, how) => {
  const row = rowOf(id), old = row.cloneNode(true);
  old.querySelector(".bar2")?.remove();
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
