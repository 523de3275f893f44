// What a response is worth: the same scores as quizkit's, for typed answers never a higher one.
const UPWARD = ["over", "at least"], DOWNWARD = ["under", "up to"];
const SIGNED = /^(US\$|[$€£¥₫₩₹]) ?/i;
const FIGURE = /^[-+\u2212]?[0-9](?:[0-9.,'\u2019]|[ ](?=[0-9]{3}(?![0-9])))*/;
const UNIT = /^[\p{L}%\u2030\u00b0'][^"[\]{}()|:;,<>=?!0-9]{0,39}[23]?$/u;
const SHORT = { k: "1000", m: "1000000", b: "1000000000" };

function judge(deck, question, response) {
  const judged = response === null ? { score: 0, why: "", shown: "" }
    : JUDGES[question.form](question, response, deck);
  return { why: "", ...judged };
}

const listed = (question, chosen) => chosen.map((at) => (at < 0 ? "-" : question.options[at])).join(", ");

const one = (question, at) => ({
  score: question.keys.includes(at) ? 1 : 0, shown: question.options[at],
});

const JUDGES = {
  choice: one,
  "true-false": one,
  select(question, chosen, deck) {
    const hits = chosen.filter((at) => question.keys.includes(at));
    const wrong = chosen.filter((at) => !question.keys.includes(at));
    const score = Math.max(0, (hits.length - wrong.length) / question.keys.length);
    const words = deck.words[question.language];
    const missed = question.keys.filter((at) => !chosen.includes(at));
    const told = [
      ...wrong.map((at) => remark(words, "not", { text: question.options[at] })),
      ...missed.map((at) => remark(words, "also", { text: question.options[at] })),
    ];
    return { score, chosen, shown: listed(question, chosen), why: score === 1 ? "" : told.join(words.comma) };
  },
  order(question, chosen) {
    const follows = question.keys.slice(1).map(
      (key, at) => chosen.indexOf(key) === chosen.indexOf(question.keys[at]) + 1);
    return { score: share(follows), shown: listed(question, chosen) };
  },
  match(question, chosen) {
    const score = share(question.keys.map((key, at) => chosen[at] === key));
    return { score, shown: listed(question, chosen) };
  },
  typed: judgeTyped,
  cloze: judgeTyped,
  flip: (question, knew) => ({ score: knew ? 1 : 0, shown: "" }),
};

const share = (truths) => truths.filter(Boolean).length / truths.length;

function remark(words, name, fields) {
  return fill(own(words.remarks, name) ?? REMARKS[name], fields);
}

const REMARKS = {
  not: "not {text}", also: "also {text}",
  members: "{right} of {total} right", "members, wrong": "{right} of {total} right, {wrong} wrong",
};

function fill(pattern, fields = {}) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => String(own(fields, name) ?? whole));
}

function own(table, name) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function judgeTyped(question, texts, deck) {
  const { members, partly = {}, strict = "" } = question.typed;
  const given = texts.map((text) => text.trim()).filter(Boolean);
  const shown = given.join("; ");
  const words = deck.words[question.language];
  const is = (member, text) => isRight(member, text, { strict, words, deck });
  if (members.length > 1) return { shown, ...judgeList(members, given, is, words) };
  if (is(members[0], shown)) return { shown, score: 1 };
  const [score, why] = own(partly, fold(shown)) ?? [0, ""];
  return { shown, score, why };
}

// Members are given one by one, or several in one field.
function judgeList(members, given, is, words) {
  const fits = (text) => members.flatMap((member, at) => (is(member, text) ? [at] : []));
  const join = words.join ? `| ${words.join} ` : "";
  const apart = new RegExp(`[;\u3001\n]|,(?![0-9]{3}(?![0-9]))${join}| & `, "i");
  const pieces = given.flatMap((text) => (fits(text).length ? [text] : text.split(apart)))
    .map((text) => text.trim()).filter(Boolean);
  const right = [...new Map(pieces.filter((text) => fits(text).length).map((text) => [fold(text), fits(text)])).values()];
  const wrong = pieces.filter((text) => !fits(text).length).length;
  const placed = placedIn(right);
  const beyond = Math.max(0, right.length + wrong - members.length);
  const score = Math.max(0, (placed - beyond) / members.length);
  const fields = { right: placed, total: members.length, wrong };
  const why = score === 1 ? "" : remark(words, wrong ? "members, wrong" : "members", fields);
  return { score, why };
}

// Matching along augmenting paths: who came first makes room where it fits elsewhere too.
function placedIn(fits) {
  const holder = new Map();
  const place = (at, tried) => fits[at].some((member) => {
    if (tried.has(member)) return false;
    tried.add(member);
    if (holder.has(member) && !place(holder.get(member), tried)) return false;
    holder.set(member, at);
    return true;
  });
  return fits.filter((_, at) => place(at, new Set())).length;
}

function isRight(member, text, { strict, words, deck }) {
  if (text.length > 500 || !fold(text)) return false;
  if (member.number) {
    const read = readNumber(text, words, deck);
    return read !== null && isNumber(member.number, read);
  }
  const isOne = (said) => !member.never?.includes(light(said)) && member.texts.includes(fold(said, strict));
  if (isOne(text)) return true;
  const [first, ...rest] = tokens(text);
  const isArticle = (word) => words.articles.includes(lower(word));
  return !strict && rest.length > 0 && isArticle(first) && !isArticle(rest[0]) && isOne(rest.join(" "));
}

function isNumber(key, read) {
  if (read.unit && !key.units.includes(read.unit) && key.units.length) return false;
  const contrary = (one, other) => UPWARD.includes(one) && DOWNWARD.includes(other);
  if (contrary(read.bound, key.bound) || contrary(key.bound, read.bound)) return false;
  const [given, wanted, within, ...others] = levelled([read.value, key.value, key.within, ...(key.not ?? [])]);
  const off = given > wanted ? given - wanted : wanted - given;
  if (off === 0n) return true;
  return (key.bound === "about" ? off <= within : off < within) && !others.includes(given);
}

// Decimal figures as whole numbers of the finest of their last digits.
function levelled(figures) {
  const places = Math.max(...figures.map((figure) => (figure.split(".")[1] ?? "").length));
  return figures.map((figure) => {
    const [whole, part = ""] = figure.split(".");
    return BigInt(whole + part.padEnd(places, "0"));
  });
}

function readNumber(text, words, deck) {
  const plain = tokens(text.normalize("NFKC")).join(" ").replace(/[.!?;, ]+$/, "");
  const parts = plain.split(" ");
  for (let length = Math.min(3, parts.length - 1); length >= 0; length--) {
    const bound = length ? own(words.bounds, fold(parts.slice(0, length).join(" "))) : "";
    if (bound === undefined) continue;
    const rest = parts.slice(length).join(" ");
    const count = own(words.counts, fold(rest));
    if (count !== undefined) return { value: String(count), unit: "", bound };
    const found = readFigure(rest, words, deck);
    if (found) return { ...found, bound };
  }
  return null;
}

function readFigure(text, words, deck) {
  const sign = SIGNED.exec(text);
  const rest = sign ? text.slice(sign[0].length) : text;
  const figure = FIGURE.exec(rest)?.[0].replace(/[.,'\u2019]+$/, "");
  if (!figure) return null;
  const value = readValue(figure, words.decimal, words.thousands)
    ?? readValue(figure, words.thousands, words.decimal);
  if (value === null) return null;
  const behind = tokens(rest.slice(figure.length));
  let factor = 1n;
  for (let turn = 0; turn < 2; turn++) {
    const length = [3, 2, 1].find((count) => scaleOf(behind, count, deck.scales, sign && !turn));
    if (!length) break;
    factor *= BigInt(scaleOf(behind, length, deck.scales, sign && !turn));
    behind.splice(0, length);
  }
  const unit = behind.join(" ");
  if (unit && (!UNIT.test(unit) || deck.halves.includes(fold(behind[0])))) return null;
  return { value: scaled(value, factor), unit: fold(unit) || (sign ? fold(sign[1]) : "") };
}

function scaleOf(behind, count, scales, signed) {
  if (behind.length < count) return undefined;
  const word = fold(behind.slice(0, count).join(" "));
  return own(scales, word) ?? (signed ? own(SHORT, word) : undefined);
}

function readValue(figure, decimal, thousands) {
  const minus = /^[-\u2212]/.test(figure) ? "-" : "";
  const digits = figure.replace(/^[-+\u2212]/, "").replace(/[ '\u2019]/g, "");
  const at = digits.indexOf(decimal);
  const whole = at < 0 ? digits : digits.slice(0, at);
  const part = at < 0 ? "" : digits.slice(at + 1);
  const groups = whole.split(thousands);
  const grouped = groups.length === 1
    || (/^[0-9]{1,3}$/.test(groups[0]) && groups.slice(1).every((group) => /^[0-9]{3}$/.test(group)));
  const figures = groups.join("");
  if (!grouped || !/^[0-9]{1,15}$/.test(figures) || (at >= 0 && !/^[0-9]{1,15}$/.test(part))) return null;
  return minus + figures + (part ? `.${part}` : "");
}

function scaled(value, factor) {
  const places = (value.split(".")[1] ?? "").length;
  const digits = (levelled([value])[0] * factor).toString();
  if (!places) return digits;
  const padded = digits.replace("-", "").padStart(places + 1, "0");
  return `${digits.startsWith("-") ? "-" : ""}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}
