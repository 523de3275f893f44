// One maker a form. Each returns its `node`, `read()` (a response, or null if there is none yet), and
// as far as it needs them `press(key)`, `reveal(response)`, `focus` (what begins with it) and `hint`.
const optionsOf = (type) => (question, { labels, submit, single }) => {
  let pointed = false;
  const inputs = question.options.map((_, at) => el("input", { type, name: single ? "option" : `option-${at}`, value: at }));
  const rows = question.options.map((text, at) => el(
    "label", { class: "option", onpointerdown: () => { pointed = true; } },
    inputs[at], badge(at + 1), said("span", question.language, text, { class: "text" })));
  const node = el("div", {
    class: "options",
    onkeydown: () => { pointed = false; },
    onchange: () => { if (single && pointed) submit(); },
  }, rows);
  const chosen = () => inputs.flatMap((input, at) => (input.checked ? [at] : []));
  return {
    node,
    hint: single ? labels.choice : labels.several,
    read: () => (chosen().length ? (single ? chosen()[0] : chosen()) : null),
    press(key) {
      const input = inputs[Number(key) - 1];
      if (!input) return false;
      input.checked = single || !input.checked;
      if (single) submit(); else input.focus();
      return true;
    },
    reveal() {
      const taken = chosen();
      rows.forEach((row, at) => {
        inputs[at].disabled = true;
        const isKey = question.keys.includes(at), isTaken = taken.includes(at);
        row.classList.toggle("taken", isTaken);
        if (isKey) row.append(mark("right", isTaken || single || !taken.length ? labels["is right"] : labels.missed));
        else if (isTaken) row.append(mark("wrong", labels["is wrong"]));
        else row.classList.add("aside");
      });
    },
  };
};

const radios = (question, api) => optionsOf("radio")(question, { ...api, single: true });
const boxes = (question, api) => optionsOf("checkbox")(question, { ...api, single: false });

function fields(question, { labels }) {
  const count = question.typed.members.length;
  const named = (at) => (count > 1 ? fill(labels["typed several"], { n: at + 1, all: count }) : labels.typed);
  const inputs = question.typed.members.map(() => el("input", {
    type: "text", maxlength: 500, lang: question.language, dir: "auto", autocomplete: "off",
    autocapitalize: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "done",
  }));
  const rows = inputs.map((input, at) => el("label", { class: "field" }, el("span", {}, named(at)), input));
  return {
    node: el("div", { class: "fields" }, rows),
    focus: inputs[0],
    empty: labels["type first"],
    hint: question.form === "cloze" ? labels.gap : "",
    read: () => (inputs.some((input) => input.value.trim()) ? inputs.map((input) => input.value) : null),
    reveal: () => inputs.forEach((input) => { input.readOnly = true; }),
  };
}

function rows(question, { labels, say }) {
  const list = el("ol", { class: "rows" });
  const place = (row) => [...list.children].indexOf(row);
  function move(row, by, focused) {
    const to = place(row) + by;
    if (to < 0 || to >= list.children.length) return;
    list.insertBefore(row, by < 0 ? list.children[to] : list.children[to].nextSibling);
    tell(row);
    focused?.focus();
  }
  const tell = (row) => say(fill(labels.moved, { text: row.text, n: place(row) + 1, all: list.children.length }));
  const mover = (row, name, arrow, by) => {
    const node = button(arrow, () => move(row, by, node), {
      class: "move", "aria-label": fill(labels[name], { text: row.text }), lang: null,
    });
    return node;
  };
  question.options.forEach((text, at) => {
    const row = el("li", { class: "row" });
    Object.assign(row, { text, at });
    const up = mover(row, "up", "↑", -1), down = mover(row, "down", "↓", 1);
    row.append(grip(list, row, () => tell(row)), said("span", question.language, text, { class: "text" }),
      el("span", { class: "moves" }, up, down));
    row.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      move(row, by, by < 0 ? up : down);
    });
    list.append(row);
  });
  return {
    node: list,
    hint: labels.order,
    read: () => [...list.children].map((row) => row.at),
    press(key) {
      const row = list.children[Number(key) - 1];
      row?.querySelector("button").focus();
      return Boolean(row);
    },
    reveal: () => list.querySelectorAll(".moves, .grip").forEach((node) => node.remove()),
  };
}

