// What came of it: the lines that `quizkit quiz -o` writes too, a text for people, and the end.
const FIELDS = ["facet", "form", "language", "stem", "options", "key", "response", "score", "why", "ms", "prompts"];

function lineOf({ question, judged, ms }) {
  const { facet, form, language, stem, options, key, prompts } = question;
  const values = {
    facet, form, language, stem, options, key, prompts, response: judged.shown, score: judged.score, why: judged.why, ms,
  };
  return `{${FIELDS.map((name) => `"${name}": ${jsonOf(name, values[name])}`).join(", ")}}\n`;
}

function jsonOf(name, value) {
  if (Array.isArray(value)) return `[${value.map((each) => JSON.stringify(each)).join(", ")}]`;
  return name === "score" && Number.isInteger(value) ? `${value}.0` : JSON.stringify(value);
}

const grade = ({ score }) => (score === 1 ? "right" : score > 0 ? "partly" : "wrong");

const summed = (records) => records.reduce((total, { judged }) => total + judged.score, 0);

function markOf(deck, records, name = "mark") {
  const shown = new Intl.NumberFormat(deck.language, { maximumFractionDigits: 1 });
  return fill(deck.labels[name], { right: shown.format(summed(records)), all: shown.format(records.length) });
}

function textOf(deck, records) {
  const lines = records.map(({ question, judged }, at) => {
    const asked = [question.stem, ...question.prompts].join(" / ");
    const given = judged.shown ? ` ${deck.labels.yours}: ${judged.shown}.` : "";
    const key = judged.score === 1 ? "" : ` ${deck.labels.answer}: ${question.key}.`;
    return `${at + 1}. ${SIGNS[grade(judged)]} ${asked}${given}${key}`;
  });
  return `${deck.title}\n${markOf(deck, records)}\n\n${lines.join("\n")}\n`;
}

function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  const link = el("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

async function copied(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.focus();
    area.select();
    return document.execCommand("copy");
  }
}

// A question that was not right at once, with what is to be remembered.
function reviewed(deck, { question, judged }) {
  const { labels } = deck;
  const given = judged.shown && el(
    "p", {}, term(labels.yours), said("span", question.language, judged.shown));
  return el(
    "li", {}, said("h3", question.language, gapped(question.stem, deck)),
    given, solution(deck, question, "p"),
    !question.parts && question.evidence && said("p", question.language, question.evidence, { class: "evidence" }),
    sourceOf(deck, question));
}

const filled = (sentence, text) => sentence.split(GAP).map((part, at) => (at % 2 ? el("strong", {}, text) : part));

// The right answer: a line, or a list of pairs, or of steps.
function solution(deck, question, name) {
  const { labels } = deck, { language, keys, options, parts = [] } = question;
  if (question.form === "match") {
    return el("div", { class: "key" }, term(labels.answers), el("ol", {}, question.prompts.map((text, at) =>
      said("li", language, filled(text, options[keys[at]])))));
  }
  if (question.form === "order") {
    return el("div", { class: "key" }, term(labels["in order"]), el("ol", {}, keys.map((key, at) =>
      el("li", {}, said("span", language, options[key]), parts[at] ? " " : null, parts[at] && said("strong", language, parts[at])))));
  }
  return el(name, { class: "key" }, term(labels.answer), said("strong", language, question.key));
}

function sourceOf(deck, question) {
  const lines = (question.sources ?? []).map((at) => deck.sources[at]);
  return lines.length ? el("p", { class: "source" }, term(deck.labels.source),
    said("span", deck.own, lines.join("; "))) : null;
}

function exported(deck, records, say) {
  const { labels } = deck, name = `${deck.deck}-results.jsonl`;
  const area = el("textarea", { readonly: true, rows: 8, "aria-label": labels["as text"], hidden: true });
  area.value = textOf(deck, records);
  const copy = async () => {
    area.hidden = false;
    say((await copied(area)) ? labels.copied : labels["select text"]);
  };
  const keep = () => {
    save(name, records.map(lineOf).join(""));
    say(fill(labels.saved, { name }));
  };
  return el("section", { class: "results" }, el("h2", {}, labels.results), el("p", {}, labels["results say"]),
    el("div", { class: "actions" }, button(labels.copy, copy), button(labels.save, keep)), area);
}
