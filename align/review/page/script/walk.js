// Moving: here is the last place that had the focus, even if a filter has since
// hidden it. With the plan on, sentences come in its order.
let here = null, clock = {row: null, since: 0, spent: 0};
const longestLook = 120_000; // what is longer was no reading

// Time on a sentence counts while it has the focus and the page is in sight.
const tick = (row) => {
  const now = performance.now();
  if (clock.row) clock.spent += Math.min(now - clock.since, longestLook);
  if (row !== clock.row) clock = {row, since: now, spent: 0};
  clock.since = now;
};
const spent = (row) => {
  tick(row);
  const ms = Math.round(clock.spent);
  clock.spent = 0;
  return ms;
};
document.addEventListener("visibilitychange", () => {
  if (document.hidden) tick(clock.row); else clock.since = performance.now();
});

texts.addEventListener("focusin", (e) => {
  const at = e.target.closest(".findings li, .row");
  if (!at) return;
  here = at;
  const row = here.closest(".row");
  if (row !== clock.row) tick(row);
  toolbar(row);
  light(focused());
  soon(place);
});

const shown = (e) => e && e.isConnected && !e.hidden && !e.closest("[hidden]");
const stop = (e) => e.matches(".row") ? e : e.querySelector("a");
const go = (e) => {
  if (!e) return;
  stop(e).focus({preventScroll: true});
  const row = e.closest(".row");
  row.scrollIntoView({block: "nearest"});
  if (row !== e) e.scrollIntoView({block: "nearest"});
};
const current = () => here && here.isConnected ? here.closest(".row") : null;

// Steps go from one row to its neighbour: no list of all rows is made for them.
const besideRow = (row, forward) => {
  const side = forward ? "nextElementSibling" : "previousElementSibling";
  if (row[side]) return row[side];
  for (let p = row.parentElement[side]; p; p = p[side]) {
    const inside = forward ? p.firstElementChild : p.lastElementChild;
    if (p.matches(".para") && inside) return inside;
  }
  return undefined;
};
const besideShown = (row, forward) => {
  do row = besideRow(row, forward); while (row && !shown(row));
  return row;
};
const outermost = (forward) => {
  const rows = forward ? rowElements[0] : rowElements[rowElements.length - 1];
  return !rows || shown(rows) ? rows : besideShown(rows, forward);
};
const openIn = (row) => all(":scope > .findings > li:not(.ignored)", row).filter(shown);

// stepFinding goes to the next or previous open finding.
const stepFinding = (forward) => {
  let row = current();
  if (row) {
    const list = openIn(row), at = list.indexOf(here);
    const next = forward ? list[at + 1] : at > 0 ? list[at - 1] : undefined;
    if (next && shown(row)) return go(next);
    row = besideShown(row, forward);
  } else {
    row = outermost(forward);
  }
  for (; row; row = besideShown(row, forward)) {
    const list = openIn(row);
    if (list.length) return go(forward ? list[0] : list.at(-1));
  }
};

// The plan: worst first, as the server made it.
const planLinks = all(".first a");
const planned = () => one("plan")?.getAttribute("aria-pressed") === "true";
const planRows = () => planLinks.map((a) => one(a.hash.slice(1))).filter(shown);
const stepPlan = (forward) => {
  const list = planRows(), at = list.indexOf(current());
  go(forward ? list[at + 1] : at < 0 ? list[0] : list[at - 1]);
};
const stepRow = (forward) => {
  if (planned()) return stepPlan(forward);
  const row = current();
  go(row ? besideShown(row, forward) : outermost(forward));
};

// onward leaves a sentence that is done.
const onward = () => {
  if (!planned()) return stepRow(true);
  const list = planRows(), at = list.indexOf(current());
  go(list.slice(at + 1).find((r) => r.dataset.st !== "approved") ?? list[at + 1]);
};

// Counting goes over the whole article: it waits until the browser is idle, one
// job at a time.
const jobs = new Set(), whenIdle = window.requestIdleCallback ?? setTimeout;
const nextJob = () => {
  const [job] = jobs;
  jobs.delete(job);
  if (jobs.size > 0) whenIdle(nextJob, {timeout: 200});
  job();
};
const soon = (job) => {
  if (jobs.size === 0) whenIdle(nextJob, {timeout: 200});
  jobs.add(job);
};

const openFindings = () => all(".row:not([hidden]) > .findings > li:not(.ignored, [hidden])", texts);
const place = () => {
  if (planned()) {
    const list = planRows(), at = list.indexOf(current());
    const left = planLinks.filter((a) => one(a.hash.slice(1))?.dataset.st !== "approved").reduce((s, a) => s + Number(a.dataset.s), 0);
    one("position").textContent = `${at < 0 ? "–" : at + 1} of ${list.length}, about ${Math.ceil(left / 60)} min left`;
    return;
  }
  const open = here?.matches("li") ? openFindings() : [], at = open.indexOf(here);
  one("position").textContent = at < 0 ? "" : `${at + 1} of ${open.length}`;
};

// progress counts what is done.
const progress = () => {
  const n = {draft: 0, edited: 0, approved: 0, rejected: 0}, total = rowElements.length;
  for (const r of rowsNow()) n[r.dataset.st]++;
  one("progress").max = total;
  one("progress").value = n.approved;
  one("done").textContent = `${n.approved} of ${total} approved`;
  for (const b of all(".facet[data-st]", head)) b.querySelector("b").textContent = n[b.dataset.st];
  for (const a of planLinks) {
    const row = one(a.hash.slice(1));
    a.classList.toggle("done", !row || row.dataset.st === "approved");
  }
  place();
};

// counts says how many findings are open, in all and behind each filter.
const counts = () => {
  const open = all(".findings > li:not(.ignored)", texts), n = {sev: {}, group: {}};
  for (const {dataset: {sev, group}} of open) {
    n.sev[sev] = (n.sev[sev] ?? 0) + 1;
    n.group[group] = (n.group[group] ?? 0) + 1;
  }
  for (const name of ["sev", "group"]) {
    for (const b of all(`.facet[data-${name}]`, head)) b.querySelector("b").textContent = n[name][b.dataset[name]] ?? 0;
  }
  one("open").textContent = `${open.length} finding${open.length === 1 ? "" : "s"}`;
};
