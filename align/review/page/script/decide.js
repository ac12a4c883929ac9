// Decisions on one sentence.
const approve = async (row) => {
  const id = row.dataset.id, area = editorOf(row);
  if (area && !area.readOnly) keep(row, area);
  const gloss = (r) => "gloss" in r.dataset && `${label(r)} is a gloss, not a translation: edit it before it is approved.`;
  if (gloss(row) && !inLine(id)) return trouble(gloss(row));
  const saving = act(row, (now) => {
    if (gloss(now)) throw new Error(gloss(now));
    return now.dataset.st === "approved" ? null : {op: "approve"};
  }, () => showing(id, (r) => setStatus(r, "approved")), `${label(row)} approved`);
  onward(); // at once: the next key is meant for the next sentence
  await saving;
};

const reject = async (row) => {
  const answer = await ask(`Reject ${label(row)}`, "Reject", [textField("Reason", {rows: 2})]);
  if (!answer) return;
  const id = row.dataset.id, text = answer[0].trim();
  await act(row, () => ({op: "reject", text}), () => showing(id, (r) => setStatus(r, "rejected", text)), `${label(row)} rejected`);
};

const comment = async (row) => {
  const answer = await ask(`Comment on ${label(row)}`, "Comment", [textField("Comment", {need: true})]);
  if (!answer) return;
  const id = row.dataset.id, text = answer[0].trim();
  await act(row, () => ({op: "comment", text}), () => showing(id, (r) => addComment(r, me || "you", text)), `comment on ${label(row)}`);
};

const ignore = async () => {
  const li = here?.isConnected && here.matches("li:not(.ignored)") ? here : current()?.querySelector(".findings li:not(.ignored)");
  if (!li) return say("no finding here to pass over");
  if (!li.dataset.key) return say("your own mark: u takes it back");
  const row = li.closest(".row"), id = row.dataset.id, rule = li.querySelector(".rule span").textContent, {key} = li.dataset;
  const answer = await ask(`Pass over: ${li.querySelector(".why").textContent}`, "Pass over", [textField("Why this is no fault", {rows: 2})]);
  if (!answer) return;
  const text = answer[0].trim();
  await act(row, () => ({op: "ignore", finding: key, rule, text}), () => showing(id, (r) => showIgnored(r, key, text)), "finding passed over");
  soon(place);
};

const showIgnored = (row, key, text) => {
  const item = row.querySelector(`li[data-key="${CSS.escape(key)}"]`);
  if (!item) return;
  item.classList.add("ignored");
  item.append(" ", el("span", {class: "where"}, "passed over", text ? ": " : "", el("bdi", {}, ...pieces(text))));
  for (const side of ["source", "target"]) {
    if (textOf(row, side)) setText(row, side, textOf(row, side), spansOf(row, side).filter((s) => s.f !== item.dataset.f));
  }
};
