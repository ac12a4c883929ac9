// What was changed, word by word, against the first version of a translation.
const words = (text) => text.match(/\s+|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?|[^]/gu) ?? [];
const mostWords = 1500; // of both texts together; the table grows with the product

// wordDiff returns steps [op, text] with op "=", "-" or "+".
const wordDiff = (a, b) => {
  const x = words(a), y = words(b);
  let pre = 0, post = 0;
  while (pre < x.length && pre < y.length && x[pre] === y[pre]) pre++;
  while (post < x.length - pre && post < y.length - pre && x[x.length - 1 - post] === y[y.length - 1 - post]) post++;
  const p = x.slice(pre, x.length - post), q = y.slice(pre, y.length - post), out = [["=", x.slice(0, pre).join("")]];
  const add = (op, text) => { if (out.at(-1)[0] === op) out.at(-1)[1] += text; else out.push([op, text]); };
  if (p.length + q.length > mostWords) {
    add("-", p.join(""));
    add("+", q.join(""));
  } else {
    const width = q.length + 1, table = new Uint16Array((p.length + 1) * width);
    for (let i = p.length - 1; i >= 0; i--) {
      for (let j = q.length - 1; j >= 0; j--) {
        table[i * width + j] = p[i] === q[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    let i = 0, j = 0;
    while (i < p.length || j < q.length) {
      if (i < p.length && j < q.length && p[i] === q[j]) { add("=", p[i]); i++; j++; }
      else if (j >= q.length || i < p.length && table[(i + 1) * width + j] >= table[i * width + j + 1]) add("-", p[i++]);
      else add("+", q[j++]);
    }
  }
  add("=", x.slice(x.length - post).join(""));
  return out.filter(([, text]) => text);
};

// showDiff shows the changes of a row in place of its text, while that is on.
const showDiff = (row) => {
  const cell = cellOf(row, "target");
  cell.querySelector(".diff")?.remove();
  cell.classList.remove("differs");
  if (!document.body.matches(".diffs") || !("machine" in cell.dataset) || editorOf(row)) return;
  const bdi = el("bdi", {dir: cell.dir});
  for (const [op, text] of wordDiff(cell.dataset.machine, textOf(row, "target"))) {
    if (op === "=") bdi.append(...pieces(text));
    else bdi.append(el(op === "-" ? "del" : "ins", {}, ...pieces(text)));
  }
  cell.classList.add("differs"); // the text itself is hidden then
  cell.querySelector(":scope > p").after(el("p", {class: "diff"}, el("span", {class: "sr", lang: "en"}, "Changes: "), bdi));
};
const showDiffs = (on) => {
  document.body.classList.toggle("diffs", on);
  for (const cell of all("[data-machine]")) showDiff(cell.closest(".row"));
  say(on ? "changes are shown" : "changes are hidden");
};
