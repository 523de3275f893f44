from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from quizkit.grading.misspelt import Forms
from quizkit.grading.names import Lexicon
from quizkit.grading.spellings import Dropped, Spelling
from quizkit.grading.value import Entry, Hit
from quizkit.model import Name, Named, Text

NONE = Dropped.of()
text = st.text(st.sampled_from("abehnotu"), min_size=1, max_size=8)


def forms(*texts):
    found = Forms("thing")
    for one in texts:
        hit = Hit(Entry(Text(one), "text", (one,)), Spelling(one, NONE))
        found.add(one, (), hit)
    return found


@given(st.lists(text, max_size=20, unique=True), text, st.integers(0, 3))
def test_groups_hide_nothing_that_is_near(known, response, cutoff):
    loose = Spelling(response, NONE).thing
    found = {hit.entry.text: hit.errors for hit in forms(*known).near(loose, cutoff)}
    for one in known:
        errors = OSA.distance(one, response)
        alone = len(one) == 1 or set(one) <= set("ivx")
        if not alone and len(response) > 1:
            assert found.get(one) == (errors if errors <= cutoff else None)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("vitamin a", "vitamin b", False),
        ("louis xiv", "louis xvi", False),
        ("louis xiv", "luis xiv", True),
        ("resolution 1973", "resolution 1974", False),
        ("resolution 1973", "resolutoin 1973", True),
    ],
)
def test_digits_roman_numbers_and_single_letters_are_no_typing_errors(one, other, near):
    assert bool(list(forms(one).near(Spelling(other, NONE).thing, 2))) == near


def test_few_of_many_names_are_compared(monkeypatch):
    rng = Random("names")
    parts = ["".join(two) for two in product("bcdghklmnpqrstv", "aeiou")]
    names = {}
    while len(names) < 10_000:
        name = "".join(rng.choices(parts, k=rng.randint(3, 8))).title()
        names[name] = Name(name, "country")
    lexicon, work = Lexicon(names), Counter()
    extract = process.extract

    def counting(query, choices, **more):
        work["compared"] += len(choices)
        return extract(query, choices, **more)

    monkeypatch.setattr(process, "extract", counting)
    for name in list(names)[:100]:
        assert Named(name) in lexicon.near(f"{name[:-1]}x", "country", 2)
    assert work["compared"] < 100 * 4_000
