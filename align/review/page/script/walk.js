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
  place();
});

const shown = (e) => e && e.isConnected && !e.hidden && !e.closest("[hidden]");
const stop = (e) => e.matches(".row") ? e : e.querySelector("a");
const go = (e) => {
  if (!e) return;
  stop(e).focus({preventScroll: true});
  (e.matches(".row") ? e : e.closest(".row")).scrollIntoView({block: "nearest"});
  e.scrollIntoView({block: "nearest"});
};
const current = () => here && here.isConnected ? here.closest(".row") : null;
const after = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
// step goes to the next or previous of a list in document order. Comparing places
// costs time in a long article, so few are compared.
const step = (list, forward) => {
  const open = list.filter(shown);
  if (!here || !here.isConnected) return go(forward ? open[0] : open.at(-1));
  const from = list[0]?.matches(".row") ? here.closest(".row") : here;
  let low = 0, high = open.length; // open[low] becomes the first behind from
  while (low < high) {
    const mid = (low + high) >> 1;
    if (after(from, open[mid]) && open[mid] !== from) high = mid; else low = mid + 1;
  }
  if (forward) return go(open[low]);
  for (let i = low - 1; i >= 0; i--) if (open[i] !== from && !open[i].contains(from)) return go(open[i]);
};

// The plan: worst first, as the server made it.
const planLinks = all(".first a");
const planned = () => one("plan")?.getAttribute("aria-pressed") === "true";
const planRows = () => planLinks.map((a) => document.getElementById(a.hash.slice(1))).filter(shown);
const stepPlan = (forward) => {
  const list = planRows(), at = list.indexOf(current());
  go(forward ? list[at + 1] : at < 0 ? list[0] : list[at - 1]);
};
const stepRow = (forward) => planned() ? stepPlan(forward) : step(rowsNow(), forward);

// onward leaves a sentence that is done.
const onward = () => {
  if (!planned()) return step(rowsNow(), true);
  const list = planRows(), at = list.indexOf(current());
  go(list.slice(at + 1).find((r) => r.dataset.st !== "approved") ?? list[at + 1]);
};

const openFindings = () => findingsNow().filter((li) => shown(li) && !li.matches(".ignored"));
const place = () => {
  if (planned()) {
    const list = planRows(), at = list.indexOf(current());
    const left = planLinks.filter((a) => document.getElementById(a.hash.slice(1))?.dataset.st !== "approved").reduce((s, a) => s + Number(a.dataset.s), 0);
    one("position").textContent = `${at < 0 ? "–" : at + 1} of ${list.length}, about ${Math.ceil(left / 60)} min left`;
    return;
  }
  const open = openFindings(), at = open.indexOf(here);
  one("position").textContent = at < 0 ? "" : `${at + 1} of ${open.length}`;
};

// progress counts what is done.
const progress = () => {
  const rows = rowsNow(), n = {draft: 0, edited: 0, approved: 0, rejected: 0};
  for (const r of rows) n[r.dataset.st] = (n[r.dataset.st] ?? 0) + 1;
  one("progress").max = rows.length;
  one("progress").value = n.approved;
  one("done").textContent = `${n.approved} of ${rows.length} approved`;
  for (const b of all(".facet[data-st]", head)) b.querySelector("b").textContent = n[b.dataset.st] ?? 0;
  for (const a of planLinks) {
    const row = document.getElementById(a.hash.slice(1));
    a.classList.toggle("done", !row || row.dataset.st === "approved");
  }
  place();
};

// counts says how many findings are open, in all and behind each filter.
const counts = () => {
  const open = findingsNow().filter((li) => !li.matches(".ignored"));
  for (const name of ["sev", "group"]) {
    for (const b of all(`.facet[data-${name}]`, head)) b.querySelector("b").textContent = open.filter((li) => li.dataset[name] === b.dataset[name]).length;
  }
  one("open").textContent = `${open.length} finding${open.length === 1 ? "" : "s"}`;
};
