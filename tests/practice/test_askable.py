"""Whether decks have anything to ask: the three ways in which they have not."""

import pytest

from quizkit.errors import DeckError
from quizkit.model import Deck
from quizkit.practice.askable import check
from quizkit.questions.ask import Asker


def test_decks_with_questions_pass(small_deck: Deck) -> None:
    check([Asker(small_deck)])


@pytest.mark.parametrize(("tags", "said"), [(["war"], 'no fact has the tag "war"')])
def test_a_tag_that_nobody_has(small_deck: Deck, tags: list[str], said: str) -> None:
    with pytest.raises(DeckError, match=said):
        check([Asker(small_deck)], tags=tags)


def test_no_decks_at_all() -> None:
    with pytest.raises(DeckError, match="no decks yet"):
        check([])
