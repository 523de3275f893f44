"""A deck in another language than its own: never two languages in one sentence, one memory."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

import pytest

from quizkit.decks import load
from quizkit.model import (
    Date,
    Deck,
    FacetId,
    Form,
    List,
    Many,
    Named,
    Number,
    Outcome,
    Question,
    Text,
    Value,
    Views,
)
from quizkit.questions.ask import Asker
from quizkit.questions.fallback import Gap, gap, spoken
from quizkit.questions.plan import Planner
from quizkit.questions.stems import show_in
from quizkit.questions.tongue import Tongue
from tests.decks_as_text import deck

ROOT = Path(__file__).parents[2]
BUNDLED = {"vietnam-us": 1, "spaced-learning": 1, "elements": 3, "countries": 11}
"""Bundled deck to how many of its facets one is looked at, where every form is."""

LONGEST_SYMBOL = 2
"""So many letters has the symbol of an element at most: "At" is none of these words."""

KINDS = sorted(path.stem for path in (ROOT / "examples" / "kinds").glob("*.yaml"))

_ENGLISH = """
    a about according after and are at before between by did does during for from had has have
    her his how into is its largest many million billion much near not of or other over percent
    since than that the their these this those under until was were what when where which who whom
    whose with
    january february march april june july august september october november december
