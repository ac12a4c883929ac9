// Links: which sentences belong together. What is offered are whole sentences,
// so that every sentence stays in exactly one pair.
const short = (s) => s.length > 42 ? clusters(s).slice(0, 40).join("") + "…" : s;

const linkChoices = (row) => {
  const next = nextRow(row), out = [];
  const names = {source: language(cellOf(row, "source")) || "source", target: language(cellOf(row, "target")) || "target"};
  const offer = (words, event, quote) => out.push([quote ? [`${words}: `, el("bdi", {}, ...pieces(short(quote)))] : [words], event]);
  if (next) offer(`Join ${label(row)} and ${label(next)}`, {op: "merge"});
  for (const side of ["source", "target"]) {
    const mine = sentencesOf(row, side), theirs = next && sentencesOf(next, side);
    if (theirs?.length) offer(`Bring the first ${names[side]} sentence of ${label(next)} here`, {op: "move", side, count: 1}, theirs[0]);
    if (next && mine?.length) offer(`Send the last ${names[side]} sentence to ${label(next)}`, {op: "move", side, count: -1}, mine.at(-1));
  }
  const src = sentencesOf(row, "source"), tgt = sentencesOf(row, "target");
  if (src && tgt) {
    for (let k = 0; k <= src.length; k++) {
      for (let m = 0; m <= tgt.length; m++) {
        if (k + m === 0 || k === src.length && m === tgt.length) continue;
        const stays = [k && `${k} ${names.source}`, m && `${m} ${names.target}`].filter(Boolean).join(" and ");
        offer(`Split: ${stays} stay${k + m === 1 ? "s" : ""}, the rest becomes a pair of its own`, {op: "split", keep: [k, m]});
      }
    }
  }
  return out;
};

// What was done meanwhile may have taken a choice away: it is known by its words.
const inWords = ([words]) => words.map((w) => w.textContent ?? w).join("");
const links = async (row) => {
  for (const r of [row, nextRow(row)]) if (editorOf(r)) return finish(r);
  const choices = linkChoices(row), name = label(row);
  if (!choices.length) return say("these sentences cannot be linked otherwise");
  const answer = await ask(`Links of ${name}`, "Do it", [listField("What belongs together", choices.map(([words]) => words))]);
  if (!answer) return;
  const wanted = inWords(choices[Number(answer[0])]);
  await act(row, (now) => {
    const choice = linkChoices(now).find((c) => inWords(c) === wanted);
    if (!choice) throw new Error(`The links of ${name} are others by now: choose again.`);
    return choice[1];
  }, reshape, `links of ${name} changed`);
};

// reshape shows what an event on links makes of a row and the one behind it, and
// returns how to take it back. What is new stands in new rows: the old ones are
// the way back.
const reshape = (e) => {
  const row = rowOf(e.seg), next = e.op === "split" ? null : nextRow(row), old = next ? [row, next] : [row];
  const a = fresh(row), b = e.op === "split" ? fresh(row, `${e.seg}.${e.seq}`) : e.op === "move" ? fresh(next) : null;
  const parts = (r, side) => r ? sentencesOf(r, side) ?? [textOf(r, side)] : [];
  for (const side of ["source", "target"]) {
    const mine = parts(row, side), both = [...mine, ...parts(next, side)];
    let k = both.length; // sentences that a has in the end
    if (e.op === "split") k = e.keep[side === "source" ? 0 : 1];
    if (e.op === "move") k = side === e.side ? mine.length + e.count : mine.length;
    setSentences(a, side, both.slice(0, k));
    if (b) setSentences(b, side, both.slice(k));
  }
  const empty = (r) => countOf(r, "source") + countOf(r, "target") === 0;
  const by = [a];
  if (b && (empty(a) || empty(b))) { // a pair without sentences is none
    for (const side of ["source", "target"]) setSentences(a, side, [...parts(row, side), ...parts(next, side)]);
  } else if (b) {
    by.push(b);
  }
  if (e.op === "split") b.querySelector(".comments")?.remove();
  else if (by.length === 1) for (const li of all(".comments li", next)) addComment(a, li.querySelector("small").textContent, rawOf(li.querySelector("bdi")));
  if (next?.dataset.st === "edited" && by.length === 1) setStatus(a, "edited");
  const homes = old.map((r) => r.parentElement), ids = by.map((r) => r.dataset.id);
  row.before(a);
  if (by[1]) (next ?? a)[next ? "before" : "after"](b);
  for (const r of old) r.remove();
  const tidy = () => { for (const p of new Set(homes)) p.hidden = p.children.length === 0; };
  tidy();
  for (const r of by) showDiff(r);
  go(a);
  return () => {
    const now = ids.map(rowOf);
    now[0].before(old[0]);
    if (old[1]) {
      if (homes[1] === homes[0]) old[0].after(old[1]);
      else homes[1].prepend(old[1]);
    }
    for (const r of now) r.remove();
    tidy();
  };
};

// fresh is a row like another one, with its texts but none of what was found in
// them: that was about another pair.
const fresh = (row, id) => {
  const out = row.cloneNode(true);
  out.querySelector(".findings")?.remove();
  out.querySelector(".bar2")?.remove();
  out.classList.remove("editing");
  for (const note of all(".no .link", out)) note.remove();
  for (const cell of all("[data-text]", out)) delete cell.dataset.machine;
  if (id) {
    out.dataset.id = id;
    out.id = /^s[0-9][0-9a-z.]*$/.test(id) ? id : `s-${id.replace(/[^0-9]/g, "")}x${++findingNumber}`;
    const a = out.querySelector(".no a");
    a.textContent = visible(id);
    a.setAttribute("href", `#${out.id}`);
  }
  if (row.dataset.st === "approved" || row.dataset.st === "rejected") setStatus(out, "draft");
  else setStatus(out, row.dataset.st);
  return out;
};
