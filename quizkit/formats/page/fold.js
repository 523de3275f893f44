// What a spelling leaves behind when it is compared: the same as folding.py, held equal by a test.
const LETTERS = {
  đ: "d", Đ: "D", ð: "d", Ð: "D", ø: "o", Ø: "O", ł: "l", Ł: "L", ħ: "h",
  Ħ: "H", ı: "i", æ: "ae", Æ: "Ae", œ: "oe", Œ: "Oe", þ: "th", Þ: "Th",
};

function lower(text) {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKD");
}

function kept(char, marks) {
  if (char <= "\x7f") return /[A-Za-z0-9#%&@*$+<=>^`|~]/.test(char) ? char : " ";
  if (/[\p{Cf}\ufe00-\ufe0f]/u.test(char)) return "";
  if (/[\p{P}\p{Z}\p{C}]/u.test(char)) return " ";
  if (marks) return char;
  if (/[\u0300-\u036f\u1ab0-\u1dff]/.test(char) && /\p{Mn}/u.test(char)) return "";
  return LETTERS[char] ?? char;
}

function fold(text, keep = "") {
  const whole = text.normalize("NFKD");
  const cased = keep.includes("c") ? whole : lower(whole);
  const shown = Array.from(cased, (char) => kept(char, keep.includes("a"))).join("");
  const apart = shown.replace(/^ +| +$/g, "").replace(/([0-9]) +(?=[0-9])/g, "$1\n");
  return apart.replace(/ +/g, "").replaceAll("\n", " ") || tokens(cased).join("");
}

function light(text) {
  return tokens(lower(text.normalize("NFKD"))).join(" ");
}

function tokens(text) {
  return text.split(/[\t-\r\x1c- \x85\p{Z}]+/u).filter(Boolean);
}