"""
ENGLISH = frozenset(_ENGLISH.split())
"""Words of which at least one stands in nearly every English sentence, and none in Vietnamese."""

every_deck = pytest.mark.parametrize("name", [*BUNDLED, *KINDS])


@cache
def asker(name: str, language: str | None = "vi") -> Asker:
    folder = ROOT / "decks" / name
    place = folder if folder.exists() else ROOT / "examples" / "kinds" / f"{name}.yaml"
    if language is None:
        return Asker(load(place))
    return Asker(asker(name, None).deck, language=language)


def facets(made: Asker, name: str) -> tuple[FacetId, ...]:
    return made.planner.facets[:: BUNDLED.get(name, 1)]


@cache
def alike(deck_id: str) -> re.Pattern[str]:
    """Return what matches the names and texts of a deck that are the same in Vietnamese."""
    made = asker(deck_id.removeprefix("example-")).deck
    kept = [name for name, entry in made.names.items() if entry.spellings.get("vi", name) == name]
    kept += [text for text, said in made.glossary.items() if said.get("vi") == text]
    longest = sorted(map(re.escape, kept), key=len, reverse=True)
    return re.compile("|".join(longest) or r"(?!)")


@cache
def asked(name: str, language: str = "vi") -> tuple[Question, ...]:
    """Return those questions of a deck wanted in Vietnamese that are asked in a language."""
    return tuple(_asked(name, language))


def _asked(name: str, language: str) -> Iterator[Question]:
    made = asker(name)
    for facet in facets(made, name):
        if made.planner.plans(facet)[0].language == language:
            for form in sorted(made.forms(facet), key=lambda form: form.value):
                yield from made.wordings(facet, form, seed=f"7:{facet}")


def leaves(value: Value) -> Iterator[Value]:
    match value:
        case List(items):
            for item in items:
                yield from leaves(item)
        case Views(_, entries):
            for _, entry in entries:
                yield from leaves(entry)
        case _:
            yield value


def is_spelled(value: Value, made: Deck) -> bool:
    match value:
        case Named(name):
            entry = made.names[name]
            return entry.type == "person" or "vi" in entry.spellings
        case Text(text):
            return "vi" in made.glossary.get(text, {}) or len(text) <= 3
        case Number(unit=unit):
            return len(unit) <= 3 or "vi" in made.glossary.get(unit, {})
        case _:
            return isinstance(value, Date)


def is_view(text: str, made: Deck) -> bool:
    _, _, view = text.partition(" ")
    name = made.names.get(view)
    return text.startswith("as of ") or "vi" in (name.spellings if name else made.glossary[view])


def english(text: str, made: Deck) -> set[str]:
    """Return the English words of a text: in small letters, or first.

    Names are left out that are spelled alike in Vietnamese.
    """
    text = alike(made.id).sub(" ", text)
    words = re.findall(r"\b[a-z]+\b", text)
    first = text.partition(" ")[0]
    counts = first.istitle() and len(first) > LONGEST_SYMBOL
    return ENGLISH & {*words, first.casefold() if counts else ""}


@every_deck
def test_all_that_a_vietnamese_question_prints_is_spelled_in_it(name: str) -> None:
    made = asker(name).deck
    for question in asked(name):
        plan = question.plan
        lures = (lure.value for lure in question.lures)
        for value in (*plan.accepted, *question.values, *lures):
            assert all(is_spelled(leaf, made) for leaf in leaves(value)), (question.stem, value)
        for item in plan.printed:
            view = item.role == "view" and isinstance(item.value, Text)
            fine = (
                is_view(item.value.text, made)
                if view
                else all(is_spelled(leaf, made) for leaf in leaves(item.value))
            )
            assert fine, (question.stem, item)


@every_deck
def test_no_word_of_a_vietnamese_question_is_english(name: str) -> None:
    made, own = asker(name), asker(name, None)
    told: dict[str, str] = {}
    for question in asked(name):
        for text in (question.stem, *question.prompts, *question.options, question.answer):
            assert not english(text, made.deck), (question.facet, text)
        told[question.plan.fact] = made.statement(question.plan.fact, language="vi")
    for fact, statement in told.items():
        whole = statement == own.statement(fact)
        assert whole or not english(statement, made.deck), statement


@every_deck
def test_what_falls_back_is_asked_as_without_another_language(name: str) -> None:
    made, own = asker(name), asker(name, None)
    for question in asked(name, "en"):
        same = own.wordings(question.facet, question.form, seed=question.seed)
        assert question in same
        told = made.statement(question.plan.fact, language="en")
        assert told == own.statement(question.plan.fact)


@every_deck
def test_one_facet_has_one_memory_in_both_languages(name: str) -> None:
    made, own = asker(name), asker(name, None)
    assert set(made.planner.facets) == set(own.planner.facets)
    assert [made.key(f) for f in own.planner.facets] == [own.key(f) for f in own.planner.facets]


def bare(text: str) -> str:
    letters = normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in letters if not combining(char))


@pytest.mark.parametrize("name", ["vietnam-us", *KINDS])
def test_a_typed_answer_is_right_in_either_language(name: str) -> None:
    made = asker(name)
    words = made.deck.words["en"]
    for question in asked(name):
        if question.form in (Form.TYPED, Form.CLOZE):
            right = question.plan.accepted
            value = List(right) if question.plan.many is Many.ALL else right[0]
            for raw in (question.answer, bare(question.answer), show_in(value, made.deck, words)):
                outcome = made.grade(question, raw).outcome
                assert outcome is Outcome.RIGHT, (question.stem, raw)


@pytest.mark.parametrize("name", ["vietnam-us", *KINDS])
def test_an_option_is_chosen_by_the_text_that_is_shown(name: str) -> None:
    made = asker(name)
    for question in asked(name):
        if question.form is Form.CHOICE and not question.answer.isdecimal():
            assert made.grade(question, question.answer).score == 1
            assert made.chosen(question, bare(question.answer)) == question.keys


SMALL = """\
names:
  Hanoi: {is: city, vi: Hà Nội}
  Hue: {is: city, vi: Huế}
  Vinh: {is: city}
  times: {is: text, vi: lần}
  silk: {is: text, vi: lụa}
  salt: {is: text, vi: muối}
  tea: {is: text, vi: chè}
  Le Mai: {is: person, vi: Lê Mai}
  Le Binh: {is: person, vi: Lê Bình}
kinds:
  k:
    called: "the trade of {in_}"
    says: {en: "{in_} sold {what}.", vi: "{in_} bán {what}."}
    roles:
      in_: {is: city, ask: {en: "Which city sold {what}?", vi: "Thành phố nào bán {what}?"}}
      what: {is: text, one: yes, ask: {en: "What did {in_} sell?", vi: "{in_} bán gì?"}}
      on_: {is: date, one: yes, ask: {en: "{when} did {in_} sell {what}?", vi: "{in_} bán {what} {when}?"}, ask to: day}
      up: {is: number, ask: {en: "How much did the trade of {in_} grow?", vi: "Buôn bán của {in_} tăng bao nhiêu?"}}
      who: {is: person, ask: {en: "Who sold {what} in {in_}?", vi: "Ai bán {what} ở {in_}?"}}
      all_: {is: list, of: text, ask all: {en: "Which {count} did {in_} sell?", vi: "{in_} bán {count} thứ nào?"}}
      rest: {is: text, ask: {en: "What else did {in_} sell?"}}
