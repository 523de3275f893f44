// Elements made of plain text: nothing of a deck ever becomes markup.
const GAP = /(_{4,})/;

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

// A text of the deck, in its language, from whichever side it is read.
const said = (name, language, text, attributes = {}) =>
  el(name, { lang: language, dir: "auto", ...attributes }, text);

// A sentence whose gap is drawn, and read aloud, as one; its letters stay as they are.
const gapped = (text, { labels }) => text.split(GAP).map(
  (part, at) => (at % 2 ? el("span", { class: "gap", role: "img", "aria-label": labels.blank }, part) : part));

// What a line is about, before it.
const term = (text) => el("span", { class: "name" }, `${text}: `);

const badge = (text) => el("span", { class: "badge", "aria-hidden": "true" }, text);

const letterOf = (at) => String.fromCharCode(97 + at);

const SIGNS = { right: "✓", partly: "◐", wrong: "✗", unknown: "–" };

const sign = (name) => el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[name]);

// Right or wrong by sign and by word, never by colour alone.
const mark = (name, text) => el("span", { class: `mark ${name}` }, sign(name), text);

function figure(deck, picture) {
  if (!picture) return null;
  const image = el("img", {
    src: deck.pictures[picture.at], alt: picture.alt, width: picture.width, height: picture.height,
  });
  const credit = picture.credit && el("figcaption", {}, fill(deck.labels.photo, { credit: picture.credit }));
  return el("figure", {}, image, credit);
}

function ring(part) {
  const made = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    return node;
  };
  const svg = made("svg", { viewBox: "0 0 120 120", "aria-hidden": "true", class: "ring", focusable: "false" });
  const circle = { cx: 60, cy: 60, r: 52, pathLength: 100, transform: "rotate(-90 60 60)" };
  svg.append(made("circle", { ...circle, class: "track" }));
  if (part > 0) svg.append(made("circle", { ...circle, class: "arc", "stroke-dasharray": `${part * 100} 100` }));
  const text = made("text", { x: 60, y: 60, "text-anchor": "middle", "dominant-baseline": "central" });
  text.textContent = `${Math.round(part * 100)} %`;
  svg.append(text);
  return svg;
}
