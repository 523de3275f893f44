import re

import pytest

from quizkit.model import Words
from quizkit.text import fold, refused
from quizkit.values.words import BUILTIN, builtin

languages = pytest.mark.parametrize("words", BUILTIN.values(), ids=list(BUILTIN))


def test_a_region_does_not_matter():
    assert builtin("en-GB") is builtin("en") is builtin("EN_us")
    assert builtin("vi-VN").tag == "vi"


def test_an_unknown_language_has_no_words():
    assert builtin("tlh") is None
    assert builtin("") is None


@languages
def test_there_is_a_word_for_everything(words: Words):
    assert len(words.months) == len(set(words.months)) == len(words.short_months) == 12
    assert len(words.counts) == len(set(words.counts)) == 21
    assert set(words.bounds) == {"about", "over", "at least", "under", "up to"}
    assert set(words.views) == {"in", "per", "as of"}
    assert words.decimal != words.thousands
    assert words.true[0] != words.false[0]
    assert not {fold(word) for word in words.true} & {fold(word) for word in words.false}


@languages
def test_patterns_have_their_fields(words: Words):
    fields = [set(re.findall(r"\{(\w*)\}", pattern)) for pattern in words.dates]
    assert fields == [{"year"}, {"year", "month"}, {"year", "month", "day"}]
    assert all("{date}" in pattern for pattern in words.on)
    assert "{year}" in words.when[1]
    assert all("{count}" in pattern for pattern in words.when_many)
    assert all("{}" in pattern for pattern in words.views.values())
    assert "{}" in words.according_to
    assert "{}" in words.at_time_of


@languages
def test_no_spelling_means_two_things(words: Words):
    months = {}
    spellings = zip(words.months, words.short_months, strict=True)
    for number, (name, short) in enumerate(spellings, start=1):
        for spelling in (name, *short):
            assert months.setdefault(fold(spelling), number) == number
    factors = {}
    for word, factor in words.scales.items():
        assert factors.setdefault(fold(word), factor) == factor


@languages
def test_what_is_compared_folded_is_folded(words: Words):
    assert all(fold(word) == word for word in (*words.articles, *words.titles))


@languages
def test_nothing_refused_is_printed(words: Words):
    printed = (*words.months, *words.dates, *words.on, *words.when, *words.counts, words.blank)
    assert not any(list(refused(text)) for text in printed)
