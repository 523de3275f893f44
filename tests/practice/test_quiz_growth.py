"""What a draw costs grows with its questions, not with its deck: work is counted, not timed."""

from random import Random

import pytest

from quizkit.decks.rows import from_rows
from quizkit.model import Deck, Form
from quizkit.practice.quiz import Quiz
from quizkit.questions import index
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from quizkit.questions.stock import Stock
from tests.bench import generation

SMALL, BIG, DRAWN = 200, 2_000, 60


def terms(count: int) -> list[dict[str, object]]:
    """Return a term and a meaning each; many terms and meanings have words in common."""
    rng = Random(3)
    words = [f"word{n}" for n in range(60)]
    return [
        {"term": f"{rng.choice(words)} {n}", "meaning": " ".join(rng.sample(words, 4))}
        for n in range(count)
    ]


class Counted:
    """Counts the calls of one function."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
        self.calls = 0
        real = getattr(owner, name)

        def counted(*args, **kwargs):
            self.calls += 1
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, counted)


def known(deck: Deck) -> Asker:
    """Return what asks for a deck whose facets are known and of which nothing is planned."""
    asker = Asker(deck)
    asker.planner.facets = Planner(deck).facets
    return asker


@pytest.mark.parametrize("size", [SMALL, BIG])
def test_what_is_drawn_is_planned_and_made_and_little_else(size, monkeypatch):
    asker = known(generation.deck(size))
    planned = Counted(monkeypatch, Planner, "_work_out")
    made = Counted(monkeypatch, Stock, "_made")
    questions = Quiz([asker], count=DRAWN, seed="7").questions()
    assert len(questions) == DRAWN
    assert planned.calls <= 2 * DRAWN
    assert made.calls <= 2 * DRAWN


def test_a_question_is_made_once(monkeypatch):
    asker = known(generation.deck(SMALL))
    asked = Counted(monkeypatch, Asker, "_each")
    Quiz([asker], count=DRAWN, seed="7").questions()
    assert asked.calls <= 3 * DRAWN


def test_a_draw_is_the_same_whatever_was_planned_before():
    deck = generation.deck(DRAWN)
    whole = Asker(deck)
    for facet in whole.planner.facets:
        whole.forms(facet)
    for forms in ((), (Form.TYPED,), (Form.MATCH,)):
        drawn = [
            Quiz([asker], count=DRAWN // 2, seed="7", forms=forms).questions()
            for asker in (known(deck), whole)
        ]
        assert drawn[0] == drawn[1]


def test_a_longer_draw_begins_as_a_shorter_one():
    asker = known(generation.deck(SMALL))
    short, long = (Quiz([asker], count=n, seed="7").questions() for n in (9, 900))
    assert long[:9] == short
    assert len({question.facet for question in long}) == len(long) > SMALL


def test_planning_a_deck_of_texts_compares_few(monkeypatch):
    compared = []
    for size in (200, 800):
        deck = from_rows(terms(size), kind="definition")
        count = Counted(monkeypatch, index, "excludes")
        assert Planner(deck).facets
        compared.append(count.calls)
        monkeypatch.undo()
    assert compared[1] <= 6 * max(compared[0], 200)
