// Buttons and keys do the same things.
const onRow = (how) => () => {
  const row = current() ?? outermost(true);
  if (!row) return;
  if (!row.contains(document.activeElement)) go(row);
  return how(row);
};
const acts = {
  n: () => stepFinding(true),
  p: () => stepFinding(false),
  j: () => stepRow(true),
  k: () => stepRow(false),
  r: () => {
    const b = one("plan");
    if (!b) return say("nothing needs to be read first");
    b.setAttribute("aria-pressed", String(!planned()));
    place();
    if (planned()) go(planRows().find((r) => r.dataset.st !== "approved") ?? planRows()[0]);
  },
  "/": () => find.select(),
  "?": () => keys.showModal(),
  d: () => showDiffs(!document.body.matches(".diffs")),
  e: onRow(edit),
  a: onRow(approve),
  x: onRow(reject),
  c: onRow(comment),
  i: () => ignore(),
  m: onRow(mark),
  l: onRow(links),
  u: undo,
  U: redo,
  w: save,
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

// The buttons of the sentence that has the focus.
const bar2 = el("div", {class: "bar2", role: "toolbar", "aria-label": "This sentence"});
for (const [key, name] of [["e", "Edit"], ["a", "Approve"], ["x", "Reject"], ["c", "Comment"], ["i", "Pass over"], ["m", "Mark"], ["l", "Links"]]) {
  bar2.append(el("button", {type: "button", "data-do": key, title: `${name} (${key})`}, name, el("kbd", {"aria-hidden": "true"}, key)));
}
const toolbar = (row) => {
  if (bar2.parentElement !== row) row.append(bar2);
  bar2.querySelector("[data-do=i]").hidden = !row.querySelector(".findings li:not(.ignored)");
};

// letter is the key as on a Latin keyboard: under an Arabic layout the key n
// gives another letter, but stands in the same place.
const letter = (e) => {
  if (e.key.length === 1 && e.key < "\x7f") return e.key;
  if (e.code === "Slash") return e.shiftKey ? "?" : "/";
  if (!e.code.startsWith("Key")) return "";
  return e.shiftKey ? e.code.slice(3) : e.code.slice(3).toLowerCase();
};
document.addEventListener("keydown", (e) => {
  if (document.body.inert || e.altKey || e.isComposing || keys.open || one("ask").open) return;
  const typing = e.target.closest("input, textarea, select, [contenteditable]");
  if ((e.ctrlKey || e.metaKey) && !typing) {
    const how = {KeyZ: e.shiftKey ? redo : undo, KeyY: redo, KeyS: save}[e.code];
    if (!how) return;
    e.preventDefault();
    return how();
  }
  if (e.ctrlKey || e.metaKey) return;
  if (e.key === "Escape" && e.target === find) {
    find.value = "";
    narrow();
    return;
  }
  if (typing && e.target.id !== "shortcuts" || !one("shortcuts").checked) return;
  if (e.key === "Enter" && e.target.matches(".row")) {
    e.preventDefault();
    return acts.e();
  }
  const key = letter(e);
  if (!key || !"npjkr/?deaxcimluUw".includes(key)) return;
  e.preventDefault();
  if (e.repeat && !"npjkuU".includes(key)) return; // nobody approves by leaning on a key
  acts[key]();
});

// What was done in this page before its window was closed is done again.
const restore = () => {
  if (live) return;
  let events;
  try { events = JSON.parse(stored(drawer) ?? "[]"); } catch { events = []; }
  if (!Array.isArray(events)) return;
  for (const e of events) {
    try {
      if (!replayOne(e)) break;
    } catch {
      break; // stored by something else than this page
    }
  }
  if (done.length) settled(`${done.length} unsaved actions of this page are here again; u undoes them`);
};
const replayOne = (e) => {
  if (!rowOf(e.seg)) return false;
  const how = {
    edit: (r) => retext(r, e.text ?? ""),
    approve: (r) => setStatus(r, "approved"),
    reject: (r) => setStatus(r, "rejected", e.text),
    comment: (r) => addComment(r, e.by ?? "you", e.text),
    ignore: (r) => showIgnored(r, e.finding, e.text),
    mark: (r) => {
      const words = (side, span) => span ? Array.from(textOf(r, side)).slice(...span[0]).join("") : "";
      showMark(r, e, words("source", e.src), words("target", e.tgt));
    },
  }[e.op];
  const show = how ? () => showing(e.seg, how) : reshape;
  done.push({event: e, show, back: show(e), row: e.seg});
  lastSeq = e.seq;
  return true;
};

restore();
progress();
if (live) one("undo").disabled = false;
if (live) one("save").hidden = true;
if (location.hash) reveal();
