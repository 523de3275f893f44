// How the site's search orders what it finds: guides first, then the rest, the project's own papers last.
var Scorer = {
  score: ([name, , , , score]) =>
    score + (/^(how-to|tutorials)\//.test(name) ? 10 : /^project\//.test(name) ? -10 : 0),
  objNameMatch: 8,
  objPartialMatch: 4,
  objPrio: { 0: 2, 1: 0, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
