// A quiz or sitting in a cell. The kernel tells what is shown (`state`) and judges; here is drawn
// and asked for. Every text is put in as text, so nothing of a deck ever becomes markup.
const PATIENCE = 3000, DOUBLE = 300;
const SIGNS = { right: "✓", slip: "✓", partly: "◐", wrong: "✗", unknown: "–", rated: "✓" };
const GAP = /(_{4,})/;

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false && child !== ""));
  return node;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);
const said = (name, lang, text, attributes = {}) => el(name, { lang: lang || null, dir: "auto", ...attributes }, text);
const badge = (text) => el("span", { class: "badge", "aria-hidden": "true" }, String(text));
const sign = (name) => el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[name]);
const mark = (name, text) => el("span", { class: `mark ${name}` }, sign(name), " ", text);
const letter = (at) => String.fromCharCode(97 + at);

// A sentence whose gap is read aloud as one word.
const gapped = (text, words) => text.split(GAP).map(
  (part, at) => (at % 2 ? el("span", { class: "gap", role: "img", "aria-label": words.blank }, part) : part));

function figure(image, words) {
  if (!image) return null;
  const credit = image.credit && el("figcaption", {}, fill(words.photo, { credit: image.credit }));
  const shown = image.src ? el("img", { src: image.src, alt: image.alt }) : el("span", { dir: "auto" }, `${words.picture}: ${image.alt}`);
  return el("figure", {}, shown, credit);
}

// One maker a form. Each returns its `node` and, before the answer, `read()` (a response, or null if
// there is none yet), `press(digit)`, and for what is kept while the question stands `keep`, `restore`.
function choice({ question, told, words, answer }) {
  const rows = question.options.map((text, at) => {
    if (question.gone.includes(at)) return null;
    const inside = [badge(at + 1), said("span", question.language, text, { class: "text" })];
    if (!told) return button(inside, () => answer(String(at + 1)), { class: "option" });
    return el("div", { class: "option" }, inside, marked(told, at, words));
  });
  return {
    node: el("div", { class: "options" }, rows),
    hint: words.choice,
    press: (digit) => Boolean(rows[digit - 1]) && (answer(String(digit)), true),
  };
}

function marked(told, at, words) {
  const isKey = told.keys.includes(at), isTaken = told.chosen.includes(at);
  if (isKey) return mark("right", isTaken || told.keys.length < 2 ? words["is right"] : words.missed);
  return isTaken && mark("wrong", words["is wrong"]);
}

function select({ question, told, words }) {
  const boxes = question.options.map((_, at) => el("input", { type: "checkbox", disabled: Boolean(told), checked: told?.chosen.includes(at) }));
  const rows = question.options.map((text, at) => el("label", { class: "option" },
    boxes[at], badge(at + 1), said("span", question.language, text, { class: "text" }), told && marked(told, at, words)));
  const chosen = () => boxes.flatMap((box, at) => (box.checked ? [at] : []));
  return {
    node: el("div", { class: "options" }, rows),
    hint: words.several,
    empty: words["choose first"],
    read: () => chosen().map((at) => at + 1).join(" ") || null,
    press: (digit) => {
      const box = boxes[digit - 1];
      if (!box) return false;
      box.checked = !box.checked;
      box.focus();
      return true;
    },
    keep: chosen,
    restore: (kept) => kept.forEach((at) => { boxes[at].checked = true; }),
  };
}

function typed({ question, told, words }) {
  if (told) return {};
  const input = el("input", {
    type: "text", maxlength: 500, lang: question.language, dir: "auto", autocomplete: "off", autocapitalize: "off",
    autocorrect: "off", spellcheck: "false", enterkeyhint: "done",
  });
  return {
    node: el("label", { class: "field" }, el("span", {}, question.form === "cloze" ? words.gap : words.typed), input),
    focus: input,
    empty: words["type first"],
    read: () => input.value.trim() || null,
    keep: () => input.value,
    restore: (kept) => { input.value = kept; },
  };
}

