// The record of what was done here. Served, every action is saved by the server
// before it shows; opened as a file, actions are kept in the page (and in the
// browser's storage, in case it is closed) until they are saved as a file.
const page = document.body.dataset;
const done = []; // {event, show, back, row, undo}: what was done, with the way back
let undone = []; // what can be done again
let lastSeq = Number(page.seq), unsaved = false, me = page.by ?? "";

const request = async (what, body) => {
  let reply;
  try {
    reply = await fetch(what, {method: "POST", headers: {"Content-Type": "application/json", "Tarjuman-Token": page.token}, body: JSON.stringify(body), cache: "no-store"});
  } catch {
    throw new Error("tarjuman does not answer: is it still running? Nothing typed here is lost.");
  }
  const data = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(data.error ?? `refused (${reply.status})`);
  return data;
};

// saved gives an event its number: the server's, or the next one here.
const saved = async (event) => {
  if (live) {
    const {events: [kept]} = await request("do", {events: [event]});
    lastSeq = kept.seq;
    return kept;
  }
  return {...event, seq: ++lastSeq, time: new Date().toISOString(), ...(me && {by: me})};
};

// act carries out one action on a sentence when its turn comes: make gives the
// event for the row as it is then, or nothing where nothing is left to do; show
// shows what was saved and returns how to take it back on the page. It answers
// whether that went well.
const act = (row, make, show, words) => {
  const id = row.dataset.id, name = label(row), ms = spent(row);
  return inTurn(id, async () => {
    try {
      const now = rowOf(id);
      if (!now) throw new Error(`${name} was joined with another sentence before this could be done.`);
      const made = make(now);
      if (!made) return true;
      const event = await saved({...made, seg: id, spent: ms});
      done.push({event, show, back: show(event), row: id});
      undone = [];
      settled(words);
      recheck(event);
      return true;
    } catch (e) {
      failed(e, id);
      return false;
    }
  });
};

// failed says why an action was not carried out, and goes back to its sentence.
const failed = (e, id) => {
  const left = dissolve();
  trouble(left ? `${e.message} What was done after it was not carried out either: ${left} action${left === 1 ? "" : "s"}.` : e.message);
  if (!document.activeElement.closest("textarea, dialog")) go(rowOf(id));
};

// settled brings everything up to date that depends on the rows.
const settled = (words) => {
  trouble("");
  say(words);
  soon(progress);
  soon(counts);
  one("undo").disabled = done.length === 0 && !live;
  if (live) return;
  unsaved = done.length > 0;
  one("save").disabled = !unsaved;
  one("save").textContent = unsaved ? `Save (${done.length})` : "Save";
  remember();
};

const undo = () => inTurn("", async () => {
  const last = done.at(-1);
  if (!last) return live ? elsewhere(false) : say("nothing to undo");
  if (editorOf(rowOf(last.row))) return finish(rowOf(last.row));
  try {
    if (live) last.undo = await saved({op: "undo", undoes: last.event.seq});
    done.pop();
    last.back();
    if (!live) lastSeq--;
    undone.push(last);
    settled("undone");
    go(rowOf(last.row));
    recheck(last.event);
  } catch (e) {
    failed(e, last.row);
  }
});

// redo does again what was undone. The server undoes the undo, so that a sentence
// that was split off has its name again.
const redo = () => inTurn("", async () => {
  const next = undone.at(-1);
  if (!next) return live ? elsewhere(true) : say("nothing to do again");
  if (editorOf(rowOf(next.row))) return finish(rowOf(next.row));
  try {
    if (live) await saved({op: "undo", undoes: next.undo.seq});
    else next.event = await saved(next.event);
    undone.pop();
    done.push({...next, back: next.show(next.event)});
    settled("done again");
    go(rowOf(next.row));
    recheck(next.event);
  } catch (e) {
    failed(e, next.row);
  }
});

// elsewhere undoes what was done before this page was opened: the server knows
// how, and the page is read anew.
const elsewhere = async (again) => {
  const open = texts.querySelector("textarea.edit");
  if (open) return finish(open.closest(".row"));
  try {
    const {seg} = await request("undo", {redo: again});
    if (!seg) return say(again ? "nothing to do again" : "nothing to undo");
    const row = rowOf(seg) ?? current();
    if (row) history.replaceState(null, "", `#${row.id}`);
    document.body.inert = true; // what is pressed now would be lost
    location.reload();
  } catch (e) {
    trouble(e.message);
  }
};

// recheck asks what the rules say of texts that an event changed. While one
// answer is awaited the next question waits, and asks for all at once.
const stale = new Set(); // sentences to ask about
let checking = false;
const changesTexts = ["edit", "split", "merge", "move"];
const recheck = async (event) => {
  if (!live) return;
  if (event && changesTexts.includes(event.op)) {
    stale.add(event.seg);
    if (event.op === "split") stale.add(`${event.seg}.${event.seq}`);
    else if (event.op !== "edit") stale.add(nextRow(rowOf(event.seg))?.dataset.id);
  }
  if (checking) return;
  checking = true;
  try {
    for (let ids; (ids = [...stale].filter((id) => !editorOf(rowOf(id)))).length;) {
      for (const id of ids) stale.delete(id);
      const there = ids.filter((id) => id && rowOf(id));
      if (!there.length) continue;
      const {segs} = await request("check", {segs: there});
      for (const s of segs) findAnew(s);
      soon(counts);
      soon(place);
    }
  } catch (e) {
    trouble(e.message);
  } finally {
    checking = false;
  }
};

// findAnew shows what the rules find now in a sentence, once nobody writes in it.
const findAnew = ({id, findings}) => {
  const row = rowOf(id);
  if (!row) return;
  if (editorOf(row)) return stale.add(id);
  const focus = row.contains(document.activeElement) && here?.isConnected && here.matches("li") ? here.dataset.key : null;
  setFindings(row, findings);
  showDiff(row);
  if (focus) go(all(".findings li", row).find((li) => li.dataset.key === focus) ?? row);
};

// The decisions as a file.
const decisions = () => [
  {type: "decisions", schema: 1, document: page.name, state: page.state, seq: Number(page.seq), ...(me && {by: me})},
  ...done.map((d) => ({type: "event", ...d.event})),
].map((line) => JSON.stringify(line)).join("\n") + "\n";

const save = async () => {
  if (live) return say("every action is saved already");
  if (!done.length) return say("nothing to save");
  if (!me) {
    const answer = await ask("Save your decisions", "Save", [textField("Your name, for the record", {rows: 1, value: stored("tarjuman.by") ?? ""})]);
    if (!answer) return;
    me = answer[0].trim();
    store("tarjuman.by", me);
  }
  const url = URL.createObjectURL(new Blob([decisions()], {type: "application/jsonl"}));
  const name = page.save;
  el("a", {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  unsaved = false;
  say(`saved as ${name}: tarjuman apply takes it back`);
};
addEventListener("beforeunload", (e) => { if (!document.body.inert && (unsaved || line.length || texts.querySelector("textarea"))) e.preventDefault(); });

// Actions of a page that is a file outlive its window.
const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* no storage: the page still asks before it closes */ } };
const drawer = `tarjuman.decisions.${page.state}`;
const remember = () => store(drawer, done.length ? JSON.stringify(done.map((d) => d.event)) : "");

// Saying that the page is open keeps the server running.
if (live) setInterval(() => request("ping", {}).then(() => { if (one("trouble").textContent.startsWith("tarjuman does not answer")) trouble(""); }, (e) => trouble(e.message)), 20_000);
