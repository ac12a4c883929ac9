// The review page: lights up findings, moves by keyboard, filters and searches,
// and takes an editor's decisions. It never makes markup out of text. The parts
// of this script share one scope, in the order of scriptFiles.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);
const texts = one("texts"), find = one("find"), keys = one("keys");
const live = "token" in document.body.dataset; // served, not opened as a file

// el makes an element. Strings become text; null and false are left out.
const el = (name, attributes = {}, ...children) => {
  const out = document.createElement(name);
  for (const [k, v] of Object.entries(attributes)) {
    if (v === false || v === null || v === undefined) continue;
    out.setAttribute(k, v === true ? "" : String(v));
  }
  out.append(...children.filter((c) => c !== null && c !== false && c !== undefined && c !== ""));
  return out;
};

// say tells everybody, a screen reader included, what just happened.
const say = (text) => { one("said").textContent = text; };

// trouble shows what went wrong until it is over.
const trouble = (text) => {
  const p = one("trouble");
  p.textContent = text;
  p.hidden = !text;
};

// The header covers the top: jumps must stop below it. The property is not one
// that is inherited, which would have every element styled anew.
const head = one("head"), stacked = matchMedia("(max-width: 700px)");
new ResizeObserver(() => {
  document.documentElement.style.scrollPaddingTop = stacked.matches ? "" : `${head.offsetHeight + 16}px`;
}).observe(head);
