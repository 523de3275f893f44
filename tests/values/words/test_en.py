from quizkit.values.words.en import WORDS


def test_dates_as_they_are_printed():
    day = WORDS.dates[2].format(year=1995, month=WORDS.months[6], day=11)
    assert WORDS.on[2].format(date=day) == "on 11 July 1995"


def test_the_first_scale_word_of_a_factor_is_the_printed_one():
    printed = {}
    for word, factor in WORDS.scales.items():
        printed.setdefault(factor, word)
    assert printed[10**9] == "billion"


def test_counts():
    assert (WORDS.counts[2], WORDS.counts[12], WORDS.counts[20]) == ("two", "twelve", "twenty")
