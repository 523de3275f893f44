"""What must hold in every sitting, of whatever deck: no sibling, no leak, no wording twice."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quizkit.model import Deck
from quizkit.questions.ask import Asker
from quizkit.questions.material import Wish
from quizkit.session import asking, rules, why
from quizkit.session.queue import Queue, choose
from quizkit.session.scope import Scope
from tests.session import worlds
from tests.session.sittings import simulate
from tests.strategies import decks

EACH = 5
"""Sittings of one learner."""

RUNS = {50: 6, 250: 20, 1_000: 60, 100_000: 200}
"""Examples of a hypothesis profile to learners, of several sittings each."""


class Learner:
    """A deck and the chance of one learner's sittings, with a short name for messages."""

    def __init__(self, deck: Deck, seed: int) -> None:
        self.deck, self.seed = deck, seed

    def __repr__(self) -> str:
        return f"Learner({len(self.deck.facts)} facts, seed {self.seed})"

    def faults(self) -> list[str]:
        return simulate((Asker(self.deck),), Random(self.seed), sittings=EACH)


learners = st.builds(
    Learner,
    st.one_of(decks(), decks(), st.integers(3, 40).map(worlds.deck)),
    st.integers(0, 1_000_000),
)


@pytest.mark.property
@settings(max_examples=RUNS[settings.default.max_examples], phases=[Phase.generate])
@given(learners)
def test_sittings_keep_the_rules_whatever_is_answered(learner: Learner) -> None:
    assert learner.faults() == []


def blind_to_siblings(patch: pytest.MonkeyPatch) -> None:
    def careless(found: Queue, order: Any, **more: Any) -> Any:
        return choose(found, order, **more | {"facts": lambda facet: frozenset({facet})})

    patch.setattr(rules, "choose", careless)


def blind_to_leaks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Scope, "leaks", lambda *_: frozenset())


def without_memory_for_stems(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(asking.material, "Wish", lambda avoid_stem, **more: Wish(**more))


def always_again(patch: pytest.MonkeyPatch) -> None:
    def relearning(found: Queue) -> tuple[tuple[Any, int], ...]:
        return tuple((answer.facet, at) for at, answer in enumerate(found.asked))

    patch.setattr(Queue, "relearning", relearning)


def a_wrong_reason(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(why, "_of", lambda *_: ("due", "Not asked today.", ""))


def siblings_at_once(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("quizkit.session.queue.GAP", 1)


@pytest.mark.parametrize(
    ("mistake", "fault"),
    [
        (blind_to_siblings, "has a sibling, and"),
        (siblings_at_once, "too soon after its sibling"),
        (blind_to_leaks, "was given away"),
        (without_memory_for_stems, "worded twice alike"),
        (always_again, "returns, but it was right"),
        (a_wrong_reason, "is due, but"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_broken_rule_is_found(
    mistake: Callable[[pytest.MonkeyPatch], None], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake(monkeypatch)
    found: list[str] = []

    @settings(max_examples=100, phases=[Phase.generate], database=None)
    @given(learners)
    def look(learner: Learner) -> None:
        if not found:
            found.extend(each for each in learner.faults() if fault in each)

    look()
    assert found