function order({ question, told, words, say }) {
  if (told) return {};
  const list = el("ol", { class: "rows" });
  const fix = (kept) => list.append(...kept.map((at) => items[at]));
  const items = question.options.map((text, at) => {
    const item = el("li", { class: "row" });
    const move = (by, focused) => {
      const to = [...list.children].indexOf(item) + by;
      if (to < 0 || to >= list.children.length) return;
      list.insertBefore(item, by < 0 ? list.children[to] : list.children[to].nextSibling);
      say(fill(words.moved, { text, n: to + 1, all: list.children.length }));
      focused.focus();
    };
    const mover = (name, arrow, by) => {
      const node = button(arrow, () => move(by, node), { class: "move", "aria-label": fill(words[name], { text }) });
      return node;
    };
    const up = mover("up", "↑", -1), down = mover("down", "↓", 1);
    item.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      move(by, by < 0 ? up : down);
    });
    item.append(said("span", question.language, text, { class: "text" }), up, down);
    return item;
  });
  fix(items.map((_, at) => at));
  const now = () => [...list.children].map((item) => items.indexOf(item));
  return {
    node: list,
    hint: words.order,
    read: () => now().map((at) => at + 1).join(" "),
    press: (digit) => Boolean(list.children[digit - 1]) && (list.children[digit - 1].querySelector("button").focus(), true),
    keep: now,
    restore: fix,
  };
}

function match({ question, told, words }) {
  const selects = question.prompts.map((_, at) => el("select", { "aria-label": at + 1 },
    el("option", { value: "" }, words.nothing),
    question.options.map((text, option) => said("option", question.language, `${letter(option)}  ${text}`, { value: option }))));
  const rows = question.prompts.map((text, at) => el("li", {},
    said("span", question.language, gapped(text, words), { class: "text" }), told ? paired(question, told.parts[at], words) : selects[at]));
  const given = () => selects.map((node) => node.value);
  return {
    node: el("ol", { class: "prompts" }, rows),
    hint: words.match,
    empty: words["match first"],
    read: () => (given().some(Boolean) ? given().map((option, at) => `${at + 1}${option ? letter(Number(option)) : "-"}`).join(" ") : null),
    press: (digit) => Boolean(selects[digit - 1]) && (selects[digit - 1].focus(), true),
    keep: given,
    restore: (kept) => kept.forEach((option, at) => { selects[at].value = option; }),
  };
}

function paired(question, part, words) {
  const wrong = part.given && !part.right && el("span", {}, said("s", question.language, part.given), " ", mark("wrong", words["is wrong"]));
  return el("span", { class: "pair" }, wrong, el("span", {}, said("strong", question.language, part.key), " ", part.right && mark("right", words["is right"])));
}

const MAKERS = { choice, "true-false": choice, select, typed, cloze: typed, order, match, flip: ({ words }) => ({ hint: words.flip }) };

// All that there is to say after an answer; what the options say themselves is not said again.
function feedback(question, told, words) {
  const line = (text, name) => text && el("p", {}, name && el("span", { class: "name" }, `${words[name]}: `), said("span", question.language, text));
  const isTyped = question.form === "typed" || question.form === "cloze";
  const isRight = told.verdict === "right", isOrder = question.form === "order";
  const inOrder = isOrder && told.parts && [el("p", { class: "name" }, words["in order"]),
    el("ol", {}, told.parts.map((part) => said("li", question.language, [part.text, part.key && part.key !== part.text && ` (${part.key})`].filter(Boolean).join(""))))];
  return [
    el("p", { class: `verdict ${told.verdict}` }, sign(told.verdict), " ", told.heading),
    (isTyped || isOrder) && !isRight && line(told.response, "yours"),
    !isRight && !isOrder && question.form !== "match" && line(told.key, "answer"),
    inOrder,
    told.lines.map((text) => line(text)),
    line(told.statement), figure(told.image, words),
    line(told.source, "source"), line(told.note, "note"), line(told.advice),
    told.saved && el("p", { class: "saved" }, told.saved),
  ];
}

