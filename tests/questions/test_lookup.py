"""What a lookup finds is what comparing with every value finds."""

from hypothesis import given

from quizkit.model import OTHER, Views
from quizkit.questions.search import Search
from quizkit.values.relations import excludes
from tests.strategies import decks


@given(decks())
def test_what_is_left_is_what_nothing_excludes(deck):
    search = Search(deck, deck.language)
    for kind in {fact.kind for fact in deck.facts}:
        index = search.index(kind)
        for role in deck.kinds[kind].roles:
            column = index.column(role)
            values = [fact.values.get(role) for fact in index.facts]
            for printed in values:
                if printed in (None, OTHER):
                    continue
                left = column.left(printed, None)
                for bit, value in enumerate(values):
                    if value is None:
                        assert left >> bit & 1
                    elif value is not OTHER:
                        is_out = excludes(printed, value, places=search.places, precision=None)
                        is_same = value == printed and not isinstance(value, Views)
                        assert bool(left >> bit & 1) == (is_same or not is_out)
