"""Which facet a wrong answer belongs to."""

from dataclasses import replace

from quizkit.model import Name, Named
from quizkit.questions.ask import Asker
from quizkit.session.rivals import Place, Rivals
from tests.session.worlds import asker, deck

RIVALS = Rivals({"trips": asker(12)})


def test_a_facet_has_its_place_and_answer():
    assert RIVALS.place("trips/t1#who") == Place("trips", "trip", "who")
    assert RIVALS.answer("trips/t1#who") == Named("Cy Ash")
    assert RIVALS.place("none/t1#who") is None
    assert RIVALS.answer("trips/t99#who") is None


def test_facets_are_found_by_their_answer():
    place = RIVALS.place("trips/t1#who")
    assert RIVALS.with_answer(place, Named("Cy Ash")) == ("trips/t1#who",)
    assert RIVALS.with_answer(place, Named("Nobody")) == ()
    assert RIVALS.with_answer(RIVALS.place("trips/t1#host"), Named("Cy Ash")) == ()


def test_a_typed_answer_is_judged_as_it_was_by_its_alias():
    made = deck(6)
    names = {**made.names, "Cy Ash": Name("Cy Ash", "person", aka=("Cyrus the Elder",))}
    rivals = Rivals({"trips": Asker(replace(made, names=names))})
    assert rivals.meant("trips/t0#who", "Cyrus the Elder") == Named("Cy Ash")
    assert rivals.meant("trips/t1#who", "Cyrus the Elder") is None
    assert rivals.meant("trips/t0#who", "") is None