function render({ model, el: host }) {
  const root = el("div", { class: "quizkit-widget", "data-lm-suppress-shortcuts": "true" });
  const place = el("p", { class: "place" });
  const form = el("form", { novalidate: true, autocomplete: "off", onsubmit: (event) => { event.preventDefault(); proceed?.(); } });
  const status = el("div", { class: "status", role: "status", "aria-live": "polite", tabindex: -1 });
  const after = el("div", { class: "after" });
  root.append(place, form, status, after);
  let state = null, maker = null, proceed = null, press = null;
  let timer = 0, mine = false, painted = 0;

  const say = (text) => { status.replaceChildren(el("p", { dir: "auto" }, text)); };

  function heard() {
    clearTimeout(timer);
    timer = 0;
    root.removeAttribute("aria-busy");
  }

  function send(message) {
    if (timer) return;
    mine = true;
    root.setAttribute("aria-busy", "true");
    const silent = () => { heard(); say(state.words["no kernel"]); };
    timer = setTimeout(silent, PATIENCE);
    try { model.send({ n: state.n, ...message }); } catch { silent(); }
  }

  // Comes after what the message changed; one that changed nothing moves no focus later.
  function done() {
    heard();
    mine = false;
  }

  const ask = (name, text, attributes) => state.offers.includes(name) && button(text ?? state.words[name], () => send({ do: name }), attributes);

  const isSame = (one, other) => one?.phase === "question" && other.phase === "question"
    && ["form", "stem", "options", "prompts"].every((name) => String(one.question[name]) === String(other.question[name]));

  // What marimo runs again hangs on what a browser sets: so the state is set there as it came, which
  // the kernel does not take; Jupyter sees no change in it and sends nothing.
  function acknowledge() {
    if (!mine) return;
    mine = false;
    model.set("state", state);
    model.save_changes();
  }

  function paint() {
    if (model.get("state") === state) return;
    const before = state;
    state = model.get("state");
    heard();
    const kept = isSame(before, state) ? maker.keep?.() : undefined;
    const stands = before?.n === state.n && before.phase === state.phase && before.offers.join() === state.offers.join();
    if (!(stands && state.phase === "question" && String(before.question.gone) === String(state.question.gone) && before.question.hint === state.question.hint)) build(kept);
    tell();
    if (mine && !(stands && state.phase === "question")) settle();
    painted = performance.now();
    acknowledge();
  }

  function build(kept) {
    const { words, question, phase } = state;
    root.lang = state.language;
    proceed = press = null;
    place.textContent = question ? `${question.place} · ${question.deck}` : "";
    form.replaceChildren();
    after.replaceChildren();
    if (question) pose(kept);
    if (phase === "question") asked();
    else if (phase === "end" || phase === "pause") over();
    else told();
    after.append(...[aside()].filter(Boolean));
  }

  function pose(kept) {
    const { words, question, phase } = state;
    const answer = (response) => send({ do: "answer", response });
    const isTold = phase === "feedback" && question.form !== "flip";
    maker = MAKERS[question.form]({ question, words, answer, say, told: isTold ? state.feedback : null });
    if (kept !== undefined) maker.restore?.(kept);
    const legend = said("legend", question.language, gapped(question.stem, words), { tabindex: -1 });
    maker.focus ??= legend;
    form.append(el("fieldset", {},
      legend,
      question.before && el("p", { class: "before" }, el("span", { class: "name" }, `${words["read first"]}: `), said("span", question.language, question.before)),
      figure(question.image, words),
      phase === "question" && maker.hint && el("p", { class: "hint" }, maker.hint),
      question.hint && el("p", { class: "given" }, `${words.hint}: `, said("span", question.language, question.hint)),
      maker.node));
  }

  function asked() {
    const { words, question } = state;
    const isFlip = question.form === "flip";
    const submit = () => {
      const response = maker.read?.();
      if (isFlip) send({ do: "reveal" });
      else if (response == null) say(maker.empty ?? words["choose first"]);
      else send({ do: "answer", response });
    };
    proceed = submit;
    press = (digit) => (digit === 0 && !isFlip ? (send({ do: "reveal" }), true) : Boolean(maker.press?.(digit)));
    const check = (maker.read || isFlip) && el("button", { type: "submit", class: "main" }, isFlip ? words.show : words.check);
    form.append(el("div", { class: "actions" }, check, !isFlip && ask("reveal", words.unknown), ask("hint"), ask("skip"), ask("undo"), ask("redo")));
  }

  function told() {
    const { words, phase } = state;
    const isOpen = phase === "reveal", ratings = state.feedback.ratings;
    const rate = (each) => send({ do: "rate", rating: each.rating });
    const offers = state.offers.includes("rate") && ratings.map((each) => button(
      [badge(each.rating), each.name, each.when && el("span", { class: "when" }, each.when)],
      () => rate(each), { class: "rating", "aria-pressed": isOpen ? null : String(each.is) }));
    press = (digit) => {
      const found = ratings.find((each) => each.rating === digit && !each.held && !each.is);
      return Boolean(found && offers) && (rate(found), true);
    };
    if (!isOpen) proceed = () => send({ do: "next" });
    after.append(
      el("div", { class: "actions" }, ask("next", words.next, { class: "main" }), ask("override", words.overrule), ask("evidence"), ask("undo"), ask("redo"), isOpen && ask("skip")),
      ...(offers ? [el("div", { class: "ratings", role: "group", "aria-label": isOpen ? words.rate : words.rerate },
        el("span", { class: "name" }, isOpen ? words.rate : words.rerate), offers)] : []));
  }

  function over() {
    const { words } = state;
    proceed = state.offers.includes("next") ? () => send({ do: "next" }) : null;
    after.append(el("div", { class: "actions" }, ask("next", words.next, { class: "main" }), ask("retry", fill(words.retry, { n: state.retry })),
      ask("more"), ask("contrast"), ask("undo"), ask("redo")));
  }

  // What is seldom wanted, folded away.
  function aside() {
    const { words, phase } = state;
    const rare = [ask("put off"), ask("suspend"), phase !== "end" && phase !== "pause" && ask("stop")].filter(Boolean);
    const flagged = state.offers.includes("flag") && flag();
    return (rare.length || flagged) && el("details", { class: "more" }, el("summary", {}, words.other), el("div", { class: "actions" }, rare), flagged);
  }

  function flag() {
    const { words } = state;
    const input = el("input", { type: "text", maxlength: 500, dir: "auto" });
    const tell = () => { send({ do: "flag", text: input.value }); input.value = ""; };
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      tell();
    });
    return el("div", { class: "field" }, el("label", {}, words.fault, " ", input), el("div", { class: "actions" }, button(words.flag, tell)));
  }

  function tell() {
    const { words, question, phase } = state;
    const missed = state.missed?.length && [el("p", { class: "name" }, words.review),
      el("ul", {}, state.missed.map(([stem, key]) => el("li", { dir: "auto" }, stem, " ", el("strong", { dir: "auto" }, key))))];
    const parts = [
      state.said && el("p", { class: "said", dir: "auto" }, state.said),
      (phase === "feedback" || phase === "reveal") && feedback(question, state.feedback, words),
      state.heading && el("p", { class: "verdict" }, state.heading),
      state.lines?.map((text) => el("p", {}, text)),
      missed || null,
      state.evidence.length > 0 && el("div", { class: "evidence" }, state.evidence.map((text) => said("p", "", text))),
    ];
    status.replaceChildren(...parts.flat(3).filter(Boolean));
  }

  function settle() {
    const target = state.phase === "question" ? maker.focus : status;
    target.focus({ preventScroll: true });
    (state.phase === "question" ? root : after).scrollIntoView({ block: "nearest" });
  }

  // Jupyter takes digits and letters as commands, so no plain press leaves the widget.
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab" || event.key === "Escape") return;
    event.stopPropagation();
    if (event.repeat || event.isComposing) return;
    const target = event.composedPath()[0];
    if (event.key === "Enter") {
      if (target.matches("button, summary, select, textarea")) return;
      event.preventDefault();
      if (performance.now() - painted > DOUBLE) proceed?.();
    } else if (/^[0-9]$/.test(event.key) && !target.matches("input[type=text], select")) {
      if (performance.now() - painted > DOUBLE && press?.(Number(event.key))) event.preventDefault();
    }
  });

  model.on("change:state", paint);
  model.on("msg:custom", done);
  paint();
  host.append(root);
  return () => {
    heard();
    model.off("change:state", paint);
    model.off("msg:custom", done);
    root.remove();
  };
}

export default { render };
