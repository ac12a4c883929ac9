// Lighting up: what the pointer is on, else what has the focus. A finding and
// its words on both sides light up together.
const numbersOf = (e) => (e.dataset.f || "").split(" ").filter(Boolean);
let lit = [];
const light = (e) => {
  for (const x of lit) x.classList.remove("lit");
  lit = [];
  const row = e && e.closest(".row");
  if (!row) return;
  for (const n of numbersOf(e)) lit.push(...all(`[data-f~="${n}"]`, row));
  for (const x of lit) x.classList.add("lit");
};
const carrier = (node) => node instanceof Element ? node.closest("mark, .findings li") : null;
const focused = () => carrier(document.activeElement);
texts.addEventListener("pointerover", (e) => light(carrier(e.target) || focused()));
texts.addEventListener("pointerleave", () => light(focused()));
texts.addEventListener("focusout", () => light(null));
texts.addEventListener("click", (e) => {
  const m = e.target.closest("mark"), row = e.target.closest(".row");
  if (!getSelection().isCollapsed || e.target.closest("a, button, textarea")) return;
  if (m) return go(numbersOf(m).map((n) => one(`f${n}`)).find(shown));
  if (row && !row.contains(document.activeElement)) row.focus({preventScroll: true});
});
texts.addEventListener("dblclick", (e) => {
  const cell = e.target.closest("[data-text=target]");
  if (cell && !cell.querySelector("textarea")) edit(cell.closest(".row"));
});
