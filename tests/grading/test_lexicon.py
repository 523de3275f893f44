import subprocess
import sys

import pytest

from quizkit.grading.lexicon import Entry, Lexicon, entry_of
from quizkit.model import (
    Deck,
    Fact,
    Kind,
    List,
    Name,
    Named,
    Role,
    Text,
    Views,
)
from quizkit.values.words import builtin

EN = builtin("en")


def lexicon(*names, **texts):
    return Lexicon({name.name: name for name in names}, texts, words=(EN,))


def read(response, type_, *names):
    return [value.name for value in lexicon(*names).read(response, type_)]


def test_a_type_holds_its_narrower_types():
    names = (Name("Hanoi", "city"), Name("Vietnam", "country"), Name("John Kerry", "person"))
    for type_, found in (("city", 1), ("place", 2), ("name", 3), ("any", 3), ("agreement", 0)):
        assert len(lexicon(*names).scope(type_).entries) == found


def test_a_response_is_read_within_its_type():
    names = (Name("Washington", "city"), Name("George Washington", "person"))
    assert read("washington", "person", *names) == ["George Washington"]
    assert read("washington", "city", *names) == ["Washington"]


def test_a_main_spelling_wins_over_an_alias():
    names = (Name("Bush", "person"), Name("George W. Bush", "person", aka=("Bush",)))
    assert read("bush", "person", *names) == ["Bush"]


def test_a_shared_alias_fits_both():
    names = (Name("A Man", "person", aka=("Bush",)), Name("B Man", "person", aka=("Bush",)))
    assert read("bush", "person", *names) == ["A Man", "B Man"]


def test_accents_decide_where_they_are_given():
    names = (Name("Hà", "city"), Name("Hạ", "city"))
    assert read("hà", "city", *names) == ["Hà"]
    assert read("HẠ", "city", *names) == ["Hạ"]
    assert read("ha", "city", *names) == ["Hà", "Hạ"]


@pytest.mark.parametrize("response", ["Old Town", "OLD TOWN", "the old town", "oldtown"])
def test_what_a_name_never_is_never_matches(response):
    names = Name("Hoi An", "city", aka=("old town",)), Name("Hue", "city", aka=("old town",))
    without = Name("Hoi An", "city", aka=("old town",), never=("Old Town",))
    assert read(response, "city", *names) == ["Hoi An", "Hue"]
    assert read(response, "city", without, names[1]) == ["Hue"]


def test_a_misspelling_that_belongs_elsewhere_is_not_near():
    name = Name("Austria", "country", never=("Austrya",))
    assert lexicon(name).near("Austrya", "country", 2) == ()
    assert lexicon(name).near("Austrja", "country", 2) == (Named("Austria"),)


def test_near_comes_nearest_first():
    names = [Name(name, "country") for name in ("Australia", "Austria", "Laos")]
    found = lexicon(*names).near("Austrlia", "country", 2)
    assert {value.name for value in found} == {"Australia", "Austria"}
    assert lexicon(*names).near("Austra", "country", 0) == ()


def test_entries_hold_all_spellings():
    name = Name("Hanoi", "city", aka=("Ha Noi",), spellings={"vi": "Hà Nội"}, never=("Hà Nam",))
    assert entry_of(name) == Entry(
        Named("Hanoi"), "city", ("Hanoi", "Ha Noi", "Hà Nội"), frozenset({"ha nam", "hanam"})
    )


def test_what_the_deck_does_not_hold_gets_an_entry():
    found = lexicon(Name("Hanoi", "city"), text=("peace",))
    assert found.knows(found.entry(Named("Hanoi"), "city"), "place")
    assert not found.knows(found.entry(Named("Hue"), "city"), "place")
    assert found.knows(found.entry(Text("peace"), "text"), "text")
    assert not found.knows(found.entry(Text("war"), "text"), "text")


def _deck():
    roles = {
        "rank": Role("rank", "enum", members=("General", "Colonel")),
        "about": Role("about", "text"),
        "with_": Role("with_", "list", of="text"),
    }
    values = {
        "rank": Text("General"),
        "about": Views("per", (("one", Text("peace")), ("two", Text("trade")))),
        "with_": List((Text("flags"), Named("Hanoi"))),
    }
    fact = Fact("f1", "visit", values, 0, "", {}, wrong={"about": (Text("war"),)})
    return Deck(
        id="d", title="", language="en", licence="", as_of=None, sources={},
        names={"Hanoi": Name("Hanoi", "city")}, kinds={"visit": Kind("visit", roles)},
        facts=(fact,), cards=(), groups=(), words={"en": EN}, paths=(),
    )  # fmt: skip


def test_the_lexicon_of_a_deck_has_its_names_and_the_texts_of_its_facts():
    found = Lexicon.of(_deck())
    texts = {entry.text for entry in found.scope("text").entries}
    assert texts == {"peace", "trade", "flags", "war"}
    assert [entry.text for entry in found.scope("enum").entries] == ["General"]
    assert found.read("the Hanoi", "place") == (Named("Hanoi"),)


def test_the_search_for_misspellings_is_loaded_only_when_needed():
    code = (
        "import sys; from quizkit.grading.names import Lexicon; from quizkit.model import Name;"
        "Lexicon({'Hue': Name('Hue', 'city')}).read('Hue', 'city');"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