// Drags a line; the arrows beside it do the same. The others make room: who is moved loses the pointer.
function grip(list, row, done) {
  const handle = el("span", { class: "grip", "aria-hidden": "true" }, "⠿");
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    row.classList.add("dragged");
    const follow = ({ clientY }) => {
      for (const other of list.children) {
        const { top, height } = other.getBoundingClientRect();
        const after = Boolean(row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
        if (other === row || (after ? clientY < top + height / 2 : clientY > top + height / 2)) continue;
        list.insertBefore(other, after ? row : row.nextSibling);
        break;
      }
    };
    const end = () => {
      row.classList.remove("dragged");
      handle.removeEventListener("pointermove", follow);
      done();
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("lostpointercapture", end, { once: true });
  });
  return handle;
}

function pairs(question, { deck, labels, say }) {
  const given = question.prompts.map(() => -1);
  let active = 0;
  const slots = question.prompts.map(() => said("span", question.language, "", { class: "slot" }));
  const prompts = question.prompts.map((text, at) => button("", () => turn(at), { class: "prompt" }));
  prompts.forEach((node, at) => {
    node.append(badge(at + 1), said("span", question.language, gapped(question.prompts[at], deck), { class: "text" }), slots[at]);
  });
  const options = question.options.map((text, at) => {
    const node = button("", () => put(at), { class: "piece" });
    node.append(badge(letterOf(at)), said("span", question.language, text, { class: "text" }));
    return node;
  });
  const pieces = el("ul", { class: "pieces" }, options.map((node) => el("li", {}, node)));
  const list = el("ol", { class: "prompts" }, prompts.map((node) => el("li", {}, node)));
  function turn(at) {
    if (active === at && given[at] >= 0) given[at] = -1;
    active = at;
    paint();
  }
  function put(option) {
    given.forEach((other, at) => { if (other === option) given[at] = -1; });
    given[active] = option;
    say(fill(labels.matched, { n: active + 1, text: question.options[option] }));
    const empty = [...given.keys()].map((at) => (active + 1 + at) % given.length).find((at) => given[at] < 0);
    active = empty ?? active;
    paint();
    pieces.scrollIntoView({ block: "nearest" });
  }
  // What can be chosen stands under the sentence that it is chosen for, so that it is always near.
  function paint() {
    const inside = pieces.contains(document.activeElement);
    if (prompts[active].nextSibling !== pieces) prompts[active].after(pieces);
    if (inside) prompts[active].focus();
    prompts.forEach((node, at) => {
      const option = given[at];
      node.setAttribute("aria-current", at === active ? "true" : "false");
      slots[at].textContent = option < 0 ? "" : question.options[option];
      slots[at].classList.toggle("filled", option >= 0);
    });
    options.forEach((node, at) => node.classList.toggle("used", given.includes(at)));
  }
  paint();
  return {
    node: list,
    hint: labels.match,
    empty: labels["match first"],
    read: () => (given.some((at) => at >= 0) ? [...given] : null),
    press(key) {
      const row = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
      const option = key.length === 1 ? key.toLowerCase().charCodeAt(0) - 97 : -1;
      if (prompts[row]) { active = row; paint(); prompts[row].focus(); return true; }
      if (!options[option]) return false;
      put(option);
      return true;
    },
    reveal() {
      [...prompts, ...options].forEach((node) => { node.disabled = true; node.removeAttribute("aria-current"); });
      prompts.forEach((node, at) => {
        if (given[at] < 0) return;
        const right = given[at] === question.keys[at];
        slots[at].after(mark(right ? "right" : "wrong", right ? labels["is right"] : labels["is wrong"]));
      });
      pieces.remove();
    },
  };
}

const thought = (question, { labels }) => ({
  node: null, hint: labels.flip, action: labels.show, read: () => null, reveal: () => undefined,
});

const MAKERS = {
  choice: radios, "true-false": radios, select: boxes, typed: fields, cloze: fields,
  order: rows, match: pairs, flip: thought,
};
