// The run: rounds until all are right once, what was wrong comes back, and the end.
const LONGEST_ROUND = 25, LATER = 4;

const deck = read(document.getElementById("questions"));
const page = document.getElementById("page");
const { labels } = deck;
let act = () => false;
let run = null;

function read(script) {
  const mask = new TextEncoder().encode(`quizkit ${script.dataset.deck}`);
  const text = atob(script.textContent), bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at) ^ mask[at % mask.length];
  return JSON.parse(new TextDecoder().decode(bytes));
}

const status = document.getElementById("say");
function say(text) {
  status.textContent = text;
}

function show(nodes, focus, press) {
  page.replaceChildren(...nodes.filter(Boolean));
  act = press;
  say("");
  scrollTo(0, 0);
  focus?.focus({ preventScroll: true });
}

const submitter = (text) => el("button", { type: "submit", class: "main" }, text);

const headed = (text, attributes = {}) => el("h2", { tabindex: -1, ...attributes }, text);

function rounds(questions) {
  const count = Math.max(1, Math.ceil(questions.length / LONGEST_ROUND));
  const size = Math.ceil(questions.length / count);
  return Array.from({ length: count }, (_, at) => questions.slice(at * size, (at + 1) * size)).filter(({ length }) => length);
}

function begin(questions) {
  run = { rounds: rounds(questions), at: -1, records: new Map(), since: Date.now() };
  nextRound();
}

function nextRound() {
  run.at += 1;
  run.queue = [...run.rounds[run.at]];
  run.known = 0;
  ask();
}

function advance() {
  if (run.queue.length) ask();
  else if (run.at + 1 < run.rounds.length) pause();
  else end(labels.end);
}

function progress() {
  const bar = document.getElementById("progress");
  bar.hidden = !run;
  if (!run) return;
  const all = run.rounds[run.at].length;
  const text = fill(labels.progress, { done: run.known, all });
  const round = run.rounds.length > 1 ? fill(labels.round, { n: run.at + 1, all: run.rounds.length }) : "";
  bar.replaceChildren(
    el("progress", { max: all, value: run.known, "aria-label": text }),
    el("span", { "aria-hidden": "true" }, [round, text].filter(Boolean).join(" · ")),
    button(labels.stop, () => end(labels["end early"]), { class: "quiet" }));
}

function ask() {
  const question = run.queue.shift();
  const asked = performance.now();
  let open = true;
  const answer = (response) => {
    if (!open) return;
    open = false;
    tell(question, judge(deck, question, response), { maker, card, ms: Math.round(performance.now() - asked) });
  };
  const submit = () => {
    const response = maker.read();
    if (question.form === "flip") answer(true);
    else if (response === null) say(maker.empty ?? labels["choose first"]);
    else answer(response);
  };
  const maker = MAKERS[question.form](question, { deck, labels, say, submit });
  const stem = said("h2", question.language, gapped(question.stem, deck), { tabindex: -1 });
  const again = run.records.has(question) && el("p", { class: "again" }, labels.again);
  const card = el("form", {
    class: `card ${question.form}`, novalidate: true, autocomplete: "off",
    onsubmit: (event) => { event.preventDefault(); (card.proceed ?? submit)(); },
  }, again, el("fieldset", {}, el("legend", {}, stem), figure(deck, question.picture?.waits ? null : question.picture),
    maker.hint && el("p", { class: "hint" }, maker.hint), maker.node),
  el("div", { class: "actions" },
    question.form !== "flip" && button(labels.unknown, () => answer(null), { class: "quiet" }),
    submitter(maker.action ?? labels.check)));
  progress();
  show([card], maker.focus ?? stem, (key) => {
    if (key === "Enter") { submit(); return true; }
    if (key === "0" && question.form !== "flip") { answer(null); return true; }
    return maker.press?.(key) ?? false;
  });
}

function tell(question, judged, { maker, card, ms }) {
  maker.reveal();
  card.querySelector(".actions").remove();
  card.querySelector(".hint")?.remove();
  const settle = (final, then) => {
    if (!run.records.has(question)) run.records.set(question, { question, judged: final, ms });
    if (final.score === 1) run.known += 1;
    else run.queue.splice(LATER, 0, question);
    progress();
    then?.();
  };
  if (question.form === "flip") flipped(question, card, settle);
  else judgedPanel(question, judged, card, settle);
}

function judgedPanel(question, judged, card, settle) {
  let final = judged;
  const name = judged.shown ? grade(judged) : "unknown";
  const heading = headed(labels[name === "unknown" ? "given up" : name], { class: `verdict ${name}` });
  heading.prepend(sign(name));
  const go = () => settle(final, advance);
  const mayOverrule = question.typed && judged.shown && judged.score < 1;
  const overrule = button(labels.overrule, () => {
    final = { ...judged, score: 1, why: "" };
    heading.className = "verdict right";
    heading.replaceChildren(sign("right"), labels.overruled);
    overrule.remove();
    heading.focus();
  });
  const panel = el("section", { class: `feedback ${name}` }, heading, told(question, judged),
    el("div", { class: "actions" }, mayOverrule && overrule, submitter(labels.next)));
  card.proceed = go;
  card.append(panel);
  opened(panel, heading, (key) => key === "Enter" && (go(), true));
}

