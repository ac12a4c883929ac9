// ask opens a dialog with fields and resolves with their values, or with null
// when it was left. The focus goes back to where it was.
const ask = (title, yes, fields) => new Promise((resolve) => {
  const box = one("ask"), body = one("ask-body"), back = here;
  one("ask-title").textContent = title;
  one("ask-yes").textContent = yes;
  body.replaceChildren(...fields.map((f) => f.node));
  // The browser tells of a closed dialog later, when the next may be open already:
  // an answer is given at once, and what is told of an earlier dialog is passed over.
  const settle = (answer) => {
    box.onclose = null;
    box.close();
    if (back?.isConnected) stop(back).focus({preventScroll: true});
    resolve(answer);
  };
  const accept = () => {
    const values = fields.filter((f) => f.value).map((f) => f.value());
    const missing = fields.find((f) => f.need && !f.value().trim());
    if (missing) return missing.focus();
    const wrong = fields.map((f) => f.check?.()).find(Boolean);
    if (wrong) return wrong.focus();
    settle(values);
  };
  one("ask-yes").onclick = accept;
  one("ask-no").onclick = () => settle(null);
  box.onkeydown = (e) => {
    if (e.key === "Enter" && !e.isComposing && !e.shiftKey && !e.target.closest("button")) {
      e.preventDefault();
      accept();
    }
  };
  box.onclose = () => { if (!box.open) settle(null); };
  box.showModal();
  (body.querySelector("textarea, input, select, button") ?? one("ask-yes")).focus();
});

let fieldNumber = 0;
const labelled = (text, input) => {
  input.id = `field${++fieldNumber}`;
  return el("p", {class: "field"}, el("label", {for: input.id}, text), input);
};
const textField = (name, {value = "", need = false, dir = "auto", lang = "", rows = 3, check} = {}) => {
  const input = el("textarea", {rows, dir, lang: lang || null, spellcheck: "true", required: need});
  input.value = value;
  return {node: labelled(name, input), value: () => input.value, need, focus: () => input.focus(), check: check && (() => {
    const wrong = check(input.value);
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) say(wrong);
    return wrong ? input : null;
  })};
};
const choiceField = (name, options, value) => {
  const input = el("select", {}, ...options.map(([v, text]) => el("option", {value: v}, text)));
  input.value = value;
  return {node: labelled(name, input), value: () => input.value, focus: () => input.focus()};
};

// listField shows all choices at once; the keys 1 to 9 take one.
const listField = (name, options) => {
  const group = `choice${++fieldNumber}`;
  const node = el("fieldset", {class: "choices"}, el("legend", {class: "sr"}, name));
  options.forEach((nodes, i) => {
    const radio = el("input", {type: "radio", name: group, value: i, checked: i === 0});
    node.append(el("label", {}, radio, el("span", {}, `${i + 1}. `, ...nodes)));
  });
  const value = () => node.querySelector(":checked").value;
  node.addEventListener("keydown", (e) => {
    const radio = node.querySelectorAll("input")[Number(e.key) - 1];
    if (!radio || e.ctrlKey || e.altKey || e.metaKey) return;
    radio.checked = true;
    radio.focus();
  });
  return {node, value, focus: () => node.querySelector(":checked").focus()};
};
