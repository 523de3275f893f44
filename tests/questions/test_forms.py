"""All forms, from every fact that suits them: what each calls right, wrong or no response is so."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from quizkit.decks import load
from quizkit.errors import QuestionError, ResponseError
from quizkit.model import Deck, FacetId, Form, Outcome, Question
from quizkit.questions.ask import Asker
from quizkit.questions.formlist import JUDGES
from quizkit.questions.grouping import grouped
from quizkit.questions.together import TOGETHER
from tests.decks_as_text import deck
from tests.spread import spread
from tests.strategies import decks

MOST_FACETS = 300
"""Of a big deck's facets so many are asked in the quick run."""

SOME = settings(max_examples=max(50, settings().max_examples // 4))
BUNDLED = sorted(path.parent for path in (Path(__file__).parents[2] / "decks").glob("*/deck.yaml"))

HEAD = """\
names:
  Ann Archer: {is: person}
  Bernard Bishop: {is: person}
  Celia Cartwright: {is: person}
  Dominic Draper: {is: person}
  Northport: {is: city}
  Eastbourne Regis: {is: city}
  Westermarkt: {is: city}
  Southsea Haven: {is: city}
  Alphaland: {is: country}
  Bethania: {is: country}
  Gammara: {is: country}
  Deltora: {is: country}
  Epsilonia: {is: country}
  Zetaville: {is: country}
"""
ROWS = (
    "{id: a, who: Ann Archer, to: Northport, deed: seen the harbour, rank: Captain, "
    "date: 1901-02-03, cost: 100 USD, signers: [Alphaland, Bethania], open: [Alphaland, ...], "
    "stages: [sail, land, march, camp], seen: {in North: 1901-05-06, in South: 1901-05-07}}",
    "{id: b, who: Bernard Bishop, to: Eastbourne Regis, deed: lost the map, rank: Major, "
    "date: 1911-04-05, cost: 2000 USD, signers: [Gammara, Deltora], open: [Deltora, ...]}",
    "{id: c, who: Celia Cartwright, to: Westermarkt, deed: built a bridge, rank: Colonel, "
    "date: 1921-06-07, cost: 30000 USD, signers: [Deltora, Epsilonia], open: [Gammara, ...]}",
    "{id: d, who: Dominic Draper, to: Southsea Haven, deed: drew a chart, rank: General, "
    "date: 1931~, cost: 400000 USD, signers: [Zetaville, Alphaland], open: [Zetaville, ...]}",
)
ROLES = """\
      who: {is: person, ask: "Who led {it}?"}
      to: {is: city, ask: "Where did {who} go?"}
      deed: {is: text, ask: "What had {who} done?", one: yes}
      rank: {is: [Captain, Major, Colonel, General], ask: "What was the rank of {who}?", one: yes}
      date: {is: date, ask: "{when} did {who} go?", one: yes}
      cost: {is: number, ask: "How much did the trip of {who} cost?", one: yes}
      signers:
        is: list
        of: country
        ask all: "Which {count} countries sent {who}?"
      open: {is: list, of: country, ask one: "Name one of the countries that {who} saw."}
      stages: {is: steps, ask: "Put the stages of the trip of {who} in order."}
      seen: {is: date, ask: "{when}, {view}, was {who} seen?", ask to: day}
"""
SHAPES = f"""\
{HEAD}kinds:
  trip:
    called: "the trip[ to {{to}}]"
    says:
      - "{{who}} led {{it}}."
      - "{{who}} went to {{to}}[ {{on date}}]."
      - "{{who}} had {{deed}}."
      - "The rank of {{who}} was {{rank}}."
      - "The trip of {{who}} cost {{cost}}."
    roles:
{ROLES}facts:
  trip:
    - {ROWS[0]}
    - {ROWS[1]}
    - {ROWS[2]}
    - {ROWS[3]}
cards:
  - {{id: card1, q: Why?, a: for trade, wrong: [for war, for fun]}}
  - {{id: gap1, cloze: "Ships came for [[trade]]."}}
"""
"""A fact for each shape of value."""


@pytest.fixture(scope="module")
def shapes() -> Asker:
    return Asker(deck(SHAPES))


def forms_of(asker: Asker, facet: str) -> str:
    """Return every form in which a facet can be asked, alone or with others."""
    found = set(asker.forms(FacetId(facet)))
    groups = grouped(asker, asker.planner.facets, TOGETHER, seed="1")
    found |= {form for (_, form), group in groups.items() if facet in group}
    return " ".join(sorted(form.value for form in found))


TABLE = {
    # what the role holds: the forms in which it is asked
    "a#who": "choice cloze flip match true-false typed",  # a name, others certainly wrong
    "a#to": "cloze flip typed",  # a name, nothing certainly wrong
    "a#deed": "choice cloze flip match true-false typed",  # text
    "a#rank": "choice cloze flip match true-false typed",  # a member of an enumeration
    "a#date": "choice cloze flip match order true-false typed",  # a date
    "a#cost": "choice cloze flip match order true-false typed",  # a number
    "a#signers": "flip select typed",  # a complete list
    "a#open": "flip typed",  # an open list, of which one is asked
    "a#stages": "flip order",  # steps
    "a#seen": "flip typed",  # seen otherwise from elsewhere
    "d#date": "",  # a date that is not certain
    "card1#card": "choice flip typed",  # a card with wrong answers
    "gap1#1": "cloze flip",  # the gap of a card
}


@pytest.mark.parametrize(("facet", "forms"), TABLE.items(), ids=list(TABLE))
def test_what_a_role_holds_settles_its_forms(shapes, facet, forms):
    assert forms_of(shapes, f"x/{facet}") == forms


def test_the_table_has_every_form():
    assert {form for row in TABLE.values() for form in row.split()} == {f.value for f in Form}


def test_the_architecture_shows_the_table():
    text = (Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    head = next(line for line in text.splitlines() if line.startswith("| the role holds"))
    assert [cell.strip() for cell in head.strip("|").split("|")][1:] == [f.value for f in SHOWN]


SHOWN = (
    *(Form.CHOICE, Form.SELECT, Form.TYPED, Form.CLOZE, Form.TRUE_FALSE),
    *(Form.ORDER, Form.MATCH, Form.FLIP),
)


def questions(asker: Asker, facets: Sequence[FacetId] | None = None) -> list[Question]:
    """Return a question in every form from every facet, or from these, alone and together."""
    facets = asker.planner.facets if facets is None else facets
    alone = [
        asker.question(facet, form, seed=f"7:{facet}:0")
        for facet in facets
        for form in sorted(asker.forms(facet), key=lambda form: form.value)
    ]
    groups = grouped(asker, facets, TOGETHER, seed="7")
    return alone + [
        asker.together(group, form, seed=f"7:{group[0]}:0") for (_, form), group in groups.items()
    ]


def check_samples(asker: Asker, facet: FacetId, form: Form) -> None:
    check(asker, asker.question(facet, form, seed=f"7:{facet}:0"))


def check(asker: Asker, question: Question) -> int:
    """Hold a question's samples against its grader; return how many there are."""
    samples = asker.samples(question)
    for raw in samples.right:
        grade = asker.grade(question, raw)
        assert (grade.outcome, grade.score) == (Outcome.RIGHT, 1.0), (question, raw, grade)
    for raw in samples.slip:
        grade = asker.grade(question, raw)
        assert (grade.outcome, grade.score) == (Outcome.SLIP, 1.0), (question, raw, grade)
    for raw, score in samples.partly:
        grade = asker.grade(question, raw)
        assert (grade.outcome, round(grade.score, 6)) == (Outcome.PARTLY, round(score, 6)), raw
    for raw in samples.wrong:
        grade = asker.grade(question, raw)
        assert grade.score == 0.0, (question, raw, grade)
        assert grade.outcome in (Outcome.WRONG, Outcome.UNCLEAR)
    for raw in samples.refused:
        with pytest.raises(ResponseError):
            asker.grade(question, raw)
    return sum(map(len, samples))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("place", BUNDLED, ids=lambda path: path.name)
def test_every_form_judges_its_samples_over_the_bundled_decks(place, size):
    asker = Asker(load(place))
    facets = asker.planner.facets
    if size == "quick":
        facets = spread(facets, lambda facet: facet.rpartition("#")[2], count=MOST_FACETS)
    asked = questions(asker, facets)
    assert min(check(asker, question) for question in asked) >= 2
    assert len(asked) > len(facets)


def test_every_form_is_driven(shapes):
    asked = questions(shapes)
    counts = Counter(question.form for question in asked)
    assert counts.keys() == set(Form) == set(JUDGES)
    slips = [raw for question in asked for raw in shapes.samples(question).slip]
    assert "Berrnard Bishop" in slips
    for question in asked:
        check(shapes, question)


@pytest.mark.property
@SOME
@given(decks())
def test_every_form_judges_its_samples_over_random_decks(deck):
    asker = Asker(deck)
    for question in questions(asker):
        check(asker, question)


def bundled() -> Deck:
    return load(next(path for path in BUNDLED if path.name == "vietnam-us"))


def test_about_half_of_the_statements_are_true():
    asker = Asker(bundled())
    facets = [f for f in asker.planner.facets if Form.TRUE_FALSE in asker.forms(f)]
    keys = [
        asker.question(facet, Form.TRUE_FALSE, seed=f"{seed}:{facet}:0").keys[0]
        for facet in facets
        for seed in range(5)
    ]
    assert len(keys) > 500
    assert 0.45 < keys.count(0) / len(keys) < 0.55


def test_a_false_statement_differs_from_the_true_one_in_one_place(shapes):
    facet = FacetId("x/a#rank")
    found = {
        question.answer: (question.stem, question.lures)
        for seed in "abcdefgh"
        for question in [shapes.question(facet, Form.TRUE_FALSE, seed=seed)]
    }
    assert found["True"] == ("True or false? The rank of Ann Archer was Captain.", ())
    false, (lure,) = found["False"]
    assert false == f"True or false? The rank of Ann Archer was {lure.value.text}."
    assert lure.why == "one"


def test_steps_are_never_shown_in_their_order(shapes):
    facet = FacetId("x/a#stages")
    found = [shapes.question(facet, Form.ORDER, seed=str(n)) for n in range(60)]
    assert all(question.keys != (0, 1, 2, 3) for question in found)
    assert {tuple(q.options[key] for key in q.keys) for q in found} == {
        ("sail", "land", "march", "camp")
    }
    assert len({question.options for question in found}) > 15


@pytest.mark.parametrize(
    ("given", "scores"),
    [
        ("1 2 3 4", (1, 1, 1, 1)),
        ("2 1 3 4", (0, 0, 0.5, 1)),
        ("4 3 2 1", (0, 0, 0, 0)),
        ("3 4 1 2", (1, 0.5, 0.5, 1)),
    ],
)
def test_of_an_order_each_facet_has_its_neighbours(given, scores):
    asker = Asker(deck(SHAPES))
    facets = [FacetId(f"x/{fact}#cost") for fact in "abcd"]
    question = asker.together(facets, Form.ORDER, seed="1")
    assert question.facets == tuple(facets)
    raw = " ".join(str(question.keys[int(rank) - 1] + 1) for rank in given.split())
    assert tuple(grade.score for grade in asker.grades(question, raw)) == scores


def test_of_a_match_each_facet_is_right_or_wrong(shapes):
    facets = [FacetId(f"x/{fact}#rank") for fact in "abcd"]
    question = shapes.together(facets, Form.MATCH, seed="1")
    assert set(question.facets) == set(facets)
    assert question.options == ("Captain", "Colonel", "General", "Major")
    letters = ["abcd"[key] for key in question.keys]
    letters[0], letters[1] = letters[1], letters[0]
    grades = shapes.grades(question, "".join([*letters[:3], "-"]))
    assert [grade.score for grade in grades] == [0, 0, 1, 0]
    assert shapes.chosen(question, "".join([*letters[:3], "-"]))[3] == -1
    assert shapes.grade(question, " ".join(letters)).score == 0.5


def test_what_does_not_belong_together_is_refused(shapes):
    facets = [FacetId(f"x/{facet}") for facet in ("a#rank", "b#rank", "c#date")]
    for form in Form:
        with pytest.raises(QuestionError, match="cannot be asked together"):
            shapes.together(facets, form, seed="1")
    with pytest.raises(QuestionError, match="several facets at once"):
        shapes.question(FacetId("x/a#rank"), Form.MATCH, seed="1")


FAIRS = """
kinds:
  fair:
    says: "The {what} fair was held[ {on date}]."
    roles:
      what: text
      date: {is: date, ask: "{when} was the {what} fair held?", ask to: year}
facts:
  fair:
    - {id: a, what: corn, date: 1901}
    - {id: b, what: wool, date: 1901-05}
    - {id: c, what: horse, date: 1903}
    - {id: d, what: silk, date: 1904~}
    - {id: e, what: tool, date: 1905/1906}
    - {id: f, what: ship, date: 1907}
"""


def test_years_that_may_be_one_are_not_put_in_order():
    asker = Asker(deck(FAIRS))
    groups = grouped(asker, asker.planner.facets, [Form.ORDER], seed="1").values()
    assert groups
    for group in groups:
        ids = {facet[2] for facet in group}
        assert not ids & {"d", "e"}
        assert not {"a", "b"} <= ids
        assert {"c", "f"} <= ids


@pytest.mark.property
@SOME
@given(decks())
def test_equal_seeds_give_equal_companions(deck):
    found = [grouped(Asker(deck), Asker(deck).planner.facets, TOGETHER, seed="1") for _ in "12"]
    assert found[0] == found[1]
