"""The decks that `new` begins with."""

from itertools import count

import pytest

from quizkit.checks.run import run
from quizkit.decks import builtin
from quizkit.decks.files import read_deck
from quizkit.formats.starting.newdeck import TAGS, Draft, deck_text, slug
from quizkit.formats.starting.starters import draft, kinds, starter
from quizkit.model import Severity
from quizkit.questions.plan import Planner


def test_every_built_in_kind_is_offered() -> None:
    assert sorted(kinds()) == sorted(builtin.names())


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("kind", kinds())
def test_a_new_deck_has_no_error_and_asks(kind, language) -> None:
    number = count(1)
    ids = (f"b{next(number):04}" for _ in count())
    head = Draft(slug(kind), kind.title(), language, "2026-11", ())
    data = deck_text(draft([starter(kind, language)], ids, head), "d.yaml")
    found = read_deck("d.yaml", opener=lambda _: data)
    assert found.deck is not None
    planner = Planner(found.deck)
    problems = run(found.deck, planner, profile="class", draws=0)
    assert [one for one in problems if one.severity <= Severity.ERROR] == []
    assert planner.facets
    told = starter(kind, language)
    assert set(told.roles) == set(builtin.kind(kind).roles)
    assert all(set(fact) <= set(told.roles) for fact in told.facts)
    assert told.like in data.decode()


def test_a_deck_of_two_kinds_says_the_rules_once() -> None:
    ids = (f"b{number:04}" for number in count(1))
    head = Draft("x", "X", "en", "2026-11", ())
    made = draft([starter("place", "en"), starter("birth", "en")], ids, head)
    text = deck_text(made, "d.yaml").decode()
    assert text.count("These are examples") == 1
    assert "\n\n  birth:\n" in text
