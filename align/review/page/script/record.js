// The record of what was done here. Served, every action is saved by the server
// before it shows; opened as a file, actions are kept in the page (and in the
// browser's storage, in case it is closed) until they are saved as a file.
const page = document.body.dataset;
const done = []; // {events, back, again, row}: what was done, with the way back
let undone = []; // what can be done again
let lastSeq = Number(page.seq), unsaved = false, busy = false, me = page.by ?? "";

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

// saved gives events their numbers: the server's, or the next ones here.
const saved = async (events) => {
  if (live) {
    const {events: kept} = await request("do", {events});
    lastSeq = kept.at(-1).seq;
    return kept;
  }
  return events.map((e) => ({...e, seq: ++lastSeq, time: new Date().toISOString(), ...(me && {by: me})}));
};

// act carries out one action: it is saved, then shown by show, which returns how
// to take it back on the page. It answers whether that went well.
const act = async (row, events, show, words) => {
  if (busy) return false;
  busy = true;
  try {
    events[0].spent = spent(row);
    const kept = await saved(events);
    const back = show(kept);
    done.push({events: kept, back, show, row: row.dataset.id});
    undone = [];
    trouble("");
    settled(words);
    recheck(kept);
    return true;
  } catch (e) {
    trouble(e.message);
    return false;
  } finally {
    busy = false;
  }
};

let counting = 0;

// settled brings everything up to date that depends on the rows.
const settled = (words) => {
  say(words);
  clearTimeout(counting);
  counting = setTimeout(() => { progress(); counts(); });
  one("undo").disabled = done.length === 0 && !live;
  if (live) return;
  unsaved = done.length > 0;
  one("save").disabled = !unsaved;
  one("save").textContent = unsaved ? `Save (${done.length})` : "Save";
  remember();
};

const undo = async () => {
  if (busy) return;
  const last = done.pop();
  if (!last) return live ? elsewhere(false) : say("nothing to undo");
  busy = true;
  try {
    if (live) await saved(last.events.toReversed().map((e) => ({op: "undo", undoes: e.seq})));
    last.back();
    if (!live) lastSeq -= last.events.length;
    undone.push(last);
    settled("undone");
    go(rowOf(last.row));
    recheck(last.events);
  } catch (e) {
    done.push(last);
    trouble(e.message);
  } finally {
    busy = false;
  }
};

const redo = async () => {
  if (busy) return;
  const next = undone.pop();
  if (!next) return live ? elsewhere(true) : say("nothing to do again");
  busy = true;
  try {
    const kept = await saved(next.events.map(({seq, time, by, ...e}) => e));
    done.push({...next, events: kept, back: next.show(kept)});
    settled("done again");
    go(rowOf(next.row));
    recheck(kept);
  } catch (e) {
    undone.push(next);
    trouble(e.message);
  } finally {
    busy = false;
  }
};

// elsewhere undoes what was done before this page was opened: the server knows
// how, and the page is read anew.
const elsewhere = async (again) => {
  try {
    const {seg} = await request("undo", {redo: again});
    if (!seg) return say(again ? "nothing to do again" : "nothing to undo");
    const row = rowOf(seg) ?? current();
    if (row) history.replaceState(null, "", `#${row.id}`);
    location.reload();
  } catch (e) {
    trouble(e.message);
  }
};

// recheck asks what the rules say of the texts now.
const recheck = async (events) => {
  if (!live) return;
  try {
    const ids = [...new Set(events.flatMap((e) => e.op === "split" ? [e.seg, `${e.seg}.${e.seq}`] : [e.seg]))].filter((id) => id && rowOf(id));
    if (!ids.length) return;
    const {segs} = await request("check", {segs: ids});
    for (const s of segs) {
      const row = rowOf(s.id);
      if (!row || row.querySelector("textarea")) continue;
      const focus = row.contains(document.activeElement) && here?.isConnected && here.matches("li") ? here.dataset.key : null;
      setFindings(row, s.findings);
      showDiff(row);
      if (focus) go(all(".findings li", row).find((li) => li.dataset.key === focus) ?? row);
    }
    counts();
  } catch (e) {
    trouble(e.message);
  }
};

// The decisions as a file.
const decisions = () => [
  {type: "decisions", schema: 1, document: page.name, state: page.state, seq: Number(page.seq), ...(me && {by: me})},
  ...done.flatMap((d) => d.events).map((e) => ({type: "event", ...e})),
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
addEventListener("beforeunload", (e) => { if (unsaved || texts.querySelector("textarea")) e.preventDefault(); });

// Actions of a page that is a file outlive its window.
const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* no storage: the page still asks before it closes */ } };
const drawer = `tarjuman.decisions.${page.state}`;
const remember = () => store(drawer, done.length ? JSON.stringify(done.flatMap((d) => d.events)) : "");

// Saying that the page is open keeps the server running.
if (live) setInterval(() => request("ping", {}).then(() => { if (one("trouble").textContent.startsWith("tarjuman does not answer")) trouble(""); }, (e) => trouble(e.message)), 20_000);