function opened(panel, heading, press) {
  act = press;
  say("");
  heading.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
}

// All that there is to say after an answer; what the options say themselves is not said again.
function told(question, judged) {
  const { language } = question;
  const line = (text, classes) => text && said("p", language, text, { class: classes });
  const isSeen = ["choice", "true-false", "select"].includes(question.form);
  const taken = judged.chosen ?? [question.options.indexOf(judged.shown)];
  const contrasts = judged.score < 1 ? taken.filter((at) => question.why?.[at]) : [];
  return [
    question.typed && judged.shown && judged.shown !== question.key && named("yours", question, judged.shown),
    !isSeen && solution(deck, question, "p"),
    !isSeen && line(sentence(judged.why), "why"),
    !question.parts && line(question.evidence, "evidence"),
    ...contrasts.map((at) => el("p", { class: "contrast" }, isSeen && question.form !== "true-false"
      ? said("span", language, `${question.options[at]}: `, { class: "name" }) : null, said("span", language, question.why[at]))),
    question.note && said("p", deck.own, question.note, { class: "note" }),
    question.picture?.waits && figure(deck, question.picture),
    sourceOf(deck, question),
  ];
}

const sentence = (text) => text && text[0].toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? "" : ".");

const named = (name, question, text) => el("p", {}, term(labels[name]), said("span", question.language, text));

function flipped(question, card, settle) {
  const heading = headed(labels["given up"], { class: "verdict" });
  const rate = (score) => settle({ score, why: "", shown: "" }, advance);
  const panel = el("section", { class: "feedback" }, heading, told(question, { shown: "", score: 0, why: "" }),
    el("div", { class: "actions" },
      button(labels["not yet"], () => rate(0)), submitter(labels.knew)));
  card.proceed = () => rate(1);
  card.append(panel);
  const presses = { 1: 0, 2: 1, 3: 1, 4: 1 };
  opened(panel, heading, (key) => key in presses && (rate(presses[key]), true));
}

function pause() {
  const records = run.rounds[run.at].map((question) => run.records.get(question));
  const heading = headed(fill(labels["round done"], { n: run.at + 1, all: run.rounds.length }));
  show([el("section", { class: "card pause" }, ring(summed(records) / records.length), heading,
    el("p", {}, markOf(deck, records, "round mark")),
    el("div", { class: "actions" }, button(labels.finish, () => end(labels["end early"]), { class: "quiet" }),
      button(labels["go on"], nextRound, { class: "main" })))],
  heading, (key) => key === "Enter" && (nextRound(), true));
}

function end(title) {
  const records = [...run.records.values()];
  const minutes = Math.round((Date.now() - run.since) / 60000);
  const missed = records.filter(({ judged }) => judged.score < 1);
  run = null;
  progress();
  if (!records.length) { start(); return; }
  const heading = headed(title);
  const time = minutes ? fill(labels.time, { n: minutes }) : labels["time short"];
  const again = missed.length > 0 && button(fill(labels.retry, { n: missed.length }),
    () => begin(missed.map(({ question }) => question)), { class: "main" });
  const all = button(labels.shuffle, () => begin(shuffled(deck.questions)), { class: missed.length ? "" : "main" });
  show([
    el("section", { class: "card end" }, ring(summed(records) / records.length), heading,
      el("p", {}, `${markOf(deck, records)}, ${time}.`),
      missed.length ? null : el("p", {}, labels["all right"]),
      el("div", { class: "actions" }, all, again)),
    missed.length > 0 && el("section", { class: "review" }, el("h2", {}, labels.review),
      el("ol", {}, missed.map((record) => reviewed(deck, record)))),
    exported(deck, records, say),
  ], heading, () => false);
}

// Fisher and Yates; chance is the browser's, for another order is all that is wanted.
function shuffled(questions) {
  const found = [...questions];
  for (let at = found.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [found[at], found[other]] = [found[other], found[at]];
  }
  return found;
}

function start() {
  const count = deck.questions.length, parts = rounds(deck.questions).length;
  const number = count === 1 ? labels.question : fill(labels.questions, { n: count });
  const go = count > 0 && button(labels.start, () => begin(deck.questions), { class: "main" });
  show([el("section", { class: "card start" },
    el("h2", {}, [number, parts > 1 && fill(labels.rounds, { n: parts })].filter(Boolean).join(", ")),
    el("p", {}, labels.how), el("p", { class: "presses" }, labels.presses), el("div", { class: "actions" }, go))],
  go || page, () => false);
}

// On the page alone, not in the whole window: a single letter must not act elsewhere.
page.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  const { target, key } = event;
  if (target.matches?.("input[type=text], textarea")) return;
  if (key === "Enter" && target.closest?.("button, a, input, summary")) return;
  if (act(key)) event.preventDefault();
});

start();