facts:
  k:
    - {id: a, in_: Hanoi, what: silk, on_: 1992-11-18, up: over 150 times, who: Le Mai, rest: rice}
    - {id: b, in_: Hue, what: salt, on_: 1993-05-02, up: 20 times, who: Le Binh, all_: [silk, tea], rest: fish}
    - {id: c, in_: Vinh, what: tea, on_: 1994, up: 75 million, rest: corn}
cards:
  - {id: p, q: "What is salt?", a: a mineral}
"""  # noqa: E501


@pytest.fixture
def small() -> Asker:
    return Asker(deck(SMALL), language="vi")


@pytest.mark.parametrize(
    ("facet", "responses"),
    [
        ("a#in_", ["Hà Nội", "ha noi", "Hanoi", "thành phố Hà Nội"]),
        ("a#what", ["lụa", "lua", "silk"]),
        ("a#on_", ["ngày 18 tháng 11 năm 1992", "18/11/1992", "18 November 1992", "1992-11-18"]),
        ("a#up", ["hơn 150 lần", "hon 150 lan", "over 150 times", "150"]),
        ("a#who", ["Lê Mai", "le mai", "Mai", "bà Lê Mai"]),
        ("b#all_", ["lụa và chè", "che, lua", "silk and tea", "tea, lụa", "silk; chè"]),
    ],
)
def test_answers_of_both_languages_are_right(small, facet, responses) -> None:
    question = small.question(FacetId(f"d/{facet}"), Form.TYPED, seed="1")
    assert question.plan.language == "vi"
    outcomes = {raw: small.grade(question, raw).outcome for raw in responses}
    assert outcomes == dict.fromkeys(responses, Outcome.RIGHT)


@pytest.mark.parametrize(
    ("facet", "raw"), [("a#in_", "Huế"), ("a#what", "muối"), ("a#what", "salt"), ("a#up", "20 lần")]
)
def test_another_value_is_wrong_in_either_language(small, facet, raw) -> None:
    question = small.question(FacetId(f"d/{facet}"), Form.TYPED, seed="1")
    assert small.grade(question, raw).outcome is Outcome.WRONG


def test_which_one_is_asked_in_the_language_of_the_question() -> None:
    text = SMALL.replace("Le Binh, all_", "Hoang Mai, all_").replace(
        "  Le Binh: {is: person, vi: Lê Bình}", "  Hoang Mai: {is: person, vi: Hoàng Mai}"
    )
    made = Asker(deck(text), language="vi")
    question = made.question(FacetId("d/a#who"), Form.TYPED, seed="1")
    assert set(made.grade(question, "Mai").candidates) == {"Lê Mai", "Hoàng Mai"}


@pytest.mark.parametrize(
    ("facet", "missing"),
    [
        ("a#in_", None),
        ("c#what", Gap("spelling", "Vinh")),
        ("c#in_", Gap("spelling", "Vinh")),
        ("a#rest", Gap("wording", "rest")),
        ("p#card", Gap("card")),
    ],
)
def test_the_first_thing_that_is_missing_is_named(small, facet, missing) -> None:
    found = gap(small.planner, FacetId(f"d/{facet}"))
    assert found == missing


def test_a_language_without_words_is_a_gap_of_its_own() -> None:
    planner = Planner(deck(SMALL), language="xx")
    assert gap(planner, FacetId("d/a#in_")) == Gap("words")
    assert spoken(planner)[0] == 0


def test_what_of_a_value_has_no_spelling() -> None:
    made = deck(SMALL)
    tongue = Tongue(made, "vi")
    plan = Planner(made).plans(FacetId("d/a#up"))[0]
    assert tongue.missing(plan) == ""
    odd = plan._replace(accepted=(Number(Decimal(3), "crates", "", Decimal(1), "3"),))
    assert tongue.missing(odd) == "crates"
    listed = plan._replace(accepted=(List((Text("silk"), Text("very old corn"))),))
    assert tongue.missing(listed) == "very old corn"
