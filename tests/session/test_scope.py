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


def test_the_name_that_connects_is_another_than_the_answer():
    """t1#who and t1#host stand in one fact; the answer alone connects nothing."""
    scope = Scope([asker(12)])
    who = scope.answer("trips/t1#who")
    assert "trips/t1#who" in scope.leaks("trips/t1#host", [f"{who} led it."])
    assert scope.leaks("trips/t2#host", [f"{who} led it."]) == frozenset()
    assert scope.leaks("trips/t1#who", [who]) == frozenset()


def test_what_a_wrong_answer_names_is_found_by_its_spelling():
    who, other = "trips/t1#who", SCOPE.answer("trips/t2#who")
    assert SCOPE.meant(who, other.upper()) == other
    assert SCOPE.meant(who, SCOPE.answer(who)) == ""
    assert SCOPE.meant(who, "nobody at all") == ""
