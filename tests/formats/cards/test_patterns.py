"""Stems that many cards share."""

import pytest

from quizkit.formats.cards.patterns import patterns

NAMES = ("Ada", "Bo Li", "Cy", "Dan der Berg", "Eve", "Flo")


@pytest.mark.parametrize(
    ("stem", "advice"),
    [
        ("What is the capital of {}?", "about: {...: {capital: ...}}"),
        ("Who wrote {}?", "of the kind work"),
        ("When was {} born?", "of the kind birth"),
        ("What does {} mean?", "of the kind definition"),
        ("{} has which colour?", 'ask: "{what} has which colour?"'),
    ],
)
def test_a_pattern_names_what_would_replace_its_cards(stem, advice) -> None:
    [found] = patterns([stem.format(name) for name in NAMES] + ["Who is it?", "Why so?"])
    assert found.shown == stem.replace("{}", "...")
    assert found.cards == 6
    assert advice in found.advice


def test_few_or_unlike_stems_share_nothing() -> None:
    assert patterns([]) == ()
    assert patterns(f"What is the capital of {name}?" for name in NAMES[:4]) == ()
    assert patterns(["Who?", "What?", "When?", "Where?", "Why?", "Who?", "How?"]) == ()
    assert patterns(["word"] * 10) == ()


def test_the_longer_pattern_wins_and_each_card_counts_once() -> None:
    stems = [f"What is the capital of {name}?" for name in NAMES]
    stems += [f"What is the river of {name}?" for name in NAMES]
    assert [(found.shown, found.cards) for found in patterns(stems)] == [
        ("What is the river of ...?", 6),
        ("What is the capital of ...?", 6),
    ]
