"""Rules that need words are silent for a language without a list, and are named."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizkit.checks.catalogue import by_code
from quizkit.checks.context import Context, Rule
from quizkit.checks.rules import RULES
from quizkit.checks.wordless import WORDED, could_not_look, wordless
from quizkit.decks.files import read_deck
from quizkit.model import Deck, Problem
from quizkit.questions.plan import Planner
from quizkit.values.words.en import WORDS
from tests.checks.conftest import PNG, whole

Check = Callable[..., tuple[Problem, ...]]


def _read(folder: Path, text: str) -> Deck | None:
    """Read a deck; Klingon has the words that quizkit prints, so that it can ask."""
    place = folder / "deck.yaml"
    place.write_text(text, encoding="utf-8")
    for name in re.findall(r"\bfile: ([\w-]+\.png)", text):
        (folder / name).write_bytes(PNG)
    deck = read_deck(place).deck
    return deck and replace(deck, words={**deck.words, "tlh": replace(WORDS, tag="tlh")})


def _count(rule: Rule, deck: Deck) -> int:
    assert rule.find is not None
    return len(list(rule.find(Context(deck, Planner(deck), draws=3))))


RUN = [rule for rule in RULES if rule.find is not None]


@pytest.mark.parametrize("rule", RUN, ids=[rule.CODE for rule in RUN])
def test_exactly_the_rules_that_are_named_need_words(tmp_path: Path, rule: Rule) -> None:
    text = whole(re.sub(r" *# here$", "", by_code()[rule.CODE].example, flags=re.MULTILINE))
    deck = _read(tmp_path, text)
    other = _read(tmp_path, re.sub(r"^language: en$", "language: tlh", text, flags=re.MULTILINE))
    if deck is None or other is None or deck.language != "en":
        pytest.skip("its bad deck is read in no other language")
    before, after = _count(rule, deck), _count(rule, other)
    assert (before > 0 and after == 0) == (rule.CODE in WORDED)


def test_a_deck_names_its_languages_without_lists(tmp_path: Path) -> None:
    text = """\
kinds:
  trip:
    called: {en: the trip, fr: le voyage}
    roles: {who: {is: person, ask: {en: "Who made {it}?", fr: "Qui a fait {it}?"}}}
"""
    deck = _read(tmp_path, whole(text))
    assert deck is not None
    assert wordless(deck) == ("fr",)
    assert wordless(replace(deck, language="tlh")) == ("tlh", "fr")
    assert wordless(replace(deck, kinds={})) == ()


def test_what_was_not_wanted_is_not_named() -> None:
    assert could_not_look(["tlh", "fr"], "class", select=["QK5"]) == (
        "no word lists for tlh, fr: QK504, QK506, QK516 could not look"
    )
    assert could_not_look(["tlh"], "practice", ignore=["QK4"]) == ""
