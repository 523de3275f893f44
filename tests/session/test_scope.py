"""What the engine knows of decks."""

from quizkit.session.scope import Scope
from tests.session.worlds import asker

SCOPE = Scope([asker(12), asker(3, name="more")])


def test_it_holds_the_facets_of_all_decks():
    assert len(SCOPE.facets) == 45
    assert "more/t0#who" in SCOPE
    assert "more/t9#who" not in SCOPE
    assert "none/t0#who" not in SCOPE


def test_siblings_ask_about_the_same_fact():
    assert SCOPE.siblings("trips/t1#host") == ("trips/t1#who", "trips/t1#place")


def test_each_fact_is_introduced_before_any_comes_twice():
    facts = [facet.partition("#")[0] for facet in SCOPE.introduction[:12]]
    assert len(set(facts)) == 12


def test_a_text_leaks_the_answers_of_facts_that_share_a_name():
    place = SCOPE.answer("trips/t1#place")
    assert "trips/t1#place" in SCOPE.leaks("trips/t1#who", [f"They went to {place.upper()}!"])


def test_a_text_leaks_nothing_of_facts_without_a_common_name():
    other = SCOPE.answer("trips/t2#place")
    assert SCOPE.leaks("trips/t1#who", [f"They went to {other}."]) == frozenset()


def test_parts_of_words_leak_nothing():
    place = SCOPE.answer("trips/t1#place")
    assert SCOPE.leaks("trips/t1#who", [place + "s", place[:-1]]) == frozenset()
